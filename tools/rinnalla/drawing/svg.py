"""A drawing as SVG text: the art as it is, and the words laid out in their places.

Nothing in it has a style, and only its description an id, so drawings can stand beside each other
under a strict policy.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from html import escape
from pathlib import Path

from rinnalla.drawing.art import PLACE, WIDTH, Art, Place, Shape
from rinnalla.drawing.fit import LINE, Fitted, fit

PAPER = Path(__file__).parent / "paper.css"
"""The style of a drawing in ink on paper, as a file of its own needs it."""

_MIDDLE = 0.35
"""From the middle of a line down to where its letters stand, in sizes."""


def render(
    art: Art, words: Mapping[str, str], *, anchor: str, said: str, mirrored: bool = False
) -> str:
    """Return the svg element. words: by label. said: what it shows, in words.

    anchor: begins the ids; the element that names the drawing has it with ``--title``.
    mirrored: for a page whose language is written from right to left: the whole art is turned
    over, and words begin at the right of their places, as the direction of the page has it.
    """
    return (
        f'<svg class="rn-drawing__art" viewBox="0 0 {WIDTH} {_number(art.height)}"'
        f' preserveAspectRatio="{"xMaxYMin" if mirrored else "xMinYMin"}" role="img"'
        f' aria-labelledby="{anchor}--title" aria-describedby="{anchor}--said">\n'
        f'<desc id="{anchor}--said">{escape(said, quote=False)}</desc>\n'
        f"{_drawn(art, words, mirrored)}</svg>\n"
    )


def render_file(art: Art, words: Mapping[str, str], style: str, *, mirrored: bool = False) -> str:
    """Return the drawing as a file of its own, with its style. words, mirrored: as in `render`."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {_number(art.height)}"'
        f' width="{WIDTH}" height="{_number(art.height)}" class="rn-drawing__art">\n'
        f"<style>{style}</style>\n{_drawn(art, words, mirrored)}</svg>\n"
    )


def _drawn(art: Art, words: Mapping[str, str], mirrored: bool) -> str:
    """Return the shapes, and the words in their places."""
    shapes = "".join(_shape(shape) for shape in art.shapes)
    if mirrored:
        shapes = f'<g transform="matrix(-1 0 0 1 {WIDTH} 0)">\n{shapes}</g>\n'
    texts = "".join(
        _text(_turned(place) if mirrored else place, fit(words[place.label], place), mirrored)
        for place in art.places
        if words.get(place.label)
    )
    return f"{shapes}<g>\n{texts}</g>\n"


def _shape(shape: Shape) -> str:
    attributes = dict(shape.attributes)
    if PLACE in attributes.get("class", "").split():
        return ""
    said = "".join(
        f' {name}="{escape(" ".join(value.split()))}"'
        for name, value in attributes.items()
        if not name.startswith("data-")
    )
    if shape.tag != "g":
        return f"<{shape.tag}{said}/>\n"
    inside = "".join(_shape(inner) for inner in shape.inside)
    return f"<g{said}>\n{inside}</g>\n"


def _turned(place: Place) -> Place:
    """Return the place where the turned art has it."""
    return replace(place, x=WIDTH - place.x - place.width)


def _text(place: Place, fitted: Fitted, mirrored: bool) -> str:
    high = len(fitted.lines) * LINE * fitted.size
    top = place.y + (place.height - high) * {"start": 0, "middle": 0.5, "end": 1}[place.valign]
    along = {"start": 0, "middle": 0.5, "end": 1}[place.align]
    x = place.x + place.width * (1 - along if mirrored else along)
    classes = f"rn-words rn-words--{place.tone}" + (" rn-words--bold" if place.bold else "")
    lines = "".join(
        f'<tspan x="{_number(x)}" y="{_number(top + _down(at, fitted.size))}">'
        f"{escape(line, quote=False)}</tspan>"
        for at, line in enumerate(fitted.lines)
    )
    return (
        f'<text class="{classes}" font-size="{_number(fitted.size)}"'
        f' text-anchor="{place.align}">{lines}</text>\n'
    )


def _down(line: int, size: float) -> float:
    """Return how far below the top of the words a line's letters stand."""
    return ((line + 0.5) * LINE + _MIDDLE) * size


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
