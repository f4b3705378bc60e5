"""Rules about conditions: names that exist, no circles, and nothing that can never show."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Mapping
from functools import cache

from rinnalla.checks.corpus import Corpus, found, statements
from rinnalla.conditions import Value, holds, leaves, names_used
from rinnalla.diagnostics import Code, Diagnostic, shorten
from rinnalla.inline import roles_used
from rinnalla.messages import texts
from rinnalla.model import Checklist, Condition, Item, Kind, Outcome, Section, Tree

_MOST_TRIES = 20_000


def settings_exist(corpus: Corpus) -> Iterator[Diagnostic]:
    """A condition or a text may only use settings the organisation's file has."""
    known = ", ".join(sorted(corpus.settings)) or "none yet"
    for checklist in corpus.checklists:
        for thing in statements(checklist):
            if thing.condition is None:
                continue
            for leaf in leaves(thing.condition.tree, ("setting",)):
                setting = corpus.settings.get(str(leaf[1]))
                if setting is None or setting.type != "number":
                    fit = "" if setting is None else " that is a number"
                    yield found(
                        checklist,
                        thing.line,
                        Code.UNKNOWN_SETTING,
                        name=f"${leaf[1]}",
                        fit=fit,
                        known=known,
                    )
        for text in texts(checklist):
            for role, target in roles_used(text.text):
                if role == "setting" and target not in corpus.settings:
                    yield found(
                        checklist,
                        text.line,
                        Code.UNKNOWN_SETTING,
                        name=shorten(target),
                        fit="",
                        known=known,
                    )


def targets_exist(corpus: Corpus) -> Iterator[Diagnostic]:
    """A link to a list or an item must lead somewhere."""
    lists = {checklist.id: {i.id for i in checklist.items} for checklist in corpus.checklists}
    for checklist in corpus.checklists:
        for text in texts(checklist):
            for role, target in roles_used(text.text):
                list_id, _, item_id = target.rpartition("#")
                if role == "checklist" and target not in lists:
                    form, missing = "as the list's id", True
                elif role == "item":
                    form = "list-id#item-id, or item-id in its own list"
                    missing = item_id not in lists.get(list_id or checklist.id, ())
                else:
                    continue
                if missing:
                    yield found(
                        checklist,
                        text.line,
                        Code.UNKNOWN_TARGET,
                        role=role,
                        target=shorten(target),
                        form=form,
                    )


def conditions_have_no_cycle(corpus: Corpus) -> Iterator[Diagnostic]:
    """What decides whether an item shows cannot depend on that item."""
    for checklist in corpus.checklists:
        needs = _needs(checklist)
        lines = {thing.id: thing.line for thing in _named(checklist)}
        seen: set[str] = set()
        for start in needs:
            circle = _circle(start, needs, seen)
            if circle:
                at = min(circle[:-1], key=lambda name: lines[name])
                turn = circle.index(at)
                names = [*circle[turn:-1], *circle[:turn], at]
                yield found(checklist, lines[at], Code.CYCLE, names=" → ".join(names))


def _named(checklist: Checklist) -> list[Item | Section]:
    return [*checklist.items, *checklist.outcome_sections]


def _needs(checklist: Checklist) -> dict[str, tuple[str, ...]]:
    """Return the names each item's and outcome section's conditions look at."""
    needs = {
        item.id: names_used(item.condition.tree) if item.condition else ()
        for item in checklist.items
    }
    for section in checklist.outcome_sections:
        trees = [case.condition.tree for case in section.outcomes if case.condition]
        needs[section.id] = tuple(dict.fromkeys(n for tree in trees for n in names_used(tree)))
    return needs


def _circle(start: str, needs: Mapping[str, tuple[str, ...]], seen: set[str]) -> list[str]:
    """Return a path that comes back to where it began, or nothing. seen: names done with."""
    if start in seen:
        return []
    path = [start]
    branches = [iter(needs[start])]
    while path:
        name = next(branches[-1], None)
        if name is None:
            seen.add(path.pop())
            branches.pop()
        elif name in path:
            circle = [*path[path.index(name) :], name]
            seen.update(path)
            return circle
        elif name not in seen and name in needs:
            path.append(name)
            branches.append(iter(needs[name]))
    return []


def conditions_can_hold(corpus: Corpus) -> Iterator[Diagnostic]:
    """An item nobody can ever see is a mistake, and so is a result nobody can reach."""
    values = {name: setting.value for name, setting in corpus.settings.items()}
    for checklist in corpus.checklists:
        if any(True for _ in conditions_have_no_cycle(_alone(checklist, corpus))):
            continue
        for thing in statements(checklist):
            condition = thing.condition
            if condition and not _can_hold(checklist, thing, condition, values):
                yield found(
                    checklist,
                    thing.line,
                    Code.NEVER_HOLDS,
                    condition=shorten(condition.text),
                    id=thing.id,
                )


