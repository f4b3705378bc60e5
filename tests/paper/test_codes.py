"""The code on a sheet: read back from paper by a decoder that is not ours."""

from __future__ import annotations

import re
import subprocess
from itertools import pairwise
from pathlib import Path

import pytest
import zxingcpp

from rinnalla.editions import Edition
from rinnalla.paper.pdf import print_html
from rinnalla.qr import QUIET, modules, qr_svg
from rinnalla.version import sheet_address, version_of
from tests.projects import read_project

WIDTH = 26
"""Millimetres of the code on a sheet, with the white around it."""
FINEST = 0.4
"""Millimetres of a module that a phone still reads well from an office printer's paper."""
SHORT = "https://rinnalla.example"
LONG = "https://palvelut.pitkakuntayhtyma.example/ammattilaisille/rinnalla"


def editions(base_url: str) -> list[Edition]:
    """Return every list in every language, as a site of this address prints it."""
    read = read_project(base_url=base_url)
    return [edition for lists in read.found.values() for edition in lists.values()]


def addresses(base_url: str) -> list[str]:
    """Return where each sheet leads to."""
    return [sheet_address(edition, version_of(edition)) for edition in editions(base_url)]


def read_back(pdf: Path, dpi: int) -> list[list[str]]:
    """Return the texts of the QR codes of each page, printed at so many dots an inch.

    A reader that looks for codes of bars too finds one among the squares now and then.
    """
    pages = pdf.with_name(f"page-{dpi}")
    pages.mkdir()
    subprocess.run(["pdftoppm", "-gray", "-r", str(dpi), str(pdf), str(pages / "at")], check=True)
    return [
        [
            found.text
            for found in zxingcpp.read_barcodes(
                _picture(path.read_bytes()),
                formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode),
            )
        ]
        for path in sorted(pages.iterdir())
    ]


def _picture(data: bytes) -> memoryview:
    """Return the pixels of a grey picture as poppler writes it: rows of bytes."""
    head = re.match(rb"P5\s+(\d+)\s+(\d+)\s+255\s", data)
    assert head
    return memoryview(data[head.end() :]).cast("B", (int(head[2]), int(head[1])))


@pytest.mark.parametrize("base_url", [SHORT, LONG], ids=["short", "long"])
def test_every_code_is_read_back_from_paper(base_url: str, tmp_path: Path) -> None:
    """Every list in every language, at the resolution of a poor scan and of a fair one."""
    wanted = addresses(base_url)
    style = (
        "<style>@page { size: 60mm 60mm; margin: 10mm }"
        f"svg {{ display: block; width: {WIDTH}mm; height: {WIDTH}mm; break-after: page }}</style>"
    )
    codes = "".join(qr_svg(address, "Koodi") for address in wanted)
    html = f'<html lang="fi"><title>Koodit</title>{style}<body>{codes}</body></html>'
    pdf = tmp_path / "codes.pdf"
    pdf.write_bytes(print_html(html).data)

    assert len(wanted) >= 60
    for dpi in (150, 200):
        read = [texts for texts in read_back(pdf, dpi) if texts]
        assert [[address] for address in wanted] == read


@pytest.mark.parametrize("base_url", [SHORT, LONG], ids=["short", "long"])
def test_no_code_is_too_fine_for_a_phone(base_url: str) -> None:
    """The longest list on the longest address still has modules that can be told apart."""
    assert [] == [address for address in addresses(base_url) if WIDTH / modules(address) < FINEST]


def test_code_is_one_picture_with_a_name_and_white_around_it() -> None:
    """What it is for is said to those who cannot see it; the quiet zone is part of it."""
    svg = qr_svg("https://rinnalla.example/a.html#paper=1ABC", 'Onko "arkki" ajan tasalla?')
    size = modules("https://rinnalla.example/a.html#paper=1ABC")

    assert f'viewBox="0 0 {size} {size}"' in svg
    assert 'role="img" aria-label="Onko &quot;arkki&quot; ajan tasalla?"' in svg
    assert f'd="M0 0h{size}v{size}H0z"' in svg
    corners = [int(x) for x in re.findall(r"M(\d+) \d+", svg.split("#000")[1])]
    assert QUIET == min(corners)
    assert 'aria-hidden="true"' in qr_svg("https://rinnalla.example/")


def test_outline_goes_round_every_dark_square() -> None:
    """No line crosses the dark: each way is closed, and turns at each of its points."""
    svg = qr_svg("https://rinnalla.example/a.html#paper=1ABC")
    outline = svg.split('fill="#000" d="')[1].split('"')[0]

    for way in outline.rstrip("z").split("z"):
        steps = re.findall(r"[hv]-?\d+", way)
        assert len(steps) % 2 == 1
        assert all(one[0] != other[0] for one, other in pairwise(steps))


@pytest.mark.parametrize("text", ["https://rinnalla.example/ä?b=c d", "ei osoite", "a=b", "=ABC"])
def test_any_text_can_be_a_code(text: str, tmp_path: Path) -> None:
    """Also one without a fingerprint at its end."""
    html = f'<html lang="fi"><title>Koodi</title><body>{qr_svg(text, "Koodi")}</body></html>'
    pdf = tmp_path / "code.pdf"
    pdf.write_bytes(print_html(html).data)

    assert [text] in read_back(pdf, 100)
