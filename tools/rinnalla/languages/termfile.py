"""The file of terms, which translators write: one entry for each thing.

::

    - fi: [asiakaspäällikkö, Case Manager]
      sv: [Case Manager, klientansvarig]
      refuse:
        sv: [kundchef]
      note: Nobody's superior.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from rinnalla.diagnostics import Code, Diagnostic, in_order, problem, shorten
from rinnalla.languages.inflection import words
from rinnalla.languages.known import is_language
from rinnalla.languages.terms import INTERFACE, SOURCE, Term, Terms
from rinnalla.phrases import Phrase, listed, phrase
from rinnalla.yamlfile import compose, read_text

FILE_NAME = "terms.yml"
_BY_LANGUAGE = ("refuse", "except")
_ANSWERS = {"required": True, "compounds": False}
"""Questions answered with yes or no, and the answer where there is none."""
_TRUE, _FALSE = {"yes", "true"}, {"no", "false"}
_WHERE = ("content", "interface", "both")

Names = tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class _Entry:
    """What an entry says, as it is read; faults: lines and what is wrong there."""

    line: int
    names: dict[str, Names] = field(default_factory=dict)
    by_language: dict[str, dict[str, Names]] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    faults: list[tuple[int, Phrase]] = field(default_factory=list)

    def term(self) -> Term:
        """Return the term of an entry without faults."""
        answers = {
            key: self.texts[key] in _TRUE if key in self.texts else usual
            for key, usual in _ANSWERS.items()
        }
        where = self.texts.get("where", "content")
        return Term(
            line=self.line,
            names=self.names,
            refused=self.by_language.get("refuse", {}),
            excepted=self.by_language.get("except", {}),
            note=self.texts.get("note", ""),
            required=answers["required"],
            compounds=answers["compounds"],
            content=where != "interface",
            interface=where != "content",
        )


def read_terms(path: Path) -> tuple[Terms, list[Diagnostic]]:
    """Return the terms of a file, and what is wrong with it; none where it is missing or wrong."""
    text, problems = read_text(path)
    return (Terms(), problems) if problems else parse_terms(text, str(path))


def parse_terms(text: str, path: str) -> tuple[Terms, list[Diagnostic]]:
    """Return the terms, and the problems with their lines. path: for messages."""
    root = compose(text)
    if isinstance(root, tuple):
        return Terms(), [_bad(path, root[0], phrase("the file"), root[1])]
    if root is None:
        return Terms(), []
    if not isinstance(root, yaml.SequenceNode):
        return Terms(), [_bad(path, 1, phrase("the file"), phrase("is not a list of entries"))]
    entries = [_entry(node) for node in root.value]
    faults = [fault for entry in entries for fault in entry.faults]
    faults += _twice(entries)
    if faults:
        return Terms(), in_order(_bad(path, line, phrase("the entry"), why) for line, why in faults)
    return Terms(tuple(entry.term() for entry in entries)), []


def _bad(path: str, line: int, what: str, why: str) -> Diagnostic:
    return problem(path, line, Code.BAD_TERMS, what=what, why=why)


def _entry(node: yaml.Node) -> _Entry:
    entry = _Entry(line=_line(node))
    if not isinstance(node, yaml.MappingNode):
        entry.faults.append((entry.line, phrase("does not name languages, as in fi: and sv:")))
        return entry
    seen: set[str] = set()
    for key, value in node.value:
        name = str(key.value)
        faults = _take(entry, name, value)
        if name in seen:
            faults = [phrase("says {name}: twice", name=shorten(name))]
        entry.faults.extend((_line(key), fault) for fault in faults)
        seen.add(name)
    if not entry.faults:
        entry.faults.extend((entry.line, fault) for fault in _missing(entry))
        entry.faults.extend((entry.line, fault) for fault in _contradictions(entry))
    return entry


def _take(entry: _Entry, name: str, value: yaml.Node) -> list[Phrase]:
    """Put one fact into the entry, or return what is wrong with it."""
    if name in _BY_LANGUAGE:
        return _take_by_language(entry, name, value)
    if name in ("note", "where", *_ANSWERS):
        text = value.value if isinstance(value, yaml.ScalarNode) else ""
        entry.texts[name] = str(text).strip()
        return _text_faults(name, entry.texts[name])
    if not is_language(name):
        return [phrase("has an unknown fact: {name}", name=shorten(name))]
    names = _names(value)
    if isinstance(names, Phrase):
        return [_at(names, name)]
    entry.names[name] = names
    return []


def _take_by_language(entry: _Entry, name: str, value: yaml.Node) -> list[Phrase]:
    if not isinstance(value, yaml.MappingNode):
        return [_at(phrase("does not name languages, as in sv: and en:"), name)]
    faults = []
    found = entry.by_language.setdefault(name, {})
    for key, inside in value.value:
        language = str(key.value)
        names = _names(inside)
        if not is_language(language):
            unknown = phrase("{code} is not the code of a language", code=shorten(language))
            faults.append(_at(unknown, name))
        elif isinstance(names, Phrase):
            faults.append(_at(names, name, language))
        else:
            found[language] = names
    return faults


def _names(node: yaml.Node) -> Names | Phrase:
    """Return the names of a list such as [one, two], or what is wrong with it."""
    if not isinstance(node, yaml.SequenceNode) or not node.value:
        return phrase("is not a list such as [one word, another]")
    if not all(isinstance(one, yaml.ScalarNode) for one in node.value):
        return phrase("holds more than words")
    names = tuple(" ".join(str(one.value).split()) for one in node.value)
    for name in names:
        if not words(name, SOURCE):
            return phrase("holds «{word}», which is no word", word=shorten(name))
    folded = [name.lower() for name in names]
    twice = next((name for name in folded if folded.count(name) > 1), "")
    return phrase("names «{word}» twice", word=shorten(twice)) if twice else names


def _text_faults(name: str, text: str) -> list[Phrase]:
    if name in _ANSWERS and text not in _TRUE | _FALSE:
        return [_at(phrase("is neither yes nor no"), name)]
    if name == "where" and text not in _WHERE:
        return [_at(phrase("is none of {known}", known=", ".join(_WHERE)), name)]
    return [] if text else [_at(phrase("has no text"), name)]


def _missing(entry: _Entry) -> Iterator[Phrase]:
    if SOURCE not in entry.names:
        yield phrase("has no name in the language of the pages ({code}:)", code=SOURCE)
    elif len(entry.names) == 1:
        yield phrase("has no name in another language, such as sv:")
    elif entry.texts.get("where", "content") != "content" and INTERFACE not in entry.names:
        yield phrase(
            "is for the interface, whose words are in English, but has no {code}:", code=INTERFACE
        )


def _contradictions(entry: _Entry) -> Iterator[Phrase]:
    for language, names in entry.by_language.get("refuse", {}).items():
        allowed = {name.lower() for name in entry.names.get(language, ())}
        for name in names:
            if name.lower() in allowed:
                yield phrase("both allows and refuses «{word}»", word=shorten(name))


def _twice(entries: list[_Entry]) -> Iterator[tuple[int, Phrase]]:
    first: dict[str, int] = {}
    for entry in entries:
        names: Mapping[str, Names] = entry.names
        for name in names.get(SOURCE, ()):
            line = first.setdefault(name.lower(), entry.line)
            if line != entry.line:
                yield (
                    entry.line,
                    phrase(
                        "gives «{word}» again (first on line {first}); join the two entries",
                        word=shorten(name),
                        first=line,
                    ),
                )


def _at(why: Phrase, *names: str) -> Phrase:
    """Return what is wrong, after the names under which it stands."""
    return listed((*names, why), ": ")


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1
