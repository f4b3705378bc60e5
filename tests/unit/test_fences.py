"""The fences of a page, found without reading it as Markdown where that is clear enough."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from rinnalla.fences import MARKDOWN, fences

LINES = st.lists(
    st.sampled_from(
        (":::{checklist} A", ":::{form} B  ", ":::: {note}", ":::", "::::", ":::  ", "::: x", "::",
         " :::", "- a", "  - b", "  c", "> a", "# a", "---", "===", "1. a", "    code", "[a]: b",
         "a", "", "<!--", "-->", "- <b>", "```", "~~~", "\ta", "a ::: b", "a <b>", "|a|")
    ),
    max_size=12,
)  # fmt: skip


@settings(deadline=None, max_examples=300)
@given(LINES, st.sampled_from(("", "\n")))
@example([":::{checklist} A", "- a", ":::", ":::{form} B", ":::"], "")
def test_fences_are_those_of_markdown(lines: list[str], end: str) -> None:
    """A short cut on most pages, never another answer."""
    text = "\n".join(lines) + end

    found, whole = (
        [(t.type, t.info, t.markup, t.content, t.map) for t in tokens if "fence" in t.type]
        for tokens in (fences(text), MARKDOWN.parse(text))
    )

    assert whole == found
