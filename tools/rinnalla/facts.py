"""The facts of the source documents, and the places that name them.

Owns the body of one ``{facts}`` block and the ``{source}`` marks in a stretch of running text;
to find blocks and stretches in a page is for ``read``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rinnalla.attributes import Attributes
from rinnalla.blocks import Block, read_blocks
from rinnalla.diagnostics import Code, Diagnostic, problem, shorten
from rinnalla.drafts import Draft, DraftReader
from rinnalla.model import FACT
from rinnalla.phrases import Phrase, phrase

OWN = "oma"
"""What an editor writes as the source of a statement that is ours."""

_KNOWN = ("uncertain", "unused")
_EXPECTED = phrase("ids of facts such as TI-1.2, or {own}", own=OWN)
_CODE = re.compile(
    r"(?<!\\)(?P<role>\{source\})?(?P<ticks>(?<!`)`+)(?!`)(?P<inside>.+?)(?<!`)(?P=ticks)(?!`)",
    re.DOTALL,
)
_HEADING = re.compile(r" {0,3}#{1,6} +(?P<words>.*?)(?: +#+)? *(?:\{[^{}]*\})? *")


@dataclass(frozen=True, kw_only=True, slots=True)
class Fact:
    """One statement of a source document, in words of ours.

    line: 1-based, in the file. uncertain: the source is damaged here, and this is how we read
    it. unused: why it is not content; None for everything that is.
    """

    id: str
    text: str
    path: str
    line: int
    uncertain: bool = False
    unused: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class FactList:
    """The facts of one block, in its order. line: 1-based, where the block opens."""

    path: str
    line: int
    facts: tuple[Fact, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Mark:
    """One ``{source}`` mark in a page's text. facts: as written; line: 1-based, in the file.

    heading: the words of the nearest heading above, empty where there is none.
    """

    facts: tuple[str, ...]
    path: str
    line: int
    heading: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Use:
    """A place that names a fact. place: its heading, its list and item, or its setting."""

    fact: str
    path: str
    line: int
    place: str


def anchor(fact: str) -> str:
    """Return the fragment under which a page shows the fact: ``ti-1-2a`` for ``TI-1.2a``."""
    return fact.lower().replace(".", "-")


def parse_facts(body: str, path: str, line: int) -> tuple[FactList, list[Diagnostic]]:
    """Return the facts of a block and what is wrong with them.

    body: the lines between the fences. line: where the block opens, 1-based, in the file; the
    body begins on the next one.
    """
    return _Reader(body, path, line).read()


class _Reader(DraftReader):
    def __init__(self, body: str, path: str, line: int) -> None:
        super().__init__(path)
        self.line = line
        self.lines = body.split("\n")

    def read(self) -> tuple[FactList, list[Diagnostic]]:
        facts: list[Fact] = []
        for block in read_blocks(self.untabbed(self.lines, self.line + 1)):
            if block.kind != "list":
                self._wrong(block, phrase("is not a fact"))
                continue
            facts += filter(None, map(self._fact, block.children))
        if not facts and not self.problems:
            self.report(self.line, Code.BAD_FACT, text=":::{facts}", why=phrase("holds no facts"))
        return FactList(path=self.path, line=self.line, facts=tuple(facts)), self.problems

    def _fact(self, block: Block) -> Fact | None:
        """Return the fact of an item; None where nobody could mean it by its id."""
        first, *others = block.children or (None,)
        for other in others:
            self._wrong(other, phrase("cannot stand under a fact"))
        if first is None or first.kind != "paragraph":
            self._wrong(block, phrase("has no words"))
            return None
        draft = self.draft(first.text, self._line(block))
        self._options(draft)
        id_ = draft.attributes.id or ""
        if not draft.text or draft.box:
            words = phrase("begins with a box") if draft.box else phrase("has no words")
            self._bad(draft, words)
        if not FACT.fullmatch(id_):
            if draft.attributes.fault is None:
                self._bad(draft, _bad_id(id_))
            return None
        reason = draft.attributes.values.get("unused")
        return Fact(
            id=id_,
            text=draft.text,
            path=self.path,
            line=draft.line,
            uncertain="uncertain" in draft.attributes.values,
            unused=None if reason is None else " ".join(reason.split()),
        )

    def _options(self, draft: Draft) -> None:
        for option, value in draft.attributes.values.items():
            if option not in _KNOWN:
                self._bad(
                    draft,
                    phrase('has "{option}", which a fact cannot have', option=shorten(option)),
                )
            elif option == "uncertain" and value:
                self._bad(draft, phrase("has a value for uncertain, which is written without ="))
            elif option == "unused" and not value.strip():
                self._bad(draft, phrase("does not say why it is unused"))
            elif option == "unused":
                self.allowed(value, draft.line)

    def _bad(self, draft: Draft, why: str) -> None:
        self.report(draft.line, Code.BAD_FACT, text=_named(draft.text, draft.attributes), why=why)

    def _wrong(self, block: Block, why: str) -> None:
        line = self._line(block)
        text = shorten(self.lines[line - self.line - 1].strip())
        self.report(line, Code.BAD_FACT, text=text, why=why)

    def _line(self, block: Block) -> int:
        return self.line + 1 + block.line


def _bad_id(found: str) -> Phrase:
    """Return why a fact cannot be named. found: what stands in place of its id, if anything."""
    if not found:
        return phrase("has no id such as TI-1.2")
    return phrase('has the id "{id}", not one such as TI-1.2', id=shorten(found))


def _named(text: str, attributes: Attributes) -> str:
    """Return what an editor knows a fact by: its words, or its braces where it has none."""
    return shorten(text) or f"{{#{shorten(attributes.id or '')}}}"


class MarkReader:
    """Reads a page's running text, stretch after stretch, in the order of its lines."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.marks: list[Mark] = []
        self.problems: list[Diagnostic] = []
        self.heading = ""

    def take(self, lines: Sequence[str], first_line: int) -> None:
        """Read lines that follow one another. first_line: 1-based, in the file."""
        paragraph: list[str] = []
        for number, line in enumerate((*lines, ""), start=first_line):
            heading = _HEADING.fullmatch(line)
            if line.strip() and not heading:
                paragraph.append(line)
                continue
            if paragraph:
                self._paragraph("\n".join(paragraph), number - len(paragraph))
                paragraph = []
            if heading:
                self.heading = heading["words"]
                self._paragraph(line, number)

    def _paragraph(self, text: str, line: int) -> None:
        if "{source}" not in text:
            return
        for code in _CODE.finditer(text):
            if code["role"]:
                self._mark(code["inside"], line + text.count("\n", 0, code.start()))

    def _mark(self, inside: str, line: int) -> None:
        facts = tuple(inside.split())
        if facts == (OWN,):
            return
        named = tuple(fact for fact in facts if FACT.fullmatch(fact))
        if named != facts or not facts:
            self.problems.append(bad_source(inside, self.path, line))
        self.marks.append(Mark(facts=named, path=self.path, line=line, heading=self.heading))


def bad_source(inside: str, path: str = "", line: int = 0) -> Diagnostic:
    """Return the problem of a mark that does not hold ids of facts. inside: what it holds."""
    wrong = " ".join(fact for fact in inside.split() if not FACT.fullmatch(fact))
    return problem(
        path, line, Code.BAD_VALUE, option="source", value=shorten(wrong), expected=_EXPECTED
    )
