"""The command line: exit status, formats, and where it finds the settings."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from rinnalla.cli import check_paths, main

DOCS = Path(__file__).parent.parent.parent / "docs"
WRONG = ":::{checklist} Lista\n:id: a-list\n\n- [ ] Yksi\n:::\n"


def test_the_knowledge_base_is_clean() -> None:
    """Every list that is published has been checked, on the day it was reviewed."""
    count, found = check_paths([DOCS], date(2026, 11, 21))

    assert count >= 2
    assert [] == found


def test_exit_status_is_one_when_something_is_found(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The problem goes to standard output, the count to the error stream."""
    (tmp_path / "x.md").write_text(WRONG, "utf-8")

    status = main(["check", str(tmp_path)])

    out, err = capsys.readouterr()
    assert 1 == status
    assert f"{tmp_path / 'x.md'}:4: RN102 " in out
    assert err.startswith("1 lists read: ")


def test_exit_status_is_zero_when_all_is_well(capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is printed but the count."""
    status = main(["check", str(DOCS / "organisation.yml").replace("organisation.yml", "models")])

    assert 0 == status
    assert "" == capsys.readouterr().out


def test_formats_carry_the_same_problems(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """For people, for programs and for pull requests."""
    (tmp_path / "x.md").write_text(WRONG, "utf-8")
    outputs = {}
    for name in ("text", "json", "github"):
        main(["check", str(tmp_path), "--format", name])
        outputs[name] = capsys.readouterr().out
    rows = json.loads(outputs["json"])

    assert len(rows) == len(outputs["text"].splitlines()) == len(outputs["github"].splitlines())
    for row, text, command in zip(
        rows, outputs["text"].splitlines(), outputs["github"].splitlines(), strict=True
    ):
        assert f"{row['path']}:{row['line']}: {row['message']}" == text
        assert command.startswith("::error " if row["severity"] == "error" else "::warning ")
        assert f"line={row['line']},title={row['code']} " in command


def test_missing_path_is_a_problem(capsys: pytest.CaptureFixture[str]) -> None:
    """A misspelt folder does not pass as a clean one."""
    assert 1 == main(["check", "no-such-folder"])
    assert "no-such-folder:1: RN130" in capsys.readouterr().out


def test_wrong_usage_is_two() -> None:
    """As every command line has it."""
    with pytest.raises(SystemExit) as raised:
        main(["check", "--format", "xml"])

    assert 2 == raised.value.code


def test_settings_are_found_above_a_single_file() -> None:
    """Checking one file knows the same local facts as checking the whole folder."""
    status, found = check_paths([DOCS / "checklists" / "cm-referral.md"], date(2026, 11, 21))

    assert (1, []) == (status, found)


def test_serving_nothing_says_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """There is no site to serve before one is built."""
    assert 2 == main(["serve", str(tmp_path)])
    assert "build one first" in capsys.readouterr().err


def test_building_without_pages_says_what_is_missing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The folder of pages is recognised by its conf.py."""
    assert 2 == main(["site", "--docs", str(tmp_path), "--out", str(tmp_path / "out")])
    assert "conf.py" in capsys.readouterr().err
