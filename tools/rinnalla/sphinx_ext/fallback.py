"""Lists for builders that have no forms: headings, bullets and boxes of plain docutils."""

from __future__ import annotations

from collections.abc import Callable

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from rinnalla.audience import wording_of
from rinnalla.messages import interface
from rinnalla.model import Checklist, Item, Kind, Outcome
from rinnalla.sphinx_ext.local import settings_of
from rinnalla.sphinx_ext.nodes import (
    checklist,
    checklist_item,
    checklist_section,
    part,
    parts,
    things,
)
from rinnalla.sphinx_ext.reading import domain_of
from rinnalla.words import Words, condition_word, words_of
from rinnalla.writing import headed, labelled

BOX = "[ ]"


class PlainListTransform(SphinxPostTransform):
    """Turns each list into a rubric, bullets and paragraphs, for text, man pages and LaTeX."""

    default_priority = 15
    formats = ("text", "man", "latex", "texinfo")

    def run(self, **kwargs: object) -> None:
        """Replace the lists of the document."""
        for node in list(self.document.findall(checklist)):
            entry = domain_of(self.env).lists[node["list"]]
            node.replace_self(self._plain(node, entry.checklist))

    def _plain(self, node: checklist, model: Checklist) -> list[nodes.Node]:
        language = self.config.language or "en"
        tr = interface(language).gettext
        words = spoken(node, model, settings_of(self.env).said, language)
        shown: list[nodes.Node] = []
        title = part(node, "title")
        if title is not None:
            shown.append(nodes.rubric("", "", *_children(title), ids=node["ids"]))
        if mark := wording_of(model).mark:
            shown.append(nodes.paragraph("", tr(mark)))
        for name, label in (("who", tr("Who")), ("when", tr("When"))):
            text = part(node, name)
            if text is not None:
                shown.append(
                    nodes.paragraph("", "", nodes.Text(f"{headed(label, tr)} "), *_children(text))
                )
        models = {thing.id: thing for thing in model.statements}
        codes = model.codes()
        for section in node.findall(checklist_section):
            heading = part(section, "title")
            if heading is not None:
                code = codes.get(section["name"], "")
                text_nodes = (nodes.Text(f"{code} "), *_children(heading))
                shown.append(nodes.rubric("", "", *text_nodes, ids=section["ids"]))
            items = [
                _item(item, models[item["name"]], codes.get(item["name"], ""), words)
                for item in things(section)
            ]
            shown.append(nodes.bullet_list("", *items))
        return shown


def spoken(
    node: checklist,
    model: Checklist,
    settings: dict[str, float | str],
    language: str,
) -> Words:
    """Return what the conditions of a list call things, in the language of its nodes."""
    plain: dict[str, str] = {}
    for thing in (node, *node.findall(checklist_section), *things(node)):
        for text in thing.children:
            if isinstance(text, nodes.TextElement) and text.rawsource:
                plain.setdefault(text.rawsource, text.astext())
    return words_of(model, lambda text: plain.get(text, text), settings, language)


def _item(node: checklist_item, model: Item | Outcome, code: str, words: Words) -> nodes.list_item:
    text = part(node, "text")
    asks = isinstance(model, Item) and model.kind is Kind.CHECK
    mark = f"{BOX} {code} " if asks else f"{code} " if code else ""
    line = nodes.paragraph("", "", nodes.Text(mark), *(_children(text) if text else ()))
    below: list[nodes.Node] = []
    if model.condition:
        label = _label(model, words.tr)
        said = labelled(label, words.say(model.condition.tree), words.tr)
        below.append(nodes.paragraph("", f"({said})"))
    below += [nodes.paragraph("", "", *_children(hint)) for hint in parts(node, "hint")]
    if isinstance(model, Item):
        choices = [*parts(node, "choice")] or _yes_no(model, words)
        options = [
            nodes.list_item("", nodes.paragraph("", "", nodes.Text(f"{BOX} "), *_children(choice)))
            for choice in choices
        ]
        below += [nodes.bullet_list("", *options)] if options else []
        if not options and model.asks and model.kind is not Kind.CHECK:
            below.append(nodes.paragraph("", "_" * 40))
    return nodes.list_item("", line, *below, ids=node["ids"])


def _label(model: Item | Outcome, tr: Callable[[str], str]) -> str:
    if isinstance(model, Outcome):
        return tr("Rule")
    return tr(condition_word(model))


def _yes_no(model: Item, words: Words) -> list[nodes.TextElement]:
    if model.kind is not Kind.YES_NO:
        return []
    return [nodes.inline("", words.options[model.id, option]) for option in model.options]


def _children(node: nodes.Element) -> list[nodes.Node]:
    return [child.deepcopy() for child in node.children]
