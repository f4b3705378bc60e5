"""What is wrong with one Finnish text: its words, the length of its sentences, small habits."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from rinnalla.finnish import analyse
from rinnalla.phrases import Phrase, Say, english, phrase, said
from rinnalla.prose import spelling
from rinnalla.prose.passages import GAP, Passage
from rinnalla.wordlist import LONG_WORDS, SENTENCES, Entry, WordList

Kind: TypeAlias = Literal[
    "unknown-word", "english-word", "long-word", "long-sentence", "doubled-word", "two-spaces",
    "quotation-mark", "hyphen-for-dash", "word-list", "unread"
]  # fmt: skip
"""What a finding is about. The last two: a line of the word list, a file that cannot be read."""

MOST_WORDS = 25
"""Words in a sentence."""
MOST_LETTERS = 25
"""Letters of a word's base form between hyphens."""
MOST_PARTS = 3
"""Words in a compound."""

_Problem: TypeAlias = tuple[int, Kind, Phrase]
"""Where in the text, what about, and the sentence that says it."""

_WORD = re.compile(r"[^\W_]+(?:[-‑:’'][^\W_]+)*-?")
_CODE = re.compile(r"\bRN\d{3} [a-z-]+|\b[A-ZÅÄÖ]{1,4}-?\d[\w.-]*")
"""Numbers of rules with their names, and codes such as TI-1.2a."""
_COUNTED = re.compile(rf"\S*[\w{GAP}]\S*")
_FULL_STOP = re.compile(r"[.!?…]+[”\"')\]]*(?=\s|\Z)")
_SHORT = frozenset(
    "alk. em. esim. huom. ks. klo krs. mm. mr. n. nk. nro. ns. p. puh. s. so. ts. v. vrt.".split()
)
"""Abbreviations that never end a sentence; those that may (jne., ym.) do before a capital."""
_DOUBLED = re.compile(r"(?<![\w-])([^\W\d_]{2,})\s+(\1)(?![\w-])", re.IGNORECASE)
_HABITS: tuple[tuple[Kind, re.Pattern[str], Callable[[str], Phrase]], ...] = (
    ("two-spaces", re.compile(r"(?<=\S)  +(?=\S)"),
     lambda _: phrase("two spaces in a row. Leave one")),
    ("quotation-mark", re.compile(r"[\"“„‘]|(?<!\w)'|'(?!\w)"),
     lambda found: phrase("the quotation mark {mark} is not Finnish. Write ” on both sides",
                          mark=found)),
    ("hyphen-for-dash", re.compile(r"(?<=\s)-(?=\s)"),
     lambda _: phrase("a hyphen stands for a dash. Write –")),
)  # fmt: skip


@dataclass(frozen=True, kw_only=True, slots=True, order=True)
class Finding:
    """Something to mend, or to permit in the word list. line: 1-based."""

    path: str
    line: int
    kind: Kind
    message: Phrase

    def row(self, say: Say) -> str:
        """Return the finding in the language that is spoken, with its place before it."""
        return f"{self.path}:{self.line}: {self.kind}: {said(self.message, say)}"

    def __str__(self) -> str:
        return self.row(english)


