"""Lists and their versions, for tests that compare a paper with a list."""

from __future__ import annotations

from pathlib import Path

from rinnalla.editions import Edition, editions_of
from rinnalla.read import read_text
from rinnalla.version import Version, version_of
from tests.projects import TODAY, filled

LIST = filled("""\
:::{checklist} Koe
:id: trial-list
METADATA

- [ ] Aloitus on sovittu {#begun origin=design}

## Alku {#start}

- Onko tarvetta? {#need type=yes-no origin=design}
- [ ] Tehty yhdessä {#done origin=design}

  Kysy ensin asiakkaalta.

- Yksikkö {#unit type=choice origin=design}
  - osasto {#ward}
  - muu, mikä {#other text}

- Muista levätä {#rest type=advice origin=design}

## Kentät {#fields}

- Määrä {#count type=number unit=kpl origin=design}
- Vuorot {#turns type=grid columns="day: Päivä | night: Yö" origin=design}
  - aamu {#am}

- Lisää sanoja {#more type=text lines=2 if="need = yes and count > $limit" origin=design}
- Huomaa suuri määrä {#mind type=warning if="count > 9" origin=design}

## Tulos {#result type=outcome}

- Jatka {#go-on if="need = yes" origin=design}

  Sovi seuraava kerta.

- Soita {#call if="count > 3" origin=design}
- Kysy lisää {#ask origin=design}
:::
""")
"""Every kind of entry: without a section and with one, advice, a warning, results."""


def edition_of(
    text: str = LIST, language: str = "fi", base_url: str = "", limit: float = 3.0
) -> Edition:
    """Return the list of a page, as written."""
    reading = read_text(text, "trial.md")
    assert () == reading.diagnostics
    found, _ = editions_of(
        [("lists/trial", reading.checklists[0])],
        {"limit": limit},
        Path("no-such-folder"),
        language,
        is_source=True,
        today=TODAY,
        base_url=base_url,
    )
    (edition,) = found.values()
    return edition


def version(text: str = LIST, language: str = "fi", limit: float = 3.0) -> Version:
    """Return the version of the list of a page."""
    return version_of(edition_of(text, language, limit=limit))
