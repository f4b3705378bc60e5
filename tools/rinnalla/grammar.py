"""The condition language: an editor's text to a tree, or what is wrong with it.

::

    or: and ("or" and)*            comparison: sum [("=" | "!=" | "<" …) sum | "in" "(" … ")"]
    and: not ("and" not)*          sum: product (("+" | "-") product)*
    not: "not"* comparison         product: factor (("*" | "/") factor)*
    factor: number | date | today | $setting | name | answered(item) | has(item, option)
            | "(" or ")"
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from rinnalla.conditions import is_date
from rinnalla.model import Item, Kind, Tree
from rinnalla.phrases import phrase

RESERVED = frozenset("and or not in yes no not-known answered has today true false".split())
"""Words of the language; no item or option may be called so."""

COMPARISONS = frozenset({"=", "!=", "<", "<=", ">", ">="})

_TOKEN = re.compile(
    r"\s*(?:(?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2})|(?P<number>[0-9]{1,12}(?:\.[0-9]{1,6})?(?![0-9]))"
    r"|(?P<setting>\$[a-z][a-z0-9-]*)|(?P<name>[a-zA-Z][\w-]*)"
    r"|(?P<op><=|>=|!=|[=<>+\-*/(),]))"
)
_DEEPEST = 25

_BOTH_SIDES = phrase("something true or false on both sides")
_OPERAND = phrase("a name, a number or a parenthesis")
_SIGN = phrase("a name, a number or a sign")


class ConditionError(ValueError):
    """A condition that cannot be read. problem: syntax, unknown-name or mismatch.

    found: the editor's words at fault. expected: what could stand there.
    """

    def __init__(self, problem: str, found: str, expected: str) -> None:
        super().__init__(f"{problem}: {found!r}, expected {expected}")
        self.problem = problem
        self.found = found
        self.expected = expected


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
        raise ConditionError("syntax", parser.peek() or "", phrase("and, or, or the end"))
    if kind != "truth":
        raise ConditionError("mismatch", text, phrase("something that is true or false"))
    return tree


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
            raise ConditionError("syntax", self.peek() or phrase("the end"), f'"{word}"')

    def expression(self, depth: int) -> tuple[Tree, str]:
        if depth > _DEEPEST:
            raise ConditionError("syntax", "(", phrase("fewer parentheses inside one another"))
        return self.chain("or", lambda: self.chain("and", lambda: self.negation(depth)))

    def chain(self, word: str, part: Callable[[], tuple[Tree, str]]) -> tuple[Tree, str]:
        first, kind = part()
        parts = [first]
        while self.peek() == word:
            if kind != "truth":
                raise ConditionError("mismatch", word, _BOTH_SIDES)
            self.at += 1
            tree, kind = part()
            parts.append(tree)
        if len(parts) == 1:
            return first, kind
        if kind != "truth":
            raise ConditionError("mismatch", word, _BOTH_SIDES)
        return (word, *parts), "truth"

    def negation(self, depth: int) -> tuple[Tree, str]:
        count = 0
        while self.take("not"):
            count += 1
        tree, kind = self.comparison(depth)
        if count and kind != "truth":
            raise ConditionError("mismatch", "not", phrase("something true or false after it"))
        return (("not", tree) if count % 2 else tree), kind

    def comparison(self, depth: int) -> tuple[Tree, str]:
        left, kind = self.sum(depth)
        operator = self.peek()
        if operator in COMPARISONS:
            if kind == "truth":
                alone = phrase(
                    "what stands before {operator} alone: it is true or false by itself",
                    operator=operator,
                )
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
        name = self.peek() or phrase("the end")
        owner = kind.removeprefix("option of ")
        options = self.scope.outcomes.get(owner) or self.scope.items[owner].options
        if name not in options:
            raise ConditionError(
                "unknown-name", name, phrase("one of: {known}", known=", ".join(options))
            )
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
                raise ConditionError(
                    "mismatch", str(operator), phrase("a few numbers on both sides")
                )
            tree = (str(operator), tree, right)
        return tree, kind

    def factor(self, depth: int) -> tuple[Tree, str]:
        if self.at >= len(self.tokens):
            raise ConditionError("syntax", phrase("the end"), _OPERAND)
        token, text = self.tokens[self.at]
        self.at += 1
        if fixed := _fixed(token, text):
            return fixed
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
        raise ConditionError("syntax", text, _OPERAND)

    def function(self, word: str) -> Tree:
        self.need("(")
        item = self.item(self.peek() or phrase("the end"))
        self.at += 1
        if word == "answered":
            self.need(")")
            return ("answered", item.id)
        if item.kind is not Kind.CHOICES:
            raise ConditionError("mismatch", item.id, phrase("an item of type=choices in has()"))
        self.need(",")
        option = self.option(f"option of {item.id}")
        self.need(")")
        return ("has", item.id, option[0][1] if option else "")

    def item(self, name: str) -> Item:
        if name not in self.scope.items:
            raise ConditionError("unknown-name", name, phrase("the id of an item in this list"))
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
                many = phrase("has({item}, …), as it may have many", item=name)
                raise ConditionError("mismatch", name, many)
            case _:
                words = phrase("answered({item}) for type={type}", item=name, type=item.kind)
                raise ConditionError("mismatch", name, words)


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    at = 0
    text = text.rstrip()
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise ConditionError("syntax", text[at:].split()[0], _SIGN)
        yield str(match.lastgroup), match[str(match.lastgroup)]
        at = match.end()


def _fixed(token: str, text: str) -> tuple[Tree, str] | None:
    """Return what is the same whatever the list's answers are."""
    match token, text:
        case "number", _:
            return ("num", float(text)), "number"
        case "date", _:
            if not is_date(text):
                raise ConditionError("syntax", text, phrase("a date that is in the calendar"))
            return ("date", text), "date"
        case "setting", _:
            return ("setting", text[1:]), "number"
        case "name", "today":
            return ("today",), "date"
        case _:
            return None


def _same(kind: str, other: str, operator: str) -> None:
    if kind != other or kind == "truth":
        raise ConditionError("mismatch", operator, phrase("two things of one type on its sides"))


def _compare(operator: str, left: tuple[Tree, str], right: tuple[Tree, str]) -> Tree:
    _same(left[1], right[1], operator)
    if left[1].startswith("option of ") and operator not in ("=", "!="):
        raise ConditionError(
            "mismatch", operator, phrase("= or != between an item and its options")
        )
    return (operator, left[0], right[0])
