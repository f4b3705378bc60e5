"""What must hold of every translation, one entry at a time, and of the catalogues as a whole."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from rinnalla.diagnostics import Code, Diagnostic, problem, shorten
from rinnalla.finnish import analyse, words_in
from rinnalla.inline import markup
from rinnalla.languages.catalogues import (
    INTERFACE_NAME,
    Entry,
    Page,
    catalogue_path,
    names_of,
    read_page,
)
from rinnalla.languages.terms import Terms, check_terms
from rinnalla.phrases import Phrase, listed, phrase
from rinnalla.placeholders import PLACEHOLDER

SAME = re.compile(r"same:\s*\S")
"""What a translator writes above an entry whose translation may be like the text."""

LONG = 4
"""Letters of a word that is looked at: short ones look alike in many languages."""

_NAMED = re.compile(r"\{[A-Za-z][A-Za-z0-9_-]*\}")
_NAMES = {
    "em": phrase("*emphasis*"),
    "strong": phrase("**strong**"),
    "code": phrase("`code`"),
    "link": phrase("[link](1)"),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Common:
    """What is known of a language's translations.

    source: the language of the text, ``fi`` for pages and ``en`` for the interface; names:
    phrases that are not translated; shared: words that are the same in both languages; terms: of
    the field.
    """

    language: str
    source: str = "fi"
    names: tuple[str, ...] = ()
    shared: frozenset[str] = frozenset()
    terms: Terms = field(default_factory=Terms)


def check_entry(entry: Entry, path: str, common: Common) -> Iterator[Diagnostic]:
    """Yield what is wrong with one translation. path: of the catalogue, for messages."""

    def found(code: Code, **words: str) -> Diagnostic:
        return problem(path, entry.line, code, text=shorten(entry.source), **words)

    if not entry.translation.strip():
        yield found(Code.UNTRANSLATED)
        return
    if entry.fuzzy:
        yield found(Code.FUZZY)
    numbers = _difference(_placeholders(entry.source), _placeholders(entry.translation))
    if numbers:
        yield found(Code.NUMBERS_DIFFER, why=numbers)
    else:
        marks = _difference(_marks(entry.source), _marks(entry.translation))
        if marks:
            yield found(Code.MARKUP_DIFFERS, why=marks)
    yield from (found(code, **words) for code, words in _left(entry, common))
    for code, words in check_terms(
        common.terms,
        common.language,
        entry.source,
        entry.translation,
        source_language=common.source,
        exempt=common.terms.exempted(entry.comments),
    ):
        yield problem(path, entry.line, code, **words)


def _left(entry: Entry, common: Common) -> Iterator[tuple[Code, dict[str, str]]]:
    """Yield whether the translation is still in the language of the text, wholly or in part."""
    if any(SAME.match(comment) for comment in entry.comments):
        return
    translation = entry.translation
    is_same = entry.source.strip() == translation.strip()
    for name in () if is_same else common.names:
        translation = translation.replace(name, " ")
    shared = (_words(entry.source) & _words(translation)) - common.shared
    if common.source == "fi":
        shared &= finnish_words(entry.source, shared)
    if is_same and shared:
        yield Code.SAME_AS_SOURCE, {}
    elif shared and common.source == "fi":
        yield Code.SOURCE_LEFT, {"words": ", ".join(sorted(shared))}


def finnish_words(text: str, among: Collection[str]) -> set[str]:
    """Return which of some words stand in a text and in the Finnish dictionary, if not short.

    among: in small letters. Names, with a capital inside a sentence, are left out.
    """
    words = list(words_in(PLACEHOLDER.sub(" ", text)))
    plain = {word.lower() for at, word in enumerate(words) if at == 0 or not word[0].isupper()}
    looked_at = {word for word in plain & {*among} if len(word) >= LONG}
    return {word for word in looked_at if analyse(word).known}


def _words(text: str) -> set[str]:
    return {word.lower() for word in words_in(_NAMED.sub(" ", text))}


def _placeholders(text: str) -> Counter[str]:
    found = Counter(match[0].removeprefix("]") for match in PLACEHOLDER.finditer(text))
    return found + Counter(match[0] for match in _NAMED.finditer(text))


def _marks(text: str) -> Counter[str]:
    return Counter({_NAMES.get(kind, kind): count for kind, count in markup(text).items()})


def _difference(wanted: Counter[str], given: Counter[str]) -> Phrase | None:
    """Return in words what is missing and what is too much; None where they are the same."""
    missing, extra = sorted(wanted - given), sorted(given - wanted)
    if missing and extra:
        return phrase(
            "lacks {missing} and adds {extra}", missing=listed(missing), extra=listed(extra)
        )
    if missing:
        return phrase("lacks {names}", names=listed(missing))
    return phrase("adds {extra}", extra=listed(extra)) if extra else None


def check_page(
    page: Page,
    path: str,
    lines: Mapping[str, int],
    source: str,
    common: Common,
) -> Iterator[Diagnostic]:
    """Yield what is wrong with a catalogue beside its page.

    path: of the catalogue, for messages; lines: of each text in the page, by message id; source:
    the page's path, for messages.
    """
    known = {entry.source for entry in page.entries}
    for text, line in lines.items():
        if text not in known:
            place = f"{source}:{line}"
            yield problem(path, 1, Code.CATALOGUE_BEHIND, text=shorten(text), place=place)
    for entry in page.entries:
        if entry.source in lines:
            yield from check_entry(entry, path, common)
        else:
            yield problem(path, entry.line, Code.DEAD_TEXT, text=shorten(entry.source))


def check_language(
    pages: Mapping[str, tuple[str, Mapping[str, int]]],
    locales: Path,
    common: Common,
) -> tuple[list[Page], list[Diagnostic]]:
    """Return the catalogues of a language, and everything wrong with them.

    A text that a catalogue lacks counts as one without a translation.
    pages: by name, each with its path and the lines of its texts by message id. The interface's
    catalogue belongs to no page and is left alone.
    """
    language = common.language
    read: list[Page] = []
    problems: list[Diagnostic] = []
    present = [name for name in names_of(locales, language) if name != INTERFACE_NAME]
    for name in present:
        path = catalogue_path(locales, language, name)
        page, broken = read_page(path, name, str(path))
        problems += broken
        if name not in pages:
            problems.append(problem(str(path), 1, Code.DEAD_CATALOGUE, name=name))
            continue
        source, lines = pages[name]
        read.append(_completed(page, lines))
        if not broken:
            problems += check_page(page, str(path), lines, source, common)
    for name in sorted(set(pages) - set(present)):
        path = catalogue_path(locales, language, name)
        empty = Page(name=name, path=path, entries=())
        source, lines = pages[name]
        read.append(_completed(empty, lines))
        problems += check_page(empty, str(path), lines, source, common)
    return read, problems


def _completed(page: Page, lines: Mapping[str, int]) -> Page:
    """Return a catalogue with the texts of its page that it does not have yet."""
    known = {entry.source for entry in page.entries}
    missing = (Entry(source=text, translation="", line=1) for text in lines if text not in known)
    return replace(page, entries=(*page.entries, *missing))
