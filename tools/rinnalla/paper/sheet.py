"""The HTML of a sheet: one list on paper, in one language or two, to write on or to fill in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from operator import attrgetter
from pathlib import Path

from rinnalla.editions import Edition
from rinnalla.messages import message
from rinnalla.model import Item, Kind, Section
from rinnalla.paper.picture import picture_html
from rinnalla.paper.points import Point, result_html
from rinnalla.paper.voices import Voices
from rinnalla.qr import qr_svg
from rinnalla.version import sheet_address, version_of
from rinnalla.writing import day, headed, labelled, separator

STYLES = Path(__file__).parent / "sheet.css"

LEGEND = {
    "na": message("N: not applicable here"),
    "later": message("L: later"),
    "declined": message("D: the client did not want this"),
}
"""The letters by which the other answers are written on paper."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Layout:
    """How a sheet is set.

    name: also the class of its page; brief: without hints, notes, legend and sources, as on a
    card; wide: whether a short answer has room beside the words; fields: filled in on a screen;
    pages: it may have at most so many, None for any number; short: whether its foot has little
    room; dense: with less room between the points.
    """

    name: str
    brief: bool = False
    wide: bool = True
    fields: bool = False
    pages: int | None = None
    short: bool = False
    dense: bool = False


A4 = Layout(name="a4")
DENSE = Layout(name="a4", dense=True)
FILLABLE = Layout(name="a4", fields=True)
LARGE = Layout(name="large", wide=False, short=True)
A3 = Layout(name="a3", wide=False)
A5 = Layout(name="a5", brief=True, wide=False, pages=4, short=True)
A6 = Layout(name="a6", brief=True, wide=False, pages=2, short=True)


def sheet_html(
    editions: Sequence[Edition], layout: Layout, *, notes: bool = False, picture: float = 0
) -> str:
    """Return the whole document of a sheet.

    editions: one, or two for a sheet in two languages; notes: with a page for notes at the end;
    picture: millimetres across the drawing on the front of a card, 0 for a card without one.
    """
    return Sheet(editions, layout, picture=picture).document(notes=notes)


