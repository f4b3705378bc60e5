"""The condition language: what it reads, what it refuses, and Kleene's logic."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field

import pytest

from rinnalla.conditions import Value, holds, is_date, names_used
from rinnalla.grammar import ConditionError, Scope, parse_condition
from rinnalla.model import Choice, Item, Kind, Tree


def item(name: str, kind: Kind, *options: str) -> Item:
    """Return an item with options."""
    choices = tuple(Choice(id=option, text=option, line=1) for option in options)
    return Item(id=name, kind=kind, text=name, line=1, choices=choices)


ITEMS = [
    item("a", Kind.CHECK),
    item("b", Kind.CHECK),
    item("ask", Kind.YES_NO),
    item("unit", Kind.CHOICE, "ward", "other"),
    item("many", Kind.CHOICES, "x-ray", "talk"),
    item("count", Kind.NUMBER),
    item("total", Kind.NUMBER),
    item("day", Kind.DATE),
    item("words", Kind.TEXT),
]
SCOPE = Scope(items={i.id: i for i in ITEMS}, outcomes={"result": ("notify", "wait")})


@dataclass
class Answers:
    """An environment of fixed answers."""

    values: dict[str, Value] = field(default_factory=dict)
    result: str | None = None
    day: str | None = None

    def value(self, item: str) -> Value:
        """Return the value given."""
        return self.values.get(item)

    def outcome(self, section: str) -> str | None:
        """Return the result given."""
        return self.result if section == "result" else None

    def answered(self, item: str) -> bool:
        """Return whether a value is given."""
        return item in self.values

    def setting(self, name: str) -> Value:
        """Return the one setting there is."""
        return 3.0 if name == "limit" else None

    def today(self) -> str | None:
        """Return the day given."""
        return self.day


READ: dict[str, Tree] = {
    "a": ("item", "a"),
    "not a": ("not", ("item", "a")),
    "not not a": ("item", "a"),
    "a and b or not a": (
        "or",
        ("and", ("item", "a"), ("item", "b")),
        ("not", ("item", "a")),
    ),
    "a and (b or a)": ("and", ("item", "a"), ("or", ("item", "b"), ("item", "a"))),
    "unit = ward": ("=", ("item", "unit"), ("choice", "ward")),
    "unit in (ward, other)": ("in", ("item", "unit"), (("choice", "ward"), ("choice", "other"))),
    "ask != not-known": ("!=", ("item", "ask"), ("choice", "not-known")),
    "result = notify": ("=", ("outcome", "result"), ("choice", "notify")),
    "count > $limit": (">", ("item", "count"), ("setting", "limit")),
    "count * 2 + 1 >= -total / 3": (
        ">=",
        ("+", ("*", ("item", "count"), ("num", 2.0)), ("num", 1.0)),
        ("/", ("neg", ("item", "total")), ("num", 3.0)),
    ),
    "day < 2026-12-01": ("<", ("item", "day"), ("date", "2026-12-01")),
    "day >= today": (">=", ("item", "day"), ("today",)),
    "day in (today, 2026-12-01)": ("in", ("item", "day"), (("today",), ("date", "2026-12-01"))),
    "answered(words)": ("answered", "words"),
    "has(many, x-ray)": ("has", "many", "x-ray"),
    "count in (1, 2)": ("in", ("item", "count"), (("num", 1.0), ("num", 2.0))),
}


@pytest.mark.parametrize("text", READ)
def test_condition_is_read_as(text: str) -> None:
    """Precedence: not, and, or; arithmetic before comparison."""
    assert READ[text] == parse_condition(text, SCOPE)


REFUSED = {
    "": "syntax",
    "a and": "syntax",
    "(a": "syntax",
    "a b": "syntax",
    "a & b": "syntax",
    "unit = ": "unknown-name",
    "unit = wrd": "unknown-name",
    "uni = ward": "unknown-name",
    "result = ward": "unknown-name",
    "count > ward": "unknown-name",
    "unit": "mismatch",
    "words": "mismatch",
    "words = 1": "mismatch",
    "many = talk": "mismatch",
    "unit < ward": "mismatch",
    "count > day": "mismatch",
    "a + 1 > 2": "mismatch",
    "a = b": "mismatch",
    "not count": "mismatch",
    "a and count": "mismatch",
    "has(unit, ward)": "mismatch",
    "count + 1": "mismatch",
    "day > 2026-02-30": "syntax",
    "today": "mismatch",
    "not today": "mismatch",
    "count < today": "mismatch",
    "today + 1 > day": "mismatch",
    "unit = today": "unknown-name",
    "answered(today)": "unknown-name",
    "answered(yes)": "unknown-name",
    "count in ()": "syntax",
    "(" * 60 + "a" + ")" * 60: "syntax",
}


@pytest.mark.parametrize("text", REFUSED)
def test_condition_is_refused(text: str) -> None:
    """With what is wrong, the words at fault, and what would fit."""
    with pytest.raises(ConditionError) as raised:
        parse_condition(text, SCOPE)

    assert REFUSED[text] == raised.value.problem
    assert raised.value.expected


def kleene_and(a: bool | None, b: bool | None) -> bool | None:
    """Return Kleene's strong conjunction: the least, with unknown in the middle."""
    order = {False: 0, None: 1, True: 2}
    return min((a, b), key=order.__getitem__)


