"""The looks of the Word book: headings, marks of sources, pictures, tables and lists."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from docx.document import Document as Book
from docx.oxml.ns import qn
from docx.shared import Cm, Emu

from rinnalla.book.anchors import bookmark
from rinnalla.book.register import Figure
from rinnalla.book.word_places import anchor_of
from rinnalla.book.word_xml import HANGING, Element, element, level_of, name_style, words_of

_PAGES = bookmark("page-")
"""Begins the names of the places of pages."""

_FIGURE_WIDTH, _FIGURE_HEIGHT = Cm(13), Cm(21)
"""The most a drawing may take of a page, so that its words stand beside it."""

_TEXT_WIDTH = 9070
"""Of a page, in twentieths of a point."""

_ROOM = "1100"
"""Of a row of a table that is filled by hand, likewise."""


def raise_headings(book: Book) -> None:
    """Make every heading one step higher: Jupyter Book keeps the first step for its own title.

    The title of a page begins a page on paper too.
    """
    for paragraph in book.element.body.iter(qn("w:p")):
        level = level_of(paragraph.style or "")
        if level > 1:
            paragraph.style = f"Heading{level - 1}"
            if anchor_of(paragraph).startswith(_PAGES):
                properties = paragraph.get_or_add_pPr()
                properties.get_or_add_pageBreakBefore()
                properties.get_or_add_spacing().set(qn("w:before"), "0")


def mark_sources(book: Book) -> None:
    """Give marks of sources their style: Jupyter Book has no other small words than low ones."""
    for low in list(book.element.body.iter(qn("w:vertAlign"))):
        properties = low.getparent()
        if low.get(qn("w:val")) != "subscript":
            continue
        properties.remove(low)
        name_style(properties, "RnMark")


def describe_figures(book: Book, figures: Mapping[str, Figure], folder: Path) -> None:
    """Give each picture its words, its size and its place."""
    known = {(folder / one.file).read_bytes(): one for one in figures.values()}
    for number, drawn in enumerate(book.element.body.iter(qn("wp:inline")), start=1):
        blip = next(drawn.iter(qn("a:blip")))
        figure = known[book.part.related_parts[blip.get(qn("r:embed"))].blob]
        for named in (drawn.find(qn("wp:docPr")), *drawn.iter(qn("pic:cNvPr"))):
            named.set("id", str(number))
            named.set("name", figure.name)
            named.set("descr", figure.said)
            named.set("title", figure.words)
        _fit(drawn)
        paragraph = next(drawn.iterancestors(qn("w:p")))
        properties = paragraph.get_or_add_pPr()
        properties.get_or_add_pStyle().set(qn("w:val"), "RnFigure")


def _fit(drawn: Element) -> None:
    sizes = [drawn.find(qn("wp:extent")), *drawn.iter(qn("a:ext"))]
    wide, high = int(sizes[0].get("cx")), int(sizes[0].get("cy"))
    scale = min(_FIGURE_WIDTH / wide, _FIGURE_HEIGHT / high)
    for size in sizes:
        if size.get("cx"):
            size.set("cx", str(Emu(round(wide * scale))))
            size.set("cy", str(Emu(round(high * scale))))


def settle_tables(book: Book) -> None:
    """Give every table its style, the width of the page, and heads that are repeated."""
    for table in book.tables:
        _settle_table(table._tbl)  # noqa: SLF001 - python-docx shows its XML there


def _settle_table(table: Element) -> None:
    properties = table.tblPr
    for child in list(properties):
        properties.remove(child)
    rows = table.findall(qn("w:tr"))
    columns = max(len(row.findall(qn("w:tc"))) for row in rows)
    width = _TEXT_WIDTH // columns
    for name, values in (
        ("w:tblStyle", {"w:val": "RnTable"}),
        ("w:tblW", {"w:w": str(width * columns), "w:type": "dxa"}),
        ("w:tblLayout", {"w:type": "fixed"}),
        ("w:tblLook", {"w:val": "00A0", "w:firstRow": "1", "w:firstColumn": "1"}),
    ):
        properties.append(element(name, values))
    grid = table.tblGrid
    for column in list(grid):
        grid.remove(column)
    grid.extend(element("w:gridCol", {"w:w": str(width)}) for _ in range(columns))
    for number, row in enumerate(rows):
        row_properties = row.get_or_add_trPr()
        for child in list(row_properties):
            row_properties.remove(child)
        row_properties.append(element("w:cantSplit", {}))
        if any(words_of(cell) == "\u00a0" for cell in row.findall(qn("w:tc"))) and number:
            row_properties.append(element("w:trHeight", {"w:val": _ROOM, "w:hRule": "atLeast"}))
        if not number:
            row_properties.append(element("w:tblHeader", {}))
        for cell in row.findall(qn("w:tc")):
            cell_properties = cell.get_or_add_tcPr()
            for child in list(cell_properties):
                cell_properties.remove(child)
            cell_properties.append(element("w:tcW", {"w:w": str(width), "w:type": "dxa"}))


def settle_numbering(book: Book) -> None:
    """Give lists smaller bullets and steps."""
    part = book.part.numbering_part.element
    for level in part.iter(qn("w:lvl")):
        at = int(level.get(qn("w:ilvl")))
        shown = level.find(qn("w:lvlText"))
        if level.find(qn("w:numFmt")).get(qn("w:val")) == "bullet" and shown is not None:
            shown.set(qn("w:val"), ("•", "–", "•")[at % 3])
        for indent in level.iter(qn("w:ind")):
            for name in list(indent.attrib):
                del indent.attrib[name]
            indent.set(qn("w:left"), str(284 * (at + 1)))
            indent.set(qn("w:hanging"), HANGING)
