"""Terms: found in Finnish texts, asked for and refused in translations; and the file of terms.

A case in tests/cases/terms is written as those in tests/cases/bad_input. It holds the file of
terms, catalogues by their languages, and last what is said about all of them.
"""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from hypothesis import given, settings
from hypothesis import strategies as st

from rinnalla.diagnostics import Code, Diagnostic, as_text, in_order, problem
from rinnalla.languages.inflection import could_begin, is_form, is_surely_form, keys, wanted, words
from rinnalla.languages.termfile import parse_terms, read_terms
from rinnalla.languages.terms import Term, Terms, check_terms, notes_for
from rinnalla.placeholders import mask

ROOT = Path(__file__).parents[2]
CASES = sorted((ROOT / "tests" / "cases" / "terms").glob("*.txt"))
TERMS, FAULTS = read_terms(ROOT / "locales" / "terms.yml")
GLOSSARY = (ROOT / "docs" / "glossary.md").read_text("utf-8")
OURS = ("sv", "en", "fr")

_MARK = re.compile(r"^--- (?P<name>\S+) ---\n", re.MULTILINE)


def terms(text: str) -> Terms:
    """Return the terms of a file without faults."""
    read, problems = parse_terms(text, "terms.yml")
    assert [] == problems
    return read


def names(found: tuple[Term, ...]) -> list[str]:
    """Return what the terms are called."""
    return [term.name for term in found]


def report(files: dict[str, str], folder: Path) -> list[Diagnostic]:
    """Return everything that is said about a file of terms and catalogues."""
    read, problems = parse_terms(files.pop("terms.yml"), "terms.yml")
    for name, text in files.items():
        path = folder / name
        path.write_text(text, "utf-8")
        with path.open("rb") as file:
            catalogue = read_po(file)
        for message in catalogue:
            exempt = read.exempted(message.user_comments)
            problems += [
                problem(name, message.lineno or 1, code, **said)
                for code, said in check_terms(
                    read,
                    name.removesuffix(".po"),
                    str(message.id),
                    str(message.string),
                    exempt=exempt,
                )
            ]
    return in_order(problems)


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case.stem))
def test_case_is_reported_in_exactly_these_words(case: Path, tmp_path: Path) -> None:
    """Path, line, code, the words and the remedy; nothing more, nothing less."""
    _, *parts = _MARK.split(case.read_text("utf-8"))
    files = dict(zip(parts[::2], parts[1::2], strict=True))
    expect = files.pop("expect")

    assert expect == as_text(report(files, tmp_path))


def test_every_code_about_terms_has_a_case() -> None:
    """No message is left that nobody has read in its place."""
    said = "".join(case.read_text("utf-8").partition("--- expect ---")[2] for case in CASES)

    assert {"RN520", "RN521", "RN522"} == set(re.findall(r"\bRN\d+", said))


@given(
    st.lists(
        st.sampled_from(
            [
                "- fi: ",
                "  sv: ",
                "[a, b]",
                "[",
                "]",
                "{",
                "}",
                "\n",
                "  refuse:",
                ": ",
                "no",
                '"',
                "\t",
            ]
        )
    ).map("".join)
    | st.text()
)
@settings(deadline=None)
def test_any_file_is_read_or_said_to_be_wrong(text: str) -> None:
    """Nothing a translator may type breaks the reader, and faults leave no terms."""
    found, problems = parse_terms(text, "terms.yml")

    assert {Code.BAD_TERMS} >= {fault.code for fault in problems}
    assert not (found.terms and problems)
    found.in_source("Asiakkaan a b")


