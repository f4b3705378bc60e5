"""Defects of the structure: links in links, items without a body, boxes without words."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from rinnalla.paper import repair
from rinnalla.paper.pdf import print_html
from tests.paper_checks import complaints, structure

LINK = '<p>Katso <a href="#b"><span>ohje <em>nyt</em></span></a>.</p><p id="b">Tässä.</p>'
BLOCKS = "<ul>" + "<li><p>Ensin.</p>" + "<p>Sitten lisää.</p>" * 7 + "</li></ul>"
BOX = (
    '<p><span style="display: inline-block; inline-size: 3mm; block-size: 3mm; border: 1px solid">'
    "</span>Tehty</p>"
)


def printed(body: str) -> bytes:
    """Return a small document as PDF."""
    return print_html(
        '<!DOCTYPE html><html lang="fi"><head><meta charset="utf-8"><title>T</title></head>'
        f"<body><h1>Otsikko</h1>{body}</body></html>"
    ).data


def links(data: bytes) -> Iterator[Any]:
    """Yield the places on pages that are links."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        yield from (one for page in pdf.pages for one in page.get("/Annots", []))


@pytest.mark.parametrize("body", [LINK, BLOCKS, BOX], ids=["link", "blocks", "box"])
def test_defect_is_found_before_and_gone_after(
    body: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A checker names it in what WeasyPrint writes."""
    assert [] == complaints(printed(body), tmp_path)

    monkeypatch.setattr(repair, "tidy", lambda _: None)
    assert complaints(printed(body), tmp_path)


def test_link_is_one_link() -> None:
    """What stands inside it belongs to it."""
    data = printed(LINK)
    kinds = [one.kind for one in structure(data)]

    assert kinds.count("/Link") == 1
    assert len([*links(data)]) == 1


def test_item_has_one_body_with_all_its_blocks() -> None:
    """And each paragraph is in it."""
    kinds = [one.kind for one in structure(printed(BLOCKS))]

    assert kinds.count("/LI") == kinds.count("/LBody") == 1
    assert kinds.count("/P") == 8


def test_cell_without_words_stays_a_cell() -> None:
    """An empty cell holds its column in its place."""
    cells = "<tr><th>A</th><th>B</th></tr><tr><td></td><td>b</td></tr>"

    kinds = [one.kind for one in structure(printed(f"<table>{cells}</table>"))]
    assert kinds.count("/TD") == 2
