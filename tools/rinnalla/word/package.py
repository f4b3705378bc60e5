"""The file around a document: its parts, their relationships, its properties, its bytes.

Starts from python-docx's template and puts our own parts in the place of nearly all of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from io import BytesIO
from uuid import UUID
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.opc.rel import Relationships
from docx.oxml import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement

from rinnalla.word.controls import Placeholder
from rinnalla.word.markup import NAMESPACES, Paragraph
from rinnalla.word.styles import fonts_xml, numbering_xml, settings_xml, styles_xml

_KEPT = {
    RELATIONSHIP_TYPE.CORE_PROPERTIES,
    RELATIONSHIP_TYPE.NUMBERING,
    RELATIONSHIP_TYPE.OFFICE_DOCUMENT,
    RELATIONSHIP_TYPE.SETTINGS,
    RELATIONSHIP_TYPE.STYLES,
}
"""Parts of the template that we fill anew; the others say things of another document."""

_PARTS = {
    "fontTable": (CONTENT_TYPE.WML_FONT_TABLE, RELATIONSHIP_TYPE.FONT_TABLE),
    "header": (CONTENT_TYPE.WML_HEADER, RELATIONSHIP_TYPE.HEADER),
    "footer": (CONTENT_TYPE.WML_FOOTER, RELATIONSHIP_TYPE.FOOTER),
    "glossary": (CONTENT_TYPE.WML_DOCUMENT_GLOSSARY, RELATIONSHIP_TYPE.GLOSSARY_DOCUMENT),
    "styles": (CONTENT_TYPE.WML_STYLES, RELATIONSHIP_TYPE.STYLES),
}
"""Content type and relationship of the parts that we add."""

_LONGEST_PROPERTY = 255
"""Characters in a property of the file."""

_LONG, _SHORT = 16838, 11906
"""The sides of A4 in twips."""

_SIDE, _TOP, _EDGE = 1134, 1247, 624
"""Margins: beside the text, above and below it, and around header and footer."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """A page of A4. is_wide: on its side; is_rtl: written from right to left."""

    is_wide: bool
    is_rtl: bool

    @property
    def text_width(self) -> int:
        """The width of the text, in twips."""
        return (_LONG if self.is_wide else _SHORT) - 2 * _SIDE

    def xml(self, references: str) -> str:
        """Return the properties of the section. references: to its header and footers."""
        width, height = (_LONG, _SHORT) if self.is_wide else (_SHORT, _LONG)
        turned = ' w:orient="landscape"' if self.is_wide else ""
        rtl = "<w:bidi/>" if self.is_rtl else ""
        return (
            f'<w:sectPr>{references}<w:pgSz w:w="{width}" w:h="{height}"{turned}/>'
            f'<w:pgMar w:top="{_TOP}" w:right="{_SIDE}" w:bottom="{_TOP}" w:left="{_SIDE}"'
            f' w:header="{_EDGE}" w:footer="{_EDGE}" w:gutter="0"/><w:titlePg/>{rtl}</w:sectPr>'
        )


class Package:
    """One file in the making. language: a regional tag such as ``fi-FI``."""

    def __init__(self, language: str, page: Page) -> None:
        self.language = language
        self.page = page
        self._document = Document()
        self._part = self._document.part
        _drop(self._part.rels)
        _drop(self._part.package.rels)

    def relation(self, address: str) -> str:
        """Return the id of a relationship with an address elsewhere."""
        return self._part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)

    def file(
        self,
        body: str,
        *,
        header: Paragraph,
        footer: Paragraph,
        placeholders: Mapping[str, Placeholder],
        title: str,
        subject: str,
        author: str,
        version: str,
        today: date,
    ) -> bytes:
        """Return the bytes of the file. body: the elements of the document."""
        styles = styles_xml(self.language, is_rtl=self.page.is_rtl)
        _fill(self._document.styles.element, styles)
        _fill(self._document.settings.element, settings_xml(self.language))
        _fill(self._part.numbering_part.element, numbering_xml())
        self._add("fontTable", "fontTable", fonts_xml(), self._part)
        words = _glossary(placeholders)
        glossary, _ = self._add("glossary/document", "glossary", words, self._part)
        self._add("glossary/styles", "styles", styles, glossary)
        references = self._headers(header, footer)
        whole = f"<w:body {NAMESPACES}>{body}{self.page.xml(references)}</w:body>"
        _fill(self._document.element.body, whole)
        self._describe(title, subject, author, version, today)
        file = BytesIO()
        self._document.save(file)
        return _steady(file, today)

    def _add(self, name: str, kind: str, xml: str, beside: Part) -> tuple[Part, str]:
        """Add a part, and return it with the id of its relationship to the part beside it."""
        content, relation = _PARTS[kind]
        blob = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{xml}'.encode()
        part = Part(PackURI(f"/word/{name}.xml"), content, blob, self._part.package)
        return part, beside.relate_to(part, relation)

    def _headers(self, header: Paragraph, footer: Paragraph) -> str:
        """Add headers and footers and return the references; the first page has its title."""
        references = []
        empty = Paragraph("Header", "")
        for page, above in (("default", header), ("first", empty)):
            top = f"<w:hdr {NAMESPACES}>{above.xml}</w:hdr>"
            bottom = f"<w:ftr {NAMESPACES}>{footer.xml}</w:ftr>"
            for kind, xml in (("header", top), ("footer", bottom)):
                _, name = self._add(f"{kind}-{page}", kind, xml, self._part)
                references.append(f'<w:{kind}Reference w:type="{page}" r:id="{name}"/>')
        return "".join(references)

    def _describe(self, title: str, subject: str, author: str, version: str, today: date) -> None:
        made = datetime(today.year, today.month, today.day, tzinfo=UTC)
        properties = self._document.core_properties
        properties.title = title[:_LONGEST_PROPERTY]
        properties.subject = subject
        properties.author = properties.last_modified_by = author
        properties.language = self.language
        properties.version = version
        properties.comments = properties.keywords = ""
        properties.created = properties.modified = made
        properties.revision = 1


def _drop(relations: Relationships) -> None:
    for name in [name for name, one in relations.items() if one.reltype not in _KEPT]:
        del relations[name]


def _fill(element: BaseOxmlElement, xml: str) -> None:
    """Put what stands in an element written as text in the place of what an element holds."""
    for child in list(element):
        element.remove(child)
    element.extend(list(parse_xml(xml)))


def _glossary(placeholders: Mapping[str, Placeholder]) -> str:
    """Return the words of empty controls, so that they come back when one has been emptied."""
    parts = "".join(
        f'<w:docPart><w:docPartPr><w:name w:val="{name}"/>'
        '<w:category><w:name w:val="General"/><w:gallery w:val="placeholder"/></w:category>'
        '<w:types><w:type w:val="bbPlcHdr"/></w:types>'
        '<w:behaviors><w:behavior w:val="content"/></w:behaviors>'
        f'<w:guid w:val="{_guid(name)}"/></w:docPartPr>'
        f'<w:docPartBody><w:p><w:pPr><w:pStyle w:val="Normal"/></w:pPr>{one.shown}</w:p>'
        "</w:docPartBody></w:docPart>"
        for name, one in sorted(placeholders.items())
    )
    inside = f"<w:docParts>{parts}</w:docParts>" if parts else ""
    return f"<w:glossaryDocument {NAMESPACES}>{inside}</w:glossaryDocument>"


def _guid(name: str) -> str:
    return f"{{{str(UUID(bytes=sha256(name.encode()).digest()[:16], version=4)).upper()}}}"


def _steady(file: BytesIO, today: date) -> bytes:
    """Return the file without the hour it was written at, so that it is the same each time."""
    out = BytesIO()
    when = (today.year, today.month, today.day, 0, 0, 0)
    with ZipFile(file) as made, ZipFile(out, "w") as steady:
        for name in made.namelist():
            entry = ZipInfo(name, when)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = 0
            steady.writestr(entry, made.read(name))
    return out.getvalue()
