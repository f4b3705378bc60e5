"""The words around a list, for a professional and for a client."""

from __future__ import annotations

import re
from dataclasses import asdict, replace
from datetime import timedelta
from pathlib import Path

import pytest

from rinnalla.audience import CLIENT, PROFESSIONAL, wording_of
from rinnalla.editions import Edition
from rinnalla.languages.notes import notes_of_page
from rinnalla.messages import interface
from rinnalla.paper.memory import source_of
from rinnalla.paper.plan import Job
from rinnalla.read import read_text
from rinnalla.sphinx_ext.texts import paper_texts, script_texts
from rinnalla.version import version_of
from tests.clients import FORM, SAME_FOR_PROFESSIONALS
from tests.versions import edition_of

LANGUAGES = ("fi", "sv", "en", "fr")
YOU = {
    "fi": r"\bsinun\b|\w(asi|esi|si)\b",
    "sv": r"\b(du|din|ditt)\b",
    "en": r"\byou\w*",
    "fr": r"\bvo(us|tre)\b",
}
"""How each language speaks to a client."""


def of(*, status: str = "draft", late: bool = False) -> Edition:
    """Return the client's form. late: its review is."""
    edition = edition_of(FORM)
    today = edition.today + timedelta(days=999 * late)
    return replace(edition, checklist=replace(edition.checklist, status=status), today=today)


def test_every_list_has_its_words() -> None:
    """A client's form those for a client, any other those for a professional."""
    assert CLIENT is wording_of(edition_of(FORM).checklist)
    assert PROFESSIONAL is wording_of(edition_of(SAME_FOR_PROFESSIONALS).checklist)


@pytest.mark.parametrize("language", LANGUAGES)
def test_client_is_spoken_to(language: str) -> None:
    """As one person to another, and never of units, records or identifying details."""
    tr = interface(language).gettext
    for name in ("care", "on_page"):
        assert re.search(YOU[language], tr(getattr(CLIENT, name))), name
    work = {tr(text) for text in asdict(PROFESSIONAL).values() if text}
    assert not work & {tr(text) for text in asdict(CLIENT).values() if text}


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (of(), [CLIENT.draft]),
        (of(status="piloted"), [CLIENT.piloted]),
        (of(status="approved"), []),
        (of(status="retired", late=True), [CLIENT.retired, CLIENT.overdue]),
    ],
)
def test_warnings_tell_a_client_whom_to_ask(found: Edition, said: list[str]) -> None:
    """The same facts as for a professional, in other words."""
    assert tuple(map(found.tr, said)) == found.warnings


def test_audience_is_no_part_of_the_version() -> None:
    """The points of a paper are the same, whoever keeps it: an older paper still holds."""
    assert version_of(edition_of(FORM)) == version_of(edition_of(SAME_FOR_PROFESSIONALS))


def test_sheet_is_made_again_when_the_audience_changes() -> None:
    """Other words stand on it."""
    target = Path("a.pdf")
    job = Job(
        list_id="own-support", format="pdf", languages=("fi",), target=target, name=target.name
    )
    sources = {source_of(job, [edition_of(text)]) for text in (FORM, SAME_FOR_PROFESSIONALS, FORM)}

    assert 2 == len(sources)


@pytest.mark.parametrize("language", LANGUAGES)
def test_scripts_ask_of_a_client_whose_the_number_is(language: str) -> None:
    """In a client's form the number of a service may stand; an identity code may not."""
    tr = interface(language).gettext
    client, usual = (script_texts(tr, language, said) for said in (CLIENT, PROFESSIONAL))

    assert client.keys() == usual.keys()
    assert tr(CLIENT.phone) == client["phone"] != usual["phone"]
    assert tr(CLIENT.mail) == client["email"] != usual["email"]
    assert tr(CLIENT.code) == client["identity-code"]
    assert tr(CLIENT.used) == client["statusUsed"]
    assert all(client.values())
    assert all(usual.values())
    assert tr(CLIENT.late) == paper_texts(tr, language, CLIENT)["overdue"]
    assert tr(PROFESSIONAL.late) == paper_texts(tr, language)["overdue"]


def test_translators_are_told_to_whom_a_form_speaks() -> None:
    """They choose between *du* and *ni* by it."""
    notes = notes_of_page(read_text(FORM, "a.md"))

    assert ["Title of a form for the client, who is spoken to in the whole form."] == notes[
        "Omat tukipaikat"
    ]
