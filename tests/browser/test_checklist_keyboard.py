"""Both lists worked through without a mouse."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Locator, Page, expect

from rinnalla.model import Item, Kind
from tests.browser.conftest import OpenPage, Site
from tests.browser.forms import Form, fi, say
from tests.browser.keyboard import Keyboard

DAY = "05052026"
"""Typed into a date field: the same day whether the browser asks for the day or the month first."""


@dataclass(frozen=True)
class Person:
    """Somebody working through a list with the keyboard."""

    form: Form
    keyboard: Keyboard

    def choose(self, item: str, option: str, *, back: bool = False) -> None:
        """Choose an option."""
        group = self.form.item(item).locator("fieldset.rn-field")
        self.keyboard.choose(group, self.form.option(item, option), back=back)

    def fill(self, item: str, text: str, *, back: bool = False) -> None:
        """Type into an item's field, over what was in it."""
        self.keyboard.reach(self.form.field(item), back=back)
        self.keyboard.press("ControlOrMeta+a")
        self.keyboard.type(text)

    def tick(self, item: str) -> None:
        """Tick an item."""
        self.keyboard.reach(self.form.field(item))
        self.keyboard.press("Space")
        expect(self.form.field(item)).to_be_checked()

    def set_aside(self, item: str, aside: str, reason: str, note: str) -> None:
        """Open the other answers, choose one, say why, and add a note."""
        form, keyboard = self.form, self.keyboard
        keyboard.reach(form.details(item).locator("summary"))
        keyboard.press("Enter")
        keyboard.choose(form.item(item).locator(".rn-aside"), form.aside(item, aside))
        keyboard.reach(form.reason(item), most=1)
        keyboard.type(reason)
        keyboard.reach(form.note(item), most=1)
        keyboard.type(note)

    def consider(self, item: str) -> None:
        """Mark a question as considered without writing anything."""
        self.keyboard.reach(self.form.item(item).locator("[data-seen]"))
        self.keyboard.press("Space")


@pytest.fixture
def referral(open_page: OpenPage, site: Site) -> Person:
    """Return somebody in front of the referral list."""
    page = open_page(site.page_of("cm-referral"))
    return Person(Form(page, "cm-referral"), Keyboard(page))


@pytest.fixture
def closure(open_page: OpenPage, site: Site) -> Person:
    """Return somebody in front of the closure list."""
    page = open_page(site.page_of("trauma-informed-closure"))
    return Person(Form(page, "trauma-informed-closure"), Keyboard(page))


def expect_result(person: Person, case: str) -> None:
    """Wait until a result is shown with its rule, alone."""
    form = person.form
    title = form.item(case).locator(".rn-outcome__title").text_content() or ""
    rule = form.item(case).locator(".rn-rule").text_content() or ""
    now = form.outcome("result")
    expect(now).to_contain_text(say("outcomeIs", title=title))
    expect(now.locator(".rn-rule")).to_be_visible()
    expect(now.locator(".rn-rule")).to_have_text(rule)
    expect(now.locator(".rn-outcome__title")).to_have_count(1)
    assert rule.startswith(fi("Rule"))


def expect_announced(person: Person, key: str, item: Item) -> None:
    """Wait until the item's coming or going has been said."""
    words = say(key, items="")
    said = re.compile(f"{re.escape(words)}.*{re.escape(item.text)}", re.DOTALL)
    expect(person.form.announced).to_have_text(said)


def item_of(site: Site, person: Person, name: str) -> Item:
    """Return an item of the person's list, as written."""
    items = site.lists[person.form.id].checklist.items
    return next(item for item in items if item.id == name)


def test_result_is_not_known_at_first(referral: Person) -> None:
    """Nothing is decided before anything is answered, and the list says what it waits for."""
    now = referral.form.outcome("result")

    expect(now).to_be_visible()
    expect(now).to_contain_text(say("unknown"))
    expect(now.get_by_role("link")).not_to_have_count(0)
    referral.keyboard.reach(now.get_by_role("link"))
    referral.form.page.keyboard.press("Enter")
    expect(referral.form.item("unit")).to_be_in_viewport()
    referral.keyboard.reach(referral.form.option("unit", "ward"), most=1)


