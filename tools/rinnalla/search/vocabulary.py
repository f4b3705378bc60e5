"""What the search page knows about words: which forms there are, and what finds what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from rinnalla.finnish import Word, words_in
from rinnalla.lexicon import Lexicon
from rinnalla.pages import Page
from rinnalla.phrases import listed, phrase
from rinnalla.search.problems import IndexingError
from rinnalla.search.terms import based, codes_in, key_of
from rinnalla.synonyms import Synonym


def texts_of(page: Page) -> Iterator[str]:
    """Yield what stands on a page, in its order."""
    yield from (page.title, page.text)
    yield from (text for place in page.places for text in (place.title, place.text))


def words_of(pages: Iterable[Page]) -> set[str]:
    """Return the words of the pages as they are written, in small letters."""
    return {word.lower() for page in pages for text in texts_of(page) for word in words_in(text)}


def known_forms(pages: Iterable[Page], lexicon: Lexicon) -> dict[str, set[str]]:
    """Return every base form, part and root on the pages, each with the forms it stands in."""
    forms: dict[str, set[str]] = {}
    for page in pages:
        for text in texts_of(page):
            for code in codes_in(text):
                forms.setdefault(key_of(code), set()).update({code} - {key_of(code)})
            for word in map(lexicon.look_up, words_in(text)):
                for base in word.bases:
                    forms.setdefault(base, set()).update((word.form, *_verbal_noun(word)))
                for root in word.roots:
                    forms.setdefault(root, set()).add(word.form)
                for part in (*word.parts, *word.heads):
                    forms.setdefault(part, set())
    return forms


def _verbal_noun(word: Word) -> Iterator[str]:
    """Yield päättäminen for päättämisestä: it is a form of päättää too, and seldom stands alone."""
    yield from (base for base in word.bases if base.endswith("minen"))


def check_search_words(
    entries: Sequence[Synonym], forms: Mapping[str, set[str]], path: Path, lexicon: Lexicon
) -> None:
    """Raise IndexingError where an entry finds a word that stands on no page."""
    missing = [
        phrase(
            "{place}: «{word}» is on no page, so nobody finds anything by it.",
            place=f"{path}:{entry.line}",
            word=word,
        )
        for entry in entries
        for word in entry.finds
        if not all(set(lexicon.look_up(part).bases) & forms.keys() for part in words_in(word))
    ]
    if missing:
        raise IndexingError(listed(missing, "\n"))


def vocabulary(
    pages: Sequence[Page],
    forms: Mapping[str, set[str]],
    entries: Sequence[Synonym],
    lexicon: Lexicon,
) -> dict[str, object]:
    """Return what the search page knows about words.

    words: base form to its forms, joined by spaces; joining: those that say little by themselves;
    synonyms: pairs of what is typed and what it finds, each in base forms for one word or several
    words, and what is typed as it was written where base forms are stems; ending: see `Lexicon`.
    """
    synonyms = [*_of_entries(entries), *_of_glossaries(pages)]
    return {
        "words": {base: " ".join(sorted(forms[base] - {base})) for base in sorted(forms)},
        "joining": [base for base in sorted(forms) if _joins(base, forms[base], lexicon)],
        "synonyms": [
            [based(typed, lexicon), [based(word, lexicon) for word in finds]]
            + ([typed.lower()] if lexicon.ending else [])
            for typed, finds in synonyms
        ],
        "ending": lexicon.ending,
    }


def _joins(base: str, forms: set[str], lexicon: Lexicon) -> bool:
    """Whether a base form says little by itself: a stem does if one of its forms does."""
    return any(lexicon.look_up(word).joins for word in (forms if lexicon.ending else {base}))


def _of_entries(entries: Iterable[Synonym]) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield from ((typed, entry.finds) for entry in entries for typed in entry.typed)


def _of_glossaries(pages: Iterable[Page]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each term with the others over the same definition."""
    for page in pages:
        for terms_ in page.terms:
            for term in terms_:
                others = tuple(other for other in terms_ if other != term)
                if others:
                    yield term, others
