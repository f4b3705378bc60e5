"""Whether a condition can hold at all: made-up answers are tried until it does."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from rinnalla.conditions import Value, holds, leaves, names_used
from rinnalla.model import Checklist, Condition, Item, Kind, Outcome, Tree

_MOST_TRIES = 20_000
_TODAY = "today"
"""The day is tried like an answer; a word of the language is no item's id."""


@dataclass(slots=True)
class Budget:
    """How much more may be tried for one list. left: answers looked at."""

    left: int = 400_000

    def spend(self, cost: int) -> bool:
        """Take the cost, and return whether it could be afforded."""
        self.left -= cost
        return self.left >= 0


def can_hold(trial: Trial, thing: Item | Outcome, condition: Condition, budget: Budget) -> bool:
    """Try answers until the condition holds. Where there are too many to try, assume it can.

    A comparison that is more than an answer against fixed numbers is taken as free to be
    true or false, so only what is certainly impossible is reported.
    """
    sections = trial.sections.values() if isinstance(thing, Outcome) else ()
    section = next((s for s in sections if thing in s.outcomes), None)
    trees = [condition.tree, *(trial.trees(section.id) if section else ())]
    variables = trial.variables(trees)
    domains = [trial.domains[name] for name in variables]
    budget.spend(len(trial.order))
    for answers in itertools.islice(itertools.product(*domains), _MOST_TRIES):
        if not budget.spend(len(answers) + 1):
            return True
        trial.answer(dict(zip(variables, answers, strict=True)))
        if section and trial.outcome(section.id) == thing.id:
            return True
        if not section and holds(trial.loose(condition.tree), trial):
            return True
    return math.prod(len(domain) for domain in domains) > _MOST_TRIES


class Trial:
    """An environment of made-up answers, with visibility worked out as in a real case."""

    def __init__(
        self,
        checklist: Checklist,
        needs: Mapping[str, tuple[str, ...]],
        settings: Mapping[str, float | str],
    ) -> None:
        self.items = {item.id: item for item in checklist.items}
        self.sections = {section.id: section for section in checklist.outcome_sections}
        self.settings = settings
        self.needs = needs
        self.free: dict[str, Tree] = {}
        self.domains: dict[str, tuple[Value, ...]] = {}
        self.answers: dict[str, Value] = {}
        self.order: list[str] = []
        self.loose = cache(self._loose)
        self.visible = cache(self._is_visible)
        self.outcome = cache(self._outcome)

    def variables(self, conditions: list[Tree]) -> list[str]:
        """Return the names whose answers may matter, and fill in the answers to try for each."""
        reach: dict[str, None] = {}
        waiting = [name for tree in conditions for name in names_used(tree)]
        while waiting:
            name = waiting[-1]
            needed = [other for other in self.needs[name] if other not in reach]
            waiting += needed
            if not needed:
                reach[waiting.pop()] = None
        self.order = list(reach)
        trees = [*conditions, *(tree for name in reach for tree in self.trees(name))]
        numbers = sorted({n for t in trees for n in self._constants(t)})
        dates = sorted({str(leaf[1]) for t in trees for leaf in leaves(t, ("date",))})
        todays: list[str] = []
        if any(True for t in trees for _ in leaves(t, (_TODAY,))):
            todays = _todays_to_try([*dates, *self._bounds(reach)])
            self.domains[_TODAY] = tuple(todays)
        equals = [_operands(leaf) for t in trees for leaf in leaves(t, ("=",))]
        named = {(left[1], right[1]) for left, right in equals if right[0] == "choice"}
        for item in (self.items[name] for name in reach if name in self.items):
            tries = _answers_to_try(item, numbers, [*dates, *todays])
            self.domains[item.id] = tuple(sorted(tries, key=lambda a: (item.id, a) not in named))
        for t in trees:
            self.loose(t)
        self.domains |= dict.fromkeys(self.free, (True, False))
        return [name for name in (*reach, _TODAY, *self.free) if name in self.domains]

    def trees(self, name: str) -> list[Tree]:
        """Return the conditions of an item, or of the results of a section."""
        if name in self.sections:
            cases = self.sections[name].outcomes
            return [case.condition.tree for case in cases if case.condition]
        condition = self.items[name].condition
        return [condition.tree] if condition else []

    def _bounds(self, names: Iterable[str]) -> Iterator[str]:
        items = (self.items[name] for name in names if name in self.items)
        bounds = (bound for item in items for bound in (item.minimum, item.maximum))
        return (bound for bound in bounds if isinstance(bound, str))

    def _constants(self, tree: Tree) -> Iterator[float]:
        for leaf in leaves(tree, ("num", "setting")):
            value = leaf[1] if leaf[0] == "num" else self.settings.get(str(leaf[1]))
            if isinstance(value, int | float):
                yield float(value)

    def _loose(self, tree: Tree) -> Tree:
        """Return the tree with every comparison that is not simple made a free truth."""
        if tree[0] in ("and", "or", "not"):
            parts = (self.loose(part) for part in _operands(tree))
            return (tree[0], *parts)
        operands = _operands(tree)
        if not operands:
            return tree
        if tree[0] == "in":
            operands = [operands[0], *_operands(("in", *operands[1]))]
        moving = [part for part in operands if part[0] == "item"]
        if len(moving) <= 1 and all(self._is_fixed(part) or part in moving for part in operands):
            return tree
        name = f"free {tree}"
        self.free[name] = tree
        return ("answered", name)

    def _is_fixed(self, part: Tree) -> bool:
        if part[0] == "setting":
            return isinstance(self.settings.get(str(part[1])), float)
        return part[0] in ("outcome", "num", "date", "choice", _TODAY)

    def answer(self, answers: dict[str, Value]) -> None:
        """Take these answers, and work out what follows, each name after those it needs."""
        self.answers = answers
        self.visible.cache_clear()
        self.outcome.cache_clear()
        for name in self.order:
            if name in self.sections:
                self.outcome(name)
            else:
                self.visible(name)

    def _is_visible(self, item: str) -> bool:
        condition = self.items[item].condition
        return condition is None or holds(self.loose(condition.tree), self) is True

    def _outcome(self, section: str) -> str | None:
        for case in self.sections[section].outcomes:
            result = case.condition is None or holds(self.loose(case.condition.tree), self)
            if result is not False:
                return case.id if result else None
        return ""

    def value(self, item: str) -> Value:
        """Return the answer tried, None while the item is hidden."""
        return self.answers.get(item) if self.visible(item) else None

    def answered(self, item: str) -> bool:
        """Return whether the item is visible and has an answer, or a free truth is true."""
        if item in self.free:
            used = [name for name in names_used(self.free[item]) if name in self.items]
            return self.answers[item] is True and all(self.visible(name) for name in used)
        return self.visible(item) and self.answers.get(item) is not None

    def setting(self, name: str) -> Value:
        """Return the setting's value."""
        return self.settings.get(name)

    def today(self) -> str | None:
        """Return the day tried, None where no condition looks at it."""
        day = self.answers.get(_TODAY)
        return day if isinstance(day, str) else None


