"""The directives: a checklist, a form, and an index of lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from rinnalla.inline import is_plain
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
from rinnalla.sphinx_ext.reading import WAITING, domain_of
from rinnalla.sphinx_ext.roles import CURRENT


class ChecklistDirective(SphinxDirective):
    """A list that is worked through. Its tree is drawn in `nodes`.

    It has no option_spec, so that the options come with the body and our own parser reads
    both; the document was read before, so the list is already there with the file's lines.
    """

    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return the list's nodes."""
        model = self._model()
        self.env.temp_data[CURRENT] = model.id
        path, _ = self.get_source_info()
        tree = _Tree(self, path)
        node = checklist("", ids=[model.id], list=model.id, kind=self.name)
        node.source, node.line = path, model.line
        tree.fill(node, model)
        self.env.temp_data.pop(CURRENT, None)
        if model.id:
            self.state.document.note_explicit_target(node)
        return [node]

    def _model(self) -> Checklist:
        title = " ".join("".join(self.arguments).split())
        waiting: list[Checklist] = self.env.temp_data.get(WAITING) or []
        for at, found in enumerate(waiting):
            if found.kind == self.name and found.title == title:
                return waiting.pop(at)
        return self._included(title)

    def _included(self, title: str) -> Checklist:
        """Read a list that comes from another file through ``include``."""
        path, line = self.get_source_info()
        opening = Opening(kind=self.name, title=title, path=path, line=line)
        model, problems = parse_checklist(opening, "\n".join(self.content), line + 1)
        found = Reading(checklists=(model,), diagnostics=tuple(problems))
        domain_of(self.env).add(self.env.docname, found)
        return model


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


class _Tree:
    """Builds the nodes of one list. path: of the file, as message catalogues need it."""

    def __init__(self, directive: SphinxDirective, path: str) -> None:
        self.directive = directive
        self.path = path

    def fill(self, node: checklist, model: Checklist) -> None:
        node += self._text("title", Text(text=model.title, line=model.line))
        for name, text in (("who", model.who), ("when", model.when), ("trial", model.trial)):
            if text:
                node += self._text(name, text)
        node += [self._section(model, section) for section in model.sections]

    def _section(self, model: Checklist, section: Section) -> checklist_section:
        ids = [f"{model.id}--{section.id}"] if section.id else []
        node = checklist_section("", ids=ids, name=section.id)
        if section.title:
            node += self._text("title", Text(text=section.title, line=section.line))
        node += [self._thing(model, thing) for thing in section.statements]
        return node

    def _thing(self, model: Checklist, thing: Item | Outcome) -> checklist_item:
        node = checklist_item("", ids=[f"{model.id}--{thing.id}"], name=thing.id)
        node += [
            self._text(name, text)
            for name, text in zip(_part_names(thing), item_texts(thing), strict=True)
        ]
        return node

    def _text(self, name: str, text: Text) -> checklist_text:
        node = checklist_text(text.text, "", *inline(self.directive, text), part=name)
        node.source, node.line = self.path, text.line
        return node


def inline(directive: SphinxDirective, text: Text) -> Iterable[nodes.Node]:
    """Return what a text consists of."""
    if is_plain(text.text):
        return (nodes.Text(text.text),)
    children, _ = directive.state.inline_text(text.text, text.line)
    return children


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
