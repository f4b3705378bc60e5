"""What needs all names of a list at once: ids used twice, and conditions as trees."""

from __future__ import annotations

import re
from dataclasses import replace

from rinnalla.diagnostics import Code, near, shorten
from rinnalla.drafts import DraftReader
from rinnalla.grammar import ConditionError, Scope, parse_condition
from rinnalla.model import Condition, Item, Outcome, Section

_NAME = re.compile(r"[A-Za-z][\w-]*")


def resolve(
    reader: DraftReader, sections: tuple[Section, ...], conditions: dict[int, str]
) -> tuple[Section, ...]:
    """Return the sections with their conditions read. conditions: the editor's words by line."""
    named: list[Section | Item | Outcome] = []
    for section in sections:
        named += [section] if section.id else []
        named += section.items
        named += section.outcomes
    reader.unique(named)
    scope = Scope(
        items={item.id: item for section in sections for item in section.items},
        outcomes={
            section.id: tuple(case.id for case in section.outcomes)
            for section in sections
            if section.outcomes
        },
    )
    return tuple(_with_conditions(reader, section, conditions, scope) for section in sections)


def _with_conditions(
    reader: DraftReader, section: Section, conditions: dict[int, str], scope: Scope
) -> Section:
    if not any(thing.line in conditions for thing in section.statements):
        return section

    def read(line: int) -> Condition | None:
        return _condition(reader, conditions[line], line, scope)

    return replace(
        section,
        items=tuple(
            replace(item, condition=read(item.line)) if item.line in conditions else item
            for item in section.items
        ),
        outcomes=tuple(
            replace(case, condition=read(case.line)) if case.line in conditions else case
            for case in section.outcomes
        ),
    )


def _condition(reader: DraftReader, text: str, line: int, scope: Scope) -> Condition | None:
    """Return the condition, or None after reporting why it cannot be read.

    What depends on an item that could not be read itself is not judged.
    """
    if not reader.unsure.isdisjoint(_NAME.findall(text)):
        reader.conditions_unread = True
        return None
    try:
        return Condition(text=text, tree=parse_condition(text, scope), line=line)
    except ConditionError as error:
        code = {
            "syntax": Code.CONDITION_SYNTAX,
            "unknown-name": Code.UNKNOWN_NAME,
            "mismatch": Code.MISMATCH,
        }[error.problem]
        end = "."
        if code is Code.UNKNOWN_NAME:
            if _NAME.fullmatch(error.found):
                end = _suggestion(error, scope)
            else:
                code = Code.CONDITION_SYNTAX
        reader.conditions_unread = True
        reader.report(
            line,
            code,
            condition=shorten(text),
            found=shorten(error.found),
            expected=error.expected,
            near=end,
        )
        return None


def _suggestion(error: ConditionError, scope: Scope) -> str:
    """Return the end of the sentence: a known name that looks much like the one written."""
    start, _, options = error.expected.partition("one of: ")
    known = [*scope.items, *scope.outcomes] if start else options.split(", ")
    return near(error.found, known)
