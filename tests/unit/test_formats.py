"""The formats of sheets: which list has which, and what their files are called."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest

from rinnalla.paper.formats import FORMATS, file_name, formats_of, pairs
from rinnalla.paper.plan import plan, possible
from rinnalla.read import read_text
from tests.pressing import jobs_of, write_project
from tests.projects import read_project

ALWAYS = ("pdf", "fillable", "large", "docx", "bilingual")


@pytest.mark.parametrize(
    ("paper", "more"),
    [("", set()), (":paper: a6", {"card"}), (":paper: a5", {"card"}), (":paper: a3", {"canvas"}),
     (":paper: a5, a3", {"card", "canvas"})],
)  # fmt: skip
def test_cards_and_canvases_are_for_lists_that_name_their_size(
    paper: str, more: set[str], tmp_path: Path
) -> None:
    """All other formats are for every list."""
    page = write_project(tmp_path) / "docs" / "second.md"
    page.write_text(page.read_text("utf-8").replace(":paper: a6\n", f"{paper}\n"), "utf-8")

    found = formats_of(read_project(tmp_path).found["fi"]["second-list"].checklist)

    assert {*ALWAYS, *more} == set(found)
    assert [name for name in FORMATS if name in found] == list(found)


def test_file_is_named_after_list_and_format() -> None:
    """Readers find it again in their folder of downloads."""
    names = [file_name("cm-process", name, ("fi", "sv")) for name in FORMATS]

    assert [
        "cm-process.pdf",
        "cm-process-fillable.pdf",
        "cm-process-large.pdf",
        "cm-process-card.pdf",
        "cm-process-canvas.pdf",
        "cm-process.docx",
        "cm-process-fi-sv.pdf",
    ] == names


def test_two_languages_are_a_pair_and_of_more_the_source_goes_with_each() -> None:
    """One language is none, and without the source nobody knows which two are meant."""
    assert (("sv", "fi"),) == pairs(("sv", "fi"), "fi")
    assert (("sv", "en"),) == pairs(("sv", "en"), "fi")
    assert (("fi", "sv"), ("fi", "en")) == pairs(("fi", "sv", "en"), "fi")
    assert () == pairs(("sv", "en", "fr"), "fi")
    assert () == pairs(("sv", "sv"), "fi")


def test_plan_holds_every_format_of_every_list_in_every_language(tmp_path: Path) -> None:
    """What is in two languages stands once, with those of the first."""
    editions = read_project(write_project(tmp_path))

    names = [job.name for job in jobs_of(tmp_path, editions)]

    assert len(set(names)) == len(names) == 3 * (4 * 2 + 1) + 2
    assert {"fi/second-list-card.pdf", "sv/second-list-card.pdf"} == {
        name for name in names if "card" in name
    }
    assert "fi/first-list-fi-sv.pdf" in names
    assert set(names) <= possible(editions.found, ("fi", "sv", "en"), PurePosixPath, {})


def test_plan_follows_what_is_asked_for(tmp_path: Path) -> None:
    """Lists and formats; a format that a list lacks is no job."""
    editions = read_project(write_project(tmp_path))

    jobs = plan(
        editions.found,
        tmp_path,
        PurePosixPath,
        formats=("card", "pdf"),
        ids=("first-list", "second-list"),
    )

    assert [("first-list", "pdf"), ("second-list", "pdf"), ("second-list", "card")] == list(
        dict.fromkeys((job.list_id, job.format) for job in jobs)
    )
    assert {tmp_path / job.name for job in jobs} == {job.target for job in jobs}


CARD = """\
:::{form} Kortti
:id: memory-card
:who: Työntekijä
:when: Lopussa
:paper: a6
CARD
- Päivä {#day type=date origin=design}

## Alku {#start}

- Tapa {#way type=text origin=design}

## Loppu {#finish}

- Muuta {#more type=text origin=design}
:::
"""


@pytest.mark.parametrize(
    ("card", "sections"),
    [
        ("", ["", "start", "finish"]),
        (":card:\n", ["", "start", "finish"]),
        (":card: finish start\n", ["start", "finish"]),
        (":card: finish,\n  finish\n", ["finish"]),
    ],
)
def test_card_holds_the_sections_that_are_named_in_document_order(
    card: str, sections: list[str]
) -> None:
    """All without a name; the codes are those of the whole list."""
    reading = read_text(CARD.replace("CARD\n", f"{card}\n"), "card.md")
    (checklist,) = reading.checklists

    assert () == reading.diagnostics
    assert sections == [section.id for section in checklist.card_sections]
    assert {"day": "1", "start": "A", "way": "A1", "finish": "B", "more": "B1"} == checklist.codes()
