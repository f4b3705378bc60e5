"""How the languages are doing: a table for those who translate, and everything to be mended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from rinnalla.diagnostics import Code, Diagnostic, shown_path
from rinnalla.languages.catalogues import (
    INTERFACE_NAME,
    ORGANISATION,
    Page,
    catalogue_path,
    read_page,
)
from rinnalla.languages.gates import Common, check_entry, check_language
from rinnalla.languages.known import Languages
from rinnalla.languages.reviews import (
    Status,
    read_reviews,
    reviews_path,
    status_of,
)
from rinnalla.languages.termfile import FILE_NAME as TERMS
from rinnalla.languages.termfile import read_terms
from rinnalla.languages.update import Template
from rinnalla.messages import interface_path
from rinnalla.phrases import Say, english, phrase, said
from rinnalla.settings import FILE_NAME as SETTINGS


@dataclass(frozen=True, kw_only=True, slots=True)
class LanguageReport:
    """One language.

    kind: source, published or draft; pages: how far each is; interface: how far the site's own
    words are; problems: what is to be mended.
    """

    code: str
    kind: str
    interface: Status
    pages: tuple[Status, ...] = ()
    problems: tuple[Diagnostic, ...] = ()

    @property
    def all(self) -> tuple[Status, ...]:
        """The pages and the interface."""
        return (*self.pages, self.interface)

    @property
    def texts(self) -> int:
        """How many texts there are to translate."""
        return sum(page.texts for page in self.all)

    @property
    def open(self) -> int:
        """How many texts readers do not see translated."""
        return sum(page.open for page in self.all)

    @property
    def fuzzy(self) -> int:
        """How many translations wait to be looked at again."""
        return sum(page.fuzzy for page in self.all)

    @property
    def reviewed(self) -> int:
        """How many pages are reviewed as they are."""
        return sum(1 for page in self.pages if page.is_reviewed)

    @property
    def percent(self) -> int:
        """How much is translated, rounded down: 100 means all of it."""
        return (self.texts - self.open) * 100 // self.texts if self.texts else 0


def report_languages(
    templates: Sequence[Template], docs: Path, locales: Path, languages: Languages
) -> list[LanguageReport]:
    """Return how each language is doing: the source, those that are published, the drafts."""
    pages = {
        template.name: (_source(docs, template.name), template.lines) for template in templates
    }
    path = locales / TERMS
    terms, unclear = read_terms(path)
    own = Common(language=languages.source, source="en", terms=terms)
    words, faults = interface_page(locales, own)
    source = LanguageReport(
        code=languages.source,
        kind="source",
        interface=status_of(words, {}),
        problems=(*unclear, *faults),
    )
    return [
        source,
        *(
            _report(
                pages,
                locales,
                Common(
                    language=code,
                    names=languages.names,
                    shared=frozenset(languages.shared.get(code, ())),
                    terms=terms,
                ),
                "published" if code in languages.published else "draft",
            )
            for code in languages.translated
        ),
    ]


def _source(docs: Path, name: str) -> str:
    return str(docs / SETTINGS) if name == ORGANISATION else str(docs / f"{name}.md")


def _report(
    pages: Mapping[str, tuple[str, Mapping[str, int]]],
    locales: Path,
    common: Common,
    kind: str,
) -> LanguageReport:
    code = common.language
    read, problems = check_language(pages, locales, common)
    words, faults = interface_page(locales, replace(common, source="en"))
    path = reviews_path(locales, code)
    reviews, unclear = read_reviews(path, str(path))
    return LanguageReport(
        code=code,
        kind=kind,
        pages=tuple(status_of(page, reviews) for page in read),
        interface=status_of(words, {}),
        problems=(*problems, *faults, *unclear),
    )


def interface_page(locales: Path, common: Common) -> tuple[Page, list[Diagnostic]]:
    """Return the words of the interface in a language, and what is wrong with them.

    They stand in the package, or for a language it does not have beside the other catalogues.
    """
    code = common.language
    path = interface_path(code)
    if not path.is_file():
        path = catalogue_path(locales, code, INTERFACE_NAME)
    page, broken = read_page(path, INTERFACE_NAME, shown_path(path))
    found = [
        problem
        for entry in page.entries
        for problem in check_entry(entry, shown_path(path), common)
        if not (code == "en" and problem.code is Code.SAME_AS_SOURCE)
    ]
    return page, [*broken, *found]


def _name(one: LanguageReport) -> str:
    if one.kind == "source":
        return phrase("{code} (source)", code=one.code)
    return phrase("{code} (draft)", code=one.code) if one.kind == "draft" else one.code


def as_table(reports: Sequence[LanguageReport], say: Say = english) -> str:
    """Return one line a language: texts, how many are translated, fuzzy, reviewed pages."""
    head = (say("language"), say("texts"), say("translated"), say("fuzzy"), say("reviewed"),
            say("problems"))  # fmt: skip
    widths = [max(pair) for pair in zip((6, 11, 6, 10, 9), map(len, head[1:]), strict=True)]
    line = " ".join(("{:<12}", *(f"{{:>{width}}}" for width in widths))) + "\n"
    return line.format(*head) + "".join(
        line.format(
            said(_name(one), say),
            one.texts,
            f"{one.percent} %",
            one.fuzzy,
            f"{one.reviewed}/{len(one.pages)}" if one.pages else "–",
            len(one.problems),
        )
        for one in reports
    )
