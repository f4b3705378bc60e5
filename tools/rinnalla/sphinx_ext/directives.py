"""The directives: a checklist, a form, and an index of lists."""

from __future__ import annotations

from collections.abc import Iterator

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from rinnalla.messages import item_texts
from rinnalla.model import Checklist, Item, ListIndex, Mention, Outcome, Section, Text
from rinnalla.parse import Opening, parse_checklist
from rinnalla.read import Reading
from rinnalla.sphinx_ext.nodes import (
    checklist,
    checklist_index,
    checklist_item,
    checklist_section,
    checklist_text,
)
from rinnalla.sphinx_ext.reading import domain_of
from rinnalla.sphinx_ext.roles import CURRENT
from rinnalla.sphinx_ext.waiting import WaitingDirective


class ChecklistDirective(WaitingDirective):
    """A list that is worked through. Its tree is drawn in `nodes`."""

    def run(self) -> list[nodes.Node]:
        """Return the list's nodes."""
        model = self._model()
        self.env.temp_data[CURRENT] = model.id
        node = checklist("", ids=[model.id], list=model.id, kind=self.name)
        node.source, node.line = self.get_source_info()[0], model.line
        self._fill(node, model)
        self.env.temp_data.pop(CURRENT, None)
        if model.id:
            self.state.document.note_explicit_target(node)
        return [node]

    def _model(self) -> Checklist:
        title = self.title
        found = self.take(Checklist, lambda one: one.kind == self.name and one.title == title)
        return found or self._included(title)

    def _included(self, title: str) -> Checklist:
        """Read a list that comes from another file through ``include``."""
        path, line = self.get_source_info()
        opening = Opening(kind=self.name, title=title, path=path, line=line)
        model, problems = parse_checklist(opening, "\n".join(self.content), line + 1)
        self.add(Reading(checklists=(model,), diagnostics=tuple(problems)))
        return model

    def _fill(self, node: checklist, model: Checklist) -> None:
        node += self.text(checklist_text, Text(text=model.title, line=model.line), part="title")
        for name, text in (("who", model.who), ("when", model.when), ("trial", model.trial)):
            if text:
                node += self.text(checklist_text, text, part=name)
        node += [self._section(model, section) for section in model.sections]

    def _section(self, model: Checklist, section: Section) -> checklist_section:
        ids = [f"{model.id}--{section.id}"] if section.id else []
        node = checklist_section("", ids=ids, name=section.id)
        if section.title:
            node += self.text(
                checklist_text, Text(text=section.title, line=section.line), part="title"
            )
        node += [self._thing(model, thing) for thing in section.statements]
        return node

    def _thing(self, model: Checklist, thing: Item | Outcome) -> checklist_item:
        node = checklist_item("", ids=[f"{model.id}--{thing.id}"], name=thing.id)
        node += [
            self.text(checklist_text, text, part=name)
            for name, text in zip(_part_names(thing), item_texts(thing), strict=True)
        ]
        return node


class FormDirective(ChecklistDirective):
    """A sheet that is filled rather than worked through; the same grammar."""


class ChecklistIndexDirective(SphinxDirective):
    """An index of lists: what, who, when, minutes. Its body holds their ids; empty: all."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return a place that is filled when all documents have been read."""
        ids = " ".join(self.content).split()
        self._note_included(ids)
        node = checklist_index("", lists=ids)
        self.set_source_info(node)
        return [node]

    def _note_included(self, ids: list[str]) -> None:
        """Keep an index that comes from another file through ``include``, to be checked too."""
        domain = domain_of(self.env)
        reading = domain.found_in(self.env.docname)
        if any(ids == [mention.id for mention in index.mentions] for index in reading.indexes):
            return
        path, line = self.get_source_info()
        mentions = tuple(Mention(id=id_, line=line) for id_ in ids)
        index = ListIndex(path=path, line=line, mentions=mentions)
        domain.add(self.env.docname, Reading(indexes=(index,)))


def _part_names(thing: Item | Outcome) -> Iterator[str]:
    """Yield what each text of `item_texts` is, in the same order."""
    yield "text"
    if isinstance(thing, Item):
        yield from ("column" for _ in thing.columns)
        yield from ("choice" for _ in thing.choices)
        if thing.unit:
            yield "unit"
    yield from ("hint" for _ in thing.hints)
    if thing.record:
        yield "record"
