"""The command ``rinnalla``. Exit status: 0 clean, 1 something found, 2 wrong usage."""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Sequence
from datetime import date
from io import TextIOWrapper
from pathlib import Path

from rinnalla import __version__
from rinnalla.checks import Corpus, run_checks
from rinnalla.diagnostics import FORMATS, Diagnostic, in_order
from rinnalla.read import markdown_files, read_paths
from rinnalla.serve import serve
from rinnalla.settings import FILE_NAME, read_settings
from rinnalla.site import build_site
from rinnalla.synonyms import FILE_NAME as SEARCH_WORDS
from rinnalla.synonyms import read_search_words


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

    site = commands.add_parser("site", help="build the whole site")
    site.add_argument("--docs", type=Path, default=Path("docs"), help="its pages (docs)")
    site.add_argument("--out", type=Path, default=Path("build/site"), help="(build/site)")
    site.set_defaults(run=_site)

    host = commands.add_parser("serve", help="serve a built site on this machine only")
    host.add_argument("folder", nargs="?", type=Path, default=Path("build/site"))
    host.add_argument("--port", type=int, default=8000, help="(8000)")
    host.set_defaults(run=_serve)
    return parser


def check_paths(paths: Sequence[Path], today: date) -> tuple[int, list[Diagnostic]]:
    """Return how many lists stand in the paths, and everything wrong with them, sorted.

    Lists beside them, below the settings file, are read too: a link may lead there.
    """
    settings_file = _settings_file(paths)
    beside = [settings_file.parent] if settings_file.is_file() else []
    reading = read_paths([*paths, *beside])
    settings, problems = read_settings(settings_file)
    _, unclear = read_search_words(settings_file.with_name(SEARCH_WORDS))
    corpus = Corpus(checklists=reading.checklists, settings=settings, today=today)
    asked = {str(file) for file in markdown_files(paths)}
    found = [d for d in (*reading.diagnostics, *run_checks(corpus)) if d.path in asked]
    count = sum(1 for checklist in reading.checklists if checklist.path in asked)
    return count, in_order([*found, *problems, *unclear])


def _settings_file(paths: Sequence[Path]) -> Path:
    """Return the settings file nearest to the paths: beside them, or in a folder above."""
    for path in paths:
        start = path if path.is_dir() else path.parent
        for folder in (start, *start.parents):
            if (folder / FILE_NAME).is_file():
                return folder / FILE_NAME
    return Path(FILE_NAME)


def _check(options: argparse.Namespace) -> int:
    if isinstance(sys.stdout, TextIOWrapper):  # a console may lack some of our characters
        sys.stdout.reconfigure(errors="backslashreplace")
    gc.set_threshold(50_000)  # what is read stays until the end: there is little to collect
    count, found = check_paths(options.paths, date.today())
    sys.stdout.write(FORMATS[options.format](found))
    errors = sum(1 for diagnostic in found if diagnostic.code.is_error)
    if options.format == "text":
        advice = len(found) - errors
        print(f"{count} lists read: {errors} problems, {advice} pieces of advice", file=sys.stderr)
    return 1 if found else 0


def _site(options: argparse.Namespace) -> int:
    return build_site(options.docs, options.out)


def _serve(options: argparse.Namespace) -> int:
    if not (options.folder / "index.html").is_file():
        print(f"rinnalla serve: no site in {options.folder}; build one first", file=sys.stderr)
        return 2
    return serve(options.folder, options.port)
