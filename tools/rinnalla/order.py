"""The alphabetical order of each language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

_LAST: Mapping[str, str] = {"fi": "åäö", "sv": "åäö"}
"""Letters that stand after z, in their order; in other languages a mark changes little."""

_BETWEEN = re.compile(r"[\W_]+")


def sort_key(text: str, language: str) -> tuple[str, str]:
    """Return what a text is sorted by: its words, then its marks and hyphens.

    language: a code such as ``fi`` or ``sv_FI``; one that is not known here sorts as English.
    """
    folded, last = _folded(text), _last(language)
    letters = "".join(c if c in last else _bare(c) for c in folded)
    after_z = str.maketrans(last, "{|}"[: len(last)])
    return _BETWEEN.sub(" ", letters).strip().translate(after_z), folded


def initial(text: str, language: str) -> str:
    """Return the letter a text stands under, large; ``#`` where no letter is in it."""
    letter = next((c for c in _folded(text) if c.isalpha()), "#")
    return (letter if letter in _last(language) else _bare(letter)).upper()


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", text.casefold())


def _last(language: str) -> str:
    return _LAST.get(language[:2], "")


def _bare(character: str) -> str:
    """Return a letter without its mark: é as e."""
    plain = unicodedata.normalize("NFD", character)
    return "".join(c for c in plain if not unicodedata.combining(c))
