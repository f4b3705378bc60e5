"""The project's list of words and exceptions for the prose check: one text file, with reasons.

    [words] Names of organisations and products
    Lifecare
    Case Manager

A line in brackets opens a group: what its lines permit, and why. Below it stands one entry a
line. A line that begins with ``#`` is a comment.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from rinnalla.phrases import Phrase, phrase

WORDS, LONG_WORDS, SENTENCES, PAGES = "words", "long-words", "sentences", "english-pages"
PERMITS = (WORDS, LONG_WORDS, SENTENCES, PAGES)
"""What a group may permit: words and phrases the dictionary lacks, long compounds by their base
form, long sentences by how they begin, and pages that are not in Finnish."""

_GROUP = re.compile(r"\[(?P<permits>[^\]]*)\] *(?P<reason>.*)")
_ENDING = (
    r"[:’'-]?(?:e?[ij]|e)?"
    r"(?:n|t|a|ä|en|in|an|än|on|ön|un|yn|h[aeiouyäö]n|seen|siin|den|ien|jen|ta|tä|tten|tta|ttä|na|nä"
    r"|ksi|kse|[sl](?:sa|sä|ta|tä|la|lä)|lle)?"
    r"(?:ni|si|nsa|nsä|mme|nne)?(?:kin|kaan|kään|ko|kö|han|hän)?"
)
"""What may follow an entry: a case, a possessive and a particle. A stem that changes inside (kk to
k) is an entry of its own."""
_REST = re.compile(_ENDING)


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """One line of the list. line: 1-based; permits: one of PERMITS; reason: of its group."""

    text: str
    line: int
    permits: str
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class WordList:
    """The entries in the order of the file. faults: what is wrong with it, as line and words.

    starts: the words by their first two letters, small. phrases: those of several
    words, the longest first.
    """

    path: str = ""
    entries: tuple[Entry, ...] = ()
    faults: tuple[tuple[int, Phrase], ...] = ()
    starts: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)
    phrases: tuple[tuple[re.Pattern[str], Entry], ...] = ()

    def word(self, form: str) -> Entry | None:
        """Return the word that the form is, or is an inflected form of; the longest that fits.

        A word listed with a capital stands with it; any other may begin a sentence.
        """
        lowered = form[:1].lower() + form[1:]
        fitting = [
            entry
            for entry in self.starts.get(form[:2].lower(), ())
            for shape in {form, lowered}
            if shape.startswith(entry.text) and _REST.fullmatch(shape, len(entry.text))
        ]
        return max(fitting, key=lambda entry: len(entry.text), default=None)

    def permitting(self, permits: str) -> tuple[Entry, ...]:
        """Return the entries of the groups that permit this."""
        return tuple(entry for entry in self.entries if entry.permits == permits)


def parse_word_list(text: str, path: str) -> WordList:
    """Return the list; lines that cannot be read are among its faults. path: for messages."""
    entries: dict[tuple[str, str], Entry] = {}
    faults: list[tuple[int, Phrase]] = []
    permits = reason = ""
    for number, raw in enumerate(text.splitlines(), 1):
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        group = _GROUP.fullmatch(line)
        if group:
            permits, reason = group["permits"], group["reason"]
            faults += [(number, fault) for fault in _group_faults(permits, reason)]
            continue
        entry = Entry(text=line, line=number, permits=permits, reason=reason)
        first = entries.setdefault((permits, line), entry)
        if first is not entry:
            fault = phrase("“{text}” stands already on line {first}", text=line, first=first.line)
            faults.append((number, fault))
        elif not permits:
            faults.append((number, phrase("“{text}” stands above the first group", text=line)))
    words = [entry for entry in entries.values() if entry.permits == WORDS]
    return WordList(
        path=path,
        entries=tuple(entries.values()),
        faults=tuple(faults),
        starts=_by_start(entry for entry in words if " " not in entry.text),
        phrases=tuple((_phrase(entry.text), entry) for entry in _longest_first(words)),
    )


def _group_faults(permits: str, reason: str) -> list[Phrase]:
    faults = []
    if permits not in PERMITS:
        known = ", ".join(PERMITS)
        words = phrase("[{name}] is no group. The groups are: {known}", name=permits, known=known)
        faults.append(words)
    if not reason:
        words = phrase(
            "the group [{name}] gives no reason. Write it after the bracket", name=permits
        )
        faults.append(words)
    return faults


def _by_start(words: Iterable[Entry]) -> dict[str, tuple[Entry, ...]]:
    starts: dict[str, tuple[Entry, ...]] = {}
    for entry in words:
        start = entry.text[:2].lower()
        starts[start] = (*starts.get(start, ()), entry)
    return starts


def _longest_first(words: list[Entry]) -> list[Entry]:
    """Return the phrases, so that none takes the words of a longer one that begins like it."""
    phrases = [entry for entry in words if " " in entry.text]
    return sorted(phrases, key=lambda entry: -len(entry.text))


def _phrase(text: str) -> re.Pattern[str]:
    """Return what finds the words in a text, on one line or two; the last may be inflected."""
    words = r"\s+".join(re.escape(word) for word in text.split())
    return re.compile(rf"(?<!\w){words}{_ENDING}(?!\w)")
