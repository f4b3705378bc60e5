"""Every Finnish text that somebody reads, with its place: pages, lists, settings, catalogue.

Markdown is read with the parser and the plugins that MyST loads. Left out are code, front matter,
comments, ids, options, and the targets of links and roles; a gap stands where words will stand
that are not written there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.pofile import PoFileError
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.colon_fence import colon_fence_plugin
from mdit_py_plugins.front_matter import front_matter_plugin
from mdit_py_plugins.myst_blocks import myst_block_plugin
from mdit_py_plugins.myst_role import myst_role_plugin

from rinnalla.attributes import split_attributes
from rinnalla.messages import read_catalogue
from rinnalla.read import VERBATIM, markdown_files
from rinnalla.settings import FILE_NAME, read_settings

GAP = "\ufffc"
"""Stands for code, a name in a role, or a value filled in later: one word that is not checked."""

_BLOCKS = (
    MarkdownIt("commonmark")
    .disable("inline")
    .enable("table")
    .use(colon_fence_plugin)
    .use(front_matter_plugin)
    .use(myst_block_plugin)
)
_INLINE = MarkdownIt("commonmark").use(myst_role_plugin)
_INFO = re.compile(r"\{(?P<name>[\w:-]+)\}\s*(?P<title>.*)", re.DOTALL)
_OPTION = re.compile(r":(?P<name>[\w-]+):(?P<value>.*)")
_TASK = re.compile(r"\[[ xX]\]\s")
_ROLE = re.compile(r"(?P<words>[^<]*?)\s*<[^<>]*>\Z")
_COLUMN = re.compile(r"\s*[\w-]+:")
_FIELD = re.compile(r"\{\w*\}|%\(\w+\)s")
_ADDRESS = re.compile(r"(?:\w+://|mailto:|www\.)\S*[\w/]|[\w.+-]+@[\w.-]*\w")

_SHOWN_OPTIONS = frozenset({"who", "when", "trial", "alt", "caption"})
_SHOWN_ATTRIBUTES = ("unit", "unused")
_SHOWN_ROLES = frozenset({"term", "abbr"})
"""Roles whose content is read as it is; of others only the words before a target in <>."""
_SILENT_ROLES = frozenset({"source"})
_NO_TITLE = frozenset(
    {"figure", "image", "include", "drawing", "grid", "button-link", "button-ref"}
)
"""Directives whose first line holds no words."""
_NO_WORDS = VERBATIM | {"checklist-index"}
"""Directives that hold code, names of pages or ids."""
_SOFT_HYPHEN = "\u00ad"
_DEEPEST = 12


@dataclass(frozen=True, kw_only=True, slots=True)
class Passage:
    """A text in one piece: a paragraph, a heading, a cell. line: 1-based, of its first line.

    text: as many lines as in the file, so that every word can be found there.
    """

    path: str
    line: int
    text: str

    def line_at(self, offset: int) -> int:
        """Return the line of the file on which the character stands."""
        return self.line + self.text.count("\n", 0, offset)


def read_passages(paths: Iterable[Path]) -> tuple[list[Passage], list[tuple[str, str]]]:
    """Return the texts of files, and of folders with all their pages and their settings.

    Also what could not be read, as path and reason.
    """
    passages: list[Passage] = []
    unread: list[tuple[str, str]] = []
    for path in _files(paths):
        try:
            passages += _READERS.get(path.suffix, markdown_passages)(path)
        except (OSError, UnicodeDecodeError, PoFileError) as error:
            unread.append((str(path), f"{error}".replace("\n", " ")))
    return passages, unread


def _files(paths: Iterable[Path]) -> list[Path]:
    files: list[Path] = []
    for path in paths:
        settings = path / FILE_NAME
        files += [*markdown_files([path]), *([settings] if settings.is_file() else [])]
    return list(dict.fromkeys(files))


def markdown_passages(path: Path) -> Iterator[Passage]:
    """Yield the texts of a page. Raises OSError, UnicodeDecodeError."""
    return text_passages(path.read_text("utf-8-sig"), str(path))


def text_passages(text: str, path: str) -> Iterator[Passage]:
    """Yield the texts of a page in Markdown. path: as it shall stand in messages."""
    for line, content in _texts(text, 1, 0):
        words = plain_words(content)
        if words.strip(f"{GAP} \n"):
            yield Passage(path=path, line=line, text=words)


def catalogue_passages(path: Path) -> Iterator[Passage]:
    """Yield the translations in a PO file, each with the line of its message.

    Raises OSError, PoFileError.
    """
    for message in read_catalogue(path):
        forms = [message.string] if isinstance(message.string, str) else message.string or ()
        for form in forms if message.id else ():
            # Its line breaks are those of the reader's page, not of the file.
            words = _FIELD.sub(GAP, form.replace("\n", " "))
            yield Passage(path=str(path), line=message.lineno or 1, text=words)


def settings_passages(path: Path) -> Iterator[Passage]:
    """Yield what the settings are for, and their values that are words."""
    for setting in read_settings(path)[0].values():
        for text in (setting.about, setting.value):
            if isinstance(text, str):
                yield Passage(path=str(path), line=setting.line, text=text)


_READERS = {".po": catalogue_passages, ".yml": settings_passages}


def _texts(text: str, first_line: int, depth: int) -> Iterator[tuple[int, str]]:
    """Yield every text of a piece of Markdown with its line, markup and all."""
    for token in _BLOCKS.parse(text):
        line = first_line + (token.map[0] if token.map else 0)
        if token.type == "inline":
            yield from _inline_texts(token.content, line)
        elif token.type in ("fence", "colon_fence") and depth < _DEEPEST:
            yield from _fence_texts(token, line, depth)


def _inline_texts(content: str, line: int) -> Iterator[tuple[int, str]]:
    """Yield a text without its attributes, and those of them that are read."""
    if not content.rstrip().endswith("}"):
        yield line, _TASK.sub("", content, count=1) if _TASK.match(content) else content
        return
    text, attributes = split_attributes(content)
    yield line, _TASK.sub("", text, count=1) if _TASK.match(text) else text
    for name in _SHOWN_ATTRIBUTES:
        yield line, attributes.values.get(name, "")
    for column in attributes.values.get("columns", "").split("|"):
        yield line, _COLUMN.sub("", column, count=1)


def _fence_texts(token: Token, line: int, depth: int) -> Iterator[tuple[int, str]]:
    """Yield the texts of a directive; none of code."""
    info = _INFO.match(token.info.strip())
    name = info["name"] if info else ""
    if name in _NO_WORDS or (not name and (token.type == "fence" or token.info.strip())):
        return
    if info and name not in _NO_TITLE:
        yield line, info["title"]
    lines = token.content.split("\n")
    options, at = _options(lines)
    for place, option, value in options:
        if option in _SHOWN_OPTIONS:
            yield line + 1 + place, value
    body = "\n".join(lines[at:])
    if name == "glossary":
        yield from _glossary_texts(lines[at:], line + 1 + at, depth)
    else:
        yield from _texts(body, line + 1 + at, depth + 1)


def _options(lines: list[str]) -> tuple[list[tuple[int, str, str]], int]:
    """Return the options at the top as (index, name, value), and the index of what follows."""
    options: list[tuple[int, str, str]] = []
    for at, line in enumerate(lines):
        found = _OPTION.match(line)
        if found:
            options.append((at, found["name"], found["value"].strip()))
        elif options and line[:1].isspace() and line.strip():
            place, name, value = options[-1]
            options[-1] = (place, name, f"{value}\n{line.strip()}")
        else:
            return options, at
    return options, len(lines)


def _glossary_texts(lines: list[str], first_line: int, depth: int) -> Iterator[tuple[int, str]]:
    """Yield the terms, which stand at the margin, and their explanations, which are indented."""
    explanation: list[str] = []
    for at, line in enumerate([*lines, "-"]):
        if not line.strip() or line[:1].isspace():
            explanation.append(line)
            continue
        margin = min((len(x) - len(x.lstrip()) for x in explanation if x.strip()), default=0)
        body = "\n".join(x[margin:] for x in explanation)
        yield from _texts(body, first_line + at - len(explanation), depth + 1)
        explanation = []
        if at < len(lines):
            yield first_line + at, line


def plain_words(content: str) -> str:
    """Return the words of an inline text without markup, line by line as they were written."""
    words = ""
    for token in _INLINE.parseInline(content)[0].children or []:
        shown = _shown(token)
        # A role that shows no words leaves no space before it either.
        words = words + shown if shown is not None else words.rstrip(" ")
    return _ADDRESS.sub(GAP, words.replace(_SOFT_HYPHEN, ""))


def _shown(token: Token) -> str | None:
    """Return the words of a piece of text; None for a role without any."""
    match token.type:
        case "softbreak" | "hardbreak":
            return "\n"
        case "code_inline":
            return GAP
        case "myst_role":
            return _role_words(str(token.meta["name"]), token.content)
        case "text" | "image":
            return token.content
        case _:
            return ""


def _role_words(name: str, content: str) -> str | None:
    if name in _SILENT_ROLES:
        return None
    titled = _ROLE.match(content)
    if titled:
        return titled["words"]
    return content if name in _SHOWN_ROLES else GAP
