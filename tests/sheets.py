"""Every sheet of every list, made once, and what a reader finds on it: for the tests of sheets.

Functions of a module, since other processes call them: most of the time goes into making.
"""

from __future__ import annotations

import hashlib
import io
import os
import re
import subprocess
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path, PurePosixPath
from typing import Any

import pikepdf

from rinnalla.editions import Edition, Editions
from rinnalla.languages.known import read_languages
from rinnalla.messages import add_interface_folder
from rinnalla.model import YES_NO_OPTIONS, Choice, Item, Kind, Outcome
from rinnalla.paper import sheet
from rinnalla.paper.formats import FORMATS, pairs
from rinnalla.paper.plan import plan
from rinnalla.paper.sheets import render_sheet
from rinnalla.version import version_of
from rinnalla.writing import day, headed, labelled
from tests.paper_checks import (
    complaints,
    filled,
    fonts,
    labels,
    program,
    reading_order,
    sample_values,
    tab_order,
    values,
)
from tests.projects import ROOT, read_project

SITE = "https://rinnalla.example.org"
LANGUAGES = read_languages(ROOT / "locales")[0].shown
PAPER = tuple(name for name in FORMATS if name != "docx")

CARD = {"a6": (298, 421), "a5": (421, 595)}
"""What one card takes of its sheet, in points, from the upper left corner."""

YES_NO = {"yes": "yes", "no": "no", "not-known": "not known yet"}
ANSWERS = {
    "na": "Not applicable here",
    "later": "Later",
    "declined": "The client did not want this",
}
NOTICES = (
    "Only if",
    "Shown if",
    "Rule",
    "one of these is enough",
    "no other result applies",
    "Warning",
    "Advice",
    "Do not skip this",
    "Required",
    "For the whole unit: answered once, not for each client",
    "Considered",
    "Other answer",
    "Own note",
    "Own notes",
    "Who",
    "When",
    "Is this paper still current?",
    *YES_NO.values(),
)
"""What a sheet may say around the texts of its list, in the language of the sheet."""


@dataclass(frozen=True, kw_only=True)
class Made:
    """A sheet that was made. advice: codes of it; faults: by the name of what was looked at."""

    name: str
    format: str
    languages: tuple[str, ...]
    list_id: str
    data: bytes
    pages: int
    advice: tuple[str, ...]
    faults: dict[str, tuple[str, ...]]


def read_all(base_url: str = SITE) -> Editions:
    """Return the lists of the knowledge base in all its languages."""
    return read_project(base_url=base_url)


Task = tuple[str, tuple[Edition, ...], str, bool]
"""A format, the editions, the file's name, and whether the slow programs look at it too."""


def tasks() -> list[Task]:
    """Return every sheet there is to make.

    The slow programs see each list in each format, and each format in each language, by turns.
    """
    found = read_all()
    assert () == found.diagnostics
    two = pairs(found.found, "fi")
    jobs = plan(found.found, Path(), PurePosixPath, formats=PAPER, two=two)
    turn = {id_: at for at, id_ in enumerate(found.ids)}
    slow = os.environ.get("RINNALLA_ALL_SHEETS") == "1"
    return [
        (
            job.format,
            job.editions(found.found),
            job.name,
            slow or _is_turn(job.format, job.languages, turn[job.list_id]),
        )
        for job in jobs
    ]


def _is_turn(name: str, languages: tuple[str, ...], at: int) -> bool:
    if len(languages) == 2:
        return LANGUAGES[1:][at % 3] == languages[1]
    return LANGUAGES[(at + PAPER.index(name)) % len(LANGUAGES)] == languages[0]


def make_all(folder: Path) -> list[Made]:
    """Make and look at every sheet, on all processors."""
    with ProcessPoolExecutor(
        os.cpu_count(),
        get_context("spawn"),
        initializer=add_interface_folder,
        initargs=(ROOT / "locales",),
    ) as pool:
        given = tasks()
        return list(pool.map(make, given, len(given) * [folder], chunksize=4))


