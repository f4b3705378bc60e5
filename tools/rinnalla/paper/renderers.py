"""Which function makes which format. Imports all that makes sheets, so only `press` imports it."""

from __future__ import annotations

from collections.abc import Sequence

from rinnalla.editions import Edition
from rinnalla.paper.formats import Rendered
from rinnalla.paper.pack import render_pack
from rinnalla.paper.sheets import render_sheet
from rinnalla.word import word_document

__all__ = ["render", "render_pack"]


def render(name: str, editions: Sequence[Edition]) -> Rendered:
    """Return a list in a format. name: of the format; editions: as many as it has languages."""
    if name == "docx":
        return Rendered(data=word_document(editions[0]))
    return render_sheet(editions, name)
