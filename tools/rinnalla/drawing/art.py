"""The art of a drawing: an SVG file of plain shapes, some of which are places for words.

Read strictly, as it ends up inside a page: only known shapes, attributes and classes, so no
script, style, link, document type or entity can come through.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.parsers import expat

from rinnalla.diagnostics import Code, Diagnostic, problem, shorten
from rinnalla.phrases import Phrase, phrase

WIDTH = 400
"""Units across every drawing; its page gives it at most as many pixels and some."""

SMALLEST, USUAL, LARGEST = 13.0, 15.0, 24.0
"""Sizes of words in units: none is smaller, so that they can be read on a phone."""

SHAPES = frozenset({"rect", "circle", "ellipse", "line", "polyline", "polygon", "path"})
BOXES = frozenset({"rect", "circle", "ellipse"})
"""Shapes that can hold words."""

CLASSES = frozenset(
    {"rn-box", "rn-soft", "rn-edge", "rn-accent", "rn-ring", "rn-line", "rn-ink", "rn-person",
     "rn-client", "rn-head", "rn-head--accent", "rn-place", "rn-dash", "rn-thin", "rn-wide"}
)  # fmt: skip
PLACE = "rn-place"
"""The class of a box that is not drawn and only holds words."""

_GEOMETRY = frozenset(
    {"x", "y", "width", "height", "rx", "ry", "cx", "cy", "r", "x1", "y1", "x2", "y2", "points",
     "d", "transform"}
)  # fmt: skip
_WORDS = {
    "data-label": re.compile(r"[a-z]+(-[a-z]+)*"),
    "data-align": re.compile(r"start|middle|end"),
    "data-valign": re.compile(r"start|middle|end"),
    "data-size": re.compile(r"\d+(\.5)?"),
    "data-weight": re.compile(r"normal|bold"),
    "data-tone": re.compile(r"ink|quiet|accent|on-accent"),
}
_VALUE = re.compile(r"[-+.,\w\s()]*")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_ROOT = {"viewBox", "xmlns"}
_VIEW = re.compile(rf"0 0 {WIDTH} (\d+)")
_NAMESPACE = "http://www.w3.org/2000/svg"
_XML_FAULTS = {
    str(fault): fault
    for fault in (
        phrase("no element found"),
        phrase("not well-formed (invalid token)"),
        phrase("unclosed token"),
        phrase("mismatched tag"),
        phrase("duplicate attribute"),
        phrase("junk after document element"),
        phrase("undefined entity"),
    )
}
"""What the XML parser says of the mistakes an editor makes."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """A box for words, in units from the top left corner; what stands in it keeps within it.

    align, valign: start, middle or end. size: the one tried first. tone: ink, quiet, accent
    or on-accent.
    """

    label: str
    x: float
    y: float
    width: float
    height: float
    align: str = "middle"
    valign: str = "middle"
    size: float = USUAL
    bold: bool = False
    tone: str = "ink"


@dataclass(frozen=True, kw_only=True, slots=True)
class Shape:
    """One element of the art, or a group of them. attributes: names to values, as written."""

    tag: str
    attributes: tuple[tuple[str, str], ...] = ()
    inside: tuple[Shape, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Art:
    """What is drawn, in order, and where words go, in order."""

    height: float
    shapes: tuple[Shape, ...]
    places: tuple[Place, ...]


@dataclass(kw_only=True, slots=True)
class _Open:
    tag: str
    attributes: dict[str, str]
    moved: bool = False
    inside: list[Shape] = field(default_factory=list)


def read_art(text: str, path: str) -> tuple[Art | None, list[Diagnostic]]:
    """Return the art and everything wrong with it; None where it cannot be read at all.

    path: as it shall stand in messages.
    """
    reader = _Reader(path)
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda tag, found: reader.begin(
        parser.CurrentLineNumber, tag, found
    )
    parser.EndElementHandler = lambda _: reader.end()
    parser.CharacterDataHandler = lambda found: reader.words(parser.CurrentLineNumber, found)
    parser.StartDoctypeDeclHandler = lambda *_: reader.refuse_document_type()
    try:
        parser.Parse(text, True)
    except expat.ExpatError as error:
        why = expat.errors.messages[error.code]
        fault = _XML_FAULTS.get(why, why)
        reader.report(error.lineno, phrase("is not readable as XML ({why})", why=fault))
        return None, reader.problems
    except _DocumentTypeError:
        reader.report(parser.CurrentLineNumber, phrase("has a document type, and may not"))
        return None, reader.problems
    return reader.art(), reader.problems


class _DocumentTypeError(Exception):
    """The file declares a document type, through which entities would come."""


class _Reader:
    def __init__(self, path: str) -> None:
        self.path = path
        self.problems: list[Diagnostic] = []
        self.open: list[_Open] = []
        self.places: dict[str, Place] = {}
        self.root: _Open | None = None

    def report(self, line: int, why: str) -> None:
        self.problems.append(problem(self.path, line, Code.BAD_ART, why=why))

    def refuse_document_type(self) -> None:
        raise _DocumentTypeError

    def begin(self, line: int, tag: str, attributes: dict[str, str]) -> None:
        if not self.open:
            self._begin_root(line, tag, attributes)
        elif tag != "g" and tag not in SHAPES:
            name = shorten(tag)
            words = phrase("holds <{tag}>, which is not a shape that may be used", tag=name)
            self.report(line, words)
        moved = "transform" in attributes or bool(self.open and self.open[-1].moved)
        kept = attributes if not self.open else self._kept(line, attributes)
        self.open.append(_Open(tag=tag, attributes=kept, moved=moved))
        if "data-label" in kept:
            self._place(line, self.open[-1])

    def _begin_root(self, line: int, tag: str, attributes: dict[str, str]) -> None:
        if tag != "svg" or attributes.get("xmlns") != _NAMESPACE:
            self.report(line, phrase('must be one <svg xmlns="{address}">', address=_NAMESPACE))
        if not _VIEW.fullmatch(attributes.get("viewBox", "")):
            self.report(
                line,
                phrase('must have viewBox="0 0 {width} HEIGHT", with a whole height', width=WIDTH),
            )
        for name in sorted(set(attributes) - _ROOT):
            self.report(line, phrase('has "{name}" on its <svg>, and may not', name=shorten(name)))

    def _kept(self, line: int, attributes: dict[str, str]) -> dict[str, str]:
        """Return the attributes that may be used; the others are reported."""
        faults = {name: _fault(name, value) for name, value in attributes.items()}
        for fault in filter(None, faults.values()):
            self.report(line, fault)
        return {name: value for name, value in attributes.items() if faults[name] is None}

    def _place(self, line: int, shape: _Open) -> None:
        label = shape.attributes["data-label"]
        box = _box(shape.tag, shape.attributes) if shape.tag in BOXES else None
        if label in self.places:
            self.report(line, phrase('has two places called "{label}"', label=label))
        elif shape.tag not in BOXES:
            words = phrase(
                'has words in a <{tag}> ("{label}"); use rect or ellipse',
                tag=shape.tag,
                label=label,
            )
            self.report(line, words)
        elif shape.moved:
            words = phrase(
                'moves the place "{label}" with a transform; write where it is', label=label
            )
            self.report(line, words)
        elif box is None:
            words = phrase('has a place "{label}" whose measures are not numbers', label=label)
            self.report(line, words)
        else:
            self.places[label] = _place_of(label, box, shape.attributes)

    def end(self) -> None:
        done = self.open.pop()
        if not self.open:
            self.root = done
        else:
            self.open[-1].inside.append(
                Shape(
                    tag=done.tag,
                    attributes=tuple(done.attributes.items()),
                    inside=tuple(done.inside),
                )
            )

    def words(self, line: int, text: str) -> None:
        if text.strip():
            words = phrase("holds the words «{text}»; they belong to the page", text=shorten(text))
            self.report(line, words)

    def art(self) -> Art | None:
        view = _VIEW.fullmatch(self.root.attributes.get("viewBox", "")) if self.root else None
        if self.root is None or view is None:
            return None
        return Art(
            height=float(view[1]),
            shapes=tuple(self.root.inside),
            places=tuple(self.places.values()),
        )


def _fault(name: str, value: str) -> Phrase | None:
    """Return why an attribute may not be used, None where it may."""
    if name == "class":
        unknown = sorted(set(value.split()) - CLASSES)
        if unknown:
            return phrase('uses the class "{name}", which has no look', name=shorten(unknown[0]))
    elif name in _WORDS:
        if not _WORDS[name].fullmatch(value):
            return phrase(
                'has {name}="{value}", which has no meaning', name=name, value=shorten(value)
            )
    elif name not in _GEOMETRY:
        return phrase('has the attribute "{name}", which may not be used', name=shorten(name))
    elif not _VALUE.fullmatch(value):
        return phrase(
            'has {name}="{value}", which is not a measure', name=name, value=shorten(value)
        )
    return None


def _box(tag: str, attributes: dict[str, str]) -> tuple[float, float, float, float] | None:
    """Return where words may stand in a shape: x, y, width, height."""
    names = {
        "rect": ("x", "y", "width", "height"),
        "circle": ("cx", "cy", "r", "r"),
        "ellipse": ("cx", "cy", "rx", "ry"),
    }[tag]
    values = [attributes.get(name, "0") for name in names]
    if not all(_NUMBER.fullmatch(value) for value in values):
        return None
    x, y, width, height = map(float, values)
    if tag == "rect":
        across, down = (0, 0) if PLACE in attributes.get("class", "").split() else (8, 6)
        return x + across, y + down, max(width - 2 * across, 0), max(height - 2 * down, 0)
    # The rectangle in an ellipse that leaves lines of words the most room.
    return x - 0.8 * width, y - 0.6 * height, 1.6 * width, 1.2 * height


def _place_of(
    label: str, box: tuple[float, float, float, float], attributes: dict[str, str]
) -> Place:
    filled = "rn-accent" in attributes.get("class", "").split()
    size = float(attributes.get("data-size", USUAL))
    return Place(
        label=label,
        x=box[0],
        y=box[1],
        width=box[2],
        height=box[3],
        align=attributes.get("data-align", "middle"),
        valign=attributes.get("data-valign", "middle"),
        size=min(max(size, SMALLEST), LARGEST),
        bold=attributes.get("data-weight") == "bold",
        tone=attributes.get("data-tone", "on-accent" if filled else "ink"),
    )
