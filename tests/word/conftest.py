"""Every list of the project in every language, as a Word document made once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from rinnalla.editions import Edition, read_editions
from rinnalla.languages.known import read_languages
from rinnalla.word import word_document
from tests.word.reading import Read, opened

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 22)


@pytest.fixture(scope="session")
def editions() -> tuple[Edition, ...]:
    """Every list in every language that readers see."""
    languages, _ = read_languages(ROOT / "locales")
    found = read_editions(
        ROOT / "docs",
        ROOT / "locales",
        languages.shown,
        languages=languages,
        today=TODAY,
        base_url="https://example.org/opas",
    )
    assert () == found.diagnostics
    return tuple(one for lists in found.found.values() for one in lists.values())


@pytest.fixture(scope="session")
def files(editions: tuple[Edition, ...]) -> Mapping[str, bytes]:
    """The file of each, by list and language."""
    return {f"{one.id}-{one.language}": word_document(one) for one in editions}


@pytest.fixture(scope="session")
def documents(editions: tuple[Edition, ...], files: Mapping[str, bytes]) -> list[Read]:
    """Each opened again."""
    return [opened(one, files[f"{one.id}-{one.language}"]) for one in editions]
