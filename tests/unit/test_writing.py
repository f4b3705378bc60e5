"""Numbers, dates and marks of punctuation as each language writes them."""

from __future__ import annotations

from datetime import date

import pytest

from rinnalla.messages import LANGUAGES, interface
from rinnalla.writing import (
    day,
    day_pattern,
    headed,
    labelled,
    listed,
    named,
    quoted,
    regional,
    separator,
    value,
    variety,
)

DAY = date(2026, 12, 24)


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("fi", ["2,5", "3", "12\u00a0345", "0,000001"]),
        ("sv", ["2,5", "3", "12\u00a0345", "0,000001"]),
        ("en", ["2.5", "3", "12,345", "0.000001"]),
        ("fr", ["2,5", "3", "12\u202f345", "0,000001"]),
        ("ar", ["2.5", "3", "12,345", "0.000001"]),
    ],
)
def test_numbers(language: str, shown: list[str]) -> None:
    """Digits are the same in all languages; whole numbers have no fraction; a text stays."""
    assert shown == [value(number, language) for number in (2.5, 3.0, 12345.0, 0.000001)]
    assert "Lifecare" == value("Lifecare", language)


@pytest.mark.parametrize(
    ("language", "short", "full"),
    [
        ("fi", "24.12.2026", "24. joulukuuta 2026"),
        ("sv", "24 dec. 2026", "24 december 2026"),
        ("en", "24 Dec 2026", "24 December 2026"),
        ("fr", "24 déc. 2026", "24 décembre 2026"),
        ("eo", "2026-Dec-24", "2026-Decembro-24"),
    ],
)
def test_dates(language: str, short: str, full: str) -> None:
    """English is British; languages nobody has thought of have their own dates too."""
    assert short == day(DAY, language)
    assert full == day(DAY, language, in_full=True)


@pytest.mark.parametrize(
    ("language", "region", "pattern"),
    [
        ("fi", "fi-FI", "d.M.y"),
        ("sv", "sv-FI", "d MMM y"),
        ("en", "en-GB", "d MMM y"),
        ("fr", "fr-FR", "d MMM y"),
        ("ar", "ar-EG", "dd\u200f/MM\u200f/y"),
        ("eo", "eo-001", "y-MMM-dd"),
    ],
)
def test_office_programs_know_language_and_dates(language: str, region: str, pattern: str) -> None:
    """They want a country with a language, and the pattern by which they write a day."""
    assert region == regional(language)
    assert pattern == day_pattern(language)


def test_browsers_write_as_pages_do() -> None:
    """English of Britain, Swedish of Finland, any other language as it is."""
    assert ["en-GB", "sv-FI", "fi", "ar"] == [variety(code) for code in ("en", "sv", "fi", "ar")]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fi", ["Kuka: Anna", "”kyllä”", "«Tehty»", "a, b, c", "; "]),
        ("en", ["Kuka: Anna", "“kyllä”", "‘Tehty’", "a, b, c", "; "]),
        ("fr", ["Kuka\u00a0: Anna", "“kyllä”", "«\u00a0Tehty\u00a0»", "a, b, c", "\u00a0; "]),
        ("xx", ["Kuka: Anna", "“kyllä”", "«Tehty»", "a, b, c", "; "]),
    ],
)
def test_marks_of_punctuation(language: str, words: list[str]) -> None:
    """Each language has its own; one without a catalogue has those of the messages."""
    tr = interface(language).gettext

    said = [labelled("Kuka", "Anna", tr), quoted("kyllä", tr), named("Tehty", tr)]
    assert words == [*said, listed("abc", tr), separator(tr, strong=True)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_with_braces_stay_as_they_are(language: str) -> None:
    """What is put in is not a pattern."""
    tr = interface(language).gettext

    assert "{1} {x}" in quoted("{1} {x}", tr)
    assert headed("{0}", tr).startswith("{0}")
    assert f"a{separator(tr)}{{b}}" == listed(["a", "{b}"], tr)
