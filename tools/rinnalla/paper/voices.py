"""The words of a sheet in its one language, or in two side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import escape

from rinnalla.editions import Edition
from rinnalla.runs import Run
from rinnalla.writing import headed


@dataclass(frozen=True, kw_only=True, slots=True)
class Voices:
    """The editions of one list that a sheet speaks with: one, or two in their order.

    fields: whether the sheet is filled in on a screen.
    """

    editions: tuple[Edition, ...]
    fields: bool = False

    @property
    def first(self) -> Edition:
        """The edition of the language a sheet is in."""
        return self.editions[0]

    @property
    def is_pair(self) -> bool:
        """Whether there are two languages."""
        return len(self.editions) > 1

    def block(self, written: Sequence[str], name: str = "", tag: str = "p") -> str:
        """Return one block of HTML, or two side by side. written: inner HTML, one a language.

        Where only one language has something to say, it has the whole width.
        """
        classes = f' class="{name}"' if name else ""
        if not any(written):
            return ""
        if not self.is_pair:
            return f"<{tag}{classes}>{written[0]}</{tag}>"
        one, two = written
        pair = f"pair {name}".strip()
        other = self.editions[1]
        spoken = f' lang="{other.language}" dir="{other.direction}"'
        if not one or not two:
            return f"<{tag}{classes}{'' if one else spoken}>{one or two}</{tag}>"
        return (
            f'<div class="{pair}"><div class="one"><{tag}>{one}</{tag}></div>'
            f'<div class="two"{spoken}><{tag}>{two}</{tag}></div></div>'
        )

    def inline(self, written: Sequence[str]) -> str:
        """Return HTML for one line, the second language after the first."""
        if not self.is_pair or written[0] == written[1]:
            return written[0]
        other = self.editions[1]
        spoken = f' lang="{other.language}" dir="{other.direction}"'
        return f'{written[0]} <span class="in"{spoken}>{written[1]}</span>'

    def texts(self, found: Iterable[str | None]) -> list[str]:
        """Return the HTML of a text of the list. found: the text in each language."""
        return [
            as_html(edition.runs(text)) if text else ""
            for edition, text in zip(self.editions, found, strict=True)
        ]

    def each(self, said: Callable[[Edition], str]) -> list[str]:
        """Return what a function says of each edition."""
        return [said(edition) for edition in self.editions]

    def spoken(self, message: str) -> list[str]:
        """Return a text of the interface in each language, escaped."""
        return [escape(edition.tr(message)) for edition in self.editions]

    def heads(self, message: str) -> list[str]:
        """Return a label of the interface in each language, with the mark of what follows."""
        return [escape(headed(edition.tr(message), edition.tr)) for edition in self.editions]


def as_html(found: Sequence[Run]) -> str:
    """Return runs as HTML; what names another list is set apart from the words around it."""
    return "".join(map(_run, found))


def _run(run: Run) -> str:
    said = escape(run.text)
    if run.code:
        said = f"<code>{said}</code>"
    if run.italic or run.role == "checklist":
        said = f"<em>{said}</em>"
    if run.bold:
        said = f"<strong>{said}</strong>"
    if run.href.startswith(("http:", "https:")):
        said = f'<a href="{escape(run.href)}">{said}</a>'
    return said
