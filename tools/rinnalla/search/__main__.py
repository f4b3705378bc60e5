"""Makes the index of one language, in a process of its own: ``python -m rinnalla.search``."""

from __future__ import annotations

import sys
from pathlib import Path

from rinnalla.messages import add_interface_folder
from rinnalla.phrases import said
from rinnalla.search.index import index_site
from rinnalla.search.problems import IndexingError
from rinnalla.speech import usual


def main(site: str, search_words: str, language: str, locales: str) -> int:
    """Make the index of a built site; return the exit status, after saying what is wrong.

    locales: the project's catalogues, which may have one of the interface.
    """
    add_interface_folder(Path(locales))
    try:
        index_site(Path(site), Path(search_words), language)
    except IndexingError as error:
        print(f"rinnalla site: {said(error.words, usual())}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
