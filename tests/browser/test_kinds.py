"""Every kind of item has a control, and every control has a name."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from playwright.sync_api import Locator, Page, expect

from rinnalla.model import Item, Kind
from tests.browser.conftest import OpenPage, Site
from tests.browser.forms import Form, fi, say

ROLES = {
    Kind.CHECK: "checkbox",
    Kind.REFLECT: "textbox",
    Kind.YES_NO: "group",
    Kind.CHOICE: "group",
    Kind.CHOICES: "group",
    Kind.TEXT: "textbox",
    Kind.NUMBER: "textbox",
    Kind.DATE: "textbox",
    Kind.GRID: "table",
}
"""Kind of item to the role of its control."""


@pytest.fixture
def kinds(open_page: OpenPage, trial: Site) -> Form:
    """Return the list with every kind of item."""
    return Form(open_page(f"{trial.url}/trial.html"), "all-kinds")


def control_of(inside: Locator | Page, item: Item, text: str) -> Locator:
    """Return the controls whose accessible name is exactly the item's text."""
    role = ROLES[item.kind]
    return inside.get_by_role(role, name=text, exact=True)  # type: ignore[arg-type]  # a role


@pytest.mark.parametrize("list_id", ["cm-referral", "trauma-informed-closure", "all-kinds"])
def test_each_item_has_one_control_with_its_text_as_name(
    list_id: str, open_page: OpenPage, site: Site, trial: Site
) -> None:
    """N items that ask are N controls or groups, each named by its text alone, on one page."""
    home = trial if list_id in trial.lists else site
    entry = home.lists[list_id]
    page = open_page(home.page_of(list_id), java_script_enabled=False)
    form = Form(page, list_id)
    asking = [item for item in entry.checklist.items if item.asks]

    for item in asking:
        expect(control_of(form.item(item.id), item, entry.items[item.id])).to_have_count(1)
        expect(control_of(page, item, entry.items[item.id])).to_have_count(1)
    expect(form.root.locator("details.rn-more")).to_have_count(len(asking))
    expect(form.root.locator(".rn-item")).to_have_count(len(list(entry.checklist.items)))


def test_each_option_has_its_words_as_name(kinds: Form) -> None:
    """Options are buttons or boxes, named by their own words, in the group of their question."""
    one = kinds.page.get_by_role("group", name="Yksi vaihtoehto")
    expect(one.get_by_role("radio", name="ensimmäinen", exact=True)).to_have_count(1)
    expect(one.get_by_role("radio")).to_have_count(2)
    many = kinds.page.get_by_role("group", name="Monta vaihtoehtoa")
    expect(many.get_by_role("checkbox", name="koira", exact=True)).to_have_count(1)
    expect(many.get_by_role("checkbox")).to_have_count(3)
    yes_no = kinds.page.get_by_role("group", name="Onko näin?")
    for word in ("yes", "no", "not known yet"):
        expect(yes_no.get_by_role("radio", name=fi(word), exact=True)).to_have_count(1)


def test_words_of_ones_own_have_the_option_in_their_name(kinds: Form) -> None:
    """The field beside "other, which" says which option it belongs to."""
    kinds.option("many", "other-animal").check()
    field = kinds.item("many").get_by_role("textbox", name="muu eläin, mikä")
    field.fill("hevonen")

    expect(kinds.option_text("many", "other-animal")).to_have_value("hevonen")


def test_each_cell_of_a_grid_is_named_by_its_row_and_column(kinds: Form) -> None:
    """Cells are fields; one that is filled handles the item."""
    table = kinds.page.get_by_role("table", name="Tilanne nyt ja pian")
    expect(table.get_by_role("textbox")).to_have_count(4)

    table.get_by_role("textbox", name="toimeentulo Pian", exact=True).fill("Laskelma tehty")

    expect(table.get_by_role("columnheader", name="Nyt", exact=True)).to_be_visible()
    expect(table.get_by_role("rowheader", name="asuminen", exact=True)).to_be_visible()
    kinds.expect_progress(1, 14)


PLACES = """(table) => {
  const [mark] = [...table.closest("[data-item]").querySelectorAll(".rn-code")];
  const check = getComputedStyle(mark, "::after").content;
  const box = ({ left, right, top, bottom }) => ({ left, right, top, bottom });
  const boxes = (inside) => [...table.querySelectorAll(inside)]
    .filter((one) => one.checkVisibility()).map((one) => box(one.getBoundingClientRect()));
  return { check, code: box(mark.getBoundingClientRect()), fields: boxes("textarea"),
    words: boxes("th, label") };
}"""


@pytest.mark.parametrize("width", [320, 390])
def test_grid_is_one_field_below_another_on_a_small_screen(
    width: int, open_page: OpenPage, trial: Site
) -> None:
    """Each cell has a row of its own below its column's name, and the tick of the item is clear."""
    page = open_page(f"{trial.url}/trial.html", viewport={"width": width, "height": 844})
    form = Form(page, "all-kinds")
    table = page.get_by_role("table", name="Tilanne nyt ja pian")
    table.get_by_text("Pian", exact=True).locator("visible=true").first.click()
    expect(table.get_by_role("textbox", name="asuminen Pian", exact=True)).to_be_focused()
    page.keyboard.type("a" * 60)
    expect(form.item("table")).to_have_class(re.compile("rn-item--handled"))

    places = table.evaluate(PLACES)

    assert 4 == len(places["fields"])
    assert 2 + 4 == len(places["words"])
    assert "✓" in places["check"]
    assert all(box["left"] >= places["code"]["right"] for box in places["words"])
    for above, below in pairwise(places["fields"]):
        assert above["bottom"] < below["top"]
        assert (above["left"], above["right"]) == (below["left"], below["right"])
        assert above["right"] - above["left"] > width * 0.7
        assert any(above["bottom"] <= word["top"] < below["top"] for word in places["words"])
    assert table.locator("..").evaluate("grid => grid.scrollWidth <= grid.clientWidth")


