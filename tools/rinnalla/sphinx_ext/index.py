"""Indexes of lists, filled when every document has been read."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.transforms.post_transforms import SphinxPostTransform

from rinnalla.audience import wording_of
from rinnalla.messages import interface
from rinnalla.sphinx_ext.domain import Entry
from rinnalla.sphinx_ext.nodes import checklist_index
from rinnalla.sphinx_ext.reading import domain_of
from rinnalla.writing import labelled


class ChecklistIndexTransform(SphinxPostTransform):
    """Puts a plain list in the place of each index, so that every builder can show it."""

    default_priority = 9  # before the links in it are resolved

    def run(self, **kwargs: object) -> None:
        """Fill the indexes of the document."""
        self.tr: Callable[[str], str] = interface(self.config.language or "en").gettext
        domain = domain_of(self.env)
        for place in list(self.document.findall(checklist_index)):
            # An unknown id stopped the build before anything was written.
            chosen = [domain.lists[id_] for id_ in place["lists"]]
            place.replace_self(self._entries(chosen or domain.entries()))

    def _entries(self, entries: Iterable[Entry]) -> nodes.bullet_list:
        items = [nodes.list_item("", *self._facts(entry)) for entry in entries]
        return nodes.bullet_list("", *items, classes=["rn-entries"])

    def _facts(self, entry: Entry) -> list[nodes.Node]:
        name = nodes.paragraph("", "", self._link(entry), classes=["rn-entries__name"])
        if entry.checklist.minutes:
            minutes = self.tr("about {minutes} min").format(minutes=entry.checklist.minutes)
            name += [nodes.Text(" "), nodes.inline("", minutes, classes=["rn-entries__minutes"])]
        if mark := wording_of(entry.checklist).mark:
            name += [nodes.Text(" "), nodes.inline("", self.tr(mark), classes=["rn-whose"])]
        about = ((self.tr("Who"), entry.who), (self.tr("When"), entry.when))
        said = (labelled(head, text, self.tr) for head, text in about if text)
        return [name, *(nodes.paragraph("", text) for text in said)]

    def _link(self, entry: Entry) -> pending_xref:
        return pending_xref(
            "",
            nodes.inline("", entry.title),
            refdomain="rinnalla",
            reftype="checklist",
            reftarget=entry.checklist.id,
            refexplicit=True,
            refdoc=self.env.docname,
            refwarn=True,
        )
