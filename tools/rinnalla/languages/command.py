"""The command ``rinnalla languages``: status and gates, update, add, reviewed."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TypeAlias

from rinnalla.diagnostics import FORMATS, Diagnostic, in_order
from rinnalla.languages.add import add_language
from rinnalla.languages.catalogues import catalogue_path, read_page
from rinnalla.languages.known import LOCALES, Languages, read_languages
from rinnalla.languages.report import LanguageReport, as_table, report_languages
from rinnalla.languages.reviews import Review, digest, reviews_path, status_of, write_review
from rinnalla.languages.update import (
    CHANGES,
    BrokenCatalogueError,
    Template,
    TemplateError,
    read_templates,
    update,
)
from rinnalla.phrases import phrase, said
from rinnalla.speech import Speech

NAME = "rinnalla languages"


_Act: TypeAlias = Callable[[argparse.Namespace, Languages], int]


class UsageError(Exception):
    """The command was asked for something it cannot do. words: what."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


def add_options(
    parser: argparse.ArgumentParser, common: argparse.ArgumentParser, say: Speech
) -> None:
    """Add its options and actions to the command. common: the options that every action has."""
    folder, where = say("FOLDER"), say("folder of the translations (locales)")
    pages = say("folder of the pages (docs)")
    parser.add_argument("--docs", type=Path, default=Path("docs"), metavar=folder, help=pages)
    parser.add_argument("--locales", type=Path, default=Path(LOCALES), metavar=folder, help=where)
    form = say("form of the report (text)")
    parser.add_argument("--format", choices=sorted(FORMATS), default="text", help=form)
    parser.set_defaults(act=_status)
    actions = parser.add_subparsers(title=say("what else it does"), metavar=say("COMMAND"))

    def action(name: str, act: _Act, purpose: str) -> argparse.ArgumentParser:
        one = actions.add_parser(name, help=purpose, description=purpose, parents=[common])
        one.set_defaults(act=act)
        return one

    updating = action("update", _update, say("bring the catalogues up to date with the pages"))
    change = say("what has changed in the pages: typos leave translations alone (meaning)")
    updating.add_argument("--change", choices=CHANGES, default="meaning", help=change)

    adding = action("add", _add, say("begin a new language, as a draft"))
    adding.add_argument("code", metavar=say("CODE"), help=say("code of the language, such as ar"))

    reviewed = action("reviewed", _reviewed, say("write down that pages have been reviewed"))
    reviewed.add_argument("code", metavar=say("CODE"), help=say("code of the language, such as ar"))
    page = say("such as checklists/cm-referral")
    reviewed.add_argument("pages", nargs="+", metavar=say("PAGE"), help=page)
    who = say("who has reviewed them, by profession and language; no name")
    reviewed.add_argument("--by", required=True, metavar=say("ROLE"), help=who)
    day = say("such as 2026-11-30 (today)")
    reviewed.add_argument(
        "--on", type=date.fromisoformat, default=date.today(), metavar=say("DAY"), help=day
    )


def run(options: argparse.Namespace) -> int:
    """Do what is asked. Exit status: 0 all is well, 1 something is to be mended, 2 wrong usage."""
    languages, problems = read_languages(options.locales)
    if problems:
        sys.stdout.write(FORMATS[options.format](problems, options.say))
        return 2
    try:
        status: int = options.act(options, languages)
    except UsageError as error:
        print(f"{NAME}: {said(error.words, options.say)}", file=sys.stderr)
        return 2
    except BrokenCatalogueError as error:
        sys.stdout.write(FORMATS[options.format](error.problems, options.say))
        return 1
    except TemplateError:
        unread = phrase("the pages in {folder} cannot be read; see above", folder=options.docs)
        print(f"{NAME}: {said(unread, options.say)}", file=sys.stderr)
        return 2
    return status


def _templates(options: argparse.Namespace) -> list[Template]:
    if not (options.docs / "conf.py").is_file():
        raise UsageError(phrase("there is no conf.py in {folder}", folder=options.docs))
    return read_templates(options.docs, options.say.environment)


def _status(options: argparse.Namespace, languages: Languages) -> int:
    reports = report_languages(_templates(options), options.docs, options.locales, languages)
    found = in_order(_published(reports))
    sys.stdout.write(FORMATS[options.format](found, options.say))
    if options.format == "text":
        sys.stdout.write(as_table(reports, options.say))
    return 1 if found else 0


def _published(reports: Sequence[LanguageReport]) -> list[Diagnostic]:
    """Return what is wrong with the languages that readers see."""
    return [problem for one in reports if one.kind != "draft" for problem in one.problems]


def _update(options: argparse.Namespace, languages: Languages) -> int:
    templates = _templates(options)
    for code in languages.translated:
        for path in update(templates, options.locales, code, options.change):
            print(path)
    reports = report_languages(templates, options.docs, options.locales, languages)
    sys.stdout.write(as_table(reports, options.say))
    return 0


def _add(options: argparse.Namespace, languages: Languages) -> int:
    try:
        add_language(options.locales, options.code, _templates(options), languages)
    except ValueError as error:
        raise UsageError(error.args[0]) from None
    folder = options.locales / options.code
    code = options.code
    begun = phrase(
        "{code} is a draft now: its catalogues are in {folder}.", code=code, folder=folder
    )
    print(said(begun, options.say))
    see = phrase("To see it: {command}", command=f"rinnalla site --languages {code}")
    print(said(see, options.say))
    return 0


def _reviewed(options: argparse.Namespace, languages: Languages) -> int:
    if options.code not in languages.translated:
        words = phrase(
            "{code} is not a translated language; there are: {known}",
            code=options.code,
            known=", ".join(languages.translated) or phrase("none"),
        )
        raise UsageError(words)
    by = " ".join(options.by.split())
    if not by:
        raise UsageError(phrase("--by is empty: write the role of who reviewed the pages"))
    readings = []
    for name in options.pages:
        path = catalogue_path(options.locales, options.code, name)
        if not path.is_file():
            raise UsageError(phrase("there is no catalogue {path}", path=path))
        page, broken = read_page(path, name, str(path))
        open_texts = status_of(page, {}).open
        if broken or open_texts:
            words = phrase(
                "{path} is not whole: {count} texts are open", path=path, count=open_texts
            )
            raise UsageError(words)
        readings.append(page)
    target = reviews_path(options.locales, options.code)
    for page in readings:
        write_review(target, page.name, Review(by=by, on=options.on, of=digest(page)))
        done = phrase("{page}: reviewed by {by}, {day}", page=page.name, by=by, day=options.on)
        print(said(done, options.say))
    return 0
