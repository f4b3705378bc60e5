"""A list or a form as paragraphs and tables for the book in Word.

Everything that is asked stands there to be filled by hand or in Word: boxes, lines, tables. Each
paragraph has a style of its own, so an editor can change the look of all of them at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from rinnalla.book.anchors import item_anchor, label_anchor, list_anchor, to
from rinnalla.book.register import Register
from rinnalla.book.word_tree import (
    Node,
    bullets,
    heading,
    inline,
    link,
    paragraph,
    place,
    small,
    sources,
    strong,
    table,
    text,
)
from rinnalla.editions import Edition
from rinnalla.facts import OWN
from rinnalla.model import Item, Kind, Origin, Outcome, Section
from rinnalla.words import STATUS_WORDS, YES_NO_WORDS, condition_word, note_word, rule_of, tags
from rinnalla.writing import day, headed, labelled, listed, separator

BOX = "☐"
LINES: Mapping[Kind, int] = {Kind.TEXT: 2, Kind.REFLECT: 3, Kind.NUMBER: 1, Kind.DATE: 1}
"""Lines to write on where the editor gives none."""

ITEM, OPTION, HINT, RULE, LINE, TAG, META, ADVICE, WARNING, SOURCE = (
    "RnItem", "RnOption", "RnHint", "RnRule", "RnLine", "RnTag", "RnMeta", "RnAdvice",
    "RnWarning", "RnSource",
)  # fmt: skip
"""Styles of the template."""

_REPEATED = 3
"""Times a line is there for an item that may be answered several times."""


def list_nodes(edition: Edition, register: Register) -> list[Node]:
    """Return the list: title, what must be known of it, sections, and what comes next."""
    return list(_Writer(edition, register).nodes())


class _Writer:
    def __init__(self, edition: Edition, register: Register) -> None:
        self.edition = edition
        self.register = register
        self.model = edition.checklist
        self.tr = edition.tr
        self.entry = register.lists[self.model.id]
        self.depth = self.entry.depth + (1 if self.entry.repeats else 2)

    def nodes(self) -> Iterator[Node]:
        mark = place(list_anchor(self.model.id))
        if self.entry.repeats:
            yield paragraph(META, mark, *self._label("Who", self.entry.who))
        else:
            yield heading(self.entry.depth + 1, mark, *self.inline(self.model.title))
            yield paragraph(META, *self._label("Who", self.entry.who))
        if self.entry.mark:
            yield paragraph(META, strong(self.entry.mark))
        yield from self._meta()
        for warning in self.edition.warnings:
            yield paragraph(WARNING, text(warning))
        if self.entry.mark:
            yield paragraph(HINT, text(self.tr(self.edition.wording.care)))
        if self.model.kind == "checklist":
            yield self._asides()
        for section in self.model.sections:
            yield from self._section(section)
        yield from self._next()
        yield paragraph(HINT, text(self.tr(self.edition.wording.keep)))

    def inline(self, words: str) -> list[Node]:
        """Return a text of the list as nodes."""
        return inline(self.edition.runs(words), self.model.id)

    def _label(self, label: str, words: str) -> list[Node]:
        return [strong(headed(self.tr(label), self.tr)), text(f" {words}")]

    def _meta(self) -> Iterator[Node]:
        model, language = self.model, self.edition.language
        minutes = self.tr("about {minutes} min").format(minutes=model.minutes)
        rows = {
            "When": self.entry.when,
            "Time": minutes if model.minutes is not None else "",
            "Reviewed": day(model.reviewed, language, in_full=True) if model.reviewed else "",
            "Review due": day(model.review_due, language, in_full=True) if model.review_due else "",
            "Status": self.tr(STATUS_WORDS[model.status]) if model.status else "",
        }
        for label, words in rows.items():
            if words:
                yield paragraph(META, *self._label(label, words))

    def _asides(self) -> Node:
        """Return how an item is set aside: the other three answers."""
        ways = [
            f"{self.tr(words)} {BOX}"
            for words in ("Not applicable here", "Later", "The client did not want this")
        ]
        label = headed(self.tr("If this is not done"), self.tr)
        return paragraph(HINT, text(f"{label} {listed(ways, self.tr)}"))

    def _section(self, section: Section) -> Iterator[Node]:
        if section.id:
            code = self.edition.codes[section.id]
            mark = place(item_anchor(self.model.id, section.id))
            yield heading(self.depth, mark, text(f"{code} "), *self.inline(section.title))
        for item in section.items:
            yield from self._item(item)
        for outcome in section.outcomes:
            yield from self._outcome(outcome)

    def _item(self, item: Item) -> Iterator[Node]:
        mark = place(item_anchor(self.model.id, item.id))
        code = self.edition.codes.get(item.id, "")
        if item.asks:
            box = [text(f"{BOX} ")] if item.kind is Kind.CHECK else []
            yield paragraph(ITEM, mark, *box, strong(f"{code} "), *self.inline(item.text))
        else:
            style = WARNING if item.kind is Kind.WARNING else ADVICE
            label = strong(f"{headed(self.tr(note_word(item)), self.tr)} ")
            yield paragraph(style, mark, label, *self.inline(item.text))
        if item.condition:
            only_if = self.tr(condition_word(item))
            said = labelled(only_if, self.edition.said(item.condition.tree), self.tr)
            yield paragraph(RULE, text(f"{said}."))
        yield from (paragraph(TAG, text(tag)) for tag in tags(item, self.tr))
        for hint in item.hints:
            yield paragraph(HINT, *self.inline(hint.text))
        yield from _CONTROLS[item.kind](self, item)
        yield from self._source(item.origin)

    def _outcome(self, case: Outcome) -> Iterator[Node]:
        mark = place(item_anchor(self.model.id, case.id))
        bold = [
            {"type": "strong", "children": [node]} if node["type"] == "text" else node
            for node in self.inline(case.text)
        ]
        yield paragraph(ITEM, mark, text(f"{BOX} "), *bold)
        for hint in case.hints:
            yield paragraph(HINT, *self.inline(hint.text))
        rule = rule_of(case, self.edition.ways, self.tr)
        yield paragraph(RULE, strong(f"{headed(self.tr('Rule'), self.tr)} "), text(rule.said))
        if rule.ways:
            yield bullets(*([paragraph(RULE, text(way))] for way in rule.ways))
        yield from self._source(case.origin)

    def _source(self, origin: Origin) -> Iterator[Node]:
        marks = sources(origin.facts, self.tr) if origin.facts else []
        if origin.own:
            legal = origin.own == "legal"
            own = "Our addition, a legal reminder" if legal else "Our addition"
            marks += [small(text(separator(self.tr, strong=True)))] if marks else []
            marks.append(small(link(to(label_anchor(OWN)), text(self.tr(own)))))
        if marks:
            yield paragraph(SOURCE, *marks)

    def _next(self) -> Iterator[Node]:
        if not self.model.next:
            return
        yield heading(self.depth, text(self.tr("What comes next")))
        yield bullets(*(self._next_list(mention.id) for mention in self.model.next))

    def _next_list(self, id_: str) -> list[Node]:
        entry = self.register.lists[id_]
        name = paragraph("", link(to(list_anchor(id_)), text(entry.title)))
        about = separator(self.tr, strong=True).join(filter(None, (entry.mark, entry.when)))
        return [name, *([paragraph(HINT, text(about))] if about else [])]

    def none(self, _: Item) -> Iterator[Node]:
        """A tick is before its words, and advice asks for nothing."""
        yield from ()

    def options(self, item: Item) -> Iterator[Node]:
        """Yield a box for each choice, with a line for words of one's own."""
        for choice in item.choices:
            own = [text(" " + "_" * 30)] if choice.takes_text else []
            yield paragraph(OPTION, text(f"{BOX} "), *self.inline(choice.text), *own)

    def yes_no(self, _: Item) -> Iterator[Node]:
        """Yield the three answers in one line."""
        answers = (f"{BOX} {self.tr(answer)}" for answer in YES_NO_WORDS.values())
        yield paragraph(OPTION, text("\u2003".join(answers)))

    def lines(self, item: Item) -> Iterator[Node]:
        """Yield lines to write on; the first of them names the unit."""
        count = (item.lines or LINES[item.kind]) * (_REPEATED if item.repeat else 1)
        unit = f"{item.unit} " if item.unit else ""
        for at in range(count):
            yield paragraph(LINE, text(unit if unit and not at else "\u00a0"))

    def reflect(self, item: Item) -> Iterator[Node]:
        """Yield lines, and a box for what was thought about and not written down."""
        yield from self.lines(item)
        yield paragraph(OPTION, text(f"{BOX} {self.tr('Considered')}"))

    def grid(self, item: Item) -> Iterator[Node]:
        """Yield a table to fill."""
        head = [[text("\u00a0")], *(self.inline(column.text) for column in item.columns)]
        rows = [
            [self.inline(row.text), *([text("\u00a0")] for _ in item.columns)]
            for row in item.choices
        ]
        yield table(head, *rows)


_CONTROLS: Mapping[Kind, Callable[[_Writer, Item], Iterator[Node]]] = {
    Kind.CHECK: _Writer.none,
    Kind.REFLECT: _Writer.reflect,
    Kind.YES_NO: _Writer.yes_no,
    Kind.CHOICE: _Writer.options,
    Kind.CHOICES: _Writer.options,
    Kind.TEXT: _Writer.lines,
    Kind.NUMBER: _Writer.lines,
    Kind.DATE: _Writer.lines,
    Kind.GRID: _Writer.grid,
    Kind.ADVICE: _Writer.none,
    Kind.WARNING: _Writer.none,
}
