"""What every part of the book must know of the others, in the language of the book.

It is gathered once and lies beside the book while Jupyter Book runs, since the plugin is started
anew for every list.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from gettext import NullTranslations
from pathlib import Path
from typing import Any

from rinnalla.book.anchors import item_anchor, list_anchor, page_anchor
from rinnalla.book.contents import Chapter, read_contents
from rinnalla.book.volume import BookError, Volume
from rinnalla.checks import Corpus, run_checks
from rinnalla.diagnostics import in_order, shown_path
from rinnalla.drawing.check import FOLDER, check_drawings
from rinnalla.drawing.words import Drawing
from rinnalla.editions import Editions, read_editions
from rinnalla.fences import fences
from rinnalla.inline import plain
from rinnalla.languages.catalogues import catalogue_path, read_page
from rinnalla.languages.known import Languages
from rinnalla.languages.reviews import Review, Status, read_reviews, reviews_path, status_of
from rinnalla.messages import interface
from rinnalla.model import Checklist
from rinnalla.order import sort_key
from rinnalla.packs import Pack
from rinnalla.placeholders import mask
from rinnalla.read import Reading, read_paths
from rinnalla.runs import words as plain_words
from rinnalla.settings import FILE_NAME, read_settings
from rinnalla.writing import quoted, value

TERMS = "glossary"
"""The directive that holds terms and what they mean."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Figure:
    """A drawing of the book. page: where its words stand; file: of the picture, beside the book.

    title and description: inline Markdown in the language of the book; words and said: the same
    plain, for those who do not see it.
    """

    name: str
    page: str
    title: str
    description: tuple[str, ...]
    words: str
    said: str
    file: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """A list of the book, as others mention it. title, mark, who, when: plain, in the language.

    mark: whose it is, empty where it is for professionals.
    depth: of the heading above the list; repeats: whether its title is that of its page, which
    then is not said twice.
    """

    page: str
    title: str
    who: str
    when: str
    minutes: int | None
    depth: int
    repeats: bool
    mark: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Use:
    """Where a fact is named: a page or a list, and in a list which items. places: words, anchor."""

    title: str
    anchor: str
    places: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Register:
    """The book's register.

    pages: names of documents to their titles, in the order of the book; words: of each page, the
    texts as translators see them to their finished translations; terms: every term of the glossary
    in the source language; labels: names that pages give to places of theirs; items: texts of
    items by ``list#item``; packs: their ids to the pages they stand on.
    """

    language: str
    source: str
    today: date
    chapters: tuple[Chapter, ...]
    pages: Mapping[str, str]
    words: Mapping[str, Mapping[str, str]]
    lists: Mapping[str, Entry]
    items: Mapping[str, str]
    settings: Mapping[str, float | str]
    terms: tuple[str, ...]
    labels: tuple[str, ...]
    facts: tuple[str, ...]
    uses: Mapping[str, tuple[Use, ...]]
    figures: Mapping[str, Figure]
    packs: Mapping[str, str] = field(default_factory=dict)
    statuses: Mapping[str, Mapping[str, Status]] = field(default_factory=dict)

    def tr(self, text: str) -> str:
        """Return an interface text in the language."""
        return interface(self.language).gettext(text)

    def translated(self, page: str, text: str) -> str:
        """Return a text of a page, inline Markdown, in the language; as it is without one."""
        masked = mask(text)
        said = self.words.get(page, {}).get(masked.text, "")
        return masked.restored(said) if said else text

    def is_open(self, page: str, text: str) -> bool:
        """Return whether a text of a page has words and no finished translation of them."""
        masked = mask(text)
        return masked.has_words and masked.text not in self.words.get(page, {})

    def catalogue(self, page: str) -> NullTranslations:
        """Return the finished translations of a page."""
        return _Words(self.words.get(page, {}))

    def named(self, role: str, target: str, list_id: str = "") -> str:
        """Return the words of a role that brings none of its own."""
        match role:
            case "setting":
                return value(self.settings.get(target, target), self.language)
            case "checklist":
                return self.lists[target].title if target in self.lists else target
            case "item":
                whole = target if "#" in target else f"{list_id}#{target}"
                return quoted(plain(self.items.get(whole, target)), self.tr)
            case "doc":
                return self.pages.get(target.strip("/"), target)
            case _:
                return target

    def plain(self, text: str) -> str:
        """Return the plain words of an inline text, without its marks of sources."""
        return plain_words(text, self.named)

    def as_json(self) -> str:
        """Return the register as text."""
        return json.dumps(asdict(self), ensure_ascii=False, default=date.isoformat)

    @classmethod
    def from_json(cls, written: str) -> Register:
        """Return the register that was written by `as_json`."""
        found: dict[str, Any] = json.loads(written)
        found["today"] = date.fromisoformat(found["today"])
        found["chapters"] = tuple(Chapter(**one) for one in found["chapters"])
        found["lists"] = {id_: Entry(**one) for id_, one in found["lists"].items()}
        for name in ("terms", "labels", "facts"):
            found[name] = tuple(found[name])
        found["uses"] = {
            fact: tuple(
                Use(title=use["title"], anchor=use["anchor"],
                    places=tuple((words, anchor) for words, anchor in use["places"]))
                for use in uses
            )
            for fact, uses in found["uses"].items()
        }  # fmt: skip
        found["figures"] = {
            name: Figure(**{**one, "description": tuple(one["description"])})
            for name, one in found["figures"].items()
        }
        found["statuses"] = {
            code: {page: _status(one) for page, one in pages.items()}
            for code, pages in found["statuses"].items()
        }
        return cls(**found)


