"""Conditions that have been read: a tree to True, False or unknown (None).

Logic is three-valued (Kleene, strong): an unanswered or hidden item is unknown, ``false and
unknown`` is false, ``true or unknown`` is true. Nothing is ever evaluated as code.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from datetime import date
from typing import Protocol, TypeAlias

from rinnalla.model import Tree

Value: TypeAlias = bool | float | str | tuple[str, ...] | None
"""The known answer of an item in a condition; None is unknown."""


class Environment(Protocol):
    """What a condition needs to know about the answers while it is worked out."""

    def value(self, item: str) -> Value:
        """Return the item's known value, None when unknown."""

    def outcome(self, section: str) -> str | None:
        """Return the id of the outcome that holds, "" for none of them, None when unknown."""

    def answered(self, item: str) -> bool:
        """Return whether the item is visible and handled."""

    def setting(self, name: str) -> Value:
        """Return the local setting's value, None when there is none."""

    def today(self) -> str | None:
        """Return the day it is, YYYY-MM-DD, None when unknown."""


def leaves(tree: Tree, kinds: tuple[str, ...]) -> Iterator[Tree]:
    """Yield every node of the given kinds (``item``, ``setting`` …), left to right."""
    if tree[0] in kinds:
        yield tree
    for part in tree:  # the members of `in` are a tuple without an operator of its own
        if isinstance(part, tuple):
            yield from leaves(part, kinds)


def names_used(tree: Tree) -> tuple[str, ...]:
    """Return the ids of items and outcome sections a condition looks at, each once, in order."""
    nodes = leaves(tree, ("item", "outcome", "answered", "has"))
    return tuple(dict.fromkeys(str(node[1]) for node in nodes))


def is_date(text: str) -> bool:
    """Return whether the text is YYYY-MM-DD and in the calendar (years 0001 to 9999)."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def holds(tree: Tree, environment: Environment) -> bool | None:
    """Return whether a condition is true, false, or unknown (None)."""
    operator = tree[0]
    if operator in ("and", "or"):
        deciding = operator == "or"
        results = [holds(part, environment) for part in _parts(tree)]
        if deciding in results:
            return deciding
        return None if None in results else not deciding
    if operator == "not":
        inner = holds(_parts(tree)[0], environment)
        return None if inner is None else not inner
    if operator == "answered":
        return environment.answered(str(tree[1]))
    if operator == "has":
        chosen = environment.value(str(tree[1]))
        return tree[2] in chosen if isinstance(chosen, tuple) else None
    if operator == "item":
        value = environment.value(str(tree[1]))
        return value if isinstance(value, bool) else None
    return _comparison(tree, environment)


def _comparison(tree: Tree, environment: Environment) -> bool | None:
    operator = str(tree[0])
    left, right = _parts(tree)
    if operator == "in":
        results = [_equal(left, part, environment) for part in _branches(right)]
        return True if True in results else None if None in results else False
    if operator in ("=", "!="):
        equal = _equal(left, right, environment)
        return None if equal is None else equal is (operator == "=")
    a, b = (_operand(part, environment) for part in (left, right))
    if isinstance(a, str) and isinstance(b, str):
        return _ordered(operator, (a > b) - (a < b))
    if isinstance(a, float) and isinstance(b, float):
        return _ordered(operator, (a > b) - (a < b))
    return None


def _ordered(operator: str, sign: int) -> bool:
    return {"<": sign < 0, "<=": sign <= 0, ">": sign > 0, ">=": sign >= 0}[operator]


def _equal(left: Tree, right: Tree, environment: Environment) -> bool | None:
    a, b = _operand(left, environment), _operand(right, environment)
    if a is None or b is None:
        return None
    open_left = a == "not-known" and right[0] == "choice"
    open_right = b == "not-known" and left[0] == "choice"
    if a != b and (open_left or open_right):
        return None
    return a == b


def _operand(tree: Tree, environment: Environment) -> float | str | None:
    match tree[0]:
        case "num" | "date" | "choice":
            return tree[1] if isinstance(tree[1], float | str) else None
        case "item":
            return _known(environment.value(str(tree[1])))
        case "setting":
            return _known(environment.setting(str(tree[1])))
        case "today":
            return environment.today()
        case "outcome":
            return environment.outcome(str(tree[1]))
        case "neg":
            inner = _operand(_parts(tree)[0], environment)
            return -inner if isinstance(inner, float) else None
        case operator:
            a, b = (_operand(part, environment) for part in _parts(tree))
            if not isinstance(a, float) or not isinstance(b, float):
                return None
            return _calculate(str(operator), a, b)


def _known(value: Value) -> float | str | None:
    if isinstance(value, bool | tuple):
        return None
    return float(value) if isinstance(value, int) else value


def _calculate(operator: str, a: float, b: float) -> float | None:
    if operator == "/":
        result = a / b if b else math.nan
    else:
        result = {"+": a + b, "-": a - b, "*": a * b}[operator]
    return result if math.isfinite(result) else None


def _parts(tree: Tree) -> tuple[Tree, ...]:
    return tuple(part for part in tree[1:] if isinstance(part, tuple))


def _branches(tree: Tree) -> tuple[Tree, ...]:
    return tuple(part for part in tree if isinstance(part, tuple))
