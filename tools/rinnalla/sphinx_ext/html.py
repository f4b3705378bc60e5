"""The HTML of a list: a form that reads, fills and prints before any script runs."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from html import escape
from typing import TYPE_CHECKING

from docutils import nodes

from rinnalla.audience import wording_of
from rinnalla.conditions import leaves
from rinnalla.evaluate import runtime_model
from rinnalla.facts import OWN
from rinnalla.messages import interface, message
from rinnalla.model import Checklist, Item, Origin, Outcome, Section
from rinnalla.sphinx_ext.controls import Shown, render_item
from rinnalla.sphinx_ext.fallback import spoken
from rinnalla.sphinx_ext.local import settings_of
from rinnalla.sphinx_ext.next_lists import next_lists
from rinnalla.sphinx_ext.nodes import checklist, checklist_section, part, parts, things
from rinnalla.sphinx_ext.reading import domain_of
from rinnalla.sphinx_ext.sheets import sheet_links
from rinnalla.sphinx_ext.texts import paper_texts, script_texts
from rinnalla.sphinx_ext.translation import AS_WRITTEN, SOURCE
from rinnalla.words import STATUS_WORDS, rule_of
from rinnalla.writing import day, headed, separator

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator


def visit_checklist(translator: HTML5Translator, node: checklist) -> None:
    """Write the whole list at once."""
    builder = translator.builder
    model = domain_of(builder.env).lists[node["list"]].checklist
    translator.body += [ListWriter(translator, node, model).form(), next_lists(translator, model)]
    raise nodes.SkipNode


def inline_html(translator: HTML5Translator, node: nodes.Element | None) -> str:
    """Return the HTML of a text's content, with its language where that is not the page's."""
    if node is None:
        return ""
    if AS_WRITTEN in node.get("classes", ()):
        return f'<span lang="{SOURCE}">{_inside(translator, node)}</span>'
    return _inside(translator, node)


def _inside(translator: HTML5Translator, node: nodes.Element) -> str:
    if len(node.children) == 1 and isinstance(node.children[0], nodes.Text):
        return escape(node.children[0].astext())
    outer, translator.body = translator.body, []
    for child in node.children:
        child.walkabout(translator)
    inner, translator.body = translator.body, outer
    return "".join(inner)


class ListWriter:
    """Writes one list as a form; the book's own writer takes from it what paper shows alike."""

    gap = " "
    """What stands between a label and the mark of a source."""

    def __init__(self, translator: HTML5Translator, node: checklist, model: Checklist) -> None:
        self.translator = translator
        self.node = node
        self.model = model
        self.language = translator.builder.config.language or "en"
        self.tr: Callable[[str], str] = interface(self.language).gettext
        local = settings_of(translator.builder.env)
        self.settings = local.values
        self.words = spoken(node, model, local.said, self.language)
        self.codes = model.codes()
        self.version = domain_of(translator.builder.env).versions[model.id]
        self.wording = wording_of(model)
        self.inside: dict[str, nodes.Element] = {
            part["name"]: part for part in (*node.findall(checklist_section), *things(node))
        }

    def e(self, message: str) -> str:
        """Return an interface text, escaped; nothing for nothing."""
        return escape(self.tr(message)) if message else ""

    def inline(self, node: nodes.Element | None) -> str:
        """Return the HTML of a text's content."""
        return inline_html(self.translator, node)

    def form(self) -> str:
        """Return the form element with everything in it.

        A form of method "dialog" outside a dialog cannot be submitted, script or not.
        """
        list_id, level = self.model.id, min(self.translator.section_level + 1, 5)
        title = part(self.node, "title")
        hidden = " rn-vh" if self.repeats_page_title(title) else ""
        sections = "".join(
            self._outcomes(section, level + 1)
            if section.outcomes
            else self._section(section, level + 1)
            for section in self.model.sections
        )
        sheets = sheet_links(self.translator, self.model)
        return (
            f'<form class="rn-checklist" id="{list_id}" data-kind="{self.model.kind}"{self._for()}'
            f" data-model='{_attribute(runtime_model(self.model))}'"
            f" data-settings='{_attribute(self._used_settings())}'"
            f" data-texts='{_attribute(script_texts(self.tr, self.language, self.wording))}'"
            f' data-version="{self.version.fingerprint}"'
            f" data-paper-texts='{_attribute(paper_texts(self.tr, self.language, self.wording))}'"
            f' method="dialog" autocomplete="off" novalidate aria-labelledby="{list_id}--title">\n'
            f'<h{level} class="rn-checklist__title{hidden}" id="{list_id}--title">'
            f"{self.inline(title)}</h{level}>\n"
            f"{self._facts()}{sheets}{self._bar()}{sections}"
            f"{self._paper()}{self._dialog(level)}</form>\n"
        )

    def _for(self) -> str:
        return f' data-for="{self.model.audience}"' if self.model.audience else ""

    def repeats_page_title(self, title: nodes.Element | None) -> bool:
        """Return whether the heading of the page says what the list is called."""
        first = self.node.document.next_node(nodes.title) if self.node.document else None
        return first is not None and title is not None and first.astext() == title.astext()

    def _used_settings(self) -> dict[str, float | str]:
        trees = [t.condition.tree for t in self.model.statements if t.condition]
        names = {str(leaf[1]) for tree in trees for leaf in leaves(tree, ("setting",))}
        return {name: self.settings[name] for name in sorted(names) if name in self.settings}

    def facts(self) -> list[tuple[str, str]]:
        """Return what is said of the list as a whole: label and HTML, those it has."""
        model = self.model
        rows = [
            (self.e("Who"), self.inline(part(self.node, "who"))),
            (self.e("When"), self.inline(part(self.node, "when"))),
            (self.e("Time"), self._minutes()),
            (self.e("Reviewed"), _day(model.reviewed, self.language)),
            (self.e("Review due"), _day(model.review_due, self.language)),
            (self.e("Status"), self.e(STATUS_WORDS[model.status]) if model.status else ""),
            (self.e("Version"), self.version.code),
        ]
        return [(headed(label, self.e), said) for label, said in rows if said]

    def status_note(self) -> str:
        """Return what the status of the list means to who uses it, empty for an approved one."""
        said = self.wording
        notes = {"draft": said.draft, "piloted": said.piloted, "retired": said.retired}
        return self.e(notes.get(self.model.status or "", ""))

    def _facts(self) -> str:
        shown = "".join(f"<div><dt>{t}</dt><dd>{d}</dd></div>" for t, d in self.facts())
        note = self.status_note()
        warning = f'<p class="rn-draft rn-draft--{self.model.status}">{note}</p>\n' if note else ""
        mark, care = self.e(self.wording.mark), self.e(self.wording.on_page)
        whose = f'<p class="rn-whose">{mark}</p>\n' if mark else ""
        first = f'<p class="rn-care">{care}</p>\n' if care else ""
        return f'{whose}<dl class="rn-meta">{shown}</dl>\n{warning}{first}'

    def _minutes(self) -> str:
        if self.model.minutes is None:
            return ""
        return self.e("about {minutes} min").replace("{minutes}", str(self.model.minutes))

    def _bar(self) -> str:
        anchor = f"{self.model.id}--progress"
        progress = (
            '<div class="rn-progress" hidden>'
            f'<span class="rn-progress__text" id="{anchor}"></span>'
            f'<progress max="1" value="0" aria-labelledby="{anchor}"></progress></div>\n'
        )
        return (
            '<div class="rn-actions" hidden>'
            '<button type="button" class="rn-button" data-action="print">'
            f"{self.e('Print')}</button>"
            '<button type="button" class="rn-button rn-button--quiet" data-action="clear">'
            f"{self.e('Clear answers')}</button></div>\n"
            f'<p class="rn-status" hidden>{self.e(IN_MEMORY)}</p>\n'
            f'<p class="rn-noscript">{self.e(NO_SCRIPT)}</p>\n'
            f"{progress if self.model.kind == 'checklist' else ''}"
            '<div class="rn-vh" data-announce role="status"></div>\n'
        )

    def _dialog(self, level: int) -> str:
        anchor = f"{self.model.id}--clear"
        return (
            f'<dialog class="rn-dialog" data-dialog="clear" aria-labelledby="{anchor}">'
            f'<h{level} id="{anchor}">{self.e("Clear all answers?")}</h{level}>'
            f"<p>{self.e('What you have ticked and written on this list is gone for good.')}</p>"
            f'<button type="button" class="rn-button" data-answer="yes">{self.e("Clear")}</button>'
            '<button type="button" class="rn-button rn-button--quiet" data-answer="no">'
            f"{self.e('Cancel')}</button></dialog>\n"
        )

    def _paper(self) -> str:
        """Return what only paper says, at its end."""
        return f'<p class="rn-paper">{self.e(self.wording.keep)}</p>\n'

    def _heading(self, section: Section, level: int) -> str:
        if not section.id:
            return ""
        title = self.inline(part(self.inside[section.id], "title"))
        return (
            f'<h{level} class="rn-section__title" id="{self.anchor(section.id)}--title">'
            f'<span class="rn-code">{self.codes[section.id]}</span> {title}</h{level}>\n'
        )

    def _section(self, section: Section, level: int) -> str:
        items = "".join(self._item(item) for item in section.items)
        return (
            f"<section{self._section_names(section, 'rn-section', 'section')}>"
            f"{self._heading(section, level)}"
            f'<ol class="rn-items" role="list">\n{items}</ol></section>\n'
        )

    def _section_names(self, section: Section, classes: str, kind: str) -> str:
        if not section.id:
            return f' class="{classes}" data-{kind}=""'
        anchor = self.anchor(section.id)
        return (
            f' class="{classes}" id="{anchor}" data-{kind}="{section.id}"'
            f' aria-labelledby="{anchor}--title"'
        )

    def _outcomes(self, section: Section, level: int) -> str:
        cases = "".join(self._case(case) for case in section.outcomes)
        return (
            f"<section{self._section_names(section, 'rn-section rn-outcome', 'outcome')}>"
            f"{self._heading(section, level)}"
            '<div class="rn-outcome__now" role="status" hidden></div>\n'
            '<details class="rn-outcome__all" open><summary>'
            f"{self.e('All results and their rules')}</summary>"
            f'<ol class="rn-items" role="list">\n{cases}</ol></details></section>\n'
        )

    def _case(self, case: Outcome) -> str:
        node = self.inside[case.id]
        hints = "".join(f"<p>{self.inline(hint)}</p>" for hint in parts(node, "hint"))
        hint = f'<div class="rn-hint">{hints}</div>' if hints else ""
        return (
            f'<li class="rn-outcome__case" id="{self.anchor(case.id)}"'
            f' data-outcome-case="{case.id}">'
            f'<p class="rn-outcome__title">{self.inline(part(node, "text"))}</p>{hint}'
            f"{self.rule(case)}{self.source(case.origin)}</li>\n"
        )

    def rule(self, case: Outcome) -> str:
        """Return the rule in words; the script marks which of several ways is met."""
        label = f"<strong>{headed(self.e('Rule'), self.e)}</strong>"
        rule = rule_of(case, self.words.ways, self.tr)
        if not rule.ways:
            return f'<p class="rn-rule">{label} {escape(rule.said)}</p>'
        met = headed(self.e("Met now"), self.e)
        mark = f'<strong class="rn-way__met" aria-live="off" hidden>{met}</strong> '
        items = "".join(f'<li class="rn-way">{mark}{escape(way)}</li>' for way in rule.ways)
        intro = f"<p>{label} {escape(rule.said)}</p>"
        return f'<div class="rn-rule">{intro}<ul role="list">{items}</ul></div>'

    def _item(self, item: Item) -> str:
        return render_item(self.shown(item))

    def shown(self, item: Item) -> Shown:
        """Return an item with its texts as HTML."""
        node = self.inside[item.id]
        choices = [self.inline(text) for text in parts(node, "choice")]
        columns = [self.inline(text) for text in parts(node, "column")]
        ids = [choice.id for choice in item.choices]
        return Shown(
            item=item,
            anchor=self.anchor(item.id),
            code=self.codes.get(item.id, ""),
            text=self.inline(part(node, "text")),
            choices=dict(zip(ids, choices, strict=True)),
            columns=dict(zip([c.id for c in item.columns], columns, strict=True)),
            unit=self.inline(part(node, "unit")),
            hints=tuple(self.inline(text) for text in parts(node, "hint")),
            condition=self.words.say(item.condition.tree) if item.condition else "",
            source=self.source(item.origin),
            set_aside=self.model.kind == "checklist",
            care=self.e(self.wording.beside),
            tr=self.tr,
        )

    def source(self, origin: Origin) -> str:
        """Return the line that says where a statement comes from; empty where nothing is said."""
        said = self.said_source(origin)
        return f'<p class="rn-source">{said}</p>' if said else ""

    def said_source(self, origin: Origin) -> str:
        """Return where a statement comes from, each fact a link."""
        marks = [self.source_link(fact, fact) for fact in origin.facts]
        label = f"{self.e('Source')}{self.gap}"
        said = f"{label}{separator(self.e).join(marks)}" if marks else ""
        if origin.own:
            own = self.e(
                "Our addition, a legal reminder" if origin.own == "legal" else "Our addition"
            )
            said += (separator(self.e, strong=True) if said else "") + self.source_link(own, OWN)
        return said

    def source_link(self, text: str, name: str) -> str:
        """Return a text as a link to a fact, or to the page of what is ours."""
        builder = self.translator.builder
        place = domain_of(builder.env).source(name)
        if place is None:
            return text
        uri = builder.get_relative_uri(builder.current_docname, place[0])
        return f'<a href="{uri}#{place[1]}">{text}</a>'

    def anchor(self, name: str) -> str:
        """Return the id of an item or a section in the page."""
        return f"{self.model.id}--{name}"


IN_MEMORY = message(
    "Your answers are only in the memory of this page. They are gone when you close or leave it."
)
NO_SCRIPT = message(
    "Scripts are off in this browser: you can read, fill in and print the list,"
    " but it does not follow your answers."
)


def _attribute(data: object) -> str:
    """Return JSON fit for an attribute in single quotes."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("&", "&amp;").replace("'", "&#39;").replace("<", "&lt;")


def _day(when: date | None, language: str) -> str:
    """Return a date as the language writes it, with its machine form."""
    if when is None:
        return ""
    return f'<time datetime="{when.isoformat()}">{day(when, language, in_full=True)}</time>'
