"""The index of a site: what goes into it, the words that come with it, and what is refused."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from rinnalla.lexicon import lexicon_of
from rinnalla.pages import Page, PageKind, Place
from rinnalla.search import index
from rinnalla.search.entry import indexed_html
from rinnalla.search.index import index_site
from rinnalla.search.problems import IndexingError
from rinnalla.search.terms import terms
from rinnalla.search.vocabulary import known_forms, vocabulary
from rinnalla.synonyms import Synonym, parse_search_words

FI = lexicon_of("fi")

PAGE = """\
<main><section id="a"><h1>Päätöskeskustelu</h1>
<p>Asiakkaan kanssa <b>sovitaan</b> päättämisestä.</p>
<section id="alku"><h2>Alku</h2><p>Case Managerin työ, katso TI-1.2a.</p></section></section></main>
"""
OTHER = "<main><section id='b'><h1>Muu sivu</h1><p>Tekstiä.</p></section></main>"


def page(**changes: object) -> Page:
    """Return a page, as it would be read."""
    parts: dict[str, object] = {
        "path": "models/a.html", "title": "Päätöskeskustelu", "kind": PageKind.MODEL,
        "description": "Kuvaus <1>", "text": "Asiakkaan kanssa", "places": (),
    }  # fmt: skip
    return Page(**{**parts, **changes})  # type: ignore[arg-type]  # as the tests give them


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return a built site of two pages, beside two that are not searched."""
    folder = tmp_path / "site"
    (folder / "models").mkdir(parents=True)
    (folder / "models" / "a.html").write_text(PAGE, "utf-8")
    for name in ("index.html", "404.html", "search.html"):
        (folder / name).write_text(OTHER, "utf-8")
    return folder


@pytest.fixture
def words(tmp_path: Path) -> Path:
    """Return a file of search words that fits the site."""
    path = tmp_path / "search-words.yml"
    path.write_text("- typed: lopetus, viimeinen kerta\n  finds: päättäminen\n", "utf-8")
    return path


def test_finnish_text_is_found_by_base_forms_and_parts() -> None:
    """Base forms in the order of the text, codes, heads of compounds, other parts and roots.

    A code begins with its number: whoever looks for TI wants no list of all its facts.
    """
    found = terms("Päätöskeskustelussa ohjausta, TI-1.2a", FI)

    assert ("päätöskeskustelu", "ohjaus", "12ati") == found.words
    assert ("keskustelu",) == found.heads
    assert ("päätös", "ohjata") == found.parts


STEMS = {
    "sv": ("Checklistorna för klienterna, TI-1.2", ("checklist", "för", "klient", "12ti")),
    "en": ("Ending a client’s meetings", ("end", "a", "client", "meet")),
    "fr": ("L’accompagnement qu’elle clôture", ("accompagn", "elle", "clôtur")),
    "smn": ("Kielâ lii", ("kielâ", "lii")),
}


@pytest.mark.parametrize("language", STEMS)
def test_other_languages_are_found_by_stems(language: str) -> None:
    """Without endings, elided articles and possessives; as they are where nothing is known."""
    text, stems = STEMS[language]

    assert stems == terms(text, lexicon_of(language)).words


def test_swedish_compound_is_found_by_its_halves() -> None:
    """If both stand on the site by themselves; an s may join them."""
    lexicon = lexicon_of("sv", ["service", "handledning", "avslut", "samtal"])

    assert ("handledning",) == terms("servicehandledningen", lexicon).heads
    assert (("samtal",), ("avslut",)) == (
        terms("avslutssamtal", lexicon).heads,
        terms("avslutssamtal", lexicon).parts,
    )
    assert () == terms("servicepunkt", lexicon).heads


def test_stems_come_with_the_words_that_are_typed() -> None:
    """A stem cannot be shown, nor found by what is typed; small words are known in any form."""
    pages = [page(title="Ending", text="The clients and their endings")]
    lexicon = lexicon_of("en")
    entry = Synonym(typed=("closing",), finds=("ending",), line=1)

    found = vocabulary(pages, known_forms(pages, lexicon), [entry], lexicon)

    assert "ending endings" == found["words"]["end"]  # type: ignore[index]  # a dict
    assert ["and", "the", "their"] == found["joining"]
    assert [["close", ["end"], "closing"]] == found["synonyms"]
    assert found["ending"]


def test_indexed_page_keeps_the_ids_of_its_places() -> None:
    """Each place is a heading with its id; its visible words count for nothing."""
    places = (Place(id="x--alku", title="Alku & muu", text="Asiakkaille"),)
    html = indexed_html(page(places=places), FI)

    assert '<h2 id="x--alku" data-pagefind-weight="0">Alku &amp; muu</h2>' in html
    assert html.index(">Alku &amp; muu<") < html.index("asiakas", html.index("<h2"))
    assert '<p data-pagefind-meta="about" data-pagefind-ignore>Kuvaus &lt;1&gt;</p>' in html
    assert '<p data-pagefind-weight="8">päätöskeskustelu</p>' in html


def test_item_that_may_be_hidden_is_found_at_its_section() -> None:
    """It has no heading of its own, so its words belong to the heading before it."""
    places = (Place(id="x--alku", title="Alku", text=""), Place(id="", title="Lupa", text=""))
    html = indexed_html(page(places=places), FI)

    assert 1 == html.count("<h2")
    assert html.index("<h2") < html.index(">lupa<")


def test_page_that_leads_to_others_weighs_less() -> None:
    """The front of a shelf names everything and explains nothing."""
    weights = [
        float(re.search(r'weight="([\d.]+)">asiakas', indexed_html(page(path=path), FI))[1])  # type: ignore[index]  # it is there
        for path in ("models/a.html", "models/index.html")
    ]

    assert weights[1] < weights[0] == 1


