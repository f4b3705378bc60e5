"""The addresses of a site in several languages: `/sv/models/index.html` is the Swedish page.

Anchors are the same in every language. What stands on the site's root belongs to no language.
"""

from __future__ import annotations

from urllib.parse import quote, urlsplit

from rinnalla.phrases import phrase


def problem_of_base_url(base_url: str) -> str:
    """Return why the address of a site's root is none, empty where it is one."""
    parts = urlsplit(base_url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return phrase("does not begin with https:// and the name of a host")
    if parts.query or parts.fragment:
        return phrase("goes on with ? or #")
    return ""


def root_path(base_url: str) -> str:
    """Return the path of the site's root, with a slash at both ends; ``/`` where none is known."""
    path = urlsplit(base_url).path.strip("/")
    return f"/{path}/" if path else "/"


def address(base_url: str, language: str, path: str) -> str:
    """Return the whole address of a page. path: as in `models/index.html`."""
    return f"{base_url.rstrip('/')}/{language}/{quote(path)}"


def alternates(base_url: str, languages: tuple[str, ...], path: str) -> list[tuple[str, str]]:
    """Return a page's address in each language; as ``x-default`` the page where one chooses."""
    if not base_url:
        return []
    pages = [(language, address(base_url, language, path)) for language in languages]
    return [*pages, ("x-default", f"{base_url.rstrip('/')}/")]
