"""Another language in the middle of a list: the answers come along, and nothing else changes."""

from __future__ import annotations

import io
import re

import pytest
from playwright.sync_api import Browser, Page, Route, expect
from pypdf import PdfReader

from tests.browser.axe import violations
from tests.browser.conftest import KEPT, OpenPage, Site, Watch, new_context
from tests.browser.forms import Form
from tests.browser.keyboard import Keyboard
from tests.browser.languages import canonical, fields, says, switch, way_to
from tests.browser.test_checklist_behaviour import STORES, dialogs_of

LIST = "all-kinds"


@pytest.fixture
def kinds(open_page: OpenPage, tongues: Site) -> Form:
    """Return the list with every kind of item, on its Finnish page."""
    return Form(open_page(f"{tongues.url}/fi/trial.html"), LIST)


def answer_everything(form: Form) -> None:
    """Give every kind of answer, also such that are hidden again."""
    form.open_details("tick")
    form.aside("tick", "later").check()
    form.reason("tick").fill("Odotetaan päätöstä")
    form.note("tick").fill("Soitettu kahdesti\nei vastausta")
    form.option("is-so", "not-known").check()
    form.option("one", "other").check()
    form.option_text("one", "other").fill("  oma <b>sana</b> & 'muu'")
    form.option("many", "dog").check()
    form.field("about-dog").fill("Piilossa, mutta tallella")
    form.option("many", "dog").uncheck()
    form.option("many", "cat").check()
    form.option("many", "other-animal").check()
    form.option_text("many", "other-animal").fill("papukaija 🦜")
    form.field("words").fill("Ensimmäinen rivi\n\n  toinen rivi")
    for name, values in {"sayings": ("yksi", "kaksi", "kolme"), "amounts": ("1,5", "2")}.items():
        for at, value in enumerate(values):
            if at:
                form.item(name).locator("[data-action=repeat]").click()
            form.field(name, at).fill(value)
    form.field("amount").fill("12")
    form.field("at-most").fill("ei luku")
    form.field("day").fill("2026-05-05")
    form.field("days").fill("2026-05-06")
    form.open_details("thought")
    form.note("thought").fill("Mietitty yhdessä")
    form.item("thought").locator("[data-seen]").check()
    form.field("habit").fill("Meillä näin")
    form.cell("table", "home", "now").fill("vuokralla")
    form.cell("table", "income", "soon").fill("palkka")


def test_every_kind_of_answer_comes_along_and_back(kinds: Form) -> None:
    """Each field holds in French what it held in Finnish, and in Finnish again."""
    page = kinds.page
    empty = fields(page)
    answer_everything(kinds)
    filled = fields(page)
    shown = kinds.shown()
    assert len([1 for one in filled if one not in empty]) > 20

    switch(page, "fr")
    assert filled == fields(page)
    assert shown == kinds.shown()
    switch(page, "en")
    switch(page, "fi")
    assert filled == fields(page)
    expect(kinds.outcome("verdict")).to_contain_text("Iso")
    expect(kinds.tag("tick")).to_have_text(f"{says('fi', 'later')}: Odotetaan päätöstä")


def test_page_is_the_other_page(kinds: Form) -> None:
    """Address, title, language and every word are those of the page a link would open."""
    page = kinds.page
    address = page.url
    kinds.option("many", "dog").check()

    switch(page, "fr")

    assert address.replace("/fi/", "/fr/") == page.url
    expect(page).to_have_title(re.compile("^Français: Koesivu"))
    assert 1 == page.locator("head title").count()
    (link,) = page.locator("link[rel=canonical]").all()
    assert canonical("fr", "trial.html") == link.evaluate("link => link.outerHTML")
    expect(page.locator(".rn-skip")).to_have_text("Aller au contenu")
    expect(way_to(page, "fr")).to_have_attribute("aria-current", "true")
    expect(way_to(page, "fi")).not_to_have_attribute("aria-current", "true")
    kinds.field("amount").fill("99")
    kinds.field("amount").blur()
    expect(kinds.problem("amount")).to_have_text(
        says("fr", "numberRange").replace("{min}", "1").replace("{max}", "31")
    )
    expect(kinds.item("about-dog")).to_be_visible()


