"""HTML to PDF: WeasyPrint lays out and writes, ``repair`` mends what it wrote.

Nothing is fetched but files below the folder that the caller names, and data in the HTML itself.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from rinnalla.paper.engine import Fetcher, engine, listening, read_style, refusing, shared
from rinnalla.paper.fonts import FIELD_FAMILY
from rinnalla.paper.layout import PageLayout, layouts
from rinnalla.paper.problems import MissingGlyphsError, MissingLibraryError, PrintError
from rinnalla.paper.repair import Note, repaired
from rinnalla.paper.source import read_source
from rinnalla.phrases import phrase

__all__ = [
    "MissingGlyphsError",
    "MissingLibraryError",
    "PrintError",
    "Printed",
    "print_html",
]

_STYLE = """
input, textarea, select { display: inline-block; font-family: inherit }
select:not([multiple])::before { content: "▼" }
"""
"""WeasyPrint makes every field a block, so box and label part. Its sign of a choice is one that our
font lacks."""

_FIELDS_STYLE = f'input, textarea, select {{ font-family: "{FIELD_FAMILY}" !important }}'
"""WeasyPrint embeds the whole font of fields, so theirs is a small one."""

_OPTIONS = {"pdf_variant": "pdf/ua-1", "pdf_tags": True}


@dataclass(frozen=True, kw_only=True, slots=True)
class Printed:
    """A finished PDF. sizes: of its pages, width and height in millimetres.

    problems: what WeasyPrint found odd in the document or its styles, in its own words.
    seconds: of the processor, for layout, writing and repair. layouts: what stands on each page.
    """

    data: bytes
    sizes: tuple[tuple[float, float], ...]
    problems: tuple[str, ...]
    seconds: tuple[float, float, float]
    layouts: tuple[PageLayout, ...]

    @property
    def pages(self) -> int:
        """The number of pages."""
        return len(self.sizes)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Let nobody look for garbage among the boxes of a page: that takes a third of all the time."""
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()


@_uncollected()
def print_html(
    html: str,
    *,
    styles: Sequence[Path | str] = (),
    fields: bool = False,
    duplex: str | None = None,
    base: Path | None = None,
) -> Printed:
    """Return a document as a tagged PDF.

    styles: files, or CSS itself; the styles in the HTML come after them. fields: whether inputs can
    be filled in. duplex: ``long`` or ``short``, the edge over which sheets are turned. base: the
    folder that addresses in the HTML start from, and outside which none may lead.

    Title, language, authors and dates come from the head. Every field has a name of its own and a
    label: ``data-label``, its ``label``, ``aria-label`` or ``title``; a group of radio buttons has
    ``data-group`` or the legend of its ``fieldset`` too. ``data-size="auto"`` lets viewers fit the
    size of the text to a field.

    Raises PrintError, as MissingGlyphsError for characters that the font lacks, and as
    MissingLibraryError where WeasyPrint or a library of it is not installed.
    """
    clock = [time.process_time()]
    problems: list[str] = []
    weasyprint = engine()
    options: dict[str, Any] = {**_OPTIONS, "pdf_forms": fields}
    with refusing(), listening(problems):
        given = [read_style(one) for one in (_STYLE, *_field_styles(fields), *styles)]
        problems += [problem for style in given for problem in style.problems]
        page = weasyprint.HTML(
            string=html,
            base_url=f"{base.resolve().as_uri()}/" if base else None,
            url_fetcher=Fetcher([base] if base else []),
        )
        source = read_source(page.etree_element, fields=fields)
        document = page.render(
            font_config=shared().fonts,
            counter_style=shared().counters,
            stylesheets=[style.css for style in given],
            **options,
        )
        _refuse_local_links(document)
        clock.append(time.process_time())
        with _noting() as elements:
            raw: bytes = document.write_pdf(**options, uncompressed_pdf=True)
        _refuse_unknown_glyphs(document)
        clock.append(time.process_time())
    data = repaired(raw, source, _notes(elements), duplex=duplex)
    clock.append(time.process_time())
    return Printed(
        data=data,
        sizes=tuple((_mm(page.width), _mm(page.height)) for page in document.pages),
        problems=tuple(dict.fromkeys(problems)),
        seconds=(clock[1] - clock[0], clock[2] - clock[1], clock[3] - clock[2]),
        layouts=layouts(document),
    )


def _field_styles(fields: bool) -> list[str]:
    return [_FIELDS_STYLE] if fields else []


def _mm(pixels: float) -> float:
    return round(pixels * 25.4 / 96, 2)


@contextmanager
def _noting() -> Iterator[dict[int, Element]]:
    """Gather which element of the HTML each element of the PDF's structure was made of.

    WeasyPrint forgets it, and with it the language, the kind of a list and the scope of a heading.
    """
    from weasyprint.pdf import tags  # type: ignore[import-untyped]  # noqa: PLC0415

    found: dict[int, Element] = {}
    build = tags._build_box_tree  # noqa: SLF001 - there is no other place that knows both

    def noting(box: Any, *rest: Any) -> Iterator[Any]:
        for element in build(box, *rest):
            if box.element is not None:
                found.setdefault(int(element.reference.split()[0]), box.element)
            yield element

    tags._build_box_tree = noting  # noqa: SLF001
    try:
        yield found
    finally:
        tags._build_box_tree = build  # noqa: SLF001


def _notes(elements: Mapping[int, Element]) -> dict[int, Note]:
    return {
        number: Note(
            tag=element.tag,
            language=element.get("lang", ""),
            scope=element.get("scope", ""),
            label=element.get("aria-label", ""),
            hidden=element.get("aria-hidden") == "true",
        )
        for number, element in elements.items()
    }


def _refuse_unknown_glyphs(document: Any) -> None:
    """Look at what was set: the texts of styles too, and letters made capital."""
    found = {
        chr(point): phrase("a text of the style")
        for font in document.fonts.values()
        for point in font.missing
    }
    if found:
        raise MissingGlyphsError(tuple(sorted(found.items())))


def _refuse_local_links(document: Any) -> None:
    """A link to a file would name a folder of this computer."""
    for page in document.pages:
        for kind, target, *_ in page.links:
            if kind == "external" and target.startswith("file:"):
                raise PrintError(phrase("a link leads to this computer: {url}", url=target))
