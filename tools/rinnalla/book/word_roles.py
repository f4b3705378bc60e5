"""Roles and links of a page's text as plain links and words, which Jupyter Book knows.

What leads nowhere is left so that Jupyter Book finds it and says on which line.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import PurePosixPath

from rinnalla.book.anchors import (
    fact_anchor,
    item_anchor,
    label_anchor,
    list_anchor,
    page_anchor,
    term_anchor,
    to,
)
from rinnalla.book.register import Register
from rinnalla.facts import OWN
from rinnalla.writing import separator

_CODE = r"(?<![`\\}])(?P<tick>`+)(?!`).+?(?<!`)(?P=tick)(?!`)"
_ROLE = r"\{(?P<role>[a-z]+)\}`(?P<inside>[^`]+)`"
_LINK = r"(?P<text>\[(?:[^\[\]\\]|\\.)*\])\((?P<target>[^()\s]*)\)"
_TOKEN = re.compile(f"{_ROLE}|{_CODE}|{_LINK}", re.DOTALL)
_TITLED = re.compile(r"(?P<text>.*\S)\s*<(?P<target>[^<>]+)>", re.DOTALL)
_SPECIAL = re.compile(r"([\\`*_\[\]<>{}#$~^|])")
_SCHEME = re.compile(r"[a-z]+:", re.IGNORECASE)


def escaped(words: str) -> str:
    """Return words so that Markdown takes none of them for a mark."""
    return _SPECIAL.sub(r"\\\1", words)


def plain_links(text: str, page: str, register: Register) -> str:
    """Return a text of a page with its roles and links as links that the book can hold."""

    def role(name: str, inside: str) -> str | None:
        titled = _TITLED.fullmatch(inside)
        words, target = (titled["text"], titled["target"]) if titled else ("", inside)
        if name == "source":
            return _sources(inside.split(), register)
        if name == "setting" and target in register.settings:
            return escaped(register.named("setting", target))
        if name in _TARGETS:
            anchor = _TARGETS[name](target, page, register)
            said = words or escaped(register.named(name, target))
            return f"[{said}]({to(anchor) if anchor else f'#{name}:{target}'})"
        return None

    def put(token: re.Match[str]) -> str:
        if token["role"]:
            made = role(token["role"], token["inside"])
            return token[0] if made is None else made
        if token["tick"]:
            return token[0]
        # A role may stand in the words of a link; the book keeps the outer link only.
        return f"{token['text']}({address(token['target'], page, register)})"

    return _TOKEN.sub(put, text)


def address(target: str, page: str, register: Register) -> str:
    """Return where a link of a page leads: into the book, out of it, or as it was written."""
    path, _, fragment = target.partition("#")
    if _SCHEME.match(target):
        return target
    if fragment:
        return to(label_anchor(fragment)) if fragment in register.labels else target
    name = _document(path, page)
    return to(page_anchor(name)) if name in register.pages else target


def _document(path: str, page: str) -> str:
    """Return the document that a path in a page names."""
    whole = PurePosixPath(path[1:]) if path.startswith("/") else PurePosixPath(page).parent / path
    parts: list[str] = []
    for part in whole.parts:
        if part == ".." and parts:
            parts.pop()
        else:
            parts.append(part)
    return "/".join(parts).removesuffix(".md")


def _sources(ids: list[str], register: Register) -> str:
    """Return a mark of sources, small: the facts by their ids, or that it is an addition."""
    if ids == [OWN]:
        said = f"[{escaped(register.tr('Our addition'))}]({to(label_anchor(OWN))})"
        return f"{{sub}}`{said}`"
    known = set(register.facts)
    marks = separator(register.tr).join(
        f"[{id_}]({to(fact_anchor(id_)) if id_ in known else f'#source:{id_}'})" for id_ in ids
    )
    return f"{{sub}}`{escaped(register.tr('Source'))} {marks}`"


_Target = Callable[[str, str, Register], str]


def _list(target: str, _: str, register: Register) -> str:
    return list_anchor(target) if target in register.lists else ""


def _item(target: str, _: str, register: Register) -> str:
    owner, _, item = target.partition("#")
    return item_anchor(owner, item) if target in register.items else ""


def _term(target: str, _: str, register: Register) -> str:
    known = {term.casefold() for term in register.terms}
    return term_anchor(target) if target.casefold() in known else ""


def _doc(target: str, page: str, register: Register) -> str:
    name = _document(target, page)
    return page_anchor(name) if name in register.pages else ""


def _ref(target: str, _: str, register: Register) -> str:
    return label_anchor(target) if target in register.labels else ""


_TARGETS: dict[str, _Target] = {
    "checklist": _list,
    "item": _item,
    "term": _term,
    "doc": _doc,
    "ref": _ref,
}
