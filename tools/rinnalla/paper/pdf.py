"""HTML to PDF: WeasyPrint lays out and writes, ``repair`` mends what it wrote.

Nothing is fetched but files below folders that the caller names, and data in the HTML itself.
"""

from __future__ import annotations

import logging
import time
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote_to_bytes, urlsplit
from urllib.request import url2pathname
from xml.etree.ElementTree import Element

from rinnalla.paper.fonts import FIELD_FAMILY, own_fonts
from rinnalla.paper.problems import MissingGlyphsError, MissingLibraryError, PrintError
from rinnalla.paper.repair import Note, repaired
from rinnalla.paper.source import read_source
from rinnalla.phrases import phrase

if TYPE_CHECKING:
    from weasyprint import CSS, Document  # type: ignore[import-untyped]

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

    problems: what WeasyPrint found odd in the document or its styles, as it says it.
    seconds: of layout, writing and repair, for those who measure.
    """

    data: bytes
    sizes: tuple[tuple[float, float], ...]
    problems: tuple[str, ...]
    seconds: tuple[float, float, float]

    @property
    def pages(self) -> int:
        """The number of pages."""
        return len(self.sizes)


def print_html(
    html: str,
    *,
    styles: Sequence[Path | str] = (),
    fields: bool = False,
    duplex: str | None = None,
    base: Path | None = None,
) -> Printed:
    """Return a document as a tagged PDF.

    styles: files, or CSS itself; what stands in the HTML comes after them. fields: whether inputs
    can be filled in. duplex: ``long`` or ``short``, the edge over which sheets are turned. base:
    the folder that addresses in the HTML start from, and outside which none may lead.

    Raises PrintError, as MissingGlyphsError for a character that the font lacks, and as
    MissingLibraryError where WeasyPrint or a library of it is not installed.
    """
    started = time.process_time()
    engine = _engine()
    problems: list[str] = []
    fetcher = _Fetcher(engine, base, styles)
    given = (_STYLE, *([_FIELDS_STYLE] if fields else []), *styles)
    with _listening(problems), own_fonts():
        sheets = [_sheet(style, _stamp(style), fetcher) for style in given]
        problems += [problem for sheet in sheets for problem in sheet.problems]
        page = engine.HTML(
            string=html,
            base_url=f"{base.resolve().as_uri()}/" if base else None,
            url_fetcher=fetcher,
        )
        source = read_source(page.etree_element, fields=fields)
        options: dict[str, Any] = {**_OPTIONS, "pdf_forms": fields}
        document = page.render(
            font_config=_shared().fonts,
            counter_style=_shared().counters,
            stylesheets=[sheet.css for sheet in sheets],
            **options,
        )
        laid_out = time.process_time()
        _refuse_local_links(document)
        with _noting() as elements:
            raw: bytes = document.write_pdf(**options)
        _refuse_unknown_glyphs(document)
    written = time.process_time()
    data = repaired(raw, source, _notes(elements), duplex=duplex)
    done = time.process_time()
    return Printed(
        data=data,
        sizes=tuple((_mm(page.width), _mm(page.height)) for page in document.pages),
        problems=tuple(dict.fromkeys(problems)),
        seconds=(laid_out - started, written - laid_out, done - written),
    )


def _mm(pixels: float) -> float:
    return round(pixels * 25.4 / 96, 2)


@cache
def _engine() -> ModuleType:
    """Return WeasyPrint, loaded when something is printed for the first time."""
    try:
        with own_fonts(), warnings.catch_warnings():
            warnings.simplefilter("error", DeprecationWarning)
            import weasyprint  # noqa: PLC0415 - checking works without it
    except ImportError as error:
        raise MissingLibraryError(
            phrase("printing needs the package {name}", name=error.name)
        ) from error
    except (OSError, DeprecationWarning) as error:
        raise MissingLibraryError(phrase("a library is missing: {error}", error=error)) from error
    module: ModuleType = weasyprint
    return module


@dataclass(frozen=True, slots=True)
class _Shared:
    """What documents of one process share: reading fonts and styles takes longer than a page."""

    fonts: Any
    counters: Any


@cache
def _shared() -> _Shared:
    from weasyprint.css.counters import CounterStyle  # type: ignore[import-untyped]  # noqa: PLC0415
    from weasyprint.text.fonts import FontConfiguration  # type: ignore[import-untyped]  # noqa: PLC0415

    return _Shared(FontConfiguration(), CounterStyle())


@dataclass(frozen=True, slots=True)
class _Sheet:
    css: CSS
    problems: tuple[str, ...]


_SHEETS: dict[tuple[Path | str, int], _Sheet] = {}


def _stamp(style: Path | str) -> int:
    return style.stat().st_mtime_ns if isinstance(style, Path) else 0


def _sheet(style: Path | str, stamp: int, fetcher: _Fetcher) -> _Sheet:
    """Return a style read, from memory if it has not changed."""
    found = _SHEETS.get((style, stamp))
    if found is None:
        problems: list[str] = []
        engine = _engine()
        given = {"filename": style} if isinstance(style, Path) else {"string": style}
        with _listening(problems):
            css = engine.CSS(
                **given,
                url_fetcher=fetcher,
                font_config=_shared().fonts,
                counter_style=_shared().counters,
            )
        found = _SHEETS[style, stamp] = _Sheet(css, tuple(problems))
    return found


class _Listener(logging.Handler):
    def __init__(self, problems: list[str]) -> None:
        super().__init__(logging.WARNING)
        self.problems = problems

    def emit(self, record: logging.LogRecord) -> None:
        self.problems.append(record.getMessage())


@contextmanager
def _listening(problems: list[str]) -> Iterator[None]:
    """Gather what WeasyPrint logs; nobody else hears it."""
    logger = logging.getLogger("weasyprint")
    before = logger.handlers, logger.level, logger.propagate
    logger.handlers, logger.propagate = [_Listener(problems)], False
    logger.setLevel(logging.WARNING)
    try:
        yield
    finally:
        logger.handlers, logger.propagate = before[0], before[2]
        logger.setLevel(before[1])


class _Fetcher:
    """Reads files below the folders it is given, and data addresses; refuses everything else."""

    _fail_on_errors = True  # WeasyPrint then stops, where it would print without a picture

    def __init__(self, engine: ModuleType, base: Path | None, styles: Sequence[Path | str]) -> None:
        folders = [base, *(style.parent for style in styles if isinstance(style, Path))]
        self.folders = tuple(folder.resolve() for folder in folders if folder)
        self.response = engine.urls.URLFetcherResponse

    def __call__(self, url: str) -> Any:
        """Return what stands at an address. Raises PrintError."""
        scheme, _, rest = url.partition(":")
        if scheme == "data":
            return self.response(url, *_inline(rest))
        if scheme != "file":
            raise _Refused(phrase("{url} is not a file; nothing is fetched", url=url))
        path = Path(url2pathname(urlsplit(url).path)).resolve()
        if not any(path.is_relative_to(folder) for folder in self.folders):
            raise _Refused(phrase("the file {url} lies outside the folders of the page", url=url))
        if not path.is_file():
            raise _Refused(phrase("there is no file {url}", url=url))
        return self.response(url, path.read_bytes())


class _Refused(BaseException):
    """Ends WeasyPrint's work: it catches every usual exception and prints without the picture."""


def _inline(rest: str) -> tuple[bytes, dict[str, str]]:
    """Return the content of a data address and its headers."""
    from base64 import b64decode  # noqa: PLC0415

    kind, _, data = rest.partition(",")
    raw = unquote_to_bytes(data)
    if kind.endswith(";base64"):
        kind, raw = kind.removesuffix(";base64"), b64decode(raw)
    return raw, {"Content-Type": kind or "text/plain"}


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
    notes = {}
    for number, element in elements.items():
        note = Note(
            tag=element.tag, language=element.get("lang", ""), scope=element.get("scope", "")
        )
        notes[number] = note
    return notes


def _refuse_unknown_glyphs(document: Document) -> None:
    """Look at what was set: texts of styles, and letters made capital."""
    found = {
        chr(point): phrase("a text of the style")
        for font in document.fonts.values()
        for point in font.missing
    }
    if found:
        raise MissingGlyphsError(tuple(sorted(found.items())))


def _refuse_local_links(document: Document) -> None:
    """A link to a file would name a folder of this computer."""
    for page in document.pages:
        for kind, target, *_ in page.links:
            if kind == "external" and target.startswith("file:"):
                raise PrintError(phrase("the link {url} leads to this computer", url=target))
