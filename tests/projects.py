"""Projects for tests: the small ones that they write, and the real one, read."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from rinnalla.editions import Editions, read_editions
from rinnalla.languages.known import read_languages

ROOT = Path(__file__).parents[1]
TODAY = date(2026, 11, 22)
BASE_URL = "https://example.org/opas"

METADATA = """\
:mode: do-confirm
:who: Työntekijä
:when: Alussa
:minutes: 5
:status: draft
:reviewed: 2026-11-21
:review-due: 2027-11-21
"""
"""What a list has besides its id."""


def filled(text: str) -> str:
    """Return a page with the metadata of a list where the line METADATA stands."""
    return textwrap.dedent(text).replace("METADATA\n", METADATA)


def write_files(folder: Path, files: Mapping[str, str]) -> Path:
    """Write files, filled, by their paths below a folder; return the folder."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(filled(text), "utf-8")
    return folder


def read_project(project: Path = ROOT, *, today: date = TODAY, base_url: str = "") -> Editions:
    """Return every list and pack in the languages that readers see; nothing may be wrong."""
    languages, faults = read_languages(project / "locales")
    assert [] == faults
    found = read_editions(
        project / "docs",
        project / "locales",
        languages.shown,
        languages=languages,
        today=today,
        base_url=base_url,
    )
    assert () == found.diagnostics
    return found


def real_editions() -> Editions:
    """Return those of the knowledge base."""
    return read_project(base_url=BASE_URL)
