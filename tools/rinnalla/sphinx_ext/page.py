"""What the theme's templates get for each page: shelves, crumbs, contents, styles, scripts.

Nothing here may cost more with more pages: each page looks at its own shelf only, and at a
long shelf not at all.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any, TypeAlias

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment import BuildEnvironment

from rinnalla import __version__
from rinnalla.assets import FOLDER, assets, write_assets
from rinnalla.languages.addresses import address, alternates, root_path
from rinnalla.languages.known import direction, native_name
from rinnalla.messages import interface, interface_catalogues
from rinnalla.sphinx_ext.book import BOOK
from rinnalla.sphinx_ext.nodes import checklist_section, depth_of, part
from rinnalla.sphinx_ext.reading import domain_of
from rinnalla.sphinx_ext.texts import search_texts
from rinnalla.sphinx_ext.translation import AS_WRITTEN, SOURCE

PACKAGE = Path(__file__).parent.parent
THEME = PACKAGE / "theme"

ENTRY = "checklist.js"
"""The script a page with a list starts; it imports the others."""

PRINT = "print.js"
"""The script of pages without one; what it does, the other does too."""

SEARCH = "search"
"""The page that searches, and the names of its own script and style."""

INDEX = "pagefind"
"""The folder of the search index, in that of the language."""

SEARCH_MODULES = ("query.js", f"{SEARCH}.js")
"""The scripts of the search page: what is imported comes first."""

ON_DEMAND = ("paper.js",)
"""Scripts that a page loads only when its reader needs them."""

LONG_SHELF = 40
"""Pages above which a shelf shows its title only."""

_NOT_FOUND = "404"
_UNUSED = (
    "basic.css", "doctools.js", "documentation_options.js", "file.png", "language_data.js",
    "minus.png", "plus.png", "pygments.css", "searchtools.js", "sphinx_highlight.js",
    "design-tabs.js", "sphinx-design.min.css", "translations.js",
)  # fmt: skip
"""Files other packages put beside ours and no page of ours asks for."""

Relations: TypeAlias = "dict[str, tuple[str | None, str | None, str | None]]"
"""Pages to the one above, before and after them, as Sphinx's HTML builders know them."""

Context: TypeAlias = "dict[str, Any]"  # what Sphinx hands to templates


class AsWritten(str):
    """A title without a translation; a template that escapes it also says its language."""

    __slots__ = ()

    def __html__(self) -> str:
        """Return it as HTML."""
        return f'<span lang="{SOURCE}">{escape(self)}</span>'


def setup_pages(app: Sphinx) -> None:
    """Register the theme and what fills it."""
    app.add_html_theme("rinnalla", str(THEME))
    app.add_config_value("rinnalla_footer", [], "html", list)
    app.add_config_value("rinnalla_ways", [], "html", list)
    app.add_config_value("rinnalla_languages", [], "html", list)
    app.add_config_value("rinnalla_base_url", "", "html", str)
    app.add_config_value("rinnalla_sheets", False, "html", bool)
    app.add_config_value("rinnalla_look", lambda _: _look(), "env", str)
    app.connect("builder-inited", _ship_assets)
    app.connect("html-collect-pages", _add_search_page)
    app.connect("html-page-context", _fill)
    app.connect("build-finished", _tidy)


def _look() -> str:
    """Return a digest of templates and interface words: a change in them makes every page anew."""
    paths = [*sorted(THEME.glob("*.html")), *interface_catalogues()]
    return hashlib.sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()[:8]


def _ship_assets(app: Sphinx) -> None:
    """Copy scripts and styles as written, and leave out Sphinx's own search page.

    In a site of several languages they stand beside the languages, and who builds it puts them
    there.
    """
    assets.cache_clear()
    builder = app.builder
    if not isinstance(builder, StandaloneHTMLBuilder):
        return
    builder.search = False
    if not app.config.rinnalla_languages and builder.name != BOOK:
        write_assets(Path(app.outdir))


def _tidy(app: Sphinx, exception: Exception | None) -> None:
    """Remove what no page asks for."""
    if exception is not None or not isinstance(app.builder, StandaloneHTMLBuilder):
        return
    folder = Path(app.outdir) / FOLDER
    if app.config.rinnalla_languages:
        shutil.rmtree(folder, ignore_errors=True)
    for name in _UNUSED:
        (folder / name).unlink(missing_ok=True)