def make(task: Task, folder: Path) -> Made:
    """Make a sheet and look at it."""
    name, editions, file, slowly = task
    rendered = render_sheet(editions, name)
    path = folder / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(rendered.data)
    looks: dict[str, Callable[[], Iterable[str]]] = {
        "text": lambda: text_faults(path, name, editions),
        "file": lambda: file_faults(path, editions),
        "paint": lambda: paint_faults(path, marks=name == "card"),
        "sizes": lambda: size_faults(path, name),
    }
    if name == "fillable":
        looks["fields"] = lambda: field_faults(rendered.data, editions[0])
    if slowly:
        looks["programs"] = lambda: complaints(rendered.data, _own(folder, path))
    return Made(
        name=file,
        format=name,
        languages=tuple(edition.language for edition in editions),
        list_id=editions[0].id,
        data=rendered.data,
        pages=rendered.pages,
        advice=tuple(one.code.name for one in rendered.problems),
        faults={aspect: tuple(look()) for aspect, look in looks.items()},
    )


def _own(folder: Path, path: Path) -> Path:
    """Return a folder for a file's helpers, which no other process writes to."""
    own = folder / path.stem / path.parent.name
    own.mkdir(parents=True, exist_ok=True)
    return own


def squeezed(text: str) -> str:
    """Return a text without what depends on where its lines end."""
    return re.sub(r"[\s\u00ad-]+", "", text)


def words_on(path: Path, *box: str) -> list[str]:
    """Return the words of each page in the order they were set. box: the part that is read."""
    run = subprocess.run(
        [program("pdftotext"), "-raw", *box, path, "-"], capture_output=True, text=True, check=True
    )
    return run.stdout.split("\f")[:-1]


def text_faults(path: Path, name: str, editions: Sequence[Edition]) -> Iterator[str]:
    """Yield what a sheet lacks, has in another place, or says though its list does not."""
    box: list[str] = []
    if name == "card":
        width, height = CARD[card_size(editions[0])]
        box = ["-r", "72", "-x", "0", "-y", "0", "-W", str(width), "-H", str(height)]
    pages = [squeezed(page) for page in words_on(path, *box)]
    margins = sorted({squeezed(one) for one in margin_texts(name, editions)}, key=len, reverse=True)
    whole = ""
    for number, page in enumerate(pages, start=1):
        end = f"{number}/{len(pages)}"
        if not page.endswith(end):
            yield f"page {number} does not end with {end}: …{page[-60:]}"
        whole += _without_margins(page.removesuffix(end), margins)
    known = sorted(notices(editions), key=len, reverse=True)
    at = 0
    for piece in pieces(name, editions):
        found = whole.find(piece, at)
        if found < 0:
            yield f"not there, or not in its place: {piece}"
            continue
        yield from _unknown(whole[at:found], known)
        at = found + len(piece)
    yield from _unknown(whole[at:], known)


def _without_margins(body: str, margins: Sequence[str]) -> str:
    for _ in range(2):
        ending = next((one for one in margins if body.endswith(one)), "")
        body = body.removesuffix(ending)
    return body


def _unknown(between: str, known: Sequence[str]) -> Iterator[str]:
    left = between
    for one in known:
        left = left.replace(one, "")
    left = re.sub(r"[/:.•«»”“\"]", "", left)
    if left:
        yield f"nobody wrote this: {left}"


def margin_texts(name: str, editions: Sequence[Edition]) -> Iterator[str]:
    """Yield what stands in the margins: the title, and version and review at the foot."""
    first = editions[0]
    yield sheet.Sheet(editions, sheet.A4).running_title
    code = version_of(first).code
    due = first.checklist.review_due
    review = labelled(first.tr("Review due"), day(due, first.language), first.tr) if due else ""
    begin = code if name in ("large", "card") else f"Rinnalla {code}"
    yield " · ".join(part for part in (begin, review) if part)


