"""Roles for texts: a list, an item of a list, a local setting, and where a statement comes from."""

from __future__ import annotations

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.util.docutils import ReferenceRole, SphinxRole
from sphinx.util.logging import getLogger

from rinnalla.diagnostics import Code, Diagnostic, problem
from rinnalla.facts import OWN, bad_source
from rinnalla.messages import interface
from rinnalla.model import FACT
from rinnalla.phrases import phrase
from rinnalla.speech import usual
from rinnalla.sphinx_ext.local import settings_of
from rinnalla.writing import separator, value

LOGGER = getLogger(__name__)
CURRENT = "rinnalla_current_list"


class ListRole(ReferenceRole):
    """``{checklist}`id``` and ``{item}`list#item```; inside a list its own items need no list."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return a link whose text is filled in when all documents have been read."""
        target = self.target
        if self.name == "item" and "#" not in target:
            target = f"{self.env.temp_data.get(CURRENT, '')}#{target}"
        node = pending_xref(
            self.rawtext,
            nodes.inline("", self.title),
            refdomain="rinnalla",
            reftype=self.name,
            reftarget=target,
            refexplicit=self.has_explicit_title,
            refdoc=self.env.docname,
            refwarn=True,
        )
        self.set_source_info(node)
        return [node], []


class SettingRole(SphinxRole):
    """``{setting}`name```: the value of a local setting."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the value as plain inline text."""
        local = settings_of(self.env)
        for path in local.sources:
            self.env.note_dependency(str(path))
        setting = local.settings.get(self.text)
        if setting is None:
            known = ", ".join(sorted(local.settings)) or phrase("none yet")
            found = problem("", 0, Code.UNKNOWN_SETTING, name=self.text, fit="", known=known)
            _warn(found, self.get_location())
            return [nodes.inline(self.rawtext, self.text)], []
        said = value(local.said[self.text], self.config.language or "en")
        return [nodes.inline(self.rawtext, said, classes=["rn-setting"])], []


class SourceRole(SphinxRole):
    """``{source}`TI-1.1 TI-1.2```: a small mark that links to the source documents.

    ``{source}`oma``` marks a statement of ours.
    """

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return one inline node holding a link for each run of facts from one source."""
        tr = interface(self.config.language or "en").gettext
        ids = self.text.split()
        mark = nodes.inline(self.rawtext, "", classes=["rn-mark"])
        if ids == [OWN]:
            mark += self._link("std", "ref", OWN, tr("Our addition"))
            return [mark], []
        if not ids or not all(map(FACT.fullmatch, ids)):
            # In the page itself the reader has found the same, with its line.
            if "<translated>" in self.get_location():
                _warn(bad_source(self.text), self.get_location())
            return [mark], []
        mark += nodes.Text(tr("Source") + " ")
        for at, fact in enumerate(ids):
            if at:
                mark += nodes.Text(separator(tr))
            mark += self._link("rinnalla", "fact", fact, fact)
        return [mark], []

    def _link(self, domain: str, kind: str, target: str, text: str) -> pending_xref:
        node = pending_xref(
            "",
            nodes.inline("", text),
            refdomain=domain,
            reftype=kind,
            reftarget=target,
            refexplicit=True,
            refdoc=self.env.docname,
            refwarn=True,
        )
        self.set_source_info(node)
        return node


def _warn(found: Diagnostic, location: str) -> None:
    LOGGER.warning(found.said(usual()), location=location, type="rinnalla", subtype=found.code.slug)


def setup_roles(app: Sphinx) -> None:
    """Register the roles."""
    app.add_role("checklist", ListRole())
    app.add_role("item", ListRole())
    app.add_role("setting", SettingRole())
    app.add_role("source", SourceRole())
