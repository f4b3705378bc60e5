"""WordprocessingML as text: escaped words, runs and paragraphs (ECMA-376 part 1, section 17).

Word refuses a file whose elements stand in another order than the schema's, so what has an order
is put together here and nowhere else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from xml.sax.saxutils import escape as _escape
from xml.sax.saxutils import quoteattr

NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    }.items()
)
"""The declarations that every piece of markup may need."""

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters no XML document may hold."""

TAB = "<w:r><w:tab/></w:r>"


def escaped(text: str) -> str:
    """Return words as they stand between tags."""
    return _escape(_FORBIDDEN.sub("", text))


def attribute(text: str) -> str:
    """Return words as the value of an attribute, with its quotation marks."""
    return quoteattr(_FORBIDDEN.sub("", text))


def run(text: str, *, style: str = "", bold: bool = False, italic: bool = False) -> str:
    """Return words that look alike. style: id of a character style."""
    looks = (
        f'<w:rStyle w:val="{style}"/>' if style else "",
        "<w:b/><w:bCs/>" if bold else "",
        "<w:i/><w:iCs/>" if italic else "",
    )
    inside = "".join(looks)
    properties = f"<w:rPr>{inside}</w:rPr>" if inside else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escaped(text)}</w:t></w:r>'


def empty_lines(count: int) -> str:
    """Return room to write by hand, below what stands in the paragraph."""
    return f"<w:r>{'<w:br/>' * count}</w:r>"


def field(instruction: str, shown: str) -> str:
    """Return a field that Word works out. shown: until it has."""
    return f'<w:fldSimple w:instr="{instruction}">{run(shown)}</w:fldSimple>'


def link(relation: str, inside: str) -> str:
    """Return runs that lead elsewhere. relation: id of the relationship with the address."""
    return f'<w:hyperlink r:id="{relation}">{inside}</w:hyperlink>'


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a style. inside: its runs and controls; keep: with the next one."""

    style: str
    inside: str
    keep: bool = False

    @property
    def xml(self) -> str:
        """The element."""
        keep = "<w:keepNext/>" if self.keep else ""
        properties = f'<w:pPr><w:pStyle w:val="{self.style}"/>{keep}</w:pPr>'
        return f"<w:p>{properties}{self.inside}</w:p>"


def together(paragraphs: list[Paragraph], *, onwards: bool = False) -> str:
    """Return paragraphs that stay on one page; onwards: with what follows them too."""
    last = len(paragraphs) - 1
    return "".join(replace(one, keep=onwards or at < last).xml for at, one in enumerate(paragraphs))
