"""Cards on a sheet: counted, placed, cut, turned over, and read aloud once."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image, ImageChops

from rinnalla.paper.impose import impose
from rinnalla.paper.pdf import PrintError, print_html
from tests.paper.samples import card, document
from tests.paper_checks import assert_sound, complaints, ink, pictures, structure, text_of

SHEETS = {
    "A6": (2, 2, (210.0, 297.0), "/DuplexFlipLongEdge"),
    "A5": (2, 1, (297.0, 210.0), "/DuplexFlipShortEdge"),
}
"""Cards by their size: how many on a sheet, across and down, its size, and how it is turned."""


def imposed(size: str, *, cut_marks: bool = True) -> bytes:
    """Return a card of a size on its sheet."""
    across, down, sheet, _ = SHEETS[size]
    card_itself = print_html(card(size)).data
    return impose(card_itself, across=across, down=down, sheet=sheet, cut_marks=cut_marks)


def opened(data: bytes) -> Any:
    """Return a PDF to look into."""
    return pikepdf.open(io.BytesIO(data))


@pytest.mark.parametrize("size", SHEETS)
def test_sheets_are_sound(size: str, tmp_path: Path) -> None:
    """The lines to cut on reach the edge; everything else is as on any page."""
    assert_sound(imposed(size, cut_marks=False), tmp_path)
    assert [] == complaints(imposed(size), tmp_path)


@pytest.mark.parametrize("size", SHEETS)
def test_each_page_becomes_one_sheet_of_the_asked_size(size: str) -> None:
    """And printers are told over which edge to turn it."""
    _, _, (width, height), turned = SHEETS[size]
    with opened(imposed(size)) as pdf:
        assert 2 == len(pdf.pages)
        for page in pdf.pages:
            assert [0, 0, width, height] == pytest.approx(
                [float(edge) * 25.4 / 72 for edge in page.MediaBox], abs=0.01
            )
            assert not {"/TrimBox", "/BleedBox", "/CropBox"} & set(page.keys())
        assert turned == str(pdf.Root.ViewerPreferences.Duplex)


def parts(page: Image.Image, size: str) -> list[Image.Image]:
    """Return the parts of a sheet that hold a card, without the lines to cut on."""
    across, down, _, _ = SHEETS[size]
    width, height = page.width // across, page.height // down
    return [
        page.crop((x * width + 4, y * height + 4, (x + 1) * width - 4, (y + 1) * height - 4))
        for y in range(down)
        for x in range(across)
    ]


@pytest.mark.parametrize("size", SHEETS)
def test_every_part_shows_the_whole_card(size: str, tmp_path: Path) -> None:
    """Both sides, so that they match whichever part is cut out."""
    across, down, _, _ = SHEETS[size]
    (alone, *_) = pictures(print_html(card(size)).data, tmp_path, dots=144)
    for number, page in enumerate(pictures(imposed(size), tmp_path, dots=144)):
        cards = parts(page, size)
        assert across * down == len(cards)
        boxes = [ink(one) for one in cards]
        for box, one in zip(boxes, cards, strict=True):
            assert box
            assert boxes[0] == pytest.approx(box, abs=3)  # viewers round where patterns begin
            difference = ImageChops.difference(cards[0].resize(one.size), one).histogram()
            assert sum(difference[200:]) < 0.01 * one.width * one.height
        if not number:
            left, top, right, bottom = ink(alone) or pytest.fail("the card is blank")
            first = boxes[0] or (0, 0, 0, 0)
            assert (right - left, bottom - top) == pytest.approx(
                (first[2] - first[0], first[3] - first[1]), abs=3
            )


def test_both_sides_lie_on_each_other(tmp_path: Path) -> None:
    """Turned over its long edge, a sheet's left is the other side's right."""
    for page in pictures(imposed("A6"), tmp_path, dots=72):
        lines = [x for x in range(page.width) for y in range(20) if page.getpixel((x, y)) != 255]
        assert lines
        assert (page.width - 1) / 2 == pytest.approx(sum(lines) / len(lines), abs=1)


def test_cut_lines_are_drawn_when_wanted(tmp_path: Path) -> None:
    """In the middle of the sheet, broken, from edge to edge."""
    with_lines = pictures(imposed("A6"), tmp_path)[0]
    without = pictures(imposed("A6", cut_marks=False), tmp_path)[0]

    middle = with_lines.height // 2
    row = [with_lines.getpixel((x, y)) for x in range(10) for y in range(middle - 1, middle + 2)]
    assert min(int(str(grey)) for grey in row) < 250
    box = ink(without)
    assert box
    assert box[0] > 0
    assert (0, 0, with_lines.width, with_lines.height) == pytest.approx(ink(with_lines), abs=3)


@pytest.mark.parametrize("size", SHEETS)
def test_card_is_read_and_found_once(size: str, tmp_path: Path) -> None:
    """The copies are drawings; the structure is that of the card."""
    alone = print_html(card(size)).data
    sheet = imposed(size)

    assert [one.kind for one in structure(alone)] == [one.kind for one in structure(sheet)]
    words = text_of(sheet, tmp_path)
    assert 2 == words.count("Kysy ensin ja")
    assert 1 == words.count("Kortti")
    with opened(sheet) as pdf:
        marked = sum(page.Contents.read_bytes().count(b"/MCID") for page in pdf.pages)
    assert marked == sum(one.content for one in structure(sheet))


def test_links_and_targets_move_with_the_first_copy() -> None:
    """A link lies on its words, and leads to the place it names."""
    across, down, sheet, _ = SHEETS["A6"]
    html = card("A6").replace("<h1>", "<h1 id=start style='margin-left: 20mm'>")
    before = print_html(html).data
    after = impose(before, across=across, down=down, sheet=sheet)
    places, targets, outlines, figures = [], [], [], []
    for data in (before, after):
        with opened(data) as pdf:
            (link,) = pdf.pages[0].Annots
            places.append([float(edge) for edge in link.Rect])
            names = list(pdf.Root.Names.Dests.Names)
            targets.append([float(edge) for edge in names[1][2:4]])
            with pdf.open_outline() as outline:
                outlines.append([float(edge) for edge in outline.root[0].destination[2:4]])
            figures.append(
                next(
                    [float(edge) for edge in one.A.BBox]
                    for one in pdf.objects
                    if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Figure"
                )
            )
    right, up = places[1][0] - places[0][0], places[1][1] - places[0][1]

    assert (right, up) == pytest.approx((0, 297 / 2 * 72 / 25.4), abs=1)
    assert [right, up, right, up] == pytest.approx(
        [a - b for a, b in zip(places[1], places[0], strict=True)], abs=0.01
    )
    for moved in (targets, outlines):
        assert [right, up] == pytest.approx(
            [a - b for a, b in zip(moved[1], moved[0], strict=True)], abs=0.01
        )
    assert [right, up, right, up] == pytest.approx(
        [a - b for a, b in zip(figures[1], figures[0], strict=True)], abs=0.01
    )


def test_odd_pages_stay_odd() -> None:
    """Whether a blank side follows is for the caller to say."""
    one = print_html(document("<p>A", style="@page { size: A6 }")).data

    with opened(impose(one, across=2, down=2, sheet=(210, 297))) as pdf:
        assert 1 == len(pdf.pages)


def test_one_copy_needs_no_pattern() -> None:
    """A page put on a larger sheet by itself."""
    one = print_html(document("<p>A", style="@page { size: A5 }")).data

    with opened(impose(one, across=1, down=1, sheet=(210, 297))) as pdf:
        assert b"/Pattern" not in pdf.pages[0].Contents.read_bytes()


def test_form_is_refused() -> None:
    """Its fields would stand on the sheet once, and look as if they stood there four times."""
    form = print_html(document("<input name=a data-label=A>"), fields=True).data

    with pytest.raises(PrintError, match="a page with fields cannot be put on a sheet"):
        impose(form, across=2, down=2, sheet=(210, 297))


def test_page_that_is_too_large_is_refused() -> None:
    """Instead of being cut off."""
    page = print_html(document("<p>A", style="@page { size: A5 }")).data

    with pytest.raises(PrintError, match="the pages are too large for so many on a sheet"):
        impose(page, across=2, down=2, sheet=(210, 297))