def pieces(name: str, editions: Sequence[Edition]) -> Iterator[str]:
    """Yield what must stand on a sheet, squeezed, in its order."""
    first = editions[0]
    brief = name == "card"
    yield from _all(edition.title for edition in editions)
    if brief:
        yield from _front(first)
    shown = [
        edition.checklist.card_sections if brief else edition.checklist.sections
        for edition in editions
    ]
    for both in zip(*shown, strict=True):
        section = both[0]
        if section.title:
            titles = [e.plain(s.title) for e, s in zip(editions, both, strict=True)]
            yield from _all([first.codes[section.id] + titles[0], *titles[1:]])
        for same in zip(*(one.items for one in both), strict=True):
            yield from _item(editions, same, first.codes.get(same[0].id, ""), brief=brief)
        for cases in zip(*(one.outcomes for one in both), strict=True):
            yield from _said(editions, [case.text for case in cases])
            yield from _hints(editions, cases, brief=brief)
    yield from _all(e.tr(e.wording.keep) for e in editions)


def _front(edition: Edition) -> Iterator[str]:
    """Yield what a card says that no other sheet does: its drawing's words, and what it lacks."""
    if edition.figure:
        if edition.figure.title != edition.title:
            yield squeezed(edition.figure.title)
        words = dict(edition.figure.words)
        yield from _all([words[place.label] for place in edition.figure.art.places])
    checklist = edition.checklist
    if len(checklist.card_sections) < len(checklist.sections):
        yield squeezed(headed(edition.tr(sheet.PART), edition.tr) + edition.tr(sheet.WHOLE))


def _all(texts: Iterator[str] | Sequence[str]) -> Iterator[str]:
    yield from (squeezed(text) for text in texts)


def _said(editions: Sequence[Edition], texts: Sequence[str]) -> Iterator[str]:
    return _all([e.plain(text) for e, text in zip(editions, texts, strict=True)])


def _hints(
    editions: Sequence[Edition], same: Sequence[Item | Outcome], *, brief: bool
) -> Iterator[str]:
    for both in zip(*(one.hints for one in same), strict=True):
        if not brief:
            yield from _said(editions, [hint.text for hint in both])


def _item(
    editions: Sequence[Edition], same: Sequence[Item], code: str, *, brief: bool
) -> Iterator[str]:
    item = same[0]
    texts = [e.plain(one.text) for e, one in zip(editions, same, strict=True)]
    yield from _all([code + texts[0] if item.kind not in NOTED else texts[0], *texts[1:]])
    yield from _hints(editions, same, brief=brief)
    if item.kind is Kind.YES_NO:
        for name in YES_NO_OPTIONS:
            yield from _all(list(dict.fromkeys(e.tr(YES_NO[name]) for e in editions)))
    if item.kind is Kind.GRID:
        for both in zip(*(one.columns for one in same), strict=True):
            yield from _choice(editions, both)
    for both in zip(*(one.choices for one in same), strict=True):
        yield from _choice(editions, both)


NOTED = (Kind.ADVICE, Kind.WARNING)


def _choice(editions: Sequence[Edition], same: Sequence[Choice]) -> Iterator[str]:
    texts = [e.plain(one.text) for e, one in zip(editions, same, strict=True)]
    return _all(list(dict.fromkeys(texts)))


def notices(editions: Sequence[Edition]) -> set[str]:
    """Return what a sheet may say around the texts of its list, squeezed."""
    found: set[str] = set()
    for edition in editions:
        checklist, tr = edition.checklist, edition.tr
        said = [tr(notice) for notice in NOTICES] + [tr(text) for text in ANSWERS.values()]
        said += [*edition.warnings, tr(sheet.HOW), tr(sheet.WHENCE)]
        said += [tr(edition.wording.care), edition.mark]
        said += [tr(text) for text in sheet.LEGEND.values()]
        said += [edition.plain(one.text) for one in (checklist.who, checklist.when) if one]
        said += [edition.plain(item.unit) for item in checklist.items if item.unit]
        said += [edition.plain(column.text) for item in checklist.items for column in item.columns]
        for thing in checklist.statements:
            if thing.condition:
                said += [edition.said(thing.condition.tree), *edition.ways(thing.condition.tree)]
        minutes = tr("about {minutes} min").replace("{minutes}", str(checklist.minutes))
        days = [day(d, edition.language) for d in (checklist.reviewed, checklist.review_due) if d]
        labels = [headed(tr(label), tr) for label in ("Time", "Reviewed", "Review due", "Version")]
        said += [minutes, *days, *labels, version_of(edition).code]
        said += [mark for item in checklist.items for mark in item.origin.facts]
        said += [tr("Our addition, a legal reminder"), tr("Our addition"), *edition.codes.values()]
        said += [";", ",", "·", "Warning"]
        found |= {squeezed(text) for text in said if text}
    return found - {""}


