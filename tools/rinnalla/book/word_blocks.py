"""What else pages hold, for the Word book: indexes, packs, facts, drawings, terms, languages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from rinnalla.book.anchors import fact_anchor, list_anchor, page_anchor, term_anchor, to
from rinnalla.book.register import Register, Use
from rinnalla.book.word_lists import HINT
from rinnalla.book.word_roles import address
from rinnalla.book.word_tree import (
    Node,
    bullets,
    heading,
    image,
    inline,
    link,
    paragraph,
    place,
    sources,
    strong,
    table,
    text,
)
from rinnalla.facts import Fact, parse_facts
from rinnalla.languages.known import native_name
from rinnalla.languages.reviews import Status
from rinnalla.order import initial, sort_key
from rinnalla.packs import Pack
from rinnalla.runs import runs
from rinnalla.writing import day, headed, labelled, listed, separator

FACT, USES, TERM, DEFINITION, CAPTION, LETTER = (
    "RnFact", "RnUses", "RnTerm", "RnDefinition", "Caption", "RnLetter",
)  # fmt: skip
"""Styles of the template."""

_MARK = re.compile(r"\s*\{source\}`(?P<ids>[^`]+)`")


def index_nodes(ids: Iterable[str], register: Register) -> list[Node]:
    """Return an index of lists: what, minutes, who, when. ids: none means every list."""
    # An unknown id is reported when the pages are read, before the book is made.
    chosen = [id_ for id_ in ids if id_ in register.lists] or list(register.lists)
    return [bullets(*(_entry(id_, register) for id_ in chosen))]


def _entry(id_: str, register: Register) -> list[Node]:
    entry, tr = register.lists[id_], register.tr
    name = [link(to(list_anchor(id_)), text(entry.title))]
    minutes = tr("about {minutes} min").format(minutes=entry.minutes) if entry.minutes else ""
    if said := listed(filter(None, (minutes, entry.mark)), tr):
        name.append(text(f" ({said})"))
    about = ((tr("Who"), entry.who), (tr("When"), entry.when))
    rows = [labelled(label, words, tr) for label, words in about if words]
    return [paragraph("", *name), *(paragraph(HINT, text(words)) for words in rows)]


def fact_nodes(body: str, page: str, register: Register) -> list[Node]:
    """Return the facts of a block with the places that name them. body: as the page has it."""
    found, _ = parse_facts(body.removesuffix("\n"), page, 0)
    return [node for fact in found.facts for node in _fact(fact, page, register)]


def _fact(fact: Fact, page: str, register: Register) -> Iterator[Node]:
    tr = register.tr
    words = page_nodes(register.translated(page, fact.text), page, register)
    uncertain = [text(f" ({tr('interpreted')})")] if fact.uncertain else []
    mark = place(fact_anchor(fact.id))
    yield paragraph(FACT, mark, strong(f"{fact.id} "), *words, *uncertain)
    if fact.unused:
        why = page_nodes(register.translated(page, fact.unused), page, register)
        yield paragraph(USES, text(f"{headed(tr('Not used'), tr)} "), *why)
    elif uses := register.uses.get(fact.id, ()):
        yield paragraph(USES, text(f"{headed(tr('Used in'), tr)} "), *_uses(uses, register))


def _uses(uses: Iterable[Use], register: Register) -> Iterator[Node]:
    comma, pause = separator(register.tr), separator(register.tr, strong=True)
    for number, use in enumerate(uses):
        if number:
            yield text(pause)
        yield link(to(use.anchor), text(use.title)) if use.anchor else text(use.title)
        for at, (words, anchor) in enumerate(use.places):
            yield text(comma if at else " (")
            yield link(to(anchor), text(words))
        if use.places:
            yield text(")")


def drawing_nodes(name: str, register: Register) -> list[Node]:
    """Return a drawing: its title, its picture, and what it shows in words."""
    figure = register.figures[name]
    words = headed(register.tr("The drawing in words"), register.tr)
    first, *others = figure.description or ("",)
    return [
        paragraph(CAPTION, text(figure.words)),
        image(figure.file, figure.words),
        paragraph(HINT, strong(f"{words} "), *page_nodes(first, figure.page, register)),
        *(paragraph(HINT, *page_nodes(other, figure.page, register)) for other in others),
    ]


def pack_nodes(found: Pack, register: Register) -> list[Node]:
    """Return a pack: for whom it is, its lists in the order of use, and how long they take."""
    page, tr = register.packs[found.id], register.tr
    depth = next(one.depth for one in register.chapters if one.name == page) + 1
    title = page_nodes(register.translated(page, found.title), page, register)
    about = [register.translated(page, words.text) for words in found.about]
    minutes = sum(register.lists[id_].minutes or 0 for id_ in found.ids)
    total = labelled(tr("Total"), tr("about {minutes} min").format(minutes=minutes), tr)
    return [
        heading(depth, *title),
        *(paragraph("", *page_nodes(words, page, register)) for words in about),
        bullets(*(_packed(id_, found, register) for id_ in found.ids)),
        paragraph("", text(total)),
    ]


def _packed(id_: str, found: Pack, register: Register) -> list[Node]:
    """Return a list of a pack with its minutes; the form that is printed last says so."""
    tr, entry = register.tr, register.lists[id_]
    minutes = tr("about {minutes} min").format(minutes=entry.minutes) if entry.minutes else ""
    last = tr("Last, to be torn off") if found.feedback and found.feedback.id == id_ else ""
    about = listed((words for words in (minutes, entry.mark, last) if words), tr)
    name = link(to(list_anchor(id_)), text(entry.title))
    return [paragraph("", name, text(f" ({about})" if about else ""))]


def term_nodes(body: str, page: str, register: Register) -> list[Node]:
    """Return the glossary in the order of the language's alphabet. body: as the page has it."""
    language = register.language
    entries = [
        (
            [(term, register.translated(page, term)) for term in terms],
            [register.translated(page, words) for words in definition],
        )
        for terms, definition in glossary_entries(body)
    ]
    entries.sort(key=lambda entry: sort_key(entry[0][0][1], language))
    found: list[Node] = []
    letter = ""
    for terms, definition in entries:
        if (first := initial(terms[0][1], language)) != letter:
            letter = first
            found.append(paragraph(LETTER, text(letter)))
        marks = [place(term_anchor(source)) for source, _ in terms]
        said = separator(register.tr).join(translated for _, translated in terms)
        found.append(paragraph(TERM, *marks, text(said)))
        found += (paragraph(DEFINITION, *page_nodes(words, page, register)) for words in definition)
    return found


