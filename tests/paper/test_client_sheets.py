"""Sheets that a client keeps: addressed to the client, in every language and format."""

from __future__ import annotations

from dataclasses import replace
from html import unescape

import pytest

from rinnalla.audience import CLIENT, PROFESSIONAL
from rinnalla.editions import Edition, PackEdition
from rinnalla.messages import interface
from rinnalla.model import Mention
from rinnalla.packs import OWN, Pack
from rinnalla.paper.pack import GIVEN, Booklet
from rinnalla.paper.sheet import A3, A4, A5, A6, DENSE, FILLABLE, LARGE, Layout, sheet_html
from rinnalla.paper.sheets import render_sheet
from tests.clients import FORM, SAME_FOR_PROFESSIONALS
from tests.versions import edition_of

LANGUAGES = ("fi", "sv", "en", "fr")
FORMATS = (A4, DENSE, FILLABLE, LARGE, A3)
CARDS = (A5, A6)
FOR_CLIENT = (CLIENT.mark, CLIENT.care, CLIENT.keep)
FOR_OTHERS = (PROFESSIONAL.care, PROFESSIONAL.keep)


def sheet(layout: Layout, *editions: Edition) -> str:
    """Return a sheet without what is escaped in it."""
    return unescape(sheet_html(editions, layout))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("layout", [*FORMATS, *CARDS], ids=lambda layout: layout.name)
def test_client_is_told_whose_the_paper_is(layout: Layout, language: str) -> None:
    """Whose it is, what to write and where to keep it; a card has no room for the second."""
    tr = interface(language).gettext
    html = sheet(layout, edition_of(FORM, language))

    assert [1, layout not in CARDS, 1] == [html.count(tr(text)) for text in FOR_CLIENT]
    assert not [text for text in FOR_OTHERS if tr(text) in html]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("layout", [*FORMATS, *CARDS], ids=lambda layout: layout.name)
def test_professional_is_told_what_the_unit_asks(layout: Layout, language: str) -> None:
    """As before: a card has room for the last of it only."""
    tr = interface(language).gettext
    html = sheet(layout, edition_of(SAME_FOR_PROFESSIONALS, language))

    assert [tr(text) in html for text in FOR_OTHERS] == [layout not in CARDS, True]
    assert not [text for text in FOR_CLIENT if tr(text) in html]


@pytest.mark.parametrize("layout", FORMATS, ids=lambda layout: layout.name)
def test_what_is_for_professionals_stands_on_the_page(layout: Layout) -> None:
    """Who gives the form and when, and where its points come from, is no matter of the client's."""
    tr = interface("fi").gettext
    own, usual = (sheet(layout, edition_of(text)) for text in (FORM, SAME_FOR_PROFESSIONALS))

    for words in (f"<strong>{tr('Who')}", f"<strong>{tr('When')}", 'class="sources"'):
        assert [False, True] == [words in own, words in usual], words


def test_sheet_in_two_languages_speaks_to_the_client_in_both() -> None:
    """Whose it is stands on one line."""
    first = edition_of(FORM)
    html = sheet(A4, first, replace(edition_of(FORM, "sv"), is_source=False))

    for language in ("fi", "sv"):
        assert all(interface(language).gettext(text) in html for text in FOR_CLIENT)
    assert (
        '<p class="whose">Asiakkaalle <span class="in" lang="sv" dir="ltr">Till klienten</span></p>'
    ) in html


@pytest.mark.parametrize("name", ["pdf", "fillable", "large", "card"])
def test_client_sheet_is_printed_on_one_page(name: str) -> None:
    """No rule of its style is left out, and a short form stays one sheet."""
    made = render_sheet([edition_of(FORM)], name)

    assert (1, ()) == (made.pages, made.problems)


def booklet(*texts: str) -> str:
    """Return a pack of lists as HTML."""
    editions = tuple(edition_of(text) for text in texts)
    lists = tuple(Mention(id=edition.id, line=1) for edition in editions)
    pack = Pack(id=OWN, title="Oma", path="a.md", line=1, lists=lists)
    return unescape(Booklet(PackEdition(pack=pack, editions=editions)).document(notes=False))


def test_pack_says_which_sheets_are_to_hand_out() -> None:
    """In the running order, and on the cover, which speaks to the professional who takes it."""
    tr = interface("fi").gettext
    other = SAME_FOR_PROFESSIONALS.replace("own-support", "another-form")
    pack, plain = booklet(other, FORM), booklet(other)
    cover, rest = pack.split('<section class="contents"')
    order = rest[rest.index('id="order"') :].partition("</table>")[0]

    assert tr(GIVEN) in cover
    assert tr(PROFESSIONAL.draft) in cover
    assert tr(CLIENT.draft) not in cover
    assert 1 == order.count(tr(CLIENT.mark))
    assert tr(CLIENT.draft) in rest
    assert tr(GIVEN) not in plain
    assert tr(CLIENT.mark) not in plain
