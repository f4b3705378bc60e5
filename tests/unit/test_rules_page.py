"""The page of rules: every code has its section, and its examples are what they say.

An example is a fence of four backticks whose info string says what it is:
`markdown bad item`, `markdown good list`, `yaml bad settings` … After `good` or `bad` stands how
the example becomes a file:

- `item`: lines of a list, which gets its beginning and end; a number repeats them with new ids;
- `list`: whole lists, in which the line `…` stands for the options that are not given;
- `card`: as `item`, of a list that is printed as a card;
- `start`: the first lines of a file that goes on with a list;
- `settings`: the file of settings; `words`: that of words for the search; `path`: what the
  command is asked to check;
- `languages`, `terms`, `reviews`: those files; `catalogue`: that of a page, whose texts stand in
  a line `# page:` and are otherwise those of the catalogue; `# term:` is an entry of the terms;
- `page`: a page as it is, beside the art of a drawing called steps; `art`: that art.

`escapes` at the end means that invisible characters are written visibly, and `also RN401` that a
bad example cannot but break another rule too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from rinnalla.cli import check_paths
from rinnalla.diagnostics import Code, Diagnostic
from rinnalla.editions import read_editions
from rinnalla.languages.known import Languages
from rinnalla.paper.sheets import render_sheet
from tests.catalogues import problems_in

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "contributing" / "rules.md").read_text("utf-8")
TODAY = date(2026, 11, 21)

_SECTION = re.compile(
    r"^## (?P<number>RN\d+) (?P<slug>[\w-]+)\n(?P<text>.*?)(?=^## [^{\n]*$|\Z)",
    re.MULTILINE | re.DOTALL,
)
_EXAMPLE = re.compile(
    r"^````(?:markdown|yaml|text|svg|po) (?P<kind>good|bad) (?P<way>\w+)(?: (?P<count>\d+))?"
    r"(?: also (?P<also>RN\d+))?(?P<escapes> escapes)?\n(?P<text>.*?)^````$",
    re.MULTILINE | re.DOTALL,
)
_TERM = re.compile(r"^# term: (?P<fi>.*) = (?P<sv>.*); not (?P<refused>.*)$", re.MULTILINE)
_ESCAPES = {r"\t": "\t", r"\r": "\r", r"\ufeff": "\ufeff", r"\xe4": "\udce4"}

PLACES = {
    "catalogue": "locales/sv/LC_MESSAGES/index.po",
    "languages": "locales/languages.yml",
    "terms": "locales/terms.yml",
    "reviews": "locales/sv/reviews.yml",
}
"""Where the examples about languages stand."""

OPTIONS = {
    "mode": "do-confirm",
    "who": "Vastuutyöntekijä",
    "when": "Kun päättymisestä on sovittu",
    "minutes": "5",
    "status": "draft",
    "reviewed": "2026-11-01",
    "review-due": "2027-11-01",
}
"""What the line `…` stands for."""

LIST = ":::{checklist} Esimerkki\n:id: example\n…\n\nITEMS:::\n"
ART = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 80">
  <rect class="rn-box" x="8" y="8" width="180" height="60" rx="6" data-label="ask"/>
  <rect class="rn-box" x="212" y="8" width="180" height="60" rx="6" data-label="hear"/>
</svg>
"""
DRAWING = """\
:::{drawing} steps
Kysy ja kuuntele

Ensin kysytään, sitten kuunnellaan.

- Kysy {#ask}
- Kuuntele {#hear}
:::
"""
ITEM = "- [ ] Asia on sovittu {#settled origin=design}\n"


