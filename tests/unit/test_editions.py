"""One list in one language, as paper shows it: its words, and what keeps it from being trusted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from rinnalla import editions as module
from rinnalla.audience import PROFESSIONAL
from rinnalla.drawing.figure import Figure
from rinnalla.editions import Edition, choose_lists, read_editions
from rinnalla.languages.known import read_languages
from rinnalla.languages.reviews import Review, Status
from rinnalla.messages import interface
from tests.pressing import change, write_project
from tests.projects import TODAY, read_project
from tests.versions import edition_of

DUE = date(2027, 11, 21)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Three lists in Finnish and Swedish, of which only the second is translated."""
    return write_project(tmp_path)


def said(*messages: str, language: str = "sv") -> tuple[str, ...]:
    """Return texts of the interface in a language."""
    return tuple(interface(language).gettext(message) for message in messages)


def test_finished_translation_is_read(project: Path) -> None:
    """Nobody has reviewed it, and that is said."""
    edition = read_project(project).found["sv"]["second-list"]
    (item,) = edition.checklist.items

    assert "Saken är avtalad" == item.text
    assert "Toinen lista" == edition.title
    assert said(module.UNFINISHED, module.UNREVIEWED) != edition.alarms
    assert said(module.UNREVIEWED) == edition.alarms


def test_open_translation_shows_the_source_and_says_so(project: Path) -> None:
    """A fuzzy one is open: it was made for other words."""
    change(project / "locales/sv/LC_MESSAGES/second.po", 'msgid "Asia', '#, fuzzy\nmsgid "Asia')
    edition = read_project(project).found["sv"]["second-list"]

    assert "Asia on sovittu" == next(edition.checklist.items).text
    assert said(module.UNFINISHED, module.UNREVIEWED) == edition.alarms


def test_list_without_a_catalogue_says_so(project: Path) -> None:
    """Its words are Finnish, whatever the sheet around them is."""
    edition = read_project(project).found["sv"]["first-list"]

    assert edition.status is None
    assert said(module.UNFINISHED, module.UNREVIEWED) == edition.alarms


def test_source_needs_no_translation(project: Path) -> None:
    """A draft is a remark, no alarm."""
    edition = read_project(project).found["fi"]["second-list"]

    assert () == edition.alarms
    assert said(PROFESSIONAL.draft, language="fi") == edition.remarks == edition.warnings


@pytest.mark.parametrize(
    ("status", "remarks"),
    [("draft", (PROFESSIONAL.draft,)), ("piloted", (PROFESSIONAL.piloted,)), ("approved", ())],
)
def test_trial_of_a_list_is_told(status: str, remarks: tuple[str, ...]) -> None:
    """Until it has been approved."""
    edition = edition_of()
    edition = replace(edition, checklist=replace(edition.checklist, status=status))

    assert said(*remarks, language="fi") == edition.remarks


def reviewed(*, current: bool = True, open_: int = 0) -> Edition:
    """Return a Swedish edition that somebody has read."""
    review = Review(by="Socionom", on=TODAY, of="00000000")
    status = Status(name="a", texts=9, open=open_, fuzzy=0, review=review, is_current=current)
    return replace(edition_of(language="sv"), is_source=False, status=status)


def test_reviewed_translation_is_trusted() -> None:
    """As long as its words are those that were read."""
    assert () == reviewed().alarms
    assert said(module.UNREVIEWED) == reviewed(current=False).alarms
    assert said(module.UNFINISHED, module.UNREVIEWED) == reviewed(open_=1).alarms


@pytest.mark.parametrize(("days", "overdue"), [(-1, False), (0, False), (1, True)])
def test_review_is_overdue_from_the_day_after(days: int, overdue: bool, project: Path) -> None:
    """On the day itself the list still holds."""
    edition = read_project(project, today=DUE + timedelta(days=days)).found["fi"]["first-list"]

    assert overdue == edition.is_overdue
    assert said(*[PROFESSIONAL.overdue] * overdue, language="fi") == edition.alarms


def test_retired_list_is_not_for_new_work() -> None:
    """That is said before anything else."""
    edition = edition_of()
    late = replace(
        edition,
        checklist=replace(edition.checklist, status="retired"),
        today=edition.today + timedelta(days=999),
    )

    assert said(PROFESSIONAL.retired, PROFESSIONAL.overdue, language="fi") == late.alarms


def test_roles_are_said_in_words(project: Path) -> None:
    """Local facts as the language writes them, other lists by their titles."""
    change(project / "docs/organisation.yml", "default: 3", "default: 1250.5")
    edition = read_project(project).found["fi"]["first-list"]
    text = next(edition.checklist.items).text

    assert "Raja on 1\u00a0250,5, sitten Kolmas lista" == edition.plain(text)
    assert "third-list" in [run.target for run in edition.runs(text)]


def test_unknown_targets_are_named_by_their_id() -> None:
    """A list that is printed alone knows no other; other roles have words or are what they are."""
    edition = edition_of()

    assert "other-list" == edition.plain("{checklist}`other-list`")
    assert "nobody" == edition.plain("{setting}`nobody`")
    assert "APA" == edition.plain("{abbr}`APA`")
    assert "”Onko tarvetta?”" == edition.plain("{item}`need`")
    assert "”Onko tarvetta?”" == edition.plain("{item}`trial-list#need`")


def test_conditions_are_said_in_the_words_of_their_items() -> None:
    """As one sentence, or as ways of which one is enough."""
    edition = edition_of()
    more = next(item for item in edition.checklist.items if item.id == "more")

    assert more.condition
    assert "«Onko tarvetta» on ”kyllä” ja «Määrä» on suurempi kuin 3" == edition.said(
        more.condition.tree
    )
    assert 1 == len(edition.ways(more.condition.tree))