def glossary_entries(body: str) -> Iterator[tuple[list[str], list[str]]]:
    """Yield the entries of a glossary: its terms, and the paragraphs that say what they mean."""
    terms: list[str] = []
    definition: list[str] = []
    after_gap = True
    for row in [*body.split("\n"), "."]:
        words = row.strip()
        if not words:
            after_gap = True
        elif row.startswith(" "):
            if after_gap or not definition:
                definition.append(words)
            else:
                definition[-1] += f" {words}"
            after_gap = False
        elif not row.startswith(":"):
            if definition:
                yield terms, definition
                terms, definition = [], []
            terms.append(words)
            after_gap = False


def language_nodes(page: str, register: Register) -> list[Node]:
    """Return how far each translation is; in a translated book, page by page too."""
    depth = next(one.depth for one in register.chapters if one.name == page) + 2
    return [
        node
        for code, statuses in register.statuses.items()
        for node in _language(code, list(statuses.values()), depth, register)
    ]


def _language(code: str, statuses: list[Status], depth: int, register: Register) -> Iterator[Node]:
    tr = register.tr
    texts = sum(status.texts for status in statuses)
    done = texts - sum(status.open for status in statuses)
    reviewed = sum(1 for status in statuses if status.is_reviewed)
    said = tr(
        "{done} of {texts} texts are translated, and {reviewed} of {pages} pages reviewed."
    ).format(done=done, texts=texts, reviewed=reviewed, pages=len(statuses))
    yield heading(depth, text(native_name(code)))
    yield paragraph("", text(said))
    if statuses and code == register.language:
        head = [[text(tr(words))] for words in ("Page", "Translated", "Reviewed")]
        rows = [
            [
                [link(to(page_anchor(one.name)), text(register.pages[one.name]))],
                [text(f"{one.texts - one.open}/{one.texts}")],
                [text(_review(one, register))],
            ]
            for one in statuses
        ]
        yield table(head, *rows)


def _review(status: Status, register: Register) -> str:
    if status.review is None:
        return register.tr("No")
    said = f"{status.review.by}, {day(status.review.on, register.language)}"
    return said if status.is_reviewed else f"{said} ({register.tr('changed since then')})"


def page_nodes(words: str, page: str, register: Register) -> list[Node]:
    """Return an inline text of a page as nodes; links between pages lead into the book."""
    found: list[Node] = []
    end = 0
    for mark in _MARK.finditer(words):
        found += _runs(words[end : mark.start()], page, register)
        found += [text(" "), *sources(mark["ids"].split(), register.tr)]
        end = mark.end()
    return found + _runs(words[end:], page, register)


def _runs(words: str, page: str, register: Register) -> list[Node]:
    return inline(
        replace(run, href=address(run.href, page, register)) if run.href else run
        for run in runs(words, register.named)
    )
