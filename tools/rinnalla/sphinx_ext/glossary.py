"""The glossary in the order of each language's alphabet, with letters to jump to.

Terms, definitions and links to them are Sphinx's own ``{glossary}`` and ``{term}``. Its option
``:sorted:`` takes ä for a, so the entries are put in order here, after their translation.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.addnodes import glossary
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform

from rinnalla.messages import interface
from rinnalla.order import initial, sort_key
from rinnalla.sphinx_ext.nodes import glossary_letters

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator

FEWEST = 15
"""Entries below which letters help nobody."""


class GlossaryOrderTransform(SphinxTransform):
    """Sorts the entries of each glossary by their first term."""

    default_priority = 510  # after translation, and after Sphinx's own sorting

    def apply(self, **kwargs: object) -> None:
        """Put the entries of the document in order."""
        language = self.config.language or "en"
        for place in self.document.findall(glossary):
            for entries in place.findall(nodes.definition_list):
                entries.children.sort(key=lambda entry: sort_key(_term(entry).astext(), language))


class GlossaryLettersTransform(SphinxPostTransform):
    """Puts letters before a long glossary: on paper they would lead nowhere."""

    default_priority = 20
    formats = ("html",)

    def run(self, **kwargs: object) -> None:
        """Add the letters of the document's glossaries."""
        language = self.config.language or "en"
        for place in list(self.document.findall(glossary)):
            entries = list(place.findall(nodes.definition_list_item))
            first: dict[str, str] = {}
            for entry in entries:
                term = _term(entry)
                first.setdefault(initial(term.astext(), language), term["ids"][0])
            if len(entries) >= FEWEST:
                place.insert(0, glossary_letters("", letters=list(first.items())))


def _term(entry: nodes.Node) -> nodes.term:
    """Return the first term of an entry."""
    return next(iter(entry.findall(nodes.term)))


def visit_letters(translator: HTML5Translator, node: glossary_letters) -> None:
    """Write the letters as links to the first entry of each."""
    tr = interface(translator.builder.config.language or "en").gettext
    links = "".join(
        f'<li><a href="#{anchor}">{escape(letter)}</a></li>' for letter, anchor in node["letters"]
    )
    translator.body.append(
        f'<nav class="rn-letters" aria-label="{escape(tr("Jump to a letter"))}">'
        f'<ul role="list">{links}</ul></nav>\n'
    )
    raise nodes.SkipNode
