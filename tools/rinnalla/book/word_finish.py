"""What Jupyter Book's Word file lacks to be a book: places, styles, contents, page numbers, alt.

Works on the file's XML through python-docx; here is what holds for the file as a whole.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, time
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as Book
from docx.enum.section import WD_ORIENT
from docx.opc.packuri import PackURI
from docx.oxml.ns import qn
from docx.shared import Cm

from rinnalla.book.register import Register
from rinnalla.book.word_front import SUBTITLE, TITLE, put_front
from rinnalla.book.word_looks import (
    describe_figures,
    mark_sources,
    raise_headings,
    settle_numbering,
    settle_tables,
)
from rinnalla.book.word_places import number_places, settle_links
from rinnalla.book.word_xml import element, field
from rinnalla.writing import day, regional

_WIDTH, _HEIGHT, _MARGIN = Cm(21), Cm(29.7), Cm(2.5)


def finish(data: bytes, register: Register, folder: Path, *, is_whole: bool = True) -> bytes:
    """Return the finished book. data: the file as Jupyter Book has made it; folder: of pictures.

    is_whole: whether every text of the pages is in the language of the book. Raises BookError
    where a link leads to a place that is not in the book.
    """
    book = Document(BytesIO(data))
    settle_links(book)
    raise_headings(book)
    mark_sources(book)
    describe_figures(book, register.figures, folder)
    settle_tables(book)
    settle_numbering(book)
    _settle_page(book, register)
    put_front(book, register, is_whole=is_whole)
    _settle_settings(book, register)
    _settle_properties(book, register)
    number_places(book)
    _settle_names(book)
    file = BytesIO()
    book.save(file)
    return _packed(file.getvalue())


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
    header.add_run(f"{TITLE}\t")
    field(header._p, 'STYLEREF "heading 1"')  # noqa: SLF001 - its XML
    footer = section.footer.paragraphs[0]
    footer.style = book.styles["footer"]
    footer.add_run(f"{day(register.today, register.language)}\t")
    field(footer._p, "PAGE")  # noqa: SLF001 - its XML
    footer.add_run(" / ")
    field(footer._p, "NUMPAGES")  # noqa: SLF001 - its XML


def _settle_settings(book: Book, register: Register) -> None:
    """Let fields be worked out when the book is opened, and name its language."""
    settings = book.settings.element
    for name in ("w:updateFields", "w:themeFontLang"):
        for old in settings.findall(qn(name)):
            settings.remove(old)
    update = element("w:updateFields", {"w:val": "true"})
    after = settings.find(qn("w:compat"))  # which must follow it (ECMA-376 part 1, section 17.15)
    if after is None:
        settings.append(update)
    else:
        after.addprevious(update)
    language = regional(register.language)
    for found in book.element.body.iter(qn("w:lang")):
        found.set(qn("w:val"), language)


def _settle_properties(book: Book, register: Register) -> None:
    """Say what the book is called, in which language, and of which day."""
    made = datetime.combine(register.today, time(), UTC)
    properties = book.core_properties
    properties.title = f"{TITLE}: {register.tr(SUBTITLE)}"
    properties.author = properties.last_modified_by = TITLE
    properties.language = regional(register.language)
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
    for one in book.element.iter():
        for name in (qn("r:id"), qn("r:embed")):
            if (id_ := one.get(name)) in relations and id_ not in used:
                used.append(id_)
    for id_, name in pictures.items():
        relations[id_].target_part.partname = PackURI(f"/word/media/{name}")
    _rename(book, {id_: f"rnId{at}" for at, id_ in enumerate(used, start=1)})


def _rename(book: Book, names: Mapping[str, str]) -> None:
    """Give relations of the document new names."""
    relations = book.part.rels
    for one in book.element.iter():
        for name in (qn("r:id"), qn("r:embed")):
            if (new := names.get(one.get(name, ""))) is not None:
                one.set(name, new)
    for old, new in names.items():
        relation = relations.pop(old)
        relation._rId = new  # noqa: SLF001 - there is no other way to name one
        relations[new] = relation


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