def test_ward_above_the_limit_notifies(referral: Person, site: Site) -> None:
    """A ward with more episodes than the limit: the result, its rule, and what comes after it."""
    referral.choose("unit", "ward")
    expect_announced(referral, "shown", item_of(site, referral, "ward-episodes"))
    referral.choose("look-back", "calendar-year")
    referral.fill("ward-episodes", "4")
    expect_result(referral, "notify")
    expect_announced(referral, "shown", item_of(site, referral, "channel"))
    expect(referral.form.item("guided")).to_be_hidden()

    referral.tick("talked-with-client")
    referral.choose("channel", "other-channel")
    referral.keyboard.reach(referral.form.option_text("channel", "other-channel"), most=1)
    referral.keyboard.type("käynti")
    referral.keyboard.reach(referral.form.field("reached"))
    referral.keyboard.type(DAY)
    expect(referral.form.field("reached")).to_have_value("2026-05-05")


def test_early_signs_alone_ask_for_advice(referral: Person, site: Site) -> None:
    """Signs of a growing need below the limit: ask for advice, and look a second time."""
    referral.choose("unit", "ward")
    referral.fill("ward-episodes", "3")
    referral.choose("early-signs", "yes")
    expect_result(referral, "consult")

    advice = referral.form.item("second-look")
    expect(advice).to_be_hidden()
    referral.choose("too-much-alone", "yes")
    expect(advice).to_be_visible()
    expect(advice).to_contain_text(fi("Advice"))
    expect_announced(referral, "shown", item_of(site, referral, "second-look"))


def test_no_sign_guides_elsewhere(referral: Person, site: Site) -> None:
    """No criterion and no sign: guide to the fitting service, and say that this was done."""
    referral.choose("unit", "emergency")
    expect_announced(referral, "shown", item_of(site, referral, "misses-need"))
    referral.choose("misses-need", "no")
    referral.choose("early-signs", "no")

    expect_result(referral, "guide-elsewhere")
    expect_announced(referral, "shown", item_of(site, referral, "guided"))
    referral.tick("guided")
    expect(referral.form.item("channel")).to_be_hidden()


def test_changing_ones_mind_hides_what_no_longer_matters(referral: Person, site: Site) -> None:
    """Going back to change the unit hides the ward's items, tells so, and opens the result anew."""
    referral.choose("unit", "ward")
    referral.fill("ward-episodes", "9")
    expect_result(referral, "notify")

    referral.choose("unit", "emergency", back=True)

    expect(referral.form.item("ward-episodes")).to_be_hidden()
    expect_announced(referral, "hidden", item_of(site, referral, "ward-episodes"))
    expect(referral.form.outcome("result")).to_contain_text(say("unknown"))
    assert referral.keyboard.has(referral.form.option("unit", "emergency"))


def test_answers_given_backwards(referral: Person) -> None:
    """Shift+Tab reaches the same controls from the end, and the result is the same."""
    end = referral.form.page.locator("footer a").last
    referral.keyboard.reach(end)
    referral.choose("early-signs", "yes", back=True)
    referral.choose("unit", "other", back=True)
    referral.choose("own-discretion", "no")

    expect_result(referral, "consult")


ASIDE = {
    "made-tangible": ("na", "Päättymiseen on yksi päivä", "Kerrottu samassa tapaamisessa"),
    "view-asked": ("later", "Vastuutyöntekijä viikolla 49", "Lomake on varattu"),
    "thanked": ("na", "Palautetta ei vielä ole", "-"),
    "parties-invited": ("declined", "Hän haluaa tavata kahden kesken", "Kysytty kahdesti"),
}
"""Items of the closure list that are set aside: how, why, and a note."""

NO = {"may-return", "timing-open", "visit-together"}
"""Questions of the closure list that are answered with no; the others with yes."""


