"""The editors' guide: every example in it is a list without a problem."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from rinnalla.checks import Corpus, run_checks
from rinnalla.drawing.art import CLASSES
from rinnalla.drawing.check import check_drawings
from rinnalla.model import Kind
from rinnalla.read import read_text

GUIDE = Path(__file__).parent.parent.parent / "docs" / "contributing" / "authoring.md"
BLOCKS = re.findall(
    r"^````(markdown|svg)\n(.*?)^````$", GUIDE.read_text("utf-8"), re.MULTILINE | re.DOTALL
)
DRAWINGS = [text for _, text in BLOCKS if text.startswith(":::{drawing}")]
EXAMPLES = [text for kind, text in BLOCKS if kind == "markdown" and text not in DRAWINGS]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda text: text.split("\n")[1])
def test_example_is_a_list_without_a_problem(example: str) -> None:
    """What an editor copies works."""
    reading = read_text(example, "guide.md")
    corpus = Corpus(checklists=reading.checklists, today=date(2026, 11, 21))

    assert 1 == len(reading.checklists)
    assert [] == [*reading.diagnostics, *run_checks(corpus)]


def test_example_of_a_drawing_fits_its_art(tmp_path: Path) -> None:
    """The words and the shapes that the guide shows belong together."""
    (example,) = DRAWINGS
    (art,) = (text for kind, text in BLOCKS if kind == "svg")
    reading = read_text(example, "guide.md")
    (tmp_path / f"{reading.drawings[0].name}.svg").write_text(art, "utf-8")

    problems = check_drawings(reading.drawings, tmp_path, Path("figures"), ())

    assert [] == [*reading.diagnostics, *problems]


def test_guide_names_every_class_of_a_shape() -> None:
    """A class that is not in the guide is one that nobody will use."""
    text = GUIDE.read_text("utf-8")

    assert [] == [name for name in CLASSES if f"`{name}`" not in text]


def test_guide_shows_every_kind() -> None:
    """No kind is left for an editor to guess."""
    kinds = {item.kind for e in EXAMPLES for c in read_text(e, "x").checklists for item in c.items}

    assert set(Kind) == kinds
