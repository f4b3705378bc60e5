"""English words for editors that know how they are made, so that they can be said in Finnish too.

What a parser or check says is put together where it is found, and said where it is printed. Until
then a phrase is its English text. Which languages there are, and which is spoken: ``speech``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Self, TypeAlias

Say: TypeAlias = Callable[[str], str]
"""Returns the words of a message in the language that is spoken, its placeholders unfilled."""

_SPACES = re.compile(r"\s+")


class Phrase(str):
    """A text with its message. words: what fills the message's placeholders, as name and text."""

    __slots__ = ("template", "words")

    template: str
    words: tuple[tuple[str, str], ...]

    def __new__(cls, template: str, words: tuple[tuple[str, str], ...]) -> Self:
        """Fill the placeholders, in English."""
        made = super().__new__(cls, template.format(**dict(words)))
        made.template = template
        made.words = words
        return made

    def __reduce__(self) -> tuple[type[Phrase], tuple[str, tuple[tuple[str, str], ...]]]:
        return Phrase, (self.template, self.words)


def phrase(template: str, /, **words: object) -> Phrase:
    """Return the message filled in; marks it for the editors' catalogue.

    A filling that is a phrase itself is translated too, any other stays as it is.
    """
    return Phrase(template, fillings(words))


def fillings(words: dict[str, object]) -> tuple[tuple[str, str], ...]:
    """Return what fills placeholders: phrases as they are, anything else as text in one line."""
    return tuple(
        (name, word if isinstance(word, Phrase) else one_line(str(word)))
        for name, word in words.items()
    )


def listed(parts: Iterable[str], separator: str = ", ") -> Phrase:
    """Return the texts one after another; those that are phrases stay such."""
    named = tuple((f"part{at}", part) for at, part in enumerate(parts))
    return Phrase(separator.join(f"{{{name}}}" for name, _ in named), named)


def one_line(text: str) -> str:
    """Return printable text; a space where it began or ended with one."""
    return _SPACES.sub(" ", "".join(c if c.isprintable() else " " for c in text))


def said(text: str, say: Say) -> str:
    """Return a phrase in the language that is spoken, its words too; any other text as it is."""
    if not isinstance(text, Phrase):
        return text
    return say(text.template).format(**{name: said(word, say) for name, word in text.words})


def english(text: str) -> str:
    """Return the message as it is: the messages are English."""
    return text
