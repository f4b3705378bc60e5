"""Rules about what paper can show."""

from __future__ import annotations

from collections.abc import Iterator

from rinnalla.checks.corpus import Corpus, found
from rinnalla.diagnostics import Code, Diagnostic, shorten
from rinnalla.glyphs import missing_glyphs, named


def characters_can_be_printed(corpus: Corpus) -> Iterator[Diagnostic]:
    """On a sheet an empty box would stand in the place of a character that the font lacks."""
    for checklist, text, line in corpus.spoken:
        for character in missing_glyphs(text):
            yield found(
                checklist,
                line,
                Code.MISSING_GLYPH,
                character=character,
                name=named(character),
                text=shorten(text),
            )
