"""Catalogues: brought up to date, reviewed, begun for a new language; and the command."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest

from rinnalla.cli import main
from rinnalla.languages.add import add_language, with_draft
from rinnalla.languages.catalogues import Entry, Page, catalogue_path, read_page
from rinnalla.languages.gates import finnish_words
from rinnalla.languages.known import Languages, direction, native_name, parse_languages
from rinnalla.languages.report import report_languages
from rinnalla.languages.reviews import (
    Review,
    digest,
    parse_reviews,
    read_reviews,
    reviews_path,
    status_of,
    write_review,
)
from rinnalla.languages.update import Template, update

CONF = """\
project = "Koe"
language = "fi"
extensions = ["myst_parser", "sphinx_design", "rinnalla.sphinx_ext"]
myst_enable_extensions = ["colon_fence"]
locale_dirs = ["../locales"]
gettext_compact = False
"""
PAGE = """\
# Koesivu

Raja on {setting}`limit`, ja [koesivu](index.md) kertoo *lisää*. {source}`oma`

(oma)=
## Omat

Tervetuloa tälle sivulle.
"""
SETTINGS = """\
limit:
  type: number
  default: 3
  origin: design
  about: Raja, jota koe käyttää.
who:
  type: text
  default: yksikkösi esihenkilö
  origin: design
  about: Henkilö, jolta koe kysyy.
"""
LANGUAGES = "source: fi\npublished: [sv]\ndrafts: []\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of a project with one page and one translated language."""
    for name, text in {
        "docs/conf.py": CONF,
        "docs/index.md": PAGE,
        "docs/organisation.yml": SETTINGS,
        "locales/languages.yml": LANGUAGES,
    }.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def template(*texts: str, name: str = "page") -> Template:
    """Return what there is to translate in a page of these texts."""
    lines = {text: at for at, text in enumerate(texts, start=1)}
    return Template(name=name, lines=lines, notes={texts[0]: ("First.",)})


def fill(path: Path, words: dict[str, str]) -> None:
    """Write translations into a catalogue, as a translator does."""
    text = path.read_text("utf-8")
    for source, translation in words.items():
        before = f'msgid "{source}"\nmsgstr ""'
        assert before in text, source
        text = text.replace(before, f'msgid "{source}"\nmsgstr "{translation}"')
    path.write_text(text, "utf-8")


def entries(path: Path) -> dict[str, Entry]:
    """Return the entries of a catalogue by their text."""
    page, problems = read_page(path, "page", str(path))
    assert problems == []
    return {entry.source: entry for entry in page.entries}


def test_a_new_catalogue_is_empty_and_says_what_each_text_is(tmp_path: Path) -> None:
    """In the order of the page, without dates, names or lines that would change by themselves."""
    assert [str(catalogue_path(tmp_path, "sv", "page"))] == update(
        [template("Ensin", "Sitten")], tmp_path, "sv", "meaning"
    )

    text = catalogue_path(tmp_path, "sv", "page").read_text("utf-8")
    assert ["Ensin", "Sitten"] == re.findall(r'^msgid "(.+)"$', text, re.MULTILINE)
    assert "#. First." in text
    assert not re.search(r"POT-Creation|Revision-Date|EMAIL|fuzzy|^#:", text, re.MULTILINE)


def test_nothing_changes_where_nothing_has_changed(tmp_path: Path) -> None:
    """Translations and what translators wrote above them stay to the letter."""
    update([template("Ensin", "Sitten")], tmp_path, "sv", "meaning")
    path = catalogue_path(tmp_path, "sv", "page")
    fill(path, {"Ensin": "Först"})
    path.write_text(path.read_text("utf-8").replace("#. First.", "# same: why\n#. First."), "utf-8")
    before = path.read_bytes()

    assert [] == update([template("Ensin", "Sitten")], tmp_path, "sv", "meaning")
    assert before == path.read_bytes()


