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

from rinnalla.diagnostics import Code, problem
from rinnalla.facts import OWN, anchor
from rinnalla.model import Checklist
from rinnalla.order import sort_key
from rinnalla.phrases import phrase
from rinnalla.read import Reading, together
from rinnalla.speech import usual
from rinnalla.sphinx_ext.nodes import (
    checklist,
    checklist_index,
    checklist_section,
    drawing,
    fact,
    pack,
    part,
    parts,
    things,
)
from rinnalla.version import Version

LOGGER = getLogger(__name__)

ALL = "*"
"""Instead of the id of a list: every list."""

TITLES = "*titles"
"""Likewise: the titles of all pages."""


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


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """Where a fact is named, as the page of its source shows it.

    title: of the page or the list; words: of the heading or the item, empty for the page itself.
    docname is empty where no page shows the place.
    """

    docname: str
    title: str
    anchor: str = ""
    words: str = ""


class RinnallaDomain(Domain):
    """Lists and facts by id, what was read by document, and who shows what of other documents.

    In ``data``: ``lists`` id to Entry; ``read`` docname to Reading; ``borrowed`` docname to the
    lists and drawings of any document that its page shows; ``facts`` id to docname; ``named``
    docname to the facts its text names, with their places; ``shown`` docname to a digest of what
    its page showed of other documents when it was written last; ``drawings`` name to the docname
    that has a drawing's words, and the node with them.
    """

    name = "rinnalla"
    label = "Rinnalla"
    initial_data: ClassVar[dict[str, Any]] = {
        "lists": {}, "read": {}, "borrowed": {}, "facts": {}, "named": {},
        "shown": {}, "drawings": {},
    }  # fmt: skip
    data_version = 4

    def __init__(self, env: BuildEnvironment) -> None:
        super().__init__(env)
        self.places: dict[str, list[Place]] = {}
        """Where each fact is named; known when all documents have been read."""
        self.versions: dict[str, Version] = {}
        """The version of each list in the language of the build; known at the same time."""

    @property
    def lists(self) -> dict[str, Entry]:
        """Every list of the project by its id."""
        lists: dict[str, Entry] = self.data["lists"]
        return lists

    @property
    def readings(self) -> dict[str, Reading]:
        """What the reader found in each document."""
        readings: dict[str, Reading] = self.data["read"]
        return readings

    def found_in(self, docname: str) -> Reading:
        """Return what the reader found in a document, which may be nothing."""
        return self.readings.get(docname, Reading())

    def add(self, docname: str, reading: Reading) -> None:
        """Take what was found in a document, besides what was found there before."""
        self.readings[docname] = together((self.found_in(docname), reading))

    @property
    def borrowed(self) -> dict[str, list[str]]:
        """The lists and drawings each document's page shows; ``ALL`` lists, or ``TITLES``."""
        borrowed: dict[str, list[str]] = self.data["borrowed"]
        return borrowed

    @property
    def facts(self) -> dict[str, str]:
        """The document of every fact, by the fact's id."""
        facts: dict[str, str] = self.data["facts"]
        return facts

    @property
    def named(self) -> dict[str, list[tuple[str, str, str]]]:
        """What each document's text names: fact, and the anchor and words of its heading."""
        named: dict[str, list[tuple[str, str, str]]] = self.data["named"]
        return named

    @property
    def shown(self) -> dict[str, str]:
        """A digest of what each page showed of other documents."""
        shown: dict[str, str] = self.data["shown"]
        return shown

    @property
    def drawings(self) -> dict[str, tuple[str, drawing]]:
        """Each drawing that has words, in the language of the build, and its document."""
        drawings: dict[str, tuple[str, drawing]] = self.data["drawings"]
        return drawings

    def clear_doc(self, docname: str) -> None:
        """Forget a document."""
        found = self.readings.pop(docname, Reading())
        self.borrowed.pop(docname, None)
        self.named.pop(docname, None)
        # Its own lists and facts only, not all of them: this runs for every document.
        for id_ in {one.id for one in found.checklists}:
            entry = self.lists.get(id_)
            if entry is not None and entry.docname == docname:
                del self.lists[id_]
        for one in found.drawings:
            if self.drawings.get(one.name, ("",))[0] == docname:
                del self.drawings[one.name]
        for id_ in {one.id for block in found.fact_lists for one in block.facts}:
            if self.facts.get(id_) == docname:
                del self.facts[id_]

    def merge_domaindata(self, docnames: AbstractSet[str], otherdata: dict[str, Any]) -> None:
        """Take what a parallel reader found in its documents."""
        for docname in docnames:
            if docname in otherdata["read"]:
                self.readings[docname] = otherdata["read"][docname]
            if docname in otherdata["borrowed"]:
                self.borrowed[docname] = otherdata["borrowed"][docname]
            if docname in otherdata["named"]:
                self.named[docname] = otherdata["named"][docname]
        self.drawings.update(
            (name, lent) for name, lent in otherdata["drawings"].items() if lent[0] in docnames
        )
        for id_, entry in otherdata["lists"].items():
            if entry.docname in docnames:
                self.lists[id_] = entry
        for id_, home in otherdata["facts"].items():
            if home in docnames:
                self.facts[id_] = home

    def process_doc(self, env: BuildEnvironment, docname: str, document: nodes.document) -> None:
        """Collect a document's lists and facts, after its texts have been translated."""
        for node in document.findall(checklist):
            read = self.readings[docname].checklists
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
        self.facts.update((node["fact"], docname) for node in document.findall(fact))
        xrefs = [n for n in document.findall(pending_xref) if n["refdomain"] == self.name]
        marks = [xref for xref in xrefs if xref["reftype"] == "fact"]
        if marks:
            self.named[docname] = [(mark["reftarget"], *_heading(mark)) for mark in marks]
        drawings = list(document.findall(drawing))
        for one in drawings:
            if one.children:
                self.drawings[one["name"]] = docname, _apart(one)
        names = {
            *self.borrowed.get(docname, ()),
            *(xref["reftarget"].partition("#")[0] for xref in xrefs if xref not in marks),
            *(m.id for found in self.found_in(docname).checklists for m in found.next),
            *(name for place in document.findall(checklist_index) for name in place["lists"]),
            *(ALL for place in document.findall(checklist_index) if not place["lists"]),
            *(name for one in document.findall(pack) for name in one["lists"]),
            *(one["list"] or one["name"] for one in drawings if one["list"] or not one.children),
        }
        if names:
            self.borrowed[docname] = sorted(names)

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
        """Return a link to a list or an item, named by its own text if none is given.

        Also to a fact, and, as ``place``, to an anchor of a document.
        """
        if typ in ("fact", "place"):
            docname, _, fragment = target.partition("#")
            found = self.source(target) if typ == "fact" else (docname, fragment)
            return make_refnode(builder, fromdocname, *found, contnode) if found else None
        list_id, _, item = target.partition("#") if typ == "item" else (target, "", "")
        entry = self.lists.get(list_id)
        if entry is None or (item and item not in entry.items):
            return None
        if not node["refexplicit"]:
            words = entry.items[item] if item else entry.title
            contnode = nodes.inline("", words)
        return make_refnode(builder, fromdocname, entry.docname, entry.anchor(item), contnode)

    def source(self, name: str) -> tuple[str, str] | None:
        """Return the document and anchor a source mark leads to, None where there is none.

        name: a fact's id, or the mark of what is ours. Where no facts have been written, a
        mark leads to the label of its source.
        """
        if name in self.facts:
            return self.facts[name], anchor(name)
        label = OWN if name == OWN else name[:2].lower()
        found: tuple[str, str] | None = self.env.domains.standard_domain.anonlabels.get(label)
        return found

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
        language = self.env.config.language or "en"
        yield from sorted(
            self.lists.values(), key=lambda entry: (sort_key(entry.title, language), entry.anchor())
        )


