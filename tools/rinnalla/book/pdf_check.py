"""What must not be wrong with a printed book: blank pages, overflow, an outline that misleads."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

from rinnalla.paper.layout import PageLayout
from rinnalla.phrases import phrase

MOST = 3
"""Things named on a page where many stand outside."""

_SOFT = str.maketrans("", "", "\u00ad\u200b\u2060")


def faults(data: bytes, layouts: Sequence[PageLayout], titles: Sequence[str]) -> tuple[str, ...]:
    """Return what is wrong with a book, page by page. titles: of the pages that belong in it."""
    found = list(outline(data))
    return (
        *_blank(layouts),
        *_outside(layouts),
        *_misled(found, layouts),
        *_misnumbered(found, layouts, titles),
        *_left_out([title for title, _ in found], titles),
    )


def outline(data: bytes) -> Iterator[tuple[str, int | None]]:
    """Yield the titles of the outline, each with the number of its page; None if it has none."""
    import pikepdf  # noqa: PLC0415 - checking without a book works without it

    with pikepdf.open(BytesIO(data)) as pdf:
        numbers = {page.obj.objgen: at for at, page in enumerate(pdf.pages, start=1)}
        with pdf.open_outline() as entries:
            for entry in _every(entries.root):
                yield str(entry.title), numbers.get(_target(entry))


def _every(entries: Sequence[Any]) -> Iterator[Any]:
    for entry in entries:
        yield entry
        yield from _every(entry.children)


def _target(entry: Any) -> tuple[int, int]:
    place = entry.destination if entry.destination is not None else (entry.action or {}).get("/D")
    found: tuple[int, int] = place[0].objgen if place is not None else (0, 0)
    return found


def _blank(layouts: Sequence[PageLayout]) -> Iterator[str]:
    for number, layout in enumerate(layouts, start=1):
        if layout.is_blank:
            yield phrase("page {number} is blank", number=number)


def _outside(layouts: Sequence[PageLayout]) -> Iterator[str]:
    for number, layout in enumerate(layouts, start=1):
        outside = layout.outside()
        for thing in outside[:MOST]:
            yield phrase(
                "page {number}: {what} stands outside the text area",
                number=number,
                what=phrase("«{text}»", text=thing.text.strip()) if thing.text
                else phrase("an image or a cell of a table"),
            )  # fmt: skip


def _misled(
    found: Sequence[tuple[str, int | None]], layouts: Sequence[PageLayout]
) -> Iterator[str]:
    """Yield the entries of the outline whose words do not stand on the page they lead to."""
    for title, number in found:
        words = layouts[number - 1].text if number else ""
        if _bare(title) not in _bare(words):
            yield phrase(
                "the outline leads to page {number} for «{title}», which does not stand there",
                number=number or "–",
                title=title,
            )


def _misnumbered(
    found: Sequence[tuple[str, int | None]], layouts: Sequence[PageLayout], titles: Sequence[str]
) -> Iterator[str]:
    """Yield the chapters for which the contents do not name the page that the outline leads to.

    The contents are the first entry of the outline, and end where the second begins.
    """
    starts = [number or 1 for _, number in found[:2]]
    pages = layouts[starts[0] - 1 : starts[-1] - 1]
    contents = _bare(" ".join(page.text for page in pages))
    numbers: dict[str, set[int]] = {}
    for title, number in found[1:]:
        numbers.setdefault(_bare(title), set()).add(number or 0)
    for title in titles:
        # Sections too may be called so.
        named = {int(one) for one in re.findall(rf"{re.escape(_bare(title))}(\d+)", contents)}
        led = numbers.get(_bare(title), set())
        if led and not named & led:
            yield phrase(
                "the contents do not name page {number} for «{title}»",
                number=min(led),
                title=title,
            )


def _left_out(outlined: Sequence[str], titles: Sequence[str]) -> Iterator[str]:
    known = {_bare(title) for title in outlined}
    for title in titles:
        if _bare(title) not in known:
            yield phrase("the outline lacks the page «{title}»", title=title)


def _bare(text: str) -> str:
    """Return the letters alone: lines break where they will."""
    return "".join(text.translate(_SOFT).split())
