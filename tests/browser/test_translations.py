"""What readers of each language see: every item with its fields, and no other language's words."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from rinnalla.languages.known import native_name, read_languages
from rinnalla.messages import INTERFACE, read_catalogue
from tests.browser.conftest import LANGUAGES, OpenPage, Site, Tree, html_files
from tests.browser.markup import SAID
from tests.build.conftest import ROOT

SOURCE, *TRANSLATED = LANGUAGES

_FIELDS = """() => {
  const textOf = (id) => document.getElementById(id)?.textContent ?? "";
  const named = (field) => {
    const by = field.getAttribute("aria-labelledby");
    const words = by ? by.split(" ").map(textOf).join(" ")
      : field.labels[0]?.textContent ?? field.getAttribute("aria-label") ?? "";
    return words.trim();
  };
  const all = (root, selector) => [...root.querySelectorAll(selector)];
  return all(document, "form.rn-checklist").map((form) => ({
    id: form.id,
    model: form.dataset.model,
    items: all(form, "[data-item]").map((item) => ({
      id: item.dataset.item,
      kind: item.dataset.kind,
      fields: all(item, "input, textarea, select").map((field) =>
        [field.type, field.name, field.value, { ...field.dataset }]),
      names: all(item, "input, textarea, select").map(named),
    })),
  }));
}"""
SILENT = ("warning", "advice")
"""Kinds of item that ask nothing."""
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
FEWEST = 3
"""Words of a text that is judged by its words."""
MOST = 0.6
"""Share of words that stand on Finnish pages too, above which a text is Finnish."""


def lists_of(page: Any, tree: Tree, site: Site, language: str) -> dict[str, dict[str, Any]]:
    """Return every list in a language: its items with their fields and what those are called."""
    found: dict[str, dict[str, Any]] = {}
    for docname in sorted({entry.docname for entry in site.lists.values()}):
        page.goto(f"{tree.url}/{language}/{docname}.html")
        found |= {form["id"]: form for form in page.evaluate(_FIELDS)}
    return found


@pytest.fixture(scope="module")
def finnish_lists(browser: Any, tree: Tree, site: Site) -> dict[str, dict[str, Any]]:
    """Return every list in the language it was written in."""
    page = browser.new_page()
    found = lists_of(page, tree, site, SOURCE)
    page.close()
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_item_has_its_fields_and_each_field_its_name(
    language: str,
    open_page: OpenPage,
    tree: Tree,
    site: Site,
    finnish_lists: dict[str, dict[str, Any]],
) -> None:
    """In every list: the same ids, order, kinds and fields as in Finnish, none without a name."""
    page = open_page(f"{tree.url}/{language}/index.html", java_script_enabled=True)
    lists = lists_of(page, tree, site, language)

    assert set(site.lists) == set(lists)
    for id_, found in lists.items():
        wanted = finnish_lists[id_]
        assert [item.id for item in site.lists[id_].checklist.items] == [
            item["id"] for item in found["items"]
        ]
        for item, other in zip(found["items"], wanted["items"], strict=True):
            place = (language, id_, item["id"])
            assert (other["kind"], other["fields"]) == (item["kind"], item["fields"]), place
            assert bool(item["fields"]) is (item["kind"] not in SILENT), place
            assert all(item["names"]), place
        assert json.loads(wanted["model"]) == json.loads(found["model"]), id_


class _Reader(HTMLParser):
    """Reads what a page says and in which language. said: language and text, attributes too."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = [("", "")]
        self.said: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        language = values.get("lang", self.open[-1][1])
        for name in SAID:
            text = values.get(name, "")
            texts = json.loads(text).values() if name == "data-texts" and text else [text]
            self.said += [(language, text) for text in texts if text]
        if tag not in VOID:
            self.open.append((tag, language))

    def handle_endtag(self, tag: str) -> None:
        if tag in (name for name, _ in self.open):
            while self.open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        tag, language = self.open[-1]
        if data.strip() and tag not in ("script", "style"):
            self.said.append((language, " ".join(data.split())))


def said_in(folder: Path) -> Iterator[tuple[str, str, str]]:
    """Yield page, language and text of everything the pages below a folder say."""
    for name in html_files(folder):
        reader = _Reader()
        reader.feed((folder / name).read_text("utf-8"))
        yield from ((name, language, text) for language, text in reader.said)


NAMES = re.compile(
    "|".join([*map(re.escape, read_languages(ROOT / "locales")[0].names), "Case Manage(?:r|ment)"]),
    re.IGNORECASE,
)
"""What is called the same in every language."""


def words(text: str) -> list[str]:
    """Return the words of a text that tell languages apart: no names, no short ones."""
    own = NAMES.sub(" ", re.sub(r"\{\w*\}", " ", text))
    return [word.lower() for word in re.findall(r"[^\W\d_]{3,}", own)]


@pytest.fixture(scope="module")
def finnish_words(tree: Tree) -> set[str]:
    """Return every word that stands on a Finnish page."""
    return {word for *_, text in said_in(tree.folder / SOURCE) for word in words(text)}


def is_finnish(text: str, vocabulary: set[str]) -> bool:
    """Return whether most words of a text stand on Finnish pages too."""
    found = words(text)
    shared = [word for word in found if word in vocabulary]
    return len(found) >= FEWEST and len(shared) > MOST * len(found)


def test_finnish_sentences_are_known(tree: Tree, finnish_words: set[str]) -> None:
    """The eyes of the next test: on Finnish pages they see nothing else."""
    long = [text for *_, text in said_in(tree.folder / SOURCE) if len(words(text)) >= FEWEST]

    assert len(long) > 1000
    assert all(is_finnish(text, finnish_words) for text in long)


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_finnish_sentence_is_left(language: str, tree: Tree, finnish_words: set[str]) -> None:
    """In what is said to be in the page's language; the way to the Finnish page is marked so."""
    own = [(page, text) for page, lang, text in said_in(tree.folder / language) if lang == language]

    assert len(own) > 4000
    assert [] == [(page, text) for page, text in own if is_finnish(text, finnish_words)]


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_foreign_phrase_says_its_language(language: str, tree: Tree) -> None:
    """Only the names of languages; nothing else is foreign when all is translated."""
    foreign = {
        (lang, text)
        for _, lang, text in said_in(tree.folder / language)
        if lang not in (language, "")
    }

    assert {(code, native_name(code)) for code in LANGUAGES if code != language} == foreign


def test_no_english_word_is_left_around_finnish_pages(tree: Tree) -> None:
    """No word of the interface stands there as the code has it."""
    catalogue = read_catalogue(INTERFACE / SOURCE / "LC_MESSAGES" / "rinnalla.po")
    english = {str(m.id) for m in catalogue if m.id and str(m.string) != str(m.id)}
    assert len(english) > 100

    said = [(page, text) for page, _, text in said_in(tree.folder / SOURCE)]
    assert [] == [(page, text) for page, text in said if text in english]
