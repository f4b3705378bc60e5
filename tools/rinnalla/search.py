"""The search index of a built site, made by Pagefind from pages whose words are in base form.

The pages themselves are not changed. What goes into the index is written anew from their text:
base forms of its words (stems, where a language has no dictionary here), the parts of its
compounds and what its words come from.
The search page reads from `words.json` which forms of a word the site knows, turns what somebody
types into base forms with it, and asks the index for those (static/query.js).
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path

from pagefind.service import get_executable

from rinnalla.finnish import Word, words_in
from rinnalla.lexicon import Lexicon, lexicon_of
from rinnalla.messages import add_interface_folder, interface
from rinnalla.pages import KIND_NAMES, Page, PageKind, Place, read_page
from rinnalla.phrases import Phrase, listed, phrase, said
from rinnalla.speech import usual
from rinnalla.synonyms import Synonym, read_search_words

FOLDER = "pagefind"
"""Where the index lies in the site."""

VOCABULARY = "words.json"

_NO_STEMMER = "unknown"
"""What Pagefind calls a language it has no endings for: base forms have none to take off."""

COMMON_TITLE = 4
"""On how many pages a heading stands that says nothing of any of them, such as "Sources"."""

_NOT_SEARCHED = {"404.html", "search.html", "genindex.html"}
_SHIPPED = re.compile(r"pagefind\.js|pagefind-entry\.json|pagefind\..*\.pf_meta|wasm\..*\.pagefind")
"""Of the files beside index and fragments, those our search page asks for; the rest is Pagefind's
own search page."""

_NUMBERED = re.compile(r"[\w.:-]*\d[\w.:-]*")
_CODE = re.compile(r"\b(?P<source>[A-Za-z]{2})-(?P<number>\d[\d.]*\d[a-z]?|\d[a-z]?)\b")
"""The id of a fact."""
_EDGES = ".:-"


class IndexingError(Exception):
    """The site cannot be indexed. words: sentences for whoever builds it, one or more lines."""

    def __init__(self, words: Phrase) -> None:
        super().__init__(words)
        self.words = words


@dataclass(frozen=True, kw_only=True, slots=True)
class Weights:
    """How much a word counts by where it stands, 0 to 10. An ordinary word in a text has 1."""

    title: float = 8
    place: float = 2
    text: float = 1
    kind: float = 4
    """What the page is: a list, a form, a model."""
    lead: float = 3
    """Added to what the first paragraph has, and who uses a list and when."""
    heads: float = 0.8
    """The last parts of compounds, as a share of what the whole word has."""
    parts: float = 0.1
    """Their other parts and what words come from, likewise."""
    behind: float = 0.15
    """Words of pages that lead to others or stand behind them, as a share of those of the rest."""


WEIGHTS = Weights()


def index_site(site: Path, search_words: Path, language: str) -> None:
    """Make the index of a built site, and the list of its words, in its folder `pagefind`.

    language: of the pages. Raises IndexingError when there is nothing to index, when a search
    word finds nothing, or when Pagefind fails.
    """
    pages = read_pages(site, language)
    if not pages:
        raise IndexingError(
            phrase("{site} holds no page to search in. Build the pages first.", site=site)
        )
    entries, problems = read_search_words(search_words)
    if problems:
        raise IndexingError(listed((problem.phrase for problem in problems), "\n"))
    lexicon = lexicon_of(language, words_of(pages))
    forms = known_forms(pages, lexicon)
    check_search_words(entries, forms, search_words, lexicon)
    target = site / FOLDER
    shutil.rmtree(target, ignore_errors=True)
    with tempfile.TemporaryDirectory() as temporary:
        source = Path(temporary)
        for page in pages:
            file = source / page.path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(indexed_html(page, lexicon), "utf-8")
        _run_pagefind(source, target)
    _check_index(target, len(pages))
    words = vocabulary(pages, forms, entries, lexicon)
    text = json.dumps(words, ensure_ascii=False, separators=(",", ":"))
    (target / VOCABULARY).write_text(text, "utf-8")


def read_pages(site: Path, language: str) -> list[Page]:
    """Return the pages with a text of their own, by path; not the search page itself."""
    found = []
    for file in sorted(site.rglob("*.html")):
        path = file.relative_to(site).as_posix()
        if path not in _NOT_SEARCHED and not path.startswith((f"{FOLDER}/", "_")):
            page = read_page(path, file.read_text("utf-8"), language)
            found += [page] if page else []
    titles = Counter(title for page in found for title in {place.title for place in page.places})
    common = {title for title, count in titles.items() if count >= COMMON_TITLE}
    return [_without(page, common) for page in found]


def _without(page: Page, common: set[str]) -> Page:
    """Return the page with the words of places of these titles as its own: they tell nothing."""
    own, places, left_out = [page.text], [], False
    for place in page.places:
        left_out = place.title in common if place.id else left_out
        if left_out:
            own += [place.text] if place.id else [place.title, place.text]
        else:
            places.append(place)
    return replace(page, text=" ".join(own), places=tuple(places))


def _run_pagefind(source: Path, target: Path) -> None:
    """Let Pagefind read the pages in a folder and write its index into another.

    As a program, not through its Python interface: that one ends the program before the last file
    is written out, so that now and then an index is broken.
    """
    program = get_executable()
    if program is None:
        raise IndexingError(phrase("the program pagefind is missing. Install the extra «search»."))
    command = [str(program), "--site", str(source), "--output-path", str(target.resolve()),
               "--force-language", _NO_STEMMER, "--keep-index-url", "--silent"]  # fmt: skip
    finished = subprocess.run(command, check=False, capture_output=True, text=True)  # noqa: S603 - our own words and paths
    if finished.returncode:
        why = finished.stderr.strip()
        raise IndexingError(phrase("the search index could not be made: {why}", why=why))


def _check_index(target: Path, pages: int) -> None:
    """Raise IndexingError unless the index holds all pages; remove what our search does not use."""
    entry = target / "pagefind-entry.json"
    try:
        languages = json.loads(entry.read_text("utf-8"))["languages"]
        indexed = sum(language["page_count"] for language in languages.values())
    except (OSError, ValueError, KeyError) as error:
        words = phrase("the search index in {folder} is broken. Build again.", folder=target)
        raise IndexingError(words) from error
    if indexed != pages:
        words = phrase(
            "the search index holds {count} of {all} pages. Build again.", count=indexed, all=pages
        )
        raise IndexingError(words)
    for file in target.iterdir():
        if file.is_file() and not _SHIPPED.fullmatch(file.name):
            file.unlink()


def indexed_html(page: Page, lexicon: Lexicon) -> str:
    """Return the page as Pagefind gets it: every place a heading with its id, and its words.

    A heading's own words count for nothing: they are there to be shown. The facts in its data
    attributes come back with every result.
    """
    title = terms(page.title, lexicon)
    meta = {
        "title": "" if is_behind(page) else " ".join((*title.words, *title.heads)),
        "name": page.title,
        "kind": page.kind.value,
        "about": page.description,
        "who": page.who,
        "when": page.when,
        "time": page.time,
    }
    facts = "".join(
        f'<p data-pagefind-meta="{name}" data-pagefind-ignore>{escape(value)}</p>'
        for name, value in meta.items()
        if value
    )
    kind = interface(lexicon.language).gettext(KIND_NAMES[page.kind])
    lead = f"{page.description} {page.who} {page.when}"
    share = WEIGHTS.behind if is_behind(page) else 1
    places = "".join(
        f"{_heading(place)}{_words(place.title, WEIGHTS.place * share, lexicon)}"
        f"{_words(place.text, WEIGHTS.text * share, lexicon)}"
        for place in page.places
    )
    return (
        f'<html lang="{lexicon.language}"><body data-pagefind-body>{facts}'
        f"{_words(page.title, WEIGHTS.title * share, lexicon)}"
        f"{_words(kind, WEIGHTS.kind, lexicon)}"
        f"{_words(lead, WEIGHTS.lead * share, lexicon)}"
        f"{_words(page.text, WEIGHTS.text * share, lexicon)}{places}</body></html>"
    )


def _heading(place: Place) -> str:
    if not place.id:
        return ""
    return f'<h2 id="{escape(place.id)}" data-pagefind-weight="0">{escape(place.title)}</h2>'


def is_behind(page: Page) -> bool:
    """Whether a page leads to others, as the front of a shelf does, or stands behind them."""
    others = (PageKind.SOURCE, PageKind.GLOSSARY, PageKind.OTHER)
    return page.path.endswith("index.html") or page.kind in others


def _words(text: str, weight: float, lexicon: Lexicon) -> str:
    found = terms(text, lexicon)
    groups = ((found.words, 1), (found.heads, WEIGHTS.heads), (found.parts, WEIGHTS.parts))
    return "".join(
        f'<p data-pagefind-weight="{weight * share:g}">{escape(" ".join(words))}</p>'
        for words, share in groups
        if words
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class Terms:
    """What a text is found by, in its order.

    words: base forms; heads: the last parts of its compounds; parts: their other parts, and roots.
    """

    words: tuple[str, ...]
    heads: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()


def terms(text: str, lexicon: Lexicon) -> Terms:
    """Return what a text is found by."""
    found = [lexicon.look_up(word) for word in words_in(_CODE.sub(" ", text))]
    return Terms(
        words=(*(base for word in found for base in word.bases), *map(_key, _numbered(text))),
        heads=tuple(head for word in found for head in word.heads),
        parts=tuple(
            part for word in found for part in (*word.parts, *word.roots) if part not in word.heads
        ),
    )


def _numbered(text: str) -> Iterator[str]:
    """Yield the codes and numbers of a text, such as TI-1.2."""
    yield from (found[0].strip(_EDGES).lower() for found in _NUMBERED.finditer(text))


def _key(code: str) -> str:
    """Return what a code is indexed as: 12cm for cm-1.2, so that CM does not find it."""
    found = _CODE.fullmatch(code)
    return f"{found['number'].replace('.', '')}{found['source']}" if found else code


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
            for code in _numbered(text):
                forms.setdefault(_key(code), set()).update({code} - {_key(code)})
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


def based(words: str, lexicon: Lexicon) -> str:
    """Return words in base form, with spaces between: of a verbal noun the verb, which is wider."""
    return " ".join(
        word.bases[-1] if word.bases[0].endswith("minen") else word.bases[0]
        for word in map(lexicon.look_up, words_in(words))
    )


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
