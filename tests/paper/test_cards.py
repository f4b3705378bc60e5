"""The cards of the real lists, as many on a sheet as fit, with fronts and backs that belong."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from rinnalla.editions import Editions
from rinnalla.paper.sheets import render_sheet
from tests.paper_checks import text_of
from tests.projects import real_editions

TURNED = {"a6": "/DuplexFlipLongEdge", "a5": "/DuplexFlipShortEdge"}
"""The edge over which a sheet of such cards is turned: A6 stands upright on A4, A5 across it."""


@pytest.fixture(scope="module")
def editions() -> Editions:
    """Every list and pack in every language."""
    return real_editions()


@pytest.mark.parametrize(("id_", "size"), [("heard-first-card", "a6"), ("session-feedback", "a5")])
def test_cards_have_a_back_for_every_front(
    id_: str, size: str, editions: Editions, tmp_path: Path
) -> None:
    """One side, or an even number of them on A4, turned over the right edge."""
    for language, lists in editions.found.items():
        edition = lists[id_]
        assert size in edition.checklist.paper
        made = render_sheet([edition], "card")
        assert () == made.problems
        with pikepdf.open(io.BytesIO(made.data)) as pdf:
            root: Any = pdf.Root
            sides = len(pdf.pages)
            assert sides == 1 or sides % 2 == 0, language
            assert TURNED[size] == root.ViewerPreferences.Duplex
            for page in pdf.pages:
                edges = [round(float(edge)) for edge in page.MediaBox]
                assert edges == ([0, 0, 595, 842] if size == "a6" else [0, 0, 842, 595])
        # The second side is the back of the first: it goes on where that ends.
        codes = [edition.codes[item.id] for item in edition.checklist.items if item.asks]
        sheets = text_of(made.data, tmp_path).split("\f")[:-1]
        seen = [code for sheet in sheets for code in codes if code in sheet.split()]
        assert [] == [code for code in codes if seen.count(code) != 1], language
