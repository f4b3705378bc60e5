"""Makes the files of a plan: side by side in several processes, and only those that changed."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from importlib import import_module
from multiprocessing import get_context
from pathlib import Path
from typing import TypeAlias

from rinnalla.diagnostics import Diagnostic
from rinnalla.editions import Edition
from rinnalla.messages import add_interface_folder
from rinnalla.paper.formats import Rendered
from rinnalla.paper.memory import Memory, digest, source_of, write_whole
from rinnalla.paper.plan import Job, Shelf
from rinnalla.paper.problems import MissingLibraryError, PrintError
from rinnalla.paper.progress import Progress, silent
from rinnalla.phrases import Say, listed, phrase, said

RENDERERS = "rinnalla.paper.renderers"
"""The module that imports what makes sheets: takes a second, so only when there is one to make."""

Renderer: TypeAlias = Callable[[Job, Sequence[Edition]], Rendered]
"""Makes the file of a job from its list in the languages of the job.

Raises PrintError where it cannot, MissingLibraryError where nothing can be made on this computer.
A function of a module, since other processes call it.
"""


def render(job: Job, editions: Sequence[Edition]) -> Rendered:
    """Return the file of a job, made with the renderer of its format."""
    try:
        renderers = import_module(RENDERERS)
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("rinnalla"):
            raise
        raise MissingLibraryError(
            phrase(
                "printing needs the package {name}: {command}",
                name=error.name,
                command="python3 -m pip install 'rinnalla[paper]'",
            )
        ) from error
    rendered: Rendered = (
        renderers.render_pack(job.pack) if job.pack else renderers.render(job.format, editions)
    )
    return rendered


@dataclass(frozen=True, kw_only=True, slots=True)
class Failure:
    """A file that could not be made. path and line: of its list or pack; text: why, as a phrase."""

    path: str
    line: int
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Report:
    """What a run has done. pages: of the files it made."""

    made: int = 0
    unchanged: int = 0
    removed: int = 0
    pages: int = 0
    problems: tuple[Diagnostic, ...] = ()
    failures: tuple[Failure, ...] = ()

    @property
    def status(self) -> int:
        """The exit status: 0 all is well, 1 something is to be mended."""
        return 1 if self.problems or self.failures else 0

    def rows(self, say: Say) -> Iterator[str]:
        """Yield what is wrong, in the order of its places, each once."""
        texts = [(one.path, one.line, said(one.phrase, say)) for one in self.problems]
        for one in self.failures:
            place = f"{one.path}:{one.line}"
            texts.append((one.path, one.line, f"{place}: {said(one.text, say)}"))
        yield from dict.fromkeys(text for _, _, text in sorted(texts))


@dataclass(frozen=True, kw_only=True, slots=True)
class _Task:
    """A job that is to be done, with the digest and the editions of what it is made of."""

    job: Job
    source: str
    editions: tuple[Edition, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class _Outcome:
    """What came of a task. content: digest of the file, empty where there is none."""

    content: str = ""
    pages: int = 0
    problems: tuple[Diagnostic, ...] = ()
    why: str = ""
    missing: str = ""


def press(
    jobs: Sequence[Job],
    found: Shelf,
    memory: Memory,
    *,
    possible: Collection[str],
    locales: Path,
    renderer: Renderer = render,
    progress: Progress = silent,
    processes: int | None = None,
) -> Report:
    """Make the files that are not there as they should be; return what was done.

    found: the editions the jobs are made from; memory: is brought up to date and saved, also if
    the work breaks off; possible: names of all files that could be, files made earlier that are
    none of them are removed; locales: folder of the project's own interface words; processes: as
    many as there are processors where None.
    Raises OSError if the folders cannot be written to, MissingLibraryError if this computer lacks
    what makes sheets.
    """
    tasks = []
    for job in jobs:
        editions = job.editions(found)
        source = source_of(job, editions)
        if not memory.holds(job.name, source):
            tasks.append(_Task(job=job, source=source, editions=editions))
    for folder in {task.job.target.parent for task in tasks}:
        folder.mkdir(parents=True, exist_ok=True)
    outcomes: dict[str, _Outcome] = {}
    try:
        removed = memory.sweep(possible)
        with progress(len(tasks)) as tell:
            for task, outcome in _done(tasks, locales, renderer, processes):
                if outcome.missing:
                    raise MissingLibraryError(outcome.missing)
                outcomes[task.job.name] = outcome
                _remember(memory, task, outcome)
                tell(task.job.name)
    finally:
        memory.save()
    unchanged = len(jobs) - len(tasks)
    return replace(_report(tasks, outcomes), unchanged=unchanged, removed=removed)


def _remember(memory: Memory, task: _Task, outcome: _Outcome) -> None:
    """Remember what has been made.

    What there is something to say about is made again, so that it is said again.
    """
    if outcome.content and not outcome.problems:
        memory.keep(task.job.name, task.source, outcome.content)
    elif outcome.content:
        memory.keep(task.job.name, digest(), outcome.content)
    else:
        memory.forget(task.job.name)


def _report(tasks: Sequence[_Task], outcomes: Mapping[str, _Outcome]) -> Report:
    failures = [
        Failure(
            path=task.job.origin(task.editions).path,
            line=task.job.origin(task.editions).line,
            text=phrase("{file} cannot be made: {why}", file=task.job.name, why=outcome.why),
        )
        for task in tasks
        if (outcome := outcomes.get(task.job.name)) and outcome.why
    ]
    done = outcomes.values()
    return Report(
        made=sum(1 for outcome in done if outcome.content),
        pages=sum(outcome.pages for outcome in done),
        problems=tuple(problem for outcome in done for problem in outcome.problems),
        failures=tuple(failures),
    )


def _done(
    tasks: Sequence[_Task], locales: Path, renderer: Renderer, processes: int | None
) -> Iterator[tuple[_Task, _Outcome]]:
    """Do the tasks; yield each as it is done."""
    count = min(processes or os.cpu_count() or 1, len(tasks))
    if count <= 1:
        yield from ((task, _do(task, renderer)) for task in tasks)
        return
    # The same way on every system: a copied process could hold half of what a thread was doing.
    pool = ProcessPoolExecutor(
        count, get_context("spawn"), initializer=add_interface_folder, initargs=(locales,)
    )
    try:
        futures = {pool.submit(_do, task, renderer): task for task in tasks}
        for future in as_completed(futures):
            yield futures[future], _result(future)
    finally:
        pool.shutdown(cancel_futures=True)


def _result(future: Future[_Outcome]) -> _Outcome:
    try:
        return future.result()
    except BrokenProcessPool:
        return _Outcome(why=phrase("the process that makes it has ended"))


def _do(task: _Task, renderer: Renderer) -> _Outcome:
    """Make one file; one that cannot be made leaves no older one in its place."""
    target = task.job.target
    outcome = _Outcome()
    try:
        rendered = renderer(task.job, task.editions)
        outcome = _Outcome(pages=rendered.pages, problems=rendered.problems)
        if not any(problem.code.is_error for problem in rendered.problems):
            write_whole(target, rendered.data)
            outcome = _Outcome(
                content=digest(rendered.data), pages=rendered.pages, problems=rendered.problems
            )
    except MissingLibraryError as error:
        return _Outcome(missing=error.text)
    except PrintError as error:
        outcome = _Outcome(why=error.text)
    except Exception as error:  # noqa: BLE001 - one sheet must not keep the others from being made
        why = listed((type(error).__name__, str(error)), ": ")
        outcome = _Outcome(why=why)
    if not outcome.content:
        target.unlink(missing_ok=True)
    return outcome
