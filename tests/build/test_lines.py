"""The command line and Sphinx say the same about the same file, wherever a list stands."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest

from rinnalla.cli import check_paths
from rinnalla.diagnostics import as_text
from rinnalla.speech import Speech
from tests.projects import METADATA

from .conftest import ROOT, Build

LIST = (
    ":::{checklist} Lista\n"
    f":id: list-NAME\n{METADATA}\n"
    "## Osio {#part}\n\n"
    "- [ ] Ensimmäinen {#first source=TI-1.1}\n"
    "- [ ] Toinen {#first source=TI-1.1}\n"
    "- Kolmas {#third type=choise source=TI-1.1}\n"
    '- [ ] Neljäs {#fourth if="frist" source=TI-1.1}\n'
    ":::\n"
)


def a_list(name: str, indent: str = "") -> str:
    """Return a list with three problems, indented."""
    text = LIST.replace("NAME", name)
    return "".join(f"{indent}{line}\n" if line else "\n" for line in text.split("\n"))


PLACES = {
    "top": a_list("top"),
    "note": f"::::{{note}}\n{a_list('note')}::::\n",
    "note-with-options": f"::::{{note}}\n:class: x\n\n\n{a_list('options')}::::\n",
    "list-item": f"- Kohta\n\n{a_list('item', '  ')}",
    "tab": f":::::{{tab-set}}\n::::{{tab-item}} Yksi\n{a_list('tab')}::::\n:::::\n",
    "backticks": a_list("ticks").replace(":::{", "```{").replace("\n:::\n", "\n```\n"),
    "after-front-matter": f"---\norphan: true\n---\n\n# Otsikko\n\n{a_list('front')}",
}


@pytest.mark.parametrize("place", PLACES)
def test_cli_and_sphinx_print_the_same_lines(
    place: str, project: Callable[[Mapping[str, str]], Path], build: Build
) -> None:
    """The same path, line, code and words, and the build fails."""
    source = project({"index.md": f"# Sivu\n\n{PLACES[place]}\nLoppu.\n"})
    if place == "after-front-matter":
        (source / "index.md").write_text(PLACES[place], "utf-8")
    _, found = check_paths([Path("index.md")], date(2026, 11, 21))

    built = build(source)

    expected = as_text(found).splitlines()
    ours = [line for line in built.warnings if "RN" in line]
    said = [re.sub(r": WARNING: (.*) \[rinnalla\.[\w-]+\]$", r": \1", line) for line in ours]
    assert len(expected) == 3
    assert expected == said
    assert built.error == "3 problems in lists; each is printed above"


def test_the_build_speaks_the_editors_language(
    project: Callable[[Mapping[str, str]], Path], build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same words as the command line's, and those of links in a page; nothing is kept."""
    text = "# Sivu\n\n{setting}`nimi`\n"
    source = project({"index.md": text, "list.md": f"# Lista\n\n{a_list('here')}"})
    _, found = check_paths([Path()], date(2026, 11, 21))
    monkeypatch.setenv("RINNALLA_LANG", "fi")

    finnish = build(source)
    monkeypatch.setenv("RINNALLA_LANG", "en")
    english = build(source)

    shown = "\n".join(finnish.warnings)
    for diagnostic in found:
        assert f": WARNING: {diagnostic.said(Speech('fi'))} [" in shown
        assert f": WARNING: {diagnostic.message} [" in "\n".join(english.warnings)
    assert "RN206 ”nimi” ei ole asetus. Käytä jotakin näistä: (yhtään ei ole vielä). [" in shown
    assert "Ongelmia listoissa: 3. Jokainen on kerrottu yllä." == finnish.error


def test_links_of_a_page_are_missed_in_the_editors_language(
    project: Callable[[Mapping[str, str]], Path], build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are looked for when all pages have been read."""
    source = project({"index.md": "# Sivu\n\n{checklist}`toinen` {item}`toinen#kohta`\n"})
    monkeypatch.setenv("RINNALLA_LANG", "fi")

    to_list, to_item = build(source).warnings

    assert "RN207 kohdetta ”toinen” ei löydy (checklist). Tarkista tunnus. " in to_list
    assert "Sen pitää olla muotoa listan-tunnus#kohdan-tunnus. [" in to_item


@pytest.mark.parametrize("place", PLACES)
def test_lines_are_those_of_the_file(
    place: str, project: Callable[[Mapping[str, str]], Path]
) -> None:
    """Each message names the line on which its words really stand."""
    project({})
    text = f"# Sivu\n\n{PLACES[place]}\n"
    Path("x.md").parent.mkdir(exist_ok=True)
    Path("x.md").write_text(text, "utf-8")
    _, found = check_paths([Path("x.md")], date(2026, 11, 21))

    lines = text.split("\n")
    words = [lines[diagnostic.line - 1].strip().split()[-4:] for diagnostic in found]
    starts = [lines[diagnostic.line - 1].strip()[:8] for diagnostic in found]
    assert ["- [ ] To", "- Kolmas", "- [ ] Ne"] == starts, words


def test_an_error_fails_every_build_until_it_is_mended(
    project: Callable[[Mapping[str, str]], Path], build: Build
) -> None:
    """A second build with nothing changed does not pass by having nothing to do."""
    source = project({"index.md": f"# Sivu\n\n{a_list('again')}\n"})

    first, second = build(source), build(source)
    (source / "index.md").write_text("# Sivu\n", "utf-8")
    third = build(source)

    assert first.error == second.error is not None
    assert third.error is None
    assert [] == third.warnings


def test_included_list_is_read_too(
    project: Callable[[Mapping[str, str]], Path], build: Build
) -> None:
    """A list that comes through include is checked and shown like any other."""
    good = (
        ":::{checklist} Mukaan otettu\n:id: included\nMETADATA\n"
        "- [ ] Ensimmäinen {#first source=TI-1.1}\n:::\n"
    )
    source = project({"index.md": "# Sivu\n\n```{include} part.txt\n```\n", "part.txt": good})

    built = build(source)

    assert [] == built.warnings
    assert 'id="included--first"' in built.text("index.html")


def test_sphinx_build_ends_with_a_sentence_and_no_trace(
    project: Callable[[Mapping[str, str]], Path],
) -> None:
    """An editor reads the problems and how many there are, not the inside of the program."""
    source = project({"index.md": f"# Sivu\n\n{a_list('short')}\n"})
    (source / "conf.py").write_text(
        'extensions = ["myst_parser", "rinnalla.sphinx_ext"]\n'
        'myst_enable_extensions = ["colon_fence"]\nhtml_theme = "rinnalla"\n',
        "utf-8",
    )

    ended = subprocess.run(
        [sys.executable, "-m", "sphinx", "-q", "-b", "html", ".", "out"],
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT / "tools")},
    )

    lines = ended.stderr.splitlines()
    assert 1 == ended.returncode
    assert [True] * 3 == ["RN" in line for line in lines[:3]]
    assert ["3 problems in lists; each is printed above"] == lines[3:]
