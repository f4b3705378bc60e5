"""The HTML of one point on a sheet: its words, and boxes and lines for a pen, or fields."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

from rinnalla.messages import message
from rinnalla.model import Choice, Item, Kind, Outcome
from rinnalla.paper.voices import Voices
from rinnalla.words import ASIDE_WORDS, YES_NO_WORDS, condition_word, note_word, tags
from rinnalla.writing import labelled

LINES = {Kind.TEXT: 2, Kind.REFLECT: 3, Kind.GRID: 3}
"""Writing lines where the editor gives no number."""

REPEATS = 4
"""Places for an answer that may be given several times."""

BESIDE = frozenset({Kind.YES_NO, Kind.NUMBER, Kind.DATE})
"""Kinds whose answer is short enough to stand beside the words."""

LONG = 34
"""Options with more letters than this stand one below another."""

OTHER_ANSWER = message("Other answer")
NOTE = message("Note (no identifying details)")
SHORT_NOTE = message("Own note")


@dataclass(frozen=True, kw_only=True, slots=True)
class Point:
    """One item as a sheet shows it.

    items: the item in each language; code: printed; aside: whether it may be set aside, with a
    note. brief: without hints, as on a card. beside: whether a short answer stands beside the
    words, which only a wide page has room for.
    """

    voices: Voices
    items: tuple[Item, ...]
    code: str
    aside: bool
    brief: bool = False
    beside: bool = True

    @property
    def item(self) -> Item:
        """The item in the first language."""
        return self.items[0]

    def html(self) -> str:
        """Return the element of the list."""
        item = self.item
        names = ["item", f"kind-{item.kind}"]
        names += [
            name for name, holds in (("if", item.condition), ("critical", item.critical)) if holds
        ]
        answer = _ANSWERS.get(item.kind, _nothing)(self)
        beside = self.beside and (item.kind in BESIDE) and not item.repeat
        row = self._row(answer if beside else "")
        inside = f"{self._when()}{row}{'' if beside else answer}{self._more()}"
        return f'<li class="{" ".join(names)}">{inside}</li>\n'

    def _when(self) -> str:
        if not self.item.condition:
            return ""
        label = condition_word(self.item)
        tree = self.item.condition.tree
        said = self.voices.each(
            lambda edition: escape(labelled(edition.tr(label), edition.said(tree), edition.tr))
        )
        return self.voices.block([f"{one}." for one in said], "when")

    def _row(self, answer: str) -> str:
        """Return the line of the point: code, box, words, and what stands beside them."""
        item, is_check = self.item, self.item.kind is Kind.CHECK
        code = f'<div class="code">{self.code}</div>' if self.code else ""
        box = f'<div class="tick">{self.tick(item.id, self.label())}</div>' if is_check else ""
        words = f"{self._text()}{self._hints()}{self._tags()}"
        beside = f'<div class="answer">{answer}</div>' if answer else ""
        if is_check and self.aside and self.beside and not self.voices.fields:
            beside = '<div class="note"><div class="line"></div></div>'
        return f'<div class="row">{code}{box}<div class="words">{words}</div>{beside}</div>'

    def _text(self) -> str:
        texts = self.voices.texts(item.text for item in self.items)
        if self.item.kind in (Kind.ADVICE, Kind.WARNING):
            said = self.voices.spoken(note_word(self.item))
            texts = [f"<strong>{w}.</strong> {t}" for w, t in zip(said, texts, strict=True)]
        return self.voices.block(texts, "text")

    def _hints(self) -> str:
        if self.brief:
            return ""
        hints = zip(*(item.hints for item in self.items), strict=True)
        return "".join(
            self.voices.block(self.voices.texts(hint.text for hint in both), "hint")
            for both in hints
        )

    def _tags(self) -> str:
        english = tags(self.item, str)
        return "".join(self.voices.block(self.voices.spoken(tag), "tag") for tag in english)

    def _more(self) -> str:
        """Return the fields of the other answers and a note; on paper the margin has room.

        The code is said again: what stands alike on every page is taken for the page's furniture.
        """
        if not (self.aside and self.item.asks and self.voices.fields):
            return ""
        edition = self.voices.first
        other, note = edition.tr(OTHER_ANSWER), edition.tr(NOTE)
        options = "".join(
            f'<option value="{name}">{escape(edition.tr(word))}</option>'
            for name, word in ASIDE_WORDS.items()
        )
        aside = self._named(f"{self.item.id}--aside", self.label(other))
        words = self._named(f"{self.item.id}--note", self.label(note))
        return (
            f'<div class="more"><span>{self.code} {escape(other)}</span><select {aside}>'
            f'<option value=""> </option>{options}</select>'
            f'<span>{escape(edition.tr(SHORT_NOTE))}</span><input type="text" {words}></div>'
        )

    def label(self, part: str = "") -> str:
        """Return what a field is called: the code, the item's words, and which part it is of."""
        edition = self.voices.first
        said = f"{self.code} {edition.plain(self.item.text)}".strip()
        return labelled(said, part, edition.tr) if part else said

    def _named(self, name: str, label: str) -> str:
        return f'name="{name}" title="{escape(label)}"'

    def tick(self, name: str, label: str) -> str:
        """Return a box to tick."""
        if not self.voices.fields:
            return '<span class="box"></span>'
        return f'<input type="checkbox" {self._named(name, label)}>'

    def circle(self, name: str, value: str, said: str) -> str:
        """Return a circle of which only one is filled in."""
        if not self.voices.fields:
            return '<span class="box round"></span>'
        group = escape(self.label())
        return (
            f'<input type="radio" name="{name}" value="{value}"'
            f' title="{escape(said)}" data-group="{group}">'
        )

    def field(self, name: str, label: str, kind: str = "short") -> str:
        """Return a line to write on. kind: how long it is."""
        if not self.voices.fields:
            return f'<span class="blank {kind}"></span>'
        return f'<input type="text" class="{kind}" {self._named(name, label)}>'

    def area(self, name: str, label: str, lines: int) -> str:
        """Return several lines to write on."""
        if not self.voices.fields:
            line = '<div class="line"></div>'
            return f'<div class="lines">{line * lines}</div>'
        return (
            f'<div class="lines"><textarea class="lines{lines}"'
            f" {self._named(name, label)}></textarea></div>"
        )

    def rows(self) -> int:
        """Return how many writing lines the item has."""
        return self.item.lines or LINES.get(self.item.kind, 2)


