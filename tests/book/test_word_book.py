"""The Word book of all pages: it holds everything, says it in its language, and opens."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from docx.oxml.ns import qn
from docx.shared import Cm
from pypdf import PdfReader

from rinnalla.book.anchors import BASE, CARRIER, item_anchor, list_anchor
from rinnalla.model import Kind
from rinnalla.writing import regional
from tests.book.conftest import Made

pytestmark = pytest.mark.build

MARKUP = re.compile(r"\{[a-z-]+\}`|:::|```|\]\(|\*\*|^#+ |\{#|\\\\")
"""What Markdown would leave behind if something had not been read."""


def test_every_page_is_a_heading(one: Made) -> None:
    """In the order of the tables of contents: shelves first, their pages one step below."""
    wanted = [(page.depth, one.register.pages[page.name]) for page in one.register.chapters]
    left = iter(one.headings)

    assert [] == [page for page in wanted if page not in left]


def test_headings_skip_no_step(one: Made) -> None:
    """A reader who goes by headings finds no gap."""
    depths = [depth for depth, _ in one.headings]

    assert depths[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(depths))


def test_every_list_has_all_its_items_in_order(one: Made) -> None:
    """With codes, hints, options and results; a tick has its box, a grid its table."""
    for id_, edition in one.lists.items():
        rows = iter(one.after(list_anchor(id_)))
        for section in edition.checklist.sections:
            for thing in section.statements:
                code = edition.codes.get(thing.id, "")
                ticked = code and getattr(thing, "kind", None) is Kind.CHECK
                words = f"{'☐ ' if ticked else ''}{code} {edition.plain(thing.text)}".strip()
                assert any(row == words if code else row.endswith(words) for row in rows), words
                for choice in (*getattr(thing, "columns", ()), *getattr(thing, "choices", ())):
                    said = edition.plain(choice.text)
                    assert any(said in row for row in rows), said


def test_every_item_is_a_place_of_its_own(one: Made) -> None:
    """So that other parts of the book can lead to it."""
    for id_, edition in one.lists.items():
        for thing in edition.checklist.statements:
            assert one.after(item_anchor(id_, thing.id))


def test_every_fact_and_term_is_there(one: Made) -> None:
    """The sources fact by fact, the glossary with each of its words."""
    said = "\n".join(one.rows)
    terms = {one.register.translated("glossary", term) for term in one.register.terms}

    assert [] == [fact for fact in one.register.facts if f"{fact} " not in said]
    assert [] == [term for term in terms if term not in said]


def test_no_markup_is_left(one: Made) -> None:
    """Neither Markdown, nor what carried names through Jupyter Book, nor a lost reference."""
    assert [] == [row for row in one.rows if MARKUP.search(row) or CARRIER in row]
    assert BASE.encode() not in one.path.read_bytes()
    assert [] == [
        relation.target_ref
        for relation in one.book.part.rels.values()
        if relation.is_external and relation.target_ref.startswith(BASE)
    ]


def test_texts_are_translated_where_there_is_a_translation(made: dict[str, Made]) -> None:
    """No paragraph of the Swedish book is one that its catalogue translates."""
    book = made["sv"]
    sources = {
        source
        for words in book.register.words.values()
        for source, translation in words.items()
        if source != translation and " " in source
    }
    finnish = {book.register.plain(source) for source in sources if "{" not in source}

    assert len(finnish) > 1000
    assert set() == finnish & {row.strip() for row in book.rows}
    assert [] == [row for row in book.rows if row in set(made["fi"].rows) and _is_finnish(row)]


def _is_finnish(row: str) -> bool:
    return bool(re.search(r"\b(?:ja|on|ei|tai|että|mitä|kuinka)\b", row))


def test_language_is_named_everywhere(one: Made) -> None:
    """Word checks the spelling by it, and voices read by it."""
    wanted = regional(one.register.language)
    styles = one.book.styles.element.findall(f".//{qn('w:lang')}")
    inside = one.book.element.body.iter(qn("w:lang"))

    assert wanted == {"fi": "fi-FI", "sv": "sv-FI"}[one.register.language]
    assert {wanted} == {found.get(qn("w:val")) for found in (*styles, *inside)}
    assert wanted == one.book.core_properties.language
    assert one.book.core_properties.title.startswith("Rinnalla")


def test_places_are_unique_and_every_link_finds_its_own(one: Made) -> None:
    """Names and numbers of bookmarks; and no link inside the book is broken."""
    body = one.book.element.body
    marks = list(body.iter(qn("w:bookmarkStart")))
    names = [mark.get(qn("w:name")) for mark in marks]
    wanted = {link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))} - {None}

    assert max(Counter(names).values()) == 1
    assert max(Counter(mark.get(qn("w:id")) for mark in marks).values()) == 1
    assert all(len(name) <= 40 for name in names)
    assert set() == wanted - set(names)
    assert len(wanted) > 300


def test_every_drawing_is_a_picture_with_words(one: Made) -> None:
    """Its alternative text is its description, in the language of the book."""
    drawn = [found.find(qn("wp:docPr")) for found in one.book.element.body.iter(qn("wp:inline"))]
    wanted = {figure.said for figure in one.register.figures.values()}

    assert len(drawn) >= len(wanted) == 11
    assert wanted == {found.get("descr") for found in drawn}
    assert len({found.get("id") for found in drawn}) == len(drawn)


def test_grids_are_tables_with_heads(one: Made) -> None:
    """One for each grid; their first rows are repeated on the next page."""
    grids = [
        item
        for edition in one.lists.values()
        for item in edition.checklist.items
        if item.kind is Kind.GRID
    ]
    tables = one.book.tables

    assert len(tables) == len(grids) + (one.register.language != "fi")  # that of the translations
    assert all(table._tbl.tr_lst[0].find(f".//{qn('w:tblHeader')}") is not None for table in tables)


def test_pages_are_a4_with_numbers_and_contents_that_word_can_update(one: Made) -> None:
    """The field of the contents names two levels and holds every page already."""
    section = one.book.sections[0]
    fields = "".join(text.text for text in one.book.element.body.iter(qn("w:instrText")))
    footer = "".join(text.text for text in section.footer._element.iter(qn("w:instrText")))
    styles = {row.style for row in one.book.element.body.iter(qn("w:p"))}

    assert section.page_width == pytest.approx(Cm(21), rel=0.001)
    assert section.page_height == pytest.approx(Cm(29.7), rel=0.001)
    assert r'TOC \o "1-2"' in fields
    assert "PAGE" in footer.split()
    assert {"TOC1", "TOC2", "Title"} <= styles
    assert one.book.settings.element.find(qn("w:updateFields")) is not None


def test_every_style_that_is_used_is_defined(one: Made) -> None:
    """A name that the template lacks would fall back to plain text without a word."""
    known = {style.style_id for style in one.book.styles}
    used = {row.style for row in one.book.element.body.iter(qn("w:p"))} - {None}
    used |= {run.get(qn("w:val")) for run in one.book.element.body.iter(qn("w:rStyle"))}

    assert set() == used - known


def test_word_processors_open_the_book(made: dict[str, Made], tmp_path: Path) -> None:
    """LibreOffice makes pages of it, with every title of a page among them."""
    office = shutil.which("soffice")
    assert office, "LibreOffice is needed: tests/machine.py says how to install it"
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    book = made["fi"]
    subprocess.run(
        [office, profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, book.path],
        check=True,
        capture_output=True,
        timeout=300,
    )
    pages = PdfReader(tmp_path / f"{book.path.stem}.pdf").pages
    said = " ".join(" ".join(page.extract_text().split()) for page in pages)

    assert len(pages) > 100
    assert [] == [title for title in book.register.pages.values() if title not in said]