def card_size(edition: Edition) -> str:
    """Return the size of a list's card."""
    return next(size for size in CARD if size in edition.checklist.paper)


def file_faults(path: Path, editions: Sequence[Edition]) -> Iterator[str]:
    """Yield what a file does not say of itself, and fonts it does not bring."""
    data = path.read_bytes()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        root: Any = pdf.Root
        said = {
            "tagged": root.MarkInfo.Marked is True,
            "language": str(root.get("/Lang", "")) == editions[0].language,
            "title": str(pdf.docinfo.get("/Title", "")).startswith(editions[0].title),
            "title shown": root.ViewerPreferences.DisplayDocTitle is True,
            "true size": root.ViewerPreferences.PrintScaling == "/None",
            "tab order": all(page.get("/Tabs") == "/S" for page in pdf.pages),
        }
        other = [
            thing
            for thing in pdf.objects
            if isinstance(thing, pikepdf.Dictionary)
            and thing.get("/S") is not None
            and str(thing.get("/Lang", "")) not in ("", editions[0].language)
        ]
        languages = {str(thing.Lang) for thing in other}
    if languages != {edition.language for edition in editions[1:]}:
        yield f"languages inside: {languages}"
    texts = sum(1 for edition in editions[1:] for _ in edition.checklist.statements)
    if len(other) < texts:
        yield f"{len(other)} parts have their language, {texts} should"
    yield from (name for name, holds in said.items() if not holds)
    embedded = fonts(data)
    yield from (f"font {name}" for name, there in embedded.items() if not there)
    if not embedded:
        yield "no fonts"


def paint_faults(path: Path, *, marks: bool = False) -> Iterator[str]:
    """Yield blank pages, and pages painted up to their edge. marks: where to cut stand there."""
    run = subprocess.run(
        [program("pdftoppm"), "-gray", "-r", "24", path], capture_output=True, check=True
    )
    for number, picture in enumerate(_grey(run.stdout), start=1):
        width, height, rows = picture
        dark = [(x, y) for y in range(height) for x in _dark(rows[y * width : (y + 1) * width])]
        if not dark:
            yield f"page {number} is blank"
            continue
        left, right = min(x for x, _ in dark), max(x for x, _ in dark)
        if not marks and min(left, dark[0][1], width - 1 - right, height - 1 - dark[-1][1]) < 3:
            yield f"page {number} is painted up to its edge"


_DARK = re.compile(rb"[\x00-\xd0]")


def _dark(row: bytes) -> set[int]:
    """Return where a row's ink begins and ends."""
    first = _DARK.search(row)
    if not first:
        return set()
    return {first.start(), len(row) - 1 - _DARK.search(row[::-1]).start()}  # type: ignore[union-attr]