def _operands(tree: Tree) -> list[Tree]:
    return [part for part in tree[1:] if isinstance(part, tuple)]


def _answers_to_try(item: Item, numbers: list[float], dates: list[str]) -> tuple[Value, ...]:
    """Return answers that between them make every simple comparison true and false."""
    match item.kind:
        case Kind.CHECK:
            return (True, False, None)
        case Kind.YES_NO | Kind.CHOICE:
            return (*item.options, None)
        case Kind.CHOICES:
            sets: list[Value] = [(option,) for option in item.options]
            return (*sets, item.options, None)
        case Kind.NUMBER:
            bounds = [b for b in (item.minimum, item.maximum) if isinstance(b, float)]
            points = sorted({*numbers, *bounds}) or [0.0]
            between = [(a + b) / 2 for a, b in itertools.pairwise(points)]
            tries = [points[0] - 1, *points, *between, points[-1] + 1]
            return (*(n for n in tries if _inside(item, n)), None)
        case Kind.DATE:
            tries_ = ["0001-01-01", *(d for day in dates for d in _around(day)), "9999-12-31"]
            return (*dict.fromkeys(d for d in tries_ if _inside(item, d)), None)
        case _:
            return ("x", None) if item.asks else (None,)


def _todays_to_try(days: list[str]) -> list[str]:
    """Return each day a condition or a limit names, and a day before, between and after them.

    With what is around each, that makes a yesterday, a today and a tomorrow in every gap.
    """
    return [*days, *(f"{day}y" for day in ("0001-01-01", *days))]


def _around(day: str) -> tuple[str, str, str]:
    """Return texts that sort just before, at and just after a date."""
    return day[:-1] + chr(ord(day[-1]) - 1), day, day + "x"


def _inside(item: Item, value: float | str) -> bool:
    low, high = item.minimum, item.maximum
    if isinstance(value, float):
        return not (
            (isinstance(low, float) and value < low) or (isinstance(high, float) and value > high)
        )
    return not ((isinstance(low, str) and value < low) or (isinstance(high, str) and value > high))
