"""Every case of every list, worked through on its page: what is seen is what the case says.

Answers are given through the controls, and one button clears them before the next case.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from html import escape, unescape

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from rinnalla.evaluate import evaluate
from rinnalla.inline import plain
from rinnalla.model import Checklist, Condition, Kind, Outcome, Section, Tree
from rinnalla.read import read_paths
from rinnalla.words import words_of
from tests.browser.conftest import OpenPage, Site, Watch, new_context
from tests.browser.forms import Form, fi, say
from tests.browser.walking import View, Walker, is_month_first
from tests.vectors import ROOT, Json, Vector, as_json, differences, local_settings, vectors

LISTS = {c.id: c for c in read_paths([ROOT / "docs" / "checklists"]).checklists}

SOME_DAY = "2026-11-21"
"""The day of a case that says nothing of the day."""


@dataclass(kw_only=True)
class Walks:
    """The lists that were worked through.

    wrong: by list, what differs in the cases that came out wrong. seen: by list, the results,
    advice and warnings that were on the screen.
    """

    context: BrowserContext
    site: Site
    wrong: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    seen: dict[str, set[str]] = field(default_factory=dict)

    def through(self, name: str) -> dict[str, list[str]]:
        """Work a list through, once; return what differs in the cases that came out wrong."""
        if name not in self.wrong:
            cases = [vector for vector in vectors() if vector.checklist.id == name]
            self.wrong[name], self.seen[name] = {}, set()
            for settings in {
                json.dumps(vector.settings): vector.settings for vector in cases
            }.values():
                walker = self._open(name, settings)
                for vector in cases:
                    if vector.settings == settings:
                        self._walk(walker, vector)
                assert [] == left_over(walker), name
                walker.form.page.close()
        return self.wrong[name]

    def _open(self, name: str, settings: Mapping[str, float | str]) -> Walker:
        page = self.context.new_page()
        address = self.site.page_of(name)
        if settings != local_settings():
            page.route(address, lambda route: _with_settings(route, settings))
        page.goto(address)
        form = Form(page, name)
        dates = form.root.locator("[type=date]:visible")
        month_first = dates.count() > 0 and is_month_first(dates.first)
        return Walker(form=form, checklist=LISTS[name], month_first=month_first)

    def _walk(self, walker: Walker, vector: Vector) -> None:
        set_day(walker.form.page, vector.today or SOME_DAY)
        walker.walk(vector)
        view = walker.see()
        walker.clear()
        if found := faults(vector, view):
            self.wrong[vector.checklist.id][vector.name] = found
        results = shown_results(vector.checklist, view)
        self.seen[vector.checklist.id] |= {
            *view.notes,
            *map("{0[0]}={0[1]}".format, results.items()),
        }


def _with_settings(route: Route, settings: Mapping[str, float | str]) -> None:
    """Answer with the page of an organisation that has other settings."""
    answer = route.fetch()

    def changed(found: re.Match[str]) -> str:
        used = {name: settings[name] for name in json.loads(unescape(found[1]))}
        return f"data-settings='{escape(json.dumps(used))}'"

    route.fulfill(response=answer, body=re.sub("data-settings='([^']*)'", changed, answer.text()))


def set_day(page: Page, day: str, time: str = "00:15") -> None:
    """Make it some time of a winter day in Finland; soon after midnight Greenwich is a day late."""
    page.clock.set_fixed_time(f"{day}T{time}:00+02:00")


def shown_results(checklist: Checklist, view: View) -> dict[str, str | None]:
    """Return what each outcome section shows, as an evaluator would say it."""
    found: dict[str, str | None] = {}
    for section in checklist.outcome_sections:
        titles: dict[str, str | None] = {say("unknown"): None, say("none"): ""}
        titles |= {say("outcomeIs", title=plain(case.text)): case.id for case in section.outcomes}
        title = view.outcomes[section.id]["title"]
        assert title in titles, title
        found[section.id] = titles[title]
    return found


def faults(vector: Vector, view: View) -> list[str]:
    """Return in words where a page differs from the case and from the reference."""
    expected = as_json(vector.state())
    items = {item.id: item for item in vector.checklist.items}
    numbers = [int(number) for line in view.progress for number in re.findall(r"\d+", line)]
    state: dict[str, Json] = {
        "visible": view.visible,
        "handled": view.handled,
        "progress": numbers[:2] if vector.checklist.kind == "checklist" else expected["progress"],
        "outcomes": shown_results(vector.checklist, view),
        "warnings": [name for name in view.notes if items[name].kind is Kind.WARNING],
    }
    found = [*differences(vector.expect, state), *differences(expected, state)]
    later = [1 for name in view.handled if vector.answers[name].get("aside") == "later"]
    if view.progress and numbers[2:] != ([len(later)] if later else []):
        found.append(f"the progress line says {view.progress}, {len(later)} wait for later")
    for name, words in view.notes.items():
        label = fi("Warning") if items[name].kind is Kind.WARNING else fi("Advice")
        if not words.startswith(f"{label} {plain(items[name].text)}"):
            found.append(f"{name} says {words}")
    for section in vector.checklist.outcome_sections:
        case = next((c for c in section.outcomes if c.id == state["outcomes"][section.id]), None)
        rule = said_rule(vector, section, case) if case else ""
        shown = view.outcomes[section.id]
        if shown["rule"] != rule:
            found.append(f"the rule is {shown['rule']}, expected {rule}")
        astray = [link for link in shown["links"] if link not in anchors(vector.checklist, view)]
        found += [f"{link} leads nowhere" for link in astray]
    return found


def anchors(checklist: Checklist, view: View) -> set[str]:
    """Return the links that lead to items that can be seen."""
    return {f"#{checklist.id}--{name}" for name in view.visible}


def said_rule(vector: Vector, section: Section, case: Outcome) -> str:
    """Return the rule of a result in words, with a mark at each of several ways that is met."""
    words = words_of(vector.checklist, plain, local_settings(), "fi")
    if case.condition is None:
        return f"{fi('Rule')}: {fi('no other result applies')}."
    tree = case.condition.tree
    if tree[0] != "or":
        return f"{fi('Rule')}: {words.say(tree)}."
    said = [f"{fi('Rule')}: {fi('one of these is enough')}:"]
    for part in (part for part in tree[1:] if isinstance(part, tuple)):
        mark = f"{fi('Met now')}: " if is_met(vector, section, case, part) else ""
        said.append(f"{mark}{words.say(part)}.")
    return " ".join(said)


def is_met(vector: Vector, section: Section, case: Outcome, part: Tree) -> bool:
    """Return whether a part of a rule holds: the result would come of that part alone."""
    alone = replace(case, condition=Condition(text="", tree=part, line=case.line))
    sections = (
        replace(one, outcomes=(alone,)) if one.id == section.id else one
        for one in vector.checklist.sections
    )
    checklist = replace(vector.checklist, sections=tuple(sections))
    state = evaluate(checklist, vector.answers, vector.settings, vector.today)
    return state.outcomes[section.id] == case.id


def left_over(walker: Walker) -> list[str]:
    """Return what a cleared list shows and a fresh one does not."""
    fresh = evaluate(walker.checklist, {}, local_settings(), SOME_DAY)
    view = walker.see()
    return sorted({*view.visible} - {*fresh.visible} | {*view.handled})


@pytest.fixture(scope="module")
def walks(browser: Browser, site: Site) -> Iterator[Walks]:
    """Return the walks through the lists; at their end nothing unexpected may be reported."""
    watching = Watch()
    context = new_context(browser, site.url, watching)
    yield Walks(context=context, site=site)
    context.close()
    assert [] == watching.faults()


@pytest.mark.parametrize("name", LISTS)
def test_each_case_is_seen_on_the_page(name: str, walks: Walks) -> None:
    """Items, handled items, progress, result, rule and warnings, for every case of the list."""
    assert any(vector.checklist.id == name for vector in vectors()), "no case tries this list"
    assert {} == walks.through(name)


def test_every_result_warning_and_advice_was_seen(walks: Walks) -> None:
    """Nothing a list can say is left that no case has put on the screen."""
    unseen = []
    for name, checklist in LISTS.items():
        walks.through(name)
        said = {i.id for i in checklist.items if i.kind in (Kind.WARNING, Kind.ADVICE)}
        for section in checklist.outcome_sections:
            said |= {f"{section.id}={case.id}" for case in section.outcomes}
        unseen += [f"{name}: {one}" for one in sorted(said - walks.seen[name])]

    assert [] == unseen


@pytest.mark.parametrize("cause", ["next answer", "coming back"])
def test_the_day_turns_while_the_page_is_open(cause: str, open_page: OpenPage, site: Site) -> None:
    """What was due today has passed after midnight: the next answer or look at the page says so."""
    form = Form(open_page(site.page_of("follow-up-contact")), "follow-up-contact")
    set_day(form.page, "2026-12-31", "23:59")
    form.option("got-through", "yes").check()
    form.option("managing", "poorly").check()
    form.field("next-contact").fill("2026-12-31")
    expect(form.item("contact-past")).to_be_hidden()

    set_day(form.page, "2027-01-01", "00:00")
    expect(form.item("contact-past")).to_be_hidden()
    if cause == "next answer":
        form.option("support-now", "no").check()
    else:
        form.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")

    expect(form.item("contact-past")).to_be_visible()
    expect(form.announced).to_contain_text(plain_text(form, "contact-past"))
    form.option("decision", "continue").check()
    form.field("next-contact").fill("2027-01-01")
    expect(form.item("contact-past")).to_be_hidden()


def plain_text(form: Form, name: str) -> str:
    """Return the words of an item as its list has them."""
    return next(plain(item.text) for item in LISTS[form.id].items if item.id == name)
