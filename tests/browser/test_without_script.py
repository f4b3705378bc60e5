"""Lists as text and paper: without a script, printed blank, and printed with answers."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Route, expect
from pypdf import PdfReader

from rinnalla.conditions import names_used
from rinnalla.model import Checklist
from tests.browser.conftest import OpenPage, Site
from tests.browser.forms import Form, fi, pieces

LISTS = ("cm-referral", "trauma-informed-closure")
ALL = (*LISTS, "all-kinds")

LONG = " ".join(f"{number}. virke kertoo, mitä sovittiin ja kuka tekee." for number in range(1, 15))


def squeezed(text: str) -> str:
    """Return the text without what a line break may change: spaces, hyphens, ligatures."""
    plain = unicodedata.normalize("NFKC", text)
    return re.sub(r"[\s\u00ad\u2010\u2011\u200b-]+", "", plain)


def printed(page: Page) -> str:
    """Return the squeezed text of the page as it is printed."""
    reader = PdfReader(io.BytesIO(page.pdf(format="A4")))
    return squeezed("".join(sheet.extract_text() for sheet in reader.pages))


CUT = """() => {
  dispatchEvent(new Event("beforeprint"));
  const cut = [...document.querySelectorAll("textarea, [type=text]")].filter((field) =>
    field.checkVisibility() && (field.scrollHeight > field.clientHeight + 1 ||
      field.scrollWidth > field.clientWidth + 1));
  dispatchEvent(new Event("afterprint"));
  return cut.map((field) => field.value);
}"""


def cut_on_paper(page: Page) -> list[str]:
    """Return what stands in fields too small for it on narrow paper: a PDF may hold it unseen."""
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 240, "height": 800})
    cut: list[str] = page.evaluate(CUT)
    return cut


def missing(texts: Iterator[str], paper: str) -> list[str]:
    """Return the texts that are not on paper."""
    return [text for text in texts if squeezed(text) not in paper]


def item_texts(checklist: Checklist) -> Iterator[str]:
    """Yield every text of every item, as its editor wrote it, split at markup."""
    for item in checklist.items:
        yield from pieces(item.text)
        for choice in (*item.choices, *item.columns):
            yield from pieces(choice.text)
        for hint in item.hints:
            yield from pieces(hint.text)


def outcome_texts(checklist: Checklist) -> Iterator[str]:
    """Yield every text of every result."""
    for section in checklist.outcome_sections:
        for case in section.outcomes:
            yield from pieces(case.text)
            for hint in case.hints:
                yield from pieces(hint.text)


def titles(checklist: Checklist) -> Iterator[str]:
    """Yield the title of every section."""
    for section in checklist.sections:
        yield from pieces(section.title)


@pytest.fixture
def home(site: Site, trial: Site) -> dict[str, Site]:
    """Return the site of each list."""
    return dict.fromkeys(site.lists, site) | dict.fromkeys(trial.lists, trial)


@pytest.mark.parametrize("list_id", ALL)
def test_everything_can_be_read_without_a_script(
    list_id: str, open_page: OpenPage, home: dict[str, Site]
) -> None:
    """Titles, items, options, hints, results: every text is on the page and can be seen."""
    checklist = home[list_id].lists[list_id].checklist
    page = open_page(home[list_id].page_of(list_id), java_script_enabled=False)
    seen = squeezed(page.locator(f"form#{list_id}").inner_text())

    texts = [*titles(checklist), *item_texts(checklist), *outcome_texts(checklist)]

    assert len(texts) >= 40
    assert [] == missing(iter(texts), seen)
    expect(page.locator(".rn-noscript")).to_be_visible()
    expect(page.locator(".rn-actions, .rn-status, .rn-progress")).to_have_count(3)
    for part in page.locator(".rn-actions, .rn-status, .rn-progress, [data-action]").all():
        expect(part).to_be_hidden()


@pytest.mark.parametrize("list_id", ALL)
def test_conditions_and_rules_are_said_in_words(
    list_id: str, open_page: OpenPage, home: dict[str, Site]
) -> None:
    """Each conditional item says when it matters, each result its rule: by the items' names."""
    entry = home[list_id].lists[list_id]
    sections = {s.id: s.title for s in entry.checklist.outcome_sections}
    names = {id_: text.rstrip("?") for id_, text in {**entry.items, **sections}.items()}
    page = open_page(home[list_id].page_of(list_id), java_script_enabled=False)
    form = Form(page, list_id)
    conditional = [item for item in entry.checklist.items if item.condition]
    cases = [case for s in entry.checklist.outcome_sections for case in s.outcomes]

    for thing, place in [(i, ".rn-item__if") for i in conditional] + [
        (c, ".rn-rule") for c in cases
    ]:
        said = form.item(thing.id).locator(place)
        expect(said).to_be_visible()
        words = said.inner_text()
        if thing.condition:
            used = names_used(thing.condition.tree)
            assert used
            assert [] == [name for name in used if names[name] not in words]
        else:
            assert fi("no other result applies") in words
    expect(form.root.locator(".rn-item__if")).to_have_count(len(conditional))


