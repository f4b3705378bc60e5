"""The scripts, styles and icon of the site, as files: the same for every language."""

from __future__ import annotations

import hashlib
import re
from functools import cache
from pathlib import Path

STATIC = Path(__file__).parent / "static"

FOLDER = "_static"
"""Where they lie in a site."""

SCREEN = ("base.css", "layout.css", "checklist.css", "drawing.css")
"""Styles that are joined, in this order, into the one file a page asks for."""

_SHIPPED = (".css", ".js", ".svg")

_COMMENT = re.compile(r"^[ \t]*(?://[^\n]*|/\*(?:[^*]|\*(?!/))*\*/[ \t]*)\n", re.MULTILINE)
"""A comment of a script that has its lines for itself."""


@cache
def assets() -> tuple[dict[str, bytes], str]:
    """Return the files by name, and a digest that changes with any of them."""
    screen = "\n".join((STATIC / name).read_text("utf-8") for name in SCREEN)
    files = {"screen.css": screen.encode()}
    for path in sorted(STATIC.iterdir()):
        if path.name not in SCREEN and path.suffix in _SHIPPED:
            files[path.name] = path.read_bytes() if path.suffix != ".js" else _bare(path)
    return files, hashlib.sha256(b"".join(files.values())).hexdigest()[:8]


def _bare(script: Path) -> bytes:
    """Return a script without its comments: a fourth of what readers would download."""
    return _COMMENT.sub("", script.read_text("utf-8")).encode()


def write_assets(site: Path) -> None:
    """Write the files into their folder of a site."""
    target = site / FOLDER
    target.mkdir(parents=True, exist_ok=True)
    for name, data in assets()[0].items():
        (target / name).write_bytes(data)
