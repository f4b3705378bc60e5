"""Every list of the project in every language, as a Word document made once."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from rinnalla.editions import Edition
from rinnalla.word import word_document
from tests.projects import real_editions
from tests.word.reading import Read, opened


@pytest.fixture(scope="session")
def editions() -> tuple[Edition, ...]:
    """Every list in every language that readers see."""
    return tuple(one for lists in real_editions().found.values() for one in lists.values())


@pytest.fixture(scope="session")
def files(editions: tuple[Edition, ...]) -> Mapping[str, bytes]:
    """The file of each, by list and language."""
    return {f"{one.id}-{one.language}": word_document(one) for one in editions}


@pytest.fixture(scope="session")
def documents(editions: tuple[Edition, ...], files: Mapping[str, bytes]) -> list[Read]:
    """Each opened again."""
    return [opened(one, files[f"{one.id}-{one.language}"]) for one in editions]
