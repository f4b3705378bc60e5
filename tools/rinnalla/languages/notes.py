"""What a translator is told beside each text: what it is, and what its numbers stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from rinnalla.model import Checklist, Item, Outcome, Setting
from rinnalla.placeholders import MARK, mask
from rinnalla.read import Reading
from rinnalla.writing import value as shown

_ROLE = re.compile(r"\{(?P<role>[a-z]+)\}`(?P<target>[^`]+)`")


def notes_of_page(reading: Reading) -> dict[str, list[str]]:
    """Return notes by message id for the lists, facts, drawings and packs of one page."""
    notes: dict[str, list[str]] = {}
    for text, said in _of_page(reading):
        known = notes.setdefault(mask(text).text, [])
        if said not in known:
            known.append(said)
    return notes


def _of_page(reading: Reading) -> Iterator[tuple[str, str]]:
    """Yield every text of a page that needs a note, with the note."""
    for checklist in reading.checklists:
        yield from _of_list(checklist)
    for block in reading.fact_lists:
        for fact in block.facts:
            yield fact.text, "Fact from a source: say what the source says, no more."
    for drawing in reading.drawings:
        for _, label in drawing.labels:
            yield label.text, "Words inside a drawing: keep them about as short as these."
        for sentence in drawing.description:
            yield sentence.text, "Description of a drawing for those who do not see it."
    for pack in reading.packs:
        yield pack.title, "Title of a pack: lists that are printed together."
        for paragraph in pack.about:
            yield paragraph.text, "Text on the cover of a pack: for whom, and when."


def notes_of_numbers(
    text: str, titles: Mapping[str, str], settings: Mapping[str, Setting]
) -> list[str]:
    """Return what each number in a text stands for.

    text: as it stands in the page; titles: of all lists, by id; settings: by name.
    """
    found = []
    for number, value in enumerate(mask(text).values, start=1):
        role = _ROLE.match(value.target)
        if value.has_words or not role:
            continue
        found.append(f"{{{number}}}: {_stands_for(role, titles, settings)}")
    return found


def _stands_for(
    role: re.Match[str], titles: Mapping[str, str], settings: Mapping[str, Setting]
) -> str:
    target = role["target"]
    if role["role"] == MARK:
        return "a small mark that names the source"
    if role["role"] == "setting" and target in settings:
        here = shown(settings[target].value, "fi")
        return f"set by the organisation, here “{here}”"
    if target in titles:
        return f"link to the list “{titles[target]}”"
    return f"{role['role']}"


def _of_list(checklist: Checklist) -> Iterator[tuple[str, str]]:
    """Yield every text of a list with what it is."""
    reader = " for the client, who is spoken to in the whole form" * checklist.is_for_client
    yield checklist.title, f"Title of a {checklist.kind}{reader}."
    for text, said in (
        (checklist.who, "Who uses the list."),
        (checklist.when, "When the list is used."),
        (checklist.trial, "What a trial of the list showed."),
    ):
        if text:
            yield text.text, said
    codes = checklist.codes()
    for section in checklist.sections:
        if section.title:
            yield section.title, f"Heading {codes.get(section.id, '')}.".replace(" .", ".")
        for thing in section.statements:
            yield from _of_thing(thing, codes.get(thing.id, ""))


_KINDS = {
    "check": "a statement that is true when it is done",
    "yes-no": "a question answered yes or no",
    "choice": "a question with one answer",
    "choices": "a question with several answers",
    "reflect": "a question to think about",
    "warning": "a warning",
    "advice": "a piece of advice",
}


def _of_thing(thing: Item | Outcome, code: str) -> Iterator[tuple[str, str]]:
    if isinstance(thing, Item):
        kind = _KINDS.get(thing.kind.value, f"a field ({thing.kind.value})")
        name = f"item {code}" if code else "this item"
        yield thing.text, f"{code or 'Item'}: {kind}."
        for choice in (*thing.columns, *thing.choices):
            yield choice.text, f"Answer or heading of {name}."
        if thing.unit:
            yield thing.unit, f"Unit of the number in {name}."
    else:
        name = "this result"
        yield thing.text, "A result of the list."
    for hint in thing.hints:
        yield hint.text, f"Hint under {name}."
    if thing.record:
        yield thing.record.text, f"What {name} becomes in the client record, when done."
