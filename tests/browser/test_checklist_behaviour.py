"""What a list does with answers: follows them, warns, asks before it forgets, and keeps nothing."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import Browser, Dialog, Page, Route, expect

from tests.browser.conftest import KEPT, OpenPage, Site, Watch, new_context
from tests.browser.forms import Form, fi, say

CANARY = "kanarialintu-7f3a"


@pytest.fixture
def referral(open_page: OpenPage, site: Site) -> Form:
    """Return the referral list."""
    return Form(open_page(site.page_of("cm-referral")), "cm-referral")


@pytest.fixture
def closure(open_page: OpenPage, site: Site) -> Form:
    """Return the closure list."""
    return Form(open_page(site.page_of("trauma-informed-closure")), "trauma-informed-closure")


@pytest.fixture
def kinds(open_page: OpenPage, trial: Site) -> Form:
    """Return the list with every kind of item."""
    return Form(open_page(f"{trial.url}/trial.html"), "all-kinds")


# other answers and notes


@pytest.mark.parametrize(
    ("aside", "asks", "says"),
    [
        ("na", "reasonNa", "na"),
        ("later", "reasonLater", "later"),
        ("declined", "reasonDeclined", "declined"),
    ],
)
def test_other_answer_asks_why_and_is_seen_when_closed(
    aside: str, asks: str, says: str, closure: Form
) -> None:
    """Each other answer asks its own question; its words stand below the item ever after."""
    name = "end-is-clear"
    closure.open_details(name)
    expect(closure.reason(name)).to_be_hidden()

    closure.aside(name, aside).check()
    expect(closure.item(name).get_by_role("textbox", name=say(asks))).to_be_visible()
    closure.reason(name).fill("Peruste tähän")
    closure.open_details(name)

    expect(closure.reason(name)).to_be_hidden()
    expect(closure.tag(name)).to_be_visible()
    expect(closure.tag(name)).to_have_text(f"{say(says)}: Peruste tähän")
    closure.expect_progress(1, later=int(aside == "later"))


def test_tick_and_other_answer_exclude_each_other(closure: Form) -> None:
    """Setting aside takes the tick off; ticking takes the other answer back."""
    name = "end-is-clear"
    closure.field(name).check()
    closure.open_details(name)

    closure.aside(name, "later").check()
    expect(closure.field(name)).not_to_be_checked()
    expect(closure.tag(name)).to_be_visible()
    closure.expect_progress(1, later=1)

    closure.field(name).check()
    expect(closure.aside(name, "")).to_be_checked()
    expect(closure.tag(name)).to_be_hidden()
    expect(closure.reason(name)).to_be_hidden()
    closure.expect_progress(1)


def test_choice_and_other_answer_exclude_each_other(closure: Form) -> None:
    """The same holds for yes and no, and for what depends on them."""
    closure.option("may-return", "yes").check()
    expect(closure.item("return-terms")).to_be_visible()
    closure.open_details("may-return")

    closure.aside("may-return", "na").check()
    expect(closure.option("may-return", "yes")).not_to_be_checked()
    expect(closure.item("return-terms")).to_be_hidden()

    closure.option("may-return", "no").check()
    expect(closure.aside("may-return", "")).to_be_checked()
    expect(closure.item("whom-instead")).to_be_visible()


def test_other_answer_is_taken_back(closure: Form) -> None:
    """Choosing that there is no exception ends the other answer; the item waits again."""
    closure.open_details("end-is-clear")
    closure.aside("end-is-clear", "na").check()
    closure.expect_progress(1)

    closure.aside("end-is-clear", "").check()

    expect(closure.tag("end-is-clear")).to_be_hidden()
    closure.expect_progress(0)


@pytest.mark.parametrize("field", ["note", "answer"])
def test_text_fields_grow_with_their_text(field: str, closure: Form) -> None:
    """A long text can be read whole in its field, without scrolling in it."""
    closure.open_details("made-tangible")
    area = closure.note("made-tangible") if field == "note" else closure.field("made-tangible")
    before = area.bounding_box()

    area.fill("\n".join(f"{number}. rivi tekstiä" for number in range(12)))

    after = area.bounding_box()
    assert before is not None
    assert after is not None
    assert after["height"] > before["height"] * 2
    assert area.evaluate("area => area.scrollHeight <= area.clientHeight + 1")


def test_long_words_do_not_widen_the_page(open_page: OpenPage, trial: Site) -> None:
    """A word without spaces breaks, in every field and in the words of another answer."""
    page = open_page(f"{trial.url}/trial.html", viewport={"width": 390, "height": 844})
    form = Form(page, "all-kinds")
    form.option("one", "other").check()
    form.open_details("tick")
    form.aside("tick", "na").check()
    for field in (
        form.reason("tick"),
        form.note("tick"),
        form.option_text("one", "other"),
        form.field("words"),
        form.field("amount"),
        form.item("table").get_by_role("textbox").first,
    ):
        field.fill("a" * 300)

    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_note_alone_answers_a_question_to_consider(closure: Form) -> None:
    """A question to consider is dealt with by a text, by a note, or by saying it was considered."""
    closure.item("support-meaning").locator("[data-seen]").check()
    closure.expect_progress(1)
    closure.item("support-meaning").locator("[data-seen]").uncheck()
    closure.expect_progress(0)

    closure.open_details("support-meaning")
    closure.note("support-meaning").fill("Puhuttu")
    closure.expect_progress(1)
    closure.note("support-meaning").fill(" ")
    closure.expect_progress(0)


def test_contents_of_the_page_leave_out_what_is_hidden(open_page: OpenPage, site: Site) -> None:
    """A link to a section that is not shown would lead nowhere."""
    form = Form(open_page(site.page_of("follow-up-contact")), "follow-up-contact")
    way = form.page.locator(".rn-contents a[href='#follow-up-contact--listen']")
    expect(form.page.locator("#follow-up-contact--listen")).to_be_hidden()
    expect(way).to_be_hidden()
    expect(form.page.locator(".rn-contents a[href='#follow-up-contact--contact']")).to_be_visible()

    form.option("got-through", "yes").check()

    expect(way).to_be_visible()


def test_progress_says_how_much_was_left_for_later(closure: Form) -> None:
    """What waits for another day counts as handled, and the line says how much of it there is."""
    closure.field("end-is-clear").check()
    for name, aside in (("made-tangible", "later"), ("may-return", "na")):
        closure.open_details(name)
        closure.aside(name, aside).check()
    closure.expect_progress(3, later=1)

    closure.option("plan-made", "yes").check()
    closure.open_details("plan-core")
    closure.aside("plan-core", "later").check()
    closure.expect_progress(5, later=2)

    closure.option("plan-made", "no").check()
    expect(closure.item("plan-core")).to_be_hidden()
    closure.expect_progress(4, later=1)
    closure.aside("made-tangible", "").check()
    closure.expect_progress(3)


# choices


def test_chosen_button_is_taken_back_with_a_click(referral: Form) -> None:
    """A second click on a chosen button takes the answer back."""
    referral.option("unit", "ward").click()
    expect(referral.item("ward-episodes")).to_be_visible()
    referral.expect_progress(1)

    referral.option("unit", "ward").click()

    expect(referral.option("unit", "ward")).not_to_be_checked()
    expect(referral.item("ward-episodes")).to_be_hidden()
    referral.expect_progress(0)


def test_label_chooses_and_takes_back(referral: Form) -> None:
    """The words of an option work like its button."""
    words = referral.item("unit").locator("label:has([value=ward]) span")
    words.click()
    expect(referral.option("unit", "ward")).to_be_checked()
    words.click()
    expect(referral.option("unit", "ward")).not_to_be_checked()


def test_double_click_chooses(referral: Form) -> None:
    """A double click is one choice, not a choice and its end."""
    referral.option("unit", "ward").dblclick()

    expect(referral.option("unit", "ward")).to_be_checked()
    expect(referral.item("ward-episodes")).to_be_visible()


def test_other_option_takes_words_of_ones_own(referral: Form) -> None:
    """Choosing "other, which" gives a field for words; they are there again after a detour."""
    referral.option("unit", "other").check()
    referral.option_text("unit", "other").fill("kotihoito")
    expect(referral.item("own-discretion")).to_be_visible()

    referral.option("unit", "ward").check()
    expect(referral.item("own-discretion")).to_be_hidden()
    referral.option("unit", "other").check()

    expect(referral.option_text("unit", "other")).to_be_visible()
    expect(referral.option_text("unit", "other")).to_have_value("kotihoito")


# numbers, dates, identity


@pytest.mark.parametrize(
    ("item", "typed", "problem"),
    [
        ("amount", "monta", say("badNumber")),
        ("amount", "3 kpl", say("badNumber")),
        ("amount", "0", say("numberRange", min=1, max=31)),
        ("amount", "31,5", say("numberRange", min=1, max=31)),
        ("at-most", "2,6", say("numberMax", max="2,5")),
    ],
)
def test_number_that_does_not_count_is_explained(
    item: str, typed: str, problem: str, kinds: Form
) -> None:
    """What cannot be read or lies outside the limits is explained, kept, and not counted."""
    field = kinds.field(item)
    kinds.expect_progress(0, 14)
    field.fill(typed)
    field.blur()

    expect(kinds.problem(item)).to_have_text(problem)
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_accessible_description(re.compile(re.escape(problem)))
    expect(field).to_have_value(typed)
    kinds.expect_progress(0, 14)

    field.fill("2")
    expect(kinds.problem(item)).to_be_hidden()
    expect(field).not_to_have_attribute("aria-invalid", "true")
    kinds.expect_progress(1, 14)


def test_number_below_the_least_is_explained(referral: Form) -> None:
    """A limit on one side has words of its own."""
    referral.option("unit", "ward").check()
    referral.field("ward-episodes").fill("-1")
    referral.field("ward-episodes").blur()

    expected = say("numberMin", min=0)
    expect(referral.problem("ward-episodes")).to_have_text(expected)


def test_click_that_leaves_a_bad_number_is_not_lost(referral: Form) -> None:
    """What is wrong is said once the button is up: the option pressed does not move away."""
    referral.option("unit", "ward").check()
    referral.field("ward-episodes").fill("monta")
    option = referral.option("early-signs", "no")
    option.scroll_into_view_if_needed()
    option.hover()
    before = option.bounding_box()

    referral.page.mouse.down()
    assert before == option.bounding_box()
    referral.page.mouse.up()

    expect(option).to_be_checked()
    expect(referral.problem("ward-episodes")).to_have_text(say("badNumber"))


def test_nothing_is_said_while_somebody_types(kinds: Form) -> None:
    """A number is judged when its field is left, not at its first character."""
    kinds.field("amount").press_sequentially("-")
    expect(kinds.problem("amount")).to_be_hidden()
    kinds.field("amount").blur()
    expect(kinds.problem("amount")).to_be_visible()


@pytest.mark.parametrize(
    ("typed", "case"),
    [("10", "big"), (" 9,5 ", "small"), ("9.99", "small"), ("10,0", "big"), ("+12", "big")],
)
def test_finnish_decimals_count(typed: str, case: str, kinds: Form) -> None:
    """A decimal comma is as good as a point."""
    kinds.option("is-so", "yes").check()
    kinds.field("amount").fill(typed)

    title = kinds.item(case).locator(".rn-outcome__title").text_content() or ""
    expect(kinds.outcome("verdict")).to_contain_text(say("outcomeIs", title=title))


def test_unreadable_number_keeps_the_result_open(referral: Form) -> None:
    """A result that rests on a number stays unknown until the number can be read."""
    referral.option("unit", "ward").check()
    referral.option("early-signs", "no").check()
    for typed in ("4 tai 5", "", "neljä", "-4"):
        referral.field("ward-episodes").fill(typed)
        referral.field("ward-episodes").blur()
        expect(referral.outcome("result")).to_contain_text(say("unknown"))

    referral.field("ward-episodes").fill("4")
    expect(referral.outcome("result")).not_to_contain_text(say("unknown"))


def test_number_as_a_label_says_its_unit(kinds: Form) -> None:
    """The unit stands beside the field."""
    expect(kinds.item("amount").get_by_text("kpl", exact=True)).to_be_visible()


def test_date_outside_its_year_does_not_count(kinds: Form) -> None:
    """A day outside the limits is kept, explained, and not counted."""
    kinds.field("day").fill("2027-01-01")
    kinds.field("day").blur()
    expect(kinds.problem("day")).to_be_visible()
    expect(kinds.problem("day")).to_contain_text("2026")
    kinds.expect_progress(0, 14)

    kinds.field("day").fill("2026-12-31")
    expect(kinds.problem("day")).to_be_hidden()
    kinds.expect_progress(1, 14)


IDENTITY = {
    "asiakas 131052-308T": "identity-code",
    "131052-308t": "identity-code",
    "soita 040 123 4567": "phone",
    "+358401234567": "phone",
    "meikalainen@example.org": "email",
}
"""What somebody may type, and the warning it brings. The code is the example of the authorities."""


@pytest.mark.parametrize("place", ["answer", "note", "reason", "option"])
def test_identity_data_is_warned_of_and_not_blocked(place: str, referral: Form) -> None:
    """In every field for text a warning appears at once; the text stays and counts."""
    name = "unit" if place == "option" else "discretion-reason"
    referral.option("unit", "other").check()
    referral.option("own-discretion", "yes").check()
    if place in ("note", "reason"):
        referral.open_details(name)
        referral.aside(name, "na").check()
    field = {
        "answer": referral.field(name),
        "note": referral.note(name),
        "reason": referral.reason(name),
        "option": referral.option_text(name, "other"),
    }[place]

    for typed, message in IDENTITY.items():
        field.fill(typed)

        expect(referral.problem(name)).to_be_visible()
        expect(referral.problem(name)).to_have_text(say(message))
        expect(field).to_have_accessible_description(re.compile(re.escape(say(message))))
        expect(referral.announced).to_contain_text(say(message))
        expect(field).to_have_value(typed)

        field.fill("asiakas")
        expect(referral.problem(name)).to_be_hidden()
    if place == "answer":
        referral.expect_progress(3)


def test_other_numbers_are_no_identity_data(closure: Form) -> None:
    """A code with a wrong check character, times, dates and sums pass without a warning."""
    for typed in (
        "131052-308A",
        "klo 10.30-11.45",
        "21.11.2026",
        "2026-11-21",
        "maksoi 1 250 000 euroa",
        "kohta 3 @ sivu 4",
        "viikot 45-46",
    ):
        closure.field("made-tangible").fill(typed)
        closure.field("made-tangible").blur()

        closure.expect_progress(1)
        expect(closure.problem("made-tangible")).to_be_hidden()


# hidden items, progress, sections


def test_hidden_text_comes_back_and_does_not_count_meanwhile(closure: Form) -> None:
    """What was written in an item that went away is there again when it returns."""
    closure.option("may-return", "yes").check()
    closure.field("return-terms").fill("Puhelimella vuoden ajan")
    closure.open_details("return-terms")
    closure.note("return-terms").fill("Sovittu")
    closure.expect_progress(2)

    closure.option("may-return", "no").check()
    expect(closure.item("return-terms")).to_be_hidden()
    closure.expect_progress(1)

    closure.option("may-return", "yes").check()
    expect(closure.field("return-terms")).to_have_value("Puhelimella vuoden ajan")
    expect(closure.note("return-terms")).to_have_value("Sovittu")
    closure.expect_progress(2)


def test_hidden_number_does_not_decide(referral: Form) -> None:
    """A number in an item that went away has no say in the result."""
    referral.option("unit", "ward").check()
    referral.field("ward-episodes").fill("9")
    referral.option("unit", "emergency").check()
    referral.option("misses-need", "no").check()
    referral.option("early-signs", "no").check()

    title = referral.item("guide-elsewhere").locator(".rn-outcome__title").text_content()
    expect(referral.outcome("result")).to_contain_text(title or "?")


def test_way_that_is_met_is_marked_in_words(open_page: OpenPage, site: Site) -> None:
    """Of several ways to one result each that is met says so; the result itself stays as it was."""
    form = Form(open_page(site.page_of("follow-up-contact")), "follow-up-contact")
    marks = form.outcome("result").locator(".rn-way__met")
    form.option("got-through", "yes").check()
    form.option("managing", "poorly").check()
    expect(marks).to_have_text([f"{fi('Met now')}:"] * 3)
    expect(marks.nth(0)).to_be_visible()
    expect(marks.nth(1)).to_be_hidden()
    expect(marks.nth(2)).to_be_hidden()
    title = form.outcome("result").locator(".rn-outcome__title").element_handle()

    form.option("services-running", "no").check()
    expect(marks.nth(1)).to_be_visible()
    form.option("managing", "well").check()
    expect(marks.nth(0)).to_be_hidden()

    assert title.evaluate("title => title.isConnected"), "the result was said anew"
    form.item("result").locator("summary").click()
    expect(form.item("contact-needed").locator(".rn-way__met:visible")).to_have_count(0)


def test_page_does_not_jump_when_items_appear(closure: Form) -> None:
    """The answered question stays where it is on the screen, however much appears below it."""
    option = closure.option("plan-made", "yes")
    option.scroll_into_view_if_needed()
    before = option.bounding_box()

    option.check()
    expect(closure.item("plan-core")).to_be_visible()

    assert before == option.bounding_box()


def test_finished_section_is_marked(kinds: Form) -> None:
    """A section is done when all that is shown in it is handled, and open again when it is not."""
    section = kinds.item("picks")
    kinds.field("tick").check()
    kinds.option("is-so", "no").check()
    kinds.option("one", "first").check()
    expect(section).not_to_have_class(re.compile("rn-section--done"))

    kinds.option("many", "cat").check()
    expect(section).to_have_class(re.compile("rn-section--done"))

    kinds.option("many", "cat").uncheck()
    expect(section).not_to_have_class(re.compile("rn-section--done"))


def test_section_with_nothing_to_show_is_not_there(kinds: Form) -> None:
    """A section whose items are all hidden has no heading either."""
    expect(kinds.item("follows")).to_be_hidden()
    kinds.field("amount").fill("25")
    expect(kinds.item("follows")).to_be_visible()


def test_advice_and_warning_appear_with_their_words(kinds: Form) -> None:
    """Advice and warnings say what they are, are announced, and ask for nothing."""
    kinds.field("tick").check()
    expect(kinds.item("tip")).to_be_visible()
    expect(kinds.item("tip")).to_contain_text(f"{fi('Advice')} Vinkki rastista")
    expect(kinds.announced).to_contain_text("Vinkki rastista")

    kinds.field("amount").fill("21")
    expect(kinds.item("beware")).to_contain_text(f"{fi('Warning')} Varo suurta lukua")
    expect(kinds.item("beware")).to_contain_text("Varoituksen selitys.")
    expect(kinds.announced).to_contain_text("Varo suurta lukua")
    kinds.expect_progress(2, 14)


def test_status_line_follows_the_first_answer(referral: Form) -> None:
    """The line about where answers are says more once there is something to lose."""
    status = referral.root.locator(".rn-status")
    expect(status).to_be_visible()
    before = status.text_content() or ""

    referral.option("early-signs", "yes").check()

    expect(status).not_to_have_text(before)
    expect(status).to_have_text(re.compile("muistissa"))
    referral.option("early-signs", "yes").click()
    expect(status).to_have_text(before)


# clearing


def fill_some(form: Form) -> None:
    """Answer in every way the referral list has."""
    form.option("unit", "other").check()
    form.option_text("unit", "other").fill("kotihoito")
    form.option("unit", "ward").check()
    form.field("ward-episodes").fill("4")
    form.option("early-signs", "no").check()
    form.field("talked-with-client").check()
    form.field("reached").fill("2026-11-21")
    form.open_details("early-signs")
    form.note("early-signs").fill(CANARY)
    form.open_details("many-problems")
    form.aside("many-problems", "later").check()
    form.reason("many-problems").fill(CANARY)


FILLED = """() => [...document.querySelectorAll("form.rn-checklist")].flatMap((form) => [
  ...[...form.querySelectorAll("textarea, [type=text], [type=date]")].filter((f) => f.value),
  ...[...form.querySelectorAll(":checked")].filter((f) => f.value !== ""),
  ...form.querySelectorAll(".rn-more[open]"),
]).map((one) => one.outerHTML.slice(0, 80))"""


def test_clearing_empties_everything(referral: Form) -> None:
    """After yes nothing is left: no choice, text, opened detail or result; it is said aloud."""
    fill_some(referral)
    assert len(referral.page.evaluate(FILLED)) > 8

    referral.button("clear").click()
    referral.dialog.locator("[data-answer=yes]").click()

    expect(referral.dialog).to_be_hidden()
    assert [] == referral.page.evaluate(FILLED)
    expect(referral.aside("many-problems", "")).to_be_checked()
    expect(referral.tag("many-problems")).to_be_hidden()
    expect(referral.outcome("result")).to_contain_text(say("unknown"))
    expect(referral.announced).to_have_text(say("cleared"))
    expect(referral.button("clear")).to_be_focused()
    referral.expect_progress(0)


@pytest.mark.parametrize("way", ["Escape", "button"])
def test_clearing_can_be_refused(way: str, referral: Form) -> None:
    """Escape and "cancel" keep every answer."""
    fill_some(referral)
    before = referral.page.evaluate(FILLED)
    referral.button("clear").click()
    expect(referral.dialog).to_be_visible()

    if way == "Escape":
        referral.page.keyboard.press("Escape")
    else:
        referral.dialog.locator("[data-answer=no]").click()

    expect(referral.dialog).to_be_hidden()
    assert before == referral.page.evaluate(FILLED)


def test_clearing_removes_added_fields(kinds: Form) -> None:
    """Fields that were added to repeat an answer are gone, the first one is empty."""
    kinds.item("sayings").locator("[data-action=repeat]").click()
    kinds.field("sayings", 0).fill("yksi")
    kinds.field("sayings", 1).fill("kaksi")

    kinds.button("clear").click()
    kinds.dialog.locator("[data-answer=yes]").click()

    expect(kinds.item("sayings").locator("[data-value]")).to_have_count(1)
    expect(kinds.field("sayings")).to_have_value("")


def test_enter_does_not_submit(referral: Form) -> None:
    """Enter in a field neither leaves the page nor opens anything."""
    referral.option("unit", "ward").check()
    referral.field("ward-episodes").fill("4")
    address = referral.page.url

    referral.field("ward-episodes").press("Enter")

    expect(referral.field("ward-episodes")).to_have_value("4")
    expect(referral.dialog).to_be_hidden()
    assert address == referral.page.url


# leaving


def dialogs_of(page: Page) -> list[str]:
    """Return a list that fills with the kinds of questions the browser asks; all get a yes."""
    asked: list[str] = []

    def answer(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", answer)
    return asked


def test_browser_asks_before_answers_are_lost(referral: Form, site: Site) -> None:
    """Leaving asks when something is answered."""
    asked = dialogs_of(referral.page)
    referral.option("early-signs", "yes").click()

    referral.page.goto(f"{site.url}/privacy.html")

    assert ["beforeunload"] == asked


@pytest.mark.parametrize("was", ["untouched", "taken back", "cleared"])
def test_browser_asks_nothing_when_there_is_nothing_to_lose(
    was: str, referral: Form, site: Site
) -> None:
    """Leaving does not ask before the first answer, nor when all are gone again."""
    asked = dialogs_of(referral.page)
    referral.root.locator("summary").first.click()
    if was != "untouched":
        referral.option("early-signs", "yes").click()
    if was == "taken back":
        referral.option("early-signs", "yes").click()
    if was == "cleared":
        referral.button("clear").click()
        referral.dialog.locator("[data-answer=yes]").click()

    referral.page.goto(f"{site.url}/privacy.html")

    assert [] == asked


def test_way_to_the_next_list_carries_nothing(open_page: OpenPage, site: Site) -> None:
    """The result of one list opens the next one empty, and its address holds no answer."""
    process = Form(open_page(site.page_of("cm-process")), "cm-process")
    page = process.page
    asked = dialogs_of(page)
    process.field("need").fill(CANARY)
    process.option("holds-together", "yes").check()

    process.outcome("result").get_by_role("link", name="Asiakkuuden päättäminen").click()
    page.wait_for_url(re.compile("trauma-informed-closure"))

    assert ["beforeunload"] == asked
    address = site.page_of("trauma-informed-closure")
    assert page.url in (address, f"{address}#trauma-informed-closure")
    Form(page, "trauma-informed-closure").expect_progress(0)
    assert [] == page.evaluate(FILLED)


def test_back_shows_an_empty_list_from_the_cache(
    remembering: Browser, site: Site, watch: Watch
) -> None:
    """The page that comes back from the back/forward cache has forgotten every answer."""
    context = new_context(remembering, site.url, watch)
    context.add_init_script(KEPT)
    page = context.new_page()
    page.goto(site.page_of("cm-referral"))
    asked = dialogs_of(page)
    fill_some(Form(page, "cm-referral"))

    page.locator("footer a[href*=accessibility]").click()
    page.wait_for_url(re.compile("accessibility"))
    page.go_back(wait_until="commit")
    page.wait_for_function("window.wasKept !== undefined")

    assert ["beforeunload"] == asked
    assert page.evaluate("window.wasKept"), "the page was not kept, so nothing was tested"
    _expect_empty(page)
    context.close()


def test_back_shows_an_empty_list_without_the_cache(referral: Form) -> None:
    """The page that is loaded anew by Back is empty too."""
    page = referral.page
    asked = dialogs_of(page)
    fill_some(referral)

    page.locator("footer a[href*=accessibility]").click()
    page.wait_for_url(re.compile("accessibility"))
    page.go_back()

    assert ["beforeunload"] == asked
    _expect_empty(page)


def test_reload_empties_the_list(referral: Form) -> None:
    """Nothing survives a reload, though browsers like to restore what was typed."""
    asked = dialogs_of(referral.page)
    fill_some(referral)

    referral.page.reload()

    assert ["beforeunload"] == asked
    _expect_empty(referral.page)


def _expect_empty(page: Page) -> None:
    form = Form(page, "cm-referral")
    form.expect_progress(0)
    expect(form.item("ward-episodes")).to_be_hidden()
    expect(form.outcome("result")).to_contain_text(say("unknown"))
    assert [] == page.evaluate(FILLED)


STORES = """async () => JSON.stringify({
  local: { ...localStorage }, session: { ...sessionStorage }, cookies: document.cookie,
  databases: await indexedDB.databases(), caches: await caches.keys(),
  workers: (await navigator.serviceWorker.getRegistrations()).length,
  address: location.href, history: history.state, name: window.name,
})"""


def test_nothing_typed_is_kept_anywhere(referral: Form, site: Site) -> None:
    """No storage of the browser is used at all; nothing leaves the page."""
    page = referral.page
    requests: list[str] = []
    page.on("request", lambda request: requests.append(f"{request.url} {request.post_data}"))
    fill_some(referral)
    referral.button("clear").focus()

    kept = json.loads(page.evaluate(STORES))

    assert {
        "local": {},
        "session": {},
        "cookies": "",
        "databases": [],
        "caches": [],
        "workers": 0,
        "address": site.page_of("cm-referral"),
        "history": None,
        "name": "",
    } == kept
    assert CANARY not in json.dumps(page.context.storage_state())
    assert [] == page.context.cookies()
    assert [] == [request for request in requests if "/_static/icon.svg" not in request]


# several lists, broken lists


@pytest.fixture
def twins(open_page: OpenPage, trial: Site) -> tuple[Form, Form]:
    """Return two checklists on one page, with the same item ids."""
    page = open_page(f"{trial.url}/twins.html")
    return Form(page, "left"), Form(page, "right")


def test_two_lists_do_not_disturb_each_other(twins: tuple[Form, Form]) -> None:
    """Answers, hidden items, other answers and clearing concern one list only."""
    left, right = twins
    left.option("settled", "no").check()
    expect(left.item("open")).to_be_visible()
    expect(right.item("open")).to_be_hidden()

    right.option("settled", "yes").check()
    right.open_details("done")
    right.aside("done", "later").check()
    expect(left.option("settled", "no")).to_be_checked()
    expect(left.aside("done", "")).to_be_checked()
    left.expect_progress(1, 3)

    left.button("clear").click()
    expect(right.dialog).to_be_hidden()
    left.dialog.locator("[data-answer=yes]").click()
    expect(left.option("settled", "no")).not_to_be_checked()
    expect(right.option("settled", "yes")).to_be_checked()
    expect(right.aside("done", "later")).to_be_checked()
    right.expect_progress(2, 2, later=1)


def test_form_is_filled_without_other_answers(twins: tuple[Form, Form]) -> None:
    """A form counts nothing and sets nothing aside; it follows and forgets its answers alike."""
    form = Form(twins[0].page, "sheet")
    expect(form.root.locator(".rn-progress, details.rn-more, [data-aside-tag]")).to_have_count(0)

    form.option("settled", "no").check()
    expect(form.item("open")).to_be_visible()
    form.field("open").fill(CANARY)
    form.button("clear").click()
    form.dialog.locator("[data-answer=yes]").click()

    expect(form.item("open")).to_be_hidden()
    assert [] == form.page.evaluate(FILLED)


def test_browser_asks_for_the_second_list_too(twins: tuple[Form, Form], trial: Site) -> None:
    """Leaving asks as long as any list of the page holds an answer."""
    left, right = twins
    asked = dialogs_of(left.page)
    right.field("done").click()
    left.field("done").click()
    left.button("clear").click()
    left.dialog.locator("[data-answer=yes]").click()

    left.page.goto(f"{trial.url}/index.html")

    assert ["beforeunload"] == asked


@pytest.mark.parametrize(
    "model", ["{", "null", '{"items":[{"id":"nowhere","kind":"check"}]}', '{"items":7}'],
    ids=["no JSON", "nothing", "unknown item", "no items"],
)  # fmt: skip
def test_broken_list_stays_readable_and_the_next_one_runs(
    model: str, open_page: OpenPage, trial: Site, watch: Watch
) -> None:
    """A list whose data is broken is as without a script; the other list of the page runs."""
    page = open_page(f"{trial.url}/index.html")

    def spoil(route: Route) -> None:
        answer = route.fetch()
        text = re.sub(r"data-model='[^']*'", f"data-model='{model}'", answer.text(), count=1)
        route.fulfill(response=answer, body=text)

    page.route("**/twins.html", spoil)
    watch.expect("left")
    page.goto(f"{trial.url}/twins.html")
    left, right = Form(page, "left"), Form(page, "right")

    assert {"settled", "open", "done"} == left.shown()
    expect(left.root.locator(".rn-noscript")).to_be_visible()
    expect(left.item("open").locator(".rn-item__if")).to_be_visible()
    expect(left.button("clear")).to_be_hidden()
    left.option("settled", "yes").check()
    left.field("open").fill("luettavissa")
    right.option("settled", "no").check()
    expect(right.item("open")).to_be_visible()
    expect(right.button("clear")).to_be_visible()