def test_controls_work_without_a_script(open_page: OpenPage, site: Site) -> None:
    """Boxes tick, buttons choose, fields take text, details open: the browser alone can do it."""
    page = open_page(site.page_of("cm-referral"), java_script_enabled=False)
    form = Form(page, "cm-referral")

    form.option("unit", "ward").check()
    form.option("unit", "other").check()
    form.option_text("unit", "other").fill("kotihoito")
    form.field("talked-with-client").check()
    form.field("ward-episodes").fill("4")
    form.field("reached").fill("2026-11-21")
    form.open_details("talked-with-client")
    form.note("talked-with-client").fill("Puhuttu")

    expect(form.option("unit", "ward")).not_to_be_checked()
    expect(form.option("unit", "other")).to_be_checked()
    expect(form.field("talked-with-client")).to_be_checked()
    expect(form.note("talked-with-client")).to_have_value("Puhuttu")


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_enter_sends_nothing(script: bool, open_page: OpenPage, site: Site) -> None:
    """Enter in a one-line field leaves the page, its address and the answer as they are."""
    page = open_page(site.page_of("cm-referral"), java_script_enabled=script)
    form = Form(page, "cm-referral")
    before = page.url
    sent: list[str] = []
    page.on("request", lambda r: sent.append(r.url) if r.is_navigation_request() else None)
    form.option("unit", "ward").check()
    form.field("ward-episodes").fill("4")

    form.field("ward-episodes").press("Enter")
    form.field("ward-episodes").press("Tab")

    assert before == page.url
    assert [] == sent
    expect(form.field("ward-episodes")).to_have_value("4")


@pytest.mark.parametrize("list_id", ["cm-referral", "service-change-canvas"])
@pytest.mark.parametrize("state", ["no-script", "blank", "filled"])
def test_paper_ends_with_where_to_keep_it(
    state: str, list_id: str, open_page: OpenPage, site: Site
) -> None:
    """Below the last item of a printed list stands how to keep the sheet; the screen is without."""
    page = open_page(site.page_of(list_id), java_script_enabled=state != "no-script")
    words = page.get_by_text(fi("Keep and destroy a filled-in printout as your unit instructs."))
    if state == "filled":
        page.locator(f"form#{list_id} :is([type=radio], [data-row])").first.click()
        page.keyboard.type("a")
    expect(words).to_be_hidden()

    assert 1 == printed(page).count(squeezed(words.text_content() or "?"))
    page.emulate_media(media="print")
    place, last = words.bounding_box(), page.locator(".rn-section :visible").last.bounding_box()
    assert place is not None
    assert last is not None
    assert place["y"] >= last["y"] + last["height"]


BREAKS = """() => [...document.querySelectorAll(".rn-source")].flatMap((source) => {
  const range = document.createRange();
  const place = (node, at) => {
    range.setStart(node, at);
    range.setEnd(node, at + 1);
    return range.getBoundingClientRect().top;
  };
  return [...source.childNodes].filter((node) => /^[,;]/.test(node.data ?? "")).map((node) => {
    const mark = node.previousSibling.firstChild;
    return { mark: mark.data, apart: place(node, 0) - place(mark, 0) > 4 };
  });
})"""


