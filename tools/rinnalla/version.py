"""What tells one printing of a list from another: a fingerprint for its QR code, a short code.

The fingerprint names every item and what it said, in digests, so that the page of the list can
say what has changed since without any history: `static/paper.js` compares the one in the address
with that of the list as it is now. It consists of digits and capital letters in which none is
taken for another (Crockford's base 32)::

    1 LLL RRR DDD HH VVVVVV  entries  CC

    1       the form of the fingerprint
    LLL     digest of the list's id and the language
    RRR     the day of its review, DDD the day the next is due, in days from `EPOCH`; 000: none
    HH      digest of what the sheet says of the whole list: title, who, when, minutes, status
    VVVVVV  the code of the version: digest of all that is printed except the two days
    CC      check of all before it, so that a code that is cut short or misread is known as one

An entry is what it is, two letters of its id and two of its content, in the order of the paper.
What it is: ``-`` a section, ``--`` a section whose entries are results, ``.`` advice or a warning,
nothing for an item that asks or a result. Items without a section come first. Two letters take
1024 values: of a thousand changed items one goes unnamed, and the code still tells of a change.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from rinnalla.editions import Edition
from rinnalla.model import Item, Outcome, Section, Text
from rinnalla.writing import day

FORM = "1"
"""The form of fingerprint; another one is for other readers."""

EPOCH = date(2000, 1, 1)
"""The day before the first that a fingerprint can name."""

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Values 0 to 31: digits and letters but I, L, O and U."""

_CHECKED = f"{ALPHABET}-."

PRIME = 1021
"""What the check is counted by: the largest prime that two letters can hold."""

PARAMETER = "paper"
"""The name before the fingerprint in the address of a list's page."""

_Json: TypeAlias = "str | float | bool | list[_Json] | tuple[_Json, ...] | None"


@dataclass(frozen=True, kw_only=True, slots=True)
class Version:
    """Which printing of a list, in one language, this is.

    fingerprint: for machines; code: six letters that change with anything printed but the days of
    review; label: the day of the review and the code, as the language writes it.
    """

    fingerprint: str
    code: str
    label: str


def version_of(edition: Edition) -> Version:
    """Return the version of a list in one language."""
    checklist = edition.checklist
    head = _head(edition)
    entries = [entry for section in checklist.sections for entry in _entries(edition, section)]
    printed: list[_Json] = [head, *([kind, id_, said] for kind, id_, said in entries)]
    code = _digest(printed, 6)
    whole = (
        FORM
        + _digest([checklist.id, edition.language], 3)
        + _days(checklist.reviewed)
        + _days(checklist.review_due)
        + _digest(head, 2)
        + code
        + "".join(f"{kind}{_digest(id_, 2)}{_digest(said, 2)}" for kind, id_, said in entries)
    )
    reviewed = checklist.reviewed
    label = f"{day(reviewed, edition.language)} · {code}" if reviewed else code
    return Version(fingerprint=whole + check(whole), code=code, label=label)


def sheet_address(edition: Edition, version: Version) -> str:
    """Return the address a sheet leads to; empty where the site's own is not known.

    What follows the ``#`` stays in the browser: no server is told which paper somebody holds.
    """
    return f"{edition.address}#{PARAMETER}={version.fingerprint}" if edition.address else ""


def check(written: str) -> str:
    """Return two letters that change when any letter does, or when two neighbours change places."""
    total = 0
    for letter in written:
        total = (total * 32 + _CHECKED.index(letter) + 1) % PRIME
    return _letters(total, 2)


def _head(edition: Edition) -> list[_Json]:
    """Return what a sheet says of the whole list."""
    checklist = edition.checklist
    return [
        checklist.kind,
        *(_words(edition, text) for text in (checklist.title, checklist.who, checklist.when)),
        checklist.minutes,
        checklist.status,
    ]


def _entries(edition: Edition, section: Section) -> Iterator[tuple[str, str, _Json]]:
    """Yield what a section consists of, itself first: what it is, its id and its content."""
    if section.id:
        yield "--" if section.outcomes else "-", section.id, _words(edition, section.title)
    for thing in section.statements:
        note = isinstance(thing, Item) and not thing.asks
        yield "." if note else "", thing.id, _content(edition, thing)


def _content(edition: Edition, thing: Item | Outcome) -> list[_Json]:
    """Return what paper says of an item or a result.

    Not how many lines it leaves for writing, nor where it comes from: with either of them changed
    a paper still holds. Of a condition the names are ids, so that a new wording of one item is
    not a change of all that depend on it.
    """
    said: list[_Json] = [
        _words(edition, thing.text),
        [_words(edition, hint) for hint in thing.hints],
        _condition(thing.condition.tree, edition.settings) if thing.condition else None,
    ]
    if isinstance(thing, Outcome):
        return said
    return [
        *said,
        thing.kind.value,
        [[_words(edition, choice.text), choice.takes_text] for choice in thing.choices],
        [_words(edition, column.text) for column in thing.columns],
        _words(edition, thing.unit),
        [thing.required, thing.critical, thing.per_unit],
    ]


def _words(edition: Edition, text: Text | str | None) -> str:
    """Return a text as it is read: white space and the ways to write a letter do not count."""
    written = text.text if isinstance(text, Text) else text or ""
    return " ".join(unicodedata.normalize("NFC", edition.plain(written)).split())


def _condition(tree: _Json, settings: Mapping[str, float | str]) -> _Json:
    """Return a condition with the values of its settings, which paper shows."""
    if not isinstance(tree, tuple):
        return tree
    if tree[0] == "setting":
        return ["setting", settings.get(str(tree[1]))]
    return [_condition(part, settings) for part in tree]


def _digest(content: _Json, length: int) -> str:
    written = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    number = int.from_bytes(hashlib.sha256(written.encode()).digest())
    return _letters(number % 32**length, length)


def _days(when: date | None) -> str:
    days = (when - EPOCH).days if when else 0
    return _letters(min(max(days, 0), 32**3 - 1), 3)


def _letters(number: int, length: int) -> str:
    """Return a number in so many letters, the most significant first."""
    return "".join(ALPHABET[number >> 5 * place & 31] for place in reversed(range(length)))
