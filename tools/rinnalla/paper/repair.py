"""WeasyPrint's PDF made good: one function for each defect of it, all measured on version 70.0.

Structure elements are pikepdf's objects: ``S`` is their kind, ``P`` their parent, ``K`` their kids:
elements, numbers of marked content, or references (OBJR) to links and fields.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING

from rinnalla.paper.appearance import chosen_look, field_size, look_of_text
from rinnalla.paper.fonts import FIELD_FAMILY, field_font
from rinnalla.paper.source import Field, Source
from rinnalla.paper.tidy import tidy

if TYPE_CHECKING:
    import pikepdf

FIELD_FONT = "RnField"
"""The name of the font of fields in the PDF."""

_MULTILINE = 1 << 12
_RADIO = 1 << 15
_COMBO = 1 << 17
_PRINT = 4
_LAST = 1 << 40
_NEEDLESS = frozenset(("/Div", "/NonStruct", "/P", "/Span"))
"""Elements that mean nothing without content, unlike an empty cell."""

_MARK = re.compile(rb"^/\w+\s<</MCID (\d+)>>\sBDC$", re.MULTILINE)
"""Where marked content begins; texts are written as hexadecimal, so none can look like it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Note:
    """What the HTML says of an element of the structure. scope: of a heading of a table."""

    tag: str
    language: str = ""
    scope: str = ""


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
        drop_empty(pdf)
        tidy(pdf)
        structure = walk(pdf)
        name_languages(structure, notes, source.language)
        scope_headings(structure, notes)
        give_bodies(pdf, structure)
        number_lists(structure, notes)
        place_figures(structure)
        if source.fields:
            mend_form(pdf, structure, source.fields)
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


def drop_empty(pdf: pikepdf.Pdf) -> None:
    """Defect: what is empty in the HTML, or goes on overleaf, leaves empty elements behind."""
    import pikepdf  # noqa: PLC0415

    def kept(kid: pikepdf.Object | int) -> bool:
        if isinstance(kid, int) or "/K" not in kid:
            return True
        before = list(kid.K)
        after = [one for one in before if kept(one)]
        if len(after) < len(before):
            kid.K = pikepdf.Array(after)
        return bool(after) or str(kid.S) not in _NEEDLESS

    for top in pdf.Root.StructTreeRoot.K:
        kept(top)


def give_bodies(pdf: pikepdf.Pdf, structure: Structure) -> None:
    """Defect: items of a list have no body where they go on overleaf or their sign is inside."""
    import pikepdf  # noqa: PLC0415

    for item in structure.elements:
        kids = list(item.K) if item.S == "/LI" else []
        parts = [kid for kid in kids if isinstance(kid, pikepdf.Dictionary)]
        if not parts or len(parts) < len(kids) or any(one.S == "/LBody" for one in parts):
            continue
        inside = [one for one in parts if one.S != "/Lbl"]
        body = pdf.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.StructElem,
                S=pikepdf.Name.LBody,
                P=item,
                Pg=item.Pg,
                K=pikepdf.Array(inside),
            )
        )
        for one in inside:
            one.P = body
        item.K = pikepdf.Array([*(one for one in parts if one.S == "/Lbl"), body])


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


def mend_form(pdf: pikepdf.Pdf, structure: Structure, fields: Mapping[str, Field]) -> None:
    """Mend the fields, and what they share."""
    import pikepdf  # noqa: PLC0415

    form = pdf.Root.AcroForm
    font = _embedded_font(pdf)
    _drop_layout_font(pdf)
    found = [widget for widget in form.Fields if "/Kids" not in widget]
    widgets = sorted(found, key=_place(structure))
    looks = Looks(pdf)
    grouped: dict[str, list[pikepdf.Object]] = {}
    for widget in widgets:
        grouped.setdefault(str(widget.T), []).append(widget)
    tops = []
    for name, those in grouped.items():
        one = fields[name]
        if one.kind == "radio":
            tops.append(mend_radio_group(looks, one, those))
            continue
        mend_field(looks, one, those[0], font)
        tops.append(those[0])
    pdf.Root.AcroForm = pikepdf.Dictionary(
        Fields=pikepdf.Array(tops),
        DR=pikepdf.Dictionary(Font=pikepdf.Dictionary({f"/{FIELD_FONT}": font})),
        DA=pikepdf.String(f"/{FIELD_FONT} 0 Tf 0 g"),
    )


@dataclass(slots=True)
class Looks:
    """The appearances of a PDF's fields.

    Ticks, dots and empty boxes of one size are one object. Those of texts are not shared: programs
    that fill in a form write into them.
    """

    pdf: pikepdf.Pdf
    states: dict[tuple[bytes, float, float], pikepdf.Stream] = field(default_factory=dict)

    def state(self, content: bytes, width: float, height: float) -> pikepdf.Stream:
        """Return how a box or a button looks in one state."""
        key = (content, round(width, 3), round(height, 3))
        if key not in self.states:
            self.states[key] = self.text(content, width, height)
        return self.states[key]

    def text(
        self, content: bytes, width: float, height: float, font: pikepdf.Object | None = None
    ) -> pikepdf.Stream:
        """Return how a text looks, in a font of the form."""
        import pikepdf  # noqa: PLC0415

        fonts = {"/Font": pikepdf.Dictionary({f"/{FIELD_FONT}": font})} if font else {}
        return self.pdf.make_stream(
            content,
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Form,
            BBox=pikepdf.Array([0, 0, round(width, 3), round(height, 3)]),
            Resources=pikepdf.Dictionary(fonts),
        )


