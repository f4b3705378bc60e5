"""The command ``rinnalla forms``: sheets of lists, made in a folder; only what changed is made."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path, PurePosixPath
from typing import TypeAlias

from rinnalla.diagnostics import as_text
from rinnalla.editions import Editions, choose_lists, read_editions
from rinnalla.languages.addresses import problem_of_base_url
from rinnalla.languages.known import FILE_NAME, Languages, locales_beside, read_languages
from rinnalla.paper.formats import BILINGUAL, FORMATS, formats_of, pairs
from rinnalla.paper.memory import Memory
from rinnalla.paper.plan import Job, plan, possible
from rinnalla.paper.press import Report, press
from rinnalla.paper.problems import MissingLibraryError
from rinnalla.paper.progress import progress
from rinnalla.phrases import phrase, said
from rinnalla.speech import Speech

NAME = "rinnalla forms"
MEMORY = ".rinnalla-sheets.json"
"""The file in the folder of the sheets that remembers what they were made of."""


class UsageError(Exception):
    """The command was asked for something it cannot do. words: what."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


@dataclass(frozen=True, kw_only=True, slots=True)
class _Wish:
    """What is asked for, known to exist. two: the languages that stand side by side."""

    ids: tuple[str, ...]
    formats: tuple[str, ...]
    two: tuple[tuple[str, str], ...]


def add_options(parser: argparse.ArgumentParser, say: Speech) -> None:
    """Add its options to the command."""
    ids = say("ids of the lists, such as cm-process (all)")
    parser.add_argument("ids", nargs="*", metavar=say("ID"), help=ids)
    add_common_options(parser, say)
    names = say("formats, such as pdf,card (all a list has): {known}")
    parser.add_argument(
        "--format",
        dest="formats",
        type=_words,
        default=(),
        metavar=say("NAMES"),
        help=names.format(known=", ".join(FORMATS)),
    )
    names = say("make nothing, print the ids of the lists and the formats they have")
    parser.add_argument("--list", action="store_true", help=names)


def add_common_options(parser: argparse.ArgumentParser, say: Speech) -> None:
    """Add the options of every command that prints: languages, folder and day."""
    codes = say("languages of the sheets, such as fi,sv (all published)")
    parser.add_argument(
        "--lang",
        "--languages",
        dest="languages",
        type=_words,
        default=(),
        metavar=say("CODES"),
        help=codes,
    )
    folder = say("folder of the sheets (build/forms)")
    out = Path("build/forms")
    parser.add_argument("--out", type=Path, default=out, metavar=say("FOLDER"), help=folder)
    day = say("the day by which a review is overdue, such as 2026-11-30 (today)")
    parser.add_argument("--today", default="", metavar=say("DAY"), help=day)


def run(options: argparse.Namespace) -> int:
    """Make the sheets asked for; return the exit status.

    0: they are there; 1: something is wrong with the pages or a sheet; 2: there is no such list,
    language or format, or something has to be installed.
    """
    return perform(options, NAME, _forms)


Work: TypeAlias = Callable[[argparse.Namespace, Editions, Languages], Report | None]
"""Makes what a command is asked for, and says what it did; None where it only told something."""


def perform(options: argparse.Namespace, name: str, work: Work) -> int:
    """Read the lists in the languages asked for and do the work; return the exit status."""
    say: Speech = options.say
    try:
        languages = _languages(options)
        chosen = _chosen_languages(options.languages, languages)
        editions = _editions(options, languages, chosen)
        if editions.diagnostics:
            sys.stderr.write(as_text(editions.diagnostics, say))
            return 1
        report = work(options, editions, languages)
    except UsageError as error:
        print(f"{name}: {said(error.words, say)}", file=sys.stderr)
        return 2
    except MissingLibraryError as error:
        print(f"{name}: {said(error.text, say)}", file=sys.stderr)
        return 2
    if report is None:
        return 0
    for row in report.rows(say):
        print(row, file=sys.stderr)
    print(said(summary(report, options.out), say))
    return report.status


def _forms(options: argparse.Namespace, editions: Editions, languages: Languages) -> Report | None:
    if options.list:
        _print_lists(editions, languages.source)
        return None
    wish = _wish(options, editions, languages)
    jobs = plan(
        editions.found,
        options.out,
        PurePosixPath,
        formats=wish.formats,
        ids=wish.ids,
        two=wish.two,
    )
    return make(options, editions, languages, jobs)


def summary(report: Report, folder: Path) -> str:
    """Return in a phrase what was done."""
    if report.removed:
        return phrase(
            "{made} sheets made, {unchanged} unchanged, {removed} removed, in {folder}",
            made=report.made,
            unchanged=report.unchanged,
            removed=report.removed,
            folder=folder,
        )
    return phrase(
        "{made} sheets made, {unchanged} unchanged, in {folder}",
        made=report.made,
        unchanged=report.unchanged,
        folder=folder,
    )


