"""Packs on a page: what is in them, with links, minutes and the PDF."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from .conftest import Build

Project = Callable[[Mapping[str, str]], Path]

LISTS = """\
(oma)=
# Listat

:::{checklist} Ensimmäinen lista
:id: first-list
METADATA

- [ ] Tehty {#done source=TI-1.1}
:::

:::{form} Toinen lista
:id: second-list
METADATA

- Kuinka meni {#how-went type=text source=TI-1.1}
:::
"""
PAGE = """\
# Paketit

:::{pack} Kokeilun paketti
:id: trial
:lists: first-list
:feedback: second-list

Työntekijälle, joka *kokeilee*. {source}`oma`
:::

```{toctree}
lists
```
"""


def test_pack_shows_its_lists_with_minutes(project: Project, build: Build) -> None:
    """In the order of print, with their sum, and which one is the last."""
    built = build(project({"index.md": PAGE, "lists.md": LISTS}))
    html = built.text("index.html")
    (pack,) = re.findall(r'<section class="rn-pack" id="pack-trial">.*?</section>', html, re.DOTALL)

    assert [] == built.warnings
    assert ["lists.html#first-list", "lists.html#second-list"] == re.findall(
        r'<li><a href="([^"]+)">', pack
    )
    assert 2 == pack.count("noin 5 min")
    assert "Yhteensä: noin 10 min" in pack
    assert "viimeisenä, irrotettavaksi" in pack.split("second-list")[1]
    assert "<h2>Kokeilun paketti</h2>" in pack
    assert "<em>kokeilee</em>" in pack
    assert ".pdf" not in pack


def test_pack_leads_to_its_pdf_where_sheets_are_made(project: Project, build: Build) -> None:
    """The link says of which pack it is."""
    built = build(project({"index.md": PAGE, "lists.md": LISTS}), rinnalla_sheets=True)
    (href, words) = re.findall(r'<a href="([^"]+\.pdf)"[^>]*>(.*?)</a>', built.text("index.html"))[
        -1
    ]

    assert "../fi/paper/pack-trial.pdf" == href
    assert "PDF tulostettavaksi Kokeilun paketti" == re.sub("<[^>]+>", "", words)


@pytest.mark.parametrize("builder", ["text", "man", "latex"])
def test_pack_is_said_in_plain_words(builder: str, project: Project, build: Build) -> None:
    """Title, text and lists, where there is no HTML."""
    built = build(project({"index.md": PAGE, "lists.md": LISTS}), builder)
    files = [path for path in Path(built.app.outdir).iterdir() if path.is_file()]
    words = "\n".join(path.read_text("utf-8", "replace") for path in files)

    assert [] == built.warnings
    for text in ("Kokeilun paketti", "Ensimmäinen lista", "Toinen lista", "joka"):
        assert text in words


def test_words_of_a_pack_are_for_translators(project: Project, build: Build) -> None:
    """Without ids and marks of sources."""
    words = build(project({"index.md": PAGE, "lists.md": LISTS}), "gettext").text("index.pot")

    assert 'msgid "Kokeilun paketti"' in words
    assert 'msgid "Työntekijälle, joka *kokeilee*."' in words
    assert "first-list" not in words


def test_pack_follows_a_list_that_changes(project: Project, build: Build) -> None:
    """Its page is written again, though its own file is the same."""
    source = project({"index.md": PAGE, "lists.md": LISTS})
    build(source)
    path = source / "lists.md"
    path.write_text(path.read_text("utf-8").replace("Toinen lista", "Uusi nimi"), "utf-8")

    assert "Uusi nimi</a>" in build(source).text("index.html")


def test_unknown_list_in_a_pack_stops_the_build(project: Project, build: Build) -> None:
    """With the line of the name."""
    page = PAGE.replace(":lists: first-list", ":lists: frist-list")
    built = build(project({"index.md": page, "lists.md": LISTS}))

    assert built.error
    assert any("index.md:5: WARNING: RN613" in one for one in built.warnings)
