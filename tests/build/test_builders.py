"""Builders, incremental and parallel builds, the index, and links between lists."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from .conftest import ROOT, Build, Built, run

Project = Callable[[Mapping[str, str]], Path]

ONE = """\
# Ensimmäinen sivu

:::{checklist} Ensimmäinen lista
:id: first-list
METADATA

- [ ] Tehty {#done source=TI-1.1}
- Montako {#count type=number unit=kpl source=TI-1.1}
- Miksi {#why type=text if="count > 3 and not done" source=TI-1.1}

  Katso {checklist}`second-list` ja {item}`second-list#done`, myös {item}`done`.
:::
"""
TWO = """\
# Toinen sivu

::::{note}
:::{form} Toinen lista
:id: second-list
METADATA

- Tehty {#done type=yes-no source=TI-1.1}
:::
::::
"""
INDEX = """\
# Kaikki

:::{checklist-index}
:::

```{toctree}
one
two
```
"""


@pytest.mark.parametrize(
    "builder", ["html", "singlehtml", "text", "man", "latex", "gettext", "xml"]
)
def test_real_pages_build_without_a_warning(builder: str, tmp_path: Path) -> None:
    """Each builder shows every item of every list, in words it can show."""
    built = run(ROOT / "docs", tmp_path, builder)

    assert None is built.error
    assert [] == built.warnings
    if builder != "gettext":
        files = [p for p in Path(built.app.outdir).rglob("*") if p.suffix in SHOWN[builder]]
        words = " ".join(" ".join(p.read_text("utf-8").split()) for p in files)
        words = words.replace("\\sphinxhyphen{}", "")
        for entry in built.domain.lists.values():
            for text in entry.items.values():
                start = text.split(",")[0][:24]
                assert start.replace("-", "") in words.replace("-", "").replace("\\", "")


SHOWN = {
    "html": {".html"},
    "singlehtml": {".html"},
    "text": {".txt"},
    "man": {".1"},
    "latex": {".tex"},
    "xml": {".xml"},
}


def test_plain_text_has_boxes_codes_and_conditions(project: Project, build: Build) -> None:
    """Without forms a list still says what to tick, and when an item matters."""
    source = project({"index.md": ONE.replace("Katso", "Lue").split("  Lue")[0] + ":::\n"})

    text = build(source, "text").text("index.txt")

    assert "* [ ] 1 Tehty" in text
    assert "* 2 Montako" in text
    assert "(Täytetään, jos: «Montako» on suurempi kuin 3 ja ei päde, että" in text


def test_index_shows_every_list_and_follows_changes(project: Project, build: Build) -> None:
    """A title changed in one file appears in the index, though its own file is the same."""
    source = project({"index.md": INDEX, "one.md": ONE, "two.md": TWO})
    first = build(source)
    (source / "two.md").write_text(
        (source / "two.md").read_text("utf-8").replace("Toinen lista", "Uusi nimi"), "utf-8"
    )

    second = build(source)

    assert [] == first.warnings == second.warnings
    assert "Toinen lista" in first.text("index.html") or "Uusi nimi" in first.text("index.html")
    assert "Uusi nimi" in second.text("index.html")
    assert "Toinen lista" not in second.text("index.html")
    assert "Uusi nimi" in second.text("one.html")


def test_removed_list_leaves_the_index(project: Project, build: Build) -> None:
    """What is gone from the files is gone from the site."""
    source = project({"index.md": INDEX.replace("one\n", ""), "two.md": TWO})
    build(source)
    (source / "two.md").write_text("# Toinen sivu\n", "utf-8")

    second = build(source)

    assert {} == second.domain.lists
    assert "second-list" not in second.text("index.html")


def test_link_to_a_missing_list_says_so(project: Project, build: Build) -> None:
    """On a page as well as in a list: code, id, and the line."""
    source = project({"index.md": "# Sivu\n\nKatso {checklist}`secnd-list`.\n"})

    built = build(source)

    assert 1 == len(built.warnings)
    assert "index.md:3: WARNING: RN207" in built.warnings[0]
    assert '"secnd-list" is not found' in built.warnings[0]


def test_parallel_build_is_the_same_as_a_serial_one(project: Project, tmp_path: Path) -> None:
    """Lists read in several processes end up in one domain, and pages are byte for byte alike."""
    pages = {f"p{n}": ONE.replace("first-list", f"list-{'abcdefghij'[n]}") for n in range(10)}
    pages = {name: text.split("  Katso")[0] + ":::\n" for name, text in pages.items()}
    files = {"index.md": INDEX.replace("one\ntwo", "\n".join(pages))}
    source = project(files | {f"{name}.md": text for name, text in pages.items()})
    serial = run(source, tmp_path / "serial")
    parallel = run(source, tmp_path / "parallel", parallel=2)

    assert [] == parallel.warnings
    assert [e.anchor() for e in serial.domain.entries()] == [
        e.anchor() for e in parallel.domain.entries()
    ]
    for name in ("index.html", *(f"{page}.html" for page in pages)):
        assert serial.text(name) == parallel.text(name)


def test_html_needs_no_inline_code(tmp_path: Path) -> None:
    """No inline script, style or handler, nothing from elsewhere: the strict policy holds."""
    built = run(ROOT / "docs", tmp_path)
    pages = list(Path(built.app.outdir).rglob("*.html"))

    assert len(pages) >= 10
    for page in pages:
        html = page.read_text("utf-8")
        assert [] == re.findall(r"<script(?![^>]*\bsrc=)[^>]*>", html), page
        assert [] == re.findall(r"<style|\sstyle=|\son[a-z]+=|javascript:", html), page
        assert [] == re.findall(r'(?:src|href)="(?:https?:)?//[^"]*"', html), page


def test_site_ships_only_what_pages_ask_for(tmp_path: Path) -> None:
    """Sphinx's own scripts and styles stay out; ours are as written."""
    built = run(ROOT / "docs", tmp_path)
    static = Path(built.app.outdir) / "_static"
    names = {path.name for path in static.iterdir()}

    assert {"screen.css", "print.css", "checklist.js", "icon.svg"} <= names
    assert not names & {"basic.css", "doctools.js", "searchtools.js", "documentation_options.js"}
    for script in static.glob("*.js"):
        assert (ROOT / "tools/rinnalla/static" / script.name).is_file()


def test_form_has_neither_progress_nor_other_answers(project: Project, build: Build) -> None:
    """A sheet is filled; only a checklist is worked through."""
    source = project(
        {"index.md": TWO, "one.md": "---\norphan: true\n---\n" + ONE.split("\n  Katso", 1)[0]}
    )
    (source / "one.md").write_text((source / "one.md").read_text("utf-8") + ":::\n", "utf-8")

    built = build(source)

    for part in ("rn-progress", "rn-more", "data-aside"):
        assert part in built.text("one.html")
        assert part not in built.text("index.html").replace('"progress"', "")


@pytest.mark.parametrize(
    ("change", "written"),
    [
        (("text.md", "Teksti", "Toinen teksti"), {"text"}),
        (("two.md", "Toinen sivu", "Uusi sivu"), {"two"}),
        (("two.md", "Tehty {#done", "Valmis {#done"), {"two", "one", "index"}),
        (("one.md", "Miksi {#why", "Mistä syystä {#why"), {"one", "index"}),
        (("organisation.yml", "default: 3", "default: 4"), {"one", "two"}),
    ],
)
def test_only_pages_that_show_a_changed_list_are_written_again(
    change: tuple[str, str, str], written: set[str], project: Project, build: Build
) -> None:
    """A list is shown by its own page, by those that name it, and by indexes."""
    file, old, new = change
    settings = "limit:\n  type: number\n  default: 3\n  about: Raja.\n  source: TI-1.1\n"
    source = project(
        {
            "index.md": INDEX,
            "one.md": ONE,
            "two.md": TWO,
            "text.md": "---\norphan: true\n---\n# Teksti\n",
            "organisation.yml": settings,
        }
    )
    first = build(source)
    before = times(first)
    path = source / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")

    built = build(source)

    assert [] == first.warnings == built.warnings
    after = times(built)
    changed = {name for name in after if after[name] != before[name]} - {"genindex", "search"}
    # The contents are written whenever the title of a page in them changes.
    assert written == changed - ({"index"} - written)


def times(built: Built) -> dict[str, int]:
    """Return when each page was written."""
    return {page.stem: page.stat().st_mtime_ns for page in Path(built.app.outdir).glob("*.html")}
