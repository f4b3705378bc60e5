"""Facts of sources and the marks that name them, read with the lines of the file."""

from __future__ import annotations

from pathlib import Path

import pytest
from docutils.nodes import make_id

from rinnalla.facts import Fact, anchor
from rinnalla.read import read_paths, read_text

DOCS = Path(__file__).parent.parent.parent / "docs"

PAGE = """\
---
orphan: true
---

# Lähde

## Ensimmäinen {#first}

:::{facts}
- Tieto,
  kahdella rivillä. {#TI-1.2a}
- Tulkittu tieto. {#TI-2 uncertain}
:::

::::{note}
:::{facts}
- Roskaa. {#TI-X unused="Linkki
  muualle."}
:::
::::
"""


def test_facts_have_their_words_and_lines() -> None:
    """Wrapped lines are joined; a block inside another is read as well."""
    reading = read_text(PAGE, "a.md")

    assert () == reading.diagnostics
    assert [9, 16] == [found.line for found in reading.fact_lists]
    assert [
        Fact(id="TI-1.2a", text="Tieto, kahdella rivillä.", path="a.md", line=10),
        Fact(id="TI-2", text="Tulkittu tieto.", path="a.md", line=12, uncertain=True),
        Fact(id="TI-X", text="Roskaa.", path="a.md", line=17, unused="Linkki muualle."),
    ] == [fact for found in reading.fact_lists for fact in found.facts]


MARKS = """\
Johdanto. {source}`TI-1`

# Sivu {#page}

Ensin {source}`TI-2 TI-3`, sitten `koodia` ja {source}`oma`
ja lopuksi {source}`TI-4
TI-5`.

:::{card} Kortti {source}`TI-6`
- Kohta {source}`TI-7`

  ```{note}
  Syvällä. {source}`TI-8`
  ```
:::

| a |
|---|
| {source}`TI-9` |

## Alaotsikko

> Lainaus. {source}`TI-10`
"""


def test_marks_have_their_lines_and_headings() -> None:
    """Wherever a mark stands: in a paragraph, a title, a card, a note, a table, a quotation."""
    reading = read_text(MARKS, "a.md")

    assert () == reading.diagnostics
    assert [
        (1, "", ("TI-1",)),
        (5, "Sivu", ("TI-2", "TI-3")),
        (6, "Sivu", ("TI-4", "TI-5")),
        (9, "Sivu", ("TI-6",)),
        (10, "Sivu", ("TI-7",)),
        (13, "Sivu", ("TI-8",)),
        (19, "Sivu", ("TI-9",)),
        (23, "Alaotsikko", ("TI-10",)),
    ] == [(mark.line, mark.heading, mark.facts) for mark in reading.marks]


@pytest.mark.parametrize(
    "text",
    [
        "`` {source}`TI-1` ``",
        "```text\n{source}`TI-1`\n```",
        "~~~markdown\n{source}`TI-1`\n~~~",
        "```{code-block} markdown\n{source}`TI-1`\n```",
        ":::{raw} html\n{source}`TI-1`\n:::",
        "\\{source}`TI-1`",
        "{source} `TI-1`",
        "{sources}`TI-1`",
        "{source}`TI-1",
    ],
)
def test_a_mark_that_is_only_shown_is_none(text: str) -> None:
    """Code, and text that only looks like a mark."""
    assert () == read_text(f"{text}\n", "a.md").marks


@pytest.mark.parametrize("fact", ["TI-1", "TI-1.2a", "CM-3.10", "SY-1a", "CE-X"])
def test_anchor_is_what_docutils_would_make(fact: str) -> None:
    """The fragment is the id in small letters, points as hyphens."""
    assert make_id(fact) == anchor(fact)


def test_facts_of_the_knowledge_base_stand_in_order_with_anchors_of_their_own() -> None:
    """Each source has its page, and each fact its own place on it."""
    facts = [fact for found in read_paths([DOCS]).fact_lists for fact in found.facts]

    assert 262 == len(facts) == len({anchor(fact.id) for fact in facts})
    assert 5 == len({fact.path for fact in facts})
    assert ["CE-X"] == [fact.id for fact in facts if fact.unused is not None]
    assert all(fact.text.endswith((".", "?")) for fact in facts)