def test_numbers_are_written_as_the_new_language_does(kinds: Form) -> None:
    """What is said of a number follows the language too, there and back."""
    kinds.field("at-most").fill("3")
    for language, most in (("en", "2.5"), ("fi", "2,5")):
        switch(kinds.page, language)
        kinds.field("at-most").focus()
        kinds.field("at-most").blur()
        expect(kinds.problem("at-most")).to_have_text(
            says(language, "numberMax").replace("{max}", most)
        )


def test_new_page_says_that_answers_came_along(kinds: Form) -> None:
    """In the new language: to those who listen, and in the status line until an answer changes."""
    kinds.option("is-so", "yes").check()

    switch(kinds.page, "fr")

    status = kinds.root.locator(".rn-status")
    expect(kinds.announced).to_have_text(says("fr", "carried"))
    expect(status).to_have_text(f"{says('fr', 'carried')} {says('fr', 'statusUsed')}")
    kinds.option("is-so", "no").check()
    expect(status).to_have_text(says("fr", "statusUsed"))


def test_keyboard_ends_on_the_same_link(kinds: Form) -> None:
    """Enter on the link; the focus is on its like in the new page, and goes on from there."""
    page, keyboard = kinds.page, Keyboard(kinds.page)
    kinds.option("is-so", "yes").focus()
    keyboard.press("Space")
    keyboard.reach(way_to(page, "fr"), back=True)

    page.keyboard.press("Enter")

    expect(page.locator("html")).to_have_attribute("lang", "fr")
    expect(way_to(page, "fr")).to_be_focused()
    keyboard.reach(kinds.option("is-so", "yes"))
    expect(kinds.option("is-so", "yes")).to_be_checked()


def test_same_item_stays_in_view(kinds: Form) -> None:
    """What stood at the top of the window stands there in the other language."""
    page, item = kinds.page, kinds.item("amount")
    kinds.option("is-so", "yes").check()
    item.evaluate("item => scrollBy(0, item.getBoundingClientRect().top - 20)")

    # By its own means of a browser or an assistive device: the link itself is out of sight.
    way_to(page, "fr").evaluate("link => link.click()")
    expect(page.locator("html")).to_have_attribute("lang", "fr")

    assert abs(item.evaluate("item => item.getBoundingClientRect().top") - 20) < 2


def test_top_of_the_page_stays_in_view(kinds: Form) -> None:
    """At the top there is nothing to keep in its place: the header and the title stay."""
    kinds.option("is-so", "yes").check()

    switch(kinds.page, "fr")

    expect(kinds.page.locator("h1")).to_be_in_viewport()
    assert 0 == kinds.page.evaluate("scrollY")


def test_only_the_page_is_asked_for(kinds: Form) -> None:
    """One page and the picture in its header; nothing typed is sent or stored."""
    page = kinds.page
    answer_everything(kinds)
    stores = page.evaluate(STORES)
    requests: list[tuple[str, str, str | None]] = []
    page.on("request", lambda asked: requests.append((asked.method, asked.url, asked.post_data)))

    switch(page, "fr")
    expect(kinds.announced).to_have_text(says("fr", "carried"))
    page.pdf()

    address = page.url
    pictures = [url for _, url, _ in requests if "/fr/_static/icon.svg?" in url]
    assert [("GET", url, None) for url in (address, *pictures)] == requests
    assert stores.replace("/fi/", "/fr/") == page.evaluate(STORES)


def test_several_lists_keep_their_own_answers(open_page: OpenPage, tongues: Site) -> None:
    """Lists with the same item ids are not mixed up; the empty one says nothing."""
    page = open_page(f"{tongues.url}/fi/twins.html")
    left, right, sheet = Form(page, "left"), Form(page, "right"), Form(page, "sheet")
    left.option("settled", "no").check()
    left.field("open").fill("vasen")
    sheet.field("done").check()
    filled = fields(page)

    switch(page, "fr")

    expect(left.announced).to_have_text(says("fr", "carried"))
    assert filled == fields(page)
    expect(right.announced).to_have_text("")
    expect(right.root.locator(".rn-status")).not_to_contain_text(says("fr", "carried"))


# ordinary links


MARK_PAGE = "window.isSamePage = true"
IS_SAME_PAGE = "window.isSamePage === true"


