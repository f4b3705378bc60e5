"""A YAML file as nodes that know their lines, or what is wrong with it, and where."""

from __future__ import annotations

from pathlib import Path

import yaml

from rinnalla.diagnostics import Code, Diagnostic, problem
from rinnalla.phrases import phrase

UNREADABLE = phrase(
    "cannot be read: look for a missing colon, quotation mark or indent here or just above"
)
TOO_DEEP = phrase("cannot be read: it is nested too deep")


def read_text(path: Path) -> tuple[str, list[Diagnostic]]:
    """Return a file's text, without a byte order mark, or what keeps it from being read.

    A file that is missing is empty.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return "", []
    except OSError:
        return "", [problem(str(path), 1, Code.NO_FILE)]
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        byte = f"0x{data[error.start]:02X}"
        return "", [problem(str(path), line, Code.NOT_UTF8, byte=byte)]


def compose(text: str) -> yaml.Node | tuple[int, str] | None:
    """Return the root node, None where there is none, or a line, 1-based, and what is wrong."""
    try:
        return yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        return _line_of(error, text), UNREADABLE
    except RecursionError:
        return 1, TOO_DEEP


def _line_of(error: yaml.YAMLError, text: str) -> int:
    """Return the line, 1-based, on which YAML gave up."""
    if isinstance(error, yaml.reader.ReaderError):
        return text.count("\n", 0, error.position) + 1
    mark = getattr(error, "problem_mark", None)
    last = text.rstrip().count("\n") + 1
    return min(mark.line + 1, last) if mark else 1
