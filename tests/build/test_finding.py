"""Indexes, what comes next, neighbours, breadcrumbs and the glossary, as they are built."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import escape, unescape
from pathlib import Path

import pytest

from rinnalla import audience as wordings
from rinnalla.messages import interface

from .conftest import ROOT, Build, Built, run

Project = Callable[[Mapping[str, str]], Path]

LIST = """\
# Sivu NAME

:::{checklist} Lista NAME
:id: NAME-list
:when: Hetki NAME
:who: Joku
:mode: do-confirm
:minutes: 5
:status: draft
:reviewed: 2026-11-21
:review-due: 2027-11-21
:next: NEXT

- [ ] Tehty {#done source=TI-1.1}
:::
"""
INDEX = """\
# Listat

:::{checklist-index}
two-list
one-list
:::

```{toctree}
one
two
```
"""


def page(name: str, following: str = "") -> str:
    """Return a page with one list, and what follows it."""
    return LIST.replace("NAME", name).replace(":next: NEXT\n", f":next: {following}\n")


def following(html: str) -> list[tuple[str, str, str]]:
    """Return address, name and moment of each list that comes next."""
    row = r'<li><a href="([^"]+)">([^<]+)</a><span class="rn-next__when">([^<]+)</span></li>'
    (nav,) = re.findall(r'<nav class="rn-next".*?</nav>', html, re.DOTALL) or [""]
    return re.findall(row, nav)


def test_chosen_lists_are_shown_in_the_order_given(project: Project, build: Build) -> None:
    """Name, minutes, who and when; nothing about the lists that are not named."""
    three = {"three.md": "---\norphan: true\n---\n" + page("three")}
    source = project({"index.md": INDEX, "one.md": page("one"), "two.md": page("two"), **three})

    built = build(source)

    html = built.text("index.html")
    text = " ".join(re.sub(r"<[^>]+>", " ", html).split())
    assert [] == built.warnings
    assert ["two.html#two-list", "one.html#one-list"] == re.findall(
        r'rn-entries__name"><a[^>]* href="([^"]+)"', html
    )
    assert "Lista two noin 5 min Kuka: Joku Milloin: Hetki two Lista one" in text
    assert "Lista three" not in text


@pytest.mark.parametrize("builder", ["text", "latex", "man"])
def test_chosen_lists_are_shown_without_html(builder: str, project: Project, build: Build) -> None:
    """Other builders show the same words."""
    source = project({"index.md": INDEX, "one.md": page("one"), "two.md": page("two")})

    built = build(source, builder, man_pages=[("index", "x", "x", "", 1)])

    files = [path for path in Path(built.app.outdir).rglob("*") if path.suffix in SHOWN]
    assert [] == built.warnings
    assert "Milloin: Hetki two" in " ".join(path.read_text("utf-8") for path in files)


SHOWN = (".txt", ".tex", ".1")


def test_unknown_id_stops_the_build_at_its_line(project: Project, build: Build) -> None:
    """In an index and behind a list: the words of the command line, the line in the file."""
    source = project({"index.md": INDEX, "one.md": page("one", "none-such"), "two.md": "# Kaksi\n"})

    built = build(source)

    assert built.error == "2 problems in lists; each is printed above"
    assert "index.md:4: WARNING: RN150" in built.warnings[0]
    assert "one.md:12: WARNING: RN151" in built.warnings[1]


def test_index_that_is_included_is_checked_too(project: Project, build: Build) -> None:
    """What comes from another file is no way around the check."""
    source = project(
        {
            "index.md": "# Sivu\n\n```{include} part.txt\n```\n",
            "part.txt": ":::{checklist-index}\nnone-such\n:::\n",
        }
    )

    built = build(source)

    assert built.error is not None
    assert 'RN150 the index of lists names "none-such"' in built.warnings[0]


def test_next_lists_stand_below_with_their_moment(project: Project, build: Build) -> None:
    """Links to lists on other pages, and none below a list that names none."""
    source = project({"index.md": INDEX, "one.md": page("one", "two-list"), "two.md": page("two")})

    built = build(source)

    assert [] == built.warnings
    assert [("two.html#two-list", "Lista two", "Hetki two")] == following(built.text("one.html"))
    assert "rn-next" not in built.text("two.html")


def test_next_lists_follow_a_change_elsewhere(project: Project, build: Build) -> None:
    """A name changed in one file is changed below the list in another, which is the same."""
    source = project({"index.md": INDEX, "one.md": page("one", "two-list"), "two.md": page("two")})
    build(source)
    changed = page("two").replace("Lista two", "Uusi nimi").replace("Hetki two", "Uusi hetki")
    (source / "two.md").write_text(changed, "utf-8")

    second = build(source)

    assert [("two.html#two-list", "Uusi nimi", "Uusi hetki")] == following(second.text("one.html"))


SHELVES = {
    "index.md": "# Koti\n\n```{toctree}\nshelf/index\nlists/index\n```\n",
    "shelf/index.md": "# Hylly\n\n```{toctree}\na\nb\nwith-list\nc\n```\n",
    "shelf/a.md": "# Sivu A\n",
    "shelf/b.md": "# Sivu B\n",
    "shelf/with-list.md": page("inner").replace("# Sivu inner", "# Lista hyllyssä"),
    "shelf/c.md": "# Sivu C\n",
    "lists/index.md": "# Listat\n\n```{toctree}\none\n```\n",
    "lists/one.md": page("one"),
}


def neighbours(built: Built, name: str) -> list[tuple[str, str]]:
    """Return where the foot of a page leads, as relation and address."""
    (nav,) = re.findall(r'<nav class="rn-neighbours".*?</nav>', built.text(name), re.DOTALL) or [""]
    return [(rel, href) for href, rel in re.findall(r'href="([^"]+)" rel="(\w+)"', nav)]


def test_pages_to_read_lead_to_their_neighbours(project: Project, build: Build) -> None:
    """On one shelf, in its order; never to a page with a list, nor off the shelf."""
    built = build(project(SHELVES))

    assert [] == built.warnings
    assert [("next", "b.html")] == neighbours(built, "shelf/a.html")
    assert [("prev", "a.html")] == neighbours(built, "shelf/b.html")
    for name in ("index", "shelf/index", "shelf/with-list", "shelf/c", "lists/one"):
        assert [] == neighbours(built, f"{name}.html"), name


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Return a build of the knowledge base."""
    return run(ROOT / "docs", tmp_path_factory.mktemp("finding"))


def test_every_page_says_where_it_is(real: Built) -> None:
    """Breadcrumbs lead home through the shelf the page stands on; home and 404 need none."""
    titles = {name: title.astext() for name, title in real.app.env.titles.items()}
    above = {
        child: parent
        for parent, children in real.app.env.toctree_includes.items()
        for child in children
    }
    wrong = {}
    for name in sorted(titles):
        (nav,) = re.findall(
            r'<nav class="rn-crumbs".*?</nav>', real.text(f"{name}.html"), re.DOTALL
        ) or [""]
        crumbs = [unescape(words) for words in re.findall(r"<a[^>]*>([^<]+)</a>", nav)]
        expected: list[str] = []
        place = name
        while place in above:
            place = above[place]
            expected.insert(0, titles[place])
        if crumbs != expected or bool(expected) == (name in {"index", "404"}):
            wrong[name] = crumbs

    assert {} == wrong


def test_every_model_and_training_page_leads_on(real: Built) -> None:
    """Walking from the first to the last page of a shelf meets them all."""
    for shelf in ("models", "training"):
        pages = real.app.env.toctree_includes[f"{shelf}/index"]
        walked = [pages[0]]
        while links := dict(neighbours(real, f"{walked[-1]}.html")).get("next"):
            walked.append(f"{shelf}/{links.removesuffix('.html')}")

        assert pages == walked


def test_home_begins_with_the_chooser_and_leads_to_every_way(real: Built) -> None:
    """Whoever does not know where to begin is answered first."""
    _, _, main = real.text("index.html").partition("<main")
    links = re.findall(r'href="([^"#]+)', main.partition("</main>")[0])

    assert "checklists/approach-chooser.html" == links[0]
    for name in ("by-situation", "by-work", "by-phase"):
        assert f"finding/{name}.html" in links
    assert {"checklists/index.html", "glossary.html"} <= set(links)


GLOSSARY = """\
# Sanasto

:::{glossary}
ääni
  Kuuluu.

zeniitti
  Ylhäällä.

Åbo
Turku
  Kaupunki.

asiakas
  Ihminen.

:::

Puhumme {term}`asiakkaasta <asiakas>` ja {term}`turusta <Turku>`.
"""


def terms(html: str) -> list[str]:
    """Return the terms of a page's glossary, in order."""
    return re.findall(r"<dt [^>]*>([^<]+)", html)


def test_glossary_follows_the_alphabet(project: Project, build: Build) -> None:
    """Finnish order whatever the order in the file; a short one needs no letters."""
    built = build(project({"index.md": GLOSSARY}))

    html = built.text("index.html")
    assert [] == built.warnings
    assert ["asiakas", "zeniitti", "Åbo", "Turku", "ääni"] == terms(html)
    assert "rn-letters" not in html
    assert '<span class="xref std std-term">asiakkaasta</span>' in html


def test_translated_glossary_follows_its_own_alphabet(
    project: Project, build: Build, tmp_path: Path
) -> None:
    """Order comes after translation; words linked by their Finnish name still lead there."""
    source = project({"index.md": GLOSSARY})
    folder = tmp_path / "locales" / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    words = {"ääni": "voice", "zeniitti": "zenith", "Åbo": "Åbo town", "asiakas": "émigré"}
    entries = "".join(f'msgid "{one}"\nmsgstr "{other}"\n\n' for one, other in words.items())
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
    (folder / "index.po").write_text(head + entries, "utf-8")

    built = build(source, language="en", locale_dirs=[str(tmp_path / "locales")])

    html = built.text("index.html")
    assert [] == built.warnings
    assert ["Åbo town", "Turku", "émigré", "voice", "zenith"] == terms(html)
    assert 2 == html.count("std-term")


def test_real_glossary_is_in_order_with_its_letters(real: Built) -> None:
    """Each letter leads to the first entry under it, and all letters in use are there."""
    html = real.text("glossary.html")
    heads = re.findall(r'<dt id="([^"]*)">([^<]+)', html)
    (nav,) = re.findall(r'<nav class="rn-letters".*?</nav>', html, re.DOTALL)
    letters = re.findall(r'<a href="#([^"]+)">(\w)</a>', nav)

    assert len(heads) > 90
    assert [letter for _, letter in letters] == sorted({letter for _, letter in letters})
    for anchor, letter in letters:
        term = dict(heads)[anchor]
        assert term[0].upper() == letter


CLIENT = page("two").replace("{checklist}", "{form}").replace(":mode: do-confirm", ":for: client")


def test_what_is_to_hand_out_is_marked(project: Project, build: Build) -> None:
    """In an index, behind the list it follows, and on its own page; other lists are not."""
    source = project({"index.md": INDEX, "one.md": page("one", "two-list"), "two.md": CLIENT})

    built = build(source)

    assert [] == built.warnings
    mark = '<span class="rn-whose">Asiakkaalle</span>'
    entry = built.text("index.html").partition("#one-list")[0]
    assert 1 == built.text("index.html").count("Asiakkaalle") == entry.count(mark)
    assert f"Lista two</a> {mark}" in built.text("one.html")
    assert 1 == built.text("one.html").count("Asiakkaalle")
    own = built.text("two.html")
    assert 1 == own.count('<p class="rn-whose">Asiakkaalle</p>')
    assert 'data-kind="form" data-for="client"' in own


def test_index_follows_the_audience_of_a_list(project: Project, build: Build) -> None:
    """The page of the index is written again although it has not changed."""
    files = {"index.md": INDEX, "one.md": page("one"), "two.md": page("two")}
    before = build(project(files)).text("index.html")

    after = build(project({**files, "two.md": CLIENT})).text("index.html")

    assert (0, 1) == (before.count("Asiakkaalle"), after.count("Asiakkaalle"))


@pytest.mark.parametrize("builder", ["text", "latex", "man"])
def test_what_is_to_hand_out_is_marked_without_html(
    builder: str, project: Project, build: Build
) -> None:
    """Once in the index and once on the page."""
    source = project({"index.md": INDEX, "one.md": page("one"), "two.md": CLIENT})

    built = build(source, builder, man_pages=[("index", "x", "x", "", 1)])

    files = [path for path in Path(built.app.outdir).rglob("*") if path.suffix in SHOWN]
    shown = "".join(path.read_text("utf-8") for path in files)
    assert [] == built.warnings
    assert 2 == shown.count("Asiakkaalle")


@pytest.mark.parametrize(
    ("language", "said", "keep"),
    [
        ("fi", "Tämä lomake on sinun.", "Säilytä paperi paikassa, jossa muut eivät lue sitä."),
        ("sv", "Den här blanketten är din.", "Förvara papperet på ett ställe där andra inte"),
        ("fr", "Ce formulaire est à vous.", "Conservez cette feuille à un endroit où"),
        ("en", "This form is yours.", "Keep this paper where others do not read it."),
    ],
)
def test_page_of_a_client_form_speaks_to_the_client(
    language: str, said: str, keep: str, project: Project, build: Build
) -> None:
    """Above its fields and at its end; no field asks to leave out identifying details."""
    text = CLIENT.replace("- [ ] Tehty {#done source=TI-1.1}", FIELDS)
    built = build(project({"index.md": INDEX, "one.md": page("one"), "two.md": text}),
                  language=language)  # fmt: skip

    own, other = (re.sub(r'data-[\w-]+=\'[^\']*\'', "", built.text(f"{name}.html"))
                  for name in ("two", "one"))  # fmt: skip
    tr = interface(language).gettext
    care = f'<p class="rn-care">{tr(wordings.CLIENT.on_page)}</p>'
    assert tr(wordings.CLIENT.on_page).startswith(said)
    assert (1, 0) == (own.count(care), other.count(care))
    assert (1, 0) == (own.count(keep), other.count(keep))
    for text in (wordings.PROFESSIONAL.beside, wordings.PROFESSIONAL.keep):
        assert escape(tr(text)) not in own
    assert escape(tr(wordings.PROFESSIONAL.keep)) in other
    assert own.index(care) < own.index("<textarea") < own.index(keep)


FIELDS = """\
- Minne voin soittaa? {#whom-to-call type=text source=TI-1.1}
- Mitä muuta? {#more type=reflect source=TI-1.1}"""
