"""The fences of a Markdown text: where each begins and ends, and what stands between.

Plain pages are searched for lines of colons; the rest is for markdown-it to take apart.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.colon_fence import colon_fence_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

MARKDOWN = (
    MarkdownIt("commonmark")
    .disable(["inline", "reference"])
    .use(colon_fence_plugin)
    .use(front_matter_plugin)
)
"""Finds blocks as MyST does; what stands in a line is not looked at."""

OPENING = re.compile(r"^ {0,3}(?P<marks>:{3,}) *\{[\w:-]+\}", re.MULTILINE)
"""The line that opens a directive."""

_COLON_LINE = re.compile(r":::(?P<more>:*)(?P<info>.*)\n?")
_WITHIN_LINE = re.compile(r":::(?<=[^:\n]:::)")
_HTML = re.compile(r"^[ >*+\-0-9.)]*<", re.MULTILINE)
_OTHERS = ("```", "~~~", "\t", "\r", "\0")
"""What may hide a line of colons, or make it stand anywhere but at the top of a page."""


def fences(text: str) -> list[Token]:
    """Return every token of a text that may be a fence."""
    found = _colon_fences(text) if _is_clear(text) else None
    return MARKDOWN.parse(text) if found is None else found


def _is_clear(text: str) -> bool:
    """Return whether every three colons in a text begin a line that opens or closes a fence."""
    if text.startswith("---") or any(mark in text for mark in _OTHERS):
        return False
    return not _WITHIN_LINE.search(text) and not ("<" in text and _HTML.search(text))


def _colon_fences(text: str) -> list[Token] | None:
    """Return the fences of a clear text; None if one stays open.

    Most pages are such: nothing else in them needs to be understood to find their lists.
    """
    found: list[Token] = []
    opening: re.Match[str] | None = None
    line = seen = 0
    for colons in _COLON_LINE.finditer(text):
        if opening is None:
            opening = colons
        elif len(colons["more"]) >= len(opening["more"]) and not colons["info"].strip(" "):
            token = Token("colon_fence", "code", 0)
            token.markup, token.info = f":::{opening['more']}", opening["info"]
            token.content = text[opening.end() : colons.start()]
            line += text.count("\n", seen, opening.start())
            token.map = [line, line + token.content.count("\n") + 2]
            seen = opening.start()
            found.append(token)
            opening = None
    return None if opening else found


def is_closed(token: Token) -> bool:
    """Return whether the fence has its own closing line: the lines it spans tell."""
    start, end = token.map or (0, 0)
    inside = token.content.count("\n") + (not token.content.endswith("\n") and token.content != "")
    return end - start == inside + 2


def holds_block(token: Token) -> bool:
    """Return whether a line in the fence opens another one that has as many marks or more."""
    openings = OPENING.finditer(token.content) if ":::" in token.content else ()
    return any(len(found["marks"]) >= len(token.markup) for found in openings)
