"""The catalogues of the knowledge base itself: whole, in step with the pages, and judged."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Message

from rinnalla.cli import main
from rinnalla.diagnostics import as_text
from rinnalla.languages.catalogues import catalogue_path, messages, names_of, read_page
from rinnalla.languages.known import read_languages
from rinnalla.languages.report import report_languages
from rinnalla.languages.update import Template, read_templates, update
from rinnalla.messages import interface_path, read_catalogue

from .conftest import ROOT

LOCALES = ROOT / "locales"
LANGUAGES = read_languages(LOCALES)[0]


@pytest.fixture(scope="module")
def templates() -> list[Template]:
    """Return what there is to translate."""
    return read_templates(ROOT / "docs", os.environ)


def test_command_says_that_all_is_translated(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Everything, nothing to be looked at again, nothing to be mended; exit status 0."""
    monkeypatch.chdir(ROOT)

    status = main(["languages"])

    out = capsys.readouterr().out
    rows = re.findall(
        r"^(\w\w)(?: \(source\))? +(\d+) +(\d+) % +(\d+) +\S+ +(\d+)$", out, re.MULTILINE
    )
    assert 0 == status, out
    assert ["fi", "sv", "en", "fr"] == [row[0] for row in rows]
    assert all(int(texts) > 100 for _, texts, *_ in rows)
    assert {("100", "0", "0")} == {row[2:] for row in rows}


@pytest.mark.parametrize("language", LANGUAGES.translated)
def test_one_lost_translation_is_named(
    language: str, templates: list[Template], tmp_path: Path
) -> None:
    """With its catalogue and line, and nothing else is."""
    locales = tmp_path / "locales"
    shutil.copytree(LOCALES, locales)
    path = locales / language / "LC_MESSAGES/checklists/cm-referral.po"
    lines = path.read_text("utf-8").split("\n")
    _, *texts = (at for at, line in enumerate(lines) if line.startswith("msgid"))
    at = texts[len(texts) // 2]
    assert lines[at + 1].startswith("msgstr")
    lines[at + 1] = 'msgstr ""'
    path.write_text("\n".join(lines), "utf-8")

    reports = report_languages(templates, Path("docs"), locales, LANGUAGES)
    (report,) = (one for one in reports if one.code == language)

    said = as_text(report.problems)
    assert f"{path}:{at + 1}: RN503 " in said
    assert 1 == len(report.problems), said
    assert (1, 99) == (report.open, report.percent)


@pytest.mark.parametrize("language", LANGUAGES.translated)
def test_catalogues_are_as_the_command_would_write_them(
    language: str, templates: list[Template], tmp_path: Path
) -> None:
    """Notes too, so that the next change in them is only what somebody has changed."""
    shutil.copytree(LOCALES / language, tmp_path / language)

    assert [] == update(templates, tmp_path, language, "meaning")
    assert {template.name for template in templates} == set(names_of(tmp_path, language))


def test_no_id_reaches_a_translator(templates: list[Template]) -> None:
    """Of items, conditions, facts, lists or settings; no target of a link either."""
    found = [
        text
        for template in templates
        for text in template.lines
        if re.search(r"\{#|\}`|\]\([^0-9]|\]\(\d+[^0-9)]|source=|:id:", text)
    ]

    assert sum(len(template.lines) for template in templates) > 2000
    assert [] == found


EMPHASISED = re.compile(r"(?<!\*)\*(?!\*)([^*]+)\*(?!\*)")


@pytest.mark.parametrize("language", LANGUAGES.published)
def test_pages_call_buttons_and_answers_what_the_interface_calls_them(language: str) -> None:
    """A reader who is told to choose *Later* finds just that word on the list."""
    finnish = {str(m.string).lower(): str(m.id) for m in words_of_interface("fi")}
    own = {str(m.id): str(m.string).lower() for m in words_of_interface(language)}
    quoted = [
        (name, own[finnish[word.lower()]], EMPHASISED.findall(entry.translation.lower()))
        for name in names_of(LOCALES, language)
        for entry in read_page(catalogue_path(LOCALES, language, name), name, name)[0].entries
        for word in EMPHASISED.findall(entry.source)
        if word.lower() in finnish
    ]

    assert len(quoted) > 5
    assert [] == [one for one in quoted if one[1] not in one[2]]


def words_of_interface(language: str) -> Iterator[Message]:
    """Yield the words of the interface in a language."""
    return messages(read_catalogue(interface_path(language)))
