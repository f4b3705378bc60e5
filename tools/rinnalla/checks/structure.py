"""Rules about the make-up of lists that one list alone, or its parser, cannot judge."""

from __future__ import annotations

from collections.abc import Iterator

from rinnalla.checks.corpus import Corpus, found
from rinnalla.diagnostics import Code, Diagnostic, shorten

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
