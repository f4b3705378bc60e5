"""The condition language: text to tree, tree to True, False or unknown (None).

Logic is three-valued (Kleene, strong): an unanswered or hidden item is unknown, ``false and
unknown`` is false, ``true or unknown`` is true. Nothing is ever evaluated as code.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeAlias

from rinnalla.model import Item, Kind, Tree

Value: TypeAlias = bool | float | str | tuple[str, ...] | None
"""The known answer of an item in a condition; None is unknown."""

RESERVED = frozenset(
    {"and", "or", "not", "in", "yes", "no", "not-known", "answered", "has", "true", "false"}
)
"""Words of the language; no item or option may be called so."""

COMPARISONS = frozenset({"=", "!=", "<", "<=", ">", ">="})

_TOKEN = re.compile(
    r"\s*(?:(?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2})|(?P<number>[0-9]{1,12}(?:\.[0-9]{1,6})?(?![0-9]))"
    r"|(?P<setting>\$[a-z][a-z0-9-]*)|(?P<name>[a-zA-Z][\w-]*)"
    r"|(?P<op><=|>=|!=|[=<>+\-*/(),]))"
)
_DEEPEST = 25


class ConditionError(ValueError):
    """A condition that cannot be read. problem: syntax, unknown-name or mismatch.

    found: the editor's words at fault. expected: what could stand there, in English.
    """

    def __init__(self, problem: str, found: str, expected: str) -> None:
        super().__init__(f"{problem}: {found!r}, expected {expected}")
        self.problem = problem
        self.found = found
        self.expected = expected


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


@dataclass(frozen=True, kw_only=True, slots=True)
class Scope:
    """The names a list's conditions may use. outcomes: section id to its outcome ids."""

    items: dict[str, Item]
    outcomes: dict[str, tuple[str, ...]]


def parse_condition(text: str, scope: Scope) -> Tree:
    """Return the tree of a condition whose names and types fit the list.

    Raises ConditionError, naming the words at fault.
    """
    parser = _Parser(text, scope)
    tree, kind = parser.expression(0)
    if parser.peek() is not None:
        raise ConditionError("syntax", parser.peek() or "", "and, or, or the end")
    if kind != "truth":
        raise ConditionError("mismatch", text, "something that is true or false")
    return tree


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


