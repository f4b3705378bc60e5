"""Finnish words taken apart: what the search index and the prose check rely on."""

from __future__ import annotations

import pytest

from rinnalla.finnish import analyse, words_in

BASES = {
    "asiakaspäälliköltä": ["asiakaspäällikkö"],
    "kotiutumisen": ["kotiutuminen", "kotiutua"],
    "traumainformoidusti": ["traumainformoitu"],
    "Helsingissä": ["helsinki"],
    "vanhempi": ["vanha", "vanhempi"],
    "ohjaajan": ["ohjaaja"],
    "palveluohjaajalle": ["palveluohjaaja"],
    "sosiaali-": ["sosiaali"],
    "zzyzx": ["zzyzx"],
    "Associationille": ["associationille", "association"],
    "-": [""],
}


@pytest.mark.parametrize("form", BASES)
def test_base_forms_of_a_word(form: str) -> None:
    """Every reading, the verbal noun before its verb, no far-fetched compounds."""
    assert BASES[form] == list(analyse(form).bases)


PARTS = {
    "päätöskeskustelussa": (["päätös", "keskustelu"], 2),
    "osallisuustyöpajan": (["osallisuus", "työ", "paja", "osallisuustyö"], 3),
    "kotiuttamisohje": (["kotiuttaminen", "kotiuttaa", "ohje"], 2),
    "itsemääräämisoikeuden": (["itse", "määräämis", "oikeus"], 3),
    "hyvinvointialue": (["hyvinvointi", "alue"], 3),
    "case-malli": (["case", "malli"], 2),
    "keskustelu": ([], 1),
    "zzyzx": ([], 1),
}


@pytest.mark.parametrize("form", PARTS)
def test_parts_of_a_compound(form: str) -> None:
    """In base form, and counted; what is in the dictionary as one word gives its pieces."""
    word = analyse(form)

    assert PARTS[form] == (list(word.parts), word.length)


HEADS = {
    "osallisuustyöpajan": ["työpaja", "paja"],
    "asiakastyönohjausta": ["työnohjaus", "ohjaus"],
    "itsemääräämisoikeuden": ["oikeus"],
    "case-malli": ["malli"],
    "työssä": [],
}


@pytest.mark.parametrize("form", HEADS)
def test_heads_are_what_a_compound_is_a_kind_of(form: str) -> None:
    """The last parts, the longest first."""
    assert HEADS[form] == list(analyse(form).heads)


def test_derived_word_names_its_verb() -> None:
    """A reader who types the verb finds the noun; what comes from a noun has drifted too far."""
    assert ("ohjata",) == analyse("ohjausta").roots
    assert () == analyse("palveluohjausta").roots
    assert () == analyse("osallisuus").roots
    assert () == analyse("työ").roots


@pytest.mark.parametrize(
    ("form", "joins"),
    [("ja", True), ("miten", True), ("hänelle", True), ("onko", True), ("asiakas", False),
     ("voi", False), ("zzyzx", False)],
)  # fmt: skip
def test_words_that_say_little_by_themselves(form: str, *, joins: bool) -> None:
    """Where every reading is one of them: voi is butter too."""
    assert joins is analyse(form).joins


@pytest.mark.parametrize(
    ("form", "known"),
    [
        ("asiakkaankin", True),
        ("työpajja", False),
        ("ei-toivottu", True),
        ("malli-manager", False),
        ("x" * 5000, False),
    ],
)
def test_unknown_word_is_told_apart(form: str, *, known: bool) -> None:
    """A word with hyphens is known when each piece is; a monster is unknown at once."""
    assert known is analyse(form).known


def test_same_word_in_other_signs_is_the_same() -> None:
    """Capitals, soft hyphens and hyphens that do not break change nothing."""
    plain = analyse("case-malli")

    assert analyse("Case\u2011Malli") == analyse("CASE-mal\u00adli") == plain


def test_words_of_a_text() -> None:
    """Hyphens and apostrophes inside words stay, numbers and marks are no words."""
    text = "THL:n e-kirje (TI-1.2) – asia\u00adkas ja vaa’an 3 ”kertaa”."

    assert ["THL", "n", "e-kirje", "TI", "asiakas", "ja", "vaa’an", "kertaa"] == [*words_in(text)]
