"""The Word book of the whole knowledge base, made once in Finnish and in Swedish."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as Book
from docx.oxml.ns import qn

from rinnalla.book.anchors import bookmark
from rinnalla.book.gathering import gather
from rinnalla.book.register import Register
from rinnalla.book.volume import Volume
from rinnalla.book.word import make_word_book
from rinnalla.editions import Edition
from rinnalla.languages.known import read_languages
from rinnalla.speech import Speech
from tests.projects import ROOT, TODAY

LANGUAGES = ("fi", "sv")


@dataclass(frozen=True)
class Made:
    """A finished book. path: of its file; lists: of the book, by id, in its language."""

    path: Path
    register: Register
    lists: Mapping[str, Edition]

    @cached_property
    def book(self) -> Book:
        """The document."""
        return Document(str(self.path))

    @cached_property
    def rows(self) -> list[str]:
        """The text of every paragraph in the order of the file, those of tables too."""
        return ["".join(_pieces(row)) for row in self.book.element.body.iter(qn("w:p"))]

    @cached_property
    def headings(self) -> list[tuple[int, str]]:
        """Depth and words of every heading."""
        return [
            (int(row.style.removeprefix("Heading")), "".join(_pieces(row)))
            for row in self.book.element.body.iter(qn("w:p"))
            if row.style and row.style.startswith("Heading")
        ]

    @cached_property
    def places(self) -> dict[str, int]:
        """Names of bookmarks to the number of their paragraph."""
        return {
            str(mark.get(qn("w:name"))): number
            for number, row in enumerate(self.book.element.body.iter(qn("w:p")))
            for mark in row.findall(qn("w:bookmarkStart"))
        }

    def after(self, anchor: str) -> list[str]:
        """Return the text of the paragraphs from a place on."""
        return self.rows[self.places[bookmark(anchor)] :]


def _pieces(row: object) -> list[str]:
    return [text.text or "" for text in row.iter(qn("w:t"))]  # type: ignore[attr-defined]


def volume(out: Path, language: str, docs: Path = ROOT / "docs") -> Volume:
    """Return a book to be made."""
    return Volume(docs=docs, out=out, language=language, today=TODAY, say=Speech("en"))


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Made]:
    """Every book, by language."""
    out = tmp_path_factory.mktemp("book")
    languages, _ = read_languages(ROOT / "locales")
    found = {}
    for language in LANGUAGES:
        asked = volume(out, language)
        register, editions = gather(asked, languages)
        lists = {id_: editions.found[language][id_] for id_ in register.lists}
        found[language] = Made(make_word_book(asked), register, lists)
    return found


@pytest.fixture(params=LANGUAGES)
def one(request: pytest.FixtureRequest, made: dict[str, Made]) -> Made:
    """One book after the other."""
    return made[str(request.param)]
