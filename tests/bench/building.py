"""What a Sphinx build costs: lists against plain task lists, and against the number of pages."""

from __future__ import annotations

import math
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from statistics import linear_regression, median

from tests.bench.lists import Page, as_checklist, as_tasks, make_pages
from tests.bench.measure import ROOT, Cost, Figure, run

PAGES, ITEMS, PAIRS = 300, 36, 3
SIZES, REPEATS = (300, 600, 1200), 3

SOURCES = (
    "# Lähteet\n\n(ti)=\n## Asiakirja\n\nMistä tieto on.\n\n(oma)=\n## Oma lisäys\n\nOmamme.\n"
)

Writer = Callable[[Page], str]


def compare_with_tasks() -> list[Figure]:
    """A site of lists against the same sentences in plain task lists, built in turns."""
    with tempfile.TemporaryDirectory() as temporary:
        ours, plain = Path(temporary, "ours"), Path(temporary, "plain")
        write_site(ours, make_pages(PAGES, ITEMS), as_checklist)
        write_site(plain, make_pages(PAGES, ITEMS), as_tasks)
        ratios = [build(ours).cpu / build(plain).cpu for _ in range(PAIRS)]
    note = f"{PAGES} pages, {ITEMS} items each; {PAIRS} pairs: " + ", ".join(
        f"{ratio:.3f}" for ratio in ratios
    )
    name = "build with lists / with task lists"
    return [Figure(name=name, measured=median(ratios), target=1.15, unit="", note=note)]


def measure_growth() -> list[Figure]:
    """The exponent of the cost over the number of pages: 1 is in step, 2 is quadratic."""
    with tempfile.TemporaryDirectory() as temporary:
        sites = {pages: Path(temporary, str(pages)) for pages in SIZES}
        for pages, folder in sites.items():
            write_site(folder, make_pages(pages, ITEMS), as_checklist, index=True)
        rounds = [{pages: build(sites[pages]).cpu for pages in SIZES} for _ in range(REPEATS)]
    # The least of each, not the median: other work on the machine can only add to a cost, and what
    # it adds to one size bends the line.
    costs = {pages: min(costs[pages] for costs in rounds) for pages in SIZES}
    slope = linear_regression(
        [math.log(pages) for pages in SIZES], [math.log(costs[pages]) for pages in SIZES]
    ).slope
    note = ", ".join(f"{pages} pages {cost:.1f} s" for pages, cost in costs.items())
    return [Figure(name="growth of a build", measured=slope, target=1.05, unit="", note=note)]


def write_site(folder: Path, pages: Iterable[Page], write: Writer, *, index: bool = False) -> None:
    """Write a whole project with our own settings. index: with the table of all lists."""
    shelf = folder / "checklists"
    shelf.mkdir(parents=True)
    names = []
    for page in pages:
        names.append(page.name)
        (shelf / f"{page.name}.md").write_text(write(page), encoding="utf-8")
    table = ":::{checklist-index}\n:::\n\n" if index else ""
    tree = "\n".join(names)
    files = {
        "conf.py": (ROOT / "docs" / "conf.py").read_text("utf-8")
        + '\nmyst_enable_extensions = [*myst_enable_extensions, "tasklist"]\n',
        "index.md": "# Rinnalla\n\n```{toctree}\nchecklists/index\nsources\n```\n",
        "sources.md": SOURCES,
        "checklists/index.md": f"# Listat\n\n{table}```{{toctree}}\n:hidden:\n\n{tree}\n```\n",
    }
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")


def build(source: Path) -> Cost:
    """Build the project from nothing into a folder that is thrown away."""
    with tempfile.TemporaryDirectory() as temporary:
        return build_into(Path(temporary, "html"), source)


def build_into(out: Path, source: Path) -> Cost:
    """Build the project from nothing, in one process."""
    with tempfile.TemporaryDirectory() as doctrees:
        options = ("-b", "html", "-q", "-j", "1", "-d", doctrees)
        return run(("-m", "sphinx", *options, str(source), str(out)))
