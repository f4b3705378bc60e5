"""What a text of a list may hold: emphasis, code, links and a few roles; and its plain words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from rinnalla.phrases import phrase

ROLES = ("setting", "checklist", "item", "doc", "term", "abbr")
"""Roles that may stand in a text of a list."""

_MARKUP = re.compile(r"[`*_\[\]<&!{\\]")
_MARKDOWN = MarkdownIt("commonmark")
_ALLOWED = {"text", "softbreak", "code_inline", "em_open", "em_close", "strong_open",
            "strong_close", "link_open", "link_close"}  # fmt: skip
_NAMES: dict[str, str] = {
    "image": phrase("a picture"),
    "html_inline": phrase("HTML"),
    "hardbreak": phrase("a forced line break"),
}
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_LONGEST = 5000
_ROLE = re.compile(r"\{([^{}`\s]*)\}\Z")
ROLE_USE = re.compile(r"\{([a-z]+)\}`(?:[^`<]*<)?([^`<>]*)>?`")


def is_plain(text: str) -> bool:
    """Return whether the text holds no markup at all."""
    return not _MARKUP.search(text)


def forbidden(text: str) -> Iterator[str]:
    """Yield what the text holds and may not."""
    if is_plain(text):
        return
    if len(text) > _LONGEST:
        yield phrase("more than {most} characters", most=_LONGEST)
        return
    if "{{" in text:
        yield phrase("a substitution ({{{{ }}}})")
    tokens = tokens_of(text)
    for token, following in zip(tokens, [*tokens[1:], None], strict=True):
        if token.type not in _ALLOWED:
            yield _NAMES.get(token.type, token.type)
        elif token.type == "link_open":
            yield from _bad_scheme(token)
        elif token.type == "text" and "](" in token.content:
            yield phrase("a link that cannot be opened")
        elif following is not None and following.type == "code_inline":
            role = _ROLE.search(token.content)
            if role and role[1] not in ROLES:
                yield phrase("the role {role}", role=role[1])


def _bad_scheme(link: Token) -> Iterator[str]:
    scheme = _SCHEME.match(str(link.attrGet("href") or ""))
    if scheme and scheme[1].lower() not in ("http", "https", "mailto"):
        yield phrase("a link that begins with {scheme}:", scheme=scheme[1])


def plain(text: str) -> str:
    """Return the words of a text without its markup, as a reader sees them.

    Of a role, the words are its target.
    """
    return _words(text) if _MARKUP.search(text) and len(text) <= _LONGEST else text


def _words(text: str) -> str:
    """Return the words of a text with markup."""
    words = "".join(
        " " if token.type == "softbreak" else _ROLE.sub("", token.content)
        for token in tokens_of(text)
        if not token.type.endswith(("_open", "_close"))
    )
    return " ".join(words.split())


def markup(text: str) -> Counter[str]:
    """Return how often each kind of markup stands in a text.

    The kinds are ``em``, ``strong``, ``code``, ``link``, and by its English name what a text may
    not hold.
    """
    if is_plain(text):
        return Counter()
    kinds = {"em_open": "em", "strong_open": "strong", "link_open": "link", "code_inline": "code"}
    tokens = tokens_of(text)
    return Counter(
        kinds.get(token.type) or _NAMES.get(token.type, token.type)
        for token in tokens
        if token.type in kinds or token.type not in _ALLOWED
    )


def roles_used(text: str) -> list[tuple[str, str]]:
    """Return the role names and targets in a text, in order."""
    return ROLE_USE.findall(text) if "}`" in text else []


@lru_cache(maxsize=5_000)
def tokens_of(text: str) -> list[Token]:
    """Return what a text is made of (CommonMark, inline); kept for what is asked of it next.

    A role is a text token that ends with its name in braces, and a code token after it.
    """
    parsed = _MARKDOWN.parseInline(text)
    return parsed[0].children or []
