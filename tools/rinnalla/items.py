"""From the first line of an item and its attributes to an Item: kinds, options, conditions."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from difflib import get_close_matches

from rinnalla.attributes import Attributes
from rinnalla.conditions import RESERVED, ConditionError, Scope, is_date, parse_condition
from rinnalla.diagnostics import Code, Diagnostic, problem, shorten
from rinnalla.model import Bound, Choice, Condition, Item, Kind, Origin, Outcome, Section

_ID = re.compile(r"[a-z]+(-[a-z]+)*")
_FACT = re.compile(r"[A-Z]{2}-\d+(\.\d+[a-z]?)?")
_BOX = re.compile(r"\[[ xX]\](\s+|$)")
_COLUMN = re.compile(r"\s*([a-z]+(?:-[a-z]+)*)\s*:\s*(.+?)\s*")

ALWAYS = ("if", "source", "origin")
ASKS = ("required", "critical", "per")
FITS: dict[Kind, tuple[str, ...]] = {
    Kind.CHECK: ASKS,
    Kind.REFLECT: (*ASKS, "lines"),
    Kind.YES_NO: ASKS,
    Kind.CHOICE: ASKS,
    Kind.CHOICES: ASKS,
    Kind.TEXT: (*ASKS, "lines", "repeat"),
    Kind.NUMBER: (*ASKS, "unit", "min", "max", "repeat"),
    Kind.DATE: (*ASKS, "min", "max", "repeat"),
    Kind.GRID: (*ASKS, "columns", "lines"),
    Kind.ADVICE: (),
    Kind.WARNING: (),
}
"""Options of each kind, besides those every item may have."""

_KNOWN = tuple(dict.fromkeys(("type", *ALWAYS, *(o for fits in FITS.values() for o in fits))))
_FLAGS = ("required", "critical", "repeat")


@dataclass(frozen=True, kw_only=True, slots=True)
class Draft:
    """The first paragraph of a list item, split. line: 1-based, in the file."""

    text: str
    line: int
    attributes: Attributes


class ItemReader:
    """Turns drafts into items and collects what is wrong with them. path: as reported."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.problems: list[Diagnostic] = []

    def report(self, line: int, code: Code, **words: object) -> None:
        """Keep a problem at a line of the file."""
        self.problems.append(problem(self.path, line, code, **words))

    def identifier(self, draft: Draft, what: str) -> str:
        """Return the draft's id, or a stand-in no editor can write, after reporting why."""
        found = draft.attributes.id
        if not found:
            self.report(draft.line, Code.MISSING_ITEM_ID, what=what, text=shorten(draft.text))
            return f"?{draft.line}"
        if not is_id(found):
            self.report(draft.line, Code.BAD_ID, id=shorten(found))
        return found

    def item(self, draft: Draft, choices: tuple[Choice, ...]) -> Item:
        """Return the item without its condition, hints and record sentence."""
        values = draft.attributes.values
        text, kind = self._kind(draft)
        self._fitting(draft, kind)
        item = Item(
            id=self.identifier(draft, "item"),
            kind=kind,
            text=text,
            line=draft.line,
            origin=self.origin(draft),
            choices=choices,
            columns=self._columns(draft) if kind is Kind.GRID else (),
            required="required" in values,
            critical="critical" in values,
            repeat="repeat" in values,
            per_unit="per" in values,
            unit=values.get("unit"),
            minimum=self._bound(draft, kind, "min"),
            maximum=self._bound(draft, kind, "max"),
            lines=self._lines(draft),
        )
        self._choices_fit(item)
        return item

    def outcome(self, draft: Draft) -> Outcome:
        """Return the outcome without its condition, hints and record sentence."""
        for option in draft.attributes.values:
            if option not in ALWAYS:
                known = ", ".join(ALWAYS)
                self.report(
                    draft.line,
                    Code.UNKNOWN_OPTION,
                    option=shorten(option),
                    what="a result",
                    known=known,
                )
        return Outcome(
            id=self.identifier(draft, "result"),
            text=draft.text,
            line=draft.line,
            origin=self.origin(draft),
        )

    def origin(self, draft: Draft) -> Origin:
        """Return where the draft says it comes from."""
        values = draft.attributes.values
        facts = tuple(values.get("source", "").split())
        own = values.get("origin")
        wrong = [fact for fact in facts if not _FACT.fullmatch(fact)]
        if wrong or ("source" in values and not facts):
            self._bad(
                draft,
                "source",
                " ".join(wrong),
                "ids of facts with a space between, such as TI-1.2",
            )
        if own is not None and own not in ("design", "legal"):
            self._bad(draft, "origin", own, "design or legal")
        return Origin(facts=facts, own=own)

    def _kind(self, draft: Draft) -> tuple[str, Kind]:
        box = _BOX.match(draft.text)
        text = draft.text[box.end() :] if box else draft.text
        name = draft.attributes.values.get("type")
        if name is None:
            if not box and draft.attributes.fault is None:
                self.report(draft.line, Code.MISSING_TYPE, text=shorten(text))
            return text, Kind.CHECK
        try:
            kind = Kind(name)
        except ValueError:
            known = ", ".join(Kind)
            self.report(
                draft.line, Code.UNKNOWN_TYPE, type=shorten(name), what="item", known=known
            )
            return text, Kind.CHECK
        if box and kind is not Kind.CHECK:
            self.report(
                draft.line,
                Code.OPTION_MISFIT,
                option="[ ]",
                type=kind,
                fits=", ".join((*ALWAYS, *FITS[kind])),
            )
        return text, kind

    def _fitting(self, draft: Draft, kind: Kind) -> None:
        fits = (*ALWAYS, *FITS[kind])
        for option, value in draft.attributes.values.items():
            if option not in _KNOWN:
                known = ", ".join(_KNOWN)
                self.report(
                    draft.line,
                    Code.UNKNOWN_OPTION,
                    option=shorten(option),
                    what="an item",
                    known=known,
                )
            elif option != "type" and option not in fits:
                self.report(
                    draft.line,
                    Code.OPTION_MISFIT,
                    option=option,
                    type=kind,
                    fits=", ".join(fits),
                )
            elif option in _FLAGS and value:
                self._bad(draft, option, value, "written without =")
            elif option == "per" and value != "unit":
                self._bad(draft, option, value, "unit")

    def _bound(self, draft: Draft, kind: Kind, option: str) -> Bound:
        value = draft.attributes.values.get(option)
        if value is None or option not in FITS[kind]:
            return None
        if kind is Kind.DATE:
            if is_date(value):
                return value
            return self._bad(draft, option, value, "a date such as 2026-11-21")
        if re.fullmatch(r"-?[0-9]{1,9}(\.[0-9]{1,6})?", value):
            return float(value)
        return self._bad(draft, option, value, "a number such as 3 or 2.5")

    def _lines(self, draft: Draft) -> int | None:
        value = draft.attributes.values.get("lines")
        if value is None:
            return None
        if re.fullmatch(r"[0-9]{1,2}", value) and 1 <= int(value) <= 40:
            return int(value)
        return self._bad(draft, "lines", value, "a whole number from 1 to 40")

    def _columns(self, draft: Draft) -> tuple[Choice, ...]:
        value = draft.attributes.values.get("columns", "")
        parts = [_COLUMN.fullmatch(part) for part in value.split("|")]
        columns = tuple(
            Choice(id=part[1], text=" ".join(part[2].split()), line=draft.line)
            for part in parts
            if part
        )
        if len(columns) < len(parts):
            expected = 'an id and a title for each column: "before: Ennen | now: Nyt"'
            self._bad(draft, "columns", value, expected)
        self.unique(columns)
        return columns

    def _choices_fit(self, item: Item) -> None:
        least = {Kind.CHOICE: 2, Kind.CHOICES: 2, Kind.GRID: 1}.get(item.kind, 0)
        if len(item.choices) < least:
            what = "rows" if item.kind is Kind.GRID else "options"
            self.report(
                item.line,
                Code.NO_OPTIONS,
                text=shorten(item.text),
                type=item.kind,
                least=least,
                what=what,
            )
        if item.choices and not least:
            self.report(
                item.choices[0].line,
                Code.OPTION_MISFIT,
                option="a nested list",
                type=item.kind,
                fits=", ".join((*ALWAYS, *FITS[item.kind])),
            )

    def choice(self, draft: Draft) -> Choice:
        """Return an option of a choice, or a row of a grid."""
        for option, value in draft.attributes.values.items():
            if option != "text" or value:
                self.report(
                    draft.line,
                    Code.UNKNOWN_OPTION,
                    option=shorten(option),
                    what="a nested item",
                    known="text",
                )
        return Choice(
            id=self.identifier(draft, "option"),
            text=draft.text,
            line=draft.line,
            takes_text="text" in draft.attributes.values,
        )

    def unique(self, things: Iterable[Item | Choice | Outcome | Section]) -> None:
        """Report each id used before."""
        first: dict[str, int] = {}
        for thing in things:
            if thing.id in first:
                self.report(
                    thing.line, Code.DUPLICATE_ID, id=shorten(thing.id), first=first[thing.id]
                )
            first.setdefault(thing.id, thing.line)

    def condition(self, text: str, line: int, scope: Scope) -> Condition | None:
        """Return the condition, or None after reporting why it cannot be read."""
        try:
            return Condition(text=text, tree=parse_condition(text, scope), line=line)
        except ConditionError as error:
            code = {
                "syntax": Code.CONDITION_SYNTAX,
                "unknown-name": Code.UNKNOWN_NAME,
                "mismatch": Code.MISMATCH,
            }[error.problem]
            near = ""
            if code is Code.UNKNOWN_NAME:
                known = [*scope.items, *scope.outcomes]
                close = get_close_matches(error.found, known, n=1, cutoff=0.6)
                near = f'; did you mean "{close[0]}"?' if close else "."
            self.report(
                line,
                code,
                condition=shorten(text),
                found=shorten(error.found),
                expected=error.expected,
                near=near,
            )
            return None

    def _bad(self, draft: Draft, option: str, value: str, expected: str) -> None:
        self.report(
            draft.line, Code.BAD_VALUE, option=option, value=shorten(value), expected=expected
        )


def is_id(text: str) -> bool:
    """Return whether the text can be an id: small English words joined by hyphens."""
    return bool(_ID.fullmatch(text)) and len(text) <= 60 and text not in RESERVED


def with_condition(
    reader: ItemReader, section: Section, conditions: dict[int, str], scope: Scope
) -> Section:
    """Return the section with its conditions read. conditions: the editor's words by line."""

    def read(line: int) -> Condition | None:
        return reader.condition(conditions[line], line, scope)

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
