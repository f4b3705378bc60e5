"""The whole project as one page of HTML, from which the PDF book is printed.

The builder ``book`` is Sphinx's ``singlehtml`` with what a book needs: chapters stand beside each
other instead of inside the last section of the page that names them, every id is the only one of
its name, and the page has a cover, an imprint and a table of contents instead of a header and a
footer. Lists are written by `book_list`, as sheets to fill in by hand.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.builders.singlehtml import SingleFileHTMLBuilder
from sphinx.transforms.post_transforms import SphinxPostTransform

from rinnalla import __version__
from rinnalla.languages.known import direction, native_name
from rinnalla.messages import interface
from rinnalla.sphinx_ext.domain import place_link
from rinnalla.sphinx_ext.languages import notes_of
from rinnalla.sphinx_ext.local import languages_of
from rinnalla.sphinx_ext.nodes import depth_of, pack, part, parts
from rinnalla.sphinx_ext.reading import domain_of, today
from rinnalla.sphinx_ext.translation import AS_WRITTEN, SOURCE
from rinnalla.writing import day

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator

BOOK = "book"
"""The name of the builder, of its template, and the start of its classes."""

TITLES = "titles.json"
"""The file with the titles of all pages that belong in the book."""

CHAPTER = "rn-chapter"
"""The class of a section that is a page."""

WITH_PAGE = "rn-page"
"""The class of links behind which the number of their page stands."""

_DOCUMENT = "#document-"
_HIDDEN = "sd-hide-link-text"


@dataclass(frozen=True, kw_only=True, slots=True)
class Chapter:
    """A page as a part of the book. depth: 1 for a shelf or a page beside shelves, 2 below.

    language: of the title, empty where it is the book's own.
    """

    title: str
    anchor: str
    depth: int
    language: str


class BookBuilder(SingleFileHTMLBuilder):
    """Writes the book's page; links inside the project are links inside the page."""

    name = BOOK
    epilog = ""

    def init(self) -> None:
        """Begin without chapters."""
        super().init()
        self.chapters: tuple[Chapter, ...] = ()
        self.anchors: dict[tuple[str, str], str] = {}
        self.notes: list[str] = []

    def assemble_doctree(self) -> nodes.document:
        """Return all pages as one document, chapter after chapter."""
        tree = super().assemble_doctree()
        files = _taken_apart(tree, self.config.root_doc)
        for file, _ in files:
            self._rename(file)
        for file, _ in files:
            self._lead(file)
            self._note(file)
        self.chapters = tuple(self._chapter(*found) for found in files)
        _put_together(tree, files)
        return tree

    def href(self, docname: str, anchor: str = "") -> str:
        """Return a link to a page, or to a place in it that the page itself calls so.

        Empty where the page is not in the book.
        """
        own = self.anchors.get((docname, anchor)) or self.anchors.get((docname, ""))
        return f"#{own}" if own else ""

    def _rename(self, file: addnodes.start_of_file) -> None:
        """Give everything that has ids one, which nothing in another page can have."""
        docname = file["docname"]
        for node in file.findall(nodes.Element):
            ids = node.get("ids")
            if ids:
                own = f"{docname}.{ids[0]}"
                self.anchors.update(((docname, id_), own) for id_ in ids)
                node["ids"] = [own]
        self.anchors[docname, ""] = _section(file)["ids"][0]

    def _lead(self, file: addnodes.start_of_file) -> None:
        """Let the links of a page lead to what its targets are called now."""
        for node in list(file.findall(nodes.Element)):
            if "rn-mark" in node.get("classes", ()):
                _hold_together(node)
            uri = node.get("refuri", "")
            if "refid" in node:
                node["refid"] = self.href(file["docname"], node["refid"])[1:]
            elif uri.startswith(_DOCUMENT):
                self._lead_inside(node, uri.removeprefix(_DOCUMENT))

    def _lead_inside(self, link: nodes.Element, target: str) -> None:
        docname, _, anchor = target.partition("#")
        href = self.href(docname, anchor)
        if not href:
            link.replace_self(link.children)
            return
        link["refuri"] = href
        if _tells_page(link):
            link["classes"].append(WITH_PAGE)

    def _note(self, file: addnodes.start_of_file) -> None:
        """Say under the title of a page what its reader must know of the translation."""
        notes = notes_of(self.env, file["docname"])
        self.notes.append(" ".join(notes))
        if notes:
            section = _section(file)
            note = nodes.paragraph("", " ".join(notes), classes=["rn-translation"])
            section.insert(section.index(_title(section)) + 1, note)

    def _chapter(self, file: addnodes.start_of_file, depth: int) -> Chapter:
        title = _title(_section(file))
        return Chapter(
            title=title.astext(),
            anchor=self.anchors[file["docname"], ""],
            depth=depth,
            language=SOURCE if AS_WRITTEN in title["classes"] else "",
        )

    def finish(self) -> None:
        """Put the images of the pages beside the book's page, and the titles it shall have."""
        self.copy_image_files()
        metadata = self.env.metadata
        titles = [
            title.astext()
            for docname, title in sorted(self.env.titles.items())
            if "orphan" not in metadata[docname]
        ]
        Path(self.outdir, TITLES).write_text(json.dumps(titles, ensure_ascii=False), "utf-8")


