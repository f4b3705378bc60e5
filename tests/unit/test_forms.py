"""The command that makes sheets: what it is asked for, what it says, and how fast it is done."""

from __future__ import annotations

import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from rinnalla.cli import main
from rinnalla.paper import command
from rinnalla.paper import press as pressing
from rinnalla.paper.progress import bar, progress, silent
from rinnalla.usage import chosen_speech
from tests.pressing import advising, change, stand_in, write_project
from tests.projects import ROOT


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the project as the current folder, where a stand-in makes the sheets."""
    monkeypatch.chdir(write_project(tmp_path))
    use(monkeypatch, stand_in)
    return tmp_path


def use(monkeypatch: pytest.MonkeyPatch, renderer: pressing.Renderer) -> None:
    """Let the command make sheets with another renderer."""
    monkeypatch.setattr(command, "press", partial(pressing.press, renderer=renderer, processes=1))


def names(project: Path) -> set[str]:
    """Return what stands in the usual folder of sheets, hidden files aside."""
    folder = project / "build" / "forms"
    return {path.relative_to(folder).as_posix() for path in folder.glob("*/*")}


def test_without_a_wish_everything_is_made(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The last line says how much, and where; a second run that nothing was to do."""
    assert 0 == main(["forms"])
    assert "29 sheets made, 0 unchanged, in build/forms\n" == capsys.readouterr().out
    assert 29 == len(names(project))

    assert 0 == main(["forms"])
    out, err = capsys.readouterr()
    assert ("0 sheets made, 29 unchanged, in build/forms\n", "") == (out, err)


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ("first-list --format pdf", {"fi/first-list.pdf", "sv/first-list.pdf"}),
        ("first-list --format pdf,docx --lang sv", {"sv/first-list.pdf", "sv/first-list.docx"}),
        ("--format card --languages fi", {"fi/second-list-card.pdf"}),
        ("first-list --format bilingual --lang sv,fi", {"sv/first-list-sv-fi.pdf"}),
        ("first-list --format bilingual", {"fi/first-list-fi-sv.pdf"}),
        (
            "first-list --lang fi",
            {
                "fi/first-list.pdf",
                "fi/first-list-fillable.pdf",
                "fi/first-list-large.pdf",
                "fi/first-list.docx",
            },
        ),
    ],
)
def test_wishes_are_followed(arguments: str, expected: set[str], project: Path) -> None:
    """Lists, languages and formats, in any combination."""
    assert 0 == main(["forms", *arguments.split()])

    assert expected == names(project)


WRONG = {
    "frist-list": (
        (
            "there is no list «frist-list» (did you mean «first-list»?);"
            " to see what there is: rinnalla forms --list"
        ),
        (
            "listaa «frist-list» ei ole (tarkoititko «first-list»?);"
            " listat luettelee komento rinnalla forms --list"
        ),
    ),
    "qqqqqq": (
        "there is no list «qqqqqq»; to see what there is: rinnalla forms --list",
        "listaa «qqqqqq» ei ole; listat luettelee komento rinnalla forms --list",
    ),
    "--lang xx": ("the language «xx» is none of fi, sv", "kieltä «xx» ei ole; kielet ovat fi, sv"),
    "--format crad": (
        (
            "there is no format «crad» (did you mean «card»?);"
            " there are: pdf, fillable, large, card, canvas, docx, bilingual"
        ),
        (
            "muotoa «crad» ei ole (tarkoititko «card»?);"
            " muodot ovat pdf, fillable, large, card, canvas, docx, bilingual"
        ),
    ),
    "first-list --format card": (
        "first-list: no card, as :paper: names none of a6, a5; lists that have it: second-list",
        (
            "first-list: muotoa card ei ole, koska :paper:-kohdassa ei lue a6, a5;"
            " se on listoilla second-list"
        ),
    ),
    "--format canvas": (
        "no list has the format canvas: none names a3 after :paper:",
        "muotoa canvas ei ole millään listalla: missään ei lue :paper:-kohdassa a3",
    ),
    "--format bilingual --lang fi,fi": (
        "bilingual needs two different languages, such as --lang fi,sv",
        "bilingual tarvitsee kaksi eri kieltä, esimerkiksi --lang fi,sv",
    ),
    "--today tomorrow": (
        "«tomorrow» is not a day such as 2026-11-30",
        "«tomorrow» ei ole päivä; kirjoita se näin: 2026-11-30",
    ),
    "--docs papers": ("there is no folder papers", "kansiota papers ei ole"),
    "--base-url example.org": (
        "the address example.org does not begin with https:// and the name of a host",
        "",
    ),
    "--out docs/first.md": (
        "cannot write to docs/first.md: Not a directory",
        "kansioon docs/first.md ei voi kirjoittaa: Not a directory",
    ),
}


