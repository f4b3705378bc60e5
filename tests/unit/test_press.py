"""Making sheets: only what changed, side by side, nothing half-written, and what is said of it."""

from __future__ import annotations

import ast
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import rinnalla
from rinnalla.paper import memory
from rinnalla.paper.memory import OTHER_ROOMS, PACKAGE, own_files, write_whole
from rinnalla.paper.press import RENDERERS
from rinnalla.paper.problems import MissingLibraryError
from rinnalla.phrases import english
from rinnalla.speech import Speech
from tests.pressing import (
    advising,
    change,
    dying,
    failing,
    lacking,
    refusing,
    run,
    stand_in,
    write_project,
)

ALL = 3 * (4 * 2 + 1) + 2
"""Files of the project: of three lists, and cards of one of them."""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return the folder of a project whose sheets have been made."""
    write_project(tmp_path)
    assert ALL == run(tmp_path).made
    return tmp_path


def files(project: Path) -> dict[str, bytes]:
    """Return what stands in the folder of sheets."""
    found = (path for path in (project / "out").rglob("*") if path.is_file())
    return {path.relative_to(project / "out").as_posix(): path.read_bytes() for path in found}


def test_second_run_makes_nothing(project: Path) -> None:
    """All is as it was."""
    report = run(project, lacking)

    assert (0, ALL, 0) == (report.made, report.unchanged, report.status)


def test_processes_make_the_same_as_one(project: Path) -> None:
    """And put it in the same places."""
    alone = files(project)
    (project / "memory.json").unlink()

    report = run(project, stand_in, processes=2)

    assert (ALL, ALL) == (report.made, report.pages)
    assert alone == files(project)


_Change = Callable[[Path], None]

CHANGES: dict[str, tuple[_Change, set[str]]] = {
    "an item": (
        lambda p: change(p / "docs/second.md", "Asia on sovittu {", "Asia on selvä {"),
        {"second-list"},
    ),
    "a translation": (
        lambda p: change(p / "locales/sv/LC_MESSAGES/second.po", "avtalad", "klar"),
        {"second-list"},
    ),
    "a setting": (
        lambda p: change(p / "docs/organisation.yml", "default: 3", "default: 4"),
        {"first-list", "second-list", "third-list"},
    ),
    "the title of a list that another names": (
        lambda p: change(p / "docs/third.md", "{checklist} Kolmas", "{checklist} Uusi"),
        {"first-list", "third-list"},
    ),
    "a review date": (
        lambda p: change(p / "docs/first.md", "2027-11-21", "2027-12-01"),
        {"first-list"},
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_changed_is_made_again_and_nothing_else(name: str, project: Path) -> None:
    """In every format."""
    do, lists = CHANGES[name]
    told: list[str] = []
    do(project)

    def noting(job: object, editions: object) -> object:
        told.append(job.list_id)  # type: ignore[attr-defined]
        return stand_in(job, editions)  # type: ignore[arg-type]

    report = run(project, noting)  # type: ignore[arg-type]

    assert lists == set(told)
    assert report.made == len(told)
    assert report.unchanged == ALL - report.made


def test_translation_leaves_the_sheets_of_other_languages_alone(project: Path) -> None:
    """Only those that show it: five in Swedish and the one in two languages."""
    change(project / "locales/sv/LC_MESSAGES/second.po", "avtalad", "klar")

    assert 6 == run(project).made


def test_day_counts_only_when_the_review_gets_overdue(project: Path) -> None:
    """A sheet is not made again each morning."""
    assert 0 == run(project, today=date(2027, 11, 21)).made
    assert ALL == run(project, today=date(2027, 11, 22)).made


def test_address_of_the_site_counts(project: Path) -> None:
    """It stands in the code of every sheet."""
    assert ALL == run(project, base_url="https://example.org").made


def test_our_own_code_counts(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As do the packages that print."""
    monkeypatch.setattr(memory, "_tools", lambda: "other")

    assert ALL == run(project).made


