"""Paper from the browser: the button, each kind of page as a handout, filled lists."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from rinnalla.messages import interface
from tests.browser.axe import violations
from tests.browser.conftest import OpenPage, Site, Tree
from tests.browser.forms import Form, fi
from tests.browser.keyboard import Keyboard
from tests.browser.test_without_script import printed, squeezed

LIST = "checklists/cm-process"
KINDS = (
    "index",
    "models/service-guidance",
    "models/index",
    "training/involvement-workshop",
    "checklists/index",
    "finding/by-situation",
    "sources/closure-memo",
    "glossary",
    "privacy",
    "languages",
    "404",
    "search",
)
"""A page of each kind that holds no list, without its ending."""

NO_ADDRESS = ("404", "search")
LONG = "\n".join(f"Rivi {number}: mitä sovittiin ja kuka tekee." for number in range(1, 261))
"""Ten thousand letters: several sheets."""

STUB = "window.prints = 0; window.print = () => { window.prints += 1; }; 0"
MILLIMETRE = 96 / 25.4


def sheets(page: Page) -> list[str]:
    """Return the text of each sheet, without what stands in the margin of all of them."""
    reader = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    number = re.compile(r"^\d+ / \d+ ?(Rinnalla)?$")
    lines = [[line.strip() for line in one.extract_text().splitlines()] for one in reader.pages]
    return ["\n".join(row for row in one if row and not number.match(row)) for one in lines]


def words_of(language: str, *messages: str) -> list[str]:
    """Return interface words in a language."""
    return [interface(language).gettext(message) for message in messages]


# the button


@pytest.mark.parametrize("name", KINDS)
def test_button_prints_the_page(name: str, open_page: OpenPage, site: Site) -> None:
    """Each page without a list has one button, with words, that a keyboard reaches and presses."""
    page = open_page(f"{site.url}/{name}.html")
    page.evaluate(STUB)
    button = page.get_by_role("button", name=fi("Print this page"), exact=True)
    expect(button).to_have_count(1)

    Keyboard(page).reach(button)
    page.keyboard.press("Enter")
    button.click()

    assert 2 == page.evaluate("window.prints")


@pytest.mark.parametrize("viewport", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_button_is_accessible(scheme: str, viewport: int, open_page: OpenPage, site: Site) -> None:
    """Axe finds nothing in the row of the button, which is a good target for a finger."""
    size = {"width": viewport, "height": 800}
    page = open_page(f"{site.url}/{KINDS[1]}.html", viewport=size, color_scheme=scheme)
    box = page.locator("[data-print]").bounding_box()

    assert [] == violations(page, ".rn-above")
    assert box is not None
    assert min(box["width"], box["height"]) >= 24
    assert box["x"] + box["width"] <= viewport


def test_page_with_a_list_has_one_button_to_print(open_page: OpenPage, site: Site) -> None:
    """Beside the buttons of a list there is no second one that says almost the same."""
    page = open_page(f"{site.url}/{LIST}.html")

    expect(page.locator("[data-action=print]:visible")).to_have_count(1)
    expect(page.locator("[data-print]")).to_have_count(0)


def test_button_needs_the_script(open_page: OpenPage, site: Site) -> None:
    """Without a script there is no button that would do nothing."""
    page = open_page(f"{site.url}/{KINDS[1]}.html", java_script_enabled=False)

    expect(page.locator("[data-print]")).to_be_hidden()


# every kind of page


@pytest.mark.parametrize("language", ["fi", "sv"])
@pytest.mark.parametrize("name", [*KINDS, LIST])
def test_each_kind_of_page_is_a_handout(
    name: str, language: str, open_page: OpenPage, tree: Tree
) -> None:
    """Title, text and where it comes from; no blank sheet, no way around the site, no button."""
    address = f"{tree.url}/{language}/{name}.html"
    page = open_page(f"{address}?a=secret#rn-main")
    title = page.locator("h1").inner_text()

    found = sheets(page)

    ways = ("Skip to content", "Menu", "Print this page", "Print", "On this page", "Next page")
    lines = {line for sheet in found for line in sheet.splitlines()}
    assert [] == [number for number, sheet in enumerate(found, 1) if len(sheet) < 80]
    assert squeezed(title) in squeezed(found[0])
    assert set() == lines & {*words_of(language, *ways)}
    end = squeezed(found[-1])
    assert squeezed("Rinnalla, CC BY 4.0") in end
    assert (squeezed(address) in end) == (name not in NO_ADDRESS)
    assert "secret" not in "".join(found)
    assert (squeezed(words_of(language, "Translated from Finnish.")[0]) in end) == (
        language != "fi"
    )


def test_no_heading_and_no_origin_stands_alone(open_page: OpenPage, site: Site) -> None:
    """No sheet ends with a heading, or holds nothing but where the page comes from."""
    page = open_page(f"{site.url}/index.html")
    wrong = []
    read = re.compile(r"(models|training|finding)/|(privacy|[\w/]+/ending-counselling)\.")
    for path in filter(read.match, site.pages):
        page.goto(f"{site.url}/{path}")
        headings = {squeezed(text) for text in page.locator("h2, h3, h4").all_inner_texts()}
        for number, sheet in enumerate(sheets(page), 1):
            last, text = squeezed(sheet.splitlines()[-1]), squeezed(sheet)
            alone = text.startswith(squeezed("Rinnalla · Versio"))
            wrong += [(path, number, sheet)] if last in headings or alone else []

    assert [] == wrong


@pytest.mark.parametrize("name", ["models/systemic-work", LIST])
def test_unreviewed_translation_says_so_on_paper(
    name: str, open_page: OpenPage, tree: Tree
) -> None:
    """The mark is printed at the top, in a frame, as large as the text; its link is not."""
    page = open_page(f"{tree.url}/sv/{name}.html")
    mark = page.locator(".rn-translation")
    words = words_of("sv", "No professional with this language has reviewed the translation.")[0]

    assert squeezed(words) in squeezed(sheets(page)[0])[:400]
    page.emulate_media(media="print")
    look = mark.evaluate(
        "one => [getComputedStyle(one).borderTopWidth,"
        " getComputedStyle(one).fontSize, getComputedStyle(document.body).fontSize]"
    )
    assert float(look[0].removesuffix("px")) >= 1
    assert look[1] == look[2]
    expect(mark.locator("a")).to_be_hidden()


def test_only_links_to_other_sites_say_their_address(open_page: OpenPage, site: Site) -> None:
    """An address is of use on paper where it leads away; inside the site it would be noise."""
    page = open_page(f"{site.url}/{KINDS[1]}.html")
    page.locator("main p a").first.evaluate(
        "one => one.after(Object.assign(document.createElement('a'),"
        " { href: 'https://example.org/elsewhere', textContent: 'muualla' }))"
    )

    text = squeezed("".join(sheets(page)))

    assert "muualla(https://example.org/elsewhere)" in text
    assert ".html" not in text.replace(squeezed(page.url), "")


def test_drawing_is_whole_on_its_sheet(open_page: OpenPage, site: Site) -> None:
    """A drawing is never wider or higher than a sheet, and nothing parts it."""
    page = open_page(f"{site.url}/index.html")
    for path in site.pages:
        page.goto(f"{site.url}/{path}")
        page.emulate_media(media="print")
        for figure in page.locator("figure.rn-drawing").all():
            box = figure.bounding_box()
            assert box is not None
            assert 70 * MILLIMETRE < box["width"] < 178 * MILLIMETRE
            assert box["height"] < 270 * MILLIMETRE
            assert "avoid" == figure.evaluate("one => getComputedStyle(one).breakInside")


MODES: dict[str, dict[str, Any]] = {
    "dark": {"color_scheme": "dark"},
    "forced": {"forced_colors": "active", "color_scheme": "dark"},
    "narrow": {"viewport": {"width": 390, "height": 844}},
    "no-script": {"java_script_enabled": False},
}


@pytest.mark.parametrize("mode", MODES)
def test_paper_does_not_depend_on_the_screen(mode: str, open_page: OpenPage, site: Site) -> None:
    """Dark, in forced colours, on a phone, without a script: the same strokes on the same sheets.

    The last sheet says the address, which without a script only a site with a known one can.
    """
    address = f"{site.url}/{KINDS[1]}.html"
    usual = PdfReader(io.BytesIO(open_page(address).pdf()))
    found = PdfReader(io.BytesIO(open_page(address, **MODES[mode]).pdf()))

    drawn = [[sheet.get_contents() for sheet in reader.pages] for reader in (usual, found)]

    assert len(drawn[0]) == len(drawn[1])
    for one, other in zip(drawn[0][:-1], drawn[1][:-1], strict=True):
        assert one is not None
        assert other is not None
        assert one.get_data() == other.get_data()


# filled lists


@pytest.fixture
def kinds(open_page: OpenPage, trial: Site) -> Form:
    """Return a list with every kind of item."""
    return Form(open_page(f"{trial.url}/trial.html"), "all-kinds")


def fill_every_kind(form: Form) -> Iterator[str]:
    """Answer every kind of item; yields what paper must hold of it."""
    form.field("tick").check()
    form.option("is-so", "not-known").check()
    form.option("one", "other").check()
    form.option_text("one", "other").fill("oma vaihtoehto viittoen")
    form.option("many", "dog").check()
    form.option("many", "other-animal").check()
    form.option_text("many", "other-animal").fill("hamsteri ja kani")
    form.field("words").fill(f"Sanoja alussa\n{LONG}\nja lopussa")
    for name, values in {
        "sayings": ("ensimmäinen ehdotus", f"toinen {LONG[:2000]} ehdotus"),
        "amounts": ("1234,5", "88888888888888888888888888888888888888888888"),
        "days": ("2026-11-21", "2027-01-09", "2028-02-29"),
    }.items():
        for at, value in enumerate(values):
            if at:
                form.item(name).locator("[data-action=repeat]").click()
            form.field(name, at).fill(value)
            yield value if name != "days" else ".".join(str(int(p)) for p in value.split("-")[::-1])
    form.field("amount").fill("25")
    form.field("thought").fill("Pohdittu yhdessä")
    form.item("thought").locator("[data-seen]").check()
    form.cell("table", "home", "now").fill(f"Ruudun alku {LONG[:3000]} ruudun loppu")
    form.cell("table", "income", "soon").fill("kohta paremmin")
    form.open_details("tick")
    form.note("tick").fill(f"Muistiin {LONG[:900]} päättyy")
    form.open_details("tick")
    form.open_details("habit")
    form.aside("habit", "later").check()
    form.reason("habit").fill("Siksi että\nkokous on vasta ensi viikolla")
    form.open_details("habit")
    form.field("about-dog").fill("Kiltti koira")
    yield from ("oma vaihtoehto viittoen", "hamsteri ja kani", "Pohdittu yhdessä", "Varo suurta")
    yield from ("Ruudun alku", f"{LONG[:3000]} ruudun loppu", "kohta paremmin", "Kiltti koira")
    yield from (f"Muistiin {LONG[:900]} päättyy", "Siksi että kokous on vasta ensi viikolla", "25")
    yield from (f"Sanoja alussa{LONG}ja lopussa", "Iso")


def test_every_answer_is_printed_in_full(kinds: Form) -> None:
    """Whatever the kind and however long: text, own words, days, cells, closed notes, reasons."""
    assert len(LONG) > 10_000
    wanted = [line for text in fill_every_kind(kinds) for line in text.splitlines()]

    paper = squeezed("".join(sheets(kinds.page)))

    assert [] == [line for line in wanted if squeezed(line) not in paper]
    assert 1 == paper.count(squeezed("oma vaihtoehto viittoen"))


def test_text_is_not_cut_between_sheets(kinds: Form) -> None:
    """A text of several sheets goes on where it broke: each line once, and whole."""
    kinds.field("words").fill(LONG)

    found = sheets(kinds.page)
    lines = [line for sheet in found for line in sheet.splitlines()]

    assert [1] * 260 == [lines.count(line) for line in LONG.splitlines()]
    page = kinds.page
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    copy = page.locator(".rn-print-text")
    expect(copy).to_have_css("break-inside", "auto")
    expect(kinds.item("words")).to_have_css("break-inside", "auto")
    expect(kinds.field("words")).to_be_hidden()


@pytest.mark.parametrize(
    ("language", "first", "last"),
    [("fi", "21.11.2026", "9.1.2027"), ("fr", "21/11/2026", "09/01/2027")],
)
def test_days_are_printed_as_the_page_writes_them(
    language: str, first: str, last: str, open_page: OpenPage, tree: Tree
) -> None:
    """A repeated date prints all its days, as the language writes them, whatever the browser's."""
    page = open_page(f"{tree.url}/{language}/{LIST}.html", locale="en-US")
    form = Form(page, "cm-process")
    form.field("progress-checked").fill("2026-11-21")
    form.item("progress-checked").locator("[data-action=repeat]").click()
    form.field("progress-checked", 1).fill("2027-01-09")

    paper = squeezed("".join(sheets(page)))

    assert squeezed(first) in paper
    assert squeezed(last) in paper
    assert "11/21/2026" not in paper


