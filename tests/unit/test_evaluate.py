"""The reference evaluator against the shared vectors; the browser's runs them too."""

from __future__ import annotations

import pytest

from rinnalla.evaluate import State, runtime_model
from rinnalla.read import read_paths
from tests.vectors import ROOT, Vector, as_json, differences, vectors


@pytest.mark.parametrize("vector", vectors(), ids=lambda vector: vector.name)
def test_vector(vector: Vector) -> None:
    """Visible, handled, progress, outcomes and warnings are as the case says."""
    state = vector.state()

    assert [] == differences(vector.expect, as_json(state))


def test_a_wrong_expectation_is_seen() -> None:
    """The comparison itself can fail."""
    vector = next(v for v in vectors() if v.checklist.id == "cm-referral")
    state = as_json(vector.state())

    assert differences({"progress": [99, 1]}, state)
    assert differences({"outcomes": {"result": "notify"}}, state)
    assert differences({"shown": ["ward-episodes"]}, state)
    assert differences({"hidden": ["unit"]}, state)


def test_every_condition_of_the_real_lists_is_seen_true_and_not() -> None:
    """Each conditional item and each result of every list is reached by some vector."""
    states: dict[str, list[State]] = {}
    for vector in vectors():
        state = vector.state()
        states.setdefault(vector.checklist.id, []).append(state)

    for checklist in read_paths([ROOT / "docs" / "checklists"]).checklists:
        seen = states.get(checklist.id, [])
        for item in (item for item in checklist.items if item.condition):
            shown = {item.id in state.visible for state in seen}
            assert {True, False} == shown, (checklist.id, item.id)
        for section in checklist.outcome_sections:
            results = {state.outcomes[section.id] for state in seen}
            assert {case.id for case in section.outcomes} <= results, checklist.id


def test_runtime_model_keeps_a_limit_of_zero() -> None:
    """Zero is a limit like any other, not an absence."""
    (checklist,) = {v.checklist for v in vectors() if v.checklist.id == "cm-referral"}
    items = runtime_model(checklist)["items"]

    assert isinstance(items, list)
    assert 0.0 == next(item["min"] for item in items if item["id"] == "ward-episodes")
