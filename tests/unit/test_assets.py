"""Scripts as they are shipped: without comments, and otherwise as written."""

from __future__ import annotations

import re

import pytest

from rinnalla.assets import STATIC, assets

COMMENT = re.compile(r"\s*(?://|/\*(?!.*\*/ *\S)|\*)")
"""A line that holds a comment, or a part of one, and no code behind it."""

SCRIPTS = sorted(path.name for path in STATIC.glob("*.js"))


@pytest.mark.parametrize("name", SCRIPTS)
def test_script_is_shipped_without_its_comments(name: str) -> None:
    """What is left is code, each line as it was written; nothing but comments is missing."""
    written = (STATIC / name).read_text("utf-8").splitlines()
    shipped = assets()[0][name].decode().splitlines()
    missing = [line for line in written if line not in shipped]

    assert missing
    assert [] == [line for line in missing if not COMMENT.match(line)]
    assert [] == [line for line in shipped if COMMENT.match(line)]
    assert shipped == [line for line in written if line not in missing]


def test_styles_are_shipped_as_written() -> None:
    """A style sheet for paper is the same file."""
    assert (STATIC / "print.css").read_bytes() == assets()[0]["print.css"]
