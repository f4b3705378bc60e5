"""What earlier runs have made: so that only what changed is made again.

A file is as it should be when what went into it is the same as then, and the file itself too.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path, PurePosixPath

from rinnalla.editions import Edition
from rinnalla.messages import interface_path
from rinnalla.paper.plan import Job

PACKAGE = Path(__file__).parent.parent
ENGINES = (
    "font-source-sans-pro", "fonttools", "pikepdf", "pydyf", "python-docx", "segno", "weasyprint",
)  # fmt: skip
"""Packages whose version changes what comes out of them."""

OTHER_ROOMS = ("book", "checks", "cli", "prose", "search", "serve", "site", "sphinx_ext", "static",
               "theme")  # fmt: skip
"""Rooms of the package that make pages: no sheet changes with them."""

_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Entry:
    """One file as it was made. source: digest of what went into it; content: of its bytes."""

    source: str
    content: str


class Memory:
    """The files of one folder, by their names from there, as they were made.

    path: of the file that remembers; one that cannot be read remembers nothing.
    """

    def __init__(self, path: Path, folder: Path) -> None:
        self.path = path
        self.folder = folder
        self.entries = _read(path)

    def holds(self, name: str, source: str) -> bool:
        """Return whether the file is there, undamaged, and made of this source."""
        entry = self.entries.get(name)
        return entry is not None and entry.source == source and self._is_ours(name, entry)

    def keep(self, name: str, source: str, content: str) -> None:
        """Remember a file that has been made."""
        self.entries[name] = Entry(source, content)

    def forget(self, name: str) -> None:
        """Remember a file no longer."""
        self.entries.pop(name, None)

    def sweep(self, possible: Iterable[str]) -> int:
        """Remove files that nothing could be made of any more; return how many there were.

        Only files that were made here and have not been changed since.
        """
        gone = {
            name: entry for name, entry in self.entries.items() if name not in frozenset(possible)
        }
        ours = [name for name, entry in gone.items() if self._is_ours(name, entry)]
        for name in ours:
            (self.folder / name).unlink()
        for name in gone:
            self.forget(name)
        return len(ours)

    def save(self) -> None:
        """Write what is remembered, so that a run that breaks off leaves the file whole."""
        rows = {name: [entry.source, entry.content] for name, entry in sorted(self.entries.items())}
        text = json.dumps(rows, ensure_ascii=False, indent=0)
        if self.path.is_file() and self.path.read_text("utf-8", "replace") == text:
            return
        self.path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(self.path, text.encode())

    def _is_ours(self, name: str, entry: Entry) -> bool:
        try:
            return digest((self.folder / name).read_bytes()) == entry.content
        except OSError:
            return False


def _read(path: Path) -> dict[str, Entry]:
    try:
        rows = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(rows, dict):
        return {}
    return {name: Entry(*row) for name, row in rows.items() if _is_entry(name, row)}


def _is_entry(name: str, row: object) -> bool:
    path = PurePosixPath(name)
    return (
        not path.is_absolute()
        and ".." not in path.parts
        and isinstance(row, list)
        and len(row) == 2
        and all(isinstance(one, str) and _DIGEST.fullmatch(one) for one in row)
    )


def write_whole(target: Path, data: bytes) -> None:
    """Write a file so that nobody ever finds half of it."""
    beside = target.with_name(f".{target.name}.part")
    try:
        beside.write_bytes(data)
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)


def digest(*parts: bytes) -> str:
    """Return a digest of the parts, each with its length, so that none runs into the next."""
    found = hashlib.sha256()
    for part in parts:
        found.update(len(part).to_bytes(8))
        found.update(part)
    return found.hexdigest()


def source_of(job: Job, editions: Sequence[Edition]) -> str:
    """Return a digest of all that goes into the file of a job."""
    pack = repr((replace(job.pack.pack, path=""), job.pack.page)) if job.pack else ""
    made_of = (_tools(), job.format, pack, *(part for one in editions for part in _parts(one)))
    return digest(*(part.encode() for part in made_of))


def _parts(edition: Edition) -> Iterable[str]:
    """Yield what a sheet can show of an edition.

    Of the day only what follows from it; of other lists only those that this one names.
    """
    text = repr(replace(edition.checklist, path=""))
    left_out = {"checklist", "today", "titles", "items"}
    yield text
    for field in fields(edition):
        if field.name not in left_out:
            yield f"{field.name}={getattr(edition, field.name)!r}"
    yield repr(edition.warnings)
    for known in (edition.titles, edition.items):
        yield repr([(id_, known[id_]) for id_ in known if id_ in text])
    yield _interface(edition.language)


@cache
def _interface(language: str) -> str:
    path = interface_path(language)
    return digest(path.read_bytes()) if path.is_file() else ""


@cache
def _tools() -> str:
    """Return a digest of our code and styles, and of the packages that print."""
    own = [part for path in own_files() for part in (path.name.encode(), path.read_bytes())]
    return digest(*own, *(_version(name).encode() for name in ENGINES))


def own_files() -> list[Path]:
    """Return the files of this package that a sheet can depend on, words of languages aside."""
    found = (path for path in PACKAGE.rglob("*") if path.is_file())
    return sorted(
        path
        for path in found
        if path.suffix not in (".po", ".pyc")
        and path.relative_to(PACKAGE).parts[0].removesuffix(".py") not in OTHER_ROOMS
    )


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
