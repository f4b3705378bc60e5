"""What can keep a document from being printed."""

from __future__ import annotations

from rinnalla.glyphs import named
from rinnalla.phrases import listed, phrase


class PrintError(Exception):
    """A document cannot be printed. text: why, as a phrase."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


class MissingGlyphsError(PrintError):
    """Texts hold characters that the font lacks. found: each with the first text it stands in."""

    def __init__(self, found: tuple[tuple[str, str], ...]) -> None:
        rows = (
            phrase(
                "the font lacks {character} ({name}), in «{text}»",
                character=character,
                name=named(character),
                text=text,
            )
            for character, text in found
        )
        super().__init__(listed(rows, "; "))
        self.found = found


class MissingLibraryError(PrintError):
    """The computer lacks what printing needs."""
