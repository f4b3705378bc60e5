"""The paragraphs of one item: its condition, its control, its hints and its other answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from rinnalla.editions import Edition
from rinnalla.messages import message
from rinnalla.model import ASIDES, Choice, Item, Kind
from rinnalla.runs import Run
from rinnalla.word.controls import Controls, Placeholder
from rinnalla.word.markup import TAB, Paragraph, attribute, empty_lines, link, run, together
from rinnalla.word.styles import TINT, shading
from rinnalla.words import YES_NO_WORDS, condition_word, note_word, tags
from rinnalla.writing import headed, labelled, listed

DATES = 4
"""Days there is room for where there may be several."""

_LINES = {Kind.TEXT: 2, Kind.REFLECT: 3, Kind.GRID: 3}
_ROWS_BY_HAND = 1.5
"""Typed lines as high as one line of handwriting."""

_ONE_LINE = 62
"""Letters of options that fit on one line."""

_GAP = "\u2003 "
_EXTERNAL = ("http:", "https:", "mailto:")
"""Links that lead somewhere from a document too."""

ASIDE_WORDS = {
    "na": message("Not applicable here"),
    "later": message("Later"),
    "declined": message("The client did not want this"),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Writer:
    """Writes texts and items of one list.

    relation: makes a relationship with an address and returns its id; width: of the text, in
    twips.
    """

    edition: Edition
    controls: Controls
    relation: Callable[[str], str]
    width: int

    def tr(self, text: str) -> str:
        """Return an interface text in the language."""
        return self.edition.tr(text)

    def inline(self, text: str, *, bold: bool = False) -> str:
        """Return a text of the list as runs."""
        return "".join(self._run(one, bold=bold) for one in self.edition.runs(text))

    def _run(self, one: Run, *, bold: bool) -> str:
        if one.href.startswith(_EXTERNAL):
            return link(self.relation(one.href), run(one.text, style="Hyperlink"))
        style = "Literal" if one.code else ""
        return run(one.text, style=style, bold=bold or one.bold, italic=one.italic)

    def label(self, text: str) -> str:
        """Return a label in bold, with its mark and a space."""
        return run(f"{headed(text, self.tr)} ", style="Label")

    def item(self, item: Item) -> str:
        """Return the elements of an item."""
        before = [self._condition(item)] if item.condition else []
        hints = [Paragraph("Hint", self.inline(hint.text)) for hint in item.hints]
        tagged = [Paragraph("Tag", run(tag)) for tag in tags(item, self.tr)]
        if not item.asks:
            return together([*before, *self._note(item)])
        after = list(self._asides(item)) if self.edition.checklist.kind == "checklist" else []
        if item.kind is Kind.GRID:
            if care := self.edition.wording.beside:
                hints.append(Paragraph("Hint", run(self.tr(care))))
            head = together([*before, self._question(item), *tagged, *hints], onwards=True)
            return head + self._grid(item) + together([Paragraph("AfterTable", ""), *after])
        if item.kind is Kind.CHECK:
            return together([*before, self._check(item), *tagged, *hints, *after])
        return together(
            [*before, self._question(item), *tagged, *hints, *self._answer(item), *after]
        )

    def _condition(self, item: Item) -> Paragraph:
        said = self.edition.said(item.condition.tree) if item.condition else ""
        only_if = self.tr(condition_word(item))
        return Paragraph("Condition", run(f"{labelled(only_if, said, self.tr)}."))

    def _note(self, item: Item) -> Iterator[Paragraph]:
        style = "Warning" if item.kind is Kind.WARNING else "Advice"
        word = headed(self.tr(note_word(item)), self.tr)
        inside = run(f"{word} ", bold=True) + self.inline(item.text)
        yield Paragraph(style, inside)
        for hint in item.hints:
            yield Paragraph(style, self.inline(hint.text))

    def _code(self, item: Item) -> str:
        return run(self.edition.codes[item.id], style="Code") + TAB

    def _title(self, item: Item, part: str = "") -> str:
        """Return what a control of an item is called: code, part, text."""
        code, text = self.edition.codes[item.id], self.edition.plain(item.text)
        return f"{code} {headed(part, self.tr)} {text}" if part else f"{code} {text}"

    def _check(self, item: Item) -> Paragraph:
        box = self.controls.tick(item.id, self._title(item))
        return Paragraph("Item", self._code(item) + box + TAB + self.inline(item.text))

    def _question(self, item: Item) -> Paragraph:
        return Paragraph("Question", self._code(item) + self.inline(item.text))

    def _answer(self, item: Item) -> Iterator[Paragraph]:
        match item.kind:
            case Kind.YES_NO:
                yield from self._options(
                    item, {one: self.tr(YES_NO_WORDS[one]) for one in item.options}
                )
            case Kind.CHOICE | Kind.CHOICES:
                texts = {one.id: self.edition.plain(one.text) for one in item.choices}
                yield from self._options(item, texts)
            case Kind.DATE:
                yield from self._dates(item)
            case Kind.NUMBER:
                place = Placeholder(self.tr("Write a number"))
                unit = run(f"{_GAP}{self.edition.plain(item.unit)}") if item.unit else ""
                control = self.controls.text(item.id, self._title(item), place)
                yield Paragraph("ShortField", control + unit)
            case _:
                yield self._words(item)
                if item.kind is Kind.REFLECT:
                    yield self._considered(item)

    def _words(self, item: Item) -> Paragraph:
        place = Placeholder(self.tr(self.edition.wording.place))
        control = self.controls.text(item.id, self._title(item), place, lines=True)
        return Paragraph("Field", control + _room(item))

    def _considered(self, item: Item) -> Paragraph:
        word = self.tr("Considered")
        box = self.controls.tick(f"{item.id}.seen", self._title(item, word))
        return Paragraph("Options", box + TAB + run(word))

    def _options(self, item: Item, texts: dict[str, str]) -> Iterator[Paragraph]:
        """Yield the boxes with their words: in one row where they are few and short."""
        choices = {one.id: one for one in item.choices}
        boxes = {
            name: self.controls.tick(f"{item.id}.{name}", self._title(item, text))
            for name, text in texts.items()
        }
        own = any(choice.takes_text for choice in item.choices)
        if not own and len(_GAP.join(texts.values())) <= _ONE_LINE:
            row = (box + run(f"\u00a0{texts[name]}") for name, box in boxes.items())
            yield Paragraph("Options", run(_GAP).join(row))
            return
        for name, box in boxes.items():
            yield Paragraph("Options", box + TAB + self._option(item, choices[name], texts[name]))

    def _option(self, item: Item, choice: Choice, text: str) -> str:
        words = self.inline(choice.text)
        if not choice.takes_text:
            return words
        title = self.tr("{option}: in your own words").replace("{option}", text)
        place = Placeholder(self.tr("Write here"))
        control = self.controls.text(
            f"{item.id}.{choice.id}.text", self._title(item, title), place, lines=True
        )
        return words + run(f"{headed('', self.tr)} ") + control

    def _dates(self, item: Item) -> Iterator[Paragraph]:
        place = Placeholder(self.tr("Choose a date"))
        if not item.repeat:
            yield Paragraph("ShortField", self.controls.date(item.id, self._title(item), place))
            return
        for number in range(1, DATES + 1):
            name, title = f"{item.id}.{number}", self._title(item, str(number))
            yield Paragraph("ShortField", self.controls.date(name, title, place))

    def _asides(self, item: Item) -> Iterator[Paragraph]:
        words = self.tr("If this is not done")
        options = [("none", self.tr("No exception"))]
        options += [(aside, self.tr(ASIDE_WORDS[aside])) for aside in ASIDES]
        choice = self.controls.choice(
            f"{item.id}.aside",
            self._title(item, words),
            options,
            Placeholder(self.tr("Choose")),
        )
        note = self.tr("Note (no identifying details)")
        text = self.controls.text(
            f"{item.id}.note",
            self._title(item, note),
            Placeholder(self.tr("Write here")),
            lines=True,
        )
        parts = (f"{headed(words, self.tr)} ", f"{_GAP}{headed(note, self.tr)} ")
        yield Paragraph("Aside", run(parts[0]) + choice + run(parts[1]) + text)

    def _grid(self, item: Item) -> str:
        """Return the table, which is named and described for those who do not see it."""
        edition, count = self.edition, len(item.columns) + 1
        rows = [edition.plain(one.text) for one in item.choices]
        columns = [edition.plain(one.text) for one in item.columns]
        about = self.tr("A table to fill in. Rows: {rows}. Columns: {columns}.")
        about = about.format(rows=listed(rows, self.tr), columns=listed(columns, self.tr))
        bidi = "<w:bidiVisual/>" if edition.direction == "rtl" else ""
        widths = f'<w:gridCol w:w="{self.width // count}"/>' * count
        names = ("", *(self.inline(one.text) for one in item.columns))
        heads = "".join(_cell(Paragraph("ColumnHead", name), is_head=True) for name in names)
        body = "".join(self._row(item, row) for row in item.choices)
        return (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/>{bidi}'
            f'<w:tblW w:w="{self.width}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
            '<w:tblLook w:val="06A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1"'
            ' w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
            f"<w:tblCaption w:val={attribute(self._title(item))}/>"
            f"<w:tblDescription w:val={attribute(about)}/></w:tblPr>"
            f"<w:tblGrid>{widths}</w:tblGrid>"
            f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{heads}</w:tr>{body}</w:tbl>"
        )

    def _row(self, item: Item, row: Choice) -> str:
        cells = "".join(self._field(item, row, column) for column in item.columns)
        head = _cell(Paragraph("RowHead", self.inline(row.text)), is_head=True)
        return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{head}{cells}</w:tr>"

    def _field(self, item: Item, row: Choice, column: Choice) -> str:
        where = (self.edition.plain(column.text), self.edition.plain(row.text))
        title = f"{self.edition.codes[item.id]} {headed(where[0], self.tr)} {where[1]}"
        place = Placeholder(self.tr("Write here"))
        name = f"{item.id}.{row.id}.{column.id}"
        control = self.controls.text(name, title, place, lines=True)
        return _cell(Paragraph("Cell", control + _room(item)))


def _room(item: Item) -> str:
    lines = item.lines or _LINES[item.kind]
    return empty_lines(round(lines * _ROWS_BY_HAND) - 1)


def _cell(inside: Paragraph, *, is_head: bool = False) -> str:
    shade = f"<w:tcPr>{shading(TINT)}</w:tcPr>" if is_head else ""
    return f"<w:tc>{shade}{inside.xml}</w:tc>"
