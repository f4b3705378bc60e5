"""Each defect of WeasyPrint's PDF: it is there before the repair, and gone after it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from rinnalla.paper.pdf import Printed, print_html
from tests.paper.conftest import unrepaired
from tests.paper.samples import FIELDS, document, sample
from tests.paper_checks import (
    assert_sound,
    complaints,
    field_name,
    filled,
    fonts,
    ink,
    labels,
    pictures,
    reading_order,
    structure,
    tab_order,
    text_of,
    values,
)

KB = 1024


def opened(data: bytes) -> Any:
    """Return a PDF to look into."""
    return pikepdf.open(io.BytesIO(data))


@contextmanager
def widgets(data: bytes) -> Iterator[list[Any]]:
    """Give every place on a page where something is filled in."""
    with opened(data) as pdf:
        found = [one for page in pdf.pages for one in page.get("/Annots", [])]
        yield [one for one in found if one.Subtype == "/Widget"]


def test_sample_is_sound(mended: Printed, blank: Printed, tmp_path: Path) -> None:
    """With fields and without, nothing is found wrong."""
    assert_sound(mended.data, tmp_path)
    assert_sound(blank.data, tmp_path)
    assert () == mended.problems == blank.problems
    assert not any(page.outside() for page in (*mended.layouts, *blank.layouts))


def test_checkers_find_the_defects(raw: bytes, tmp_path: Path) -> None:
    """What the checkers pass has been worth checking."""
    assert complaints(raw, tmp_path)


def test_every_field_is_there_once_with_its_label(raw: bytes, mended: Printed) -> None:
    """Buttons were fields beside their group, which was called after the first of them."""
    with opened(raw) as pdf:
        names = [str(one.T) for one in pdf.Root.AcroForm.Fields]
        group = next(one for one in pdf.Root.AcroForm.Fields if "/Kids" in one)
        assert 4 == names.count("back")
        assert "Kyllä" == str(group.TU)

    assert FIELDS == labels(mended.data)
    assert list(FIELDS) == list(labels(mended.data))


def test_buttons_are_called_after_their_option(mended: Printed) -> None:
    """And belong to a group by itself, whose states are the values of the HTML."""
    with widgets(mended.data) as found:
        buttons = [one for one in found if "/Parent" in one]
        assert ["Kyllä", "Ei", "Ei vielä tiedossa"] == [str(one.TU) for one in buttons]
        assert [["/Off", "/yes"], ["/Off", "/no"], ["/Off", "/not-known"]] == [
            sorted(one.AP.N.keys()) for one in buttons
        ]
        assert all("/T" not in one and "/FT" not in one for one in buttons)
        assert ["/Off", "/no", "/Off"] == [str(one.AS) for one in buttons]
    assert "/no" == values(mended.data)["back"]


def test_group_broken_over_two_pages_stays_one() -> None:
    """A reader chooses one of all buttons, wherever they stand."""
    buttons = "".join(
        f'<p style="break-after: page"><label>{name}<input type="radio" name="g" value="{name}">'
        "</label></p>"
        for name in ("one", "two")
    )
    html = document(f"<form><fieldset><legend>Kumpi?</legend>{buttons}</fieldset></form>")

    with opened(unrepaired(html)) as pdf:
        assert 2 == len([one for one in pdf.Root.AcroForm.Fields if "/Kids" in one])
    with opened(print_html(html, fields=True).data) as pdf:
        (group,) = pdf.Root.AcroForm.Fields
        assert ["one", "two"] == [str(kid.TU) for kid in group.Kids]


def test_fields_follow_the_reading_order() -> None:
    """Those outside a form came first, wherever they stood."""
    body = (
        '<form><p><label>A <input type="text" name="a"></label></p></form>'
        '<p><label>B <input type="text" name="b"></label></p>'
    )
    with widgets(unrepaired(document(body))) as found:
        before = [field_name(one) for one in found]
    after = print_html(document(body), fields=True).data

    assert ["b", "a"] == before
    assert ["a", "b"] == tab_order(after) == reading_order(after) == list(labels(after))


def test_boxes_have_a_look_for_each_state(raw: bytes, mended: Printed) -> None:
    """Unticked had none, so viewers were asked to make up all looks, and some do not."""
    with widgets(raw) as found, opened(raw) as pdf:
        box = next(one for one in found if field_name(one) == "a")
        assert ["/on"] == list(box.AP.N.keys())
        assert pdf.Root.AcroForm.NeedAppearances

    with widgets(mended.data) as found:
        ticked, empty = (one for one in found if field_name(one) in {"a", "b"})
        assert ["/Off", "/on"] == sorted(ticked.AP.N.keys())
        assert b"" == ticked.AP.N.Off.read_bytes()
        assert ("/on", "/Off") == (str(ticked.AS), str(empty.AS))
    with opened(mended.data) as pdf:
        assert "/NeedAppearances" not in pdf.Root.AcroForm


def test_tick_and_dot_are_painted(tmp_path: Path) -> None:
    """In a box of its own, with nothing else on the page."""
    style = "@page { size: 40mm; margin: 10mm } input { width: 10mm; height: 10mm; border: 0 }"
    for kind in ("checkbox", "radio"):
        field = f'<input type="{kind}" name="a" value="v" data-label="A" data-group="G" STATE>'
        pages = {}
        for state in ("", "checked"):
            html = document(field.replace("STATE", state), style=style)
            (pages[state],) = pictures(print_html(html, fields=True).data, tmp_path)

        assert ink(pages[""]) is None
        box = ink(pages["checked"])
        assert box
        left, top, right, bottom = (edge / pages["checked"].width for edge in box)
        assert 0.25 < left < 0.4 < right < 0.6, (kind, box)
        assert 0.2 < top < bottom < 0.6


def test_prefilled_texts_are_shown(raw: bytes, mended: Printed, tmp_path: Path) -> None:
    """They had no look, and no font that viewers could use."""
    with widgets(raw) as found:
        assert all("/AP" not in one for one in found if one.get("/FT") == "/Tx")

    text = text_of(mended.data, tmp_path)
    assert "Vastuutyöntekijä" in text
    assert "Perhepalvelut" in text
    assert "family" == values(mended.data)["service"]


def test_long_texts_are_broken_between_words() -> None:
    """Where the HTML breaks them, and where a line is full."""
    style = "textarea { width: 60mm; height: 40mm; font-size: 10pt }"
    body = (
        '<textarea name="a" data-label="A">Ensimmäinen rivi\n'
        "Toinen, joka on niin pitkä, ettei se mahdu yhdelle riville</textarea>"
    )
    with widgets(print_html(document(body, style=style), fields=True).data) as (notes,):
        assert int(notes.Ff) & 1 << 12
        lines = re.findall(rb"\((.*?)\) Tj", notes.AP.N.read_bytes())

    assert "Ensimmäinen rivi".encode("cp1252") == lines[0]
    assert 3 == len(lines)
    assert "Toinen, joka on niin pitkä, ettei se mahdu yhdelle riville" == b" ".join(
        lines[1:]
    ).decode("cp1252")


def test_marks_in_typed_texts_stay_marks() -> None:
    """Brackets and backslashes mean something in a PDF."""
    html = document(r'<input name="a" data-label="A" value="(ei) \ (niin)">')

    with widgets(print_html(html, fields=True).data) as (field,):
        assert rb"(\(ei\) \\ \(niin\)) Tj" in field.AP.N.read_bytes()
        assert r"(ei) \ (niin)" == str(field.V)


def test_size_of_typed_text_is_that_of_the_style_or_left_to_the_viewer() -> None:
    """Zero means: as large as fits."""
    style = "input { font-size: 12pt; color: #000080 }"
    body = (
        '<input name="a" data-label="A"><input name="b" data-label="B" data-size="auto" value="x">'
    )

    with widgets(print_html(document(body, style=style), fields=True).data) as (first, second):
        assert "/RnField 12 Tf 0 0 0.501961 rg" == str(first.DA)
        assert "/RnField 0 Tf 0 0 0.501961 rg" == str(second.DA)
        assert b"/RnField 12 Tf" in second.AP.N.read_bytes()


def test_fields_share_one_small_font(raw: bytes, mended: Printed) -> None:
    """A simple one with the letters of western Europe, which every viewer can type with."""
    assert any("Rinnalla-Field" in name for name in fonts(raw))

    assert ["/RNFLDA+SourceSansPro-Regular"] == [
        name for name in fonts(mended.data) if "RNFLDA" in name
    ]
    assert not any("Rinnalla-Field" in name for name in fonts(mended.data))
    with opened(mended.data) as pdf:
        (font,) = pdf.Root.AcroForm.DR.Font.values()
        assert ("/TrueType", "/WinAnsiEncoding") == (str(font.Subtype), str(font.Encoding))
        widths = list(font.Widths)
        assert 224 == len(widths)
        assert all(widths["åäöéœ–’€".encode("cp1252")[at] - 32] > 0 for at in range(8))


def test_files_are_small(mended: Printed, blank: Printed) -> None:
    """Small enough to be sent by mail, and printed from a phone."""
    assert len(blank.data) < 30 * KB
    assert len(mended.data) < 60 * KB


def test_every_value_is_kept(mended: Printed, tmp_path: Path) -> None:
    """Typed, ticked and chosen in another program, then read again and shown."""
    typed = {"who": "Åke Öhman – é", "a": "/Off", "b": "/on", "back": "/not-known", "t1": "œ ’ €"}
    again = filled(mended.data, typed)

    assert typed == {name: values(again)[name] for name in typed}
    assert "Åke Öhman – é" in text_of(again, tmp_path)
    before, after = (pictures(data, tmp_path) for data in (mended.data, again))
    assert before[0].tobytes() != after[0].tobytes()


def test_headings_of_tables_say_what_they_head(raw: bytes, mended: Printed) -> None:
    """A column or a row, as the HTML says."""
    assert all("/Scope" not in one.attributes for one in structure(raw) if one.kind == "/TH")

    scopes = [one.attributes["/Scope"] for one in structure(mended.data) if one.kind == "/TH"]
    assert [*["/Column"] * 3, *["/Row"] * 3] == scopes


def test_headings_without_a_scope_are_worked_out() -> None:
    """Beside cells they head a row, among themselves columns."""
    table = "<table><tr><th>A<th>B<tr><th>C<td>d</table>"
    found = structure(print_html(document(table)).data)

    assert ["/Column", "/Column", "/Row"] == [
        one.attributes["/Scope"] for one in found if one.kind == "/TH"
    ]


def test_lists_say_how_they_are_numbered(raw: bytes) -> None:
    """Nothing, a sign or numbers before each item."""
    assert all("/ListNumbering" not in one.attributes for one in structure(raw))

    body = '<ul><li>a</ul><ol><li>a</ol><ul style="list-style: none"><li>a</ul>'
    found = structure(print_html(document(body)).data)
    assert ["/Disc", "/Decimal", "/None"] == [
        one.attributes["/ListNumbering"] for one in found if one.kind == "/L"
    ]


def test_empty_elements_are_dropped(tmp_path: Path) -> None:
    """But not empty cells, which stand in their place."""
    html = document("<h1>A</h1><p>B<span><b></b></span></p><div></div><table><tr><th>C<td></table>")

    assert any("TAG-020" in one for one in complaints(unrepaired(html), tmp_path))
    data = print_html(html).data
    assert not any("TAG-020" in one for one in complaints(data, tmp_path))
    kinds = [one.kind for one in structure(data)]
    assert 1 == kinds.count("/TD")
    assert not {"/Div"} & set(kinds)


def test_items_of_lists_have_bodies(tmp_path: Path) -> None:
    """With their sign inside, and where they go on overleaf."""
    words = "".join(f"<p>{number}</p>" for number in range(9))
    style = "@page { size: A7 } .in { list-style-position: inside }"
    html = document(f"<ul class=in><li>a<li>b</ul><ul><li>{words}</ul>", style=style)

    assert any("LST-002" in one for one in complaints(unrepaired(html), tmp_path))
    data = print_html(html).data
    assert not any("LST-002" in one for one in complaints(data, tmp_path))
    kinds = [one.kind for one in structure(data)]
    assert kinds.count("/LI") == kinds.count("/LBody") >= 3
    assert ["/LI", "/Lbl", "/Span", "/LBody", "/Span"] == kinds[2:7]


@pytest.mark.parametrize("tag", ["p", "span", "td", "li", "section"])
def test_language_inside_the_document_is_kept(tag: str) -> None:
    """It was dropped, and Swedish was read as Finnish."""
    inner = f'<{tag} lang="sv">Klienten</{tag}>'
    around = {"td": "<table><tr><td>Asiakas</td>{}</tr></table>", "li": "<ul>{}</ul>"}
    html = document(around.get(tag, "<div>Asiakas {}</div>").format(inner))

    assert {""} == {one.language for one in structure(unrepaired(html))}
    assert {"", "sv"} == {one.language for one in structure(print_html(html).data)}


def test_language_of_the_document_is_not_repeated(mended: Printed) -> None:
    """Only the Swedish paragraph says its language."""
    assert ["/P"] == [one.kind for one in structure(mended.data) if one.language]


def test_running_headers_are_artifacts(raw: bytes, mended: Printed) -> None:
    """They were content that no element of the structure holds."""
    for data, marks in ((raw, 0), (mended.data, 2)):
        with opened(data) as pdf:
            numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
            for page in pdf.pages:
                content = page.Contents.read_bytes()
                assert marks == content.count(b"/Artifact <</Type /Pagination>> BDC")
                parents = numbers[numbers.index(page.StructParents) + 1]
                assert content.count(b"/MCID") == len([one for one in parents if one is not None])


def test_links_are_printed_and_say_where_they_lead(raw: bytes, mended: Printed) -> None:
    """In the words of the link."""
    found = {}
    for name, data in (("raw", raw), ("mended", mended.data)):
        with opened(data) as pdf:
            links = [one for one in pdf.pages[0].Annots if one.Subtype == "/Link"]
            found[name] = [(str(one.Contents), int(one.get("/F", 0))) for one in links]

    assert [("https://example.org/ohje", 0), ("toimet", 0)] == found["raw"]
    assert [("Ohje verkossa", 4), ("toimet", 4)] == found["mended"]


def test_pictures_say_where_they_are(tmp_path: Path) -> None:
    """In points from the bottom of the page, as everything else in a PDF."""
    style = "@page { size: 60mm 80mm; margin: 0 } body { margin: 0 } img { margin: 10mm 20mm }"
    picture = sample().partition('<img src="')[2].partition('"')[0]
    data = print_html(document(f'<img src="{picture}" alt="Palkki">', style=style)).data
    with opened(data) as pdf:
        height = float(pdf.pages[0].MediaBox[3])
    (figure,) = (one for one in structure(data) if one.kind == "/Figure")
    page = pictures(data, tmp_path, dots=72)[0]

    left, top, right, bottom = ink(page) or pytest.fail("nothing is painted")
    with opened(data) as pdf:
        box = next(
            [float(edge) for edge in one.A.BBox]
            for one in pdf.objects
            if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Figure"
        )
    assert figure.attributes
    assert box[0] == pytest.approx(left, abs=1.5)
    assert box[2] == pytest.approx(right, abs=1.5)
    assert box[3] == pytest.approx(height - top, abs=1.5)
    assert box[1] == pytest.approx(height - 2 * bottom + top, abs=2.5)  # its lower half is empty


def test_drawings_are_described_or_left_out(tmp_path: Path) -> None:
    """By their label; one that is hidden is no part of what is read."""
    svg = 'xmlns="http://www.w3.org/2000/svg" width="9" height="9"'
    drawing = f'<svg {svg} NAME><path d="M0 0h9v9"/></svg>'
    shown = document(f"<p>A</p>{drawing.replace('NAME', 'role=img aria-label=Koodi')}")
    hidden = document(f"<p>A</p>{drawing.replace('NAME', 'aria-hidden=true')}")

    assert any("FIG-001" in one for one in complaints(unrepaired(shown), tmp_path))
    assert [] == complaints(print_html(shown).data, tmp_path)
    assert ["Koodi"] == [one.label for one in structure(print_html(shown).data) if one.label]
    assert [] == complaints(print_html(hidden).data, tmp_path)
    assert "/Figure" in {one.kind for one in structure(unrepaired(hidden))}
    assert "/Figure" not in {one.kind for one in structure(print_html(hidden).data)}


@pytest.mark.parametrize(
    ("duplex", "wish"), [("long", "/DuplexFlipLongEdge"), ("short", "/DuplexFlipShortEdge")]
)
def test_printers_are_told_how_to_turn_sheets(duplex: str, wish: str) -> None:
    """And not to shrink the page; nothing is said of turning where nothing is asked."""
    for asked, expected in ((duplex, wish), (None, None)):
        with opened(print_html(document("<p>A"), duplex=asked).data) as pdf:
            wishes = pdf.Root.ViewerPreferences
            assert expected == (str(wishes.Duplex) if "/Duplex" in wishes else None)
            assert "/None" == str(wishes.PrintScaling)
