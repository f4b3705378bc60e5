"""A link is one link, whatever stands in it."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from rinnalla.paper import repair
from rinnalla.paper.pdf import print_html
from tests.paper_checks import complaints, structure

INSIDE = '<p>Katso <a href="#b"><span>ohje <em>nyt</em></span></a>.</p><p id="b">Tässä.</p>'


def printed() -> bytes:
    """Return a document with a link in which more stands than words, as PDF."""
    return print_html(
        '<!DOCTYPE html><html lang="fi"><head><meta charset="utf-8"><title>T</title></head>'
        f"<body><h1>Otsikko</h1>{INSIDE}</body></html>"
    ).data


def links(data: bytes) -> list[Any]:
    """Return where the links on the pages lead."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [str(one.Dest) for page in pdf.pages for one in page.get("/Annots", [])]


def test_links_in_links_are_found_before_and_gone_after(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A checker names them in what WeasyPrint writes."""
    assert [] == complaints(printed(), tmp_path)

    monkeypatch.setattr(repair, "tidy", lambda _: None)
    assert complaints(printed(), tmp_path)
    assert len(links(printed())) == 3


def test_link_is_one_link() -> None:
    """What stands inside it belongs to it."""
    data = printed()
    kinds = [one.kind for one in structure(data)]

    assert kinds.count("/Link") == 1
    assert links(data) == ["b"]
