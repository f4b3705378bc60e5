"""Facts on the pages of their sources: links both ways, translation, and who follows a change."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from rinnalla.checks import Corpus
from rinnalla.cli import check_paths
from rinnalla.coverage import measure
from rinnalla.diagnostics import as_text
from rinnalla.facts import Use, anchor
from rinnalla.read import read_paths
from rinnalla.settings import FILE_NAME, read_settings

from .conftest import ROOT, Build, Built, run

Project = Callable[[Mapping[str, str]], Path]
DOCS = ROOT / "docs"


class Links(HTMLParser):
    """The ids of a page, and the links in it by the id of the fact or item around them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[tuple[str, str]] = []
        self.around = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep what matters of an element."""
        values = dict(attrs)
        if values.get("id"):
            self.ids.append(str(values["id"]))
        if tag == "dt" or values.get("data-item") or values.get("data-outcome-case"):
            self.around = values.get("id") or ""
        if tag == "a":
            self.links.append((self.around, str(values.get("href"))))


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Return a build of the real pages."""
    built = run(DOCS, tmp_path_factory.mktemp("facts"))
    assert [] == built.warnings
    return built


@pytest.fixture(scope="module")
def pages(real: Built) -> dict[Path, Links]:
    """Return the pages of that build, by path."""
    out = Path(real.app.outdir)
    return {path.resolve(): Links(path.read_text("utf-8")) for path in out.rglob("*.html")}


def corpus() -> Corpus:
    """Return what the real pages hold."""
    reading = read_paths([DOCS])
    settings, _ = read_settings(DOCS / FILE_NAME)
    return Corpus(
        checklists=reading.checklists,
        facts=tuple(fact for found in reading.fact_lists for fact in found.facts),
        marks=reading.marks,
        settings=settings,
        settings_path=str(DOCS / FILE_NAME),
        today=date(2026, 11, 21),
    )


def page_of(path: str, real: Built) -> Path:
    """Return where the page of a source file has been written."""
    return Path(real.app.outdir, Path(path).relative_to(DOCS)).with_suffix(".html").resolve()


def linked(page: Path, link: str) -> tuple[Path, str]:
    """Return the page and the anchor that a link on a page leads to."""
    to, _, fragment = link.partition("#")
    return (page.parent / to).resolve() if to else page, fragment


def test_every_link_to_an_anchor_leads_to_one(pages: dict[Path, Links]) -> None:
    """No link of a mark, or of a fact to its use, leads to the top of a page by mistake."""
    links = [linked(page, href) for page, read in pages.items() for _, href in read.links]
    anchored = [(page, name) for page, name in links if name and page in pages]

    assert len(anchored) > 1000
    assert [] == [(page, name) for page, name in anchored if name not in pages[page].ids]


def test_ids_are_unique_on_each_page(pages: dict[Path, Links]) -> None:
    """Anchors of facts are nobody else's."""
    assert [] == [path for path, read in pages.items() if len(read.ids) != len(set(read.ids))]


def test_every_mark_leads_to_its_fact(pages: dict[Path, Links], real: Built) -> None:
    """On pages and at the items of lists, and a fact's own page shows it."""
    found = corpus()
    homes = {fact.id: page_of(fact.path, real) for fact in found.facts}
    uses = [use for use in found.uses if use.path.endswith(".md")]

    assert len(uses) > 600
    for use in uses:
        page = page_of(use.path, real)
        target = (homes[use.fact], anchor(use.fact))
        around = use.place.replace("#", "--")
        assert target in [
            linked(page, href)
            for place, href in pages[page].links
            if "#" not in use.place or place == around
        ], use


def test_every_use_is_linked_from_its_fact(pages: dict[Path, Links], real: Built) -> None:
    """Back again: to the page, or to the very item of a list."""
    found = measure(corpus(), ())
    for source in found.sources:
        home = page_of(source.path, real)
        for fact in source.facts:
            links = [linked(home, href) for at, href in pages[home].links if at == anchor(fact.id)]
            expected = {back(use, real) for use in found.uses.get(fact.id, ())} - {None}
            assert expected <= {(page, name) for page, name in links} | {
                (page, "") for page, _ in links
            }
            assert len(links) == len(set(links)), fact


def back(use: Use, real: Built) -> tuple[Path, str] | None:
    """Return where a fact's link to its use leads, as far as the source files can tell."""
    if use.path.endswith(".yml"):
        return None
    page = page_of(use.path, real)
    return (page, use.place.replace("#", "--")) if "#" in use.place else (page, "")


