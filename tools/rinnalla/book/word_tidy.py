"""What is changed in the tree that Jupyter Book has read, so that its Word renderer shows all.

The renderer marks only the first words inside a mark, knows its own English names of notes, and
gives only the first paragraph of a point its place in the list.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from rinnalla.book.anchors import STYLED
from rinnalla.book.word_tree import Node, paragraph, strong
from rinnalla.words import NOTE_NAMES

NOTE, NOTE_TITLE, CONTINUED = "RnNote", "RnNoteTitle", "RnContinued"
"""Styles of the template. The last ends with its level, from 1 to 3."""

_MARKS = frozenset({"strong", "emphasis", "subscript", "superscript"})
_LEVELS = 3
_Tr = Callable[[str], str]


def tidied(root: Node, tr: _Tr) -> Node:
    """Return the tree of a document."""
    return {**root, "children": list(_blocks(root.get("children", []), tr, 0))}


def _blocks(nodes: list[Node], tr: _Tr, level: int) -> Iterator[Node]:
    for node in nodes:
        yield from _block(node, tr, level)


def _block(node: Node, tr: _Tr, level: int) -> Iterator[Node]:
    match node["type"]:
        case "paragraph" | "heading" | "caption" | "tableCell":
            yield {**node, "children": list(_inline(node.get("children", []), ()))}
        case "admonition":
            yield from _note(node, tr)
        case "list":
            points = [_point(point, tr, level + 1) for point in node["children"]]
            yield {**node, "children": points}
        case _ if "children" in node:
            yield {**node, "children": list(_blocks(node["children"], tr, level))}
        case _:
            yield node


def _point(point: Node, tr: _Tr, level: int) -> Node:
    """Return a point of a list whose further paragraphs stand below its first one."""
    first, *others = list(_blocks(point.get("children", []), tr, level)) or [paragraph("")]
    style = f"{CONTINUED}{min(level, _LEVELS)}"
    below = [
        paragraph(style, *node["children"])
        if node["type"] == "paragraph" and not _is_styled(node)
        else node
        for node in others
    ]
    return {**point, "children": [first, *below]}


def _is_styled(node: Node) -> bool:
    first: Node = next(iter(node.get("children", [])), {})
    return str(first.get("url", "")).startswith(STYLED)


def _note(node: Node, tr: _Tr) -> Iterator[Node]:
    """Yield a note as paragraphs: its name in the language of the book, then what it says."""
    kind = str(node.get("kind", "note"))
    inside = list(_blocks(node.get("children", []), tr, 0))
    own = [one for one in inside if one["type"] == "admonitionTitle"]
    said = "".join(_words(one) for one in own)
    is_own = kind == "admonition" or said.casefold() not in ("", kind)
    yield paragraph(NOTE_TITLE, strong(said if is_own else tr(NOTE_NAMES.get(kind, kind))))
    for one in inside:
        if one["type"] == "paragraph" and not _is_styled(one):
            yield paragraph(NOTE, *one["children"])
        elif one["type"] != "admonitionTitle":
            yield one


def _words(node: Node) -> str:
    return str(node.get("value", "")) + "".join(map(_words, node.get("children", [])))


def _inline(nodes: list[Node], marks: tuple[Node, ...]) -> Iterator[Node]:
    """Yield what stands in a line, each word with the marks that are around it."""
    for node in nodes:
        if node["type"] in _MARKS:
            yield from _inline(node.get("children", []), (*marks, node))
        elif node["type"] == "link":
            yield {**node, "children": list(_inline(node.get("children", []), marks))}
        elif "children" in node:
            yield {**node, "children": list(_inline(node["children"], marks))}
        else:
            yield _marked(node, marks)


def _marked(node: Node, marks: tuple[Node, ...]) -> Node:
    for mark in reversed(marks):
        node = {**mark, "children": [node]}
    return node
