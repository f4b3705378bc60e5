"""The words people type and the words of the site they stand for, from one YAML file.

An entry is one-way: whoever types the one finds the other. Terms that mean the same belong into
the glossary.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from rinnalla.diagnostics import Code, Diagnostic, in_order, problem, shorten
from rinnalla.phrases import Phrase, phrase
from rinnalla.yamlfile import compose, read_text

FILE_NAME = "search-words.yml"
_KEYS = ("typed", "finds")
_WORDS = re.compile(r"[^\W_]+(?:[-' ’][^\W_]+)*")


@dataclass(frozen=True, kw_only=True, slots=True)
class Synonym:
    """Words that somebody types, and those it finds. Each is one word or several with spaces.

    line: 1-based, in the file, where the entry begins.
    """

    typed: tuple[str, ...]
    finds: tuple[str, ...]
    line: int


def read_search_words(path: Path) -> tuple[tuple[Synonym, ...], list[Diagnostic]]:
    """Return the entries in order, and what is wrong with the file; none where it is missing."""
    text, problems = read_text(path)
    return ((), problems) if problems else parse_search_words(text, str(path))


def parse_search_words(text: str, path: str) -> tuple[tuple[Synonym, ...], list[Diagnostic]]:
    """Return the entries, and the problems with their lines. path: for messages."""
    root = compose(text)
    if isinstance(root, tuple):
        return (), [_bad(path, root[0], phrase("the file"), root[1])]
    if root is None:
        return (), []
    if not isinstance(root, yaml.SequenceNode):
        return (), [_bad(path, 1, phrase("the file"), phrase("is not a list of entries"))]
    entries: list[Synonym] = []
    problems: list[Diagnostic] = []
    first: dict[str, int] = {}
    for node in root.value:
        line = node.start_mark.line + 1
        entry = _entry(node, line)
        if isinstance(entry, Phrase):
            problems.append(_bad(path, line, phrase("the entry"), entry))
            continue
        problems += [
            _bad(path, line, phrase("the entry"), fault) for fault in _faults(entry, first)
        ]
        first |= {word: line for word in entry.typed if word not in first}
        entries.append(entry)
    return (() if problems else tuple(entries)), in_order(problems)


def _bad(path: str, line: int, what: str, why: str) -> Diagnostic:
    return problem(path, line, Code.BAD_SEARCH_WORDS, what=what, why=why)


def _entry(node: yaml.Node, line: int) -> Synonym | Phrase:
    """Return the entry, or why it is none."""
    if not isinstance(node, yaml.MappingNode):
        return phrase("has no typed and finds")
    facts = {str(key.value): value for key, value in node.value}
    if unknown := [shorten(key) for key in facts if key not in _KEYS]:
        return phrase("has unknown facts: {names}", names=", ".join(unknown))
    if missing := [key for key in _KEYS if not getattr(facts.get(key), "value", None)]:
        return phrase("lacks {names}", names=", ".join(missing))
    if not all(isinstance(value, yaml.ScalarNode) for value in facts.values()):
        return phrase("holds lists; write the words one after another, with commas between")
    typed, finds = (tuple(_split(facts[key].value)) for key in _KEYS)
    return Synonym(typed=typed, finds=finds, line=line)


def _split(words: str) -> Iterator[str]:
    for word in words.split(","):
        yield " ".join(word.split()).lower()


def _faults(entry: Synonym, first: dict[str, int]) -> Iterator[Phrase]:
    for word in (*entry.typed, *entry.finds):
        if not _WORDS.fullmatch(word):
            yield phrase("holds «{word}», which is no word", word=shorten(word))
    for word in entry.typed:
        if word in first:
            yield phrase(
                "gives «{word}» again (first on line {first}); join the two entries",
                word=word,
                first=first[word],
            )
        if word in entry.finds or entry.typed.count(word) > 1:
            yield phrase("names «{word}» twice", word=word)
