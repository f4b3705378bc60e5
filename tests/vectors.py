"""Test vectors: a list, answers, and what they amount to. Both evaluators run the same ones.

A file in `cases/vectors/` names a list of the knowledge base (``list: docs/checklists/x.md``)
or holds one (``markdown: |``), and cases with ``answers`` and ``expect``. An answer that is not
an object is short for its value. ``today`` of a file or a case is the day it is; without it the
day is unknown. What ``expect`` leaves out is not compared; ``hidden`` and
``shown`` name some of the items only, ``visible`` all of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from rinnalla.evaluate import State, evaluate, runtime_model
from rinnalla.model import Checklist
from rinnalla.read import Reading, read_file, read_text
from rinnalla.settings import read_settings

ROOT = Path(__file__).parent.parent
FOLDER = Path(__file__).parent / "cases" / "vectors"

Json: TypeAlias = Any  # whatever the case file holds


@dataclass(frozen=True, kw_only=True)
class Vector:
    """One case. today: YYYY-MM-DD, None where the day is unknown. expect: as in the file."""

    name: str
    checklist: Checklist
    settings: Mapping[str, float | str]
    answers: Mapping[str, Json]
    today: str | None
    expect: Mapping[str, Json]

    def for_browser(self) -> Json:
        """Return the arguments of the browser's evaluator."""
        model = runtime_model(self.checklist)
        return [model, dict(self.answers), dict(self.settings), self.today]

    def state(self) -> State:
        """Return what the reference makes of it."""
        return evaluate(self.checklist, self.answers, self.settings, self.today)


def as_json(state: State) -> dict[str, Json]:
    """Return a state in the shape of the browser's evaluator."""
    return {
        "visible": list(state.visible),
        "handled": list(state.handled),
        "progress": list(state.progress),
        "outcomes": dict(state.outcomes),
        "warnings": list(state.warnings),
    }


def differences(expect: Mapping[str, Json], state: Mapping[str, Json]) -> list[str]:
    """Return in words where a state is not what the case expects."""
    found = []
    for name, value in expect.items():
        if name == "shown":
            found += [f"{item} is hidden" for item in value if item not in state["visible"]]
        elif name == "hidden":
            found += [f"{item} is shown" for item in value if item in state["visible"]]
        elif name == "outcomes":
            got = {section: state["outcomes"][section] for section in value}
            found += [] if got == value else [f"outcomes {got}, expected {value}"]
        elif state[name] != value:
            found.append(f"{name} {state[name]}, expected {value}")
    return found


@cache
def vectors() -> tuple[Vector, ...]:
    """Return every case of every file."""
    found: list[Vector] = []
    for path in sorted(FOLDER.glob("*.yml")):
        data = yaml.safe_load(path.read_text("utf-8"))
        reading = _reading(data)
        assert not reading.diagnostics, (path, reading.diagnostics)
        (checklist,) = reading.checklists
        common = local_settings() | data.get("settings", {})
        for name, case in data["cases"].items():
            answers = {item: _answer(a) for item, a in case.get("answers", {}).items()}
            found.append(
                Vector(
                    name=f"{path.stem}: {name}",
                    checklist=checklist,
                    settings=common | case.get("settings", {}),
                    answers=answers,
                    today=case.get("today", data.get("today")),
                    expect=case["expect"],
                )
            )
    return tuple(found)


def _reading(data: Mapping[str, Json]) -> Reading:
    if "list" in data:
        return read_file(ROOT / data["list"])
    return read_text(":::{checklist} Koe\n:id: trial\n" + data["markdown"] + "\n:::\n", "trial.md")


def _answer(answer: Json) -> Json:
    return answer if isinstance(answer, dict) else {"value": answer}


@cache
def local_settings() -> dict[str, float | str]:
    """Return the settings of the organisation that the knowledge base has."""
    settings, problems = read_settings(ROOT / "docs" / "organisation.yml")
    assert not problems
    return {name: setting.value for name, setting in settings.items()}