@dataclass(frozen=True, kw_only=True)
class Example:
    """An example of a rule. also: the other code that it reports, if any."""

    number: str
    kind: str
    way: str
    count: int
    also: str | None
    escapes: bool
    text: str

    def content(self) -> str:
        """Return the file that the example is part of."""
        text = self.text
        match self.way:
            case "art":
                text = DRAWING
            case "item":
                text = LIST.replace("ITEMS", "".join(self._copy(n) for n in range(self.count)))
            case "card":
                items = "".join(self._copy(n) for n in range(self.count))
                text = LIST.replace("…", ":paper: a6\n…").replace("ITEMS", items)
            case "start":
                text = f"{text}\n{LIST.replace('ITEMS', ITEM)}"
        text = re.sub(r"^:::\{.*?^…$", with_options, text, flags=re.MULTILINE | re.DOTALL)
        for visible, character in _ESCAPES.items() if self.escapes else ():
            text = text.replace(visible, character)
        return text

    def _copy(self, number: int) -> str:
        letters = "".join("abcdefghij"[int(figure)] for figure in str(number))
        return self.text if self.count == 1 else re.sub(r"\{#", f"{{#{letters}-", self.text)

    def write(self, folder: Path) -> Path:
        """Write the example's files, and return what is to be checked."""
        docs = folder / "docs"
        (docs / "checklists").mkdir(parents=True)
        (docs / "figures").mkdir()
        art = self.text if self.way == "art" else ART
        (docs / "figures" / "steps.svg").write_text(art, "utf-8")
        page = docs / "checklists" / "ending.md"
        page.write_text(with_item(), "utf-8")
        settings = (ROOT / "docs" / "organisation.yml").read_text("utf-8")
        if self.way == "path":
            return folder / self.text.strip()
        if self.way == "settings":
            settings = self.text
        elif self.way == "words":
            (docs / "search-words.yml").write_text(self.text, "utf-8")
        else:
            settings = "" if self.way == "sources" else settings  # whose facts stand elsewhere
            page.write_bytes(self.content().encode("utf-8", "surrogateescape"))
        (docs / "organisation.yml").write_text(settings, "utf-8")
        return docs

    def project(self) -> dict[str, bytes]:
        """Return the files of a project whose catalogue, or a file beside it, the example is."""
        page = re.search(r"^# page:(?P<texts>.*)$", self.text, re.MULTILINE)
        own = re.findall(r'^msgid "(.*)"$', self.text, re.MULTILINE)
        texts = page["texts"].split("|") if page else own
        files = {"pages.txt": "".join(f"index: {text.strip()}\n" for text in texts if text.strip())}
        if term := _TERM.search(self.text):
            refuse = f"  refuse: {{sv: [{term['refused']}]}}\n"
            files["locales/terms.yml"] = f"- fi: [{term['fi']}]\n  sv: [{term['sv']}]\n{refuse}"
        files[PLACES[self.way]] = self.text
        return {name: text.encode() for name, text in files.items()}


def cards_in(docs: Path) -> list[Diagnostic]:
    """Return what there is to say of the cards of the lists in a folder."""
    editions = read_editions(docs, Path("locales"), ["fi"], languages=Languages(), today=TODAY)
    assert () == editions.diagnostics
    printed = editions.found["fi"]["example"]
    return [*render_sheet([printed], "card").problems]


def with_item() -> str:
    """Return a list without a fault."""
    return re.sub(r"^:::\{.*?^…$", with_options, LIST, flags=re.MULTILINE | re.DOTALL).replace(
        "ITEMS", ITEM
    )


def with_options(opening: re.Match[str]) -> str:
    """Return the beginning of a list with the options that it does not give itself."""
    given = opening[0].removesuffix("…")
    missing = {name: value for name, value in OPTIONS.items() if f"\n:{name}:" not in given}
    return given + "".join(f":{name}: {value}\n" for name, value in missing.items()).rstrip("\n")


def sections() -> list[re.Match[str]]:
    """Return the page's sections about codes."""
    return list(_SECTION.finditer(PAGE))


EXAMPLES = [
    Example(
        number=section["number"],
        kind=found["kind"],
        way=found["way"],
        count=int(found["count"] or 1),
        also=found["also"],
        escapes=bool(found["escapes"]),
        text=found["text"],
    )
    for section in sections()
    for found in _EXAMPLE.finditer(section["text"])
]


def test_every_code_has_its_section_in_order() -> None:
    """Exactly one for each, under its number and name, and none for a code that is gone."""
    expected = [(code.number, code.slug) for code in Code]

    assert expected == [(section["number"], section["slug"]) for section in sections()]


@pytest.mark.parametrize("section", sections(), ids=lambda section: str(section["number"]))
def test_section_says_why_and_shows_both_ways(section: re.Match[str]) -> None:
    """A reason first, then how not to write, then how to."""
    before, *between = re.split(r"^````.*?^````$", section["text"], flags=re.MULTILINE | re.DOTALL)
    kinds = [found["kind"] for found in _EXAMPLE.finditer(section["text"])]

    assert ["bad", "good"] == kinds
    assert ["Näin:", ""] == [text.strip() for text in between]
    reason, _, rest = before.partition("Näin ei:")
    assert "" == rest.strip()
    assert len(reason.strip().splitlines()) >= 2


def test_every_fence_of_the_page_is_an_example() -> None:
    """A misspelt info string would be an example that nobody tests."""
    fences = [line for line in PAGE.splitlines() if line.startswith("````") and line != "````"]

    assert len(fences) == len(EXAMPLES)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: f"{e.number}-{e.kind}")
def test_example_is_what_it_says(
    example: Example, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A bad one reports its code and no other, a good one nothing at all."""
    monkeypatch.chdir(tmp_path)
    if example.way in PLACES:
        found = problems_in(example.project(), tmp_path)
    elif example.way == "card":
        found = cards_in(example.write(tmp_path).relative_to(tmp_path))
    else:
        path = example.write(tmp_path)
        _, found = check_paths([path.relative_to(tmp_path)], TODAY)

    expected = {example.number, example.also} - {None} if example.kind == "bad" else set()
    assert expected == {diagnostic.code.number for diagnostic in found}, [*map(str, found)]
