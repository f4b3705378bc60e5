"""One list in one language, with all that a sheet of it needs: read without a Sphinx build."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path

from rinnalla.audience import Wording, wording_of
from rinnalla.diagnostics import Diagnostic, in_order, shown_path
from rinnalla.drawing.check import FOLDER, art_file, check_cards, for_cards, load_art
from rinnalla.drawing.figure import Figure
from rinnalla.drawing.words import Drawing
from rinnalla.inline import plain
from rinnalla.languages.addresses import address
from rinnalla.languages.known import Languages, direction
from rinnalla.languages.reviews import Status
from rinnalla.messages import add_interface_folder, interface, message
from rinnalla.model import Checklist, Tree
from rinnalla.packs import Pack, faults_of
from rinnalla.read import read_paths
from rinnalla.runs import Run, runs, words
from rinnalla.settings import FILE_NAME, read_settings
from rinnalla.shelf import Drawn, Shelf
from rinnalla.words import Words, words_of
from rinnalla.writing import quoted, value


@dataclass(frozen=True, kw_only=True)
class Edition:
    """One list in one language, as paper shows it.

    checklist: with its texts in the language, still inline Markdown; page: its document, as in
    ``checklists/cm-process``; titles: of every list, by id, in the language; items: texts of every
    item, by ``list#item``; settings: the local facts, texts in the language; status: how far the
    translation of the page is, None in the source language and where there is no catalogue;
    is_source: whether it is the language the list is written in; today: the day the sheet is made;
    base_url: the site's own address, empty where it is not known; figure: the drawing on its card.
    """

    checklist: Checklist
    page: str
    language: str
    is_source: bool
    today: date
    titles: Mapping[str, str]
    items: Mapping[str, str]
    settings: Mapping[str, float | str]
    status: Status | None = None
    base_url: str = ""
    figure: Figure | None = None

    @property
    def id(self) -> str:
        """The id of the list."""
        return self.checklist.id

    @property
    def direction(self) -> str:
        """``ltr`` or ``rtl``."""
        return direction(self.language)

    @property
    def address(self) -> str:
        """The whole address of the list's page; empty where the site's own is not known."""
        path = f"{self.page}.html"
        return address(self.base_url, self.language, path) if self.base_url else ""

    @cached_property
    def codes(self) -> dict[str, str]:
        """Printed codes by id of section and item."""
        return self.checklist.codes()

    @cached_property
    def _words(self) -> Words:
        return words_of(self.checklist, self.plain, self.settings, self.language)

    def tr(self, text: str) -> str:
        """Return an interface text in the language."""
        return interface(self.language).gettext(text)

    def runs(self, text: str) -> tuple[Run, ...]:
        """Return a text of the list in runs, its roles in words."""
        return runs(text, self._named)

    def plain(self, text: str) -> str:
        """Return a text of the list in plain words."""
        return words(text, self._named)

    @property
    def title(self) -> str:
        """The plain title."""
        return self.plain(self.checklist.title)

    @property
    def wording(self) -> Wording:
        """What is said around the list, in English."""
        return wording_of(self.checklist)

    @property
    def mark(self) -> str:
        """Whose the list is, in the language; empty where it is for professionals, as most are."""
        return self.tr(self.wording.mark) if self.wording.mark else ""

    def said(self, tree: Tree) -> str:
        """Return a condition in words, without a full stop."""
        return self._words.say(tree)

    def ways(self, tree: Tree) -> tuple[str, ...]:
        """Return the parts of a condition of which one is enough, each in words."""
        return self._words.ways(tree)

    @property
    def is_overdue(self) -> bool:
        """Whether the day of its review has gone by."""
        due = self.checklist.review_due
        return due is not None and due < self.today

    @property
    def alarms(self) -> tuple[str, ...]:
        """What keeps a sheet from being trusted as it is, in the language; none where all is well.

        The list is out of use or its review late, or nobody has finished or read its translation.
        """
        return self._alarms(None)

    @property
    def card_alarms(self) -> tuple[str, ...]:
        """The same of its card, which may show a drawing with words of another page."""
        return self._alarms(self.figure)

    def _alarms(self, figure: Figure | None) -> tuple[str, ...]:
        status, wording = self.status, self.wording
        finished = self.is_source or (status is not None and not status.open)
        read = self.is_source or (status is not None and status.is_reviewed)
        said = {
            wording.retired: self.checklist.status == "retired",
            wording.overdue: self.is_overdue,
            UNFINISHED: not finished or (figure is not None and not figure.is_finished),
            UNREVIEWED: not read or (figure is not None and not figure.is_reviewed),
        }
        return tuple(self.tr(text) for text, holds in said.items() if holds)

    @property
    def remarks(self) -> tuple[str, ...]:
        """What a reader should know of how far the list has been tried out, in the language."""
        said = {"draft": self.wording.draft, "piloted": self.wording.piloted}
        status = self.checklist.status or ""
        return (self.tr(said[status]),) if status in said else ()

    @property
    def warnings(self) -> tuple[str, ...]:
        """The alarms and the remarks."""
        return (*self.alarms, *self.remarks)

    def _named(self, role: str, target: str) -> str:
        match role:
            case "setting":
                found = self.settings.get(target, target)
                return value(found, self.language)
            case "checklist":
                return plain(self.titles.get(target, target))
            case "item":
                whole = target if "#" in target else f"{self.checklist.id}#{target}"
                return quoted(plain(self.items.get(whole, target)), self.tr)
            case _:
                return target


UNFINISHED = message("Part of this sheet is in Finnish: its translation is not finished.")
UNREVIEWED = message("No professional with this language has reviewed the translation.")


@dataclass(frozen=True, kw_only=True, slots=True)
class PackEdition:
    """Lists that are printed together, in one language.

    pack: with its texts in the language; editions: of its lists, in the order of print; page: its
    document, empty where somebody has put it together for one time.
    """

    pack: Pack
    editions: tuple[Edition, ...]
    page: str = ""

    @property
    def address(self) -> str:
        """The whole address of its place on the site; empty where it has none, or none is known."""
        first = self.editions[0]
        if not first.base_url or not self.page:
            return ""
        page = address(first.base_url, first.language, f"{self.page}.html")
        return f"{page}#{self.pack.anchor}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Editions:
    """Every list and every pack of a folder of pages in some languages.

    found: by language and list id, lists in the order of their files; packs: likewise; diagnostics:
    what is wrong with the pages, the settings or the catalogues; with any of them nothing should be
    printed.
    """

    found: Mapping[str, Mapping[str, Edition]] = field(default_factory=dict)
    packs: Mapping[str, Mapping[str, PackEdition]] = field(default_factory=dict)
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of all lists."""
        return tuple(next(iter(self.found.values()), {}))