class TestOurFile:
    """The file that translators of this site write."""

    def test_has_no_faults(self) -> None:
        """It reads, and is no short sample."""
        assert [] == FAULTS
        assert len(TERMS.terms) > 140

    def test_every_term_has_names_in_our_languages(self) -> None:
        """A translator finds a word for each."""
        assert [] == [
            term.name for term in TERMS.terms if not all(term.names.get(code) for code in OURS)
        ]

    def test_knows_every_word_of_the_glossary(self) -> None:
        """What a reader can look up has its name in each language."""
        _, _, inside = GLOSSARY.partition(":::{glossary}\n")
        heads = re.findall(r"^(?=\S)(?!:::).+$", inside, re.MULTILINE)

        assert len(heads) > 90
        assert [] == [head for head in heads if not TERMS.in_source(head)]

    def test_names_are_not_refused_by_their_own_term(self) -> None:
        """Each name, as the whole translation of its Finnish term, passes."""
        failed = [
            (term.name, language, name, code.number)
            for term in TERMS.terms
            if term.content
            for language in OURS
            for name in term.names[language]
            for code, said in check_terms(TERMS, language, term.name, name)
            if said["term"] == term.name
        ]

        assert [] == failed

    def test_every_refused_word_is_refused(self) -> None:
        """None is allowed by another name, or lost in the comparison."""
        passed = [
            (term.name, language, name)
            for term in TERMS.terms
            if term.content
            for language, refused in term.refused.items()
            for name in refused
            if Code.TERM_REFUSED
            not in {code for code, _ in check_terms(TERMS, language, term.name, name)}
        ]

        assert [] == passed


class TestSource:
    """Terms in Finnish texts."""

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("Asiakkaille kerrotaan", ["asiakas"]),
            ("Asiakastyössä", ["asiakas"]),
            ("Tarpeet ja *toiveet*", ["tarve", "toive"]),
            ("[Tunnusmerkkejä](1) on {2}", ["tunnusmerkki"]),
            ("He tulevat kuulluiksi", ["kuulluksi tuleminen"]),
            ("Kohtaisimme asiakkaan", ["asiakas"]),
            ("Kohtaamisesta", ["kohtaaminen"]),
            ("Toimittiin *saattaen vaihtaen*.", ["saattaen vaihtaen"]),
            ("Erikoissairaanhoidossa", ["erikoissairaanhoito"]),
            ("Paljon palveluja tarvitseville", ["paljon palveluita tarvitseva"]),
            ("Sosiaali- ja terveydenhuollossa", ["sote"]),
            ("Nyt riittää tarpeeksi", []),
            ("Läheisesti", []),
            ("{tarve} {1}", []),
            ("", []),
        ],
    )
    def test_are_found_in_any_form(self, text: str, expected: list[str]) -> None:
        """Inflected, in compounds where the term says so, and not in what only looks alike."""
        assert expected == names(TERMS.in_source(text))

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("Case Manager -mallissa", ["Case Manager -malli"]),
            ("Case Manager ja malli", ["asiakaspäällikkö"]),
            ("Systeemisen työotteen", ["systeeminen työote"]),
            ("Osallisuustyöpajassa", ["osallisuustyöpaja"]),
            ("Asiakasosallisuus", ["asiakasosallisuus"]),
            ("Case Manager -malli ja Case Manager", ["Case Manager -malli", "asiakaspäällikkö"]),
        ],
    )
    def test_longest_wins(self, text: str, expected: list[str]) -> None:
        """A term inside a longer one is not asked for; beside it, it is."""
        assert expected == names(TERMS.in_source(text))

    def test_numbers_and_marks_make_no_difference(self) -> None:
        """A text as translators see it has the same terms as its words alone."""
        text = "Kun **{term}`tarve <tarve>`** muuttuu, [työote](a.md) muuttuu {setting}`limit`."

        found = TERMS.in_source(mask(text).text)

        assert names(TERMS.in_source("Kun tarve muuttuu, työote muuttuu.")) == names(found)

    @given(st.text(max_size=40))
    @settings(max_examples=30, deadline=None)
    def test_any_text_can_be_asked(self, text: str) -> None:
        """Nothing that a page may hold stops the check."""
        for language in (*OURS, "ar", "eo"):
            assert [] == check_terms(Terms(), language, text, text)
            check_terms(TERMS, language, f"Asiakkaan tarve {text}", text)

    @pytest.mark.parametrize(
        ("name", "form"),
        [
            ("työ", "töissä"),
            ("aika", "ajan"),
            ("tarve", "tarpeen"),
            ("lehti", "lehdelle"),
            ("voimaannuttaa", "voimaannuttivat"),
            ("sitoutua", "sitoudutaan"),
            ("moniammatillinen", "moniammatillisessa"),
        ],
    )
    def test_quick_test_lets_forms_through(self, name: str, form: str) -> None:
        """No form is lost before the dictionary sees it, and most other words are."""
        assert name in keys(form, "fi")
        assert could_begin([name])(form)
        assert not could_begin([name])("xyz")