@pytest.mark.parametrize(
    ("change", "fuzzy"), [("typo", False), ("wording", True), ("meaning", True)]
)
def test_what_a_change_does_to_a_translation(tmp_path: Path, change: str, fuzzy: bool) -> None:
    """A mended typo keeps it; anything else marks it, and shows the text it was made from."""
    update([template("Asiakas on kulutu ensin", "Muu")], tmp_path, "sv", "meaning")
    path = catalogue_path(tmp_path, "sv", "page")
    fill(path, {"Asiakas on kulutu ensin": "Klienten har blivit hörd först", "Muu": "Annat"})

    update([template("Asiakas on kuultu ensin", "Muu")], tmp_path, "sv", change)

    entry = entries(path)["Asiakas on kuultu ensin"]
    assert ("Klienten har blivit hörd först", fuzzy) == (entry.translation, entry.fuzzy)
    assert ('#| msgid "Asiakas on kulutu ensin"' in path.read_text("utf-8")) is fuzzy
    assert ["Asiakas on kuultu ensin", "Muu"] == list(entries(path))
    assert entries(path)["Muu"].is_done


def test_a_new_text_does_not_take_the_translation_of_one_that_stays(tmp_path: Path) -> None:
    """Also when it is nearly the same."""
    update([template("Onko asiakas kuultu")], tmp_path, "sv", "meaning")
    path = catalogue_path(tmp_path, "sv", "page")
    fill(path, {"Onko asiakas kuultu": "Har klienten hörts"})

    update([template("Onko asiakas kuultu", "Onko asiakas kuullut")], tmp_path, "sv", "typo")

    assert entries(path)["Onko asiakas kuultu"].is_done
    assert not entries(path)["Onko asiakas kuullut"].is_done


def test_a_broken_catalogue_is_not_written_over(tmp_path: Path) -> None:
    """What a translator has written is never lost."""
    path = catalogue_path(tmp_path, "sv", "page")
    path.parent.mkdir(parents=True)
    path.write_text('msgid "Ensin"\nmsgstr "Först\n', "utf-8")

    with pytest.raises(ValueError, match="a quotation mark is missing"):
        update([template("Ensin")], tmp_path, "sv", "meaning")

    assert 'msgid "Ensin"\nmsgstr "Först\n' == path.read_text("utf-8")


