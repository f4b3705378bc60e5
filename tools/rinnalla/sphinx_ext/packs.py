"""Packs of lists on a page: what is in them, and where their PDF is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

from rinnalla.audience import wording_of
from rinnalla.messages import interface
from rinnalla.model import Text
from rinnalla.packs import Pack, file_of, parse_pack
from rinnalla.paper.formats import FOLDER, FORMATS, PDF
from rinnalla.read import Reading
from rinnalla.sphinx_ext.domain import Entry
from rinnalla.sphinx_ext.html import inline_html
from rinnalla.sphinx_ext.nodes import pack, pack_text, part, parts
from rinnalla.sphinx_ext.reading import domain_of
from rinnalla.sphinx_ext.waiting import WaitingDirective
from rinnalla.writing import labelled

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator


class PackDirective(WaitingDirective):
    """A pack: lists that are printed together. Its tree is drawn in `nodes`."""

    def run(self) -> list[nodes.Node]:
        """Return one node that holds the words."""
        model = self._model()
        path, _ = self.get_source_info()
        feedback = model.feedback.id if model.feedback else ""
        node = pack("", ids=[model.anchor], pack=model.id, lists=list(model.ids), feedback=feedback)
        node.source, node.line = path, model.line
        node += self.text(pack_text, Text(text=model.title, line=model.line), part="title")
        node += [self.text(pack_text, text, part="about") for text in model.about]
        self.state.document.note_explicit_target(node)
        return [node]

    def _model(self) -> Pack:
        title = self.title
        found = self.take(Pack, lambda one: one.title == title)
        return found or self._included(title)

    def _included(self, title: str) -> Pack:
        """Read a pack that comes from another file through ``include``."""
        path, line = self.get_source_info()
        model, problems = parse_pack(title, path, line, "\n".join(self.content))
        self.add(Reading(packs=(model,), diagnostics=tuple(problems)))
        return model


class PlainPackTransform(SphinxPostTransform):
    """Says each pack in plain words and bullets, for text, man pages and LaTeX."""

    default_priority = 15
    formats = ("text", "man", "latex", "texinfo")

    def run(self, **kwargs: object) -> None:
        """Replace the packs of the document."""
        lists = domain_of(self.env).lists
        for node in list(self.document.findall(pack)):
            title = part(node, "title")
            said: list[nodes.Node] = [
                nodes.rubric("", "", *(title.children if title else ()), ids=node["ids"])
            ]
            said += [nodes.paragraph("", "", *text.children) for text in parts(node, "about")]
            rows = (nodes.paragraph("", lists[id_].title) for id_ in node["lists"])
            said.append(nodes.bullet_list("", *(nodes.list_item("", row) for row in rows)))
            node.replace_self(said)


def visit_pack(translator: HTML5Translator, node: pack) -> None:
    """Write the pack: its words, the lists in it with their minutes, and the link to its PDF."""
    builder = translator.builder
    tr = interface(builder.config.language or "en").gettext
    entries = [domain_of(builder.env).lists[id_] for id_ in node["lists"]]
    level = min(translator.section_level + 1, 6)
    about = "".join(f"<p>{inline_html(translator, text)}</p>\n" for text in parts(node, "about"))
    rows = "".join(_rows(translator, node, entries, tr))
    minutes = sum(entry.checklist.minutes or 0 for entry in entries)
    total = tr("about {minutes} min").replace("{minutes}", str(minutes))
    translator.body.append(
        f'<section class="rn-pack" id="{node["ids"][0]}">\n'
        f"<h{level}>{inline_html(translator, part(node, 'title'))}</h{level}>\n{about}"
        f'<ol class="rn-pack__lists">\n{rows}</ol>\n'
        f'<p class="rn-pack__total">{escape(labelled(tr("Total"), total, tr))}</p>\n'
        f"{_link(translator, node, tr)}</section>\n"
    )
    raise nodes.SkipNode


def _rows(
    translator: HTML5Translator, node: pack, entries: list[Entry], tr: Callable[[str], str]
) -> Iterator[str]:
    builder = translator.builder
    for entry in entries:
        page = builder.get_relative_uri(builder.current_docname, entry.docname)
        minutes = ""
        if entry.checklist.minutes:
            said = tr("about {minutes} min").replace("{minutes}", str(entry.checklist.minutes))
            minutes = f' <span class="rn-entries__minutes">{escape(said)}</span>'
        mark, last = wording_of(entry.checklist).mark, ""
        whose = f' <span class="rn-whose">{escape(tr(mark))}</span>' if mark else ""
        if entry.checklist.id == node["feedback"]:
            last = f' <span class="rn-pack__last">{escape(tr("Last, to be torn off"))}</span>'
        yield (
            f'<li><a href="{page}#{entry.anchor()}">{escape(entry.title)}</a>'
            f"{minutes}{whose}{last}</li>\n"
        )


def _link(translator: HTML5Translator, node: pack, tr: Callable[[str], str]) -> str:
    """Return the link to the PDF; nothing where the site is built without sheets."""
    builder = translator.builder
    if not builder.config.rinnalla_sheets:
        return ""
    site = "../" * (builder.current_docname.count("/") + 1)
    href = f"{site}{builder.config.language or 'en'}/{FOLDER}/{file_of(node['pack'])}"
    title = part(node, "title")
    words = escape(tr(FORMATS["pdf"].about))
    name = escape(title.astext()) if title else ""
    return (
        f'<p class="rn-pack__pdf"><a href="{href}" type="{PDF}">{words}'
        f'<span class="rn-vh"> {name}</span></a></p>\n'
    )


def setup_packs(app: Sphinx) -> None:
    """Register the directive, its nodes and what is done with them."""
    app.add_node(pack, html=(visit_pack, None))
    app.add_node(pack_text)
    app.add_directive("pack", PackDirective)
    app.add_post_transform(PlainPackTransform)
