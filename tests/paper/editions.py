"""Every list and pack of the project, for the tests of what is printed of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from rinnalla.editions import Editions, read_editions
from rinnalla.languages.known import read_languages

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 22)
BASE_URL = "https://example.org/opas"


def real_editions() -> Editions:
    """Return them in every language that readers see."""
    languages, _ = read_languages(ROOT / "locales")
    found = read_editions(
        ROOT / "docs",
        ROOT / "locales",
        languages.shown,
        languages=languages,
        today=TODAY,
        base_url=BASE_URL,
    )
    assert () == found.diagnostics
    return found
