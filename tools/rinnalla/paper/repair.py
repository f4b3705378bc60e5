"""WeasyPrint's PDF made good: one function for each defect of it, all measured on version 70.0.

Structure elements are pikepdf's objects: ``S`` is their kind, ``P`` their parent, ``K`` their kids:
elements, numbers of marked content, or references (OBJR) to links and fields.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING

from rinnalla.paper.form import mend_form
from rinnalla.paper.source import Source
from rinnalla.paper.tidy import tidy

if TYPE_CHECKING:
    import pikepdf

_PRINT = 4
_LAST = 1 << 40
_MARK = re.compile(rb"^/\w+\s<</MCID (\d+)>>\sBDC$", re.MULTILINE)
"""Where marked content begins; texts are written as hexadecimal, so none can look like it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Note:
    """What the HTML says of an element of the structure. scope: of a heading of a table.

    label: what it is called instead of being shown. hidden: whether it means nothing.
    """

    tag: str
    language: str = ""
    scope: str = ""
    label: str = ""
    hidden: bool = False


@dataclass(slots=True)
class Structure:
    """The structure, walked once: in reading order.

    elements: all; places: of annotations, by object number; marked: the numbers of marked content
    that have a place, by the object number of their page.
    """

    elements: list[pikepdf.Object] = field(default_factory=list)
    places: dict[int, int] = field(default_factory=dict)
    marked: dict[int, set[int]] = field(default_factory=dict)


def repaired(
    data: bytes, source: Source, notes: Mapping[int, Note], *, duplex: str | None = None
) -> bytes:
    """Return the PDF without its defects. notes: by the object number of the element."""
    import pikepdf  # noqa: PLC0415 - only printing needs it

    with pikepdf.open(BytesIO(data)) as pdf:
        drop_hidden(pdf, notes)
        tidy(pdf)
        structure = walk(pdf)
        name_languages(structure, notes, source.language)
        scope_headings(structure, notes)
        number_lists(structure, notes)
        place_figures(structure)
        describe_figures(structure, notes)
        if source.fields:
            mend_form(pdf, _place(structure), source.fields)
        mend_links(pdf, source.links)
        order_annotations(pdf, structure)
        mark_artifacts(pdf, structure)
        prefer_view(pdf, duplex)
        return saved(pdf)


