"""A problem at a place, and how it is printed. What problems there are: ``codes``.

Parsers and checks return diagnostics, they never print or log them.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from rinnalla.codes import Code
from rinnalla.phrases import Phrase, Say, english, fillings, listed, one_line, phrase, said

__all__ = [
    "FORMATS",
    "Code",
    "Diagnostic",
    "as_github",
    "as_json",
    "as_text",
    "in_order",
    "near",
    "problem",
    "shorten",
    "shown_path",
]


@dataclass(frozen=True, kw_only=True, slots=True)
class Diagnostic:
    """One problem at one place. path: as given by the caller; line: 1-based, in the file.

    words: the fillings of the code's sentence and remedy, as name and text; some are phrases.
    """

    path: str
    line: int
    code: Code
    words: tuple[tuple[str, str], ...] = ()

    @property
    def message(self) -> str:
        """The number, what is wrong, and how to mend it, in one line of English."""
        return self._message

    @property
    def phrase(self) -> Phrase:
        """The message with its place before it, as a terminal shows it."""
        path = "".join(c if c.isprintable() else "?" for c in self.path)
        return listed((f"{path}:{self.line}", self._message), ": ")

    @property
    def _message(self) -> Phrase:
        sentence = Phrase(self.code.sentence, self.words)
        remedy = Phrase(self.code.remedy, self.words)
        return listed((f"{self.code.number} ", sentence, ". ", remedy), "")

    def said(self, say: Say) -> str:
        """Return the message in the language that is spoken."""
        return said(self._message, say)

    def row(self, say: Say) -> str:
        """Return the message with its place before it, in the language that is spoken."""
        return said(self.phrase, say)

    def __str__(self) -> str:
        return self.phrase


def problem(path: str, line: int, code: Code, **words: object) -> Diagnostic:
    """Return a diagnostic. words: the fillings of the code's sentence and remedy.

    Words of ours are phrases, so that they can be translated; all others are the editor's own. A
    filling that may be left out begins with its own space or punctuation mark.
    """
    return Diagnostic(path=path, line=line, code=code, words=fillings(words))


def near(word: str, known: Iterable[str]) -> str:
    """Return the end of a remedy: the known id that an unknown one looks much like, if any."""
    close = get_close_matches(word, sorted(known), n=1, cutoff=0.6)
    return phrase('; did you mean "{id}"?', id=close[0]) if close else "."


_LONGEST = 70


def shorten(text: str) -> str:
    """Return the editor's words fit for a message: printable, one line, at most 70 characters.

    A phrase is ours, and stays as it is.
    """
    if isinstance(text, Phrase):
        return text
    text = one_line(text).strip()
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"


def shown_path(path: Path) -> str:
    """Return a path as messages show it: from the current folder, if it is below that."""
    try:
        shown = os.path.relpath(path)
    except ValueError:  # another drive
        return str(path)
    return str(path) if shown.startswith("..") else shown


def in_order(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return them by path, line and code, each once."""
    unique = dict.fromkeys(diagnostics)
    return sorted(unique, key=lambda d: (d.path, d.line, d.code.number, d.words))


def as_text(diagnostics: Iterable[Diagnostic], say: Say = english) -> str:
    """Return one line a problem, as an editor reads it in a terminal."""
    return "".join(f"{diagnostic.row(say)}\n" for diagnostic in diagnostics)


def as_json(diagnostics: Iterable[Diagnostic], say: Say = english) -> str:
    """Return a JSON array of objects with path, line, code, name, severity and message."""
    rows = [
        {
            "path": d.path,
            "line": d.line,
            "code": d.code.number,
            "name": d.code.slug,
            "severity": "error" if d.code.is_error else "advice",
            "message": d.said(say),
        }
        for d in diagnostics
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def as_github(diagnostics: Iterable[Diagnostic], say: Say = english) -> str:
    """Return workflow commands, which GitHub shows beside the line of a pull request."""
    return "".join(
        f"::{'error' if d.code.is_error else 'warning'} file={_escape(d.path, ',:')},"
        f"line={d.line},title={d.code.number} {d.code.slug}::{_escape(d.said(say))}\n"
        for d in diagnostics
    )


def _escape(text: str, also: str = "") -> str:
    for character in "%\r\n" + also:
        text = text.replace(character, f"%{ord(character):02X}")
    return text


FORMATS = {"text": as_text, "json": as_json, "github": as_github}
