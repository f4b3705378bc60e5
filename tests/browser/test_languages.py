"""The site as a whole: every page in every language, the ways between them, and what stands above.

What one language shows is looked at in Finnish elsewhere; here the others must hold the same.
"""

from __future__ import annotations

import re
from itertools import pairwise
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from playwright.sync_api import expect

from rinnalla.languages.known import direction, native_name
from rinnalla.messages import interface
from rinnalla.paper.formats import FOLDER
from rinnalla.serve import find_file
from tests.browser.axe import violations
from tests.browser.conftest import LANGUAGES, OpenPage, Tree, html_files
from tests.browser.markup import Markup, read_markup
from tests.browser.test_pages import MODES, NARROW, spills

TRANSLATED = LANGUAGES[1:]
MISSING = "404.html"
SWITCHER = re.compile(r'<nav class="rn-languages".*?</nav>', re.DOTALL)
LINK = re.compile(
    r'<a href="([^"]*)" lang="(\w+)" hreflang="(\w+)"( dir="\w+")? data-language="(\w+)"'
    r'( aria-current="true")?>([^<]*)</a>'
)


@pytest.fixture(scope="session")
def read(tree: Tree) -> dict[str, Markup]:
    """Return every page of the site as it is written."""
    return {path: read_markup(tree.folder / path) for path in tree.pages}


def test_every_page_is_there_in_every_language(tree: Tree) -> None:
    """The same paths, and above them the choice and the page for wrong addresses."""
    pages = {language: html_files(tree.folder / language) for language in LANGUAGES}

    assert 4 <= len(LANGUAGES)
    assert 30 < len(pages[LANGUAGES[0]])
    assert [pages[LANGUAGES[0]]] * len(LANGUAGES) == list(pages.values())
    above = [path for path in tree.pages if path.partition("/")[0] not in LANGUAGES]
    assert ["404.html", "index.html"] == above


def test_switcher_leads_to_the_same_page(tree: Tree) -> None:
    """On every page, in every language; from a missing page to the front page. In its own words."""
    for path in tree.pages:
        language, _, name = path.partition("/")
        if language not in LANGUAGES:
            continue
        html = (tree.folder / path).read_text("utf-8")
        (nav,) = SWITCHER.findall(html)
        links = LINK.findall(nav)
        same = "index.html" if name == MISSING else name
        assert [urljoin(f"/{path}", link[0]) for link in links] == [
            f"/{code}/{same}" for code in LANGUAGES
        ]
        for code, link in zip(LANGUAGES, links, strict=True):
            _, lang, hreflang, turned, data, current, words = link
            assert (lang, hreflang, data, words) == (code, code, code, native_name(code))
            assert bool(current) is (code == language)
            assert bool(turned) is (direction(code) != direction(language))


def test_switcher_is_right_under_any_path(tree: Tree) -> None:
    """No page but that of missing pages names the root of its host."""
    for path in tree.pages:
        if not path.endswith(MISSING):
            assert not re.search(r'(?:href|src)="/', (tree.folder / path).read_text("utf-8")), path


def test_every_page_says_its_language_and_direction(tree: Tree, read: dict[str, Markup]) -> None:
    """So that it is read aloud, hyphenated and laid out right; with one h1, no level skipped."""
    for path, found in read.items():
        language = path.partition("/")[0]
        expected = language if language in LANGUAGES else LANGUAGES[0]
        assert expected == found.language, path
        html = (tree.folder / path).read_text("utf-8")
        assert f'<html lang="{expected}" dir="{direction(expected)}"' in html, path
        levels = [int(heading[1]) for heading in found.headings]
        assert 1 == levels.count(1), path
        assert max((b - a for a, b in pairwise(levels)), default=0) <= 1, path


def test_places_are_the_same_in_every_language(read: dict[str, Markup]) -> None:
    """A link into a page leads to the same place in its translation; no id stands twice.

    Only the page about the translations shows in each language what matters there.
    """
    for path, found in read.items():
        language, _, name = path.partition("/")
        if language in LANGUAGES:
            assert sorted(found.ids) == sorted(set(found.ids)), path
            places = {id_ for id_ in found.ids if not id_.startswith("language-")}
            source = read[f"{LANGUAGES[0]}/{name}"]
            assert {id_ for id_ in source.ids if not id_.startswith("language-")} == places, path