def test_command_from_a_new_page_to_a_reviewed_translation(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Status fails until all is translated; a review is kept until the words change."""
    assert 0 == main(["languages", "update"])
    assert 1 == main(["languages"])
    out = capsys.readouterr().out
    path = project / "locales/sv/LC_MESSAGES/index.po"
    line = path.read_text("utf-8").split("\n").index('msgid "Koesivu"') + 1
    assert f"locales/sv/LC_MESSAGES/index.po:{line}: RN503 «Koesivu» has no translation" in out

    fill(
        path,
        {
            "Koesivu": "Provsida",
            "Raja on {1}, ja [koesivu](2) kertoo *lisää*.": "Gränsen är {1}; [sidan](2) vet *mer*.",
            "Omat": "Egna",
            "Tervetuloa tälle sivulle.": "Välkommen till sidan.",
        },
    )
    fill(path.with_name("organisation.po"), {"yksikkösi esihenkilö": "din chef"})
    assert 0 == main(["languages"])
    assert re.search(r"^sv +\d+ +100 % +0 +0/2 +0$", capsys.readouterr().out, re.MULTILINE)

    assert 0 == main(["languages", "reviewed", "sv", "index", "--by", "socialarbetare"])
    assert 0 == main(["languages"])
    assert re.search(r"^sv +\d+ +100 % +0 +1/2 +0$", capsys.readouterr().out, re.MULTILINE)

    path.write_text(path.read_text("utf-8").replace("Egna", "Våra"), "utf-8")
    assert 0 == main(["languages"])
    assert re.search(r"^sv +\d+ +100 % +0 +0/2 +0$", capsys.readouterr().out, re.MULTILINE)


def test_what_a_catalogue_lacks_counts_as_open(tmp_path: Path) -> None:
    """A text it has not got yet, a catalogue that is not there, and one that cannot be read."""
    templates = [template("Yksi", "Kaksi", name=name) for name in ("a", "b", "c")]
    update([template("Yksi", name="a"), templates[2]], tmp_path, "sv", "meaning")
    fill(catalogue_path(tmp_path, "sv", "a"), {"Yksi": "Ett"})
    broken = catalogue_path(tmp_path, "sv", "c")
    broken.write_text(broken.read_text("utf-8").replace('msgstr ""\n\nmsgid', 'msgstr "\nmsgid'))

    languages = Languages(published=("sv",))
    _, report = report_languages(templates, tmp_path, tmp_path, languages)

    assert [("a", 2, 1), ("b", 2, 2), ("c", 2, 2)] == [
        (page.name, page.texts, page.open) for page in sorted(report.pages, key=lambda p: p.name)
    ]


@pytest.mark.usefixtures("project")
def test_command_as_data(capsys: pytest.CaptureFixture[str]) -> None:
    """Problems in the formats of the check."""
    main(["languages", "update"])
    capsys.readouterr()

    assert 1 == main(["languages", "--format", "json"])
    rows = json.loads(capsys.readouterr().out)
    assert {"RN503"} == {row["code"] for row in rows if row["path"].startswith("locales")}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["add", "xx"], '"xx" is not the code of a language'),
        (["add", "sv"], "the site has the language sv already"),
        (["reviewed", "en", "index", "--by", "x"], "en is not a translated language"),
        (["reviewed", "sv", "nowhere", "--by", "x"], "there is no catalogue"),
        (["reviewed", "sv", "index", "--by", " "], "--by is empty"),
        (["reviewed", "sv", "index", "--by", "x"], "is not whole: 4 texts are open"),
    ],
)
def test_command_refuses(
    project: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    """With exit status 2, one sentence, and nothing changed."""
    main(["languages", "update"])
    before = {path: path.read_bytes() for path in project.rglob("locales/**/*") if path.is_file()}

    assert 2 == main(["languages", *arguments])

    assert said in capsys.readouterr().err
    after = {path: path.read_bytes() for path in project.rglob("locales/**/*") if path.is_file()}
    assert before == after


def test_command_without_pages(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Says where it has looked."""
    arguments = ["languages", "--docs", str(tmp_path), "--locales", str(tmp_path)]

    assert 2 == main(arguments)
    assert f"there is no conf.py in {tmp_path}" in capsys.readouterr().err


def test_a_new_language_is_a_draft_with_everything_to_translate(tmp_path: Path) -> None:
    """Its interface too, each word beside the Finnish one; the file keeps its notes."""
    (tmp_path / "languages.yml").write_text(f"# Ours.\n{LANGUAGES}", "utf-8")
    languages = Languages(published=("sv",))

    add_language(tmp_path, "ar", [template("Ensin")], languages)

    assert f"# Ours.\n{LANGUAGES}".replace("[]", "[ar]") == (tmp_path / "languages.yml").read_text()
    assert not entries(catalogue_path(tmp_path, "ar", "page"))["Ensin"].is_done
    interface = catalogue_path(tmp_path, "ar", "rinnalla").read_text("utf-8")
    assert '#. fi: Tulosta\nmsgid "Print"\nmsgstr ""' in interface


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("drafts: []\n", "drafts: [ar]\n"),
        ("drafts:\n", "drafts: [ar]\n"),
        ("drafts: [so]\nnames: [X]\n", "drafts: [so, ar]\nnames: [X]\n"),
        ("source: fi\n", "source: fi\ndrafts: [ar]\n"),
    ],
)
def test_with_draft(before: str, after: str) -> None:
    """Nothing else in the file changes."""
    assert after == with_draft(before, "ar")


