"""The runner finds every test there is."""

from __future__ import annotations

import tomllib
from fnmatch import fnmatch
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_no_folder_of_tests_is_passed_over() -> None:
    """A pattern for folders of other things would leave tests out silently."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["pytest"]
    files = [path.relative_to(ROOT) for path in (ROOT / "tests").rglob("test_*.py")]
    files = [path for path in files if "node_modules" not in path.parts]

    assert len(files) > 50
    assert [] == [
        str(path)
        for path in files
        for folder in path.parts[1:-1]
        if any(fnmatch(folder, pattern) for pattern in settings["norecursedirs"])
    ]