PLACES = """(id) => {
  dispatchEvent(new Event("beforeprint"));
  const values = document.querySelector(`#${id} .rn-values`);
  const width = parseFloat(getComputedStyle(values, "::after").inlineSize) || 0;
  const place = parseFloat(getComputedStyle(values.querySelector("[data-value]")).inlineSize);
  dispatchEvent(new Event("afterprint"));
  return [width, place];
}"""


def test_repeated_date_has_four_places_when_blank(open_page: OpenPage, site: Site) -> None:
    """On paper nobody can press "Add another": beside the first line there is room for three."""
    page = open_page(f"{site.url}/{LIST}.html")
    page.emulate_media(media="print")
    blank, place = page.evaluate(PLACES, "cm-process--progress-checked")
    Form(page, "cm-process").field("notice-date").fill("2026-11-21")
    filled, _ = page.evaluate(PLACES, "cm-process--progress-checked")
    once, _ = page.evaluate(PLACES, "cm-process--notice-date")

    assert blank >= 3 * place > 70 * MILLIMETRE
    assert 0 == filled == once


def test_blank_filled_and_blank_again(open_page: OpenPage, site: Site) -> None:
    """Each printing is right by itself, by the keys of the browser too, and leaves no trace."""
    page = open_page(f"{site.url}/{LIST}.html")
    form = Form(page, "cm-process")
    first = sheets(page)
    form.field("own-goal").fill("Oma tavoite")
    form.field("notice-date").fill("2026-11-21")
    form.field("own-goal").focus()
    filled = squeezed("".join(sheets(page)))
    again = squeezed("".join(sheets(page)))

    assert filled == again
    assert 1 == filled.count(squeezed("Oma tavoite"))
    expect(form.field("own-goal")).to_be_focused()
    expect(page.locator(".rn-print-text, .rn-copied, .rn-empty, .rn-more[open]")).to_have_count(0)

    form.button("clear").click()
    form.dialog.locator("[data-answer=yes]").click()
    assert first == sheets(page)


