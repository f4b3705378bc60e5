"""A problem at a place, and how it is printed. What problems there are: ``codes``.

Parsers and checks return diagnostics, they never print or log them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass

from rinnalla.codes import Code

__all__ = [
    "FORMATS",
    "Code",
    "Diagnostic",
    "as_github",
    "as_json",
    "as_text",
    "in_order",
    "problem",
    "shorten",
]


@dataclass(frozen=True, kw_only=True, slots=True)
class Diagnostic:
    """One problem at one place. path: as given by the caller; line: 1-based, in the file.

    words: the fillings of the code's sentence and remedy, as name and text.
    """

    path: str
    line: int
    code: Code
    words: tuple[tuple[str, str], ...] = ()

    @property
    def message(self) -> str:
        """The number, what is wrong, and how to mend it, in one line."""
        words = dict(self.words)
        sentence = self.code.sentence.format(**words)
        return f"{self.code.number} {sentence}. {self.code.remedy.format(**words)}"

    def __str__(self) -> str:
        path = "".join(c if c.isprintable() else "?" for c in self.path)
        return f"{path}:{self.line}: {self.message}"


def problem(path: str, line: int, code: Code, **words: object) -> Diagnostic:
    """Return a diagnostic. words: the fillings of the code's sentence and remedy.

    A filling that may be left out begins with its own space or punctuation mark.
    """
    shown = tuple((name, _one_line(str(word))) for name, word in words.items())
    return Diagnostic(path=path, line=line, code=code, words=shown)


_LONGEST = 70
_SPACES = re.compile(r"\s+")


def shorten(text: str) -> str:
    """Return the editor's words fit for a message: printable, one line, at most 70 characters."""
    text = _one_line(text).strip()
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"


def _one_line(text: str) -> str:
    """Return printable text; a space where it began or ended with one."""
    return _SPACES.sub(" ", "".join(c if c.isprintable() else " " for c in text))


def in_order(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return them by path, line and code, each once."""
    unique = dict.fromkeys(diagnostics)
    return sorted(unique, key=lambda d: (d.path, d.line, d.code.number, d.words))


def as_text(diagnostics: Iterable[Diagnostic]) -> str:
    """Return one line a problem, as an editor reads it in a terminal."""
    return "".join(f"{diagnostic}\n" for diagnostic in diagnostics)


def as_json(diagnostics: Iterable[Diagnostic]) -> str:
    """Return a JSON array of objects with path, line, code, name, severity and message."""
    rows = [
        {
            "path": d.path,
            "line": d.line,
            "code": d.code.number,
            "name": d.code.slug,
            "severity": "error" if d.code.is_error else "advice",
            "message": d.message,
        }
        for d in diagnostics
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def as_github(diagnostics: Iterable[Diagnostic]) -> str:
    """Return workflow commands, which GitHub shows beside the line of a pull request."""
    return "".join(
        f"::{'error' if d.code.is_error else 'warning'} file={_escape(d.path, ',:')},"
        f"line={d.line},title={d.code.number} {d.code.slug}::{_escape(d.message)}\n"
        for d in diagnostics
    )


def _escape(text: str, also: str = "") -> str:
    for character in "%\r\n" + also:
        text = text.replace(character, f"%{ord(character):02X}")
    return text


FORMATS = {"text": as_text, "json": as_json, "github": as_github}
