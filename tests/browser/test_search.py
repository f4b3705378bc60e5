"""The search page: what it finds and says, that it keeps nothing, and what it can go without."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Locator, Page, Request, expect

from rinnalla.headers import HEADERS
from rinnalla.serve import running
from tests.browser.axe import violations
from tests.browser.conftest import LANGUAGES, OpenPage, Site, Tree, Watch
from tests.browser.forms import fi
from tests.browser.keyboard import Keyboard
from tests.browser.test_pages import FORCED, MODES, NARROW, SMALL, spills

UNKNOWN = "xyzzyx"
NO_SCRIPT = "The search needs scripts, and in this browser they are not in use. Find your way here:"
NO_INDEX = "The search is not in use just now, as in a preview. Find your way here:"
FAILED = "The search did not work. Load the page again, or find your way here:"
UNDERSTAND = """async ([words, typed]) => {
  const { plan, readVocabulary } = await import("/_static/query.js");
  return plan(typed, readVocabulary(words))
    .map((slot) => [slot.typed, ...slot.terms.map(({ text }) => text)]);
}"""


class Search:
    """The search page as somebody uses it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.field = page.get_by_role("searchbox", name=fi("What are you looking for?"))
        self.status = page.get_by_role("status")
        self.results = page.locator(".rn-result")
        self.help = page.get_by_role("link", name=fi("Start from the situation"))

    def type(self, query: str) -> None:
        """Type, and wait for the answer."""
        self.field.fill("")
        expect(self.status).to_have_text("")
        self.field.fill(query)
        expect(self.status).not_to_have_text("")

    def titles(self) -> list[str]:
        """Return the pages shown, in order, as paths without their ending."""
        links = self.page.locator(".rn-result__title a").all()
        hrefs = [link.get_attribute("href") or "" for link in links]
        paths = [urlsplit(href).path.removesuffix(".html") for href in hrefs]
        return [path.partition(f"/{LANGUAGES[0]}/")[2] for path in paths]

    def places(self, result: int = 0) -> Locator:
        """Return the links into a result's page."""
        return self.results.nth(result).locator(".rn-result__places a")


@pytest.fixture
def search(open_page: OpenPage, site: Site) -> Search:
    """Return the search page, open."""
    return Search(open_page(f"{site.url}/search.html"))


FINDS = {
    "inflected": ("kotiutumisesta", "checklists/discharge-planning"),
    "an inflection the site lacks": ("kotikäynneillä", "checklists/follow-up-contact"),
    "part of a compound": ("viidakko", "models/service-jungle"),
    "without dots": ("kotikaynti", "checklists/follow-up-contact"),
    "in capitals": ("PALVELUOHJAUS", "models/service-guidance"),
    "abbreviation": ("CM", "models/case-management"),
    "id of a fact": ("cm-3.2a", "sources/case-manager-slides"),
    "everyday word": ("lopetus", "checklists/trauma-informed-closure"),
    "several everyday words": ("terapian lopettaminen", "checklists/ending-counselling"),
    "half a word": ("palveluohj", "models/service-guidance"),
    "compound the site lacks": ("kotiutushetki", "checklists/discharge-planning"),
    "with a word that is unknown": (f"kotiutuminen {UNKNOWN}", "checklists/discharge-planning"),
    "with small words": ("miten ja milloin kotiutuminen", "checklists/discharge-planning"),
}


@pytest.mark.parametrize("how", FINDS)
def test_page_is_found(how: str, search: Search) -> None:
    """However a word is written, its page is among the first three."""
    query, page = FINDS[how]

    search.type(query)

    assert page in search.titles()[:3]


def test_typo_is_mended_and_said(search: Search) -> None:
    """The word that stands for it is named, and a button searches for what was really typed."""
    search.type("palvelohjaus")

    assert "models/service-guidance" == search.titles()[0]
    notes = search.page.locator("[data-search=notes]")
    expect(notes).to_contain_text(
        fi("Showing results for: {words}.").replace("{words}", "palveluohjaus")
    )
    exact = fi("Search exactly as written: {typed}").replace("{typed}", "palvelohjaus")
    search.page.get_by_role("button", name=exact).click()

    expect(search.status).to_have_text(fi("No page found"))
    expect(search.field).to_be_focused()
    expect(search.field).to_have_value("palvelohjaus")
    expect(notes).to_be_empty()