def _status(found: dict[str, Any]) -> Status:
    review = found["review"]
    if review is not None:
        review = Review(**{**review, "on": date.fromisoformat(review["on"])})
    return Status(**{**found, "review": review})


class _Words(NullTranslations):
    """Finished translations as a catalogue."""

    def __init__(self, entries: Mapping[str, str]) -> None:
        super().__init__()
        self._entries = entries

    def gettext(self, text: str) -> str:
        """Return the translation of a text, or the text."""
        return self._entries.get(text, text)


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
    corpus = Corpus(
        checklists=reading.checklists,
        facts=tuple(fact for block in reading.fact_lists for fact in block.facts),
        marks=reading.marks,
        indexes=reading.indexes,
        packs=reading.packs,
        settings=settings,
        settings_path=str(docs / FILE_NAME),
        today=volume.today,
    )
    art = docs / FOLDER
    drawn = check_drawings(reading.drawings, art, art, reading.checklists)
    problems = [*reading.diagnostics, *unclear, *editions.diagnostics, *run_checks(corpus), *drawn]
    if errors := [found for found in problems if found.code.is_error]:
        lines = (found.row(volume.say) for found in in_order(errors))
        raise BookError(tuple(dict.fromkeys(lines)))
    shelf = _Shelf(volume, languages, names)
    pages = {name: shelf.title(name) for name in names}
    depths = {chapter.name: chapter.depth for chapter in chapters}
    found = editions.found[language]
    mine = {page_of(one, docs): one for one in reading.checklists}
    lists = {
        id_: Entry(
            page=edition.page,
            title=edition.title,
            mark=edition.mark,
            who=edition.plain(edition.checklist.who.text) if edition.checklist.who else "",
            when=edition.plain(edition.checklist.when.text) if edition.checklist.when else "",
            minutes=edition.checklist.minutes,
            depth=depths[edition.page],
            repeats=edition.title == pages[edition.page],
        )
        for id_, edition in found.items()
        if edition.page in mine
    }
    by_title = sorted(lists, key=lambda id_: (sort_key(lists[id_].title, language), id_))
    lists = {id_: lists[id_] for id_ in by_title}
    any_edition = next(iter(found.values()), None)
    texts = {name: (docs / f"{name}.md").read_text("utf-8") for name in names}
    register = Register(
        language=language,
        source=languages.source,
        today=volume.today,
        chapters=chapters,
        pages=pages,
        words=shelf.words,
        lists=dict(
            sorted(lists.items(), key=lambda one: (sort_key(one[1].title, language), one[0]))
        ),
        items=any_edition.items if any_edition else {},
        settings=any_edition.settings
        if any_edition
        else {name: setting.value for name, setting in settings.items()},
        terms=tuple(term for text in texts.values() for term in _terms(text)),
        labels=tuple(label for text in texts.values() for label in _labels(text)),
        facts=tuple(fact.id for block in reading.fact_lists for fact in block.facts),
        uses={},
        figures={},
        packs={found.id: page_of(found, docs) for found in reading.packs},
        statuses=shelf.statuses,
    )
    return _completed(register, reading, editions, docs), editions


def page_of(found: Checklist | Drawing | Pack, docs: Path) -> str:
    """Return the document that something stands in."""
    return Path(found.path).relative_to(docs).with_suffix("").as_posix()


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
            page = page_of(drawing, docs)
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


def _completed(register: Register, reading: Reading, editions: Editions, docs: Path) -> Register:
    """Return the register with its drawings, and with the places that name each fact."""
    uses: dict[str, dict[str, Use]] = {}

    def add(fact: str, title: str, anchor: str, *places: tuple[str, str]) -> None:
        known = uses.setdefault(fact, {})
        before = known[anchor].places if anchor in known else ()
        new = tuple(one for one in places if one not in before)
        known[anchor] = Use(title=title, anchor=anchor, places=(*before, *new))

    for mark in reading.marks:
        page = Path(mark.path).relative_to(docs).with_suffix("").as_posix()
        for fact in mark.facts:
            add(fact, register.pages[page], page_anchor(page))
    for id_, entry in register.lists.items():
        edition = editions.found[register.language][id_]
        for thing in edition.checklist.statements:
            for fact in thing.origin.facts:
                words = edition.codes.get(thing.id) or edition.plain(thing.text)
                add(fact, entry.title, list_anchor(id_), (words, item_anchor(id_, thing.id)))
    found = {fact: tuple(known.values()) for fact, known in uses.items()}
    figures = {one.name: one for one in _figures(reading.drawings, docs, register)}
    return Register(**{**vars(register), "uses": found, "figures": figures})
