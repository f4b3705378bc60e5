"""The evaluator in the browser and the reference in Python say the same of the same answers."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias

import pytest
from playwright.sync_api import Page

from rinnalla.model import Checklist, Tree
from tests.browser.conftest import OpenPage, Site
from tests.browser.generator import Case, cases
from tests.vectors import as_json, differences, vectors

Json: TypeAlias = Any  # what an evaluator answers

SEED = 20261121
BATCH = 400

RUN = """async (texts) => {
  const { evaluate } = await import("/_static/evaluate.js");
  const one = (text) => {
    try { return evaluate(...JSON.parse(text)); } catch (error) { return `threw ${error}`; }
  };
  return JSON.stringify(texts.map(one));
}"""

OPERATORS = tuple(
    "or and not = != < <= > >= in + - * / neg num date today item outcome choice setting answered"
    " has".split()
)  # fmt: skip


def in_browser(page: Page, arguments: Sequence[str]) -> list[Json]:
    """Return what the browser's evaluator makes of each case. arguments: JSON texts."""
    found: list[Json] = []
    for start in range(0, len(arguments), BATCH):
        found += json.loads(page.evaluate(RUN, arguments[start : start + BATCH]))
    return found


@pytest.fixture
def page(open_page: OpenPage, site: Site) -> Page:
    """Return a page of the site, from which its scripts may be imported."""
    return open_page(f"{site.url}/index.html")


@pytest.fixture(scope="session")
def generated() -> list[Case]:
    """Return the random cases."""
    return cases(SEED, lists=900, answers=6)


def test_every_vector_holds_in_the_browser(page: Page) -> None:
    """The shared vectors come out as their files say, and exactly as in Python."""
    arguments = [json.dumps(vector.for_browser()) for vector in vectors()]

    states = in_browser(page, arguments)

    wrong = {}
    for vector, state in zip(vectors(), states, strict=True):
        reference = as_json(vector.state())
        if state != reference or differences(vector.expect, state):
            wrong[vector.name] = (state, reference)
    assert {} == wrong


def test_thousands_of_random_cases_agree(page: Page, generated: list[Case]) -> None:
    """Both evaluators agree exactly; the smallest case on which they do not is shown."""
    arguments = [case.as_json() for case in generated]

    states = in_browser(page, arguments)

    differing = [
        (argument, state, reference)
        for case, argument, state in zip(generated, arguments, states, strict=True)
        if state != (reference := as_json(case.state()))
    ]
    assert len(generated) >= 2500
    assert not differing, _smallest(differing)


def _smallest(differing: Sequence[tuple[str, Json, Json]]) -> str:
    argument, state, reference = min(differing, key=lambda case: len(case[0]))
    model, answers, settings, today = json.loads(argument)
    return "\n".join(
        (
            f"{len(differing)} cases differ, this one is the smallest:",
            *(f"  item {json.dumps(item)}" for item in model["items"]),
            *(f"  outcome {json.dumps(section)}" for section in model["outcomes"]),
            f"  answers {json.dumps(answers)}",
            f"  settings {json.dumps(settings)}",
            f"  today {json.dumps(today)}",
            f"  browser {json.dumps(state)}",
            f"  Python  {json.dumps(reference)}",
        )
    )


def test_the_random_cases_reach_everything(generated: list[Case]) -> None:
    """Every operator, every kind, shown and hidden items, and all sorts of results occur."""
    operators: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    results: Counter[str] = Counter()
    hidden = warned = handled = 0
    for case in generated:
        state = case.state()
        for tree in _trees(case.checklist):
            operators.update(str(node[0]) for node in _nodes(tree))
        kinds.update(str(item.kind) for item in case.checklist.items)
        results.update(str(outcome)[:4] for outcome in state.outcomes.values())
        hidden += len(list(case.checklist.items)) - len(state.visible)
        handled += len(state.handled)
        warned += len(state.warnings)

    assert {*OPERATORS} <= {*operators}
    assert min(operators[operator] for operator in OPERATORS) > 100
    assert min(kinds.values()) > 500
    assert min(results["None"], results[""], results["cons"], results["both"]) > 100
    assert min(hidden, handled, warned) > 1000


def _trees(checklist: Checklist) -> Iterator[Tree]:
    for section in checklist.sections:
        conditions = [item.condition for item in section.items]
        conditions += [case.condition for case in section.outcomes]
        yield from (condition.tree for condition in conditions if condition)


def _nodes(tree: Tree) -> Iterator[Tree]:
    """Yield every node; the options of ``in`` are a plain tuple of nodes."""
    if isinstance(tree[0], str):
        yield tree
    for part in tree:
        if isinstance(part, tuple):
            yield from _nodes(part)
