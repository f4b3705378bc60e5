"""Which languages the site has: the source, those that are published, and drafts of others.

They stand in one file beside the catalogues, so that a language is added without code::

    source: fi
    published: [sv, en, fr]
    drafts: [ar]
    names: [Rinnalla]            # stay as they are in every language
    shared: {sv: [lista]}        # words that are the same in Finnish and in that language
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from babel import Locale, UnknownLocaleError

from rinnalla.diagnostics import Code, Diagnostic, problem, shorten
from rinnalla.phrases import phrase
from rinnalla.yamlfile import compose, read_text

FILE_NAME = "languages.yml"
LOCALES = "locales"
"""The folder of the catalogues and of that file."""


def locales_beside(docs: Path) -> Path:
    """Return the folder of the catalogues of a project. docs: its pages."""
    return docs.parent / LOCALES


@dataclass(frozen=True, kw_only=True, slots=True)
class Languages:
    """Language codes (ISO 639-1). Drafts are checked and built only when asked for by name.

    names: phrases that no language translates. shared: by language, words that it has in common
    with the source, in small letters.
    """

    source: str = "fi"
    published: tuple[str, ...] = ()
    drafts: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    shared: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def shown(self) -> tuple[str, ...]:
        """The languages a reader can choose, the source first."""
        return (self.source, *self.published)

    @property
    def translated(self) -> tuple[str, ...]:
        """The languages that have catalogues."""
        return (*self.published, *self.drafts)


def native_name(code: str) -> str:
    """Return what a language calls itself, with a capital where its own writing has them."""
    name = Locale.parse(code).get_display_name(code) or code
    return name[:1].upper() + name[1:]


def direction(code: str) -> str:
    """Return ``ltr`` or ``rtl``: the way a language is written."""
    return Locale.parse(code).text_direction


def is_language(code: str) -> bool:
    """Return whether there is a language of that code."""
    try:
        Locale.parse(code)
    except (UnknownLocaleError, ValueError):
        return False
    return True


def read_languages(folder: Path) -> tuple[Languages, list[Diagnostic]]:
    """Return the languages of the project whose catalogues are in a folder, and what is wrong.

    Where the file is missing there is the source alone.
    """
    path = folder / FILE_NAME
    text, problems = read_text(path)
    return (Languages(), problems) if problems else parse_languages(text, str(path))


def parse_languages(text: str, path: str) -> tuple[Languages, list[Diagnostic]]:
    """Return the languages, and the problems with their lines. path: for messages."""
    root = compose(text)
    if isinstance(root, tuple):
        return Languages(), [_bad(path, root[0], phrase("the file"), root[1])]
    if root is None:
        return Languages(), []
    if not isinstance(root, yaml.MappingNode):
        why = phrase("does not say source: and published:")
        return Languages(), [_bad(path, 1, phrase("the file"), why)]
    reader = _Reader(path)
    for key, node in root.value:
        reader.take(str(key.value), node, key.start_mark.line + 1)
    return Languages(**reader.found), reader.problems


class _Reader:
    """Collects what stands under each name of the file."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.found: dict[str, Any] = {}
        self.problems: list[Diagnostic] = []
        self.seen: set[str] = set()

    def take(self, name: str, node: yaml.Node, line: int) -> None:
        """Take one name with what stands under it. line: 1-based."""
        if name == "source" and isinstance(node, yaml.ScalarNode):
            self.found[name] = next(iter(self._codes([node])), "fi")
        elif name in ("published", "drafts") and (words := _scalars(node)) is not None:
            self.found[name] = tuple(self._codes(words))
        elif name == "names" and (words := _scalars(node)) is not None:
            self.found[name] = tuple(str(word.value) for word in words)
        elif name == "shared" and isinstance(node, yaml.MappingNode):
            self.found[name] = {
                str(code.value): tuple(str(word.value).lower() for word in _scalars(words) or ())
                for code, words in node.value
            }
        elif name in ("source", "published", "drafts", "names", "shared"):
            self._bad(line, f"«{name}»", phrase("is not a list such as [sv, en]"))
        else:
            known = phrase("is none of source, published, drafts, names and shared")
            self._bad(line, f"«{shorten(name)}»", known)

    def _codes(self, words: Iterable[yaml.ScalarNode]) -> Iterator[str]:
        for word in words:
            code = str(word.value)
            fault = _fault(code, self.seen)
            if fault:
                self._bad(word.start_mark.line + 1, f"«{shorten(code)}»", fault)
            else:
                self.seen.add(code)
                yield code

    def _bad(self, line: int, what: str, why: str) -> None:
        self.problems.append(_bad(self.path, line, what, why))


def _scalars(node: yaml.Node) -> list[yaml.ScalarNode] | None:
    """Return the words of a list, None where it is no list of words."""
    inside = node.value if isinstance(node, yaml.SequenceNode) else None
    if inside is None or not all(isinstance(one, yaml.ScalarNode) for one in inside):
        return None
    return list(inside)


def _fault(code: str, seen: set[str]) -> str:
    if not is_language(code):
        return phrase("is not the code of a language, such as sv or ar")
    return phrase("stands twice") if code in seen else ""


def _bad(path: str, line: int, what: str, why: str) -> Diagnostic:
    return problem(path, line, Code.BAD_LANGUAGES, what=what, why=why)
