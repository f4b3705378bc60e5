"""Alphabetical order in Finnish and in other languages."""

from __future__ import annotations

import pytest

from rinnalla.order import initial, sort_key

FINNISH = (
    *("asiakas", "asiakasryhmä", "Case Management", "Case Manager", "Case Manager -malli"),
    *("étude", "eturistiriita", "osasto", "zeniitti", "Åbo", "äiti", "ääni", "öljy"),
)


def test_finnish_letters_come_after_z() -> None:
    """Å, ä and ö in this order; large letters, spaces and hyphens do not disturb it."""
    otherwise = sorted(FINNISH)  # as computers count: large letters first, é and ä last

    assert list(FINNISH) == sorted(otherwise, key=lambda text: sort_key(text, "fi"))


@pytest.mark.parametrize("language", ["en", "fr", "xx"])
def test_elsewhere_a_mark_changes_little(language: str) -> None:
    """An ä stands among the a's where it is no letter of its own."""
    words = ["zone", "ärger", "étape", "arrow", "etat"]

    order = sorted(words, key=lambda text: sort_key(text, language))

    assert ["ärger", "arrow", "étape", "etat", "zone"] == order


@pytest.mark.parametrize(
    ("language", "order"),
    [
        ("fr", ["occasion", "œuf", "œuvre", "offre", "zone"]),
        ("sv", ["arbete", "zon", "ålder", "äldre", "ærlig", "ø", "öppen"]),
        ("da", ["arbejde", "zone", "ære", "øre", "år"]),
        ("ru", ["еда", "ёлка", "ель", "игра", "йод", "яма"]),
        ("ar", ["\u0623\u0628", "\u0627\u062a", "\u0628\u0627\u0628"]),
    ],
)
def test_each_language_has_its_alphabet(language: str, order: list[str]) -> None:
    """Joined letters, letters of their own, and writing that is not Latin."""
    assert order == sorted(set(order), key=lambda text: sort_key(text, language))


def test_composed_and_decomposed_letters_are_the_same() -> None:
    """A file may hold ä as one character or as two."""
    assert sort_key("ääni", "fi")[0] == sort_key("a\u0308a\u0308ni", "fi")[0]


@pytest.mark.parametrize(
    ("text", "language", "letter"),
    [
        ("äiti", "fi", "Ä"),
        ("äiti", "en", "A"),
        ("”ongelma”", "fi", "O"),
        ("112", "fi", "#"),
        ("écoute", "fr", "E"),
        ("Åbo", "sv_FI", "Å"),
        ("œuvre", "fr", "O"),
        ("øl", "sv", "Ö"),
        ("йод", "ru", "Й"),
        ("\u0623\u0628", "ar", "\u0627"),
    ],
)
def test_initial_is_the_letter_to_look_under(text: str, language: str, letter: str) -> None:
    """Marks of punctuation are passed over; what has no letter stands under one sign."""
    assert letter == initial(text, language)
