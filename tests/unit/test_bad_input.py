r"""Case files: what an editor may write by mistake, and exactly what is said about it.

A case in tests/cases/bad_input begins with a sentence about itself. Then come blocks, each
below a line `--- NAME ---`: files by their names, and last `expect`, which holds the output of
`rinnalla check .` in the folder of those files (`--- check PATH ---` names another path), in
English, and `expect fi`, which holds the same in Finnish.

- The encoding of a file, if it is not plain UTF-8, stands after its name: `--- a.md (crlf) ---`;
  crlf, bom and latin-1 are known.
- `\t` in a file is a tab.
- `@repeat 3 TEXT` is three lines; {letters} in it counts a, b, c … z, aa …
- `@nest 3 TEXT` is three lines, each two spaces further in than the one before.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from rinnalla.cli import check_paths, main
from rinnalla.diagnostics import Code, as_text

CASES = Path(__file__).parents[1] / "cases" / "bad_input"
TODAY = date(2026, 11, 21)

_MARK = re.compile(r"^--- (?P<name>\S+)(?: (?P<note>\S+))? ---\n", re.MULTILINE)
_MANY = re.compile(r"@(?P<how>repeat|nest) (?P<count>\d+) (?P<text>.*)")
_COMMAND = re.compile(
    r"::(?P<severity>error|warning) file=(?P<path>[^,]+),line=(?P<line>\d+),title=[^:]+"
    r"::(?P<message>.*)"
)


@dataclass(frozen=True, kw_only=True)
class Case:
    """A case file. files: names to bytes; path: what is checked; expect: the exact output.

    finnish: the same output in Finnish.
    """

    files: dict[str, bytes]
    path: str
    expect: str
    finnish: str


def read_case(file: Path) -> Case:
    """Return the case in a file."""
    _, *parts = _MARK.split(file.read_text("utf-8"))
    blocks = list(zip(parts[::3], parts[1::3], parts[2::3], strict=True))
    return Case(
        files={
            name: encoded("".join(map(unfolded, text.splitlines(keepends=True))), note)
            for name, note, text in blocks
            if name not in ("check", "expect")
        },
        path=next((note for name, note, _ in blocks if name == "check"), "."),
        expect=next(text for name, note, text in blocks if (name, note) == ("expect", None)),
        finnish=next((text for name, note, text in blocks if (name, note) == ("expect", "fi")), ""),
    )


def unfolded(line: str) -> str:
    """Return what a line of a case stands for."""
    many = _MANY.match(line)
    if many and many["how"] == "repeat":
        count = int(many["count"])
        return "".join(f"{many['text']}\n".replace("{letters}", letters(n)) for n in range(count))
    if many:
        return "".join(f"{'  ' * depth}{many['text']}\n" for depth in range(int(many["count"])))
    return line.replace("\\t", "\t")


def letters(number: int) -> str:
    """Return a, b … z, aa … for 0, 1 …, as ids hold no digits."""
    found = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        found = chr(ord("a") + rest) + found
    return found


def encoded(text: str, note: str | None) -> bytes:
    """Return the text as bytes, in the way its note says."""
    match note:
        case "(crlf)":
            return text.replace("\n", "\r\n").encode()
        case "(bom)":
            return text.encode("utf-8-sig")
        case "(latin-1)":
            return text.encode("latin-1")
        case _:
            return text.encode()


class FixedDay(date):
    """A calendar that stands still."""

    @classmethod
    def today(cls) -> FixedDay:
        """Return the day of all cases."""
        return cls(TODAY.year, TODAY.month, TODAY.day)


FILES = sorted(CASES.glob("*.txt"))


@pytest.fixture(params=FILES, ids=[file.stem for file in FILES])
def case(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Case:
    """Each case, its files written into the current folder, on the fixed day."""
    found = read_case(request.param)
    for name, data in found.files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("rinnalla.cli.date", FixedDay)
    return found


def test_case_is_reported_in_exactly_these_words(case: Case) -> None:
    """Path, line, code, the editor's own words and the remedy; nothing more, nothing less."""
    _, found = check_paths([Path(case.path)], TODAY)

    assert case.expect == as_text(found)


def test_case_is_reported_in_exactly_these_finnish_words(
    case: Case, capsys: pytest.CaptureFixture[str]
) -> None:
    """An editor reads the same problems in Finnish."""
    main(["check", case.path, "--lang", "fi"])

    assert case.finnish == capsys.readouterr().out


def test_exit_status_says_whether_something_was_found(
    case: Case, capsys: pytest.CaptureFixture[str]
) -> None:
    """1 with a problem or a piece of advice, 0 without."""
    status = main(["check", case.path])

    assert (int(bool(case.expect)), case.expect) == (status, capsys.readouterr().out)


def test_json_carries_the_same_problems(case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    """Programs read what people read."""
    main(["check", case.path, "--format", "json"])

    rows = json.loads(capsys.readouterr().out)
    said = "".join(f"{row['path']}:{row['line']}: {row['message']}\n" for row in rows)
    errors = [row["severity"] == "error" for row in rows]
    assert case.expect == said
    assert [": RN4" not in line for line in case.expect.splitlines()] == errors


def test_github_carries_the_same_problems(case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    """A pull request shows them beside their lines."""
    main(["check", case.path, "--format", "github"])

    commands = [_COMMAND.fullmatch(line) for line in capsys.readouterr().out.splitlines()]
    said = "".join(
        f"{command['path']}:{command['line']}: {command['message']}\n".replace("%25", "%")
        for command in commands
        if command
    )
    assert case.expect == said


def test_every_code_has_a_case() -> None:
    """No message is left that nobody has read in its place.

    Those on languages and on paper have their own cases.
    """
    reported = {code for file in FILES for code in re.findall(r"\bRN\d+", read_case(file).expect)}

    elsewhere = ("RN5", "RN601")
    assert {code.number for code in Code if not code.number.startswith(elsewhere)} == reported


def test_cases_about_good_input_expect_nothing() -> None:
    """What is called good is good, and nothing else is."""
    good = {file.stem for file in FILES if file.stem.startswith("good-")}

    assert good == {file.stem for file in FILES if not read_case(file).expect}
