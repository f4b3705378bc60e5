"""Drawings on built pages: words in the catalogues, laid out in the language, drawn from lists."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from babel.messages.pofile import read_po, write_po

from rinnalla.placeholders import mask

from .conftest import ROOT, Build, Built, run

Project = Callable[[Mapping[str, str]], Path]

PAGES = {
    "service-silos": "models/service-jungle",
    "six-names": "models/service-jungle",
    "models-related": "models/index",
    "case-manager-process": "models/case-management",
    "case-manager-stance": "models/case-management",
    "systemic-elements": "models/systemic-work",
    "heard-first": "models/encounter-and-dialogue",
    "closing-themes": "models/trauma-informed-closure",
    "ending-by-reason": "models/ending-counselling",
    "coaching-45-minutes": "training/encounter-coaching",
    "workshop-flow": "training/involvement-workshop",
}
"""Every drawing of the knowledge base and the page that has its words."""

ART = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 80">
  <rect class="rn-box" x="8" y="8" width="180" height="60" rx="6" data-label="ask"/>
  <rect class="rn-box" x="212" y="8" width="180" height="60" rx="6" data-label="hear"/>
</svg>
"""
PAGE = """\
# Sivu

:::{drawing} steps
Kysy ja kuuntele

Ensin kysytään.
Sitten *kuunnellaan*, katso {checklist}`trial-list`.

- Kysy {#ask}
- Kuuntele asiakasta {#hear}
:::
"""
LIST = """\
# Lista

:::{checklist} Kokeilu
:id: trial-list
METADATA

## Alku {#start}

- Syy {#reason type=choice source=TI-1.1}
  - muutto {#move}
  - muu syy {#other}
- Uusi palvelu {#service type=text if="reason = move" source=TI-1.1}
- Lupaus on pidetty {#kept type=yes-no source=TI-1.1}
:::

:::{drawing} by-reason
:list: trial-list
:by: reason

Syy ja kohdat

Syy tuo listaan kohtia.

- Ei lisää kohtia {#nothing}
- Näkyvät aina {#common}
:::
"""
CARD = "# Kortti\n\n:::{drawing} steps\n:::\n\n:::{drawing} by-reason\n:::\n"
PROJECT = {
    "index.md": "# Alku\n\n```{toctree}\npage\nlist\ncard\n```\n",
    "page.md": PAGE,
    "list.md": LIST,
    "card.md": CARD,
    "figures/steps.svg": ART,
}


def figures(html: str) -> list[str]:
    """Return the drawings of a page."""
    return re.findall(r'<figure class="rn-drawing".*?</figure>', html, re.DOTALL)


def words(html: str) -> list[str]:
    """Return the lines of words in a drawing, from the first to the last."""
    return re.findall(r"<tspan[^>]*>([^<]*)</tspan>", html)


