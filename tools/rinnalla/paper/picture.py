"""The drawing on the front of a card: its HTML, and how large it stands."""

from __future__ import annotations

from base64 import b64encode
from html import escape

from rinnalla.drawing.figure import Figure
from rinnalla.paper.layout import PageLayout

TRIAL = 10.0
"""Millimetres across a drawing that is printed to learn where it stands."""

SMALLEST = 6.5
"""Points of the smallest words of a drawing on paper; with smaller ones it is of no use."""

_POINT = 25.4 / 72
_SLACK = 0.2
"""Millimetres that stay free below, as the front is measured with rounded numbers."""


def picture_html(figure: Figure, width: float, *, title: str) -> str:
    """Return the drawing, with a caption where it is called otherwise than the card.

    width: in millimetres; title: of the card.
    """
    source = f"data:image/svg+xml;base64,{b64encode(figure.file().encode()).decode()}"
    caption = f"<p>{escape(figure.title)}</p>" if figure.title != title else ""
    return (
        f'<div class="picture">{caption}<img src="{source}" alt="{escape(figure.said)}"'
        f' style="width: {width:.2f}mm"></div>\n'
    )


def room_for(figure: Figure, front: PageLayout) -> float:
    """Return how wide the drawing may be, in millimetres. front: its page, with it in trial."""
    picture = next(thing for thing in reversed(front.things) if not thing.text)
    high = front.area.bottom - picture.top - _SLACK
    return max(min(front.area.right - front.area.left, high / figure.shape), TRIAL)


def is_legible(figure: Figure, width: float) -> bool:
    """Return whether its words can be read. width: in millimetres."""
    return figure.smallest * width >= SMALLEST * _POINT
