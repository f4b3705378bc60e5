"""A new language: empty catalogues for everything, and its code among the drafts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from babel.messages.catalog import Catalog

from rinnalla.languages.catalogues import INTERFACE_NAME, catalogue_path, load, messages, write
from rinnalla.languages.known import FILE_NAME, Languages, is_language
from rinnalla.languages.update import Template, update
from rinnalla.messages import interface_path
from rinnalla.phrases import phrase

_DRAFTS = re.compile(r"^drafts:[ \t]*(?:\[(?P<codes>[^\]\n]*)\])?[ \t]*$(?!\n\s*-)", re.MULTILINE)


def add_language(
    locales: Path, code: str, templates: Sequence[Template], languages: Languages
) -> None:
    """Begin a language.

    Raises ValueError, with the reason, where there is no such language or the project has it.
    """
    if not is_language(code):
        raise ValueError(
            phrase('"{code}" is not the code of a language, such as ar or so', code=code)
        )
    if code in (languages.source, *languages.translated):
        raise ValueError(phrase("the site has the language {code} already", code=code))
    path = locales / FILE_NAME
    text = path.read_text("utf-8") if path.is_file() else f"source: {languages.source}\n"
    changed = with_draft(text, code)
    update(templates, locales, code, "meaning")
    write_interface(catalogue_path(locales, code, INTERFACE_NAME), code, languages.source)
    path.write_text(changed, "utf-8")


def with_draft(text: str, code: str) -> str:
    """Return the file of languages with one more draft, all else as it was.

    Raises ValueError where its drafts do not stand in one line.
    """
    found = _DRAFTS.search(text)
    if found:
        codes = [one.strip() for one in (found["codes"] or "").split(",") if one.strip()]
        line = f"drafts: [{', '.join([*codes, code])}]"
        return f"{text[: found.start()]}{line}{text[found.end() :]}"
    if "drafts:" in text:
        words = phrase(
            "{file} has its drafts in several lines: add {code} there by hand",
            file=FILE_NAME,
            code=code,
        )
        raise ValueError(words)
    return f"{text.rstrip()}\ndrafts: [{code}]\n"


def write_interface(path: Path, code: str, source: str) -> None:
    """Write an empty catalogue of the interface's words, each with the word of the source."""
    known, _ = load(interface_path(source), str(interface_path(source)))
    catalogue = Catalog(fuzzy=False)
    for message in messages(known) if known else ():
        notes = [f"{source}: {message.string}"] if message.string else []
        catalogue.add(str(message.id), auto_comments=notes)
    write(path, catalogue, code, "Words of the interface.")
