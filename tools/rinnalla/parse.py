"""The body of one checklist, in Markdown, to a Checklist and what is wrong with it.

No files, no logging, no Sphinx: the command line, the tests and the site call this same parser.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from markdown_it import MarkdownIt
from markdown_it.token import Token

from rinnalla.attributes import Attributes, split_attributes
from rinnalla.conditions import Scope, is_date
from rinnalla.diagnostics import Code, Diagnostic, shorten
from rinnalla.inline import ROLES, forbidden
from rinnalla.items import Draft, ItemReader, is_id, with_condition
from rinnalla.model import Checklist, Choice, Item, Outcome, Section, Text

MOST_ITEMS = 400
STATUSES = ("draft", "piloted", "approved", "retired")
MODES = ("do-confirm", "read-do")
OPTIONS = ("id", "mode", "who", "when", "minutes", "status", "reviewed", "review-due", "trial",
           "retired")  # fmt: skip

_OPTION = re.compile(r":(?P<name>[\w-]+):(?P<value>.*)")
_BLOCKS = MarkdownIt("commonmark").disable(["inline", "reference", "html_block", "lheading"])
_STRAY = {
    "paragraph_open": "text outside an item",
    "fence": "a code block",
    "code_block": "text indented too far",
    "ordered_list_open": "a numbered list",
    "blockquote_open": "a quotation outside an item",
    "bullet_list_open": "a nested list",
    "hr": "a line across",
    "heading_open": "a heading inside an item",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Opening:
    """How a list opens. kind: ``checklist`` or ``form``; line: 1-based, in the file."""

    kind: str
    title: str
    path: str
    line: int


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
        options, start = self._options()
        checklist = self._header(options)
        self.lines = self.lines[start:]
        self.first_line += start
        self._tabs()
        self.tokens = _BLOCKS.parse("\n".join(self.lines).replace("\t", "    "))
        for start, end in self._children(0, len(self.tokens)):
            self._block(start, end)
        checklist = replace(checklist, sections=self._resolved())
        self._whole(checklist)
        return checklist, self.problems

    # options -----------------------------------------------------------------------------

    def _options(self) -> tuple[dict[str, Text], int]:
        """Return the options by name, and the index of the line after them."""
        options: dict[str, Text] = {}
        at = 0
        name = None
        for at, line in enumerate([*self.lines, ""]):  # noqa: B007 - used after the loop
            found = _OPTION.match(line)
            if found and not line.startswith(":::"):
                name = found["name"]
                place = self.first_line + at
                if name not in OPTIONS:
                    self.report(
                        place,
                        Code.UNKNOWN_OPTION,
                        option=shorten(name),
                        what="a list",
                        known=", ".join(OPTIONS),
                    )
                elif name in options:
                    self._value(name, Text(text=found["value"], line=place), "given only once")
                options[name] = Text(text=found["value"].strip(), line=place)
            elif name and line[:1].isspace() and line.strip():
                options[name] = replace(
                    options[name], text=f"{options[name].text} {line.strip()}"
                )
            elif name is not None or line.strip():
                break
        return options, at

    def _header(self, options: dict[str, Text]) -> Checklist:
        opening = self.opening
        given = {name: text for name, text in options.items() if text.text}
        id_ = given["id"].text if "id" in given else ""
        if not id_:
            self.report(opening.line, Code.MISSING_LIST_ID, title=shorten(opening.title))
        elif not is_id(id_):
            self.report(given["id"].line, Code.BAD_ID, id=shorten(id_))
        for text in (opening.title, *(given[n].text for n in ("who", "when", "trial") if n in given)):
            self._allowed(text, opening.line)
        return Checklist(
            id=id_,
            kind=opening.kind,
            title=opening.title,
            path=opening.path,
            line=opening.line,
            sections=(),
            mode=self._one_of(given, "mode", MODES),
            who=given.get("who"),
            when=given.get("when"),
            trial=given.get("trial"),
            minutes=self._minutes(given),
            status=self._one_of(given, "status", STATUSES),
            reviewed=self._date(given, "reviewed"),
            review_due=self._date(given, "review-due"),
            retired=tuple(given["retired"].text.replace(",", " ").split())
            if "retired" in given
            else (),
        )

    def _one_of(self, options: dict[str, Text], name: str, known: tuple[str, ...]) -> str | None:
        if name not in options:
            return None
        if options[name].text not in known:
            self._value(name, options[name], f"one of: {', '.join(known)}")
        return options[name].text

    def _minutes(self, options: dict[str, Text]) -> int | None:
        if "minutes" not in options:
            return None
        if re.fullmatch(r"[1-9][0-9]{0,3}", options["minutes"].text):
            return int(options["minutes"].text)
        return self._value("minutes", options["minutes"], "a whole number such as 20")

    def _date(self, options: dict[str, Text], name: str) -> date | None:
        if name not in options:
            return None
        if is_date(options[name].text):
            return date.fromisoformat(options[name].text)
        return self._value(name, options[name], "a date such as 2026-11-21")

    def _value(self, name: str, text: Text, expected: str) -> None:
        value = shorten(text.text)
        self.report(text.line, Code.BAD_VALUE, option=name, value=value, expected=expected)

    # blocks ------------------------------------------------------------------------------

    def _children(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield the blocks between two tokens, each as its first and last index."""
        while start < end:
            last = start
            depth = self.tokens[start].nesting
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
        draft = self._draft(start + 1, self._line(start))
        if token.tag != "h2":
            self.report(
                draft.line, Code.HEADING, text=shorten(draft.text), level=token.tag.removeprefix("h")
            )
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
            self._stray(blocks[0][0] if blocks else start, "an item without text")
            return
        draft = self._draft(blocks[0][0] + 1, self._line(start))
        hints, record, choices = self._below(draft, blocks[1:])
        if "if" in draft.attributes.values:
            self.conditions[draft.line] = draft.attributes.values["if"]
        section = self.sections[-1]
        if section.outcome:
            outcome = replace(self.outcome(draft), hints=hints, record=record)
            section.outcomes.append(outcome)
            if choices:
                self.report(choices[0].line, Code.TOO_DEEP, text=shorten(choices[0].text))
        else:
            item = replace(self.item(draft, choices), hints=hints, record=record)
            section.items.append(item)

    def _below(
        self, draft: Draft, blocks: list[tuple[int, int]]
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
                self._stray(start)
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
            self._stray(blocks[0][0] if blocks else start, "an option without text")
            line = self._line(start)
            return Choice(id=f"?{line}", text="", line=line)
        for first, _ in blocks[1:]:
            if self.tokens[first].type == "bullet_list_open":
                text = self._raw(self._line(first))
                self.report(self._line(first), Code.TOO_DEEP, text=text)
            else:
                self._stray(first)
        return self.choice(self._draft(blocks[0][0] + 1, self._line(start)))

    def _draft(self, inline: int, line: int) -> Draft:
        text, attributes = split_attributes(self.tokens[inline].content)
        text = _joined(text)
        if attributes.fault is not None:
            at = f" at «{shorten(attributes.fault)}»" if attributes.fault else ""
            self.report(line, Code.BAD_BRACES, text=shorten(text), at=at)
            attributes = Attributes(id=attributes.id or f"?{line}", fault=attributes.fault)
        if attributes.smart:
            self.report(line, Code.SMART_QUOTES, mark=attributes.smart)
        self._allowed(text.removeprefix("[ ]"), line)
        return Draft(text=text, line=line, attributes=attributes)

    def _text(self, start: int) -> Text:
        line = self._line(start)
        text = _joined(self.tokens[start + 1].content)
        if "{#" in text:
            self.report(line, Code.BAD_BRACES, text=shorten(text), at="")
        self._allowed(text, line)
        return Text(text=text, line=line)

    def _allowed(self, text: str, line: int) -> None:
        for what in forbidden(text):
            self.report(line, Code.MARKUP, what=what, roles=", ".join(ROLES))

    def _stray(self, at: int, what: str | None = None) -> None:
        line = self._line(at)
        kind = what or _STRAY.get(self.tokens[at].type, "this")
        self.report(line, Code.STRAY_CONTENT, what=kind, text=self._raw(line))

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

    def _resolved(self) -> tuple[Section, ...]:
        sections = tuple(draft.finished() for draft in self.sections)
        self.unique([thing for s in sections for thing in (s, *s.items, *s.outcomes) if thing.id])
        scope = Scope(
            items={item.id: item for section in sections for item in section.items},
            outcomes={
                section.id: tuple(case.id for case in section.outcomes)
                for section in sections
                if section.outcomes
            },
        )
        return tuple(with_condition(self, section, self.conditions, scope) for section in sections)

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


def _joined(text: str) -> str:
    """Return wrapped lines joined by one space, as message ids are."""
    return " ".join(part for line in text.split("\n") if (part := line.strip()))


