"""A page as Pagefind gets it: its words in base form, and how much each counts."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from rinnalla.lexicon import Lexicon
from rinnalla.messages import interface
from rinnalla.pages import KIND_NAMES, Page, PageKind, Place
from rinnalla.search.terms import terms


@dataclass(frozen=True, kw_only=True, slots=True)
class Weights:
    """How much a word counts by where it stands, 0 to 10. An ordinary word in a text has 1."""

    title: float = 8
    place: float = 2
    text: float = 1
    kind: float = 4
    """What the page is: a list, a form, a model."""
    lead: float = 3
    """Added to what the first paragraph has, and who uses a list and when."""
    heads: float = 0.8
    """The last parts of compounds, as a share of what the whole word has."""
    parts: float = 0.1
    """Their other parts and what words come from, likewise."""
    behind: float = 0.15
    """Words of pages that lead to others or stand behind them, as a share of those of the rest."""


WEIGHTS = Weights()


def indexed_html(page: Page, lexicon: Lexicon) -> str:
    """Return the page as Pagefind gets it: every place a heading with its id, and its words.

    A heading's own words count for nothing: they are there to be shown. The facts in its data
    attributes come back with every result.
    """
    title = terms(page.title, lexicon)
    meta = {
        "title": "" if is_behind(page) else " ".join((*title.words, *title.heads)),
        "name": page.title,
        "kind": page.kind.value,
        "about": page.description,
        "who": page.who,
        "when": page.when,
        "time": page.time,
    }
    facts = "".join(
        f'<p data-pagefind-meta="{name}" data-pagefind-ignore>{escape(value)}</p>'
        for name, value in meta.items()
        if value
    )
    kind = interface(lexicon.language).gettext(KIND_NAMES[page.kind])
    lead = f"{page.description} {page.who} {page.when}"
    share = WEIGHTS.behind if is_behind(page) else 1
    places = "".join(
        f"{_heading(place)}{_words(place.title, WEIGHTS.place * share, lexicon)}"
        f"{_words(place.text, WEIGHTS.text * share, lexicon)}"
        for place in page.places
    )
    return (
        f'<html lang="{lexicon.language}"><body data-pagefind-body>{facts}'
        f"{_words(page.title, WEIGHTS.title * share, lexicon)}"
        f"{_words(kind, WEIGHTS.kind, lexicon)}"
        f"{_words(lead, WEIGHTS.lead * share, lexicon)}"
        f"{_words(page.text, WEIGHTS.text * share, lexicon)}{places}</body></html>"
    )


def _heading(place: Place) -> str:
    if not place.id:
        return ""
    return f'<h2 id="{escape(place.id)}" data-pagefind-weight="0">{escape(place.title)}</h2>'


def is_behind(page: Page) -> bool:
    """Whether a page leads to others, as the front of a shelf does, or stands behind them."""
    others = (PageKind.SOURCE, PageKind.GLOSSARY, PageKind.OTHER)
    return page.path.endswith("index.html") or page.kind in others


def _words(text: str, weight: float, lexicon: Lexicon) -> str:
    found = terms(text, lexicon)
    groups = ((found.words, 1), (found.heads, WEIGHTS.heads), (found.parts, WEIGHTS.parts))
    return "".join(
        f'<p data-pagefind-weight="{weight * share:g}">{escape(" ".join(words))}</p>'
        for words, share in groups
        if words
    )
