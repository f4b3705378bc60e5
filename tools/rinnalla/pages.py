"""A built page read back as plain text: its title, what it is, and the places on it that have ids.

The search index is made of this. What belongs to every page or to the working of a list (menus,
buttons, notes, rules, source marks) is left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from html.parser import HTMLParser
from pathlib import PurePosixPath

from rinnalla.messages import interface, message
from rinnalla.writing import headed


class PageKind(StrEnum):
    """What a page is to somebody who searches."""

    LIST = "list"
    FORM = "form"
    CLIENT = "client"
    MODEL = "model"
    TRAINING = "training"
    SOURCE = "source"
    GLOSSARY = "glossary"
    OTHER = "other"


KIND_NAMES = {
    PageKind.LIST: message("Checklist"),
    PageKind.FORM: message("Form"),
    PageKind.CLIENT: message("Form for the client"),
    PageKind.MODEL: message("Model"),
    PageKind.TRAINING: message("Training"),
    PageKind.SOURCE: message("Source"),
    PageKind.GLOSSARY: message("Glossary"),
    PageKind.OTHER: message("Page"),
}
"""What each kind is called, in the interface's English."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """A section, an item, a result, a term or a row of a page.

    id: in the page's address; empty for an item that may be hidden, which belongs to the last
    place before it that has one.
    """

    id: str
    title: str
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """A page. path: from the site's root, as in `models/index.html`; text: outside its places.

    description: its first paragraph. who, when, time: of its first list, in the page's own words;
    empty where it has none. terms: those of its glossary, by definition.
    """

    path: str
    title: str
    kind: PageKind
    description: str
    text: str
    places: tuple[Place, ...]
    who: str = ""
    when: str = ""
    time: str = ""
    terms: tuple[tuple[str, ...], ...] = ()


_SHELVES = {
    "models": PageKind.MODEL,
    "training": PageKind.TRAINING,
    "sources": PageKind.SOURCE,
}
_LIST_KINDS = {"form": PageKind.FORM, "client": PageKind.CLIENT}
_LEFT_OUT = {
    "rn-actions", "rn-aside-tag", "rn-care", "rn-code", "rn-draft", "rn-item__if", "rn-mark",
    "rn-more", "rn-note__word", "rn-noscript", "rn-problem", "rn-progress", "rn-rule", "rn-sheets",
    "rn-source", "rn-status", "rn-tag", "rn-translation", "rn-vh", "rn-whose", "headerlink",
    "rn-index",
}  # fmt: skip
_LEFT_OUT_TAGS = {"button", "dialog", "nav", "script", "style", "summary", "svg", "textarea"}
_ITEM_TITLES = {"rn-field__text", "rn-note", "rn-outcome__title", "rn-tick__text"}
_PLACES = {"dt", "figure", "form", "li", "section", "tr"}
_VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
_HEADING = re.compile(r"h[1-6]")
_BLOCKS = {"p", "li", "dt", "dd", "td", "th", "div", "section", "label", "legend", "caption",
           "br", "figcaption"}  # fmt: skip
_SPACES = re.compile(r"\s+")
_LONGEST_TITLE = 90


def read_page(path: str, html: str, language: str) -> Page | None:
    """Return the page; None where it has no text of its own. path: from the site's root."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    whole = reader.places[0]
    if not whole.title:
        return None
    tr = interface(language).gettext
    who, when, time = (
        reader.facts.get(_tidy(headed(tr(name), tr)), "") for name in ("Who", "When", "Time")
    )
    # A list whose title is the page's is no place of its own; its text belongs to the page.
    own = [d for d in reader.places if d is whole or (d.title in ("", whole.title) and d.is_list)]
    places = [
        Place(id=draft.id, title=_shorten(title), text=draft.text if draft.title else "")
        for draft in reader.places
        if draft not in own and (title := draft.title or draft.text)
    ]
    return Page(
        path=path,
        title=whole.title,
        kind=_kind(path, reader),
        description=_tidy("".join(reader.paragraph)),
        text=_tidy(" ".join([*(draft.text for draft in own), who, when])),
        places=tuple(places),
        who=who,
        when=when,
        time=time,
        terms=tuple(reader.terms),
    )


def _kind(path: str, reader: _Reader) -> PageKind:
    if reader.list_kind:
        return _LIST_KINDS.get(reader.list_kind, PageKind.LIST)
    if reader.terms:
        return PageKind.GLOSSARY
    return _SHELVES.get(PurePosixPath(path).parts[0], PageKind.OTHER)


def _tidy(text: str) -> str:
    return _SPACES.sub(" ", text).strip()


def _shorten(title: str) -> str:
    """Return a title of one line; a whole paragraph ends after some words."""
    if len(title) <= _LONGEST_TITLE:
        return title
    return f"{title[:_LONGEST_TITLE].rsplit(' ', 1)[0].rstrip(' ,.;:–')} …"


@dataclass(slots=True, eq=False)
class _Draft:
    """A place while it is read; the first of a page is the page itself."""

    id: str
    is_list: bool = False
    has_standard_answers: bool = False
    titles: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    @property
    def title(self) -> str:
        return _tidy("".join(self.titles))

    @property
    def text(self) -> str:
        return _tidy("".join(self.texts))


