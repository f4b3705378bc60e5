"""What a list means for given answers: the reference that the browser's evaluator must match.

Answers are plain JSON as the page keeps them, so anything in them may be missing or wrong;
what cannot be read counts as not answered.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from rinnalla.conditions import Value, holds, is_date
from rinnalla.model import ASIDES, Checklist, Item, Kind, Section

Json: TypeAlias = "str | float | bool | Sequence[Json] | Mapping[str, Json] | None"

Answers: TypeAlias = Mapping[str, Json]
"""By item id, an object with value, aside, reason, note, seen and texts, all optional.

value: true for a ticked box; ``yes``, ``no`` or ``not-known``; an option id, or several; text;
a number as typed or as JSON; a date YYYY-MM-DD; for a grid, row ids to column ids to text; with
``repeat`` an array of these. aside: ``na``, ``later`` or ``declined``. texts: option id to text.
"""

_BLANK = (
    " \t\n\r\f\v\u00a0\ufeff\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009"
    "\u200a\u2028\u2029\u202f\u205f\u3000"
)
"""White space as ECMAScript has it, so that both evaluators call the same answers blank."""

_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٫", "01234567890123456789.")
"""Digits as they are typed in Arabic and in Persian, and the mark of their fractions."""

_NUMBER = re.compile(
    rf"[{_BLANK}]*(?P<sign>[-+\u2212]?)(?P<digits>[0-9]{{1,12}}(?:[.,][0-9]{{1,6}})?)[{_BLANK}]*"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class State:
    """What the answers amount to. Ids stand in document order.

    visible: items shown, advice and warnings too. handled: visible items that are answered or
    set aside. asking: visible items that wait for an answer; progress is handled of asking.
    outcomes: outcome section id to the id of the result, "" where none holds, None where it is
    not known yet. warnings: visible items of type warning.
    """

    visible: tuple[str, ...]
    handled: tuple[str, ...]
    asking: tuple[str, ...]
    outcomes: Mapping[str, str | None] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()

    @property
    def progress(self) -> tuple[int, int]:
        """How many visible items are handled, and how many ask for something."""
        return len(self.handled), len(self.asking)


def evaluate(
    checklist: Checklist,
    answers: Answers,
    settings: Mapping[str, float | str] | None = None,
    today: str | None = None,
) -> State:
    """Return what is shown, handled and decided for these answers.

    today: the day it is where the list is used, YYYY-MM-DD; unknown where it is none.
    """
    case = _Case(checklist, answers, settings or {}, today)
    visible = tuple(item for item in checklist.items if case.is_visible(item.id))
    return State(
        visible=tuple(item.id for item in visible),
        handled=tuple(item.id for item in visible if case.answered(item.id)),
        asking=tuple(item.id for item in visible if item.asks),
        outcomes={section.id: case.outcome(section.id) for section in checklist.outcome_sections},
        warnings=tuple(item.id for item in visible if item.kind is Kind.WARNING),
    )


class _Case:
    """One evaluation; answers each question once. What is still being worked out is unknown."""

    def __init__(
        self,
        checklist: Checklist,
        answers: Answers,
        settings: Mapping[str, float | str],
        today: str | None,
    ) -> None:
        self.items = {item.id: item for item in checklist.items}
        self.sections = {section.id: section for section in checklist.outcome_sections}
        self.answers = answers
        self.settings = settings
        self.day = today if today is not None and is_date(today) else None
        self._visible: dict[str, bool] = {}
        self._outcomes: dict[str, str | None] = {}

    def is_visible(self, item_id: str) -> bool:
        if item_id not in self._visible:
            self._visible[item_id] = False
            condition = self.items[item_id].condition
            self._visible[item_id] = condition is None or holds(condition.tree, self) is True
        return self._visible[item_id]

    def outcome(self, section: str) -> str | None:
        if section not in self._outcomes:
            self._outcomes[section] = None
            self._outcomes[section] = self._first(self.sections[section])
        return self._outcomes[section]

    def _first(self, section: Section) -> str | None:
        for case in section.outcomes:
            result = case.condition is None or holds(case.condition.tree, self)
            if result is not False:
                return case.id if result else None
        return ""

    def value(self, item_id: str) -> Value:
        if not self.is_visible(item_id):
            return None
        item = self.items[item_id]
        answer = _object(self.answers.get(item_id))
        if answer.get("aside") in ASIDES:
            return False if item.kind is Kind.CHECK else None
        return known_value(item, answer.get("value"))

    def answered(self, item_id: str) -> bool:
        item = self.items[item_id]
        if not self.is_visible(item_id) or not item.asks:
            return False
        answer = _object(self.answers.get(item_id))
        if answer.get("aside") in ASIDES:
            return True
        value = answer.get("value")
        if item.kind is Kind.REFLECT:
            return _filled(value) or _filled(answer.get("note")) or answer.get("seen") is True
        if item.kind is Kind.GRID:
            return _grid_filled(item, value)
        return known_value(item, value) is not None

    def setting(self, name: str) -> Value:
        return self.settings.get(name)

    def today(self) -> str | None:
        return self.day


def known_value(item: Item, value: Json) -> Value:
    """Return the answer as a condition sees it; None where it is missing or cannot be read."""
    if item.repeat:
        entries = value if isinstance(value, list | tuple) else ()
        known = (_single(item, entry) for entry in reversed(entries))
        return next((entry for entry in known if entry is not None), None)
    return _single(item, value)


def _single(item: Item, value: Json) -> Value:
    match item.kind:
        case Kind.CHECK:
            return True if value is True else None
        case Kind.YES_NO | Kind.CHOICE:
            return value if isinstance(value, str) and value in item.options else None
        case Kind.CHOICES:
            chosen = value if isinstance(value, list | tuple) else ()
            return tuple(v for v in chosen if isinstance(v, str) and v in item.options) or None
        case Kind.TEXT:
            return value if isinstance(value, str) and _filled(value) else None
        case Kind.NUMBER:
            return _within(item, _number(value))
        case Kind.DATE:
            return _within(item, value if isinstance(value, str) and is_date(value) else None)
        case _:
            return None


def _number(value: Json) -> float | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        try:
            return float(value) if math.isfinite(value) else None
        except OverflowError:  # a whole number beyond the doubles: infinity to the browser
            return None
    found = _NUMBER.fullmatch(value.translate(_DIGITS)) if isinstance(value, str) else None
    if not found:
        return None
    number = float(found["digits"].replace(",", "."))
    return number if found["sign"] in ("", "+") else -number


def _within(item: Item, value: float | str | None) -> float | str | None:
    low, high = item.minimum, item.maximum
    if isinstance(value, float):
        below = isinstance(low, float) and value < low
        above = isinstance(high, float) and value > high
        return None if below or above else value
    if isinstance(value, str):
        below = isinstance(low, str) and value < low
        above = isinstance(high, str) and value > high
        return None if below or above else value
    return None


def _filled(value: Json) -> bool:
    return isinstance(value, str) and value.strip(_BLANK) != ""


def _grid_filled(item: Item, value: Json) -> bool:
    rows = _object(value)
    return any(
        _filled(_object(rows.get(row.id)).get(column.id))
        for row in item.choices
        for column in item.columns
    )


def _object(value: Json) -> Mapping[str, Json]:
    return value if isinstance(value, Mapping) else {}


def runtime_model(checklist: Checklist) -> dict[str, object]:
    """Return what the browser's evaluator needs, as JSON: ids, kinds, conditions; no texts.

    Shape: ``{id, kind, items: [{id, kind, if?, choices?, rows?, columns?, min?, max?, repeat?,
    required?}], outcomes: [{id, cases: [{id, if?}]}]}``; what is absent is false or none.
    """
    return {
        "id": checklist.id,
        "kind": checklist.kind,
        "items": [_runtime_item(item) for item in checklist.items],
        "outcomes": [
            {
                "id": section.id,
                "cases": [
                    {"id": case.id} | ({"if": case.condition.tree} if case.condition else {})
                    for case in section.outcomes
                ],
            }
            for section in checklist.outcome_sections
        ],
    }


def _runtime_item(item: Item) -> dict[str, object]:
    ids = [choice.id for choice in item.choices]
    parts: dict[str, object] = {
        "id": item.id,
        "kind": item.kind.value,
        "if": item.condition.tree if item.condition else None,
        ("rows" if item.kind is Kind.GRID else "choices"): ids,
        "columns": [column.id for column in item.columns],
        "min": item.minimum,
        "max": item.maximum,
        "repeat": item.repeat,
        "required": item.required,
    }
    return {
        name: part
        for name, part in parts.items()
        if part is not None and part is not False and part != []
    }
