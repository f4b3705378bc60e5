"""The plugin of Jupyter Book: it reads our directives with our own parser.

Jupyter Book starts it as a program: without arguments it says what it knows, and with
``--transform`` it gets the tree of the whole text as JSON and gives it back. Directives have been
kept in the tree as they are, by the script that starts it (see `word`), and are read here.
https://mystmd.org/guide/executable-plugins
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from rinnalla.book.register import Register
from rinnalla.book.word_blocks import (
    drawing_nodes,
    fact_nodes,
    index_nodes,
    language_nodes,
    pack_nodes,
    term_nodes,
)
from rinnalla.book.word_lists import list_nodes
from rinnalla.book.word_pages import TERMS_HERE
from rinnalla.book.word_tidy import tidied
from rinnalla.book.word_tree import Node
from rinnalla.editions import Edition
from rinnalla.messages import add_interface_folder, translate
from rinnalla.metadata import OPTIONS as LIST_OPTIONS
from rinnalla.packs import OPTIONS as PACK_OPTIONS
from rinnalla.packs import parse_pack
from rinnalla.parse import Opening, parse_checklist

REGISTER, LOCALES = "RINNALLA_BOOK_REGISTER", "RINNALLA_BOOK_LOCALES"
"""Variables of the environment: the file of the register, and the folder of the catalogues."""

KEPT = "rinnalla"
"""The type of a node that keeps a directive: its ``name``, and in ``found`` what was found."""

Directive = Mapping[str, Any]
"""What Jupyter Book hands over: ``arg`` (None where there is none), ``options``, ``body``; strings
all."""


def specification() -> dict[str, object]:
    """Return what the plugin knows."""
    options = {
        **dict.fromkeys(("checklist", "form"), LIST_OPTIONS),
        "drawing": ("list", "by"),
        "pack": PACK_OPTIONS,
    }
    return {
        "name": "Rinnalla",
        "directives": [
            {
                "name": name,
                "arg": {"type": "string"},
                "options": {option: {"type": "string"} for option in options.get(name, ())},
                "body": {"type": "string"},
            }
            for name in DIRECTIVES
        ],
        "transforms": [{"name": KEPT, "stage": "document"}],
    }


def _list(kind: str) -> Callable[[Directive, Register], list[Node]]:
    def nodes(found: Directive, register: Register) -> list[Node]:
        return list_nodes(_edition(kind, found, register), register)

    return nodes


def _edition(kind: str, found: Directive, register: Register) -> Edition:
    """Return the list in a directive, in the language of the book."""
    opening = Opening(kind=kind, title=_argument(found), path="", line=0)
    checklist, _ = parse_checklist(opening, _raw(found), 1)
    page = register.lists[checklist.id].page
    is_source = register.language == register.source
    return Edition(
        checklist=checklist if is_source else translate(checklist, register.catalogue(page)),
        page=page,
        language=register.language,
        is_source=is_source,
        today=register.today,
        titles={id_: entry.title for id_, entry in register.lists.items()},
        items=register.items,
        settings=register.settings,
        status=register.statuses.get(register.language, {}).get(page),
    )


def _facts(found: Directive, register: Register) -> list[Node]:
    return fact_nodes(_body(found), _argument(found), register)


def _index(found: Directive, register: Register) -> list[Node]:
    return index_nodes(_body(found).split(), register)


def _pack(found: Directive, register: Register) -> list[Node]:
    pack, _ = parse_pack(_argument(found), "", 0, _raw(found))
    return pack_nodes(pack, register)


def _drawing(found: Directive, register: Register) -> list[Node]:
    return drawing_nodes(_argument(found), register)


def _terms(found: Directive, register: Register) -> list[Node]:
    return term_nodes(_body(found), _argument(found), register)


def _languages(found: Directive, register: Register) -> list[Node]:
    return language_nodes(_argument(found), register)


DIRECTIVES: Mapping[str, Callable[[Directive, Register], list[Node]]] = {
    "checklist": _list("checklist"),
    "form": _list("form"),
    "checklist-index": _index,
    "pack": _pack,
    "facts": _facts,
    "drawing": _drawing,
    TERMS_HERE: _terms,
    "language-status": _languages,
}


def _argument(found: Directive) -> str:
    return " ".join(str(found.get("arg") or "").split())


def _body(found: Directive) -> str:
    return str(found.get("body") or "")


def _raw(found: Directive) -> str:
    """Return a directive's body with its options, as our parser reads it."""
    options = (found.get("options") or {}).items()
    return "".join(f":{name}: {words}\n" for name, words in options) + f"\n{_body(found)}"


def main(arguments: Sequence[str]) -> int:
    """Answer Jupyter Book once."""
    if not arguments:
        json.dump(specification(), sys.stdout)
        return 0
    add_interface_folder(Path(os.environ[LOCALES]))
    register = Register.from_json(Path(os.environ[REGISTER]).read_text("utf-8"))
    json.dump(transformed(json.load(sys.stdin), register), sys.stdout)
    return 0


def transformed(root: Node, register: Register) -> Node:
    """Return the tree of the book with every directive read."""
    return tidied({**root, "children": list(_read(root["children"], register))}, register.tr)


def _read(nodes: list[Node], register: Register) -> Iterator[Node]:
    for node in nodes:
        if node["type"] == KEPT:
            yield from map(_lower, DIRECTIVES[node["name"]](node["found"], register))
        elif "children" in node:
            yield {**node, "children": list(_read(node["children"], register))}
        else:
            yield node


def _lower(node: Node) -> Node:
    """Return a heading one step lower, as Jupyter Book has made those of the text already."""
    return {**node, "depth": node["depth"] + 1} if node["type"] == "heading" else node


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