def test_every_link_leads_somewhere(tree: Tree, read: dict[str, Markup]) -> None:
    """Links, styles, scripts and pictures exist, and so does the place on the page they name."""
    broken = []
    outside = set()
    for path, found in read.items():
        for link in found.links:
            there = urlsplit(urljoin(f"{tree.url}/{path}", link))
            if f"{there.scheme}://{there.netloc}" != tree.url:
                outside.add(there.scheme)
                continue
            target = find_file(tree.folder, there.path)
            anchor = unquote(there.fragment)
            if target is None or not target.is_file():
                broken.append((path, link))
            elif anchor:
                other = read.get(target.relative_to(tree.folder).as_posix())
                if other is None or anchor not in other.ids:
                    broken.append((path, link))

    assert sum(len(found.links) for found in read.values()) > 800
    assert [] == broken
    assert outside <= {"http", "https", "mailto"}


def test_links_stay_in_the_language(read: dict[str, Markup]) -> None:
    """Only the switcher, what all share, and sheets in two languages lead out of it."""
    left = []
    for path, found in read.items():
        language = path.partition("/")[0]
        for link in found.links if language in LANGUAGES else ():
            first = urlsplit(urljoin(f"/{path}", link)).path.split("/")[1]
            if (
                first not in (language, "_static")
                and urlsplit(link).scheme == ""
                and (f"/{FOLDER}/" not in link)
            ):
                left.append((path, first))

    # Each page of a language names each of the others once, in its switcher.
    pages = [path for path in read if path.partition("/")[0] in LANGUAGES]
    others = [(p, code) for p in pages for code in LANGUAGES if code != p.partition("/")[0]]
    assert sorted(others) == sorted(left)


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_translated_page_has_an_accessibility_fault(
    language: str, open_page: OpenPage, tree: Tree
) -> None:
    """Axe finds nothing, nothing breaks the policy, and nothing is wider than a phone."""
    mode = ("narrow-light", "narrow-dark")[TRANSLATED.index(language) % 2]
    page = open_page(f"{tree.url}/{language}/index.html", **MODES[mode])
    found = {}
    for path in html_files(tree.folder / language):
        page.goto(f"{tree.url}/{language}/{path}")
        if faults := [*violations(page), *["spills"] * bool(spills(page) > 0)]:
            found[path] = faults

    assert {} == found


FINDS = {
    "sv": {
        "utskrivningen": "checklists/discharge-planning",
        "handledning": "models/service-guidance",
        "servicehandldning": "models/service-guidance",
        "avsluta klientskap": "checklists/trauma-informed-closure",
        "CM": "models/case-management",
    },
    "en": {
        "planning the discharge": "checklists/discharge-planning",
        "how to end a client relationship": "checklists/trauma-informed-closure",
        "traumma": "models/trauma-informed-closure",
        "workshops": "training/involvement-workshop",
        "case managers": "models/case-management",
    },
    "fr": {
        "ateliers": "training/involvement-workshop",
        "réunion systémique": "checklists/systemic-meeting",
        "reunions systemiques": "checklists/systemic-meeting",
        "fin de l'accompagnement": "checklists/trauma-informed-closure",
        "traumatismes": "models/trauma-informed-closure",
    },
}
"""By language, what is typed and a page that is among the first three."""


@pytest.mark.parametrize(("language", "query"), [(code, q) for code in FINDS for q in FINDS[code]])
def test_page_is_found_in_every_language(
    language: str, query: str, open_page: OpenPage, tree: Tree
) -> None:
    """Inflected, mistyped, without marks, among small words, as half of a compound."""
    page = open_page(f"{tree.url}/{language}/search.html")
    page.locator("[data-search=field]").fill(query)
    expect(page.locator("[data-search=status]")).not_to_have_text("")
    links = page.locator(".rn-result__title a").all()[:3]
    found = [urlsplit(str(link.get_attribute("href"))).path for link in links]

    assert f"/{language}/{FINDS[language][query]}.html" in found