def _alone(checklist: Checklist, corpus: Corpus) -> Corpus:
    return Corpus(checklists=(checklist,), today=corpus.today)


def _can_hold(
    checklist: Checklist,
    thing: Item | Outcome,
    condition: Condition,
    settings: Mapping[str, float | str],
) -> bool:
    """Try answers until the condition holds. Where there are too many to try, assume it can.

    A comparison that is more than an answer against fixed numbers is taken as free to be
    true or false, so only what is certainly impossible is reported.
    """
    trial = _Trial(checklist, settings)
    section = next((s for s in checklist.outcome_sections if thing in s.outcomes), None)
    trees = [condition.tree, *(trial.trees(section.id) if section else ())]
    variables = trial.variables(trees)
    domains = [trial.domains[name] for name in variables]
    for answers in itertools.islice(itertools.product(*domains), _MOST_TRIES):
        trial.answer(dict(zip(variables, answers, strict=True)))
        if section and trial.outcome(section.id) == thing.id:
            return True
        if not section and holds(trial.loose(condition.tree), trial):
            return True
    return math.prod(len(domain) for domain in domains) > _MOST_TRIES


class _Trial:
    """An environment of made-up answers, with visibility worked out as in a real case."""

    def __init__(self, checklist: Checklist, settings: Mapping[str, float | str]) -> None:
        self.items = {item.id: item for item in checklist.items}
        self.sections = {section.id: section for section in checklist.outcome_sections}
        self.settings = settings
        self.needs = _needs(checklist)
        self.free: dict[str, Tree] = {}
        self.domains: dict[str, tuple[Value, ...]] = {}
        self.answers: dict[str, Value] = {}
        self.loose = cache(self._loose)
        self.visible = cache(self._is_visible)
        self.outcome = cache(self._outcome)

    def variables(self, conditions: list[Tree]) -> list[str]:
        """Return the names whose answers may matter, and fill in the answers to try for each."""
        reach: dict[str, None] = {}
        waiting = [name for tree in conditions for name in names_used(tree)]
        while waiting:
            name = waiting.pop()
            if name not in reach:
                reach[name] = None
                waiting += self.needs.get(name, ())
        trees = [*conditions, *(tree for name in reach for tree in self.trees(name))]
        numbers = sorted({n for t in trees for n in self._constants(t)})
        dates = sorted({str(leaf[1]) for t in trees for leaf in leaves(t, ("date",))})
        for item in (self.items[name] for name in reach if name in self.items):
            self.domains[item.id] = _answers_to_try(item, numbers, dates)
        for t in trees:
            self.loose(t)
        self.domains |= {name: (True, False) for name in self.free}
        return [name for name in (*reach, *self.free) if name in self.domains]

    def trees(self, name: str) -> list[Tree]:
        """Return the conditions of an item, or of the results of a section."""
        if name in self.sections:
            cases = self.sections[name].outcomes
            return [case.condition.tree for case in cases if case.condition]
        condition = self.items[name].condition
        return [condition.tree] if condition else []

    def _constants(self, tree: Tree) -> Iterator[float]:
        for leaf in leaves(tree, ("num", "setting")):
            value = leaf[1] if leaf[0] == "num" else self.settings.get(str(leaf[1]))
            if isinstance(value, int | float):
                yield float(value)

    def _loose(self, tree: Tree) -> Tree:
        """Return the tree with every comparison that is not simple made a free truth."""
        if tree[0] in ("and", "or", "not"):
            parts = (self.loose(part) for part in tree[1:] if isinstance(part, tuple))
            return (tree[0], *parts)
        simple = ("item", "outcome", "num", "date", "setting", "choice")
        operands = [part for part in tree[1:] if isinstance(part, tuple)]
        if tree[0] == "in" or not operands:
            return tree
        moving = [part for part in operands if part[0] == "item"]
        if len(moving) <= 1 and all(part[0] in simple for part in operands):
            return tree
        name = f"free {tree}"
        self.free[name] = tree
        return ("answered", name)

    def answer(self, answers: dict[str, Value]) -> None:
        """Take these answers, and forget what followed from the last ones."""
        self.answers = answers
        self.visible.cache_clear()
        self.outcome.cache_clear()

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
        return self.answers.get(item) if self.visible(item) else None

    def answered(self, item: str) -> bool:
        if item in self.free:
            used = [name for name in names_used(self.free[item]) if name in self.items]
            return self.answers[item] is True and all(self.visible(name) for name in used)
        return self.visible(item) and self.answers.get(item) is not None

    def setting(self, name: str) -> Value:
        return self.settings.get(name)


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
            return (*(d for d in tries_ if _inside(item, d)), None)
        case _:
            return ("x", None)


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
