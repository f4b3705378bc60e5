"""The Word book: the pages as Jupyter Book reads them, and what it makes of them, finished."""

from __future__ import annotations

import shlex
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rinnalla.book.gathering import gather
from rinnalla.book.jupyter import OFFLINE, Remark, find_node, run_jupyter_book
from rinnalla.book.plugin import KEPT, LOCALES, REGISTER
from rinnalla.book.register import Register
from rinnalla.book.volume import BookError, MissingToolError, Volume
from rinnalla.book.word_figures import write_figures
from rinnalla.book.word_pages import Copy, copy_page
from rinnalla.diagnostics import shown_path
from rinnalla.languages.known import Languages, read_languages
from rinnalla.paper.problems import MissingLibraryError
from rinnalla.phrases import phrase
from rinnalla.read import read_paths
from rinnalla.writing import regional

TEMPLATE = Path(__file__).parent / "template"
TEXT, MADE = "book.md", "book.docx"
TITLE = "Rinnalla"

_HEAD = f"""\
---
title: {TITLE}
exports:
  - format: docx
    template: ./template
    output: {MADE}
---
"""
_PROJECT = f"""\
version: 1
project:
  title: {TITLE}
  plugins:
    - type: executable
      path: plugin.sh
  toc:
    - file: {TEXT}
"""
_PLUGIN = """\
#!/bin/sh
# Keeps what a directive holds until the whole text has been read: it is started for each of them,
# and twice, and Python would need longer to start than to read it.
if [ "$1" = --directive ]; then
  printf '[{{"type":"{kept}","name":"%s","found":' "$2"
  cat
  printf '}}]'
else
  PYTHONPATH={package}${{PYTHONPATH:+:$PYTHONPATH}} exec {python} -m rinnalla.book.plugin "$@"
fi
"""
_PACKAGE = Path(__file__).resolve().parents[2]
"""Where this package is found, for the plugin is to be of the same one."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Manuscript:
    """The whole text that Jupyter Book reads. begins: where each page begins, 0-based."""

    text: str
    begins: tuple[tuple[int, str], ...]

    def place(self, line: int) -> tuple[str, int]:
        """Return the page and the line in it, 1-based, of a line of the text; none: no page."""
        found = [(start, page) for start, page in self.begins if start < line]
        return (found[-1][1], line - found[-1][0]) if found else ("", line)


def manuscript(copies: Sequence[Copy]) -> Manuscript:
    """Return the pages one after another."""
    lines = _HEAD.split("\n")
    begins: list[tuple[int, str]] = []
    for copy in copies:
        begins.append((len(lines), copy.page))
        lines += [*copy.lines, ""]
    return Manuscript(text="\n".join(lines), begins=tuple(begins))


def make_word_book(volume: Volume) -> Path:
    """Make the Word book of one language, and return where it is.

    Raises MissingToolError where a program or package is missing, and BookError with the file and
    line of what Jupyter Book cannot read.
    """
    find_node()
    try:
        from rinnalla.book.word_finish import finish  # noqa: PLC0415 - of an extra
    except ModuleNotFoundError as missing:
        why = phrase("{why}; install rinnalla[paper]", why=missing)
        raise MissingToolError(why) from missing
    languages = _languages(volume)
    register, editions = gather(volume, languages)
    folder = volume.out / f".word-{volume.language}"
    shutil.rmtree(folder, ignore_errors=True)
    copies = [copy_page(volume.docs, one, register) for one in register.chapters]
    written = manuscript(copies)
    _furnish(folder, register, written, regional(volume.language))
    drawings = read_paths([volume.docs / f"{one.name}.md" for one in register.chapters]).drawings
    try:
        write_figures(drawings, volume.docs, folder, register, editions.found[volume.language])
    except MissingLibraryError as missing:
        raise MissingToolError(missing.text) from missing
    remarks = run_jupyter_book(
        folder,
        MADE,
        {REGISTER: str((folder / "register.json").resolve()),
         LOCALES: str(volume.locales.resolve())},
    )  # fmt: skip
    if remarks:
        raise BookError(tuple(_said(one, written, volume) for one in remarks))
    path = volume.path("docx")
    is_whole = not any(copy.untranslated for copy in copies)
    made = (folder / MADE).read_bytes()
    path.write_bytes(finish(made, register, folder, is_whole=is_whole))
    shutil.rmtree(folder)
    return path


def _languages(volume: Volume) -> Languages:
    path = volume.locales
    return read_languages(path)[0] if path.is_dir() else Languages()


def _furnish(folder: Path, register: Register, written: Manuscript, language: str) -> None:
    """Write all that Jupyter Book reads."""
    shutil.copytree(TEMPLATE, folder / "template")
    styles = folder / "template" / "styles.xml"
    text = styles.read_text("utf-8").replace("LANGUAGE", language)
    styles.write_text(text, "utf-8")
    (folder / "template" / OFFLINE).rename(folder / OFFLINE)
    plugin = folder / "plugin.sh"
    files = {
        folder / TEXT: written.text,
        folder / "myst.yml": _PROJECT,
        folder / "register.json": register.as_json(),
        plugin: _PLUGIN.format(
            kept=KEPT, python=shlex.quote(sys.executable), package=shlex.quote(str(_PACKAGE))
        ),
    }
    for path, words in files.items():
        path.write_text(words, "utf-8")
    plugin.chmod(0o755)


def _said(remark: Remark, written: Manuscript, volume: Volume) -> str:
    """Return a remark with the page and line it is about."""
    page, line = written.place(remark.line)
    if not page or not remark.line:
        return phrase("Jupyter Book says: {words}", words=remark.words)
    path = shown_path(volume.docs / f"{page}.md")
    return phrase(
        "{path}:{line}: Jupyter Book says: {words}", path=path, line=line, words=remark.words
    )
