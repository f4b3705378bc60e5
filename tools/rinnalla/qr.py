"""QR codes as SVG; alone imports segno."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from html import escape
from typing import Any, TypeAlias

import segno
from segno.consts import MODE_ALPHANUMERIC, MODE_BYTE

QUIET = 4
"""Modules of white around the code, as ISO/IEC 18004 wants it."""

LARGEST = 10
"""The version (size) up to which modules are at least 0.4 mm wide where the code is 26 mm."""

_DENSE = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")
"""What a code writes in eleven bits for two; for anything else a letter takes eight."""

_Point: TypeAlias = tuple[int, int]


@lru_cache(maxsize=64)  # a list has the same code in each of its formats
def qr_svg(address: str, alt: str = "") -> str:
    """Return the code of an address as an SVG element as large as the box it is put in.

    alt: what the code is for; without it the picture says nothing, and the words beside it do.
    The code is one shape, not rows of squares, so that no hairline can show between them.
    """
    code = _code(address)
    size = len(code.matrix) + 2 * QUIET
    outline = "".join(_path(loop) for loop in _outlines(_dark(code)))
    name = f'role="img" aria-label="{escape(alt)}"' if alt else 'aria-hidden="true"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" {name}>'
        f'<path fill="#fff" d="M0 0h{size}v{size}H0z"/>'
        f'<path fill="#000" d="{outline}"/></svg>'
    )


def modules(address: str) -> int:
    """Return how many modules wide the code of an address is, with the white around it."""
    return len(_code(address).matrix) + 2 * QUIET


def _code(address: str) -> segno.QRCode:
    """Return the code; a fingerprint in capitals takes a third less room than other letters do.

    At level M 15 of a hundred words may be lost, by a fold or a stain. A code that would be too
    fine for phones takes level L instead, where it is 7.
    """
    place, mark, fingerprint = address.rpartition("=")
    is_dense = bool(mark) and set(fingerprint) <= _DENSE
    parts = [(place + mark, MODE_BYTE), (fingerprint, MODE_ALPHANUMERIC)]
    content: Any = parts if is_dense else address  # segno's types know no parts, its encoder does
    code = segno.make_qr(content, error="M")
    return code if int(code.version) <= LARGEST else segno.make_qr(content, error="L")


def _dark(code: segno.QRCode) -> set[_Point]:
    rows = enumerate(code.matrix, start=QUIET)
    return {(x, y) for y, row in rows for x, dark in enumerate(row, start=QUIET) if dark}


def _outlines(dark: set[_Point]) -> Iterator[list[_Point]]:
    """Yield the borders of the dark squares as closed ways, the dark always on the same hand."""
    ways: dict[_Point, list[_Point]] = {}
    for x, y in sorted(dark):
        sides = (
            ((x, y - 1), (x, y), (x + 1, y)),
            ((x + 1, y), (x + 1, y), (x + 1, y + 1)),
            ((x, y + 1), (x + 1, y + 1), (x, y + 1)),
            ((x - 1, y), (x, y + 1), (x, y)),
        )
        for neighbour, start, end in sides:
            if neighbour not in dark:
                ways.setdefault(start, []).append(end)
    while ways:
        start = point = next(iter(ways))
        loop = [start]
        while True:
            ends = ways[point]
            point, before = ends.pop(), point
            if not ends:
                del ways[before]
            if point == start:
                break
            loop.append(point)
        yield loop


def _path(loop: list[_Point]) -> str:
    """Return a closed way as path data, its corners only."""
    corners = [
        point
        for before, point, after in zip([loop[-1], *loop], loop, [*loop[1:], loop[0]], strict=False)
        if (before[0] == after[0]) is (before[1] == after[1])
    ]
    (x, y), *rest = corners
    steps = [f"M{x} {y}"]
    for to_x, to_y in rest:
        steps.append(f"h{to_x - x}" if to_y == y else f"v{to_y - y}")
        x, y = to_x, to_y
    return "".join(steps) + "z"
