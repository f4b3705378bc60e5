"""The HTML of a list in the book: a blank sheet to fill in with a pen.

The words are those of the form on the page; in the place of controls stand boxes and lines.
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import TYPE_CHECKING

from docutils import nodes

from rinnalla.model import Item, Kind, Origin, Outcome, Section
from rinnalla.sphinx_ext.book import CHAPTER, WITH_PAGE, BookBuilder
from rinnalla.sphinx_ext.controls import FREE_TEXT, LINES, Shown
from rinnalla.sphinx_ext.html import ListWriter
from rinnalla.sphinx_ext.nodes import checklist, part, parts
from rinnalla.sphinx_ext.reading import domain_of, today
from rinnalla.words import YES_NO_WORDS, condition_word, note_word, rule_of, tags
from rinnalla.writing import headed, labelled

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator

BOX = '<span class="rn-box"></span>'
RING = '<span class="rn-box rn-box--ring"></span>'
"""What is ticked: where several may be, and where one may."""


def visit_book_list(translator: HTML5Translator, node: checklist) -> None:
    """Write the whole list at once."""
    model = domain_of(translator.builder.env).lists[node["list"]].checklist
    translator.body.append(_Writer(translator, node, model).sheet())
    raise nodes.SkipNode


class _Writer(ListWriter):
    gap = "\u00a0"

    @property
    def builder(self) -> BookBuilder:
        builder = self.translator.builder
        if not isinstance(builder, BookBuilder):
            raise TypeError(builder)
        return builder

    @property
    def home(self) -> str:
        """The page of the list."""
        return domain_of(self.builder.env).lists[self.model.id].docname

    def anchor(self, name: str) -> str:
        return self.builder.href(self.home, f"{self.model.id}--{name}")[1:]

    def source_link(self, text: str, name: str) -> str:
        place = domain_of(self.builder.env).source(name)
        href = self.builder.href(*place) if place else ""
        return f'<a href="{href}">{text}</a>' if href else text

    def sheet(self) -> str:
        """Return the list with a frame to tell where it begins and ends."""
        title = part(self.node, "title")
        level = min(self.translator.section_level + 1, 5)
        heading = ""
        if not self.repeats_page_title(title):
            heading = f'<h{level} class="rn-sheet__title">{self.inline(title)}</h{level}>\n'
            level += 1
        sections = "".join(self._part(section, level) for section in self.model.sections)
        return (
            f'<div class="rn-sheet" id="{self.node["ids"][0]}">\n{heading}'
            f"{self._about()}{sections}{self._end()}</div>\n"
        )

    def repeats_page_title(self, title: nodes.Element | None) -> bool:
        """Return whether the heading of the chapter says what the list is called."""
        above = self.node.parent
        while above is not None and CHAPTER not in above.get("classes", ()):
            above = above.parent
        heading = above.next_node(nodes.title) if above is not None else None
        return heading is not None and title is not None and heading.astext() == title.astext()

    def _about(self) -> str:
        rows = "".join(
            f"<li><strong>{label}</strong> {said}</li>\n" for label, said in self.facts()
        )
        if self.wording.mark:
            rows = f"<li><strong>{self.e(self.wording.mark)}</strong></li>\n{rows}"
        due = self.model.review_due
        is_late = due is not None and due < today()
        notes = [self.e(self.wording.overdue) if is_late else "", self.status_note()]
        if self.model.is_for_client or any(item.kind in FREE_TEXT for item in self.model.items):
            notes.append(self.e(self.wording.care))
        said = "".join(f'<p class="rn-sheet__note">{note}</p>\n' for note in notes if note)
        return f'<ul class="rn-sheet__about">{rows}</ul>\n{said}'

    def _end(self) -> str:
        return f'<p class="rn-sheet__end">{self.e(self.wording.keep)}</p>\n{self._next()}'

    def _next(self) -> str:
        lists = domain_of(self.builder.env).lists
        found = [lists[mention.id] for mention in self.model.next]
        if not found:
            return ""
        links = (
            f'<li><a class="{WITH_PAGE}" href="'
            f'{self.builder.href(entry.docname, entry.anchor())}">{escape(entry.title)}</a></li>\n'
            for entry in found
        )
        label = headed(self.e("What comes next"), self.e)
        return (
            f'<p class="rn-book-label"><strong>{label}</strong></p>\n'
            f'<ul class="rn-bullets">{"".join(links)}</ul>\n'
        )

    def _part(self, section: Section, level: int) -> str:
        heading = ""
        if section.id:
            title = self.inline(part(self.inside[section.id], "title"))
            code = f'<span class="rn-code">{self.codes[section.id]}</span>'
            heading = (
                f'<h{level} class="rn-sheet__heading" id="{self.anchor(section.id)}">'
                f"{code} {title}</h{level}>\n"
            )
        things = [self._printed(item) for item in section.items]
        things += [self._result(case) for case in section.outcomes]
        return f'{heading}<ol class="rn-points">\n{"".join(things)}</ol>\n'

    def _printed(self, item: Item) -> str:
        shown = self.shown(item)
        classes = "rn-point rn-point--critical" if item.critical else "rn-point"
        if item.kind is Kind.GRID:
            classes += " rn-point--grid"
        condition = ""
        if shown.condition:
            said = escape(labelled(self.tr(condition_word(item)), shown.condition, self.tr))
            condition = f'<p class="rn-point__if">{said}.</p>\n'
        said = "".join(f'<p class="rn-tag">{escape(tag)}</p>\n' for tag in tags(item, self.tr))
        hints = "".join(f'<p class="rn-hint">{hint}</p>\n' for hint in shown.hints)
        before, after = _ANSWERS[item.kind](shown)
        return (
            f'<li class="{classes}" id="{shown.anchor}">\n{condition}{before}{said}{hints}{after}'
            "</li>\n"
        )

    def source(self, origin: Origin) -> str:
        """Return where a statement comes from, to stand at the end of its line."""
        said = self.said_source(origin)
        return f' <span class="rn-mark">{said}</span>' if said else ""

    def _result(self, case: Outcome) -> str:
        node = self.inside[case.id]
        hints = "".join(f'<p class="rn-hint">{self.inline(h)}</p>\n' for h in parts(node, "hint"))
        text = self.inline(part(node, "text"))
        return (
            f'<li class="rn-point" id="{self.anchor(case.id)}">\n'
            f'<p class="rn-line">{BOX}<strong>{text}</strong>{self.source(case.origin)}</p>\n'
            f"{hints}{self._ways(case)}</li>\n"
        )

    def _ways(self, case: Outcome) -> str:
        """Return the rule of a result in words, its ways one below the other."""
        label = f"<strong>{headed(self.e('Rule'), self.e)}</strong>"
        rule = rule_of(case, self.words.ways, self.tr)
        said = f'<p class="rn-hint">{label} {escape(rule.said)}</p>\n'
        items = "".join(f"<li>{escape(way)}</li>\n" for way in rule.ways)
        return f'{said}<ul class="rn-ways rn-bullets">{items}</ul>\n' if items else said


_Answer = tuple[str, str]
"""The line that asks, and what stands below its hints to be written on."""


def _line(shown: Shown, mark: str = "") -> str:
    code = f'<span class="rn-code">{shown.code}</span> ' if shown.code else ""
    return f'<p class="rn-line">{code}{mark}{shown.text}{shown.source}</p>\n'


def _rules(count: int) -> str:
    return '<div class="rn-rule"></div>\n' * count


def _check(shown: Shown) -> _Answer:
    return _line(shown, BOX), ""


def _options(shown: Shown) -> _Answer:
    mark = BOX if shown.item.kind is Kind.CHOICES else RING
    options = "".join(
        f"<li>{mark}{shown.choices[choice.id]}{_BLANK if choice.takes_text else ''}</li>\n"
        for choice in shown.item.choices
    )
    return _line(shown), f'<ul class="rn-options">{options}</ul>\n'


_BLANK = ' <span class="rn-blank"></span>'


def _yes_no(shown: Shown) -> _Answer:
    options = "".join(f"<li>{RING}{escape(shown.tr(word))}</li>" for word in YES_NO_WORDS.values())
    return _line(shown), f'<ul class="rn-options rn-options--row">{options}</ul>\n'


def _text(shown: Shown) -> _Answer:
    return _line(shown), _rules(shown.item.lines or LINES[Kind.TEXT])


def _reflect(shown: Shown) -> _Answer:
    seen = f'<p class="rn-seen">{BOX}{escape(shown.tr("Considered"))}</p>\n'
    return _line(shown), _rules(shown.item.lines or LINES[Kind.REFLECT]) + seen


def _short(shown: Shown) -> _Answer:
    unit = f" {shown.unit}" if shown.unit else ""
    return _line(shown), f'<p class="rn-short"><span class="rn-blank"></span>{unit}</p>\n'


def _grid(shown: Shown) -> _Answer:
    item = shown.item
    rows = item.lines or LINES[Kind.GRID]
    heads = "".join(f'<th scope="col">{shown.columns[c.id]}</th>' for c in item.columns)
    cells = "".join(
        f'<td class="rn-cell--{rows}"><span class="rn-cell__name">{shown.columns[c.id]}</span></td>'
        for c in item.columns
    )
    body = "".join(
        f'<tr><th scope="row">{shown.choices[row.id]}</th>{cells}</tr>\n' for row in item.choices
    )
    table = (
        f'<table class="rn-grid"><thead><tr><td></td>{heads}</tr></thead>\n'
        f"<tbody>{body}</tbody></table>\n"
    )
    return _line(shown), table


def _note(shown: Shown) -> _Answer:
    word = escape(shown.tr(note_word(shown.item)))
    kind = shown.item.kind
    text = f"<strong>{headed(word, shown.tr)}</strong> {shown.text}{shown.source}"
    return f'<p class="rn-advice rn-advice--{kind}">{text}</p>\n', ""


_ANSWERS: dict[Kind, Callable[[Shown], _Answer]] = {
    Kind.CHECK: _check,
    Kind.REFLECT: _reflect,
    Kind.YES_NO: _yes_no,
    Kind.CHOICE: _options,
    Kind.CHOICES: _options,
    Kind.TEXT: _text,
    Kind.NUMBER: _short,
    Kind.DATE: _short,
    Kind.GRID: _grid,
    Kind.ADVICE: _note,
    Kind.WARNING: _note,
}
