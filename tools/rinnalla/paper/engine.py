"""WeasyPrint held fast: loaded when needed, silent, offline, and with the same fonts everywhere."""

from __future__ import annotations

import logging
import warnings
from base64 import b64decode
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass
from functools import cache
from io import StringIO
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import unquote_to_bytes, urlsplit
from urllib.request import url2pathname

from rinnalla.paper.fonts import own_fonts
from rinnalla.paper.problems import MissingLibraryError, PrintError
from rinnalla.phrases import phrase

LIBRARIES = {
    "pangoft2": ("libpangoft2-1.0-0", "pango"),
    "pango": ("libpango-1.0-0", "pango"),
    "harfbuzz-subset": ("libharfbuzz-subset0", "harfbuzz"),
    "harfbuzz": ("libharfbuzz0b", "harfbuzz"),
    "fontconfig": ("libfontconfig1", "fontconfig"),
    "gobject": ("libglib2.0-0", "glib"),
}
"""What WeasyPrint loads: the packages of Debian and of Homebrew that hold it. The first name that
stands in a message is meant."""


@cache
def engine() -> ModuleType:
    """Return WeasyPrint, loaded when something is printed for the first time.

    Raises MissingLibraryError, with the package that helps.
    """
    try:
        # It prints advice of its own and warns of what is said below.
        with own_fonts(), redirect_stdout(StringIO()), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import pikepdf  # noqa: F401, PLC0415 - checking works without any of it
            import weasyprint  # type: ignore[import-untyped]  # noqa: PLC0415
            from weasyprint.text import ffi  # type: ignore[import-untyped]  # noqa: PLC0415
    except ImportError as error:
        raise _missing_package(error.name or str(error)) from error
    except OSError as error:
        raise missing_library(str(error)) from error
    if ffi.harfbuzz_subset is None:  # slower, and other bytes than elsewhere
        raise missing_library("harfbuzz-subset")
    module: ModuleType = weasyprint
    return module


def _missing_package(name: str) -> MissingLibraryError:
    return MissingLibraryError(
        phrase(
            "printing needs the package {name}: {command}",
            name=name,
            command="python3 -m pip install 'rinnalla[paper]'",
        )
    )


def missing_library(message: str) -> MissingLibraryError:
    """Return what to say of a library that could not be loaded. message: of the loader."""
    for name, (debian, homebrew) in LIBRARIES.items():
        if name in message:
            return MissingLibraryError(
                phrase(
                    "printing needs the library {name}: {debian} or {homebrew}",
                    name=name,
                    debian=f"sudo apt-get install {debian}",
                    homebrew=f"brew install {homebrew}",
                )
            )
    return MissingLibraryError(phrase("printing cannot start: {message}", message=message))


@dataclass(frozen=True, slots=True)
class Shared:
    """What documents of one process share: fonts and counters are read more slowly than a page."""

    fonts: Any
    counters: Any


@cache
def shared() -> Shared:
    """Return it, made once in a process."""
    engine()
    from weasyprint.css.counters import CounterStyle  # type: ignore[import-untyped]  # noqa: PLC0415
    from weasyprint.text.fonts import (  # type: ignore[import-untyped]  # noqa: PLC0415
        FontConfiguration,
    )

    with own_fonts():
        return Shared(FontConfiguration(), CounterStyle())


@dataclass(frozen=True, slots=True)
class Style:
    """A style as WeasyPrint reads it. problems: what it does not understand in it."""

    css: Any
    problems: tuple[str, ...]


_STYLES: dict[tuple[Path | str, int], Style] = {}


def read_style(given: Path | str) -> Style:
    """Return a style, a file or CSS itself; from memory, if it has not changed."""
    key = given, given.stat().st_mtime_ns if isinstance(given, Path) else 0
    if key not in _STYLES:
        problems: list[str] = []
        where = {"filename": given} if isinstance(given, Path) else {"string": given}
        fetcher = Fetcher([given.parent] if isinstance(given, Path) else [])
        with listening(problems):
            css = engine().CSS(
                **where,
                url_fetcher=fetcher,
                font_config=shared().fonts,
                counter_style=shared().counters,
            )
        name = f"{given.name}: " if isinstance(given, Path) else ""
        _STYLES[key] = Style(css, tuple(f"{name}{problem}" for problem in problems))
    return _STYLES[key]


class _Listener(logging.Handler):
    def __init__(self, problems: list[str]) -> None:
        super().__init__(logging.WARNING)
        self.problems = problems

    def emit(self, record: logging.LogRecord) -> None:
        self.problems.append(record.getMessage())


@contextmanager
def listening(problems: list[str]) -> Iterator[None]:
    """Gather what WeasyPrint logs; nobody else hears it."""
    logger = logging.getLogger("weasyprint")
    handlers, level, propagate = logger.handlers, logger.level, logger.propagate
    logger.handlers, logger.propagate = [_Listener(problems)], False
    logger.setLevel(logging.WARNING)
    try:
        yield
    finally:
        logger.handlers, logger.propagate = handlers, propagate
        logger.setLevel(level)


class _RefusedError(BaseException):
    """Ends WeasyPrint's work: it survives every usual exception and prints without the picture."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


@contextmanager
def refusing() -> Iterator[None]:
    """Turn the end of WeasyPrint's work into a PrintError."""
    try:
        yield
    except _RefusedError as refused:
        raise PrintError(refused.text) from refused


class Fetcher:
    """Reads files below the folders it is given, and data addresses; refuses everything else."""

    _fail_on_errors = True  # asked for by WeasyPrint

    def __init__(self, folders: Iterable[Path]) -> None:
        self.folders = tuple(folder.resolve() for folder in folders)

    def __call__(self, url: str) -> Any:
        """Return WeasyPrint's response, with what stands at the address."""
        response = engine().urls.URLFetcherResponse
        scheme, _, rest = url.partition(":")
        if scheme == "data":
            return response(url, *_inline(rest))
        if scheme != "file":
            raise _RefusedError(phrase("nothing is fetched from elsewhere: {url}", url=url))
        path = Path(url2pathname(urlsplit(url).path)).resolve()
        if not any(path.is_relative_to(folder) for folder in self.folders):
            raise _RefusedError(phrase("the file lies outside the page's folder: {url}", url=url))
        if not path.is_file():
            raise _RefusedError(phrase("there is no such file: {url}", url=url))
        return response(url, path.read_bytes())


def _inline(rest: str) -> tuple[bytes, dict[str, str]]:
    """Return the content of a data address and its headers."""
    kind, _, data = rest.partition(",")
    raw = unquote_to_bytes(data)
    if kind.endswith(";base64"):
        kind, raw = kind.removesuffix(";base64"), b64decode(raw)
    return raw, {"Content-Type": kind or "text/plain"}
