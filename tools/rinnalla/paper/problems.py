"""What can keep a document from being printed."""

from __future__ import annotations

from rinnalla.diagnostics import Code, shorten
from rinnalla.glyphs import named
from rinnalla.phrases import Phrase, fillings, listed


class PrintError(Exception):
    """A document cannot be printed. text: why, as a phrase."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


class MissingGlyphsError(PrintError):
    """Texts hold characters that the font lacks. found: each with the first text it stands in."""

    def __init__(self, found: tuple[tuple[str, str], ...]) -> None:
        super().__init__(listed((_missing(*one) for one in found), " "))
        self.found = found


def _missing(character: str, text: str) -> Phrase:
    code = Code.MISSING_GLYPH
    words = fillings({"character": character, "name": named(character), "text": shorten(text)})
    sentence, remedy = Phrase(code.sentence, words), Phrase(code.remedy, words)
    return listed((f"{code.number} ", sentence, ". ", remedy), "")


class MissingLibraryError(PrintError):
    """The computer lacks what printing needs."""
