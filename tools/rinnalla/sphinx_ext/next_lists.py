"""Below a list: links to those the work goes on with."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from rinnalla.audience import wording_of
from rinnalla.messages import interface
from rinnalla.model import Checklist
from rinnalla.sphinx_ext.domain import Entry
from rinnalla.sphinx_ext.reading import domain_of

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator


def next_lists(translator: HTML5Translator, model: Checklist) -> str:
    """Return the HTML of the links, each with the moment of its list; nothing where none are."""
    if not model.next:
        return ""
    builder = translator.builder
    tr = interface(builder.config.language or "en").gettext
    lists = domain_of(builder.env).lists

    def row(entry: Entry) -> str:
        page = builder.get_relative_uri(builder.current_docname, entry.docname)
        mark = wording_of(entry.checklist).mark
        whose = f' <span class="rn-whose">{escape(tr(mark))}</span>' if mark else ""
        return (
            f'<li><a href="{page}#{entry.anchor()}">{escape(entry.title)}</a>{whose}'
            f'<span class="rn-next__when">{escape(entry.when)}</span></li>\n'
        )

    rows = "".join(row(lists[mention.id]) for mention in model.next)
    level = min(translator.section_level + 1, 5)
    # Three hyphens, so that no item of the list can have the same anchor.
    anchor = f"{model.id}---next"
    return (
        f'<nav class="rn-next" aria-labelledby="{anchor}">'
        f'<h{level} class="rn-next__title" id="{anchor}">{escape(tr("What comes next"))}</h{level}>'
        f'<ul role="list">\n{rows}</ul></nav>\n'
    )
