"""A list as a finished PDF in any of its formats, cards put on whole sheets for cutting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rinnalla.diagnostics import Code, Diagnostic, problem
from rinnalla.editions import Edition
from rinnalla.paper.formats import Rendered
from rinnalla.paper.impose import impose
from rinnalla.paper.pdf import Printed, print_html
from rinnalla.paper.picture import TRIAL, is_legible, room_for
from rinnalla.paper.problems import PrintError
from rinnalla.paper.sheet import (
    A3,
    A4,
    A5,
    A6,
    FILLABLE,
    LARGE,
    STYLES,
    Layout,
    sheet_html,
)

LAYOUTS = {"pdf": A4, "fillable": FILLABLE, "large": LARGE, "canvas": A3, "bilingual": A4}
"""The layout of each format but the card, whose size depends on the list."""

FEW = 0.25
"""The part of its height up to which a last page is not worth its paper."""

CARDS = (A6, A5)
"""Cards, the smallest first."""

COPIES = {"a6": (2, 2, (210, 297)), "a5": (2, 1, (297, 210))}
"""How cards stand on a sheet of A4: across, down, and the sheet in millimetres."""


def render_sheet(editions: Sequence[Edition], name: str) -> Rendered:
    """Return a list in a format. editions: one, or two for a sheet in two languages.

    Raises PrintError where nothing can be printed, with the list's file in front of what is wrong.
    """
    if name == "card":
        return _card(editions[0])
    layout = LAYOUTS[name]
    printed = _print(editions, layout)
    if layout.name == A4.name and _ends_early(printed):
        closer = _print(editions, replace(layout, dense=True))
        printed = closer if closer.pages < printed.pages else printed
    return Rendered(data=printed.data, pages=printed.pages)


def _ends_early(printed: Printed) -> bool:
    """Return whether the last of several pages holds a few lines only."""
    area, things = printed.layouts[-1].area, printed.layouts[-1].things
    lowest = max((thing.bottom for thing in things), default=area.top)
    return printed.pages > 1 and lowest - area.top < FEW * (area.bottom - area.top)


def _print(
    editions: Sequence[Edition], layout: Layout, *, notes: bool = False, picture: float = 0
) -> Printed:
    # Without "scale to fit", and turned over the long edge, unless it is a sheet for the wall.
    duplex = "short" if layout is A3 else "long"
    html = sheet_html(editions, layout, notes=notes, picture=picture)
    printed = print_html(html, styles=(STYLES,), fields=layout.fields, duplex=duplex)
    if printed.problems:
        raise PrintError("; ".join(printed.problems))
    return printed


def _card(edition: Edition) -> Rendered:
    """Return the smallest card of the list that holds it, several on a sheet.

    A list that has more to say than its card has room for is printed in the next larger size.
    """
    checklist = edition.checklist
    found: list[Diagnostic] = []
    named = min(at for at, layout in enumerate(CARDS) if layout.name in checklist.paper)
    for layout in CARDS[named:]:
        picture = _picture(edition, layout)
        printed = _print([edition], layout, picture=picture)
        if not _too_much(printed, layout) and _is_legible(edition, picture):
            if printed.pages % 2 and printed.pages > 1:
                printed = _print([edition], layout, notes=True, picture=picture)
            across, down, sheet = COPIES[layout.name]
            data = impose(printed.data, across=across, down=down, sheet=sheet)
            return Rendered(data=data, pages=printed.pages, problems=tuple(found))
        larger = CARDS[CARDS.index(layout) + 1].name if layout is not CARDS[-1] else "a4"
        found.append(
            problem(
                checklist.path,
                checklist.line,
                Code.CARD_OVERFLOW,
                title=edition.title,
                size=layout.name.upper(),
                language=edition.language,
                pages=printed.pages,
                most=layout.pages,
                larger=larger.upper(),
            )
        )
    printed = _print([edition], A4)
    return Rendered(data=printed.data, pages=printed.pages, problems=tuple(found))


def _picture(edition: Edition, layout: Layout) -> float:
    """Return how wide the drawing of a card may be, in millimetres; 0 where it has none."""
    if not edition.figure:
        return 0
    trial = _print([edition], layout, picture=TRIAL)
    return room_for(edition.figure, trial.layouts[0])


def _is_legible(edition: Edition, picture: float) -> bool:
    return edition.figure is None or is_legible(edition.figure, picture)


def _too_much(printed: Printed, layout: Layout) -> bool:
    sticks_out = any(page.outside() for page in printed.layouts)
    return sticks_out or (layout.pages is not None and printed.pages > layout.pages)