def _nothing(point: Point) -> str:  # noqa: ARG001 - a kind without a place for an answer
    return ""


def _yes_no(point: Point) -> str:
    said = [(name, point.voices.spoken(word)) for name, word in YES_NO_WORDS.items()]
    return _options(point, [(name, words, None) for name, words in said])


def _choices(point: Point) -> str:
    both = zip(*(item.choices for item in point.items), strict=True)
    return _options(
        point,
        [(same[0].id, point.voices.texts(one.text for one in same), same[0]) for same in both],
    )


def _options(point: Point, options: Sequence[tuple[str, list[str], Choice | None]]) -> str:
    edition, item = point.voices.first, point.item
    many = item.kind is Kind.CHOICES
    rows = []
    longest = 0
    for name, words, choice in options:
        plain = edition.plain(choice.text) if choice else edition.tr(YES_NO_WORDS[name])
        longest = max(longest, len(plain) * len(point.voices.editions))
        box = (
            point.tick(f"{item.id}--{name}", point.label(plain))
            if many
            else point.circle(item.id, name, plain)
        )
        own = ""
        if choice and choice.takes_text:
            label = edition.tr("{option}: in your own words").replace("{option}", plain)
            own = point.field(f"{item.id}--{name}--text", point.label(label), "rest")
            longest = max(longest, LONG + 1)
        rows.append(f"<li>{box} {point.voices.inline(words)}{own}</li>")
    stacked = " stacked" if longest > LONG else ""
    return f'<ul class="options{stacked}">{"".join(rows)}</ul>'


def _text(point: Point) -> str:
    return point.area(point.item.id, point.label(), point.rows())


def _reflect(point: Point) -> str:
    edition = point.voices.first
    seen = point.tick(f"{point.item.id}--seen", point.label(edition.tr(message("Considered"))))
    words = point.voices.inline(point.voices.spoken("Considered"))
    return (
        f"{point.area(point.item.id, point.label(), point.rows())}"
        f'<ul class="options"><li>{seen} {words}</li></ul>'
    )


