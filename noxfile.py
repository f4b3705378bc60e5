"""Everything that is done with this repository, as commands: `python3 -m nox -l` lists them.

Needs Python 3.11 or later and nox (`python3 -m pip install nox`); each session installs the rest
into its own folder under `.nox/`. Every package comes in the version, and with the hash, that
tools/constraints.txt names: a file that differs is refused. `nox -R -s NAME` skips installing.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import nox
from nox.command import CommandFailed

nox.needs_version = ">=2025.2.9"
nox.options.default_venv_backend = "virtualenv"
nox.options.reuse_existing_virtualenvs = True
nox.options.sessions = ["lint", "types", "tests"]

CONSTRAINTS = "tools/constraints.txt"
SITE = "build/site"
NODE = Path("tests", "node")


@nox.session
def site(session: nox.Session) -> None:
    """Check the lists, build the whole site, serve it: `-- --port N --no-serve`.

    The address is http://127.0.0.1:8000 unless `--port` says otherwise; Ctrl+C stops. With
    `--no-serve` the site is only built, into build/site. Other arguments are those of
    `rinnalla site`: `-- --languages fi,sv --base-url https://example.org`.
    """
    parser = argparse.ArgumentParser(prog="nox -s site --")
    parser.add_argument("--port", type=int, default=8000, help="default: 8000")
    parser.add_argument("--no-serve", action="store_true", help="only build, into build/site")
    options, others = parser.parse_known_args(session.posargs)

    install(session, "site", "search", "languages", "paper")
    find_printing(session)
    session.run("rinnalla", "check", "docs")
    session.run("rinnalla", "site", "--out", SITE, *others)
    if options.no_serve:
        session.log(f"The site is in {SITE}")
    else:
        session.run("rinnalla", "serve", SITE, "--port", str(options.port))


@nox.session(default=False)
def forms(session: nox.Session) -> None:
    """Make sheets of the lists in build/forms, PDF and Word: `-- cm-process --lang fi,sv`.

    Without arguments all lists in all languages and formats; `-- --list` names them. Other
    arguments are those of `rinnalla forms`.
    """
    install(session, "site", "search", "languages", "paper")
    find_printing(session)
    session.run("rinnalla", "forms", *session.posargs)


@nox.session(default=False)
def packs(session: nox.Session) -> None:
    """Make packs, lists that are printed together, in build/forms: `-- coaching --lang fi,sv`.

    Without arguments all ready packs in all languages; `-- --lists ID ID --title TITLE` makes one
    of lists you choose. The arguments are those of `rinnalla pack`.
    """
    install(session, "site", "search", "languages", "paper")
    find_printing(session)
    session.run("rinnalla", "pack", *session.posargs)


@nox.session
def live(session: nox.Session) -> None:
    """Show the Finnish site on http://127.0.0.1:8001 and follow every saved change.

    For writing. Arguments after `--` go to sphinx-autobuild, for instance `-- --port 8002`.
    """
    install(session, "site", "search", "languages", "live")
    session.run(
        "sphinx-autobuild",
        "docs",
        "build/live",
        *("--host", "127.0.0.1", "--port", "8001"),
        *("--watch", "locales", "--watch", "tools/rinnalla"),
        *("--re-ignore", r"\.mo$|__pycache__"),  # compiled by the build itself
        *session.posargs,
    )


@nox.session
def tests(session: nox.Session) -> None:
    """Run every test, or those that the arguments after `--` choose: `-- tests/unit -k date`.

    Files run side by side, one more than there are processors, because most of the time a test
    waits for its browser; `-- -n 0` runs them one after another.
    Needs a Chromium or Chrome, the one named by the variable CHROMIUM or one found; Pango, Poppler,
    qpdf and LibreOffice Writer. On Debian and Ubuntu what is missing is installed when the user is
    root; elsewhere the message says what to install.
    """
    install(session, "site", "search", "languages", "paper", "book", "tests")
    browser = find_browser(session)
    install_node_packages(session)
    session.run(
        *("python", "-m", "pytest", "-q"),
        *("--numprocesses", str(min(4, (os.cpu_count() or 1) + 1)), "--dist", "loadfile"),
        # In their order: the longest files, books and pages, are not left for the end.
        "--no-loadscope-reorder",
        *session.posargs,
        env={"RINNALLA_CHROMIUM": browser},
    )


@nox.session(default=False)
def translate(session: nox.Session) -> None:
    """Bring the catalogues up to date with the pages, and print what is open: `-- --change typo`.

    Without it every translation whose text has changed is marked to be looked at (fuzzy).
    """
    install(session, "site", "search", "languages")
    session.run("rinnalla", "languages", "update", *session.posargs)


@nox.session(default=False)
def book(session: nox.Session) -> None:
    """Make the knowledge base into a book in each language, into build/book: `-- --lang fi,sv`.

    Arguments after `--` are those of `rinnalla book`: `-- --format word` makes one format only.
    """
    install(session, "site", "search", "languages", "paper", "book")
    find_printing(session)
    session.run("rinnalla", "book", "--out", "build/book", *session.posargs)


@nox.session(default=False)
def prose(session: nox.Session) -> None:
    """Check the spelling and the length of the Finnish texts, and print what each page is like.

    Arguments after `--` are files or folders: `-- docs/models`. The tests hold the same.
    """
    install(session, "search")
    session.run("rinnalla", "prose", "--pages", *session.posargs)


@nox.session
def lint(session: nox.Session) -> None:
    """Check the style of the Python code and its format: `-- --fix` mends what can be mended."""
    install_packages(session, "lint")
    mend = "--fix" in session.posargs
    run_each(
        session,
        ("ruff", "check", *(["--fix"] if mend else []), "."),
        ("ruff", "format", *([] if mend else ["--check"]), "."),
    )


@nox.session
def types(session: nox.Session) -> None:
    """Check the types of the Python code (mypy, strict) and of the scripts (TypeScript)."""
    install(session, "site", "search", "languages", "paper", "book", "tests", "types")
    install_node_packages(session)
    run_each(
        session,
        ("mypy",),
        ("node", str(NODE / "node_modules/typescript/bin/tsc"), "--project", str(NODE)),
    )


@nox.session(default=False)
def bench(session: nox.Session) -> None:
    """Measure speed, weight and what the search finds: `-- search`; without a name, everything."""
    install(session, "site", "search", "languages", "paper", "live", "tests")
    browser = find_browser(session)
    session.run(
        *("python", "tests/bench/run.py"), *session.posargs, env={"RINNALLA_CHROMIUM": browser}
    )


@nox.session(default=False)
def lock(session: nox.Session) -> None:
    """Write tools/constraints.txt after a change in pyproject.toml: `-- --upgrade`, `-- --check`.

    Versions that still fit are kept; `--upgrade` takes the newest that fit. `--check` writes
    nothing and fails when the file does not match pyproject.toml.
    """
    parser = argparse.ArgumentParser(prog="nox -s lock --")
    parser.add_argument("--check", action="store_true", help="only compare")
    parser.add_argument("--upgrade", action="store_true", help="take the newest that fit")
    options = parser.parse_args(session.posargs)

    constraints = Path(CONSTRAINTS)
    written = Path(session.create_tmp(), "constraints.txt") if options.check else constraints
    if options.check:
        shutil.copyfile(constraints, written)
    install_verified(session, "uv")
    session.run(
        *("uv", "pip", "compile", "pyproject.toml", "--quiet", "--output-file", str(written)),
        *("--all-extras", "--universal", "--python-version", "3.11", "--fork-strategy", "fewest"),
        *("--generate-hashes", "--no-emit-index-url"),
        *("--custom-compile-command", "python3 -m nox -s lock"),
        *(["--upgrade"] if options.upgrade else []),
        silent=True,
    )
    if written.read_bytes() != constraints.read_bytes():
        session.error(f"{CONSTRAINTS} does not match pyproject.toml. Run: python3 -m nox -s lock")


def run_each(session: nox.Session, *commands: Sequence[str]) -> None:
    """Run every command, also after one that fails; the session fails if any of them did."""
    failed = 0
    for command in commands:
        try:
            session.run(*command)
        except CommandFailed:
            failed += 1
    if failed:
        session.error(f"{failed} of {len(commands)} checks failed")


def install(session: nox.Session, *extras: str) -> None:
    """Install the packages of the extras and this project itself, from where it lies."""
    install_packages(session, *extras, project=True)
    # The build back end is installed and verified already: nothing more may be fetched.
    session.install("--no-deps", "--no-build-isolation", "--no-index", "--editable", ".")


def install_packages(session: nox.Session, *extras: str, project: bool = False) -> None:
    """Install what the extras list, each package in the version and with the hash of the lock.

    project: also what the project itself needs to be installed and run.
    """
    declared = read_toml("pyproject.toml")
    optional = declared["project"]["optional-dependencies"]
    wanted = [requirement for extra in extras for requirement in optional[extra]]
    if project:
        wanted += declared["project"]["dependencies"] + declared["build-system"]["requires"]
    install_verified(session, *sorted(set(wanted)))


def install_verified(session: nox.Session, *requirements: str) -> None:
    """Install the requirements as the lock has them; a file with another hash is refused."""
    # Older versions of pip refuse hashes that stand in a constraints file. The lock's own does not.
    pip = Path(session.create_tmp(), "pip.txt")
    pip.write_text(locked("pip"), encoding="utf-8")
    session.install("--require-hashes", "--requirement", str(pip))
    session.install("--require-hashes", "--constraint", CONSTRAINTS, *requirements)


def locked(name: str) -> str:
    """The lines of one package in the lock: its version and its hashes."""
    text = Path(CONSTRAINTS).read_text(encoding="utf-8")
    found = re.search(rf"^{re.escape(name)}==.*(?:\n    --hash=.*)+", text, re.MULTILINE)
    if found is None:
        sys.exit(f"{CONSTRAINTS} does not name {name}")
    return found.group() + "\n"


def read_toml(path: str) -> dict[str, Any]:
    """The tables of a TOML file."""
    return tomllib.loads(Path(path).read_text(encoding="utf-8"))


def find_browser(session: nox.Session) -> str:
    """The path of a Chromium; the session ends with an explanation when there is none.

    Also looks for the programs with which the tests read what was printed.
    """
    printed = session.run("python", "tests/machine.py", silent=True, stderr=None)
    return str(printed).strip()


def find_printing(session: nox.Session) -> None:
    """Look for the libraries that set texts for paper; end with an explanation without them."""
    session.run("python", "tests/machine.py", "printing")


def install_node_packages(session: nox.Session) -> None:
    """Install the packages of tests/node as their lock file names them, unless they are there."""
    lock_file = (NODE / "package-lock.json").resolve()
    done = lock_file.parent / "node_modules" / ".installed-lock.json"
    if done.is_file() and done.read_bytes() == lock_file.read_bytes():
        return
    with session.chdir(NODE):
        session.run("npm", "ci", silent=True)
    shutil.copyfile(lock_file, done)
