"""Who has read a translation as a professional with that language, when, and what of it.

A review holds for the words that were read. It is kept beside the catalogues with a digest of
them, so that a translation that changes afterwards is no longer called reviewed::

    checklists/cm-referral:
      reviewed-by: socialarbetare, svenska som modersmål
      on: 2026-11-30
      of: 5f2c9a1b
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import yaml

from rinnalla.diagnostics import Code, Diagnostic, problem, shorten
from rinnalla.languages.catalogues import Page
from rinnalla.phrases import Phrase, phrase
from rinnalla.yamlfile import compose, read_text

FILE_NAME = "reviews.yml"
_KEYS = ("reviewed-by", "on", "of")


@dataclass(frozen=True, kw_only=True, slots=True)
class Review:
    """One reading of one page. by: a role, never a name; of: the digest of what was read."""

    by: str
    on: date
    of: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Status:
    """How far the translation of a page is. texts: all of them; open: empty or fuzzy ones.

    review: the latest one, None where there was none; is_current: whether the words are still
    those that were read.
    """

    name: str
    texts: int
    open: int
    fuzzy: int
    review: Review | None = None
    is_current: bool = False

    @property
    def is_reviewed(self) -> bool:
        """Whether readers may take the page for reviewed."""
        return self.review is not None and self.is_current and not self.open


def digest(page: Page) -> str:
    """Return eight hexadecimal digits that change with any text or translation of a page."""
    words = "\0".join(f"{entry.source}\0{entry.translation}" for entry in page.entries)
    return hashlib.sha256(words.encode()).hexdigest()[:8]


def status_of(page: Page, reviews: Mapping[str, Review]) -> Status:
    """Return how far a page's translation is. reviews: of its language, by page."""
    review = reviews.get(page.name)
    return Status(
        name=page.name,
        texts=len(page.entries),
        open=sum(1 for entry in page.entries if not entry.is_done),
        fuzzy=sum(1 for entry in page.entries if entry.fuzzy),
        review=review,
        is_current=review is not None and review.of == digest(page),
    )


def reviews_path(locales: Path, language: str) -> Path:
    """Return where the reviews of a language stand, if there are any."""
    return locales / language / FILE_NAME


def read_reviews(path: Path, shown: str) -> tuple[dict[str, Review], list[Diagnostic]]:
    """Return the reviews by page, and what is wrong with the file. shown: for messages.

    Where the file is missing nothing has been reviewed.
    """
    text, problems = read_text(path)
    return ({}, problems) if problems else parse_reviews(text, shown)


def parse_reviews(text: str, path: str) -> tuple[dict[str, Review], list[Diagnostic]]:
    """Return the reviews by page, and the problems with their lines. path: for messages."""
    root = compose(text)
    if isinstance(root, tuple):
        return {}, [problem(path, root[0], Code.BAD_REVIEW, what=phrase("a page"), why=root[1])]
    if root is None:
        return {}, []
    if not isinstance(root, yaml.MappingNode):
        why = phrase("cannot be found: the file does not hold names of pages")
        return {}, [problem(path, 1, Code.BAD_REVIEW, what=phrase("a page"), why=why)]
    reviews: dict[str, Review] = {}
    problems: list[Diagnostic] = []
    for key, node in root.value:
        review = _review(node)
        if isinstance(review, Review):
            reviews[str(key.value)] = review
            continue
        what, line = f"«{shorten(str(key.value))}»", key.start_mark.line + 1
        problems.append(problem(path, line, Code.BAD_REVIEW, what=what, why=review))
    return reviews, problems


def _review(node: yaml.Node) -> Review | Phrase:
    """Return the review, or what is wrong with it."""
    if not isinstance(node, yaml.MappingNode):
        return phrase("has no facts indented under it")
    facts = {str(k.value): str(v.value).strip() for k, v in node.value}
    for name in _KEYS:
        if not facts.get(name):
            return phrase("lacks {names}", names=name)
    try:
        day = date.fromisoformat(facts["on"])
    except ValueError:
        return phrase(
            'has the day "{day}", which is not written like 2026-11-30', day=shorten(facts["on"])
        )
    if not re.fullmatch(r"[0-9a-f]{8}", facts["of"]):
        return phrase("says under of: what no command has written")
    return Review(by=facts["reviewed-by"], on=day, of=facts["of"])


def write_review(path: Path, name: str, review: Review) -> None:
    """Add a review to a file, in place of an earlier one of the same page."""
    known, _ = read_reviews(path, str(path))
    known[name] = review
    rows = {
        page: {"reviewed-by": one.by, "on": one.on, "of": one.of}
        for page, one in sorted(known.items())
    }
    text = yaml.safe_dump(rows, allow_unicode=True, sort_keys=False, width=1000)
    path.write_text(
        f"# Who has reviewed which page, as what. Written by a command.\n{text}", "utf-8"
    )
