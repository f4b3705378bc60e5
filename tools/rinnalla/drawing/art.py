"""The art of a drawing: an SVG file of plain shapes, some of which are places for words.

Read strictly, as it ends up inside a page: only known shapes, attributes and classes, so no
script, style, link, document type or entity can come through.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.parsers import expat

from rinnalla.diagnostics import Code, Diagnostic, problem, shorten

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
        reader.report(error.lineno, f"is not readable as XML ({why})")
        return None, reader.problems
    except _DocumentTypeError:
        reader.report(parser.CurrentLineNumber, "has a document type, and may not")
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
            self.report(line, f"holds <{shorten(tag)}>, which is not a shape that may be used")
        moved = "transform" in attributes or bool(self.open and self.open[-1].moved)
        kept = attributes if not self.open else self._kept(line, attributes)
        self.open.append(_Open(tag=tag, attributes=kept, moved=moved))
        if "data-label" in kept:
            self._place(line, self.open[-1])

    def _begin_root(self, line: int, tag: str, attributes: dict[str, str]) -> None:
        if tag != "svg" or attributes.get("xmlns") != _NAMESPACE:
            self.report(line, f'must be one <svg xmlns="{_NAMESPACE}">')
        if not _VIEW.fullmatch(attributes.get("viewBox", "")):
            self.report(line, f'must have viewBox="0 0 {WIDTH} HEIGHT", with a whole height')
        for name in sorted(set(attributes) - _ROOT):
            self.report(line, f'has "{shorten(name)}" on its <svg>, and may not')

    def _kept(self, line: int, attributes: dict[str, str]) -> dict[str, str]:
        """Return the attributes that may be used; the others are reported."""
        kept: dict[str, str] = {}
        for name, value in attributes.items():
            if name == "class":
                unknown = sorted(set(value.split()) - CLASSES)
                if unknown:
                    self.report(line, f'uses the class "{shorten(unknown[0])}", which has no look')
                    continue
            elif name in _WORDS:
                if not _WORDS[name].fullmatch(value):
                    self.report(line, f'has {name}="{shorten(value)}", which has no meaning')
                    continue
            elif name not in _GEOMETRY:
                self.report(line, f'has the attribute "{shorten(name)}", which may not be used')
                continue
            elif not _VALUE.fullmatch(value):
                self.report(line, f'has {name}="{shorten(value)}", which is not a measure')
                continue
            kept[name] = value
        return kept

    def _place(self, line: int, shape: _Open) -> None:
        label = shape.attributes["data-label"]
        if label in self.places:
            self.report(line, f'has two places called "{label}"')
        elif shape.tag not in BOXES:
            self.report(line, f'has words in a <{shape.tag}> ("{label}"); use rect or ellipse')
        elif shape.moved:
            self.report(line, f'moves the place "{label}" with a transform; write where it is')
        else:
            box = _box(shape.tag, shape.attributes)
            if box is None:
                self.report(line, f'has a place "{label}" whose measures are not numbers')
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
            self.report(line, f"holds the words «{shorten(text)}»; they belong to the page")

    def art(self) -> Art | None:
        view = _VIEW.fullmatch(self.root.attributes.get("viewBox", "")) if self.root else None
        if self.root is None or view is None:
            return None
        return Art(
            height=float(view[1]),
            shapes=tuple(self.root.inside),
            places=tuple(self.places.values()),
        )


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
