"""Advice from the literature on checklists; each rule's reason stands in the rules page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rinnalla.checks.corpus import Corpus, found
from rinnalla.diagnostics import Code, Diagnostic, shorten
from rinnalla.inline import plain
from rinnalla.model import Checklist, Item

MOST_AT_ONCE = 9
MOST_WORDS = 20

_QUESTION = re.compile(
    r"^(miten|miksi|milloin|mikä|mitä|missä|mistä|mihin|kuka|ketkä|kenen|millai\w+"
    r"|(?!(?:koko|tauko|jako|sisko)\b)\w*[^\Wk]k[oö])\b",
    re.IGNORECASE,
)
"""Words that begin a question: -ko and -kö, but not viikko, verkko or koko."""
_SECOND = re.compile(
    r"[.;!](?<!\d.)(?<!\besim.)(?<!\bmm.)(?<!\bns.)(?<!\bks.)(?<!\bym.)(?<!\bpuh.)\s+\S"
    r"|\bsekä\b|\bja/tai\b",
    re.IGNORECASE,
)
_VAGUE = re.compile(
    r"^(huomioi|varmista|muista|ota huomioon|kiinnitä huomiota|pyri|tarvittaessa)\b", re.IGNORECASE
)
_WORD = re.compile(r"\w+")
_FILLERS = frozenset("ja tai on ei se ne hän että jos kun asiakas asiakkaan asiakkaalle".split())


def few_items_at_once(corpus: Corpus) -> Iterator[Diagnostic]:
    """At most nine items at one pause point (those without a condition are counted)."""
    for checklist in corpus.checklists:
        for section in checklist.sections if "if" not in checklist.unread else ():
            count = sum(1 for item in section.items if item.asks and item.condition is None)
            if count > MOST_AT_ONCE:
                yield found(
                    checklist,
                    section.line,
                    Code.TOO_MANY_AT_ONCE,
                    text=shorten(section.title or checklist.title),
                    count=count,
                )


def checks_are_statements(corpus: Corpus) -> Iterator[Diagnostic]:
    """A tick answers a statement or an instruction, never an open question."""
    for checklist, item, text in corpus.ticks:
        if text.endswith("?") or _QUESTION.match(text):
            yield found(checklist, item.line, Code.CHECK_ASKS, text=shorten(text))


def one_thing_each(corpus: Corpus) -> Iterator[Diagnostic]:
    """One tick, one meaning."""
    for checklist, item, text in corpus.ticks:
        if _SECOND.search(text):
            yield found(checklist, item.line, Code.TWO_THINGS, text=shorten(text))


def nothing_vague(corpus: Corpus) -> Iterator[Diagnostic]:
    """What is ticked can be seen done, unless the record sentence says what was done.

    A client may well want to remember something that nobody else sees.
    """
    for checklist, item, text in corpus.ticks:
        vague = _VAGUE.match(text)
        if vague and item.record is None and not checklist.is_for_client:
            yield found(
                checklist, item.line, Code.VAGUE, text=shorten(text), word=vague[0].capitalize()
            )


def items_are_short(corpus: Corpus) -> Iterator[Diagnostic]:
    """At most twenty words; the rest is a hint."""
    for checklist in corpus.checklists:
        for item in checklist.items:
            count = len(_WORD.findall(plain(item.text))) if item.asks else 0
            if count > MOST_WORDS:
                yield found(
                    checklist, item.line, Code.LONG_ITEM, text=shorten(item.text), count=count
                )


def few_are_critical(corpus: Corpus) -> Iterator[Diagnostic]:
    """At most a fifth of the items is critical."""
    for checklist in corpus.checklists:
        items = [item for item in checklist.items if item.asks]
        count = sum(1 for item in items if item.critical)
        if count * 5 > len(items) and count > 1:
            yield found(
                checklist, checklist.line, Code.TOO_MANY_CRITICAL, count=count, all=len(items)
            )


def time_is_stated(corpus: Corpus) -> Iterator[Diagnostic]:
    """Somebody with ten minutes must know whether they are enough."""
    for checklist in corpus.checklists:
        if checklist.minutes is None and "minutes" not in checklist.unread:
            yield found(checklist, checklist.line, Code.NO_MINUTES)


def no_near_duplicates(corpus: Corpus) -> Iterator[Diagnostic]:
    """The same thing asked in two lists drifts apart; link instead. A client's paper cannot."""
    first: dict[frozenset[str], tuple[Checklist, Item]] = {}
    for checklist in (one for one in corpus.checklists if not one.is_for_client):
        for item in checklist.items:
            found_words = _WORD.findall(item.text.casefold())
            words = frozenset([word[:6] for word in found_words if word not in _FILLERS])
            if len(words) < 3:
                continue
            other, twin = first.setdefault(words, (checklist, item))
            if other is not checklist:
                yield found(
                    checklist,
                    item.line,
                    Code.NEAR_DUPLICATE,
                    text=shorten(item.text),
                    other=f"{other.path}:{twin.line}",
                )
