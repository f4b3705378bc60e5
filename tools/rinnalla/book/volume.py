"""What a book is made of, the same for every format, and why one cannot be made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rinnalla.languages.known import locales_beside
from rinnalla.speech import Speech


@dataclass(frozen=True, kw_only=True, slots=True)
class Volume:
    """One book to be made. docs: of the pages; out: folder of the books; language: its code.

    source: the language the pages are written in. today: the day that stands in the file, so that
    no clock is asked.
    """

    docs: Path
    out: Path
    language: str
    today: date
    say: Speech
    source: str = "fi"

    @property
    def locales(self) -> Path:
        """The folder of the catalogues."""
        return locales_beside(self.docs)

    def path(self, ending: str) -> Path:
        """Return where the book stands. ending: without a dot, such as ``docx``."""
        return self.out / f"rinnalla-{self.language}.{ending}"


class MissingToolError(Exception):
    """A program or package that the book needs is not installed. words: what to do."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


class BookError(Exception):
    """The book could not be made. lines: what was found, each with its file and line if known."""

    def __init__(self, lines: tuple[str, ...]) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines
