"""The ways from the page of a list to its sheets, in every language."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urljoin
from urllib.request import urlopen

import pytest
from playwright.sync_api import expect

from rinnalla.paper.formats import FORMATS, PACK, PDF, WORD
from rinnalla.serve import MEDIA_TYPES
from tests.browser.axe import violations
from tests.browser.conftest import LANGUAGES, OpenPage, Site, Tree, part_of

LINKS = re.compile(r'<a href="([^"]*/paper/[^"]*)" type="([^"]*)" hreflang="(\w+)">')


def links(path: Path) -> list[tuple[str, str, str]]:
    """Return the links of a page to sheets: address, media type and language."""
    return LINKS.findall(path.read_text("utf-8"))


def test_every_list_leads_to_every_sheet_of_its_own(tree: Tree, site: Site) -> None:
    """All files that were made are found, from a page of each language in them, and no others.

    Packs aside, which have pages of their own.
    """
    made = {
        path.relative_to(tree.folder).as_posix()
        for path in tree.folder.rglob("paper/*")
        if path.suffix in (".pdf", ".docx") and not path.name.startswith(PACK)
    }
    found: dict[str, set[str]] = {language: set() for language in LANGUAGES}
    for language in LANGUAGES:
        for entry in site.lists.values():
            page = f"{language}/{entry.docname}.html"
            there = links(tree.folder / page)
            assert len(there) >= 5, page
            found[language] |= {urljoin(f"/{page}", link[0])[1:] for link in there}

    assert made == set().union(*found.values())
    source, *others = LANGUAGES
    for other in others:
        both = found[source] & found[other]
        assert {name.removesuffix(f"-{source}-{other}.pdf") for name in both} == {
            f"{source}/paper/{list_id}" for list_id in site.lists
        }


def test_links_say_what_they_lead_to(tree: Tree, site: Site) -> None:
    """The type and the language that a browser shows are those that are sent."""
    page = f"{site.url}/{site.lists['cm-process'].docname}.html"
    found = links(site.folder / f"{site.lists['cm-process'].docname}.html")

    assert [site.folder.name] * 5 + list(LANGUAGES[1:]) == [language for _, _, language in found]
    for href, media, _ in found:
        with urlopen(urljoin(page, href)) as answer:  # noqa: S310 - our own server
            assert media == answer.headers["Content-Type"]
    assert {PDF, WORD} == {media for _, media, _ in found}
    assert {format_.media for format_ in FORMATS.values()} <= set(MEDIA_TYPES.values())
    assert tree.folder == site.folder.parent


@pytest.mark.parametrize("script", [True, False])
def test_sheets_are_found_with_and_without_scripts(
    script: bool, open_page: OpenPage, site: Site
) -> None:
    """One line on the page until somebody wants them; keys are enough to get there."""
    page = open_page(site.page_of("heard-first-card"), java_script_enabled=script)
    row = page.locator(".rn-sheets")

    expect(row.get_by_role("link").first).to_be_hidden()
    row.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(row.get_by_role("link")).to_have_count(5 + len(LANGUAGES) - 1)
    expect(row.get_by_role("link", name="PDF taskukortteina")).to_be_visible()
    page.emulate_media(media="print")
    expect(row).to_be_hidden()


@pytest.mark.parametrize("language", LANGUAGES)
def test_open_row_has_no_accessibility_fault(
    language: str, open_page: OpenPage, tree: Tree
) -> None:
    """On a phone too, where it takes several lines."""
    site = part_of(tree, language)
    page = open_page(site.page_of("cm-process"), viewport={"width": 390, "height": 844})
    page.locator(".rn-sheets summary").click()

    assert [] == violations(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_links_follow_the_language_of_a_list_in_use(open_page: OpenPage, tree: Tree) -> None:
    """The switcher puts another page in the place of this one, and its links lead right."""
    page = open_page(part_of(tree, "fi").page_of("heard-first-card"))
    page.locator(".rn-checklist [data-item] input[type=checkbox]").first.check()
    page.locator('.rn-languages a[hreflang="sv"]').first.click()
    expect(page.locator("html")).to_have_attribute("lang", "sv")
    page.locator(".rn-sheets summary").click()

    addresses = page.locator(".rn-sheets a").evaluate_all("links => links.map(({ href }) => href)")

    base = f"{tree.url}/sv/paper/heard-first-card"
    assert [f"{base}{end}" for end in (".pdf", "-fillable.pdf", "-large.pdf", "-card.pdf", ".docx")
            ] + [f"{tree.url}/fi/paper/heard-first-card-fi-sv.pdf"] == addresses  # fmt: skip
