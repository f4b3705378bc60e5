"""Tables of lists, filled when every document has been read."""

from __future__ import annotations

from collections.abc import Iterable

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.transforms.post_transforms import SphinxPostTransform

from rinnalla.messages import interface
from rinnalla.sphinx_ext.domain import Entry
from rinnalla.sphinx_ext.nodes import checklist_index
from rinnalla.sphinx_ext.reading import domain_of


class ChecklistIndexTransform(SphinxPostTransform):
    """Puts a plain table in the place of each index, so that every builder can show it."""

    default_priority = 9  # before the links in it are resolved

    def run(self, **kwargs: object) -> None:
        """Fill the indexes of the document."""
        for place in list(self.document.findall(checklist_index)):
            place.replace_self(self._table(self._entries(place["lists"])))

    def _entries(self, ids: list[str]) -> list[Entry]:
        """Return the lists of these ids, or all. An unknown id has stopped the build before."""
        domain = domain_of(self.env)
        return [domain.lists[id_] for id_ in ids] if ids else list(domain.entries())

    def _table(self, entries: Iterable[Entry]) -> nodes.table:
        tr = interface(self.config.language or "en").gettext
        heads = (tr("List or form"), tr("Who"), tr("When"), tr("Minutes"))
        group = nodes.tgroup("", *(nodes.colspec(colwidth=w) for w in (4, 3, 4, 1)), cols=4)
        group += nodes.thead("", _row(*(nodes.Text(head) for head in heads)))
        group += nodes.tbody("", *(self._entry(entry) for entry in entries))
        return nodes.table("", group, classes=["rn-index"])

    def _entry(self, entry: Entry) -> nodes.row:
        link = pending_xref(
            "",
            nodes.inline("", entry.title),
            refdomain="rinnalla",
            reftype="checklist",
            reftarget=entry.checklist.id,
            refexplicit=True,
            refdoc=self.env.docname,
            refwarn=True,
        )
        minutes = str(entry.checklist.minutes or "–")
        return _row(link, *(nodes.Text(text) for text in (entry.who, entry.when, minutes)))


def _row(*cells: nodes.Node) -> nodes.row:
    return nodes.row("", *(nodes.entry("", nodes.paragraph("", "", cell)) for cell in cells))
