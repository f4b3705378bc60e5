"""What the check found in many texts, and how long the sentences of each page are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from rinnalla.phrases import Phrase, Say, phrase, said
from rinnalla.prose.language import Finding, Judge, count_words, forms, sentences
from rinnalla.prose.passages import Passage
from rinnalla.wordlist import PAGES, WordList

_FULL_STOPS = (".", "!", "?", "…", ".)", ".”", "?”", "!”")


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """The length of a page's sentences in words; those with a full stop or a question mark.

    median, most: half of them, and nine of ten, are at most so long.
    """

    path: str
    sentences: int
    median: float
    most: int

    def row(self, say: Say) -> str:
        """Return the lengths in one line, in the language that is spoken."""
        lengths = phrase(
            "{path}: {sentences} sentences, median {median} words, nine of ten at most {most}",
            path=self.path,
            sentences=self.sentences,
            median=f"{self.median:g}",
            most=self.most,
        )
        return said(lengths, say)


@dataclass(frozen=True, kw_only=True, slots=True)
class Report:
    """findings: sorted by place. pages: by path, those with sentences; total: all together."""

    findings: tuple[Finding, ...]
    pages: tuple[Page, ...]
    total: Page


def check_prose(
    passages: Sequence[Passage],
    words: WordList,
    *,
    unread: Iterable[tuple[str, str]] = (),
    whole: bool,
) -> Report:
    """Return what is wrong with the texts and with the word list.

    unread: files that could not be read, as path and reason.
    whole: these are all the texts there are, so a line of the list that none of them needs is
    found too.
    """
    finnish = [p for p in passages if not _is_english(p.path, words)]
    judge = Judge(words=words, seen={form.lower() for p in finnish for form in forms(p.text)})
    judge.used |= {e for e in words.permitting(PAGES) for p in passages if _names(e.text, p.path)}
    findings = {finding for passage in finnish for finding in judge.judge(passage)}
    findings |= {
        Finding(path=path, line=1, kind="unread", message=phrase("cannot be read: {why}", why=why))
        for path, why in unread
    }
    findings |= {_of_list(words, line, why) for line, why in words.faults}
    if whole:
        findings |= {
            _of_list(
                words,
                entry.line,
                phrase(
                    "no text needs “{text}”, or the dictionary has it. Remove the line",
                    text=entry.text,
                ),
            )
            for entry in words.entries
            if entry not in judge.used
        }
    pages = _pages(finnish)
    lengths = [length for group in pages.values() for length in group]
    return Report(
        findings=tuple(sorted(findings)),
        pages=tuple(_page(path, group) for path, group in sorted(pages.items())),
        total=_page(phrase("{count} files", count=len(pages)), lengths),
    )


def _is_english(path: str, words: WordList) -> bool:
    return any(_names(entry.text, path) for entry in words.permitting(PAGES))


def _names(page: str, path: str) -> bool:
    """Return whether the list means this file, wherever the folder of pages lies."""
    return f"/{Path(path).as_posix()}".endswith(f"/{page}")


def _of_list(words: WordList, line: int, why: Phrase) -> Finding:
    return Finding(path=words.path, line=line, kind="word-list", message=why)


def _pages(passages: Iterable[Passage]) -> dict[str, list[int]]:
    """Return the lengths of full sentences by path."""
    lengths: dict[str, list[int]] = defaultdict(list)
    for passage in passages:
        lengths[passage.path] += [
            count_words(sentence)
            for _start, sentence in sentences(passage.text)
            if sentence.endswith(_FULL_STOPS)
        ]
    return {path: group for path, group in lengths.items() if group}


def _page(path: str, lengths: Sequence[int]) -> Page:
    ordered = sorted(lengths)
    most = ordered[-(-len(ordered) * 9 // 10) - 1] if ordered else 0
    middle = median(ordered) if ordered else 0
    return Page(path=path, sentences=len(ordered), median=middle, most=most)
