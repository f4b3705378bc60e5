"""Which pages the book has, and in which order: as the tables of contents of the pages say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from rinnalla.fences import fences

ROOT = "index"
"""The page that begins the book."""

_TOCTREE = "{toctree}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Chapter:
    """One page. name: of its document, such as ``models/index``; depth: of its heading, from 1."""

    name: str
    depth: int


def read_contents(docs: Path) -> tuple[Chapter, ...]:
    """Return the pages in the order they are read: the first one, then each shelf with its own.

    A page that is named twice stands where it is named first; one that there is not is left out,
    as the build of the site reports it.
    """
    seen: set[str] = set()
    found = [Chapter(name=ROOT, depth=1)]
    for shelf in _below(docs, ROOT):
        found += _shelf(docs, shelf, 1, seen)
    return tuple(found)


def _shelf(docs: Path, name: str, depth: int, seen: set[str]) -> Iterator[Chapter]:
    if name in seen or not _file(docs, name).is_file():
        return
    seen.add(name)
    yield Chapter(name=name, depth=depth)
    for child in _below(docs, name):
        yield from _shelf(docs, child, min(depth + 1, 2), seen)


def _below(docs: Path, name: str) -> list[str]:
    """Return the pages that a page's tables of contents name."""
    text = _file(docs, name).read_text("utf-8")
    folder = PurePosixPath(name).parent
    return [
        (PurePosixPath(row[1:]) if row.startswith("/") else folder / row).as_posix()
        for token in fences(text)
        if token.info.strip() == _TOCTREE
        for row in map(str.strip, token.content.split("\n"))
        if row and not row.startswith(":")
    ]


def _file(docs: Path, name: str) -> Path:
    return docs / f"{name}.md"
