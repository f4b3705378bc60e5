"""Languages that nobody speaks, to prove that one is added without code.

Both are made from the Finnish texts: placeholders, links and emphasis are kept, so a build of
them is one of a language whose translator made no mistake.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

from babel.messages.catalog import Catalog

from rinnalla.languages.catalogues import catalogue_path, load, messages, write
from rinnalla.languages.update import Template, read_templates
from rinnalla.messages import DOMAIN, INTERFACE, LANGUAGES
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
_ARABIC = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzäöåéü", "ابضدعفغهيجكلمنصپقرستثوخشيزأؤإءئ"
)
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


def _outside(text: str, change: Say) -> str:
    """Return the text, changed outside of what a translator leaves as it is."""
    parts, start = [], 0
    for kept in _KEPT.finditer(text):
        parts += [change(text[start : kept.start()]), kept[0]]
        start = kept.end()
    return "".join([*parts, change(text[start:])])


def add_language(project: Path, docs: Path, language: str, say: Say, tight: Say) -> Path:
    """Write every catalogue of a language into a project's folder; return that of the catalogues.

    tight: says labels of drawings, whose places are as wide as they are.
    """
    locales = project / "locales"
    labels = {
        mask(text.text).text
        for drawing in read_paths([docs]).drawings
        for _, text in drawing.labels
    }
    for template in read_templates(docs):
        _fill(locales, language, template, {True: tight, False: say}, labels)
    interface, _ = load(INTERFACE / LANGUAGES[0] / "LC_MESSAGES" / f"{DOMAIN}.po", "")
    assert interface is not None
    spoken = Catalog(locale=None, fuzzy=False)
    for message in messages(interface):
        spoken.add(str(message.id), interface_word(str(message.id), say))
    write(catalogue_path(locales, language, DOMAIN), spoken, language, "The interface.")
    return locales


def _fill(
    locales: Path, language: str, template: Template, say: Mapping[bool, Say], labels: set[str]
) -> None:
    catalogue = template.catalogue()
    for message in messages(catalogue):
        text = str(message.id)
        message.string = say[text in labels](text)
    write(catalogue_path(locales, language, template.name), catalogue, language, template.name)


def interface_word(text: str, say: Say) -> str:
    """Return a message of the interface; marks of punctuation alone stay as they are."""
    return say(text) if _WORD.search(_KEPT.sub("", text)) else text


def project_with(folder: Path, docs: Path) -> Path:
    """Copy the pages into a folder and return it: a project of its own, without catalogues."""
    shutil.copytree(docs, folder / "docs", ignore=shutil.ignore_patterns("contributing"))
    return folder
