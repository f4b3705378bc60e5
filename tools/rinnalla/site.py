"""Builds the whole site: every language in a folder of its own, the front page above them.

Each language is a Sphinx build of its own in a process of its own, and so is its search index; as
many languages are built at once as there are processors.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path, PurePosixPath

from rinnalla.assets import write_assets
from rinnalla.diagnostics import Diagnostic, as_text
from rinnalla.editions import read_editions
from rinnalla.front import front_page, missing_page, pages_of, robots, sitemap
from rinnalla.languages.addresses import problem_of_base_url
from rinnalla.languages.known import FILE_NAME, Languages, locales_beside, read_languages
from rinnalla.messages import add_interface_folder
from rinnalla.paper.formats import FOLDER, pairs
from rinnalla.paper.memory import Memory
from rinnalla.paper.plan import plan, plan_packs, possible
from rinnalla.paper.press import Renderer, Report, press, render
from rinnalla.paper.problems import MissingLibraryError
from rinnalla.paper.progress import progress
from rinnalla.phrases import phrase, said
from rinnalla.speech import Speech, usual
from rinnalla.synonyms import FILE_NAME as SEARCH_WORDS

NO_ADDRESS = phrase(
    "The pages name no address of their own and there is no sitemap.xml:"
    " give the site's address with --base-url."
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Job:
    """What is built. languages: in the order they are offered; base_url: empty if not known.

    environment: the variables for the programs that build, the language of messages among them;
    sheets: whether pages lead to sheets.
    """

    docs: Path
    out: Path
    languages: tuple[str, ...]
    base_url: str = ""
    environment: Mapping[str, str] = field(default_factory=lambda: usual().environment)
    sheets: bool = True

    @property
    def memory(self) -> Path:
        """Where Sphinx keeps what it remembers between builds: beside the site, not in it."""
        return self.out.parent / f".{self.out.name}-doctrees"

    def search_words(self, language: str, source: str) -> Path:
        """Return the file of search words of a language; that of the source is with the pages."""
        if language == source:
            return self.docs / SEARCH_WORDS
        return locales_beside(self.docs) / language / SEARCH_WORDS


def build_site(
    docs: Path,
    out: Path,
    languages: Sequence[str] = (),
    base_url: str = "",
    *,
    say: Speech | None = None,
    sheets: Renderer | None = render,
) -> int:
    """Build pages, search indexes and sheets of all languages; return the exit status.

    languages: those to build, drafts too; without any, all that readers can choose. base_url: the
    site's own address, which canonical links and the sitemap need. say: in which language; None
    is the computer's, which Sphinx's own words are in anyway. sheets: makes them; None leaves
    them out, and the links to them.
    0: the site is there; 1: Sphinx warned or failed, the pages could not be indexed, or something
    is to be said of a sheet; 2: there are no pages, there is no such language or address, or
    something has to be installed.
    """
    say = say or usual()
    known, faults = _known(docs)
    chosen, wrong = choose(known, languages)
    if not (docs / "conf.py").is_file():
        wrong = phrase("there is no conf.py in {folder}", folder=docs)
    elif base_url and (fault := problem_of_base_url(base_url)):
        wrong = phrase("the address {address} {why}", address=base_url, why=fault)
    if wrong:
        print(f"rinnalla site: {said(wrong, say)}", file=sys.stderr)
        return 2
    if faults:
        sys.stderr.write(as_text(faults, say))
        return 1
    job = Job(
        docs=docs,
        out=out,
        languages=chosen,
        base_url=base_url,
        environment=say.environment,
        sheets=sheets is not None,
    )
    add_interface_folder(locales_beside(docs))  # for the front page
    told = _build_all(job, known.source)
    if told:
        sys.stderr.write(together(told, chosen))
        return 1
    _write_root(job)
    if sheets and (status := _print(job, known, sheets, say)):
        return status
    if not base_url:
        print(said(NO_ADDRESS, say))
    built = phrase("The site is in {folder}: {codes}", folder=out, codes=", ".join(chosen))
    print(said(built, say))
    return 0


def _known(docs: Path) -> tuple[Languages, list[Diagnostic]]:
    folder = locales_beside(docs)
    if not (folder / FILE_NAME).is_file():
        return Languages(), []
    return read_languages(folder)


def choose(known: Languages, asked: Sequence[str]) -> tuple[tuple[str, ...], str]:
    """Return the languages to build, in the order of the project, and what is wrong with them."""
    every = (*known.shown, *known.drafts)
    if strange := [code for code in asked if code not in every]:
        return (), phrase(
            "the language «{code}» is none of {known}", code=strange[0], known=", ".join(every)
        )
    return tuple(code for code in every if code in asked) or known.shown, ""


def _build_all(job: Job, source: str) -> dict[str, str]:
    """Build every language; return what was said, by those that failed.

    The source comes first, because its index takes longest.
    """
    order = sorted(job.languages, key=lambda language: language != source)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        said = pool.map(lambda language: _build(job, language, source), order)
        return {language: words for language, words in zip(order, said, strict=True) if words}


def _build(job: Job, language: str, source: str) -> str:
    """Build the pages of one language, then their index; return what was said if that failed."""
    searched = (*map(str, (job.out / language, job.search_words(language, source))), language,
                str(locales_beside(job.docs)))  # fmt: skip
    told = _run(job, _sphinx(job, language))
    if told:
        # What Sphinx has written with a warning it would not write, nor warn of, again.
        (job.memory / language / "environment.pickle").unlink(missing_ok=True)
    return told or _run(job, ("-m", "rinnalla.search", *searched))


def _run(job: Job, arguments: Sequence[str]) -> str:
    """Run Python, and return what it said if it failed."""
    command = [sys.executable, *arguments]
    finished = subprocess.run(  # noqa: S603 - our own words and the paths given
        command, check=False, capture_output=True, text=True, env=job.environment
    )
    told = finished.stdout + finished.stderr
    return (told or f"exit status {finished.returncode}\n") if finished.returncode else ""


def _sphinx(job: Job, language: str) -> tuple[str, ...]:
    """Return the arguments that build the pages of one language."""
    processes = (os.cpu_count() or 1) // len(job.languages)
    settings = {
        "language": language,
        "rinnalla_languages": ",".join(job.languages),
        "rinnalla_base_url": job.base_url,
        "rinnalla_sheets": str(int(job.sheets)),
    }
    given = [part for name, value in settings.items() for part in ("-D", f"{name}={value}")]
    folders = [str(job.memory / language), str(job.docs), str(job.out / language)]
    return ("-m", "sphinx", "-b", "html", "-n", "-W", "-q", "-j", str(max(1, processes)),
            *given, "-d", *folders)  # fmt: skip


def _print(job: Job, known: Languages, renderer: Renderer, say: Speech) -> int:
    """Make the sheets of all lists that are not there as they should be; return the exit status."""
    try:
        report = _sheets(job, known, renderer)
    except MissingLibraryError as error:
        print(f"rinnalla site: {said(error.text, say)}", file=sys.stderr)
        return 2
    for row in report.rows(say):
        print(row, file=sys.stderr)
    return report.status


def _sheets(job: Job, known: Languages, renderer: Renderer) -> Report:
    editions = read_editions(
        job.docs,
        locales_beside(job.docs),
        job.languages,
        languages=known,
        today=date.today(),
        base_url=job.base_url,
    )

    def place(language: str) -> PurePosixPath:
        return PurePosixPath(language, FOLDER)

    return press(
        (
            *plan(editions.found, job.out, place, two=pairs(job.languages, known.source)),
            *plan_packs(editions.packs, job.out, place),
        ),
        editions.found,
        Memory(job.memory / "sheets.json", job.out),
        possible=possible(editions.found, (*known.shown, *known.drafts), place, editions.packs),
        locales=locales_beside(job.docs),
        renderer=renderer,
        progress=progress(),
    )


def together(said: Mapping[str, str], languages: Sequence[str]) -> str:
    """Return what several builds said: a line of all of them once, of some with their codes."""
    speakers: dict[str, list[str]] = {}
    for language, words in said.items():
        for line in dict.fromkeys(words.splitlines()):
            speakers.setdefault(line, []).append(language)
    return "".join(
        f"{line}\n" if len(codes) == len(languages) else f"[{', '.join(codes)}] {line}\n"
        for line, codes in speakers.items()
    )


def _write_root(job: Job) -> None:
    """Write what belongs to all languages."""
    write_assets(job.out)
    files = {
        "index.html": front_page(job.languages, job.base_url),
        "404.html": missing_page(job.languages, job.base_url),
        "robots.txt": robots(job.base_url),
    }
    if job.base_url:
        files["sitemap.xml"] = sitemap(pages_of(job.out, job.languages), job.base_url)
    for name, text in files.items():
        (job.out / name).write_text(text, "utf-8")
