"""The formats a list is printed in: their names, their files, and which list has which.

Light: pages name the files without making any.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rinnalla.diagnostics import Diagnostic
from rinnalla.messages import message
from rinnalla.model import CARD_SIZES, Checklist

FOLDER = "paper"
"""Where the site keeps sheets, in the folder of each language."""

PDF = "application/pdf"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

BILINGUAL = "bilingual"

PACK = "pack"
"""Of several lists in one file: no format of any one of them."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Format:
    """One way to print a list.

    about: a message, what a reader gets; ending: of the file's name, after the id of the list;
    media: the media type of the file; sizes: a list has the format if its `:paper:` names one of
    them, always where there are none; languages: how many stand in one file.
    """

    name: str
    about: str
    ending: str
    media: str = PDF
    sizes: tuple[str, ...] = ()
    languages: int = 1


FORMATS = {
    format_.name: format_
    for format_ in (
        Format(name="pdf", about=message("PDF to print"), ending=".pdf"),
        Format(name="fillable", about=message("PDF to fill in"), ending="-fillable.pdf"),
        Format(name="large", about=message("PDF in large print"), ending="-large.pdf"),
        Format(
            name="card",
            about=message("PDF with pocket cards"),
            ending="-card.pdf",
            sizes=CARD_SIZES,
        ),
        Format(
            name="canvas",
            about=message("PDF for the wall (A3)"),
            ending="-canvas.pdf",
            sizes=("a3",),
        ),
        Format(name="docx", about=message("Word file"), ending=".docx", media=WORD),
        Format(
            name=BILINGUAL,
            about=message("PDF in two languages: {languages}"),
            ending="-{first}-{second}.pdf",
            languages=2,
        ),
    )
}
"""Every format by its name, in the order they are offered."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Rendered:
    """A sheet that has been made. pages: 0 where it has no fixed ones.

    problems: advice on a sheet that is good enough to use; with an error there is no sheet.
    """

    data: bytes
    problems: tuple[Diagnostic, ...] = ()
    pages: int = 0


def formats_of(checklist: Checklist) -> tuple[str, ...]:
    """Return the names of the formats a list has, in the order they are offered."""
    return tuple(
        format_.name
        for format_ in FORMATS.values()
        if not format_.sizes or set(format_.sizes) & set(checklist.paper)
    )


def file_name(list_id: str, name: str, languages: Sequence[str]) -> str:
    """Return the name of a list's file. name: of the format; languages: those in the file."""
    first, *others = languages
    ending = FORMATS[name].ending.format(first=first, second="".join(others[:1]))
    return f"{list_id}{ending}"


def pairs(languages: Iterable[str], source: str) -> tuple[tuple[str, str], ...]:
    """Return which languages stand side by side.

    Two are a pair, in their order; of more, the source with each of the others.
    """
    known = tuple(dict.fromkeys(languages))
    if len(known) == 2:
        return ((known[0], known[1]),)
    return tuple((source, other) for other in known if other != source and source in known)
