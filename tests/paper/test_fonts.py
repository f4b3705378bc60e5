"""The font of paper: what it holds, and that no other is ever looked at."""

from __future__ import annotations

import io
import os
from contextlib import suppress
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from rinnalla.glyphs import characters, missing_glyphs, named
from rinnalla.paper.fonts import FACES, face, field_font, own_fonts

ROOT = Path(__file__).parents[2]


def in_font(name: str) -> set[str]:
    """Return the characters of a face."""
    return {chr(point) for point in TTFont(face(name)).getBestCmap()}


def test_characters_written_down_are_those_of_the_font() -> None:
    """So the check needs no font; another version of the package is noticed here."""
    upright = [in_font(name) for name in FACES if "It" not in name]

    assert 3 == len(upright)
    assert all(characters() == found for found in upright)


def test_slanted_faces_hold_a_part_of_them() -> None:
    """Greek and Cyrillic stand upright in slanted text."""
    for name in ("It", "BoldIt"):
        assert in_font(name) < characters()
        assert set("åäöéèêçœ’”«»–…ÅÄÖ €→") <= in_font(name)


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("", ()),
        ("plain", ()),
        ("Åke söi œufs – ”nyt”, 5 € → ☑ • … ’", ()),
        ("a\u0308 on ä", ()),
        ("katkai\u00adse\u200bja\u2060 \u00a0\u202f\n\t", ()),
        ("✔🙂✔", ("✔", "🙂")),
        ("Привет", ()),
        ("مرحبا", ("م", "ر", "ح", "ب", "ا")),
        ("\x00", ()),
        ("é\u200e", ("\u200e",)),
    ],
)
def test_missing_characters_are_found(text: str, missing: tuple[str, ...]) -> None:
    """Each once, in order; what is never painted is not missing."""
    assert missing == missing_glyphs(text)


@pytest.mark.parametrize(
    ("character", "name"),
    [
        ("✔", "U+2714 HEAVY CHECK MARK"),
        ("🙂", "U+1F642 SLIGHTLY SMILING FACE"),
        ("\ue000", "U+E000"),
    ],
)
def test_characters_are_named_for_those_who_cannot_see_them(character: str, name: str) -> None:
    """By number and by the name of Unicode, if there is one."""
    assert name == named(character)


def test_every_page_of_ours_can_be_printed() -> None:
    """The pages and the words of the interface, in every language."""
    files = [*ROOT.glob("docs/**/*.md"), *ROOT.glob("locales/**/*.po")]
    files = [file for file in files if "contributing" not in file.parts]
    found = {
        file.relative_to(ROOT).as_posix(): missing
        for file in files
        if (missing := missing_glyphs(file.read_text("utf-8")))
    }

    assert files
    assert {} == found


def test_font_of_fields_holds_what_western_languages_are_typed_with() -> None:
    """All of WinAnsi that the font has, in some twenty kilobytes, and the same each time."""
    font = field_font()
    held = {chr(point) for point in TTFont(io.BytesIO(font.data)).getBestCmap()}
    typed = {bytes([code]).decode("cp1252", "ignore") for code in range(32, 256)} - {""}

    assert {"\x7f"} | (typed & characters()) - {"\x7f"} == (typed & held) | {"\x7f"}
    assert set("åäöÅÄÖéèœ–’”€") <= held
    assert len(font.data) < 25 * 1024
    assert font.data == field_font.__wrapped__().data


def test_width_of_typed_text_is_that_of_its_letters() -> None:
    """As lines are broken by it."""
    font = field_font()

    assert font.width(b"ii", 10) == pytest.approx(2 * font.width(b"i", 10))
    assert font.width(b"m", 10) > 2 * font.width(b"i", 10) > 0
    assert font.width(b"m", 20) == pytest.approx(2 * font.width(b"m", 10))


def test_variable_of_the_environment_is_put_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether it was there or not, and whatever happens in between."""
    for before in (None, "theirs.conf"):
        if before:
            monkeypatch.setenv("FONTCONFIG_FILE", before)
        else:
            monkeypatch.delenv("FONTCONFIG_FILE", raising=False)
        with suppress(KeyError), own_fonts():
            assert 1 == Path(os.environ["FONTCONFIG_FILE"]).read_text("utf-8").count("<dir>")
            raise KeyError
        assert before == os.environ.get("FONTCONFIG_FILE")
