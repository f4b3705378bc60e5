"""The tests' own eyes: what goes wrong on a page is seen, and a missing browser is a failure."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Playwright

from tests.browser.conftest import Site, Watch, launched, new_context

FAULTS = """async () => {
  console.error("said on the console");
  setTimeout(() => { throw new Error("thrown late"); });
  document.body.setAttribute("style", "color: red");
  await new Promise((thrown) => setTimeout(thrown));
}"""


def test_every_fault_of_a_page_is_seen(browser: Browser, site: Site) -> None:
    """Console errors, exceptions, breaches of the policy, and requests elsewhere are reported."""
    watch = Watch()
    context = new_context(browser, site.url, watch)
    page = context.new_page()
    context.route("http://elsewhere.invalid/", lambda route: route.fulfill(body=""))
    page.goto(f"{site.url}/index.html")
    assert [] == watch.faults()

    page.evaluate(FAULTS)
    page.goto(f"{site.url}/missing.html")
    page.goto("http://elsewhere.invalid/")
    context.close()

    for sign in ("said on", "thrown late", "security policy: style-src", "404", "off the origin"):
        assert any(sign in fault for fault in watch.faults()), sign


def test_expected_fault_must_come() -> None:
    """A report that was foreseen is no fault; one that never came is."""
    watch = Watch(reported=["list is broken"])
    watch.expect("broken")
    assert [] == watch.faults()

    watch.expect("list left")
    assert ["expected and not reported: list left"] == watch.faults()


def test_missing_browser_is_a_failure(driver: Playwright, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a browser the tests fail, and say which one was looked for."""
    monkeypatch.setenv("RINNALLA_CHROMIUM", "no-such-browser")

    with (
        pytest.raises(pytest.fail.Exception, match="RINNALLA_CHROMIUM names no-such-browser"),
        launched(driver),
    ):
        pass
