"""Whether a Finnish word is spelt as the dictionary or our own list has it, and what was meant."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from rinnalla.finnish import analyse

_ENGLISH = frozenset(
    "about after all also and any are because been before but could does for from had has have how"
    " if into is its just more must new not of off only other our out should some such than that"
    " the their them then there these they this those through two was way were what when where"
    " which while who will with within without would you your".split()
)
"""Common English words that are no Finnish ones; rarer ones are unknown words like any other."""
_ALPHABET = "aeiounstlrkmdvghjpybcfwxzäöå"
_SWAPS = str.maketrans("aouäöyå", "äöyaoua")
_SHORTEST = 5
"""Letters of a word for which a guess is worth its time: shorter ones are near to anything."""


def unknown_part(form: str, listed: Callable[[str], bool]) -> str | None:
    """Return what nobody knows of a word: the word, or one of its hyphenated parts; else None.

    listed: whether the project's own list holds a form. Numbers and single letters are known.
    """
    if _is_known(form, listed):
        return None
    pieces = [piece for piece in form.replace("‑", "-").split("-") if piece]
    if len(pieces) == 1:
        return form
    return next((piece for piece in pieces if not _is_known(piece, listed)), None)


def _is_known(form: str, listed: Callable[[str], bool]) -> bool:
    bare = form.rstrip("-")
    if len(bare) < 2 or any(letter.isdigit() for letter in bare):
        return True
    low = form.lower().replace("’", "'")  # as the dictionary writes them
    # The list comes last, so that a line that the dictionary makes needless is not used.
    if analyse(low).known or analyse(low.rstrip("-")).known or listed(bare):
        return True
    stem, colon, _ending = bare.partition(":")
    return bool(colon) and (len(stem) < 2 or analyse(stem.lower()).known or listed(stem))


def parts(form: str) -> int:
    """Return of how many words a compound is made; a hyphen begins a new count."""
    return max((analyse(piece).length for piece in form.lower().split("-") if piece), default=1)


def letters(form: str) -> int:
    """Return how long a word is without its endings; a hyphen begins a new count."""
    return max(
        (min(map(len, analyse(piece).bases)) for piece in form.lower().split("-") if piece),
        default=0,
    )


def is_english(form: str) -> bool:
    """Return whether a word that is not known is a common English one."""
    return form.lower() in _ENGLISH


def guess(form: str, seen: Collection[str]) -> str | None:
    """Return a known word one slip of the fingers away, None where there is none.

    seen: the words of all the texts, small letters: one of them is the likelier.
    """
    low = form.lower()
    if len(low) < _SHORTEST:
        return None
    near = [word for word in _edits(low) if word in seen and analyse(word).known]
    return next(iter(near), None) or next((w for w in _slips(low) if analyse(w).known), None)


def _edits(word: str) -> Iterator[str]:
    """Yield every word one letter away."""
    yield from _slips(word)
    for at in range(len(word) + 1):
        for letter in _ALPHABET:
            yield word[:at] + letter + word[at:]
            yield word[:at] + letter + word[at + 1 :]


def _slips(word: str) -> Iterator[str]:
    """Yield the word with two letters swapped, one doubled, left out, or with or without dots."""
    for at, letter in enumerate(word):
        yield word[:at] + word[at + 1 : at + 2] + letter + word[at + 2 :]
        yield word[:at] + letter + word[at:]
        yield word[:at] + word[at + 1 :]
        yield word[:at] + letter.translate(_SWAPS) + word[at + 1 :]
