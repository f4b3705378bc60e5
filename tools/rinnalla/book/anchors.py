"""Places in the book by name, and how a name travels through Jupyter Book.

Its Word renderer knows no bookmarks and no styles. So they travel as links to addresses that no
server has: `at` begins a place, `to` leads to one, `styled` names the style of its paragraph.
`word_places` makes of them what they mean.
"""

from __future__ import annotations

import hashlib
import re

BASE = "https://book.invalid/"
"""Begins every such address; ``.invalid`` is kept free of servers (RFC 2606, section 2)."""

AT, TO, STYLED = f"{BASE}at/", f"{BASE}to/", f"{BASE}as/"
CARRIER = "\u2060"
"""The words of a link that only carries a name: a word joiner, which shows nothing."""

_UNFIT = re.compile(r"[^a-z0-9]+")


def at(anchor: str) -> str:
    """Return the address that makes its place in the text the one of that name."""
    return f"{AT}{anchor}"


def to(anchor: str) -> str:
    """Return the address that leads to the place of that name."""
    return f"{TO}{anchor}"


def styled(style: str) -> str:
    """Return the address that gives its paragraph the style."""
    return f"{STYLED}{style}"


def page_anchor(docname: str) -> str:
    """Return the name of a page's place."""
    return _fit("page", docname)


def list_anchor(id_: str) -> str:
    """Return the name of a list's place."""
    return _fit("list", id_)


def item_anchor(list_id: str, item_id: str) -> str:
    """Return the name of the place of an item."""
    return f"{list_anchor(list_id)}--{item_id}"


def fact_anchor(fact: str) -> str:
    """Return the name of a fact's place."""
    return _fit("fact", fact.lower())


def label_anchor(label: str) -> str:
    """Return the name of a place that a page names itself."""
    return _fit("label", label)


def term_anchor(term: str) -> str:
    """Return the name of the place of a term of the glossary, by its words in the source."""
    return f"term-{hashlib.sha256(term.casefold().encode()).hexdigest()[:10]}"


def bookmark(anchor: str) -> str:
    """Return the name as Word accepts it: letters, digits and _, at most 40 characters."""
    name = "rn_" + re.sub(r"[^A-Za-z0-9]", "_", anchor)
    if len(name) <= 40:
        return name
    return f"{name[:30]}_{hashlib.sha256(anchor.encode()).hexdigest()[:9]}"


def _fit(kind: str, name: str) -> str:
    return f"{kind}-{_UNFIT.sub('-', name)}"