class _Parser:
    """Recursive descent over the tokens; every rule returns the tree and what it is."""

    def __init__(self, text: str, scope: Scope) -> None:
        self.scope = scope
        self.tokens = list(_tokens(text))
        self.at = 0

    def peek(self) -> str | None:
        return self.tokens[self.at][1] if self.at < len(self.tokens) else None

    def take(self, *words: str) -> bool:
        if self.peek() in words:
            self.at += 1
            return True
        return False

    def need(self, word: str) -> None:
        if not self.take(word):
            raise ConditionError("syntax", self.peek() or "the end", f'"{word}"')

    def expression(self, depth: int) -> tuple[Tree, str]:
        if depth > _DEEPEST:
            raise ConditionError("syntax", "(", "fewer parentheses inside one another")
        return self.chain("or", lambda: self.chain("and", lambda: self.negation(depth)))

    def chain(self, word: str, part: Callable[[], tuple[Tree, str]]) -> tuple[Tree, str]:
        first, kind = part()
        parts = [first]
        while self.peek() == word:
            if kind != "truth":
                raise ConditionError("mismatch", word, "something true or false on both sides")
            self.at += 1
            tree, kind = part()
            parts.append(tree)
        if len(parts) == 1:
            return first, kind
        if kind != "truth":
            raise ConditionError("mismatch", word, "something true or false on both sides")
        return (word, *parts), "truth"

    def negation(self, depth: int) -> tuple[Tree, str]:
        count = 0
        while self.take("not"):
            count += 1
        tree, kind = self.comparison(depth)
        if count and kind != "truth":
            raise ConditionError("mismatch", "not", "something true or false after it")
        return (("not", tree) if count % 2 else tree), kind

    def comparison(self, depth: int) -> tuple[Tree, str]:
        left, kind = self.sum(depth)
        operator = self.peek()
        if operator in COMPARISONS:
            if kind == "truth":
                alone = f"what stands before {operator} alone: it is true or false by itself"
                raise ConditionError("mismatch", str(operator), alone)
            self.at += 1
            right = self.option(kind) or self.sum(depth)
            return _compare(str(operator), (left, kind), right), "truth"
        if operator == "in":
            self.at += 1
            self.need("(")
            choices = [self.member(kind, depth)]
            while self.take(","):
                choices.append(self.member(kind, depth))
            self.need(")")
            return ("in", left, tuple(choices)), "truth"
        return left, kind

    def member(self, kind: str, depth: int) -> Tree:
        right, other = self.option(kind) or self.sum(depth)
        _same(kind, other, "in")
        return right

    def option(self, kind: str) -> tuple[Tree, str] | None:
        """Read an option id of the item on the left, where that item has options."""
        if not kind.startswith("option of "):
            return None
        name = self.peek() or "the end"
        owner = kind.removeprefix("option of ")
        options = self.scope.outcomes.get(owner) or self.scope.items[owner].options
        if name not in options:
            raise ConditionError("unknown-name", name, f"one of: {', '.join(options)}")
        self.at += 1
        return ("choice", name), kind

    def sum(self, depth: int) -> tuple[Tree, str]:
        return self.arithmetic(("+", "-"), lambda: self.product(depth))

    def product(self, depth: int) -> tuple[Tree, str]:
        return self.arithmetic(("*", "/"), lambda: self.factor(depth))

    def arithmetic(
        self, operators: tuple[str, ...], part: Callable[[], tuple[Tree, str]]
    ) -> tuple[Tree, str]:
        tree, kind = part()
        steps = 0
        while (operator := self.peek()) in operators:
            self.at += 1
            steps += 1
            right, other = part()
            if kind != "number" or other != "number" or steps > _DEEPEST:
                raise ConditionError("mismatch", str(operator), "a few numbers on both sides")
            tree = (str(operator), tree, right)
        return tree, kind

    def factor(self, depth: int) -> tuple[Tree, str]:
        if self.at >= len(self.tokens):
            raise ConditionError("syntax", "the end", "a name, a number or a parenthesis")
        token, text = self.tokens[self.at]
        self.at += 1
        if token == "number":
            return ("num", float(text)), "number"
        if token == "date":
            if not is_date(text):
                raise ConditionError("syntax", text, "a date that is in the calendar")
            return ("date", text), "date"
        if token == "setting":
            return ("setting", text[1:]), "number"
        if text == "(":
            inside = self.expression(depth + 1)
            self.need(")")
            return inside
        if text == "-" and depth < _DEEPEST:
            tree, kind = self.factor(depth + 1)
            _same("number", kind, "-")
            return ("neg", tree), "number"
        if token == "name" and text in ("answered", "has"):
            return self.function(text), "truth"
        if token == "name" and text not in RESERVED:
            return self.name(text)
        raise ConditionError("syntax", text, "a name, a number or a parenthesis")

    def function(self, word: str) -> Tree:
        self.need("(")
        item = self.item(self.peek() or "the end")
        self.at += 1
        if word == "answered":
            self.need(")")
            return ("answered", item.id)
        if item.kind is not Kind.CHOICES:
            raise ConditionError("mismatch", item.id, "an item of type=choices in has()")
        self.need(",")
        option = self.option(f"option of {item.id}")
        self.need(")")
        return ("has", item.id, option[0][1] if option else "")

    def item(self, name: str) -> Item:
        if name not in self.scope.items:
            raise ConditionError("unknown-name", name, "the id of an item in this list")
        return self.scope.items[name]

    def name(self, name: str) -> tuple[Tree, str]:
        if name in self.scope.outcomes:
            return ("outcome", name), f"option of {name}"
        item = self.item(name)
        match item.kind:
            case Kind.CHECK:
                return ("item", name), "truth"
            case Kind.YES_NO | Kind.CHOICE:
                return ("item", name), f"option of {name}"
            case Kind.NUMBER:
                return ("item", name), "number"
            case Kind.DATE:
                return ("item", name), "date"
            case Kind.CHOICES:
                raise ConditionError("mismatch", name, f"has({name}, …), as it may have many")
            case _:
                raise ConditionError("mismatch", name, f"answered({name}) for type={item.kind}")


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    at = 0
    text = text.rstrip()
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise ConditionError("syntax", text[at:].split()[0], "a name, a number or a sign")
        yield str(match.lastgroup), match[str(match.lastgroup)]
        at = match.end()


def _same(kind: str, other: str, operator: str) -> None:
    if kind != other or kind == "truth":
        raise ConditionError("mismatch", operator, "two things of one type on its sides")


def _compare(operator: str, left: tuple[Tree, str], right: tuple[Tree, str]) -> Tree:
    _same(left[1], right[1], operator)
    if left[1].startswith("option of ") and operator not in ("=", "!="):
        raise ConditionError("mismatch", operator, "= or != between an item and its options")
    return (operator, left[0], right[0])


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
