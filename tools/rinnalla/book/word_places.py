"""Places in the Word book and links to them: what `anchors` has sent through Jupyter Book."""

from __future__ import annotations

from docx.document import Document as Book
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

from rinnalla.book.anchors import AT, BASE, STYLED, TO, bookmark
from rinnalla.book.volume import BookError
from rinnalla.book.word_xml import HANGING, Element, element, name_style, words_of
from rinnalla.phrases import phrase

_POINT = "624"
"""How far in the words of a point below an item stand."""


def settle_links(book: Book) -> None:
    """Make places, styles and inner links of the links that stand for them.

    Raises BookError where one leads to a place that is not in the book.
    """
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
            _mark_place(found, anchor, places)
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


def _give_style(carrier: Element, style: str) -> None:
    paragraph = carrier.getparent()
    properties = paragraph.get_or_add_pPr()
    named = properties.get_or_add_pStyle()
    named.set(qn("w:val"), style)
    if properties.numPr is not None:  # a point keeps its bullet before its words
        indent = properties.get_or_add_ind()
        indent.set(qn("w:left"), _POINT)
        indent.set(qn("w:hanging"), HANGING)
    paragraph.remove(carrier)


def _mark_place(carrier: Element, anchor: str, places: set[str]) -> None:
    """Put a bookmark around the rest of the paragraph; of a place named twice, the first."""
    paragraph = carrier.getparent()
    if anchor not in places:
        places.add(anchor)
        begin_place(paragraph, anchor, carrier)
    paragraph.remove(carrier)


def begin_place(paragraph: Element, anchor: str, before: Element | None = None) -> str:
    """Put a bookmark around what follows in a paragraph, or all of it; return its name."""
    name = bookmark(anchor)
    start = element("w:bookmarkStart", {"w:id": name, "w:name": name})
    if before is not None:
        before.addprevious(start)
    else:
        paragraph.insert(1 if paragraph.pPr is not None else 0, start)
    paragraph.append(element("w:bookmarkEnd", {"w:id": name}))
    return name


def anchor_of(paragraph: Element) -> str:
    """Return the name of the first place in a paragraph, empty where there is none."""
    found = paragraph.find(qn("w:bookmarkStart"))
    return "" if found is None else str(found.get(qn("w:name")))


def number_places(book: Book) -> None:
    """Number the bookmarks: Word wants whole numbers, each once."""
    numbers: dict[str, str] = {}
    for kind in ("w:bookmarkStart", "w:bookmarkEnd"):
        for found in book.element.body.iter(qn(kind)):
            name = found.get(qn("w:id"))
            found.set(qn("w:id"), numbers.setdefault(name, str(len(numbers) + 1)))


def _lead_to(link: Element, anchor: str, wanted: dict[str, str]) -> None:
    wanted.setdefault(anchor, words_of(link))
    del link.attrib[qn("r:id")]
    link.set(qn("w:anchor"), bookmark(anchor))
    link.set(qn("w:history"), "1")
    _show_link(link, "RnCrossReference")


def _show_link(link: Element, style: str) -> None:
    """Give every word of a link its style; a mark of sources keeps its own."""
    for run in link.iter(qn("w:r")):
        name_style(run.get_or_add_rPr(), style)
