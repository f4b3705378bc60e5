"""Builds the whole site: the pages with Sphinx, in a process of its own, then the search index."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from rinnalla.search import IndexingError, index_site
from rinnalla.synonyms import FILE_NAME as SEARCH_WORDS

LANGUAGE = "fi"
"""The language the pages are written in."""


def build_site(docs: Path, out: Path) -> int:
    """Build the pages into a folder, then their index; return the exit status.

    0: the site is there; 1: Sphinx warned or failed, or the pages could not be indexed; 2: there
    are no pages. What Sphinx remembers between builds is kept beside the folder, not in it.
    """
    if not (docs / "conf.py").is_file():
        print(f"rinnalla site: there is no conf.py in {docs}", file=sys.stderr)
        return 2
    memory = out.parent / f".{out.name}-doctrees"
    command = [sys.executable, "-m", "sphinx", "-b", "html", "-n", "-W", "-q", "-j", "auto",
               "-d", str(memory), str(docs), str(out)]  # fmt: skip
    finished = subprocess.run(command, check=False)  # noqa: S603 - our own words and the paths given
    if finished.returncode:
        return 1
    try:
        index_site(out, docs / SEARCH_WORDS, LANGUAGE)
    except IndexingError as error:
        print(f"rinnalla site: {error}", file=sys.stderr)
        return 1
    print(f"The site is in {out}")
    return 0
