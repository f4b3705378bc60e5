"""A paper compared with the list as it is: the page says in words what has changed since."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from rinnalla.editions import read_editions
from rinnalla.languages.known import read_languages
from rinnalla.messages import interface
from rinnalla.serve import running
from rinnalla.sphinx_ext.texts import paper_texts
from rinnalla.version import check, version_of
from tests.browser.axe import violations
from tests.browser.conftest import LANGUAGES, OpenPage, Site, Tree
from tests.browser.keyboard import Keyboard
from tests.build.conftest import ROOT, run
from tests.projects import TODAY
from tests.versions import LIST, version

ORGANISATION = """\
limit:
  type: number
  default: 3
  origin: design
  about: Raja.
"""
"""The setting that a condition of the list uses."""

OTHER = LIST.replace("trial-list", "other-list").replace("Huomaa suuri määrä", "Varo isoa lukua")
"""The same list under another id, but for the words that no two lists may share."""


def say(key: str, language: str = "fi", **values: object) -> str:
    """Return what the comparison says. key: as in the page's data-paper-texts."""
    return paper_texts(interface(language).gettext, language)[key].format(**values)


@pytest.fixture(scope="session")
def compared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Return a small site with the list of `tests.versions` and, on a page of its own, another."""
    source, out = tmp_path_factory.mktemp("compared-source"), tmp_path_factory.mktemp("compared")
    other = OTHER.replace("other-list", "third-list").replace("Varo", "Tarkista")
    pages = {
        "index.md": "# Etusivu\n\n```{toctree}\ntrial\nboth\n```\n",
        "trial.md": f"# Koe\n\nAlkusanat.\n\n{LIST}",
        "both.md": f"# Kaksi\n\n{OTHER}\n{other}",
        "organisation.yml": ORGANISATION,
    }
    for name, text in pages.items():
        (source / name).write_text(text, "utf-8")
    built = run(source, out)
    assert (None, []) == (built.error, built.warnings)
    folder = Path(built.app.outdir)
    with running(folder) as url:
        yield Site(folder=folder, url=url, lists=dict(built.domain.lists))


@pytest.fixture
def compare(open_page: OpenPage, compared: Site) -> Callable[..., Locator]:
    """Return a function that opens the list with a paper's code, and gives the comparison."""

    def opened(fingerprint: str, name: str = "trial", **options: Any) -> Locator:
        page = open_page(f"{compared.url}/{name}.html#paper={fingerprint}", **options)
        panel = page.locator("#rn-compare")
        expect(panel).to_be_visible()
        return panel

    return opened


def groups(panel: Locator) -> dict[str, list[str]]:
    """Return what the comparison lists, by its heading."""
    headings = panel.locator("h3")
    lists = panel.locator("ul")
    return {
        heading: lists.nth(at).locator("li").all_inner_texts()
        for at, heading in enumerate(headings.all_inner_texts())
    }


def without(text: str, *parts: str) -> str:
    """Return a text without some of its parts."""
    for part in parts:
        assert 1 == text.count(part), part
        text = text.replace(part, "")
    return text


def older(*changes: tuple[str, str]) -> str:
    """Return the code of a paper of before: the list with some words as they were."""
    text = LIST
    for now, before in changes:
        assert 1 == text.count(now), now
        text = text.replace(now, before)
    return version(text).fingerprint


def test_paper_of_today_is_up_to_date(compare: Callable[..., Locator]) -> None:
    """It says so, with the version, and nothing more."""
    panel = compare(version().fingerprint)

    expect(panel.get_by_role("heading", level=2)).to_have_text(say("current"))
    expect(panel).to_contain_text(
        say("currentWhat", now=f"21.11.2026\u00a0·\u00a0{version().code}")
    )
    assert {} == groups(panel)
    expect(panel.page.locator("form .rn-meta")).to_contain_text(version().code)


NEW = (
    "- [ ] Tehty yhdessä {#done origin=design}\n\n  Kysy ensin asiakkaalta.\n\n",
    "- Muista levätä {#rest type=advice origin=design}\n\n",
    '- Soita {#call if="count > 3" origin=design}\n',
)


