"""In which language editors are spoken to, and what is said in it.

The messages stand in the code, in English; the catalogue ``editor`` holds their Finnish. The words
of pages are those of ``messages``, and pages have more languages.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from gettext import NullTranslations

from rinnalla.messages import INTERFACE, compiled, read_catalogue

SPOKEN = ("fi", "en")
VARIABLES = ("RINNALLA_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
"""Of the environment; the first one that says anything is followed."""

CATALOGUE = INTERFACE / "fi" / "LC_MESSAGES" / "editor.po"


@dataclass(frozen=True, slots=True)
class Speech:
    """Says messages in one language, ``fi`` or ``en``."""

    language: str

    def __call__(self, text: str) -> str:
        """Return the message in this language, its placeholders unfilled."""
        return _finnish().gettext(text) if self.language == "fi" and text else text

    @property
    def environment(self) -> dict[str, str]:
        """The variables of a program that shall speak the same language."""
        return {**os.environ, VARIABLES[0]: self.language}


@cache
def _finnish() -> NullTranslations:
    return compiled(read_catalogue(CATALOGUE))


def speech_of(environment: Mapping[str, str]) -> Speech:
    """Return how an editor with these variables is spoken to: Finnish or, if not, English."""
    wanted = next((environment[name] for name in VARIABLES if environment.get(name)), "")
    return Speech("fi" if wanted.lower()[:2] == "fi" else "en")


def usual() -> Speech:
    """Return how the editor at this computer is spoken to."""
    return speech_of(os.environ)
