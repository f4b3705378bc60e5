"""The body of one checklist, in Markdown, to a Checklist and what is wrong with it.

No files, no logging, no Sphinx: the command line, the tests and the site call this same parser.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from markdown_it import MarkdownIt
from mdit_py_plugins.colon_fence import colon_fence_plugin

from rinnalla.diagnostics import Code, Diagnostic, shorten
from rinnalla.items import ItemReader, joined
from rinnalla.metadata import Opening, read_metadata
from rinnalla.model import Checklist, Choice, Item, Outcome, Section, Text
from rinnalla.resolve import resolve

__all__ = ["MOST_ITEMS", "Opening", "parse_checklist"]

MOST_ITEMS = 400

_BLOCKS = (
    MarkdownIt("commonmark")
    .disable(["inline", "reference", "html_block", "lheading"])
    .use(colon_fence_plugin)
)
_STRAY = {
    "paragraph_open": "text outside an item",
    "fence": "a code block",
    "colon_fence": "a nested block",
    "code_block": "text indented too far",
    "ordered_list_open": "a numbered list",
    "blockquote_open": "a quotation outside an item",
    "bullet_list_open": "a nested list",
    "hr": "a line across",
    "heading_open": "a heading inside an item",
}
_STRAY_BELOW = _STRAY | {
    "paragraph_open": "text under an option",
    "blockquote_open": "a second record sentence",
    "bullet_list_open": "a second list of options",
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
        self.first_line = first_line
        self.conditions: dict[int, str] = {}
        self.sections: list[_Draft] = []

    def read(self) -> tuple[Checklist, list[Diagnostic]]:
        checklist, start = read_metadata(self, self.opening, self.lines, self.first_line)
        self.lines = self.lines[start:]
        self.first_line += start
        self._tabs()
        self.tokens = _BLOCKS.parse("\n".join(self.lines).replace("\t", "    "))
        for start, end in self._children(0, len(self.tokens)):
            self._block(start, end)
        sections = tuple(draft.finished() for draft in self.sections)
        sections = resolve(self, sections, self.conditions)
        unread = (*checklist.unread, "if") if self.conditions_unread else checklist.unread
        checklist = replace(checklist, sections=sections, unread=unread)
        self._whole(checklist)
        return checklist, self.problems

    # blocks ------------------------------------------------------------------------------

    def _children(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield the blocks between two tokens, each as its first and last index."""
        while start < end:
            last = start
            depth: int = self.tokens[start].nesting
            while depth > 0:
                last += 1
                depth += self.tokens[last].nesting
            yield start, last
            start = last + 1

    def _line(self, at: int) -> int:
        token = self.tokens[at]
        return self.first_line + (token.map[0] if token.map else 0)

    def _block(self, start: int, end: int) -> None:
        match self.tokens[start].type:
            case "heading_open":
                self._heading(start)
            case "bullet_list_open":
                for first, last in self._children(start + 1, end):
                    self._item(first, last)
            case _:
                self._stray(start)

    def _heading(self, start: int) -> None:
        token = self.tokens[start]
        draft = self.draft(self.tokens[start + 1].content, self._line(start))
        if token.tag != "h2":
            level = token.tag.removeprefix("h")
            self.report(draft.line, Code.HEADING, text=shorten(draft.text), level=level)
        for option, value in draft.attributes.values.items():
            if option != "type":
                self.report(
                    draft.line,
                    Code.UNKNOWN_OPTION,
                    option=shorten(option),
                    what="a heading",
                    known="type",
                )
            elif value != "outcome":
                self.report(
                    draft.line,
                    Code.UNKNOWN_TYPE,
                    type=shorten(value),
                    what="section",
                    known="outcome",
                )
        self.sections.append(
            _Draft(
                id=self.identifier(draft, "section"),
                title=draft.text,
                line=draft.line,
                outcome="type" in draft.attributes.values,
            )
        )

    def _item(self, start: int, end: int) -> None:
        if not self.sections:
            self.sections.append(_Draft(id="", title="", line=self._line(start)))
        blocks = list(self._children(start + 1, end))
        if not blocks or self.tokens[blocks[0][0]].type != "paragraph_open":
            self._wordless(start, "item")
            return
        draft = self.draft(self.tokens[blocks[0][0] + 1].content, self._line(start))
        if not draft.text and not draft.attributes.id and not draft.attributes.values:
            self._wordless(start, "item")
            return
        hints, record, choices = self._below(blocks[1:])
        if "if" in draft.attributes.values:
            self.conditions[draft.line] = draft.attributes.values["if"]
        section = self.sections[-1]
        if section.outcome:
            outcome = replace(self.outcome(draft), hints=hints, record=record)
            section.outcomes.append(outcome)
            if choices:
                self._stray_at(choices[0].line, "a list under a result")
        else:
            item = replace(self.item(draft, choices), hints=hints, record=record)
            section.items.append(item)

    def _below(
        self, blocks: list[tuple[int, int]]
    ) -> tuple[tuple[Text, ...], Text | None, tuple[Choice, ...]]:
        hints: list[Text] = []
        record: Text | None = None
        choices: list[Choice] = []
        for start, end in blocks:
            kind = self.tokens[start].type
            if kind == "paragraph_open":
                hints.append(self._text(start))
            elif kind == "blockquote_open" and record is None:
                record = self._record(start, end)
            elif kind == "bullet_list_open" and not choices:
                choices = [
                    self._choice(first, last) for first, last in self._children(start + 1, end)
                ]
            else:
                self._stray(start, _STRAY_BELOW.get(kind))
        self.unique(choices)
        self._distinct(choices)
        return tuple(hints), record, tuple(choices)

    def _record(self, start: int, end: int) -> Text | None:
        texts = []
        for first, _ in self._children(start + 1, end):
            if self.tokens[first].type == "paragraph_open":
                texts.append(self._text(first))
            else:
                self._stray(first)
        if not texts:
            return None
        return Text(text=" ".join(text.text for text in texts), line=texts[0].line)

    def _choice(self, start: int, end: int) -> Choice:
        blocks = list(self._children(start + 1, end))
        if not blocks or self.tokens[blocks[0][0]].type != "paragraph_open":
            self._wordless(start, "option")
            line = self._line(start)
            return Choice(id=f"?{line}", text="", line=line)
        for first, _ in blocks[1:]:
            if self.tokens[first].type == "bullet_list_open":
                text = self._raw(self._line(first))
                self.report(self._line(first), Code.TOO_DEEP, text=text)
            else:
                self._stray(first, _STRAY_BELOW.get(self.tokens[first].type))
        return self.choice(self.draft(self.tokens[blocks[0][0] + 1].content, self._line(start)))

    def _text(self, start: int) -> Text:
        line = self._line(start)
        text = joined(self.tokens[start + 1].content)
        self.no_braces(text, line)
        self.allowed(text, line)
        return Text(text=text, line=line)

    def _stray(self, at: int, what: str | None = None) -> None:
        self._stray_at(self._line(at), what or _STRAY.get(self.tokens[at].type, "this"))

    def _stray_at(self, line: int, what: str) -> None:
        self.report(line, Code.STRAY_CONTENT, what=what, text=self._raw(line))

    def _wordless(self, at: int, what: str) -> None:
        line = self._line(at)
        self.wordless(line, what, self._raw(line))

    def _raw(self, line: int) -> str:
        at = line - self.first_line
        return shorten(self.lines[at].strip()) if at < len(self.lines) else ""

    # the whole list ----------------------------------------------------------------------

    def _tabs(self) -> None:
        for number, line in enumerate(self.lines, start=self.first_line):
            if "\t" in line[: len(line) - len(line.lstrip())]:
                self.report(number, Code.TAB)

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
            self.report(
                checklist.line, Code.EMPTY_LIST, what="list", title=shorten(checklist.title)
            )
        elif count > MOST_ITEMS:
            self.report(checklist.line, Code.TOO_MANY_ITEMS, count=count, most=MOST_ITEMS)
        for section in checklist.sections:
            if count and not section.items and not section.outcomes:
                self.report(
                    section.line, Code.EMPTY_LIST, what="section", title=shorten(section.title)
                )
        for item in checklist.items:
            if item.id in checklist.retired:
                self.report(item.line, Code.RETIRED_ID, id=item.id)
