"""Somebody who gives a vector's answers on the page, and what the page shows then."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from playwright.sync_api import Locator

from rinnalla.conditions import is_date, names_used
from rinnalla.evaluate import evaluate
from rinnalla.model import Checklist, Item, Kind
from tests.browser.forms import Form
from tests.vectors import Vector

Json: TypeAlias = Any  # what a case file or a page holds

SEEN = """(id) => {
  const form = document.getElementById(id);
  const words = (element) => element?.innerText.replace(/\\s+/g, " ").trim() ?? "";
  const find = (selector) =>
    [...form.querySelectorAll(selector)].filter((one) => one.checkVisibility());
  const outcome = (section) => {
    const now = section.querySelector(".rn-outcome__now");
    const links = [...now.querySelectorAll("a[href*='--']")].map(({ hash }) => hash);
    const [title, rule] = [".rn-outcome__title", ".rn-rule"].map((one) => now.querySelector(one));
    return [section.dataset.outcome, { title: words(title), rule: words(rule), links }];
  };
  const note = (item) => [item.dataset.item, words(item.querySelector(".rn-note"))];
  return JSON.stringify({
    visible: find("[data-item]").map(({ dataset }) => dataset.item),
    handled: find(".rn-item--handled").map(({ dataset }) => dataset.item),
    notes: Object.fromEntries(find("[data-kind=warning], [data-kind=advice]").map(note)),
    progress: find(".rn-progress__text").map(words),
    outcomes: Object.fromEntries(find("[data-outcome]").map(outcome)),
  });
}"""
"""What can be seen of a list; as text, which travels faster."""

FAST = True
"""A real click, without waiting two frames for what does not move on these pages."""

SOME_NUMBERS = (0, 1, 10, 100)


@dataclass(frozen=True, kw_only=True)
class View:
    """What a list shows. outcomes: section to title, rule, and links to what it waits for.

    notes: visible advice and warnings with their words. progress: what its line says, if any.
    """

    visible: list[str]
    handled: list[str]
    notes: dict[str, str]
    progress: list[str]
    outcomes: dict[str, dict[str, Json]]


@dataclass(frozen=True, kw_only=True)
class Walker:
    """Somebody at a list with a mouse and a keyboard. month_first: how dates are typed here."""

    form: Form
    checklist: Checklist
    month_first: bool

    @property
    def items(self) -> dict[str, Item]:
        """The list's items by id."""
        return {item.id: item for item in self.checklist.items}

    def see(self) -> View:
        """Return what the list shows now."""
        return View(**json.loads(self.form.page.evaluate(SEEN, self.form.id)))

    def is_shown(self, name: str) -> bool:
        """Return whether an item can be seen now."""
        return self.form.item(name).is_visible()

    def walk(self, vector: Vector) -> None:
        """Give the answers of a case, those of items that end up hidden first, by a detour."""
        shown = vector.state().visible
        for name in (name for name in vector.answers if name not in shown):
            detour = way_to(vector, name)
            self.give({**detour, name: vector.answers[name]})
            for passed in reversed(detour):
                self.take_back(passed)
        self.give({name: a for name, a in vector.answers.items() if name in shown})

    def clear(self) -> None:
        """Forget everything, with the keyboard: the dialog opens with the focus on its "no"."""
        self.form.button("clear").press("Enter")
        self.form.page.keyboard.press("Shift+Tab")
        self.form.page.keyboard.press("Enter")

    def give(self, answers: Mapping[str, Json]) -> None:
        """Answer each item as soon as it can be seen, in the order of the page."""
        waiting = [item for item in self.checklist.items if item.id in answers]
        while waiting:
            item = next((i for i in waiting if not i.condition or self.is_shown(i.id)), None)
            assert item is not None, f"nothing leads to {waiting[0].id}"
            waiting.remove(item)
            self.answer(item.id, answers[item.id])

    def answer(self, name: str, answer: Mapping[str, Json]) -> None:
        """Give everything an answer holds through the item's controls."""
        unknown = {*answer} - {"value", "texts", "seen", "aside", "reason", "note"}
        assert not unknown, f"{name}: nobody can give {unknown}"
        if "value" in answer:
            self._value(self.items[name], answer["value"])
        for option, text in answer.get("texts", {}).items():
            self.form.option_text(name, option).fill(text)
        if answer.get("seen"):
            self.form.item(name).locator("[data-seen]").check()
        if {"aside", "note"} & {*answer}:
            self.form.open_details(name)
        if "aside" in answer:
            self.form.aside(name, answer["aside"]).check(force=FAST)
        for part in ("reason", "note"):
            if part in answer:
                self.form.item(name).locator(f"[data-{part}]").fill(answer[part])

    def take_back(self, name: str) -> None:
        """Leave an item without a value again."""
        for field in self.form.item(name).locator("[data-value]").all():
            if field.get_attribute("type") not in ("radio", "checkbox"):
                field.fill("")
            elif field.is_checked():
                field.click()

    def _value(self, item: Item, value: Json) -> None:
        match item.kind:
            case Kind.CHECK:
                self.form.field(item.id).check(force=FAST)
                if value is False:
                    self.form.field(item.id).uncheck(force=FAST)
            case Kind.YES_NO | Kind.CHOICE:
                self.form.option(item.id, value).check(force=FAST)
            case Kind.CHOICES:
                for option in value:
                    self.form.option(item.id, option).check(force=FAST)
            case Kind.GRID:
                for row, column, text in _cells(value):
                    self.form.cell(item.id, row, column).fill(text)
            case _:
                for at, one in enumerate(value if item.repeat else [value]):
                    if at:
                        self.form.item(item.id).locator("[data-action=repeat]").click()
                    self._fill(item.kind, self.form.field(item.id, at), str(one))

    def _fill(self, kind: Kind, field: Locator, text: str) -> None:
        if kind is not Kind.DATE or is_date(text) or not text:
            field.fill(text)
            return
        year, month, day = text.split("-")  # a date field takes no other days than from the keys
        field.press_sequentially(
            f"{month}{day}{year}" if self.month_first else f"{day}{month}{year}"
        )


