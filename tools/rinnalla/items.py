"""From the first line of an item and its attributes to an Item: kinds, options, origins."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from rinnalla.attributes import Attributes, split_attributes
from rinnalla.conditions import is_date
from rinnalla.diagnostics import Code, Diagnostic, problem, shorten
from rinnalla.grammar import RESERVED
from rinnalla.inline import ROLES, forbidden, is_plain
from rinnalla.model import FACT, Bound, Choice, Item, Kind, Origin, Outcome, Section, Text

_ID = re.compile(r"[a-z]+(-[a-z]+)*")
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
_KINDS = {str(kind): kind for kind in Kind}


@dataclass(frozen=True, kw_only=True, slots=True)
class Draft:
    """The first paragraph of a list item, split. line: 1-based, in the file.

    text: without the box. box: whether it begins with one.
    """

    text: str
    line: int
    attributes: Attributes
    box: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Below:
    """What stands below the first paragraph of a list item."""

    hints: tuple[Text, ...] = ()
    record: Text | None = None
    choices: tuple[Choice, ...] = ()


class ItemReader:
    """Turns drafts into items and collects what is wrong with them. path: as reported.

    unsure: ids of items whose type is not known, so that nothing that depends on it is judged.
    conditions_unread: whether there is a condition that could not be read.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self.problems: list[Diagnostic] = []
        self.unsure: set[str] = set()
        self.conditions_unread = False

    def report(self, line: int, code: Code, **words: object) -> None:
        """Keep a problem at a line of the file."""
        self.problems.append(problem(self.path, line, code, **words))

    def draft(self, content: str, line: int) -> Draft:
        """Return the first paragraph of a heading or list item, split, its words checked."""
        text, attributes = split_attributes(content)
        text = joined(text)
        box = _BOX.match(text)
        text = text[box.end() :] if box else text
        if attributes.fault is not None:
            self.report(line, Code.BAD_BRACES, text=shorten(text), at=shorten(attributes.fault))
            attributes = Attributes(
                id=attributes.id or f"?{line}", fault=attributes.fault, smart=attributes.smart
            )
        if attributes.smart:
            self.report(line, Code.SMART_QUOTES, mark=attributes.smart)
        self.no_braces(text, line)
        self.allowed(text, line)
        return Draft(text=text, line=line, attributes=attributes, box=bool(box))

    def no_braces(self, text: str, line: int) -> None:
        """Report attributes that stand where none are read."""
        if "{#" in text:
            at = text[text.index("{#") :]
            self.report(line, Code.BAD_BRACES, text=shorten(text), at=shorten(at))

    def allowed(self, text: str, line: int) -> None:
        """Report everything a text of a list may not hold."""
        for what in () if is_plain(text) else forbidden(text):
            self.report(line, Code.MARKUP, what=what, roles=", ".join(ROLES))

    def identifier(self, draft: Draft, what: str) -> str:
        """Return the draft's id, or a stand-in no editor can write, after reporting why."""
        found = draft.attributes.id
        if not draft.text:
            self.wordless(draft.line, what, f"{{#{shorten(found or '')}}}")
        if not found:
            self.report(draft.line, Code.MISSING_ITEM_ID, what=what, text=shorten(draft.text))
            return f"?{draft.line}"
        if not is_id(found):
            self.report(draft.line, Code.BAD_ID, id=shorten(found))
        return found

    def wordless(self, line: int, what: str, text: str) -> None:
        """Report something without words. text: what stands there instead."""
        self.report(line, Code.NO_TEXT, what=what, text=text, where="before the braces")

    def item(self, draft: Draft, below: Below) -> Item:
        """Return the item without its condition."""
        values = draft.attributes.values
        id_ = self.identifier(draft, "item")
        kind = self._kind(draft)
        if kind is None:
            self.unsure.add(id_)
            return Item(
                id=id_,
                kind=Kind.ADVICE,
                text=draft.text,
                line=draft.line,
                origin=self.origin(draft),
                choices=below.choices,
                hints=below.hints,
                record=below.record,
            )
        self._fitting(draft, kind)
        item = Item(
            id=id_,
            kind=kind,
            text=draft.text,
            line=draft.line,
            origin=self.origin(draft),
            choices=below.choices,
            hints=below.hints,
            record=below.record,
            columns=self._columns(draft) if kind is Kind.GRID else (),
            required="required" in values,
            critical="critical" in values,
            repeat="repeat" in values,
            per_unit="per" in values,
            unit=self._unit(draft),
            minimum=self._bound(draft, kind, "min"),
            maximum=self._bound(draft, kind, "max"),
            lines=self._lines(draft),
        )
        self._choices_fit(item)
        self._bounds_fit(draft, item)
        return item

    def outcome(self, draft: Draft, below: Below) -> Outcome:
        """Return the outcome without its condition."""
        self._no_box(draft, "a result", ALWAYS)
        for option in draft.attributes.values:
            if option not in ALWAYS:
                self._unknown(draft.line, option, "a result", ALWAYS)
        return Outcome(
            id=self.identifier(draft, "result"),
            text=draft.text,
            line=draft.line,
            origin=self.origin(draft),
            hints=below.hints,
            record=below.record,
        )

    def origin(self, draft: Draft) -> Origin:
        """Return where the draft says it comes from; what cannot be read counts as ours."""
        values = draft.attributes.values
        if draft.attributes.fault is not None:
            return Origin(own="?")
        facts = tuple(values.get("source", "").split())
        own = values.get("origin")
        wrong = [fact for fact in facts if not FACT.fullmatch(fact)]
        if wrong or ("source" in values and not facts):
            self._bad(
                draft,
                "source",
                " ".join(wrong),
                "ids of facts with a space between, such as TI-1.2",
            )
        if own is not None and own not in ("design", "legal"):
            self._bad(draft, "origin", own, "design or legal")
        if "source" in values and not facts:
            own = own or "?"
        return Origin(facts=facts, own=own)

    def _kind(self, draft: Draft) -> Kind | None:
        """Return the item's kind, or None after reporting why it is not known."""
        name = draft.attributes.values.get("type")
        if name is None:
            if draft.box:
                return Kind.CHECK
            if draft.attributes.fault is None:
                self.report(draft.line, Code.MISSING_TYPE, text=shorten(draft.text))
            return None
        kind = _KINDS.get(name)
        if kind is None:
            known = ", ".join(Kind)
            self.report(draft.line, Code.UNKNOWN_TYPE, type=shorten(name), what="item", known=known)
            return None
        if draft.box and kind is not Kind.CHECK:
            self._misfit(draft.line, kind, "[ ]")
        return kind

    def _fitting(self, draft: Draft, kind: Kind) -> None:
        for option, value in draft.attributes.values.items():
            if not value and FACT.fullmatch(option):
                facts = f"{draft.attributes.values.get('source', '')} {option}"
                self._bad(draft, "source", facts.strip(), 'in quotes: source="TI-1.1 TI-1.2"')
            elif option not in _KNOWN:
                self._unknown(draft.line, option, "an item", _KNOWN)
            elif option not in ("type", *ALWAYS, *FITS[kind]):
                self._misfit(draft.line, kind, option)
            elif option in _FLAGS and value:
                self._bad(draft, option, value, "written without =")
            elif option == "per" and value != "unit":
                self._bad(draft, option, value, "unit")

    def _unit(self, draft: Draft) -> str | None:
        unit = draft.attributes.values.get("unit")
        if unit is None:
            return None
        if not unit.strip():
            self._bad(draft, "unit", unit, 'a word such as unit=kpl or unit="päivää viikossa"')
        self.allowed(unit, draft.line)
        return " ".join(unit.split())

    def _bound(self, draft: Draft, kind: Kind, option: str) -> Bound:
        value = draft.attributes.values.get(option)
        if value is None or option not in FITS[kind]:
            return None
        if kind is Kind.DATE:
            if is_date(value):
                return value
            self._bad(draft, option, value, "a date such as 2026-11-21")
            return None
        if re.fullmatch(r"-?[0-9]{1,9}(\.[0-9]{1,6})?", value):
            return float(value)
        self._bad(draft, option, value, "a number such as 3 or 2.5")
        return None

    def _lines(self, draft: Draft) -> int | None:
        value = draft.attributes.values.get("lines")
        if value is None:
            return None
        if re.fullmatch(r"[0-9]{1,2}", value) and 1 <= int(value) <= 40:
            return int(value)
        self._bad(draft, "lines", value, "a whole number from 1 to 40")
        return None

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
        for column in columns:
            self.allowed(column.text, draft.line)
        self.unique(columns)
        return columns

    def _choices_fit(self, item: Item) -> None:
        least = {Kind.CHOICE: 2, Kind.CHOICES: 2, Kind.GRID: 1}.get(item.kind, 0)
        if len(item.choices) < least:
            what = "row" if item.kind is Kind.GRID else "options"
            self.report(
                item.line,
                Code.NO_OPTIONS,
                text=shorten(item.text),
                type=item.kind,
                least=least,
                what=what,
            )
        if item.choices and not least:
            self._misfit(item.choices[0].line, item.kind, "a nested list")

    def _bounds_fit(self, draft: Draft, item: Item) -> None:
        match item.minimum, item.maximum:
            case (float(low), float(high)) if low > high:
                pass
            case (str(low), str(high)) if low > high:
                pass
            case _:
                return
        values = draft.attributes.values
        self._bad(draft, "max", values["max"], f"at least min, {values['min']}")

    def choice(self, draft: Draft) -> Choice:
        """Return an option of a choice, or a row of a grid."""
        self._no_box(draft, "a nested item", ("text",))
        for option, value in draft.attributes.values.items():
            if option != "text":
                self._unknown(draft.line, option, "a nested item", ("text",))
            elif value:
                self._bad(draft, option, value, "written without =")
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

    def _no_box(self, draft: Draft, what: str, known: tuple[str, ...]) -> None:
        if draft.box:
            self._unknown(draft.line, "[ ]", what, known)

    def _unknown(self, line: int, option: str, what: str, known: tuple[str, ...]) -> None:
        self.report(
            line, Code.UNKNOWN_OPTION, option=shorten(option), what=what, known=", ".join(known)
        )

    def _misfit(self, line: int, kind: Kind, option: str) -> None:
        fits = ", ".join((*ALWAYS, *FITS[kind]))
        self.report(line, Code.OPTION_MISFIT, option=option, type=kind, fits=fits)

    def _bad(self, draft: Draft, option: str, value: str, expected: str) -> None:
        self.report(
            draft.line, Code.BAD_VALUE, option=option, value=shorten(value), expected=expected
        )


def is_id(text: str) -> bool:
    """Return whether the text can be an id: small English words joined by hyphens."""
    return bool(_ID.fullmatch(text)) and len(text) <= 60 and text not in RESERVED


def joined(text: str) -> str:
    """Return wrapped lines joined by one space, as message ids are."""
    if "\n" not in text:
        return text.strip()
    return " ".join(part for line in text.split("\n") if (part := line.strip()))
