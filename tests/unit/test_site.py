"""Building the site: which languages, what is refused, and what several builds say together."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from rinnalla.cli import main
from rinnalla.languages.known import Languages
from rinnalla.site import build_site, choose, together
from tests.pressing import advising, lacking, stand_in
from tests.projects import filled, write_files

KNOWN = Languages(source="fi", published=("sv", "en"), drafts=("ar",))


def test_without_a_choice_all_that_readers_have_are_built() -> None:
    """Drafts only when they are named."""
    assert choose(KNOWN, ()) == (("fi", "sv", "en"), "")
    assert choose(KNOWN, ("ar", "fi")) == (("fi", "ar"), "")


def test_unknown_language_is_named() -> None:
    """Beside those that there are."""
    assert choose(KNOWN, ("fi", "xx")) == (
        (),
        "the language «xx» is none of fi, sv, en, ar",
    )


def test_what_all_builds_say_is_said_once() -> None:
    """A mistake in the source is one mistake; one in a translation has its language."""
    said = {"fi": "a.md:1: wrong\n", "sv": "a.md:1: wrong\na.po:2: bad\n", "en": "a.md:1: wrong\n"}

    assert together(said, ("fi", "sv", "en")) == "a.md:1: wrong\n[sv] a.po:2: bad\n"


def test_single_build_speaks_for_itself() -> None:
    """Without a code in front of its lines."""
    assert together({"fi": "one\ntwo\n"}, ("fi",)) == "one\ntwo\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a project in two languages with one page."""
    files = {
        "docs/conf.py": "project = 'x'\nextensions = ['myst_parser', 'rinnalla.sphinx_ext']\n"
        "language = 'fi'\nhtml_theme = 'rinnalla'\nlocale_dirs = ['../locales']\n",
        "docs/index.md": "# Alku\n\nSivu, jolla on sanoja.\n",
        "locales/languages.yml": "source: fi\npublished: [sv]\n",
    }
    return write_files(tmp_path, files)


def build(project: Path, *arguments: str) -> int:
    """Run the command on the project."""
    folders = ("--docs", str(project / "docs"), "--out", str(project / "out"))
    return main(["site", *folders, *arguments])


def test_tree_has_a_folder_for_each_language_and_one_for_all(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Scripts and styles are there once; without an address nothing pretends to know it."""
    assert 0 == build(project)

    names = {path.name for path in (project / "out").iterdir()}
    assert {"fi", "sv", "_static", "index.html", "404.html", "robots.txt"} == names
    assert not (project / "out" / "sv" / "_static").exists()
    page = (project / "out" / "sv" / "index.html").read_text("utf-8")
    assert '<html lang="sv" dir="ltr"' in page
    assert 'href="../_static/screen.css' in page
    assert "canonical" not in page
    assert 'rel="alternate"' not in page
    assert 1 == capsys.readouterr().out.count("--base-url")


def test_address_makes_pages_name_themselves_and_each_other(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With a sitemap; the choice of languages is the page for everybody else."""
    assert 0 == build(project, "--base-url", "https://example.org/x")

    page = (project / "out" / "sv" / "index.html").read_text("utf-8")
    assert '<link rel="canonical" href="https://example.org/x/sv/index.html">' in page
    for code, path in (("fi", "fi/index.html"), ("sv", "sv/index.html"), ("x-default", "")):
        link = f'<link rel="alternate" hreflang="{code}" href="https://example.org/x/{path}">'
        assert link in page
    assert (project / "out" / "sitemap.xml").is_file()
    assert "--base-url" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--languages", "fi,de"), "the language «de» is none of fi, sv"),
        (("--base-url", "example.org"), "the address example.org does not begin with https://"),
    ],
)
def test_wrong_usage_is_said_before_anything_is_built(
    arguments: tuple[str, ...],
    said: str,
    project: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The exit status is 2."""
    assert 2 == build(project, *arguments)
    assert said in capsys.readouterr().err
    assert not (project / "out").exists()


def test_faults_of_the_languages_file_stop_the_build(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With its path and line."""
    (project / "locales" / "languages.yml").write_text("published: [sv, xx-yy-zz]\n", "utf-8")

    assert 1 == build(project)
    assert "languages.yml:1: RN" in capsys.readouterr().err


def test_warning_of_every_build_is_printed_once(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A mistake in the source stops all of them."""
    (project / "docs" / "index.md").write_text("# Alku\n\n[x](missing.md)\n", "utf-8")

    assert 1 == build(project)
    err = capsys.readouterr().err
    assert 1 == err.count("missing.md")
    assert "[sv]" not in err


def test_warning_does_not_go_away_by_building_again(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Also one that comes up only when the page is written: it would not be written again."""
    (project / "docs/index.md").write_text("# Alku\n\n{ref}`nowhere`\n", "utf-8")

    for _ in range(2):
        assert 1 == build(project)
        assert "nowhere" in capsys.readouterr().err


LIST = filled("""\
# Lista

:::{checklist} Lista
:id: short-list
METADATA

- [ ] Asia on sovittu {#settled origin=design}
:::
""")


@pytest.fixture
def with_list(project: Path) -> Path:
    """Return the project with a list."""
    (project / "docs" / "conf.py").write_text(
        (project / "docs" / "conf.py").read_text("utf-8")
        + "myst_enable_extensions = ['colon_fence']\nexclude_patterns = ['organisation.yml']\n",
        "utf-8",
    )
    (project / "docs" / "index.md").write_text(LIST, "utf-8")
    return project


def sheets(project: Path) -> set[str]:
    """Return the sheets of the site."""
    out = project / "out"
    return {path.relative_to(out).as_posix() for path in out.rglob("paper/*")}


def test_site_has_the_sheets_of_its_lists(with_list: Path) -> None:
    """In each language, linked from the page; a second build leaves them as they are."""
    folders = (with_list / "docs", with_list / "out")
    assert 0 == build_site(*folders, sheets=stand_in)

    made = sheets(with_list)
    endings = (".pdf", "-fillable.pdf", "-large.pdf", ".docx")
    each = {f"{code}/paper/short-list{end}" for code in ("fi", "sv") for end in endings}
    assert {*each, "fi/paper/short-list-fi-sv.pdf"} == made
    for code in ("fi", "sv"):
        page = (with_list / "out" / code / "index.html").read_text("utf-8")
        hrefs = set(re.findall(r'href="\.\./([^"]*/paper/[^"]*)"', page))
        assert {name for name in made if name.startswith(f"{code}/") or "fi-sv" in name} == hrefs
    assert 0 == build_site(*folders, sheets=lacking)


def test_quick_look_has_no_sheets_and_no_links_to_them(with_list: Path) -> None:
    """As a preview of one page after another wants it."""
    assert 0 == build(with_list, "--no-sheets")

    assert set() == sheets(with_list)
    assert "/paper/" not in (with_list / "out" / "fi" / "index.html").read_text("utf-8")


def test_what_is_said_of_sheets_fails_the_build(
    with_list: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Advice with its place, each time; what the computer lacks as wrong usage."""
    page = with_list / "docs" / "index.md"
    page.write_text(LIST.replace(":status:", ":paper: a6\n:status:"), "utf-8")
    folders = (with_list / "docs", with_list / "out")

    for _ in range(2):
        assert 1 == build_site(*folders, sheets=advising)
        assert f"{page}:3: RN601 " in capsys.readouterr().err
    assert 2 == build_site(*folders, sheets=lacking)
    assert "rinnalla site: printing cannot start: no paper" in capsys.readouterr().err
