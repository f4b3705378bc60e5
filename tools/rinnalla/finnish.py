"""Finnish words taken apart: base forms and parts of compounds, by Voikko's dictionary.

The only module that imports pyvoikko. It is loaded with the first word that is asked for, because
its dictionary takes more than a second.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyvoikko import VoikkoAnalysis  # type: ignore[import-untyped]  # it has no types

_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010\u2011'’][^\W\d_]+)*")
_VERBAL_NOUN = re.compile(r"\[X\]([^\[\]]+)\[Tn4\]mi")
_VERB_ROOT = re.compile(r"\[Lt\]\[Xp\]([^\[\]]+)\[X\]")
_HYPHENS = re.compile(r"[\u2010\u2011]")
_FOREIGN = re.compile(r"(.{2,}[^aeiouyäöå])i(?:[ntaä]|ssa|ssä|sta|stä|in|lla|llä|lta|ltä|lle|ksi)")
_JOINING = {"asemosana", "kieltosana", "seikkasana", "sidesana", "suhdesana"}
"""The dictionary's classes: pronouns, the verb of no, adverbs, conjunctions, and what goes with a
noun, such as jälkeen."""

_SOFT = "\u00ad"
_LONGEST = 80
"""Letters of a word that is still looked up: what is longer is no word, and takes for ever."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Word:
    """A word form taken apart. Everything in small letters, each once, in the dictionary's order.

    Of several readings those with the fewest parts count. bases: base forms; for a verbal noun
    (kotiutumisen) both the noun and the verb; for an unknown word the form itself, and what it may
    be without an ending (associationin). parts: base forms of a compound's parts, alone and joined
    from its start; none where the word is no compound. heads: those at its end, of which it is a
    kind (osallisuustyöpaja: työpaja, paja). roots: the verb it comes from (ohjaus: ohjata).
    length: the number of parts, 1 where the word is no compound. known: whether the dictionary has
    the word, or every piece between its hyphens. joins: whether it says little by itself, as
    pronouns, conjunctions and adverbs.
    """

    form: str
    bases: tuple[str, ...]
    parts: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    roots: tuple[str, ...] = ()
    length: int = 1
    known: bool = True
    joins: bool = False


def words_in(text: str) -> Iterator[str]:
    """Yield the words of a text as written; hyphens inside words stay, soft ones do not."""
    yield from (found[0] for found in _WORD.finditer(text.replace(_SOFT, "")))


@cache
def analyse(form: str) -> Word:
    """Return the word, whatever its letters' size. One form is looked up once in a process."""
    form = _HYPHENS.sub("-", form.replace(_SOFT, "")).lower()
    readings = _readings(form)
    if readings:
        return Word(
            form=form,
            bases=_unique(base for reading in readings for base in _bases(reading)),
            parts=_unique(part for reading in readings for part in _parts(reading)),
            heads=_unique(head for reading in readings for head in _heads(reading)),
            length=min(_length(reading) for reading in readings),
            joins=all(
                reading.CLASS in _JOINING or reading.BASEFORM == "olla" for reading in readings
            ),
            roots=_unique(root for reading in readings for root in _roots(reading)),
        )
    if "-" not in form.strip("-"):
        return Word(form=form, bases=_unique(_guesses(form.strip("-"))), known=False)
    pieces = [analyse(piece) for piece in form.split("-") if piece]
    return Word(
        form=form,
        bases=_unique(_joined(pieces)),
        parts=_unique(part for piece in pieces for part in (*piece.bases[:1], *piece.parts)),
        heads=pieces[-1].bases,
        length=sum(piece.length for piece in pieces),
        known=all(piece.known for piece in pieces),
    )


def _guesses(form: str) -> Iterator[str]:
    """Yield an unknown word as it stands and, as it may be foreign, without a Finnish ending."""
    yield form
    if found := _FOREIGN.fullmatch(form):
        yield found[1]


def _readings(form: str) -> list[VoikkoAnalysis]:
    """Return the readings that see the fewest parts: ohjaajan is no ohja-aika."""
    # Here, not above: the dictionary takes more than a second to load.
    from pyvoikko import analyse as look_up  # noqa: PLC0415

    found = look_up(form) if len(form) <= _LONGEST else []
    fewest = min((_count(reading) for reading in found), default=0)
    return [reading for reading in found if _count(reading) == fewest]


def _count(reading: VoikkoAnalysis) -> int:
    return len(reading.COMPOUND_PARTS or [reading])


def _bases(reading: VoikkoAnalysis) -> Iterator[str]:
    """Yield the base forms of one reading: the verbal noun before its verb."""
    last = (reading.COMPOUND_PARTS or [reading])[-1]
    base = _plain(reading.BASEFORM)
    if found := _VERBAL_NOUN.search(last.FSTOUTPUT):
        stem = base.removesuffix(_plain(last.BASEFORM))
        yield f"{stem}{found[1]}minen".lower()
    yield base


def _parts(reading: VoikkoAnalysis) -> Iterator[str]:
    """Yield base forms of the parts, alone and joined from the start; or the entry's own pieces."""
    parts = reading.COMPOUND_PARTS or []
    for part in parts:
        yield from _bases(part)
    for end in range(2, len(parts)):
        yield from _joined_parts(parts[:end])
    if "=" in reading.BASEFORM:
        yield from reading.BASEFORM.lower().split("=")


def _heads(reading: VoikkoAnalysis) -> Iterator[str]:
    """Yield what a compound is a kind of: osallisuustyöpaja is a työpaja, and a paja."""
    parts = reading.COMPOUND_PARTS or []
    for start in range(1, len(parts)):
        yield from _joined_parts(parts[start:])
    if "=" in reading.BASEFORM:
        yield reading.BASEFORM.lower().rpartition("=")[2]


def _joined_parts(parts: Sequence[VoikkoAnalysis]) -> Iterator[str]:
    """Yield the base forms of parts that follow each other, as one word."""
    before = "".join(part.FORM for part in parts[:-1]).lower()
    for base in _bases(parts[-1]):
        yield f"{before}{base}"


def _length(reading: VoikkoAnalysis) -> int:
    return sum(part.BASEFORM.count("=") + 1 for part in reading.COMPOUND_PARTS or [reading])


def _joins(reading: VoikkoAnalysis) -> bool:
    return reading.CLASS in _JOINING or reading.BASEFORM == "olla"


def _roots(reading: VoikkoAnalysis) -> Iterator[str]:
    """Yield the verb a word comes from; the parts of a compound have none here."""
    found = _VERB_ROOT.match(reading.FSTOUTPUT)
    if found and "[Xj]" in reading.FSTOUTPUT and not reading.COMPOUND_PARTS:
        yield _plain(found[1])


def _joined(pieces: list[Word]) -> Iterator[str]:
    """Yield the base forms of a word with hyphens that is not in the dictionary as a whole."""
    head = "-".join(piece.form for piece in pieces[:-1])
    for base in pieces[-1].bases:
        yield f"{head}-{base}"


def _plain(word: str) -> str:
    """Return a base form without the dictionary's own marks."""
    return word.replace("=", "").replace("--", "-").lower()


def _unique(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))