def _hold_together(mark: nodes.Element) -> None:
    """Keep the label of a mark on one line with the first of its sources."""
    label = mark.children[0] if mark.children else None
    if isinstance(label, nodes.Text):
        mark[0] = nodes.Text(label.replace(" ", "\u00a0"))


def _tells_page(link: nodes.Element) -> bool:
    """Return whether the number of its page stands behind a link.

    Not where there are many side by side: words of the glossary, marks of sources, uses of facts.
    """
    above = [link.parent["classes"], *(child["classes"] for child in link.findall(nodes.inline))]
    return not any(_CROWDED & set(classes) for classes in above)


_CROWDED = {"rn-mark", "std-term", "rn-facts__uses"}

_Files: TypeAlias = "list[tuple[addnodes.start_of_file, int]]"


def _taken_apart(tree: nodes.document, root: str) -> _Files:
    """Take the pages out of each other; return each with its depth, in the order of the book.

    The page that names all others is the first chapter, beside those it names.
    """
    inner = list(tree.findall(addnodes.start_of_file))
    for file in inner:
        for child in file.children:
            child.parent = file
    depths = [depth_of(file, addnodes.start_of_file) for file in inner]
    for file in inner:
        file.parent.remove(file)
    first = addnodes.start_of_file("", *tree.children, docname=root)
    files = [(first, 1), *zip(inner, depths, strict=True)]
    for file, _ in files:
        for place in list(file.findall(nodes.compound)):
            if "toctree-wrapper" in place["classes"]:
                place.parent.remove(place)
    return files


def _put_together(tree: nodes.document, files: _Files) -> None:
    """Put the pages into the document, those of a shelf into its section."""
    tree.children = []
    above: list[nodes.Element] = [tree]
    for file, depth in files:
        del above[depth:]
        above[-1].extend(file.children)
        section = _section(file)
        section["classes"].append(CHAPTER)
        above.append(section)


def _section(file: addnodes.start_of_file) -> nodes.section:
    """Return what a page consists of: its only section on the first level."""
    return next(child for child in file.children if isinstance(child, nodes.section))


def _title(section: nodes.section) -> nodes.title:
    return next(iter(section.findall(nodes.title)))


class PlainComponentsTransform(SphinxPostTransform):
    """Shows cards and tabs as what they are on paper: headings in bold with text below."""

    default_priority = 190  # when links have been resolved, before tabs become fields
    builders = (BOOK,)

    def run(self, **kwargs: object) -> None:
        """Replace the cards and tabs of the document."""
        for node in list(self.document.findall(nodes.container)):
            kind = node.get("design_component", "")
            if kind == "card":
                node.replace_self(_card(node))
            elif kind == "tab-item":
                label, content = node.children
                node.replace_self([_bold(label.children), *content.children])


