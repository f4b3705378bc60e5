"""How a language writes what is put together here: numbers, dates, quotations, labels, lists.

Marks of punctuation are messages of the interface catalogues, so that a language brings its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from babel import Locale
from babel.core import get_global
from babel.dates import format_date
from babel.numbers import format_decimal

_Tr = Callable[[str], str]

_VARIETIES = {"en": "en_GB", "sv": "sv_FI"}
"""Languages whose own code means another country's way to write dates."""


def variety(language: str) -> str:
    """Return the code by which a browser writes numbers and dates in the language."""
    return _VARIETIES.get(language, language).replace("_", "-")


def _locale(language: str) -> Locale:
    return Locale.parse(_VARIETIES.get(language, language))


def value(found: float | str, language: str) -> str:
    """Return a setting's value, or a number, as it stands in a text of the language.

    Digits are the same in every language, as in codes; only their marks differ.
    """
    if isinstance(found, str):
        return found
    return format_decimal(found, format="#,##0.######", locale=_locale(language))


def day(when: date, language: str, *, in_full: bool = False) -> str:
    """Return a date as the language writes it, the month as a word where it is in full."""
    return format_date(when, "long" if in_full else "medium", locale=_locale(language))


def regional(language: str) -> str:
    """Return the language with its country, as office programs want it: ``fi-FI``, ``en-GB``."""
    locale = _locale(language)
    likely = str(get_global("likely_subtags").get(language, ""))
    country = locale.territory or likely.rpartition("_")[2]
    return f"{locale.language}-{country}" if country else language


def day_pattern(language: str) -> str:
    """Return the pattern of `day` in the letters of Unicode (UTS 35), such as ``d.M.y``."""
    return str(_locale(language).date_formats["medium"].pattern)


def headed(label: str, tr: _Tr) -> str:
    """Return a label with the mark that what it is about follows."""
    return tr("{label}:").format(label=label)


def labelled(label: str, text: str, tr: _Tr) -> str:
    """Return a label and what it is about."""
    return f"{headed(label, tr)} {text}"


def quoted(text: str, tr: _Tr) -> str:
    """Return words as they stand on a page, between marks of quotation."""
    return tr("“{text}”").format(text=text)


def named(item: str, tr: _Tr) -> str:
    """Return what something is called, between marks that are not those of `quoted`."""
    return tr("«{item}»").format(item=item)


def separator(tr: _Tr, *, strong: bool = False) -> str:
    """Return what stands between the parts of a list; strong: whose parts are lists."""
    return tr("{items}; {item}" if strong else "{items}, {item}").format(items="", item="")


def listed(parts: Iterable[str], tr: _Tr) -> str:
    """Return parts one after another."""
    return separator(tr).join(parts)
