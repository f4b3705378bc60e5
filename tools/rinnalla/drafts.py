"""The first paragraph of a heading or list item: its words, box, attributes and id."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from rinnalla.attributes import Attributes, split_attributes
from rinnalla.diagnostics import Code, Diagnostic, problem, shorten
from rinnalla.grammar import RESERVED
from rinnalla.inline import ROLES, forbidden, is_plain
from rinnalla.model import Choice, Item, Outcome, Section
from rinnalla.phrases import phrase

_ID = re.compile(r"[a-z]+(-[a-z]+)*")
_BOX = re.compile(r"\[[ xX]\](\s+|$)")


@dataclass(frozen=True, kw_only=True, slots=True)
class Draft:
    """The first paragraph of a list item, split. line: 1-based, in the file.

    text: without the box. box: whether it begins with one.
    """

    text: str
    line: int
    attributes: Attributes
    box: bool = False


class DraftReader:
    """Reads drafts and collects what is wrong with them. path: as reported.

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

    def untabbed(self, lines: Iterable[str], first_line: int) -> list[str]:
        """Return the lines fit for reading, after reporting those indented with a tab."""
        fit = []
        for number, line in enumerate(lines, start=first_line):
            if "\t" in line[: len(line) - len(line.lstrip())]:
                self.report(number, Code.TAB)
            # What nothing can show gets a mark.
            fit.append(line.replace("\t", "    ").replace("\0", "\ufffd"))
        return fit

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
        self.report(line, Code.NO_TEXT, what=what, text=text, where=phrase("before the braces"))

    def unique(self, things: Iterable[Item | Choice | Outcome | Section]) -> None:
        """Report each id used before."""
        first: dict[str, int] = {}
        for thing in things:
            if thing.id in first:
                self.report(
                    thing.line, Code.DUPLICATE_ID, id=shorten(thing.id), first=first[thing.id]
                )
            first.setdefault(thing.id, thing.line)

    def no_box(self, draft: Draft, what: str, known: tuple[str, ...]) -> None:
        """Report a box where nothing is ticked. known: the options that fit there."""
        if draft.box:
            self.unknown(draft.line, "[ ]", what, known)

    def unknown(self, line: int, option: str, what: str, known: tuple[str, ...]) -> None:
        """Report an option that does not exist. known: those that do."""
        self.report(
            line, Code.UNKNOWN_OPTION, option=shorten(option), what=what, known=", ".join(known)
        )

    def bad(self, draft: Draft, option: str, value: str, expected: str) -> None:
        """Report a value that cannot be used. expected: what it must be."""
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
