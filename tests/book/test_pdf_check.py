"""Books that are broken on purpose: each fault is found and named, and a sound book has none."""

from __future__ import annotations

from pathlib import Path

import pytest

from rinnalla.book.pdf import print_book
from rinnalla.book.pdf_check import faults, outline
from rinnalla.book.volume import BookError

FIRST, SECOND = "Yhdessä alkuun", "Mistä kaikki alkaa"
WIDE = "<table><tr>" + "<td>Sanahirviöitähän</td>" * 12 + "</tr></table>"
PICTURE = "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='900' height='9'/>"


def found(*, inside: str = "", first: str = FIRST, number: int = 2) -> tuple[str, ...]:
    """Return what is wrong with a book of two chapters.

    inside: stands in the first; first: its title in the outline; number: its page in the contents.
    """
    html = f"""\
<!DOCTYPE html><html lang="fi"><head><meta charset="utf-8"><title>Kirja</title></head><body>
<nav><h1>Sisällys</h1><ul><li>{FIRST} <span>{number}</span></li>
<li data-to="#b">{SECOND} <span class="to"></span></li></ul></nav>
<style>li .to::after {{ content: target-counter("#b", page) }} .a {{ bookmark-label: "{first}" }}
.wide {{ inline-size: auto; white-space: nowrap }}</style>
<section class="rn-chapter"><h1 class="a">{FIRST}</h1><p>Teksti.</p>{inside}</section>
<section class="rn-chapter" id="b"><h1>{SECOND}</h1><p>Teksti.</p></section></body></html>"""
    printed = print_book(html, Path(__file__).parent)
    return faults(printed.data, printed.layouts, [FIRST, SECOND])


def test_sound_book_has_no_fault() -> None:
    """Nothing is found where nothing is wrong."""
    assert found() == ()


@pytest.mark.parametrize(
    ("inside", "fault"),
    [
        ("<div style='break-before: page; break-after: page; block-size: 9mm'></div>",
         "page 3 is blank"),
        (f"<div class='wide'>{WIDE}</div>", "page 2: «Sanahirviöitähän» stands outside"),
        (f'<p><img src="{PICTURE}" alt="Viiva"></p>', "page 2: an image or a cell"),
        ("<p style='margin-inline-start: -20mm'>Reunan yli</p>", "«Reunan yli» stands outside"),
        ("<div style='block-size: 400mm; break-inside: avoid'></div><p>Alas</p>",
         "is blank"),
    ],
    ids=["blank", "wide-table", "wide-image", "margin", "too-high"],
)  # fmt: skip
def test_page_that_fails_is_named(inside: str, fault: str) -> None:
    """Blank pages, and what stands outside the text area."""
    assert any(fault in one for one in found(inside=inside))


def test_outline_that_misleads_is_named() -> None:
    """An entry whose words do not stand on its page; the chapter it was for is missing."""
    faulty = found(first="Aivan muuta")

    assert "the outline leads to page 2 for «Aivan muuta», which does not stand there" in faulty
    assert f"the outline lacks the page «{FIRST}»" in faulty


def test_wrong_number_in_the_contents_is_named() -> None:
    """A contents page that was not laid out again would send readers elsewhere."""
    assert found(number=0) == (f"the contents do not name page 2 for «{FIRST}»",)
    assert found(number=23) == (f"the contents do not name page 2 for «{FIRST}»",)


def test_style_that_weasyprint_does_not_know_is_an_error() -> None:
    """A book with a style dropped is not made."""
    html = "<html lang='fi'><head><title>K</title><style>p { float: up }</style></head><p>x</html>"

    with pytest.raises(BookError, match="float"):
        print_book(html, Path(__file__).parent)


def test_outline_has_every_level_with_its_page() -> None:
    """What is looked at is what a reader clicks."""
    html = """<!DOCTYPE html><html lang="fi"><head><title>K</title></head><body><h1>Yksi</h1>
<h2>Kaksi</h2><p>x</p><h1 style="break-before: page">Kolme</h1></body></html>"""
    printed = print_book(html, Path(__file__).parent)

    assert [("Yksi", 1), ("Kaksi", 1), ("Kolme", 2)] == list(outline(printed.data))


def test_same_book_is_the_same_file() -> None:
    """No clock and no chance."""
    html = "<!DOCTYPE html><html lang='fi'><head><title>K</title></head><body><h1>A</h1></html>"
    once, again = (print_book(html, Path(__file__).parent).data for _ in range(2))

    assert once == again
