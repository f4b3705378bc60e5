"""What the reader has found in a document, and the directives that take it up.

The same reader as the command line's reads the same bytes, so lines and words are the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TypeVar

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from rinnalla.diagnostics import shown_path
from rinnalla.drawing.words import Drawing
from rinnalla.facts import FactList
from rinnalla.inline import is_plain
from rinnalla.model import Checklist, Text
from rinnalla.packs import Pack
from rinnalla.read import Reading, read_bytes
from rinnalla.sphinx_ext.reading import domain_of

_WAITING = "rinnalla_waiting"
"""In the temporary data of a document: by type, what no directive has asked for yet."""

_Block = TypeVar("_Block", Checklist, FactList, Drawing, Pack)
_TextNode = TypeVar("_TextNode", bound=nodes.TextElement)


def read_document(app: Sphinx, docname: str, content: list[str]) -> None:
    """Read the lists of a document before Sphinx parses it."""
    path = Path(app.env.doc2path(docname))
    if path.suffix != ".md":
        return
    reading = read_bytes(path.read_bytes(), shown_path(path))
    if reading != Reading():
        domain_of(app.env).readings[docname] = reading
    app.env.temp_data[_WAITING] = {
        Checklist: list(reading.checklists),
        FactList: list(reading.fact_lists),
        Drawing: list(reading.drawings),
        Pack: list(reading.packs),
    }


class WaitingDirective(SphinxDirective):
    """A directive whose block is there already, with the file's lines.

    It has no option_spec, so that the options come with the body and our own parser reads both.
    """

    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True

    @property
    def title(self) -> str:
        """What stands behind the directive's name."""
        return " ".join("".join(self.arguments).split())

    def take(self, kind: type[_Block], is_meant: Callable[[_Block], bool]) -> _Block | None:
        """Return the first such block of the document, which then waits no more.

        None for a block that comes from another file through ``include``: see `add`.
        """
        waiting: Mapping[type, list[_Block]] = self.env.temp_data.get(_WAITING) or {}
        mine = waiting.get(kind, [])
        for at, found in enumerate(mine):
            if is_meant(found):
                return mine.pop(at)
        return None

    def add(self, reading: Reading) -> None:
        """Count a block of another file to the document, so that it is checked too."""
        domain_of(self.env).add(self.env.docname, reading)

    def text(self, kind: type[_TextNode], text: Text, **names: str) -> _TextNode:
        """Return a translatable text as a node."""
        node = kind(text.text, "", *self._inline(text), **names)
        node.source, node.line = self.get_source_info()[0], text.line
        return node

    def _inline(self, text: Text) -> Iterable[nodes.Node]:
        if is_plain(text.text):
            return (nodes.Text(text.text),)
        children, _ = self.state.inline_text(text.text, text.line)
        return children
