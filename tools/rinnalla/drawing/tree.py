"""A drawing made from data: questions, under each its answers, under each what it brings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rinnalla.drawing.art import WIDTH, Art, Place, Shape
from rinnalla.drawing.fit import height_of

_EDGE = 4.0
_RIGHT = WIDTH - _EDGE
_STEP = 28.0
"""How much further in an answer stands than its question, and an item than its answer."""

_CODE = 36.0
"""Width kept for the printed code of an item."""

_AIR, _GAP, _PAUSE, _BREAK = 8.0, 8.0, 16.0, 28.0
"""Inside a box, between boxes, between answers, and between parts of the drawing."""

_ROUND = ("rx", "6")


@dataclass(frozen=True, kw_only=True, slots=True)
class Leaf:
    """Something an answer brings. code: as printed, empty where it has none."""

    text: str
    code: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Limb:
    """Answers and what each of them brings."""

    answers: tuple[str, ...]
    leaves: tuple[Leaf, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Stem:
    """A question and its answers."""

    question: Leaf
    limbs: tuple[Limb, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Ground:
    """What all answers share: a title, and lines of a name and codes."""

    title: str
    rows: tuple[tuple[str, str], ...]


def draw_tree(stems: Iterable[Stem], ground: Ground) -> tuple[Art, dict[str, str]]:
    """Return the art and its words by label; boxes are as high as their words need."""
    pen = _Pen()
    for stem in stems:
        _draw_stem(pen, stem)
    _draw_ground(pen, ground)
    art = Art(height=round(pen.y + _EDGE), shapes=tuple(pen.shapes), places=tuple(pen.places))
    return art, pen.words


class _Pen:
    """Draws from the top down. y: where the next thing begins."""

    def __init__(self) -> None:
        self.y = _EDGE
        self.shapes: list[Shape] = []
        self.places: list[Place] = []
        self.words: dict[str, str] = {}

    def write(
        self, text: str, x: float, y: float, width: float, *,
        size: float = 14, bold: bool = False, tone: str = "ink",
    ) -> float:  # fmt: skip
        """Write words from the left, and return how high they are."""
        high = height_of(text, width, size, bold=bold)
        label = str(len(self.places))
        # A unit more, so that rounding never makes the words smaller.
        self.places.append(
            Place(label=label, x=x, y=y, width=width, height=high + 1, align="start",
                  valign="start", size=size, bold=bold, tone=tone)
        )  # fmt: skip
        self.words[label] = text
        return high

    def box(self, classes: str, x: float, y: float, height: float) -> None:
        """Draw a box from x to the right edge."""
        measures = {"x": x, "y": y, "width": _RIGHT - x, "height": height}
        shape = (*((name, f"{value:g}") for name, value in measures.items()), _ROUND)
        self.shapes.append(Shape(tag="rect", attributes=(("class", classes), *shape)))

    def line(self, *points: tuple[float, float]) -> None:
        """Draw a line through points."""
        shown = " ".join(f"{x:g},{y:g}" for x, y in points)
        self.shapes.append(
            Shape(tag="polyline", attributes=(("class", "rn-line"), ("points", shown)))
        )

    def coded(self, leaf: Leaf, x: float, y: float, *, bold: bool, size: float, tone: str) -> float:
        """Write a code and its words beside it, and return how high they are."""
        if not leaf.code:
            return self.write(leaf.text, x, y, _RIGHT - _AIR - x, size=size, bold=bold, tone=tone)
        self.write(leaf.code, x, y, _CODE, size=size, bold=True, tone=tone)
        inner = x + _CODE
        return self.write(
            leaf.text, inner, y, _RIGHT - _AIR - inner, size=size, bold=bold, tone=tone
        )


def _draw_stem(pen: _Pen, stem: Stem) -> None:
    top = pen.y
    high = (
        pen.coded(stem.question, _EDGE + 12, top + _AIR, bold=True, size=16, tone="on-accent")
        + 2 * _AIR
    )
    pen.box("rn-accent", _EDGE, top, high)
    pen.y = top + high + _GAP
    x = _EDGE + _STEP
    ends = [_draw_limb(pen, limb, x) for limb in stem.limbs]
    trunk = x - _STEP / 2
    for end in ends:
        pen.line((trunk, end), (x, end))
    pen.line((trunk, top + high), (trunk, ends[-1] if ends else top + high))
    pen.y += _BREAK - _PAUSE


def _draw_limb(pen: _Pen, limb: Limb, x: float) -> float:
    """Draw answers and what they bring; return where the line from the question meets them."""
    top = pen.y
    y = top + _AIR
    for answer in limb.answers:
        y += pen.write(answer, x + 12, y, _RIGHT - _AIR - x - 12, size=15, bold=True)
    pen.box("rn-box", x, top, y + _AIR - top)
    bottom = pen.y = y + _AIR
    pen.y += _GAP
    inner = x + _STEP
    middle = bottom
    for leaf in limb.leaves:
        tone = "ink" if leaf.code else "quiet"
        high = pen.coded(leaf, inner + 10, pen.y + _AIR, bold=False, size=14, tone=tone)
        pen.box("rn-soft", inner, pen.y, high + 2 * _AIR)
        middle = pen.y + _AIR + high / 2
        pen.line((inner - _STEP / 2, middle), (inner, middle))
        pen.y += high + 2 * _AIR + _GAP
    pen.line((inner - _STEP / 2, bottom), (inner - _STEP / 2, middle))
    pen.y += _PAUSE - _GAP
    return (top + bottom) / 2


def _draw_ground(pen: _Pen, ground: Ground) -> None:
    top = pen.y
    left = _EDGE + 12
    width = _RIGHT - _AIR - left
    y = top + _AIR + 2
    y += pen.write(ground.title, left, y, width, size=15, bold=True) + 4
    codes = 150.0
    for name, shown in ground.rows:
        side = pen.write(shown, _RIGHT - _AIR - codes, y, codes, bold=True, tone="accent")
        y += max(side, pen.write(name, left, y, width - codes - _AIR)) + 4
    pen.box("rn-soft rn-edge", _EDGE, top, y + _AIR - 2 - top)
    pen.y = y + _AIR - 2


def code_runs(codes: Iterable[str]) -> str:
    """Return the codes of one section as text, those that follow each other as a run."""
    numbers: list[tuple[str, int]] = []
    for code in codes:
        letters = code.rstrip("0123456789")
        numbers.append((letters, int(code[len(letters) :])))
    runs: list[list[tuple[str, int]]] = []
    for letters, number in numbers:
        if runs and runs[-1][-1] == (letters, number - 1):
            runs[-1].append((letters, number))
        else:
            runs.append([(letters, number)])
    return ", ".join(_run(run) for run in runs)


def _run(run: list[tuple[str, int]]) -> str:
    first, last = (f"{letters}{number}" for letters, number in (run[0], run[-1]))
    return {1: first, 2: f"{first}, {last}"}.get(len(run), f"{first}–{last}")
