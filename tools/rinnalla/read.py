"""From files and folders to every list, index, fact, drawing, pack and source mark, with its lines.

Finds the fences, nested ones too; what stands between those of a list is for ``parse`` to read,
and what stands between those of facts, or outside all, for ``facts``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from markdown_it.token import Token

from rinnalla.diagnostics import Code, Diagnostic, in_order, problem, shorten
from rinnalla.drawing.words import Drawing, parse_drawing
from rinnalla.facts import FactList, Mark, MarkReader, parse_facts
from rinnalla.fences import OPENING, fences, holds_block, is_closed
from rinnalla.model import Checklist, ListIndex, Mention
from rinnalla.packs import Pack, parse_pack
from rinnalla.parse import Opening, parse_checklist

KINDS = ("checklist", "form")
"""Names of the directives that hold a list."""

INDEX = "checklist-index"
"""Name of the directive that shows an index of lists."""

FACTS = "facts"
"""Name of the directive that holds facts of a source."""

DRAWING = "drawing"
"""Name of the directive that holds the words of a drawing."""

PACK = "pack"
"""Name of the directive that names lists to be printed together."""

VERBATIM = frozenset(
    {"code", "code-block", "code-cell", "sourcecode", "literalinclude", "math", "eval-rst",
     "parsed-literal", "raw", "csv-table", "list-table", "mermaid", "toctree"}
)  # fmt: skip
"""Directives whose content is not Markdown, so lists in them are only shown, never read."""

_INFO = re.compile(r"\{(?P<name>[\w:-]+)\}\s*(?P<title>.*)", re.DOTALL)
_COLONS = re.compile(r"\s*:{3,}\s*")
_LIST = re.compile(
    rf"^ {{0,3}}(?P<marks>:{{3,}}) *\{{(?P<kind>{'|'.join(KINDS)})\}}(?P<title>[^\n]*)\n?",
    re.MULTILINE,
)
_DEEPEST = 12
_SIGNS = (*(f"{{{name}}}" for name in (*KINDS, INDEX, FACTS, DRAWING, PACK, "source")), ":::")
"""A text that holds none of these holds nothing to be read."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """What was found. diagnostics: sorted, all files together; the rest: in document order.

    indexes: what pages show of lists.
    """

    checklists: tuple[Checklist, ...] = ()
    indexes: tuple[ListIndex, ...] = ()
    fact_lists: tuple[FactList, ...] = ()
    drawings: tuple[Drawing, ...] = ()
    packs: tuple[Pack, ...] = ()
    marks: tuple[Mark, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


def together(readings: Iterable[Reading]) -> Reading:
    """Return what was found in all of them as if it had been one."""
    parts = list(readings)
    return Reading(
        checklists=tuple(found for part in parts for found in part.checklists),
        indexes=tuple(found for part in parts for found in part.indexes),
        fact_lists=tuple(found for part in parts for found in part.fact_lists),
        drawings=tuple(found for part in parts for found in part.drawings),
        packs=tuple(found for part in parts for found in part.packs),
        marks=tuple(found for part in parts for found in part.marks),
        diagnostics=tuple(in_order(found for part in parts for found in part.diagnostics)),
    )


def read_paths(paths: Iterable[Path]) -> Reading:
    """Read Markdown files, and every Markdown file in folders, each once."""
    return together(map(read_file, markdown_files(paths)))


def markdown_files(paths: Iterable[Path]) -> list[Path]:
    """Return the files, and those of folders sorted by path; each once, as it came first."""
    files: dict[Path, Path] = {}
    for path in paths:
        inside = sorted(path.rglob("*.md")) if path.is_dir() else [path]
        for file in inside:
            if not file.is_dir():
                files.setdefault(file.resolve(), file)
    return list(files.values())


def read_file(path: Path) -> Reading:
    """Read one file; a file that cannot be read is a problem like any other."""
    try:
        data = path.read_bytes()
    except OSError:
        missing = problem(str(path), 1, Code.NO_FILE)
        return Reading(diagnostics=(missing,))
    return read_bytes(data, str(path))


def read_bytes(data: bytes, path: str) -> Reading:
    """Read the bytes of a file. path: as it shall stand in messages."""
    problems: list[Diagnostic] = []
    if data.startswith(b"\xef\xbb\xbf"):
        problems.append(problem(path, 1, Code.BYTE_ORDER_MARK))
        data = data[3:]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        byte = f"0x{data[error.start]:02X}"
        return Reading(diagnostics=(*problems, problem(path, line, Code.NOT_UTF8, byte=byte)))
    if "\r" in text:
        line = text[: text.index("\r")].count("\n") + 1
        problems.append(problem(path, line, Code.LINE_ENDS))
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return together((Reading(diagnostics=tuple(problems)), read_text(text, path)))


def read_text(text: str, path: str) -> Reading:
    """Read Markdown with LF line ends. path: as it shall stand in messages."""
    if not any(sign in text for sign in _SIGNS):
        return Reading()
    reader = _Reader(path)
    reader.walk(text, 1, None, 0)
    return Reading(
        checklists=tuple(reader.checklists),
        indexes=tuple(reader.indexes),
        fact_lists=tuple(reader.fact_lists),
        drawings=tuple(reader.drawings),
        packs=tuple(reader.packs),
        marks=tuple(reader.running.marks),
        diagnostics=tuple(in_order([*reader.problems, *reader.running.problems])),
    )


class _Reader:
    def __init__(self, path: str) -> None:
        self.path = path
        self.checklists: list[Checklist] = []
        self.indexes: list[ListIndex] = []
        self.fact_lists: list[FactList] = []
        self.drawings: list[Drawing] = []
        self.packs: list[Pack] = []
        self.running = MarkReader(path)
        self.problems: list[Diagnostic] = []
        self.nested = False

    def walk(self, text: str, first_line: int, outer: Token | None, depth: int) -> None:
        """Read every fence in the text, and the text between. outer: the fence around it."""
        lines = text.split("\n")
        at = 0
        for token in fences(text):
            if token.type not in ("fence", "colon_fence", "code_block"):
                continue
            start, end = token.map or (0, 0)
            self.running.take(lines[at:start], first_line + at)
            at = end
            if token.type == "code_block":
                self._tabs(lines[start:end], first_line + start)
            else:
                closing = lines[end - 1].lstrip(" >\t") if is_closed(token) else ""
                self._fence(token, closing, first_line + start, outer, depth)
        self.running.take(lines[at:], first_line + at)

    def _fence(
        self, token: Token, closing: str, line: int, outer: Token | None, depth: int
    ) -> None:
        """Read what a fence holds. closing: its last line, empty where it has none."""
        info = _INFO.match(token.info.strip())
        name = info["name"] if info else ""
        if not closing:
            self._unclosed(token, line, outer)
        if info and name in KINDS:
            rest = self._lists(self._opening(name, info["title"], line), token, bool(closing))
            if rest and depth < _DEEPEST:
                start, end = token.map or (0, 0)
                self.walk(rest, line + end - start - rest.count("\n"), outer, depth + 1)
        elif name == INDEX:
            self.indexes.append(_index(token, self.path, line))
        elif name == FACTS:
            self._facts(token, closing, line, outer, depth)
        elif info and name == DRAWING:
            self._drawing(info["title"], token.content, line)
        elif info and name == PACK:
            self._pack(info["title"], token.content, line)
        elif info and name not in VERBATIM and depth < _DEEPEST:
            self.running.take([info["title"]], line)
            self.walk(token.content, line + 1, token, depth + 1)
        elif token.type == "colon_fence" and not token.info and depth < _DEEPEST:
            self._stray(token, closing, line, outer, depth)

    def _facts(
        self, token: Token, closing: str, line: int, outer: Token | None, depth: int
    ) -> None:
        """Read the facts of a block, and what it would swallow as it is not closed."""
        swallowed = OPENING.search(token.content)
        body = token.content[: swallowed.start()] if swallowed else token.content
        found, problems = parse_facts(body.removesuffix("\n"), self.path, line)
        self.fact_lists.append(found)
        self.problems += problems
        if swallowed and depth < _DEEPEST:
            if closing:
                opening = shorten(f"{token.markup}{token.info.strip()}")
                self._report(line, Code.UNCLOSED_FENCE, opening=opening, closing=token.markup)
            rest = f"{token.content[len(body) :]}{closing}"
            self.walk(rest, line + 1 + body.count("\n"), outer, depth + 1)

    def _drawing(self, title: str, body: str, line: int) -> None:
        drawing, problems = parse_drawing(" ".join(title.split()), self.path, line, body)
        self.drawings.append(drawing)
        self.problems += problems
        self.running.take(body.split("\n"), line + 1)

    def _pack(self, title: str, body: str, line: int) -> None:
        body = body.removesuffix("\n")
        pack, problems = parse_pack(" ".join(title.split()), self.path, line, body)
        self.packs.append(pack)
        self.problems += problems
        self.running.take(body.split("\n"), line + 1)

    def _lists(self, opening: Opening, token: Token, closed: bool) -> str:
        """Read a list, and those below it that it would swallow as it is not closed.

        Returns the lines after one that was meant to close it.
        """
        body = token.content if closed else "".join(_until_colons(token.content))
        rest = token.content[len(body) :].partition("\n")[2]
        lists = _LIST.finditer(body) if ":::" in body else ()
        swallowed = [found for found in lists if len(found["marks"]) >= len(token.markup)]
        if token.type == "colon_fence" and not swallowed and holds_block(token):
            self.nested = True
        start, reported = 0, not closed
        for found in swallowed if token.type == "colon_fence" else ():
            piece = body[start : found.start()]
            self._parse(opening, piece)
            if not reported:
                shown = shorten(f"{token.markup}{{{opening.kind}}} {opening.title}")
                self._report(opening.line, Code.UNCLOSED_FENCE, opening=shown, closing=token.markup)
            line = opening.line + piece.count("\n") + 1
            opening = self._opening(found["kind"], found["title"], line)
            start, reported = found.end(), False
        self._parse(opening, body[start:])
        return rest

    def _opening(self, kind: str, title: str, line: int) -> Opening:
        return Opening(kind=kind, title=" ".join(title.split()), path=self.path, line=line)

    def _parse(self, opening: Opening, body: str) -> None:
        checklist, problems = parse_checklist(opening, body.removesuffix("\n"), opening.line + 1)
        self.checklists.append(checklist)
        self.problems += problems

    def _stray(
        self, token: Token, closing: str, line: int, outer: Token | None, depth: int
    ) -> None:
        """Read on below a line of colons alone that has swallowed the block after it."""
        if not holds_block(token):
            return
        if closing and not self.nested:
            self._report(line, Code.STRAY_FENCE, text=token.markup)
        self.walk(f"{token.content}{closing}", line + 1, outer, depth + 1)

    def _tabs(self, lines: list[str], line: int) -> None:
        """Report a list that a tab has made an example of code."""
        for at, text in enumerate(lines):
            words = text.lstrip(" \t")
            if "\t" in text[: len(text) - len(words)] and _LIST.match(words):
                self.nested = True
                self._report(line + at, Code.TAB)

    def _unclosed(self, token: Token, line: int, outer: Token | None) -> None:
        opening = shorten(f"{token.markup}{token.info.strip()}")
        if outer and outer.markup[0] == token.markup[0] and len(outer.markup) <= len(token.markup):
            self.nested = True
            more = token.markup[0] * (len(token.markup) + 1)
            around = shorten(f"{outer.markup}{outer.info.strip()}")
            self._report(line, Code.NESTED_FENCE, opening=opening, outer=around, closing=more)
        elif token.info.strip():
            self._report(line, Code.UNCLOSED_FENCE, opening=opening, closing=token.markup)
        elif not self.nested:
            self._report(line, Code.STRAY_FENCE, text=token.markup)

    def _report(self, line: int, code: Code, **words: object) -> None:
        self.problems.append(problem(self.path, line, code, **words))


def _index(token: Token, path: str, line: int) -> ListIndex:
    """Return the index of lists in a fence that begins on that line."""
    mentions = tuple(
        Mention(id=id_, line=number)
        for number, row in enumerate(token.content.split("\n"), start=line + 1)
        for id_ in row.split()
    )
    return ListIndex(path=path, line=line, mentions=mentions)


def _until_colons(body: str) -> Iterator[str]:
    """Yield the lines up to one that was meant to close the list."""
    for line in re.findall(r"[^\n]*\n|[^\n]+", body):
        if _COLONS.fullmatch(line):
            return
        yield line
