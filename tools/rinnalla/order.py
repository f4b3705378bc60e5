"""The alphabetical order of each language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

_LAST: Mapping[str, str] = {"fi": "åäö", "sv": "åäö", "da": "æøå", "nb": "æøå", "nn": "æøå"}
"""Letters that stand after z, in their order; in other languages a mark changes little."""

_LIKE: Mapping[str, Mapping[str, str]] = {
    "fi": {"æ": "ä", "ø": "ö"},
    "sv": {"æ": "ä", "ø": "ö"},
}
"""Foreign letters that stand with one of the language's own."""

_JOINED = {"æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ı": "i"}
"""Letters that are others joined or marked, though Unicode does not take them apart."""

_WHOLE = "йў"
"""Letters that are their own where a mark seems to make them of another."""

_BETWEEN = re.compile(r"[\W_]+")


def sort_key(text: str, language: str) -> tuple[str, str]:
    """Return what a text is sorted by: its words, then its marks and hyphens.

    language: a code such as ``fi`` or ``sv_FI``; one that is not known here sorts as English.
    """
    folded, last = _folded(text), _last(language)
    letters = "".join(_letter(c, language) for c in folded)
    after_z = str.maketrans(last, "{|}"[: len(last)])
    return _BETWEEN.sub(" ", letters).strip().translate(after_z), folded


def initial(text: str, language: str) -> str:
    """Return the letter a text stands under, large; ``#`` where no letter is in it."""
    letter = next((c for c in _folded(text) if c.isalpha()), "#")
    return _letter(letter, language)[0].upper()


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", text.casefold())


def _last(language: str) -> str:
    return _LAST.get(language[:2], "")


def _letter(character: str, language: str) -> str:
    """Return what a letter counts as in the alphabet of a language."""
    character = _LIKE.get(language[:2], {}).get(character, character)
    return character if character in _last(language) else _bare(character)


def _bare(character: str) -> str:
    """Return a letter without its mark, and a joined one as what it joins: é as e, œ as oe."""
    if character in _WHOLE:
        return character
    if character in _JOINED:
        return _JOINED[character]
    plain = unicodedata.normalize("NFD", character)
    return "".join(c for c in plain if not unicodedata.combining(c))
