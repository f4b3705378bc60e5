"""The terms of the field: whether a translation uses them, and no word that misleads.

A term has names in each language. Where the source has one of its Finnish names, the translation
has one of those in its own language, in any form; words refused for the term are refused there.
Of two terms in the same words the longer one is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from rinnalla.diagnostics import Code
from rinnalla.languages.inflection import (
    FINNISH,
    Same,
    Wanted,
    could_begin,
    is_form,
    is_same,
    is_surely_form,
    keys,
    parts,
    spans,
    wanted,
    words,
)
from rinnalla.phrases import phrase

SOURCE = FINNISH
"""The language of the pages."""
INTERFACE = "en"
"""The language in which the interface's words are written in the code."""

_BETWEEN = 3
"""Words that may stand between the words of a name: the end of *your* relationship."""
_SHOWN = 4
_EXEMPTION = re.compile(r"\s*terms:\s*(?P<rest>.+)", re.DOTALL)


@dataclass(frozen=True, kw_only=True, slots=True)
class Term:
    """One thing and what it is called. line: 1-based, in the file, where the entry begins.

    names: by language, the preferred first; refused: words that are wrong for it, by language;
    excepted: what only looks like them or, in the language of the pages, like the term.
    required: whether a source with the term asks for one of its names; compounds: whether it counts
    inside a longer word. content, interface: where it holds.
    """

    line: int
    names: Mapping[str, tuple[str, ...]] = field(hash=False)
    refused: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    excepted: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    note: str = ""
    required: bool = True
    compounds: bool = False
    content: bool = True
    interface: bool = False

    @property
    def name(self) -> str:
        """What the term is called in messages: its first Finnish name."""
        return self.names[SOURCE][0]


@dataclass(frozen=True, kw_only=True, slots=True)
class Hit:
    """A term in a text, from its first word to its end. part: as a part of a compound only."""

    term: Term
    start: int
    end: int
    part: bool = False

    def inside(self, other: Hit) -> bool:
        """Return whether a longer term covers this one, or a whole word its part."""
        wider = other.end - other.start > self.end - self.start
        covers = other.start <= self.start and self.end <= other.end
        return covers and (wider or (self.part and not other.part))


@dataclass(frozen=True, slots=True)
class _Name:
    """A name of a term, to be looked for in a source text."""

    term: Term
    words: tuple[Wanted, ...]


@dataclass(frozen=True, slots=True)
class _Index:
    """The names to look for in a language, by the keys of their first words.

    in_compounds: those that count inside longer words. likely: a quick test of a text's word.
    """

    names: dict[str, list[_Name]]
    in_compounds: dict[str, list[_Name]]
    likely: Callable[[str], bool]


@dataclass(frozen=True)
class Terms:
    """The terms of a file, in its order."""

    terms: tuple[Term, ...] = ()
    _indexes: dict[str, _Index] = field(default_factory=dict, init=False, repr=False, compare=False)

    def in_source(self, text: str, language: str = SOURCE) -> tuple[Term, ...]:
        """Return the terms in a text of a page or, in English, of the interface, each once."""
        return tuple(dict.fromkeys(hit.term for hit in _outermost(self.hits(text, language))))

    def hits(self, text: str, language: str = SOURCE) -> list[Hit]:
        """Return the terms in a text and where, also those inside longer ones."""
        index = self._index(language)
        found = words(text, language)
        hits: dict[Hit, None] = {}
        for start, form in enumerate(found):
            if not index.likely(form):
                continue
            for name in _under(index.names, keys(form, language)):
                end = start + len(name.words)
                excepted = form in name.term.excepted.get(language, ())
                if not excepted and _stands(name, found[start:end], language):
                    hits[Hit(term=name.term, start=start, end=end)] = None
            for name in _under(index.in_compounds, parts(form, language)):
                hits[Hit(term=name.term, start=start, end=start + 1, part=True)] = None
        return list(hits)

    def exempted(self, comments: Iterable[str]) -> frozenset[Term]:
        """Return the terms a translator does without: ``terms: NAME and a reason``.

        A comment without a reason, or about no term, exempts from nothing.
        """
        return frozenset(term for comment in comments for term in self._exempted(comment))

    def _exempted(self, comment: str) -> Iterator[Term]:
        found = _EXEMPTION.match(comment)
        if not found:
            return
        rest = " ".join(found["rest"].split())
        named = [
            (len(name), term)
            for term in self.terms
            for language in (SOURCE, INTERFACE)
            for name in term.names.get(language, ())
            if re.match(rf"{re.escape(name)}(?!\w)", rest, re.IGNORECASE)
        ]
        longest = max((length for length, _ in named), default=0)
        if re.search(r"\w", rest[longest:]):
            yield from (term for length, term in named if length == longest)

    def _index(self, language: str) -> _Index:
        if language not in self._indexes:
            names = list(self._names_in(language))
            alone = [name for name in names if name.term.compounds and len(name.words) == 1]
            self._indexes[language] = _Index(
                names=_by_key(names),
                in_compounds=_by_key(alone),
                likely=_likely(names, alone) if language == FINNISH else bool,
            )
        return self._indexes[language]

    def _names_in(self, language: str) -> Iterator[_Name]:
        for term in self.terms:
            if not (term.content if language == SOURCE else term.interface):
                continue
            names = term.names.get(language, ())
            # Of the English names only the preferred one is sure to mean the term.
            for name in names if language == SOURCE else names[:1]:
                yield _Name(term=term, words=wanted(name, language))


