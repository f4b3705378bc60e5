"""A Word document read back: its paragraphs and its controls, and the parts of its file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from xml.etree import ElementTree as ET
from zipfile import ZipFile

from docx import Document

from rinnalla.editions import Edition
from rinnalla.read import read_text

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
KINDS = {
    f"{W14}checkbox": "box",
    f"{W}text": "text",
    f"{W}date": "date",
    f"{W}dropDownList": "list",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Control:
    """A content control. shown: its words; element: its properties."""

    kind: str
    number: int
    tag: str
    title: str
    shown: str
    element: ET.Element

    @property
    def part(self) -> str:
        """The tag without the list it belongs to."""
        return self.tag.partition(".")[2]


@dataclass(frozen=True, kw_only=True, slots=True)
class Read:
    """A document that python-docx has opened. paragraphs: style and text, also in tables."""

    edition: Edition
    paragraphs: tuple[tuple[str, str], ...]
    controls: tuple[Control, ...]
    parts: dict[str, bytes]

    @property
    def name(self) -> str:
        """The list and the language."""
        return f"{self.edition.id}-{self.edition.language}"

    def of(self, *styles: str) -> list[str]:
        """Return the texts of the paragraphs in some styles."""
        return [text for style, text in self.paragraphs if style in styles]

    def xml(self, name: str) -> ET.Element:
        """Return a part of the file."""
        return ET.fromstring(self.parts[name])  # noqa: S314 - we wrote it a moment ago


def opened(edition: Edition, file: bytes) -> Read:
    """Return a document as python-docx finds it."""
    body = ET.fromstring(Document(BytesIO(file)).element.xml)  # noqa: S314 - we wrote it
    with ZipFile(BytesIO(file)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return Read(
        edition=edition,
        paragraphs=tuple(_paragraphs(body)),
        controls=tuple(_controls(body)),
        parts=parts,
    )


def _paragraphs(body: ET.Element) -> Iterator[tuple[str, str]]:
    for paragraph in body.iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        yield (value(style) if style is not None else "", words(paragraph))


def words(element: ET.Element) -> str:
    """Return the words of an element, tabs and breaks among them."""
    said = {f"{W}tab": "\t", f"{W}br": "\n"}
    stops = {id(stop) for tabs in element.iter(f"{W}tabs") for stop in tabs}
    return "".join(
        (one.text or "") if one.tag == f"{W}t" else said.get(one.tag, "")
        for one in element.iter()
        if id(one) not in stops
    )


def value(element: ET.Element | None) -> str:
    """Return what an element says, which has to be there."""
    assert element is not None
    return element.attrib[f"{W}val"]


def _controls(body: ET.Element) -> Iterator[Control]:
    for control in body.iter(f"{W}sdt"):
        properties, inside = control.find(f"{W}sdtPr"), control.find(f"{W}sdtContent")
        assert properties is not None
        assert inside is not None
        (kind,) = (KINDS[one.tag] for one in properties if one.tag in KINDS)
        yield Control(
            kind=kind,
            number=int(value(properties.find(f"{W}id"))),
            tag=value(properties.find(f"{W}tag")),
            title=value(properties.find(f"{W}alias")),
            shown=words(inside),
            element=properties,
        )


def edition_of(text: str, language: str = "fi") -> Edition:
    """Return the list in a page as the edition of a language."""
    reading = read_text(text, "x.md")
    assert () == reading.diagnostics
    (checklist,) = reading.checklists
    return Edition(
        checklist=checklist,
        page="checklists/x",
        language=language,
        is_source=True,
        today=date(2026, 11, 22),
        titles={checklist.id: checklist.title},
        items={f"{checklist.id}#{item.id}": item.text for item in checklist.items},
        settings={},
    )
