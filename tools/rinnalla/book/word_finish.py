"""What Jupyter Book's Word file lacks to be a book: places, styles, contents, page numbers, alt.

Works on the file's XML through python-docx. ISO/IEC 29500-1 (WordprocessingML) names the elements.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from babel.core import get_global
from docx import Document
from docx.document import Document as Book
from docx.enum.section import WD_ORIENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Emu

from rinnalla.book.anchors import AT, BASE, CARRIER, STYLED, TO, bookmark
from rinnalla.book.register import Figure, Register
from rinnalla.book.volume import BookError
from rinnalla.languages.known import native_name
from rinnalla.messages import message
from rinnalla.phrases import phrase
from rinnalla.writing import day, headed, variety

SUBTITLE = message("Working models, checklists and training in one book")

CONTENTS_DEPTH = 2
"""Levels of headings in the table of contents: shelves and pages."""

_Element = Any
"""An element of lxml, which has no types."""

_PAGES = bookmark("page-")
"""Begins the names of the places of pages."""

_WIDTH, _HEIGHT, _MARGIN = Cm(21), Cm(29.7), Cm(2.5)
_FIGURE_WIDTH, _FIGURE_HEIGHT = Cm(13), Cm(21)
"""The most a drawing may take of a page, so that its words stand beside it."""
_TEXT_WIDTH = 9070
"""Of a page, in twentieths of a point."""

_POINT, _HANGING = "624", "284"
"""How far in the words of a point below an item stand, and how far its bullet is before them."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """A line of the table of contents."""

    words: str
    level: int
    anchor: str


def word_language(code: str) -> str:
    """Return a language as Word names it, with its country: ``fi-FI``, ``sv-FI``, ``en-GB``."""
    known = variety(code)
    if "-" in known:
        return known
    likely = str(get_global("likely_subtags").get(code, code))
    return f"{code}-{likely.rsplit('_', 1)[-1]}" if "_" in likely else code


def finish(data: bytes, register: Register, folder: Path, *, is_whole: bool = True) -> bytes:
    """Return the finished book. data: the file as Jupyter Book has made it; folder: of pictures.

    is_whole: whether every text of the pages is in the language of the book. Raises BookError
    where a link leads to a place that is not in the book.
    """
    book = Document(BytesIO(data))
    _settle_links(book)
    _raise_headings(book)
    _mark_sources(book)
    _describe_figures(book, register.figures, folder)
    for table in book.tables:
        _settle_table(table._tbl)  # noqa: SLF001 - python-docx shows its XML there
    _settle_numbering(book)
    _settle_page(book, register)
    _put_front(book, register, is_whole=is_whole)
    _settle_settings(book, register)
    _settle_properties(book, register)
    _number_places(book)
    _settle_names(book)
    file = BytesIO()
    book.save(file)
    return _packed(file.getvalue())


def _settle_links(book: Book) -> None:
    """Make places, styles and inner links of the links that stand for them."""
    targets = {
        id_: relation.target_ref
        for id_, relation in book.part.rels.items()
        if relation.reltype == RELATIONSHIP_TYPE.HYPERLINK
    }
    places: set[str] = set()
    wanted: dict[str, str] = {}
    for found in list(book.element.body.iter(qn("w:hyperlink"))):
        id_ = found.get(qn("r:id"), "")
        address = targets.get(id_, "")
        if address.startswith(STYLED):
            _give_style(found, address.removeprefix(STYLED))
        elif address.startswith(AT):
            anchor = address.removeprefix(AT)
            _begin_place(found, anchor, places)
        elif address.startswith(TO):
            _lead_to(found, address.removeprefix(TO), wanted)
        else:
            _show_link(found, "Hyperlink")
    for id_, address in targets.items():
        if address.startswith(BASE):
            del book.part.rels[id_]
    lost = sorted(words for anchor, words in wanted.items() if anchor not in places)
    if lost:
        raise BookError(
            tuple(phrase("the link “{text}” leads nowhere in the book", text=one) for one in lost)
        )


def _give_style(carrier: _Element, style: str) -> None:
    paragraph = carrier.getparent()
    properties = paragraph.get_or_add_pPr()
    named = properties.get_or_add_pStyle()
    named.set(qn("w:val"), style)
    if properties.numPr is not None:  # a point keeps its bullet before its words
        indent = properties.get_or_add_ind()
        indent.set(qn("w:left"), _POINT)
        indent.set(qn("w:hanging"), _HANGING)
    paragraph.remove(carrier)


def _begin_place(carrier: _Element, anchor: str, places: set[str]) -> None:
    """Put a bookmark around the rest of the paragraph; of a place named twice, the first."""
    paragraph = carrier.getparent()
    if anchor not in places:
        places.add(anchor)
        _begin(paragraph, anchor, carrier)
    paragraph.remove(carrier)


def _begin(paragraph: _Element, anchor: str, before: _Element | None = None) -> str:
    """Put a bookmark around what follows in a paragraph, or all of it; return its name."""
    name = bookmark(anchor)
    start = _element("w:bookmarkStart", {"w:id": name, "w:name": name})
    if before is not None:
        before.addprevious(start)
    else:
        paragraph.insert(1 if paragraph.pPr is not None else 0, start)
    paragraph.append(_element("w:bookmarkEnd", {"w:id": name}))
    return name


def _number_places(book: Book) -> None:
    """Number the bookmarks: Word wants whole numbers, each once."""
    numbers: dict[str, str] = {}
    for kind in ("w:bookmarkStart", "w:bookmarkEnd"):
        for found in book.element.body.iter(qn(kind)):
            name = found.get(qn("w:id"))
            found.set(qn("w:id"), numbers.setdefault(name, str(len(numbers) + 1)))


def _lead_to(link: _Element, anchor: str, wanted: dict[str, str]) -> None:
    wanted.setdefault(anchor, _words(link))
    del link.attrib[qn("r:id")]
    link.set(qn("w:anchor"), bookmark(anchor))
    link.set(qn("w:history"), "1")
    _show_link(link, "RnCrossReference")


def _show_link(link: _Element, style: str) -> None:
    """Give every word of a link its style; a mark of sources keeps its own."""
    for run in link.iter(qn("w:r")):
        properties = run.get_or_add_rPr()
        for old in properties.findall(qn("w:rStyle")):
            properties.remove(old)
        named = OxmlElement("w:rStyle")
        named.set(qn("w:val"), style)
        properties.insert(0, named)


def _raise_headings(book: Book) -> None:
    """Make every heading one step higher: Jupyter Book keeps the first step for its own title.

    The title of a page begins a page on paper too.
    """
    for paragraph in book.element.body.iter(qn("w:p")):
        level = _level(paragraph.style or "")
        if level > 1:
            paragraph.style = f"Heading{level - 1}"
            if _anchor(paragraph).startswith(_PAGES):
                properties = paragraph.get_or_add_pPr()
                properties.get_or_add_pageBreakBefore()
                properties.get_or_add_spacing().set(qn("w:before"), "0")


def _mark_sources(book: Book) -> None:
    """Give marks of sources their style: Jupyter Book has no other small words than low ones."""
    for low in list(book.element.body.iter(qn("w:vertAlign"))):
        properties = low.getparent()
        if low.get(qn("w:val")) != "subscript":
            continue
        properties.remove(low)
        for old in properties.findall(qn("w:rStyle")):
            properties.remove(old)
        named = OxmlElement("w:rStyle")
        named.set(qn("w:val"), "RnMark")
        properties.insert(0, named)


def _describe_figures(book: Book, figures: Mapping[str, Figure], folder: Path) -> None:
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


def _fit(drawn: _Element) -> None:
    sizes = [drawn.find(qn("wp:extent")), *drawn.iter(qn("a:ext"))]
    wide, high = int(sizes[0].get("cx")), int(sizes[0].get("cy"))
    scale = min(_FIGURE_WIDTH / wide, _FIGURE_HEIGHT / high)
    for size in sizes:
        if size.get("cx"):
            size.set("cx", str(Emu(round(wide * scale))))
            size.set("cy", str(Emu(round(high * scale))))


def _settle_table(table: _Element) -> None:
    """Give a table its style, the width of the page, and heads that are repeated."""
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
        properties.append(_element(name, values))
    grid = table.tblGrid
    for column in list(grid):
        grid.remove(column)
    grid.extend(_element("w:gridCol", {"w:w": str(width)}) for _ in range(columns))
    for number, row in enumerate(rows):
        row_properties = row.get_or_add_trPr()
        for child in list(row_properties):
            row_properties.remove(child)
        row_properties.append(_element("w:cantSplit", {}))
        if not number:
            row_properties.append(_element("w:tblHeader", {}))
        for cell in row.findall(qn("w:tc")):
            cell_properties = cell.get_or_add_tcPr()
            for child in list(cell_properties):
                cell_properties.remove(child)
            cell_properties.append(_element("w:tcW", {"w:w": str(width), "w:type": "dxa"}))


def _settle_numbering(book: Book) -> None:
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
            indent.set(qn("w:hanging"), _HANGING)


def _settle_page(book: Book, register: Register) -> None:
    """Make the pages A4 with a header and a number, the first one without them."""
    section = book.sections[0]
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = _WIDTH, _HEIGHT
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, side, _MARGIN)
    section.header_distance = section.footer_distance = Cm(1.25)
    section.different_first_page_header_footer = True
    header = section.header.paragraphs[0]
    header.style = book.styles["header"]
    header.add_run(f"{_title()}\t")
    _field(header._p, 'STYLEREF "heading 1"', "")  # noqa: SLF001 - its XML
    footer = section.footer.paragraphs[0]
    footer.style = book.styles["footer"]
    footer.add_run(f"{day(register.today, register.language)}\t")
    _field(footer._p, "PAGE", "")  # noqa: SLF001 - its XML
    footer.add_run(" / ")
    _field(footer._p, "NUMPAGES", "")  # noqa: SLF001 - its XML


def _put_front(book: Book, register: Register, *, is_whole: bool) -> None:
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
    front = [_paragraph("Subtitle", tr(SUBTITLE))]
    front += [_paragraph("RnImprint", words) for words in imprint]
    front.append(_paragraph("TOCHeading", tr("Contents")))
    lines = list(_contents(book))
    for at, line in enumerate(lines):
        front.append(_contents_line(line, first=not at, last=at == len(lines) - 1))
    place = body.index(first)
    for at, paragraph in enumerate(front, start=1):
        body.insert(place + at, paragraph)


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
    for number, paragraph in enumerate(book.element.body.findall(qn("w:p"))):
        level = _level(paragraph.style or "")
        if 0 < level <= CONTENTS_DEPTH:
            anchor = _anchor(paragraph) or _begin(paragraph, f"heading-{number}")
            yield Line(words=_words(paragraph), level=level, anchor=anchor)


def _anchor(paragraph: _Element) -> str:
    """Return the name of the first place in a paragraph, empty where there is none."""
    found = paragraph.find(qn("w:bookmarkStart"))
    return "" if found is None else str(found.get(qn("w:name")))


def _level(style: str) -> int:
    """Return the depth of a heading by its style, 0 for anything else."""
    number = style.removeprefix("Heading")
    return int(number) if number != style and number.isdigit() else 0


def _contents_line(line: Line, *, first: bool, last: bool) -> _Element:
    """Return a line of the contents; the first and the last hold the field that Word updates.

    The number of the page stays empty until Word or LibreOffice works it out: none is better than
    a wrong one.
    """
    paragraph = _paragraph(f"TOC{line.level}", "")
    if first:
        _begin_field(paragraph, rf'TOC \o "1-{CONTENTS_DEPTH}" \h \z \u')
    link = _element("w:hyperlink", {"w:anchor": line.anchor, "w:history": "1"})
    link.append(_run(line.words))
    tab = OxmlElement("w:r")
    tab.append(OxmlElement("w:tab"))
    link.append(tab)
    _field(link, rf"PAGEREF {line.anchor} \h", "")
    paragraph.append(link)
    if last:
        end = OxmlElement("w:r")
        end.append(_element("w:fldChar", {"w:fldCharType": "end"}))
        paragraph.append(end)
    return paragraph


def _field(parent: _Element, code: str, shown: str) -> None:
    """Add a field with what it shows until it is worked out."""
    _begin_field(parent, code)
    parent.append(_run(shown))
    end = OxmlElement("w:r")
    end.append(_element("w:fldChar", {"w:fldCharType": "end"}))
    parent.append(end)


def _begin_field(parent: _Element, code: str) -> None:
    for kind in ("begin", "code", "separate"):
        run = OxmlElement("w:r")
        if kind == "code":
            words = OxmlElement("w:instrText")
            words.text = f" {code} "
            words.set(qn("xml:space"), "preserve")
            run.append(words)
        else:
            run.append(_element("w:fldChar", {"w:fldCharType": kind}))
        parent.append(run)


def _settle_settings(book: Book, register: Register) -> None:
    """Let fields be worked out when the book is opened, and name its language."""
    settings = book.settings.element
    for name in ("w:updateFields", "w:themeFontLang"):
        for old in settings.findall(qn(name)):
            settings.remove(old)
    update = _element("w:updateFields", {"w:val": "true"})
    after = settings.find(qn("w:compat"))  # which must follow it (ECMA-376 part 1, section 17.15)
    if after is None:
        settings.append(update)
    else:
        after.addprevious(update)
    language = word_language(register.language)
    for found in book.element.body.iter(qn("w:lang")):
        found.set(qn("w:val"), language)


def _settle_properties(book: Book, register: Register) -> None:
    """Say what the book is called, in which language, and of which day."""
    made = datetime.combine(register.today, time(), UTC)
    properties = book.core_properties
    properties.title = f"{_title()}: {register.tr(SUBTITLE)}"
    properties.author = properties.last_modified_by = _title()
    properties.language = word_language(register.language)
    properties.created = properties.modified = made
    properties.comments = ""
    properties.revision = 1


def _settle_names(book: Book) -> None:
    """Give pictures and relations names that are the same each time; Jupyter Book draws lots."""
    relations = book.part.rels
    pictures: dict[str, str] = {}
    for drawn in book.element.body.iter(qn("a:blip")):
        pictures.setdefault(drawn.get(qn("r:embed")), f"figure-{len(pictures) + 1}.png")
    used: list[str] = []
    for element in book.element.iter():
        for name in (qn("r:id"), qn("r:embed")):
            if (id_ := element.get(name)) in relations and id_ not in used:
                used.append(id_)
    for id_, name in pictures.items():
        relations[id_].target_part.partname = PackURI(f"/word/media/{name}")
    _rename(book, {id_: f"rnId{at}" for at, id_ in enumerate(used, start=1)})


def _rename(book: Book, names: Mapping[str, str]) -> None:
    """Give relations of the document new names."""
    relations = book.part.rels
    for element in book.element.iter():
        for name in (qn("r:id"), qn("r:embed")):
            if (new := names.get(element.get(name, ""))) is not None:
                element.set(name, new)
    for old, new in names.items():
        relation = relations.pop(old)
        relation._rId = new  # noqa: SLF001 - there is no other way to name one
        relations[new] = relation


def _title() -> str:
    return "Rinnalla"


def _packed(data: bytes) -> bytes:
    """Return the file with its parts in order and no times, so that the same book is the same."""
    file = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(file, "w", ZIP_DEFLATED) as new:
        first = "[Content_Types].xml"
        for name in sorted(old.namelist(), key=lambda name: (name != first, name)):
            part = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            part.compress_type = ZIP_DEFLATED
            new.writestr(part, old.read(name))
    return file.getvalue()


def _element(name: str, values: Mapping[str, str]) -> _Element:
    made = OxmlElement(name)
    for key, value in values.items():
        made.set(qn(key), value)
    return made


def _run(words: str) -> _Element:
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = words
    text.set(qn("xml:space"), "preserve")
    run.append(text)
    return run


def _paragraph(style: str, words: str) -> _Element:
    paragraph = OxmlElement("w:p")
    properties = OxmlElement("w:pPr")
    properties.append(_element("w:pStyle", {"w:val": style}))
    paragraph.append(properties)
    if words:
        paragraph.append(_run(words))
    return paragraph


def _words(element: _Element) -> str:
    return "".join(text.text or "" for text in element.iter(qn("w:t"))).replace(CARRIER, "")
