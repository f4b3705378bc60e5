"""The command ``rinnalla languages``: status and gates, update, add, reviewed."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from rinnalla.diagnostics import FORMATS, Diagnostic, in_order
from rinnalla.languages.add import add_language
from rinnalla.languages.catalogues import catalogue_path, read_page
from rinnalla.languages.known import Languages, read_languages
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

NAME = "rinnalla languages"


class UsageError(Exception):
    """The command was asked for something it cannot do; its words say what."""


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the others."""
    parser = commands.add_parser("languages", help="say how far each translation is, and what is "
                                 "wrong with it")  # fmt: skip
    parser.add_argument("--docs", type=Path, default=Path("docs"), help="the pages (docs)")
    parser.add_argument("--locales", type=Path, default=Path("locales"), help="(locales)")
    parser.add_argument("--format", choices=sorted(FORMATS), default="text", help="(text)")
    parser.set_defaults(run=run, act=_status)
    actions = parser.add_subparsers(title="what else it does")

    updating = actions.add_parser("update", help="bring the catalogues up to date with the pages")
    updating.add_argument("--change", choices=CHANGES, default="meaning", help="what has changed"
                          " in the pages: typos leave translations alone (meaning)")  # fmt: skip
    updating.set_defaults(act=_update)

    adding = actions.add_parser("add", help="begin a new language, as a draft")
    adding.add_argument("code", metavar="CODE", help="of the language, such as ar")
    adding.set_defaults(act=_add)

    reviewed = actions.add_parser("reviewed", help="write down that pages have been reviewed")
    reviewed.add_argument("code", metavar="LANGUAGE")
    reviewed.add_argument("pages", nargs="+", metavar="PAGE", help="such as checklists/cm-referral")
    reviewed.add_argument("--by", required=True, metavar="ROLE", help="who has reviewed them, by "
                          "profession and language; no name")  # fmt: skip
    reviewed.add_argument("--on", type=date.fromisoformat, default=date.today(), metavar="DAY",
                          help="2026-11-30 (today)")  # fmt: skip
    reviewed.set_defaults(act=_reviewed)


def run(options: argparse.Namespace) -> int:
    """Do what is asked. Exit status: 0 all is well, 1 something is to be mended, 2 wrong usage."""
    languages, problems = read_languages(options.locales)
    if problems:
        sys.stdout.write(FORMATS[options.format](problems))
        return 2
    try:
        status: int = options.act(options, languages)
    except UsageError as error:
        print(f"{NAME}: {error}", file=sys.stderr)
        return 2
    except BrokenCatalogueError as error:
        sys.stdout.write(FORMATS[options.format](error.problems))
        return 1
    except TemplateError:
        print(f"{NAME}: the pages in {options.docs} cannot be read; see above", file=sys.stderr)
        return 2
    return status


def _templates(options: argparse.Namespace) -> list[Template]:
    if not (options.docs / "conf.py").is_file():
        raise UsageError(f"there is no conf.py in {options.docs}")
    return read_templates(options.docs)


def _status(options: argparse.Namespace, languages: Languages) -> int:
    reports = report_languages(_templates(options), options.docs, options.locales, languages)
    found = in_order(_published(reports))
    sys.stdout.write(FORMATS[options.format](found))
    if options.format == "text":
        sys.stdout.write(as_table(reports))
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
    sys.stdout.write(as_table(reports))
    return 0


def _add(options: argparse.Namespace, languages: Languages) -> int:
    try:
        add_language(options.locales, options.code, _templates(options), languages)
    except ValueError as error:
        raise UsageError(str(error)) from None
    folder = options.locales / options.code
    print(f"{options.code} is a draft now: its catalogues are in {folder}.")
    print(f"To see it: rinnalla site --languages {options.code}")
    return 0


def _reviewed(options: argparse.Namespace, languages: Languages) -> int:
    if options.code not in languages.translated:
        known = ", ".join(languages.translated) or "none"
        raise UsageError(f"{options.code} is not a translated language; there are: {known}")
    by = " ".join(options.by.split())
    if not by:
        raise UsageError("--by is empty: write the role of who reviewed the pages")
    readings = []
    for name in options.pages:
        path = catalogue_path(options.locales, options.code, name)
        if not path.is_file():
            raise UsageError(f"there is no catalogue {path}")
        page, broken = read_page(path, name, str(path))
        open_texts = status_of(page, {}).open
        if broken or open_texts:
            raise UsageError(f"{path} is not whole: {open_texts} texts are open")
        readings.append(page)
    target = reviews_path(options.locales, options.code)
    for page in readings:
        write_review(target, page.name, Review(by=by, on=options.on, of=digest(page)))
        print(f"{page.name}: reviewed by {by}, {options.on}")
    return 0