@pytest.mark.parametrize("media", ["print", "screen"])
def test_mark_of_a_source_stays_whole_and_keeps_its_separator(
    media: str, open_page: OpenPage, site: Site
) -> None:
    """No line begins with a comma, a semicolon or half a mark, however narrow the column."""
    page = open_page(site.page_of("heard-first-card"), viewport={"width": 390, "height": 844})
    page.emulate_media(media=media)  # type: ignore[arg-type]  # one of two words
    separators = page.evaluate(BREAKS)

    assert len(separators) > 5
    assert [] == [found["mark"] for found in separators if found["apart"]]


@pytest.mark.parametrize("list_id", ALL)
@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_blank_list_is_printed_whole(
    script: bool, list_id: str, open_page: OpenPage, home: dict[str, Site]
) -> None:
    """Without answers paper holds every item, every condition in words, and every rule."""
    entry = home[list_id].lists[list_id]
    page = open_page(home[list_id].page_of(list_id), java_script_enabled=False)
    said = page.locator(f"form#{list_id} :is(.rn-item__if, .rn-rule)").all_inner_texts()
    if script:
        page = open_page(home[list_id].page_of(list_id))
        Form(page, list_id).expect_progress(0, _asking_at_first(entry.checklist))

    paper = printed(page)

    checklist = entry.checklist
    assert len(said) > 3
    texts = [*titles(checklist), *item_texts(checklist), *outcome_texts(checklist), *said]
    assert [] == missing(iter(texts), paper)
    assert squeezed(fi("Clear answers")) not in paper


def _asking_at_first(checklist: Checklist) -> int:
    return sum(item.asks and item.condition is None for item in checklist.items)


def test_screen_is_the_same_after_printing(open_page: OpenPage, site: Site) -> None:
    """Printing a blank list leaves no conditional item behind on the screen."""
    form = Form(open_page(site.page_of("cm-referral")), "cm-referral")
    before = form.shown()

    form.page.pdf()

    assert before == form.shown()
    expect(form.root).not_to_have_class(re.compile("rn-print"))


def test_answers_are_printed_in_full(open_page: OpenPage, site: Site) -> None:
    """Paper holds every visible answer, note and reason, however long, and the result."""
    form = Form(open_page(site.page_of("trauma-informed-closure")), "trauma-informed-closure")
    checklist = site.lists[form.id].checklist
    assert len(LONG) > 600
    form.field("end-is-clear").check()
    form.field("made-tangible").fill("Kalenteri\nja kirje")
    form.field("sources-of-safety").fill(f"Alku {LONG} loppu")
    form.option("how-told", "told-otherwise").check()
    form.option_text("how-told", "told-otherwise").fill("viittoen")
    form.open_details("meetings-are-safe")
    form.note("meetings-are-safe").fill(f"Muistiin {LONG} päättyy")
    form.open_details("letting-go-talked")
    form.aside("letting-go-talked", "later").check()
    form.reason("letting-go-talked").fill(f"Siksi että {LONG} niin")
    form.open_details("letting-go-talked")
    form.field("support-meaning").fill("Rohkeutta")
    form.field("first-raised").fill("2026-03-04")

    paper = printed(form.page)

    wanted = [
        "Kalenteri",
        "ja kirje",
        f"Alku {LONG} loppu",
        "viittoen",
        f"Muistiin {LONG} päättyy",
        f"Siksi että {LONG} niin",
        "Rohkeutta",
        *titles(checklist),
        *(text for item in checklist.items if not item.condition for text in pieces(item.text)),
    ]
    assert [] == missing(iter(wanted), paper)
    assert re.search("0?4[./]?0?3[./]?2026|0?3[./]?0?4[./]?2026|20260304", paper)


