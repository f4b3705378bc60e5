"""What stands on the root of a site in several languages, above them all.

The page where a language is chosen, the page for addresses that lead nowhere, and what search
engines read: the list of all pages and where it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from xml.sax.saxutils import escape

from rinnalla.assets import assets
from rinnalla.languages.addresses import address, alternates, root_path
from rinnalla.languages.known import direction, native_name
from rinnalla.messages import interface, message

TEMPLATE = "front.html"
THEME = Path(__file__).parent / "theme"

WELCOME = message("Working models and checklists for social and health care")
MISSING = message("There is no such page. Start from the front page.")

_NOT_LISTED = {"404.html", "search.html"}


def front_page(languages: tuple[str, ...], base_url: str = "") -> str:
    """Return the page where a language is chosen; it remembers nothing."""
    links = alternates(base_url, languages, "index.html")
    if links:
        links = [("", links[-1][1]), *links]
    return _page(languages, WELCOME, root="", alternates=links, missing=False)


def missing_page(languages: tuple[str, ...], base_url: str = "") -> str:
    """Return the page for addresses outside every language. Its links begin at the site's root."""
    return _page(languages, MISSING, root=root_path(base_url), alternates=[], missing=True)


def _page(languages: tuple[str, ...], line: str, **rest: object) -> str:
    entries = [
        {
            "code": code,
            "name": native_name(code),
            "direction": direction(code),
            "line": interface(code).gettext(line),
        }
        for code in languages
    ]
    # Here, not above: only who builds a site has it.
    from jinja2 import Environment, FileSystemLoader  # noqa: PLC0415

    environment = Environment(loader=FileSystemLoader(THEME), autoescape=True)
    template = environment.get_template(TEMPLATE)
    return template.render(entries=entries, digest=assets()[1], **rest)


def pages_of(site: Path, languages: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Return the pages of a built site that are worth finding, with the languages each is in.

    A page is its path in the folder of its language; the pages are sorted.
    """
    found: dict[str, tuple[str, ...]] = {}
    for language in languages:
        folder = site / language
        for file in folder.rglob("*.html"):
            path = file.relative_to(folder).as_posix()
            if path not in _NOT_LISTED:
                found[path] = (*found.get(path, ()), language)
    return dict(sorted(found.items()))


def sitemap(pages: Mapping[str, tuple[str, ...]], base_url: str) -> str:
    """Return the list of all pages, each with its other languages (Sitemaps 0.9, with hreflang)."""
    entries = "".join(
        _entry(address(base_url, language, path), alternates(base_url, languages, path))
        for path, languages in pages.items()
        for language in languages
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
        f' xmlns:xhtml="http://www.w3.org/1999/xhtml">\n{entries}</urlset>\n'
    )


def _entry(location: str, others: Iterable[tuple[str, str]]) -> str:
    links = "".join(
        f'  <xhtml:link rel="alternate" hreflang="{code}" href="{escape(href)}"/>\n'
        for code, href in others
    )
    return f"<url>\n  <loc>{escape(location)}</loc>\n{links}</url>\n"


def robots(base_url: str) -> str:
    """Return what search engines may read, which is everything, and where the list of pages is."""
    listed = f"Sitemap: {base_url.rstrip('/')}/sitemap.xml\n" if base_url else ""
    return f"User-agent: *\nAllow: /\n{listed}"
