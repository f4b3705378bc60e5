"""A text of a list outside the site: its words in runs, with roles put into words.

Sheets, Word and the book write from these, so that a text says the same everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from rinnalla.inline import is_plain, tokens_of

_ROLE = re.compile(r"\{(?P<name>[a-z]+)\}\Z")
_TITLED = re.compile(r"(?P<text>.*\S)\s*<(?P<target>[^<>]+)>", re.DOTALL)

Namer = Callable[[str, str], str]
"""What a role says: its name and its target to words, as ``("checklist", "cm-process")``."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Run:
    """Words that look alike.

    href: of a link to another place, as written; empty where there is none. role and target: of
    a role, such as ``checklist`` and ``cm-process``, for those who can make a link of it.
    """

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    href: str = ""
    role: str = ""
    target: str = ""


def runs(text: str, named: Namer) -> tuple[Run, ...]:
    """Return a text of a list in runs, in its order.

    named: gives the words of a role that brings none of its own. Marks of sources say nothing
    here and are left out.
    """
    if is_plain(text):
        return (Run(text=text),) if text else ()
    return tuple(_joined(_runs(text, named)))


def words(text: str, named: Namer) -> str:
    """Return the plain words of a text of a list."""
    return text if is_plain(text) else "".join(run.text for run in runs(text, named)).strip()


def _runs(text: str, named: Namer) -> Iterator[Run]:
    style = Run(text="")
    role = ""
    for token in tokens_of(text):
        match token.type:
            case "strong_open" | "strong_close":
                style = replace(style, bold=token.type == "strong_open")
            case "em_open" | "em_close":
                style = replace(style, italic=token.type == "em_open")
            case "link_open":
                style = replace(style, href=str(token.attrGet("href") or ""))
            case "link_close":
                style = replace(style, href="")
            case "softbreak":
                yield replace(style, text=" ")
            case "code_inline" if role:
                yield from _of_role(role, token.content, style, named)
                role = ""
            case "code_inline":
                yield replace(style, text=token.content, code=True)
            case _:
                found = _ROLE.search(token.content)
                role = found["name"] if found else ""
                said = token.content[: found.start()] if found else token.content
                yield replace(style, text=said)


def _of_role(role: str, inside: str, style: Run, named: Namer) -> Iterator[Run]:
    if role == "source":
        return
    titled = _TITLED.fullmatch(inside)
    target = titled["target"] if titled else inside
    said = titled["text"] if titled else named(role, inside)
    yield replace(style, text=said, role=role, target=target)


def _joined(found: Iterator[Run]) -> Iterator[Run]:
    """Yield the runs without empty ones, neighbours that look alike as one."""
    last: Run | None = None
    for run in found:
        if not run.text:
            continue
        if last is not None and not run.role and replace(last, text="") == replace(run, text=""):
            last = replace(last, text=last.text + run.text)
            continue
        if last is not None:
            yield last
        last = run
    if last is not None:
        yield last
