"""What a page says of its own translation, and the page that says it of all."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest

from rinnalla.languages.catalogues import read_page
from rinnalla.languages.reviews import Review, digest, write_review

from .conftest import Build

PAGES = {
    "index.md": "# Alku\n\nTervetuloa.\n\n```{toctree}\nlanguages\nother\n```\n",
    "languages.md": "# Kielet\n\n```{language-status}\n```\n",
    "other.md": "# Toinen\n\nTeksti.\n",
}
WORDS = {
    "index": {"Alku": "Start", "Tervetuloa.": "Välkommen."},
    "languages": {"Kielet": "Språk"},
    "other": {"Toinen": "En annan", "Teksti.": "Text."},
}
UNREVIEWED = "Ingen yrkesperson som kan språket har granskat översättningen."
CHANGED = "Översättningen har ändrats efter granskningen."
OPEN = "En del av sidan är på finska: översättningen är inte klar."


class Site:
    """A small project whose catalogues and reviews tests change. html: of its Swedish pages."""

    def __init__(self, source: Path, build: Build) -> None:
        self.source = source
        self.locales = source.parent / "locales"
        self.build = build
        self.locales.mkdir()
        (self.locales / "languages.yml").write_text("source: fi\npublished: [sv]\n", "utf-8")
        for name, words in WORDS.items():
            self.write(name, words)

    def write(self, name: str, words: Mapping[str, str]) -> None:
        """Write a catalogue."""
        path = self.path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        entries = "\n".join(f'msgid "{one}"\nmsgstr "{two}"\n' for one, two in words.items())
        path.write_text(entries, "utf-8")

    def path(self, name: str) -> Path:
        """Return where a catalogue stands."""
        return self.locales / f"sv/LC_MESSAGES/{name}.po"

    def review(self, name: str) -> None:
        """Write down that a page has been reviewed as it is."""
        page, _ = read_page(self.path(name), name, name)
        review = Review(by="socialarbetare", on=date(2026, 11, 30), of=digest(page))
        write_review(self.locales / "sv/reviews.yml", name, review)

    def html(self, name: str, language: str = "sv") -> str:
        """Return a page of a fresh or renewed build."""
        built = self.build(self.source, language=language, locale_dirs=["../locales"])
        assert [] == built.warnings
        return built.text(f"{name}.html")

    def notes(self, name: str) -> str:
        """Return what a page says of its translation, without the link."""
        found = re.search(r'<p class="rn-translation">(.*?)</p>', self.html(name), re.DOTALL)
        return " ".join(re.sub("<a .*?</a>", "", found[1]).split()) if found else ""


@pytest.fixture
def site(project: Callable[[Mapping[str, str]], Path], build: Build) -> Site:
    """Return the project."""
    return Site(project(PAGES), build)


def test_page_that_nobody_has_reviewed_says_so(site: Site) -> None:
    """With the way to the page that tells more; on the Finnish page there is nothing to say."""
    assert UNREVIEWED == site.notes("other")
    html = site.html("other")
    assert '<a href="languages.html">Om översättningarna</a>' in html
    assert "rn-translation" not in site.html("other", language="fi")


def test_reviewed_page_says_nothing_until_it_changes(site: Site) -> None:
    """Also where only the translation has changed, in a build that remembers the page."""
    site.review("other")
    assert "" == site.notes("other")

    site.write("other", WORDS["other"] | {"Teksti.": "En text."})
    assert CHANGED == site.notes("other")


def test_page_that_is_not_whole_says_so(site: Site) -> None:
    """A lost translation, and a page without a catalogue."""
    site.review("other")
    site.write("other", WORDS["other"] | {"Teksti.": ""})
    assert f"{OPEN} {CHANGED}" == site.notes("other")

    site.path("other").unlink()
    assert f"{OPEN} {UNREVIEWED}" == site.notes("other")


def test_page_that_has_got_ahead_of_its_catalogue_says_so(site: Site) -> None:
    """A new Finnish text, of which the catalogue knows nothing yet."""
    assert UNREVIEWED == site.notes("other")
    page = site.source / "other.md"
    page.write_text(page.read_text("utf-8") + "\nUusi teksti.\n", "utf-8")

    assert f"{OPEN} {UNREVIEWED}" == site.notes("other")
    assert '<p lang="fi">Uusi teksti.</p>' in site.html("other")


def test_all_pages_stand_in_a_table(site: Site) -> None:
    """How much of each is translated, and who has reviewed it when; Finnish shows the sums."""
    site.review("other")
    site.write("index", WORDS["index"] | {"Tervetuloa.": ""})
    html = site.html("languages")
    cells = [
        [
            re.sub("<[^>]+>", "", cell).strip()
            for cell in re.findall(r"<td>(.*?)</td>", row, re.DOTALL)
        ]
        for row in re.findall(r"<tr.*?</tr>", html, re.DOTALL)
    ]

    assert "4 av 5 texter är översatta, och 1 av 3 sidor är granskade." in html
    assert ["En annan", "2/2", "socialarbetare, 30 nov. 2026"] in cells
    assert ["Språk", "1/1", "Nej"] in cells
    assert ["Start", "1/2", "Nej"] in cells
    finnish = site.html("languages", language="fi")
    assert "Teksteistä on käännetty 4/5, ja sivuista on tarkistettu 1/3." in finnish
    assert '<span lang="sv">Svenska</span>' in finnish
    assert "<table" not in finnish


def test_catalogue_that_cannot_be_read_is_reported(site: Site) -> None:
    """With its line, as the command does; nothing of it is guessed."""
    path = site.path("other")
    path.write_text(path.read_text("utf-8").replace('"En annan"', '"En annan'), "utf-8")

    built = site.build(site.source, language="sv", locale_dirs=["../locales"])

    assert 1 == len(built.warnings)
    assert f"{path}:2: WARNING: RN502 the catalogue cannot be read here" in built.warnings[0]
    assert '<p lang="fi">Teksti.</p>' in built.text("other.html")
