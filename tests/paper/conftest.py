"""Documents that are printed once for all tests of this folder."""

from __future__ import annotations

import pytest

from rinnalla.paper import pdf
from rinnalla.paper.pdf import Printed, print_html
from tests.paper.samples import sample


def unrepaired(html: str) -> bytes:
    """Return what WeasyPrint writes, before it is mended."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pdf, "repaired", lambda data, *_, **__: data)
        return print_html(html, fields=True).data


@pytest.fixture(scope="session")
def raw() -> bytes:
    """The sample as WeasyPrint leaves it."""
    return unrepaired(sample())


@pytest.fixture(scope="session")
def mended() -> Printed:
    """The sample as it is given out, with fields."""
    return print_html(sample(), fields=True, duplex="long")


@pytest.fixture(scope="session")
def blank() -> Printed:
    """The sample without fields."""
    return print_html(sample())
