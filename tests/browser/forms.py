"""A list on a page, as the tests handle it: its items, its fields, what it says."""

from __future__ import annotations

import re
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

from rinnalla.messages import interface
from rinnalla.sphinx_ext.texts import script_texts

_FINNISH = interface("fi")
_TEXTS = script_texts(_FINNISH.gettext, "fi")


def fi(message: str) -> str:
    """Return the Finnish words for English ones of the interface, which must know them."""
    words = _FINNISH.gettext(message)
    assert words != message, f"the interface has no Finnish for {message}"
    return words


def say(key: str, **values: object) -> str:
    """Return what a script says, in Finnish. key: as in the page's data-texts."""
    return _TEXTS[key].format(**values)


@dataclass(frozen=True)
class Form:
    """One list of a page. id: as in the list's options."""

    page: Page
    id: str

    @property
    def root(self) -> Locator:
        """The whole list."""
        return self.page.locator(f"form#{self.id}")

    def item(self, name: str) -> Locator:
        """One item, with everything in it."""
        return self.page.locator(f"#{self.id}--{name}")

    def field(self, name: str, at: int = 0) -> Locator:
        """The control that takes an item's answer. at: which of several."""
        return self.item(name).locator("[data-value]").nth(at)

    def option(self, name: str, option: str) -> Locator:
        """The button or box of one option."""
        return self.item(name).locator(f'[data-value][value="{option}"]')

    def option_text(self, name: str, option: str) -> Locator:
        """The field for words of one's own beside an option."""
        return self.item(name).locator(f'[data-option-text="{option}"]')

    def cell(self, name: str, row: str, column: str) -> Locator:
        """One cell of a grid."""
        return self.item(name).locator(f'[data-row="{row}"][data-column="{column}"]')

    def details(self, name: str) -> Locator:
        """The other answers and the note of an item."""
        return self.item(name).locator("details.rn-more")

    def open_details(self, name: str) -> None:
        """Open an item's other answers, as a mouse does."""
        self.details(name).locator("summary").click()

    def aside(self, name: str, value: str) -> Locator:
        """One of an item's other answers."""
        return self.item(name).locator(f'[data-aside][value="{value}"]')

    def reason(self, name: str) -> Locator:
        """The field for the reason of another answer."""
        return self.item(name).locator("[data-reason]")

    def note(self, name: str) -> Locator:
        """The field for a note."""
        return self.item(name).locator("[data-note]")

    def tag(self, name: str) -> Locator:
        """The chosen other answer in words."""
        return self.item(name).locator("[data-aside-tag]")

    def problem(self, name: str) -> Locator:
        """What is wrong with what was typed."""
        return self.item(name).locator(".rn-problem")

    def outcome(self, section: str) -> Locator:
        """What is decided, or what it still waits for."""
        return self.page.locator(f"#{self.id}--{section} .rn-outcome__now")

    def button(self, action: str) -> Locator:
        """A button above the list."""
        return self.root.locator(f'.rn-actions [data-action="{action}"]')

    @property
    def announced(self) -> Locator:
        """What is said to those who listen."""
        return self.root.locator("[data-announce]")

    @property
    def dialog(self) -> Locator:
        """The question before everything is cleared."""
        return self.root.locator("dialog")

    def expect_progress(self, done: int, of: int | None = None, *, later: int = 0) -> None:
        """Wait until the progress line says how much has been handled.

        of: None for any number. later: how many of what was handled wait for another day.
        """
        key = "progressLater" if later else "progress"
        said = re.escape(say(key, done=done, all="ALL", later=later))
        number = r"\d+" if of is None else str(of)
        line = re.compile(f"^{said.replace('ALL', number)}$")
        expect(self.root.locator(".rn-progress__text")).to_have_text(line)

    def shown(self) -> set[str]:
        """Ids of the items that can be seen."""
        items = self.root.locator("[data-item]")
        return set(items.evaluate_all("all => all.filter((one) => one.checkVisibility())"
                                      ".map((one) => one.dataset.item)"))  # fmt: skip


def pieces(text: str) -> list[str]:
    """Return the plain words of a text in inline Markdown, split where there is markup."""
    found = re.split(r"\{[a-z]+\}`[^`]*`|[*`]", text)
    return [piece.strip() for piece in found if piece.strip()]
