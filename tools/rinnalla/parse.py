"""The body of one checklist, in Markdown, to a Checklist and what is wrong with it.

No files, no logging, no Sphinx: the command line, the tests and the site call this same parser.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from rinnalla.blocks import Block, Shape, read_blocks
from rinnalla.diagnostics import Code, Diagnostic, near, shorten
from rinnalla.drafts import is_id, joined
from rinnalla.items import Below, ItemReader
from rinnalla.metadata import Opening, read_metadata
from rinnalla.model import CARD_SIZES, Checklist, Choice, Item, Outcome, Section, Text
from rinnalla.phrases import phrase
from rinnalla.resolve import resolve

__all__ = ["MOST_ITEMS", "Opening", "parse_checklist"]

MOST_ITEMS = 400

_STRAY: Mapping[Shape, str] = {
    "paragraph": phrase("text outside an item"),
    "fence": phrase("a code block"),
    "colons": phrase("a nested block"),
    "code": phrase("text indented too far"),
    "numbered": phrase("a numbered list"),
    "quote": phrase("a quotation outside an item"),
    "list": phrase("a nested list"),
    "rule": phrase("a line across"),
    "heading": phrase("a heading inside an item"),
}
_STRAY_BELOW: Mapping[Shape, str] = {
    **_STRAY,
    "paragraph": phrase("text under an option"),
    "quote": phrase("a second record sentence"),
    "list": phrase("a second list of options"),
}


@dataclass(slots=True)
class _Draft:
    """A section while it is read. outcome: holds results instead of items."""

    id: str
    title: str
    line: int
    outcome: bool = False
    items: list[Item] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)

    def finished(self) -> Section:
        return Section(
            id=self.id,
            title=self.title,
            line=self.line,
            items=tuple(self.items),
            outcomes=tuple(self.outcomes),
        )


def parse_checklist(
    opening: Opening, body: str, first_line: int
) -> tuple[Checklist, list[Diagnostic]]:
    """Return the list and its problems; a list with errors is fit for messages only.

    body: the lines between the fences, options first. first_line: of the body, 1-based, in
    the file.
    """
    return _Reader(opening, body, first_line).read()


class _Reader(ItemReader):
    def __init__(self, opening: Opening, body: str, first_line: int) -> None:
        super().__init__(opening.path)
        self.opening = opening
        self.lines = body.split("\n")
        self.plain = "\t" not in body and "\0" not in body
        self.first_line = first_line
        self.conditions: dict[int, str] = {}
        self.sections: list[_Draft] = []

    def read(self) -> tuple[Checklist, list[Diagnostic]]:
        checklist, start = read_metadata(self, self.opening, self.lines, self.first_line)
        self.lines = self.lines[start:]
        self.first_line += start
        lines = self.lines if self.plain else self.untabbed(self.lines, self.first_line)
        for block in read_blocks(lines):
            match block.kind:
                case "heading":
                    self._heading(block)
                case "list":
                    for item in block.children:
                        self._item(item)
                case _:
                    self._stray(block)
        sections = tuple(draft.finished() for draft in self.sections)
        sections = resolve(self, sections, self.conditions)
        unread = (*checklist.unread, "if") if self.conditions_unread else checklist.unread
        checklist = replace(checklist, sections=sections, unread=unread)
        self._whole(checklist)
        return checklist, self.problems

    # blocks ------------------------------------------------------------------------------

    def _line(self, block: Block) -> int:
        return self.first_line + block.line

    def _heading(self, block: Block) -> None:
        draft = self.draft(block.text, self._line(block))
        if block.mark != "##":
            level = len(block.mark)
            self.report(draft.line, Code.HEADING, text=shorten(draft.text), level=level)
        for option, value in draft.attributes.values.items():
            if option != "type":
                self.report(
                    draft.line,
                    Code.UNKNOWN_OPTION,
                    option=shorten(option),
                    what=phrase("a heading"),
                    known="type",
                )
            elif value != "outcome":
                self.report(
                    draft.line,
                    Code.UNKNOWN_TYPE,
                    type=shorten(value),
                    what=phrase("section"),
                    known="outcome",
                )
        self.sections.append(
            _Draft(
                id=self.identifier(draft, phrase("section")),
                title=draft.text,
                line=draft.line,
                outcome="type" in draft.attributes.values,
            )
        )

    def _item(self, block: Block) -> None:
        line = self._line(block)
        if not self.sections:
            self.sections.append(_Draft(id="", title="", line=line))
        first, *others = block.children or (None,)
        draft = self.draft(first.text, line) if first and first.kind == "paragraph" else None
        if not draft or not (draft.text or draft.attributes.id or draft.attributes.values):
            self._wordless(line, phrase("item"))
            return
        below = self._below(others)
        if "if" in draft.attributes.values:
            self.conditions[line] = draft.attributes.values["if"]
        section = self.sections[-1]
        if section.outcome:
            section.outcomes.append(self.outcome(draft, below))
            if below.choices:
                self._stray_at(below.choices[0].line, phrase("a list under a result"))
        else:
            section.items.append(self.item(draft, below))

    def _below(self, blocks: list[Block]) -> Below:
        hints: list[Text] = []
        record: Text | None = None
        choices: list[Choice] = []
        for block in blocks:
            if block.kind == "paragraph":
                hints.append(self._text(block))
            elif block.kind == "quote" and record is None:
                record = self._record(block)
            elif block.kind == "list" and not choices:
                choices = [self._choice(option) for option in block.children]
            else:
                self._stray(block, _STRAY_BELOW)
        if choices:
            self.unique(choices)
            self._distinct(choices)
        return Below(hints=tuple(hints), record=record, choices=tuple(choices))

    def _record(self, quote: Block) -> Text | None:
        texts = []
        for block in quote.children:
            if block.kind == "paragraph":
                texts.append(self._text(block))
            else:
                self._stray(block)
        if len(texts) < 2:
            return texts[0] if texts else None
        return Text(text=" ".join(text.text for text in texts), line=texts[0].line)

    def _choice(self, block: Block) -> Choice:
        line = self._line(block)
        first, *others = block.children or (None,)
        if not first or first.kind != "paragraph":
            self._wordless(line, phrase("option"))
            return Choice(id=f"?{line}", text="", line=line)
        for other in others:
            if other.kind == "list":
                deeper = self._line(other)
                self.report(deeper, Code.TOO_DEEP, text=self._raw(deeper))
            else:
                self._stray(other, _STRAY_BELOW)
        return self.choice(self.draft(first.text, line))

    def _text(self, block: Block) -> Text:
        line = self._line(block)
        text = joined(block.text)
        self.no_braces(text, line)
        self.allowed(text, line)
        return Text(text=text, line=line)

    def _stray(self, block: Block, names: Mapping[Shape, str] = _STRAY) -> None:
        self._stray_at(self._line(block), names[block.kind])

    def _stray_at(self, line: int, what: str) -> None:
        self.report(line, Code.STRAY_CONTENT, what=what, text=self._raw(line))

    def _wordless(self, line: int, what: str) -> None:
        self.wordless(line, what, self._raw(line))

    def _raw(self, line: int) -> str:
        at = line - self.first_line
        return shorten(self.lines[at].strip()) if at < len(self.lines) else ""

    # the whole list ----------------------------------------------------------------------

    def _distinct(self, choices: list[Choice]) -> None:
        first: dict[str, int] = {}
        for choice in choices:
            words = choice.text.casefold()
            if words and words in first:
                self.report(
                    choice.line,
                    Code.SAME_OPTION_TEXT,
                    text=shorten(choice.text),
                    first=first[words],
                )
            first.setdefault(words, choice.line)

    def _whole(self, checklist: Checklist) -> None:
        count = sum(1 for _ in checklist.items)
        if not count:
            title = shorten(checklist.title)
            self.report(checklist.line, Code.EMPTY_LIST, what=phrase("list"), title=title)
        elif count > MOST_ITEMS:
            self.report(checklist.line, Code.TOO_MANY_ITEMS, count=count, most=MOST_ITEMS)
        for section in checklist.sections:
            if count and not section.items and not section.outcomes:
                title = shorten(section.title)
                self.report(section.line, Code.EMPTY_LIST, what=phrase("section"), title=title)
        for item in checklist.items:
            if item.id in checklist.retired:
                self.report(item.line, Code.RETIRED_ID, id=item.id)
        self._card(checklist)

    def _card(self, checklist: Checklist) -> None:
        """Report what is said of a card that is not there, or of sections that are not."""
        given = {":card:": checklist.card[:1], ":figure:": (checklist.figure,)}
        if not set(CARD_SIZES) & set(checklist.paper) and "paper" not in checklist.unread:
            for option, mentions in given.items():
                for mention in filter(None, mentions):
                    self.report(mention.line, Code.NO_CARD, option=option)
        known = [section.id for section in checklist.sections if is_id(section.id)]
        for mention in checklist.card:
            if mention.id not in known:
                self.report(
                    mention.line,
                    Code.UNKNOWN_IN_CARD,
                    id=shorten(mention.id),
                    known=", ".join(known) or phrase("none yet"),
                    near=near(mention.id, known),
                )
