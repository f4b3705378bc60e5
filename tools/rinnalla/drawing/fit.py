"""Words made to fit: how wide they are, where they break, and how large they can stand.

Widths are those of Helvetica, and so of Arial and Liberation Sans, with a margin; the style of
drawings asks for these, and not for the system's own sans, whose widths nobody knows.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from rinnalla.drawing.art import SMALLEST, Place

LINE = 1.25
"""Height of a line, in sizes of its letters."""

_MARGIN = 1.04
_STEP = 0.5
_OTHER = 722
"""Thousandths of the size, for a letter that is not in the tables: as wide as most capitals."""

_SQUARE = 1000
"""Likewise, for a letter of Chinese, Japanese or Korean."""

_LOWER = 620
"""Likewise, for a letter of Greek, Cyrillic, Hebrew or Arabic that is no capital."""

_BROAD = dict.fromkeys("ЖМФШЩЫЮжмфшщыюωبتثپفكڪک", 950) | dict.fromkeys("سشصض", 1150)
"""Letters of these scripts that are much broader than others where they are broadest."""

_ACCENTED_I = 278
"""An i with another mark than its dot is broader than one without."""

_REGULAR = {
    191: "'", 222: "ijl’‘", 260: "|", 278: " !,./:;I[]\\tf·\u00a0", 333: "()-`r”“", 334: "{}",
    355: '"', 389: "*", 469: "^", 500: "Jckvxyzs", 556: "#$0123456789?L_abdeghnopqu–«»€§",
    584: "+<=>~×÷−", 611: "FTZø", 667: "&ABEKPSVXY", 722: "CDHNRUw", 778: "GOQØ", 833: "Mm",
    889: "%æ", 944: "Wœ", 1000: "Æ—…→", 1015: "@",
}  # fmt: skip
_BOLD = {
    238: "'", 278: " ,./I\\ijl·’‘\u00a0", 280: "|", 333: "!()-:;[]`ft", 389: "*r{}", 474: '"',
    500: "z”“", 556: "#$0123456789J_aceksvxy–«»€§", 584: "+<=>^~×÷−", 611: "?FLTZbdghnopquø",
    667: "EPSVXY", 722: "&ABCDHKNRU", 778: "GOQwØ", 833: "M", 889: "%mæ", 944: "Wœ", 975: "@",
    1000: "Æ—…→",
}  # fmt: skip
_WIDTHS = [
    {letter: width for width, letters in table.items() for letter in letters}
    for table in (_REGULAR, _BOLD)
]

_SOFT = "\u00ad"
_WIDE = "\u2e80-\u2fff\u3003-\u3007\u3021-\ua4cf\uf900-\ufaff"
_CLOSING = "\u3001\u3002\u300b\u300d\u300f\u3011\uff01\uff09\uff0c\uff1a\uff1b\uff1f"
_PIECE = re.compile(
    rf"(?P<word>[{_WIDE}][{_CLOSING}]*|[^ {_SOFT}{_WIDE}-]+-*|-*)(?P<gap> +|{_SOFT}|)"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Fitted:
    """Words as they stand: lines from the top, and the size in units at which they fit.

    fits: False where they stick out even at the smallest size.
    """

    lines: tuple[str, ...]
    size: float
    fits: bool = True


def text_width(text: str, *, bold: bool = False) -> float:
    """Return the width of a line at size 1."""
    widths = _WIDTHS[bold]
    return sum(_letter(letter, widths) for letter in text) * _MARGIN / 1000


def _letter(letter: str, widths: dict[str, int]) -> int:
    """Return the width of a letter; accents and dots hardly make it wider."""
    if letter in widths:
        return widths[letter]
    base = unicodedata.normalize("NFD", letter)[0]
    return max(widths[base], _ACCENTED_I) if base in widths else _foreign(base)


def _foreign(letter: str) -> int:
    """Return the width of a letter that is not Latin, or rather more."""
    if letter in _BROAD:
        return _BROAD[letter]
    if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0  # it stands on, or joins, the letter before
    if "\u0370" <= letter < "\u0900" and not letter.isupper():
        return _LOWER
    return _SQUARE if unicodedata.east_asian_width(letter) in "WF" else _OTHER


def fit(text: str, place: Place) -> Fitted:
    """Return the words as large as the place lets them stand, in as few lines as it takes."""
    size = place.size
    while size >= SMALLEST:
        lines = wrap(text, place.width / size, bold=place.bold)
        if lines is not None and len(lines) * LINE * size <= place.height:
            return Fitted(lines=lines, size=size)
        size -= _STEP
    lines = wrap(text, place.width / SMALLEST, bold=place.bold) or (text.replace(_SOFT, ""),)
    return Fitted(lines=lines, size=SMALLEST, fits=False)


def height_of(text: str, width: float, size: float, *, bold: bool = False) -> float:
    """Return how high words are at this width; a word that is too long counts as one line."""
    return len(wrap(text, width / size, bold=bold) or " ") * LINE * size


def wrap(text: str, width: float, *, bold: bool = False) -> tuple[str, ...] | None:
    """Return lines no wider than so many sizes, about equally long; None if a word is too wide.

    Lines break at spaces, after hyphens, at soft hyphens and between signs of Chinese or Japanese.
    """
    pieces = [(found["word"], found["gap"]) for found in _PIECE.finditer(text.strip())][:-1]
    lines = _filled(pieces, width, bold=bold)
    if lines is None:
        return None
    # The narrowest measure that takes no more lines leaves no short word alone in the last one.
    low, high = 0.0, width
    while high - low > 0.1:
        middle = (low + high) / 2
        trial = _filled(pieces, middle, bold=bold)
        if trial is not None and len(trial) == len(lines):
            high, lines = middle, trial
        else:
            low = middle
    return tuple(lines)


def _filled(pieces: list[tuple[str, str]], width: float, *, bold: bool) -> list[str] | None:
    """Return the lines, each as full as it can be."""
    lines: list[str] = []
    line = gap = ""
    for word, after in pieces:
        longer = line + gap.strip(_SOFT) + word
        hyphen = "-" if after == _SOFT else ""
        if line and text_width(longer + hyphen, bold=bold) > width:
            lines.append(line + ("-" if gap == _SOFT else ""))
            longer = word
        if text_width(longer + hyphen, bold=bold) > width:
            return None
        line, gap = longer, after[:1]
    return [*lines, line]
