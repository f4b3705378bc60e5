"""How far translations are, told on every page and, for all of them, on one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective

from rinnalla.diagnostics import shown_path
from rinnalla.languages.catalogues import catalogue_path, read_page
from rinnalla.languages.known import native_name
from rinnalla.languages.reviews import Status, read_reviews, reviews_path, status_of
from rinnalla.messages import interface
from rinnalla.order import sort_key
from rinnalla.sphinx_ext.domain import TITLES, place_link
from rinnalla.sphinx_ext.local import languages_of, locales_of
from rinnalla.sphinx_ext.nodes import language_status
from rinnalla.sphinx_ext.reading import domain_of
from rinnalla.sphinx_ext.translation import PARTLY
from rinnalla.writing import day

PAGE = "languages"
"""The page that tells of the translations."""

_NOT_FOUND = "404"


def status_in(env: BuildEnvironment, docname: str, language: str) -> Status | None:
    """Return how far the translation of a page is, None where it has no catalogue."""
    locales = locales_of(env)
    path = catalogue_path(locales, language, docname)
    reviews = reviews_path(locales, language)
    if not path.is_file():
        return None
    reviewed = reviews.stat().st_mtime_ns if reviews.is_file() else 0
    return _status(path, docname, path.stat().st_mtime_ns, reviews, reviewed)


@lru_cache(maxsize=1000)
def _status(path: Path, name: str, changed: int, reviews: Path, reviewed: int) -> Status:
    page, _ = read_page(path, name, shown_path(path))
    return status_of(page, read_reviews(reviews, shown_path(reviews))[0])


class LanguageStatusDirective(SphinxDirective):
    """The place of the table that shows how far the translation of every page is."""

    def run(self) -> list[nodes.Node]:
        """Return a place that is filled when the page is written."""
        locales = locales_of(self.env)
        for code in self._codes():
            self.env.note_dependency(str(reviews_path(locales, code)))
            for path in (locales / code).rglob("*.po"):
                self.env.note_dependency(str(path))
        self.env.note_dependency(str(locales / "languages.yml"))
        domain_of(self.env).borrowed[self.env.docname] = [TITLES]
        return [language_status("")]

    def _codes(self) -> Iterable[str]:
        return languages_of(self.env).published


class LanguageStatusTransform(SphinxPostTransform):
    """Puts in the place how far the language of the build is, page by page; or all, in short."""

    default_priority = 9  # before the links in it are resolved

    def run(self, **kwargs: object) -> None:
        """Fill the places of the document."""
        self.tr: Callable[[str], str] = interface(self.config.language or "en").gettext
        languages = languages_of(self.env)
        own = self.config.language
        codes = (own,) if own in languages.translated else languages.published
        for place in list(self.document.findall(language_status)):
            place.replace_self([self._language(code) for code in codes])

    def _language(self, code: str) -> nodes.section:
        found = [
            (docname, status)
            for docname in self._docnames()
            if (status := status_in(self.env, docname, code)) is not None
        ]
        name = native_name(code)
        title = nodes.title("", "", nodes.inline("", name, classes=[f"language-{code}"]))
        texts = sum(status.texts for _, status in found)
        done = texts - sum(status.open for _, status in found)
        reviewed = sum(1 for _, status in found if status.is_reviewed)
        said = self.tr(
            "{done} of {texts} texts are translated, and {reviewed} of {pages} pages reviewed."
        ).format(done=done, texts=texts, reviewed=reviewed, pages=len(found))
        section = nodes.section("", title, nodes.paragraph("", said), ids=[f"language-{code}"])
        if found and code == self.config.language:
            section += self._table(found)
        return section

    def _docnames(self) -> Iterator[str]:
        """Yield the pages: those with lists first, in the order of their titles."""
        domain = domain_of(self.env)
        titles, language = self.env.titles, self.config.language

        def order(docname: str) -> tuple[bool, tuple[object, ...]]:
            title = sort_key(titles[docname].astext(), language)
            return not domain.found_in(docname).checklists, title

        yield from sorted((name for name in titles if name != _NOT_FOUND), key=order)

    def _table(self, found: list[tuple[str, Status]]) -> nodes.table:
        heads = (self.tr("Page"), self.tr("Translated"), self.tr("Reviewed"))
        titles = self.env.titles
        group = nodes.tgroup("", *(nodes.colspec(colwidth=width) for width in (3, 1, 2)), cols=3)
        group += nodes.thead("", nodes.row("", *(_cell(nodes.Text(head)) for head in heads)))
        rows = [
            nodes.row(
                "",
                _cell(place_link(self.env.docname, docname, "", titles[docname].astext())),
                _cell(nodes.Text(f"{status.texts - status.open}/{status.texts}")),
                _cell(nodes.Text(self._review(status))),
            )
            for docname, status in found
        ]
        group += nodes.tbody("", *rows)
        return nodes.table("", group, classes=["rn-languages-table"])

    def _review(self, status: Status) -> str:
        if status.review is None:
            return self.tr("No")
        said = f"{status.review.by}, {day(status.review.on, self.config.language)}"
        return said if status.is_reviewed else f"{said} ({self.tr('changed since then')})"


def _cell(content: nodes.Node) -> nodes.entry:
    return nodes.entry("", nodes.paragraph("", "", content))


def _tell(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Give the template what a reader must know of the page's translation."""
    context["translation_notes"] = notes_of(app.env, pagename)
    if not _is_translated(app.env, pagename):
        return
    language = app.config.language or "en"
    status = status_in(app.env, pagename, language)
    if status and status.review and status.is_current:
        context["translation_reviewed"] = day(status.review.on, language, in_full=True)
    if PAGE in app.env.titles and pagename != PAGE:
        context["translation_page"] = app.builder.get_relative_uri(pagename, PAGE)


def _is_translated(env: BuildEnvironment, docname: str) -> bool:
    is_source = env.config.language == languages_of(env).source
    return not is_source and docname in env.titles and docname != _NOT_FOUND


def notes_of(env: BuildEnvironment, docname: str) -> list[str]:
    """Return what the reader of a page must know of its translation."""
    if not _is_translated(env, docname):
        return []
    language = env.config.language or "en"
    status = status_in(env, docname, language)
    is_whole = PARTLY not in env.metadata[docname] and status is not None and not status.open
    return list(_notes(status, is_whole, interface(language).gettext))


def _notes(status: Status | None, is_whole: bool, tr: Callable[[str], str]) -> Iterator[str]:
    if not is_whole:
        yield tr("Part of this page is in Finnish: its translation is not finished.")
    if status is None or status.review is None:
        yield tr("No professional with this language has reviewed the translation.")
    elif not status.is_current:
        yield tr("The translation has changed since it was reviewed.")


def setup_languages(app: Sphinx) -> None:
    """Register the directive, its node and what pages say of their translation."""
    app.add_node(language_status)
    app.add_directive("language-status", LanguageStatusDirective)
    app.add_post_transform(LanguageStatusTransform)
    app.connect("html-page-context", _tell)