def test_facts_are_in_the_templates_with_their_lines(tmp_path: Path) -> None:
    """The message id is the sentence, and the place is the line an editor sees."""
    built = run(DOCS, tmp_path, "gettext", gettext_uuid=False)
    for fact in corpus().facts:
        name = Path(fact.path).relative_to(DOCS).with_suffix(".pot")
        with Path(built.app.outdir, name).open("rb") as file:
            catalogue = read_po(file)
        for text in (fact.text, fact.unused):
            if text:
                message = catalogue.get(text)
                assert message is not None, fact
                assert fact.line in [line for _, line in message.locations]


INDEX = """\
# Etusivu

```{toctree}
source
list
page
other
```
"""
SOURCE = """\
# Lähde

## Tiedot

:::{facts}
- Ensimmäinen *tieto*. {#TI-1}
- Toinen tieto. {#TI-2 uncertain}
- Roskaa. {#TI-X unused="Linkki muualle."}
:::
"""
LIST = """\
# Listan sivu

:::{checklist} Onko asia sovittu?
:id: trial-list
METADATA

## Alku {#start}

- [ ] Asia on sovittu {#agreed source="TI-1 TI-2"}

## Tulos {#result type=outcome}

- Asia on sovittu {#settled if=agreed source=TI-1}
- Asia on kesken {#open origin=design}
:::
"""
PAGE = """\
# Mallisivu

Alku. {source}`TI-1`

## Osa

Tieto. {source}`TI-1`

Sama tieto. {source}`TI-1`
"""
SETTINGS = "limit:\n  type: number\n  default: 3\n  about: Raja.\n  source: TI-2\n"
FILES = {
    "index.md": INDEX,
    "source.md": SOURCE,
    "list.md": LIST,
    "page.md": PAGE,
    "other.md": "# Muu sivu\n",
    "organisation.yml": SETTINGS,
}


def test_page_of_a_source_says_where_each_fact_is_used(project: Project, build: Build) -> None:
    """Pages first, then lists, then settings; each place once."""
    built = build(project(FILES))

    html = re.sub(r"</?span[^>]*>|class=\"[^\"]*\" ", "", built.text("source.html"))
    assert [] == built.warnings
    assert '<dt id="ti-1">TI-1</dt><dd><p>Ensimmäinen <em>tieto</em>.</p>' in html
    assert (
        '>Käytetään: <a href="page.html">Mallisivu</a> (<a href="page.html#osa">Osa</a>); '
        'Onko asia sovittu? (<a href="list.html#trial-list--agreed">A1</a>, '
        '<a href="list.html#trial-list--settled">”Asia on sovittu”</a>)</p>'
    ) in html
    assert "Toinen tieto. (tulkittu)</p>" in html
    assert '(<a href="list.html#trial-list--agreed">A1</a>); Organisaation asetukset</p>' in html
    assert ">Ei käytetä: Linkki muualle.</p>" in html


def test_plain_text_shows_facts_and_their_uses(project: Project, build: Build) -> None:
    """A builder without links says the same in words."""
    text = " ".join(build(project(FILES), "text").text("source.txt").split())

    assert "TI-2 Toinen tieto. (tulkittu) Käytetään: Onko asia sovittu? (A1);" in text
    assert "TI-X Roskaa. Ei käytetä: Linkki muualle." in text


@pytest.mark.parametrize(
    ("change", "written"),
    [
        (("other.md", "Muu sivu", "Toinen sivu"), {"other"}),
        (("page.md", "Alku. ", "Aluksi. "), {"page"}),
        (("page.md", "## Osa", "## Toinen osa"), {"page", "source"}),
        (("page.md", "Alku. {source}`TI-1`", "Alku."), {"page", "source"}),
        (("other.md", "# Muu sivu", "# Muu sivu\n\nTieto. {source}`TI-2`"), {"other", "source"}),
        (("list.md", "{#agreed", "ensin {#agreed"), {"list"}),
        (("list.md", "Onko asia sovittu?", "Sovittu asia"), {"list", "source"}),
        (("organisation.yml", "source: TI-2", "origin: design"), {"source"}),
    ],
)
def test_only_pages_that_show_a_change_are_written_again(
    change: tuple[str, str, str], written: set[str], project: Project, build: Build
) -> None:
    """The page of a source follows those that name its facts, and no other page does."""
    file, old, new = change
    source = project(FILES)
    before = times(build(source))
    path = source / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")

    built = build(source)

    assert [] == built.warnings
    after = times(built)
    changed = {name for name in after if after[name] != before[name]}
    # The word index and the search page are written each time, and the contents whenever a title
    # changes.
    assert written == changed - {"index", "genindex", "search"}


