"""Which texts of a list are translated, and the words of the interface in each language.

A text's message id is the text as `placeholders` shows it to translators, so what Sphinx extracts
and what is looked up here are the same, and a list is translated without a Sphinx build.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from typing import TypeVar

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from rinnalla.model import Checklist, Choice, Item, Outcome, Section, Text
from rinnalla.placeholders import mask

LANGUAGES = ("fi", "sv", "en", "fr")
"""Languages of the interface; the first is the language the content is written in."""

INTERFACE = Path(__file__).parent / "locales"
_FOLDERS = [INTERFACE]
"""Where interface catalogues are looked for, in this order."""

DOMAIN = "rinnalla"

_Translate = Callable[[str], str]
_Statement = TypeVar("_Statement", Item, Outcome)


def message(text: str) -> str:
    """Return the text as it is; marks it for the interface catalogues."""
    return text


def interface_path(language: str) -> Path:
    """Return where the interface catalogue of a language stands, or would in the package."""
    paths = [folder / language / "LC_MESSAGES" / f"{DOMAIN}.po" for folder in _FOLDERS]
    return next((path for path in paths if path.is_file()), paths[0])


def add_interface_folder(folder: Path) -> None:
    """Look for interface catalogues in a project's folder too, after those of the package."""
    if folder not in _FOLDERS:
        _FOLDERS.append(folder)
        interface.cache_clear()


def interface_catalogues() -> list[Path]:
    """Return the paths of all interface catalogues there are."""
    return [
        path for folder in _FOLDERS for path in sorted(folder.glob(f"*/LC_MESSAGES/{DOMAIN}.po"))
    ]


@cache
def interface(language: str) -> NullTranslations:
    """Return the interface words; English where the language has no catalogue of its own."""
    path = interface_path(language)
    if not path.is_file():
        return NullTranslations()
    return compiled(read_catalogue(path))


def read_catalogue(path: Path) -> Catalog:
    """Return the catalogue in a PO file. Raises babel's PoFileError, with the line, if broken."""
    with path.open("rb") as file:
        return read_po(file, abort_invalid=True)


def compiled(catalogue: Catalog) -> GNUTranslations:
    """Return the catalogue ready for look-ups; fuzzy entries are left out."""
    file = BytesIO()
    write_mo(file, catalogue)
    file.seek(0)
    return GNUTranslations(file)


def texts(checklist: Checklist) -> Iterator[Text]:
    """Yield every translatable text with its line, in the order it is shown."""
    yield Text(text=checklist.title, line=checklist.line)
    yield from (text for text in (checklist.who, checklist.when, checklist.trial) if text)
    for section in checklist.sections:
        if section.title:
            yield Text(text=section.title, line=section.line)
        for thing in section.statements:
            yield from item_texts(thing)


def item_texts(thing: Item | Outcome) -> Iterator[Text]:
    """Yield the texts of one item or outcome: its own, columns, choices, hints, record."""
    yield Text(text=thing.text, line=thing.line)
    if isinstance(thing, Item):
        for choice in (*thing.columns, *thing.choices):
            yield Text(text=choice.text, line=choice.line)
        if thing.unit:
            yield Text(text=thing.unit, line=thing.line)
    yield from thing.hints
    if thing.record:
        yield thing.record


def translator(catalogue: NullTranslations) -> _Translate:
    """Return what says a text of a page in the catalogue's language, its roles and links kept."""

    def tr(words: str) -> str:
        masked = mask(words)
        said = catalogue.gettext(masked.text)
        return words if said == masked.text else masked.restored(said)

    return tr


def translate(checklist: Checklist, catalogue: NullTranslations) -> Checklist:
    """Return the list with its texts in the catalogue's language, the rest as it is.

    A text without a translation stays in the source language, as on the page.
    """
    tr = translator(catalogue)

    def text(source: Text | None) -> Text | None:
        return replace(source, text=tr(source.text)) if source else None

    return replace(
        checklist,
        title=tr(checklist.title),
        who=text(checklist.who),
        when=text(checklist.when),
        trial=text(checklist.trial),
        sections=tuple(_section(section, tr) for section in checklist.sections),
    )


def _section(section: Section, tr: _Translate) -> Section:
    return replace(
        section,
        title=tr(section.title) if section.title else "",
        items=tuple(
            replace(
                _thing(item, tr),
                choices=_choices(item.choices, tr),
                columns=_choices(item.columns, tr),
                unit=tr(item.unit) if item.unit else None,
            )
            for item in section.items
        ),
        outcomes=tuple(_thing(outcome, tr) for outcome in section.outcomes),
    )


def _thing(thing: _Statement, tr: _Translate) -> _Statement:
    return replace(
        thing,
        text=tr(thing.text),
        hints=tuple(replace(hint, text=tr(hint.text)) for hint in thing.hints),
        record=replace(thing.record, text=tr(thing.record.text)) if thing.record else None,
    )


def _choices(choices: tuple[Choice, ...], tr: _Translate) -> tuple[Choice, ...]:
    return tuple(replace(choice, text=tr(choice.text)) for choice in choices)
