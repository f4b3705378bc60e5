"""Rules that let a reader trust a list: sources, reviews, no identity data, fair words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from rinnalla.checks.corpus import Corpus, found, statements
from rinnalla.diagnostics import Code, Diagnostic, shorten
from rinnalla.inline import plain
from rinnalla.model import Kind
from rinnalla.phrases import phrase

_GRACE = timedelta(days=90)
_CODE_CHARACTERS = "0123456789ABCDEFHJKLMNPRSTUVWXY"
_IDENTITY_CODE = re.compile(
    r"(?<![\w])([0-3]\d[01]\d\d\d)([-+A-FU-Y])(\d{3})([0-9A-FHJ-NPR-Y])(?![\w])", re.IGNORECASE
)
_IDENTITY_SIGN = re.compile(r"[\d@]")
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.-]+")
_PHONE = re.compile(r"(?<![\w.,/])(\+358[ -]?|0)\d{1,3}([ -]?\d{2,4}){2,3}(?![\w])")
_IDENTITY = (
    r"henkilötun\w*|hetu\w*|sosiaaliturvatun\w*|kotiosoit\w*|asiakkaan osoite"
    r"|syntymäai\w*|syntymäpäiv\w*"
    r"|(asiakkaan|potilaan|omaisen|läheisen) nimi|etunimi\w*|sukunimi\w*"
    r"|(asiakas|potilas)numero\w*|valokuva asiakkaasta"
)
_REACHED_BY = r"puhelinnumero\w*|sähköpostiosoit\w*"
_ASKS_IDENTITY = re.compile(rf"\b({_IDENTITY}|{_REACHED_BY})\b", re.IGNORECASE)
_ASKS_CLIENT = re.compile(
    rf"\b({_IDENTITY}|nime[sn]i|(sinun|minun|oma) (nimi|{_REACHED_BY})"
    rf"|({_REACHED_BY})(?<!k[sn]i)(?<=[sn]i))\b",
    re.IGNORECASE,
)
"""What would tell who the client is: not whom the client can call, but the client's own number."""
_LABELS = re.compile(
    r"\b(?=[pshov])(pyöröovia\w+|pyöröovipoti\w+|suurkulutta\w+|häirikköasia\w+|ongelma-?asiak\w+"
    r"|(?:hankal|vaike|haastav)\w+ asiak(?:as|kaa\w*|kai\w*)|ppk|ppt)\b",
    re.IGNORECASE,
)
_OPEN = frozenset((Kind.TEXT, Kind.NUMBER, Kind.DATE, Kind.REFLECT, Kind.GRID))
_QUOTED = re.compile(r"[\"”“«»][^\"”“«»]*[\"”“«»]")


def everything_has_an_origin(corpus: Corpus) -> Iterator[Diagnostic]:
    """Every item can be traced to a source, or is marked as ours."""
    for checklist in corpus.checklists:
        for thing in statements(checklist):
            if not thing.origin.facts and not thing.origin.own:
                yield found(checklist, thing.line, Code.NO_SOURCE, text=shorten(thing.text))


def review_dates_make_sense(corpus: Corpus) -> Iterator[Diagnostic]:
    """A list is read through at least every second year, and says so truly."""
    for checklist in corpus.checklists:
        reviewed, due = checklist.reviewed, checklist.review_due
        line = checklist.line
        if reviewed and reviewed > corpus.today:
            yield found(checklist, line, Code.REVIEW_IN_FUTURE, reviewed=reviewed)
        if reviewed and due and not reviewed < due <= _two_years_after(reviewed):
            yield found(checklist, line, Code.REVIEW_GAP, due=due, reviewed=reviewed)
        if due and due < corpus.today and checklist.status != "retired":
            late = corpus.today - due > _GRACE
            code = Code.REVIEW_LATE if late else Code.REVIEW_DUE
            yield found(checklist, line, code, due=due)


def _two_years_after(day: date) -> date:
    if day.year > date.max.year - 2:
        return date.max
    try:
        return day.replace(year=day.year + 2)
    except ValueError:
        return day.replace(year=day.year + 2, day=28)


def approved_means_tried(corpus: Corpus) -> Iterator[Diagnostic]:
    """Approval says that somebody tried the list out in real work."""
    for checklist in corpus.checklists:
        if checklist.status == "approved" and not checklist.trial:
            yield found(checklist, checklist.line, Code.NO_TRIAL)


def no_identity_data(corpus: Corpus) -> Iterator[Diagnostic]:
    """No field for a name, and nobody's data in a text."""
    for checklist, text, line in corpus.spoken:
        why = _identity_in(text)
        if why:
            yield found(checklist, line, Code.IDENTITY, text=shorten(text), why=why)
    for checklist in corpus.checklists:
        asking = _ASKS_CLIENT if checklist.is_for_client else _ASKS_IDENTITY
        for item in checklist.items:
            if item.kind not in _OPEN:
                continue
            asked = asking.search(plain(item.text))
            if asked:
                yield found(
                    checklist,
                    item.line,
                    Code.IDENTITY,
                    text=shorten(item.text),
                    why=phrase("asks for «{asked}»", asked=asked[0]),
                )


def _identity_in(text: str) -> str | None:
    if not _IDENTITY_SIGN.search(text):  # as in nearly every text
        return None
    code = _IDENTITY_CODE.search(text)
    if code and _CODE_CHARACTERS[int(code[1] + code[3]) % 31] == code[4].upper():
        return phrase("holds a personal identity code")
    if "@" in text and _EMAIL.search(text):
        return phrase("holds an e-mail address")
    if _PHONE.search(text):
        return phrase("holds a phone number")
    return None


def no_local_facts(corpus: Corpus) -> Iterator[Diagnostic]:
    """What differs between organisations comes from their settings, not from a list."""
    local = [s for s in corpus.settings.values() if s.type == "text" and len(str(s.value)) >= 4]
    if not local:
        return
    pattern = re.compile("|".join(_as_written(str(setting.value)) for setting in local))
    for checklist, text, line in corpus.spoken:
        match = pattern.search(text)
        if match:
            yield found(
                checklist,
                line,
                Code.LOCAL_FACT,
                text=shorten(text),
                value=match[0],
                name=local[(match.lastindex or 1) - 1].name,
            )


def _as_written(value: str) -> str:
    """Return a pattern for a local value and its endings; a code in capitals only in capitals."""
    flags = "" if value.isupper() else "i"
    return rf"(?<!\w)((?{flags}:{re.escape(value)}))"


def no_labels_for_people(corpus: Corpus) -> Iterator[Diagnostic]:
    """People are not their service use; labels stand only in quotation."""
    for checklist, text, line in corpus.spoken:
        label = _LABELS.search(_QUOTED.sub("", text))
        if label:
            yield found(checklist, line, Code.LABEL, text=shorten(text), label=label[0])