def test_marks_follow_a_fact_to_another_page(project: Project, build: Build) -> None:
    """The pages and lists that name it are written again, though they are the same."""
    source = project(FILES)
    build(source)
    first, *others = SOURCE.split("- Ensimmäinen *tieto*. {#TI-1}\n")
    (source / "source.md").write_text("".join((first, *others)), "utf-8")
    moved = "# Muu sivu\n\n:::{facts}\n- Ensimmäinen tieto. {#TI-1}\n:::\n"
    (source / "other.md").write_text(moved, "utf-8")

    built = build(source)

    assert [] == built.warnings
    assert 'href="other.html#ti-1"' in built.text("page.html")
    assert 'href="other.html#ti-1"' in built.text("list.html")
    assert "ti-1" not in built.text("source.html").replace("ti-1.", "")


def test_nothing_remembered_outlives_a_change_in_the_code(
    project: Project, build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What older code remembered may have another shape, so every page is read anew."""
    source = project(FILES)
    first, second = times(build(source)), times(build(source))
    monkeypatch.setattr("rinnalla.sphinx_ext.code_version", lambda: 1)

    third = times(build(source))

    assert {"genindex", "index", "search"} >= {
        name for name in second if first[name] != second[name]
    }
    assert {"source", "page", "list", "other"} <= {n for n in third if second[n] != third[n]}


def times(built: Built) -> dict[str, int]:
    """Return when each page was written."""
    return {page.stem: page.stat().st_mtime_ns for page in Path(built.app.outdir).glob("*.html")}


def test_parallel_build_knows_all_facts(project: Project, tmp_path: Path) -> None:
    """Facts and marks read in several processes end up in one domain."""
    page = "---\norphan: true\n---\n# Sivu {n}\n\n{source}`TI-1`\n"
    source = project(FILES | {f"p{n}.md": page.replace("{n}", str(n)) for n in range(9)})
    serial, parallel = run(source, tmp_path / "one"), run(source, tmp_path / "two", parallel=2)

    assert [] == parallel.warnings
    assert serial.text("source.html") == parallel.text("source.html")
    assert "Sivu 8" in serial.text("source.html")


def test_without_facts_a_mark_leads_to_its_source_or_nowhere(
    project: Project, build: Build
) -> None:
    """Where nobody has written facts, a label named after the source will do."""
    source = project(
        {"index.md": PAGE + "\n(ti)=\n## Lähde\n\nToinen. {source}`SY-1`\n\n" + LIST[15:]}
    )

    built = build(source)

    html = built.text("index.html")
    assert [] == built.warnings
    html = re.sub(r"</?span[^>]*>", "", html)
    assert 6 == len(re.findall(r'href="#ti">TI-[12]<', html))
    assert "Toinen. Lähde SY-1</p>" in html


def test_command_line_and_build_say_the_same_about_facts(project: Project, build: Build) -> None:
    """Unknown, twice, malformed, unused, and a mark that is none: path, line, words."""
    source = project(
        {
            "index.md": "# Sivu\n\n{source}`TI-1 TI-7` ja {source}`eka`\n\n"
            ":::{facts}\n- Yksi. {#TI-1}\n- Kaksi. {#TI-1}\n- Kolme. {#x}\n- Neljä. {#TI-4}\n:::\n",
            "organisation.yml": SETTINGS,
        }
    )
    _, found = check_paths([Path("index.md")], date(2026, 11, 21))

    built = build(source)

    said = [re.sub(r": WARNING: (.*) \[[\w.-]+\]$", r": \1", line) for line in built.warnings]
    assert ["RN110", "RN310", "RN311", "RN312", "RN313", "RN310"] == [d.code.number for d in found]
    assert as_text(found).splitlines() == said
    assert built.error == "6 problems in lists; each is printed above"


def test_included_facts_are_read_too(project: Project, build: Build) -> None:
    """Facts that come through include are shown, checked and linked like any other."""
    source = project(
        {
            "index.md": "# Sivu\n\nTieto. {source}`TI-1`\n\n```{include} part.txt\n```\n",
            "part.txt": ":::{facts}\n- Mukaan otettu. {#TI-1}\n:::\n",
        }
    )

    built = build(source)

    assert [] == built.warnings
    assert '<dt id="ti-1">' in built.text("index.html")
    assert 'href="#ti-1"' in built.text("index.html")


def test_a_mark_that_a_translator_has_added_is_reported(
    project: Project, build: Build, tmp_path: Path
) -> None:
    """The page itself is right, so only the build of the language can see it."""
    catalogue = tmp_path / "locales/sv/LC_MESSAGES/index.po"
    catalogue.parent.mkdir(parents=True)
    catalogue.write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
        'msgid "Tieto."\nmsgstr "Fakta. {source}`T1`"\n',
        "utf-8",
    )
    source = project({"index.md": "# Sivu\n\nTieto. {source}`TI-1`\n"})

    built = build(source, language="sv", locale_dirs=[str(tmp_path / "locales")])

    said = [line for line in built.warnings if 'RN110 source has the value "T1"' in line]
    assert [] != said
    assert all("index.md:3:<translated>" in line for line in said)
