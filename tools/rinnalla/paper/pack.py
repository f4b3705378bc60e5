"""A pack as one PDF: cover, contents, running order, and each list as a sheet to take out.

Printed on both sides of A4: every part begins on a front, and what would be an empty back has lines
for notes.
"""

from __future__ import annotations

from dataclasses import replace
from html import escape
from pathlib import Path

from rinnalla.editions import Edition, PackEdition
from rinnalla.languages.known import native_name
from rinnalla.messages import message
from rinnalla.model import Section
from rinnalla.packs import numbers, programme_section, section_titles
from rinnalla.paper.formats import Rendered
from rinnalla.paper.pdf import Printed, print_html
from rinnalla.paper.problems import PrintError
from rinnalla.paper.sheet import DENSE, STYLES, Sheet, quoted_css
from rinnalla.paper.voices import as_html
from rinnalla.qr import qr_svg
from rinnalla.version import version_of
from rinnalla.writing import day, labelled, listed

PACK_STYLES = Path(__file__).parent / "pack.css"

LICENCE = "CC BY 4.0"
LICENCE_ADDRESS = "https://creativecommons.org/licenses/by/4.0/"

CONTENTS = message("Contents")
ORDER = message("Running order")
NOTES = message("Own notes")
TIMES = message(
    "The minutes are an estimate of going through each list, not of how long a session lasts."
)
PROGRAMME = message("Write in when each part begins and how many minutes it has.")
SIDES = message(
    "Print on both sides of A4, turned over the long edge: then each list can be taken out as a"
    " sheet."
)

KEEP = message("Filled-in sheets are kept and destroyed as the unit instructs.")
GIVEN = message("Sheets for the client stay with the client.")


def render_pack(found: PackEdition) -> Rendered:
    """Return a pack as a PDF with an even number of pages.

    Raises PrintError where it cannot be printed.
    """
    booklet = Booklet(found)
    printed = _print(booklet.document(notes=booklet.ends_on_front()))
    return Rendered(data=printed.data, pages=printed.pages)


def _print(html: str) -> Printed:
    printed = print_html(html, styles=(STYLES, PACK_STYLES), duplex="long")
    if printed.problems:
        raise PrintError("; ".join(printed.problems))
    return printed


