"""The command ``rinnalla``. Exit status: 0 clean, 1 something found, 2 wrong usage."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from datetime import date
from io import TextIOWrapper
from pathlib import Path

from rinnalla import __version__, coverage
from rinnalla.checks import Corpus, run_checks
from rinnalla.diagnostics import FORMATS, Diagnostic, in_order
from rinnalla.drawing.check import FOLDER, check_drawings
from rinnalla.languages import command as languages
from rinnalla.messages import LANGUAGES, interface_path
from rinnalla.prose import Report, check_prose, read_passages
from rinnalla.read import markdown_files, read_paths
from rinnalla.serve import serve
from rinnalla.settings import FILE_NAME, read_settings
from rinnalla.site import build_site
from rinnalla.synonyms import FILE_NAME as SEARCH_WORDS
from rinnalla.synonyms import read_search_words
from rinnalla.wordlist import parse_word_list

BASE_URL = "RINNALLA_BASE_URL"
"""The variable of the environment that names the site's own address."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    options = _parser().parse_args(arguments)
    status: int = options.run(options)
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="rinnalla", description="Checklists for social and health care that run."
    )
    parser.add_argument("--version", action="version", version=f"rinnalla {__version__}")
    commands = parser.add_subparsers(title="commands", required=True)

    check = commands.add_parser("check", help="read every list and say what is wrong, and where")
    check.add_argument("paths", nargs="*", type=Path, default=[Path("docs")], metavar="PATH",
                       help="Markdown files or folders (docs)")  # fmt: skip
    check.add_argument("--format", choices=sorted(FORMATS), default="text", help="(text)")
    check.set_defaults(run=_check)

    cover = commands.add_parser("coverage", help="say which facts of the sources are used, and "
                                "what rests on no source")  # fmt: skip
    cover.add_argument("docs", nargs="?", type=Path, default=Path("docs"), help="(docs)")
    cover.add_argument("--format", choices=sorted(coverage.FORMATS), default="text", help="(text)")
    cover.set_defaults(run=_coverage)
    prose = commands.add_parser("prose", help="check the spelling and the length of Finnish texts")
    prose.add_argument("paths", nargs="*", type=Path, metavar="PATH",
                       help="files or folders (docs, and the words of the interface)")  # fmt: skip
    prose.add_argument("--words", type=Path, default=Path("docs/contributing/words.txt"),
                       metavar="FILE", help="words and exceptions (%(default)s)")  # fmt: skip
    prose.add_argument("--pages", action="store_true", help="print the lengths of every page too")
    prose.set_defaults(run=_prose)

    site = commands.add_parser("site", help="build the whole site")
    site.add_argument("--docs", type=Path, default=Path("docs"), help="its pages (docs)")
    site.add_argument("--out", type=Path, default=Path("build/site"), help="(build/site)")
    site.add_argument("--languages", type=_codes, default=(), metavar="CODES",
                      help="such as fi,sv; drafts by name only (all published)")  # fmt: skip
    site.add_argument("--base-url", default=os.environ.get(BASE_URL, ""), metavar="URL",
                      help="the site's own address, for canonical links and the sitemap "
                      f"(${BASE_URL})")  # fmt: skip
    site.set_defaults(run=_site)

    languages.add_parser(commands)

    host = commands.add_parser("serve", help="serve a built site on this machine only")
    host.add_argument("folder", nargs="?", type=Path, default=Path("build/site"))
    host.add_argument("--port", type=int, default=8000, help="(8000)")
    host.set_defaults(run=_serve)
    return parser


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
    corpus = Corpus(
        checklists=reading.checklists,
        facts=tuple(fact for found in reading.fact_lists for fact in found.facts),
        marks=reading.marks,
        indexes=reading.indexes,
        settings=settings,
        settings_path=str(settings_file),
        today=today,
    )
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
    sys.stdout.write(FORMATS[options.format](found))
    errors = sum(1 for diagnostic in found if diagnostic.code.is_error)
    if options.format == "text":
        advice = len(found) - errors
        print(f"{count} lists read: {errors} problems, {advice} pieces of advice", file=sys.stderr)
    return 1 if found else 0


def _coverage(options: argparse.Namespace) -> int:
    _printable()
    found = coverage.measure(*_checked([options.docs], date.today()))
    sys.stdout.write(coverage.FORMATS[options.format](found))
    if not found.sources:
        print(f"rinnalla coverage: no facts of any source in {options.docs}", file=sys.stderr)
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
        print(f"rinnalla prose: {error}; install rinnalla[search]", file=sys.stderr)
        return 2
    for finding in report.findings:
        print(finding)
    for page in report.pages if options.pages else ():
        print(page)
    print(f"{report.total}: {len(report.findings)} findings", file=sys.stderr)
    return 1 if report.findings else 0


def _site(options: argparse.Namespace) -> int:
    return build_site(options.docs, options.out, options.languages, options.base_url)


def _codes(words: str) -> tuple[str, ...]:
    return tuple(code.strip() for code in words.split(",") if code.strip())


def _serve(options: argparse.Namespace) -> int:
    if not (options.folder / "index.html").is_file():
        print(f"rinnalla serve: no site in {options.folder}; build one first", file=sys.stderr)
        return 2
    return serve(options.folder, options.port)
