"""What every part of the book must know of the others, in the language of the book.

It is gathered once (`gathering`) and lies beside the book while Jupyter Book runs, since the plugin
is started anew for every list.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from gettext import NullTranslations
from typing import Any

from rinnalla.book.contents import Chapter
from rinnalla.inline import plain
from rinnalla.languages.reviews import Review, Status
from rinnalla.messages import interface
from rinnalla.placeholders import mask
from rinnalla.runs import words as plain_words
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
