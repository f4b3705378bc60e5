"""The checklist as plain data: what it is made of, and nothing about how it is written or shown.

Texts are kept as the editor wrote them (inline Markdown, source language, wrapped lines joined
by one space), so the text of a field is also its message id in the translation catalogues.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias

Tree: TypeAlias = "tuple[str | float | Tree, ...]"
"""A condition as nested tuples, operator first: ``("=", ("item", "unit"), ("choice", "ward"))``."""

Bound: TypeAlias = float | str | None
"""A limit of an answer: a number, or an ISO date as text; None where there is none."""


class Kind(StrEnum):
    """What an item asks for; the names are those an editor writes after ``type=``."""

    CHECK = "check"
    REFLECT = "reflect"
    YES_NO = "yes-no"
    CHOICE = "choice"
    CHOICES = "choices"
    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    GRID = "grid"
    ADVICE = "advice"
    WARNING = "warning"


ASKING = frozenset(Kind) - {Kind.ADVICE, Kind.WARNING}
"""Kinds that wait for an answer and count in progress."""

YES_NO_OPTIONS = ("yes", "no", "not-known")
"""The three answers of a yes-no item, in the order they are shown."""

PAPER_SIZES = ("a6", "a5", "a3")
"""Sizes a list may be printed in besides A4: two pocket cards, and a sheet for a wall."""

CARD_SIZES = ("a6", "a5")
"""Those of them that are cards, the smallest first."""

AUDIENCES = ("client",)
"""For whom a list is made when not for professionals: a client fills it in and keeps it."""

FACT = re.compile(r"[A-Z]{2}-([0-9]+[a-z]?(\.[0-9]+[a-z]?)?|X)")
"""The id of a fact in a source document, such as ``TI-1.2`` or ``SY-1a``; letters: the source.

``CE-X`` is what stands in the source ``CE`` and belongs to no part of it.
"""

ASIDES = ("na", "later", "declined")
"""The three ways to set an item aside: not applicable, later, the client declined."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Text:
    """A translatable text. line: 1-based, in the file."""

    text: str
    line: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Condition:
    """When something is shown or holds. text: the editor's words; line: 1-based, in the file."""

    text: str
    tree: Tree
    line: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Choice:
    """One option of an item, one row or one column of a grid.

    takes_text: the person may add words of their own to this option.
    """

    id: str
    text: str
    line: int
    takes_text: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Origin:
    """Where a statement comes from.

    facts: ids of facts in the source documents, in the editor's order; own: ``design`` or
    ``legal`` for what the knowledge base added itself, None where nothing was added.
    """

    facts: tuple[str, ...] = ()
    own: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Item:
    """One point of a list.

    choices: options of a choice, rows of a grid. lines: writing lines on paper, None for the
    kind's own number. minimum, maximum: limits of a number or a date. unit: printed after a
    number. per_unit: answered once for the workplace, not for each client.
    """

    id: str
    kind: Kind
    text: str
    line: int
    origin: Origin = Origin()
    condition: Condition | None = None
    choices: tuple[Choice, ...] = ()
    columns: tuple[Choice, ...] = ()
    hints: tuple[Text, ...] = ()
    record: Text | None = None
    required: bool = False
    critical: bool = False
    repeat: bool = False
    per_unit: bool = False
    unit: str | None = None
    minimum: Bound = None
    maximum: Bound = None
    lines: int | None = None

    @property
    def options(self) -> tuple[str, ...]:
        """Ids a condition may compare this item with; empty where it has none."""
        if self.kind is Kind.YES_NO:
            return YES_NO_OPTIONS
        if self.kind in (Kind.CHOICE, Kind.CHOICES):
            return tuple(choice.id for choice in self.choices)
        return ()

    @property
    def asks(self) -> bool:
        """Whether the item waits for an answer."""
        return self.kind in ASKING


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """One possible result. condition: None means it holds whenever no earlier one did."""

    id: str
    text: str
    line: int
    origin: Origin = Origin()
    condition: Condition | None = None
    hints: tuple[Text, ...] = ()
    record: Text | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Section:
    """A titled part of a list: either items, or outcomes in the order they are tried.

    id and title are empty for items that stand before the first heading.
    """

    id: str
    title: str
    line: int
    items: tuple[Item, ...] = ()
    outcomes: tuple[Outcome, ...] = ()

    @property
    def statements(self) -> tuple[Item | Outcome, ...]:
        """Its items and outcomes, in document order."""
        found: list[Item | Outcome] = [*self.items, *self.outcomes]
        return tuple(found)


