"""The builder of the book: chapters beside each other, ids of their own, nothing of a screen."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from rinnalla.audience import CLIENT, PROFESSIONAL
from rinnalla.messages import interface

from .conftest import ROOT, Build, run

Project = Callable[[Mapping[str, str]], Path]

PAGES = {
    "index.md": """\
        # Alku

        Katso [toinen sivu](shelf/one.md) ja [sen kohta](shelf/two.md).

        ## Sama otsikko

        Teksti. {source}`oma`

        (oma)=
        ## Omat

        ```{toctree}
        shelf/index
        ```
        """,
    "shelf/index.md": """\
        # Hylly

        ## Sama otsikko

        ```{toctree}
        one
        two
        ```
        """,
    "shelf/one.md": """\
        # Ensimmäinen

        Sivu {checklist}`first-list` ja {item}`first-list#done`.

        ## Sama otsikko

        ::::{tab-set}
        :::{tab-item} Osasto
        Kolme jaksoa.
        :::
        :::{tab-item} Akuutti
        Ei rajaa.
        :::
        ::::

        :::{card} Kortti
        :link: two
        :link-type: doc

        Sana kortista.
        :::
        """,
    "shelf/two.md": """\
        # Ensimmäinen lista

        ## Sama otsikko

        :::{checklist} Ensimmäinen lista
        :id: first-list
        METADATA

        ## Osa {#part}

        - [ ] Tehty {#done source=TI-1.1}
        - Miksi {#why type=text lines=2 if="not done" source=TI-1.1}
        - Kumpi {#which type=choice source=TI-1.1}
          - Yksi {#a}
          - Kaksi {#b text}
        :::
        """,
}


@pytest.fixture
def page(project: Project, build: Build) -> str:
    """The page of a small book."""
    built = build(project(PAGES), "book", html_permalinks=False)
    assert built.error is None, built.error
    assert [] == built.warnings
    return built.text("index.html")


def test_chapters_stand_beside_each_other(page: str) -> None:
    """Pages of a shelf are in its section, not in the last one of the page above."""
    body = page[page.index("<main>") :]
    headings = re.findall(r"<(h\d)[^>]*>([^<]*)</h\d>", body)

    assert headings[:9] == [
        ("h1", "Alku"), ("h2", "Sama otsikko"), ("h2", "Omat"),
        ("h1", "Hylly"), ("h2", "Sama otsikko"),
        ("h2", "Ensimmäinen"), ("h3", "Sama otsikko"),
        ("h2", "Ensimmäinen lista"), ("h3", "Sama otsikko"),
    ]  # fmt: skip
    assert [2, 1] == [int(depth) for depth in re.findall(r'class="rn-toc__(\d)"', page)][2:0:-1]


def test_every_id_is_the_only_one_and_every_link_leads_to_one(page: str) -> None:
    """The same heading on four pages makes four places."""
    ids = re.findall(r' id="([^"]+)"', page)
    links = re.findall(r'href="#([^"]*)"', page)

    assert len(ids) == len(set(ids))
    assert set(links) <= set(ids)
    assert "shelf/two.first-list--done" in links


def test_nothing_of_a_screen_is_in_the_book(page: str) -> None:
    """No controls, scripts, menus or files to load."""
    for word in (
        "<form",
        "<input",
        "<button",
        "<textarea",
        "<details",
        "<script",
        "<link",
        "<nav ",
    ):
        assert word not in page.replace('<nav class="rn-toc">', "")


def test_tabs_and_cards_are_read_one_after_another(page: str) -> None:
    """The name of a tab stands above its text; a card's title is its link."""
    tabs = page[page.index("Osasto") :]

    assert tabs.index("Kolme jaksoa") < tabs.index("Akuutti") < tabs.index("Ei rajaa")
    assert re.search(r'<strong><a class="[^"]*" href="#shelf/two[^"]*">Kortti</a>', page)
    assert "Sana kortista" in page


def test_list_is_a_sheet_to_fill_in(page: str) -> None:
    """Boxes, rings and lines, with codes and the condition in words."""
    sheet = page[page.index('class="rn-sheet"') :]

    assert sheet.count('class="rn-rule"') == 2
    assert sheet.count('class="rn-box rn-box--ring"') == 2
    assert re.search(r'A1</span> <span class="rn-box"></span>Tehty', sheet)
    assert '<p class="rn-point__if">Täytetään, jos: ' in sheet


def test_link_to_a_page_outside_the_book_is_words(project: Project, build: Build) -> None:
    """A page that no other names is not in the book, and nothing leads to it."""
    outside = "---\norphan: true\n---\n# Sivussa\n"
    pages = {"index.md": "# Alku\n\nKatso [sivua](other.md).\n", "other.md": outside}
    page = build(project(pages), "book").text("index.html")

    assert "Katso sivua." in re.sub(r"</?span[^>]*>", "", page)
    assert "Sivussa" not in page


def test_real_pages_have_no_id_twice(tmp_path: Path) -> None:
    """Nor a link that leads nowhere, in the whole book."""
    built = run(ROOT / "docs", tmp_path, "book")
    assert built.error is None
    assert [] == built.warnings
    page = built.text("index.html")
    ids = re.findall(r' id="([^"]+)"', page)

    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]*)"', page)) <= set(ids)


def test_client_form_speaks_to_the_client(project: Project, build: Build) -> None:
    """The professional finds in the book what is to hand out, as it will read."""
    two = PAGES["shelf/two.md"].replace("{checklist} Ens", "{form} Ens")
    two = two.replace("METADATA\n", ":for: client\n        METADATA\n")
    built = build(project({**PAGES, "shelf/two.md": two}), "book", html_permalinks=False)

    page = built.text("index.html")
    tr = interface("fi").gettext
    assert [] == built.warnings
    assert 1 == page.count(f"<li><strong>{tr(CLIENT.mark)}</strong></li>")
    for text in (CLIENT.care, CLIENT.keep, CLIENT.draft):
        assert 1 == page.count(tr(text))
    for text in (PROFESSIONAL.care, PROFESSIONAL.keep, PROFESSIONAL.draft):
        assert tr(text) not in page
