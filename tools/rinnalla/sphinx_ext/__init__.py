"""The Sphinx extension: directives, roles, the domain, HTML and the theme's context.

The only room that imports Sphinx.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from rinnalla import __version__
from rinnalla.sphinx_ext.book import either, setup_book, skip
from rinnalla.sphinx_ext.book_list import visit_book_list
from rinnalla.sphinx_ext.directives import (
    ChecklistDirective,
    ChecklistIndexDirective,
    FormDirective,
)
from rinnalla.sphinx_ext.domain import RinnallaDomain, warn_missing_reference
from rinnalla.sphinx_ext.drawing import setup_drawings
from rinnalla.sphinx_ext.facts import setup_facts
from rinnalla.sphinx_ext.fallback import PlainListTransform
from rinnalla.sphinx_ext.glossary import (
    GlossaryLettersTransform,
    GlossaryOrderTransform,
    visit_letters,
)
from rinnalla.sphinx_ext.html import visit_checklist
from rinnalla.sphinx_ext.index import ChecklistIndexTransform
from rinnalla.sphinx_ext.languages import setup_languages
from rinnalla.sphinx_ext.nodes import (
    checklist,
    checklist_index,
    checklist_item,
    checklist_section,
    checklist_text,
    glossary_letters,
)
from rinnalla.sphinx_ext.packs import setup_packs
from rinnalla.sphinx_ext.page import setup_pages
from rinnalla.sphinx_ext.reading import report_problems
from rinnalla.sphinx_ext.roles import setup_roles
from rinnalla.sphinx_ext.translation import setup_translation
from rinnalla.sphinx_ext.waiting import read_document


def code_version() -> int:
    """Return a number that changes with our code.

    What Sphinx remembers holds our own objects, and pages hold what our code wrote: after a
    change in it every page is read and written anew.
    """
    files = sorted(Path(__file__).parent.parent.rglob("*.py"))
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in files)).digest()
    return int.from_bytes(digest[:4])


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register everything; called by Sphinx."""
    app.add_domain(RinnallaDomain)
    app.add_node(checklist, html=(either(visit_checklist, visit_book_list), None))
    for node in (checklist_section, checklist_item, checklist_text, checklist_index):
        app.add_node(node)
    app.add_node(glossary_letters, html=(either(visit_letters, skip), None))
    app.add_directive("checklist", ChecklistDirective)
    app.add_directive("form", FormDirective)
    app.add_directive("checklist-index", ChecklistIndexDirective)
    app.add_transform(GlossaryOrderTransform)
    app.add_post_transform(GlossaryLettersTransform)
    app.add_post_transform(ChecklistIndexTransform)
    app.add_post_transform(PlainListTransform)
    app.connect("source-read", read_document)
    app.connect("env-updated", report_problems)
    app.connect("warn-missing-reference", warn_missing_reference)
    setup_drawings(app)
    setup_facts(app)
    setup_packs(app)
    setup_roles(app)
    setup_pages(app)
    setup_translation(app)
    setup_languages(app)
    setup_book(app)
    return {
        "version": __version__,
        "env_version": code_version(),
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
