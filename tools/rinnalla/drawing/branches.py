"""What an answer brings along: the items of a list that are shown because of it, and only then."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rinnalla.evaluate import Json, evaluate
from rinnalla.model import Checklist, Item, Kind

COMMON_LABELS = ("common", "nothing")
"""Words a page gives to what is drawn from a list: what all answers share, and nothing more."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Branch:
    """Answers that bring the same items. options: their ids; items: ids, in document order."""

    options: tuple[str, ...]
    items: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Fork:
    """An item and what each of its answers brings, in the order of the first answer of each."""

    item: str
    branches: tuple[Branch, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Division:
    """A list divided by some items' answers. common: ids of items that are shown in any case."""

    forks: tuple[Fork, ...]
    common: tuple[str, ...]


def divide(
    checklist: Checklist, by: tuple[str, ...], settings: Mapping[str, float | str]
) -> Division:
    """Return what the answers to these items bring, one item at a time, nothing else answered."""
    items = {item.id: item for item in checklist.items}
    unanswered = evaluate(checklist, {}, settings).visible
    common = dict.fromkeys(item for item in unanswered if item not in by)
    forks: list[Fork] = []
    for name in by:
        brought: dict[tuple[str, ...], list[str]] = {}
        for option in items[name].options:
            shown = evaluate(checklist, {name: {"value": _value(items[name], option)}}, settings)
            extra = tuple(item for item in shown.visible if item not in unanswered)
            brought.setdefault(extra, []).append(option)
            common = dict.fromkeys(item for item in common if item in shown.visible)
        branches = (
            Branch(options=tuple(options), items=extra) for extra, options in brought.items()
        )
        forks.append(Fork(item=name, branches=tuple(branches)))
    return Division(forks=tuple(forks), common=tuple(common))


def _value(item: Item, option: str) -> Json:
    return [option] if item.kind is Kind.CHOICES else option