def mend_radio_group(
    looks: Looks, group: Field, buttons: Sequence[pikepdf.Object]
) -> pikepdf.Object:
    """Defect: a group has its first button's label, and its buttons are fields of the same name.

    A group broken over two pages became two. Its states are numbers, not the values of the HTML.
    """
    import pikepdf  # noqa: PLC0415

    top = looks.pdf.make_indirect(
        pikepdf.Dictionary(
            FT=pikepdf.Name.Btn,
            Ff=_RADIO,
            T=pikepdf.String(group.name),
            TU=pikepdf.String(group.label),
            V=pikepdf.Name(f"/{group.value or 'Off'}"),
            Kids=pikepdf.Array(buttons),
        )
    )
    for button, (value, label) in zip(buttons, group.options, strict=True):
        for key in ("/T", "/FT", "/V", "/MK"):
            if key in button:
                del button[key]
        button.Parent = top
        button.TU = pikepdf.String(label)
        give_states(looks, button, value, on=value == group.value)
    return top


def mend_field(looks: Looks, one: Field, widget: pikepdf.Object, font: pikepdf.Object) -> None:
    """Defect: labels are found for some fields only, and looks are left to the viewer."""
    import pikepdf  # noqa: PLC0415

    widget.TU = pikepdf.String(one.label)
    if one.kind == "check":
        if "/MK" in widget:
            del widget.MK
        give_states(looks, widget, "on", on=widget.AS == "/on")
        return
    size, colour = field_size(str(widget.DA))
    widget.DA = pikepdf.String(f"/{FIELD_FONT} {0 if one.automatic else size:g} Tf {colour}")
    if one.kind == "text":
        widget.V = pikepdf.String(one.value)
    give_text(looks, widget, font, size, colour)


def give_states(looks: Looks, widget: pikepdf.Object, state: str, *, on: bool) -> None:
    """Defect: a ticked box shows no tick in some viewers, as only one state has a look."""
    import pikepdf  # noqa: PLC0415

    width, height = _size(widget)
    radio = "/Parent" in widget
    states = {f"/{state}": chosen_look(width, height, radio=radio), "/Off": b""}
    widget.AP = pikepdf.Dictionary(
        N=pikepdf.Dictionary(
            {name: looks.state(content, width, height) for name, content in states.items()}
        )
    )
    widget.AS = pikepdf.Name(f"/{state}" if on else "/Off")
    if not radio:
        widget.V = widget.AS


def give_text(
    looks: Looks,
    widget: pikepdf.Object,
    font: pikepdf.Object,
    size: float,
    colour: str,
) -> None:
    """Defect: text fields have no look, so viewers make one with a font of their own."""
    import pikepdf  # noqa: PLC0415

    width, height = _size(widget)
    value = widget.get("/V", pikepdf.String(""))
    text = str(value) if isinstance(value, pikepdf.String) else ""
    if "/Opt" in widget:
        text = next((str(pair[1]) for pair in widget.Opt if str(pair[0]) == text), text)
    several = bool(int(widget.get("/Ff", 0)) & _MULTILINE)
    content = look_of_text(
        text, width, height, f"/{FIELD_FONT} {size:g} Tf {colour}", size, several=several
    )
    widget.AP = pikepdf.Dictionary(N=looks.text(content, width, height, font))


def _size(widget: pikepdf.Object) -> tuple[float, float]:
    left, bottom, right, top = (float(edge) for edge in widget.Rect)
    return abs(right - left), abs(top - bottom)


def _fonts(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Yield each dictionary of fonts that the pages name."""
    seen = set()
    for page in pdf.pages:
        fonts = page.Resources.get("/Font")
        if fonts is not None and fonts.objgen not in seen:
            seen.add(fonts.objgen)
            yield fonts


def _drop_layout_font(pdf: pikepdf.Pdf) -> None:
    """Defect: the whole font of fields is embedded, as one that viewers cannot type with."""
    family = FIELD_FAMILY.replace(" ", "-")
    for fonts in _fonts(pdf):
        for name in list(fonts.keys()):
            if family in str(fonts[name].BaseFont):
                del fonts[name]


def _embedded_font(pdf: pikepdf.Pdf) -> pikepdf.Object:
    """Return the font of fields as a simple font, which every viewer can type with."""
    import pikepdf  # noqa: PLC0415

    font = field_font()
    name = pikepdf.Name("/RNFLDA+SourceSansPro-Regular")
    descriptor = pikepdf.Dictionary(
        Type=pikepdf.Name.FontDescriptor,
        FontName=name,
        Flags=32,
        FontBBox=pikepdf.Array(font.box),
        ItalicAngle=0,
        Ascent=font.ascent,
        Descent=font.descent,
        CapHeight=font.cap_height,
        StemV=80,
        FontFile2=pdf.make_stream(font.data, Length1=len(font.data)),
    )
    return pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.TrueType,
            BaseFont=name,
            FirstChar=32,
            LastChar=255,
            Widths=pikepdf.Array(font.widths),
            Encoding=pikepdf.Name.WinAnsiEncoding,
            FontDescriptor=pdf.make_indirect(descriptor),
        )
    )
