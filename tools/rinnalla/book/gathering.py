"""The register of a book, gathered from its pages, its lists and their catalogues."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from rinnalla.book.anchors import item_anchor, list_anchor, page_anchor
from rinnalla.book.contents import Chapter, read_contents
from rinnalla.book.register import TERMS, Entry, Figure, Register, Use
from rinnalla.book.volume import BookError, Volume
from rinnalla.checks import corpus_of, run_checks
from rinnalla.diagnostics import Diagnostic, in_order, shown_path
from rinnalla.drawing.check import FOLDER, check_drawings
from rinnalla.drawing.words import Drawing
from rinnalla.editions import Edition, Editions, read_editions
from rinnalla.facts import Mark
from rinnalla.fences import fences
from rinnalla.inline import plain
from rinnalla.languages.catalogues import catalogue_path, read_page
from rinnalla.languages.known import Languages
from rinnalla.languages.reviews import Status, read_reviews, reviews_path, status_of
from rinnalla.model import Checklist, Setting
from rinnalla.order import sort_key
from rinnalla.packs import Pack
from rinnalla.placeholders import mask
from rinnalla.read import Reading, read_paths
from rinnalla.settings import FILE_NAME, read_settings


def gather(volume: Volume, languages: Languages) -> tuple[Register, Editions]:
    """Return the register of a book, and its lists in the language.

    Raises BookError with every problem of the pages, the settings and the catalogues.
    """
    docs, language = volume.docs, volume.language
    chapters = read_contents(docs)
    names = [chapter.name for chapter in chapters]
    reading = read_paths([docs / f"{name}.md" for name in names])
    editions = read_editions(
        docs, volume.locales, [language], languages=languages, today=volume.today
    )
    settings, unclear = read_settings(docs / FILE_NAME)
    _refuse_errors(volume, reading, settings, [*unclear, *editions.diagnostics])
    shelf = _Shelf(volume, languages, names)
    pages = {name: shelf.title(name) for name in names}
    found = editions.found[language]
    any_edition = next(iter(found.values()), None)
    texts = [(docs / f"{name}.md").read_text("utf-8") for name in names]
    register = Register(
        language=language,
        source=languages.source,
        today=volume.today,
        chapters=chapters,
        pages=pages,
        words=shelf.words,
        lists=_entries(_in_book(reading, found, docs), chapters, pages, language),
        items=any_edition.items if any_edition else {},
        settings=any_edition.settings
        if any_edition
        else {name: setting.value for name, setting in settings.items()},
        terms=tuple(term for text in texts for term in _terms(text)),
        labels=tuple(label for text in texts for label in _labels(text)),
        facts=tuple(fact.id for block in reading.fact_lists for fact in block.facts),
        uses={},
        figures={},
        packs={found.id: _page_of(found, docs) for found in reading.packs},
        statuses=shelf.statuses,
    )
    figures = {one.name: one for one in _figures(reading.drawings, docs, register)}
    uses = _uses(register, reading, found, docs)
    return replace(register, figures=figures, uses=uses), editions


def _refuse_errors(
    volume: Volume,
    reading: Reading,
    settings: Mapping[str, Setting],
    others: Sequence[Diagnostic],
) -> None:
    """Raise BookError where anything is wrong. others: what has been found before."""
    docs = volume.docs
    corpus = corpus_of(reading, settings, str(docs / FILE_NAME), volume.today)
    art = docs / FOLDER
    drawn = check_drawings(reading.drawings, art, art, reading.checklists)
    problems = [*reading.diagnostics, *others, *run_checks(corpus), *drawn]
    if errors := [found for found in problems if found.code.is_error]:
        lines = (found.row(volume.say) for found in in_order(errors))
        raise BookError(tuple(dict.fromkeys(lines)))


def _page_of(found: Checklist | Drawing | Mark | Pack, docs: Path) -> str:
    """Return the document that something stands in."""
    return Path(found.path).relative_to(docs).with_suffix("").as_posix()


def _in_book(reading: Reading, found: Mapping[str, Edition], docs: Path) -> list[Edition]:
    """Return the lists that stand on the pages of the book."""
    pages = {_page_of(one, docs) for one in reading.checklists}
    return [edition for edition in found.values() if edition.page in pages]


def _entries(
    editions: Sequence[Edition],
    chapters: Sequence[Chapter],
    pages: Mapping[str, str],
    language: str,
) -> dict[str, Entry]:
    """Return lists as others mention them, by title. pages: titles by name."""
    depths = {chapter.name: chapter.depth for chapter in chapters}
    found = {
        edition.id: Entry(
            page=edition.page,
            title=edition.title,
            mark=edition.mark,
            who=edition.plain(edition.checklist.who.text) if edition.checklist.who else "",
            when=edition.plain(edition.checklist.when.text) if edition.checklist.when else "",
            minutes=edition.checklist.minutes,
            depth=depths[edition.page],
            repeats=edition.title == pages[edition.page],
        )
        for edition in editions
    }
    return dict(sorted(found.items(), key=lambda one: (sort_key(one[1].title, language), one[0])))


class _Shelf:
    """The catalogues of the pages of a book."""

    def __init__(self, volume: Volume, languages: Languages, names: list[str]) -> None:
        self.docs = volume.docs
        self.words: dict[str, dict[str, str]] = {}
        self.statuses: dict[str, dict[str, Status]] = {}
        own = volume.language
        codes = (own,) if own in languages.translated else languages.published
        for code in codes:
            reviews = reviews_path(volume.locales, code)
            reviewed = read_reviews(reviews, shown_path(reviews))[0]
            self.statuses[code] = {}
            for name in names:
                path = catalogue_path(volume.locales, code, name)
                if not path.is_file():
                    continue
                page, _ = read_page(path, name, shown_path(path))
                self.statuses[code][name] = status_of(page, reviewed)
                if code == own:
                    done = {one.source: one.translation for one in page.entries if one.is_done}
                    self.words[name] = done

    def title(self, name: str) -> str:
        """Return the title of a page in the language of the book, plain."""
        lines = (self.docs / f"{name}.md").read_text("utf-8").split("\n")
        first = next((line[2:].strip() for line in lines if line.startswith("# ")), name)
        return plain(self.said(name, first))

    def said(self, name: str, text: str) -> str:
        """Return a text of a page in the language of the book."""
        masked = mask(text)
        said = self.words.get(name, {}).get(masked.text, "")
        return masked.restored(said) if said else text


def _terms(text: str) -> Iterator[str]:
    """Yield the terms of the glossaries in a page."""
    for token in fences(text):
        if token.info.strip() == f"{{{TERMS}}}":
            yield from (
                row.strip()
                for row in token.content.split("\n")
                if row.strip() and not row.startswith((" ", ":"))
            )


def _labels(text: str) -> Iterator[str]:
    """Yield the names that a page gives to its places."""
    for row in text.split("\n"):
        if row.startswith("(") and row.rstrip().endswith(")="):
            yield row.strip()[1:-2]


def _figures(drawings: tuple[Drawing, ...], docs: Path, register: Register) -> Iterator[Figure]:
    for drawing in drawings:
        if drawing.speaks and drawing.title:
            page = _page_of(drawing, docs)
            title = register.translated(page, drawing.title.text)
            told = tuple(register.translated(page, text.text) for text in drawing.description)
            yield Figure(
                name=drawing.name,
                page=page,
                title=title,
                description=told,
                words=register.plain(title),
                said=" ".join(" ".join(register.plain(words).split()) for words in told),
                file=f"figures/{drawing.name}.png",
            )


def _uses(
    register: Register, reading: Reading, editions: Mapping[str, Edition], docs: Path
) -> dict[str, tuple[Use, ...]]:
    """Return the places that name each fact."""
    uses: dict[str, dict[str, Use]] = {}

    def add(fact: str, title: str, anchor: str, *places: tuple[str, str]) -> None:
        known = uses.setdefault(fact, {})
        before = known[anchor].places if anchor in known else ()
        new = tuple(one for one in places if one not in before)
        known[anchor] = Use(title=title, anchor=anchor, places=(*before, *new))

    for mark in reading.marks:
        page = _page_of(mark, docs)
        for fact in mark.facts:
            add(fact, register.pages[page], page_anchor(page))
    for id_, entry in register.lists.items():
        edition = editions[id_]
        for thing in edition.checklist.statements:
            for fact in thing.origin.facts:
                words = edition.codes.get(thing.id) or edition.plain(thing.text)
                add(fact, entry.title, list_anchor(id_), (words, item_anchor(id_, thing.id)))
    return {fact: tuple(known.values()) for fact, known in uses.items()}
