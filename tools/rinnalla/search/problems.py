"""Why a site cannot be searched."""

from __future__ import annotations

from rinnalla.phrases import Phrase


class IndexingError(Exception):
    """The site cannot be indexed. words: sentences for whoever builds it, one or more lines."""

    def __init__(self, words: Phrase) -> None:
        super().__init__(words)
        self.words = words
