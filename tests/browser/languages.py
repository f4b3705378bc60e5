"""Pages in several languages, as the tests make and handle them: the switcher, the fields."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from rinnalla.messages import interface
from rinnalla.sphinx_ext.texts import script_texts

TITLES = {"fi": "Suomi", "en": "English", "fr": "Français"}

_MENU = '<button type="button" class="rn-menu-button" popovertarget="rn-shelves">'
_LONGER = "<p>Ces lignes rendent la page plus longue.</p>" * 9


def add_switcher(folder: Path, language: str) -> None:
    """Give each page of a built site the switcher. The lists' own texts stay Finnish.

    French pages are longer above their lists, so that nothing stands where it stood.
    """
    for page in folder.glob("*.html"):
        page.write_text(_in_language(page.read_text("utf-8"), page.name, language), "utf-8")


def canonical(language: str, name: str) -> str:
    """Return what the head of a page says of its own address."""
    return f'<link rel="canonical" href="https://example.org/{language}/{name}">'


def _in_language(html: str, name: str, language: str) -> str:
    """Return the page with a switcher, and with what tells its languages apart."""
    own = re.sub(r'\n *<nav class="rn-languages".*?</nav>', "", html, flags=re.DOTALL)
    current = {language: ' aria-current="true"'}
    links = "".join(
        f'<li><a href="../{code}/{name}" lang="{code}" hreflang="{code}"'
        f"{current.get(code, '')}>{escape(title)}</a></li>"
        for code, title in TITLES.items()
    )
    label = escape(interface(language).gettext("Language"))
    nav = f'<nav class="rn-languages" aria-label="{label}"><ul role="list">{links}</ul></nav>'
    longer = _LONGER if language == "fr" else ""
    assert 1 == own.count(_MENU)
    # Headings have ids of their own words in each language.
    return (
        re.sub('<section id="[^"]*"', f'<section id="in-{language}"', own, count=1)
        .replace(_MENU, f"{nav}{_MENU}")
        .replace("<title>", f"{canonical(language, name)}\n<title>{TITLES[language]}: ")
        .replace("</h1>", f"</h1>{longer}")
    )


def says(language: str, key: str) -> str:
    """Return what a script says. key: as in the page's data-texts."""
    return script_texts(interface(language).gettext, language)[key]


def way_to(page: Page, language: str) -> Locator:
    """The link of the switcher to a language."""
    return page.locator(f'.rn-languages a[hreflang="{language}"]')


def switch(page: Page, language: str) -> None:
    """Click the way to a language, and wait for its page."""
    way_to(page, language).click()
    expect(page.locator("html")).to_have_attribute("lang", language)


_FIELDS = """[...document.querySelectorAll("form.rn-checklist [data-item] :is(input, textarea)")]
  .map((field) => [
    field.closest("form").id, field.closest("[data-item]").dataset.item, field.type,
    ...["value", "aside", "reason", "note", "seen", "row", "column", "optionText"]
      .map((name) => field.dataset[name] ?? null),
    field.value, field.checked ?? null,
  ])"""


def fields(page: Page) -> list[list[object]]:
    """Return every field of the page's lists, with what it holds."""
    held: list[list[object]] = page.evaluate(_FIELDS)
    return held