class TestTranslation:
    """Terms in translations."""

    @pytest.mark.parametrize(
        ("language", "name", "form"),
        [
            ("sv", "klientansvarig", "klientansvariga"),
            ("sv", "behov", "servicebehovet"),
            ("sv", "delaktighet", "delaktighetens"),
            ("en", "county", "Counties"),
            ("en", "end", "ending"),
            ("fr", "social", "sociaux"),
            ("fr", "expert", "expert·e·s"),
            ("fr", "entendu", "entendues"),
            ("ar", "كتاب", "الكتاب"),
            ("eu", "etxe", "etxean"),
            ("se", "báiki", "báikkis"),
        ],
    )
    def test_any_form_is_enough(self, language: str, name: str, form: str) -> None:
        """By a stemmer where there is one, else by the beginning."""
        assert is_form(words(form, language)[0], wanted(name, language)[0], language)

    @pytest.mark.parametrize(
        ("language", "name", "form"),
        [("en", "need", "neck"), ("sv", "plan", "flygplats"), ("se", "báiki", "beaivi")],
    )
    def test_other_words_are_not(self, language: str, name: str, form: str) -> None:
        """Not every word with the same first letters will do."""
        assert not is_form(form, wanted(name, language)[0], language)

    def test_refusing_is_stricter(self) -> None:
        """A stem that two words share refuses only the word that is meant."""
        (customer,) = wanted("customer", "en")

        assert is_surely_form("customers", customer, "en")
        assert not is_surely_form("customs", customer, "en")
        assert is_form("customs", customer, "en")

    def test_language_without_names_is_asked_for_nothing(self) -> None:
        """A language in the making gets its names one by one."""
        some = terms("- {fi: [tarve], sv: [behov]}\n- {fi: [toive], eo: [deziro]}\n")

        assert [] == check_terms(some, "et", "Tarve ja toive", "Midagi muud")
        assert [] == check_terms(some, "eo", "Tarve ja toive", "Bezono kaj dezirojn")
        missing = check_terms(some, "eo", "Tarve ja toive", "Io alia")
        assert [(Code.TERM_MISSING, {"term": "toive", "names": "deziro"})] == missing

    def test_exemption_names_the_whole_term_and_a_reason(self) -> None:
        """The longest name that fits is meant, and others stay asked for."""
        comments = ["terms: Case Manager -malli: the heading says it", "same: a name"]

        assert ["Case Manager -malli"] == names(tuple(TERMS.exempted(comments)))
        assert frozenset() == TERMS.exempted(["terms: Case Manager -malli", "terms: tarve !"])
        text = "Case Manager -mallin tarve"
        said = check_terms(TERMS, "sv", text, "Kundchef", exempt=TERMS.exempted(comments))
        assert [("RN520", "tarve"), ("RN521", "asiakaspäällikkö")] == [
            (code.number, words["term"]) for code, words in said
        ]

    def test_notes_say_what_to_call_a_term_and_what_not(self) -> None:
        """Short lines for those who translate; none for terms without a name there."""
        assert ["tietosuoja: dataskydd (not: datasäkerhet, informationssäkerhet)"] == notes_for(
            TERMS, "Tietosuojasta", "sv"
        )
        assert [] == notes_for(TERMS, "Tietosuojasta", "ar")

    def test_is_quick_when_the_words_are_known(self) -> None:
        """Each word is looked up once: thousands of texts take no more than a few seconds."""
        texts = [f"Asiakkaan tarve ja työote kohdassa {number}" for number in range(2000)]
        check_terms(TERMS, "sv", texts[0], "behov, arbetssätt")

        start = time.process_time()
        for text in texts:
            assert [] == check_terms(TERMS, "sv", text, f"{text} behov, arbetssätt")

        assert time.process_time() - start < 5
