"""A document says what its list says, in its order, in its language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest

from rinnalla.audience import CLIENT, PROFESSIONAL
from rinnalla.editions import Edition
from rinnalla.model import Item
from rinnalla.version import sheet_address, version_of
from rinnalla.word import word_document
from rinnalla.word.document import WHENCE
from tests.clients import FORM, SAME_FOR_PROFESSIONALS
from tests.versions import edition_of as clients
from tests.word.reading import Read, edition_of, opened, words

BOX = "☐"
MAIN = ("Heading1", "Heading2", "Item", "Question", "Advice", "Warning", "Result")


def main_lines(edition: Edition) -> Iterator[str]:
    """Yield the title, the headings, items with their codes, notes and results of a list."""
    yield edition.title
    for section in edition.checklist.sections:
        if section.id:
            yield f"{edition.codes[section.id]}\t{edition.plain(section.title)}"
        for item in section.items:
            yield from _item_lines(edition, item)
        for outcome in section.outcomes:
            yield f"{BOX}\t{edition.plain(outcome.text)}"


def _item_lines(edition: Edition, item: Item) -> Iterator[str]:
    text = edition.plain(item.text)
    if item.asks:
        box = f"{BOX}\t" if item.kind == "check" else ""
        yield f"{edition.codes[item.id]}\t{box}{text}"
        return
    word = edition.tr("Warning") if item.kind == "warning" else edition.tr("Advice")
    yield f"{edition.tr('{label}:').format(label=word)} {text}"
    yield from (edition.plain(hint.text) for hint in item.hints)


def test_document_holds_exactly_the_list_in_its_order(documents: list[Read]) -> None:
    """Every heading, item, note and result, with its code, and nothing else."""
    assert 60 <= len(documents)
    for document in documents:
        assert list(main_lines(document.edition)) == document.of(*MAIN), document.name


def test_hints_conditions_and_rules_stand_with_their_items(documents: list[Read]) -> None:
    """What explains an item or a result comes along, the way to it in words."""
    for document in documents:
        edition = document.edition
        said = "\n".join(text for _, text in document.paragraphs)
        for thing in edition.checklist.statements:
            for hint in thing.hints:
                assert edition.plain(hint.text) in said
            if thing.condition and isinstance(thing, Item):
                assert f"{edition.said(thing.condition.tree)}." in said
            elif thing.condition:
                assert all(f"{way}." in said for way in edition.ways(thing.condition.tree))


def test_tags_say_what_matters(documents: list[Read]) -> None:
    """Critical, required and shared items say so, in words."""
    for document in documents:
        edition = document.edition
        expected = []
        for item in (one for one in edition.checklist.items if one.asks):
            expected += [edition.tr("Do not skip this")] * item.critical
            expected += [edition.tr("Required")] * item.required
            whole = edition.tr("For the whole unit: answered once, not for each client")
            expected += [whole] * item.per_unit
        assert expected == document.of("Tag"), document.name


def test_warnings_come_first_and_what_becomes_of_the_paper_last(documents: list[Read]) -> None:
    """Nobody trusts a draft unknowingly, and filled-in paper is not left lying."""
    for document in documents:
        edition = document.edition
        styles = [style for style, _ in document.paragraphs]
        alarms, remarks = len(edition.alarms), len(edition.remarks)
        assert [*edition.alarms, *edition.remarks] == document.of("Alarm", "Remark")
        first = ["Heading1", *["Alarm"] * alarms, *["Remark"] * remarks]
        assert first == styles[: len(first)], document.name
        last = ["Small"] * (1 if edition.checklist.is_for_client else 2)
        assert ["Keeping", *last] == styles[-len(last) - 1 :], document.name
        assert document.of("Small")[-1].endswith(edition.address)
        target = sheet_address(edition, version_of(edition))
        assert target in document.parts["word/_rels/document.xml.rels"].decode()


def test_every_source_of_an_item_stands_at_the_end(documents: list[Read]) -> None:
    """A professional with paper in hand can ask where a statement comes from."""
    for document in documents:
        if document.edition.checklist.is_for_client:
            continue
        (sources, _) = document.of("Small")
        for item in (one for one in document.edition.checklist.items if one.asks):
            code = document.edition.codes[item.id]
            marks = re.search(rf"\b{code}\u00a0(.*?)(?:\s?; |$)", sources)
            assert marks, (document.name, code)
            assert all(fact in marks[1] for fact in item.origin.facts)


def test_client_form_is_free_of_what_is_for_professionals(documents: list[Read]) -> None:
    """No sources, and no word on who gives it when: both stand on its page."""
    theirs = [document for document in documents if document.edition.checklist.is_for_client]

    assert 16 <= len(theirs)
    for document in theirs:
        labels = " ".join(document.of("Facts", "Small"))
        for word in ("Who", "When", WHENCE):
            assert document.edition.tr(word) not in labels, document.name


def test_forms_have_no_other_answers(documents: list[Read]) -> None:
    """They are filled in, not worked through."""
    kinds = {one.edition.checklist.kind: one for one in documents}

    assert [] == kinds["form"].of("Aside")
    assert [] != kinds["checklist"].of("Aside")
    assert kinds["checklist"].edition.tr("Later") in "".join(kinds["checklist"].of("Guide"))


def test_every_page_says_list_version_and_page(documents: list[Read]) -> None:
    """A sheet that has come loose can be put back; the first page has the title itself."""
    for document in documents:
        label = version_of(document.edition).label
        for page in ("default", "first"):
            footer = document.xml(f"word/footer-{page}.xml")
            version = document.edition.tr("Version {version}").replace("{version}", label)
            assert words(footer).startswith(f"Rinnalla · {version} · ")
            fields = [one.attrib for one in footer.iter() if one.tag.endswith("fldSimple")]
            assert [["PAGE"], ["NUMPAGES"]] == [list(one.values()) for one in fields]
        assert document.edition.title == words(document.xml("word/header-default.xml"))
        assert "" == words(document.xml("word/header-first.xml"))


def test_document_knows_its_title_language_and_day(documents: list[Read]) -> None:
    """Screen readers and file lists say them."""
    tags = {"fi": "fi-FI", "sv": "sv-FI", "en": "en-GB", "fr": "fr-FR"}
    for document in documents:
        said = {
            one.tag.rpartition("}")[2]: one.text or "" for one in document.xml("docProps/core.xml")
        }
        assert document.edition.title == said["title"]
        assert tags[document.edition.language] == said["language"]
        assert "Rinnalla" == said["creator"]
        assert version_of(document.edition).code == said["version"]
        assert said["created"] == said["modified"] == "2026-11-22T00:00:00Z"


AWKWARD = """\
:::{checklist} Kissa & koira < "hevonen"
:id: awkward