def test_vocabulary_knows_every_form_and_what_means_the_same() -> None:
    """Forms by base form, small words, search words one way, glossary terms both ways."""
    glossary = page(title="Sanasto", text="", terms=(("CM", "asiakaspäällikkö"), ("yksin",)))
    pages = [page(text="Asiakkaan ja asiakkaalle päättämisestä"), glossary]
    entry = Synonym(typed=("lopetukset",), finds=("päättäminen",), line=1)

    found = vocabulary(pages, known_forms(pages, FI), [entry], FI)

    assert "asiakkaalle asiakkaan" == found["words"]["asiakas"]  # type: ignore[index]  # a dict
    assert "päättäminen päättämisestä" == found["words"]["päättää"]  # type: ignore[index]
    assert "" == found["words"]["keskustelu"]  # type: ignore[index]
    assert ["ja"] == found["joining"]
    assert [
        ["lopetus", ["päättää"]],
        ["cm", ["asiakaspäällikkö"]],
        ["asiakaspäällikkö", ["cm"]],
    ] == found["synonyms"]


def test_index_is_made_of_the_pages_that_are_searched(site: Path, words: Path) -> None:
    """Two pages, the words, and of Pagefind only what our search page asks for."""
    before = {path: path.read_bytes() for path in site.rglob("*.html")}

    index_site(site, words, "fi")

    files = {path.name for path in (site / "pagefind").iterdir()}
    (index,) = json.loads((site / "pagefind" / "pagefind-entry.json").read_text("utf-8"))[
        "languages"
    ].values()
    known = json.loads((site / "pagefind" / "words.json").read_text("utf-8"))["words"]
    assert 2 == index["page_count"]
    assert {"fragment", "index", "pagefind.js", "pagefind-entry.json", "words.json"} < files
    assert not [name for name in files if "ui" in name or "worker" in name]
    assert "päättäminen" in known
    assert before == {path: path.read_bytes() for path in site.rglob("*.html")}


def test_index_is_made_anew(site: Path, words: Path) -> None:
    """Pieces of an earlier index do not stay."""
    index_site(site, words, "fi")
    left = site / "pagefind" / "index" / "old.pf_index"
    left.write_bytes(b"old")

    index_site(site, words, "fi")

    assert not left.exists()


def test_heading_that_stands_everywhere_is_no_place(site: Path) -> None:
    """It would tell nothing among the results; what stands below it belongs to the page."""
    heading = '<section id="x"><h2>Lähteen rajat</h2><p>Rajaus.</p><ol>{}</ol></section>'
    item = '<li class="rn-item--conditional" id="i"><span class="rn-field__text">Ehto</span></li>'
    for number in range(index.COMMON_TITLE):
        text = PAGE.replace("</main>", f"{heading.format(item)}</main>")
        (site / f"{number}.html").write_text(text, "utf-8")
    only = (site / "0.html").read_text("utf-8").replace("<h2>Alku", "<h2>Vain täällä")
    (site / "0.html").write_text(only, "utf-8")

    found = next(page for page in index.read_pages(site, "fi") if page.path == "0.html")

    assert ["Vain täällä"] == [place.title for place in found.places]
    assert found.text.endswith("Rajaus. Ehto ")


def test_folder_without_pages_is_refused(tmp_path: Path, words: Path) -> None:
    """The message says what to do."""
    with pytest.raises(IndexingError, match=r"holds no page to search in\. Build the pages first"):
        index_site(tmp_path, words, "fi")


def test_search_word_that_is_on_no_page_is_refused_with_its_line(site: Path, words: Path) -> None:
    """An entry nobody can find anything by is out of date."""
    words.write_text(
        "- typed: loppu\n  finds: päättäminen\n- typed: raha\n  finds: etuus\n", "utf-8"
    )

    with pytest.raises(IndexingError, match=r"search-words\.yml:3: «etuus» is on no page"):
        index_site(site, words, "fi")


def test_broken_search_words_are_refused(site: Path, words: Path) -> None:
    """With the same words as by the check."""
    words.write_text("- typed: loppu\n", "utf-8")

    with pytest.raises(IndexingError, match=r"search-words\.yml:1: RN160 the entry lacks finds"):
        index_site(site, words, "fi")


@pytest.mark.parametrize(
    ("said", "languages"),
    [("is broken", ""), ("holds 1 of 2 pages", '{"languages": {"fi": {"page_count": 1}}}')],
)
def test_index_that_is_not_whole_is_refused(
    said: str, languages: str, site: Path, words: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A search that finds half of the site is worse than none."""

    def spoil(_source: Path, target: Path) -> None:
        target.mkdir()
        (target / "pagefind-entry.json").write_text(languages, "utf-8")

    monkeypatch.setattr(index, "_run_pagefind", spoil)

    with pytest.raises(IndexingError, match=said):
        index_site(site, words, "fi")


@pytest.mark.parametrize(
    ("program", "said"),
    [(None, "the program pagefind is missing"), ("false", "the search index could not be made")],
)
def test_failing_pagefind_is_one_sentence(
    program: str | None, said: str, site: Path, words: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether it is missing or gives up."""
    monkeypatch.setattr(index, "get_executable", lambda: program)

    with pytest.raises(IndexingError, match=said):
        index_site(site, words, "fi")


def test_search_words_are_read_in_small_letters() -> None:
    """Spaces are tidied; an entry knows its line."""
    text = "# Alku\n- typed: Case  Manageri, CM\n  finds: asiakaspäällikkö\n"

    entries, problems = parse_search_words(text, "x.yml")

    assert [] == problems
    assert entries == (Synonym(typed=("case manageri", "cm"), finds=("asiakaspäällikkö",), line=2),)
