"""The domain that collects lists across documents, so that any page can name and link them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Any, ClassVar

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.builders import Builder
from sphinx.domains import Domain
from sphinx.environment import BuildEnvironment
from sphinx.util.logging import getLogger
from sphinx.util.nodes import make_refnode

from rinnalla.diagnostics import Code, Diagnostic, problem
from rinnalla.drawing.words import Drawing
from rinnalla.model import Checklist
from rinnalla.sphinx_ext.nodes import (
    checklist,
    checklist_index,
    checklist_section,
    drawing,
    part,
    parts,
    things,
)

LOGGER = getLogger(__name__)


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """A list as other pages see it. Texts are in the language of the build."""

    docname: str
    checklist: Checklist
    title: str
    who: str
    when: str
    items: dict[str, str] = field(default_factory=dict)
    options: dict[tuple[str, str], str] = field(default_factory=dict)
    """By item id and option id."""
    sections: dict[str, str] = field(default_factory=dict)

    def anchor(self, item: str = "") -> str:
        """Return the fragment of the list, or of one of its items."""
        return f"{self.checklist.id}--{item}" if item else self.checklist.id


class RinnallaDomain(Domain):
    """Lists by id, problems by document, and the documents that show other documents' lists.

    In ``data``: ``lists`` id to Entry; ``read`` docname to what the reader found there, as
    (lists, diagnostics); ``users`` docnames whose pages depend on other documents' lists or
    drawings; ``drawn`` docname to its drawings as they were written; ``drawings`` name to the
    docname that has a drawing's words, and the node with them.
    """

    name = "rinnalla"
    label = "Rinnalla"
    initial_data: ClassVar[dict[str, Any]] = {
        "lists": {},
        "read": {},
        "users": set(),
        "drawn": {},
        "drawings": {},
    }
    data_version = 2

    @property
    def lists(self) -> dict[str, Entry]:
        """Every list of the project by its id."""
        lists: dict[str, Entry] = self.data["lists"]
        return lists

    @property
    def readings(self) -> dict[str, tuple[tuple[Checklist, ...], tuple[Diagnostic, ...]]]:
        """What the reader found in each document."""
        readings: dict[str, tuple[tuple[Checklist, ...], tuple[Diagnostic, ...]]]
        readings = self.data["read"]
        return readings

    @property
    def users(self) -> set[str]:
        """Documents whose pages show something of other documents' lists."""
        users: set[str] = self.data["users"]
        return users

    @property
    def drawn(self) -> dict[str, tuple[Drawing, ...]]:
        """The drawings of each document that has any, as they were written."""
        drawn: dict[str, tuple[Drawing, ...]] = self.data["drawn"]
        return drawn

    @property
    def drawings(self) -> dict[str, tuple[str, drawing]]:
        """Each drawing that has words, in the language of the build, and its document."""
        drawings: dict[str, tuple[str, drawing]] = self.data["drawings"]
        return drawings

    def clear_doc(self, docname: str) -> None:
        """Forget a document."""
        for one in self.drawn.pop(docname, ()):
            if self.drawings.get(one.name, ("",))[0] == docname:
                del self.drawings[one.name]
        found, _ = self.readings.pop(docname, ((), ()))
        self.users.discard(docname)
        # Its own lists only, not all of them: this runs for every document.
        for id_ in {one.id for one in found}:
            entry = self.lists.get(id_)
            if entry is not None and entry.docname == docname:
                del self.lists[id_]

    def merge_domaindata(self, docnames: AbstractSet[str], otherdata: dict[str, Any]) -> None:
        """Take what a parallel reader found in its documents."""
        for docname in docnames:
            if docname in otherdata["read"]:
                self.readings[docname] = otherdata["read"][docname]
            if docname in otherdata["users"]:
                self.users.add(docname)
            if docname in otherdata["drawn"]:
                self.drawn[docname] = otherdata["drawn"][docname]
        for name, (docname, node) in otherdata["drawings"].items():
            if docname in docnames:
                self.drawings[name] = docname, node
        for id_, entry in otherdata["lists"].items():
            if entry.docname in docnames:
                self.lists[id_] = entry

    def process_doc(self, env: BuildEnvironment, docname: str, document: nodes.document) -> None:
        """Collect a document's lists, after its texts have been translated."""
        for node in document.findall(checklist):
            read, _ = self.readings[docname]
            model = next(found for found in read if found.id == node["list"])
            self.lists[model.id] = Entry(
                docname=docname,
                checklist=model,
                title=_words(node, "title"),
                who=_words(node, "who"),
                when=_words(node, "when"),
                items={item["name"]: _words(item, "text") for item in things(node)},
                options=dict(_options(node, model)),
                sections={
                    one["name"]: _words(one, "title") for one in node.findall(checklist_section)
                },
            )
        drawings = list(document.findall(drawing))
        for one in drawings:
            if one.children:
                self.drawings[one["name"]] = docname, _apart(one)
        borrowed = [one for one in drawings if one["list"] or not one.children]
        xrefs = (n for n in document.findall(pending_xref) if n["refdomain"] == self.name)
        if any(True for _ in (*document.findall(checklist_index), *borrowed, *xrefs)):
            self.users.add(docname)

    def resolve_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> nodes.reference | None:
        """Return a link to a list or an item, named by its own text if none is given."""
        list_id, _, item = target.partition("#") if typ == "item" else (target, "", "")
        entry = self.lists.get(list_id)
        if entry is None or (item and item not in entry.items):
            return None
        if not node["refexplicit"]:
            words = entry.items[item] if item else entry.title
            contnode = nodes.inline("", words)
        return make_refnode(builder, fromdocname, entry.docname, entry.anchor(item), contnode)

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> list[tuple[str, nodes.reference]]:
        """Return the list of that id, for the role ``any``."""
        found = self.resolve_xref(env, fromdocname, builder, "checklist", target, node, contnode)
        return [("rinnalla:checklist", found)] if found is not None else []

    def get_objects(self) -> Iterable[tuple[str, str, str, str, str, int]]:
        """Yield the lists for inventories: name, shown name, type, document, anchor, priority."""
        for id_, entry in self.lists.items():
            yield id_, entry.title, "checklist", entry.docname, entry.anchor(), 1

    def entries(self) -> Iterator[Entry]:
        """Yield every list, by title, and by id where titles are the same."""
        yield from sorted(
            self.lists.values(), key=lambda entry: (entry.title.casefold(), entry.anchor())
        )


