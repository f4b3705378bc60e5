"""Content controls: what a reader ticks, chooses and writes in (ECMA-376 part 1, section 17.5.2).

Word has no control of which one of several can be chosen and all are seen, so a question with
options is a row of boxes: on paper a closed list shows nothing to choose from.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from rinnalla.word.markup import attribute, run

LONGEST = 64
"""Characters in a title or a tag; Word takes no more."""

_HIGHEST = 2**31 - 1
BOX, TICKED = "☐", "☒"
_BOX_FONT = "MS Gothic"
"""The font Word itself draws boxes with; programs without it take another that has them."""

_FONTS = " ".join(f'w:{kind}="{_BOX_FONT}"' for kind in ("ascii", "eastAsia", "hAnsi"))
_BOX_LOOKS = f'<w:rStyle w:val="Box"/><w:rFonts {_FONTS} w:hint="eastAsia"/>'
_CHECKBOX = (
    '<w14:checkbox><w14:checked w14:val="0"/>'
    f'<w14:checkedState w14:val="{ord(TICKED):04X}" w14:font="{_BOX_FONT}"/>'
    f'<w14:uncheckedState w14:val="{ord(BOX):04X}" w14:font="{_BOX_FONT}"/></w14:checkbox>'
)


@dataclass(frozen=True, slots=True)
class Placeholder:
    """Words that stand in an empty control, also after it has been emptied."""

    text: str

    @property
    def name(self) -> str:
        """What the document calls it."""
        return f"Rinnalla-{_digest(self.text):08x}"

    @property
    def shown(self) -> str:
        """Its words, quieter than an answer."""
        return run(self.text, style="PlaceholderText")


@dataclass(kw_only=True)
class Controls:
    """The controls of one document, each with its own number and tag.

    list_id: begins every tag; language: a regional tag such as ``fi-FI``; day: how Word writes a
    date; placeholders: those in use, by name.
    """

    list_id: str
    language: str
    day: str
    placeholders: dict[str, Placeholder] = field(default_factory=dict)
    _numbers: set[int] = field(default_factory=set)

    def tick(self, name: str, title: str) -> str:
        """Return a box to tick. name: unique in the list, as ``consent.yes``."""
        inside = f"<w:r><w:rPr>{_BOX_LOOKS}</w:rPr><w:t>{BOX}</w:t></w:r>"
        return self._control(name, title, _CHECKBOX, inside, looks=_BOX_LOOKS)

    def text(self, name: str, title: str, placeholder: Placeholder, *, lines: bool = False) -> str:
        """Return a field for words. lines: whether they may stand on several."""
        multiple = ' w:multiLine="1"' if lines else ""
        return self._empty(name, title, f"<w:text{multiple}/>", placeholder)

    def date(self, name: str, title: str, placeholder: Placeholder) -> str:
        """Return a field for a day, with a calendar to choose it from."""
        kind = (
            f"<w:date><w:dateFormat w:val={attribute(self.day)}/>"
            f'<w:lid w:val="{self.language}"/><w:storeMappedDataAs w:val="dateTime"/>'
            '<w:calendar w:val="gregorian"/></w:date>'
        )
        return self._empty(name, title, kind, placeholder)

    def choice(
        self, name: str, title: str, options: Sequence[tuple[str, str]], placeholder: Placeholder
    ) -> str:
        """Return a list to choose one from. options: each with its id and its words."""
        items = "".join(
            f"<w:listItem w:displayText={attribute(words)} w:value={attribute(value)}/>"
            for value, words in options
        )
        return self._empty(name, title, f"<w:dropDownList>{items}</w:dropDownList>", placeholder)

    def _empty(self, name: str, title: str, kind: str, placeholder: Placeholder) -> str:
        self.placeholders[placeholder.name] = placeholder
        part = f'<w:docPart w:val="{placeholder.name}"/>'
        state = f"<w:placeholder>{part}</w:placeholder><w:showingPlcHdr/>"
        return self._control(name, title, f"{state}{kind}", placeholder.shown)

    def _control(self, name: str, title: str, kind: str, inside: str, *, looks: str = "") -> str:
        """Return the element; its properties stand in the order of the schema."""
        tag = f"{self.list_id}.{name}"
        properties = (
            f"<w:rPr>{looks}</w:rPr>" if looks else "",
            f"<w:alias w:val={attribute(_short(title))}/>",
            f"<w:tag w:val={attribute(_short_tag(tag))}/>",
            f'<w:id w:val="{self._number(tag)}"/>',
            kind,
        )
        return (
            f"<w:sdt><w:sdtPr>{''.join(properties)}</w:sdtPr>"
            f"<w:sdtContent>{inside}</w:sdtContent></w:sdt>"
        )

    def _number(self, tag: str) -> int:
        """Return a number of the control's own, the same each time the document is made."""
        number = _digest(tag)
        while number in self._numbers:
            number = number % _HIGHEST + 1
        self._numbers.add(number)
        return number


def _digest(text: str) -> int:
    """Return a number from 1 to the highest that Word takes."""
    return int.from_bytes(sha256(text.encode()).digest()[:8]) % _HIGHEST + 1


def _short(title: str) -> str:
    words = " ".join(title.split())
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1].rstrip()}…"


def _short_tag(tag: str) -> str:
    """Return a tag that Word takes; where it is cut, its digest keeps it apart from others."""
    if len(tag) <= LONGEST:
        return tag
    end = f"~{_digest(tag):08x}"
    return f"{tag[: LONGEST - len(end)]}{end}"
