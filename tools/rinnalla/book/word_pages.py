"""Pages as Jupyter Book reads them: in the language of the book, cards and tabs as paragraphs.

A copy has exactly the lines of its page, so that what Jupyter Book says of a line holds for the
page too: every text stands on the line where it begins, and what it leaves free is empty.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.colon_fence import colon_fence_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from rinnalla.book.anchors import CARRIER, at, label_anchor, page_anchor, styled
from rinnalla.book.contents import Chapter
from rinnalla.book.register import TERMS, Register
from rinnalla.book.word_roles import address, plain_links
from rinnalla.fences import is_closed

TERMS_HERE = "terms"
"""What the directive of the glossary is called in the book: Jupyter Book has one of its own."""

TITLE_STYLE = "RnBlockTitle"
"""The style of what was the title of a card or of a tab."""

_TOLD = ("facts", "language-status")
"""Directives that have no argument, and are told their page by it; so is the glossary."""

_FLAT = frozenset({"grid", "tab-set"})
_TITLED = frozenset({"card", "grid-item-card", "grid-item", "tab-item"})
_DROPPED = frozenset({"toctree"})
_NOTES = frozenset(
    {"admonition", "attention", "caution", "danger", "error", "hint", "important", "note",
     "seealso", "tip", "warning"}
)  # fmt: skip
_INFO = re.compile(r"\{(?P<name>[\w:-]+)\}\s*(?P<title>.*)", re.DOTALL)
_OPTION = re.compile(r"\s*:(?P<name>[\w-]+):\s*(?P<value>.*)")
_LABEL = re.compile(r"\((?P<label>[^()\s]+)\)=")
_LABELS = re.compile(rf"\s*(?:{_LABEL.pattern.replace('?P<label>', '')}\s*)+")
_BEGINS = re.compile(r"\A(?P<before>\d{0,9})(?P<mark>(?<=\d)[.)]|(?<!\d)(?:[-+*>]|#+))(?=\s)")
"""What makes a paragraph something else when it stands first: a number, a dash, a mark."""

_PARSER = (
    MarkdownIt("commonmark")
    .enable("table")
    .disable(["inline", "reference"])
    .use(colon_fence_plugin)
    .use(front_matter_plugin)
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Copy:
    """A page as it stands in the book. untranslated: texts that stay in the source language."""

    page: str
    lines: tuple[str, ...]
    untranslated: tuple[str, ...] = ()


def copy_page(docs: Path, chapter: Chapter, register: Register) -> Copy:
    """Return the copy of a page."""
    return copy_text((docs / f"{chapter.name}.md").read_text("utf-8"), chapter, register)


def copy_text(text: str, chapter: Chapter, register: Register) -> Copy:
    """Return the copy of a page with that text."""
    writer = _Writer(text, chapter, register)
    writer.walk(text, 0, "")
    lines = tuple(line.rstrip() for line in writer.written)
    return Copy(page=chapter.name, lines=lines, untranslated=tuple(writer.untranslated))


class _Writer:
    """Writes the copy of one page. written: its lines; labels: for the next text."""

    def __init__(self, text: str, chapter: Chapter, register: Register) -> None:
        self.page = chapter.name
        self.deeper = chapter.depth - 1
        self.depth = chapter.depth
        self.register = register
        self.source = text.split("\n")
        self.written = [""] * len(self.source)
        self.marks = f"[{CARRIER}]({at(page_anchor(chapter.name))})"
        self.untranslated: list[str] = []

    def walk(self, text: str, first: int, indent: str) -> None:
        """Write the blocks of a text. first: its first line, 0-based; indent: before each line."""
        lines = text.split("\n")
        tokens = _PARSER.parse(text)
        kind = ""
        for at_, token in enumerate(tokens):
            start, end = token.map or (0, 0)
            if token.type in ("heading_open", "paragraph_open"):
                kind = token.type
            elif token.type == "inline" and kind:
                self._inline(token, lines[start], first + start, indent, kind)
                kind = ""
            elif token.type == "tr_open":
                self._row(tokens[at_:], first + start, indent)
            elif token.type == "table_open":
                self._keep(lines, start + 1, start + 2, first, indent)  # which way columns stand
            elif token.type in ("fence", "colon_fence"):
                self._fence(token, lines, first, indent)
            elif token.type in ("hr", "code_block"):
                self._keep(lines, start, end, first, indent)

    def _inline(self, token: Token, line: str, number: int, indent: str, kind: str) -> None:
        """Write a heading or a paragraph, on the line where it begins."""
        if _LABELS.fullmatch(token.content):
            labels = _LABEL.findall(token.content)
            self.marks += "".join(f"[{CARRIER}]({at(label_anchor(one))})" for one in labels)
            return
        begins = token.content.split("\n")[0].strip()
        prefix = line[: line.find(begins)] if begins in line else ""
        if kind == "heading_open":
            prefix = f"{'#' * self.deeper}{prefix.lstrip()}"
            self.depth = prefix.count("#")
        words = self.said(token.content)
        if kind == "paragraph_open":
            words = _BEGINS.sub(r"\g<before>\\\g<mark>", words)
        self.written[number] = f"{indent}{prefix}{self._taken()}{words}"

    def _row(self, tokens: Sequence[Token], number: int, indent: str) -> None:
        """Write a row of a table."""
        cells = [self.said(token.content) for token in _until(tokens, "tr_close")]
        self.written[number] = f"{indent}| {' | '.join(cells)} |"

    def _keep(self, lines: Sequence[str], start: int, end: int, first: int, indent: str) -> None:
        """Write lines as they are."""
        for at_ in range(start, min(end, len(lines))):
            self.written[first + at_] = f"{indent}{lines[at_]}"

    def _fence(self, token: Token, lines: Sequence[str], first: int, indent: str) -> None:
        start, end = token.map or (0, 0)
        info = _INFO.match(token.info.strip())
        name = info["name"] if info else ""
        opening = lines[start]
        inner = indent + opening[: len(opening) - len(opening.lstrip())]
        if name in _DROPPED:
            return
        if name in _FLAT or name in _TITLED:
            title = info["title"] if info and name in _TITLED else ""
            self._flat(title, token.content, first + start, inner)
        elif name in _NOTES:
            self._note(token, first, inner)
        else:
            self._keep(lines, start, end, first, indent)
            if name in (TERMS, *_TOLD):
                named = opening.replace(f"{{{TERMS}}}", f"{{{TERMS_HERE}}}").rstrip()
                self.written[first + start] = f"{indent}{named} {self.page}"

    def _flat(self, title: str, body: str, line: int, indent: str) -> None:
        """Write what stands in a card, a grid or a tab, its title before it.

        The title is a heading to Markdown, as text may follow it on the next line, and no deeper
        than the last one; by its style it becomes a paragraph.
        """
        options, rest = _options(body)
        if title:
            words = self.said(title)
            if "link" in options:
                words = f"[{words}]({self._leads(options)})"
            style = f"[{CARRIER}]({styled(TITLE_STYLE)})"
            self.written[line] = f"{indent}{'#' * self.depth} {style}{words}"
        self.walk(rest, line + 1 + body.count("\n") - rest.count("\n"), indent)

    def _leads(self, options: dict[str, str]) -> str:
        """Return where a card leads."""
        target = options["link"]
        if options.get("link-type") == "ref":
            target = f"#{target}"
        return address(target, self.page, self.register)

    def _note(self, token: Token, first: int, inner: str) -> None:
        """Write a note: Jupyter Book has them too."""
        start, end = token.map or (0, 0)
        info = _INFO.match(token.info.strip())
        title = info["title"] if info else ""
        name = info["name"] if info else ""
        said = f" {self.said(title)}" if title else ""
        self.written[first + start] = f"{inner}{token.markup}{{{name}}}{said}"
        self.walk(token.content, first + start + 1, inner)
        if is_closed(token):
            self.written[first + end - 1] = f"{inner}{token.markup}"

    def _taken(self) -> str:
        """Return the marks of places that wait for their text."""
        marks, self.marks = self.marks, ""
        return marks

    def said(self, written: str) -> str:
        """Return a text in the language of the book, in one line, with plain links."""
        text = " ".join(line.strip() for line in written.split("\n")).strip()
        if self.register.language != self.register.source:
            translated = self.register.translated(self.page, text)
            if translated == text and self.register.is_open(self.page, text):
                self.untranslated.append(text)
            text = translated
        return plain_links(text, self.page, self.register)


def _until(tokens: Sequence[Token], closing: str) -> Iterator[Token]:
    """Yield the texts up to a token."""
    for token in tokens:
        if token.type == closing:
            return
        if token.type == "inline":
            yield token


def _options(body: str) -> tuple[dict[str, str], str]:
    """Return the options at the beginning of a block, and what follows them."""
    found: dict[str, str] = {}
    rows = body.split("\n")
    for number, row in enumerate(rows):
        option = _OPTION.fullmatch(row)
        if option is None:
            return found, "\n".join(rows[number:])
        found[option["name"]] = option["value"].strip()
    return found, ""