def test_link_is_a_link_while_nothing_is_answered(kinds: Form) -> None:
    """Without answers the page is opened as any other, and Back leads to the first one."""
    page = kinds.page
    page.evaluate(MARK_PAGE)

    switch(page, "fr")

    assert not page.evaluate(IS_SAME_PAGE)
    page.go_back()
    assert page.url.endswith("/fi/trial.html")


def test_link_opens_in_another_tab(kinds: Form) -> None:
    """Ctrl+click leaves the answers here, and the new tab is empty."""
    page = kinds.page
    kinds.option("is-so", "yes").check()

    with page.context.expect_page() as opened:
        way_to(page, "fr").click(modifiers=["ControlOrMeta"])

    expect(opened.value.locator("html")).to_have_attribute("lang", "fr")
    expect(Form(opened.value, LIST).option("is-so", "yes")).not_to_be_checked()
    expect(page.locator("html")).to_have_attribute("lang", "fi")
    expect(kinds.option("is-so", "yes")).to_be_checked()


def test_language_of_the_page_changes_nothing(kinds: Form) -> None:
    """The link to the page's own language loses no answer and asks nothing."""
    page = kinds.page
    asked = dialogs_of(page)
    page.evaluate(MARK_PAGE)
    kinds.option("is-so", "yes").check()
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))

    way_to(page, "fi").click()
    switch(page, "fr")

    assert page.evaluate(IS_SAME_PAGE)
    assert not any("/fi/trial.html" in url for url in requests)
    assert [] == asked
    expect(kinds.option("is-so", "yes")).to_be_checked()


# what goes wrong


def test_offline_page_asks_and_stays(kinds: Form, watch: Watch) -> None:
    """Without a network the link asks as any way out does; who stays keeps the answers."""
    page = kinds.page
    watch.expect("ERR_INTERNET_DISCONNECTED")
    kinds.option("is-so", "yes").check()
    page.context.set_offline(True)

    with page.expect_event("dialog") as question:
        page.once("dialog", lambda dialog: dialog.dismiss())
        way_to(page, "fr").click()

    assert "beforeunload" == question.value.type
    expect(kinds.option("is-so", "yes")).to_be_checked()
    page.context.set_offline(False)
    switch(page, "fr")
    expect(kinds.option("is-so", "yes")).to_be_checked()


OTHER_PAGES = {
    "another rule": ('["item","amount"],["num",10.0]', '["item","amount"],["num",11.0]'),
    "an option is missing": ('value="other-animal"', 'value="bird"'),
    "an item is missing": ('data-item="sayings"', ""),
    "the list is missing": ('class="rn-checklist"', 'class="rn-other"'),
    "a cell is missing": ('data-column="soon"', 'data-column="then"'),
}


@pytest.mark.parametrize("what", [*OTHER_PAGES, "no page"])
def test_page_that_would_lose_answers_is_not_shown_silently(
    what: str, kinds: Form, watch: Watch
) -> None:
    """A page of another version does not take the place of this one: the browser asks."""
    page = kinds.page
    answer_everything(kinds)
    filled = fields(page)

    def change(route: Route) -> None:
        if what == "no page":
            route.fulfill(status=404, body="")
            return
        answer = route.fetch()
        before, after = OTHER_PAGES[what]
        assert before in answer.text()
        route.fulfill(response=answer, body=answer.text().replace(before, after))

    page.route("**/fr/trial.html", change)
    if what == "no page":
        watch.expect("404")
    if what == "an item is missing":
        watch.expect('item "sayings" is not on the page')

    with page.expect_event("dialog") as question:
        page.once("dialog", lambda dialog: dialog.dismiss())
        way_to(page, "fr").click()

    assert "beforeunload" == question.value.type
    expect(page.locator("html")).to_have_attribute("lang", "fi")
    assert page.url.endswith("/fi/trial.html")
    assert filled == fields(page)


def hold(page: Page, address: str) -> list[Route]:
    """Keep the answer to an address back; returns what is waiting."""
    waiting: list[Route] = []
    page.route(address, lambda route: waiting.append(route))  # noqa: PLW0108  # needs a function
    return waiting


