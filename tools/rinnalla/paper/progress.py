"""Shows how far the work is: a bar on a terminal, nothing in pipes and on build machines."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from importlib.util import find_spec
from typing import TypeAlias

Progress: TypeAlias = Callable[[int], AbstractContextManager[Callable[[str], None]]]
"""Shows how far the work is: given how many files there are, gives what to call with each name."""


@contextmanager
def silent(_: int) -> Iterator[Callable[[str], None]]:
    """Show nothing."""
    yield lambda _: None


@contextmanager
def bar(count: int) -> Iterator[Callable[[str], None]]:
    """Show a bar as long as there is something to wait for."""
    from tqdm import tqdm  # type: ignore[import-untyped]  # noqa: PLC0415 - checking needs no bar

    with tqdm(total=count, disable=not count, leave=False, dynamic_ncols=True) as shown:

        def tell(name: str) -> None:
            shown.set_postfix_str(name, refresh=False)
            shown.update()

        yield tell


def progress() -> Progress:
    """Return what fits: somebody must be watching, and what draws the bar be installed."""
    is_watched = sys.stderr.isatty() and not os.environ.get("CI")
    return bar if is_watched and find_spec("tqdm") else silent