def test_address_is_known_with_that_of_the_site() -> None:
    """Without it a sheet has no code to scan."""
    assert "" == edition_of().address
    assert (
        "https://example.org/fi/lists/trial.html"
        == edition_of(base_url="https://example.org").address
    )


def test_lists_are_chosen_in_the_order_of_their_files(project: Path) -> None:
    """Each once; those there are not are told."""
    editions = read_project(project)

    assert (("first-list", "second-list", "third-list"), ()) == choose_lists(editions, [])
    assert (("first-list", "third-list"), ("none",)) == choose_lists(
        editions, ["third-list", "none", "first-list", "third-list", "none"]
    )


def test_what_is_wrong_is_gathered(project: Path) -> None:
    """Of pages, settings and catalogues, in their order, each once."""
    change(project / "docs/second.md", ":status: draft", ":status: ready")
    change(project / "docs/organisation.yml", "type: number", "type: colour")
    (project / "locales/sv/LC_MESSAGES/second.po").write_text('msgid "a', "utf-8")
    languages, _ = read_languages(project / "locales")
    found = read_editions(
        project / "docs",
        project / "locales",
        languages.shown,
        languages=languages,
        today=TODAY,
    )
    paths = [Path(one.path).name for one in found.diagnostics]

    assert {"organisation.yml", "second.md", "second.po"} <= set(paths)
    assert len(found.diagnostics) == len(set(found.diagnostics))


STEPS = """\
:::{drawing} steps
Askeleet

Ensin kysytään. {source}`oma` Sitten kuunnellaan. {source}`oma`

- Kysy {#ask}
- Kuun&shy;tele {#hear}
:::
"""
ART = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 80">
  <rect class="rn-box" x="8" y="8" width="180" height="60" rx="6" data-label="ask"/>
  <rect class="rn-box" x="212" y="8" width="180" height="60" rx="6" data-label="hear"/>
</svg>
"""
WORDS = {
    "Askeleet": "Steg",
    "Ensin kysytään. {1} Sitten kuunnellaan.": "Först frågar man. {1} Sedan lyssnar man.",
    "Kysy": "Fråga",
    "Kuun&shy;tele": "Lyss&shy;na",
}


@pytest.fixture
def drawn(project: Path) -> Path:
    """The project with a drawing on the card of the second list; its words are on another page."""
    change(project / "docs/second.md", ":paper: a6\n", ":paper: a6\n:figure: steps\n")
    (project / "docs/figures").mkdir()
    (project / "docs/figures/steps.svg").write_text(ART, "utf-8")
    (project / "docs/steps.md").write_text(STEPS, "utf-8")
    rows = "".join(f'\nmsgid "{own}"\nmsgstr "{said}"\n' for own, said in WORDS.items())
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
    (project / "locales/sv/LC_MESSAGES/steps.po").write_text(f"{head}{rows}", "utf-8")
    return project


def figure(project: Path, language: str) -> Figure:
    """Return the drawing on the card of the second list."""
    found = read_project(project).found[language]
    assert found["first-list"].figure is None
    drawing = found["second-list"].figure
    assert drawing
    return drawing


def test_drawing_of_a_card_speaks_the_language_of_the_card(drawn: Path) -> None:
    """Its marks of sources are left out, and a soft hyphen is one."""
    finnish, swedish = figure(drawn, "fi"), figure(drawn, "sv")

    assert ("Askeleet", "Steg") == (finnish.title, swedish.title)
    assert (("ask", "Kysy"), ("hear", "Kuun\u00adtele")) == finnish.words
    assert (("ask", "Fråga"), ("hear", "Lyss\u00adna")) == swedish.words
    assert "Ensin kysytään. Sitten kuunnellaan." == finnish.said
    assert "Först frågar man. Sedan lyssnar man." == swedish.said
    assert (True, True) == (finnish.is_finished, finnish.is_reviewed)
    assert (True, False) == (swedish.is_finished, swedish.is_reviewed)


def test_open_words_of_a_drawing_are_told_on_the_card(drawn: Path) -> None:
    """The page of the list may be finished all the same."""
    change(drawn / "locales/sv/LC_MESSAGES/steps.po", 'msgstr "Fråga"', 'msgstr ""')
    edition = read_project(drawn).found["sv"]["second-list"]

    assert not figure(drawn, "sv").is_finished
    assert ("ask", "Kysy") in figure(drawn, "sv").words
    assert said(module.UNREVIEWED) == edition.alarms
    assert said(module.UNFINISHED, module.UNREVIEWED) == edition.card_alarms


@pytest.mark.parametrize(
    ("name", "old", "new", "code"),
    [
        ("docs/second.md", "steps", "stepps", "RN604"),
        ("docs/steps.md", "{drawing} steps", "{drawing} others", "RN604"),
        ("docs/figures/steps.svg", 'rn-box" x="8"', 'rn-odd" x="8"', "RN14"),
    ],
)
def test_nothing_is_printed_with_a_drawing_that_is_amiss(
    name: str, old: str, new: str, code: str, drawn: Path
) -> None:
    """Its name, its words or its art: a card without it would look whole."""
    change(drawn / name, old, new)
    languages, _ = read_languages(drawn / "locales")
    found = read_editions(
        drawn / "docs", drawn / "locales", languages.shown, languages=languages, today=TODAY
    )

    (problem,) = found.diagnostics
    assert problem.code.number.startswith(code)


def test_direction_is_that_of_the_language() -> None:
    """Arabic is written from the right."""
    assert ("ltr", "rtl") == (
        edition_of().direction,
        replace(edition_of(), language="ar").direction,
    )