def _add_search_page(app: Sphinx) -> Iterator[tuple[str, Context, str]]:
    yield SEARCH, {}, f"{SEARCH}.html"


def _fill(
    app: Sphinx, pagename: str, templatename: str, context: Context, doctree: nodes.document | None
) -> None:
    if app.builder.name == BOOK:
        return
    page = _Page(app, pagename)
    context["t"] = interface(app.config.language or "en").gettext
    context["is_home"] = pagename == app.config.root_doc
    context["home"] = page.href(app.config.root_doc)
    context["search"] = page.href(SEARCH)
    context["ways"] = [page.link(name) for name in page.present(app.config.rinnalla_ways)]
    context["is_search"] = pagename == SEARCH
    context["is_missing"] = pagename == _NOT_FOUND
    context["is_translated"] = page.language != SOURCE
    context["shelves"] = page.shelves()
    context["crumbs"] = page.crumbs()
    context["neighbours"] = page.neighbours()
    context["contents"] = _contents(doctree) if doctree is not None else []
    context["footer_links"] = [page.link(name) for name in page.footer]
    context["site_version"] = app.config.release or __version__
    context["direction"] = direction(app.config.language or "en")
    context["language_links"] = page.language_links()
    context["pageurl"], context["alternates"] = page.addresses()
    page.assets(context)


