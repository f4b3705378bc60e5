"""Nothing that is typed reaches the disk, whatever becomes of the browser afterwards.

A browser of its own, as people start it, writes into a profile folder. Beside the answers, each
test leaves decoys where a page could have put them: only when the decoys have been found on the
disk is it looked through for the answers, so that eyes that see nothing fail.
"""

from __future__ import annotations

import json
import os
import secrets
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page, Playwright

from tests.browser.conftest import ARGUMENTS, Site, chromium_path
from tests.browser.forms import Form
from tests.browser.languages import fields, switch

PIECE = 8
"""Characters of a word that give it away: a compressed file may hold it in pieces."""

PATIENCE = 30
"""Seconds a browser has to write what it keeps; session files are written every few seconds."""

WRITTEN = 7
"""Fields that `write_everywhere` fills."""


def new_word() -> str:
    """Return a word that stands nowhere else."""
    return secrets.token_hex(12)


def places_of(word: str, folder: Path) -> list[str]:
    """Return the files below a folder that hold the word, or a piece of it, in any encoding."""
    pieces = [word[at : at + PIECE] for at in range(len(word) - PIECE + 1)]
    wanted = [piece.encode(code) for piece in pieces for code in ("utf-8", "utf-16-le")]
    found = []
    for path in sorted(folder.rglob("*")):
        try:
            data = path.read_bytes() if path.is_file() and not path.is_symlink() else b""
        except FileNotFoundError:  # the browser has removed it meanwhile
            continue
        if any(piece in data for piece in wanted):
            found.append(path.relative_to(folder).as_posix())
    return found


def wait_for(condition: Callable[[], bool]) -> None:
    """Return as soon as the condition holds; fail when it does not in time."""
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, "what the browser was to write did not come"
        time.sleep(0.1)


@dataclass(frozen=True)
class Desk:
    """A browser with a profile folder of its own, and one page in it."""

    process: subprocess.Popen[bytes]
    profile: Path
    page: Page

    def end(self, how: str) -> None:
        """End the browser. how: closed, as people do, or killed, with no time to tidy up."""
        browser = self.page.context.browser
        assert browser is not None
        if how == "killed":
            os.killpg(self.process.pid, signal.SIGKILL)
        else:
            browser.new_browser_cdp_session().send("Browser.close")
        self.process.wait(PATIENCE)


@contextmanager
def desk(driver: Playwright, profile: Path) -> Iterator[Desk]:
    """Start a browser as people do, with all that a test driver would switch off in it."""
    port = profile / "DevToolsActivePort"
    command = [
        chromium_path(),
        "--headless=new",
        *ARGUMENTS,
        "--remote-debugging-port=0",
        f"--user-data-dir={profile}",
        "about:blank",
    ]
    with subprocess.Popen(
        command, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            wait_for(lambda: port.is_file() and "\n" in port.read_text())
            number = port.read_text().splitlines()[0]
            browser = driver.chromium.connect_over_cdp(f"http://127.0.0.1:{number}")
            yield Desk(process, profile, browser.contexts[0].new_page())
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)


def write_everywhere(form: Form, word: str) -> None:
    """Write a word into every kind of field for text."""
    form.field("words").fill(word)
    form.option("one", "other").check()
    form.option_text("one", "other").fill(word)
    form.cell("table", "home", "now").fill(word)
    form.field("sayings").fill(word)
    form.item("sayings").locator("[data-action=repeat]").click()
    form.field("sayings", 1).fill(word)
    if form.details("tick").get_attribute("open") is None:
        form.open_details("tick")
    form.aside("tick", "later").check()
    form.reason("tick").fill(word)
    form.note("tick").fill(word)


LEAVE_DECOYS = """([session, state]) => {
  sessionStorage.setItem("decoy", session);
  document.body.insertAdjacentHTML("beforeend", "<form><input id=decoy></form>");
  history.replaceState({ state }, "");
}"""


def leave_decoys(page: Page) -> tuple[str, str, str]:
    """Leave words where a page could hand them over; returns them.

    In the storage of the tab, in its history, and in a field whose text the browser restores.
    """
    session, state, field = new_word(), new_word(), new_word()
    page.evaluate(LEAVE_DECOYS, [session, state])
    page.locator("#decoy").fill(field)
    return session, state, field


@pytest.mark.parametrize("end", ["closed", "killed"])
@pytest.mark.parametrize("last", ["switched", "left"])
def test_answers_that_changed_language_are_nowhere_on_disk(
    last: str, end: str, driver: Playwright, tongues: Site, tmp_path: Path
) -> None:
    """A word typed in Finnish and one typed in French, there and back, leave no trace.

    last: the browser ends on the list, or after its reader has gone on to another page.
    """
    finnish, french = new_word(), new_word()
    with desk(driver, tmp_path) as desktop:
        page = desktop.page
        page.on("dialog", lambda dialog: dialog.accept())
        page.goto(f"{tongues.url}/fi/trial.html")
        form = Form(page, "all-kinds")
        write_everywhere(form, finnish)
        switch(page, "fr")
        assert json.dumps(fields(page)).count(finnish) == WRITTEN
        form.field("habit").fill(french)
        form.note("thought").evaluate("(note, word) => { note.value = word; }", french)
        form.note("thought").dispatch_event("input", {"bubbles": True})
        switch(page, "fi")
        assert json.dumps(fields(page)).count(finnish) == WRITTEN
        if last == "left":
            page.locator(".rn-name").click()
            page.wait_for_url("**/fi/index.html")
        decoys = leave_decoys(page)
        wait_for(lambda: all(places_of(decoy, tmp_path) for decoy in decoys))
        desktop.end(end)

    assert all(places_of(decoy, tmp_path) for decoy in decoys)
    assert [] == places_of(finnish, tmp_path)
    assert [] == places_of(french, tmp_path)


@pytest.mark.parametrize("code", ["utf-8", "utf-16-le"])
def test_pieces_of_a_word_give_it_away(code: str, tmp_path: Path) -> None:
    """A word is found where a compressed file holds only a part of it, in bytes of any width."""
    word = new_word()
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "kept").write_bytes(b"\0\1" + word[9:20].encode(code) + b"\0")
    (tmp_path / "other").write_bytes(new_word().encode(code))

    assert ["folder/kept"] == places_of(word, tmp_path)
