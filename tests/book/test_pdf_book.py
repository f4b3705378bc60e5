"""The book of our own pages as PDF, in the language it is written in and in a translation."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pikepdf
import pytest

from rinnalla.book.pdf_check import outline
from rinnalla.cli import main
from rinnalla.editions import Edition, read_editions
from rinnalla.languages.known import read_languages
from tests.paper_checks import assert_sound, text_of

ROOT = Path(__file__).parents[2]
LANGUAGES = ("fi", "fr")

_PAGE = re.compile(r"\([sp]\.\d+\)")
"""The number of a page behind a link, without spaces."""

_RUNNING = re.compile(r"\A\s*\S.*\n")
"""The running head of a page."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The books, made by the command; it ends with 1 if a page is blank or overflows."""
    out = tmp_path_factory.mktemp("book")
    arguments = ("--format", "pdf", "--lang", ",".join(LANGUAGES), "--out", str(out))
    assert main(["book", "--docs", str(ROOT / "docs"), *arguments]) == 0
    return out


@pytest.fixture(scope="module")
def books(folder: Path) -> Mapping[str, bytes]:
    """Each book by its language."""
    return {code: (folder / f"rinnalla-{code}.pdf").read_bytes() for code in LANGUAGES}


@pytest.fixture(scope="module")
def lists() -> tuple[Edition, ...]:
    """Every list in Finnish."""
    known, _ = read_languages(ROOT / "locales")
    found = read_editions(
        ROOT / "docs", ROOT / "locales", ("fi",), languages=known, today=date(2026, 11, 22)
    )
    return tuple(one for by_language in found.found.values() for one in by_language.values())


def bare(text: str) -> str:
    """Return the letters alone: lines break where they will, and page numbers follow links."""
    return _PAGE.sub("", "".join(text.replace("\u00ad", "").split()))


@pytest.mark.parametrize("language", LANGUAGES)
def test_book_is_sound(language: str, books: Mapping[str, bytes], tmp_path: Path) -> None:
    """Tagged, titled, in its language, and no checker finds anything; no page is blank."""
    assert_sound(books[language], tmp_path)
    with pikepdf.open(io.BytesIO(books[language])) as pdf:
        assert str(pdf.Root.Lang) == language
        assert str(pdf.docinfo["/Title"]).startswith("Rinnalla – ")


@pytest.mark.parametrize("language", LANGUAGES)
def test_outline_names_every_page(language: str, books: Mapping[str, bytes], folder: Path) -> None:
    """Each page of the project, but not the one for wrong addresses, and each leads somewhere."""
    titles = json.loads((folder / ".pages" / language / "html" / "titles.json").read_text("utf-8"))
    entries = list(outline(books[language]))

    assert len(titles) == len(_documents())
    assert set(map(bare, titles)) <= {bare(title) for title, _ in entries}
    assert all(number for _, number in entries)


def _documents() -> list[Path]:
    """Return the pages that belong in the book."""
    docs = ROOT / "docs"
    every = (path for path in docs.rglob("*.md") if "contributing" not in path.parts)
    return [path for path in every if "orphan: true" not in path.read_text("utf-8")]


def test_every_list_stands_whole_and_in_order(
    books: Mapping[str, bytes], lists: tuple[Edition, ...], tmp_path: Path
) -> None:
    """In its chapter, under its title: each code with the words of its item, one after another."""
    pages = text_of(books["fi"], tmp_path).split("\f")
    starts = {bare(title): number or 0 for title, number in reversed(list(outline(books["fi"])))}

    assert len(lists) >= 15
    for one in lists:
        start = starts[bare(one.title)]
        text = bare("".join(_RUNNING.sub("", page, count=1) for page in pages[start - 1 :]))
        at = 0
        for section in one.checklist.sections:
            for item in section.items:
                words = bare(one.codes.get(item.id, "") + one.plain(item.text))
                at = text.find(words, at)
                assert at >= 0, (one.id, words)
        assert at < len(bare("".join(pages[start - 1 : start + 9]))), one.id


def test_translation_says_that_nobody_has_reviewed_it(
    books: Mapping[str, bytes], lists: tuple[Edition, ...], tmp_path: Path
) -> None:
    """On the imprint and in the chapters; the Finnish book has nothing of the kind."""
    note = bare("Cette traduction n’a été relue par aucun professionnel maîtrisant la langue.")
    chapters = len(_documents())

    assert bare(text_of(books["fr"], tmp_path)).count(note) == chapters + 1
    assert note not in bare(text_of(books["fi"], tmp_path))
    assert bare(f"Kirjan {len(lists)} listasta") in bare(text_of(books["fi"], tmp_path))


def test_second_book_of_the_same_day_is_the_same_file(
    books: Mapping[str, bytes], folder: Path
) -> None:
    """Made anew from what Sphinx remembers, byte for byte."""
    arguments = ("--format", "pdf", "--lang", "fi", "--out", str(folder))
    assert main(["book", "--docs", str(ROOT / "docs"), *arguments]) == 0

    assert books["fi"] == (folder / "rinnalla-fi.pdf").read_bytes()
