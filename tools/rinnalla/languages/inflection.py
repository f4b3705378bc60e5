"""Words of a text and whether two of them are forms of one, in any language.

Finnish goes through Voikko's dictionary, others through the stemmer that Snowball has for them. A
language that has neither compares the beginnings of words. Words are in small letters throughout.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import snowballstemmer  # type: ignore[import-untyped]  # it has no types
from babel import Locale

from rinnalla.finnish import analyse, words_in

FINNISH = "fi"
_WORD = re.compile(r"[^\W_]+")
_PLACEHOLDER = re.compile(r"\{[^{}]*\}|\]\([0-9]+\)")
_OTHER_ENDING = re.compile(r"(?<=\w)(?:[·‧]\w{1,4})+")
"""A second ending for another gender: expert·e·s, animateur·rice."""
_COMPOUNDING = {"da", "de", "fi", "is", "nb", "nl", "nn", "no", "sv"}
"""Languages that write a compound as one word."""
_SOFT = "\u00ad"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A word of a name that is looked for. keys: what its forms, and no others, have."""

    form: str
    keys: frozenset[str]


Same = Callable[[str, Wanted], bool]
"""Whether a word of a text is a form of the wanted one."""


@lru_cache(maxsize=4096)
def words(text: str, language: str) -> tuple[str, ...]:
    """Return the words of a text for translators, without its placeholders and markup."""
    text = unicodedata.normalize("NFC", _PLACEHOLDER.sub(" ", text).replace(_SOFT, ""))
    if language == FINNISH:
        return tuple(form.lower() for form in words_in(text))
    return tuple(_WORD.findall(_OTHER_ENDING.sub("", text).lower()))


@cache
def keys(form: str, language: str) -> frozenset[str]:
    """Return what all forms of a word have in common: its base forms or its stem."""
    if language == FINNISH:
        return frozenset({form, *analyse(form).bases})
    stem = stemmer_of(language)
    return frozenset({stem(form) if stem else form})


@cache
def parts(form: str, language: str) -> frozenset[str]:
    """Return the keys of a compound's parts; none for a language whose compounds stay whole."""
    return frozenset({*analyse(form).parts, *analyse(form).heads} if language == FINNISH else ())


@cache
def wanted(name: str, language: str) -> tuple[Wanted, ...]:
    """Return the words of a name, which stands in its base form.

    A Finnish word that is its own base form is no other word's: kohtaaminen is not kohdata.
    """
    found = []
    for form in words(name, language):
        own = language == FINNISH and form in analyse(form).bases
        found.append(Wanted(form, frozenset({form}) if own else keys(form, language)))
    return tuple(found)


def could_begin(names: Iterable[str]) -> Callable[[str], bool]:
    """Return a quick test of Finnish words: whether one may be a form of any of the names.

    To look a word up takes a hundred times as long.
    """
    beginnings = tuple({name[: _steady(name)] for name in names})
    return lambda form: form.startswith(beginnings)


def _steady(name: str) -> int:
    """Return how many letters all forms of a Finnish word have in common at least.

    All but three (kohtaaminen: kohtaamisen), and not the end of a short word's diphthong (työ:
    töitä, aika: ajan).
    """
    short = len(name) <= 4 and name[1:2] in ("i", "u", "y", "ö")
    return 1 if short else max(2, len(name) - 3)


def is_form(form: str, name: Wanted, language: str) -> bool:
    """Return whether a word is a form of a name's word, or in some languages a compound of it.

    Generous: what is near enough counts.
    """
    if keys(form, language) & name.keys:
        return True
    if language == FINNISH:
        return bool(parts(form, language) & name.keys)
    short, long = sorted((form, name.form), key=len)
    if len(short) >= 4 and len(long) - len(short) <= 2 and long.startswith(short):
        return True
    if not stemmer_of(language):
        return form.startswith(name.form[: max(3, round(len(name.form) * 0.7))])
    return language in _COMPOUNDING and _is_compound(keys(form, language), form, name)


def is_surely_form(form: str, name: Wanted, language: str) -> bool:
    """Return whether a word is a form of a name's word, and no other word with the same stem.

    Customs is no form of customer, though Snowball gives them one stem.
    """
    if form == name.form:
        return True
    if language == FINNISH:
        return bool(keys(form, language) & name.keys)
    if not stemmer_of(language):
        return len(name.form) >= 4 and form.startswith(name.form)
    return bool(keys(form, language) & name.keys) and form.startswith(name.form[:-1])


def is_same(form: str, name: Wanted, _: str) -> bool:
    """Return whether a word is a name's word, letter by letter."""
    return form == name.form


def spans(
    text: Sequence[str], name: Sequence[Wanted], same: Same, *, between: int = 0
) -> list[tuple[int, int]]:
    """Return where a name of one word or several stands in a text, as its first word and its end.

    between: how many other words may stand between two of its own.
    """
    found = []
    for start, form in enumerate(text):
        if not name or not same(form, name[0]):
            continue
        at = start
        for word in name[1:]:
            near = range(at + 1, min(at + 2 + between, len(text)))
            at = next((i for i in near if same(text[i], word)), -1)
            if at < 0:
                break
        else:
            found.append((start, at + 1))
    return found


def _is_compound(own: Iterable[str], form: str, name: Wanted) -> bool:
    return any(
        (len(key) >= 4 and form.startswith(key))
        or (len(key) >= 5 and any(stem.endswith(key) for stem in own))
        for key in name.keys
    )


@cache
def stemmer_of(language: str) -> Callable[[str], str] | None:
    """Return what takes the endings off a word, None where Snowball does not know the language."""
    name = (Locale.parse(language).get_language_name("en") or "").lower()
    if name not in snowballstemmer.algorithms():
        return None
    stem: Callable[[str], str] = snowballstemmer.stemmer(name).stemWord
    return stem
