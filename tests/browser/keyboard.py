"""A person without a mouse: goes by keys alone, and notices when the focus is lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

LOST = "document.activeElement === null || document.activeElement === document.body"
FAR = 400
"""Steps after which something is out of reach."""


@dataclass(frozen=True)
class Keyboard:
    """The keyboard of one page."""

    page: Page

    def press(self, key: str, times: int = 1) -> None:
        """Press a key. The focus must be somewhere afterwards."""
        for _ in range(times):
            self.page.keyboard.press(key)
        assert not self.lost, f"{key} has lost the focus"

    def type(self, text: str) -> None:
        """Type a text where the focus is."""
        self.page.keyboard.type(text)
        assert not self.lost, f"typing {text} has lost the focus"

    @property
    def lost(self) -> bool:
        """Whether nothing has the focus."""
        return bool(self.page.evaluate(LOST))

    def has(self, target: Locator) -> bool:
        """Whether the target, or one of several, has the focus."""
        return bool(target.evaluate_all("all => all.includes(document.activeElement)"))

    def reach(self, target: Locator, *, back: bool = False, most: int = FAR) -> None:
        """Press Tab until the target, or one of several, has the focus; back: Shift+Tab."""
        key = "Shift+Tab" if back else "Tab"
        for _ in range(most):
            if self.has(target):
                return
            self.page.keyboard.press(key)
            assert not self.lost, f"{key} has left the page before {target} was reached"
        assert self.has(target), f"{target} is not reached by {most} × {key}"

    def choose(self, group: Locator, option: Locator, *, back: bool = False) -> None:
        """Choose one radio button of a group, as arrow keys do."""
        radios = group.get_by_role("radio")
        self.reach(radios, back=back)
        if not group.locator("[type=radio]:checked").count():
            self.press("Space")
        for _ in range(radios.count()):
            if option.is_checked():
                break
            self.press("ArrowDown")
        expect(option).to_be_checked()
        assert self.has(option), "the focus is elsewhere than the choice"

    def walk(self, most: int = FAR) -> Iterator[int]:
        """Press Tab from here to the end of the page; yields after every step."""
        for step in range(most):
            self.page.keyboard.press("Tab")
            if self.lost:
                break
            yield step
