"""The making of the index: reading the site's pages, running Pagefind, looking at what it made."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tempfile
from collections import Counter
from dataclasses import replace
from pathlib import Path

from pagefind.service import get_executable

from rinnalla.lexicon import lexicon_of
from rinnalla.pages import Page, read_page
from rinnalla.phrases import listed, phrase
from rinnalla.search.entry import indexed_html
from rinnalla.search.problems import IndexingError
from rinnalla.search.vocabulary import check_search_words, known_forms, vocabulary, words_of
from rinnalla.synonyms import read_search_words

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
