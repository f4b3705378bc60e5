"""The parts of the book that need no Jupyter Book: order of pages, copies, names, words."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from rinnalla.audience import CLIENT, PROFESSIONAL
from rinnalla.book.anchors import CARRIER, at, bookmark, page_anchor, styled, term_anchor, to
from rinnalla.book.contents import Chapter, read_contents
from rinnalla.book.register import Entry, Register
from rinnalla.book.word import manuscript
from rinnalla.book.word_blocks import glossary_entries, index_nodes
from rinnalla.book.word_lists import list_nodes
from rinnalla.book.word_pages import copy_text
from rinnalla.book.word_tidy import tidied
from rinnalla.book.word_tree import paragraph, text
from rinnalla.model import Mention
from tests.clients import FORM, SAME_FOR_PROFESSIONALS
from tests.versions import edition_of

CHAPTER = Chapter(name="models/one", depth=2)
REGISTER = Register(
    language="fi",
    source="fi",
    today=date(2026, 11, 22),
    chapters=(Chapter(name="index", depth=1), CHAPTER),
    pages={"index": "Etusivu", "models/one": "Yksi"},
    words={},
    lists={
        "small-list": Entry(
            page="index", title="Pieni lista", who="", when="", minutes=5, depth=1, repeats=False
        )
    },
    items={"small-list#agreed": "Asia on sovittu"},
    settings={"limit": 2.5, "system": "*Järjestelmä*"},
    terms=("siilo",),
    labels=("oma",),
    facts=("CM-1.1",),
    uses={},
    figures={},
)
PLACE = f"[{CARRIER}]({at(page_anchor('models/one'))})"


def copied(written: str, register: Register = REGISTER) -> list[str]:
    """Return the lines of the copy of a page."""
    return list(copy_text(written, CHAPTER, register).lines)


def test_contents_follow_the_toctrees(tmp_path: Path) -> None:
    """Shelf by shelf; a page is named once, and one that is not there is left out."""
    for name, below in {
        "index": "models/index\nabout",
        "models/index": "one\n/about\nmissing",
        "models/one": "",
        "about": "",
    }.items():
        path = tmp_path / f"{name}.md"
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"# {name}\n\n```{{toctree}}\n:hidden:\n\n{below}\n```\n", "utf-8")

    assert [(one.name, one.depth) for one in read_contents(tmp_path)] == [
        ("index", 1),
        ("models/index", 1),
        ("models/one", 2),
        ("about", 2),
    ]


def test_copy_keeps_every_text_on_its_line() -> None:
    """So that a line that Jupyter Book names is a line of the page."""
    written = (
        "# Yksi\n\nEnsimmäinen\nrivi.\n\n- Kohta\n  jatkuu\n  - Alempi\n\n> Lainaus\n> jatkuu\n"
    )

    assert copied(written) == [
        f"## {PLACE}Yksi", "", "Ensimmäinen rivi.", "", "", "- Kohta jatkuu", "",
        "  - Alempi", "", "> Lainaus jatkuu", "", "",
    ]  # fmt: skip


def test_cards_grids_and_tabs_become_titles_and_paragraphs() -> None:
    """A title is marked by its style; a card that leads somewhere is a link."""
    written = (
        "# Yksi\n\n::::{grid} 1 1 2 2\n:gutter: 3\n\n:::{grid-item-card} Otsikko\n:link: ../index\n"
        ":link-type: doc\nTeksti\njatkuu.\n:::\n::::\n"
    )
    title = f"## [{CARRIER}]({styled('RnBlockTitle')})[Otsikko]({to(page_anchor('index'))})"

    assert copied(written)[2:] == [
        "", "", "", title, "", "", "Teksti jatkuu.", "", "", "", "",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("{source}`CM-1.1`", "{sub}`Lähde [CM-1.1](https://book.invalid/to/fact-cm-1-1)`"),
        ("{source}`oma`", "{sub}`[Oma lisäyksemme](https://book.invalid/to/label-oma)`"),
        ("{setting}`limit`", "2,5"),
        ("{setting}`system`", r"\*Järjestelmä\*"),
        ("{checklist}`small-list`", "[Pieni lista](https://book.invalid/to/list-small-list)"),
        (
            "{item}`small-list#agreed`",
            "[”Asia on sovittu”](https://book.invalid/to/list-small-list--agreed)",
        ),
        ("{term}`siilossa <siilo>`", f"[siilossa]({to(term_anchor('siilo'))})"),
        ("[a](../index.md)", "[a](https://book.invalid/to/page-index)"),
        ("[a](#oma)", "[a](https://book.invalid/to/label-oma)"),
        ("[a](https://example.org/)", "[a](https://example.org/)"),
        ("[a](#nowhere)", "[a](#nowhere)"),
        ("[a](nowhere.md)", "[a](nowhere.md)"),
        ("{term}`x`", "[x](#term:x)"),
        ("{other}`x`", "{other}`x`"),
        ("`{setting}`", "`{setting}`"),
    ],
)
def test_roles_and_links_become_what_the_book_knows(written: str, shown: str) -> None:
    """What leads nowhere is left for Jupyter Book to find."""
    assert copied(f"Alku {written} loppu.")[0].removeprefix(PLACE) == f"Alku {shown} loppu."


def test_labels_name_the_text_that_follows() -> None:
    """Several in a row too."""
    lines = copied("# Yksi\n\n(oma)=\n(muu)=\n## Kaksi\n")

    assert lines[2:4] == ["", ""]
    assert lines[4] == (f"### [{CARRIER}]({at('label-oma')})[{CARRIER}]({at('label-muu')})Kaksi")


def test_translation_is_put_in_place_with_roles_and_marks() -> None:
    """By the text that translators see; one that begins like a list stays words."""
    words = {
        "Asia on [siilossa](1).": "Saken finns i en [silo](1).",
        "Toinen teksti": "1. andra texten",
        "otsikko": "rubrik",
    }
    swedish = replace_language(words)
    written = "Asia on\n{term}`siilossa <siilo>`. {source}`oma`\n\nToinen teksti\n\nKolmas teksti"
    found = copy_text(written, CHAPTER, swedish)

    assert found.lines[0].startswith(f"{PLACE}Saken finns i en [silo]({to(term_anchor('siilo'))})")
    assert found.lines[0].endswith(f"{{sub}}`[Vårt tillägg]({to('label-oma')})`")
    assert found.lines[3] == r"1\. andra texten"
    assert found.untranslated == ("Kolmas teksti",)


def replace_language(words: dict[str, str]) -> Register:
    """Return the register in Swedish, with translations of the page."""
    return Register(**{**vars(REGISTER), "language": "sv", "words": {"models/one": words}})


def test_register_comes_back_from_its_file() -> None:
    """The plugin knows what was gathered."""
    assert Register.from_json(REGISTER.as_json()) == REGISTER


def test_lines_of_the_manuscript_lead_back_to_their_page() -> None:
    """Its head belongs to none."""
    one = copy_text("# Yksi\n\nTeksti.", CHAPTER, REGISTER)
    whole = manuscript([one, replace(one, page="index")])
    rows = whole.text.split("\n")
    first = rows.index(f"## {PLACE}Yksi") + 1

    assert whole.place(1) == ("", 1)
    assert whole.place(first) == ("models/one", 1)
    assert whole.place(first + 2) == ("models/one", 3)
    assert whole.place(first + 4) == ("index", 1)


def test_glossary_entries_have_their_terms_and_paragraphs() -> None:
    """Terms that follow one another share what they mean."""
    body = (
        ":sorted:\n\nakuutti\npäivystys\n  Paikka,\n  johon tullaan.\n\n  Toinen.\n\nasiakas\n  X\n"
    )

    assert list(glossary_entries(body)) == [
        (["akuutti", "päivystys"], ["Paikka, johon tullaan.", "Toinen."]),
        (["asiakas"], ["X"]),
    ]


def test_notes_get_their_name_in_the_language_and_points_their_level() -> None:
    """As the Word renderer knows neither."""
    note = {
        "type": "admonition",
        "kind": "important",
        "children": [
            {"type": "admonitionTitle", "children": [text("Important")]},
            paragraph("", text("Sana")),
        ],
    }
    point = {"type": "listItem", "children": [paragraph("", text("a")), paragraph("", text("b"))]}
    root = {"type": "root", "children": [note, {"type": "list", "children": [point]}]}
    title, words, found = tidied(root, {"Important": "Tärkeää"}.__getitem__)["children"]

    assert title["children"][1] == {"type": "strong", "children": [text("Tärkeää")]}
    assert words == paragraph("RnNote", text("Sana"))
    assert found["children"][0]["children"][1] == paragraph("RnContinued1", text("b"))


def test_bookmarks_fit_word() -> None:
    """At most 40 characters; long names stay apart."""
    long = [bookmark(f"list-involvement-workshop-planning--{name}") for name in ("first", "second")]

    assert bookmark("page-models-one") == "rn_page_models_one"
    assert len({*long}) == 2
    assert all(len(name) <= 40 for name in long)


def test_what_is_to_hand_out_is_marked() -> None:
    """In an index after the minutes, behind a list it follows, and where it stands itself."""
    edition = edition_of(FORM)
    entry = replace(REGISTER.lists["small-list"], title="Omat tukipaikat", mark=edition.mark)
    register = replace(REGISTER, lists={**REGISTER.lists, edition.id: entry})
    before = replace(
        edition, checklist=replace(edition.checklist, next=(Mention(id=edition.id, line=1),))
    )

    index = json.dumps(index_nodes([], register), ensure_ascii=False)
    own = json.dumps(list_nodes(before, register), ensure_ascii=False)
    other = edition_of(SAME_FOR_PROFESSIONALS)
    usual = {**REGISTER.lists, other.id: replace(entry, mark="")}
    plain = json.dumps(list_nodes(other, replace(register, lists=usual)), ensure_ascii=False)

    assert 1 == index.count(" (noin 5 min, Asiakkaalle)") == index.count(" (noin 5 min)")
    assert 2 == own.count("Asiakkaalle")
    for text_, there in ((CLIENT.care, True), (CLIENT.keep, True), (PROFESSIONAL.keep, False)):
        assert [there, text_ is PROFESSIONAL.keep] == [
            edition.tr(text_) in found for found in (own, plain)
        ]
    assert "Asiakkaalle" not in plain