def test_what_is_typed_meanwhile_comes_along(kinds: Form) -> None:
    """On a slow network the reader goes on writing; neither words nor focus are lost."""
    page = kinds.page
    kinds.option("is-so", "yes").check()
    waiting = hold(page, "**/fr/trial.html")
    with page.expect_request("**/fr/trial.html"):
        way_to(page, "fr").click()
    kinds.field("words").click()
    page.keyboard.type("Kesken")

    waiting[0].continue_()

    expect(page.locator("html")).to_have_attribute("lang", "fr")
    expect(kinds.field("words")).to_be_focused()
    page.keyboard.type(" jäi")
    expect(kinds.field("words")).to_have_value("Kesken jäi")


def test_last_language_wins(kinds: Form) -> None:
    """Two languages one after the other: the second is shown, however late the first comes."""
    page = kinds.page
    kinds.option("is-so", "yes").check()
    waiting = hold(page, "**/fr/trial.html")
    with page.expect_request("**/fr/trial.html"):
        way_to(page, "fr").click()

    switch(page, "en")
    with page.expect_response("**/fr/trial.html") as late:
        waiting[0].continue_()
    late.value.finished()

    expect(kinds.announced).to_have_text(says("en", "carried"))
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(kinds.option("is-so", "yes")).to_be_checked()


# afterwards


def test_new_page_has_no_accessibility_fault(kinds: Form) -> None:
    """Neither the page that took the other's place nor its words: all of it in its language."""
    answer_everything(kinds)

    switch(kinds.page, "fr")

    expect(kinds.announced).to_have_text(says("fr", "carried"))
    assert [] == violations(kinds.page)


def test_list_runs_on_in_the_new_language(kinds: Form) -> None:
    """Clearing, printing and what follows from answers work as before."""
    page = kinds.page
    kinds.field("words").fill("Painettava sana")
    page.evaluate("window.print = () => { window.printed = true; }")
    switch(page, "fr")
    expect(kinds.announced).to_have_text(says("fr", "carried"))

    entry = page.locator(f'.rn-contents li:has(> a[href="#{LIST}--follows"])')
    expect(entry).to_have_attribute("hidden", "")
    kinds.button("print").click()
    assert page.evaluate("window.printed")
    kinds.field("tick").check()
    expect(kinds.item("tip")).to_be_visible()
    expect(kinds.announced).to_contain_text("Vinkki rastista")
    expect(entry).not_to_have_attribute("hidden", "")
    paper = "".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(page.pdf())).pages)
    assert "Painettava sana" in paper
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(kinds.root).to_have_class(re.compile("rn-print-filled"))
    page.evaluate("dispatchEvent(new Event('afterprint'))")

    kinds.button("clear").click()
    kinds.dialog.locator("[data-answer=yes]").click()
    expect(kinds.announced).to_have_text(says("fr", "cleared"))
    expect(kinds.field("words")).to_have_value("")
    expect(kinds.field("tick")).not_to_be_checked()


def test_back_leads_to_where_the_reader_came_from(open_page: OpenPage, tongues: Site) -> None:
    """The languages of one page are one step; leaving them asks, and forgets."""
    page = open_page(f"{tongues.url}/fi/index.html")
    page.goto(f"{tongues.url}/fi/trial.html")
    asked = dialogs_of(page)
    form = Form(page, LIST)
    empty = fields(page)
    form.option("is-so", "yes").check()
    switch(page, "fr")

    page.go_back()
    assert page.url.endswith("/fi/index.html")
    assert ["beforeunload"] == asked
    page.go_forward()

    assert page.url.endswith("/fr/trial.html")
    expect(form.option("is-so", "yes")).not_to_be_checked()
    assert empty == fields(page)


def test_back_shows_an_empty_list_from_the_cache(
    remembering: Browser, tongues: Site, watch: Watch
) -> None:
    """A page that took another's place has forgotten the answers when Back brings it again."""
    context = new_context(remembering, tongues.url, watch)
    context.add_init_script(KEPT)
    page = context.new_page()
    page.goto(f"{tongues.url}/fi/trial.html")
    asked = dialogs_of(page)
    form = Form(page, LIST)
    empty = fields(page)
    answer_everything(form)
    switch(page, "fr")

    page.locator(".rn-name").click()
    page.wait_for_url(re.compile("/fr/index"))
    page.go_back(wait_until="commit")
    page.wait_for_function("window.wasKept !== undefined")

    assert ["beforeunload"] == asked
    assert page.evaluate("window.wasKept"), "the page was not kept, so nothing was tested"
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    assert empty == fields(page)
    context.close()