def check_terms(
    terms: Terms,
    language: str,
    source: str,
    translation: str,
    *,
    source_language: str = SOURCE,
    exempt: Collection[Term] = (),
) -> list[tuple[Code, dict[str, str]]]:
    """Return what is wrong with a translation's terms: codes and the fillings of their sentences.

    Both texts are as translators see them. exempt: the terms it may do without.
    """
    hits = terms.hits(source, source_language)
    if not hits:
        return []
    found = words(translation, language)
    asked = dict.fromkeys(hit.term for hit in _outermost(hits) if hit.term.required)
    problems = [
        (Code.TERM_MISSING, _words_about(term, language))
        for term in asked
        if term not in exempt
        and not _has(term, language, found)
        and not _kept(term, source_language, translation)
    ]
    present = dict.fromkeys(hit.term for hit in hits)
    allowed = _allowed(present, language, found)
    refused: dict[str, Term] = {}
    for term in present:
        if term not in exempt:
            for word in _refused(term, language, found, allowed):
                refused.setdefault(word, term)
    return problems + [
        (Code.TERM_REFUSED, _words_about(term, language) | {"word": word})
        for word, term in refused.items()
    ]


def notes_for(terms: Terms, text: str, language: str) -> list[str]:
    """Return a line for translators about each term in a text: what to call it, and what not."""
    lines = []
    for term in terms.in_source(text):
        names = term.names.get(language)
        if names:
            refused = term.refused.get(language, ())[:_SHOWN]
            never = f" (not: {', '.join(refused)})" if refused else ""
            lines.append(f"{term.name}: {', '.join(names[:_SHOWN])}{never}")
    return lines


def _by_key(names: Iterable[_Name]) -> dict[str, list[_Name]]:
    found: dict[str, list[_Name]] = {}
    for name in names:
        for key in name.words[0].keys:
            found.setdefault(key, []).append(name)
    return found


def _under(names: Mapping[str, list[_Name]], own: Iterable[str]) -> Iterator[_Name]:
    for key in own:
        yield from names.get(key, ())


def _likely(names: Iterable[_Name], alone: Iterable[_Name]) -> Callable[[str], bool]:
    """Return whether a Finnish word may begin a name, or be a compound with one."""
    begins = could_begin(name.words[0].form for name in names)
    inside = {name.words[0].form[:3] for name in alone}
    return lambda form: begins(form) or any(beginning in form for beginning in inside)


def _stands(name: _Name, found: tuple[str, ...], language: str) -> bool:
    """Return whether words of a text are, one by one, those of a name."""
    return len(found) == len(name.words) and all(
        keys(form, language) & word.keys for form, word in zip(found, name.words, strict=True)
    )


def _outermost(hits: Collection[Hit]) -> Iterator[Hit]:
    yield from (hit for hit in hits if not any(hit.inside(other) for other in hits))


def _kept(term: Term, source_language: str, translation: str) -> bool:
    """Return whether a translation has the Finnish term, as in the title of a book."""
    return source_language == SOURCE and any(
        spans(words(translation, SOURCE), wanted(name, SOURCE), _in(SOURCE, is_surely_form))
        for name in term.names[SOURCE]
    )


def _has(term: Term, language: str, found: tuple[str, ...]) -> bool:
    """Return whether a text has one of the term's names; a language without any asks for none."""
    names = term.names.get(language)
    return not names or any(
        spans(found, wanted(name, language), _in(language, is_form), between=_BETWEEN)
        for name in names
    )


def _allowed(terms: Iterable[Term], language: str, found: tuple[str, ...]) -> set[int]:
    """Return which words of a text belong to names of terms, or to what is excepted."""
    return {
        at
        for term in terms
        for names, how in (
            (term.names.get(language, ()), is_surely_form),
            (term.excepted.get(language, ()), is_same),
        )
        for name in names
        for start, end in spans(found, wanted(name, language), _in(language, how))
        for at in range(start, end)
    }


def _refused(term: Term, language: str, found: tuple[str, ...], allowed: set[int]) -> Iterator[str]:
    """Yield the refused words of a text, as they stand there in small letters."""
    for name in term.refused.get(language, ()):
        for start, end in spans(found, wanted(name, language), _in(language, is_surely_form)):
            if not allowed.issuperset(range(start, end)):
                yield " ".join(found[start:end])


def _in(language: str, how: Callable[[str, Wanted, str], bool]) -> Same:
    return lambda form, word: how(form, word, language)


def _words_about(term: Term, language: str) -> dict[str, str]:
    names = ", ".join(term.names.get(language, ()))
    return {"term": term.name, "names": names or phrase("another word")}
