"""What tells one printing of a list from another."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rinnalla.editions import read_editions
from rinnalla.languages.known import read_languages
from rinnalla.version import ALPHABET, EPOCH, Version, check, sheet_address, version_of
from tests.projects import TODAY
from tests.versions import LIST, edition_of, version

ROOT = Path(__file__).parents[2]
LETTER = f"[{ALPHABET}]"
FORM = re.compile(
    f"1(?P<list>{LETTER}{{3}})(?P<reviewed>{LETTER}{{3}})(?P<due>{LETTER}{{3}})"
    f"(?P<head>{LETTER}{{2}})(?P<code>{LETTER}{{6}})"
    f"(?P<entries>(?:(?:--?|\\.)?{LETTER}{{4}})*)(?P<check>{LETTER}{{2}})"
)
ENTRY = re.compile(f"(--?|\\.)?({LETTER}{{2}})({LETTER}{{2}})")


def parts_of(found: Version) -> dict[str, str]:
    """Return the parts of a fingerprint by name."""
    match = FORM.fullmatch(found.fingerprint)
    assert match, found.fingerprint
    return match.groupdict()


def entries_of(found: Version) -> list[str]:
    """Return the entries of a fingerprint."""
    return [match[0] for match in ENTRY.finditer(parts_of(found)["entries"])]


def days(written: str) -> int:
    """Return what three letters count."""
    return sum(ALPHABET.index(letter) * 32**place for place, letter in enumerate(written[::-1]))


def test_same_list_has_the_same_version() -> None:
    """Nothing but the list goes into it: no clock, no path, no chance."""
    assert version() == version()
    assert version().fingerprint == version(f"# Otsikko\n\n{LIST}").fingerprint


def test_fingerprint_names_every_entry_in_its_order() -> None:
    """Sections, results, items and notes are told apart."""
    found = version()
    marks = [re.match(r"(--?|\.)?", entry) for entry in entries_of(found)]

    assert ["", "-", "", "", "", ".", "-", "", "", "", ".", "--", "", "", ""] == [
        mark[0] for mark in marks if mark
    ]
    assert found.code == parts_of(found)["code"]
    assert days(parts_of(found)["reviewed"]) == (date(2026, 11, 21) - EPOCH).days
    assert days(parts_of(found)["due"]) == (date(2027, 11, 21) - EPOCH).days


CHANGES = {
    "text of an item": ("Tehty yhdessä", "Tehty erikseen", 3),
    "hint": ("Kysy ensin", "Kysy sitten", 3),
    "hint gone": ("  Kysy ensin asiakkaalta.\n", "", 3),
    "choice": ("- osasto", "- poliklinikka", 4),
    "words of one's own": (" {#other text}", " {#other}", 4),
    "order of choices": (
        "  - osasto {#ward}\n  - muu, mikä {#other text}",
        "  - muu, mikä {#other text}\n  - osasto {#ward}",
        4,
    ),
    "advice": ("Muista levätä", "Muista syödä", 5),
    "unit": ("unit=kpl", "unit=kertaa", 7),
    "kind": ("{#count type=number unit=kpl", "{#count type=number unit=kpl required", 7),
    "column": ("day: Päivä", "day: Aamu", 8),
    "row": ("- aamu", "- ilta", 8),
    "condition": ("need = yes and count", "need = no and count", 9),
    "warning": ("Huomaa suuri", "Huomaa iso", 10),
    "critical": ("#begun origin", "#begun critical origin", 0),
    "for the unit": ("#begun origin", "#begun per=unit origin", 0),
    "title of a section": ("## Kentät", "## Tiedot", 6),
    "title of the results": ("## Tulos", "## Ratkaisu", 11),
    "result": ("- Jatka", "- Jatketaan", 12),
    "hint of a result": ("Sovi seuraava", "Varaa seuraava", 12),
    "rule": ('{#call if="count > 3"', '{#call if="count > 4"', 13),
}
"""What changes, the words before and after, and the entry that changes with it."""


@pytest.mark.parametrize("name", CHANGES)
def test_change_of_one_entry_is_seen_in_it_alone(name: str) -> None:
    """Its content changes, and the code of the whole; no other entry does."""
    before, after, at = CHANGES[name]
    assert 1 == LIST.count(before)
    old, new = version(), version(LIST.replace(before, after))

    changed = [
        number
        for number, (one, other) in enumerate(zip(entries_of(old), entries_of(new), strict=True))
        if one != other
    ]

    assert [at] == changed
    assert entries_of(old)[at][:-2] == entries_of(new)[at][:-2]
    assert old.code != new.code
    assert parts_of(old)["head"] == parts_of(new)["head"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (":::{checklist} Koe", ":::{checklist} Kokeilu"),
        (":who: Työntekijä", ":who: Ohjaaja"),
        (":when: Alussa", ":when: Lopuksi"),
        (":minutes: 5", ":minutes: 6"),
        (":status: draft", ":status: piloted"),
    ],
)
def test_change_above_the_items_is_seen_in_the_head_alone(before: str, after: str) -> None:
    """Title, who, when, minutes and status."""
    old, new = version(), version(LIST.replace(before, after))

    assert entries_of(old) == entries_of(new)
    assert parts_of(old)["head"] != parts_of(new)["head"]
    assert old.code != new.code


def test_review_without_a_change_keeps_the_code() -> None:
    """A paper of before says the same; its days are told beside the code."""
    old = version()
    new = version(LIST.replace("reviewed: 2026-11-21", "reviewed: 2026-11-20"))

    assert old.code == new.code
    assert old.label != new.label
    assert {"reviewed", "check"} == {
        name for name, part in parts_of(old).items() if part != parts_of(new)[name]
    }


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("type=text lines=2", "type=text lines=5"),
        ("type=number unit=kpl origin", "type=number min=1 unit=kpl origin"),
        ("#done origin=design", "#done origin=legal"),
        ("Kysy ensin asiakkaalta.", "Kysy ensin\n  asiakkaalta."),
        ("Tehty yhdessä", "Tehty\u00a0yhdessä"),
    ],
)
def test_what_no_reader_of_paper_misses_is_no_change(before: str, after: str) -> None:
    """Room for writing, limits, sources, the way lines are broken."""
    assert 1 == LIST.count(before)

    assert version() == version(LIST.replace(before, after))


def test_two_ways_to_write_a_letter_are_one() -> None:
    """An ä in two parts looks like an ä."""
    apart = unicodedata.normalize("NFD", LIST)
    assert apart != LIST

    assert version() == version(apart)


def test_new_words_of_an_item_do_not_change_those_that_depend_on_it() -> None:
    """Two conditions and two rules name the items by their words, on paper."""
    new = version(LIST.replace("Onko tarvetta?", "Onko tarpeita?"))

    assert 1 == len(set(entries_of(version())) - set(entries_of(new)))


def test_value_of_a_setting_in_a_condition_is_content() -> None:
    """Paper shows the number, so another number is another paper."""
    changed = set(entries_of(version())) - set(entries_of(version(limit=4.0)))

    assert {entries_of(version())[9]} == changed


def test_another_list_and_another_language_are_told_apart() -> None:
    """A code of a Swedish paper is not one of the Finnish list."""
    lists = {
        parts_of(found)["list"]
        for found in (
            version(),
            version(language="sv"),
            version(LIST.replace("Koe", "Toinen nimi")),
        )
    }

    assert 2 == len(lists)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fi", "21.11.2026"),
        ("sv", "21 nov. 2026"),
        ("en", "21 Nov 2026"),
        ("fr", "21 nov. 2026"),
    ],
)
def test_label_is_the_day_of_review_and_the_code(language: str, said: str) -> None:
    """People read it aloud, so no letter in it is taken for a digit."""
    found = version(language=language)

    assert f"{said} · {found.code}" == found.label
    assert re.fullmatch("[0-9A-HJKMNP-TV-Z]{6}", found.code)


def test_list_that_was_never_reviewed_has_its_code_alone() -> None:
    """There is no day to say."""
    edition = edition_of()
    unread = replace(edition.checklist, reviewed=None, review_due=None)
    bare = version_of(replace(edition, checklist=unread))

    assert bare.code == bare.label == version().code
    assert "000000" == parts_of(bare)["reviewed"] + parts_of(bare)["due"]


def test_address_of_a_sheet_keeps_the_fingerprint_from_the_server() -> None:
    """It stands after the #; where the site has no address there is none to print."""
    edition = edition_of(base_url="https://example.org/rinnalla/")
    found = version_of(edition)
    start = "https://example.org/rinnalla/fi/lists/trial.html#paper="

    assert start + found.fingerprint == sheet_address(edition, found)
    assert "" == sheet_address(edition_of(), found)