def _words(node: nodes.Element, name: str) -> str:
    found = part(node, name)
    return found.astext() if found is not None else ""


def _apart(node: drawing) -> drawing:
    """Return a copy that does not hold on to its document, which would be remembered with it."""
    copied: drawing = node.deepcopy()
    for inner in copied.findall():
        inner.document = None  # type: ignore[assignment]  # as docutils leaves it for loose nodes
    return copied


def _options(node: checklist, model: Checklist) -> Iterator[tuple[tuple[str, str], str]]:
    """Yield the words of every item's options, by the ids of the item and the option."""
    items = {item.id: item for item in model.items}
    for thing in things(node):
        item = items.get(thing["name"])
        texts = parts(thing, "choice")
        for choice, text in zip(item.choices if item else (), texts, strict=True):
            yield (thing["name"], choice.id), text.astext()


def warn_missing_reference(app: object, domain: Domain | None, node: pending_xref) -> bool | None:
    """Report a link to a list or item that does not exist, in our own words."""
    if domain is None or domain.name != RinnallaDomain.name:
        return None
    form = "as the list's id" if node["reftype"] == "checklist" else "list-id#item-id"
    found = problem(
        "", 0, Code.UNKNOWN_TARGET, role=node["reftype"], target=node["reftarget"], form=form
    )
    LOGGER.warning(found.message, location=node, type="rinnalla", subtype=found.code.slug)
    return True