@pytest.mark.parametrize("arguments", WRONG)
def test_wrong_wish_is_answered_with_what_to_do(
    arguments: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In the editor's language; nothing is made."""
    for language, words in zip(("en", "fi"), WRONG[arguments], strict=True):
        assert 2 == main(["--lang", language, "forms", *arguments.split()])
        assert f"rinnalla forms: {words}" in capsys.readouterr().err
    assert set() == names(project)


def test_problem_in_the_pages_makes_nothing(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is told as the check tells it."""
    change(project / "docs/first.md", " {#limit-known origin=design}", "")

    assert 1 == main(["forms"])
    assert capsys.readouterr().err.startswith("docs/first.md:13: RN102 ")
    assert set() == names(project)


@pytest.mark.usefixtures("project")
def test_advice_is_told_and_counts(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sheets are there, and the exit status says that somebody should look."""
    use(monkeypatch, advising)

    assert 1 == main(["forms", "--format", "card", "--lang", "fi"])
    out, err = capsys.readouterr()
    assert "1 sheets made, 0 unchanged, in build/forms\n" == out
    assert err.startswith("docs/second.md:3: RN601 ")


def test_lists_are_listed_with_their_formats(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A line each, in the language asked for, and nothing is made."""
    assert 0 == main(["forms", "--list"])

    rows = capsys.readouterr().out.splitlines()
    assert 3 == len(rows)
    assert "second-list  Toinen lista (pdf, fillable, large, card, docx, bilingual)" == rows[1]
    assert set() == names(project)


def test_languages_of_sheets_are_not_that_of_messages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Before the name of the command --lang is the editor's, after it that of the sheets."""
    monkeypatch.setenv("RINNALLA_LANG", "fi")

    assert "fi" == chosen_speech(["forms", "--lang", "en"]).language
    assert "en" == chosen_speech(["--lang", "en", "forms", "--lang", "fi"]).language
    assert "en" == chosen_speech(["check", "--lang", "en"]).language


@pytest.mark.usefixtures("project")
def test_missing_package_is_told_with_its_remedy(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the extra brings may not be there."""
    use(monkeypatch, pressing.render)
    monkeypatch.setattr(pressing, "RENDERERS", "nothing_that_prints")

    assert 2 == main(["forms", "first-list", "--format", "pdf", "--lang", "fi"])
    assert (
        "rinnalla forms: printing needs the package nothing_that_prints:"
        " python3 -m pip install 'rinnalla[paper]'\n"
    ) == capsys.readouterr().err


# progress ------------------------------------------------------------------------------------


class Terminal:
    """An error stream that may be a terminal."""

    def __init__(self, *, is_one: bool) -> None:
        self.is_one = is_one

    def isatty(self) -> bool:
        """Return whether somebody is watching."""
        return self.is_one


def test_bar_is_for_those_who_watch(monkeypatch: pytest.MonkeyPatch) -> None:
    """In a pipe and on a build machine it would be noise."""
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setattr("sys.stderr", Terminal(is_one=True))
    assert bar is progress()
    monkeypatch.setenv("CI", "true")
    assert silent is progress()
    monkeypatch.delenv("CI")
    monkeypatch.setattr("sys.stderr", Terminal(is_one=False))
    assert silent is progress()


def test_bar_counts_and_goes_away(capsys: pytest.CaptureFixture[str]) -> None:
    """It says which file was the last, and leaves the line to what comes next."""
    with bar(2) as tell:
        tell("fi/first-list.pdf")
        tell("fi/second-list.pdf")

    err = capsys.readouterr().err
    assert "2" in err
    assert "\n" not in err


def test_second_run_of_the_knowledge_base_is_quick(tmp_path: Path) -> None:
    """It reads and compares: nothing that prints is imported, and it takes seconds at most."""
    arguments = ["forms", "--docs", str(ROOT / "docs"), "--out", str(tmp_path)]
    with pytest.MonkeyPatch.context() as patch:
        use(patch, stand_in)
        assert 0 == main(arguments)
    program = (
        "import sys; from rinnalla.cli import main; status = main(sys.argv[1:]);"
        "print(*sorted({'weasyprint', 'pikepdf', 'docx', 'tqdm'} & set(sys.modules)));"
        "import time; print(time.process_time()); sys.exit(status)"
    )

    started = time.monotonic()
    run = subprocess.run(
        [sys.executable, "-c", program, *arguments], capture_output=True, text=True, check=True
    )
    seconds = time.monotonic() - started

    summary, imported, spent = run.stdout.splitlines()
    assert summary.startswith("0 sheets made, ")
    assert "" == imported
    assert float(spent) < 3
    assert seconds < 30  # on a machine that does much else
