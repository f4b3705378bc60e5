"""Texts and their translations, without what no translator should meet.

Sphinx takes messages from the document and puts translations into it; between the two and the
catalogues stand `placeholders`. A catalogue is read as it is; what Sphinx compiles it from, with
roles and links put back, lives beside what Sphinx remembers and is made anew for every document.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from docutils import nodes
from sphinx.addnodes import translatable
from sphinx.application import Sphinx
from sphinx.builders.gettext import I18nBuilder
from sphinx.config import Config
from sphinx.locale import admonitionlabels
from sphinx.transforms import SphinxTransform
from sphinx.util.logging import getLogger
from sphinx.util.nodes import LITERAL_TYPE_NODES, extract_messages

from rinnalla.diagnostics import shown_path
from rinnalla.inline import is_plain
from rinnalla.languages.catalogues import catalogue_path, load, messages
from rinnalla.messages import add_interface_folder, interface
from rinnalla.placeholders import Masked, mask
from rinnalla.speech import usual
from rinnalla.words import NOTE_NAMES

LOGGER = getLogger(__name__)
COMPILED = "catalogues"
"""The folder, in that of what Sphinx remembers, of catalogues as Sphinx needs them."""

_BEGINS = re.compile(r"\A(?P<before>\d{0,9})(?P<mark>(?<=\d)[.)]|(?<!\d)(?:[-+*>]|#+))(?=\s)")
"""What makes a paragraph something else when it stands first: a number, a dash, a mark."""

SOURCE = "fi"
"""The language the pages are written in."""


AS_WRITTEN = f"language-{SOURCE}"
"""The class of a text without a translation; docutils makes ``lang`` of it. In the same way, in the
metadata of a document, whether its title is such a text."""
PARTLY = "rinnalla-partly"
"""In the metadata of a document: whether it has such a text, also one that no catalogue knows."""


class HideTransform(SphinxTransform):
    """Takes ids and targets out of the messages that translators will see."""

    default_priority = 15  # before messages are collected

    def apply(self, **kwargs: object) -> None:
        """Give every text the message id it has in the catalogue; keep what it was beside it."""
        if not isinstance(self.app.builder, I18nBuilder):
            return
        written: dict[str, str] = {}
        for node, text in list(extract_messages(self.document)):
            if isinstance(node, nodes.TextElement) and not isinstance(node, translatable):
                masked = mask(text)
                node.rawsource = masked.text if masked.has_words else ""
                written.setdefault(masked.text, text)
        path = Path(self.app.outdir, f"{self.env.docname}.json")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(written, ensure_ascii=False), "utf-8")


class CompileTransform(SphinxTransform):
    """Puts roles and links back into the translations of a document, for Sphinx's own transform."""

    default_priority = 19  # just before Sphinx's Locale

    def apply(self, **kwargs: object) -> None:
        """Write the document's catalogue where Sphinx looks for it."""
        if isinstance(self.app.builder, I18nBuilder) or self.config.language == SOURCE:
            return
        words: dict[str, str] = {}
        path = self._catalogue()
        if path is not None:
            self.env.note_dependency(str(path))
            words = _read_words(path)
        compiled = Catalog(locale=self.config.language)
        for node, text in extract_messages(self.document):
            masked = mask(text)
            said = words.get(masked.text, "")
            if said and put_in_place(node, masked, said):
                continue
            if said:
                compiled.add(text, _inline(masked.restored(said)))
            elif not masked.has_words:
                compiled.add(text, text)
            else:
                self._leave(node)
        target = compiled_folder(self.app) / self.config.language / "LC_MESSAGES"
        target = target / f"{self.env.docname}.mo"
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("wb") as file:
            write_mo(file, compiled)

    def _leave(self, node: nodes.Element) -> None:
        """Mark a text that stays in the language it was written in, and its page as partly so."""
        self.env.metadata[self.env.docname][PARTLY] = True
        if isinstance(node, nodes.TextElement) and not isinstance(node, translatable):
            node["classes"].append(AS_WRITTEN)
        if node is self.document.next_node(nodes.title):
            self.env.metadata[self.env.docname][AS_WRITTEN] = True

    def _catalogue(self) -> Path | None:
        for folder in self.config.rinnalla_locales:
            locales = Path(self.app.srcdir, folder).resolve()
            path = catalogue_path(locales, self.config.language, self.env.docname)
            if path.is_file():
                return path
        return None


def _read_words(path: Path) -> dict[str, str]:
    """Return the translations of a catalogue by text; report it where it cannot be read whole.

    What is marked to be looked at again is left out: it may say what the page no longer says.
    """
    catalogue, problems = load(path, shown_path(path))
    say = usual()
    for found in problems:
        place = f"{found.path}:{found.line}"
        LOGGER.warning(found.said(say), location=place, type="rinnalla", subtype=found.code.slug)
    done = (entry for entry in messages(catalogue) if not entry.fuzzy) if catalogue else ()
    return {str(entry.id): str(entry.string) for entry in done}


def put_in_place(node: nodes.Element, masked: Masked, said: str) -> bool:
    """Put a translation into its text, where both are words alone; return whether it was done.

    Marks of sources at the end stay as they are. Most texts are like that, and Sphinx reads each
    translation twice, as a page of its own. Terms are left to it: what names them must follow.
    """
    if not isinstance(node, nodes.TextElement) or isinstance(node, _READ_BY_SPHINX):
        return False
    words, marks = _apart(node.children)
    plain = not masked.values and is_plain(masked.text) and is_plain(said)
    if not plain or not all(isinstance(child, nodes.Text) for child in words):
        return False
    node[:] = [nodes.Text(said + masked.tail[:1].replace("\n", " ") if marks else said), *marks]
    return True


_READ_BY_SPHINX = (nodes.term, translatable, *LITERAL_TYPE_NODES)


def _apart(children: list[nodes.Node]) -> tuple[list[nodes.Node], list[nodes.Node]]:
    """Return what a text consists of, and apart the marks of sources at its end."""
    at = len(children)
    for number in range(len(children) - 1, -1, -1):
        child = children[number]
        if isinstance(child, nodes.inline) and "rn-mark" in child["classes"]:
            at = number
        elif not isinstance(child, nodes.Text) or child.strip():
            break
    return children[:at], children[at:]


def _inline(text: str) -> str:
    """Return a translation so that it is read as words, even if it begins like a list or heading.

    Sphinx reads it as a page of its own, while an item or a label never begins anything.
    """
    return _BEGINS.sub(r"\g<before>\\\g<mark>", text)


def compiled_folder(app: Sphinx) -> Path:
    """Return the folder of the catalogues as Sphinx needs them."""
    return Path(app.doctreedir, COMPILED)


def _move_catalogues(app: Sphinx, config: Config) -> None:
    """Let Sphinx look for catalogues where they are written, not where translators keep them."""
    config.rinnalla_locales = list(config.locale_dirs)
    for folder in config.rinnalla_locales:
        add_interface_folder(Path(app.srcdir, folder).resolve())
    config.locale_dirs = [str(compiled_folder(app))]


def _name_notes(app: Sphinx) -> None:
    """Call notes in running text as the interface does, in any language."""
    tr = interface(app.config.language or "en").gettext
    admonitionlabels.update({kind: tr(name) for kind, name in NOTE_NAMES.items()})


def setup_translation(app: Sphinx) -> None:
    """Register the transforms, and where they read and write."""
    app.add_config_value("rinnalla_locales", [], "", list)
    app.add_transform(HideTransform)
    app.add_transform(CompileTransform)
    app.connect("config-inited", _move_catalogues, priority=100)
    app.connect("builder-inited", _name_notes)
