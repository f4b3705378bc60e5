"""Content controls: one for everything that can be answered, each findable and not locked."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from rinnalla.model import Item, Kind
from rinnalla.word import word_document
from rinnalla.word.controls import LONGEST, Controls, Placeholder
from rinnalla.word.items import DATES
from tests.word.reading import Control, Read, W, edition_of, opened, value

ALL_KINDS = """\
:::{checklist} Kaikki lajit
:id: kinds

- [ ] Tehty {#done}
- Mieti {#think type=reflect}
- Onko? {#asked type=yes-no}
- Valitse yksi {#one type=choice}
  - osasto {#ward}
  - muu {#other text}
- Valitse monta {#many type=choices}
  - ryhmä {#group}
  - pari {#pair}
- Kerro {#tell type=text}
- Montako {#count type=number unit=henkeä}
- Alku {#start type=date}
- Käynnit {#visits type=date repeat}
- Ruudukko {#grid type=grid columns="now: Nyt | soon: Pian"}
  - Tarve {#need}
- Ohje {#advice type=advice}
- Vaara {#warning type=warning}
:::
"""
ASIDES = ("aside", "list"), ("note", "text")


def expected(item: Item, *, asides: bool) -> Iterator[tuple[str, str]]:
    """Yield the tag's part and the kind of every control of an item, in their order."""
    yield from _answers(item)
    if asides and item.asks:
        yield from ((f"{item.id}.{name}", kind) for name, kind in ASIDES)


def _answers(item: Item) -> Iterator[tuple[str, str]]:
    match item.kind:
        case Kind.CHECK:
            yield (item.id, "box")
        case Kind.YES_NO | Kind.CHOICE | Kind.CHOICES:
            own = {choice.id for choice in item.choices if choice.takes_text}
            for option in item.options:
                yield (f"{item.id}.{option}", "box")
                yield from [(f"{item.id}.{option}.text", "text")] * (option in own)
        case Kind.TEXT | Kind.NUMBER:
            yield (item.id, "text")
        case Kind.REFLECT:
            yield from ((item.id, "text"), (f"{item.id}.seen", "box"))
        case Kind.DATE:
            numbers = [f".{number}" for number in range(1, DATES + 1)] if item.repeat else [""]
            yield from ((f"{item.id}{number}", "date") for number in numbers)
        case Kind.GRID:
            cells = ((row.id, one.id) for row in item.choices for one in item.columns)
            yield from ((f"{item.id}.{row}.{column}", "text") for row, column in cells)


def expected_of(document: Read) -> list[tuple[str, str]]:
    """Return the controls a whole list should have."""
    checklist = document.edition.checklist
    asides = checklist.kind == "checklist"
    return [
        one
        for section in checklist.sections
        for one in (
            *(part for item in section.items for part in expected(item, asides=asides)),
            *((f"{section.id}.{outcome.id}", "box") for outcome in section.outcomes),
        )
    ]


def found_in(document: Read) -> list[tuple[str, str]]:
    """Return the controls a document has."""
    return [(control.part, control.kind) for control in document.controls]


def test_every_kind_has_its_control() -> None:
    """One list with all of them; advice and warnings ask nothing."""
    document = opened(edition := edition_of(ALL_KINDS), word_document(edition))

    assert expected_of(document) == found_in(document)
    assert {"box", "text", "date", "list"} == {control.kind for control in document.controls}
    assert {Kind(item.kind) for item in edition.checklist.items} == set(Kind)


def test_every_list_has_every_control_in_its_order(documents: list[Read]) -> None:
    """Whatever can be answered on the site can be answered in Word."""
    for document in documents:
        assert expected_of(document) == found_in(document), document.name


def test_every_control_is_one_of_a_kind(documents: list[Read]) -> None:
    """Its number, its tag and its title, within what Word takes."""
    for document in documents:
        controls = document.controls
        assert len(controls) == len({one.number for one in controls}), document.name
        assert len(controls) == len({one.tag for one in controls}), document.name
        assert all(0 < one.number < 2**31 for one in controls)
        assert all(0 < len(one.tag) <= LONGEST for one in controls)
        assert all(0 < len(one.title) <= LONGEST for one in controls)


def test_a_title_begins_with_the_code_of_its_item(documents: list[Read]) -> None:
    """A screen reader says which point a field belongs to."""
    for document in documents:
        codes = document.edition.codes
        results = {section.id for section in document.edition.checklist.outcome_sections}
        for control in document.controls:
            owner = control.part.partition(".")[0]
            if owner not in results:
                assert control.title.startswith(f"{codes[owner]} "), control.title


def test_a_check_is_called_what_it_says() -> None:
    """The title is the text of the item, cut where Word would cut it."""
    long = "a" * 70
    page = f":::{{form}} Pitkä\n:id: long\n\n- [ ] {long} {{#x}}\n- [ ] Lyhyt {{#y}}\n:::\n"
    edition = edition_of(page)
    first, second = opened(edition, word_document(edition)).controls

    assert f"1 {'a' * 61}…" == first.title
    assert "2 Lyhyt" == second.title


def test_long_tags_stay_apart() -> None:
    """Two that begin alike are cut, and differ still."""
    controls = Controls(list_id="x" * 60, language="fi-FI", day="d.M.yyyy")
    made = controls.tick("first", "1") + controls.tick("second", "2")
    tags = [part.partition('"')[0] for part in made.split('<w:tag w:val="')[1:]]

    assert 2 == len(set(tags))
    assert {LONGEST} == {len(tag) for tag in tags}


def test_two_controls_never_share_a_number() -> None:
    """Even when their digests are the same."""
    controls = Controls(list_id="x", language="fi-FI", day="d.M.yyyy")
    made = controls.tick("same", "1") + controls.tick("same", "2")
    numbers = [part.partition('"')[0] for part in made.split('<w:id w:val="')[1:]]

    assert 2 == len(set(numbers))


def test_nothing_is_locked_and_boxes_are_empty(documents: list[Read]) -> None:
    """An editor may change the document, and nobody has answered yet."""
    for document in documents:
        for control in document.controls:
            assert control.element.find(f"{W}lock") is None
            if control.kind == "box":
                assert "☐" == control.shown
                (checked,) = (one for one in control.element.iter() if _named(one.tag, "checked"))
                assert ["0"] == list(checked.attrib.values())


def _named(tag: str, name: str) -> bool:
    return tag.rpartition("}")[2] == name


def test_an_empty_field_says_what_to_do_in_its_language(documents: list[Read]) -> None:
    """The words are a placeholder: they vanish when one writes and return when it is emptied."""
    for document in documents:
        tr = document.edition.tr
        hints = {
            "text": {tr(document.edition.wording.place), tr("Write here"), tr("Write a number")},
            "date": {tr("Choose a date")},
            "list": {tr("Choose")},
        }
        glossary = document.xml("word/glossary/document.xml")
        named = {value(one.find(f"{W}docPartPr/{W}name")): one for one in glossary[0]}
        for control in (one for one in document.controls if one.kind != "box"):
            assert control.shown in hints[control.kind], document.name
            assert control.element.find(f"{W}showingPlcHdr") is not None
            part = named[value(control.element.find(f"{W}placeholder/{W}docPart"))]
            assert control.shown == "".join(one.text or "" for one in part.iter(f"{W}t"))


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("fi", ("d.M.yyyy", "fi-FI")),
        ("sv", ("d MMM yyyy", "sv-FI")),
        ("en", ("d MMM yyyy", "en-GB")),
        ("fr", ("d MMM yyyy", "fr-FR")),
    ],
)
def test_days_are_written_as_the_language_does(
    language: str, expected: tuple[str, str], documents: list[Read]
) -> None:
    """The calendar and the months are those of the language."""
    days = [
        control.element.find(f"{W}date")
        for document in documents
        for control in document.controls
        if control.kind == "date" and document.edition.language == language
    ]

    assert {expected} == {
        (value(one.find(f"{W}dateFormat")), value(one.find(f"{W}lid")))
        for one in days
        if one is not None
    }


def test_other_answers_can_be_chosen_and_taken_back(documents: list[Read]) -> None:
    """Each has its own value and its words in the language."""
    for document in documents:
        tr = document.edition.tr
        texts = ("No exception", "Not applicable here", "Later", "The client did not want this")
        words = [tr(text) for text in texts]
        for control in (one for one in document.controls if one.kind == "list"):
            assert words == list(_choices(control))


def _choices(control: Control) -> Iterator[str]:
    seen: set[str] = set()
    for one in control.element.iter(f"{W}listItem"):
        assert one.attrib[f"{W}value"] not in {*seen, ""}
        seen.add(one.attrib[f"{W}value"])
        yield one.attrib[f"{W}displayText"]


def test_a_placeholder_keeps_its_name() -> None:
    """The same words are one placeholder in every document."""
    assert Placeholder("Valitse").name == Placeholder("Valitse").name
    assert Placeholder("Valitse").name != Placeholder("Välj").name