def saved(pdf: pikepdf.Pdf) -> bytes:
    """Return the file's bytes, the same for the same content."""
    import pikepdf  # noqa: PLC0415

    target = BytesIO()
    pdf.save(target, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return target.getvalue()


def walk(pdf: pikepdf.Pdf) -> Structure:
    """Return what the structure holds, in reading order."""
    import pikepdf  # noqa: PLC0415

    found = Structure()

    def visit(kid: pikepdf.Object | int, page: int) -> None:
        if isinstance(kid, int):
            found.marked.setdefault(page, set()).add(kid)
        elif isinstance(kid, pikepdf.Array):
            for one in kid:
                visit(one, page)
        elif kid.get("/Type") == "/OBJR":
            found.places[kid.Obj.objgen[0]] = len(found.places)
        else:
            found.elements.append(kid)
            page = kid.Pg.objgen[0] if "/Pg" in kid else page
            if "/K" in kid:
                visit(kid.K, page)

    visit(pdf.Root.StructTreeRoot.K, 0)
    return found


def drop_hidden(pdf: pikepdf.Pdf, notes: Mapping[int, Note]) -> None:
    """Defect: what the HTML hides from those who listen is read to them."""
    import pikepdf  # noqa: PLC0415

    def without(element: pikepdf.Object) -> None:
        kids = list(element.get("/K", []))
        kept = [kid for kid in kids if not hidden(kid)]
        if len(kept) < len(kids):
            element.K = pikepdf.Array(kept)
        for kid in kept:
            if isinstance(kid, pikepdf.Dictionary):
                without(kid)

    def hidden(kid: pikepdf.Object | int) -> bool:
        note = None if isinstance(kid, int) else notes.get(kid.objgen[0])
        return note is not None and note.hidden

    for top in pdf.Root.StructTreeRoot.K:
        without(top)


def name_languages(structure: Structure, notes: Mapping[int, Note], language: str) -> None:
    """Defect: ``lang`` inside the document is dropped."""
    import pikepdf  # noqa: PLC0415

    for element in structure.elements:
        note = notes.get(element.objgen[0])
        if note and note.language and note.language != language:
            element.Lang = pikepdf.String(note.language)


def scope_headings(structure: Structure, notes: Mapping[int, Note]) -> None:
    """Defect: headings of a table do not say whether they head a row or a column."""
    import pikepdf  # noqa: PLC0415

    words = {"row": "/Row", "rowgroup": "/Row", "col": "/Column", "colgroup": "/Column"}
    for element in structure.elements:
        if element.S == "/TH":
            scope = notes[element.objgen[0]].scope if element.objgen[0] in notes else ""
            beside = {str(kid.S) for kid in element.P.K if isinstance(kid, pikepdf.Dictionary)}
            guess = "/Row" if "/TD" in beside else "/Column"
            if "/A" not in element:
                element.A = pikepdf.Dictionary(O=pikepdf.Name.Table)
            element.A.Scope = pikepdf.Name(words.get(scope, guess))


def number_lists(structure: Structure, notes: Mapping[int, Note]) -> None:
    """Defect: lists do not say what stands before their items."""
    import pikepdf  # noqa: PLC0415

    for element in structure.elements:
        if element.S == "/L":
            note = notes.get(element.objgen[0])
            labelled = any(
                kid.S == "/LI" and any(part.get("/S") == "/Lbl" for part in kid.K)
                for kid in element.K
            )
            kind = ("/Decimal" if note and note.tag == "ol" else "/Disc") if labelled else "/None"
            element.A = pikepdf.Dictionary(O=pikepdf.Name.List, ListNumbering=pikepdf.Name(kind))


def place_figures(structure: Structure) -> None:
    """Defect: pictures say where they are in CSS pixels from the top of the page."""
    import pikepdf  # noqa: PLC0415

    for element in structure.elements:
        if element.S == "/Figure" and "/BBox" in element.get("/A", {}):
            left, top, right, bottom = (float(edge) * 0.75 for edge in element.A.BBox)
            height = float(element.Pg.MediaBox[3])
            box = (left, height - bottom, right, height - top)
            element.A.BBox = pikepdf.Array([round(edge, 3) for edge in box])


def describe_figures(structure: Structure, notes: Mapping[int, Note]) -> None:
    """Defect: drawings in the document have no description but that of a title of their own."""
    import pikepdf  # noqa: PLC0415

    for element in structure.elements:
        note = notes.get(element.objgen[0])
        if element.S == "/Figure" and "/Alt" not in element and note and note.label:
            element.Alt = pikepdf.String(note.label)


def mend_links(pdf: pikepdf.Pdf, links: Mapping[str, str]) -> None:
    """Defect: links are not printed, and describe themselves by their address."""
    import pikepdf  # noqa: PLC0415

    for page in pdf.pages:
        for annotation in page.get("/Annots", []):
            if annotation.Subtype == "/Link":
                annotation.F = _PRINT
                target = str(annotation.get("/Contents", ""))
                text = links.get(target) or links.get(f"#{target}") or target
                annotation.Contents = pikepdf.String(text)


def order_annotations(pdf: pikepdf.Pdf, structure: Structure) -> None:
    """Defect: the tab key follows the order in which things are painted."""
    import pikepdf  # noqa: PLC0415

    for page in pdf.pages:
        page.Tabs = pikepdf.Name.S
        if "/Annots" in page:
            page.Annots = pikepdf.Array(sorted(page.Annots, key=_place(structure)))


def _place(structure: Structure) -> Callable[[pikepdf.Object], int]:
    def place(annotation: pikepdf.Object) -> int:
        return structure.places.get(annotation.objgen[0], _LAST)

    return place


def mark_artifacts(pdf: pikepdf.Pdf, structure: Structure) -> None:
    """Defect: running headers and footers are marked content without a place in the structure."""
    import pikepdf  # noqa: PLC0415

    numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    parents = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
    for page in pdf.pages:
        placed = structure.marked.get(page.obj.objgen[0], set())

        def mend(mark: re.Match[bytes], placed: set[int] = placed) -> bytes:
            return mark[0] if int(mark[1]) in placed else b"/Artifact <</Type /Pagination>> BDC"

        before = page.Contents.read_bytes()
        after = _MARK.sub(mend, before)
        if after != before:
            page.Contents = pdf.make_stream(after)
            elements = parents[int(page.StructParents)]
            for number in range(len(elements)):
                if number not in placed:
                    elements[number] = pikepdf.Object.parse(b"null")


def prefer_view(pdf: pikepdf.Pdf, duplex: str | None) -> None:
    """Show the title, print in the true size, turn sheets over the right edge."""
    import pikepdf  # noqa: PLC0415

    wishes = pikepdf.Dictionary(DisplayDocTitle=True, PrintScaling=pikepdf.Name("/None"))
    if duplex:
        wishes.Duplex = pikepdf.Name(
            {"long": "/DuplexFlipLongEdge", "short": "/DuplexFlipShortEdge"}[duplex]
        )
    pdf.Root.ViewerPreferences = wishes
