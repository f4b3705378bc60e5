"""A site built once, a browser, and pages on which nothing may go wrong.

Whatever a page reports fails the test at its end, unless the test said it expects it: errors on
the console, uncaught exceptions, breaches of the content security policy, and requests to
anywhere but the site itself.
"""

from __future__ import annotations

import os
import pickle
import platform
import shutil
import textwrap
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, Playwright, sync_playwright

from rinnalla.languages.known import read_languages
from rinnalla.serve import running
from rinnalla.site import build_site
from rinnalla.sphinx_ext.domain import Entry
from tests.browser.languages import TITLES, add_switcher
from tests.build.conftest import ROOT, Built, run
from tests.machine import MISSING, MissingBrowserError, find_chromium
from tests.once import made_once
from tests.pressing import stand_in
from tests.projects import METADATA

ARGUMENTS = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
PATIENCE = 10_000
"""Milliseconds to wait for the page before a step counts as failed."""

TELL_OF_VIOLATIONS = """
document.addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) =>
  console.error(`content security policy: ${effectiveDirective} refused ${blockedURI}`));
"""

KEPT = "addEventListener('pageshow', (event) => { window.wasKept = event.persisted; });"
"""Run before a page's scripts: tells whether the page came from the cache of the Back button."""


LANGUAGES = read_languages(ROOT / "locales")[0].shown
"""The languages of the knowledge base, the source first."""


@dataclass(frozen=True, kw_only=True)
class Tree:
    """A built site of several languages that is being served. url: without a last slash."""

    folder: Path
    url: str

    @property
    def pages(self) -> list[str]:
        """Every HTML file, as a path from the root, sorted."""
        return html_files(self.folder)


@dataclass(frozen=True, kw_only=True)
class Site:
    """A built site in one language that is being served. url: without a last slash."""

    folder: Path
    url: str
    lists: dict[str, Entry]

    @property
    def pages(self) -> list[str]:
        """Every HTML file, as a path from the folder of the language, sorted."""
        return html_files(self.folder)

    def page_of(self, list_id: str) -> str:
        """Return the address of the page that holds a list."""
        return f"{self.url}/{self.lists[list_id].docname}.html"


def html_files(folder: Path) -> list[str]:
    """Return every HTML file of a folder, as a path from there, sorted."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.html"))


@dataclass(kw_only=True)
class Watch:
    """What the pages of one test report."""

    reported: list[str] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)

    def expect(self, words: str) -> None:
        """Allow, and demand, a report that holds these words."""
        self.expected.append(words)

    def follow(self, context: BrowserContext, origin: str) -> None:
        """Keep what the context's pages report."""

        def requested(url: str) -> None:
            if not url.startswith((f"{origin}/", "data:", "blob:")):
                self.reported.append(f"request off the origin: {url}")

        context.on(
            "console",
            lambda said: self.reported.append(said.text) if said.type == "error" else None,
        )
        context.on("weberror", lambda raised: self.reported.append(f"uncaught: {raised.error}"))
        context.on("request", lambda request: requested(request.url))
        context.add_init_script(TELL_OF_VIOLATIONS)

    def faults(self) -> list[str]:
        """Return reports nobody expected, and expected ones that never came."""
        unforeseen = [r for r in self.reported if not any(words in r for words in self.expected)]
        missing = [w for w in self.expected if not any(w in report for report in self.reported)]
        return unforeseen + [f"expected and not reported: {words}" for words in missing]


OpenPage: TypeAlias = Callable[..., Page]
"""Opens an address in a context of its own; keyword arguments are those of a new context."""


@pytest.fixture(scope="session")
def driver() -> Iterator[Playwright]:
    """Return what starts browsers."""
    with sync_playwright() as playwright:
        yield playwright


@contextmanager
def launched(driver: Playwright, **options: Any) -> Iterator[Browser]:
    """Run a browser; the test fails, and says what to do, where there is none."""
    try:
        path = chromium_path()
        browser = driver.chromium.launch(
            executable_path=path, args=list(ARGUMENTS), timeout=60_000, **options
        )
    except (MissingBrowserError, Error) as problem:
        pytest.fail(f"The browser tests need a browser.\n{problem}", pytrace=False)
    try:
        yield browser
    finally:
        browser.close()


def chromium_path() -> str:
    """The browser that RINNALLA_CHROMIUM names, or one found on this machine.

    Raises MissingBrowserError.
    """
    if named := os.environ.get("RINNALLA_CHROMIUM"):
        if found := shutil.which(named):
            return found
        message = f"RINNALLA_CHROMIUM names {named}, and there is no such program."
        raise MissingBrowserError(message)
    path = find_chromium(os.environ, platform.system())
    if path is None:
        raise MissingBrowserError(MISSING)
    return str(path)