def _short(point: Point) -> str:
    """Return a place for a number or a date; several where the answer may be repeated."""
    item = point.item
    unit = point.voices.inline(point.voices.texts(one.unit for one in point.items))
    times = REPEATS if item.repeat else 1
    places = []
    for at in range(1, times + 1):
        name = f"{item.id}--{at}" if item.repeat else item.id
        label = point.label(f"{at}/{times}") if item.repeat else point.label()
        places.append(f"<li>{point.field(name, label)} {unit}</li>")
    return f'<ul class="options">{"".join(places)}</ul>'


def _grid(point: Point) -> str:
    item, voices = point.item, point.voices
    columns = [
        voices.inline(voices.texts(one.text for one in same))
        for same in zip(*(each.columns for each in point.items), strict=True)
    ]
    rows = [
        voices.inline(voices.texts(one.text for one in same))
        for same in zip(*(each.choices for each in point.items), strict=True)
    ]
    heads = "".join(f'<th scope="col">{said}</th>' for said in columns)
    body = "".join(
        f'<tr><th scope="row">{said}</th>'
        + "".join(
            _cell(point, row, column, name)
            for column, name in zip(item.columns, columns, strict=True)
        )
        + "</tr>"
        for row, said in zip(item.choices, rows, strict=True)
    )
    return f"<table><thead><tr><td></td>{heads}</tr></thead><tbody>{body}</tbody></table>"


def _cell(point: Point, row: Choice, column: Choice, said: str) -> str:
    """Return a cell to write in. said: the name of its column, small, so that no cell is empty."""
    rows = point.rows()
    if not point.voices.fields:
        return f'<td class="cell{rows}"><span class="cell-name">{said}</span></td>'
    edition = point.voices.first
    part = f"{edition.plain(row.text)} – {edition.plain(column.text)}"
    name = f"{point.item.id}--{row.id}--{column.id}"
    field = point.area(name, point.label(part), rows)
    return f'<td><span class="cell-name">{said}</span>{field}</td>'


_ANSWERS: dict[Kind, Callable[[Point], str]] = {
    Kind.REFLECT: _reflect,
    Kind.YES_NO: _yes_no,
    Kind.CHOICE: _choices,
    Kind.CHOICES: _choices,
    Kind.TEXT: _text,
    Kind.NUMBER: _short,
    Kind.DATE: _short,
    Kind.GRID: _grid,
}


def result_html(
    voices: Voices, cases: tuple[Outcome, ...], section: str, *, brief: bool = False
) -> str:
    """Return one possible result with its rule. cases: it in each language; section: its id."""
    case = cases[0]
    plain = voices.first.plain(case.text)
    box = '<span class="box round"></span>'
    if voices.fields:
        title = escape(plain)
        box = (
            f'<input type="radio" name="{section}" value="{case.id}" title="{title}"'
            f' data-group="{escape(_section_title(voices, section))}">'
        )
    hints = (
        ""
        if brief
        else "".join(
            voices.block(voices.texts(hint.text for hint in both), "hint")
            for both in zip(*(one.hints for one in cases), strict=True)
        )
    )
    return (
        f'<li class="item result"><div class="row"><div class="code"></div>'
        f'<div class="tick">{box}</div>'
        f'<div class="words">{voices.block(voices.texts(one.text for one in cases), "text")}'
        f"{hints}{_rule(voices, case)}</div></div></li>\n"
    )


def _section_title(voices: Voices, section: str) -> str:
    checklist = voices.first.checklist
    return next(voices.first.plain(one.title) for one in checklist.sections if one.id == section)


def _rule(voices: Voices, case: Outcome) -> str:
    """Return the rule of a result in words."""
    if case.condition is None:
        rules = voices.spoken(message("no other result applies"))
        heads = voices.heads(message("Rule"))
        said = [f"{head} {rule}." for head, rule in zip(heads, rules, strict=True)]
        return voices.block(said, "rule")
    tree = case.condition.tree
    ways = [edition.ways(tree) for edition in voices.editions]
    heads = voices.heads("Rule")
    if len(ways[0]) == 1:
        return voices.block(
            [f"{head} {escape(way[0])}." for head, way in zip(heads, ways, strict=True)], "rule"
        )
    any_of = voices.heads(message("one of these is enough"))
    start = voices.block([f"{head} {one}" for head, one in zip(heads, any_of, strict=True)], "rule")
    rows = "".join(
        f"<li>{voices.block([f'{escape(one)}.' for one in both], 'rule')}</li>"
        for both in zip(*ways, strict=True)
    )
    return f'{start}<ul class="ways">{rows}</ul>'