def _words(node: nodes.Element, name: str) -> str:
    found = part(node, name)
    return found.astext() if found is not None else ""


def _heading(node: nodes.Element) -> tuple[str, str]:
    """Return the anchor and words of the heading above a node; empty for the page's own."""
    section: nodes.Element | None = node
    while section is not None and not isinstance(section, nodes.section):
        section = section.parent
    title = section.next_node(nodes.title) if section is not None else None
    if section is None or title is None or isinstance(section.parent, nodes.document):
        return "", ""
    return section["ids"][0], title.astext()


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


def place_link(refdoc: str, docname: str, anchor: str, words: str) -> pending_xref:
    """Return a link from one document to a place of another, or to its top without an anchor."""
    return pending_xref(
        "",
        nodes.inline("", words),
        refdomain=RinnallaDomain.name,
        reftype="place",
        reftarget=f"{docname}#{anchor}",
        refexplicit=True,
        refdoc=refdoc,
        refwarn=True,
    )


def warn_missing_reference(app: object, domain: Domain | None, node: pending_xref) -> bool | None:
    """Report a link to a list or item that does not exist, in our own words."""
    if domain is None or domain.name != RinnallaDomain.name:
        return None
    if node["reftype"] == "fact":  # where facts are written, a rule has looked for this one
        return True
    is_list = node["reftype"] == "checklist"
    form = phrase("as the list's id") if is_list else phrase("list-id#item-id")
    found = problem(
        "", 0, Code.UNKNOWN_TARGET, role=node["reftype"], target=node["reftarget"], form=form
    )
    LOGGER.warning(found.said(usual()), location=node, type="rinnalla", subtype=found.code.slug)
    return True
