"""From a file or a folder to every list in it, nested ones too, with lines of the file.

Finds the fences; what stands between those of a list is for ``parse`` to read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.colon_fence import colon_fence_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from rinnalla.diagnostics import Code, Diagnostic, in_order, problem, shorten
from rinnalla.model import Checklist
from rinnalla.parse import Opening, parse_checklist

KINDS = ("checklist", "form")
"""Names of the directives that hold a list."""

VERBATIM = frozenset(
    {"code", "code-block", "code-cell", "sourcecode", "literalinclude", "math", "eval-rst",
     "parsed-literal", "raw", "csv-table", "list-table", "mermaid", "toctree"}
)  # fmt: skip
"""Directives whose content is not Markdown, so lists in them are only shown, never read."""

_FENCES = (
    MarkdownIt("commonmark")
    .disable(["inline", "reference"])
    .use(colon_fence_plugin)
    .use(front_matter_plugin)
)
_INFO = re.compile(r"\{(?P<name>[\w:-]+)\}\s*(?P<title>.*)", re.DOTALL)
_COLONS = re.compile(r"\s*:{3,}\s*")
_DEEPEST = 12


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """What was found. checklists: in document order; diagnostics: sorted, all files together."""

    checklists: tuple[Checklist, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


def read_paths(paths: Iterable[Path]) -> Reading:
    """Read Markdown files, and every Markdown file in folders, each once, sorted by path."""
    checklists: list[Checklist] = []
    diagnostics: list[Diagnostic] = []
    files: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            files.update(dict.fromkeys(sorted(path.rglob("*.md"))))
        else:
            files[path] = None
    for path in files:
        reading = read_file(path)
        checklists += reading.checklists
        diagnostics += reading.diagnostics
    return Reading(checklists=tuple(checklists), diagnostics=tuple(in_order(diagnostics)))


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
    reading = read_text(text, path)
    return Reading(
        checklists=reading.checklists,
        diagnostics=tuple(in_order([*problems, *reading.diagnostics])),
    )


def read_text(text: str, path: str) -> Reading:
    """Read Markdown with LF line ends. path: as it shall stand in messages."""
    if not any(f"{{{kind}}}" in text for kind in KINDS) and ":::" not in text:
        return Reading()
    reader = _Reader(path)
    reader.walk(text, 1, None, 0)
    return Reading(
        checklists=tuple(reader.checklists), diagnostics=tuple(in_order(reader.problems))
    )


class _Reader:
    def __init__(self, path: str) -> None:
        self.path = path
        self.checklists: list[Checklist] = []
        self.problems: list[Diagnostic] = []
        self.nested = False

    def walk(self, text: str, first_line: int, outer: Token | None, depth: int) -> None:
        """Read every fence in the text. outer: the fence around it, None at the top."""
        for token in _FENCES.parse(text):
            if token.type not in ("fence", "colon_fence") or token.map is None:
                continue
            line = first_line + token.map[0]
            info = _INFO.match(token.info.strip())
            name = info["name"] if info else ""
            if not _is_closed(token):
                self._unclosed(token, line, outer)
            if info and name in KINDS:
                self._list(name, info["title"], token, line)
            elif info and name not in VERBATIM and depth < _DEEPEST:
                self.walk(token.content, line + 1, token, depth + 1)

    def _list(self, kind: str, title: str, token: Token, line: int) -> None:
        body = token.content.removesuffix("\n")
        if not _is_closed(token):
            body = "\n".join(_until_colons(body))
        title = " ".join(title.split())
        opening = Opening(kind=kind, title=title, path=self.path, line=line)
        checklist, problems = parse_checklist(opening, body, line + 1)
        self.checklists.append(checklist)
        self.problems += problems

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


def _is_closed(token: Token) -> bool:
    """Return whether the fence has its own closing line: the lines it spans tell."""
    start, end = token.map or (0, 0)
    inside = token.content.count("\n") + (not token.content.endswith("\n") and token.content != "")
    return end - start == inside + 2


def _until_colons(body: str) -> Iterator[str]:
    """Yield the lines up to one that was meant to close the list."""
    for line in body.split("\n"):
        if _COLONS.fullmatch(line):
            return
        yield line
