"""Brings the catalogues up to date with the pages: what translators have to look at anew.

Sphinx collects the messages, sphinx-intl carries what is there into the new catalogues; here
notes are added and what would change without need is left out.
"""

from __future__ import annotations

import difflib
import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from rinnalla.diagnostics import Diagnostic
from rinnalla.languages.catalogues import (
    ORGANISATION,
    catalogue_path,
    load,
    messages,
    names_of,
    write,
)
from rinnalla.languages.notes import notes_of_numbers, notes_of_page
from rinnalla.model import Setting
from rinnalla.phrases import listed
from rinnalla.read import read_paths
from rinnalla.settings import FILE_NAME as SETTINGS
from rinnalla.settings import read_settings

WRITTEN = ".json"
"""Beside each template Sphinx writes: its texts as they stand in the page, by message id."""

CHANGES = ("typo", "wording", "meaning")
"""What an editor says of a change: after a typo translations stay as they are."""

ALIKE = 0.75
"""Texts less alike than this are not the same text with a typo mended: from 0 to 1."""


class TemplateError(Exception):
    """The pages could not be read; what is wrong has been printed."""


class BrokenCatalogueError(ValueError):
    """A catalogue cannot be read, so nothing has been written over it. problems: why not."""

    def __init__(self, problems: Sequence[Diagnostic]) -> None:
        super().__init__(listed((one.phrase for one in problems), "\n"))
        self.problems = tuple(problems)


@dataclass(frozen=True, kw_only=True, slots=True)
class Template:
    """What there is to translate in one page, in its order.

    name: of the page, such as ``models/index``; lines: of each text in the page, 1-based, by
    message id; notes: for translators, by message id.
    """

    name: str
    lines: Mapping[str, int]
    notes: Mapping[str, tuple[str, ...]]

    def catalogue(self) -> Catalog:
        """Return an empty catalogue."""
        catalogue = Catalog(fuzzy=False)
        for text in self.lines:
            catalogue.add(text, auto_comments=self.notes.get(text, ()))
        return catalogue


def read_templates(docs: Path, environment: Mapping[str, str]) -> list[Template]:
    """Return what there is to translate in each page, and in the organisation's settings.

    environment: the variables for Sphinx, the language of messages among them. Raises
    TemplateError when Sphinx cannot read the pages.
    """
    with TemporaryDirectory() as folder:
        out = Path(folder, "out")
        command = [sys.executable, "-m", "sphinx", "-b", "gettext", "-q", "-W",
                   "-d", str(Path(folder, "memory")), str(docs), str(out)]  # fmt: skip
        if subprocess.run(command, check=False, env=environment).returncode:  # noqa: S603 - our own words
            raise TemplateError
        settings = read_settings(docs / SETTINGS)[0]
        titles = {one.id: one.title for one in read_paths([docs]).checklists}
        pages = [
            _template(docs, path, path.relative_to(out), titles, settings)
            for path in sorted(out.rglob("*.pot"))
        ]
    return [*pages, _organisation(settings)]


def _template(
    docs: Path,
    path: Path,
    inside: Path,
    titles: Mapping[str, str],
    settings: Mapping[str, Setting],
) -> Template:
    name = inside.with_suffix("").as_posix()
    written: dict[str, str] = json.loads(path.with_suffix(WRITTEN).read_text("utf-8"))
    lines: dict[str, int] = {}
    with path.open("rb") as file:
        for message in messages(read_po(file)):
            lines[str(message.id)] = min((line for _, line in message.locations if line), default=1)
    about = notes_of_page(read_paths([docs / f"{name}.md"]))
    notes = {
        text: (*about.get(text, ()), *notes_of_numbers(written.get(text, ""), titles, settings))
        for text in lines
    }
    return Template(name=name, lines=lines, notes=notes)


def _organisation(settings: Mapping[str, Setting]) -> Template:
    """Return the texts among the settings: they are shown inside other texts."""
    texts = {one.value: one for one in settings.values() if isinstance(one.value, str)}
    notes = {text: (f"A setting of the organisation. {one.about}",) for text, one in texts.items()}
    lines = {text: one.line for text, one in texts.items()}
    return Template(name=ORGANISATION, lines=lines, notes=notes)


def update(templates: Sequence[Template], locales: Path, language: str, change: str) -> list[str]:
    """Bring the catalogues of a language up to date; return the paths of those that changed.

    change: one of CHANGES. After ``typo`` a translation is carried over to the text that has
    taken the place of its own; otherwise it is marked to be looked at. Raises
    BrokenCatalogueError before anything is written.
    """
    # Here, not above: only those who keep translations have it.
    from sphinx_intl.basic import (  # type: ignore[import-untyped]  # noqa: PLC0415
        update as carry_over,
    )

    before = _words(locales, language)
    with TemporaryDirectory() as folder:
        for template in templates:
            old = before.get(template.name, {})
            if change == "typo" and old:
                _rename(catalogue_path(locales, language, template.name), old, template)
            target = Path(folder, f"{template.name}.pot")
            write(target, template.catalogue(), language, template.name)
        with redirect_stdout(StringIO()):
            carry_over(str(locales), folder, (language,), line_width=0, ignore_obsolete=True)
    changed = []
    for template in templates:
        path = catalogue_path(locales, language, template.name)
        if _refresh(path, template, language, before.get(template.name, {})):
            changed.append(str(path))
    return changed


def _words(locales: Path, language: str) -> dict[str, dict[str, str]]:
    """Return the texts of every catalogue, by page, with their translations."""
    words = {}
    problems: list[Diagnostic] = []
    for name in names_of(locales, language):
        path = catalogue_path(locales, language, name)
        catalogue, broken = load(path, str(path))
        problems += broken
        if catalogue:
            words[name] = {str(m.id): str(m.string) for m in messages(catalogue)}
    if problems:
        raise BrokenCatalogueError(problems)
    return words


def _rename(path: Path, old: Mapping[str, str], template: Template) -> None:
    """Give translations the texts that their own have become by a mended typo."""
    catalogue, _ = load(path, str(path))
    new = [text for text in template.lines if text not in old]
    if catalogue is None:
        return
    for message in list(messages(catalogue)):
        if message.id in template.lines or not message.string:
            continue
        near = difflib.get_close_matches(str(message.id), new, n=1, cutoff=ALIKE)
        if near:
            new.remove(near[0])
            catalogue.delete(message.id)
            catalogue.add(
                near[0], message.string, flags=message.flags, user_comments=message.user_comments
            )
    with path.open("wb") as file:
        write_po(file, catalogue, width=0)


def _refresh(path: Path, template: Template, language: str, before: Mapping[str, str]) -> bool:
    """Write a catalogue in the order of its page, with the notes of today.

    A fuzzy translation is shown with the text it was made from.
    """
    catalogue, _ = load(path, str(path))
    if catalogue is None:
        return False
    was = {translation: text for text, translation in before.items() if translation}
    ordered = template.catalogue()
    for message in messages(ordered):
        found = catalogue.get(message.id)
        if found is None:
            continue
        message.string, message.flags = found.string, found.flags
        message.user_comments, message.previous_id = found.user_comments, found.previous_id
        if message.fuzzy and not message.previous_id and str(message.string) in was:
            message.previous_id = [was[str(message.string)]]
        elif not message.fuzzy:
            message.previous_id = []
    return write(path, ordered, language, about_of(template.name))


def about_of(name: str) -> str:
    """Return the first line of a catalogue."""
    if name == ORGANISATION:
        return "Texts among the settings of the organisation."
    return f"The page {name}."
