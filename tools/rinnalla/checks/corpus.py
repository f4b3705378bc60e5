"""What a rule gets to see."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TypeAlias

from rinnalla.diagnostics import Code, Diagnostic, problem
from rinnalla.facts import Fact, Mark, Use
from rinnalla.inline import plain, roles_used
from rinnalla.messages import texts
from rinnalla.model import Checklist, Item, Kind, ListIndex, Outcome, Setting, Text
from rinnalla.packs import Pack
from rinnalla.read import Reading


@dataclass(frozen=True, kw_only=True)
class Corpus:
    """Everything that is checked together. today: what counts as the day of the check.

    facts: of all sources; marks: where the pages' own text names them. indexes: the indexes of
    lists on pages; packs: lists that are printed together. settings_path: the file of the
    settings, as messages name it. What several rules look at is gathered once, when the first of
    them asks.
    """

    checklists: tuple[Checklist, ...]
    facts: tuple[Fact, ...] = ()
    marks: tuple[Mark, ...] = ()
    settings: Mapping[str, Setting] = field(default_factory=dict)
    settings_path: str = ""
    indexes: tuple[ListIndex, ...] = ()
    packs: tuple[Pack, ...] = ()
    today: date

    @cached_property
    def texts(self) -> Sequence[tuple[Checklist, Text]]:
        """Every translatable text, as it was written."""
        return [(checklist, text) for checklist in self.checklists for text in texts(checklist)]

    @cached_property
    def spoken(self) -> Sequence[tuple[Checklist, str, int]]:
        """The words of every text, as a reader sees them, with its line."""
        return [(checklist, plain(text.text), text.line) for checklist, text in self.texts]

    @cached_property
    def roles(self) -> Sequence[tuple[Checklist, str, str, int]]:
        """The name and target of every role in a text, with its line."""
        return [
            (checklist, role, target, text.line)
            for checklist, text in self.texts
            for role, target in roles_used(text.text)
        ]

    @cached_property
    def ticks(self) -> Sequence[tuple[Checklist, Item, str]]:
        """The items that are ticked, with their words."""
        return [
            (checklist, item, plain(item.text))
            for checklist in self.checklists
            for item in checklist.items
            if item.kind is Kind.CHECK
        ]

    @cached_property
    def uses(self) -> Sequence[Use]:
        """Every place that names a fact: in pages, in lists, in the settings."""
        in_pages = (
            Use(fact=fact, path=mark.path, line=mark.line, place=mark.heading)
            for mark in self.marks
            for fact in mark.facts
        )
        in_lists = (
            Use(fact=fact, path=checklist.path, line=thing.line, place=f"{checklist.id}#{thing.id}")
            for checklist in self.checklists
            for thing in statements(checklist)
            for fact in thing.origin.facts
        )
        in_settings = (
            Use(fact=fact, path=self.settings_path, line=setting.line, place=name)
            for name, setting in self.settings.items()
            for fact in setting.origin.facts
        )
        return [*in_pages, *in_lists, *in_settings]


def corpus_of(
    reading: Reading, settings: Mapping[str, Setting], settings_path: str, today: date
) -> Corpus:
    """Return what was read, to be checked."""
    return Corpus(
        checklists=reading.checklists,
        facts=tuple(fact for block in reading.fact_lists for fact in block.facts),
        marks=reading.marks,
        indexes=reading.indexes,
        packs=reading.packs,
        settings=settings,
        settings_path=settings_path,
        today=today,
    )


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
