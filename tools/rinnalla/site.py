"""Builds the whole site: the pages with Sphinx, in a process of its own, then the search index."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from rinnalla.phrases import phrase, said
from rinnalla.search import IndexingError, index_site
from rinnalla.speech import Speech
from rinnalla.synonyms import FILE_NAME as SEARCH_WORDS

LANGUAGE = "fi"
"""The language the pages are written in."""


def build_site(docs: Path, out: Path, say: Speech) -> int:
    """Build the pages into a folder, then their index; return the exit status.

    0: the site is there; 1: Sphinx warned or failed, or the pages could not be indexed; 2: there
    are no pages. say: in which language; Sphinx's own words follow the computer's. What Sphinx
    remembers between builds is kept beside the folder, not in it.
    """
    if not (docs / "conf.py").is_file():
        missing = phrase("there is no conf.py in {folder}", folder=docs)
        print(f"rinnalla site: {said(missing, say)}", file=sys.stderr)
        return 2
    memory = out.parent / f".{out.name}-doctrees"
    command = [sys.executable, "-m", "sphinx", "-b", "html", "-n", "-W", "-q", "-j", "auto",
               "-d", str(memory), str(docs), str(out)]  # fmt: skip
    finished = subprocess.run(command, check=False, env=say.environment)  # noqa: S603 - our own words and the paths given
    if finished.returncode:
        return 1
    try:
        index_site(out, docs / SEARCH_WORDS, LANGUAGE)
    except IndexingError as error:
        print(f"rinnalla site: {said(error.words, say)}", file=sys.stderr)
        return 1
    print(said(phrase("The site is in {folder}", folder=out), say))
    return 0
