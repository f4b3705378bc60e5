"""Every sheet of every list, in every language and format: each made once, and read again."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from rinnalla.paper.formats import formats_of
from tests.sheets import ASPECTS, LANGUAGES, Made, digest, make_all, read_all

Sheets = dict[str, Made]


@pytest.fixture(scope="module")
def sheets(tmp_path_factory: pytest.TempPathFactory) -> Sheets:
    """Every sheet by the name of its file."""
    return {made.name: made for made in make_all(tmp_path_factory.mktemp("sheets"))}


def test_every_list_has_its_formats(sheets: Sheets) -> None:
    """In each language, and Finnish beside each of the others."""
    expected = set()
    for language, found in read_all().found.items():
        for id_, edition in found.items():
            for name in formats_of(edition.checklist):
                others = LANGUAGES[1:] if language == "fi" else []
                pairs = [(language, other) for other in others]
                wanted = {"docx": [], "bilingual": pairs}.get(name, [(language,)])
                expected |= {(id_, name, languages) for languages in wanted}

    assert expected == {(one.list_id, one.format, one.languages) for one in sheets.values()}


@pytest.mark.parametrize("aspect", ASPECTS)
def test_every_sheet_is_as_promised(sheets: Sheets, aspect: str) -> None:
    """Its texts and their order, its file, its paint, its sizes, its fields; and the programs."""
    looked = {name: made.faults[aspect] for name, made in sheets.items() if aspect in made.faults}

    assert {} == {name: faults for name, faults in looked.items() if faults}
    assert len(LANGUAGES) * 15 <= len(looked)


def test_lists_fit_their_cards(sheets: Sheets) -> None:
    """The lists were written so: nobody is told of a larger one."""
    assert {} == {made.name: made.advice for made in sheets.values() if made.advice}


def test_sheets_do_not_eat_paper(sheets: Sheets) -> None:
    """A4: the longest list is five pages, in two languages seven; all of a list 60 on average."""
    pages = {made.name: made.pages for made in sheets.values()}
    lists = {made.list_id for made in sheets.values()}

    assert 5 >= max(made.pages for made in sheets.values() if made.format == "pdf")
    assert 7 >= max(made.pages for made in sheets.values() if made.format == "bilingual")
    assert 60 * len(lists) > sum(pages.values())


MAKE = """
import sys
from rinnalla.paper.sheets import render_sheet
from tests.sheets import digest, tasks
wanted = sys.argv[1:]
for name, editions, file, _ in reversed(tasks()):
    if file in wanted:
        print(file, digest(render_sheet(editions, name).data))
"""


def test_same_list_gives_the_same_bytes(sheets: Sheets) -> None:
    """In another process, in another order, with another order of its sets."""
    names = (
        "fr/approach-chooser-fillable.pdf",
        "sv/heard-first-card-card.pdf",
        "fi/service-change-canvas-canvas.pdf",
        "en/systemic-meeting-large.pdf",
        "fi/systemic-meeting-fi-fr.pdf",
    )
    run = subprocess.run(
        [sys.executable, "-c", MAKE, *names],
        capture_output=True,
        check=True,
        cwd=Path(__file__).parents[2],
        env={**os.environ, "PYTHONHASHSEED": "7", "PYTHONPATH": os.pathsep.join(sys.path)},
        text=True,
    )

    assert {name: digest(sheets[name].data) for name in names} == dict(
        line.split() for line in run.stdout.splitlines()
    )