@pytest.fixture(scope="session")
def browser(driver: Playwright) -> Iterator[Browser]:
    """Return the browser that all tests share."""
    with launched(driver) as started:
        yield started


@pytest.fixture(scope="session")
def remembering(driver: Playwright) -> Iterator[Browser]:
    """Return a browser that keeps whole pages for its Back button, as ordinary ones do."""
    with launched(driver, ignore_default_args=["--disable-back-forward-cache"]) as started:
        yield started


@pytest.fixture(scope="session")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tree]:
    """Return the knowledge base in all its languages, as the command builds it, and served.

    Its sheets are there, but a stand-in made them: here only the ways to them are looked at.
    """

    def build(folder: Path) -> None:
        assert 0 == build_site(ROOT / "docs", folder / "site", sheets=stand_in)

    folder = made_once(tmp_path_factory, "tree", build) / "site"
    with running(folder) as url:
        yield Tree(folder=folder, url=url)


@pytest.fixture(scope="session")
def site(tree: Tree) -> Site:
    """Return the Finnish part of the knowledge base."""
    return part_of(tree, LANGUAGES[0])


def part_of(tree: Tree, language: str) -> Site:
    """Return the part of a site that is in one language, with what its build remembers."""
    remembered = tree.folder.parent / f".{tree.folder.name}-doctrees" / language
    memory = (remembered / "environment.pickle").read_bytes()
    environment = pickle.loads(memory)  # noqa: S301 - written by the build just now
    lists: dict[str, Entry] = environment.domaindata["rinnalla"]["lists"]
    return Site(folder=tree.folder / language, url=f"{tree.url}/{language}", lists=lists)


@pytest.fixture(scope="session")
def trial(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Return the small site of `pages`: every kind of item, and several lists on one page."""
    with _served(_trial_source(tmp_path_factory), tmp_path_factory.mktemp("trial")) as served:
        yield served


@pytest.fixture(scope="session")
def tongues(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Return the small site of `pages` in several languages, with a switcher."""
    out = tmp_path_factory.mktemp("tongues")
    lists = {}
    for language in TITLES:
        built = _clean(_trial_source(tmp_path_factory), out / language, language=language)
        lists = dict(built.domain.lists)
        folder = out / "site" / language
        folder.parent.mkdir(exist_ok=True)
        Path(built.app.outdir).rename(folder)
        add_switcher(folder, language)
    with running(out / "site") as url:
        yield Site(folder=out / "site", url=url, lists=lists)


def _trial_source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    source = tmp_path_factory.mktemp("trial-source")
    for name in ("index.md", "trial.md", "twins.md", "keepsake.md"):
        text = (Path(__file__).parent / "pages" / name).read_text("utf-8")
        (source / name).write_text(textwrap.dedent(text).replace("METADATA\n", METADATA), "utf-8")
    return source


def _clean(source: Path, out: Path, **settings: object) -> Built:
    """Return a build in which nothing went wrong."""
    built = run(source, out, **settings)  # type: ignore[arg-type]  # settings of Sphinx only
    assert None is built.error
    assert [] == built.warnings
    return built


@contextmanager
def _served(source: Path, out: Path) -> Iterator[Site]:
    built = _clean(source, out)
    folder = Path(built.app.outdir)
    with running(folder) as url:
        yield Site(folder=folder, url=url, lists=dict(built.domain.lists))


@pytest.fixture
def watch() -> Iterator[Watch]:
    """Return what the test's pages report; anything unexpected fails the test."""
    watching = Watch()
    yield watching
    assert [] == watching.faults()


@pytest.fixture
def open_page(browser: Browser, watch: Watch) -> Iterator[OpenPage]:
    """Return a function that opens an address in a fresh context, watched to its end."""
    contexts: list[BrowserContext] = []

    def opened(url: str, **options: Any) -> Page:
        contexts.append(new_context(browser, url, watch, **options))
        page = contexts[-1].new_page()
        page.goto(url)
        return page

    yield opened
    for context in contexts:
        context.close()


def new_context(browser: Browser, url: str, watch: Watch, **options: Any) -> BrowserContext:
    """Return a context in which a Finn sits at a desk, unless the options say otherwise."""
    context = browser.new_context(
        **{
            "locale": "fi-FI",
            "timezone_id": "Europe/Helsinki",
            "viewport": {"width": 1280, "height": 800},
            **options,
        }
    )
    context.set_default_timeout(PATIENCE)
    address = urlsplit(url)
    watch.follow(context, f"{address.scheme}://{address.netloc}")
    return context
