"""Case files about paper: a list that does not suit its sheet, and what is said about it.

A case in tests/cases/bad_paper is written like those of `test_bad_input`. `expect` holds what
`rinnalla forms --format card` prints about its lists, `expect fi` the same in Finnish.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from rinnalla.cli import main
from rinnalla.codes import Code
from tests.unit.test_bad_input import read_case

CASES = Path(__file__).parents[1] / "cases" / "bad_paper"
FILES = sorted(CASES.glob("*.txt"))
NUMBERS = {code.number for code in Code if code.number.startswith("RN60") and not code.is_error}
"""Of the codes that only making a sheet can report."""


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.stem))
def test_case_is_reported_in_exactly_these_words(
    file: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Path, line, code, the title and the remedy; and the sheet is there."""
    case = read_case(file)
    for name, data in case.files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(data)
    monkeypatch.chdir(tmp_path)

    for language, expected in (("en", case.expect), ("fi", case.finnish)):
        arguments = ["forms", "--format", "card", "--today", "2026-11-21"]
        assert int(bool(expected)) == main(["--lang", language, *arguments])
        assert expected == capsys.readouterr().err
    assert (tmp_path / "build/forms/fi/memory-card-card.pdf").is_file()


def test_every_code_has_a_case() -> None:
    """No message is left that nobody has read in its place."""
    reported = {code for file in FILES for code in re.findall(r"\bRN\d+", read_case(file).expect)}

    assert NUMBERS == reported
