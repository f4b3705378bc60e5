"""Styles that hold in both directions of writing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

STATIC = Path(__file__).parent.parent.parent / "tools" / "rinnalla" / "static"
STYLES = sorted(STATIC.glob("*.css"))

ALLOWED = {
    # The boxes in a page's margin have no other names; what stands in them may stand at either
    # side.
    ("print.css", "@bottom-left"),
    ("print.css", "@bottom-right"),
    # A tick is drawn the same way everywhere: two sides of a box, turned.
    ("checklist.css", "border-width: 0 3px 3px 0"),
    ("checklist.css", "transform: rotate(42deg)"),
    ("print.css", "border-width: 0 0.6mm 0.6mm 0"),
    # A pair: the second one, for pages from right to left, is the first one mirrored.
    ("checklist.css", "box-shadow: inset 4px 0 var(--rn-accent)"),
    ("checklist.css", "box-shadow: inset -4px 0 var(--rn-accent)"),
}
"""File and words that are physical on purpose."""

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_STRING = re.compile(r"\"[^\"]*\"")
_MARGIN_BOX = re.compile(r"@(?:top|bottom)-(?:left|right)")
_DECLARATION = re.compile(
    r"(?:(?<=[{;])|\A)\s*(?P<name>[\w-]+)\s*:\s*(?P<value>[^;{}]+?)\s*(?=[;}])"
)
_SIDE = re.compile(r"(?<![\w-])(?:left|right)(?![\w-])")
_FOUR_SIDES = {"margin", "padding", "inset", "border-width", "border-style", "border-color",
               "scroll-margin", "scroll-padding"}  # fmt: skip
_TURNS = re.compile(r"(?:translateX?|translate3d|rotate|skewX?|matrix)\(")
_PART = re.compile(r"[^\s()]+(?:\([^()]*(?:\([^()]*\)[^()]*)*\))?|\([^()]*\)")


def physical(css: str) -> list[str]:
    """Return what in a style sheet names a left or a right, or tells them apart."""
    plain = _STRING.sub('""', _COMMENT.sub("", css))
    found = _MARGIN_BOX.findall(plain)
    for match in _DECLARATION.finditer(plain):
        name, value = match["name"], match["value"].removesuffix("!important").strip()
        if _is_physical(name, value):
            found.append(f"{name}: {value}")
    return found


def _is_physical(name: str, value: str) -> bool:
    parts = _PART.findall(value)
    if re.search(r"(?:^|-)(?:left|right)(?:-|$)", name) or _SIDE.search(value):
        return True
    if name in _FOUR_SIDES:
        return len(parts) == 4 and parts[1] != parts[3]
    if name == "border-radius":
        return len(set(parts)) > 1
    if name == "box-shadow":
        lengths = [part for part in parts if re.match(r"-?[\d.]", part)]
        return bool(lengths) and not re.fullmatch(r"-?0(?:[a-z]+)?", lengths[0])
    return name == "transform" and bool(_TURNS.search(value))


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_no_style_knows_left_from_right(path: Path) -> None:
    """Every measure follows the direction of the text, so that a page can be mirrored."""
    found = {(path.name, words) for words in physical(path.read_text("utf-8"))}

    assert {one for one in ALLOWED if one[0] == path.name} == found


@pytest.mark.parametrize(
    "rule",
    [
        "a { margin-left: 1px; }",
        "a { color: red; right: 0 }",
        "a { padding: 0 1px 0 2px; }",
        "a { text-align: left; }",
        "a { float: right; }",
        "a { border-top-left-radius: 1px; }",
        "a { border-radius: 1px 2px; }",
        "a { inset: 0 auto auto 0; }",
        "a { box-shadow: inset 2px 0 red; }",
        "a { transform: translateX(1px); }",
        'a { background: url("x;y") left center; }',
        "a { background: linear-gradient(to right, red, blue) }",
        "@media print { a { margin-right: calc(1px + 2px); } }",
        "@page { @top-left { content: none; } }",
    ],
)
def test_left_and_right_are_found(rule: str) -> None:
    """Each of the ways to write them is seen."""
    assert 1 == len(physical(rule))


@pytest.mark.parametrize(
    "rule",
    [
        "a { margin: 0 1px; padding: 0 1px 2px; margin-inline-start: auto; }",
        "a { text-align: start; inset: 0; border-radius: 50%; }",
        "a { box-shadow: 0 1px red; transform: translateY(-110%); }",
        '/* left: 0; */ a::after { content: "right: 1;"; }',
        "a { padding: calc(1px + 2px) 1px calc(1px + 2px) 1px; }",
        ".left:hover { color: red; }",
    ],
)
def test_what_holds_both_ways_is_left_alone(rule: str) -> None:
    """Shorthands with the same measure on both sides, and words that only look alike."""
    assert [] == physical(rule)
