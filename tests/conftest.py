"""What holds for every test: messages are English, whatever the computer speaks."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

pytest.register_assert_rewrite("tests.paper_checks")


@pytest.fixture(autouse=True, scope="session")
def english() -> Iterator[None]:
    """Fix the language of messages, for the programs that tests start too."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RINNALLA_LANG", "en")
        yield
