"""How the document looks: its styles, numbering, fonts and settings, in place of the template's.

Measures are those of Word: twips (1/20 pt) for distances, half points for letters, eighths of a
point for edges. Text has a contrast of at least 7:1, edges 3:1, as on the site.
"""

from __future__ import annotations

from dataclasses import dataclass

from rinnalla.word.markup import NAMESPACES

FONT, FALLBACK = "Calibri", "Arial"
"""Calibri comes with Word; where it is missing, programs take the second or one of its width."""

INK, QUIET, LINE = "16262B", "3B4D54", "6B7E86"
ACCENT, TINT = "00525C", "E4F0F1"
WARNING, WARNING_TINT = "862900", "FDF4EE"

MARGIN = 964
"""The column of codes and boxes, beside the text."""

BOX_AT = 510
"""Where the boxes stand in it."""

BULLETS = 1
"""The number of the list with bullets."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Style:
    """A named look of paragraphs, words or tables.

    name: Word translates those it knows. paragraph, words, table: properties, each in the order
    of the schema. follow: style of the next paragraph that is written.
    """

    id: str
    name: str
    kind: str = "paragraph"
    based: str = ""
    follow: str = ""
    paragraph: str = ""
    words: str = ""
    table: str = ""
    is_default: bool = False

    @property
    def xml(self) -> str:
        """The element."""
        default = ' w:default="1"' if self.is_default else ""
        parts = (
            f'<w:name w:val="{self.name}"/>',
            f'<w:basedOn w:val="{self.based}"/>' if self.based else "",
            f'<w:next w:val="{self.follow}"/>' if self.follow else "",
            "<w:qFormat/>" if self.kind == "paragraph" else "",
            f"<w:pPr>{self.paragraph}</w:pPr>" if self.paragraph else "",
            f"<w:rPr>{self.words}</w:rPr>" if self.words else "",
            f"<w:tblPr>{self.table}</w:tblPr>" if self.table else "",
        )
        return (
            f'<w:style w:type="{self.kind}"{default} w:styleId="{self.id}">{"".join(parts)}'
            "</w:style>"
        )


def _size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def _space(before: int, after: int) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}"/>'


def _indent(left: int, *, hanging: int = 0, right: int = 0) -> str:
    return f'<w:ind w:left="{left}" w:right="{right}" w:hanging="{hanging}"/>'


def _edge(side: str, *, color: str, size: int, space: int) -> str:
    return f'<w:{side} w:val="single" w:sz="{size}" w:space="{space}" w:color="{color}"/>'


def shading(color: str) -> str:
    """Return the ground behind a paragraph or a cell."""
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{color}"/>'


def _tabs(*stops: int) -> str:
    inside = "".join(f'<w:tab w:val="left" w:pos="{stop}"/>' for stop in stops)
    return f"<w:tabs>{inside}</w:tabs>"


def _beside(color: str) -> str:
    return f"<w:pBdr>{_edge('left', color=color, size=36, space=8)}</w:pBdr>"


def _color(color: str) -> str:
    return f'<w:color w:val="{color}"/>'


_BOLD = "<w:b/><w:bCs/>"
_KEEP = "<w:keepNext/><w:keepLines/>"
_LINES = "<w:keepLines/>"
_FIELD_EDGES = "".join(
    _edge(side, color=LINE, size=6, space=4) for side in ("top", "left", "bottom", "right")
) + _edge("between", color=LINE, size=6, space=4)
_NOTE = f"{_space(100, 60)}{_indent(MARGIN + 200)}"

STYLES = (
    Style(id="Normal", name="Normal", is_default=True),
    Style(id="DefaultParagraphFont", name="Default Paragraph Font", kind="character",
          is_default=True),
    Style(id="TableNormal", name="Normal Table", kind="table", is_default=True,
          table='<w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
                '<w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>'
                '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/>'
                "</w:tblCellMar>"),
    Style(id="NoList", name="No List", kind="numbering", is_default=True),
    Style(id="Heading1", name="heading 1", based="Normal", follow="Normal",
          paragraph=f'{_KEEP}{_space(0, 120)}<w:outlineLvl w:val="0"/>',
          words=f"{_BOLD}{_color(ACCENT)}{_size(40)}"),
    Style(id="Heading2", name="heading 2", based="Normal", follow="Normal",
          paragraph=f"{_KEEP}<w:pBdr>{_edge('bottom', color=ACCENT, size=8, space=2)}</w:pBdr>"
                    f'{_tabs(MARGIN)}{_space(320, 120)}{_indent(MARGIN, hanging=MARGIN)}'
                    '<w:outlineLvl w:val="1"/>',
          words=f"{_BOLD}{_color(ACCENT)}{_size(28)}"),
    Style(id="Alarm", name="Rinnalla Alarm", based="Normal",
          paragraph=f"{_LINES}{_beside(WARNING)}{shading(WARNING_TINT)}{_space(0, 120)}"
                    f"{_indent(200)}",
          words=f"{_BOLD}{_color(WARNING)}{_size(28)}"),
    Style(id="Remark", name="Rinnalla Remark", based="Normal",
          paragraph=f"{_LINES}{_beside(LINE)}{_space(0, 120)}{_indent(200)}"),
    Style(id="Facts", name="Rinnalla Facts", based="Normal",
          paragraph=f"{_LINES}{_space(0, 20)}", words=f"{_color(QUIET)}{_size(20)}"),
    Style(id="Guide", name="Rinnalla Guide", based="Normal",
          paragraph=f"{_LINES}{_space(120, 120)}"),
    Style(id="Item", name="Rinnalla Item", based="Normal",
          paragraph=f"{_LINES}{_tabs(BOX_AT, MARGIN)}{_space(160, 40)}"
                    f"{_indent(MARGIN, hanging=MARGIN)}"),
    Style(id="Question", name="Rinnalla Question", based="Normal",
          paragraph=f"{_LINES}{_tabs(MARGIN)}{_space(160, 40)}{_indent(MARGIN, hanging=MARGIN)}"),
    Style(id="Hint", name="Rinnalla Hint", based="Normal",
          paragraph=f"{_LINES}{_space(0, 40)}{_indent(MARGIN)}",
          words=f"{_color(QUIET)}{_size(19)}"),
    Style(id="Condition", name="Rinnalla Condition", based="Hint",
          paragraph=f"{_KEEP}{_space(160, 60)}", words=f"<w:i/><w:iCs/>{_color(ACCENT)}"),
    Style(id="Tag", name="Rinnalla Tag", based="Hint", paragraph=_LINES,
          words=f"{_BOLD}{_color(WARNING)}"),
    Style(id="Options", name="Rinnalla Options", based="Normal",
          paragraph=f"{_LINES}{_tabs(MARGIN + 400)}{_space(20, 40)}"
                    f"{_indent(MARGIN + 400, hanging=400)}"),
    Style(id="Field", name="Rinnalla Field", based="Normal",
          paragraph=f"{_LINES}<w:pBdr>{_FIELD_EDGES}</w:pBdr>{_space(60, 80)}"
                    f"{_indent(MARGIN + 90, right=90)}"),
    Style(id="ShortField", name="Rinnalla Short Field", based="Field",
          paragraph=f"{_LINES}{_indent(MARGIN + 90, right=4600)}"),
    Style(id="Aside", name="Rinnalla Other Answer", based="Hint",
          paragraph=f"{_LINES}{_space(20, 60)}", words=_size(18)),
    Style(id="Advice", name="Rinnalla Advice", based="Normal",
          paragraph=f"{_LINES}{_beside(ACCENT)}{shading(TINT)}{_NOTE}"),
    Style(id="Warning", name="Rinnalla Warning", based="Normal",
          paragraph=f"{_LINES}{_beside(WARNING)}{shading(WARNING_TINT)}{_NOTE}"),
    Style(id="Result", name="Rinnalla Result", based="Normal",
          paragraph=f"{_LINES}{_tabs(MARGIN)}{_space(200, 40)}{_indent(MARGIN, hanging=454)}",
          words=_BOLD),
    Style(id="Rule", name="Rinnalla Rule", based="Normal",
          paragraph=f"{_LINES}{_space(0, 40)}{_indent(MARGIN)}", words=_size(20)),
    Style(id="Way", name="Rinnalla Way", based="Rule",
          paragraph=f'{_LINES}<w:numPr><w:numId w:val="{BULLETS}"/></w:numPr>'
                    f"{_indent(MARGIN + 300, hanging=300)}"),
    Style(id="Small", name="Rinnalla Small Print", based="Normal",
          paragraph=f"{_LINES}{_space(0, 80)}", words=f"{_color(QUIET)}{_size(18)}"),
    Style(id="Keeping", name="Rinnalla Keeping", based="Small",
          paragraph=f"{_KEEP}<w:pBdr>{_edge('top', color=LINE, size=6, space=6)}</w:pBdr>"
                    f"{_space(360, 80)}", words=_BOLD),
    Style(id="ColumnHead", name="Rinnalla Column Head", based="Normal",
          paragraph=f"{_KEEP}{_space(60, 60)}", words=f"{_BOLD}{_color(ACCENT)}"),
    Style(id="RowHead", name="Rinnalla Row Head", based="Normal",
          paragraph=f"{_LINES}{_space(60, 60)}", words=_BOLD),
    Style(id="Cell", name="Rinnalla Cell", based="Normal", paragraph=_space(60, 60)),
    Style(id="AfterTable", name="Rinnalla After Table", based="Normal",
          paragraph=_space(0, 0), words=_size(8)),
    Style(id="Header", name="header", based="Normal", paragraph=_space(0, 0),
          words=f"{_color(QUIET)}{_size(18)}"),
    Style(id="Footer", name="footer", based="Normal",
          paragraph=_space(0, 0),
          words=f"{_color(QUIET)}{_size(18)}"),
    Style(id="Code", name="Rinnalla Code", kind="character", words=f"{_BOLD}{_color(ACCENT)}"),
    Style(id="Label", name="Strong", kind="character", words=_BOLD),
    Style(id="Literal", name="Rinnalla Literal", kind="character",
          words='<w:rFonts w:ascii="Consolas" w:hAnsi="Consolas" w:cs="Consolas"/>'),
    Style(id="Box", name="Rinnalla Box", kind="character", words=_size(28)),
    Style(id="PlaceholderText", name="Placeholder Text", kind="character", words=_color("595959")),
    Style(id="Hyperlink", name="Hyperlink", kind="character",
          words=f'{_color(ACCENT)}<w:u w:val="single"/>'),
    Style(id="TableGrid", name="Table Grid", kind="table", based="TableNormal",
          table="<w:tblBorders>" + "".join(
              _edge(side, color=LINE, size=6, space=0)
              for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
          + "</w:tblBorders>"),
)  # fmt: skip


def styles_xml(language: str, *, is_rtl: bool) -> str:
    """Return the styles. language: a regional tag such as ``fi-FI``."""
    fonts = " ".join(f'w:{kind}="{FONT}"' for kind in ("ascii", "hAnsi", "eastAsia", "cs"))
    rtl, bidi = ("<w:rtl/>", "<w:bidi/>") if is_rtl else ("", "")
    languages = " ".join(f'w:{kind}="{language}"' for kind in ("val", "eastAsia", "bidi"))
    return (
        f"<w:styles {NAMESPACES}><w:docDefaults>"
        f"<w:rPrDefault><w:rPr><w:rFonts {fonts}/>{_color(INK)}{_size(22)}"
        f"{rtl}<w:lang {languages}/></w:rPr></w:rPrDefault>"
        f'<w:pPrDefault><w:pPr>{bidi}<w:spacing w:after="80" w:line="264" w:lineRule="auto"/>'
        "</w:pPr></w:pPrDefault></w:docDefaults>"
        f"{''.join(style.xml for style in STYLES)}</w:styles>"
    )


def numbering_xml() -> str:
    """Return the numbering: one list with bullets."""
    return (
        f'<w:numbering {NAMESPACES}><w:abstractNum w:abstractNumId="0">'
        '<w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/>'
        f"<w:pPr>{_indent(MARGIN + 300, hanging=300)}</w:pPr></w:lvl></w:abstractNum>"
        f'<w:num w:numId="{BULLETS}"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )


def fonts_xml() -> str:
    """Return the table of fonts, with what stands in for the first."""
    return (
        f'<w:fonts {NAMESPACES}><w:font w:name="{FONT}"><w:altName w:val="{FALLBACK}"/>'
        '<w:charset w:val="00"/><w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font>'
        "</w:fonts>"
    )


def settings_xml(language: str) -> str:
    """Return the settings: those of today's Word, so that it opens in no older mode."""
    setting = "http://schemas.microsoft.com/office/word"
    return (
        f'<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
        f'<w:compatSetting w:name="compatibilityMode" w:uri="{setting}" w:val="15"/></w:compat>'
        f'<w:themeFontLang w:val="{language}"/></w:settings>'
    )