MISSPELT = {
    "sv": ("servicehandldning", "servicehandledning"),
    "en": ("traumma", "trauma"),
    "fr": ("atelieur", "atelier"),
}


@pytest.mark.parametrize("language", MISSPELT)
def test_no_stem_is_shown(language: str, open_page: OpenPage, tree: Tree) -> None:
    """What stands for a misspelt word is a word of the site, as it is written there."""
    typed, meant = MISSPELT[language]
    page = open_page(f"{tree.url}/{language}/search.html")
    page.locator("[data-search=field]").fill(typed)
    said = interface(language).gettext("Showing results for: {words}.").replace("{words}", meant)

    expect(page.locator("[data-search=notes]")).to_contain_text(said)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("path", ["index.html", "404.html"])
def test_what_stands_above_the_languages_is_accessible(
    path: str, mode: str, open_page: OpenPage, tree: Tree
) -> None:
    """The choice, and the page for addresses outside every language."""
    page = open_page(f"{tree.url}/{path}", **MODES[mode])

    assert [] == violations(page)
    assert spills(page) <= 0


@pytest.mark.parametrize("code", LANGUAGES)
def test_choice_leads_to_each_language(code: str, open_page: OpenPage, tree: Tree) -> None:
    """By keyboard or mouse, without a script; the next visit starts from the choice again."""
    page = open_page(f"{tree.url}/", java_script_enabled=False, viewport=NARROW)

    page.get_by_role("link", name=native_name(code), exact=True).click()

    page.wait_for_url(f"{tree.url}/{code}/index.html")
    current = page.locator(".rn-languages [aria-current]")
    expect(current).to_have_text(native_name(code))
    page.goto(f"{tree.url}/")
    expect(page).to_have_url(f"{tree.url}/")


@pytest.mark.parametrize("code", LANGUAGES)
def test_missing_page_is_said_in_the_language_of_its_address(
    code: str, open_page: OpenPage, tree: Tree
) -> None:
    """However deep the address is, its links, styles and languages work."""
    page = open_page(f"{tree.url}/index.html")
    answer = page.request.get(f"{tree.url}/{code}/models/deep/nothing.html")
    html = answer.text()

    assert 404 == answer.status
    assert f'<html lang="{code}"' in html
    for link in re.findall(r'(?:href|src)="([^"#]*)"', html):
        target = find_file(tree.folder, urlsplit(urljoin(f"/{code}/models/deep/x", link)).path)
        assert target is not None, link
        assert target.is_file(), link


@pytest.mark.parametrize("viewport", [NARROW, {"width": 1280, "height": 800}])
def test_switcher_is_in_sight_and_easy_to_hit(
    viewport: dict[str, int], open_page: OpenPage, tree: Tree
) -> None:
    """All languages in one row, each at least 44 pixels high, without opening a menu."""
    page = open_page(f"{tree.url}/fi/checklists/cm-referral.html", viewport=viewport)
    links = page.locator(".rn-languages a").all()
    boxes = [box for link in links if (box := link.bounding_box())]

    assert len(LANGUAGES) == len(boxes)
    assert 1 == len({round(box["y"]) for box in boxes})
    assert all(box["height"] >= 44 for box in boxes)
    assert all(box["x"] + box["width"] <= viewport["width"] for box in boxes)


@pytest.mark.parametrize("code", LANGUAGES)
def test_name_search_and_menu_share_a_row_on_a_phone(
    code: str, open_page: OpenPage, tree: Tree
) -> None:
    """However long the words are in a language, the header takes two rows."""
    page = open_page(f"{tree.url}/{code}/glossary.html", viewport=NARROW)
    parts = page.locator(".rn-header__row > :is(.rn-name, .rn-search-link, .rn-menu-button)").all()
    tops = [box["y"] + box["height"] / 2 for part in parts if (box := part.bounding_box())]

    assert 3 == len(tops)
    assert max(tops) - min(tops) < 10
