"""The HTML of one item: its control, its other answers, its condition and source."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from rinnalla.model import ASIDES, Choice, Item, Kind
from rinnalla.words import YES_NO_WORDS, condition_word, note_word, tags
from rinnalla.writing import labelled, separator

LINES = {Kind.TEXT: 2, Kind.REFLECT: 3, Kind.GRID: 3}
"""Rows of a field where the editor gives none."""

FREE_TEXT = frozenset(LINES)
"""Kinds that are answered in one's own words."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Shown:
    """An item as it is shown: texts are HTML, in the language of the page.

    anchor: id of the element, and the stem of the ids inside it. code: printed code. described:
    id of the hint, empty where there is none. condition: in words, empty where it is always
    shown. source: HTML of the source mark. set_aside: with the other answers and a note. care: what
    each field for free text says of what may be written, empty for nothing. tr: interface
    translation of an English message.
    """

    item: Item
    anchor: str
    code: str
    text: str
    choices: dict[str, str]
    columns: dict[str, str]
    unit: str
    hints: tuple[str, ...]
    condition: str
    source: str
    set_aside: bool
    care: str
    tr: Callable[[str], str]

    @property
    def described(self) -> str:
        """The attribute that connects a control with its hint."""
        return f' aria-describedby="{self.anchor}--hint"' if self.notes else ""

    @property
    def notes(self) -> tuple[str, ...]:
        """The hints, with what a field for free text says of what may be written."""
        if self.item.kind not in FREE_TEXT or not self.care:
            return self.hints
        return (*self.hints, self.care)

    @property
    def coded(self) -> str:
        """The printed code; screen readers hear the text alone."""
        return f'<span class="rn-code" aria-hidden="true">{self.code}</span>'


def render_item(shown: Shown) -> str:
    """Return the list item."""
    item, tr = shown.item, shown.tr
    classes = ["rn-item", f"rn-item--{item.kind}"]
    for is_so, name in (
        (item.condition, "conditional"),
        (item.critical, "critical"),
        (item.required, "required"),
    ):
        if is_so:
            classes.append(f"rn-item--{name}")
    names = f'id="{shown.anchor}" data-item="{item.id}" data-kind="{item.kind}"'
    out = [f'<li class="{" ".join(classes)}" {names}>\n']
    if item.condition:
        said = escape(labelled(tr(condition_word(item)), shown.condition, tr))
        out.append(f'<p class="rn-item__if">{said}.</p>\n')
    out.append(CONTROLS[item.kind](shown))
    out += [f'<p class="rn-tag">{escape(tag)}</p>\n' for tag in tags(item, tr)]
    if item.asks:
        out.append(f'<p class="rn-problem" id="{shown.anchor}--problem" hidden></p>\n')
    if shown.notes:
        inside = "".join(f"<p>{note}</p>" for note in shown.notes)
        out.append(f'<div class="rn-hint" id="{shown.anchor}--hint">{inside}</div>\n')
    if item.asks and shown.set_aside:
        out.append(_more(shown))
    out.append(f"{shown.source}</li>\n")
    return "".join(out)


def _check(shown: Shown) -> str:
    return (
        f'<div class="rn-item__main">{shown.coded}<label class="rn-tick">'
        f'<input type="checkbox" id="{shown.anchor}--value" name="{shown.item.id}" data-value'
        f'{shown.described}><span class="rn-tick__text">{shown.text}</span></label></div>\n'
    )


def _options(shown: Shown) -> str:
    kind = "checkbox" if shown.item.kind is Kind.CHOICES else "radio"
    options = "".join(
        _option(shown, kind, choice, shown.choices[choice.id]) for choice in shown.item.choices
    )
    return _fieldset(shown, options)


def _yes_no(shown: Shown) -> str:
    words = {option: escape(shown.tr(word)) for option, word in YES_NO_WORDS.items()}
    return _fieldset(shown, "".join(_input(shown, "radio", o, word) for o, word in words.items()))


def _fieldset(shown: Shown, options: str) -> str:
    return (
        f'<fieldset class="rn-field"{shown.described}><legend>{shown.coded}'
        f'<span class="rn-field__text">{shown.text}</span></legend>'
        f'<div class="rn-options">{options}</div></fieldset>\n'
    )


def _option(shown: Shown, kind: str, choice: Choice, text: str) -> str:
    control = _input(shown, kind, choice.id, text)
    if not choice.takes_text:
        return control
    label = escape(shown.tr("{option}: in your own words"))
    anchor = f"{shown.anchor}--{choice.id}"
    name = f'<span class="rn-vh" id="{anchor}">{label.replace("{option}", text)}</span>'
    return (
        f'{control}{name}<textarea class="rn-option__text" rows="1"'
        f' data-option-text="{choice.id}" aria-labelledby="{anchor}"></textarea>'
    )


def _input(shown: Shown, kind: str, value: str, text: str) -> str:
    return (
        f'<label class="rn-option"><input type="{kind}" name="{shown.item.id}"'
        f' value="{value}" data-value> <span>{text}</span></label>'
    )


def _field(shown: Shown, control: str, after: str = "") -> str:
    return (
        f'<div class="rn-field"><label for="{shown.anchor}--value">{shown.coded}'
        f'<span class="rn-field__text">{shown.text}</span></label>'
        f'<div class="rn-values">{control}</div>{_repeat(shown)}{after}</div>\n'
    )


