"""A small project of lists, and stand-ins for what makes sheets, which other processes can call."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path, PurePosixPath

from rinnalla.codes import Code
from rinnalla.diagnostics import problem
from rinnalla.editions import Edition, Editions
from rinnalla.paper.formats import Rendered, pairs
from rinnalla.paper.memory import Memory
from rinnalla.paper.plan import Job, plan, possible
from rinnalla.paper.press import Renderer, Report, press
from rinnalla.paper.problems import MissingLibraryError, PrintError
from rinnalla.phrases import phrase
from tests.projects import TODAY, read_project, write_files

FIRST = """\
# Ensimmäinen

:::{checklist} Ensimmäinen lista
:id: first-list
METADATA

- [ ] Raja on {setting}`limit`, sitten {checklist}`third-list` {#limit-known origin=design}
:::
"""
SECOND = """\
# Toinen

:::{checklist} Toinen lista
:id: second-list
METADATA
:paper: a6

- [ ] Asia on sovittu {#settled origin=design}
:::
"""
THIRD = SECOND.replace("Toinen", "Kolmas").replace("second", "third").replace(":paper: a6\n", "")
SETTINGS = """\
limit:
  type: number
  default: 3
  origin: design
  about: Raja, jota koe käyttää.
"""
CATALOGUE = """\
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "Asia on sovittu"
msgstr "Saken är avtalad"
"""
FILES = {
    "docs/first.md": FIRST,
    "docs/second.md": SECOND,
    "docs/third.md": THIRD,
    "docs/organisation.yml": SETTINGS,
    "locales/languages.yml": "source: fi\npublished: [sv]\n",
    "locales/sv/LC_MESSAGES/second.po": CATALOGUE,
}


def write_project(folder: Path) -> Path:
    """Write three lists in two languages, the second as a card too; return the folder."""
    return write_files(folder, FILES)


def change(path: Path, old: str, new: str) -> None:
    """Put other words in the place of words that must be there."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def jobs_of(project: Path, editions: Editions, *formats: str) -> tuple[Job, ...]:
    """Return the jobs for everything there can be, or for some formats."""
    two = pairs(editions.found, "fi")
    chosen = {"formats": formats} if formats else {}
    return plan(editions.found, project / "out", PurePosixPath, two=two, **chosen)


def run(
    project: Path,
    renderer: Renderer | None = None,
    *formats: str,
    processes: int = 1,
    today: date = TODAY,
    base_url: str = "",
) -> Report:
    """Make the sheets of the project; return what was done."""
    editions = read_project(project, today=today, base_url=base_url)
    return press(
        jobs_of(project, editions, *formats),
        editions.found,
        Memory(project / "memory.json", project / "out"),
        possible=possible(editions.found, editions.found, PurePosixPath, editions.packs),
        locales=project / "locales",
        renderer=renderer or stand_in,
        processes=processes,
    )


def stand_in(job: Job, editions: Sequence[Edition]) -> Rendered:
    """Return a file of which nothing is asked but that it is there."""
    titles = " / ".join(edition.title for edition in editions)
    return Rendered(data=f"{job.format}: {titles}\n".encode(), pages=1)


def failing(job: Job, editions: Sequence[Edition]) -> Rendered:
    """Fail for the second list: once with our own error, once with one nobody thought of."""
    if job.list_id == "second-list" and job.format == "pdf":
        raise PrintError(phrase("the document has no title"))
    if job.list_id == "second-list" and job.format == "large":
        message = "out of ink"
        raise ValueError(message)
    return stand_in(job, editions)


def advising(job: Job, editions: Sequence[Edition]) -> Rendered:
    """Make every sheet, and have advice on cards."""
    checklist = editions[0].checklist
    words = {"title": "Toinen", "language": "fi", "size": "A6", "most": 2, "larger": "A5"}
    found = problem(checklist.path, checklist.line, Code.CARD_OVERFLOW, **words)
    return Rendered(data=b"card", problems=(found,) if job.format == "card" else ())


def refusing(job: Job, editions: Sequence[Edition]) -> Rendered:
    """Make no card: say what is wrong with the list."""
    checklist = editions[0].checklist
    found = problem(checklist.path, checklist.line, Code.BAD_ID, id="x")
    return Rendered(data=b"card", problems=(found,) if job.format == "card" else ())


def dying(job: Job, editions: Sequence[Edition]) -> Rendered:
    """End the whole process, as a library that crashes would."""
    if job.list_id == "second-list":
        os._exit(1)
    return stand_in(job, editions)


def lacking(job: Job, editions: Sequence[Edition]) -> Rendered:
    """Say what the computer lacks."""
    what = f"no paper for {job.list_id} in {len(editions)}"
    raise MissingLibraryError(phrase("printing cannot start: {message}", message=what))
