"""The command ``rinnalla book``: the whole knowledge base as one file in each language.

A format is a function that makes one book and returns where it is; ``FORMATS`` names them. Each is
imported when it is asked for, since each has packages of its own.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from itertools import repeat
from multiprocessing import get_context
from pathlib import Path
from typing import TypeAlias

from rinnalla.book.volume import BookError, MissingToolError, Volume
from rinnalla.diagnostics import as_text
from rinnalla.languages.known import FILE_NAME, Languages, locales_beside, read_languages
from rinnalla.messages import add_interface_folder
from rinnalla.phrases import phrase, said
from rinnalla.speech import Speech

_Make: TypeAlias = Callable[[Volume], Path]
"""Makes one book. Raises MissingToolError and BookError."""


def _word(volume: Volume) -> Path:
    from rinnalla.book.word import make_word_book  # noqa: PLC0415 - its packages are an extra

    return make_word_book(volume)


def _pdf(volume: Volume) -> Path:
    from rinnalla.book.pdf import make_pdf_book  # noqa: PLC0415 - likewise

    return make_pdf_book(volume)


FORMATS: Mapping[str, _Make] = {"pdf": _pdf, "word": _word}


def add_options(parser: argparse.ArgumentParser, say: Speech) -> None:
    """Add its options to the command."""
    form = say("form of the book (all)")
    parser.add_argument("--format", choices=sorted(FORMATS), default="", help=form)
    codes = say("languages of the books, such as fi,sv (all published)")
    parser.add_argument(
        "--lang", "--languages", dest="languages", default="", metavar=say("CODES"), help=codes
    )
    folder = say("FOLDER")
    pages = say("folder of the pages (docs)")
    parser.add_argument("--docs", type=Path, default=Path("docs"), metavar=folder, help=pages)
    out = say("folder of the books (build/book)")
    parser.add_argument("--out", type=Path, default=Path("build/book"), metavar=folder, help=out)


def run(options: argparse.Namespace) -> int:
    """Make the books asked for; return the exit status.

    0: they are there; 1: a page cannot be made a part of a book; 2: there are no pages, no such
    language, or something has to be installed.
    """
    say: Speech = options.say
    known = Languages()
    locales = locales_beside(options.docs)
    if (locales / FILE_NAME).is_file():
        known, faults = read_languages(locales)
        if faults:
            sys.stderr.write(as_text(faults, say))
            return 1
    asked = tuple(code.strip() for code in options.languages.split(",") if code.strip())
    wrong = _wrong(options.docs, known, asked)
    if wrong:
        return _refuse(wrong, say)
    add_interface_folder(locales)
    formats = [options.format] if options.format else sorted(FORMATS)
    every = (*known.shown, *known.drafts)
    languages = tuple(code for code in every if code in asked) or known.shown
    volumes = [
        Volume(
            docs=options.docs,
            out=options.out,
            language=language,
            today=date.today(),
            say=say,
            source=known.source,
        )
        for language in languages
    ]
    return max(_make(form, volumes, say) for form in formats)


def _wrong(docs: Path, known: Languages, asked: Sequence[str]) -> str:
    """Return what is wrong with what was asked for; nothing where all is well."""
    every = (*known.shown, *known.drafts)
    if strange := [code for code in asked if code not in every]:
        return phrase(
            "the language «{code}» is none of {known}", code=strange[0], known=", ".join(every)
        )
    if not (docs / "conf.py").is_file():
        return phrase("there is no conf.py in {folder}", folder=docs)
    return ""


@dataclass(frozen=True, slots=True)
class _Made:
    """What came of one book. path: None where there is none; lines: why not.

    missing: whether something has to be installed.
    """

    path: Path | None = None
    lines: tuple[str, ...] = ()
    missing: bool = False


def _make(form: str, volumes: Sequence[Volume], say: Speech) -> int:
    """Make the books of one format, as many at once as there are processors.

    Returns the exit status.
    """
    processes = min(len(volumes), os.cpu_count() or 1)
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        return _tell(zip(volumes, pool.map(_one, repeat(form), volumes), strict=True), say)


def _tell(books: Iterable[tuple[Volume, _Made]], say: Speech) -> int:
    """Say what came of each book, what is missing for all of them once; return the status."""
    status = 0
    missing: set[str] = set()
    for volume, book in books:
        for line in book.lines if not book.missing else ():
            print(f"[{volume.language}] {said(line, say)}", file=sys.stderr)
        for line in set(book.lines) - missing if book.missing else ():
            _refuse(line, say)
            missing.add(line)
        if book.path:
            print(said(phrase("The book is in {path}", path=book.path), say), flush=True)
        else:
            status = max(status, 2 if book.missing else 1)
    return status


def _one(form: str, volume: Volume) -> _Made:
    """Make one book, in a process of its own."""
    add_interface_folder(volume.locales)
    try:
        return _Made(path=FORMATS[form](volume))
    except MissingToolError as missing:
        return _Made(lines=(missing.words,), missing=True)
    except BookError as failed:
        return _Made(lines=failed.lines)


def _refuse(why: str, say: Speech) -> int:
    print(f"rinnalla book: {said(why, say)}", file=sys.stderr)
    return 2
