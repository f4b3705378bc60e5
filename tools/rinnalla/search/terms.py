"""What a text is found by: base forms, parts of compounds, codes and numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rinnalla.finnish import words_in
from rinnalla.lexicon import Lexicon

_NUMBERED = re.compile(r"[\w.:-]*\d[\w.:-]*")
_CODE = re.compile(r"\b(?P<source>[A-Za-z]{2})-(?P<number>\d[\d.]*\d[a-z]?|\d[a-z]?)\b")
"""The id of a fact."""
_EDGES = ".:-"


@dataclass(frozen=True, kw_only=True, slots=True)
class Terms:
    """What a text is found by, in its order.

    words: base forms; heads: the last parts of its compounds; parts: their other parts, and roots.
    """

    words: tuple[str, ...]
    heads: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()


def terms(text: str, lexicon: Lexicon) -> Terms:
    """Return what a text is found by."""
    found = [lexicon.look_up(word) for word in words_in(_CODE.sub(" ", text))]
    return Terms(
        words=(*(base for word in found for base in word.bases), *map(key_of, codes_in(text))),
        heads=tuple(head for word in found for head in word.heads),
        parts=tuple(
            part for word in found for part in (*word.parts, *word.roots) if part not in word.heads
        ),
    )


def codes_in(text: str) -> Iterator[str]:
    """Yield the codes and numbers of a text, such as TI-1.2."""
    yield from (found[0].strip(_EDGES).lower() for found in _NUMBERED.finditer(text))


def key_of(code: str) -> str:
    """Return what a code is indexed as: 12cm for cm-1.2, so that CM does not find it."""
    found = _CODE.fullmatch(code)
    return f"{found['number'].replace('.', '')}{found['source']}" if found else code


def based(words: str, lexicon: Lexicon) -> str:
    """Return words in base form, with spaces between: of a verbal noun the verb, which is wider."""
    return " ".join(
        word.bases[-1] if word.bases[0].endswith("minen") else word.bases[0]
        for word in map(lexicon.look_up, words_in(words))
    )
