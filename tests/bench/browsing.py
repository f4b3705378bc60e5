"""What a reader waits for and downloads, in Chromium.

Needs playwright and a browser: the one that RINNALLA_CHROMIUM names, or one that is found.
"""

from __future__ import annotations

import os
import platform
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from rinnalla.serve import running
from tests.bench.building import build_into, write_site
from tests.bench.lists import as_checklist, make_page
from tests.bench.measure import ROOT, BrokenError, Figure
from tests.machine import find_chromium

ITEMS, ROUNDS = 300, 3
PAGE = "checklists/trauma-informed-closure.html"
KILOBYTE = 1000

TICK = """() => {
  const text = document.querySelector(".rn-progress__text");
  const times = [];
  for (const box of document.querySelectorAll(".rn-item:not([hidden]) .rn-tick input")) {
    const before = text.textContent;
    const start = performance.now();
    box.click();
    const after = text.textContent;
    const told = performance.now();
    text.getBoundingClientRect();
    times.push([told - start, performance.now() - start]);
    if (after === before) throw new Error(`${box.id}: the progress still says ${after}`);
  }
  return times;
}"""
"""Ticks every box. Returns for each the milliseconds until the progress says so, and until the page
is laid out anew, which is what remains before it can be painted."""


def measure_tick() -> list[Figure]:
    """From a tick to the progress that counts it, on a list as long as lists get."""
    times: list[tuple[float, float]] = []
    with tempfile.TemporaryDirectory() as temporary:
        source, out = Path(temporary, "docs"), Path(temporary, "html")
        page = make_page(0, ITEMS)
        write_site(source, [page], as_checklist)
        build_into(out, source)
        with running(out) as base, chromium() as browser:
            for _ in range(ROUNDS):
                tab = browser.new_page()
                tab.goto(f"{base}/checklists/{page.name}.html")
                tab.wait_for_selector(".rn-live")
                times += [(told, laid_out) for told, laid_out in tab.evaluate(TICK)]
                tab.close()
    told, laid_out = ([time[at] for time in times] for at in (0, 1))
    note = f"{len(times)} ticks on {ITEMS} items; laid out anew: {median(laid_out):.1f} ms"
    slow = quantiles(told, n=20)[-1]
    late = f"laid out anew: {quantiles(laid_out, n=20)[-1]:.1f} ms"
    return [
        Figure(name="tick: median", measured=median(told), target=8, unit="ms", note=note),
        Figure(name="tick: 19 of 20", measured=slow, target=16, unit="ms", note=late),
    ]


def measure_weight() -> list[Figure]:
    """What one list's page and everything it asks for weigh on the wire, headers too."""
    with tempfile.TemporaryDirectory() as temporary:
        out = Path(temporary, "html")
        build_into(out, ROOT / "docs")
        with running(out) as base, chromium() as browser:
            loaded = load(browser, f"{base}/{PAGE}", ready=".rn-live")
    scripts = sum(size for kind, size in loaded if kind == "Script") / KILOBYTE
    total = sum(size for _, size in loaded) / KILOBYTE
    kinds = sorted({kind for kind, _ in loaded})
    note = ", ".join(
        f"{kind} {sum(size for k, size in loaded if k == kind) / KILOBYTE:.1f}" for kind in kinds
    )
    return [
        Figure(name="page: everything", measured=total, target=60, unit="kB", note=note),
        Figure(name="page: scripts", measured=scripts, target=20, unit="kB", note=PAGE),
        Figure(name="page: requests", measured=len(loaded), target=10, unit=""),
    ]


def load(
    browser: Any, url: str, ready: str, act: Callable[[Any], None] | None = None
) -> list[tuple[str, float]]:
    """Load a page with the cache off; returns the kind and the bytes of each answer.

    ready: a selector that is there when the page works; act: what is then done on it.
    """
    kinds: dict[str, str] = {}
    sizes: dict[str, float] = {}
    tab = browser.new_page()
    network = tab.context.new_cdp_session(tab)
    network.on("Network.requestWillBeSent", lambda sent: kinds.update(_kind(sent)))
    network.on(
        "Network.loadingFinished",
        lambda done: sizes.update({done["requestId"]: done["encodedDataLength"]}),
    )
    network.send("Network.enable")
    network.send("Network.setCacheDisabled", {"cacheDisabled": True})
    tab.goto(url, wait_until="networkidle")
    tab.wait_for_selector(ready)
    if act:
        act(tab)
        tab.wait_for_load_state("networkidle")
    tab.close()
    if kinds.keys() - sizes.keys():
        raise BrokenError(f"{url}: not everything was loaded")
    return [(kinds[request], sizes[request]) for request in kinds]


def _kind(sent: Any) -> dict[str, str]:
    """The kind of a request by its id; nothing for data that stands in the style sheet itself."""
    return {} if sent["request"]["url"].startswith("data:") else {sent["requestId"]: sent["type"]}


@contextmanager
def chromium() -> Iterator[Any]:
    """A browser without a window."""
    # Here, not above: loading playwright would count as memory of what else is measured.
    from playwright.sync_api import sync_playwright  # noqa: PLC0415

    named = os.environ.get("RINNALLA_CHROMIUM") or find_chromium(os.environ, platform.system())
    if named is None:
        raise BrokenError("no Chromium: name one with RINNALLA_CHROMIUM")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(named), args=["--no-sandbox"])
        try:
            yield browser
        finally:
            browser.close()