def read_editions(
    docs: Path,
    locales: Path,
    codes: Sequence[str],
    *,
    languages: Languages,
    today: date,
    base_url: str = "",
) -> Editions:
    """Read every list below a folder of pages, in the languages of those codes.

    docs: the folder, with the settings beside its pages; locales: of the catalogues; today: the
    day by which a review is overdue.
    """
    add_interface_folder(locales)
    reading = read_paths([docs])
    settings, unclear = read_settings(docs / FILE_NAME)
    problems: list[Diagnostic] = [*reading.diagnostics, *unclear]
    drawings = for_cards(reading.drawings, docs / FOLDER)
    problems += check_cards(reading.checklists, drawings)
    figures, unclear = _drawn(reading.checklists, drawings, docs)
    problems += unclear
    values = {name: setting.value for name, setting in settings.items()}
    lists = [(_page_of(one, docs), one) for one in reading.checklists]
    found: dict[str, dict[str, Edition]] = {}
    packs: dict[str, dict[str, PackEdition]] = {}
    for code in codes:
        shelf = Shelf(locales, code, is_source=code == languages.source)
        bare = _editions(lists, values, shelf, today=today, base_url=base_url)
        found[code] = _illustrated(bare, figures, shelf)
        pages = [(_page_of(one, docs), one) for one in reading.packs]
        packs[code], amiss = _packs_of(pages, found[code], shelf)
        problems += [*amiss, *shelf.problems]
    return Editions(found=found, packs=packs, diagnostics=tuple(in_order(set(problems))))