def test_word_that_is_nowhere_is_named(search: Search) -> None:
    """What is left of the question is answered, and the reader knows what was not."""
    search.type(f"kotiutuminen {UNKNOWN}")

    said = fi("Not found on the site: {words}").replace("{words}", UNKNOWN)
    expect(search.page.get_by_text(said)).to_be_visible()


def test_result_says_what_it_is_for_whom_and_how_long(search: Search) -> None:
    """Kind in words and minutes; when and by whom a list is used."""
    search.type("kotiutuminen")
    result = search.results.first

    expect(result.locator(".rn-result__kind")).to_have_text(f"{fi('Checklist')} · noin 10 min")
    expect(result.locator(".rn-result__about")).to_contain_text("Kun lähtöpäivästä puhutaan")
    expect(result.locator(".rn-result__about")).to_contain_text("Käyttäjä: Asiakaspäällikkö")


def test_result_leads_into_an_item(search: Search, site: Site) -> None:
    """A place is a link to the item that holds the word, in the same tab, by its own id."""
    search.type("lähtöpäivä")
    place = search.places().first
    name = place.inner_text()

    place.click()

    search.page.wait_for_url(f"{site.url}/checklists/discharge-planning.html#discharge-planning--*")
    target = search.page.locator(":target")
    expect(target).to_be_visible()
    expect(target).to_contain_text(name)
    assert 1 == len(search.page.context.pages)


def test_no_result_leads_to_what_is_hidden(search: Search, site: Site) -> None:
    """An item that shows only under a condition is found, and the link goes to its section."""
    search.type("jatkohoidon suunnitelma")
    assert "checklists/discharge-planning" == search.titles()[0]

    places = [place.get_attribute("href") for place in search.places().all()]

    hidden = {
        f"/fi/checklists/discharge-planning.html#discharge-planning--{item.id}"
        for item in site.lists["discharge-planning"].checklist.items
        if item.condition
    }
    assert "/fi/checklists/discharge-planning.html#discharge-planning--starting-point" in places
    assert not hidden & set(places)


def test_count_is_announced_and_focus_stays(search: Search) -> None:
    """The status says how many, also for one; whoever types is not interrupted."""
    search.type("hylätty")
    expect(search.results).not_to_have_count(1)
    expect(search.status).to_have_text(
        fi("{count} pages found").replace("{count}", str(search.results.count()))
    )
    expect(search.field).to_be_focused()

    search.type("WCAG")
    expect(search.status).to_have_text(fi("1 page found"))


def test_answer_follows_the_typing_and_enter_comes_first(search: Search) -> None:
    """Each letter may change the answer; with Enter nobody waits, and an empty field is empty."""
    search.field.press_sequentially("kotiutumi")
    expect(search.results).not_to_have_count(0)
    search.field.press_sequentially("nen")
    search.field.press("Enter")
    expect(search.results.first).to_contain_text("Kotiutumisen suunnittelu")

    search.field.fill("")

    expect(search.results).to_have_count(0)
    expect(search.status).to_have_text("")
    expect(search.help).to_be_hidden()


def test_only_ten_are_shown_first(search: Search) -> None:
    """A button shows the rest, and the focus goes on to the eleventh."""
    search.type("asiakas")
    assert 10 == search.results.count()

    search.page.locator("[data-search=more]").click()

    eleventh = search.results.nth(10).get_by_role("link").first
    expect(eleventh).to_be_focused()
    expect(search.page.locator("[data-search=more]")).to_be_hidden()
    expect(search.status).to_have_text(
        fi("{count} pages found").replace("{count}", str(search.results.count()))
    )


def test_results_are_reached_by_keyboard(search: Search) -> None:
    """From the field through the button to the first result; Enter opens it."""
    search.type("kotiutuminen")
    keyboard = Keyboard(search.page)
    keyboard.reach(search.results.first.get_by_role("link").first, most=3)

    search.page.keyboard.press("Enter")

    search.page.wait_for_url("**/checklists/discharge-planning.html")


