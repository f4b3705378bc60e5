"""Where each fact is named, and which pages must follow when something they show changes."""

from __future__ import annotations

import hashlib
import textwrap
from collections.abc import Callable, Iterable, Iterator

from sphinx.environment import BuildEnvironment

from rinnalla.messages import interface
from rinnalla.sphinx_ext.domain import ALL, TITLES, Entry, Place, RinnallaDomain
from rinnalla.sphinx_ext.local import settings_of
from rinnalla.writing import quoted


def follow(env: BuildEnvironment, domain: RinnallaDomain) -> set[str]:
    """Find the places of all facts; return the documents that show what has changed since.

    A page shows where its marks lead, and the page of a source shows who names its facts. Each
    place is looked at once for either, so the cost follows the number of marks. A page also shows
    the lists and drawings it borrows, and the page of a list the settings in its conditions and
    the version of the list.
    """
    domain.places = {}
    shows: dict[str, list[str]] = {}
    for fact, place in _named(env, domain):
        domain.places.setdefault(fact, []).append(place)
        shows.setdefault(place.docname, []).append(f"{fact}: {domain.source(fact)}")
        shows.setdefault(domain.facts.get(fact, ""), []).append(f"{fact}: {place}")
    for docname, lines in _shown_of_lists(env, domain):
        shows.setdefault(docname, []).extend(lines)
    shows.pop("", None)  # settings, which no page shows, and facts that stand nowhere
    digests = {docname: _digest(lines) for docname, lines in shows.items()}
    before = dict(domain.shown)
    domain.shown.clear()
    domain.shown.update(digests)
    known = {*before, *digests} & set(env.all_docs)
    return {docname for docname in known if before.get(docname) != digests.get(docname)}


def _shown_of_lists(
    env: BuildEnvironment, domain: RinnallaDomain
) -> Iterator[tuple[str, list[str]]]:
    """Yield documents with what their pages show of lists, drawings and settings."""
    lent = {name: f"{home}: {node.pformat()}" for name, (home, node) in domain.drawings.items()}
    lists = {name: _digest([repr(entry)]) for name, entry in domain.lists.items()}
    every = _digest(f"{name}: {lists[name]}" for name in sorted(lists))
    titles = _digest(f"{name}: {title.astext()}" for name, title in sorted(env.titles.items()))
    known = {**lent, **lists, ALL: every, TITLES: titles}
    for docname, names in domain.borrowed.items():
        yield docname, [f"{name}: {known.get(name)}" for name in names]
    values = _digest([repr(settings_of(env).said)])
    for entry in domain.lists.values():
        yield entry.docname, [values, repr(domain.versions.get(entry.checklist.id))]


def _digest(lines: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _named(env: BuildEnvironment, domain: RinnallaDomain) -> Iterator[tuple[str, Place]]:
    """Yield each fact that is named, with the place: pages by title, lists by title, settings."""
    titles = {docname: env.titles[docname].astext() for docname in domain.named}
    for docname in sorted(titles, key=lambda name: (titles[name].casefold(), name)):
        for fact, anchor, words in domain.named[docname]:
            yield fact, Place(docname=docname, title=titles[docname], anchor=anchor, words=words)
    tr = interface(env.config.language or "en").gettext
    for entry in domain.entries():
        yield from _named_in_list(entry, tr)
    settings = Place(docname="", title=tr("Settings of the organisation"))
    for setting in settings_of(env).settings.values():
        yield from ((fact, settings) for fact in setting.origin.facts)


def _named_in_list(entry: Entry, tr: Callable[[str], str]) -> Iterator[tuple[str, Place]]:
    codes = entry.checklist.codes()
    for thing in entry.checklist.statements:
        said = textwrap.shorten(entry.items[thing.id], 60, placeholder="…")
        words = codes.get(thing.id) or quoted(said, tr)
        place = Place(
            docname=entry.docname, title=entry.title, anchor=entry.anchor(thing.id), words=words
        )
        yield from ((fact, place) for fact in thing.origin.facts)
