"""The command ``rinnalla``. Exit status: 0 clean, 1 something found, 2 wrong usage."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from io import TextIOWrapper
from pathlib import Path
from typing import TypeAlias

from rinnalla import __version__, coverage
from rinnalla.book import command as book
from rinnalla.checks import Corpus, corpus_of, run_checks
from rinnalla.diagnostics import FORMATS, Diagnostic, in_order
from rinnalla.drawing.check import FOLDER, check_drawings
from rinnalla.languages import command as languages
from rinnalla.messages import LANGUAGES, interface_path
from rinnalla.paper import command as forms
from rinnalla.paper import packing
from rinnalla.paper.press import render
from rinnalla.phrases import phrase, said
from rinnalla.prose import Report, check_prose, read_passages
from rinnalla.read import markdown_files, read_paths
from rinnalla.serve import serve
from rinnalla.settings import FILE_NAME, read_settings
from rinnalla.site import build_site
from rinnalla.speech import SPOKEN, Speech
from rinnalla.synonyms import FILE_NAME as SEARCH_WORDS
from rinnalla.synonyms import read_search_words
from rinnalla.usage import chosen_speech, spoken
from rinnalla.wordlist import parse_word_list

BASE_URL = "RINNALLA_BASE_URL"
"""The variable of the environment that names the site's own address."""

_Run: TypeAlias = Callable[[argparse.Namespace], int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    say = chosen_speech(arguments)
    with spoken(say):
        options = _parser(say).parse_args(arguments)
    options.say = say
    status: int = options.run(options)
    return status


def _parser(say: Speech) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="rinnalla", description=say("Checklists for social and health care that run.")
    )
    version = say("show program's version number and exit")
    parser.add_argument(
        "--version", action="version", version=f"rinnalla {__version__}", help=version
    )
    common = argparse.ArgumentParser(add_help=False)
    for either in (parser, common):
        language = say("language of the messages (the computer's)")
        either.add_argument("--lang", choices=SPOKEN, default=argparse.SUPPRESS, help=language)
    commands = parser.add_subparsers(title=say("commands"), metavar=say("COMMAND"), required=True)

    def command(
        name: str, run: _Run, purpose: str, *, speaks: bool = True
    ) -> argparse.ArgumentParser:
        parents = [common] if speaks else []
        one = commands.add_parser(name, help=purpose, description=purpose, parents=parents)
        one.set_defaults(run=run)
        return one

    check = command("check", _check, say("read every list and say what is wrong, and where"))
    _paths(check, say, say("Markdown files or folders (docs)"), Path("docs"))
    _formats(check, say, FORMATS)

    purpose = say("say which facts of the sources are used, and what rests on no source")
    cover = command("coverage", _coverage, purpose)
    _folder(cover, say, "docs", "docs", say("folder of the pages (docs)"))
    _formats(cover, say, coverage.FORMATS)

    prose = command("prose", _prose, say("check the spelling and the length of Finnish texts"))
    _paths(prose, say, say("files or folders (docs, and the words of the interface)"))
    words = say("words and exceptions (%(default)s)")
    default = Path("docs/contributing/words.txt")
    prose.add_argument("--words", type=Path, default=default, metavar=say("FILE"), help=words)
    lengths = say("print the lengths of every page too")
    prose.add_argument("--pages", action="store_true", help=lengths)

    _site_options(command("site", _site, say("build the whole site")), say)

    purpose = say("make sheets of the lists, to print, to fill in and for Word")
    # Its --lang names the languages of the sheets; words to the editor follow the computer.
    _paper_options(command("forms", forms.run, purpose, speaks=False), forms.add_options, say)
    purpose = say("make packs of lists with a cover and contents, to print on both sides")
    _paper_options(command("pack", packing.run, purpose, speaks=False), packing.add_options, say)

    purpose = say("say how far each translation is, and what is wrong with it")
    languages.add_options(command("languages", languages.run, purpose), common, say)

    purpose = say("make the whole knowledge base into a book")
    # Its --lang names the languages of the books; words to the editor follow the computer.
    book.add_options(command("book", book.run, purpose, speaks=False), say)

    host = command("serve", _serve, say("serve a built site on this machine only"))
    _folder(host, say, "folder", "build/site", say("folder of the site (build/site)"))
    port = say("port (8000)")
    host.add_argument("--port", type=int, default=8000, metavar=say("NUMBER"), help=port)
    return parser


def _site_options(site: argparse.ArgumentParser, say: Speech) -> None:
    _folder(site, say, "--docs", "docs", say("folder of the pages (docs)"))
    _folder(site, say, "--out", "build/site", say("folder of the site (build/site)"))
    codes = say("such as fi,sv; drafts by name only (all published)")
    site.add_argument("--languages", type=_codes, default=(), metavar=say("CODES"), help=codes)
    address = say("the site's own address, for canonical links and the sitemap (${variable})")
    _address(site, say, address)
    quick = say("make no sheets to print and no links to them, for a quick look")
    site.add_argument("--no-sheets", action="store_true", help=quick)


def _paper_options(
    parser: argparse.ArgumentParser,
    add: Callable[[argparse.ArgumentParser, Speech], None],
    say: Speech,
) -> None:
    add(parser, say)
    _folder(parser, say, "--docs", "docs", say("folder of the pages (docs)"))
    address = say("the site's own address, for the code on paper that leads there (${variable})")
    _address(parser, say, address)


def _paths(parser: argparse.ArgumentParser, say: Speech, purpose: str, *usual: Path) -> None:
    parser.add_argument(
        "paths", nargs="*", type=Path, default=[*usual], metavar=say("PATH"), help=purpose
    )