def _repeat(shown: Shown) -> str:
    if not shown.item.repeat:
        return ""
    word = escape(shown.tr("Add another"))
    quiet = "rn-button rn-button--quiet"
    return f'<button type="button" class="{quiet}" data-action="repeat" hidden>{word}</button>'


def _names(shown: Shown) -> str:
    return f'id="{shown.anchor}--value" name="{shown.item.id}" data-value{shown.described}'


def _text(shown: Shown) -> str:
    rows = shown.item.lines or LINES[Kind.TEXT]
    return _field(shown, f'<textarea {_names(shown)} rows="{rows}"></textarea>')


def _reflect(shown: Shown) -> str:
    rows = shown.item.lines or LINES[Kind.REFLECT]
    word, code = escape(shown.tr("Considered")), escape(labelled("", shown.code, shown.tr))
    seen = (
        '<label class="rn-option"><input type="checkbox" data-seen>'
        f' <span>{word}<span class="rn-vh">{code}</span></span></label>'
    )
    return _field(shown, f'<textarea {_names(shown)} rows="{rows}"></textarea>', seen)


def _number(shown: Shown) -> str:
    unit = f' <span class="rn-unit">{shown.unit}</span>' if shown.unit else ""
    return _field(shown, f'<input type="text" inputmode="decimal" {_names(shown)}>{unit}')


def _date(shown: Shown) -> str:
    limits = ""
    for name, bound in (("min", shown.item.minimum), ("max", shown.item.maximum)):
        limits += f' {name}="{bound}"' if bound is not None else ""
    return _field(shown, f'<input type="date" {_names(shown)}{limits}>')


def _grid(shown: Shown) -> str:
    item, rows = shown.item, shown.item.lines or LINES[Kind.GRID]
    heads = "".join(
        f'<th scope="col" id="{shown.anchor}--col--{c.id}">{shown.columns[c.id]}</th>'
        for c in item.columns
    )
    body = "".join(
        f'<tr><th scope="row" id="{shown.anchor}--row--{row.id}">{shown.choices[row.id]}</th>'
        + "".join(_cell(shown, row, column, rows) for column in item.columns)
        + "</tr>"
        for row in item.choices
    )
    return (
        f'<div class="rn-grid"><table><caption>{shown.coded}'
        f'<span class="rn-field__text">{shown.text}</span></caption>'
        f"<thead><tr><td></td>{heads}</tr></thead><tbody>{body}</tbody></table></div>\n"
    )


def _cell(shown: Shown, row: Choice, column: Choice, rows: int) -> str:
    """Return a field under the name of its column, which style sheets show on small screens."""
    row_name, column_name = f"{shown.anchor}--row--{row.id}", f"{shown.anchor}--col--{column.id}"
    field = f"{row_name}--{column.id}"
    return (
        f'<td><label class="rn-grid__column" for="{field}">{shown.columns[column.id]}</label>'
        f'<textarea rows="{rows}" id="{field}" data-row="{row.id}" data-column="{column.id}"'
        f' aria-labelledby="{row_name} {column_name}"></textarea></td>'
    )


def _note(shown: Shown) -> str:
    word = escape(shown.tr(note_word(shown.item)))
    return (
        f'<div class="rn-note rn-note--{shown.item.kind}"><p>'
        f'<strong class="rn-note__word">{word}</strong> {shown.text}</p></div>\n'
    )


CONTROLS: dict[Kind, Callable[[Shown], str]] = {
    Kind.CHECK: _check,
    Kind.REFLECT: _reflect,
    Kind.YES_NO: _yes_no,
    Kind.CHOICE: _options,
    Kind.CHOICES: _options,
    Kind.TEXT: _text,
    Kind.NUMBER: _number,
    Kind.DATE: _date,
    Kind.GRID: _grid,
    Kind.ADVICE: _note,
    Kind.WARNING: _note,
}


def _more(shown: Shown) -> str:
    """Return the other answers and the note, one step away."""
    tr, item, anchor = shown.tr, shown.item, shown.anchor
    words = {
        "": tr("No exception"),
        "na": tr("Not applicable here"),
        "later": tr("Later"),
        "declined": tr("The client did not want this"),
    }
    asides = "".join(
        f'<label class="rn-option"><input type="radio" name="{item.id}--aside"'
        f' value="{value}"{"" if value else " checked"} data-aside> '
        f"<span>{escape(words[value])}</span></label>"
        for value in ("", *ASIDES)
    )
    point = escape(separator(tr) + tr("item {code}").replace("{code}", shown.code))
    return (
        f'<details class="rn-more"><summary><span class="rn-more__word">'
        f'{escape(tr("Other answer or note"))}</span><span class="rn-vh">{point}</span></summary>'
        f'<div class="rn-more__body"><fieldset class="rn-aside"><legend>'
        f"{escape(tr('If this is not done'))}</legend>{asides}</fieldset>"
        f'<div class="rn-field rn-reason" hidden><label for="{anchor}--reason">'
        f'{escape(tr("Reason"))}</label><textarea rows="1" id="{anchor}--reason" data-reason>'
        f'</textarea></div><div class="rn-field"><label for="{anchor}--note">'
        f"{escape(tr('Note (no identifying details)'))}</label>"
        f'<textarea rows="1" id="{anchor}--note" placeholder=" " data-note>'
        f"</textarea></div></div></details>\n"
        f'<p class="rn-aside-tag" data-aside-tag hidden></p>\n'
    )
