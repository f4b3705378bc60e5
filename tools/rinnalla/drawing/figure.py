"""A drawing with its words in one language, as paper shows it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from rinnalla.drawing.art import WIDTH, Art
from rinnalla.drawing.fit import fit
from rinnalla.drawing.svg import PAPER, render_file
from rinnalla.drawing.words import Drawing, shown

_SPACES = re.compile(" {2,}")


@dataclass(frozen=True, kw_only=True, slots=True)
class Figure:
    """A drawing in one language. title, said: plain, what it is called and what it shows.

    words: by label. mirrored: for a language written from right to left. is_finished: whether all
    its words are in the language; is_reviewed: whether somebody with the language has read them.
    """

    title: str
    said: str
    art: Art
    words: tuple[tuple[str, str], ...]
    mirrored: bool = False
    is_finished: bool = True
    is_reviewed: bool = True

    def file(self) -> str:
        """Return it as an SVG file in ink on paper."""
        return render_file(
            self.art, dict(self.words), PAPER.read_text("utf-8"), mirrored=self.mirrored
        )

    @property
    def shape(self) -> float:
        """How high it is for its width."""
        return self.art.height / WIDTH

    @property
    def smallest(self) -> float:
        """The size of its smallest words, in its width."""
        words = dict(self.words)
        sizes = (fit(words[one.label], one).size for one in self.art.places if words.get(one.label))
        return min(sizes, default=float(WIDTH)) / WIDTH


def figure_of(
    drawing: Drawing,
    art: Art,
    say: Callable[[str], str],
    *,
    mirrored: bool = False,
    is_finished: bool = True,
    is_reviewed: bool = True,
) -> Figure:
    """Return a drawing in one language. say: a text of its page in plain words of the language."""
    return Figure(
        title=say(drawing.title.text) if drawing.title else "",
        # Where a mark of a source stood, there is a space too many.
        said=_SPACES.sub(" ", " ".join(say(text.text) for text in drawing.description)),
        art=art,
        words=tuple((label, shown(say(text.text))) for label, text in drawing.labels),
        mirrored=mirrored,
        is_finished=is_finished,
        is_reviewed=is_reviewed,
    )
