"""The block of attributes in braces at the end of a line: ``{#id key=value key="words" flag}``."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

SMART_QUOTES = "“”„‟‘’‚«»"

_BLOCK = re.compile(r"\{[^{}`]*\}\Z")
_PART = re.compile(
    r'\s*+(?:#(?P<id>[^\s"=}]*)|(?P<key>[^\s"=#}]+)=(?:"(?P<quoted>[^"]*)"|(?P<bare>[^\s"]+))'
    r'|(?P<flag>[^\s"=#}]+)(?=\s|$))'
)
_QUOTED = re.compile(r'"[^"]*"')
_SMART = re.compile(f"[{SMART_QUOTES}]")


@dataclass(frozen=True, kw_only=True, slots=True)
class Attributes:
    """What a line carries besides its text.

    id: None where there is none. values: of ``key=value`` pairs, flags with an empty text.
    fault: the words that cannot be read, None where all can. smart: a rounded quotation mark
    that stands where a straight one is needed (it is read as a straight one).
    """

    id: str | None = None
    values: dict[str, str] = field(default_factory=dict)
    fault: str | None = None
    smart: str | None = None


def split_attributes(content: str) -> tuple[str, Attributes]:
    """Return the text before the block, and the block's attributes; both may be empty."""
    content = content.rstrip()
    start = _block_start(content)
    if start is None:
        return content, Attributes()
    text, block = content[:start].rstrip(), content[start:]
    found = _read(block, None)
    if not _SMART.search(block):
        return text, found
    smart = _SMART.search(block if found.fault else _QUOTED.sub("", block))
    return text, _read(_SMART.sub('"', block), smart[0]) if smart else found


_NO_BRACES = str.maketrans("{}`", "___")


def _block_start(content: str) -> int | None:
    at = content.rfind("{#")
    if at >= 0:
        return at
    at = content.rfind("{")
    opens = at >= 0 and re.match(r"\{[a-z-]+(=|\})(?!`)|\{[a-z-]+$", content[at:])
    return at if opens else None


def _lone_id(block: str) -> str | None:
    found = re.match(r"\{#([\w-]+)", block)
    return found[1] if found else None


def _read(block: str, smart: str | None) -> Attributes:
    masked = block
    if block.count("{") > 1 or block.count("}") > 1 or "`" in block:
        masked = _QUOTED.sub(lambda quoted: quoted[0].translate(_NO_BRACES), block)
    if not _BLOCK.match(masked):
        return Attributes(id=_lone_id(block), fault=block, smart=smart)
    body = block[1:-1].rstrip()
    id_: str | None = None
    values: dict[str, str] = {}
    at = 0
    while at < len(body):
        part = _PART.match(body, at)
        if part is None or (part[1] is not None and id_ is not None):
            fault = body[at:].split(maxsplit=1)[0]
            return Attributes(id=id_, values=values, fault=fault, smart=smart)
        id_or_none, key, quoted, bare, flag = part.groups()
        if id_or_none is not None:
            id_ = id_or_none
        elif key in values:
            return Attributes(id=id_, values=values, fault=key, smart=smart)
        elif key:
            values[key] = quoted if bare is None else bare
        else:
            values[flag] = ""
        at = part.end()
    return Attributes(id=id_, values=values, smart=smart)