@pytest.mark.parametrize(("a", "b"), list(itertools.product((True, False, None), repeat=2)))
def test_logic_is_kleenes(a: bool | None, b: bool | None) -> None:
    """And is the least, or the greatest, not turns round, unknown stays."""
    answers = Answers({"a": a, "b": b})
    opposite = {True: False, False: True, None: None}

    assert kleene_and(a, b) is holds(parse_condition("a and b", SCOPE), answers)
    expected = opposite[kleene_and(opposite[a], opposite[b])]
    assert expected is holds(parse_condition("a or b", SCOPE), answers)
    assert opposite[a] is holds(parse_condition("not a", SCOPE), answers)


HOLDS: list[tuple[str, dict[str, Value], bool | None]] = [
    ("unit = ward", {}, None),
    ("unit = ward", {"unit": "ward"}, True),
    ("unit != ward", {"unit": "other"}, True),
    ("ask = yes", {"ask": "not-known"}, None),
    ("ask = not-known", {"ask": "not-known"}, True),
    ("ask = not-known", {"ask": "no"}, False),
    ("ask in (yes, not-known)", {"ask": "not-known"}, True),
    ("ask in (yes, no)", {"ask": "not-known"}, None),
    ("ask != yes", {"ask": "not-known"}, None),
    ("count > $limit", {"count": 3.0}, False),
    ("count > $limit", {"count": 4.0}, True),
    ("count > $nothing", {"count": 4.0}, None),
    ("count / total > 1", {"count": 4.0, "total": 0.0}, None),
    ("count * count > 1", {"count": 1e308}, None),
    ("has(many, talk)", {"many": ("x-ray",)}, False),
    ("has(many, talk)", {}, None),
    ("answered(words)", {}, False),
    ("day <= 2026-12-01", {"day": "2026-12-01"}, True),
]


@pytest.mark.parametrize(("text", "values", "expected"), HOLDS)
def test_condition_holds(text: str, values: dict[str, Value], expected: bool | None) -> None:
    """What is not known is not guessed."""
    assert expected is holds(parse_condition(text, SCOPE), Answers(values))


@pytest.mark.parametrize(("result", "expected"), [(None, None), ("", False), ("notify", True)])
def test_result_in_a_condition(result: str | None, expected: bool | None) -> None:
    """Not known yet is unknown; no result at all equals none of them."""
    tree = parse_condition("result = notify", SCOPE)

    assert expected is holds(tree, Answers(result=result))


DAYS = {"2026-12-09": True, "2026-12-10": False, "2026-12-11": False, None: None}


@pytest.mark.parametrize("day", DAYS)
def test_today_is_what_the_caller_says(day: str | None) -> None:
    """The day before is before today, today and tomorrow are not; nothing is known of no day."""
    tree = parse_condition("day < today", SCOPE)
    answers = Answers({"day": day} if day else {}, day="2026-12-10")

    assert DAYS[day] is holds(tree, answers)
    assert holds(tree, Answers({"day": "2026-12-09"})) is None
    assert () == names_used(parse_condition("today > 2026-12-01", SCOPE))


def test_names_used_are_in_order_and_once() -> None:
    """Items and results a condition looks at."""
    tree = parse_condition("b and answered(words) and result = wait or a and b", SCOPE)

    assert ("b", "words", "result", "a") == names_used(tree)


@pytest.mark.parametrize("text", ["2026-02-30", "26-02-01", "2026-2-1", "２０２６-01-01", "", "x"])
def test_date_that_is_none(text: str) -> None:
    """Only whole ISO dates that are in the calendar."""
    assert not is_date(text)