class _Page:
    """One page's view of the others."""

    def __init__(self, app: Sphinx, name: str) -> None:
        self.app = app
        self.env: BuildEnvironment = app.env
        self.name = name
        self.root: str = app.config.root_doc
        self.language: str = app.config.language or "en"
        self.languages: tuple[str, ...] = tuple(app.config.rinnalla_languages)
        self.base_url: str = app.config.rinnalla_base_url
        self.relations: Relations = getattr(app.builder, "relations", {})
        self.footer = self.present(app.config.rinnalla_footer)

    def present(self, docnames: list[str]) -> list[str]:
        """Return those of the pages that there are."""
        return [docname for docname in docnames if docname in self.env.titles]

    def href(self, docname: str) -> str:
        """Return a link to a page; from the site's root for the page of missing pages."""
        builder = self.app.builder
        if self.name == _NOT_FOUND:
            return f"{self._top()}{builder.get_target_uri(docname)}"
        return builder.get_relative_uri(self.name, docname) or "#"

    def _top(self) -> str:
        """Return the way to the folder of this language, with a slash at its end."""
        if self.name == _NOT_FOUND:
            return root_path(self.base_url) + (f"{self.language}/" if self.languages else "")
        return "../" * self.name.count("/") or "./"

    def site(self) -> str:
        """Return the way to the folder of the whole site, where assets and languages are."""
        if not self.languages:
            return self._top()
        if self.name == _NOT_FOUND:
            return root_path(self.base_url)
        return "../" * (self.name.count("/") + 1)

    def language_links(self) -> list[Context]:
        """Return this page in each language; of the page of missing pages, the front page."""
        name = self.root if self.name == _NOT_FOUND else self.name
        uri = self.app.builder.get_target_uri(name)
        root = self.site()
        own = direction(self.language)
        return [
            {
                "title": native_name(code),
                "code": code,
                "href": f"{root}{code}/{uri}",
                "direction": "" if direction(code) == own else direction(code),
                "current": code == self.language,
            }
            for code in self.languages
        ]

    def addresses(self) -> tuple[str, list[tuple[str, str]]]:
        """Return the whole address of the page, and those of it in each language.

        Both are empty where the site's own address is not known, and for pages nobody should find.
        """
        if not self.base_url or not self.languages or self.name in (_NOT_FOUND, SEARCH):
            return "", []
        uri = self.app.builder.get_target_uri(self.name)
        return (
            address(self.base_url, self.language, uri),
            alternates(self.base_url, self.languages, uri),
        )

    def link(self, docname: str) -> Context:
        words = self.env.titles[docname].astext()
        return {
            "title": AsWritten(words) if AS_WRITTEN in self.env.metadata[docname] else words,
            "href": self.href(docname),
            "current": docname == self.name,
        }

    def shelves(self) -> list[Context]:
        shelves = []
        for shelf in self.env.toctree_includes.get(self.root, []):
            if shelf in self.footer or shelf not in self.env.titles:
                continue
            children = self.env.toctree_includes.get(shelf, [])
            inside = self._below(shelf)
            link = self.link(shelf) | {"current": inside, "entries": []}
            if len(children) <= LONG_SHELF and (inside or self.name in (self.root, SEARCH)):
                link["entries"] = [self.link(doc) for doc in children if doc in self.env.titles]
            shelves.append(link)
        return shelves

    def _below(self, shelf: str) -> bool:
        return shelf == self.name or shelf in self._parents()

    def _parents(self) -> list[str]:
        """Return the pages above this one, home first."""
        above: list[str] = []
        name = self.name
        while (parent := self._parent(name)) and parent not in above:
            above.insert(0, parent)
            name = parent
        return above

    def _parent(self, name: str) -> str | None:
        return self.relations.get(name, (None, None, None))[0]

    def crumbs(self) -> list[Context]:
        return [self.link(name) for name in self._parents()]

    def neighbours(self) -> Context:
        """Return the pages before and after this one on its shelf, by ``previous`` and ``next``.

        Pages with lists have none: below a list stands where the work goes on.
        """
        _, before, after = self.relations.get(self.name, (None, None, None))
        if not self._is_read(self.name):
            return {}
        near = {"previous": before, "next": after}
        return {
            word: self.link(doc)
            for word, doc in near.items()
            if doc and self._parent(doc) == self._parent(self.name) and self._is_read(doc)
        }

    def _is_read(self, name: str) -> bool:
        """Return whether a page stands on a shelf, to be read rather than worked through."""
        shelf = self._parent(name)
        on_shelf = shelf not in (None, self.root, *self.footer) and (
            self._parent(str(shelf)) == self.root
        )
        return on_shelf and not domain_of(self.env).found_in(name).checklists

    def assets(self, context: Context) -> None:
        """Name the styles and scripts this page needs, and no others."""
        files, digest = assets()
        body = context.get("body", "")
        root = self.site()

        def static(name: str) -> str:
            return f"{root}{FOLDER}/{name}?v={digest}"

        context["icon"] = static("icon.svg")
        context["print_stylesheet"] = static("print.css")
        context["stylesheets"] = [static("screen.css")]
        context["has_list"] = 'class="rn-checklist"' in body
        modules: tuple[str, ...] = (PRINT,)
        if self.name == SEARCH:
            context["stylesheets"].append(static(f"{SEARCH}.css"))
            context["search_index"] = f"{INDEX}/"
            context["search_texts"] = json.dumps(search_texts(context["t"]), ensure_ascii=False)
            modules = (*SEARCH_MODULES, PRINT)
        elif context["has_list"]:
            elsewhere = {*SEARCH_MODULES, *ON_DEMAND, PRINT, ENTRY}
            scripts = [name for name in files if name.endswith(".js")]
            modules = (*(name for name in scripts if name not in elsewhere), ENTRY)
        started = (PRINT, SEARCH_MODULES[-1], ENTRY)
        context["scripts"] = [
            {"href": f"{root}{FOLDER}/{name}", "module": True, "preload": name not in started}
            for name in modules
        ]


def _contents(doctree: nodes.document) -> list[Context]:
    """Return the headings below the page's title, sections of lists too."""
    found: list[Context] = []
    sections = doctree.findall(lambda n: isinstance(n, nodes.section | checklist_section))
    for section in sections:
        if not isinstance(section, nodes.Element):
            continue
        title: nodes.Element | None
        if isinstance(section, checklist_section):
            title, level = part(section, "title"), 2
        else:
            title = section.next_node(nodes.title)
            level = depth_of(section, nodes.section)
        if title is not None and 2 <= level <= 3 and section["ids"]:
            href = f"#{section['ids'][0]}"
            words = title.astext()
            shown = AsWritten(words) if AS_WRITTEN in title.get("classes", ()) else words
            found.append({"title": shown, "href": href, "level": level})
    return found