def test_every_kind_of_change_is_said_in_words(compare: Callable[..., Locator]) -> None:
    """What is new, changed, gone and moved, each with the code on the paper and the words now."""
    text = without(LIST, *NEW).replace(
        "- Yksikkö {#unit",
        "- [ ] Vanha kohta {#old-one origin=design}\n- Vanha luku {#old-two type=number"
        " origin=design}\n- Yksikkö {#unit",
    )
    text = text.replace("  - osasto", "  - vuodeosasto")
    text = text.replace("- Jatka {", "- Lopeta {#stop if=begun origin=design}\n- Jatka {")
    text = text.replace("## Kentät", "- Varo {#beware type=warning origin=design}\n\n## Kentät")
    text = text.replace(":who: Työntekijä", ":who: Ohjaaja")

    panel = compare(version(text).fingerprint)

    expect(panel.get_by_role("heading", level=2)).to_have_text(say("changed"))
    assert {
        say("added"): ["A2 Tehty yhdessä", "Vinkki Muista levätä", "Soita"],
        say("edited"): [say("editedItem", place=say("item", code="A4"), now="A3 Yksikkö")],
        say("removed"): [
            say("item", code="A2"),
            say("item", code="A3"),
            say("note", code="A"),
            say("result", number=1, code="C"),
        ],
        say("moved"): [
            say(
                "movedItem",
                before=say("result", number=2, code="C"),
                after=say("result", number=1, code="C"),
            )
        ],
    } == groups(panel)
    expect(panel).to_contain_text(say("head"))
    expect(panel).to_contain_text(say("advice"))


@pytest.mark.parametrize(
    ("now", "before", "group", "said"),
    [
        ("## Kentät", "## Tiedot", "edited", ("section", {"code": "B"}, "B Kentät")),
        ("Jatka", "Jatketaan", "edited", ("result", {"code": "C", "number": 1}, "Jatka")),
        ("Muista", "Ehdi", "edited", ("note", {"code": "A"}, "Vinkki Muista levätä")),
        ("Aloitus", "Työ", "edited", ("item", {"code": "1"}, "1 Aloitus on sovittu")),
    ],
)
def test_each_kind_of_entry_is_named_by_its_place(
    now: str,
    before: str,
    group: str,
    said: tuple[str, dict[str, Any], str],
    compare: Callable[..., Locator],
) -> None:
    """Sections, results, notes and items without a section."""
    panel = compare(older((now, before)))
    kind, place, words = said

    assert {say(group): [say("editedItem", place=say(kind, **place), now=words)]} == groups(panel)


def test_new_item_in_front_moves_the_others_as_one(compare: Callable[..., Locator]) -> None:
    """Neighbours that moved together are said in one line."""
    before = without(LIST, "- Onko tarvetta? {#need type=yes-no origin=design}\n")

    panel = compare(version(before.replace("need = yes", "begun")).fingerprint)

    assert ["A1–A2: nyt A2–A3"] == groups(panel)[say("moved")]


def test_change_of_order_is_seen(compare: Callable[..., Locator]) -> None:
    """Two sections and their items that changed places, one line each."""
    start = LIST.index("## Alku")
    fields, result = LIST.index("## Kentät"), LIST.index("## Tulos")
    text = LIST[:start] + LIST[fields:result] + LIST[start:fields] + LIST[result:]

    panel = compare(version(text).fingerprint)

    section = [say("section", code=code) for code in "AB"]
    note = [say("note", code=code) for code in "AB"]
    assert {
        say("moved"): [
            say("movedItem", before=before, after=after)
            for before, after in (
                (section[0], section[1]),
                ("A1–A3", "B1–B3"),
                (note[0], note[1]),
                (section[1], section[0]),
                ("B1–B3", "A1–A3"),
                (note[1], note[0]),
            )
        ]
    } == groups(panel)


def test_words_lead_to_the_item_unless_an_answer_must_show_it_first(
    compare: Callable[..., Locator],
) -> None:
    """A link to what cannot be seen would lead nowhere."""
    panel = compare(older(("Tehty yhdessä", "Tehty"), ("Lisää sanoja", "Sanoja")))
    page = panel.page

    expect(panel.get_by_role("link")).to_have_count(1)
    panel.get_by_role("link", name="A2 Tehty yhdessä").click()

    expect(page).to_have_url(re.compile("#trial-list--done$"))
    expect(page.locator("#trial-list--done")).to_be_in_viewport()
    expect(panel).to_contain_text("B3 Lisää sanoja")
    page.go_back()
    expect(panel).to_have_count(1)