@pytest.fixture(scope="module")
def finnish(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Return a build of the real pages."""
    return run(ROOT / "docs", tmp_path_factory.mktemp("fi"))


@pytest.fixture(scope="module")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of message templates of the real pages."""
    return Path(run(ROOT / "docs", tmp_path_factory.mktemp("pot"), "gettext").app.outdir)


@pytest.mark.parametrize("name", PAGES)
def test_drawing_stands_on_its_page_with_title_and_description(name: str, finnish: Built) -> None:
    """A title to see, a description to hear, and the same behind a button, with its sources."""
    html = finnish.text(f"{PAGES[name]}.html")
    (figure,) = (f for f in figures(html) if f'id="drawing-{name}"' in f)

    title = re.search(rf'<figcaption id="drawing-{name}--title">(.+?)</figcaption>', figure)
    said = re.search(rf'<desc id="drawing-{name}--said">(.+?)</desc>', figure)
    assert title is not None
    assert said is not None
    assert len(said[1].split()) > 20
    assert not re.search(r"Lähde [A-Z]{2}-", said[1])
    assert "Oma lisäyksemme" not in said[1]
    assert (
        f'aria-labelledby="drawing-{name}--title" aria-describedby="drawing-{name}--said"' in figure
    )
    assert "<summary>Kuva sanoin</summary>" in figure
    assert 'class="rn-mark"' in figure.partition("<details")[2]
    assert len(words(figure)) >= 6


def test_card_shows_the_drawing_of_the_page_it_belongs_to(finnish: Built) -> None:
    """The same words, written once."""
    (page,) = figures(finnish.text("models/encounter-and-dialogue.html"))
    (card,) = figures(finnish.text("checklists/heard-first-card.html"))

    assert words(page) == words(card) != []


@pytest.mark.parametrize("name", PAGES)
def test_words_of_a_drawing_are_in_the_template(name: str, templates: Path, finnish: Built) -> None:
    """Title, every paragraph of the description and every label, once each."""
    drawn = finnish.domain.found_in(PAGES[name]).drawings
    (drawing,) = (one for one in drawn if one.name == name)
    with (templates / f"{PAGES[name]}.pot").open("rb") as file:
        ids = {str(message.id) for message in read_po(file)}

    texts = [drawing.title, *drawing.description, *(text for _, text in drawing.labels)]
    assert [] == [text.text for text in texts if text and mask(text.text).text not in ids]


def translated(source: Path, tmp_path: Path, translations: Mapping[str, str]) -> Built:
    """Return a Swedish build of a project with these translations."""
    templates = run(source, tmp_path / "out", "gettext")
    folder = tmp_path / "locales"
    for template in Path(templates.app.outdir).rglob("*.pot"):
        with template.open("rb") as file:
            catalogue = read_po(file)
        catalogue.fuzzy = False
        for message in catalogue:
            if message.id:
                message.string = translations.get(str(message.id), str(message.id))
        path = folder / "sv" / "LC_MESSAGES" / f"{template.stem}.po"
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            write_po(file, catalogue)
    return run(source, tmp_path / "sv", language="sv", locale_dirs=[str(folder)])


def test_translated_words_are_laid_out(project: Project, tmp_path: Path) -> None:
    """In drawings from files, on pages that borrow them, and in those drawn from lists."""
    source = project(PROJECT)
    swedish = {
        "Kysy ja kuuntele": "Fråga och lyssna",
        "Kysy": "Fråga",
        "Kuuntele asiakasta": "Lyssna noga på det som klienten berättar",
        "muutto": "flytt",
        "Uusi palvelu": "Ny tjänst",
        "Alku": "Början",
        "Näkyvät aina": "Syns alltid",
    }

    built = translated(source, tmp_path, swedish)

    assert [] == built.warnings
    for page in ("page.html", "card.html"):
        figure = figures(built.text(page))[0]
        assert ["Fråga", "Lyssna noga på det", "som klienten berättar"] == words(figure)
        assert ">Fråga och lyssna</figcaption>" in figure
        assert "<summary>Bilden i ord</summary>" in figure
    for page in ("list.html", "card.html"):
        drawn = words(figures(built.text(page))[-1])
        assert ["A1", "Syy", "flytt", "A2", "Ny tjänst", "muu syy", "Ei lisää kohtia"] == drawn[:7]
        assert ["Syns alltid", "A3", "Början"] == drawn[7:]


def test_translated_words_that_do_not_fit_are_reported(project: Project, tmp_path: Path) -> None:
    """With the line of the words, on each page that shows them."""
    source = project(PROJECT)

    built = translated(source, tmp_path, {"Kysy": "Förundersökningsledningsansvar"})

    said = "page.md:9: WARNING: RN144 «Förundersökningsledningsansvar» does not fit in its place"
    assert [True, True] == [said in warning for warning in built.warnings]


def test_changed_condition_changes_the_drawing(project: Project, build: Build) -> None:
    """The drawing is made from what the evaluator shows, also where it is borrowed."""
    source = project(PROJECT)
    first = build(source)
    before = words(figures(first.text("list.html"))[0])
    (source / "list.md").write_text(
        (source / "list.md").read_text("utf-8").replace("reason = move", "reason = other"), "utf-8"
    )
    second = build(source)
    after = words(figures(second.text("list.html"))[0])

    assert [] == first.warnings == second.warnings
    assert ["A1", "Syy", "muutto", "A2", "Uusi palvelu", "muu syy", "Ei lisää kohtia"] == before[:7]
    assert ["A1", "Syy", "muutto", "Ei lisää kohtia", "muu syy", "A2", "Uusi palvelu"] == after[:7]
    assert after == words(figures(second.text("card.html"))[1])


def test_changed_art_is_drawn_anew(project: Project, build: Build) -> None:
    """The file of shapes belongs to the page."""
    source = project(PROJECT)
    before = build(source).text("page.html")
    (source / "figures" / "steps.svg").write_text(ART.replace('rx="6"', 'rx="9"'), "utf-8")
    after = build(source).text("page.html")

    assert 'rx="9"' not in before
    assert 'rx="9"' in after


def test_error_in_a_drawing_stops_the_build_with_its_line(project: Project, build: Build) -> None:
    """As the command line says it."""
    source = project(PROJECT | {"page.md": PAGE.replace("{#hear}", "{#here}")})

    built = build(source)

    assert built.error is not None
    assert ["page.md:3: WARNING: RN143", "page.md:10: WARNING: RN142"] == [
        line.partition("WARNING: ")[0] + "WARNING: " + line.partition("WARNING: ")[2][:5]
        for line in built.warnings
    ]


def test_plain_text_has_title_and_description(project: Project, build: Build) -> None:
    """Where nothing can be drawn, the drawing is said."""
    source = project(PROJECT)

    text = build(source, "text").text("page.txt")

    assert "Kysy ja kuuntele" in text
    assert "Ensin kysytään. Sitten *kuunnellaan*, katso Kokeilu." in " ".join(text.split())
    assert "Kuuntele asiakasta" not in text


def test_drawing_that_stands_twice_on_a_page_has_two_ids(project: Project, build: Build) -> None:
    """So that title and description are found by their ids."""
    source = project(PROJECT | {"page.md": f"{PAGE}\n:::{{drawing}} steps\n:::\n"})

    built = build(source)
    ids = re.findall(r'<figure class="rn-drawing" id="([^"]+)"', built.text("page.html"))

    assert [] == built.warnings
    assert ["drawing-steps", "drawing-steps-2"] == ids


def test_art_is_part_of_the_page_alone(finnish: Built) -> None:
    """No style, script or id of its own reaches the page with it."""
    for name in set(PAGES.values()):
        for figure in figures(finnish.text(f"{name}.html")):
            svg = figure[figure.index("<svg") : figure.index("</svg>")]
            assert not re.search(r"style=|<script|<style|href=|\son\w+=|data-", svg)
            assert 1 == len(re.findall(r"\sid=", svg))