def test_with_draft_leaves_several_lines_to_a_person() -> None:
    """Better than guessing."""
    with pytest.raises(ValueError, match="by hand"):
        with_draft("drafts:\n  - so\n", "ar")


def test_parse_languages() -> None:
    """What the file says, and names and words that languages share."""
    text = (
        "source: fi\npublished: [sv, en]\ndrafts: [ar]\nnames: [Rinnalla]\nshared: {sv: [Lista]}\n"
    )
    found, problems = parse_languages(text, "languages.yml")

    assert [] == problems
    assert ("fi", "sv", "en") == found.shown
    assert ("sv", "en", "ar") == found.translated
    assert (("Rinnalla",), {"sv": ("lista",)}) == (found.names, found.shared)
    assert (Languages(), []) == parse_languages("", "languages.yml")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("published: [xx]", "«xx» is not the code of a language"),
        ("published: [sv, sv]", "«sv» stands twice"),
        ("published: sv", "«published» is not a list"),
        ("shown: [sv]", "«shown» is none of"),
        ("- sv", "does not say source: and published:"),
        ("published: [sv", "cannot be read"),
    ],
)
def test_parse_languages_reports(text: str, said: str) -> None:
    """With the line on which it stands."""
    _, problems = parse_languages(f"# one\n# two\n{text}\n", "languages.yml")

    assert [(3 if text != "- sv" else 1)] == [problem.line for problem in problems]
    assert said in problems[0].message


def test_names_and_directions() -> None:
    """As each language calls and writes itself."""
    assert ["Suomi", "Svenska", "English", "Français", "العربية"] == [
        native_name(code) for code in ("fi", "sv", "en", "fr", "ar")
    ]
    assert ["ltr", "rtl"] == [direction(code) for code in ("fi", "ar")]


PAGE_READ = Page(
    name="a",
    path=Path("a.po"),
    entries=(Entry(source="Yksi", translation="Ett", line=3),),
)


def test_a_review_holds_for_the_words_that_were_read(tmp_path: Path) -> None:
    """Another translation, or an open one, and the page is not reviewed any more."""
    path = reviews_path(tmp_path, "sv")
    path.parent.mkdir()
    review = Review(by="socialarbetare", on=date(2026, 11, 30), of=digest(PAGE_READ))
    write_review(path, "b", Review(by="x", on=date(2026, 1, 1), of="00000000"))
    write_review(path, "a", review)
    reviews, problems = read_reviews(path, str(path))
    changed = Page(
        name="a", path=Path("a.po"), entries=(Entry(source="Yksi", translation="En", line=3),)
    )

    assert ([], {"a", "b"}, review) == (problems, set(reviews), reviews["a"])
    assert status_of(PAGE_READ, reviews).is_reviewed
    assert not status_of(changed, reviews).is_reviewed
    assert not status_of(PAGE_READ, {}).is_reviewed


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: x\n", "«a» has no facts indented under it"),
        ("a:\n  on: 2026-01-01\n  of: 00000000\n", "«a» lacks reviewed-by"),
        ("a:\n  reviewed-by: x\n  on: soon\n  of: 0000000a\n", 'the day "soon"'),
        ("a:\n  reviewed-by: x\n  on: 2026-01-01\n  of: yes\n", "what no command has written"),
        ("- a\n", "does not hold names of pages"),
        ("a: [\n", "cannot be read"),
    ],
)
def test_a_bad_review_is_reported_and_not_believed(text: str, said: str) -> None:
    """With its line; the page is then not reviewed."""
    reviews, problems = parse_reviews(f"# note\n{text}", "reviews.yml")

    assert {} == reviews
    assert [said in problem.message for problem in problems] == [True]


def test_finnish_words() -> None:
    """Only longer words that the dictionary has, without names and numbers."""
    text = "Kuuntele asiakasta Lahdessa, {1} on Xyz"

    among = {"kuuntele", "asiakasta", "lahdessa", "on", "xyz", "mallia"}
    assert {"kuuntele", "asiakasta"} == finnish_words(text, among)
