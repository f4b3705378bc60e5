"""A form that a client fills in and keeps, beside the same one for a professional."""

from __future__ import annotations

FORM = """\
:::{form} Omat tukipaikat
:id: own-support
:for: client
:who: Asiakas, yksin tai työntekijän kanssa
:when: Viimeisessä tapaamisessa
:minutes: 10
:status: draft
:reviewed: 2026-11-21
:review-due: 2027-11-21
:paper: a6

- Minne voin soittaa, jos olo on vaikea? {#whom-to-call type=text lines=1 origin=design}
- Kenen luo voin mennä? {#place type=grid columns="day: Päivällä | night: Yöllä" origin=design}
  - arkena {#weekday}
- [ ] Otan paperin mukaan {#taken origin=design}
:::
"""
"""Every field that says something of what may be written in it, and a tick."""

SAME_FOR_PROFESSIONALS = FORM.replace(":for: client\n", "")