- [ ] **Lihava** & *vino* "lainaus" 'toinen' `<w:p/>` {#a}

  Katso [ohje](https://example.org/?a=1&b=2) ja [sivu](../index.md).

- Onko A < B & C > D? {#b type=choice}
  - "kyllä" & < ei {#first}
  - muu & muu {#other text}
:::
"""


def test_marks_quotes_emphasis_and_links_survive() -> None:
    """Nothing is lost and nothing becomes markup; a link within the site keeps its words."""
    document = opened(edition := edition_of(AWKWARD), word_document(edition))
    body = document.xml("word/document.xml")
    bold = [words(run) for run in body.iter() if run.tag.endswith("}r") and _is_bold(run)]

    assert ['Kissa & koira < "hevonen"'] == document.of("Heading1")
    assert ["1\t☐\tLihava & vino \"lainaus\" 'toinen' <w:p/>"] == document.of("Item")
    assert "Katso ohje ja sivu." in document.of("Hint")
    assert "Lihava" in bold
    relations = document.parts["word/_rels/document.xml.rels"].decode()
    assert 'Target="https://example.org/?a=1&amp;b=2"' in relations
    assert "index.md" not in relations
    titles = [control.title for control in document.controls if control.part.startswith("b.")]
    assert any('"kyllä" & < ei' in title for title in titles)


def _is_bold(run: ET.Element) -> bool:
    return any(one.tag.endswith("}b") for one in run.iter())


def test_a_language_from_right_to_left_turns_the_page() -> None:
    """Paragraphs, runs, tables and the section; words without a catalogue are English."""
    edition = edition_of(GRID, "ar")
    document = opened(edition, word_document(edition))
    styles, body = document.parts["word/styles.xml"], document.parts["word/document.xml"]

    assert all(mark in styles for mark in (b"<w:bidi/>", b"<w:rtl/>", b'w:bidi="ar-EG"'))
    assert all(mark in body for mark in (b"<w:bidiVisual/>", b"<w:titlePg/><w:bidi/>"))


GRID = """\
:::{form} Ruudukko
:id: grid

- Vaiheet {#steps type=grid columns="now: Nyt | soon: Pian | later: Myöhemmin"}
  - Tarve {#need}
  - Palvelu {#service}
:::
"""


def test_a_grid_is_a_table_that_says_what_it_is() -> None:
    """Its head is repeated, it has a name and a description, and each cell can be written in."""
    document = opened(edition := edition_of(GRID), word_document(edition))
    body = document.parts["word/document.xml"].decode()

    assert "<w:cantSplit/><w:tblHeader/>" in body
    assert 'w:orient="landscape"' in body
    assert '<w:tblCaption w:val="1 Vaiheet"/>' in body
    assert "Rivit: Tarve, Palvelu. Sarakkeet: Nyt, Pian, Myöhemmin." in body
    assert ["", "Nyt", "Pian", "Myöhemmin"] == document.of("ColumnHead")
    assert ["Tarve", "Palvelu"] == document.of("RowHead")
    assert 6 == len(document.controls)
    assert "1 Nyt: Tarve" == document.controls[0].title


def test_the_same_edition_gives_the_same_bytes(
    editions: tuple[Edition, ...], files: Mapping[str, bytes]
) -> None:
    """Neither the clock nor chance gets into a file."""
    edition = editions[0]
    made = files[f"{edition.id}-{edition.language}"]

    assert made == word_document(edition)
    with ZipFile(BytesIO(made)) as archive:
        assert {(2026, 11, 22, 0, 0, 0)} == {one.date_time for one in archive.infolist()}


@pytest.mark.parametrize("language", ["fi", "sv", "en", "fr"])
def test_client_is_spoken_to_in_a_form_to_keep(language: str) -> None:
    """At its head, in its fields and at its end; a professional's form says what it said."""
    client, usual = (
        opened(one, word_document(one))
        for one in (clients(FORM, language), clients(SAME_FOR_PROFESSIONALS, language))
    )
    tr = client.edition.tr
    said, others = ("\n".join(text for _, text in one.paragraphs) for one in (client, usual))

    assert [tr(CLIENT.care)] == client.of("Guide")
    assert [tr(CLIENT.keep)] == client.of("Keeping")
    assert tr(CLIENT.mark) == client.of("Facts")[0]
    assert not [text for text in FOR_OTHERS if tr(text) in said]
    assert not [text for text in FOR_OTHERS if tr(text) not in others]
    assert tr(CLIENT.mark) not in others


FOR_OTHERS = (PROFESSIONAL.care, PROFESSIONAL.keep, PROFESSIONAL.beside, PROFESSIONAL.place)
