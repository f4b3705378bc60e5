"""Pages judged by axe-core: what it finds against the accessibility guidelines, in words."""

from __future__ import annotations

from typing import Any, TypeAlias

from playwright.sync_api import Page

from tests.build.conftest import ROOT

Json: TypeAlias = Any  # axe's report

SCRIPT = ROOT / "tests" / "node" / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
NOT_INSTALLED = f"{SCRIPT} is not there. Run: npm ci (in tests/node), or python3 -m nox -s tests"

RUN = """async ([within, tags]) => {
  const { violations, incomplete, passes } = await axe.run(within ?? document, {
    runOnly: { type: "tag", values: tags }, resultTypes: ["violations"] });
  return { passes: passes.length, found: violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, any, all, none }) =>
      `${id} (${help}) at ${target.join(" ")}: ${[...any, ...all, ...none][0]?.message ?? ""}`)) };
}"""


def violations(page: Page, within: str | None = None) -> list[str]:
    """Return what axe finds on the page as it stands. within: a selector, None for all of it."""
    if not page.evaluate("'axe' in window"):
        assert SCRIPT.is_file(), NOT_INSTALLED
        page.evaluate(SCRIPT.read_text("utf-8"))
    report: Json = page.evaluate(RUN, [within, TAGS])
    assert report["passes"] > 3, "axe has looked at nothing"
    return list(report["found"])
