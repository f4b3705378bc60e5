"""How fields look: the tick, the dot and typed text, as a PDF's drawing operators."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rinnalla.paper.fonts import field_font

_SIZE = re.compile(r"([\d.]+) Tf")
_COLOUR = re.compile(r"[\d.]+ [\d.]+ [\d.]+ rg")
_EDGE = 2.0
"""Between the edge of a field and its text, in points, as viewers leave it."""

_LEADING = 1.2


def field_size(given: str) -> tuple[float, str]:
    """Return the size and the colour that WeasyPrint gives a field's text."""
    size, colour = _SIZE.search(given), _COLOUR.search(given)
    return float(size[1]) if size else 10.0, colour[0] if colour else "0 g"


def chosen_look(width: float, height: float, *, radio: bool) -> bytes:
    """Return a tick, or a dot for a radio button, fitted to the box."""
    side = min(width, height)
    left, bottom = (width - side) / 2, (height - side) / 2
    return (_dot if radio else _tick)(left, bottom, side)


def _tick(left: float, bottom: float, side: float) -> bytes:
    corners = ((0.2, 0.52), (0.42, 0.26), (0.82, 0.78))
    start, *rest = (f"{left + side * x:.3f} {bottom + side * y:.3f}" for x, y in corners)
    line = " ".join([f"{start} m", *(f"{corner} l" for corner in rest)])
    return f"q {side * 0.14:.3f} w 1 J 1 j 0 G {line} S Q".encode()


def _dot(left: float, bottom: float, side: float) -> bytes:
    middle_x, middle_y = left + side / 2, bottom + side / 2
    # A line of no length with round ends is a circle.
    at = f"{middle_x:.3f} {middle_y:.3f}"
    return f"q {side * 0.5:.3f} w 1 J 0 G {at} m {at} l S Q".encode()


def look_of_text(
    text: str, width: float, height: float, setting: str, size: float, *, several: bool
) -> bytes:
    """Return typed text as it stands in its field. several: whether it may have several lines."""
    if not text:
        return b"/Tx BMC EMC"
    font = field_font()
    typed = text.replace("\r\n", "\n").encode("cp1252", "replace")
    lines = list(_lines(typed, width - 2 * _EDGE, size)) if several else [typed]
    top = height - _EDGE - font.ascent * size / 1000
    middle = (height - (font.ascent + font.descent) * size / 1000) / 2
    shown = " ".join(f"({_escaped(line)}) Tj 0 {-size * _LEADING:.3f} Td" for line in lines)
    start = top if several else middle
    return (
        f"/Tx BMC q 1 1 {width - 2:.3f} {height - 2:.3f} re W n"
        f" BT {setting} {_EDGE} {start:.3f} Td {shown} ET Q EMC"
    ).encode("latin-1")


def _escaped(line: bytes) -> str:
    return re.sub(r"([\\()])", r"\\\1", line.decode("latin-1"))


def _lines(text: bytes, width: float, size: float) -> Iterator[bytes]:
    """Yield the lines of a text broken between words."""
    font = field_font()
    for paragraph in text.split(b"\n"):
        line = b""
        for word in paragraph.split(b" "):
            longer = line + b" " + word if line else word
            if line and font.width(longer, size) > width:
                yield line
                line = word
            else:
                line = longer
        yield line
