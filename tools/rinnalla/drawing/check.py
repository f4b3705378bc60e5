"""What is wrong between the words on the pages and the art they belong to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from rinnalla.diagnostics import Code, Diagnostic, near, problem, shorten
from rinnalla.drawing.art import Art, read_art
from rinnalla.drawing.branches import COMMON_LABELS
from rinnalla.drawing.fit import fit
from rinnalla.drawing.words import Drawing, shown
from rinnalla.model import Checklist
from rinnalla.phrases import phrase

FOLDER = "figures"
"""Where the art is, beside the pages."""

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def art_file(folder: Path, name: str) -> Path:
    """Return where the art of a drawing is. folder: of all art."""
    return folder / f"{name}.svg"


def check_drawings(
    drawings: Iterable[Drawing], folder: Path, shown_folder: Path, lists: Iterable[Checklist]
) -> list[Diagnostic]:
    """Return every problem of the drawings on all pages.

    folder: of the art; shown_folder: the same as it shall stand in messages.
    """
    every = list(drawings)
    named = list(lists)
    known = {one.id: one for one in named}
    spoken = {drawing.name for drawing in every if drawing.speaks}
    found: list[Diagnostic] = []
    for drawing in every:
        if drawing.name in spoken and not drawing.speaks:
            continue  # its words are checked where they stand
        if drawing.list or drawing.by:
            found += _drawn(drawing, known)
        else:
            found += _filed(drawing, folder, shown_folder)
        found += _words(drawing)
    return [*found, *check_cards(named, for_cards(every, folder))]


def check_cards(lists: Iterable[Checklist], known: Mapping[str, Drawing]) -> Iterator[Diagnostic]:
    """Yield drawings that lists name for their cards and that no card can show.

    known: those that one can, by name.
    """
    for checklist in lists:
        figure = checklist.figure
        if figure and figure.id not in known:
            yield problem(
                checklist.path,
                figure.line,
                Code.UNKNOWN_ON_CARD,
                name=shorten(figure.id),
                known=", ".join(sorted(known)) or phrase("none yet"),
                near=near(figure.id, known),
            )


def for_cards(drawings: Iterable[Drawing], folder: Path) -> dict[str, Drawing]:
    """Return the drawings that a card can show, by name: they have words, and art in the folder.

    What is drawn from a list has as many words as the list, and no card has room for them.
    """
    speaking = (one for one in drawings if one.speaks and not one.list)
    return {one.name: one for one in speaking if art_file(folder, one.name).is_file()}


def _words(drawing: Drawing) -> Iterator[Diagnostic]:
    if not drawing.title:
        yield _missing(drawing, phrase("title"))
    if not drawing.description:
        yield _missing(drawing, phrase("description"))


def _missing(drawing: Drawing, what: str) -> Diagnostic:
    return problem(drawing.path, drawing.line, Code.DRAWING_WORDS, name=drawing.name, what=what)


def _drawn(drawing: Drawing, lists: Mapping[str, Checklist]) -> Iterator[Diagnostic]:
    model = lists.get(drawing.list)
    if model is None:
        yield _unknown(drawing, "checklist", drawing.list, phrase("as the list's id"))
        return
    dividing = {item.id for item in model.items if item.options}
    for item in drawing.by or ("",):
        if item not in dividing:
            form = phrase("as the id of an item of that list that has options")
            yield _unknown(drawing, "item", item, form)
    yield from _matched(drawing, COMMON_LABELS)


def _unknown(drawing: Drawing, role: str, target: str, form: str) -> Diagnostic:
    return problem(
        drawing.path, drawing.line, Code.UNKNOWN_TARGET, role=role, target=target, form=form
    )


def _filed(drawing: Drawing, folder: Path, shown_folder: Path) -> Iterator[Diagnostic]:
    file = art_file(folder, drawing.name)
    if not _NAME.fullmatch(drawing.name) or not file.is_file():
        known = ", ".join(sorted(path.stem for path in folder.glob("*.svg"))) or phrase("none yet")
        yield problem(
            drawing.path,
            drawing.line,
            Code.UNKNOWN_DRAWING,
            name=shorten(drawing.name),
            folder=shown_folder.as_posix(),
            known=known,
        )
        return
    art, problems = load_art(file, str(shown_folder / file.name))
    yield from problems
    if art is not None and drawing.speaks:
        yield from _matched(drawing, [place.label for place in art.places])
        yield from _fitting(drawing, art)


def load_art(file: Path, path: str) -> tuple[Art | None, list[Diagnostic]]:
    """Return the art in a file and what is wrong with it. path: as it shall stand in messages."""
    return read_art(file.read_text("utf-8", errors="replace"), path)


def _matched(drawing: Drawing, places: Iterable[str]) -> Iterator[Diagnostic]:
    """Yield labels without a place, and places without a label."""
    missing = dict.fromkeys(places)
    for label, text in drawing.labels:
        if label not in missing:
            yield problem(drawing.path, text.line, Code.UNPLACED_WORDS, id=label, name=drawing.name)
        missing.pop(label, None)
    for label in missing:
        yield problem(drawing.path, drawing.line, Code.EMPTY_PLACE, id=label, name=drawing.name)


def _fitting(drawing: Drawing, art: Art) -> Iterator[Diagnostic]:
    places = {place.label: place for place in art.places}
    for label, text in drawing.labels:
        if label in places and not fit(shown(text.text), places[label]).fits:
            yield tight(drawing.path, text.line, drawing.name, text.text)


def tight(path: str, line: int, name: str, text: str) -> Diagnostic:
    """Return the report of words that their place cannot hold."""
    return problem(path, line, Code.TIGHT_WORDS, text=shorten(text), name=name)
