"""The command ``rinnalla pack``: what it makes, and what it says when it cannot."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from rinnalla.cli import main
from rinnalla.editions import Edition
from rinnalla.paper import press
from rinnalla.paper.formats import Rendered
from rinnalla.paper.plan import Job
from tests.projects import ROOT

WRONG = {
    ("coching",): (
        "there is no pack «coching» (did you mean «coaching»?);"
        " to see what there is: rinnalla pack --list"
    ),
    ("--lists", "cm-proces"): (
        "there is no list «cm-proces» (did you mean «cm-process»?);"
        " to see what there is: rinnalla forms --list"
    ),
    ("coaching", "--lists", "cm-process"): "name ready packs or --lists, not both",
    ("--title", "Oma"): "--title belongs to --lists ID …",
    ("--lang", "de"): "the language «de» is none of fi, sv, en, fr",
}


def run(*arguments: str) -> int:
    """Run the command on the project's own pages."""
    return main(["pack", "--docs", str(ROOT / "docs"), *arguments])


def drawn(job: Job, editions: Sequence[Edition]) -> Rendered:
    """Return a file that says what it would hold."""
    assert job.pack
    ids = " ".join(edition.id for edition in editions)
    return Rendered(data=f"{job.pack.pack.title}: {ids}".encode(), pages=2)


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make no real PDF, in this process, and speak English."""
    monkeypatch.setenv("RINNALLA_LANG", "en")
    usual = press.press.__kwdefaults__ or {}
    changed = {**usual, "renderer": drawn, "processes": 1}
    monkeypatch.setattr(press.press, "__kwdefaults__", changed)


@pytest.mark.parametrize("arguments", WRONG, ids=" ".join)
def test_wrong_usage_says_what_to_do(
    arguments: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is made, the status is 2."""
    assert 2 == run("--out", str(tmp_path / "out"), *arguments)
    assert f"rinnalla pack: {WRONG[arguments]}\n" == capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_packs_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    """With their titles and lists."""
    assert 0 == run("--list")
    rows = capsys.readouterr().out.splitlines()
    assert ["coaching", "workshop", "closure", "case-management"] == [r.split()[0] for r in rows]
    assert rows[0].endswith("(coaching-session, heard-first-card, session-feedback)")


def test_ready_packs_are_made_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One file a pack and language; the second run has nothing to do."""
    options = ("coaching", "closure", "--lang", "fi,sv", "--out", str(tmp_path))
    assert 0 == run(*options)
    made = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.pdf"))
    first = capsys.readouterr().out
    assert 0 == run(*options)

    assert [
        "fi/pack-closure.pdf", "fi/pack-coaching.pdf", "sv/pack-closure.pdf",
        "sv/pack-coaching.pdf",
    ] == made  # fmt: skip
    assert first.startswith("4 sheets made, 0 unchanged")
    assert capsys.readouterr().out.startswith("0 sheets made, 4 unchanged")


def test_own_pack_has_the_lists_in_their_order(tmp_path: Path) -> None:
    """With a title of its own, or a usual one in its language; sheets made before stay."""
    options = ("--lists", "follow-up-contact", "cm-process", "--out", str(tmp_path))
    assert 0 == run("coaching", "--lang", "fi", "--out", str(tmp_path))
    assert 0 == run(*options, "--lang", "sv", "--title", "Min vecka")
    titled = (tmp_path / "sv" / "pack-own.pdf").read_text("utf-8")
    assert 0 == run(*options, "--lang", "sv,fi")

    assert "Min vecka: follow-up-contact cm-process" == titled
    own = {code: (tmp_path / code / "pack-own.pdf").read_text("utf-8") for code in ("sv", "fi")}
    assert own["sv"].startswith("Listor att ta med:")
    assert own["fi"].startswith("Listat mukaan:")
    assert (tmp_path / "fi" / "pack-coaching.pdf").is_file()