def test_grid_is_a_table_on_wide_screens_and_on_paper(kinds: Form) -> None:
    """Where there is room, columns stand side by side, and their names once above them."""
    for media, width in (("screen", 1280), ("print", 390)):
        kinds.page.emulate_media(media=media)  # type: ignore[arg-type]  # one of two words
        kinds.page.set_viewport_size({"width": width, "height": 800})
        places = kinds.item("table").get_by_role("table").evaluate(PLACES)

        tops = [round(box["top"]) for box in places["fields"]]
        assert tops[0] == tops[1] < tops[2] == tops[3]
        assert 2 + 2 == len(places["words"])


def test_hint_belongs_to_its_control(kinds: Form) -> None:
    """A hint is read with its control, also when it has two paragraphs."""
    expect(kinds.field("tick")).to_have_accessible_description("Rastin ohje.")
    group = kinds.page.get_by_role("group", name="Onko näin?")
    expect(group).to_have_accessible_description("Ensimmäinen ohje. Toinen ohje.")
    expect(kinds.field("words")).to_have_accessible_description(re.compile("^Tekstin ohje."))


def test_marks_are_said_in_words(kinds: Form) -> None:
    """Required, critical and unit-wide items say so, in words and beside their item only."""
    marks = {"required": "tick", "critical": "is-so", "unit": "habit"}
    words = {
        "required": fi("Required"),
        "critical": fi("Do not skip this"),
        "unit": fi("For the whole unit: answered once, not for each client"),
    }
    for mark, name in marks.items():
        expect(kinds.item(name).get_by_text(words[mark], exact=True)).to_be_visible()
        expect(kinds.item("words").get_by_text(words[mark], exact=True)).to_have_count(0)


@pytest.mark.parametrize(
    ("name", "text", "first", "second"),
    [
        ("sayings", "Monta ehdotusta", "kävely", "kahvi"),
        ("amounts", "Usea luku", "5", "2"),
        ("days", "Kaikki käyntipäivät", "2026-01-02", "2026-01-03"),
    ],
)
def test_repeated_item_gets_another_field(
    name: str, text: str, first: str, second: str, kinds: Form
) -> None:
    """A button adds a field with a name of its own, and the focus goes there."""
    kinds.field(name).fill(first)
    kinds.item(name).get_by_role("button", name=fi("Add another")).click()

    fields = kinds.item(name).get_by_label(text)
    expect(fields).to_have_count(2)
    expect(kinds.field(name, 1)).to_be_focused()
    expect(kinds.field(name, 1)).to_have_value("")
    named = fields.evaluate_all("all => all.map((one) => one.labels[0].textContent.trim())")
    assert len(set(named)) == 2
    kinds.field(name, 1).fill(second)
    expect(kinds.field(name)).to_have_value(first)
    kinds.expect_progress(1, 15 if name == "amounts" else 14)


def test_last_of_repeated_numbers_counts(kinds: Form) -> None:
    """Conditions see the last number that can be read."""
    kinds.field("amounts").fill("2")
    expect(kinds.item("last-is-two")).to_be_visible()
    kinds.item("amounts").locator("[data-action=repeat]").click()
    expect(kinds.item("last-is-two")).to_be_visible()

    kinds.field("amounts", 1).fill("7")
    expect(kinds.item("last-is-two")).to_be_hidden()
    kinds.field("amounts", 1).fill("")
    expect(kinds.item("last-is-two")).to_be_visible()


def test_several_options_count_together(kinds: Form) -> None:
    """Of several options each can be chosen and taken back alone."""
    kinds.option("many", "cat").check()
    kinds.option("many", "dog").check()
    expect(kinds.item("about-dog")).to_be_visible()

    kinds.option("many", "cat").uncheck()
    expect(kinds.item("about-dog")).to_be_visible()
    kinds.option("many", "dog").uncheck()
    expect(kinds.item("about-dog")).to_be_hidden()
    kinds.expect_progress(0, 14)


def test_item_follows_an_answered_text_and_a_tick_set_aside(kinds: Form) -> None:
    """A tick that is known not to be done opens what waits for that; a missing one does not."""
    kinds.field("words").fill("sana")
    expect(kinds.item("about-words")).to_be_hidden()

    kinds.open_details("tick")
    kinds.aside("tick", "na").check()
    expect(kinds.item("about-words")).to_be_visible()


def test_every_result_can_be_none(kinds: Form) -> None:
    """Where no result holds, the list says so."""
    expect(kinds.outcome("verdict")).to_contain_text(say("unknown"))
    kinds.field("amount").fill("3")
    kinds.option("is-so", "no").check()

    expect(kinds.outcome("verdict")).to_contain_text(say("none"))


def test_kinds_are_all_tried(trial: Site) -> None:
    """The trial list holds every kind of item there is."""
    kinds = {item.kind for item in trial.lists["all-kinds"].checklist.items}

    assert set(Kind) == kinds
