"""The catalogues of one language, and what stands in them, for whoever makes paper of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from gettext import NullTranslations
from pathlib import Path

from rinnalla.diagnostics import Diagnostic, shown_path
from rinnalla.drawing.art import Art
from rinnalla.drawing.figure import Figure, figure_of
from rinnalla.drawing.words import Drawing
from rinnalla.languages.catalogues import ORGANISATION, catalogue_path, read_page
from rinnalla.languages.known import direction
from rinnalla.languages.reviews import Status, read_reviews, reviews_path, status_of
from rinnalla.messages import translate, translator
from rinnalla.model import Checklist
from rinnalla.packs import Pack, translate_pack
from rinnalla.placeholders import mask


@dataclass(frozen=True, kw_only=True, slots=True)
class Drawn:
    """A drawing that a card shows. page: the document its words stand in."""

    page: str
    drawing: Drawing
    art: Art


class Shelf:
    """The catalogues of one language, each read once. problems: what is wrong with them."""

    def __init__(self, locales: Path, code: str, *, is_source: bool) -> None:
        self.locales, self.code = locales, code
        self.is_source = is_source
        self.problems: list[Diagnostic] = []
        self._catalogues: dict[str, _Catalogue] = {}
        reviews = reviews_path(locales, code)
        self._reviews, unclear = ({}, []) if is_source else read_reviews(reviews, str(reviews))
        self.problems += unclear

    def translated(self, page: str, checklist: Checklist) -> Checklist:
        """Return the list in the language of the shelf. page: the document it stands in."""
        catalogue = self._catalogue(page)
        return translate(checklist, catalogue) if catalogue else checklist

    def translated_pack(self, page: str, pack: Pack) -> Pack:
        """Return the pack in the language of the shelf. page: the document it stands in."""
        catalogue = self._catalogue(page)
        return translate_pack(pack, translator(catalogue)) if catalogue else pack

    def figure(self, drawn: Drawn, plain: Callable[[str], str]) -> Figure:
        """Return a drawing in the language of the shelf. plain: says a text in plain words."""
        catalogue = self._catalogue(drawn.page)
        tr = translator(catalogue) if catalogue else str
        status = catalogue.status if catalogue else None
        return figure_of(
            drawn.drawing,
            drawn.art,
            lambda text: plain(tr(text)),
            mirrored=direction(self.code) == "rtl",
            is_finished=catalogue is None
            or all(catalogue.has(text.text) for text in drawn.drawing.texts),
            is_reviewed=catalogue is None or (status is not None and status.is_reviewed),
        )

    def local(self, found: float | str) -> float | str:
        """Return the value of a setting in the language of the shelf."""
        catalogue = self._catalogue(ORGANISATION) if isinstance(found, str) else None
        return catalogue.gettext(str(found)) if catalogue else found

    def status(self, page: str) -> Status | None:
        """Return how far the translation of a page is."""
        catalogue = self._catalogue(page)
        return catalogue.status if catalogue else None

    def _catalogue(self, page: str) -> _Catalogue | None:
        if self.is_source:
            return None
        if page not in self._catalogues:
            self._catalogues[page] = self._read(page)
        return self._catalogues[page]

    def _read(self, page: str) -> _Catalogue:
        path = catalogue_path(self.locales, self.code, page)
        if not path.is_file():
            return _Catalogue()
        read, problems = read_page(path, page, shown_path(path))
        self.problems += problems
        done = {one.source: one.translation for one in read.entries if one.is_done}
        return _Catalogue(done, status_of(read, self._reviews))


class _Catalogue(NullTranslations):
    """The finished translations of one page. status: None where it has no catalogue."""

    def __init__(
        self, entries: Mapping[str, str] | None = None, status: Status | None = None
    ) -> None:
        super().__init__()
        self._entries = entries or {}
        self.status = status

    def gettext(self, text: str) -> str:
        """Return the translation of a text, or the text."""
        return self._entries.get(text, text)

    def has(self, text: str) -> bool:
        """Return whether a text of the page is translated, or holds no words."""
        masked = mask(text)
        return masked.text in self._entries or not masked.has_words
