"""Messages for editors in Finnish and English: the catalogue, the choice, and what is printed."""

from __future__ import annotations

import ast
import json
import os
import pickle
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

from rinnalla.cli import main
from rinnalla.codes import Code
from rinnalla.diagnostics import Diagnostic, problem, shorten
from rinnalla.messages import read_catalogue
from rinnalla.phrases import Phrase, english, listed, phrase, said
from rinnalla.read import read_text
from rinnalla.speech import CATALOGUE, VARIABLES, Speech, speech_of
from tests.unit.test_bad_catalogues import FILES as CATALOGUES
from tests.unit.test_bad_input import FILES, read_case

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "tools" / "rinnalla"
FINNISH = Speech("fi")
WRONG = ":::{checklist} Lista\n:id: a-list\n\n- [ ] Yksi\n:::\n"

_FIELD = re.compile(r"%(?:\(\w+\))?[srd]")
_QUOTED = re.compile("«[^»]*»|”[^”]*”|`[^`]*`")
"""The editor's own words, and words to be written as they are."""
_ENGLISH = re.compile(
    r"(?<![\w:./-])(?:the|of|is|are|which|that|this|not|with|without|cannot|must|an|one|two|has|"
    r"holds|Write|Use|Add|Remove|Give|Read|Say|Check|Save|such|as|to|from)(?![\w(=-])"
)


def messages() -> Iterator[str]:
    """Yield every message the codes, the parsers and the commands have for editors."""
    for code in Code:
        yield from (code.sentence, code.remedy)
    for path in sorted(PACKAGE.rglob("*.py")):
        for call in calls(path, "phrase", "say"):
            yield from strings(call.args[0])


def calls(path: Path, *names: str) -> Iterator[ast.Call]:
    """Yield the calls of functions and methods of these names, with arguments."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and node.args:
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name in names:
                yield node


def strings(node: ast.expr) -> Iterator[str]:
    """Yield the texts an expression can be."""
    if isinstance(node, ast.IfExp):
        yield from (*strings(node.body), *strings(node.orelse))
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value


def fields(text: str) -> list[str]:
    """Return the placeholders of a message, sorted."""
    if found := _FIELD.findall(text):
        return sorted(found)
    return sorted(name for _, name, _, _ in Formatter().parse(text) if name is not None)


def has_words(text: str) -> bool:
    """Return whether there is anything to translate."""
    return any(char.isalpha() for char in re.sub(r"\{\w+\}", "", text))


@pytest.mark.parametrize("code", Code, ids=lambda code: code.number)
def test_every_code_speaks_finnish(code: Code) -> None:
    """Its sentence and its remedy, with the same fillings."""
    for text in (code.sentence, code.remedy):
        if has_words(text):
            assert text != FINNISH(text), text
        assert fields(text) == fields(FINNISH(text)), text


def test_catalogue_is_complete() -> None:
    """Each message has its Finnish, none is fuzzy, none is left over, placeholders are kept."""
    entries = {str(entry.id): entry for entry in read_catalogue(CATALOGUE) if entry.id}
    wanted = set(messages())

    assert [] == sorted(text for text in wanted - set(entries) if has_words(text))
    assert [] == sorted(set(entries) - wanted)
    for text, entry in entries.items():
        assert entry.string, text
        assert not entry.fuzzy, text
        assert fields(text) == fields(str(entry.string)), text


def test_each_message_stands_where_it_is_marked() -> None:
    """A message put together before it is marked would be in no catalogue."""
    unclear = {
        path.name
        for path in PACKAGE.rglob("*.py")
        for call in calls(path, "phrase")
        if not list(strings(call.args[0]))
    }

    assert set() == unclear


def test_what_is_printed_is_said() -> None:
    """No command prints English words past the catalogue."""
    unsaid = [
        f"{path.name}:{call.lineno}"
        for path in PACKAGE.glob("*.py")
        for call in calls(path, "print", "SystemExit", "ChecklistError", "IndexingError")
        for part in ast.walk(call.args[0])
        if isinstance(part, ast.Constant)
        and isinstance(part.value, str)
        and re.search(r"[a-z]{2,} [a-z]{2,}", re.sub(r"rinnalla \w+", "", part.value))
        and part not in marked(call)
    ]

    assert [] == unsaid


def marked(call: ast.Call) -> list[ast.expr]:
    """Return the texts inside of a call that are marked as messages."""
    inner = (node for node in ast.walk(call) if isinstance(node, ast.Call) and node is not call)
    return [
        argument
        for node in inner
        if getattr(node.func, "id", getattr(node.func, "attr", "")) in ("phrase", "say")
        for argument in node.args
    ]


# phrases -----------------------------------------------------------------------------------


def test_a_phrase_is_its_english_text_and_can_be_said_again() -> None:
    """Its fillings are translated where they are phrases, and stay where they are not."""
    inner = phrase("the setting «{name}»", name="a {b}")
    outer = phrase("{what} {why}", what=inner, why=phrase("lacks {names}", names="about"))

    assert "the setting «a {b}» lacks about" == outer
    assert outer == said(outer, english)
    assert "asetus «a {b}»: siitä puuttuu about" == said(outer, FINNISH)
    assert "lacks about" == said("lacks about", FINNISH)


def test_phrases_one_after_another_stay_phrases() -> None:
    """Between them stands what is the same in every language."""
    both = listed((phrase("item"), "x"))

    assert ("item, x", "kohta, x") == (both, said(both, FINNISH))


def test_fillings_are_printable_and_in_one_line() -> None:
    """What an editor wrote cannot break a message."""
    assert "the setting «a b»" == phrase("the setting «{name}»", name="a\nb")
    assert "the end" == shorten(phrase("the end"))


def test_a_problem_keeps_its_languages_between_builds() -> None:
    """Sphinx stores what was read, and reads it back in the next build."""
    (found,) = (d for d in read_text(WRONG, "x.md").diagnostics if d.code is Code.MISSING_ITEM_ID)
    again: Diagnostic = pickle.loads(pickle.dumps(found))  # noqa: S301 - made above

    assert found == again
    assert "RN102 the item «Yksi» has no id. " in again.message
    assert again.said(FINNISH).startswith("RN102 tunnus puuttuu: kohta «Yksi». Lisää se ")
    assert all(isinstance(dict(again.words)[name], str) for name in ("what", "text"))
    assert isinstance(dict(again.words)["what"], Phrase)


# the choice --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "fi_FI.UTF-8"}, "fi"),
        ({"LANG": "fi"}, "fi"),
        ({"LANG": "sv_FI.UTF-8"}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "fi_FI.UTF-8", "LC_MESSAGES": "en_GB.UTF-8"}, "en"),
        ({"LC_MESSAGES": "fi_FI.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LC_ALL": "", "LC_MESSAGES": "", "LANG": "fi_FI.UTF-8"}, "fi"),
        ({"RINNALLA_LANG": "fi", "LC_ALL": "C", "LANG": "C"}, "fi"),
        ({"RINNALLA_LANG": "en", "LC_ALL": "fi_FI.UTF-8"}, "en"),
    ],
)
def test_the_first_variable_that_says_anything_is_followed(
    environment: dict[str, str], language: str
) -> None:
    """Our own, then those of every program, in their order."""
    assert language == speech_of(environment).language


@pytest.mark.parametrize(
    "arguments", [["--lang", "fi", "check", "x.md"], ["check", "x.md", "--lang=fi"]]
)
def test_the_language_stands_before_or_after_the_command(
    arguments: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Whoever types it need not remember where."""
    monkeypatch.chdir(tmp_path)
    Path("x.md").write_text(WRONG, "utf-8")

    assert 1 == main(arguments)

    out, err = capsys.readouterr()
    assert "x.md:4: RN102 tunnus puuttuu: kohta «Yksi». Lisää se aaltosulkeissa loppuun" in out
    assert err.startswith("Listoja luettu: 1. Ongelmia: ")


