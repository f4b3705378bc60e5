"""The HTML of a sheet, and small lists printed for one question each."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import timedelta
from html.parser import HTMLParser
from itertools import islice, product
from pathlib import Path

import pikepdf
import pytest

from rinnalla.editions import Edition
from rinnalla.model import Kind
from rinnalla.paper.pdf import MissingGlyphsError, PrintError
from rinnalla.paper.points import LINES, REPEATS
from rinnalla.paper.sheet import A4, A5, A6, FILLABLE, LARGE, Layout, Sheet, sheet_html
from rinnalla.paper.sheets import render_sheet
from rinnalla.paper.voices import Voices
from tests.sheets import sizes_on
from tests.versions import LIST, edition_of

EVERY_KIND = LIST.replace(
    "## Tulos",
    """\
- Mieti, mitä sanot {#think type=reflect origin=design}
- Kuka on mukana? {#present type=choices origin=design}
  - asiakas {#client}
  - joku muu, kuka {#someone text}

- Päivät {#days type=date repeat origin=design}
- [ ] Tärkein {#main critical required per=unit origin=design}

## Tulos""",
).replace("draft", "piloted")
"""A list with items of every kind."""


class Names(HTMLParser):
    """Gathers the names of fields and counts elements by tag and class."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.names: list[str] = []
        self.kinds: list[str] = []
        self.groups: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        found = dict(attrs)
        self.kinds.append(f"{tag}.{found.get('class') or ''}".rstrip("."))
        if tag in ("input", "select", "textarea"):
            assert found["title"]
            name = str(found["name"])
            if found.get("type") == "radio":
                assert found["data-group"]
                self.groups.add(name)
            else:
                self.names.append(name)


def html_of(layout: Layout = A4, text: str = EVERY_KIND, **options: bool) -> str:
    """Return the sheet of a list in Finnish."""
    return sheet_html([edition_of(text)], layout, **options)


def part(html: str, item: str, after: str) -> str:
    """Return the element of one item. item: its words; after: words of the next."""
    start = html.rindex('<li class="item', 0, html.index(item))
    return html[start : html.index(after, start)]


def test_every_field_has_a_name_of_its_own() -> None:
    """And a label; so does every group of buttons."""
    found = Names(html_of(FILLABLE))

    assert len(found.names) == len(set(found.names))
    assert not found.groups & set(found.names)
    assert {"need", "unit", "result"} == found.groups
    assert {
        "begun",
        "done--aside",
        "done--note",
        "unit--other--text",
        "count",
        "turns--am--day",
        "turns--am--night",
        "more",
        "think",
        "think--seen",
        "present--client",
        "present--someone",
        "present--someone--text",
        "days--1",
        f"days--{REPEATS}",
    } <= set(found.names)


def test_blank_sheet_has_no_fields() -> None:
    """Boxes, circles and lines for a pen instead."""
    found = Names(html_of())

    assert [] == found.names
    assert not found.groups
    assert {"span.box", "span.box round", "div.line", "span.blank rest"} <= set(found.kinds)


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_is_on_the_sheet(kind: Kind) -> None:
    """Each says what it is."""
    assert f"kind-{kind}" in html_of()


def test_writing_lines_are_those_the_editor_gave() -> None:
    """Two for a text, three to think about, or the number that is written."""
    html = html_of()
    line = '<div class="line"></div>'

    assert 2 == LINES[Kind.TEXT]
    assert 2 == part(html, "Lisää sanoja", "Huomaa suuri").count(line)
    assert LINES[Kind.REFLECT] == part(html, "Mieti, mitä", "Kuka on").count(line)
    changed = html_of(text=EVERY_KIND.replace("lines=2", "lines=5"))
    assert 5 == part(changed, "Lisää sanoja", "Huomaa suuri").count(line)


def test_answer_that_is_given_again_has_places() -> None:
    """Four of them on paper."""
    assert REPEATS == part(html_of(), "Päivät", "Tärkein").count('class="blank short"')


def test_grid_has_a_cell_for_each_row_and_column() -> None:
    """With headings for both."""
    table = part(html_of(), "Vuorot", "Lisää sanoja")

    assert (2, 1, 2) == (
        table.count('<th scope="col">'),
        table.count('<th scope="row">'),
        table.count('<td class="cell3">'),
    )


def test_marks_of_an_item_are_in_words() -> None:
    """No colour or sign alone."""
    words = html_of()

    for tag in ("Älä ohita tätä", "Pakollinen"):
        assert tag in part(words, "Tärkein", "Jatka")
    assert "Täytetään, jos: " in part(words, "Lisää sanoja", "Huomaa suuri")
    assert "Näytetään, jos: " in part(words, "Huomaa suuri", "Mieti")
    assert "<strong>Varoitus.</strong>" in words


def test_card_is_brief() -> None:
    """No hints, notes, legend, sources; the dates are at its foot."""
    card, sheet = html_of(A6), html_of()

    for words in ("Kysy ensin asiakkaalta", 'class="legend"', 'class="sources"', 'class="remark"'):
        assert words in sheet
        assert words not in card
    assert "21.11.2027" in card.split("</style>")[0]
    assert "21.11.2027" not in card.split("</style>")[1]


def test_page_for_notes_has_lines() -> None:
    """Only where it is asked for."""
    assert "own-notes" not in html_of(A5)
    assert 14 == html_of(A5, notes=True).split("own-notes")[1].count('class="line"')


def test_code_leads_to_the_list_where_the_site_is_known() -> None:
    """A sheet without an address has no code, and nothing in its place."""
    known = edition_of(base_url="https://example.org")

    assert "<svg" in sheet_html([known], A4)
    assert "<svg" not in html_of()
    assert "code-of-version" not in html_of()


ODD = EVERY_KIND.replace("Aloitus on sovittu", "A < B & \"C\" 'd'").replace(
    "muu, mikä", r"\<muu\> & muu"
)


def test_odd_characters_are_escaped() -> None:
    """In texts, labels, the title and the margins."""
    html = html_of(FILLABLE, ODD.replace("{checklist} Koe", r'{checklist} K & "o" \<e\>'))

    assert "A &lt; B &amp; &quot;C&quot; &#x27;d&#x27;" in html
    assert "A < B" not in html
    assert "&lt;muu&gt; &amp; muu" in html
    assert "<title>K &amp; &quot;o&quot; &lt;e&gt;</title>" in html
    assert r'content: "K & \"o\" \3c e>"' in html
    assert Names(html).names


def test_style_cannot_be_ended_by_a_title() -> None:
    """A title stands in the style, where HTML knows one end only."""
    html = html_of(A4, EVERY_KIND.replace("{checklist} Koe", r"{checklist} Koe \</style\>"))

    assert 1 == html.count("</style>")


def two() -> list[Edition]:
    """Return the list with other words for its second language."""
    first = edition_of(EVERY_KIND)
    words = EVERY_KIND.replace("Aloitus on sovittu", "Starten är avtalad")
    return [first, replace(edition_of(words, "sv"), is_source=False)]


def test_two_languages_stand_side_by_side() -> None:
    """The second says which it is; names of fields and codes are the same."""
    html = sheet_html(two(), FILLABLE)

    assert (
        '<div class="one"><p>Aloitus on sovittu</p></div>'
        '<div class="two" lang="sv" dir="ltr"><p>Starten är avtalad</p></div>'
    ) in html
    assert 'kyllä <span class="in" lang="sv" dir="ltr">ja</span>' in html
    assert Names(html).names == Names(html_of(FILLABLE)).names
    assert html.startswith('<!DOCTYPE html>\n<html lang="fi" dir="ltr">')


def test_word_that_is_the_same_stands_once() -> None:
    """A unit or a name need not be said twice on one line."""
    voices = Voices(editions=tuple(two()))

    assert "kpl" == voices.inline(["kpl", "kpl"])
    assert "" == voices.block(["", ""], "hint")
    assert '<p class="hint">vain</p>' == voices.block(["vain", ""], "hint")
    assert '<p class="hint" lang="sv" dir="ltr">bara</p>' == voices.block(["", "bara"], "hint")


def test_chapter_of_a_pack_has_places_to_link_to() -> None:
    """A sheet of its own has no ids."""
    edition = edition_of(EVERY_KIND)

    assert ' id="a--start"' in Sheet([edition], A4, anchor="a").body()
    assert " id=" not in Sheet([edition], A4).body()


def alarming(edition: Edition) -> Edition:
    """Return a list nobody should trust: late, unfinished and unread."""
    return replace(edition, is_source=False, today=edition.today + timedelta(days=999))


@pytest.mark.parametrize(("name", "least"), [("pdf", 13.0), ("fillable", 13.0), ("large", 18.0)])
def test_alarms_are_large(name: str, least: float, tmp_path: Path) -> None:
    """Larger than any point; a sheet in order says nothing."""
    usual, alarmed = edition_of(), alarming(edition_of())
    assert 'class="alarm"' not in sheet_html([usual], A4)
    html = sheet_html([alarmed], A4)
    assert 3 == len(alarmed.alarms)
    assert all(alarm in html for alarm in alarmed.alarms)

    sizes = []
    for edition in (usual, alarmed):
        path = tmp_path / "sheet.pdf"
        path.write_bytes(render_sheet([edition], name).data)
        sizes.append(sizes_on(path))
    more = [size for size in set(sizes[1]) if sizes[1].count(size) > sizes[0].count(size)]

    assert least <= max(more)


def card(items: int, size: str) -> Edition:
    """Return a list of so many points, with a card."""
    ids = list(islice(product("abcdefghijklmnopqrst", repeat=2), items))
    rows = "\n".join(
        f"- [ ] Kohta on sovittu asiakkaan kanssa {{#point-{a}{b} origin=design}}" for a, b in ids
    )
    head, _, _ = LIST.partition("- [ ] Aloitus")
    return edition_of(f"{head.rstrip()}\n:paper: {size}\n\n{rows}\n:::\n")


@pytest.mark.parametrize(
    ("items", "size", "found", "sheet", "pages"),
    [
        (6, "a6", [], (210, 297), 1),
        (22, "a6", [], (210, 297), 2),
        (60, "a6", ["CARD_OVERFLOW"], (297, 210), 4),
        (60, "a5", [], (297, 210), 4),
        (140, "a6", ["CARD_OVERFLOW", "CARD_OVERFLOW"], (210, 297), None),
    ],
)
def test_card_that_is_too_full_gets_larger(
    items: int, size: str, found: list[str], sheet: tuple[int, int], pages: int | None
) -> None:
    """With advice for the editor, and an even number of sides."""
    made = render_sheet([card(items, size)], "card")
    with pikepdf.open(io.BytesIO(made.data)) as pdf:
        box = [round(float(edge) * 25.4 / 72) for edge in pdf.pages[0].MediaBox]

    assert found == [one.code.name for one in made.problems]
    assert sheet == tuple(box[2:])
    assert made.pages == (pages or made.pages)
    assert pages is None or made.pages == 1 or made.pages % 2 == 0


def test_character_the_font_lacks_is_named() -> None:
    """With its code point, so that it can be found."""
    edition = edition_of(LIST.replace("Aloitus on", "Aloitus 🙂 on"))
    with pytest.raises(MissingGlyphsError, match=re.escape("«🙂» (U+1F642")):
        render_sheet([edition], "pdf")


def test_oddity_in_a_style_ends_the_work(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A rule that WeasyPrint leaves out would be seen by readers only."""
    style = tmp_path / "sheet.css"
    style.write_text("p { colour: red; } li { list-style: none; }", "utf-8")
    monkeypatch.setattr("rinnalla.paper.sheets.STYLES", style)
    with pytest.raises(PrintError, match=r"colour: red"):
        render_sheet([edition_of()], "pdf")


def test_large_print_has_room_for_large_letters() -> None:
    """Answers stand below the words, not beside them."""
    assert '<div class="answer">' in html_of()
    assert '<div class="answer">' not in html_of(LARGE)


@pytest.mark.parametrize("language", ["fi", "sv", "en", "fr"])
def test_foot_is_no_sentence(language: str) -> None:
    """Eight words in a margin are taken for one that readers are not told; a code may hold two."""
    for layout in (A4, LARGE, A6):
        foot = re.search(
            r'@bottom-left { content: "([^"]*)"', sheet_html([edition_of(LIST, language)], layout)
        )
        assert foot
        line = re.sub(r"\b[0-9A-Z]{6}\b", "AB2CDE", foot[1])
        assert "AB2CDE" in line
        assert 8 > len(re.findall(r"[^\W\d_]{2,}", line)), line