def test_text_longer_than_a_sheet_is_printed_in_full(open_page: OpenPage, site: Site) -> None:
    """An answer, a note and a reason that fill more than a page each lose not a line on paper."""
    form = Form(open_page(site.page_of("trauma-informed-closure")), "trauma-informed-closure")
    rows = {name: [f"{name} rivi {number}." for number in range(90)] for name in ("A", "B", "C")}
    form.field("made-tangible").fill("\n".join(rows["A"]))
    form.open_details("made-tangible")
    form.note("made-tangible").fill("\n".join(rows["B"]))
    form.open_details("end-is-clear")
    form.aside("end-is-clear", "na").check()
    form.reason("end-is-clear").fill("\n".join(rows["C"]))

    paper = printed(form.page)

    assert [] == missing((row for some in rows.values() for row in some), paper)
    assert [] == cut_on_paper(form.page)


OLDER = """
const supports = CSS.supports.bind(CSS);
CSS.supports = (...words) => !words.join(" ").includes("field-sizing") && supports(...words);
"""


def test_older_browser_grows_and_prints_fields_in_full(open_page: OpenPage, site: Site) -> None:
    """Where style sheets cannot size a field by its text, the script does, on paper too."""

    def without_sizing(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace("field-sizing", "x-sizing"))

    page = open_page(f"{site.url}/index.html")
    page.add_init_script(OLDER)
    page.route("**/*.css*", without_sizing)
    page.goto(site.page_of("trauma-informed-closure"))
    form = Form(page, "trauma-informed-closure")
    field = form.field("made-tangible")
    field.fill(f"Alku {LONG} loppu")
    assert field.evaluate("area => area.scrollHeight <= area.clientHeight + 1")

    paper = printed(page)

    assert 1 == paper.count(squeezed(f"Alku {LONG} loppu"))
    expect(field).to_be_visible()
    expect(field).to_have_value(f"Alku {LONG} loppu")
    assert [] == cut_on_paper(page)


def test_hidden_items_are_not_printed_with_answers(open_page: OpenPage, site: Site) -> None:
    """With answers paper holds what is on the screen, and nothing that was hidden."""
    form = Form(open_page(site.page_of("trauma-informed-closure")), "trauma-informed-closure")
    form.option("may-return", "yes").check()
    form.field("return-terms").fill("Ehtona aikavaraus")
    form.option("may-return", "no").check()

    paper = printed(form.page)

    shown = form.shown()
    items = list(site.lists[form.id].checklist.items)
    assert [] == missing((item.text for item in items if item.id in shown), paper)
    assert [] == [i.id for i in items if i.id not in shown and squeezed(i.text) in paper]
    assert squeezed("Ehtona aikavaraus") not in paper


def test_result_is_printed_with_its_rule(open_page: OpenPage, site: Site) -> None:
    """A decided list has its result and the rule on paper, with what was chosen."""
    form = Form(open_page(site.page_of("cm-referral")), "cm-referral")
    form.option("unit", "ward").check()
    form.field("ward-episodes").fill("4")
    form.field("reached").fill("2026-11-21")

    paper = printed(form.page)

    now = form.outcome("result")
    assert [] == missing(iter([now.inner_text()]), paper)
    assert [] == missing(iter([site.lists[form.id].items["ward-episodes"]]), paper)


def test_grid_and_added_fields_are_printed(open_page: OpenPage, trial: Site) -> None:
    """Cells of a grid and every repeated answer are on paper, in full."""
    form = Form(open_page(f"{trial.url}/trial.html"), "all-kinds")
    form.item("table").get_by_role("textbox", name="asuminen Nyt").fill(f"Ruutu {LONG} loppu")
    form.field("sayings").fill("ensimmäinen ehdotus")
    form.item("sayings").locator("[data-action=repeat]").click()
    form.field("sayings", 1).fill("toinen ehdotus")
    form.field("amount").fill("25")

    paper = printed(form.page)

    wanted = [f"Ruutu {LONG} loppu", "ensimmäinen ehdotus", "toinen ehdotus", "Varo suurta lukua"]
    assert [] == missing(iter(wanted), paper)
    assert [] == cut_on_paper(form.page)
