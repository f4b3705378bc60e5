"""Case files about languages: what a translator may write by mistake, and what is said about it.

A case in tests/cases/bad_catalogue is written like those of `test_bad_input`; its files are
catalogues, lists of languages, terms or reviews, and pages.txt says what the pages hold. `expect`
holds what `rinnalla languages` prints about them, `expect fi` the same in Finnish.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from rinnalla.diagnostics import Code, as_text
from rinnalla.speech import Speech
from tests.catalogues import problems_in
from tests.unit.test_bad_input import read_case

CASES = Path(__file__).parents[1] / "cases" / "bad_catalogue"
FILES = sorted(CASES.glob("*.txt"))
NUMBERS = {code.number for code in Code if code.number.startswith("RN5")}
"""Of the codes that are about languages."""


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.stem))
def test_case_is_reported_in_exactly_these_words(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Catalogue, line, code, the translator's own words and the remedy."""
    monkeypatch.chdir(tmp_path)
    case = read_case(file)

    found = problems_in(case.files, tmp_path)

    assert case.expect == as_text(found)
    assert case.finnish == as_text(found, Speech("fi"))


def test_every_code_has_a_case() -> None:
    """No message is left that nobody has read in its place."""
    reported = {code for file in FILES for code in re.findall(r"\bRN\d+", read_case(file).expect)}

    assert NUMBERS == reported


def test_cases_about_good_input_expect_nothing() -> None:
    """What is called good is good, and nothing else is."""
    good = {file.stem for file in FILES if file.stem.startswith("good-")}

    assert good
    assert good == {file.stem for file in FILES if not read_case(file).expect}