def _words(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word.strip() for word in text.split(",") if word.strip()))


def near(word: str, known: Sequence[str]) -> str:
    """Return a question with what may have been meant, empty where nothing is like it."""
    found = get_close_matches(word.lower(), known, n=1)
    return phrase(" (did you mean «{near}»?)", near=found[0]) if found else ""


def _languages(options: argparse.Namespace) -> Languages:
    if not options.docs.is_dir():
        raise UsageError(phrase("there is no folder {folder}", folder=options.docs))
    if options.base_url and (fault := problem_of_base_url(options.base_url)):
        words = phrase("the address {address} {why}", address=options.base_url, why=fault)
        raise UsageError(words)
    folder = locales_beside(options.docs)
    if not (folder / FILE_NAME).is_file():
        return Languages()
    languages, faults = read_languages(folder)
    if faults:
        raise UsageError(faults[0].phrase)
    return languages


def _chosen_languages(asked: Sequence[str], languages: Languages) -> tuple[str, ...]:
    """Return the languages asked for, in their order; without any, those that readers have."""
    every = (*languages.shown, *languages.drafts)
    for code in asked:
        if code not in every:
            known = ", ".join(every)
            words = phrase("the language «{code}» is none of {known}", code=code, known=known)
            raise UsageError(words)
    return tuple(asked) or languages.shown


def _editions(options: argparse.Namespace, languages: Languages, chosen: Sequence[str]) -> Editions:
    return read_editions(
        options.docs,
        locales_beside(options.docs),
        chosen,
        languages=languages,
        today=_day(options.today),
        base_url=options.base_url,
    )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text) if text else date.today()
    except ValueError:
        words = phrase("«{text}» is not a day such as 2026-11-30", text=text)
        raise UsageError(words) from None


def _wish(options: argparse.Namespace, editions: Editions, languages: Languages) -> _Wish:
    ids = known_lists(options.ids, editions)
    for name in options.formats:
        _refuse_format(name, ids if options.ids else (), editions)
    chosen = tuple(editions.found)
    two = pairs(chosen, languages.source)
    if BILINGUAL in options.formats and not two:
        raise UsageError(
            phrase(
                "{format} needs two different languages, such as {example}",
                format=BILINGUAL,
                example="--lang fi,sv",
            )
        )
    return _Wish(ids=ids, formats=options.formats or tuple(FORMATS), two=two)


def known_lists(asked: Sequence[str], editions: Editions) -> tuple[str, ...]:
    """Return the ids of the lists that are meant, all without any. UsageError: there is none."""
    ids, unknown = choose_lists(editions, asked)
    if unknown:
        words = phrase(
            "there is no list «{id}»{near}; to see what there is: {command}",
            id=unknown[0],
            near=near(unknown[0], editions.ids),
            command=f"{NAME} --list",
        )
        raise UsageError(words)
    return ids


def _refuse_format(name: str, ids: Sequence[str], editions: Editions) -> None:
    """Raise a UsageError if there is no such format, or if a list named does not have it."""
    if name not in FORMATS:
        words = phrase(
            "there is no format «{name}»{near}; there are: {known}",
            name=name,
            near=near(name, tuple(FORMATS)),
            known=", ".join(FORMATS),
        )
        raise UsageError(words)
    first = next(iter(editions.found.values()))
    having = [id_ for id_, edition in first.items() if name in formats_of(edition.checklist)]
    lacking = [id_ for id_ in ids if id_ not in having]
    sizes = ", ".join(FORMATS[name].sizes)
    if not having:
        words = phrase(
            "no list has the format {format}: none names {sizes} after :paper:",
            format=name,
            sizes=sizes,
        )
        raise UsageError(words)
    if lacking:
        words = phrase(
            "{lists}: no {format}, as :paper: names none of {sizes}; lists that have it: {having}",
            format=name,
            sizes=sizes,
            lists=", ".join(lacking),
            having=", ".join(having),
        )
        raise UsageError(words)


def _print_lists(editions: Editions, source: str) -> None:
    shelf = editions.found.get(source) or next(iter(editions.found.values()))
    width = max(map(len, shelf), default=0)
    for id_, edition in shelf.items():
        formats = ", ".join(formats_of(edition.checklist))
        print(f"{id_.ljust(width)}  {edition.title} ({formats})")


def make(
    options: argparse.Namespace, editions: Editions, languages: Languages, jobs: Sequence[Job]
) -> Report:
    """Make the files of the jobs that are not there as they should be."""
    every = (*languages.shown, *languages.drafts)
    try:
        return press(
            jobs,
            editions.found,
            Memory(options.out / MEMORY, options.out),
            possible=possible(editions.found, every, PurePosixPath, editions.packs),
            locales=locales_beside(options.docs),
            progress=progress(),
        )
    except OSError as error:
        words = phrase(
            "cannot write to {folder}: {why}", folder=options.out, why=error.strerror or error
        )
        raise UsageError(words) from error