@dataclass(slots=True, kw_only=True)
class Judge:
    """Judges texts one after another.

    seen: the words of all of them, small letters. used: the entries of the list that were needed.
    """

    words: WordList
    seen: Collection[str] = ()
    used: set[Entry] = field(default_factory=set)

    def judge(self, passage: Passage) -> Iterator[Finding]:
        """Yield what is wrong with a text."""
        for offset, kind, message in (
            *self._words(self._without_phrases(_CODE.sub(_blank, passage.text))),
            *self._sentences(passage.text),
            *_habits(passage.text),
        ):
            line = passage.line_at(offset)
            yield Finding(path=passage.path, line=line, kind=kind, message=message)

    def _without_phrases(self, text: str) -> str:
        for pattern, entry in self.words.phrases:
            text, found = pattern.subn(_blank, text)
            self.used |= {entry} if found else set()
        return text

    def _words(self, text: str) -> Iterator[_Problem]:
        for found in _WORD.finditer(text):
            form = found[0]
            unknown = spelling.unknown_part(form, self._is_listed)
            if unknown:
                yield found.start(), *self._unknown(unknown)
            elif self._is_too_long(form):
                words = phrase(
                    "“{word}” is long ({letters} letters, {parts} parts)."
                    " Say it in two words, or permit it",
                    word=form,
                    letters=spelling.letters(form),
                    parts=spelling.parts(form),
                )
                yield found.start(), "long-word", words

    def _is_listed(self, form: str) -> bool:
        entry = self.words.word(form)
        self.used |= {entry} if entry else set()
        return entry is not None

    def _unknown(self, form: str) -> tuple[Kind, Phrase]:
        if spelling.is_english(form):
            return "english-word", phrase(
                "“{word}” is English. Say it in Finnish, or list it", word=form
            )
        guess = spelling.guess(form, self.seen)
        meant = phrase(" Is it “{guess}”?", guess=guess) if guess else ""
        return "unknown-word", phrase(
            "“{word}” is not a known word.{meant} Mend it, or list it", word=form, meant=meant
        )

    def _is_too_long(self, form: str) -> bool:
        if spelling.letters(form) <= MOST_LETTERS and spelling.parts(form) <= MOST_PARTS:
            return False
        bases = analyse(form.lower()).bases
        return not self._permit([e for e in self.words.permitting(LONG_WORDS) if e.text in bases])

    def _sentences(self, text: str) -> Iterator[_Problem]:
        for start, sentence in sentences(text):
            count = count_words(sentence)
            if count <= MOST_WORDS:
                continue
            shown = " ".join(sentence.replace(GAP, "…").split())
            entries = self.words.permitting(SENTENCES)
            if not self._permit([e for e in entries if shown.startswith(e.text)]):
                beginning = " ".join(shown.split()[:6])
                words = phrase(
                    "“{beginning} …” has {count} words. Make two of it, or permit it",
                    beginning=beginning,
                    count=count,
                )
                yield start, "long-sentence", words

    def _permit(self, entries: list[Entry]) -> bool:
        self.used |= set(entries)
        return bool(entries)


def _doubled(word: str) -> Phrase:
    return phrase("“{word}” stands twice in a row. Leave one", word=word)


def _blank(found: re.Match[str]) -> str:
    """Return as many characters, lines included, that are no words."""
    return re.sub(r"\S", GAP, found[0])


def _habits(text: str) -> Iterator[_Problem]:
    for found in _DOUBLED.finditer(text):
        yield found.start(2), "doubled-word", _doubled(found[2])
    for kind, pattern, words in _HABITS:
        for found in pattern.finditer(text):
            yield found.start(), kind, words(found[0])


def forms(text: str) -> list[str]:
    """Return the words of a text as they stand in it."""
    return _WORD.findall(text)


def sentences(text: str) -> list[tuple[int, str]]:
    """Return the sentences of a text, each with the offset of its first character.

    A heading or an item without a full stop is one. A small letter goes on with the sentence, and
    numbers and abbreviations do not end any.
    """
    found: list[tuple[int, str]] = []
    start = 0
    for stop in _FULL_STOP.finditer(text):
        if _goes_on(text[start : stop.end()], text[stop.end() :].lstrip()[:2]):
            continue
        found.append((start, text[start : stop.end()]))
        start = stop.end()
    found.append((start, text[start:]))
    return [
        (at + len(sentence) - len(sentence.lstrip()), sentence.strip())
        for at, sentence in found
        if count_words(sentence)
    ]


def _goes_on(sentence: str, following: str) -> bool:
    """Return whether a full stop is inside of a sentence. following: the next two characters."""
    last = sentence.rsplit(maxsplit=1)[-1].lstrip("(”")
    if not following:
        return False
    return last.lower() in _SHORT or last[:-1].isdigit() or following.lstrip("”(")[:1].islower()


def count_words(sentence: str) -> int:
    """Return how many words a reader meets; a number is one, a gap is one."""
    return len(_COUNTED.findall(sentence))
