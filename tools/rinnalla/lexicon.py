"""What the search knows of a language's words: their base forms, and the parts of compounds.

Finnish has a dictionary (`finnish`). Every other language has stems, by the Snowball algorithm of
the language, where there is one: what is left of a word without its endings, good for finding and
not for showing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from types import MappingProxyType

from rinnalla.finnish import Word, analyse
from rinnalla.languages.inflection import stemmer_of

FINNISH = "fi"

LookUp = Callable[[str], Word]
"""A word as it stands in a text, taken apart."""

_JOINING: Mapping[str, str] = MappingProxyType(
    {
        "sv": "alla allt att av blir de dem den denna deras dess det detta dig din ditt du där då"
        " efter ej eller en er ett från för ha han har hon hos hur här i in inte ja jag kan man"
        " med men mot mycket ni nu när någon något några och också om oss på samma sedan sin sitt"
        " sig ska som så till under upp ut utan vad var vara varför vi vid vilken är över",
        "en": "a about after all also am an and any are as at be been before but by can do does"
        " every for from had has have he her him his how i if in into is it its may me more my no"
        " not of on one or our out own she should so some such than that the their them then"
        " there these they this those to too up us was we were what when where which who why will"
        " with you your",
        "fr": "a à afin ai ainsi alors après au aussi autre aux avant avec avoir c ce ceci cela"
        " celle ces cet cette chez comme comment d dans de des dont du elle elles en encore entre"
        " est et être eux fait il ils j je l la le les leur leurs lui m ma mais me même mes moi"
        " mon n ne nos notre nous on ont ou où par pas peu plus pour pourquoi qu quand que quel"
        " quelle qui s sa sans se ses si son sont sous sur t ta te tes toi ton tous tout toute tu"
        " un une vos votre vous y",
    }
)
"""Words that say little by themselves."""

_ENDINGS: Mapping[str, str] = MappingProxyType(
    {
        "sv": "(?:[aeiou]{0,2}(?:r|n|t|s|d|na|rna|ns|ts|de|te|des|dde|nde|nden|ndet|nde?s)?|ning|"
        "ningen|ningar|ningarna|het|heten|heter|are|aren|arna|bar|ig|igt|iga|lig|ligt|liga)s?",
        "en": "(?:e|s|es|ed|d|r|rs|er|ers|or|ors|ing|ings|y|ies|ied|ly|al|ally|ments?|ions?|tion|"
        "ations?|ive|able|ness|ful)?(?:'s?)?",
        "fr": "(?:e|s|es|x|aux|ale?s?|r|er|ez|e?nt|ons|ais|ait|aient|ant|ante?s?|ee?s?|ements?|"
        "ments?|ion|ions|tions?|ations?|eurs?|euses?|rices?|ifs?|ives?|ites?|ables?|ances?|"
        "ir|it|is|ie|ies|issant|re|ra|rai|iques?)?",
    }
)
"""What may differ between two forms of one word: a pattern of its end, without marks on letters."""

_ANY_ENDING = r"\w{0,3}"

_ELISION = re.compile(r"(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)'(?=\w)")
_POSSESSIVE = re.compile(r"'s?$")
_SHORTEST_PART = 4


@dataclass(frozen=True, kw_only=True, slots=True)
class Lexicon:
    """The words of one language.

    ending: pattern of what may differ between forms of a word, for whoever has no stemmer; empty
    where base forms are words of the language, so that they can be shown.
    """

    language: str
    look_up: LookUp
    ending: str = ""


def lexicon_of(language: str, words: Iterable[str] = ()) -> Lexicon:
    """Return the lexicon of a language. words: of the site, of which its compounds consist."""
    if language == FINNISH:
        return Lexicon(language=language, look_up=analyse)
    stem = partial(stemmed, language)
    look_up: LookUp = stem
    if language == "sv":
        known = frozenset(stem(word).bases[0] for word in words if len(word) >= _SHORTEST_PART)
        look_up = cache(partial(_compound, stem, known))
    ending = _ENDINGS.get(language, _ANY_ENDING)
    return Lexicon(language=language, look_up=look_up, ending=ending)


@cache
def stemmed(language: str, form: str) -> Word:
    """Return a word with its stem as base form, and the stems between its hyphens as parts."""
    form = form.lower().replace("’", "'").replace("‐", "-").replace("‑", "-")
    bare = _ELISION.sub("", form, count=1) if language == "fr" else _POSSESSIVE.sub("", form)
    stem = stemmer_of(language) or str
    pieces = [piece for piece in bare.split("-") if piece]
    return Word(
        form=form,
        bases=(stem(bare),),
        parts=tuple(map(stem, pieces)) if len(pieces) > 1 else (),
        joins=bare in _joining(language),
    )


@cache
def _joining(language: str) -> frozenset[str]:
    return frozenset(_JOINING.get(language, "").split())


def _compound(stem: LookUp, known: frozenset[str], form: str) -> Word:
    """Return a word with its two halves, if both stand on the site by themselves: barn+skydd."""
    word = stem(form)
    head, tail = next(_halves(stem, known, word.form), ("", ""))
    if not tail or word.parts:
        return word
    return Word(
        form=word.form, bases=word.bases, parts=(head,), heads=(tail,), length=2, joins=word.joins
    )


def _halves(stem: LookUp, known: frozenset[str], form: str) -> Iterator[tuple[str, str]]:
    """Yield the stems of two halves, the longest last half first. Between them may be an s."""
    for at in range(_SHORTEST_PART, len(form) - _SHORTEST_PART + 1):
        tail = stem(form[at:]).bases[0]
        for first in (form[:at], form[:at].removesuffix("s")):
            head = stem(first).bases[0]
            if tail in known and head in known and len(first) >= _SHORTEST_PART:
                yield head, tail
