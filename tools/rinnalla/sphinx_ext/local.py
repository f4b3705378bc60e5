"""The organisation's settings, the languages and the paths of messages, during a build."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from sphinx.environment import BuildEnvironment

from rinnalla.diagnostics import Diagnostic, shown_path
from rinnalla.languages.catalogues import ORGANISATION, catalogue_path, load, messages
from rinnalla.languages.known import Languages, read_languages
from rinnalla.model import Setting
from rinnalla.settings import FILE_NAME, read_settings


@dataclass(frozen=True, kw_only=True, slots=True)
class Local:
    """The settings by name, the file they came from, and what is wrong with it.

    words: texts among them to their translations; sources: the files to watch.
    """

    path: Path
    settings: dict[str, Setting]
    diagnostics: tuple[Diagnostic, ...]
    words: dict[str, str]
    sources: tuple[Path, ...]

    @property
    def values(self) -> dict[str, float | str]:
        """The settings' values by name."""
        return {name: setting.value for name, setting in self.settings.items()}

    @property
    def said(self) -> dict[str, float | str]:
        """The settings' values by name, texts in the language of the build."""
        return {
            name: self.words.get(value, value) if isinstance(value, str) else value
            for name, value in self.values.items()
        }


def locales_of(env: BuildEnvironment) -> Path:
    """Return the folder of the project's catalogues."""
    folders: list[str] = env.config.rinnalla_locales
    return Path(env.srcdir, folders[0] if folders else "locales")


def languages_of(env: BuildEnvironment) -> Languages:
    """Return the languages of the project; what is wrong with their file the command tells."""
    return read_languages(locales_of(env))[0]


def settings_of(env: BuildEnvironment) -> Local:
    """Return the settings beside the project's pages, read again only when the file changes."""
    language = env.config.language or "en"
    catalogues = (
        catalogue_path(Path(env.srcdir, folder), language, ORGANISATION)
        for folder in env.config.rinnalla_locales
    )
    paths = (Path(env.srcdir) / FILE_NAME, *catalogues)
    return _read(paths, tuple(p.stat().st_mtime_ns if p.is_file() else 0 for p in paths))


@lru_cache(maxsize=4)
def _read(paths: tuple[Path, ...], changed: tuple[int, ...]) -> Local:
    path = paths[0]
    words: dict[str, str] = {}
    for file in filter(Path.is_file, paths[1:]):
        catalogue, _ = load(file, shown_path(file))  # what is wrong in it, the gates report
        for entry in messages(catalogue) if catalogue else ():
            if entry.string and not entry.fuzzy:
                words[str(entry.id)] = str(entry.string)
    settings, problems = read_settings(path)
    moved = (
        Diagnostic(path=shown_path(path), line=p.line, code=p.code, words=p.words) for p in problems
    )
    return Local(path=path, settings=settings, diagnostics=tuple(moved), words=words, sources=paths)
