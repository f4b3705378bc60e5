"""The file as Word wants it: elements in the order of the schema, names that are defined.

Word is no part of the tests, and it refuses a file for less than other programs do; so what it
is strict about is held here (ECMA-376 part 1, annex A.1; MS-DOCX for what is newer).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from xml.etree import ElementTree as ET

from tests.word.reading import W14, Read, W

ORDER = {
    "sdt": "sdtPr sdtEndPr sdtContent",
    "sdtPr": "rPr alias tag id lock placeholder temporary showingPlcHdr dataBinding label tabIndex"
             " checkbox date dropDownList text",
    "checkbox": "checked checkedState uncheckedState",
    "date": "dateFormat lid storeMappedDataAs calendar",
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr"
           " suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku wordWrap"
           " overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid"
           " spacing ind contextualSpacing"
           " mirrorIndents suppressOverlap jc textDirection textAlignment textboxTightWrap"
           " outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint"
           " noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u"
           " effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath",
    "pBdr": "top left bottom right between bar",
    "tblBorders": "top left bottom right insideH insideV",
    "tbl": "tblPr tblGrid tr",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW"
             " jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption"
             " tblDescription",
    "tblCellMar": "top left bottom right",
    "tc": "tcPr p",
    "p": "pPr",
    "r": "rPr",
    "sectPr": "headerReference/footerReference footnotePr endnotePr type pgSz pgMar paperSrc"
              " pgBorders lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection"
              " bidi rtlGutter docGrid",
    "styles": "docDefaults latentStyles style",
    "docDefaults": "rPrDefault pPrDefault",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden"
             " unhideWhenUsed qFormat locked personal rsid pPr rPr tblPr trPr tcPr tblStylePr",
    "numbering": "numPicBullet abstractNum num",
    "abstractNum": "nsid multiLevelType tmpl name styleLink numStyleLink lvl",
    "lvl": "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr",
    "font": "altName panose1 charset family notTrueType pitch sig",
    "settings": "zoom defaultTabStop characterSpacingControl compat themeFontLang",
    "docPart": "docPartPr docPartBody",
    "body": "p/tbl sectPr",
}  # fmt: skip
"""Elements whose children have an order, and that order; ``/`` between those that may mix."""

FREE = {"p", "r"}
"""Elements in which only the first has its place, before whatever else there is."""

PLACES = {
    name: {one: place for place, group in enumerate(order.split()) for one in group.split("/")}
    for name, order in ORDER.items()
}


def bare(name: str) -> str:
    """Return the name of an element without its namespace."""
    return name.rpartition("}")[2]


def parts(document: Read) -> Iterator[tuple[str, ET.Element]]:
    """Yield the parts that are WordprocessingML."""
    for name in document.parts:
        if name.startswith("word/") and name.endswith(".xml"):
            yield name, document.xml(name)


def faults(element: ET.Element) -> Iterator[str]:
    """Yield the elements whose children do not stand as the schema wants."""
    for parent in element.iter():
        order = PLACES.get(bare(parent.tag))
        if order is None:
            continue
        names = [bare(child.tag) for child in parent]
        other = len(order) if bare(parent.tag) in FREE else -1
        found = [order.get(name, other) for name in names]
        if found != sorted(found) or -1 in found:
            yield f"{bare(parent.tag)}: {' '.join(names)}"


def test_children_stand_in_the_order_of_the_schema(documents: list[Read]) -> None:
    """Word opens no file in which they do not."""
    for document in documents:
        for name, part in parts(document):
            assert [] == list(faults(part)), (document.name, name)


def test_a_wrong_order_is_seen() -> None:
    """The test above can fail."""
    wrong = f'<w:sdtPr xmlns:w="{W[1:-1]}"><w:tag/><w:alias/></w:sdtPr>'
    unknown = f'<w:pPr xmlns:w="{W[1:-1]}"><w:pStyle/><w:color/></w:pPr>'

    assert ["sdtPr: tag alias"] == list(faults(ET.fromstring(wrong)))  # noqa: S314 - ours
    assert ["pPr: pStyle color"] == list(faults(ET.fromstring(unknown)))  # noqa: S314 - ours


def test_newer_elements_are_declared_as_ones_to_pass_over(documents: list[Read]) -> None:
    """A program that does not know boxes still opens the document."""
    for document in documents:
        text = document.parts["word/document.xml"].decode()
        start = text[: text.index("<w:body")]
        ignorable = re.search(r'mc:Ignorable="([^"]*)"', start)
        assert ignorable
        assert "w14" in ignorable[1].split()
        assert all(f"xmlns:{prefix}=" in start for prefix in ignorable[1].split())
        assert f'xmlns:w14="{W14[1:-1]}"' in start


def test_every_style_and_numbering_in_use_is_defined(documents: list[Read]) -> None:
    """A name nobody defines is shown as plain text."""
    for document in documents:
        styles = {
            value
            for one in document.xml("word/styles.xml").iter(f"{W}style")
            for name, value in one.attrib.items()
            if bare(name) == "styleId"
        }
        numbers = {
            value
            for one in document.xml("word/numbering.xml").iter(f"{W}num")
            for value in one.attrib.values()
        }
        for name, part in parts(document):
            for one in part.iter():
                value = one.get(f"{W}val", "")
                if bare(one.tag) in ("pStyle", "rStyle", "tblStyle", "basedOn", "next"):
                    assert value in styles, (name, value)
                if bare(one.tag) == "numId":
                    assert value in numbers


def test_every_word_is_in_the_language_of_the_document(documents: list[Read]) -> None:
    """Spelling is checked and text is read aloud in it; nothing of the template is left."""
    tags = {"fi": "fi-FI", "sv": "sv-FI", "en": "en-GB", "fr": "fr-FR"}
    for document in documents:
        assert not [name for name, part in document.parts.items() if b"en-US" in part]
        said = {
            value
            for _, part in parts(document)
            for one in part.iter()
            if bare(one.tag) in ("lang", "themeFontLang", "lid")
            for value in one.attrib.values()
        }
        assert {tags[document.edition.language]} == said, document.name


def test_the_page_is_a4(documents: list[Read]) -> None:
    """Paper of other sizes is for sheets; a wide grid lies on its side."""
    sides = set()
    for document in documents:
        (size,) = document.xml("word/document.xml").iter(f"{W}pgSz")
        found = (int(size.attrib[f"{W}w"]), int(size.attrib[f"{W}h"]))
        assert (11906, 16838) == tuple(sorted(found)), document.name
        sides.add(found[0] > found[1])
    assert {True, False} == sides


def test_every_relationship_leads_somewhere(documents: list[Read]) -> None:
    """No part is missing, and none is there that says things of another document."""
    kept = {"document", "fontTable", "footer", "glossary", "header", "numbering", "settings",
            "styles"}  # fmt: skip
    for document in documents:
        inside = set()
        for name in [one for one in document.parts if one.endswith(".rels")]:
            folder = PurePosixPath(name).parent.parent
            for one in document.xml(name):
                if one.get("TargetMode") != "External":
                    target = one.attrib["Target"]
                    inside.add(target[1:] if target[0] == "/" else str(folder / target))
        stated = {name for name in document.parts if not name.endswith(".rels")}
        assert stated - {"[Content_Types].xml"} == inside, document.name
        folders = {PurePosixPath(name).parts[1].partition(".")[0] for name in stated
                   if name.startswith("word/")}  # fmt: skip
        assert kept == {name.partition("-")[0] for name in folders}


def test_a_document_is_small(files: Mapping[str, bytes]) -> None:
    """It goes along in a message: at most 40 kB."""
    assert {} == {name: len(file) for name, file in files.items() if len(file) > 40_000}
