"""The editors' guide: every example in it is without a problem."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from rinnalla.checks import Corpus, run_checks
from rinnalla.drawing.art import CLASSES
from rinnalla.drawing.check import check_drawings
from rinnalla.model import Kind
from rinnalla.read import Reading, read_text

GUIDE = Path(__file__).parent.parent.parent / "docs" / "contributing" / "authoring.md"
BLOCKS = re.findall(
    r"^````(markdown|svg)\n(.*?)^````$", GUIDE.read_text("utf-8"), re.MULTILINE | re.DOTALL
)
DRAWINGS = [text for _, text in BLOCKS if text.startswith(":::{drawing}")]
EXAMPLES = [text for kind, text in BLOCKS if kind == "markdown" and text not in DRAWINGS]


READINGS = [read_text(example, f"example-{n}.md") for n, example in enumerate(EXAMPLES)]


def name(reading: Reading) -> str:
    """Return what the example is about: the id of its list, or what else it shows."""
    if reading.packs:
        return reading.packs[0].id
    return reading.checklists[0].id if reading.checklists else "index-of-lists"


@pytest.mark.parametrize("reading", READINGS, ids=name)
def test_example_has_no_problem(reading: Reading) -> None:
    """What an editor copies works. Examples may name each other's lists, as pages do."""
    corpus = Corpus(
        checklists=tuple(found for one in READINGS for found in one.checklists),
        indexes=reading.indexes,
        packs=reading.packs,
        today=date(2026, 11, 21),
    )
    lists = [checklist.path for checklist in reading.checklists]
    others = [*(one.path for one in reading.indexes), *(one.path for one in reading.packs)]
    (path,) = lists + others

    assert [] == [*reading.diagnostics, *(d for d in run_checks(corpus) if d.path == path)]


def test_example_of_facts_has_no_problem() -> None:
    """It shows everything that may stand beside an id."""
    (example,) = re.findall(
        r"^````markdown facts\n(.*?)^````$", GUIDE.read_text("utf-8"), re.MULTILINE | re.DOTALL
    )
    reading = read_text(example, "guide.md")
    (found,) = reading.fact_lists

    assert () == reading.diagnostics
    assert [False, True, False] == [fact.uncertain for fact in found.facts]
    assert [True, True, False] == [fact.unused is None for fact in found.facts]


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
    kinds = {item.kind for one in READINGS for found in one.checklists for item in found.items}

    assert set(Kind) == kinds
