"""Texts of lists in runs: emphasis, code, links and roles, and their plain words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rinnalla.runs import Run, runs, words


def named(role: str, target: str) -> str:
    """Return what a role says, so that a test sees who asked."""
    return f"[{role} {target}]"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ()),
        ("Sovi tapaaminen", (Run(text="Sovi tapaaminen"),)),
        ("Kysy **ensin**", (Run(text="Kysy "), Run(text="ensin", bold=True))),
        ("*Kuuntele*", (Run(text="Kuuntele", italic=True),)),
        ("***molemmat***", (Run(text="molemmat", bold=True, italic=True),)),
        ("`A & B`", (Run(text="A & B", code=True),)),
        (
            "ks. [ohje](https://example.org/a)",
            (Run(text="ks. "), Run(text="ohje", href="https://example.org/a")),
        ),
        (
            "raja {setting}`limit` kertaa",
            (
                Run(text="raja "),
                Run(text="[setting limit]", role="setting", target="limit"),
                Run(text=" kertaa"),
            ),
        ),
        (
            "**{checklist}`toinen <second-list>`**",
            (Run(text="toinen", bold=True, role="checklist", target="second-list"),),
        ),
        ("Sanottu{source}`TI-1`.", (Run(text="Sanottu."),)),
        ("R&amp;D &lt;b&gt;", (Run(text="R&D <b>"),)),
    ],
)
def test_text_is_split_where_its_look_changes(text: str, expected: tuple[Run, ...]) -> None:
    """Neighbours that look alike are one; roles say their words and keep their target."""
    assert expected == runs(text, named)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        ("Kysy **ensin** *hiljaa*", "Kysy ensin hiljaa"),
        ("{item}`asked` on {setting}`limit`", "[item asked] on [setting limit]"),
        ("{doc}`ohje </a/b>`", "ohje"),
    ],
)
def test_plain_words_are_those_of_the_runs(text: str, expected: str) -> None:
    """Nothing of the markup is left."""
    assert expected == words(text, named)


@given(st.text(alphabet="abc äöé ,.:;()/–”", max_size=40))
def test_text_without_markup_stays_as_it_is(text: str) -> None:
    """Most texts have none."""
    assert text == words(text, named)
    assert text == "".join(run.text for run in runs(text, named))
