"""The editors' guide: every example in it is without a problem."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from rinnalla.checks import Corpus, run_checks
from rinnalla.model import Kind
from rinnalla.read import Reading, read_text

GUIDE = Path(__file__).parent.parent.parent / "docs" / "contributing" / "authoring.md"
EXAMPLES = re.findall(
    r"^````markdown\n(.*?)^````$", GUIDE.read_text("utf-8"), re.MULTILINE | re.DOTALL
)


READINGS = [read_text(example, f"example-{n}.md") for n, example in enumerate(EXAMPLES)]


def name(reading: Reading) -> str:
    """Return what the example is about: the id of its list, or what else it shows."""
    return reading.checklists[0].id if reading.checklists else "index-of-lists"


@pytest.mark.parametrize("reading", READINGS, ids=name)
def test_example_has_no_problem(reading: Reading) -> None:
    """What an editor copies works. Examples may name each other's lists, as pages do."""
    corpus = Corpus(
        checklists=tuple(found for one in READINGS for found in one.checklists),
        indexes=reading.indexes,
        today=date(2026, 11, 21),
    )
    lists = [checklist.path for checklist in reading.checklists]
    (path,) = lists + [index.path for index in reading.indexes]

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


def test_guide_shows_every_kind() -> None:
    """No kind is left for an editor to guess."""
    kinds = {item.kind for one in READINGS for found in one.checklists for item in found.items}

    assert set(Kind) == kinds
