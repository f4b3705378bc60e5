"""A small project of catalogues in a folder: its pages as plain texts, and what is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from rinnalla.diagnostics import Diagnostic, in_order
from rinnalla.languages.known import read_languages
from rinnalla.languages.report import report_languages
from rinnalla.languages.update import Template

PAGES = "pages.txt"
"""The file that says what the pages hold, a text a line: ``models/index: Mallit``."""

LANGUAGES = "source: fi\npublished: [sv]\nnames: [Rinnalla]\nshared: {sv: [lista]}\n"
"""The file of languages of a project that has none of its own."""


def problems_in(files: Mapping[str, bytes], folder: Path) -> list[Diagnostic]:
    """Write the files of a project into the current folder, and return what is wrong with it.

    folder: the current one. What is wrong with the interface's own words is left out.
    """
    for name, data in {"locales/languages.yml": LANGUAGES.encode(), **files}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    locales = Path("locales")
    languages, problems = read_languages(locales)
    if problems:
        return problems
    reports = report_languages(templates(folder / PAGES), Path("docs"), locales, languages)
    found = in_order(problem for one in reports for problem in one.problems)
    return [problem for problem in found if problem.path.startswith("locales")]


def templates(path: Path) -> list[Template]:
    """Return what there is to translate in the pages that a file names."""
    pages: dict[str, dict[str, int]] = {}
    for line in path.read_text("utf-8").splitlines() if path.is_file() else ():
        name, _, text = line.partition(": ")
        lines = pages.setdefault(name, {})
        lines[text] = len(lines) + 1
    return [Template(name=name, lines=lines, notes={}) for name, lines in pages.items()]