def _folder(
    parser: argparse.ArgumentParser, say: Speech, name: str, usual: str, purpose: str
) -> None:
    optional = None if name.startswith("-") else "?"
    parser.add_argument(
        name, nargs=optional, type=Path, default=Path(usual), metavar=say("FOLDER"), help=purpose
    )


def _address(parser: argparse.ArgumentParser, say: Speech, purpose: str) -> None:
    parser.add_argument(
        "--base-url",
        default=os.environ.get(BASE_URL, ""),
        metavar=say("ADDRESS"),
        help=purpose.format(variable=BASE_URL),
    )


def _formats(parser: argparse.ArgumentParser, say: Speech, known: Iterable[str]) -> None:
    purpose = say("form of the report (text)")
    parser.add_argument("--format", choices=sorted(known), default="text", help=purpose)


def check_paths(paths: Sequence[Path], today: date) -> tuple[int, list[Diagnostic]]:
    """Return how many lists stand in the paths, and everything wrong with them, sorted.

    Lists beside them, below the settings file, are read too: a link may lead there.
    """
    corpus, found = _checked(paths, today)
    settings_file = Path(corpus.settings_path)
    beside = (settings_file, settings_file.with_name(SEARCH_WORDS))
    art = (settings_file.parent / FOLDER).glob("*.svg")
    asked = {str(file) for file in (*markdown_files(paths), *art, *beside)}
    count = sum(1 for checklist in corpus.checklists if checklist.path in asked)
    return count, [diagnostic for diagnostic in found if diagnostic.path in asked]


def _checked(paths: Sequence[Path], today: date) -> tuple[Corpus, list[Diagnostic]]:
    """Return what stands in the paths and beside them, and everything wrong with it, sorted."""
    settings_file = _settings_file(paths)
    beside = [settings_file.parent] if settings_file.is_file() else []
    reading = read_paths([*paths, *beside])
    settings, problems = read_settings(settings_file)
    _, unclear = read_search_words(settings_file.with_name(SEARCH_WORDS))
    corpus = corpus_of(reading, settings, str(settings_file), today)
    folder = settings_file.parent / FOLDER
    drawn = check_drawings(reading.drawings, folder, folder, reading.checklists)
    problems = [*reading.diagnostics, *problems, *unclear, *run_checks(corpus), *drawn]
    return corpus, in_order(problems)


def _settings_file(paths: Sequence[Path]) -> Path:
    """Return the settings file nearest to the paths: beside them, or in a folder above."""
    for path in paths:
        start = path if path.is_dir() else path.parent
        for folder in (start, *start.parents):
            if (folder / FILE_NAME).is_file():
                return folder / FILE_NAME
    return Path(FILE_NAME)


def _printable() -> None:
    """Let a console print what it can: it may lack some of our characters."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")


def _check(options: argparse.Namespace) -> int:
    _printable()
    gc.set_threshold(50_000)  # what is read stays until the end: there is little to collect
    count, found = check_paths(options.paths, date.today())
    sys.stdout.write(FORMATS[options.format](found, options.say))
    errors = sum(1 for diagnostic in found if diagnostic.code.is_error)
    if options.format == "text":
        read = phrase(
            "{count} lists read: {problems} problems, {advice} pieces of advice",
            count=count,
            problems=errors,
            advice=len(found) - errors,
        )
        print(said(read, options.say), file=sys.stderr)
    return 1 if found else 0


def _coverage(options: argparse.Namespace) -> int:
    _printable()
    found = coverage.measure(*_checked([options.docs], date.today()))
    sys.stdout.write(coverage.FORMATS[options.format](found, options.say))
    if not found.sources:
        none = phrase("rinnalla coverage: no facts of any source in {folder}", folder=options.docs)
        print(said(none, options.say), file=sys.stderr)
        return 2
    return 1 if found.problems else 0


def prose_report(paths: Sequence[Path], words_file: Path) -> Report:
    """Return what is wrong with the Finnish texts of the paths; of all there are, without paths.

    Raises ModuleNotFoundError where the dictionary is not installed.
    """
    passages, unread = read_passages(paths or [Path("docs"), _interface_file()])
    text = words_file.read_text("utf-8") if words_file.is_file() else ""
    words = parse_word_list(text, str(words_file))
    return check_prose(passages, words, unread=unread, whole=not paths)


def _interface_file() -> Path:
    """Return the Finnish interface catalogue, as an editor in the project's folder knows it."""
    path = interface_path(LANGUAGES[0])
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


def _prose(options: argparse.Namespace) -> int:
    _printable()
    try:
        report = prose_report(options.paths, options.words)
    except ModuleNotFoundError as error:
        missing = phrase("rinnalla prose: {why}; install rinnalla[search]", why=error)
        print(said(missing, options.say), file=sys.stderr)
        return 2
    for finding in report.findings:
        print(finding.row(options.say))
    for page in report.pages if options.pages else ():
        print(page.row(options.say))
    count = phrase("{count} findings", count=len(report.findings))
    print(f"{report.total.row(options.say)}: {said(count, options.say)}", file=sys.stderr)
    return 1 if report.findings else 0


def _site(options: argparse.Namespace) -> int:
    sheets = None if options.no_sheets else render
    return build_site(
        options.docs,
        options.out,
        options.languages,
        options.base_url,
        say=options.say,
        sheets=sheets,
    )


def _codes(words: str) -> tuple[str, ...]:
    return tuple(code.strip() for code in words.split(",") if code.strip())


def _serve(options: argparse.Namespace) -> int:
    if not (options.folder / "index.html").is_file():
        none = phrase("rinnalla serve: no site in {folder}; build one first", folder=options.folder)
        print(said(none, options.say), file=sys.stderr)
        return 2
    return serve(options.folder, options.port, say=options.say)
