"""The fields of a PDF made good: their labels, groups, looks and font."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from rinnalla.paper.appearance import chosen_look, field_size, look_of_text
from rinnalla.paper.fonts import FIELD_FAMILY, field_font
from rinnalla.paper.source import Field

if TYPE_CHECKING:
    import pikepdf

FIELD_FONT = "RnField"
"""The name of the font of fields in the PDF."""

Place: TypeAlias = "Callable[[pikepdf.Object], int]"
"""Tells where in the reading order an annotation stands."""

_MULTILINE = 1 << 12
_RADIO = 1 << 15


def mend_form(pdf: pikepdf.Pdf, place: Place, fields: Mapping[str, Field]) -> None:
    """Mend the fields, and what they share."""
    import pikepdf  # noqa: PLC0415

    form = pdf.Root.AcroForm
    font = _embedded_font(pdf)
    _drop_layout_font(pdf)
    found = [widget for widget in form.Fields if "/Kids" not in widget]
    widgets = sorted(found, key=place)
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
            self.states[key] = _look(self.pdf, content, width, height)
        return self.states[key]


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
    give_text(looks.pdf, widget, font, size, colour)


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
    pdf: pikepdf.Pdf,
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
    look = _look(pdf, content, width, height)
    look.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary({f"/{FIELD_FONT}": font}))
    widget.AP = pikepdf.Dictionary(N=look)


def _look(pdf: pikepdf.Pdf, content: bytes, width: float, height: float) -> pikepdf.Stream:
    import pikepdf  # noqa: PLC0415

    return pdf.make_stream(
        content,
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Form,
        BBox=pikepdf.Array([0, 0, round(width, 3), round(height, 3)]),
        Resources=pikepdf.Dictionary(),
    )


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