@dataclass
class Work:
    """Work through a list from top to bottom, answering whatever is shown."""

    person: Person
    items: dict[str, Item]
    done: list[str] = field(default_factory=list)

    def finish(self) -> None:
        """Answer the next item in line until none is left."""
        while (name := self._next()) is not None:
            self._answer(self.items[name])
            self.done.append(name)

    def _next(self) -> str | None:
        shown = self.person.form.shown()
        waiting = (item for item in self.items.values() if item.asks and item.id in shown)
        return next((item.id for item in waiting if item.id not in self.done), None)

    def _answer(self, item: Item) -> None:
        person = self.person
        if item.id in ASIDE:
            person.set_aside(item.id, *ASIDE[item.id])
            return
        match item.kind:
            case Kind.CHECK:
                person.tick(item.id)
            case Kind.YES_NO:
                person.choose(item.id, "no" if item.id in NO else "yes")
            case Kind.CHOICE:
                person.choose(item.id, item.options[-1])
            case Kind.CHOICES:
                person.keyboard.reach(person.form.option(item.id, item.options[-1]))
                person.keyboard.press("Space")
            case Kind.DATE:
                person.keyboard.reach(person.form.field(item.id))
                person.keyboard.type(DAY)
            case Kind.REFLECT if len(self.done) % 2:
                person.consider(item.id)
            case _:
                person.fill(item.id, "Sovittu yhdessä, äänestä: å ö ä")


def test_closure_is_worked_through_to_the_end(closure: Person, site: Site) -> None:
    """Every item shown is answered or set aside: all of them count, every section is done."""
    checklist = site.lists[closure.form.id].checklist
    work = Work(closure, {item.id: item for item in checklist.items})

    work.finish()

    form = closure.form
    assert {"whom-instead", "plan-core", "softer-move", "extra-support", "expert-part"} <= {
        *work.done
    }
    assert "return-terms" not in work.done
    later = sum(how == "later" and name in work.done for name, (how, *_) in ASIDE.items())
    form.expect_progress(len(work.done), len(work.done), later=later)
    expect(form.root.locator("progress")).to_have_js_property("value", len(work.done))
    expect(form.root.locator(".rn-section--done")).to_have_count(len(checklist.sections))
    for name, (_, reason, note) in ASIDE.items():
        expect(form.tag(name)).to_contain_text(reason) if name in work.done else None
        expect(form.note(name)).to_have_value(note) if name in work.done else None


def test_clearing_by_keyboard(referral: Person) -> None:
    """The question can be refused with Escape or with its button; yes empties the list."""
    clear, dialog = referral.form.button("clear"), referral.form.dialog
    referral.choose("early-signs", "yes")

    referral.keyboard.reach(clear, back=True)
    referral.keyboard.press("Enter")
    expect(dialog).to_be_visible()
    _expect_focus_inside(dialog, referral.form.page)
    referral.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(clear).to_be_focused()
    expect(referral.form.option("early-signs", "yes")).to_be_checked()

    referral.keyboard.press("Space")
    referral.keyboard.reach(dialog.locator("[data-answer=no]"), most=3)
    referral.keyboard.press("Enter")
    expect(dialog).to_be_hidden()
    expect(referral.form.option("early-signs", "yes")).to_be_checked()

    referral.keyboard.press("Space")
    referral.keyboard.reach(dialog.locator("[data-answer=yes]"), back=True, most=2)
    referral.keyboard.press("Enter")
    expect(dialog).to_be_hidden()
    expect(referral.form.option("early-signs", "yes")).not_to_be_checked()
    expect(clear).to_be_focused()


def _expect_focus_inside(dialog: Locator, page: Page) -> None:
    """Fail unless the focus is in the dialog."""
    assert dialog.evaluate("dialog => dialog.contains(document.activeElement)"), page.url


def test_chosen_button_is_taken_back_with_space(referral: Person) -> None:
    """Space on a chosen button takes the answer back; the focus stays, the items go."""
    referral.choose("unit", "ward")
    expect(referral.form.item("ward-episodes")).to_be_visible()

    referral.keyboard.press("Space")

    expect(referral.form.option("unit", "ward")).not_to_be_checked()
    expect(referral.form.item("ward-episodes")).to_be_hidden()
    assert referral.keyboard.has(referral.form.option("unit", "ward"))
