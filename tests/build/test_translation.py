"""Every visible string of the real lists reaches the catalogues, and comes back translated."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from rinnalla.inline import plain
from rinnalla.messages import compiled, texts, translate
from rinnalla.model import Checklist
from rinnalla.placeholders import mask
from rinnalla.read import read_paths

from .conftest import ROOT, Build, Built, run

DOCS = ROOT / "docs"
MARK = "§ "
"""Put before every text, as if that were the Swedish for it."""


@cache
def lists() -> tuple[Checklist, ...]:
    """Return the lists of the knowledge base."""
    return read_paths([DOCS]).checklists


@pytest.fixture(scope="module")
def catalogues(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of message templates extracted from the real pages."""
    out = tmp_path_factory.mktemp("pot")
    built = run(DOCS, out, "gettext", gettext_uuid=False)
    assert [] == built.warnings
    return out / "gettext"


@pytest.fixture(scope="module")
def swedish(catalogues: Path, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Return a real build of the real pages from catalogues in which every text is marked."""
    folder = tmp_path_factory.mktemp("locales")
    for template in catalogues.rglob("*.pot"):
        path = folder / "sv/LC_MESSAGES" / template.relative_to(catalogues).with_suffix(".po")
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            write_po(file, marked(template))
    out = tmp_path_factory.mktemp("sv")
    return run(DOCS, out, language="sv", locale_dirs=[str(folder)])


@pytest.fixture(scope="module")
def finnish(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Return a build of the real pages as they are."""
    return run(DOCS, tmp_path_factory.mktemp("fi"))


def marked(template: Path) -> Catalog:
    """Return the template filled in, each text with the mark before it."""
    with template.open("rb") as file:
        catalogue = read_po(file)
    catalogue.fuzzy = False
    for message in catalogue:
        if message.id:
            message.string = MARK + str(message.id)
    return catalogue


@pytest.mark.parametrize("checklist", lists(), ids=lambda c: c.id)
def test_every_text_is_in_the_template_with_its_line(
    checklist: Checklist, catalogues: Path
) -> None:
    """The message id is the text, and the place is the line an editor sees."""
    name = Path(checklist.path).relative_to(DOCS).with_suffix(".pot")
    with (catalogues / name).open("rb") as file:
        catalogue = read_po(file)
    found = {
        (str(message.id), line)
        for message in catalogue
        for path, line in message.locations
        if path.endswith(Path(checklist.path).name)
    }

    missing = [text for text in texts(checklist) if (mask(text.text).text, text.line) not in found]
    assert [] == missing


@pytest.mark.parametrize("checklist", lists(), ids=lambda c: c.id)
def test_every_text_comes_back_translated(
    checklist: Checklist, catalogues: Path, swedish: Built
) -> None:
    """The built page, the domain and the pure model all show the translation."""
    name = Path(checklist.path).relative_to(DOCS)
    catalogue = compiled(marked(catalogues / name.with_suffix(".pot")))
    translated = translate(checklist, catalogue)
    html = swedish.text(str(name.with_suffix(".html")))
    words = " ".join(re.sub(r"<[^>]+>", "", html).split())

    assert [] == swedish.warnings
    assert MARK + checklist.title == swedish.domain.lists[checklist.id].title == translated.title
    for before, after in zip(texts(checklist), texts(translated), strict=True):
        assert MARK + before.text == after.text
        if before not in records(checklist) and "{" not in before.text:
            assert escaped(plain(after.text)) in words, before


def test_facts_come_back_translated(swedish: Built) -> None:
    """Their words, why one is unused, and the titles of the places that use them."""
    for found in read_paths([DOCS]).fact_lists:
        html = swedish.text(str(Path(found.path).relative_to(DOCS).with_suffix(".html")))
        words = " ".join(re.sub(r"<[^>]+>", "", html).split())
        for fact in found.facts:
            assert escaped(f"{fact.id}{MARK}{fact.text}") in words
            assert escaped(f"Används inte: {MARK}{fact.unused}") in words or not fact.unused
        assert f"Används i: {MARK}" in words


def records(checklist: Checklist) -> list[object]:
    """Return the sentences for the record, which the page does not show."""
    return [item.record for item in checklist.items if item.record]


def escaped(text: str) -> str:
    """Return the text as HTML writes it."""
    return text.replace("&", "&amp;").replace('"', "&quot;").replace("'", "&#x27;")


@pytest.mark.parametrize("checklist", lists(), ids=lambda c: c.id)
def test_translation_changes_words_only(
    checklist: Checklist, swedish: Built, finnish: Built
) -> None:
    """The same items with the same ids, kinds, conditions and number of controls."""
    name = str(Path(checklist.path).relative_to(DOCS).with_suffix(".html"))
    for pattern in (
        r'<li class="rn-item[^"]*" id="[^"]+" data-item="[^"]+" data-kind="[^"]+"',
        r"data-model='[^']*'",
        r"<(?:input|textarea)[^>]*data-value[^>]*>",
    ):
        before, after = (re.findall(pattern, b.text(name)) for b in (finnish, swedish))
        assert before == after != []


def test_ids_kinds_and_conditions_never_reach_a_translator(catalogues: Path) -> None:
    """A template holds words only."""
    for template in catalogues.rglob("*.pot"):
        ids = re.findall(r'^msgid "(.*)"$', template.read_text("utf-8"), re.MULTILINE)

        assert [] == [text for text in ids if re.search(r"\{#|source=|:id:|\}`|\.md|\]\(#", text)]


LABELLED = {
    "index.md": """
        # Sivu

        Yhteys: {setting}`contact`.

        :::{note}
        Huomaa
        :::

        :::{drawing} plain
        Otsikko

        Kuvaus

        - 1. Kuvin {#one}
        :::
        """,
    "organisation.yml": """
        contact:
          type: text
          default: viesti
          about: Yhteys
          origin: design
        """,
    "figures/plain.svg": """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 60">
        <rect class="rn-place" data-label="one" x="8" y="6" width="380" height="44"/>
        </svg>
        """,
}


def test_labels_settings_and_names_of_notes_are_translated(
    project: Callable[[Mapping[str, str]], Path], tmp_path: Path
) -> None:
    """A label that begins like a list, a text among the settings, the title of a note."""
    source = project(LABELLED)
    said = {
        "index": {"1. Kuvin": "1. I bilder", "Huomaa": "Titta", "Yhteys: {1}.": "Kontakt: {1}."},
        "organisation": {"viesti": "meddelande"},
    }
    for name, words in said.items():
        catalogue = Catalog(fuzzy=False)
        for text, translation in words.items():
            catalogue.add(text, translation)
        path = tmp_path / "locales" / "sv" / "LC_MESSAGES" / f"{name}.po"
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            write_po(file, catalogue)

    built = run(source, tmp_path / "out", language="sv", locale_dirs=[str(tmp_path / "locales")])
    html = built.text("index.html")

    assert ([], None) == (built.warnings, built.error)
    assert ">1. I bilder</tspan>" in html
    assert 'Kontakt: <span class="rn-setting">meddelande</span>.' in html
    assert '<p class="admonition-title">Obs!</p>\n<p>Titta</p>' in html


PARTLY = """\
# Sivun nimi

Ensimmäinen kappale.

Toinen kappale.

## Väliotsikko

:::{checklist} Lista
:id: a-list
METADATA

- [ ] Tehty {#done source=TI-1}
- [ ] Auki {#open source=TI-1}
:::

```{toctree}
toinen
```
"""
SAID = {"Ensimmäinen kappale.": "Första stycket.", "Tehty": "Gjort", "Lista": "Lista"}


@pytest.fixture
def partly(project: Callable[[Mapping[str, str]], Path], build: Build) -> Built:
    """Return a Swedish build in which some texts have no translation."""
    source = project(
        {"index.md": PARTLY, "toinen.md": "# Toinen sivu\n\n## Osa\n\n## Toinen osa\n"}
    )
    catalogue = Catalog(locale="sv")
    for text, said in SAID.items():
        catalogue.add(text, said)
    catalogue.add("Toinen kappale.", "Andra stycket.", flags=("fuzzy",))
    path = source.parent / "locales/sv/LC_MESSAGES/index.po"
    path.parent.mkdir(parents=True)
    with path.open("wb") as file:
        write_po(file, catalogue)
    return build(source, language="sv", locale_dirs=["../locales"])


def test_text_without_a_translation_says_its_language(partly: Built) -> None:
    """It is read aloud as Finnish; one that is the same in both languages is Swedish.

    A translation that waits to be looked at is none.
    """
    html = partly.text("index.html")

    assert [] == partly.warnings
    assert '<html lang="sv"' in html
    assert "<p>Första stycket.</p>" in html
    assert '<p lang="fi">Toinen kappale.</p>' in html
    assert '<h1 lang="fi">Sivun nimi<' in html
    assert ">Gjort<" in html
    assert '<span lang="fi">Auki</span>' in html
    assert re.search(r'rn-checklist__title" id="a-list--title">Lista<', html)


def test_title_without_a_translation_says_its_language_wherever_it_stands(partly: Built) -> None:
    """In the shelves, above the text, and in what the page holds, also without a catalogue."""
    html = partly.text("toinen.html")

    assert 2 <= html.count('<span lang="fi">Toinen sivu</span>') + html.count(
        '<span lang="fi">Sivun nimi</span>'
    )
    assert '<a href="#osa"><span lang="fi">Osa</span></a>' in html
    assert "<title>Toinen sivu –" in html


def test_page_in_its_own_language_says_nothing_more(
    project: Callable[[Mapping[str, str]], Path], build: Build
) -> None:
    """Finnish in Finnish is no foreign phrase."""
    built = build(project({"index.md": PARTLY, "toinen.md": "# Toinen sivu\n"}))

    assert 1 == built.text("index.html").count('lang="')