class Sheet:
    """A list as a document, or as a chapter of a larger one.

    editions: one, or two for a sheet in two languages; anchor: begins the ids of its sections,
    which have none without it; picture: as in `sheet_html`.
    """

    def __init__(
        self,
        editions: Sequence[Edition],
        layout: Layout,
        *,
        anchor: str = "",
        picture: float = 0,
    ) -> None:
        self.anchor = anchor
        self.picture = picture
        self.voices = Voices(editions=tuple(editions), fields=layout.fields)
        self.layout = layout
        self.first = editions[0]
        self.version = version_of(self.first)
        self.list = self.first.checklist
        self.is_checklist = self.list.kind == "checklist"
        self.shown = self.list.card_sections if layout.brief else self.list.sections
        self.is_part = len(self.shown) < len(self.list.sections)

    def document(self, *, notes: bool = False) -> str:
        """Return head and body. notes: with a page for notes at the end."""
        first = self.first
        own = self._notes() if notes else ""
        return (
            f'<!DOCTYPE html>\n<html lang="{first.language}" dir="{first.direction}">\n<head>'
            f'<meta charset="utf-8"><title>{escape(self.title)}</title>'
            f'<meta name="author" content="Rinnalla">'
            f'<meta name="description" content="{escape(self._about())}">'
            f"<style>{self._margins()}</style></head>\n"
            f'<body class="{self.names}">\n{self.body()}{own}</body>\n</html>\n'
        )

    @property
    def names(self) -> str:
        """The classes of the page, or of the chapter."""
        names = {
            "dense": self.layout.dense,
            "canvas": any(item.kind is Kind.GRID for item in self.list.items),
            "two-languages": self.voices.is_pair,
        }
        return " ".join([self.layout.name, *(name for name, holds in names.items() if holds)])

    def body(self) -> str:
        """Return what is on the pages."""
        return (
            f"{self._front() or self._opening()}{self._legend()}"
            f"<main>{''.join(self._sections())}</main>\n{self._end()}"
        )

    @property
    def title(self) -> str:
        """The plain title, in each language."""
        return " – ".join(dict.fromkeys(self.voices.each(lambda edition: edition.title)))

    @property
    def running_title(self) -> str:
        """The title above the pages that follow: in the first language, its beginning if long."""
        title = self.first.title
        words = title.split()
        return title if len(words) <= LONGEST else f"{' '.join(words[:LONGEST]).rstrip(',:;')} …"

    def _about(self) -> str:
        who = self.list.who
        return self.first.plain(who.text) if who else self.first.title

    def _margins(self) -> str:
        """Return what stands in the margins of its pages, as CSS."""
        first, due = self.first, self.list.review_due
        version = self.version
        # Few words: a line of more is taken for a sentence that readers are not told.
        parts = [version.code if self.layout.short else f"Rinnalla {version.code}"]
        if due:
            parts.append(labelled(first.tr("Review due"), day(due, first.language), first.tr))
        left, title = quoted_css(" · ".join(parts)), quoted_css(self.running_title)
        return (
            f"@page {{ @bottom-left {{ content: {left} }} @top-left {{ content: {title} }} }}"
            "@page :first { @top-left { content: none } }"
        )

    def _notes(self) -> str:
        """Return a page of lines: the back of a card whose text ends on a front."""
        title = self.voices.block(self.voices.spoken(message("Own notes")), "title", tag="h2")
        line = '<div class="line"></div>'
        return f'<section class="part own-notes">{title}{line * NOTE_LINES}</section>\n'

    def _front(self) -> str:
        """Return the front of a card with a drawing, and what its back begins with."""
        figure = self.first.figure
        if not figure or not self.picture:
            return ""
        picture = picture_html(figure, self.picture, title=self.first.title)
        front = f"<header>{self._title()}</header>\n{self._alarms()}{picture}"
        return (
            f'<div class="front">{front}</div>\n<div class="head"><div class="name">'
            f"{''.join(self._facts())}</div>{self._code()}</div>\n"
        )

    def _opening(self) -> str:
        """Return the title, who and when, the code of this version, and what is alarming."""
        return (
            f'<header><div class="head"><div class="name">{self._title()}'
            f"{''.join(self._facts())}</div>{self._code()}</div></header>\n{self._alarms()}"
        )

    def _title(self) -> str:
        voices = self.voices
        titles = voices.texts(edition.checklist.title for edition in voices.editions)
        return voices.block(titles, tag="h1")

    def _code(self) -> str:
        """Return the code that leads to the page of the list, where the site's address is known."""
        target = sheet_address(self.first, self.version)
        if not target:
            return ""
        ask = self.first.tr(CURRENT)
        words = "" if self.layout.brief else f"<p>{escape(ask)}</p>"
        return f'<div class="code-of-version">{qr_svg(target, ask)}{words}</div>'

    def _facts(self) -> Iterator[str]:
        voices = self.voices
        if self.list.is_for_client:
            marks = voices.each(lambda edition: escape(edition.mark))
            yield f'<p class="whose">{voices.inline(marks)}</p>'
        else:
            yield from self._who_and_when()
        yield voices.block(voices.each(self._dates), "fact")
        if self.is_part:
            pairs = zip(voices.heads(PART), voices.spoken(WHOLE), strict=True)
            yield voices.block([f"<strong>{head}</strong> {text}" for head, text in pairs], "fact")

    def _who_and_when(self) -> Iterator[str]:
        """Yield what a worker must know to use the list; a client has it in hand already."""
        voices = self.voices
        checklists = [edition.checklist for edition in voices.editions]
        for label, found in (
            (message("Who"), [one.who for one in checklists]),
            (message("When"), [one.when for one in checklists]),
        ):
            texts = voices.texts(one.text if one else None for one in found)
            if texts[0]:
                pairs = zip(voices.heads(label), texts, strict=True)
                yield voices.block(
                    [f"<strong>{head}</strong> {text}" for head, text in pairs], "fact"
                )

    def _dates(self, edition: Edition) -> str:
        tr, found = edition.tr, edition.checklist
        said = []
        if found.minutes and not self.is_part:
            minutes = tr("about {minutes} min").replace("{minutes}", str(found.minutes))
            said.append((tr("Time"), minutes))
        if self.layout.brief:  # the foot of a card has the rest
            return self._labelled(edition, said)
        said += [
            (tr(label), day(when, edition.language))
            for label, when in (
                (message("Reviewed"), found.reviewed),
                (message("Review due"), found.review_due),
            )
            if when
        ]
        said.append((tr("Version"), version_of(edition).code))
        return self._labelled(edition, said)

    def _labelled(self, edition: Edition, said: Sequence[tuple[str, str]]) -> str:
        return " ".join(
            f"<span><strong>{escape(headed(label, edition.tr))}</strong> {escape(text)}</span>"
            for label, text in said
        )

    def _alarms(self) -> str:
        """Return what must be known before the sheet is trusted, large; then the rest."""
        said = ""
        alarms = attrgetter("card_alarms" if self.picture else "alarms")
        for name, found in (
            ("alarm", self.voices.each(lambda edition: "<br>".join(map(escape, alarms(edition))))),
            ("remark", self.voices.each(lambda edition: "<br>".join(map(escape, edition.remarks)))),
        ):
            if name == "remark" and self.layout.brief:
                continue
            if any(found):
                said += f'<div class="{name}">{self.voices.block(found)}</div>\n'
        return said

    def _legend(self) -> str:
        """Return how to fill the sheet in."""
        if self.layout.brief:
            return ""
        care = self.voices.spoken(self.first.wording.care)
        if self.is_checklist and not self.layout.fields:
            letters = [
                separator(one.tr, strong=True).join(one.tr(said) for said in LEGEND.values())
                for one in self.voices.editions
            ]
            care = [
                f"{how} <strong>{escape(row)}</strong>. {rest}"
                for how, row, rest in zip(self.voices.spoken(HOW), letters, care, strict=True)
            ]
        return f'<div class="legend">{self.voices.block(care)}</div>\n'

    def _sections(self) -> Iterator[str]:
        voices = self.voices
        for same in zip(*(one.checklist.sections for one in voices.editions), strict=True):
            if same[0] in self.shown:
                yield self._section(same)

    def _section(self, same: tuple[Section, ...]) -> str:
        section, codes = same[0], self.first.codes
        head = ""
        if section.title:
            texts = self.voices.texts(one.title for one in same)
            code = f'<span class="letter">{codes[section.id]}</span> '
            head = self.voices.block([code + texts[0], *texts[1:]], "title", tag="h2")
        if section.outcomes:
            rows = "".join(
                result_html(self.voices, both, section.id, brief=self.layout.brief)
                for both in zip(*(one.outcomes for one in same), strict=True)
            )
        else:
            rows = "".join(
                self._point(both).html() for both in zip(*(one.items for one in same), strict=True)
            )
        results = " results" if section.outcomes else ""
        place = f' id="{self.anchor}--{section.id}"' if self.anchor and section.id else ""
        points = f'<ul class="items">\n{rows}</ul>'
        return f'<section class="part{results}"{place}>{head}{points}</section>\n'

    def _point(self, items: tuple[Item, ...]) -> Point:
        return Point(
            voices=self.voices,
            items=items,
            code=self.first.codes.get(items[0].id, ""),
            aside=self.is_checklist and not self.layout.brief,
            brief=self.layout.brief,
            beside=self.layout.wide and not self.voices.is_pair,
        )

    def _end(self) -> str:
        """Return what to do with the paper, and where its points come from.

        A client's paper has no marks of sources: its page, to which the code leads, has them.
        """
        voices = self.voices
        keep = voices.block(voices.spoken(self.first.wording.keep), "keep")
        bare = self.layout.brief or self.list.is_for_client
        sources = "" if bare else voices.block(voices.each(self._sources), "sources")
        return f"<footer>{keep}{sources}</footer>\n"

    def _sources(self, edition: Edition) -> str:
        tr = edition.tr
        rows = []
        for item in edition.checklist.items:
            code = edition.codes.get(item.id, "")
            own = {
                None: "",
                "legal": tr("Our addition, a legal reminder"),
                "design": tr("Our addition"),
            }[item.origin.own]
            marks = separator(tr).join([*item.origin.facts, *([own] if own else [])])
            if code and marks:
                rows.append(f"{code}\u00a0{escape(marks)}")
        return f"<strong>{escape(headed(tr(WHENCE), tr))}</strong> {' · '.join(rows)}"


LONGEST = 7
"""Words of a running title; more would be taken for a sentence that readers are not told."""

NOTE_LINES = 14
"""Lines of a page for notes; what does not fit on a small page is cut off, not moved on."""

PART = message("Part of the list")
WHOLE = message("the whole list is on the site and on its A4 sheet")
"""What a card says that does not hold every section."""

CURRENT = message("Is this paper still current?")
HOW = message(
    "Tick what is done. If a point stays undone, write a letter beside its code, and why:"
)
WHENCE = message("Where the points come from")


def quoted_css(text: str) -> str:
    """Return a string of CSS that may stand in HTML: no tag can end the style around it."""
    plain = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ").replace("<", "\\3c ")
    return f'"{plain}"'