WRITTEN = st.text(f"{ALPHABET}-.", min_size=2, max_size=300)


@given(WRITTEN, st.data())
def test_check_notices_one_wrong_letter_and_neighbours_that_changed_places(
    written: str, data: st.DataObject
) -> None:
    """Both are what goes wrong when a code is copied by hand."""
    at = data.draw(st.integers(0, len(written) - 2))
    other = data.draw(st.sampled_from(f"{ALPHABET}-.").filter(lambda one: one != written[at]))
    swapped = written[:at] + written[at + 1] + written[at] + written[at + 2 :]

    assert check(written) != check(written[:at] + other + written[at + 1 :])
    assert (check(written) == check(swapped)) is (swapped == written)


@given(st.dates(EPOCH + timedelta(days=1), date(2089, 9, 17)))
def test_days_are_kept(day: date) -> None:
    """As far as three letters reach."""
    text = LIST.replace("reviewed: 2026-11-21", f"reviewed: {min(day, TODAY)}")

    assert min(day, TODAY) == EPOCH + timedelta(days=days(parts_of(version(text))["reviewed"]))


def test_every_list_in_every_language_has_a_version_of_its_own() -> None:
    """No two share a code or a list, and no two entries of a list are the same."""
    locales = ROOT / "locales"
    languages = read_languages(locales)[0]
    codes = (languages.source, *languages.published)
    found = read_editions(ROOT / "docs", locales, codes, languages=languages, today=TODAY)
    versions = [version_of(one) for lists in found.found.values() for one in lists.values()]

    assert len(versions) >= 60
    for name in ("code", "list"):
        assert len(versions) == len({parts_of(one)[name] for one in versions})
    for one in versions:
        assert len(entries_of(one)) == len(set(entries_of(one)))
        assert check(one.fingerprint[:-2]) == one.fingerprint[-2:]
