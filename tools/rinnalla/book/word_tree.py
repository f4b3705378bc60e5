"""Nodes of Jupyter Book's tree (MyST AST), as far as its Word renderer knows them.

That renderer gives marks such as bold to the first words inside them only, so marks stand around
single words here, never around other marks' children.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeAlias

from rinnalla.book.anchors import (
    CARRIER,
    at,
    fact_anchor,
    item_anchor,
    label_anchor,
    list_anchor,
    page_anchor,
    styled,
    term_anchor,
    to,
)
from rinnalla.facts import OWN
from rinnalla.runs import Run
from rinnalla.writing import separator

Node: TypeAlias = dict[str, Any]
"""``type``, mostly ``children`` or ``value``, and what else the type has."""


def text(words: str) -> Node:
    """Return words."""
    return {"type": "text", "value": words}


def strong(words: str) -> Node:
    """Return bold words."""
    return {"type": "strong", "children": [text(words)]}


def small(*children: Node) -> Node:
    """Return what is written small, as marks of sources are."""
    return {"type": "subscript", "children": [*children]}


def link(address: str, *children: Node) -> Node:
    """Return a link."""
    return {"type": "link", "url": address, "children": [*children]}


def place(anchor: str) -> Node:
    """Return what makes the rest of its paragraph the place of that name."""
    return link(at(anchor), text(CARRIER))


def paragraph(style: str, *children: Node) -> Node:
    """Return a paragraph. style: its id in the template's styles, empty for the usual one."""
    named = [link(styled(style), text(CARRIER))] if style else []
    return {"type": "paragraph", "children": [*named, *children]}


def heading(depth: int, *children: Node) -> Node:
    """Return a heading. depth: from 1."""
    return {"type": "heading", "depth": depth, "children": [*children]}


def bullets(*items: Iterable[Node]) -> Node:
    """Return a list of points, each of which is given by its blocks."""
    points = [{"type": "listItem", "children": [*blocks]} for blocks in items]
    return {"type": "list", "ordered": False, "spread": False, "children": points}


def table(*rows: Iterable[Iterable[Node]]) -> Node:
    """Return a table; the first row holds its heads. Each cell is given by its inline nodes."""
    made = [
        {
            "type": "tableRow",
            "children": [
                {"type": "tableCell", "header": not at, "children": [paragraph("RnCell", *cell)]}
                for cell in row
            ],
        }
        for at, row in enumerate(rows)
    ]
    return {"type": "table", "children": made}


def image(address: str, alt: str) -> Node:
    """Return a picture. address: of its file, seen from that of the book."""
    return {"type": "image", "url": address, "alt": alt, "width": "100%"}


def sources(ids: Iterable[str], tr: Callable[[str], str]) -> list[Node]:
    """Return a mark of sources, small: facts by their ids, or that it is an addition of ours."""
    found: list[Node] = []
    for id_ in ids:
        if id_ == OWN:
            found.append(link(to(label_anchor(OWN)), text(tr("Our addition"))))
        else:
            before = separator(tr) if found else f"{tr('Source')} "
            found += [text(before), link(to(fact_anchor(id_)), text(id_))]
    return [small(part) for part in found]


def inline(found: Iterable[Run], list_id: str = "") -> list[Node]:
    """Return runs as nodes. list_id: of the list whose items a role may name without it."""
    return [_run(run, list_id) for run in found]


def _run(run: Run, list_id: str) -> Node:
    node: Node = {"type": "inlineCode", "value": run.text} if run.code else text(run.text)
    if run.italic:
        node = {"type": "emphasis", "children": [node]}
    if run.bold:
        node = {"type": "strong", "children": [node]}
    address = run.href or _address(run.role, run.target, list_id)
    return link(address, node) if address else node


def _address(role: str, target: str, list_id: str) -> str:
    match role:
        case "checklist":
            return to(list_anchor(target))
        case "item":
            owner, _, item = target.rpartition("#")
            return to(item_anchor(owner or list_id, item))
        case "term":
            return to(term_anchor(target))
        case "doc":
            return to(page_anchor(target.strip("/")))
        case "ref":
            return to(label_anchor(target))
        case _:
            return ""
