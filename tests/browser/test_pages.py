"""Every page, whatever is on it: fit for all users, on small screens, in other colours, by keys."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from babel.messages.pofile import read_po
from playwright.sync_api import Locator, Page, expect

from rinnalla.messages import interface
from tests.browser.axe import violations
from tests.browser.conftest import OpenPage, Site
from tests.browser.forms import Form, fi
from tests.browser.keyboard import Keyboard
from tests.browser.markup import read_markup
from tests.build.conftest import ROOT

WIDE = {"width": 1280, "height": 800}
NARROW = {"width": 390, "height": 844}
SMALL = {"width": 320, "height": 640}
MAGNIFIED = {"width": 320, "height": 256}
"""What is left of a screen of 1280 × 1024 when everything is four times as large."""

MODES: dict[str, dict[str, Any]] = {
    "wide-light": {"viewport": WIDE, "color_scheme": "light"},
    "wide-dark": {"viewport": WIDE, "color_scheme": "dark"},
    "narrow-light": {"viewport": NARROW, "color_scheme": "light"},
    "narrow-dark": {"viewport": NARROW, "color_scheme": "dark"},
}
FORCED: dict[str, Any] = {"viewport": WIDE, "forced_colors": "active"}

LISTS = ("cm-referral", "trauma-informed-closure")

OPEN_EVERYTHING = """() => {
  for (const details of document.querySelectorAll("details")) details.open = true;
}"""


def half_answered(page: Page, list_id: str) -> Form:
    """Answer some of a list so that conditional items, advice and problems are on the page."""
    form = Form(page, list_id)
    if list_id == "cm-referral":
        form.option("unit", "ward").check()
        form.field("ward-episodes").fill("2,5 kpl")
        form.field("ward-episodes").blur()
        expect(form.problem("ward-episodes")).to_be_visible()
        form.field("ward-episodes").fill("2")
        form.option("early-signs", "yes").check()
        form.option("many-problems", "yes").check()
        expect(form.item("second-look")).to_be_visible()
        form.option("will-contact", "yes").check()
        expect(form.item("channel")).to_be_visible()
        form.field("reached").fill("2026-11-21")
        spot = "talked-with-client"
    else:
        for item in ("may-return", "plan-made", "moves-on", "heavy-ending", "peer-fits"):
            form.option(item, "yes").check()
        form.option("visit-together", "no").check()
        form.option("timing-open", "no").check()
        form.option("support-form", "lived-expert").check()
        expect(form.item("expert-part")).to_be_visible()
        form.field("return-terms").fill("Soita 040 123 4567")
        expect(form.problem("return-terms")).to_be_visible()
        spot = "end-is-clear"
    page.evaluate(OPEN_EVERYTHING)
    form.aside(spot, "later").check()
    form.reason(spot).fill("Omatyöntekijä ensi viikolla")
    form.note(spot).fill("Muistiinpano\nkahdella rivillä")
    return form


def spills(page: Page) -> int:
    """Return by how many pixels the page is wider than the window."""
    root = "document.documentElement"
    return int(page.evaluate(f"{root}.scrollWidth - {root}.clientWidth"))


@pytest.mark.parametrize("mode", MODES)
def test_no_page_has_an_accessibility_fault(mode: str, open_page: OpenPage, site: Site) -> None:
    """Axe finds nothing on any Finnish page as it opens, in light and dark, wide and narrow."""
    page = open_page(f"{site.url}/index.html", **MODES[mode])
    found = {}
    for path in site.pages:
        page.goto(f"{site.url}/{path}")
        if faults := violations(page):
            found[path] = faults

    assert len(site.pages) > 8
    assert {} == found


@pytest.mark.parametrize("list_id", LISTS)
@pytest.mark.parametrize("mode", MODES)
def test_no_list_in_use_has_an_accessibility_fault(
    mode: str, list_id: str, open_page: OpenPage, site: Site
) -> None:
    """Axe finds nothing on a half-answered list with everything opened, nor in its dialog."""
    page = open_page(site.page_of(list_id), **MODES[mode])
    form = half_answered(page, list_id)

    assert [] == violations(page)
    assert spills(page) <= 0
    form.button("clear").click()
    expect(form.dialog).to_be_visible()
    assert [] == violations(page, "dialog")


def test_every_kind_of_item_is_accessible(open_page: OpenPage, trial: Site) -> None:
    """Axe finds nothing on a page with every kind of item, grids and added fields too."""
    page = open_page(f"{trial.url}/trial.html")
    form = Form(page, "all-kinds")
    form.field("tick").check()
    form.field("amount").fill("25")
    form.option("many", "dog").check()
    for name in ("sayings", "amounts", "days"):
        form.item(name).locator("[data-action=repeat]").click()
    page.evaluate(OPEN_EVERYTHING)

    assert [] == violations(page)


def test_axe_does_find_faults(open_page: OpenPage, site: Site) -> None:
    """A page that is spoilt on purpose does not pass."""
    page = open_page(f"{site.url}/index.html")
    page.evaluate("document.querySelector('h1').replaceWith(document.createElement('button'))")

    assert any("button-name" in fault for fault in violations(page))


@pytest.mark.parametrize("viewport", [NARROW, SMALL, MAGNIFIED], ids=["390", "320", "400-percent"])
def test_no_page_scrolls_sideways(
    viewport: dict[str, int], open_page: OpenPage, site: Site
) -> None:
    """Everything fits the width of a phone, and of a screen enlarged four times."""
    page = open_page(f"{site.url}/index.html", viewport=viewport)
    wide = {}
    for path in site.pages:
        page.goto(f"{site.url}/{path}")
        page.evaluate(OPEN_EVERYTHING)
        if spill := spills(page):
            wide[path] = spill

    assert {} == wide


CUT = """() => [...document.querySelectorAll("body *")].filter((one) => {
  const style = getComputedStyle(one);
  const cuts = [style.overflowX, style.overflowY].some((way) => way === "hidden" || way === "clip");
  const text = one.innerText?.trim();
  const heard = style.clipPath !== "none";
  return cuts && text && !heard && one.checkVisibility() && !one.closest("[popover]") &&
    (one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1);
}).map((one) => `${one.localName}.${one.className}: ${one.innerText.slice(0, 40)}`)"""


def test_enlarged_text_is_not_cut(open_page: OpenPage, site: Site) -> None:
    """At 400 % no element hides a part of its text."""
    page = open_page(f"{site.url}/index.html", viewport=MAGNIFIED)
    cut = {}
    for path in site.pages:
        page.goto(f"{site.url}/{path}")
        page.evaluate(OPEN_EVERYTHING)
        if found := page.evaluate(CUT):
            cut[path] = found

    assert {} == cut


COVERED = """() => {
  const focus = document.activeElement;
  const shapes = [...focus.getClientRects()].filter(({ width, height }) => width && height);
  const seen = shapes.some(({ left, top, right, bottom }) => {
    const [x, y] = [(left + right) / 2, (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2];
    const there = document.elementFromPoint(x, y);
    return bottom > 0 && top < innerHeight && (focus.contains(there) || there?.contains(focus) ||
      there?.closest("label")?.control === focus);
  });
  return seen ? "" : `${focus.outerHTML.slice(0, 90)} ${JSON.stringify(shapes)}`;
}"""


@pytest.mark.parametrize("list_id", LISTS)
def test_focus_is_never_covered_when_enlarged(
    list_id: str, open_page: OpenPage, site: Site
) -> None:
    """At 400 % whatever has the focus can be seen: nothing that sticks lies over it."""
    page = open_page(site.page_of(list_id), viewport=MAGNIFIED)
    hidden = [found for _ in Keyboard(page).walk() if (found := page.evaluate(COVERED))]

    assert [] == hidden


@pytest.mark.parametrize("list_id", LISTS)
def test_no_fault_in_forced_colours(list_id: str, open_page: OpenPage, site: Site) -> None:
    """Axe finds nothing on a half-answered list in the user's own few colours."""
    page = open_page(site.page_of(list_id), **FORCED)
    half_answered(page, list_id)

    assert [] == violations(page)


FOCUSED = """() => {
  const rings = [document.activeElement, document.activeElement.closest("label")].filter(Boolean);
  return rings.some((one) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(one);
    return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
  }) ? "" : document.activeElement.outerHTML.slice(0, 90);
}"""


@pytest.mark.parametrize("options", [FORCED, *MODES.values()], ids=["forced", *MODES])
def test_focus_has_an_outline(options: dict[str, Any], open_page: OpenPage, site: Site) -> None:
    """Every control that takes the focus by keyboard shows a ring of two pixels or more."""
    page = open_page(site.page_of("cm-referral"), **options)
    bare = [found for _ in Keyboard(page).walk(120) if (found := page.evaluate(FOCUSED))]

    assert [] == bare


def inside_of(page: Page, control: Locator) -> bytes:
    """Return a picture of the middle of a control, without its edge."""
    box = control.bounding_box()
    assert box is not None
    width, height = box["width"] / 2, box["height"] / 2
    x, y = box["x"] + width / 2, box["y"] + height / 2
    return page.screenshot(clip={"x": x, "y": y, "width": width, "height": height})


@pytest.mark.parametrize("options", [FORCED, *MODES.values()], ids=["forced", *MODES])
def test_checked_state_can_be_seen(
    options: dict[str, Any], open_page: OpenPage, site: Site
) -> None:
    """A ticked box and a chosen button hold a mark, not only another edge, in any colours."""
    page = open_page(site.page_of("cm-referral"), **options)
    form = Form(page, "cm-referral")
    for control in (form.field("talked-with-client"), form.option("many-problems", "no")):
        control.scroll_into_view_if_needed()
        before = inside_of(page, control)
        control.check()
        control.blur()
        page.mouse.move(0, 0)
        assert before != inside_of(page, control)


def test_each_page_has_one_main_heading_and_its_language(site: Site) -> None:
    """One h1, no level skipped, and Finnish as the language, on every page."""
    wrong = {}
    for path in site.pages:
        found = read_markup(site.folder / path)
        levels = [int(heading[1]) for heading in found.headings]
        steps = [b - a for a, b in pairwise(levels)]
        if levels.count(1) != 1 or max(steps, default=0) > 1 or found.language != "fi":
            wrong[path] = (found.headings, found.language)

    assert {} == wrong


def test_no_id_is_used_twice(site: Site, trial: Site) -> None:
    """Ids are unique on each page, two lists with the same item ids on one page too."""
    doubled = {}
    for folder, path in [(s.folder, path) for s in (site, trial) for path in s.pages]:
        ids = read_markup(folder / path).ids
        if again := {id_ for id_ in ids if ids.count(id_) > 1}:
            doubled[path] = again

    assert {} == doubled


def english_words() -> set[str]:
    """Return the interface's English words that are others in Finnish."""
    path = ROOT / "tools" / "rinnalla" / "locales" / "en" / "LC_MESSAGES" / "rinnalla.po"
    with path.open("rb") as file:
        messages = [str(message.id) for message in read_po(file) if message.id]
    finnish = interface("fi").gettext
    return {message for message in messages if finnish(message) != message}


def test_finnish_pages_speak_finnish(site: Site, trial: Site) -> None:
    """No English word of the interface is seen or spoken, nor handed to the scripts."""
    english = english_words()
    sentences = [message for message in english if message.count(" ") > 1 and "{" not in message]
    found = set()
    for folder, path in [(s.folder, path) for s in (site, trial) for path in s.pages]:
        words = read_markup(folder / path).words
        found |= {(path, word) for word in words if word.strip(" :.,") in english}
        found |= {(path, part) for word in words for part in sentences if part in word}

    assert len(english) > 50
    assert set() == found


def test_skip_link_comes_first_and_works(open_page: OpenPage, site: Site) -> None:
    """The first key press shows the way past header and menu; the next one is in the content."""
    page = open_page(site.page_of("cm-referral"))
    keyboard = Keyboard(page)
    skip = page.get_by_role("link", name=fi("Skip to content"))
    expect(skip).not_to_be_in_viewport()

    keyboard.press("Tab")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport(ratio=1)
    keyboard.press("Enter")
    keyboard.press("Tab")

    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


@pytest.mark.parametrize("way", ["Escape", "button"])
def test_menu_opens_and_closes_by_keyboard(way: str, open_page: OpenPage, site: Site) -> None:
    """On a phone the shelves open from a button, are next in line, and give the focus back."""
    page = open_page(f"{site.url}/models/index.html", viewport=NARROW)
    keyboard = Keyboard(page)
    opener = page.get_by_role("button", name=fi("Menu"), exact=True)
    shelves = page.get_by_role("navigation", name=fi("Menu"))
    expect(shelves).not_to_be_visible()

    keyboard.reach(opener)
    keyboard.press("Enter")
    expect(shelves).to_be_visible()
    close = shelves.get_by_role("button", name=fi("Close menu"))
    keyboard.reach(close, most=1)
    if way == "Escape":
        keyboard.reach(shelves.get_by_role("link").first, most=1)
        keyboard.press("Escape")
    else:
        keyboard.press("Space")

    expect(shelves).not_to_be_visible()
    expect(opener).to_be_focused()


def test_wide_screens_show_the_shelves(open_page: OpenPage, site: Site) -> None:
    """On a wide screen the shelves are beside the text, and no menu button is needed."""
    page = open_page(f"{site.url}/models/index.html")
    shelves = page.get_by_role("navigation", name=fi("Menu"))

    expect(shelves).to_be_visible()
    expect(page.get_by_role("button", name=fi("Menu"), exact=True)).not_to_be_visible()
    expect(shelves.locator("[aria-current=page]")).to_have_count(1)