@dataclass(frozen=True, slots=True)
class _Open:
    """An open element: where its text goes (None: nowhere), and what to do when it ends."""

    tag: str
    place: _Draft
    sink: list[str] | None
    end: Callable[[], None] | None = None


class _Reader(HTMLParser):
    """Reads `main`. paragraph: the first one; terms: of the glossary, by definition."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.places = [_Draft(id="")]
        self.stack: list[_Open] = []
        self.paragraph: list[str] = []
        self.list_kind = ""
        self.facts: dict[str, str] = {}
        self.terms: list[tuple[str, ...]] = []
        self._describing = False
        self._glossary = False
        self._name: list[str] = []
        self._group: list[_Draft] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not self.stack:
            if tag == "main":
                self.stack.append(_Open(tag, self.places[0], self.places[0].texts))
            return
        if tag in _BLOCKS:
            self.handle_data(" ")
        if tag not in _VOID:
            given = {name: value or "" for name, value in attrs}
            self.stack.append(self._opened(tag, given, self.stack[-1]))

    def handle_endtag(self, tag: str) -> None:
        if not any(element.tag == tag for element in self.stack):
            return
        element = self.stack.pop()
        while element.tag != tag:
            element = self.stack.pop()
        if element.end:
            element.end()
        if tag in _BLOCKS:
            self.handle_data(" ")

    def handle_data(self, data: str) -> None:
        if self.stack and (sink := self.stack[-1].sink) is not None:
            sink.append(data)
            if self._describing:
                self.paragraph.append(data)

    def _opened(self, tag: str, given: dict[str, str], outer: _Open) -> _Open:
        """Return what an element is to us. An element with an id may begin a place."""
        classes = set(given.get("class", "").split())
        place, sink = outer.place, outer.sink
        end = None
        standard = "rn-options" in classes and place.has_standard_answers
        if sink is None or standard or _is_left_out(tag, given, classes):
            return _Open(tag, place, None)
        if tag in ("dt", "dd") and outer.tag == "div":
            return self._fact(tag, place)
        if tag == "dd" and self._group:
            return self._definition(place)
        if "rn-item--conditional" in classes:
            return self._maybe_hidden(tag, place)
        if "id" in given and tag in _PLACES and not self._is_page(tag):
            return self._begun(tag, given)
        if _HEADING.fullmatch(tag) or tag == "figcaption" or classes & _ITEM_TITLES:
            sink = place.titles
        elif tag == "a" and _leads_away(given.get("href", "")):
            sink = []  # what another page is called says nothing about this one
        elif tag == "p" and place is self.places[0] and not self.paragraph:
            self._describing, end = True, self._described
        elif "glossary" in classes:
            self._glossary, end = True, self._left_glossary
        return _Open(tag, place, sink, end)

    def _is_page(self, tag: str) -> bool:
        """Whether a section is the outermost one, which holds the page's title."""
        return tag == "section" and len(self.places) == 1 and not self.places[0].titles

    def _begun(self, tag: str, given: dict[str, str]) -> _Open:
        place = _Draft(
            id=given["id"],
            is_list=tag == "form",
            has_standard_answers=given.get("data-kind") == "yes-no",
        )
        self.places.append(place)
        if tag == "form":
            kind = given.get("data-for") or given.get("data-kind", "")
            self.list_kind = self.list_kind or kind
        if tag == "dt":
            if self._glossary:
                self._group.append(place)
            return _Open(tag, place, place.titles)
        return _Open(tag, place, place.texts)

    def _maybe_hidden(self, tag: str, place: _Draft) -> _Open:
        """Return an item to which nobody can be led: it goes right after what it stands in."""
        hidden = _Draft(id="")
        self.places.insert(self.places.index(place) + 1, hidden)
        return _Open(tag, hidden, hidden.texts)

    def _fact(self, tag: str, place: _Draft) -> _Open:
        """Return the name or the value of a fact above a list."""
        if tag == "dt":
            self._name = []
            return _Open(tag, place, self._name)
        name, value = _tidy("".join(self._name)), list[str]()
        return _Open(tag, place, value, lambda: self._keep(name, value))

    def _keep(self, name: str, value: list[str]) -> None:
        self.facts.setdefault(name, _tidy("".join(value)))

    def _definition(self, place: _Draft) -> _Open:
        group, self._group = self._group, []
        self.terms.append(tuple(draft.title for draft in group))
        return _Open("dd", place, group[-1].texts)

    def _described(self) -> None:
        self._describing = False

    def _left_glossary(self) -> None:
        self._glossary = False


def _is_left_out(tag: str, given: dict[str, str], classes: set[str]) -> bool:
    hidden = "hidden" in given or given.get("aria-hidden") == "true" or "data-announce" in given
    return tag in _LEFT_OUT_TAGS or bool(classes & _LEFT_OUT) or hidden


def _leads_away(href: str) -> bool:
    """Whether a link goes to another page of the site, and not to the meaning of its word."""
    return not href.startswith(("#", "http:", "https:", "mailto:")) and "#term-" not in href
