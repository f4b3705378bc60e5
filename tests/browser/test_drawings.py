"""Drawings in a browser: words as wide as they were measured, on grounds they can be read from."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from rinnalla.drawing.fit import text_width
from tests.browser.axe import violations
from tests.browser.conftest import OpenPage, Site
from tests.browser.test_pages import MODES

PAGES = (
    "models/service-jungle",
    "models/index",
    "models/case-management",
    "models/systemic-work",
    "models/encounter-and-dialogue",
    "models/trauma-informed-closure",
    "models/ending-counselling",
    "training/encounter-coaching",
    "training/involvement-workshop",
)

LINES = """() => [...document.querySelectorAll(".rn-drawing__art tspan")].map((line) => ({
  text: line.textContent,
  size: Number(line.parentNode.getAttribute("font-size")),
  bold: line.parentNode.classList.contains("rn-words--bold"),
  wide: line.getComputedTextLength(),
}))"""

INKS = """() => [...document.querySelectorAll(".rn-drawing__art text")].map((text) => {
  text.scrollIntoView({ block: "center" });
  const box = text.getBoundingClientRect();
  const under = document
    .elementsFromPoint(box.x + box.width / 2, box.y + box.height / 2)
    .filter((element) => element instanceof SVGGeometryElement)
    .map((shape) => getComputedStyle(shape).fill)
    .find((fill) => fill !== "none");
  return {
    text: text.textContent,
    ink: getComputedStyle(text).fill,
    ground: under ?? getComputedStyle(document.body).backgroundColor,
  };
})"""

DESCRIBED = """(name) => {
  const image = document.querySelector(`#${name} [role="img"]`);
  return ["aria-labelledby", "aria-describedby"].map(
    (attribute) => document.getElementById(image.getAttribute(attribute)).textContent.trim());
}"""


def brightness(colour: str) -> float:
    """Return the relative luminance of rgb(r, g, b), as the guidelines define it."""
    numbers = [int(part) / 255 for part in colour.removeprefix("rgb(").rstrip(")").split(",")]
    red, green, blue = (
        n / 12.92 if n <= 0.04045 else ((n + 0.055) / 1.055) ** 2.4 for n in numbers
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return how much two colours differ, from 1 to 21."""
    dark, light = sorted((brightness(one), brightness(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", PAGES)
def test_words_are_no_wider_than_they_were_measured(
    name: str, site: Site, open_page: OpenPage
) -> None:
    """Otherwise they would stick out of the places they were fitted into."""
    lines = open_page(f"{site.url}/{name}.html").evaluate(LINES)

    assert len(lines) > 5
    wider = {
        line["text"]: line["wide"]
        for line in lines
        if line["wide"] > text_width(line["text"], bold=line["bold"]) * line["size"]
    }
    assert {} == wider


@pytest.mark.parametrize("mode", ["wide-light", "narrow-dark"])
@pytest.mark.parametrize("name", PAGES)
def test_words_stand_out_from_what_is_under_them(
    name: str, mode: str, site: Site, open_page: OpenPage
) -> None:
    """Seven to one, in light and in dark, and nothing that axe finds."""
    page = open_page(f"{site.url}/{name}.html", **MODES[mode])
    inks: list[dict[str, Any]] = page.evaluate(INKS)

    assert len(inks) > 5
    assert [] == [ink for ink in inks if contrast(ink["ink"], ink["ground"]) < 7]
    assert [] == violations(page, ".rn-drawing")


def test_forced_colours_keep_every_word_apart_from_its_ground(
    site: Site, open_page: OpenPage
) -> None:
    """The reader's own two colours are all there is."""
    page = open_page(f"{site.url}/models/index.html", forced_colors="active")

    inks: list[dict[str, Any]] = page.evaluate(INKS)

    assert [] == [ink for ink in inks if contrast(ink["ink"], ink["ground"]) < 7]


def test_description_is_there_while_its_button_is_closed(site: Site, open_page: OpenPage) -> None:
    """A screen reader says title and description; a voice asks for no button."""
    page = open_page(f"{site.url}/models/systemic-work.html")

    described = _said(page)

    assert ["Kolme osaa ja muutos, joka leviää"] == described[:1]
    assert described[1].startswith("Kuvan yläosassa systeeminen asiakastyö")
    assert described == page.evaluate(DESCRIBED, "drawing-systemic-elements")


def _said(page: Page) -> list[str]:
    """Return the name and the description that assistive technology gets of the picture."""
    tree: Any = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")
    (image,) = (n for n in tree["nodes"] if n.get("role", {}).get("value") == "image")
    return [image["name"]["value"], image["description"]["value"]]
