"""The facts of a source: the directive, and the list that shows where each fact is used.

The list is made of plain docutils nodes, so that every builder can show it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.gettext import I18nBuilder
from sphinx.transforms.post_transforms import SphinxPostTransform

from rinnalla.facts import FactList, anchor, parse_facts
from rinnalla.messages import interface
from rinnalla.model import Text
from rinnalla.read import Reading
from rinnalla.sphinx_ext.domain import Place, place_link
from rinnalla.sphinx_ext.nodes import fact, fact_list, fact_text
from rinnalla.sphinx_ext.reading import domain_of
from rinnalla.sphinx_ext.waiting import WaitingDirective
from rinnalla.writing import headed, separator


class FactsDirective(WaitingDirective):
    """The facts of a source. Its tree is drawn in `nodes`."""

    optional_arguments = 0

    def run(self) -> list[nodes.Node]:
        """Return the facts' nodes."""
        path, _ = self.get_source_info()
        found = self._found(path)
        block = fact_list("")
        block.source, block.line = path, found.line
        for one in found.facts:
            node = fact("", fact=one.id, uncertain=one.uncertain)
            node += self.text(fact_text, Text(text=one.text, line=one.line), part="text")
            if one.unused:
                unused = Text(text=one.unused, line=one.line)
                node += self.text(fact_text, unused, part="unused")
            block += node
            # An anchor that no heading of the page gets.
            self.state.document.ids.setdefault(anchor(one.id), node)
        return [block]

    def _found(self, path: str) -> FactList:
        line = self.get_source_info()[1]
        found, problems = parse_facts("\n".join(self.content), path, line)
        read = self.take(FactList, lambda one: _words(one) == _words(found))
        if read is None:
            self.add(Reading(fact_lists=(found,), diagnostics=tuple(problems)))
        return read or found


def _words(facts: FactList) -> list[tuple[str, str]]:
    return [(one.id, one.text) for one in facts.facts]


class FactListTransform(SphinxPostTransform):
    """Puts a definition list in the place of each block: id, words, and where it is used."""

    default_priority = 9  # before the links in it are resolved

    def is_supported(self) -> bool:
        """Leave the texts as they are for the builder that collects messages."""
        return not isinstance(self.app.builder, I18nBuilder)

    def run(self, **kwargs: object) -> None:
        """Show the facts of the document."""
        for block in list(self.document.findall(fact_list)):
            rows = [self._row(node) for node in block.findall(fact)]
            block.replace_self(nodes.definition_list("", *rows, classes=["rn-facts"]))

    def _row(self, node: fact) -> nodes.definition_list_item:
        tr = interface(self.config.language or "en").gettext
        said: dict[str, list[nodes.Node]] = {
            text["part"]: [child.deepcopy() for child in text.children]
            for text in node.findall(fact_text)
        }
        words = nodes.paragraph("", "", *said["text"])
        if node["uncertain"]:
            words += nodes.Text(" ")
            words += nodes.inline("", f"({tr('interpreted')})", classes=["rn-facts__note"])
        definition = nodes.definition("", words)
        places = domain_of(self.env).places.get(node["fact"], [])
        below = said.get("unused") or self._uses(places, tr)
        if below:
            label = tr("Not used") if "unused" in said else tr("Used in")
            text = (nodes.Text(f"{headed(label, tr)} "), *below)
            definition += nodes.paragraph("", "", *text, classes=["rn-facts__uses"])
        term = nodes.term("", node["fact"], ids=[anchor(node["fact"])])
        return nodes.definition_list_item("", term, definition)

    def _uses(self, places: Iterable[Place], tr: Callable[[str], str]) -> list[nodes.Node]:
        """Return the places, those of one page or list together, each once."""
        groups: dict[tuple[str, str], dict[str, Place]] = {}
        for place in places:
            groups.setdefault((place.docname, place.title), {}).setdefault(place.anchor, place)
        comma, pause = separator(tr), separator(tr, strong=True)
        shown: list[nodes.Node] = []
        for (docname, title), inside in groups.items():
            if shown:
                shown.append(nodes.Text(pause))
            whole = inside.pop("", None)
            here = self.env.docname
            linked = whole and docname
            shown.append(place_link(here, docname, "", title) if linked else nodes.Text(title))
            for at, place in enumerate(inside.values()):
                shown.append(nodes.Text(comma if at else " ("))
                shown.append(place_link(here, docname, place.anchor, place.words))
            if inside:
                shown.append(nodes.Text(")"))
        return shown


def setup_facts(app: Sphinx) -> None:
    """Register the nodes, the directive and the transform."""
    for node in (fact_list, fact, fact_text):
        app.add_node(node)
    app.add_directive("facts", FactsDirective)
    app.add_post_transform(FactListTransform)
