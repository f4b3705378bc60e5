"""Rules for what a client fills in and keeps."""

from __future__ import annotations

from collections.abc import Iterator

from rinnalla.checks.corpus import Corpus, found, statements
from rinnalla.diagnostics import Code, Diagnostic, shorten
from rinnalla.model import Checklist, Item, Outcome
from rinnalla.phrases import phrase


def client_lists_are_forms(corpus: Corpus) -> Iterator[Diagnostic]:
    """Progress and reasons for what was not done are a professional's business."""
    for checklist in corpus.checklists:
        if checklist.is_for_client and checklist.kind != "form":
            title = shorten(checklist.title)
            yield found(checklist, checklist.line, Code.CLIENT_CHECKLIST, title=title)


def client_forms_ask_no_work(corpus: Corpus) -> Iterator[Diagnostic]:
    """A client writes no records and answers for no unit."""
    for checklist in corpus.checklists:
        for thing in statements(checklist) if checklist.is_for_client else ():
            yield from _work_in(checklist, thing)


def _work_in(checklist: Checklist, thing: Item | Outcome) -> Iterator[Diagnostic]:
    text = shorten(thing.text)
    if thing.record:
        what = phrase("a record sentence")
        yield found(checklist, thing.record.line, Code.NOT_FOR_CLIENT, text=text, what=what)
    if isinstance(thing, Item) and thing.per_unit:
        what = phrase("the option per=unit")
        yield found(checklist, thing.line, Code.NOT_FOR_CLIENT, text=text, what=what)
