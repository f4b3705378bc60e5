"""A fifth language by one command and no code: one with long words, one from right to left.

Nobody speaks them (see `tests.pseudo`). Both are added to a copy of the project with the command
editors use, filled, built, and looked at in a browser.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from playwright.sync_api import Page, expect

from rinnalla.drawing.art import WIDTH
from rinnalla.drawing.fit import text_width
from rinnalla.languages.known import native_name, read_languages
from rinnalla.serve import running
from rinnalla.site import build_site
from tests.browser.axe import violations
from tests.browser.conftest import OpenPage, Site, Tree, part_of
from tests.browser.forms import Form
from tests.browser.test_drawings import LINES, PAGES
from tests.browser.test_pages import MODES, OPEN_EVERYTHING, half_answered, spills
from tests.build.conftest import ROOT
from tests.pressing import stand_in
from tests.pseudo import (
    LONG,
    MIRRORED,
    accented,
    add_language,
    arabic,
    brief_arabic,
    marked,
    project_with,
)

Json: TypeAlias = Any  # what the page returns
Pair: TypeAlias = "dict[str, Site]"

LANGUAGES = {LONG: "ltr", MIRRORED: "rtl"}
LOOKED_AT = ("index", "models/systemic-work", "glossary", "search", "checklists/index")
LIST = "cm-referral"

_NAMES = re.compile(
    r"\bRinnalla\b|\b[A-Z]{2}-[\dA-Z][\d.]*[a-z]?\b|\b[A-Z]\d*\b"
    r"|\bSuomi\b|\bCC BY\b|\b[\dA-HJKMNP-TV-Z]{6}\b"
)
"""What is the same in every language: our name, names of facts, codes of items and versions,
letters, the licence, and what Finnish calls itself."""

_UNTOUCHED = {
    LONG: re.compile(r"\b[^\W\d_]*[aeiouyAEIOUY][^\W\d_]*\b"),
    MIRRORED: re.compile(r"[A-Za-zÀ-ÿ]{2,}"),
}
"""Words of Finnish or English: in one language every vowel is marked, in the other no letter is
Latin."""

_VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
_SPOKEN = {"alt", "aria-label", "content", "placeholder", "title"}
_SHAPES = {"circle", "ellipse", "line", "path", "polygon", "polyline", "rect"}

CONTROLS = """() => [...document.querySelectorAll("form.rn-checklist [data-item]")].map((item) => ({
  id: item.id,
  name: item.dataset.item,
  kind: item.dataset.kind,
  controls: [...item.querySelectorAll("input, textarea")].map((control) => [
    control.id, control.name, control.type, control.value, Object.keys(control.dataset).join()]),
  unlabelled: [...item.querySelectorAll("input, textarea")].filter((control) => ![
    ...control.labels,
    ...(control.getAttribute("aria-labelledby") ?? "").split(" ")
      .map((id) => document.getElementById(id)),
  ].some((label) => label?.textContent.trim())).length,
}))"""

BOXES = """(selectors) => selectors.map((selector) => {
  const element = document.querySelector(selector);
  const range = document.createRange();
  range.selectNodeContents(element);
  const [box, words] = [element.getBoundingClientRect(), range.getBoundingClientRect()];
  return { left: box.left, right: box.right, begins: words.left, ends: words.right };
})"""

STICKING_OUT = """() => [...document.querySelectorAll(".rn-drawing__art text")].filter((text) => {
  const art = text.closest("svg").getBoundingClientRect();
  const words = text.getBoundingClientRect();
  text.scrollIntoView({ block: "center" });
  const at = text.getBoundingClientRect();
  const box = document.elementsFromPoint(at.x + at.width / 2, at.y + at.height / 2)
    .find((one) => one instanceof SVGGeometryElement && one.matches("rect, circle, ellipse"))
    ?.getBoundingClientRect();
  const within = (outer, inner) => inner.left >= outer.left - 1 && inner.right <= outer.right + 1;
  return !within(art, words) || (box && !within(box, at));
}).map((text) => text.textContent)"""

ANCHORS = """() => [...document.querySelectorAll(".rn-drawing__art text")].map((text) => [
  text.getAttribute("text-anchor"), Number(text.querySelector("tspan").getAttribute("x"))])"""

PICTURES = """() => [...document.querySelectorAll(".rn-drawing__art")].map((art) => {
  const base = art.getBoundingClientRect();
  return [...art.querySelectorAll("rect, circle, ellipse")].map((shape) => {
    const { left, right } = shape.getBoundingClientRect();
    return [(left - base.left) / base.width, (right - base.left) / base.width];
  });
})"""


class _Words(HTMLParser):
    """Collects what a page says: its texts, and attributes that are read aloud."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, str]] = []
        self.said: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if given.get("name") not in ("viewport", "color-scheme", "robots", "generator"):
            self.said += [given[name] for name in sorted(_SPOKEN & set(given))]
        if tag not in _VOID | _SHAPES:
            self.open.append((tag, given.get("class", "")))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        foreign = any("rn-languages" in classes for _, classes in self.open)
        tags = {tag for tag, _ in self.open}
        if data.strip() and not foreign and not tags & {"script", "style", "time"}:
            self.said.append(data.strip())


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the project with two more languages."""
    folder = project_with(tmp_path_factory.mktemp("project"), ROOT)
    add_language(folder, LONG, accented, marked)
    add_language(folder, MIRRORED, arabic, brief_arabic)
    return folder


@pytest.fixture(scope="module")
def tree(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tree]:
    """Return the site in Finnish and in the two, built without a warning, and served."""
    folder = tmp_path_factory.mktemp("new") / "site"
    assert 0 == build_site(project / "docs", folder, ("fi", *LANGUAGES), sheets=stand_in)
    with running(folder) as url:
        yield Tree(folder=folder, url=url)


@pytest.fixture(scope="module")
def pair(tree: Tree) -> Pair:
    """Return the parts of the site in the two languages."""
    return {language: part_of(tree, language) for language in LANGUAGES}


@pytest.fixture(scope="module")
def site(tree: Tree) -> Site:
    """Return the Finnish part of the site."""
    return part_of(tree, "fi")


def test_added_languages_are_drafts(project: Path) -> None:
    """They are not published by being there."""
    languages, problems = read_languages(project / "locales")

    assert [] == problems
    assert ((LONG, MIRRORED), ("fi",)) == (languages.drafts, languages.shown)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_says_its_language_and_direction(language: str, pair: Pair) -> None:
    """On the root, where styles, scripts and screen readers find them."""
    pages = pair[language].pages

    assert len(pages) > 30
    for name in pages:
        html = (pair[language].folder / name).read_text("utf-8")
        assert f'<html lang="{language}" dir="{LANGUAGES[language]}"' in html, name


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_of_another_language_is_left(language: str, pair: Pair) -> None:
    """Every text of every page and every word around it comes from the catalogues."""
    left: dict[str, str] = {}
    count = 0
    for name in pair[language].pages:
        page = _Words()
        page.feed((pair[language].folder / name).read_text("utf-8"))
        count += len(page.said)
        for text in page.said:
            own = text.replace(native_name(language), "")
            if _UNTOUCHED[language].search(_NAMES.sub("", own)):
                left.setdefault(text, name)

    assert count > 3000
    assert {} == left


@pytest.mark.parametrize("language", LANGUAGES)
def test_items_have_the_same_labelled_controls(
    language: str, pair: Pair, site: Site, open_page: OpenPage
) -> None:
    """The same items, ids, kinds, order and values as in Finnish, and a label for each."""
    finnish = open_page(f"{site.url}/index.html")
    other = open_page(f"{pair[language].url}/index.html")
    for list_id in site.lists:
        finnish.goto(site.page_of(list_id))
        other.goto(pair[language].page_of(list_id))
        found: Json = other.evaluate(CONTROLS)

        assert found == finnish.evaluate(CONTROLS), list_id
        assert 0 == sum(item["unlabelled"] for item in found), list_id


@pytest.mark.parametrize("mode", ["wide-light", "narrow-dark"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_wider_than_the_window(
    language: str, mode: str, pair: Pair, open_page: OpenPage
) -> None:
    """Words are four tenths longer than ours, or begin at the other side."""
    page = open_page(f"{pair[language].url}/index.html", **MODES[mode])
    wide = {}
    for name in pair[language].pages:
        page.goto(f"{pair[language].url}/{name}")
        page.evaluate(OPEN_EVERYTHING)
        if pixels := spills(page):
            wide[name] = pixels

    assert {} == wide


@pytest.mark.parametrize("mode", ["wide-light", "narrow-dark"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_have_no_accessibility_fault(
    language: str, mode: str, pair: Pair, open_page: OpenPage
) -> None:
    """Axe finds nothing on pages of each kind, nor on a list in use."""
    page = open_page(f"{pair[language].url}/index.html", **MODES[mode])
    for name in LOOKED_AT:
        page.goto(f"{pair[language].url}/{name}.html")
        assert [] == violations(page), name
    page.goto(pair[language].page_of(LIST))
    half_answered(page, LIST)

    assert [] == violations(page)
    assert spills(page) <= 0


def test_pages_are_mirrored(pair: Pair, open_page: OpenPage) -> None:
    """What stands at the left in Finnish stands at the right, and the other way round."""
    page = open_page(pair[MIRRORED].page_of(LIST))
    item = f"#{LIST}--talked-with-client"
    half_answered(page, LIST)
    names = (
        *(".rn-shelves", ".rn-main", ".rn-contents", ".rn-name", ".rn-search-link"),
        *(f"{item} .rn-code", f"{item} input", f"{item} .rn-tick__text"),
        *(".rn-crumbs li", ".rn-crumbs li + li", "[data-action=print]", "[data-action=clear]"),
    )
    boxes: Json = page.evaluate(BOXES, list(names))
    shelves, main, contents, name, search, code, tick, text, first, second, print_, clear = boxes

    assert shelves["left"] >= main["right"] >= main["left"] >= contents["right"]
    assert name["left"] > search["right"]
    assert code["left"] >= tick["right"] > tick["left"] >= text["right"]
    assert text["right"] - text["ends"] < 2  # words begin at the tick
    assert first["left"] >= second["right"]
    assert print_["left"] >= clear["right"]


def test_codes_and_dates_keep_their_order(pair: Pair, open_page: OpenPage) -> None:
    """A code in a sentence of Arabic is read as a code, and a limit has the digits of the page."""
    page = open_page(pair[MIRRORED].page_of(LIST))
    form = Form(page, LIST)
    form.option("unit", "ward").check()
    field = form.field("ward-episodes")

    field.fill("\u0662")  # two, as typed on an Arabic keyboard
    field.blur()
    expect(form.problem("ward-episodes")).to_be_hidden()
    field.fill("-1")
    field.blur()
    expect(form.problem("ward-episodes")).to_contain_text("0")
    assert "plaintext" == field.evaluate("(field) => getComputedStyle(field).unicodeBidi")
    assert "isolate" == page.locator(".rn-source a").first.evaluate(
        "(link) => getComputedStyle(link).unicodeBidi"
    )


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_words_of_drawings_stay_in_their_boxes(
    language: str, name: str, pair: Pair, open_page: OpenPage
) -> None:
    """They are no wider than they were measured, and none is cut off."""
    page = open_page(f"{pair[language].url}/{name}.html")
    lines: Json = page.evaluate(LINES)
    wider = {
        line["text"]: line["wide"]
        for line in lines
        if line["wide"] > text_width(line["text"], bold=line["bold"]) * line["size"]
    }

    assert len(lines) > 5
    assert {} == wider
    assert [] == page.evaluate(STICKING_OUT)


def test_drawings_are_mirrored(pair: Pair, site: Site, open_page: OpenPage) -> None:
    """Each shape and each word stands as far from the right as it stood from the left."""
    ours, theirs = (
        open_page(f"{site.url}/index.html"),
        open_page(f"{pair[MIRRORED].url}/index.html"),
    )
    for name in PAGES:
        ours.goto(f"{site.url}/{name}.html")
        theirs.goto(f"{pair[MIRRORED].url}/{name}.html")
        words: Json = ours.evaluate(ANCHORS)
        shapes: Json = ours.evaluate(PICTURES)
        turned = [[align, pytest.approx(WIDTH - x, abs=0.2)] for align, x in words]

        if "case-management" not in name:  # a tree is as high as its words, not as wide
            assert turned == theirs.evaluate(ANCHORS), name
        for before, after in zip(shapes, theirs.evaluate(PICTURES), strict=True):
            mirrored = [[1 - right, 1 - left] for left, right in before]
            assert [pytest.approx(one, abs=0.01) for one in mirrored] == after, name


@pytest.mark.parametrize("language", LANGUAGES)
def test_search_finds_words_of_the_language(language: str, pair: Pair, open_page: OpenPage) -> None:
    """By a word of a title, without a list of search words and without forms of its words."""
    say = {LONG: marked, MIRRORED: arabic}[language]
    page = open_page(f"{pair[language].url}/search.html")

    page.locator("[data-search=field]").fill(say("pirstoutuvat"))

    # Which comes first depends on endings, and these words have none that a stemmer knows.
    title = page.locator(".rn-result__title").filter(has_text=say("pirstoutuvat"))
    expect(title).to_be_visible()


def test_letters_of_the_glossary_are_those_of_the_language(pair: Pair, open_page: OpenPage) -> None:
    """Marks are passed over in one, and Arabic letters stand in their order in the other."""
    for language, beginning in ((LONG, "A"), (MIRRORED, "\u0627")):
        page = open_page(f"{pair[language].url}/glossary.html")
        letters = page.locator(".rn-letters a").all_inner_texts()

        assert letters[0] in (beginning, "#")
        assert letters == sorted(set(letters))
        assert len(letters) > 5


def test_print_keeps_the_direction(pair: Pair, open_page: OpenPage) -> None:
    """On paper the codes stand at the right, and nothing is cut off."""
    page: Page = open_page(pair[MIRRORED].page_of(LIST))
    page.emulate_media(media="print")
    item = f"#{LIST}--unit"
    code, options = page.evaluate(BOXES, [f"{item} .rn-code", f"{item} .rn-options"])

    assert code["left"] >= options["right"]
    assert spills(page) <= 0


def test_bad_copy_of_a_project_is_noticed(tmp_path: Path) -> None:
    """A language that the project has already is not added again."""
    folder = project_with(tmp_path / "project", ROOT)
    shutil.copytree(ROOT / "locales", folder / "locales", dirs_exist_ok=True)

    with pytest.raises(AssertionError):
        add_language(folder, "sv", marked, marked)
