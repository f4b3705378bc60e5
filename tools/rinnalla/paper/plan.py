"""Which files are made of which lists."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from pathlib import Path, PurePosixPath
from typing import TypeAlias

from rinnalla.editions import Edition, PackEdition
from rinnalla.model import Checklist
from rinnalla.packs import OWN, Pack, file_of
from rinnalla.paper.formats import FORMATS, PACK, file_name, formats_of

Place: TypeAlias = Callable[[str], PurePosixPath]
"""The folder of a language's files, below the folder that all are written to."""

Shelf: TypeAlias = Mapping[str, Mapping[str, Edition]]
"""Editions by language and list id."""


Bundles: TypeAlias = Mapping[str, Mapping[str, PackEdition]]
"""Packs by language and pack id."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Job:
    """One file to be made. languages: those in it, in their order; target: where it goes.

    name: of the file as remembered, from the folder that all are written to, with slashes;
    pack: what is printed instead of one list, whose id is then empty.
    """

    list_id: str
    format: str
    languages: tuple[str, ...]
    target: Path
    name: str
    pack: PackEdition | None = None

    def editions(self, found: Shelf) -> tuple[Edition, ...]:
        """Return what it is made of: a list in its languages, or the lists of a pack."""
        if self.pack:
            return self.pack.editions
        return tuple(found[language][self.list_id] for language in self.languages)

    def origin(self, editions: Sequence[Edition]) -> Checklist | Pack:
        """Return what an editor has written, with its file and line. editions: of the job."""
        return self.pack.pack if self.pack else editions[0].checklist


def plan_packs(
    packs: Bundles, folder: Path, place: Place, *, ids: Sequence[str] | None = None
) -> tuple[Job, ...]:
    """Return the jobs that make packs in languages. ids: of the packs, None for all."""
    return tuple(
        Job(
            list_id="",
            format=PACK,
            languages=(language,),
            target=folder / file,
            name=file.as_posix(),
            pack=pack,
        )
        for language, known in packs.items()
        for id_, pack in known.items()
        if ids is None or id_ in ids
        for file in [place(language) / pack.pack.file]
    )


def plan(
    found: Shelf,
    folder: Path,
    place: Place,
    *,
    formats: Iterable[str] = FORMATS,
    ids: Sequence[str] | None = None,
    two: Sequence[tuple[str, str]] = (),
) -> tuple[Job, ...]:
    """Return the jobs that make sheets of lists in languages.

    found: the editions they are made from; ids: of the lists, None for all; two: the languages
    that stand side by side. A file of two languages is kept with those of the first.
    """
    wanted = tuple(formats)
    return tuple(
        _job(folder, place, id_, name, languages)
        for id_, edition in _lists(found)
        if ids is None or id_ in ids
        for name in formats_of(edition.checklist)
        if name in wanted
        for languages in _languages(name, tuple(found), two)
    )


def possible(
    found: Shelf, languages: Iterable[str], place: Place, packs: Bundles
) -> frozenset[str]:
    """Return the names of all files that any command could make of the lists and packs there are.

    Among them the pack that somebody puts together.
    """
    known = tuple(languages)
    two = tuple(permutations(known, 2))
    bundles = (*next(iter(packs.values()), {}), OWN)
    made = ((place(code) / file_of(id_)).as_posix() for code in known for id_ in bundles)
    return frozenset(made) | frozenset(
        (place(codes[0]) / file_name(id_, name, codes)).as_posix()
        for id_, edition in _lists(found)
        for name in formats_of(edition.checklist)
        for codes in _languages(name, known, two)
    )


def _lists(found: Shelf) -> Iterator[tuple[str, Edition]]:
    yield from next(iter(found.values()), {}).items()


def _languages(
    name: str, languages: Sequence[str], two: Sequence[tuple[str, str]]
) -> Iterator[tuple[str, ...]]:
    if FORMATS[name].languages == 2:
        yield from two
    else:
        yield from ((language,) for language in languages)


def _job(folder: Path, place: Place, id_: str, name: str, languages: tuple[str, ...]) -> Job:
    file = place(languages[0]) / file_name(id_, name, languages)
    return Job(
        list_id=id_,
        format=name,
        languages=languages,
        target=folder / file,
        name=file.as_posix(),
    )
