"""The elements that the Word book is made of, and what its paragraphs are.

ISO/IEC 29500-1 (WordprocessingML) names them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from rinnalla.book.anchors import CARRIER

Element = Any
"""An element of lxml, which has no types."""

HANGING = "284"
"""How far a bullet stands before the words of its point, in twentieths of a point."""


def element(name: str, values: Mapping[str, str]) -> Element:
    """Return an element. values: its attributes."""
    made = OxmlElement(name)
    for key, value in values.items():
        made.set(qn(key), value)
    return made


def run(words: str) -> Element:
    """Return words in a run."""
    found = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = words
    text.set(qn("xml:space"), "preserve")
    found.append(text)
    return found


def paragraph(style: str, words: str) -> Element:
    """Return a paragraph. style: its id in the template."""
    found = OxmlElement("w:p")
    properties = OxmlElement("w:pPr")
    properties.append(element("w:pStyle", {"w:val": style}))
    found.append(properties)
    if words:
        found.append(run(words))
    return found


def words_of(inside: Element) -> str:
    """Return the words inside an element."""
    return "".join(text.text or "" for text in inside.iter(qn("w:t"))).replace(CARRIER, "")


def name_style(properties: Element, style: str) -> None:
    """Give a run the style of a name, in the place of any it has. properties: of the run."""
    for old in properties.findall(qn("w:rStyle")):
        properties.remove(old)
    properties.insert(0, element("w:rStyle", {"w:val": style}))


def begin_field(parent: Element, code: str) -> None:
    """Begin a field; what follows is what it shows."""
    for kind in ("begin", "code", "separate"):
        made = OxmlElement("w:r")
        if kind == "code":
            words = OxmlElement("w:instrText")
            words.text = f" {code} "
            words.set(qn("xml:space"), "preserve")
            made.append(words)
        else:
            made.append(element("w:fldChar", {"w:fldCharType": kind}))
        parent.append(made)


def end_field(parent: Element) -> None:
    """End the field that was begun last."""
    end = OxmlElement("w:r")
    end.append(element("w:fldChar", {"w:fldCharType": "end"}))
    parent.append(end)


def field(parent: Element, code: str) -> None:
    """Add a field that shows nothing until it is worked out."""
    begin_field(parent, code)
    parent.append(run(""))
    end_field(parent)


def level_of(style: str) -> int:
    """Return the depth of a heading by its style, 0 for anything else."""
    number = style.removeprefix("Heading")
    return int(number) if number != style and number.isdigit() else 0
