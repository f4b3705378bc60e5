"""Random lists and answers, as hostile as JSON can be. The same seed gives the same cases.

Conditions are trees of every operator, sound as the parser would make them, with cycles through
items and results, which the parser refuses and the evaluators must survive alike.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Any, TypeAlias

from rinnalla.evaluate import State, evaluate, runtime_model
from rinnalla.grammar import ConditionError, Scope, parse_condition
from rinnalla.model import (
    ASIDES,
    YES_NO_OPTIONS,
    Bound,
    Checklist,
    Choice,
    Condition,
    Item,
    Kind,
    Outcome,
    Section,
    Tree,
)

Json: TypeAlias = Any  # whatever a page could hold

NAMES = ("constructor", "aim", "bond", "care", "duty", "ease", "fact", "goal", "hope", "idea")
OPTIONS = ("constructor", "alone", "both", "cannot", "daily")
NUMBERS = (0.0, 0.1, 0.2, 1.0, 2.0, 2.5, 3.0, 10.0, 1000000.0)
DATES = ("0001-01-01", "2024-02-29", "2026-01-01", "2026-11-21", "2026-12-31", "9999-12-31")
SETTINGS: dict[str, float | str] = {"limit": 3.0, "half": 2.5, "channel": "viesti"}
UNKNOWN_SETTINGS = ("constructor", "nowhere")
ORDERED = ("<", "<=", ">", ">=")

BLANKS = (" ", "\t", "\n", "\r\n", "\u00a0", "\u1680", "\u2007", "\u2028", "\u202f", "\u205f",
          "\u3000", "\ufeff", "\u0085", "\u180e", "\u200b", "\x1c", "\x00")  # fmt: skip
"""Some are white space in both languages, some in Python only, some in neither."""

TYPED = ("3", "3,5", "3.5", "-2", "+2", "−2", "- 2", "--2", "1e3", "1_000", "1 000", ",5", "5,",
         "2,5.0", "0,0000001", "0,000001", "123456789012", "1234567890123", "0x10", "٣", "३", "NaN",
         "Infinity", "monta", "007", "1,5 kpl", "½", "٣,٥", "\u06f3\u066b5", "3;5")  # fmt: skip
DAYS = ("2026-02-29", "2024-02-29", "1900-02-29", "2000-02-29", "0000-01-01", "0001-01-01",
        "9999-12-31", "10000-01-01", "2026-1-1", "2026-00-10", "2026-13-01", "2026-04-31",
        "2026-12-31", "2027-01-01", " 2026-01-01", "2026-01-01\n", "20260101", "2026-W01-1",
        "٢٠٢٦-01-01", "1.2.2026", "+2026-01-01", "2026-01-01T00:00")  # fmt: skip
STRANGE: tuple[Json, ...] = (
    None, True, False, 0, 1, -1, 3.5, -0.0, 1e308, 10**400, -(10**30), "", "yes", "no", "not-known",
    "true", "constructor", "__proto__", "toString", [], {}, [[]], [None], [True], ["yes"], [3, "2"],
    {"value": True}, {"length": 1, "0": "3"}, {"__proto__": {"value": "yes"}}, [["constructor"]],
    "\ud800", "a\x00b", "😀", {"constructor": "yes"},
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Case:
    """A list with answers, on some day."""

    checklist: Checklist
    answers: dict[str, Json]
    today: str | None

    def as_json(self) -> str:
        """Return the arguments of the browser's evaluator, as text."""
        return json.dumps([runtime_model(self.checklist), self.answers, SETTINGS, self.today])

    def state(self) -> State:
        """Return what the reference makes of it."""
        return evaluate(self.checklist, self.answers, SETTINGS, self.today)


def cases(seed: int, lists: int, answers: int) -> list[Case]:
    """Return so many random lists, each with so many random answers."""
    random = Random(seed)  # noqa: S311 - test cases, no secrets
    made = []
    for _ in range(lists):
        checklist = _Lists(random).checklist()
        made += [
            Case(
                checklist=checklist,
                answers=_Answers(random, checklist).all(),
                today=random.choice((*DATES, *DATES, *DAYS, None)),
            )
            for _ in range(answers)
        ]
    return made