def test_review_since_then_can_be_written_on_the_paper(compare: Callable[..., Locator]) -> None:
    """The words are the same, so the paper may be used on; its days are told."""
    panel = compare(older(("reviewed: 2026-11-21", "reviewed: 2026-03-04")))

    expect(panel.get_by_role("heading", level=2)).to_have_text(say("current"))
    expect(panel).to_contain_text(
        say("reviewedSince", date="21. marraskuuta 2026", due="21. marraskuuta 2027")
    )


@pytest.mark.parametrize(("now", "late"), [("2027-11-21", False), ("2027-11-22", True)])
def test_late_review_is_said_large_before_anything_else(
    now: str, late: bool, open_page: OpenPage, compared: Site
) -> None:
    """Up to the day itself the review is in time."""
    page = open_page(f"{compared.url}/index.html")
    page.clock.set_fixed_time(f"{now}T12:00:00")
    page.goto(f"{compared.url}/trial.html#paper={version().fingerprint}")
    panel = page.locator("#rn-compare")

    expect(panel.get_by_role("heading", level=2)).to_have_text(
        say("currentBut" if late else "current")
    )
    alarm = panel.locator("h2 + .rn-compare__alarm")
    if late:
        expect(alarm).to_have_text(say("overdue", date="21. marraskuuta 2027"))
        size = "e => parseFloat(getComputedStyle(e).fontSize)"
        assert alarm.evaluate(size) > 1.2 * panel.locator("p").last.evaluate(size)
    else:
        expect(alarm).to_have_count(0)


