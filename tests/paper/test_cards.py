"""The cards of the real lists, as many on a sheet as fit, with fronts and backs that belong."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from rinnalla.drawing.art import Art, Place
from rinnalla.drawing.figure import Figure
from rinnalla.editions import Edition, Editions
from rinnalla.languages.known import read_languages
from rinnalla.paper.sheet import A4, A6, sheet_html
from rinnalla.paper.sheets import render_sheet
from rinnalla.version import version_of
from tests.paper_checks import complaints, structure, text_of
from tests.projects import ROOT, real_editions
from tests.sheets import (
    CARD,
    paint_faults,
    size_faults,
    sizes_on,
    squeezed,
    text_faults,
    words_on,
)
from tests.versions import LIST, edition_of

SHOWN = read_languages(ROOT / "locales")[0].shown

TURNED = {"a6": "/DuplexFlipLongEdge", "a5": "/DuplexFlipShortEdge"}
"""The edge over which a sheet of such cards is turned: A6 stands upright on A4, A5 across it."""


@pytest.fixture(scope="module")
def editions() -> Editions:
    """Every list and pack in every language."""
    return real_editions()


@pytest.mark.parametrize(
    ("id_", "size"),
    [("heard-first-card", "a6"), ("session-feedback", "a5"), ("cm-referral", "a5")],
)
def test_cards_have_a_back_for_every_front(
    id_: str, size: str, editions: Editions, tmp_path: Path
) -> None:
    """One side, or an even number of them on A4, turned over the right edge."""
    for language, lists in editions.found.items():
        edition = lists[id_]
        assert size in edition.checklist.paper
        made = render_sheet([edition], "card")
        assert () == made.problems
        with pikepdf.open(io.BytesIO(made.data)) as pdf:
            root: Any = pdf.Root
            sides = len(pdf.pages)
            assert sides == 1 or sides % 2 == 0, language
            assert TURNED[size] == root.ViewerPreferences.Duplex
            for page in pdf.pages:
                edges = [round(float(edge)) for edge in page.MediaBox]
                assert edges == ([0, 0, 595, 842] if size == "a6" else [0, 0, 842, 595])
        # The second side is the back of the first: it goes on where that ends.
        items = (item for section in edition.checklist.card_sections for item in section.items)
        codes = [edition.codes[item.id] for item in items if item.asks]
        sheets = text_of(made.data, tmp_path).split("\f")[:-1]
        seen = [code for sheet in sheets for code in codes if code in sheet.split()]
        assert [] == [code for code in codes if seen.count(code) != 1], language


def sides_of(data: bytes, folder: Path) -> list[str]:
    """Return the words of each side of a card of A6, without what depends on where lines end."""
    path = folder / "read.pdf"
    path.write_bytes(data)
    width, height = CARD["a6"]
    return [squeezed(page) for page in words_on(path, "-W", str(width), "-H", str(height))]


@pytest.mark.parametrize("id_", ["heard-first-card", "cm-referral"])
@pytest.mark.parametrize("language", SHOWN)
def test_card_is_sound_in_every_language(
    id_: str, language: str, editions: Editions, tmp_path: Path
) -> None:
    """The chosen points and the drawing, nothing else, legible, and one leaf."""
    edition = editions.found[language][id_]
    made = render_sheet([edition], "card")
    path = tmp_path / "card.pdf"
    path.write_bytes(made.data)

    assert (2, ()) == (made.pages, made.problems)
    assert [] == list(text_faults(path, "card", [edition]))
    assert [] == [*size_faults(path, "card"), *paint_faults(path, marks=True)]
    assert [] == complaints(made.data, tmp_path)


def test_card_of_some_sections_says_so(editions: Editions, tmp_path: Path) -> None:
    """Its codes are those of the whole list, and so is its version; the A4 sheet is whole."""
    edition = editions.found["fi"]["cm-referral"]
    card = text_of(render_sheet([edition], "card").data, tmp_path)
    words = squeezed(card)

    assert ["criteria", "result"] == [one.id for one in edition.checklist.card_sections]
    assert squeezed("Osa listasta: koko lista on sivustolla ja A4-arkilla") in words
    assert {"B1", "B7"} <= set(card.split())
    assert not {"A1", "C1", "E1", "A", "C", "E"} & set(card.split())
    assert version_of(edition).code in card
    assert version_of(edition) == version_of(without_card(edition))
    # What depends on a point that is not there names it in words.
    assert squeezed("Täytetään, jos: «Yksikkö, jossa asia huomattiin» on ”vuodeosasto”") in words
    sheet = squeezed(text_of(render_sheet([edition], "pdf").data, tmp_path))
    assert "Osalistasta" not in sheet
    for section in edition.checklist.sections:
        assert squeezed(edition.codes[section.id] + section.title) in sheet


def without_card(edition: Edition) -> Edition:
    """Return the list with a card that holds all of it."""
    return replace(edition, checklist=replace(edition.checklist, card=()))


def test_drawing_is_the_front_and_is_read_once(editions: Editions, tmp_path: Path) -> None:
    """Title and drawing in front, all points behind; its description is that of the page."""
    for language, lists in editions.found.items():
        edition = lists["heard-first-card"]
        assert edition.figure
        made = render_sheet([edition], "card")
        front, back = sides_of(made.data, tmp_path)
        for _, words in edition.figure.words:
            assert 1 == front.count(squeezed(words)), language
        assert [] == [item.id for item in edition.checklist.items if
                      squeezed(edition.plain(item.text)) in front]  # fmt: skip
        assert squeezed(edition.figure.words[1][1]) not in back
        figures = [one.label for one in structure(made.data) if one.kind == "/Figure"]
        assert [edition.figure.said, edition.tr("Is this paper still current?")] == figures
        assert "  " not in edition.figure.said
    french = editions.found["fr"]["heard-first-card"].figure
    finnish = editions.found["fi"]["heard-first-card"].figure
    assert french
    assert finnish
    assert "1. Ensin kuulluksi" == finnish.words[0][1]
    assert "1. D’abord entendre" == french.words[0][1]
    assert finnish.art == french.art


def test_other_sheets_have_no_drawing(editions: Editions) -> None:
    """On the page it stands above the list, and on A4 it would take a page."""
    edition = editions.found["fi"]["heard-first-card"]
    figures = [one.label for one in structure(render_sheet([edition], "pdf").data)
               if one.kind == "/Figure"]  # fmt: skip

    assert [edition.tr("Is this paper still current?")] == figures


def with_figure(size: float, height: float = 400, title: str = "Koe") -> Edition:
    """Return a list on an A6 card with a drawing whose words have that size. height: of it."""
    place = Place(label="ask", x=0, y=0, width=400, height=60, size=size)
    figure = Figure(
        title=title,
        said="Yksi sana.",
        art=Art(height=height, shapes=(), places=(place,)),
        words=(("ask", "Kysy"),),
    )
    short = LIST[: LIST.index("\n## Kentät")].replace("\n\n", "\n:paper: a6\n\n", 1)
    return replace(edition_of(f"{short}:::\n"), figure=figure)


@pytest.mark.parametrize(
    ("height", "advice", "sheet"),
    [(500, [], (210, 297)), (900, ["CARD_OVERFLOW"], (297, 210))],
)
def test_drawing_with_words_too_small_gets_a_larger_card(
    height: float, advice: list[str], sheet: tuple[int, int], tmp_path: Path
) -> None:
    """A high drawing would have to be narrow: nobody could read it in a pocket."""
    made = render_sheet([with_figure(13, height)], "card")
    path = tmp_path / "card.pdf"
    path.write_bytes(made.data)
    with pikepdf.open(path) as pdf:
        edges = [round(float(edge) * 25.4 / 72) for edge in pdf.pages[0].MediaBox]

    assert advice == [one.code.name for one in made.problems]
    assert sheet == tuple(edges[2:])
    assert 6.5 <= min(sizes_on(path))


def test_drawing_that_is_legible_nowhere_is_left_to_the_page() -> None:
    """The list is then printed as a whole, on A4."""
    made = render_sheet([with_figure(13, 3000)], "card")

    assert ["CARD_OVERFLOW", "CARD_OVERFLOW"] == [one.code.name for one in made.problems]
    assert [] == [one for one in structure(made.data) if one.kind == "/Figure"]


def test_drawing_with_a_name_of_its_own_has_a_caption() -> None:
    """One that is called like the list need not be named twice."""
    assert "<p>Askeleet</p>" in sheet_html([with_figure(15, title="Askeleet")], A6, picture=50)
    assert "<p>Koe</p>" not in sheet_html([with_figure(15)], A6, picture=50)


def test_alarm_about_a_drawing_is_on_the_card_only() -> None:
    """Its words stand on another page, whose translation may be less far."""
    edition = with_figure(15)
    assert edition.figure
    behind = replace(edition, figure=replace(edition.figure, is_finished=False, is_reviewed=False))

    assert () == behind.alarms == edition.card_alarms
    assert 2 == len(behind.card_alarms)
    assert 'class="alarm"' in sheet_html([behind], A6, picture=50)
    assert 'class="alarm"' not in sheet_html([behind], A4)
