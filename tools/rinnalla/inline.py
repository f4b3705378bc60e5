"""What a text of a list may hold: emphasis, code, links and a few roles; and its plain words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

ROLES = ("setting", "checklist", "item", "doc", "term", "abbr")
"""Roles that may stand in a text of a list."""

_PLAIN = re.compile(r"[^`*_\[\]<&!{\\]*\Z")
_MARKDOWN = MarkdownIt("commonmark")
_ALLOWED = {"text", "softbreak", "code_inline", "em_open", "em_close", "strong_open",
            "strong_close", "link_open", "link_close"}  # fmt: skip
_NAMES = {"image": "a picture", "html_inline": "HTML", "hardbreak": "a forced line break"}
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_ROLE = re.compile(r"\{([^{}`\s]*)\}\Z")
ROLE_USE = re.compile(r"\{([a-z]+)\}`([^`]*)`")


def is_plain(text: str) -> bool:
    """Return whether the text holds no markup at all."""
    return bool(_PLAIN.match(text))


def forbidden(text: str) -> Iterator[str]:
    """Yield, in English, what the text holds and may not."""
    if is_plain(text):
        return
    if "{{" in text:
        yield "a substitution ({{ }})"
    tokens = _tokens(text)
    for token, following in zip(tokens, [*tokens[1:], None], strict=True):
        if token.type not in _ALLOWED:
            yield _NAMES.get(token.type, token.type)
        elif token.type == "link_open":
            scheme = _SCHEME.match(str(token.attrGet("href") or ""))
            if scheme and scheme[1].lower() not in ("http", "https", "mailto"):
                yield f"a link that begins with {scheme[1]}:"
        elif following is not None and following.type == "code_inline":
            role = _ROLE.search(token.content)
            if role and role[1] not in ROLES:
                yield f"the role {role[1]}"


def plain(text: str) -> str:
    """Return the words of a text without its markup, as a reader sees them (roles: their target)."""
    if is_plain(text):
        return text
    words = "".join(
        " " if token.type == "softbreak" else _ROLE.sub("", token.content)
        for token in _tokens(text)
        if not token.type.endswith(("_open", "_close"))
    )
    return " ".join(words.split())


def roles_used(text: str) -> list[tuple[str, str]]:
    """Return the role names and targets in a text, in order."""
    return ROLE_USE.findall(text) if "}`" in text else []


def _tokens(text: str) -> list[Token]:
    parsed = _MARKDOWN.parseInline(text)
    return parsed[0].children or []