def damaged() -> dict[str, str]:
    """Return codes that are none, by what is wrong with them."""
    good = version().fingerprint
    other = good[:-2].replace("1", "2", 1)
    return {
        "nothing": "",
        "markup": "<script>alert(1)</script>",
        "a handler": '"><img src=x onerror=alert(1)>',
        "cut short": good[: len(good) // 2],
        "one letter": good.replace(good[20], "Z" if good[20] != "Z" else "Y", 1),
        "broken signs": "%E0%A4%A",
        "another form": other + check(other),
        "very long": "1" + "ABCD" * 2_500,
        "a prototype": "__proto__",
        "not ours": "ÄÖ漢字\u202e",
    }


@pytest.mark.parametrize("name", damaged())
def test_code_that_cannot_be_read_is_said_kindly(
    name: str, compare: Callable[..., Locator]
) -> None:
    """Whatever stands there, the page says what to do and shows nothing of it."""
    panel = compare(damaged()[name])

    expect(panel.get_by_role("heading", level=2)).to_have_text(say("unread"))
    expect(panel).to_contain_text(say("unreadWhat", now="").strip(".").strip())
    expect(panel).to_contain_text(version().code)
    assert 0 == panel.locator("script, img").count()
    assert [] == violations(panel.page)


def test_code_in_small_letters_is_read(compare: Callable[..., Locator]) -> None:
    """Some programs write addresses so."""
    expect(compare(version().fingerprint.lower()).get_by_role("heading", level=2)).to_have_text(
        say("current")
    )


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_paper_of_another_list_or_language_is_known_as_such(
    language: str, compare: Callable[..., Locator]
) -> None:
    """Its items are not compared with those of this list."""
    text = LIST if language == "sv" else LIST.replace("trial-list", "fourth-list")
    panel = compare(version(text, language).fingerprint)

    expect(panel.get_by_role("heading", level=2)).to_have_text(say("foreign"))
    assert {} == groups(panel)


def test_page_with_two_lists_compares_the_right_one(compare: Callable[..., Locator]) -> None:
    """The code says which of them the paper is of."""
    text = OTHER.replace("other-list", "third-list").replace("Varo", "Tarkista")

    panel = compare(version(text.replace("Tehty yhdessä", "Tehty")).fingerprint, "both")

    link = panel.get_by_role("link", name="A2 Tehty yhdessä")
    expect(link).to_have_attribute("href", "#third-list--done")


def test_comparison_is_found_closed_and_stays_closed_by_keyboard(
    compare: Callable[..., Locator],
) -> None:
    """The heading has the focus, so it is read aloud; closing leads on to the text."""
    panel = compare(older(("Tehty yhdessä", "Tehty")))
    page, keyboard = panel.page, Keyboard(panel.page)

    expect(page.get_by_role("region", name=say("changed"))).to_be_visible()
    expect(panel.get_by_role("heading", level=2)).to_be_focused()
    keyboard.reach(panel.get_by_role("button", name=say("close")))
    keyboard.press("Enter")

    expect(panel).to_have_count(0)
    expect(page.locator("main")).to_be_focused()
    assert page.url.endswith("/trial.html")
    page.reload()
    expect(page.locator("form.rn-live")).to_be_visible()
    expect(panel).to_have_count(0)


def test_second_paper_takes_the_place_of_the_first(compare: Callable[..., Locator]) -> None:
    """Another code in the same window is compared anew."""
    panel = compare(older(("Tehty yhdessä", "Tehty")))

    panel.page.evaluate(f"location.hash = 'paper={version().fingerprint}'")

    expect(panel.get_by_role("heading", level=2)).to_have_text(say("current"))
    expect(panel).to_have_count(1)


@pytest.mark.parametrize(
    "look",
    [
        {},
        {"color_scheme": "dark"},
        {"viewport": {"width": 390, "height": 844}},
        {"viewport": {"width": 320, "height": 256}},
        {"forced_colors": "active"},
    ],
    ids=["wide", "dark", "narrow", "magnified", "forced-colours"],
)
def test_comparison_has_no_accessibility_fault(
    look: dict[str, Any], compare: Callable[..., Locator]
) -> None:
    """Axe finds nothing, and nothing is wider than the window."""
    panel = compare(version(without(LIST, *NEW)).fingerprint, **look)

    assert [] == violations(panel.page)
    assert panel.page.evaluate(
        "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    )


def test_comparison_is_printed_without_its_button(compare: Callable[..., Locator]) -> None:
    """Who has the old paper in hand may want the changes beside it."""
    panel = compare(older(("Tehty yhdessä", "Tehty")))

    panel.page.emulate_media(media="print")

    expect(panel).to_be_visible()
    expect(panel.get_by_role("button")).to_have_count(0)


def test_nothing_is_asked_of_any_server_about_the_paper(
    open_page: OpenPage, compared: Site
) -> None:
    """The code is in no request; without one the script of the comparison is not even loaded."""
    page = open_page(f"{compared.url}/index.html")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(f"{request.url} {request.all_headers()}"))
    page.goto(f"{compared.url}/trial.html")
    expect(page.locator("form.rn-live")).to_be_visible()
    assert [] == [one for one in asked if "paper.js" in one]

    page.goto(f"{compared.url}/index.html")
    page.goto(f"{compared.url}/trial.html#paper={version().fingerprint}")
    expect(page.locator("#rn-compare")).to_be_visible()

    assert 1 == len([one for one in asked if "paper.js" in one])
    assert [] == [one for one in asked if version().code in one or "paper=" in one.split(" ")[0]]


def test_without_a_script_the_version_is_there_to_be_compared(
    open_page: OpenPage, compared: Site
) -> None:
    """The page is the list as it is now, with its version and the days of review."""
    page = open_page(
        f"{compared.url}/trial.html#paper={version().fingerprint}", java_script_enabled=False
    )

    expect(page.locator("form .rn-meta")).to_contain_text(version().code)
    expect(page.locator("form .rn-item").first).to_be_visible()


COMPARE = """async ([script, cases]) => {
  const { compare } = await import(script);
  return cases.map(([paper, now]) => {
    const { added, removed, changed, moved } = compare(paper, now);
    const ids = (entries) => entries.map(({ id }) => id);
    const [edited, elsewhere] = [changed, moved].map((all) => ids(all.map(({ after }) => after)));
    return { added: ids(added), removed: ids(removed), changed: edited, moved: elsewhere };
  });
}"""


def test_differences_are_those_of_a_plain_comparison(open_page: OpenPage, compared: Site) -> None:
    """Hundreds of lists and their later forms, made by chance: nothing is missed or invented."""
    chance = random.Random(5)  # noqa: S311 - cases, not secrets

    def entries(names: list[str], words: dict[str, str]) -> list[dict[str, object]]:
        return [
            {"kind": "item", "id": name, "said": words[name], "letter": "A", "number": at}
            for at, name in enumerate(names, start=1)
        ]

    cases, expected = [], []
    for _ in range(300):
        names = [f"{number:02}" for number in range(chance.randint(0, 12))]
        old = chance.sample(names, chance.randint(0, len(names)))
        new = chance.sample(names, chance.randint(0, len(names)))
        before = {name: chance.choice("xy") for name in names}
        after = {name: chance.choice("xy") for name in names}
        cases.append([entries(old, before), entries(new, after)])
        both = [name for name in old if name in new]
        same = [name for name in both if before[name] == after[name]]
        expected.append({
            "added": [name for name in new if name not in old],
            "removed": [name for name in old if name not in new],
            "changed": [name for name in both if name not in same],
            "moved": [name for name in same if old.index(name) != new.index(name)],
        })  # fmt: skip
    page = open_page(f"{compared.url}/trial.html")

    assert expected == page.evaluate(COMPARE, [f"{compared.url}/_static/paper.js", cases])


def test_items_that_share_the_letters_of_their_ids_are_kept_apart(
    open_page: OpenPage, compared: Site
) -> None:
    """The one that is the same is found first, so the other is the one that changed or went."""

    def entry(said: str, number: int) -> dict[str, object]:
        return {"kind": "item", "id": "AA", "said": said, "letter": "A", "number": number}

    cases = [
        [[entry("x", 1), entry("y", 2)], [entry("z", 1), entry("x", 2)]],
        [[entry("x", 1), entry("y", 2)], [entry("y", 1)]],
    ]
    page = open_page(f"{compared.url}/trial.html")

    changed, gone = page.evaluate(COMPARE, [f"{compared.url}/_static/paper.js", cases])

    assert {"added": [], "removed": [], "changed": ["AA"], "moved": ["AA"]} == changed
    assert {"added": [], "removed": ["AA"], "changed": [], "moved": ["AA"]} == gone


READ = """async ([script, codes]) => {
  const { readFingerprint } = await import(script);
  return codes.map((code) => {
    const { reviewed, due, code: version, entries } = readFingerprint(code);
    const coded = entries.filter(({ kind }) => kind === "item" || kind === "section");
    return [reviewed, due, version, coded.map(({ letter, number }) => `${letter}${number || ""}`)];
  });
}"""


def test_every_page_has_the_version_of_its_sheet(open_page: OpenPage, tree: Tree) -> None:
    """In every language; the script reads the days and the printed codes out of each."""
    locales = ROOT / "locales"
    found = read_editions(
        ROOT / "docs", locales, LANGUAGES, languages=read_languages(locales)[0], today=TODAY
    )
    editions = [edition for lists in found.found.values() for edition in lists.values()]
    versions = [version_of(edition) for edition in editions]
    for edition, one in zip(editions, versions, strict=True):
        html = (tree.folder / edition.language / f"{edition.page}.html").read_text("utf-8")
        form = html.split(f'<form class="rn-checklist" id="{edition.id}"')[1].split("<h2")[0]
        assert [one.fingerprint] == re.findall('data-version="(.*?)"', form)
        assert f"<dd>{one.code}</dd>" in html

    page = open_page(f"{tree.url}/fi/index.html")
    read = page.evaluate(READ, [f"{tree.url}/_static/paper.js", [v.fingerprint for v in versions]])

    def written(day: date | None) -> str:
        return day.isoformat() if day else ""

    assert len(editions) >= 60
    assert [
        [
            written(edition.checklist.reviewed),
            written(edition.checklist.review_due),
            one.code,
            list(edition.codes.values()),
        ]
        for edition, one in zip(editions, versions, strict=True)
    ] == read


def test_other_language_shows_the_list_without_the_comparison(
    open_page: OpenPage, tree: Tree
) -> None:
    """The paper is in the language of its code; the way to the others works as ever."""
    page: Page = open_page(f"{tree.url}/fi/checklists/cm-process.html#paper=x")
    expect(page.locator("#rn-compare")).to_be_visible()

    page.locator('.rn-languages a[hreflang="sv"]').click()

    expect(page.locator("html")).to_have_attribute("lang", "sv")
    expect(page.locator("#rn-compare")).to_have_count(0)
    assert "#" not in page.url