def test_nobody_is_left_helpless(search: Search, site: Site) -> None:
    """Without results there are a tip, the situations, the chooser, and every list and model."""
    search.type(UNKNOWN)

    expect(search.status).to_have_text(fi("No page found"))
    expect(search.page.locator("[data-search=tip]")).to_be_visible()
    expect(search.help).to_be_visible()
    offered = {
        urlsplit(str(link.get_attribute("href"))).path
        for link in search.page.locator("[data-search=help] a").all()
    }
    assert {f"{entry.docname}.html" for entry in site.lists.values()} <= offered
    assert {"index.html", "models/case-management.html"} <= offered


def test_search_keeps_nothing_and_tells_nobody(open_page: OpenPage, site: Site) -> None:
    """No address, title, history or storage holds the words, and no request does."""
    page = open_page(f"{site.url}/search.html")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url + str(request.post_data)))
    search = Search(page)
    before = page.evaluate("[location.href, document.title, history.length]")

    search.type("hylätty")
    search.field.press("Enter")
    search.type(UNKNOWN)

    kept = page.evaluate("""async () => [localStorage.length, sessionStorage.length,
      document.cookie, (await indexedDB.databases()).length, (await caches.keys()).length]""")
    assert before == page.evaluate("[location.href, document.title, history.length]")
    assert [0, 0, "", 0, 0] == kept
    assert not [url for url in asked if "hyl" in url or UNKNOWN in url]
    assert "off" == search.page.locator("[data-search=form]").get_attribute("autocomplete")
    page.reload()
    expect(search.field).to_have_value("")


def pieces_of(page: Page) -> list[str]:
    """Return a list that grows with every piece of the index that the page asks for.

    Without what follows a question mark: there the first one carries the time.
    """
    asked: list[str] = []

    def note(request: Request) -> None:
        path = urlsplit(request.url).path
        if "/pagefind/" in path or path.endswith("/words.json"):
            asked.append(path)

    page.on("request", note)
    return asked


def test_no_request_follows_from_what_is_typed(open_page: OpenPage, site: Site) -> None:
    """Pieces of the index that were fetched as needed would tell the server what is looked for.

    What is asked of the server is the same whatever is typed, also into a page that still loads;
    and after the first answer nothing is asked at all.
    """
    queries = ("kotiutuminen", "äänettömyys", UNKNOWN)
    askings: list[list[str]] = []
    for first in queries:
        page = open_page(f"{site.url}/index.html")
        asked = pieces_of(page)
        page.goto(f"{site.url}/search.html")
        search = Search(page)
        search.type(first)
        askings.append(sorted(asked))
        for query in queries:
            search.type(query)
        assert askings[-1] == sorted(asked)

    assert [askings[0]] * len(queries) == askings
    assert any("/fragment/" in path for path in askings[0])


def test_search_page_holds_no_list_and_other_pages_no_search(site: Site) -> None:
    """The looser policy and answers never meet; no content page asks for the index."""
    text = (site.folder / "search.html").read_text("utf-8")
    assert "rn-checklist" not in text
    assert "checklist.js" not in text
    for path in set(site.pages) - {"search.html"}:
        other = (site.folder / path).read_text("utf-8")
        assert "pagefind" not in other
        assert "search.js" not in other
        assert "query.js" not in other
        assert 'search.html"' in other


def test_webassembly_is_refused_on_every_other_page(
    open_page: OpenPage, site: Site, watch: Watch
) -> None:
    """The policy of the search page does not leak."""
    watch.expect("content security policy: script-src refused")
    watch.expect("WebAssembly")
    page = open_page(site.page_of("cm-referral"))

    refused = page.evaluate("""async () => {
      try {
        await WebAssembly.instantiate(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]));
        return "";
      } catch (problem) { console.error(String(problem)); return problem.name; }
    }""")

    assert "CompileError" == refused
    assert "wasm" not in dict(HEADERS)["Content-Security-Policy"]


