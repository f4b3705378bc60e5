"""The front of the Word book: its title page and its table of contents."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from docx.document import Document as Book
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from rinnalla.book.register import Register
from rinnalla.book.word_places import anchor_of, begin_place
from rinnalla.book.word_xml import (
    Element,
    begin_field,
    element,
    end_field,
    field,
    level_of,
    paragraph,
    run,
    words_of,
)
from rinnalla.languages.known import native_name
from rinnalla.messages import message
from rinnalla.writing import day, headed

TITLE = "Rinnalla"
SUBTITLE = message("Working models, checklists and training in one book")

CONTENTS_DEPTH = 2
"""Levels of headings in the table of contents: shelves and pages."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """A line of the table of contents."""

    words: str
    level: int
    anchor: str


def put_front(book: Book, register: Register, *, is_whole: bool) -> None:
    """Put the title page and the table of contents before the first page."""
    body = book.element.body
    first = body.find(qn("w:p"))
    first.style = "Title"
    tr = register.tr
    imprint = [
        f"{headed(tr('Language'), tr)} {native_name(register.language)}",
        f"{headed(tr('Compiled'), tr)} {day(register.today, register.language, in_full=True)}",
        tr("Licence: CC BY 4.0. You may edit this book: name Rinnalla, and say that you have."),
        *_notes(register, is_whole=is_whole),
    ]
    front = [paragraph("Subtitle", tr(SUBTITLE))]
    front += [paragraph("RnImprint", words) for words in imprint]
    front.append(paragraph("TOCHeading", tr("Contents")))
    lines = list(_contents(book))
    for at, line in enumerate(lines):
        front.append(_contents_line(line, first=not at, last=at == len(lines) - 1))
    place = body.index(first)
    for at, row in enumerate(front, start=1):
        body.insert(place + at, row)


def _notes(register: Register, *, is_whole: bool) -> Iterator[str]:
    """Yield what a reader must know of the translation."""
    if register.language == register.source:
        return
    statuses = register.statuses.get(register.language, {})
    found = [statuses.get(chapter.name) for chapter in register.chapters]
    if not is_whole or any(status is None or status.open for status in found):
        yield register.tr("Part of this book is in Finnish: its translation is not finished.")
    if not all(status and status.is_reviewed for status in found):
        yield register.tr("No professional with this language has reviewed the translation.")


def _contents(book: Book) -> Iterator[Line]:
    """Yield the headings that the table of contents names."""
    for number, row in enumerate(book.element.body.findall(qn("w:p"))):
        level = level_of(row.style or "")
        if 0 < level <= CONTENTS_DEPTH:
            anchor = anchor_of(row) or begin_place(row, f"heading-{number}")
            yield Line(words=words_of(row), level=level, anchor=anchor)


def _contents_line(line: Line, *, first: bool, last: bool) -> Element:
    """Return a line of the contents; the first and the last hold the field that Word updates.

    The number of the page stays empty until Word or LibreOffice works it out: none is better than
    a wrong one.
    """
    row = paragraph(f"TOC{line.level}", "")
    if first:
        begin_field(row, rf'TOC \o "1-{CONTENTS_DEPTH}" \h \z \u')
    link = element("w:hyperlink", {"w:anchor": line.anchor, "w:history": "1"})
    link.append(run(line.words))
    tab = OxmlElement("w:r")
    tab.append(OxmlElement("w:tab"))
    link.append(tab)
    field(link, rf"PAGEREF {line.anchor} \h")
    row.append(link)
    if last:
        end_field(row)
    return row