def _cells(value: Mapping[str, Mapping[str, str]]) -> Iterator[tuple[str, str, str]]:
    for row, columns in value.items():
        for column, text in columns.items():
            yield row, column, text


def is_month_first(field: Locator) -> bool:
    """Return whether the month is typed before the day into a date field, which is then empty."""
    field.press_sequentially("01022026")
    typed = field.input_value()
    field.fill("")
    assert typed in ("2026-01-02", "2026-02-01"), typed
    return typed == "2026-01-02"


def way_to(vector: Vector, name: str) -> dict[str, Json]:
    """Return answers that make an item visible; none where it is to begin with."""
    items = {item.id: item for item in vector.checklist.items}
    needed = _needed(vector.checklist, name)
    for values in itertools.product(*(_some_values(items[other]) for other in needed)):
        answers = {
            other: {"value": value}
            for other, value in zip(needed, values, strict=True)
            if value is not None
        }
        state = evaluate(vector.checklist, answers, vector.settings, vector.today)
        if {name, *answers} <= {*state.visible}:
            return answers
    message = f"{name} of {vector.name} cannot be reached"
    raise AssertionError(message)


def _needed(checklist: Checklist, name: str) -> list[str]:
    """Return the items that may decide whether an item is visible, each after those it needs."""
    items = {item.id: item for item in checklist.items}
    results = {section.id: section.outcomes for section in checklist.outcome_sections}
    met: dict[str, None] = {}
    waiting = [name]
    while waiting:
        one = waiting.pop()
        conditions = [case.condition for case in results.get(one, ())]
        conditions += [items[one].condition] if one in items else []
        found = [n for condition in conditions if condition for n in names_used(condition.tree)]
        waiting += [other for other in found if other not in met]
        met |= dict.fromkeys(found)
    return [item.id for item in checklist.items if item.id in met]


def _some_values(item: Item) -> tuple[Json, ...]:
    match item.kind:
        case Kind.CHECK:
            return (None, True)
        case Kind.YES_NO | Kind.CHOICE:
            return (None, *item.options)
        case Kind.CHOICES:
            return (None, *([option] for option in item.options))
        case Kind.NUMBER:
            return (None, *SOME_NUMBERS)
        case _:
            return (None,)