@pytest.mark.parametrize("language", ["fi", "en"])
def test_a_program_follows_the_computer(tmp_path: Path, language: str) -> None:
    """A whole run, with nothing in the environment but the locale."""
    (tmp_path / "x.md").write_text(WRONG, "utf-8")
    environment = {name: value for name, value in os.environ.items() if name not in VARIABLES}
    environment |= {"LANG": f"{language}_FI.UTF-8", "PYTHONPATH": str(PACKAGE.parent)}
    program = "import sys; from rinnalla.cli import main; sys.exit(main(['check', 'x.md']))"

    finished = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", program],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert 1 == finished.returncode
    expected = "tunnus puuttuu: kohta «Yksi»" if language == "fi" else "the item «Yksi» has no id"
    assert f"x.md:4: RN102 {expected}. " in finished.stdout


@pytest.mark.parametrize("form", ["json", "github"])
def test_programs_read_the_same_codes_in_both_languages(
    form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Only the message differs: path, line, code, name and severity stay."""
    (tmp_path / "x.md").write_text(WRONG, "utf-8")
    outputs = []
    for language in ("fi", "en"):
        main(["check", str(tmp_path), "--format", form, "--lang", language])
        outputs.append(capsys.readouterr().out)

    if form == "json":
        finnish, plain = (json.loads(output) for output in outputs)
        assert all(a["message"] != b["message"] for a, b in zip(finnish, plain, strict=True))
        assert [row | {"message": ""} for row in finnish] == [
            row | {"message": ""} for row in plain
        ]
    else:
        finnish, plain = (output.splitlines() for output in outputs)
        said_before = re.compile(r"::(error|warning) [^:]*::")
        for a, b in zip(finnish, plain, strict=True):
            assert said_before.match(a)[0] == said_before.match(b)[0]  # type: ignore[index]
            assert a != b


# what an editor reads ----------------------------------------------------------------------


@pytest.mark.parametrize("file", [*FILES, *CATALOGUES], ids=lambda file: str(file.stem))
def test_nothing_english_is_left_in_finnish(file: Path) -> None:
    """In no case, but for the editor's own words and what is to be written as it is."""
    text = _QUOTED.sub("", read_case(file).finnish)

    assert [] == [line for line in text.splitlines() if _ENGLISH.search(line)]


def test_english_left_in_finnish_would_be_seen() -> None:
    """Else the test above would say nothing."""
    left = problem("x.md", 1, Code.BAD_SETTING, what="the file", why="is not a list")

    assert _ENGLISH.search(left.said(FINNISH))


@pytest.mark.parametrize("command", ["", "check", "coverage", "prose", "site", "serve"])
def test_help_is_finnish(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Ours, and the words of the standard parser."""
    with pytest.raises(SystemExit) as raised:
        main([*command.split(), "--help", "--lang", "fi"])

    shown = capsys.readouterr().out
    assert 0 == raised.value.code
    assert shown.startswith(f"käyttö: rinnalla {command}".rstrip())
    assert "näytä tämä ohje" in shown
    assert not _ENGLISH.search(shown)
    assert not re.search("usage|options|arguments|show", shown)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("--lang fi", "puuttuu: KOMENTO"),
        ("check --lang fi --format xml", "--format: 'xml' ei kelpaa (valitse näistä: "),
        ("check --lang fi --colour", "tätä ei tunneta: --colour"),
        ("serve --lang fi --port abc", "--port: arvo 'abc' ei kelpaa"),
        ("serve --lang fi --port", "--port: arvo puuttuu"),
    ],
)
def test_wrong_usage_is_told_in_finnish(
    line: str, expected: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Status 2, as ever."""
    with pytest.raises(SystemExit) as raised:
        main(line.split())

    assert 2 == raised.value.code
    assert f": virhe: {expected}" in capsys.readouterr().err


def test_a_language_we_do_not_speak_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    """In the computer's language, and the usual words come back to the standard parser."""
    with pytest.raises(SystemExit):
        main(["check", "--lang", "sv"])

    assert "argument --lang: invalid choice: 'sv'" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("serve . --lang fi", "rinnalla serve: kansiossa . ei ole sivustoa. Rakenna se ensin"),
        ("site --docs . --lang fi", "rinnalla site: kansiossa . ei ole tiedostoa conf.py"),
        ("coverage . --lang fi", "rinnalla coverage: kansiossa . ei ole minkään lähteen tietoja"),
    ],
)
def test_what_is_missing_is_told_in_finnish(
    line: str,
    expected: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """And what to do about it."""
    monkeypatch.chdir(tmp_path)

    assert 2 == main(line.split())
    assert expected in capsys.readouterr().err


def test_coverage_is_finnish(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The sums, and what is not used."""
    page = ':::{facts}\n- Yksi. {#TI-1}\n- Kaksi. {#TI-2}\n- Muu. {#TI-X unused="Ei."}\n:::\n'
    (tmp_path / "a.md").write_text(f"{page}\nTeksti. {{source}}`TI-1`\n", "utf-8")

    assert 1 == main(["coverage", str(tmp_path), "--lang", "fi"])

    first, problem_line, last = capsys.readouterr().out.splitlines()
    assert first.endswith(
        "tietoja käytössä 1, kaikkiaan 2; käyttämättä: TI-2 (rivi 3); ei sisältöä: TI-X"
    )
    assert ":3: RN313 tieto ”TI-2” ei ole käytössä missään. " in problem_line
    assert "tietoja käytössä 1, kaikkiaan 2; kohtia 0, jokaisella lähde tai alkuperä" == last


def test_prose_is_finnish(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each finding, and the lengths; the kind stays, as the guide names it."""
    (tmp_path / "a.md").write_text('Asia on on  sovittu "hyvin" - ja xqzw.\n', "utf-8")
    (tmp_path / "words.txt").write_text("eka\n[x]\n", "utf-8")

    words = str(tmp_path / "words.txt")
    assert 1 == main(["prose", str(tmp_path), "--pages", "--words", words, "--lang", "fi"])

    out, err = capsys.readouterr()
    assert "a.md:1: unknown-word: ”xqzw” ei ole tuttu sana. Korjaa se" in out
    assert "a.md:1: doubled-word: ”on” on kahdesti peräkkäin. Jätä yksi" in out
    assert "words.txt:2: word-list: ryhmästä [x] puuttuu syy." in out
    assert "a.md: virkkeitä 1, sanoja virkkeessä " in out
    assert re.match(r"tiedostoja 1: virkkeitä 1, .*: löydöksiä \d+\n", err)
    assert not _ENGLISH.search(_QUOTED.sub("", out + err))
