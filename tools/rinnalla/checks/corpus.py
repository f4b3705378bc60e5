"""What a rule gets to see."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from rinnalla.diagnostics import Code, Diagnostic, problem
from rinnalla.model import Checklist, Item, Outcome, Setting


@dataclass(frozen=True, kw_only=True, slots=True)
class Corpus:
    """All lists that are checked together. today: what counts as the day of the check."""

    checklists: tuple[Checklist, ...]
    settings: Mapping[str, Setting] = field(default_factory=dict)
    today: date


Rule: TypeAlias = Callable[[Corpus], Iterable[Diagnostic]]
"""Yields what it finds wrong; never prints, never changes anything."""


def found(checklist: Checklist, line: int, code: Code, **words: object) -> Diagnostic:
    """Return a diagnostic in the list's file."""
    return problem(checklist.path, line, code, **words)


def statements(checklist: Checklist) -> Iterator[Item | Outcome]:
    """Yield every item and outcome, in document order."""
    for section in checklist.sections:
        yield from section.items
        yield from section.outcomes
