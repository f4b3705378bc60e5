"""The editors' guide: every example in it is a list without a problem."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from rinnalla.checks import Corpus, run_checks
from rinnalla.model import Kind
from rinnalla.read import read_text

GUIDE = Path(__file__).parent.parent.parent / "docs" / "contributing" / "authoring.md"
EXAMPLES = re.findall(
    r"^````markdown\n(.*?)^````$", GUIDE.read_text("utf-8"), re.MULTILINE | re.DOTALL
)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda text: text.split("\n")[1])
def test_example_is_a_list_without_a_problem(example: str) -> None:
    """What an editor copies works."""
    reading = read_text(example, "guide.md")
    corpus = Corpus(checklists=reading.checklists, today=date(2026, 11, 21))

    assert 1 == len(reading.checklists)
    assert [] == [*reading.diagnostics, *run_checks(corpus)]


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
    kinds = {item.kind for e in EXAMPLES for c in read_text(e, "x").checklists for item in c.items}

    assert set(Kind) == kinds