@dataclass(frozen=True, kw_only=True, slots=True)
class Mention:
    """An id, as an editor wrote it where something is only named. line: 1-based, in the file."""

    id: str
    line: int


@dataclass(frozen=True, kw_only=True, slots=True)
class ListIndex:
    """An index of lists on a page. mentions: those it shows, in this order; empty: all.

    path: as given to the reader; line: 1-based, where the index stands.
    """

    path: str
    line: int
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Checklist:
    """A checklist or a form, as its editor wrote it.

    path: as given to the reader; line: 1-based, where the list opens. kind: ``checklist`` is
    worked through, ``form`` is filled. minutes: working time. retired: ids that earlier
    versions had. next: lists the work goes on with. trial: what a trial showed, needed for the
    status ``approved``. audience: of `AUDIENCES`, None for professionals. paper: sizes it is
    printed in besides A4, of `PAPER_SIZES`. card: sections that its card holds, as its editor
    named them; none: all. figure: the drawing on its card. unread: names of options whose value
    could not be read and is None here, ``if`` for conditions.
    """

    id: str
    kind: str
    title: str
    path: str
    line: int
    sections: tuple[Section, ...]
    mode: str | None = None
    who: Text | None = None
    when: Text | None = None
    trial: Text | None = None
    minutes: int | None = None
    status: str | None = None
    reviewed: date | None = None
    review_due: date | None = None
    retired: tuple[str, ...] = ()
    next: tuple[Mention, ...] = ()
    audience: str | None = None
    paper: tuple[str, ...] = ()
    card: tuple[Mention, ...] = ()
    figure: Mention | None = None
    unread: tuple[str, ...] = ()

    @property
    def is_for_client(self) -> bool:
        """Whether the client fills it in, alone or with a professional, and keeps it."""
        return self.audience == "client"

    @property
    def items(self) -> Iterator[Item]:
        """Every item, in document order."""
        return (item for section in self.sections for item in section.items)

    @property
    def statements(self) -> Iterator[Item | Outcome]:
        """Every item and outcome, in document order."""
        return (thing for section in self.sections for thing in section.statements)

    @property
    def card_sections(self) -> tuple[Section, ...]:
        """The sections that a card holds, in document order; all where none are named."""
        named = {mention.id for mention in self.card}
        return tuple(one for one in self.sections if not named or one.id in named)

    @property
    def outcome_sections(self) -> Iterator[Section]:
        """The sections that hold results, in document order."""
        return (section for section in self.sections if section.outcomes)

    def codes(self) -> dict[str, str]:
        """Printed codes by id: sections ``A``, items ``A1``; they follow the position."""
        codes: dict[str, str] = {}
        number = 0
        for section in self.sections:
            letter = ""
            if section.id:
                letter = section_letter(number)
                codes[section.id] = letter
                number += 1
            for position, item in enumerate((i for i in section.items if i.asks), start=1):
                codes[item.id] = f"{letter}{position}"
        return codes


@dataclass(frozen=True, kw_only=True, slots=True)
class Setting:
    """A local fact of the using organisation. value: the local one, or the default.

    line: 1-based, in the settings file.
    """

    name: str
    type: str
    value: float | str
    about: str
    line: int
    origin: Origin = Origin()


def section_letter(number: int) -> str:
    """Return A, B … Z, AA, AB … for a section's position. number: 0-based."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