@pytest.mark.parametrize("options", [FORCED, *MODES.values()], ids=["forced", *MODES])
@pytest.mark.parametrize("query", ["asiakas", "palvelohjaus", UNKNOWN])
def test_answers_are_accessible(
    query: str, options: dict[str, Any], open_page: OpenPage, site: Site
) -> None:
    """Axe finds nothing on results, corrections and no results, in any colours and widths."""
    search = Search(open_page(f"{site.url}/search.html", **options))
    search.type(query)

    assert [] == violations(search.page)


@pytest.mark.parametrize("viewport", [NARROW, SMALL], ids=["390", "320"])
def test_results_fit_a_phone(viewport: dict[str, int], open_page: OpenPage, site: Site) -> None:
    """Nothing scrolls sideways, however long a title is."""
    search = Search(open_page(f"{site.url}/search.html", viewport=viewport))
    for query in ("asiakas", UNKNOWN, "x" * 200):
        search.type(query)
        assert spills(search.page) <= 0


def test_without_a_script_the_page_says_so_and_shows_the_ways(
    open_page: OpenPage, site: Site
) -> None:
    """No field that does nothing; an explanation, and a link to every list."""
    page = open_page(f"{site.url}/search.html", java_script_enabled=False)

    expect(page.get_by_role("searchbox")).to_have_count(0)
    expect(page.get_by_text(fi(NO_SCRIPT))).to_be_visible()
    for entry in site.lists.values():
        expect(page.locator(f"main a[href='{entry.docname}.html']").first).to_be_visible()


@pytest.fixture
def preview(tree: Tree, tmp_path: Path) -> Iterator[str]:
    """Return the address of the site as a preview has it: without an index."""
    shutil.copytree(tree.folder, tmp_path / "preview", ignore=shutil.ignore_patterns("pagefind"))
    with running(tmp_path / "preview") as url:
        yield f"{url}/{LANGUAGES[0]}"


def test_preview_without_an_index_says_so(open_page: OpenPage, preview: str, watch: Watch) -> None:
    """An editor sees why there is no field, and finds the lists all the same."""
    watch.expect("404")
    watch.expect("pagefind/")  # its script or its words, whichever answers first
    page = open_page(f"{preview}/search.html")

    expect(page.get_by_text(fi(NO_INDEX))).to_be_visible()
    expect(page.get_by_role("searchbox")).to_have_count(0)
    expect(page.get_by_role("link", name=fi("Start from the situation"))).to_be_visible()


def test_broken_connection_is_said_and_the_field_stays(
    open_page: OpenPage, site: Site, watch: Watch
) -> None:
    """What was typed is not lost; the other ways are shown."""
    watch.expect("Failed to")
    page = open_page(f"{site.url}/search.html")
    search = Search(page)
    page.route("**/fragment/**", lambda route: route.abort())
    page.reload()

    search.field.fill("osallisuus")

    expect(page.get_by_text(fi(FAILED))).to_be_visible()
    expect(search.field).to_have_value("osallisuus")
    expect(search.help).to_be_visible()


UNDERSTOOD = {
    "päälliköltä": "päällikkö",
    "suhteessa": "suhde",
    "luvan": "lupa",
    "lupsa": "lupa",
    "kortit": "kortti",
    "kotrti": "kortti",
    "LUPA": "lupa",
}
"""Typed, and the base form it stands for, where the site has only the base forms."""

WORDS = {"words": dict.fromkeys(("päällikkö", "suhde", "lupa", "kortti", "ja"), ""),
         "joining": ["ja"], "synonyms": [["pomo", ["päällikkö"]]]}  # fmt: skip


@pytest.mark.parametrize("typed", UNDERSTOOD)
def test_word_is_understood_from_its_base_form_alone(typed: str, search: Search) -> None:
    """Grades, endings, a letter wrong, too many or changed round."""
    assert [[typed, UNDERSTOOD[typed]]] == search.page.evaluate(UNDERSTAND, [WORDS, typed])


def test_any_word_can_be_typed(search: Search) -> None:
    """Names every object has are words like others, and signs are none."""
    plan = search.page.evaluate(UNDERSTAND, [WORDS, "constructor <b> __proto__ .* pomo ja"])

    assert [["constructor"], ["b"], ["proto"], ["pomo", "päällikkö"]] == plan
