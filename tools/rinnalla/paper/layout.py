"""What stands where on printed pages, for those who check that it fits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from weasyprint import Document  # type: ignore[import-untyped]

_MM = 25.4 / 96

SLACK = 0.3
"""Millimetres by which something may reach over an edge: the ends of slanted letters do."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Thing:
    """A piece of text, an image or a cell of a table. text: empty for what is none.

    Edges in millimetres, from the left and upper edge of the sheet.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, kw_only=True, slots=True)
class PageLayout:
    """One page. area: where its content belongs; things: what stands on it, margins aside."""

    area: Thing
    things: tuple[Thing, ...]

    @property
    def text(self) -> str:
        """Its words, as they follow each other."""
        return " ".join(thing.text for thing in self.things if thing.text)

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands on it."""
        return not self.things

    def outside(self) -> tuple[Thing, ...]:
        """Return what reaches over an edge of the area."""
        area = self.area
        return tuple(
            thing
            for thing in self.things
            if thing.left < area.left - SLACK
            or thing.top < area.top - SLACK
            or thing.right > area.right + SLACK
            or thing.bottom > area.bottom + SLACK
        )


def layouts(document: Document) -> tuple[PageLayout, ...]:
    """Return what WeasyPrint laid out, page by page."""
    from weasyprint.formatting_structure import boxes  # type: ignore[import-untyped]  # noqa: PLC0415

    def things(box: Any) -> Iterator[Thing]:
        if isinstance(box, boxes.MarginBox):
            return
        if isinstance(box, boxes.TextBox):
            if box.text.strip():
                yield _thing(box, box.text)
            return
        if isinstance(box, boxes.ReplacedBox | boxes.TableCellBox):
            yield _thing(box, "")
        for child in getattr(box, "children", ()):
            # What stands out of the flow has a place of its own.
            yield from things(getattr(child, "_box", child))

    def layout(page: Any) -> PageLayout:
        box = page._page_box  # noqa: SLF001 - its only door to the boxes
        left, top = box.content_box_x(), box.content_box_y()
        area = _rectangle("", left, top, box.width, box.height)
        found = (thing for child in box.children for thing in things(child))
        return PageLayout(area=area, things=tuple(found))

    return tuple(layout(page) for page in document.pages)


def _thing(box: Any, text: str) -> Thing:
    if text:
        return _rectangle(text, box.position_x, box.position_y, box.width, box.height)
    return _rectangle(
        "", box.border_box_x(), box.border_box_y(), box.border_width(), box.border_height()
    )


def _rectangle(text: str, left: float, top: float, width: float, height: float) -> Thing:
    return Thing(
        text=text,
        left=left * _MM,
        top=top * _MM,
        right=(left + width) * _MM,
        bottom=(top + height) * _MM,
    )
