"""How much of what the sources say is in the pages and lists, and what rests on no source."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from rinnalla.checks import Corpus
from rinnalla.diagnostics import Code, Diagnostic
from rinnalla.facts import Fact, Use
from rinnalla.phrases import Phrase, Say, english, listed, phrase, said

CODES = frozenset(
    {Code.NO_SOURCE, Code.UNKNOWN_FACT, Code.DUPLICATE_FACT, Code.BAD_FACT, Code.UNUSED_FACT,
     Code.NO_FILE, Code.NOT_UTF8, Code.UNCLOSED_FENCE}
)  # fmt: skip
"""What stands between the sources and a reader; everything else is for ``rinnalla check``."""


@dataclass(frozen=True, kw_only=True, slots=True)
class SourceCoverage:
    """The facts of one page of a source. unused: those that something should name.

    set_aside: those marked as not content.
    """

    path: str
    facts: tuple[Fact, ...]
    unused: tuple[Fact, ...]
    set_aside: tuple[Fact, ...]

    @property
    def content(self) -> int:
        """How many facts there are to be used."""
        return len(self.facts) - len(self.set_aside)


@dataclass(frozen=True, kw_only=True, slots=True)
class Coverage:
    """What stands in the sources, and where it is used.

    uses: by the fact's id, in the order they were read. items: of all lists, results included.
    problems: sorted; only those with a code of ``CODES``.
    """

    sources: tuple[SourceCoverage, ...]
    uses: Mapping[str, tuple[Use, ...]]
    items: int
    problems: tuple[Diagnostic, ...]

    @property
    def content(self) -> int:
        """How many facts there are to be used."""
        return sum(source.content for source in self.sources)

    @property
    def used(self) -> int:
        """How many of them are used."""
        return self.content - sum(len(source.unused) for source in self.sources)


def measure(corpus: Corpus, problems: Iterable[Diagnostic]) -> Coverage:
    """Return the coverage. problems: all that was found in the corpus, sorted."""
    uses: dict[str, list[Use]] = {}
    for use in corpus.uses:
        uses.setdefault(use.fact, []).append(use)
    pages: dict[str, list[Fact]] = {}
    for fact in corpus.facts:
        pages.setdefault(fact.path, []).append(fact)
    return Coverage(
        sources=tuple(_source(path, facts, uses) for path, facts in pages.items()),
        uses={fact: tuple(found) for fact, found in uses.items()},
        items=sum(1 for checklist in corpus.checklists for _ in checklist.statements),
        problems=tuple(found for found in problems if found.code in CODES),
    )


def _source(path: str, facts: list[Fact], uses: Mapping[str, list[Use]]) -> SourceCoverage:
    set_aside = tuple(fact for fact in facts if fact.unused is not None)
    unused = tuple(fact for fact in facts if fact.unused is None and fact.id not in uses)
    return SourceCoverage(path=path, facts=tuple(facts), unused=unused, set_aside=set_aside)


def as_text(coverage: Coverage, say: Say = english) -> str:
    """Return a line a source, a line a problem, and the sum as the last line."""
    lines = [said(_source_line(source), say) for source in coverage.sources]
    lines += (found.row(say) for found in coverage.problems)
    homeless = sum(1 for found in coverage.problems if found.code is Code.NO_SOURCE)
    traced = phrase("each with source or origin")
    if homeless:
        traced = phrase("{count} of them without source or origin", count=homeless)
    sum_ = phrase(
        "{used} of {all} facts used; {items} items, {traced}",
        used=coverage.used,
        all=coverage.content,
        items=coverage.items,
        traced=traced,
    )
    return "".join(f"{line}\n" for line in (*lines, said(sum_, say)))


def _source_line(source: SourceCoverage) -> Phrase:
    unused: str = ""
    if source.unused:
        facts = listed(
            phrase("{fact} (line {line})", fact=fact.id, line=fact.line) for fact in source.unused
        )
        unused = phrase("; unused: {facts}", facts=facts)
    set_aside: str = ""
    if source.set_aside:
        facts = listed(fact.id for fact in source.set_aside)
        set_aside = phrase("; not content: {facts}", facts=facts)
    return phrase(
        "{path}: {used} of {all} facts used{unused}{set_aside}",
        path=source.path,
        used=source.content - len(source.unused),
        all=source.content,
        unused=unused,
        set_aside=set_aside,
    )


def as_json(coverage: Coverage, say: Say = english) -> str:
    """Return an object with the sources, their facts and uses, the sums and the problems."""
    sources = [
        {
            "path": source.path,
            "facts": source.content,
            "used": source.content - len(source.unused),
            "entries": [_entry(fact, coverage.uses.get(fact.id, ())) for fact in source.facts],
        }
        for source in coverage.sources
    ]
    problems = [
        {"path": d.path, "line": d.line, "code": d.code.number, "message": d.said(say)}
        for d in coverage.problems
    ]
    whole = {
        "facts": coverage.content,
        "used": coverage.used,
        "items": coverage.items,
        "sources": sources,
        "problems": problems,
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _entry(fact: Fact, uses: Iterable[Use]) -> dict[str, object]:
    return {
        "id": fact.id,
        "line": fact.line,
        "content": fact.unused is None,
        "uses": [{"path": use.path, "line": use.line, "place": use.place} for use in uses],
    }


FORMATS: dict[str, Callable[[Coverage, Say], str]] = {"text": as_text, "json": as_json}
