"""The doctree of lists, facts and drawings: neutral nodes for any builder; HTML comes late.

::

    checklist (ids, list, kind)
      checklist_text (part="title" | "who" | "when" | "trial")
      checklist_section (ids, name)
        checklist_text (part="title")
        checklist_item (ids, name)                      an item or an outcome
          checklist_text (part="text" | "column" | "choice" | "unit" | "hint" | "record")
    checklist_index (lists)
    glossary_letters (letters)
    language_status
    fact_list
      fact (fact, uncertain)
        fact_text (part="text" | "unused")
    drawing (ids, name, list, by)                     without inside: words from another page
      drawing_text (part="title" | "description" | "label", name of a label)
    pack (ids, pack)
      pack_text (part="title" | "about")
"""

from __future__ import annotations

from collections.abc import Iterator

from docutils import nodes


class checklist(nodes.General, nodes.Element):  # noqa: N801 - docutils names nodes so
    """One list. ``list``: its id; the model itself is kept by the domain."""


class checklist_section(nodes.Part, nodes.Element):  # noqa: N801
    """A section. ``name``: its id in the list, empty before the first heading."""


class checklist_item(nodes.Part, nodes.Element):  # noqa: N801
    """An item or an outcome. ``name``: its id in the list."""


class checklist_text(nodes.Part, nodes.TextElement):  # noqa: N801
    """One translatable text: its rawsource is the message id. ``part``: which one it is."""


class checklist_index(nodes.General, nodes.Element):  # noqa: N801
    """The place of an index of lists. ``lists``: their ids in order; empty for all."""


class glossary_letters(nodes.General, nodes.Element):  # noqa: N801
    """Links to the entries of a glossary. ``letters``: each with the id of its first term."""


class language_status(nodes.General, nodes.Element):  # noqa: N801
    """The place of the tables that show how far translations are."""


class fact_list(nodes.General, nodes.Element):  # noqa: N801
    """The facts of one block."""


class fact(nodes.Part, nodes.Element):  # noqa: N801
    """One fact. ``fact``: its id; ``uncertain``: whether it is our reading of damaged text."""


class fact_text(nodes.Part, nodes.TextElement):  # noqa: N801
    """The words of a fact, or why it is unused; its rawsource is the message id."""


class drawing(nodes.General, nodes.Element):  # noqa: N801
    """A drawing. ``name``: of its art; ``list``, ``by``: what it is drawn from instead."""


class drawing_text(checklist_text):  # noqa: N801
    """One translatable text of a drawing. ``part``: which one; ``name``: a label's place."""


class pack(nodes.General, nodes.Element):  # noqa: N801
    """A pack. ``pack``: its id; ``lists``: ids as printed; ``feedback``: of the last, or empty."""


class pack_text(checklist_text):  # noqa: N801
    """One translatable text of a pack. ``part``: which one it is."""


def parts(node: nodes.Element, part: str) -> list[checklist_text]:
    """Return a node's own texts of one part, in order."""
    return [n for n in node.children if isinstance(n, checklist_text) and n["part"] == part]


def part(node: nodes.Element, name: str) -> checklist_text | None:
    """Return a node's first text of one part, None where it has none."""
    found = parts(node, name)
    return found[0] if found else None


def things(node: nodes.Element) -> Iterator[checklist_item]:
    """Yield the items and outcomes of a checklist node."""
    return node.findall(checklist_item)


def depth_of(node: nodes.Node, kind: type[nodes.Node]) -> int:
    """Return how deep a node stands among those of a kind above it, from 1."""
    depth, above = 1, node.parent
    while above is not None:
        depth += isinstance(above, kind)
        above = above.parent
    return depth
