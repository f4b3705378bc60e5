"""Runs Jupyter Book in a folder, and reads what it says.

It runs on Node.js and is given no network: a script that is loaded first refuses every connection,
so that a book never depends on a server, nor tells one of itself.
"""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from rinnalla.book.volume import MissingToolError
from rinnalla.phrases import phrase

OFFLINE = "offline.cjs"
"""The script that refuses connections, in the folder of the book."""

PACKAGE = "jupyter_book"
_MISSING = phrase(
    "Jupyter Book or Node.js is not installed, and the Word book needs both;"
    " install rinnalla[book] or run: python3 -m nox -s book"
)
_ECHO = "Expected children for node of type myst"
"""What is said once more, when the file is written, of what could not be read before."""
_SAID = re.compile(r"\s*(?:⚠️|⛔️)\s+(?:\S+\.\w+(?::(?P<line>\d+))?(?::\d+)?\s+)?(?P<words>.*)")


@dataclass(frozen=True, kw_only=True, slots=True)
class Remark:
    """Something Jupyter Book warns of. line: 1-based, of the book's text; 0 where it has none."""

    words: str
    line: int = 0


def find_node() -> Path:
    """Return the folder of Node.js: beside this Python, as its package puts it, or on the path.

    Raises MissingToolError where it is not there, or Jupyter Book is not.
    """
    beside = Path(sys.executable).parent
    found = shutil.which("node", path=str(beside)) or shutil.which("node")
    if found is None or importlib.util.find_spec(PACKAGE) is None:
        raise MissingToolError(_MISSING)
    return Path(found).parent


def run_jupyter_book(folder: Path, made: str, environment: Mapping[str, str]) -> tuple[Remark, ...]:
    """Make the Word file that the text in a folder asks for; return what is wrong with the text.

    made: its name. environment: variables for the plugin. Raises MissingToolError.
    """
    node = find_node()
    path = os.pathsep.join([str(node), os.environ.get("PATH", os.defpath)])
    guard = f'--require "{(folder / OFFLINE).resolve().as_posix()}"'
    finished = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-m", PACKAGE, "build", "--docx", "--strict"],
        cwd=folder,
        env={**os.environ, **environment, "PATH": path, "NODE_OPTIONS": guard, "NO_COLOR": "1"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    told = finished.stdout + finished.stderr
    remarks = tuple(dict.fromkeys(remarks_in(told)))
    if not remarks and (finished.returncode or not (folder / made).is_file()):
        return (Remark(words=told.strip() or f"exit status {finished.returncode}"),)
    return remarks


def remarks_in(told: str) -> Iterator[Remark]:
    """Yield the warnings and errors in what Jupyter Book has printed."""
    for row in told.splitlines():
        found = _SAID.match(row)
        if found and not found["words"].startswith(_ECHO):
            yield Remark(words=found["words"].strip(), line=int(found["line"] or 0))
