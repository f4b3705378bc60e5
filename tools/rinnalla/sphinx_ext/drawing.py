"""Drawings on pages: the directive, the words one page lends another, HTML and plain text."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterable, Mapping
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.logging import getLogger

from rinnalla.diagnostics import shown_path
from rinnalla.drawing.art import Art
from rinnalla.drawing.check import FOLDER, art_file, load_art, tight
from rinnalla.drawing.fit import fit
from rinnalla.drawing.list_tree import draw_list
from rinnalla.drawing.svg import PAPER, render, render_file
from rinnalla.drawing.words import Drawing, parse_drawing
from rinnalla.languages.known import direction
from rinnalla.messages import interface
from rinnalla.read import Reading
from rinnalla.speech import usual
from rinnalla.sphinx_ext.book import either
from rinnalla.sphinx_ext.html import inline_html
from rinnalla.sphinx_ext.local import settings_of
from rinnalla.sphinx_ext.nodes import drawing, drawing_text, part, parts
from rinnalla.sphinx_ext.reading import domain_of
from rinnalla.sphinx_ext.waiting import WaitingDirective
from rinnalla.words import YES_NO_WORDS

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator

LOGGER = getLogger(__name__)


class DrawingDirective(WaitingDirective):
    """A drawing: its name, and its words if they stand here. Its tree is drawn in `nodes`."""

    def run(self) -> list[nodes.Node]:
        """Return one node that holds the words; the shapes come when it is written."""
        model = self._model()
        path, _ = self.get_source_info()
        node = drawing("", name=model.name, list=model.list, by=list(model.by))
        node["ids"] = [self._free_id(f"drawing-{model.name}")]
        node.source, node.line = path, model.line
        if model.title:
            node += self.text(drawing_text, model.title, part="title")
        node += [self.text(drawing_text, text, part="description") for text in model.description]
        for name, text in model.labels:
            node += self.text(drawing_text, text, part="label", name=name)
        if not model.list:
            self.env.note_dependency(str(art_file(_folder(self.env), model.name)))
        self.state.document.note_explicit_target(node)
        return [node]

    def _model(self) -> Drawing:
        name = self.title
        found = self.take(Drawing, lambda one: one.name == name)
        return found or self._included(name)

    def _included(self, name: str) -> Drawing:
        """Read a drawing that comes from another file through ``include``."""
        path, line = self.get_source_info()
        model, problems = parse_drawing(name, path, line, "\n".join(self.content))
        self.add(Reading(drawings=(model,), diagnostics=tuple(problems)))
        return model

    def _free_id(self, wanted: str) -> str:
        """Return an id that the page does not have yet, for a drawing that it shows again."""
        wanted = nodes.make_id(wanted)
        taken = self.state.document.ids
        number = 2
        found = wanted
        while found in taken:
            found = f"{wanted}-{number}"
            number += 1
        return found


class LentWordsTransform(SphinxPostTransform):
    """Fills a drawing that has no words with those of the page that has them."""

    default_priority = 5

    def run(self, **kwargs: object) -> None:
        """Copy the words, already in the language of the build."""
        lent = domain_of(self.env).drawings
        for node in self.document.findall(drawing):
            if node.children or node["name"] not in lent:
                continue
            _, words = lent[node["name"]]
            copied = words.deepcopy()
            for xref in copied.findall(pending_xref):
                xref["refdoc"] = self.env.docname
            node["list"], node["by"] = copied["list"], copied["by"]
            node.extend(copied.children)


class PlainDrawingTransform(SphinxPostTransform):
    """Says each drawing in words, for text, man pages and LaTeX."""

    default_priority = 15
    formats = ("text", "man", "latex", "texinfo")

    def run(self, **kwargs: object) -> None:
        """Replace the drawings of the document by their titles and descriptions."""
        for node in list(self.document.findall(drawing)):
            title = part(node, "title")
            said: list[nodes.Node] = []
            if title is not None:
                said.append(nodes.rubric("", "", *title.children, ids=node["ids"]))
            said += [nodes.paragraph("", "", *text.children) for text in parts(node, "description")]
            node.replace_self(said)


def visit_drawing(translator: HTML5Translator, node: drawing) -> None:
    """Write the figure: title, art with words, and behind a small button the same in words."""
    tr = interface(translator.builder.config.language or "en").gettext
    art, words = _drawn(translator, node)
    anchor = node["ids"][0]
    button = escape(tr("The drawing in words"))
    said = parts(node, "description")
    mirrored = _mirrored(translator)
    shown = render(art, words, anchor=anchor, said=_spoken(said), mirrored=mirrored)
    translator.body.append(
        f'<figure class="rn-drawing" id="{anchor}">\n'
        f'<figcaption id="{anchor}--title">{inline_html(translator, part(node, "title"))}'
        f"</figcaption>\n{shown}"
        f'<details class="rn-drawing__said"><summary>{button}</summary>\n'
        + "".join(f"<p>{inline_html(translator, text)}</p>\n" for text in said)
        + "</details>\n</figure>\n"
    )
    raise nodes.SkipNode


def visit_book_drawing(translator: HTML5Translator, node: drawing) -> None:
    """Write the figure as an image, with the words that say it for those who do not see it."""
    art, words = _drawn(translator, node)
    style = PAPER.read_text("utf-8")
    file = render_file(art, words, style, mirrored=_mirrored(translator))
    said = escape(_spoken(parts(node, "description")))
    source = f"data:image/svg+xml;base64,{b64encode(file.encode()).decode()}"
    title = inline_html(translator, part(node, "title"))
    translator.body.append(
        f'<figure class="rn-drawing" id="{node["ids"][0]}">\n<figcaption>{title}</figcaption>\n'
        f'<img src="{source}" alt="{said}">\n</figure>\n'
    )
    raise nodes.SkipNode


def _drawn(translator: HTML5Translator, node: drawing) -> tuple[Art, dict[str, str]]:
    """Return the art of a drawing, and the words in its places."""
    env = translator.builder.env
    tr = interface(translator.builder.config.language or "en").gettext
    labels = {text["name"]: text.astext() for text in parts(node, "label")}
    art: Art | None
    if node["list"]:
        art, words = _from_list(env, node, labels, tr)
    else:
        path = art_file(_folder(env), node["name"])
        art, words = load_art(path, shown_path(path))[0], labels
    if art is None:  # reported before, and the build stops for it
        raise nodes.SkipNode
    _warn_of_tight_words(node, art, words)
    return art, words


def _spoken(said: Iterable[nodes.Element]) -> str:
    return " ".join(_without_marks(text) for text in said)


def _mirrored(translator: HTML5Translator) -> bool:
    return direction(translator.builder.config.language or "en") == "rtl"


def _from_list(
    env: BuildEnvironment, node: drawing, labels: Mapping[str, str], tr: Callable[[str], str]
) -> tuple[Art, dict[str, str]]:
    """Return the tree of what the answers bring, in the words of the list."""
    entry = domain_of(env).lists[node["list"]]

    def answer(item: str, option: str) -> str:
        return entry.options.get((item, option)) or tr(YES_NO_WORDS[option])

    return draw_list(
        entry.checklist,
        tuple(node["by"]),
        settings_of(env).values,
        items=entry.items,
        sections=entry.sections,
        answer=answer,
        labels=labels,
    )


def _without_marks(text: nodes.Element) -> str:
    """Return the words of a text without its marks of sources, as a voice shall read them."""
    if "rn-mark" in text.get("classes", ()):
        return ""
    words = (
        _without_marks(child) if isinstance(child, nodes.Element) else child.astext()
        for child in text.children
    )
    return " ".join("".join(words).split())


def _warn_of_tight_words(node: drawing, art: Art, words: Mapping[str, str]) -> None:
    """Report words that do not fit in their place, as translated ones may not."""
    texts = {text["name"]: text for text in parts(node, "label")}
    for place in art.places:
        text = words.get(place.label, "")
        if text and not fit(text, place).fits:
            found = tight("", 0, node["name"], text)
            LOGGER.warning(
                found.said(usual()),
                location=texts.get(place.label, node),
                type="rinnalla",
                subtype=found.code.slug,
            )


def _folder(env: BuildEnvironment) -> Path:
    return Path(env.srcdir) / FOLDER


def setup_drawings(app: Sphinx) -> None:
    """Register the directive, its nodes and what is done with them."""
    app.add_node(drawing, html=(either(visit_drawing, visit_book_drawing), None))
    app.add_node(drawing_text)
    app.add_directive("drawing", DrawingDirective)
    app.add_post_transform(LentWordsTransform)
    app.add_post_transform(PlainDrawingTransform)
