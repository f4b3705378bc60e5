"""The blocks of a list's body: its lines to headings, items, options, hints and quotations.

Owns the indentation and the marks of Markdown as CommonMark has them, tasks without HTML, link
definitions and underlined headings, and with fences of colons. What a block means in a list, and
which block may stand where, is for ``parse`` to say.

Lines are read one after another. Those of a list item stand as far in as its text on the first
line; a quotation repeats its mark. A line of plain text goes on with the paragraph before it
wherever it stands, and everything deeper than ``DEEPEST`` items and quotations is plain text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

Shape: TypeAlias = Literal[
    "body", "heading", "list", "numbered", "item", "quote", "paragraph", "fence", "colons", "code",
    "rule"
]  # fmt: skip
"""A ``list`` and a ``numbered`` list hold items; items, quotes and the body hold the others."""

DEEPEST = 10
"""Items and quotations inside one another; a list knows what to do with three."""

_MARKS = frozenset("#>-+*_`~:0123456789")
_START = re.compile(
    r"(?P<quote>>) ?"
    r"|(?P<heading>#{1,6})(?: |\Z)"
    r"|(?P<rule>(?:(?:-\ *+){3,}+|(?:\*\ *+){3,}+|(?:_\ *+){3,}+)\Z)"
    r"|(?P<list>[-+*])(?: |\Z)"
    r"|(?P<fence>`{3,}+(?=[^`]*\Z)|~{3,}+)"
    r"|(?P<colons>:{3,}+)"
    r"|(?P<numbered>[0-9]{1,9}[.)])(?: |\Z)"
)
"""What may begin a line after its indentation and make it more than plain text."""
_TAIL = re.compile(r"(?:\A|(?<= ))#++\Z")
"""Marks that close a heading."""


@dataclass(slots=True)
class Block:
    """A block and those inside it. line: its first, 0-based, of the lines that were read.

    mark: as written, of a list its last character. width: the columns a line of an item is
    indented by, within what is around it. lines: the text of a heading or a paragraph.
    """

    kind: Shape
    line: int
    mark: str = ""
    width: int = 0
    lines: list[str] = field(default_factory=list)
    children: list[Block] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its text, as many lines as were written, without their indentation."""
        return "\n".join(self.lines)


def read_blocks(lines: Iterable[str]) -> list[Block]:
    """Return the blocks of the lines. Indentation is of spaces alone: replace tabs before."""
    reader = _Reader()
    for number, line in enumerate(lines):
        text = line.lstrip(" ")
        if text:
            reader.take(number, line, text)
        else:
            reader.end_paragraph(0)
    return reader.body.children


class _Reader:
    """What is open at a line: items and quotes, outermost first, and one paragraph or fence."""

    def __init__(self) -> None:
        self.body = Block("body", 0)
        self.open: list[Block] = []
        self.paragraph: Block | None = None
        self.fence: Block | None = None

    def end_paragraph(self, depth: int) -> None:
        """Take an empty line. depth: of the open blocks whose marks it has nevertheless."""
        self.paragraph = None
        for at in range(depth, len(self.open)):
            if self.open[at].kind == "quote":
                self._close(at)
                return
        if self.open and self.open[-1].kind == "item" and not self.open[-1].children:
            self.open.pop()

    def take(self, number: int, line: str, text: str) -> None:
        """Take a line that is not empty. text: the line without its indentation."""
        column = len(line) - len(text)
        depth = start = 0  # start: the column where the inside of the open blocks begins
        for block in self.open:
            if block.kind == "item":
                if column - start < block.width:
                    break
                start += block.width
            else:
                if text[0] != ">":
                    break
                start = column + (2 if text[1:2] == " " else 1)
                text = line[start:].lstrip(" ")
                column = len(line) - len(text)
            depth += 1
            if not text:
                self.end_paragraph(depth)
                return
        if self.fence and depth == len(self.open):
            if column - start <= 3 and _closes(text, self.fence.mark):
                self.fence = None
            return
        if text[0] in _MARKS:
            self._begin(number, text, column - start, depth)
        else:
            self._text(number, text, column - start, depth)

    def _begin(self, number: int, text: str, indent: int, depth: int) -> None:
        """Open what the line begins. indent: before the text, inside of the open blocks."""
        while text[0] in _MARKS and indent < 4 and depth < DEEPEST:
            found = _START.match(text)
            if found is None:
                break
            kind: Shape = found.lastgroup  # type: ignore[assignment]
            mark = found[kind]
            if kind in ("list", "numbered"):
                width = self._width(text, mark, depth)
                if not width:
                    break
                self._item(kind, number, mark[-1], depth, indent + width)
            else:
                block = self._add(Block(kind, number, mark), depth)
                width = found.end()
                if kind == "heading":
                    block.lines.append(_TAIL.sub("", text[width:].strip(" ")).rstrip(" "))
                elif kind in ("fence", "colons"):
                    self.fence = block
                if kind != "quote":
                    return
                self.open.append(block)
            rest = text[width:].lstrip(" ")
            if not rest:
                return
            indent = len(text) - width - len(rest)
            text = rest
            depth += 1
        self._text(number, text, indent, depth)

    def _width(self, text: str, mark: str, depth: int) -> int:
        """Return the columns from the mark of an item to its text, 0 where it is no item.

        A line of a paragraph may begin with a number, and a mark alone does not end one.
        """
        rest = text[len(mark) :].lstrip(" ")
        if self.paragraph and depth == len(self.open) and (not rest or int(mark[:-1] or 1) != 1):
            return 0
        width = len(text) - len(rest)
        return width if rest and width - len(mark) <= 4 else len(mark) + 1

    def _item(self, kind: Shape, number: int, mark: str, depth: int, width: int) -> None:
        """Open an item, in the list before it if that has the same mark."""
        self._close(depth)
        inside = self._inside(depth)
        if not inside or inside[-1].kind != kind or inside[-1].mark != mark:
            inside.append(Block(kind, number, mark))
        item = Block("item", number, mark, width)
        inside[-1].children.append(item)
        self.open.append(item)

    def _text(self, number: int, text: str, indent: int, depth: int) -> None:
        """Take plain text, which goes on with the open paragraph even where that is deeper."""
        if self.paragraph:
            self.paragraph.lines.append(text)
        elif indent < 4:
            self.paragraph = self._add(Block("paragraph", number, lines=[text]), depth)
        elif not (inside := self._inside(depth)) or inside[-1].kind != "code":
            self._add(Block("code", number), depth)

    def _inside(self, depth: int) -> list[Block]:
        return self.open[depth - 1].children if depth else self.body.children

    def _add(self, block: Block, depth: int) -> Block:
        self._close(depth)
        self._inside(depth).append(block)
        return block

    def _close(self, depth: int) -> None:
        """Leave the paragraph or fence, and the open blocks deeper than this."""
        self.paragraph = self.fence = None
        del self.open[depth:]


def _closes(text: str, mark: str) -> bool:
    """Return whether a line closes the fence: as many of its marks or more, and nothing else."""
    return text.startswith(mark) and not text.rstrip(" ").strip(mark[0])
