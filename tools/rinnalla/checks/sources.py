"""Rules about facts and the places that name them.

Where no facts have been read there is nothing to compare with, and where nothing names a fact
their use cannot be judged: then these rules say nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from rinnalla.checks.corpus import Corpus
from rinnalla.diagnostics import Code, Diagnostic, problem, shorten
from rinnalla.phrases import phrase


def facts_are_unique(corpus: Corpus) -> Iterator[Diagnostic]:
    """A mark leads to one fact."""
    first: dict[str, str] = {}
    for fact in corpus.facts:
        if fact.id in first:
            yield problem(
                fact.path, fact.line, Code.DUPLICATE_FACT, id=fact.id, first=first[fact.id]
            )
        first.setdefault(fact.id, f"{fact.path}:{fact.line}")


def facts_named_exist(corpus: Corpus) -> Iterator[Diagnostic]:
    """A reader must find what a statement is said to rest on."""
    known = {fact.id for fact in corpus.facts}
    for use in corpus.uses if known else ():
        if use.fact not in known:
            yield problem(use.path, use.line, Code.UNKNOWN_FACT, id=shorten(use.fact))


def facts_are_used(corpus: Corpus) -> Iterator[Diagnostic]:
    """Everything a source says can be found in the pages and lists, or says why not."""
    used = {use.fact: use for use in reversed(corpus.uses)} if corpus.facts else {}
    for fact in corpus.facts if used else ():
        use = used.get(fact.id)
        if use is None and fact.unused is None:
            how = phrase("used nowhere")
            mend = phrase('Name it in a page or a list, or mark it unused="why it is not content".')
        elif use is not None and fact.unused:
            how = phrase("marked unused, but used in {place}", place=f"{use.path}:{use.line}")
            mend = phrase("Remove the mark unused, or the id there.")
        else:
            continue
        yield problem(fact.path, fact.line, Code.UNUSED_FACT, id=fact.id, how=how, mend=mend)