def test_interface_words_count(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the languages in the file, no others."""
    monkeypatch.setattr(memory, "_interface", lambda language: f"{language == 'sv'}")
    run(project)
    monkeypatch.setattr(memory, "_interface", lambda language: f"{language == 'sv'} again")

    assert ALL == run(project).made


def test_code_of_sheets_is_all_remembered() -> None:
    """What is left out is imported by nothing that makes a sheet."""
    waiting, seen = [RENDERERS], set[str]()
    while waiting:
        name = waiting.pop()
        path = PACKAGE.parent / name.replace(".", "/")
        file = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
        if name in seen or not file.is_file():
            continue
        seen.add(name)
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("rinnalla"):
                waiting += [str(node.module), *(f"{node.module}.{n.name}" for n in node.names)]

    rooms = {name.split(".")[1] for name in seen if "." in name}
    assert {"paper", "word", "editions", "version"} <= rooms
    assert set() == rooms & set(OTHER_ROOMS)
    assert PACKAGE / "paper" / "sheet.css" in own_files()
    assert Path(rinnalla.__file__).parent / "static" / "print.css" not in own_files()


# files ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("damage", [Path.unlink, lambda path: path.write_bytes(b"")])
def test_damaged_file_is_made_anew(damage: Callable[[Path], None], project: Path) -> None:
    """Removed or changed: the same."""
    before = files(project)
    damage(project / "out/fi/first-list.pdf")

    assert 1 == run(project).made
    assert before == files(project)


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", '{"fi/first-list.pdf": 3}', '{"fi/first-list.pdf": ["x", "y"]}',
     '{"fi/first-list.pdf": [{}, []]}', "\udcff"],
)  # fmt: skip
def test_broken_memory_makes_everything_anew(text: str, project: Path) -> None:
    """Without a word: there is nothing for anybody to mend."""
    (project / "memory.json").write_bytes(text.encode("utf-8", "surrogateescape"))

    report = run(project)

    assert (ALL, 0) == (report.made, report.status)
    assert 0 == run(project).made


def test_files_of_a_list_that_is_gone_are_removed(project: Path) -> None:
    """All formats and languages, and not a word of it is remembered."""
    (project / "docs/second.md").unlink()

    report = run(project)

    assert (0, 4 * 2 + 1 + 2) == (report.made, report.removed)
    assert not [name for name in files(project) if "second" in name]
    assert "second" not in (project / "memory.json").read_text("utf-8")


def test_format_that_a_list_has_no_longer_is_removed(project: Path) -> None:
    """A card of last year's list would be a trap."""
    change(project / "docs/second.md", ":paper: a6\n", "")

    assert 2 == run(project).removed
    assert not [name for name in files(project) if "card" in name]


def test_run_for_some_formats_leaves_the_others(project: Path) -> None:
    """They are not stale: they were not asked for."""
    before = files(project)

    report = run(project, None, "pdf")

    assert (0, 6, 0) == (report.made, report.unchanged, report.removed)
    assert before == files(project)
    assert 0 == run(project).made


def test_only_own_files_are_removed(project: Path) -> None:
    """Neither what somebody else put there nor what somebody has changed."""
    (project / "docs/second.md").unlink()
    mine = project / "out/fi/second-list-notes.pdf"
    changed = project / "out/fi/second-list.pdf"
    for path in (mine, changed):
        path.write_bytes(b"mine")

    run(project)

    assert mine.is_file()
    assert changed.is_file()


def test_memory_cannot_name_files_elsewhere(project: Path) -> None:
    """Nothing outside the folder is ever removed."""
    outside = project / "precious.pdf"
    outside.write_bytes((project / "out/fi/first-list.pdf").read_bytes())
    rows = json.loads((project / "memory.json").read_text("utf-8"))
    rows["../precious.pdf"] = rows[str(outside)] = rows["fi/first-list.pdf"]
    (project / "memory.json").write_text(json.dumps(rows), "utf-8")

    assert 0 == run(project).removed
    assert outside.is_file()


def test_nothing_is_left_half_written(tmp_path: Path) -> None:
    """What cannot be put in its place leaves no trace."""
    target = tmp_path / "sheet.pdf"
    target.mkdir()

    with pytest.raises(OSError, match=r"sheet\.pdf"):
        write_whole(target, b"data")
    assert [target] == list(tmp_path.iterdir())


# failures ------------------------------------------------------------------------------------


@pytest.mark.parametrize("processes", [1, 2])
def test_failure_of_one_sheet_stops_no_other(processes: int, project: Path) -> None:
    """Each is told with the place of its list, and no old file is left instead."""
    (project / "memory.json").unlink()

    report = run(project, failing, processes=processes)

    page = project / "docs/second.md"
    assert [
        f"{page}:3: fi/second-list-large.pdf cannot be made: ValueError: out of ink",
        f"{page}:3: fi/second-list.pdf cannot be made: the document has no title",
        f"{page}:3: sv/second-list-large.pdf cannot be made: ValueError: out of ink",
        f"{page}:3: sv/second-list.pdf cannot be made: the document has no title",
    ] == list(report.rows(Speech("en")))
    assert (1, ALL - 4) == (report.status, report.made)
    assert not (project / "out/fi/second-list.pdf").exists()
    assert (4, ALL - 4) == ((again := run(project)).made, again.unchanged)


def test_advice_is_given_each_time_and_the_sheet_is_there(project: Path) -> None:
    """What is said only once is easily missed."""
    (project / "memory.json").unlink()
    for made in (ALL, 2):
        report = run(project, advising)

        assert (1, made) == (report.status, report.made)
        (row,) = report.rows(Speech("en"))
        assert row.startswith(f"{project / 'docs/second.md'}:3: RN601 «Toinen» (fi) does not fit")
        assert b"card" == (project / "out/fi/second-list-card.pdf").read_bytes()


def test_error_in_a_list_makes_no_sheet(project: Path) -> None:
    """Nor does it leave an older one."""
    (project / "memory.json").unlink()

    report = run(project, refusing)

    assert (1, ALL - 2) == (report.status, report.made)
    assert not (project / "out/sv/second-list-card.pdf").exists()


def test_process_that_dies_is_told_of(project: Path) -> None:
    """The run ends, with the sheets that are missing by name."""
    (project / "memory.json").unlink()

    report = run(project, dying, processes=2)

    assert 1 == report.status
    assert any("second-list.pdf cannot be made: the process" in row for row in report.rows(english))
    assert 0 < run(project).made <= ALL


@pytest.mark.parametrize("processes", [1, 2])
def test_what_the_computer_lacks_ends_the_run(processes: int, project: Path) -> None:
    """Every sheet would fail in the same way; those that are there stay."""
    before = files(project)
    (project / "memory.json").unlink()

    with pytest.raises(MissingLibraryError, match="no paper"):
        run(project, lacking, processes=processes)
    assert before == files(project)