def editions_of(
    lists: Iterable[tuple[str, Checklist]],
    settings: Mapping[str, float | str],
    locales: Path,
    code: str,
    *,
    is_source: bool,
    today: date,
    base_url: str = "",
) -> tuple[dict[str, Edition], list[Diagnostic]]:
    """Return lists in one language by id, and what is wrong with its catalogues.

    lists: each with its document, as written; settings: their values, as written.
    """
    shelf = Shelf(locales, code, is_source=is_source)
    return _editions(lists, settings, shelf, today=today, base_url=base_url), shelf.problems


def _editions(
    lists: Iterable[tuple[str, Checklist]],
    settings: Mapping[str, float | str],
    shelf: Shelf,
    *,
    today: date,
    base_url: str,
) -> dict[str, Edition]:
    translated = [(page, shelf.translated(page, one)) for page, one in lists]
    said = {name: shelf.local(found) for name, found in settings.items()}
    titles = {one.id: one.title for _, one in translated}
    items = {f"{one.id}#{item.id}": item.text for _, one in translated for item in one.items}
    return {
        one.id: Edition(
            checklist=one,
            page=page,
            language=shelf.code,
            is_source=shelf.is_source,
            today=today,
            titles=titles,
            items=items,
            settings=said,
            status=shelf.status(page),
            base_url=base_url,
        )
        for page, one in translated
    }


def _drawn(
    lists: Iterable[Checklist], drawings: Mapping[str, Drawing], docs: Path
) -> tuple[dict[str, Drawn], list[Diagnostic]]:
    """Return the drawings that cards of the lists show, by name, and what is wrong with them.

    drawings: those that a card can show, by name.
    """
    found: dict[str, Drawn] = {}
    problems: list[Diagnostic] = []
    wanted = {one.figure.id for one in lists if one.figure}
    for name, drawing in drawings.items():
        if name in wanted:
            file = art_file(docs / FOLDER, name)
            art, unclear = load_art(file, shown_path(file))
            problems += unclear
            if art:
                found[name] = Drawn(page=_page_of(drawing, docs), drawing=drawing, art=art)
    return found, problems


def _illustrated(
    found: Mapping[str, Edition], figures: Mapping[str, Drawn], shelf: Shelf
) -> dict[str, Edition]:
    """Return lists with the drawings of their cards."""

    def drawn(edition: Edition) -> Edition:
        name = edition.checklist.figure
        known = figures.get(name.id) if name else None
        return replace(edition, figure=shelf.figure(known, edition.plain)) if known else edition

    return {id_: drawn(edition) for id_, edition in found.items()}


def _packs_of(
    packs: Iterable[tuple[str, Pack]], found: Mapping[str, Edition], shelf: Shelf
) -> tuple[dict[str, PackEdition], list[Diagnostic]]:
    """Return packs in one language by id, and what is wrong with them.

    packs: each with its document, as written.
    """
    lists = {id_: edition.checklist for id_, edition in found.items()}
    made: dict[str, PackEdition] = {}
    problems: list[Diagnostic] = []
    for page, pack in packs:
        faults = list(faults_of(pack, lists))
        problems += faults
        if pack.ids and not faults:
            editions = tuple(found[id_] for id_ in pack.ids)
            translated = shelf.translated_pack(page, pack)
            made[pack.id] = PackEdition(pack=translated, editions=editions, page=page)
    return made, problems


def _page_of(thing: Checklist | Pack | Drawing, docs: Path) -> str:
    """Return the document a list, a pack or the words of a drawing stand in."""
    return Path(thing.path).relative_to(docs).with_suffix("").as_posix()


def choose_lists(
    editions: Editions, asked: Iterable[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the ids of the lists that are meant, all without any, and those there are not."""
    wanted = tuple(dict.fromkeys(asked))
    unknown = tuple(id_ for id_ in wanted if id_ not in editions.ids)
    return (tuple(i for i in editions.ids if i in wanted) if wanted else editions.ids), unknown
