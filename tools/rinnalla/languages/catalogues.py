"""Catalogues as files: the entries of a PO file with their lines, and how one is written.

A catalogue holds words only: no dates, no names, no line numbers of pages, so that it changes
only when its words do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, read_po, write_po

from rinnalla.diagnostics import Code, Diagnostic, problem, shorten
from rinnalla.phrases import Phrase, phrase
from rinnalla.yamlfile import read_text

FOLDER = "LC_MESSAGES"
ORGANISATION = "organisation"
"""The name of the catalogue of the organisation's settings."""
INTERFACE_NAME = "rinnalla"
"""The name of the catalogue of the interface's words."""

_LINE = re.compile(r'(?:(?P<name>msgid|msgstr)\s+)?"(?P<inside>(?:[^"\\]|\\.)*)"')
_AFTER = {"msgid": ("msgstr",), "msgstr": ("msgid",)}

_HEADER = """\
# {about}
msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """One text and its translation. line: 1-based, of ``msgid`` in the file."""

    source: str
    translation: str
    line: int
    fuzzy: bool = False
    comments: tuple[str, ...] = ()

    @property
    def is_done(self) -> bool:
        """Whether readers see the translation."""
        return bool(self.translation.strip()) and not self.fuzzy


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """The catalogue of one page. name: of the page, such as ``models/index``."""

    name: str
    path: Path
    entries: tuple[Entry, ...]


def catalogue_path(locales: Path, language: str, name: str) -> Path:
    """Return where the catalogue of a page stands, or should stand."""
    return locales / language / FOLDER / f"{name}.po"


def names_of(locales: Path, language: str) -> Iterator[str]:
    """Yield the pages that have a catalogue in a language, in order."""
    folder = locales / language / FOLDER
    for path in sorted(folder.rglob("*.po")):
        yield path.relative_to(folder).with_suffix("").as_posix()


def read_page(path: Path, name: str, shown: str) -> tuple[Page, list[Diagnostic]]:
    """Return a catalogue's entries, none if it cannot be read, and why. shown: for messages."""
    catalogue, problems = load(path, shown)
    if catalogue is None:
        return Page(name=name, path=path, entries=()), problems
    entries = tuple(
        Entry(
            source=str(message.id),
            translation=str(message.string or ""),
            line=message.lineno or 1,
            fuzzy=message.fuzzy,
            comments=tuple(message.user_comments),
        )
        for message in messages(catalogue)
    )
    return Page(name=name, path=path, entries=entries), problems


def messages(catalogue: Catalog) -> Iterator[Message]:
    """Yield the entries of a catalogue, without its header."""
    return (message for message in catalogue if message.id)


def load(path: Path, shown: str) -> tuple[Catalog | None, list[Diagnostic]]:
    """Return the catalogue in a file, or None and what is wrong with it. shown: for messages."""
    text, unread = read_text(path)
    problems = [replace(one, path=shown) for one in unread]
    if not path.is_file():
        problems.append(problem(shown, 1, Code.NO_FILE))
    problems += [
        problem(shown, line, Code.BAD_CATALOGUE, why=why, text=shorten(said))
        for line, why, said in faults(text)
    ]
    if problems:
        return None, problems
    try:
        return read_po(BytesIO(text.encode()), abort_invalid=True), []
    except PoFileError as error:
        words = {"why": str(error.args[0]).rsplit(" on ", 1)[0], "text": shorten(error.line)}
        return None, [problem(shown, error.lineno + 1, Code.BAD_CATALOGUE, **words)]


def faults(text: str) -> Iterator[tuple[int, Phrase, str]]:
    """Yield what makes a PO file unreadable: line, 1-based, why, and the words there.

    Readers of PO files mend silently what is not closed, and lose a letter by it.
    """
    last = "msgstr"
    known: dict[str, int] = {}
    sources = [""]
    for number, raw in enumerate(text.splitlines(), start=1):
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        found = _LINE.fullmatch(line)
        if not found:
            if why := _why(line):
                yield number, why, line
            last = line.split(" ")[0] if line.split(" ")[0] in _AFTER else last
            continue
        name = found["name"]
        if name and name not in _AFTER[last]:
            yield number, phrase("{name} stands after {last}", name=name, last=last), line
        last = name or last
        if last == "msgid":
            sources = [*([] if name else sources), found["inside"]]
        elif name:
            key = "".join(sources)
            if known.setdefault(key, number) != number:
                twice = phrase("the text stands on line {line} already", line=known[key])
                yield number, twice, key
    if last == "msgid":
        yield len(text.splitlines()), phrase("the last text has no msgstr"), "".join(sources)


def _why(line: str) -> Phrase | None:
    """Return why a line cannot be read; nothing where that has been said."""
    if re.match(r"={7}|>{7}", line):
        return None  # said where it begins
    if line.startswith("<<<<<<<"):
        return phrase("two versions of the file have been joined and not settled")
    if not re.match(r'(msgid|msgstr)?\s*"', line):
        return phrase("it is neither msgid, msgstr nor a quoted text")
    return phrase("a quotation mark is missing, or one inside the text lacks its backslash")


def write(path: Path, catalogue: Catalog, language: str, about: str) -> bool:
    """Write a catalogue, without obsolete entries; return whether the file changed.

    about: its first line, for those who open the file.
    """
    file = BytesIO()
    write_po(
        file, catalogue, width=0, ignore_obsolete=True, include_previous=True, omit_header=True
    )  # fmt: skip
    text = _HEADER.format(about=about, language=language) + file.getvalue().decode().rstrip() + "\n"
    data = text.encode()
    if path.is_file() and path.read_bytes() == data:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return True
