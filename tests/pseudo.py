"""Languages that nobody speaks, to prove that one is added without code.

Both are made from the Finnish texts: placeholders, links and emphasis are kept, so a build of
them is one of a language whose translator made no mistake.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

from rinnalla.cli import main
from rinnalla.languages.catalogues import FOLDER, INTERFACE_NAME, load, messages, write
from rinnalla.languages.known import FILE_NAME
from rinnalla.placeholders import mask
from rinnalla.read import read_paths

Say = Callable[[str], str]

LONG, MIRRORED = "eo", "ar"
"""Real codes, as a language has to have one; the words are not of these languages."""

MARKS = ("⟦", "⟧")
"""Around every text of the long language."""

_KEPT = re.compile(
    r"\{[^{}]*\}|\]\([^()]*\)|`[^`]*`|&[a-z]+;|%\([a-z]+\)s|https?://\S+|<[^<>]*>|[*\\]|\bRinnalla\b"
)
"""What a translator leaves as it is: placeholders, ends of links, code, entities, our name."""

_ACCENTED = str.maketrans("aceinosuyzACEINOSUYZ", "áćéíñóšúýžÁĆÉÍÑÓŠÚÝŽ")
_ARABIC = str.maketrans("abcdefghijklmnopqrstuvwxyzäöåéü", "ابضدعفغهيجكلمنصپقرستثوخشيزأؤإءئ")
_VOWELS = re.compile(r"(?<=\w)[aeiouyäöAEIOUYÄÖ]")
_WORD = re.compile(r"[^\W\d_]{2,}")


def accented(text: str) -> str:
    """Return the text between brackets, longer by four tenths or more, every vowel marked."""
    more = ""
    words = _WORD.findall(_KEPT.sub(" ", text)) or ["x"]
    while len(more) < 0.4 * len(text):
        more += " " + words[len(more) % len(words)]
    return f"{MARKS[0]}{_outside(text, _marked)}{_marked(more)}{MARKS[1]}"


def marked(text: str) -> str:
    """Return the text no longer than it is, every vowel marked."""
    return _outside(text, _marked)


def _marked(text: str) -> str:
    return text.translate(_ACCENTED)


def arabic(text: str) -> str:
    """Return the text in Arabic letters, which no Arabic reader could read."""
    return _outside(text, lambda words: words.casefold().translate(_ARABIC))


def brief_arabic(text: str) -> str:
    """Return the same without vowels, as Arabic is written: for places as narrow as its words."""
    return _outside(text, lambda words: arabic(_VOWELS.sub("", words)))


def _outside(text: str, change: Say) -> str:
    """Return the text, changed outside of what a translator leaves as it is."""
    parts, start = [], 0
    for kept in _KEPT.finditer(text):
        parts += [change(text[start : kept.start()]), kept[0]]
        start = kept.end()
    return "".join([*parts, change(text[start:])])


def add_language(project: Path, language: str, say: Say, tight: Say) -> None:
    """Add a language to a project with the command, and fill every catalogue it made.

    tight: says labels of drawings, whose places are as wide as they are.
    """
    docs, locales = project / "docs", project / "locales"
    command = ["languages", "--docs", str(docs), "--locales", str(locales), "add", language]
    assert 0 == main(command)
    labels = {
        mask(text.text).text
        for drawing in read_paths([docs]).drawings
        for _, text in drawing.labels
    }

    def translated(text: str, name: str) -> str:
        if name == INTERFACE_NAME and not _WORD.search(_KEPT.sub("", text)):
            return text  # marks of punctuation alone
        return tight(text) if text in labels else say(text)

    for path in sorted((locales / language / FOLDER).rglob("*.po")):
        catalogue, problems = load(path, str(path))
        assert catalogue is not None, problems
        for message in messages(catalogue):
            message.string = translated(str(message.id), path.stem)
        write(path, catalogue, language, path.stem)


def project_with(folder: Path, root: Path) -> Path:
    """Copy the pages of a project into a folder and return it: a project with one language."""
    shutil.copytree(root / "docs", folder / "docs", ignore=shutil.ignore_patterns("contributing"))
    (folder / "locales").mkdir()
    (folder / "locales" / FILE_NAME).write_text("source: fi\npublished: []\ndrafts: []\n", "utf-8")
    return folder