def test_half_a_date_is_printed_as_it_stands(open_page: OpenPage, site: Site) -> None:
    """What a script cannot read is left to the browser's own field, which stays in sight."""
    page = open_page(f"{site.url}/{LIST}.html")
    field = Form(page, "cm-process").field("notice-date")
    field.press_sequentially("21")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")

    expect(field).to_be_visible()
    expect(field).not_to_have_class(re.compile("rn-empty"))
    expect(Form(page, "cm-process").field("closing-date")).to_have_class(re.compile("rn-empty"))


def test_words_for_an_option_not_chosen_stay_out(kinds: Form) -> None:
    """They are hidden on the screen, and not printed."""
    kinds.option("one", "other").check()
    kinds.option_text("one", "other").fill("muuta mieltä")
    kinds.option("one", "first").check()

    assert squeezed("muuta mieltä") not in printed(kinds.page)


def test_page_without_a_script_prints_what_was_given(open_page: OpenPage, site: Site) -> None:
    """A note and an exception in a closed panel are printed, and panels without them are not."""
    page = open_page(f"{site.url}/checklists/trauma-informed-closure.html",
                     java_script_enabled=False)  # fmt: skip
    form = Form(page, "trauma-informed-closure")
    blank = printed(page)
    form.open_details("end-is-clear")
    form.aside("end-is-clear", "na").check()
    form.open_details("end-is-clear")
    form.open_details("meetings-are-safe")
    form.note("meetings-are-safe").fill(f"Muistiin {LONG[:800]} päättyy")
    form.open_details("meetings-are-safe")

    paper = printed(page)

    note, exception = squeezed(fi("Note (no identifying details)")), fi("Not applicable here")
    assert 0 == blank.count(note)
    assert 1 == paper.count(note)
    assert 1 == paper.count(squeezed(exception)) - blank.count(squeezed(exception))
    assert squeezed(f"Muistiin {LONG[:800]} päättyy") in paper


def test_other_language_is_printed_with_the_answers(open_page: OpenPage, tree: Tree) -> None:
    """After a change of language: the other page's words and address, and what had been typed."""
    page = open_page(f"{tree.url}/fi/{LIST}.html")
    Form(page, "cm-process").field("own-goal").fill("Oma tavoite")
    Form(page, "cm-process").field("notice-date").fill("2026-11-21")
    page.locator(".rn-languages a[hreflang=fr]").click()
    expect(page.locator("html")).to_have_attribute("lang", "fr")

    paper = squeezed("".join(sheets(page)))

    assert squeezed("Oma tavoite") in paper
    assert "21/11/2026" in paper
    assert squeezed(f"{tree.url}/fr/{LIST}.html") in paper
