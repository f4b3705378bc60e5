"""From the first line of an item and its attributes to an Item: kinds, options, origins."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rinnalla.conditions import is_date
from rinnalla.diagnostics import Code, shorten
from rinnalla.drafts import Draft, DraftReader
from rinnalla.model import FACT, Bound, Choice, Item, Kind, Origin, Outcome, Text
from rinnalla.phrases import phrase

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
class Below:
    """What stands below the first paragraph of a list item."""

    hints: tuple[Text, ...] = ()
    record: Text | None = None
    choices: tuple[Choice, ...] = ()


class ItemReader(DraftReader):
    """Turns drafts into items, options and results."""

    def item(self, draft: Draft, below: Below) -> Item:
        """Return the item without its condition."""
        values = draft.attributes.values
        id_ = self.identifier(draft, phrase("item"))
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
        self.no_box(draft, phrase("a result"), ALWAYS)
        for option in draft.attributes.values:
            if option not in ALWAYS:
                self.unknown(draft.line, option, phrase("a result"), ALWAYS)
        return Outcome(
            id=self.identifier(draft, phrase("result")),
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
            self.bad(
                draft,
                "source",
                " ".join(wrong),
                phrase("ids of facts with a space between, such as TI-1.2"),
            )
        if own is not None and own not in ("design", "legal"):
            self.bad(draft, "origin", own, phrase("design or legal"))
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
            what = phrase("item")
            self.report(draft.line, Code.UNKNOWN_TYPE, type=shorten(name), what=what, known=known)
            return None
        if draft.box and kind is not Kind.CHECK:
            self._misfit(draft.line, kind, "[ ]")
        return kind

    def _fitting(self, draft: Draft, kind: Kind) -> None:
        for option, value in draft.attributes.values.items():
            if not value and FACT.fullmatch(option):
                facts = f"{draft.attributes.values.get('source', '')} {option}"
                quoted = phrase('in quotes: source="TI-1.1 TI-1.2"')
                self.bad(draft, "source", facts.strip(), quoted)
            elif option not in _KNOWN:
                self.unknown(draft.line, option, phrase("an item"), _KNOWN)
            elif option not in ("type", *ALWAYS, *FITS[kind]):
                self._misfit(draft.line, kind, option)
            elif option in _FLAGS and value:
                self.bad(draft, option, value, phrase("written without ="))
            elif option == "per" and value != "unit":
                self.bad(draft, option, value, "unit")

    def _unit(self, draft: Draft) -> str | None:
        unit = draft.attributes.values.get("unit")
        if unit is None:
            return None
        if not unit.strip():
            word = phrase('a word such as unit=kpl or unit="päivää viikossa"')
            self.bad(draft, "unit", unit, word)
        self.allowed(unit, draft.line)
        return " ".join(unit.split())

    def _bound(self, draft: Draft, kind: Kind, option: str) -> Bound:
        value = draft.attributes.values.get(option)
        if value is None or option not in FITS[kind]:
            return None
        if kind is Kind.DATE:
            if is_date(value):
                return value
            self.bad(draft, option, value, phrase("a date such as 2026-11-21"))
            return None
        if re.fullmatch(r"-?[0-9]{1,9}(\.[0-9]{1,6})?", value):
            return float(value)
        self.bad(draft, option, value, phrase("a number such as 3 or 2.5"))
        return None

    def _lines(self, draft: Draft) -> int | None:
        value = draft.attributes.values.get("lines")
        if value is None:
            return None
        if re.fullmatch(r"[0-9]{1,2}", value) and 1 <= int(value) <= 40:
            return int(value)
        self.bad(draft, "lines", value, phrase("a whole number from 1 to 40"))
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
            expected = phrase('an id and a title for each column: "before: Ennen | now: Nyt"')
            self.bad(draft, "columns", value, expected)
        for column in columns:
            self.allowed(column.text, draft.line)
        self.unique(columns)
        return columns

    def _choices_fit(self, item: Item) -> None:
        least = {Kind.CHOICE: 2, Kind.CHOICES: 2, Kind.GRID: 1}.get(item.kind, 0)
        if len(item.choices) < least:
            what = phrase("row") if item.kind is Kind.GRID else phrase("options")
            self.report(
                item.line,
                Code.NO_OPTIONS,
                text=shorten(item.text),
                type=item.kind,
                least=least,
                what=what,
            )
        if item.choices and not least:
            self._misfit(item.choices[0].line, item.kind, phrase("a nested list"))

    def _bounds_fit(self, draft: Draft, item: Item) -> None:
        match item.minimum, item.maximum:
            case (float(low), float(high)) if low > high:
                pass
            case (str(low), str(high)) if low > high:
                pass
            case _:
                return
        values = draft.attributes.values
        self.bad(draft, "max", values["max"], phrase("at least min, {min}", min=values["min"]))

    def choice(self, draft: Draft) -> Choice:
        """Return an option of a choice, or a row of a grid."""
        self.no_box(draft, phrase("a nested item"), ("text",))
        for option, value in draft.attributes.values.items():
            if option != "text":
                self.unknown(draft.line, option, phrase("a nested item"), ("text",))
            elif value:
                self.bad(draft, option, value, phrase("written without ="))
        return Choice(
            id=self.identifier(draft, phrase("option")),
            text=draft.text,
            line=draft.line,
            takes_text="text" in draft.attributes.values,
        )

    def _misfit(self, line: int, kind: Kind, option: str) -> None:
        fits = ", ".join((*ALWAYS, *FITS[kind]))
        self.report(line, Code.OPTION_MISFIT, option=option, type=kind, fits=fits)
