"""The organisation's settings and the paths of messages, during a build."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from sphinx.environment import BuildEnvironment

from rinnalla.diagnostics import Diagnostic
from rinnalla.model import Setting
from rinnalla.settings import FILE_NAME, read_settings


@dataclass(frozen=True, kw_only=True, slots=True)
class Local:
    """The settings by name, the file they came from, and what is wrong with it."""

    path: Path
    settings: dict[str, Setting]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def values(self) -> dict[str, float | str]:
        """The settings' values by name."""
        return {name: setting.value for name, setting in self.settings.items()}


def settings_of(env: BuildEnvironment) -> Local:
    """Return the settings beside the project's pages, read again only when the file changes."""
    path = Path(env.srcdir) / FILE_NAME
    changed = path.stat().st_mtime_ns if path.is_file() else 0
    return _read(path, changed)


@lru_cache(maxsize=4)
def _read(path: Path, changed: int) -> Local:
    settings, problems = read_settings(path)
    moved = (
        Diagnostic(path=shown_path(path), line=p.line, code=p.code, words=p.words) for p in problems
    )
    return Local(path=path, settings=settings, diagnostics=tuple(moved))


def shown_path(path: Path) -> str:
    """Return a path as messages show it: from the current folder, if it is below that."""
    try:
        shown = os.path.relpath(path)
    except ValueError:  # another drive
        return str(path)
    return str(path) if shown.startswith("..") else shown
