"""Rules about the make-up of lists, and their order, that one list alone cannot judge."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from rinnalla.checks.corpus import Corpus, found
from rinnalla.diagnostics import Code, Diagnostic, near, problem, shorten
from rinnalla.model import Mention
from rinnalla.packs import Pack, faults_of
from rinnalla.phrases import phrase

_EXAMPLES = {
    "mode": ":mode: do-confirm",
    "who": ":who: …",
    "when": ":when: …",
    "status": ":status: draft",
    "reviewed": ":reviewed: 2026-11-21",
    "review-due": ":review-due: 2027-11-21",
}


def metadata_is_complete(corpus: Corpus) -> Iterator[Diagnostic]:
    """A reader must see for whom a list is, when, and how fresh."""
    for checklist in corpus.checklists:
        has = {
            "mode": checklist.mode or checklist.kind == "form",
            "who": checklist.who,
            "when": checklist.when,
            "status": checklist.status,
            "reviewed": checklist.reviewed,
            "review-due": checklist.review_due,
        }
        missing = [
            name for name, value in has.items() if not value and name not in checklist.unread
        ]
        if missing:
            yield found(
                checklist,
                checklist.line,
                Code.MISSING_METADATA,
                title=shorten(checklist.title),
                missing=", ".join(f'"{name}"' for name in missing),
                lines=" ".join(_EXAMPLES[name] for name in missing),
            )


def list_ids_are_unique(corpus: Corpus) -> Iterator[Diagnostic]:
    """Answers, links and translations find a list by its id."""
    first: dict[str, str] = {}
    for checklist in corpus.checklists:
        if not checklist.id:
            continue
        if checklist.id in first:
            yield found(
                checklist,
                checklist.line,
                Code.DUPLICATE_LIST,
                id=checklist.id,
                first=first[checklist.id],
            )
        first.setdefault(checklist.id, f"{checklist.path}:{checklist.line}")


def next_lists_exist(corpus: Corpus) -> Iterator[Diagnostic]:
    """The way the work goes leads from each list to others that are there."""
    known = _known(corpus)
    for checklist in corpus.checklists:
        for mention in checklist.next:
            if mention.id == checklist.id:
                yield found(checklist, mention.line, Code.NEXT_ITSELF, id=checklist.id)
            elif mention.id not in known:
                words = _unknown(mention, known - {checklist.id})
                yield found(checklist, mention.line, Code.UNKNOWN_NEXT, **words)
        yield from _twice(checklist.path, checklist.next, ":next:")


def indexes_name_lists(corpus: Corpus) -> Iterator[Diagnostic]:
    """An index shows lists that are there, each once."""
    known = _known(corpus)
    for index in corpus.indexes:
        for mention in index.mentions:
            if mention.id not in known:
                words = _unknown(mention, known)
                yield problem(index.path, mention.line, Code.UNKNOWN_IN_INDEX, **words)
        yield from _twice(index.path, index.mentions, phrase("the index"))


def packs_can_be_printed(corpus: Corpus) -> Iterator[Diagnostic]:
    """A pack names lists that are there, each once, and no other pack has its id."""
    lists = {checklist.id: checklist for checklist in corpus.checklists if checklist.id}
    first: dict[str, Pack] = {}
    for pack in corpus.packs:
        yield from faults_of(pack, lists)
        if pack.id in first:
            place = f"{first[pack.id].path}:{first[pack.id].line}"
            yield problem(pack.path, pack.line, Code.DUPLICATE_PACK, id=pack.id, first=place)
        elif pack.id:
            first[pack.id] = pack


def _known(corpus: Corpus) -> set[str]:
    return {checklist.id for checklist in corpus.checklists if checklist.id}


def _unknown(mention: Mention, known: Collection[str]) -> dict[str, str]:
    """Return the words about an unknown id, with the known one that looks much like it."""
    return {"id": shorten(mention.id), "near": near(mention.id, known)}


def _twice(path: str, mentions: tuple[Mention, ...], where: str) -> Iterator[Diagnostic]:
    seen: set[str] = set()
    for mention in mentions:
        if mention.id in seen:
            id_ = shorten(mention.id)
            yield problem(path, mention.line, Code.NAMED_TWICE, id=id_, where=where)
        seen.add(mention.id)