def _grey(data: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Yield the width, the height and the grey of each picture of a stream of them (PGM)."""
    at = 0
    head = re.compile(rb"P5\s(\d+)\s(\d+)\s255\s")
    while found := head.match(data, at):
        width, height = int(found[1]), int(found[2])
        at = found.end() + width * height
        yield width, height, data[found.end() : at]


_SIZED = re.compile(
    rb"(?<!\S)(?:(?P<state>[qQ])|(?P<matrix>(?:[-\d.]+ ){6})cm|/\S+ (?P<size>[\d.]+) Tf)(?!\S)"
)


def sizes_on(path: Path) -> list[float]:
    """Return the sizes of all type on the pages, in points, in the order they are set."""
    with pikepdf.open(path) as pdf:
        for page in pdf.pages:
            page.contents_coalesce()
        contents = [page.Contents.read_bytes() for page in pdf.pages]
        # The further copies of cards, and what is typed into fields, are objects of their own.
        contents += [
            thing.read_bytes()
            for thing in pdf.objects
            if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/Form"
        ]
    return [size for content in contents for size in _sizes_in(content)]


def _sizes_in(content: bytes) -> Iterator[float]:
    """Yield the sizes of type as they come out on paper: drawings are made to fit their place."""
    scale, kept = 1.0, list[float]()
    for one in _SIZED.finditer(content):
        if one["state"] == b"q":
            kept.append(scale)
        elif one["state"]:
            scale = kept.pop()
        elif one["matrix"]:
            a, b, c, d, _, _ = map(float, one["matrix"].split())
            scale *= abs(a * d - b * c) ** 0.5
        else:
            yield float(one["size"]) * scale


SMALLEST = {"large": 14.0, "card": 8.0}
"""The smallest type of formats that promise it, in points; the others have small print."""


def size_faults(path: Path, name: str) -> Iterator[str]:
    """Yield type that is too small to read, and files too large to send."""
    smallest = min(sizes_on(path))
    if smallest < SMALLEST.get(name, 6.5) - 0.01:
        yield f"type of {smallest} pt"
    limit = 150_000
    if path.stat().st_size > limit:
        yield f"{path.stat().st_size} bytes"


def field_faults(data: bytes, edition: Edition) -> Iterator[str]:
    """Yield fields that are missing, called something else, or in another place."""
    named = labels(data)
    expected = dict(fields(edition))
    if list(named) != list(expected):
        yield f"fields: {set(named) ^ set(expected) or 'in another order'}"
    for name, label in expected.items():
        if name in named and named[name] != label:
            yield f"{name} is called {named[name]}, not {label}"
    if not list(named) == reading_order(data) == tab_order(data):
        yield "the tab key does not follow the reading"
    typed = sample_values(data)
    kept = values(filled(data, typed))
    yield from (f"{name} lost {text}" for name, text in typed.items() if kept[name] != text)


def fields(edition: Edition) -> Iterator[tuple[str, str]]:
    """Yield the name and the label of each field, in the order of the sheet."""
    checklist = edition.checklist
    for section in checklist.sections:
        for item in section.items:
            if item.asks:
                yield from _fields(edition, item)
                if checklist.kind == "checklist":
                    label = _label(edition, item)
                    other = labelled(label, edition.tr("Other answer"), edition.tr)
                    note = edition.tr("Note (no identifying details)")
                    yield f"{item.id}--aside", other
                    yield f"{item.id}--note", labelled(label, note, edition.tr)
        if section.outcomes:
            yield section.id, edition.plain(section.title)


def _label(edition: Edition, item: Item) -> str:
    return f"{edition.codes[item.id]} {edition.plain(item.text)}"


def _fields(edition: Edition, item: Item) -> Iterator[tuple[str, str]]:
    label = _label(edition, item)
    named = [(choice, edition.plain(choice.text)) for choice in item.choices]
    if item.kind is Kind.GRID:
        for row, said in named:
            for column in item.columns:
                part = f"{said} – {edition.plain(column.text)}"
                name = f"{item.id}--{row.id}--{column.id}"
                yield name, labelled(label, part, edition.tr)
        return
    if item.repeat:
        for at in range(1, 5):
            yield f"{item.id}--{at}", labelled(label, f"{at}/4", edition.tr)
        return
    if item.kind is not Kind.CHOICES:
        yield item.id, label
    yield from _boxes(edition, item, label)
    if item.kind is Kind.REFLECT:
        yield f"{item.id}--seen", labelled(label, edition.tr("Considered"), edition.tr)


def _boxes(edition: Edition, item: Item, label: str) -> Iterator[tuple[str, str]]:
    for choice in item.choices:
        said = edition.plain(choice.text)
        if item.kind is Kind.CHOICES:
            yield f"{item.id}--{choice.id}", labelled(label, said, edition.tr)
        if choice.takes_text:
            own = edition.tr("{option}: in your own words").replace("{option}", said)
            yield f"{item.id}--{choice.id}--text", labelled(label, own, edition.tr)


ASPECTS = ("text", "file", "paint", "sizes", "fields", "programs")
"""What each sheet is looked at for."""


def digest(data: bytes) -> str:
    """Return what tells two files apart."""
    return hashlib.sha256(data).hexdigest()
