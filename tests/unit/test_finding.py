"""Ways to the lists: what follows a list, and the pages that gather lists."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from rinnalla.checks import Corpus, run_checks
from rinnalla.codes import Code
from rinnalla.evaluate import runtime_model
from rinnalla.messages import compiled, texts, translate
from rinnalla.model import Mention
from rinnalla.read import Reading, read_file, read_paths, read_text

DOCS = Path(__file__).parents[2] / "docs"
WAYS = ("by-situation", "by-work", "by-phase")
READ = [*(DOCS / "models").glob("*.md"), *(DOCS / "training").glob("*.md")]

LIST = """\
# Sivu

:::{checklist} Koe
:id: trial-list
:next: other-list
  third-list, fourth-list

- [ ] Tehty {#done origin=design}
:::
"""


@cache
def everything() -> Reading:
    """Return what the knowledge base holds."""
    return read_paths([DOCS])


def test_next_lists_are_read_in_order_with_their_line() -> None:
    """Commas, spaces and wrapped lines may stand between the ids."""
    (checklist,) = read_text(LIST, "x.md").checklists

    ids = ("other-list", "third-list", "fourth-list")
    assert tuple(Mention(id=id_, line=5) for id_ in ids) == checklist.next


def test_next_lists_are_neither_translated_nor_sent_to_the_browser() -> None:
    """They are ids: no translator meets them, and answers do not depend on them."""
    (checklist,) = read_text(LIST, "x.md").checklists
    catalogue = Catalog(locale="sv")
    for mention in checklist.next:
        catalogue.add(mention.id, "en lista")

    assert checklist.next == translate(checklist, compiled(catalogue)).next
    assert not {mention.id for mention in checklist.next} & {t.text for t in texts(checklist)}
    assert runtime_model(replace(checklist, next=())) == runtime_model(checklist)


def test_index_is_read_with_the_line_of_each_id() -> None:
    """In colons and in backticks, on a page without lists, and inside a note."""
    text = (
        "# Sivu\n\n```{checklist-index}\none-list\n\ntwo-list\n```\n\n"
        "::::{note}\n:::{checklist-index}\n:::\n::::\n"
    )

    chosen, every = read_text(text, "x.md").indexes

    mentions = (Mention(id="one-list", line=4), Mention(id="two-list", line=6))
    assert (3, mentions) == (chosen.line, chosen.mentions)
    assert (10, ()) == (every.line, every.mentions)


def test_index_in_a_file_with_windows_line_ends_is_read(tmp_path: Path) -> None:
    """Beside the message about the line ends, what the index names is checked."""
    page = tmp_path / "x.md"
    page.write_bytes(b"# X\r\n\r\n:::{checklist-index}\r\nnone-such\r\n:::\r\n")

    reading = read_file(page)
    corpus = Corpus(checklists=(), indexes=reading.indexes, today=date(2026, 11, 21))

    assert [Code.LINE_ENDS] == [found.code for found in reading.diagnostics]
    assert [(4, Code.UNKNOWN_IN_INDEX)] == [(d.line, d.code) for d in run_checks(corpus)]


@pytest.mark.parametrize("way", WAYS)
def test_every_list_stands_on_each_way_in(way: str) -> None:
    """By situation, by work, by phase: no list can be missed."""
    indexes = read_file(DOCS / "finding" / f"{way}.md").indexes
    shown = {mention.id for index in indexes for mention in index.mentions}

    assert {checklist.id for checklist in everything().checklists} == shown


def test_work_goes_on_from_referral_to_closure() -> None:
    """Following the lists one after another, a client's way and a workshop's can be walked."""
    following = {c.id: [mention.id for mention in c.next] for c in everything().checklists}

    for way in (
        ("approach-chooser", "cm-referral", "cm-process", "discharge-planning",
         "follow-up-contact", "trauma-informed-closure"),
        ("involvement-workshop-planning", "client-preparation", "involvement-workshop-day",
         "service-change-canvas", "session-feedback"),
        ("coaching-session", "session-feedback"),
    ):  # fmt: skip
        for one, other in pairwise(way):
            assert other in following[one]


TERM = re.compile(r"\{term\}`(?:[^`<]*<(?P<target>[^>`]+)>|(?P<word>[^`<]+))`")
LINKED = re.compile(r"\[[^\]]*\{term\}[^\]]*\]\(")


@pytest.mark.parametrize("page", READ, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_terms_are_linked_once_and_not_in_headings_or_links(page: Path) -> None:
    """A word is explained where a reader meets it first, and nowhere again on the page."""
    text = page.read_text("utf-8")
    targets = [found["target"] or found["word"] for found in TERM.finditer(text)]

    assert sorted(set(targets)) == sorted(targets)
    assert [] == [line for line in text.splitlines() if line[:1] == "#" and "{term}" in line]
    assert not LINKED.search(text)
    assert targets or page.relative_to(DOCS).as_posix() == "training/index.md"


def test_glossary_has_a_definition_for_each_term_and_no_label_for_people() -> None:
    """Each entry ends in an explanation; names that stick to people are only on their page."""
    _, _, body = (DOCS / "glossary.md").read_text("utf-8").partition(":::{glossary}\n")
    entries = body.removesuffix(":::\n").strip("\n").split("\n\n")
    terms = [line for entry in entries for line in entry.split("\n") if line[:1] != " "]

    assert len(entries) >= 60
    assert sorted(set(terms)) == sorted(terms)
    for entry in entries:
        head, *rest = entry.split("\n")
        assert head[0] != " "
        assert rest[-1].startswith("  ")
    assert not re.search(r"pyöröovi|\bPP[KT]\b|suurkulutta|häirikkö", body)
