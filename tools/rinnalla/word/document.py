"""The whole document: its title, what the reader must know first, sections, results and notes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from rinnalla.editions import Edition
from rinnalla.messages import message
from rinnalla.model import Item, Outcome, Section
from rinnalla.version import sheet_address, version_of
from rinnalla.word.controls import Controls
from rinnalla.word.items import Writer
from rinnalla.word.markup import TAB, Paragraph, field, link, run, together
from rinnalla.word.package import Package, Page
from rinnalla.words import ASIDE_WORDS, STATUS_WORDS, rule_of
from rinnalla.writing import day, day_pattern, labelled, listed, quoted, regional, separator

SITE = "Rinnalla"
_DOT = " · "
_WIDE = 3
"""Columns of a grid that need the page on its side."""

CURRENT = message("Is this paper still current?")
WHENCE = message("Where the points come from")
_HOW = message(
    "Tick what is done. If a point is not done, choose why and give the reason in the note:"
    " {answers}."
)
_RESULT = message(
    "Tick the first result whose rule is met."
    " While an answer that a rule needs is missing, the result is not known yet."
)


def word_document(edition: Edition) -> bytes:
    """Return a list as a Word document; the same bytes for the same edition."""
    return _Document(edition).file()


class _Document:
    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.version = version_of(edition)
        self.tr = edition.tr
        self.language = regional(edition.language)
        is_wide = any(len(item.columns) >= _WIDE for item in edition.checklist.items)
        self.page = Page(is_wide=is_wide, is_rtl=edition.direction == "rtl")
        self.package = Package(self.language, self.page)
        controls = Controls(
            list_id=edition.id,
            language=self.language,
            day=_word_pattern(day_pattern(edition.language)),
        )
        self.writer = Writer(
            edition=edition,
            controls=controls,
            relation=self.package.relation,
            width=self.page.text_width,
        )

    def file(self) -> bytes:
        """Return the finished file."""
        sections = "".join(self._section(one) for one in self.edition.checklist.sections)
        body = f"{self._opening()}{sections}{self._closing()}"
        title = self.edition.title
        form = self.edition.checklist.kind == "form"
        return self.package.file(
            body,
            header=Paragraph("Header", run(title)),
            footer=Paragraph("Footer", self._footer()),
            placeholders=self.writer.controls.placeholders,
            title=title,
            subject=self.tr("Form") if form else self.tr("Checklist"),
            author=SITE,
            version=self.version.code,
            today=self.edition.today,
        )

    def _opening(self) -> str:
        title = Paragraph("Heading1", run(self.edition.title))
        alarms = [Paragraph("Alarm", run(text)) for text in self.edition.alarms]
        remarks = [Paragraph("Remark", run(text)) for text in self.edition.remarks]
        facts = [Paragraph("Facts", inside) for inside in self._facts() if inside]
        guide = Paragraph("Guide", self._guide())
        return "".join(one.xml for one in (title, *alarms, *remarks, *facts, guide))

    def _facts(self) -> Iterator[str]:
        checklist, edition = self.edition.checklist, self.edition
        if edition.mark:
            yield run(edition.mark, bold=True)
        else:  # a client has it in hand already
            yield from self._who_and_when()
        minutes = self.tr("about {minutes} min").replace("{minutes}", str(checklist.minutes or ""))
        rows = {
            self.tr("Time"): minutes if checklist.minutes else "",
            self.tr("Status"): self.tr(STATUS_WORDS[checklist.status]) if checklist.status else "",
            self.tr("Reviewed"): _day(checklist.reviewed, edition.language),
            self.tr("Review due"): _day(checklist.review_due, edition.language),
        }
        said = [self.writer.label(label) + _whole(text) for label, text in rows.items() if text]
        said.append(_whole(self._version(self.version.code)))
        yield run(_DOT).join(said)

    def _who_and_when(self) -> Iterator[str]:
        found = self.edition.checklist
        for label, text in ((self.tr("Who"), found.who), (self.tr("When"), found.when)):
            if text:
                yield self.writer.label(label) + self.writer.inline(text.text)

    def _version(self, version: str) -> str:
        return self.tr("Version {version}").replace("{version}", version)

    def _guide(self) -> str:
        """Return how the list is filled in; a form has no other answers to explain."""
        warning = run(self.tr(self.edition.wording.care), bold=True)
        if self.edition.checklist.kind == "form":
            return warning
        answers = [quoted(self.tr(text), self.tr) for text in ASIDE_WORDS.values()]
        how = self.tr(_HOW).replace("{answers}", listed(answers, self.tr))
        return run(f"{how} ") + warning

    def _section(self, section: Section) -> str:
        heading = ""
        if section.id:
            code = run(self.edition.codes[section.id])
            heading = Paragraph("Heading2", code + TAB + self.writer.inline(section.title)).xml
        intro = Paragraph("Guide", run(self.tr(_RESULT)), keep=True).xml
        results = [self._outcome(section, one) for one in section.outcomes]
        items = [self.writer.item(one) for one in section.items]
        return f"{heading}{intro if results else ''}{''.join(items)}{''.join(results)}"

    def _outcome(self, section: Section, outcome: Outcome) -> str:
        box = self.writer.controls.tick(
            f"{section.id}.{outcome.id}", self.edition.plain(outcome.text)
        )
        title = Paragraph("Result", box + TAB + self.writer.inline(outcome.text, bold=True))
        hints = [Paragraph("Hint", self.writer.inline(hint.text)) for hint in outcome.hints]
        return together([title, *hints, *self._rule(outcome)])

    def _rule(self, outcome: Outcome) -> Iterator[Paragraph]:
        rule = rule_of(outcome, self.edition.ways, self.tr)
        yield Paragraph("Rule", self.writer.label(self.tr("Rule")) + run(rule.said))
        for way in rule.ways:
            yield Paragraph("Way", run(way))

    def _closing(self) -> str:
        """Return where the list comes from and what becomes of the paper."""
        keep = self.tr(self.edition.wording.keep)
        sources = separator(self.tr, strong=True).join(self._sources())
        said = [self.writer.label(self.tr(WHENCE)) + run(sources)] if sources else []
        if target := sheet_address(self.edition, self.version):
            ask = run(f"{self.tr(CURRENT)} ", style="Label")
            where = run(self.edition.address, style="Hyperlink")
            said.append(ask + link(self.package.relation(target), where))
        small = [Paragraph("Small", inside) for inside in said]
        return together([Paragraph("Keeping", run(keep)), *small])

    def _sources(self) -> Iterator[str]:
        """Yield the sources of each item that has a code; for a client only the page has them."""
        if self.edition.checklist.is_for_client:
            return
        for item in self.edition.checklist.items:
            marks = listed(self._marks(item), self.tr)
            if marks and item.asks:
                yield f"{self.edition.codes[item.id]}\u00a0{marks}"

    def _marks(self, item: Item) -> Iterator[str]:
        yield from item.origin.facts
        if item.origin.own:
            legal = item.origin.own == "legal"
            yield self.tr("Our addition, a legal reminder" if legal else "Our addition")

    def _footer(self) -> str:
        """Return site, version and review, as on a sheet; then the page, which Word counts."""
        said = [SITE, self._version(self.version.label)]
        if due := self.edition.checklist.review_due:
            when = day(due, self.edition.language)
            said.append(labelled(self.tr("Review due"), when, self.tr))
        pages = f"{field('PAGE', '1')}{run(' / ')}{field('NUMPAGES', '1')}"
        return run(_DOT.join([*said, f"{self.tr('Page')} "])) + pages


def _whole(text: str) -> str:
    """Return words that stay on one line."""
    return run(text.replace(" ", "\u00a0"))


def _day(when: date | None, language: str) -> str:
    return day(when, language) if when else ""


def _word_pattern(pattern: str) -> str:
    """Return a pattern of Unicode in the letters of Word, which wants four for a year."""
    return re.sub("y+", "yyyy", pattern)
