"""What translators see of a text: its words, with a number for all that must not be translated.

::

    {source}`CM-3.2` at the end         nothing; it is put back
    {setting}`ward-threshold`           {1}
    {term}`päättyi <päättyminen>`       [päättyi](2)
    [Kohtaaminen](encounter.md#ways)    [Kohtaaminen](3)

So no id reaches a catalogue, and a new source or a moved page leaves translations as they are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

MARK = "source"
"""The role of the marks that say where a statement comes from."""

_CODE = r"(?<![`\\])(?P<tick>`+)(?!`).+?(?<!`)(?P=tick)(?!`)"
_ROLE = r"\{(?P<role>[a-z]+)\}`(?P<inside>[^`]+)`"
_LINK = r"\[(?P<text>(?:[^\[\]\\`]|\\.|`[^`]*`)*)\]\((?P<target>[^()\s]*)\)"
_NUMBER = r"\{[0-9]+\}"
_TITLED = re.compile(r"(?P<text>.*\S)\s*<(?P<target>[^<>]+)>", re.DOTALL)
_MARKS = rf"\{{{MARK}\}}`[^`]+`"
_TAIL = re.compile(rf"(?:\s*{_MARKS})+\s*\Z")
_RUN = rf"{_MARKS}(?:\s+{_MARKS})*"
"""Marks that follow one another are one thing to a translator."""
_TOKEN = re.compile(f"{_RUN}|{_ROLE}|{_CODE}|{_LINK}|{_NUMBER}")
PLACEHOLDER = re.compile(r"\{(?P<value>[0-9]+)\}|\]\((?P<link>[0-9]+)\)")
"""In a text for translators: a value by its number, or the end of a link by its number."""
_LINKED = re.compile(r"\[(?P<text>(?:[^\[\]\\`]|\\.|`[^`]*`)*)\]\((?P<number>[0-9]+)\)")


@dataclass(frozen=True, kw_only=True, slots=True)
class Value:
    """What a number stands for.

    role: of a role, empty for a link or a plain value; target: the id, the page or, for a value,
    the whole text it is put back as.
    """

    role: str = ""
    target: str
    has_words: bool = False

    def written(self, words: str = "") -> str:
        """Return it as it stands in a page, with its words in some language."""
        if not self.has_words:
            return self.target
        return f"{{{self.role}}}`{words} <{self.target}>`" if self.role else (
            f"[{words}]({self.target})"
        )  # fmt: skip


@dataclass(frozen=True, kw_only=True, slots=True)
class Masked:
    """A text for translators. values: what the numbers from 1 stand for; tail: marks at its end."""

    text: str
    values: tuple[Value, ...] = ()
    tail: str = ""

    @property
    def has_words(self) -> bool:
        """Whether there is anything to translate."""
        return any(character.isalpha() for character in PLACEHOLDER.sub("", self.text))

    def restored(self, translation: str) -> str:
        """Return a translation as it would stand in a page.

        A number that the text does not have is left as it is: the checks report it.
        """

        def link(found: re.Match[str]) -> str:
            value = self._value(found["number"])
            return value.written(found["text"]) if value and value.has_words else found[0]

        def number(found: re.Match[str]) -> str:
            value = self._value(found["value"])
            return value.written() if value and not value.has_words else found[0]

        words = _LINKED.sub(link, translation)
        return re.sub(r"\{(?P<value>[0-9]+)\}", number, words) + self.tail

    def _value(self, number: str) -> Value | None:
        at = int(number) - 1
        return self.values[at] if 0 <= at < len(self.values) else None


def mask(text: str) -> Masked:
    """Return a text of a page as translators see it."""
    if "`" not in text and "](" not in text and "{" not in text:
        return Masked(text=text)
    found = _TAIL.search(text)
    tail = found[0] if found else ""
    body = text[: len(text) - len(tail)]
    values: list[Value] = []

    def put(value: Value, words: str | None = None) -> str:
        values.append(value)
        return f"{{{len(values)}}}" if words is None else f"[{words}]({len(values)})"

    def replace(token: re.Match[str]) -> str:
        if token["tick"]:
            return token[0]
        if token["target"] is not None:
            return put(Value(target=token["target"], has_words=True), token["text"])
        role = token["role"]
        titled = _TITLED.fullmatch(token["inside"]) if role else None
        if titled:
            return put(Value(role=role, target=titled["target"], has_words=True), titled["text"])
        if role == "term":
            word = token["inside"]
            return put(Value(role=role, target=word, has_words=True), word)
        return put(Value(target=token[0]))

    return Masked(text=_TOKEN.sub(replace, body), values=tuple(values), tail=tail)