class _Lists:
    """Makes one list: first its parts, then what they depend on."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.items: list[Item] = []
        self.results: dict[str, tuple[str, ...]] = {}

    def checklist(self) -> Checklist:
        random = self.random
        names = random.sample(NAMES, random.randint(1, len(NAMES)))
        self.items = [self._item(name) for name in names]
        for number in range(random.choice((0, 1, 1, 2))):
            cases = tuple(random.sample(OPTIONS, random.randint(1, 3)))
            self.results[f"result-{'ab'[number]}"] = cases
        at = random.randint(0, len(self.items))
        with_conditions = [replace(item, condition=self._maybe(0.45)) for item in self.items]
        sections = [
            Section(id="start", title="", line=1, items=tuple(with_conditions[:at])),
            *(self._outcomes(section, cases) for section, cases in self.results.items()),
            Section(id="end", title="", line=1, items=tuple(with_conditions[at:])),
        ]
        return Checklist(
            id="random", kind="checklist", title="", path="", line=1, sections=tuple(sections)
        )

    def _item(self, name: str) -> Item:
        random = self.random
        kind = random.choice(list(Kind))
        low, high = self._bounds(kind)
        return Item(
            id=name,
            kind=kind,
            text="",
            line=1,
            choices=self._choices() if kind in (Kind.CHOICE, Kind.CHOICES, Kind.GRID) else (),
            columns=self._choices() if kind is Kind.GRID else (),
            repeat=kind in (Kind.TEXT, Kind.NUMBER, Kind.DATE) and random.random() < 0.4,
            required=random.random() < 0.2,
            minimum=low,
            maximum=high,
        )

    def _bounds(self, kind: Kind) -> tuple[Bound, Bound]:
        pools: dict[Kind, tuple[float | str, ...]] = {Kind.NUMBER: NUMBERS, Kind.DATE: DATES}
        pool = pools.get(kind, ())
        if not pool:
            return None, None
        at = sorted(self.random.sample(range(len(pool)), 2))
        low, high = (pool[i] if self.random.random() < 0.4 else None for i in at)
        return low, high

    def _choices(self) -> tuple[Choice, ...]:
        options = self.random.sample(OPTIONS, self.random.randint(2, 4))
        return tuple(Choice(id=option, text="", line=1) for option in options)

    def _outcomes(self, section: str, cases: Sequence[str]) -> Section:
        outcomes = tuple(
            Outcome(id=case, text="", line=1, condition=self._maybe(0.9)) for case in cases
        )
        return Section(id=section, title="", line=1, outcomes=outcomes)

    def _maybe(self, chance: float) -> Condition | None:
        if self.random.random() > chance:
            return None
        tree = self.truth(self.random.randint(0, 3))
        return Condition(text="", tree=self._parsed(tree), line=1)

    def _parsed(self, tree: Tree) -> Tree:
        """Every other condition goes through the parser; some are too odd for it and stay."""
        if self.random.random() < 0.5:
            return tree
        scope = Scope(items={item.id: item for item in self.items}, outcomes=self.results)
        try:
            return parse_condition(written(tree), scope)
        except ConditionError:
            return tree

    def _some(self, *kinds: Kind) -> Item | None:
        fitting = [item for item in self.items if item.kind in kinds]
        return self.random.choice(fitting) if fitting else None

    def truth(self, depth: int) -> Tree:
        """Return something that is true, false or unknown."""
        random = self.random
        if depth and random.random() < 0.7:
            if random.random() < 0.25:
                return ("not", self.truth(depth - 1))
            parts = (self.truth(depth - 1) for _ in range(random.randint(2, 3)))
            return (random.choice(("and", "or")), *parts)
        leaf = random.choice(
            (self._tick, self._option, self._option, self._result, self._result, self._amounts,
             self._amounts, self._days, self._answered, self._has)
        )  # fmt: skip
        return leaf() or self._amounts()

    def _tick(self) -> Tree | None:
        item = self._some(Kind.CHECK)
        return ("item", item.id) if item else None

    def _answered(self) -> Tree:
        return ("answered", self.random.choice(self.items).id)

    def _has(self) -> Tree | None:
        item = self._some(Kind.CHOICES)
        return ("has", item.id, self.random.choice(item.options)) if item else None

    def _option(self) -> Tree | None:
        item = self._some(Kind.YES_NO, Kind.CHOICE)
        return self._among(("item", item.id), item.options) if item else None

    def _result(self) -> Tree | None:
        if not self.results:
            return None
        section = self.random.choice(list(self.results))
        return self._among(("outcome", section), self.results[section])

    def _among(self, left: Tree, options: Sequence[str]) -> Tree:
        return self._member(left, lambda: ("choice", self.random.choice(options)), ("=", "!="))

    def _amounts(self) -> Tree:
        return self._member(self._amount(2), lambda: self._amount(1), ("=", "!=", *ORDERED))

    def _days(self) -> Tree:
        return self._member(self._day(), self._day, ("=", "!=", *ORDERED))

    def _member(self, left: Tree, other: Callable[[], Tree], operators: Sequence[str]) -> Tree:
        operator = self.random.choice((*operators, "in"))
        if operator == "in":
            return ("in", left, tuple(other() for _ in range(self.random.randint(1, 3))))
        sides = (left, other())
        if self.random.random() < 0.1:
            sides = (sides[1], sides[0])
        return (operator, *sides)

    def _amount(self, depth: int) -> Tree:
        random = self.random
        if depth and random.random() < 0.6:
            if random.random() < 0.2:
                return ("neg", self._amount(depth - 1))
            operator = random.choice("+-*/")
            return (operator, self._amount(depth - 1), self._amount(depth - 1))
        item = self._some(Kind.NUMBER)
        if item and random.random() < 0.6:
            return ("item", item.id)
        if random.random() < 0.3:
            return ("setting", random.choice((*SETTINGS, *UNKNOWN_SETTINGS)))
        return ("num", random.choice((*NUMBERS, 1e200)))

    def _day(self) -> Tree:
        item = self._some(Kind.DATE)
        if item and self.random.random() < 0.7:
            return ("item", item.id)
        if self.random.random() < 0.4:
            return ("today",)
        return ("date", self.random.choice(DATES))


class _Answers:
    """Makes answers for one list: a third missing, a third fitting, a third anything."""

    def __init__(self, random: Random, checklist: Checklist) -> None:
        self.random = random
        self.checklist = checklist

    def all(self) -> dict[str, Json]:
        answers: dict[str, Json] = {
            item.id: self._answer(item)
            for item in self.checklist.items
            if self.random.random() < 0.9
        }
        for key in ("__proto__", "constructor", "toString", "hasOwnProperty", "result-a", ""):
            if self.random.random() < 0.1:
                answers[key] = self.random.choice(({"value": "yes"}, *STRANGE))
        return answers

    def _answer(self, item: Item) -> Json:
        random = self.random
        if random.random() < 0.05:
            return random.choice(STRANGE)
        answer: dict[str, Json] = {}
        if random.random() < 0.95:
            answer["value"] = self._repeated(item) if item.repeat else self._value(item)
        if random.random() < (0.3 if item.kind is Kind.CHECK else 0.1):
            answer["aside"] = random.choice((*ASIDES, "", "constructor", *STRANGE))
        for name in ("note", "seen", "reason", "texts", "__proto__", "constructor"):
            if random.random() < 0.12:
                answer[name] = random.choice((True, "sana", *BLANKS, *STRANGE))
        return answer

    def _repeated(self, item: Item) -> Json:
        if self.random.random() < 0.1:
            return self._value(item)
        return [self._value(item) for _ in range(self.random.randint(0, 4))]

    def _value(self, item: Item) -> Json:  # noqa: PLR0911 - one for each kind
        random = self.random
        if random.random() < 0.1:
            return random.choice(STRANGE)
        match item.kind:
            case Kind.CHECK:
                return True
            case Kind.YES_NO:
                return random.choice(YES_NO_OPTIONS)
            case Kind.CHOICE:
                return random.choice((*OPTIONS, *item.options))
            case Kind.CHOICES:
                return random.choices((*OPTIONS, *item.options, 3, None), k=random.randint(0, 3))
            case Kind.NUMBER:
                return random.choice((*NUMBERS, 2, 3, 1e200, *(self._typed() for _ in range(5))))
            case Kind.DATE:
                return random.choice((*DATES, *DAYS))
            case Kind.GRID:
                return self._grid(item)
            case _:
                return random.choice(("sana", *BLANKS, random.choice(BLANKS) + "a"))

    def _typed(self) -> str:
        """A number as somebody types it, with white space around it or within."""
        before, after = (self.random.choice(("", "", *BLANKS)) for _ in "ab")
        return before + self.random.choice(TYPED) + after

    def _grid(self, item: Item) -> Json:
        random = self.random
        ids = [choice.id for choice in (*item.choices, *item.columns)]
        keys = ("__proto__", "toString", *ids)
        cells: tuple[Json, ...] = ("", "sana", *BLANKS, *STRANGE)
        return {
            random.choice(keys): random.choice(
                ({random.choice(keys): random.choice(cells)}, random.choice(STRANGE))
            )
            for _ in range(random.randint(0, 3))
        }


def written(tree: Tree) -> str:  # noqa: PLR0911 - one for each sort of node
    """Return the tree in the editor's words, with every parenthesis."""
    operator, *parts = tree
    match operator:
        case "and" | "or":
            return f"({f' {operator} '.join(written(_tree(part)) for part in parts)})"
        case "not":
            return f"(not {written(_tree(parts[0]))})"
        case "answered":
            return f"answered({parts[0]})"
        case "has":
            return f"has({parts[0]}, {parts[1]})"
        case "setting":
            return f"${parts[0]}"
        case "num":
            return f"{parts[0]:f}"
        case "neg":
            return f"-{written(_tree(parts[0]))}"
        case "in":
            options = ", ".join(written(_tree(part)) for part in _tree(parts[1]) if part)
            return f"{written(_tree(parts[0]))} in ({options})"
        case "item" | "outcome" | "choice" | "date" | "today":
            return str(tree[-1])
        case _:
            left, right = (written(_tree(part)) for part in parts)
            inside = f"{left} {operator} {right}"
            return f"({inside})" if operator in ("+", "-", "*", "/") else inside


def _tree(part: object) -> Tree:
    assert isinstance(part, tuple)
    return part
