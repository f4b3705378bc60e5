"""The blocks of a list's body: as markdown-it finds them, in what a list may hold and around it."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from mdit_py_plugins.colon_fence import colon_fence_plugin

from rinnalla.blocks import DEEPEST, Block, read_blocks
from rinnalla.drafts import joined

MARKDOWN = (
    MarkdownIt("commonmark", {"maxNesting": 10_000})
    .disable(["inline", "reference", "html_block", "lheading"])
    .use(colon_fence_plugin)
)
SPLIT = re.compile(r"^[-+*> 0-9.)]*[-+*.)] *\n[> ]*$", re.MULTILINE)
"""An item without text above an empty line; unlike CommonMark, markdown-it ends the list there."""
KINDS = {
    "heading_open": "heading",
    "bullet_list_open": "list",
    "ordered_list_open": "numbered",
    "list_item_open": "item",
    "blockquote_open": "quote",
    "paragraph_open": "paragraph",
    "fence": "fence",
    "colon_fence": "colons",
    "code_block": "code",
    "hr": "rule",
}

MARKS = ("", "- ", "  - ", "  ", "  > ", "    ", "## ")
"""How the lines of a list begin."""
STRAY = (" ", "   ", "      ", "-", "- - ", "-   ", "-      ", "* ", "+ ", "1. ", "2) ",
         "> ", ">", "  >", "  > - ", "  >     ", "# ", "####### ", "    - ", "  - > ",
         ":::", "  :::", "```", "  ```", "~~~", "      - ")  # fmt: skip
"""How other lines begin."""
TEXTS = ("Asia", "[ ] Asia {#a}", "{#a}", "*b* c", "**b** c", "3 b", "3. b", "- b", "> b", "#",
         "## b", "b ##", "b  ", "```", "``` b", "``` b ` c", ":::", ":::: {note}", "---", "- - -",
         "* * *", "===", "<b>", "[a]: b", "\u00a0b", "b\x0c", "b\u2028c", "")  # fmt: skip
LINES = st.one_of(
    st.just(""),
    st.tuples(st.sampled_from(MARKS), st.sampled_from(TEXTS[:3])).map("".join),
    st.tuples(st.sampled_from(MARKS + STRAY), st.sampled_from(TEXTS)).map("".join),
)


def theirs(lines: list[str]) -> list[tuple[int, str, int, str]]:
    """Return depth, kind, line and text of each block, as markdown-it finds them."""
    found: list[tuple[int, str, int, str]] = []
    depth = 0
    for token in MARKDOWN.parse("\n".join(lines)):
        if token.type == "inline":
            *place, _ = found[-1]
            found[-1] = (*place, joined(token.content))  # type: ignore[assignment]
        elif token.nesting >= 0:
            assert token.map
            found.append((depth, KINDS[token.type], token.map[0], ""))
        depth += token.nesting
    return found


def ours(blocks: list[Block]) -> list[tuple[int, str, int, str]]:
    """Return the same of our blocks."""
    found: list[tuple[int, str, int, str]] = []
    waiting = [(0, block) for block in reversed(blocks)]
    while waiting:
        depth, block = waiting.pop()
        found.append((depth, block.kind, block.line, joined(block.text)))
        waiting += [(depth + 1, child) for child in reversed(block.children)]
    return found


@settings(deadline=None, max_examples=300)
@given(st.lists(LINES, max_size=12))
@example(["- A", "  - B", "    - C", "text"])
@example(["-", "", "  text"])
@example(["> ```", "text"])
def test_blocks_are_those_of_markdown(lines: list[str]) -> None:
    """What an editor sees in a preview is what the list holds."""
    assume(not SPLIT.search("\n".join(lines)))

    assert theirs(lines) == ours(read_blocks(lines))


def test_paragraph_goes_on_where_it_is_not_indented() -> None:
    """A wrapped line needs no indentation."""
    item = read_blocks(["- [ ] Asia on", "sovittu {#a}"])[0].children[0]

    assert "[ ] Asia on\nsovittu {#a}" == item.children[0].text


@pytest.mark.parametrize("mark", ["- ", "> "])
def test_what_is_too_deep_is_text(mark: str) -> None:
    """A thousand levels are read as far as a list can mean anything, without recursion."""
    found = ours(read_blocks([f"{mark * 1_000}Asia", "", "Asia"]))

    assert DEEPEST == sum(kind in ("item", "quote") for _, kind, _, _ in found)
    assert (0, "paragraph", 2, "Asia") == found[-1]