class Booklet:
    """A pack in one language as a document."""

    def __init__(self, found: PackEdition) -> None:
        self.found = found
        self.pack = found.pack
        self.first: Edition = found.editions[0]
        self.tr = self.first.tr
        self.sheets = tuple(Sheet([one], DENSE, anchor=f"list-{one.id}") for one in found.editions)
        self.title = self.first.plain(self.pack.title)

    def ends_on_front(self) -> bool:
        """Return whether the last sheet, printed alone, needs a back."""
        last = self.sheets[-1]
        return bool(_print(last.document()).pages % 2)

    def document(self, *, notes: bool) -> str:
        """Return head and body. notes: with a page for notes at the end."""
        first = self.first
        about = " ".join(first.plain(text.text) for text in self.pack.about)
        chapters = "".join(map(self._chapter, self.sheets))
        end = '<div class="last">&#160;</div>\n' if notes else ""
        return (
            f'<!DOCTYPE html>\n<html lang="{first.language}" dir="{first.direction}">\n<head>'
            f'<meta charset="utf-8"><title>{escape(self.title)}</title>'
            '<meta name="author" content="Rinnalla">'
            f'<meta name="description" content="{escape(about)}">'
            f"<style>{self._margins()}</style></head>\n"
            f'<body class="pack">\n{self._cover()}{self._contents()}{self._order()}'
            f"{chapters}{end}</body>\n</html>\n"
        )

    def _margins(self) -> str:
        """Return what stands in the margins: on sheets their version, else the pack's title."""
        title = quoted_css(f"Rinnalla · {self.title}")
        notes = quoted_css(self.tr(NOTES))
        blank = f"@top-left {{ content: {notes} }} @bottom-left {{ content: {title} }}"
        rows = [
            f"@page {{ @bottom-left {{ content: {title} }} }}",
            f"@page :blank {{ {blank} }}",
            f"@page notes {{ {blank} }}",
        ]
        for sheet in self.sheets:
            name = sheet.anchor
            version = self.tr("Version {version}").format(version=sheet.version.label)
            head, foot = quoted_css(sheet.running_title), quoted_css(f"Rinnalla · {version}")
            rows += [
                f"@page {name} {{ @top-left {{ content: {head} }} }}",
                f"@page {name} {{ @bottom-left {{ content: {foot} }} }}",
                f"@page {name}:nth(1 of {name}) {{ @top-left {{ content: none }} }}",
                f"@page {name}:blank {{ {blank} }}",
                f"#{name} {{ page: {name} }}",
            ]
        return "\n".join(rows)

    def _cover(self) -> str:
        first, pack, tr = self.first, self.pack, self.tr
        about = "".join(f"<p>{as_html(first.runs(text.text))}</p>" for text in pack.about)
        rows = "".join(map(self._version, self.found.editions))
        heads = "".join(
            f'<th scope="col">{escape(tr(text))}</th>'
            for text in (message("List"), message("Version"), *_DATES)
        )
        return (
            '<section class="cover"><div class="upper"><div class="label">Rinnalla'
            f'<span class="language">{escape(native_name(first.language))}</span></div>'
            f'<h1>{as_html(first.runs(pack.title))}</h1><div class="about">{about}</div>'
            f"{self._warnings()}"
            f'<table class="versions"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'
            f"</div>{self._colophon()}</section>\n"
        )

    def _version(self, edition: Edition) -> str:
        checklist, language = edition.checklist, edition.language
        days = [day(when, language) if when else "–" for when in
                (checklist.reviewed, checklist.review_due)]  # fmt: skip
        texts = [version_of(edition).code, *days]
        cells = "".join(f"<td>{escape(text)}</td>" for text in texts)
        return f'<tr><th scope="row">{escape(edition.title)}</th>{cells}</tr>'

    def _warnings(self) -> str:
        """Return what must be known before a list is trusted, large, and of which lists.

        Said to the professional who takes the pack, of lists for a client too.
        """
        said = ""
        editions = [
            replace(one, checklist=replace(one.checklist, audience=None))
            for one in self.found.editions
        ]
        for name in ("alarms", "remarks"):
            of: dict[str, list[str]] = {}
            for edition in editions:
                for text in getattr(edition, name):
                    of.setdefault(text, []).append(edition.title)
            every = self.tr(message("Every list of the pack"))
            rows = "".join(
                '<p><span class="of">'
                f"{escape(every if len(titles) == len(editions) else listed(titles, self.tr))}"
                f"</span>{escape(text)}</p>"
                for text, titles in of.items()
            )
            said += f'<div class="{name[:-1]}">{rows}</div>' if rows else ""
        return said

    def _colophon(self) -> str:
        """Return what to do with the paper, the licence, and the code that leads to the pack."""
        tr = self.tr
        given = any(edition.checklist.is_for_client for edition in self.found.editions)
        texts = (tr(SIDES), tr(KEEP), *([tr(GIVEN)] if given else []))
        rows = "".join(f"<p>{escape(text)}</p>" for text in texts)
        licence = labelled(tr(message("Licence")), LICENCE, tr)
        rows += f'<p class="licence"><a href="{LICENCE_ADDRESS}">{escape(licence)}</a></p>'
        code = ""
        if self.found.address:
            ask = tr(message("The newest version of the pack"))
            code = f'<div class="code-of-pack">{qr_svg(self.found.address, ask)}{escape(ask)}</div>'
        return f'<div class="colophon"><div class="terms">{rows}</div>{code}</div>'

    def _contents(self) -> str:
        rows = f'<li class="chapter-row"><a href="#order">{escape(self.tr(ORDER))}</a></li>'
        for sheet in self.sheets:
            parts = "".join(
                f'<li><a href="#{sheet.anchor}--{section.id}">'
                f"{_code(sheet, section)}{_title(sheet, section)}</a></li>"
                for section in sheet.list.sections
                if section.title and section.id
            )
            rows += (
                f'<li class="chapter-row"><a href="#{sheet.anchor}">{escape(sheet.title)}</a>'
                f"{f'<ol>{parts}</ol>' if parts else ''}</li>"
            )
        return (
            f'<section class="contents" id="contents"><h1>{escape(self.tr(CONTENTS))}</h1>'
            f"<ol>{rows}</ol></section>\n"
        )

    def _order(self) -> str:
        """Return the lists in the order of use, with their minutes."""
        tr = self.tr
        heads = "".join(
            f'<th scope="col"{extra}>{escape(tr(text))}</th>'
            for text, extra in (
                (message("List"), ""),
                (message("When"), ""),
                (message("About min"), ' class="number"'),
                (message("Page"), ' class="number"'),
            )
        )
        rows = "".join(map(self._turn, self.sheets))
        total = sum(edition.checklist.minutes or 0 for edition in self.found.editions)
        return (
            f'<section class="order" id="order"><h1>{escape(tr(ORDER))}</h1>'
            f'<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody><tfoot><tr class="total">'
            f'<th scope="row">{escape(tr(message("Total")))}</th><td></td>'
            f'<td class="number">{total}</td><td></td></tr></tfoot></table>'
            f'<p class="remark">{escape(tr(TIMES))}</p>{self._programme()}</section>\n'
        )

    def _turn(self, sheet: Sheet) -> str:
        edition, checklist = sheet.first, sheet.list
        when = as_html(edition.runs(checklist.when.text)) if checklist.when else ""
        minutes = checklist.minutes or "–"
        mark = f'<span class="whose">{escape(edition.mark)}</span>' if edition.mark else ""
        return (
            f'<tr><th scope="row">{escape(sheet.title)}{mark}</th><td>{when}</td>'
            f'<td class="number">{minutes}</td>'
            f'<td class="number"><a class="at" href="#{sheet.anchor}"></a></td></tr>'
        )

    def _programme(self) -> str:
        """Return the programme of a day with room for its times; nothing without one."""
        mention = self.pack.programme
        if mention is None:
            return ""
        list_id = mention.id.partition("#")[0]
        sheet = next(one for one in self.sheets if one.first.id == list_id)
        section = programme_section(mention.id, sheet.list)
        tr, first = self.tr, self.first
        if section:
            asked = numbers(section)
            title, unit = section.title, asked[0].unit or ""
            texts = tuple(item.text for item in asked)
        else:
            title, unit, texts = sheet.list.title, tr(MINUTES), section_titles(sheet.list)
        rows = "".join(
            f'<tr><td></td><th scope="row">{as_html(first.runs(text))}</th><td></td></tr>'
            for text in texts
        )
        heads = "".join(
            f'<th scope="col">{escape(text)}</th>'
            for text in (tr(message("Starts")), tr(message("Part")), first.plain(unit))
        )
        return (
            f'<div class="programme"><h2 class="title">{as_html(first.runs(title))}</h2>'
            f"<p>{escape(tr(PROGRAMME))}</p>"
            f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}"
            f'<tr class="total"><td></td><th scope="row">{escape(tr(message("Total")))}</th>'
            "<td></td></tr></tbody></table></div>"
        )

    def _chapter(self, sheet: Sheet) -> str:
        names, anchor = f"chapter {sheet.names}", sheet.anchor
        return f'<article class="{names}" id="{anchor}">\n{sheet.body()}</article>\n'


MINUTES = message("minutes")
_DATES = (message("Reviewed"), message("Review due"))


def _title(sheet: Sheet, section: Section) -> str:
    return as_html(sheet.first.runs(section.title))


def _code(sheet: Sheet, section: Section) -> str:
    code = sheet.first.codes.get(section.id, "")
    return f'<span class="letter">{code}</span> ' if code else ""
