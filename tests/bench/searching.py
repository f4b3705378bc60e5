"""How much of what people look for they find, on the real search page in Chromium.

The questions and the pages each should find stand in `queries.yml`. Two figures, both the mean over
all questions, so that a question counts the same however many pages belong to it:

- recall: of the pages that belong to a question, the share among the first ten results;
- precision: of the first N results, the share that belongs to it, where N is how many pages do.
  It is 1 only when nothing stands before or between them.

Beside them, plainly: how often the very first result is one of the pages that belong.

What was missed is listed on the error stream, with what stood there instead.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import mean
from typing import Any

import yaml

from rinnalla.search.index import FOLDER, index_site
from rinnalla.serve import running
from rinnalla.synonyms import FILE_NAME
from tests.bench.browsing import KILOBYTE, chromium, load
from tests.bench.building import build_into
from tests.bench.measure import ROOT, Figure

QUERIES = Path(__file__).with_name("queries.yml")
FIRST = 10

SHOWN = """() => [...document.querySelectorAll(".rn-result__title a")]
  .map((link) => new URL(link.href).pathname.slice(1).replace(/\\.html$/, ""))"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """What a question found. wanted: the pages that belong to it; shown: those found, in order."""

    kind: str
    query: str
    wanted: tuple[str, ...]
    shown: tuple[str, ...]

    @property
    def recall(self) -> float:
        """The share of the wanted pages among the first ten."""
        return sum(page in self.shown[:FIRST] for page in self.wanted) / len(self.wanted)

    @property
    def precision(self) -> float:
        """The share of wanted pages among as many as are wanted."""
        return sum(page in self.wanted for page in self.shown[: len(self.wanted)]) / len(
            self.wanted
        )

    @property
    def first(self) -> float:
        """1 where the first result is a wanted page, 0 otherwise."""
        return float(bool(self.shown) and self.shown[0] in self.wanted)


def measure_search() -> list[Figure]:
    """Recall and precision over all questions, and what the index weighs."""
    with tempfile.TemporaryDirectory() as temporary:
        out = Path(temporary, "html")
        build_into(out, ROOT / "docs")
        index_site(out, ROOT / "docs" / FILE_NAME, "fi")
        size = sum(file.stat().st_size for file in (out / FOLDER).rglob("*") if file.is_file())
        with running(out) as base, chromium() as browser:
            answers = list(ask_all(browser, base))
            loaded = load(
                browser, f"{base}/search.html", ready="form:not([hidden])", act=search_once
            )
    for answer in answers:
        if answer.recall < 1 or answer.precision < 1:
            print(told(answer), file=sys.stderr)
    weight = sum(bytes_ for _, bytes_ in loaded) / KILOBYTE
    requests = f"{len(loaded)} requests, the page itself too"
    return [
        score("recall", answers, 0.97),
        score("precision", answers, 0.9),
        score("first", answers, 0.9),
        Figure(name="search: index on disk", measured=size / KILOBYTE, target=1000, unit="kB"),
        Figure(name="search: first load", measured=weight, target=300, unit="kB", note=requests),
    ]


def ask_all(browser: Any, base: str) -> Iterator[Answer]:
    """Type every question into the search page."""
    page = browser.new_page()
    page.goto(f"{base}/search.html")
    for kind, queries in yaml.safe_load(QUERIES.read_text("utf-8")).items():
        for query, wanted in queries.items():
            type_in(page, str(query))
            shown = tuple(page.evaluate(SHOWN))
            yield Answer(kind=kind, query=str(query), wanted=tuple(wanted), shown=shown)


def type_in(page: Any, query: str) -> None:
    """Type a question, and wait until it is answered."""
    field, status = page.locator("[data-search=field]"), page.locator("[data-search=status]")
    field.fill("")
    field.press("Enter")
    page.wait_for_function("(status) => !status.textContent", arg=status.element_handle())
    field.fill(query)
    field.press("Enter")
    page.wait_for_function("(status) => status.textContent", arg=status.element_handle())


def search_once(page: Any) -> None:
    """Search for one word."""
    type_in(page, "päättäminen")


def score(measure: str, answers: list[Answer], target: float) -> Figure:
    """The mean of a measure over all questions; in its note that of each kind."""
    kinds: dict[str, list[float]] = {}
    for answer in answers:
        kinds.setdefault(answer.kind, []).append(getattr(answer, measure))
    return Figure(
        name=f"search: {measure}",
        measured=mean(value for values in kinds.values() for value in values),
        target=target,
        unit="",
        note=", ".join(f"{kind} {mean(values):.2f}" for kind, values in kinds.items()),
        at_least=True,
    )


def told(answer: Answer) -> str:
    """What a question should have found, and what it did."""
    first_few = ", ".join(answer.shown[: len(answer.wanted) + 2]) or "nothing"
    return (
        f"{answer.query}: recall {answer.recall:.2f}, precision {answer.precision:.2f};"
        f" wanted {', '.join(answer.wanted)}; found {first_few}"
    )
