"""Texts as translators see them, and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rinnalla.placeholders import PLACEHOLDER, mask

WORDS = st.text(alphabet="aäö B.,:*", min_size=1, max_size=12)
IDS = st.from_regex(r"[a-z]{1,6}(-[a-z]{1,4})?", fullmatch=True)
PARTS = st.one_of(
    WORDS,
    st.builds("{{source}}`{}`".format, IDS),
    st.builds("{{setting}}`{}`".format, IDS),
    st.builds("{{checklist}}`{}`".format, IDS),
    st.builds("{{term}}`{} <{}>`".format, IDS, IDS),
    st.builds("[{}]({}.md#x)".format, IDS, IDS),
    st.builds("`{}`".format, IDS),
    st.just("{1}"),
)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Tehty", "Tehty"),
        ("Lause. {source}`TI-1` {source}`oma`", "Lause."),
        ("Yksi. {source}`TI-1` {source}`oma` Kaksi.", "Yksi. {1} Kaksi."),
        ("Raja on {setting}`ward-threshold`.", "Raja on {1}."),
        ("{checklist}`cm-referral`", "{1}"),
        ("Avaa {checklist}`tämä <cm-referral>`.", "Avaa [tämä](1)."),
        ("{term}`Tunnusmerkki`", "[Tunnusmerkki](1)"),
        (
            "{term}`päättyi <päättyminen>` ja [malli](a.md#b), {setting}`x`",
            "[päättyi](1) ja [malli](2), {3}",
        ),
        ("Kirjoita `{setting}` näin", "Kirjoita `{setting}` näin"),
        ("[**vahva** `koodi`](a.md)", "[**vahva** `koodi`](1)"),
        ("Vanha {1}", "Vanha {1}"),
    ],
)
def test_mask(text: str, shown: str) -> None:
    """Roles and targets become numbers; marks at the end are left out; code stays."""
    assert shown == mask(text).text


@pytest.mark.parametrize(
    ("text", "translation", "restored"),
    [
        ("On {setting}`x`. {source}`oma`", "Är {1}.", "Är {setting}`x`. {source}`oma`"),
        ("{term}`Malli` tästä", "Om [modellen](1)", "Om {term}`modellen <Malli>`"),
        ("[a](x.md) ja [b](y.md)", "[B](2), [A](1)", "[B](y.md), [A](x.md)"),
        ("Malli {setting}`x`", "Utan", "Utan"),
        ("Malli {setting}`x`", "{1} {2} [a](3)", "{setting}`x` {2} [a](3)"),
        ("Malli {setting}`x`", "[a](1)", "[a](1)"),
        ("Malli [b](x.md)", "{1}", "{1}"),
    ],
)  # fmt: skip
def test_restored(text: str, translation: str, restored: str) -> None:
    """Each number becomes what it stood for, in any order; what makes no sense is left alone."""
    assert restored == mask(text).restored(translation)


@given(st.lists(PARTS, max_size=6).map(" ".join))
def test_a_translation_that_changes_nothing_gives_the_text_back(text: str) -> None:
    """Whatever the text holds, and its numbers run from one, each once."""
    masked = mask(text)
    numbers = [int(found["value"] or found["link"]) for found in PLACEHOLDER.finditer(masked.text)]

    assert text == masked.restored(masked.text)
    assert list(range(1, len(numbers) + 1)) == numbers


def test_has_words() -> None:
    """A text of nothing but numbers is no work for a translator."""
    assert not mask("{checklist}`cm-referral` {setting}`x`").has_words
    assert mask("[Malli](a.md)").has_words
