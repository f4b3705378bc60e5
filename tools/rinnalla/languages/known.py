"""Which languages the site has: the source, those that are published, and drafts of others.

They stand in one file beside the catalogues, so that a language is added without code::

    source: fi
    published: [sv, en, fr]
    drafts: [ar]
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml
from babel import Locale, UnknownLocaleError

from rinnalla.diagnostics import Code, Diagnostic, problem, shorten
from rinnalla.phrases import phrase
from rinnalla.yamlfile import compose, read_text

FILE_NAME = "languages.yml"


@dataclass(frozen=True, kw_only=True, slots=True)
class Languages:
    """Language codes (ISO 639-1). Drafts are checked and built only when asked for by name."""

    source: str = "fi"
    published: tuple[str, ...] = ()
    drafts: tuple[str, ...] = ()

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
        return Languages(), [
            _bad(path, 1, phrase("the file"), phrase("does not say source: and published:"))
        ]
    source = "fi"
    found: dict[str, tuple[str, ...]] = {"published": (), "drafts": ()}
    problems: list[Diagnostic] = []
    seen: set[str] = set()
    for key, node in root.value:
        name, line = str(key.value), key.start_mark.line + 1
        if name not in ("source", *found):
            known = phrase("is none of source, published and drafts")
            problems.append(_bad(path, line, f"«{shorten(name)}»", known))
            continue
        inside = [node] if name == "source" else getattr(node, "value", None)
        if not isinstance(inside, list) or not all(isinstance(n, yaml.ScalarNode) for n in inside):
            problems.append(_bad(path, line, f"«{name}»", phrase("is not a list such as [sv, en]")))
            continue
        codes = []
        for one in inside:
            code = str(one.value)
            fault = _fault(code, seen)
            if fault:
                problems.append(_bad(path, one.start_mark.line + 1, f"«{shorten(code)}»", fault))
                continue
            seen.add(code)
            codes.append(code)
        if name == "source":
            source = codes[0] if codes else source
        else:
            found[name] = tuple(codes)
    return Languages(source=source, **found), problems


def _fault(code: str, seen: set[str]) -> str:
    if not is_language(code):
        return phrase("is not the code of a language, such as sv or ar")
    return phrase("stands twice") if code in seen else ""


def _bad(path: str, line: int, what: str, why: str) -> Diagnostic:
    return problem(path, line, Code.BAD_LANGUAGES, what=what, why=why)
