"""The reference evaluator against the shared vectors; the browser's runs them too."""

from __future__ import annotations

import pytest

from rinnalla.evaluate import evaluate, runtime_model
from tests.vectors import Vector, as_json, differences, vectors


@pytest.mark.parametrize("vector", vectors(), ids=lambda vector: vector.name)
def test_vector(vector: Vector) -> None:
    """Visible, handled, progress, outcomes and warnings are as the case says."""
    state = evaluate(vector.checklist, vector.answers, vector.settings)

    assert [] == differences(vector.expect, as_json(state))


def test_a_wrong_expectation_is_seen() -> None:
    """The comparison itself can fail."""
    vector = next(v for v in vectors() if v.checklist.id == "cm-referral")
    state = as_json(evaluate(vector.checklist, vector.answers, vector.settings))

    assert differences({"progress": [99, 1]}, state)
    assert differences({"outcomes": {"result": "notify"}}, state)
    assert differences({"shown": ["ward-episodes"]}, state)
    assert differences({"hidden": ["unit"]}, state)


def test_every_condition_of_the_real_lists_is_seen_true_and_not() -> None:
    """Each conditional item and each result of the two lists is reached by some vector."""
    shown: dict[str, set[str]] = {}
    hidden: dict[str, set[str]] = {}
    results: dict[str, set[str | None]] = {}
    for vector in vectors():
        checklist = vector.checklist
        state = evaluate(checklist, vector.answers, vector.settings)
        conditional = {item.id for item in checklist.items if item.condition}
        shown.setdefault(checklist.id, set()).update(conditional & set(state.visible))
        hidden.setdefault(checklist.id, set()).update(conditional - set(state.visible))
        results.setdefault(checklist.id, set()).update(state.outcomes.values())
        assert {*shown[checklist.id], *hidden[checklist.id]} == conditional
    for list_id in ("cm-referral", "trauma-informed-closure"):
        assert shown[list_id] == hidden[list_id]
    assert {None, "notify", "consult", "guide-elsewhere"} == results["cm-referral"]


def test_runtime_model_keeps_a_limit_of_zero() -> None:
    """Zero is a limit like any other, not an absence."""
    (checklist,) = {v.checklist for v in vectors() if v.checklist.id == "cm-referral"}
    items = runtime_model(checklist)["items"]

    assert isinstance(items, list)
    assert 0.0 == next(item["min"] for item in items if item["id"] == "ward-episodes")
