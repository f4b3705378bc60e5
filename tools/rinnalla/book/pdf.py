"""The book as one PDF: Sphinx writes its page, ``paper`` prints it, `check` looks at the result."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from rinnalla.book.pdf_check import faults
from rinnalla.book.volume import BookError, MissingToolError, Volume
from rinnalla.paper.pdf import Printed, print_html
from rinnalla.paper.problems import MissingLibraryError, PrintError
from rinnalla.phrases import phrase

STYLE = Path(__file__).parent / "book.css"
PAGE, TITLES = "index.html", "titles.json"
"""What Sphinx writes: the book, and the titles of the pages that belong in it."""


def make_pdf_book(volume: Volume) -> Path:
    """Make the PDF and return where it is. Raises MissingToolError and BookError."""
    pages = _written(volume)
    titles: list[str] = json.loads((pages / TITLES).read_text("utf-8"))
    printed = print_book((pages / PAGE).read_text("utf-8"), pages)
    found = faults(printed.data, printed.layouts, titles)
    if found:
        raise BookError(found)
    path = volume.path("pdf")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(printed.data)
    return path


def print_book(html: str, base: Path) -> Printed:
    """Return the page of a book as pages of paper. Raises MissingToolError and BookError."""
    try:
        printed = print_html(html, styles=[STYLE], base=base)
    except MissingLibraryError as missing:
        raise MissingToolError(missing.text) from missing
    except PrintError as error:
        raise BookError((error.text,)) from error
    if printed.problems:
        raise BookError(printed.problems)
    return printed


def _written(volume: Volume) -> Path:
    """Let Sphinx write all pages as one; return the folder. Raises BookError with what it said.

    What it remembers stays beside the books, so that a second book is made of what has changed.
    """
    memory = volume.out / ".pages" / volume.language
    out = memory / "html"
    command = (
        *(sys.executable, "-m", "sphinx", "-b", "book", "-n", "-W", "-q"),
        *("-D", f"language={volume.language}", "-d", str(memory / "doctrees")),
        *(str(volume.docs), str(out)),
    )
    noon = datetime.combine(volume.today, datetime.min.time(), UTC).replace(hour=12)
    environment = {
        **volume.say.environment,
        "SOURCE_DATE_EPOCH": str(int(noon.timestamp())),
    }
    finished = subprocess.run(  # noqa: S603 - our own words and the paths given
        command, check=False, capture_output=True, text=True, env=environment
    )
    if finished.returncode:
        # What Sphinx has read with a warning it would not warn of again.
        (memory / "doctrees" / "environment.pickle").unlink(missing_ok=True)
        told = (finished.stdout + finished.stderr).splitlines()
        raise BookError(tuple(told) or (phrase("Sphinx ended with {status}",
                                               status=finished.returncode),))  # fmt: skip
    return out