def _card(card: nodes.container) -> nodes.container:
    """Return a card as its title, which is its link if it is one, and its text."""
    plain = nodes.container("", is_div=True, classes=["rn-book-card"])
    titles = _components(card, "card-title")
    links = [link for link in card.findall(nodes.reference) if _HIDDEN in link["classes"]]
    for title in titles:
        words: list[nodes.Node] = [nodes.Text(title.astext())]
        for link in links:
            words = [nodes.reference("", "", *words, refuri=link["refuri"], internal=True)]
        plain += _bold(words)
    for body in _components(card, "card-body"):
        plain += [child for child in body.children if child not in titles]
    return plain


class BookPackTransform(SphinxPostTransform):
    """Shows each pack as its words and its lists, which are all in the book."""

    default_priority = 9  # before the links in it are resolved
    builders = (BOOK,)

    def run(self, **kwargs: object) -> None:
        """Replace the packs of the document."""
        for node in list(self.document.findall(pack)):
            title = part(node, "title")
            shown = nodes.container("", is_div=True, ids=node["ids"])
            shown += _bold(title.children if title else ())
            shown += [nodes.paragraph("", "", *text.children) for text in parts(node, "about")]
            shown += nodes.enumerated_list("", *map(self._row, node["lists"]), enumtype="arabic")
            node.replace_self(shown)

    def _row(self, id_: str) -> nodes.list_item:
        entry = domain_of(self.env).lists[id_]
        link = place_link(self.env.docname, entry.docname, entry.anchor(), entry.title)
        return nodes.list_item("", nodes.paragraph("", "", link))


def _components(node: nodes.Element, kind: str) -> list[nodes.container]:
    return [n for n in node.findall(nodes.container) if n.get("design_component") == kind]


def _bold(words: Iterable[nodes.Node]) -> nodes.paragraph:
    return nodes.paragraph("", "", nodes.strong("", "", *words), classes=["rn-book-label"])


_Visit: TypeAlias = "Callable[[HTML5Translator, Any], None]"


def either(site: _Visit, book: _Visit) -> _Visit:
    """Return a visitor that writes a node for the site or for the book."""

    def visit(translator: HTML5Translator, node: nodes.Element) -> None:
        (book if translator.builder.name == BOOK else site)(translator, node)

    return visit


def skip(translator: HTML5Translator, node: nodes.Element) -> None:
    """Write nothing: only a screen can use it."""
    raise nodes.SkipNode


def setup_book(app: Sphinx) -> None:
    """Register the builder, its transform and what fills its template."""
    app.add_builder(BookBuilder)
    app.add_post_transform(PlainComponentsTransform)
    app.add_post_transform(BookPackTransform)
    app.connect("html-page-context", _fill)


def _fill(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> str | None:
    """Give the template what stands before the first chapter."""
    builder = app.builder
    if not isinstance(builder, BookBuilder):
        return None
    language = app.config.language or "en"
    tr = interface(language).gettext
    lists = [found.checklist for found in domain_of(app.env).lists.values()]
    context |= {
        "t": tr,
        "direction": direction(language),
        "chapters": builder.chapters,
        "language_name": native_name(language),
        "made": day(today(), language, in_full=True),
        "version": app.config.release or __version__,
        "is_translated": language != languages_of(app.env).source,
        "translation_note": _translation_note(builder.notes, tr),
        "lists": len(lists),
        "drafts": sum(1 for one in lists if one.status == "draft"),
    }
    return f"{BOOK}.html"


def _translation_note(notes: Sequence[str], tr: Callable[[str], str]) -> str:
    """Return what is true of the whole translation; empty where nothing has to be said.

    notes: of each page.
    """
    if not any(notes):
        return ""
    same = len(set(notes)) == 1
    return notes[0] if same else tr("Each chapter says how far its translation can be trusted.")
