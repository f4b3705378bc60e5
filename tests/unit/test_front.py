"""What stands above the languages: the choice, the page for wrong addresses, what engines read."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from rinnalla.front import MISSING, WELCOME, front_page, missing_page, pages_of, robots, sitemap
from rinnalla.languages.addresses import address, alternates, problem_of_base_url, root_path
from rinnalla.messages import interface

FOUR = ("fi", "sv", "en", "fr")
BASE = "https://example.org/opas"
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


@pytest.mark.parametrize("code", FOUR)
def test_choice_offers_each_language_in_its_own_words(code: str) -> None:
    """The name, the line and the link say which language they are in."""
    found = re.search(rf'<li lang="{code}" dir="ltr">(.*?)</li>', front_page(FOUR), re.DOTALL)

    assert found is not None
    assert f'href="{code}/index.html" hreflang="{code}" data-language="{code}"' in found[1]
    assert interface(code).gettext(WELCOME) in found[1]


def test_names_are_the_languages_own() -> None:
    """Nobody has to know Finnish to find French."""
    assert ["Suomi", "Svenska", "English", "Français", "العربية"] == re.findall(
        r"data-language=\"\w+\">([^<]+)<", front_page((*FOUR, "ar"))
    )
    assert '<li lang="ar" dir="rtl">' in front_page((*FOUR, "ar"))


def test_choice_remembers_nothing() -> None:
    """There is no script, and nothing leads on by itself."""
    for page in (front_page(FOUR), missing_page(FOUR)):
        assert "<script" not in page
        assert "http-equiv" not in page


def test_wrong_address_is_said_in_every_language() -> None:
    """Its links begin at the site's root, as the address may be any."""
    page = missing_page(FOUR, BASE)

    assert all(interface(code).gettext(MISSING) in page.replace("&#39;", "'") for code in FOUR)
    assert 'href="/opas/sv/index.html"' in page
    assert 'href="/opas/_static/screen.css' in page
    assert 'href="/sv/index.html"' in missing_page(FOUR)
    assert "noindex" in page


def test_choice_names_its_address_only_where_it_is_known() -> None:
    """A relative canonical link, or a made-up one, would mislead engines."""
    assert '<link rel="canonical" href="https://example.org/opas/">' in front_page(FOUR, BASE)
    assert 'hreflang="x-default" href="https://example.org/opas/"' in front_page(FOUR, BASE)
    assert "canonical" not in front_page(FOUR)
    assert "alternate" not in front_page(FOUR)


def test_sitemap_names_every_page_with_its_other_languages(tmp_path: Path) -> None:
    """A page that a language lacks is not promised; pages that nobody looks for are left out."""
    for path in ("fi/index.html", "sv/index.html", "fi/a/ä.html", "fi/404.html", "fi/search.html"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("", "utf-8")

    tree = ET.fromstring(sitemap(pages_of(tmp_path, ("fi", "sv")), BASE))  # noqa: S314 - our own

    urls = {
        url.findtext("s:loc", "", NAMES): {
            link.get("hreflang"): link.get("href") for link in url.findall("x:link", NAMES)
        }
        for url in tree.findall("s:url", NAMES)
    }
    both = {"fi": f"{BASE}/fi/index.html", "sv": f"{BASE}/sv/index.html"}
    start = {"x-default": f"{BASE}/"}
    assert urls == {
        f"{BASE}/fi/a/%C3%A4.html": {"fi": f"{BASE}/fi/a/%C3%A4.html"} | start,
        f"{BASE}/fi/index.html": both | start,
        f"{BASE}/sv/index.html": both | start,
    }


def test_robots_are_told_of_the_sitemap_only_where_there_is_one() -> None:
    """Everything may be read."""
    assert robots(BASE) == (
        "User-agent: *\nAllow: /\nSitemap: https://example.org/opas/sitemap.xml\n"
    )
    assert robots("") == "User-agent: *\nAllow: /\n"


@pytest.mark.parametrize("base", [BASE, f"{BASE}/", "http://localhost:8000"])
def test_address_of_a_site_may_have_a_path_and_a_slash(base: str) -> None:
    """One slash stands between its parts."""
    assert "" == problem_of_base_url(base)
    assert address(base, "sv", "models/index.html").count("//") == 1
    assert alternates(base, ("sv",), "a.html")[0][1].endswith("/sv/a.html")


@pytest.mark.parametrize(
    "base", ["example.org", "ftp://example.org", "https://", "https://a.b/?x", "https://a.b/#x"]
)
def test_what_is_no_address_is_refused(base: str) -> None:
    """With a reason."""
    assert problem_of_base_url(base)


def test_root_has_a_slash_at_both_ends() -> None:
    """With and without a folder."""
    assert ["/", "/", "/a/b/"] == [
        root_path(base) for base in ("", "https://a.b", "https://a.b/a/b/")
    ]
