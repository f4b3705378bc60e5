"""Whatever stands in a file, it is read to its end and every message about it can be used."""

from __future__ import annotations

import itertools
import json
from datetime import date

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from rinnalla.attributes import split_attributes
from rinnalla.checks import Corpus, run_checks
from rinnalla.diagnostics import FORMATS, Code, Diagnostic, in_order
from rinnalla.evaluate import Json, evaluate
from rinnalla.grammar import ConditionError, Scope, parse_condition
from rinnalla.inline import forbidden, plain, roles_used
from rinnalla.model import Choice, Item, Kind, Setting
from rinnalla.read import read_bytes
from rinnalla.settings import parse_settings

TODAY = date(2026, 11, 21)
FREE = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""No time limits: a busy machine is not a fault of what is tested."""
SETTINGS = {
    "limit": Setting(name="limit", type="number", value=3.0, about="Raja.", line=1),
    "system": Setting(name="system", type="text", value="Lifecare", about="Järjestelmä.", line=5),
}

OPENING = (
    ":::{checklist} Kokeilu\n:id: trial-list\n:mode: do-confirm\n:who: Työntekijä\n"
    ":when: Lopussa\n:minutes: 5\n:status: draft\n:reviewed: 2026-11-01\n"
    ":review-due: 2027-11-01\n\n"
)
ITEMS = (
    "- [ ] Asia on sovittu {#agreed origin=design}\n",
    "- Palaako asiakas? {#may-return type=yes-no origin=design}\n",
    "- Tapa {#how type=choice origin=design}\n  - sanoen {#spoken}\n  - kirjoittaen {#written}\n",
    "- Tavat {#ways type=choices origin=design}\n  - kirje {#letter}\n  - muu {#other text}\n",
    "- Määrä {#count type=number min=0 max=9 unit=kpl repeat origin=design}\n",
    "- Päivä {#day type=date min=2026-01-01 required origin=legal}\n",
    '- Vuorot {#turns type=grid columns="day: Päivä | night: Yö" source=TI-1.1}\n  - aamu {#am}\n',
    '- Lisää {#more type=text lines=3 if="may-return = yes" origin=design}\n',
    '- Huomaa {#mind type=warning if="count > $limit and not agreed" origin=design}\n',
    "- Miltä tuntuu? {#felt type=reflect critical per=unit source=\"TI-1 TI-1.2\"}\n",
    "## Tulos {#result type=outcome}\n\n- Soita {#phone if=agreed origin=design}\n",
    "## Osio {#part}\n\n",
)  # fmt: skip
SCRAPS = (
    "\n", "\n\n", "  ", "    ", "\t", " ", "- ", "- [ ] ", "* ", "1. ", "> ", "# ", "## ",
    "---\n", ":::\n", "::::\n", ":::{checklist} ", ":::{form} B\n", "::::{note}\n", "```",
    "```{checklist} C\n", "~~~\n", "{", "}", "{#", "{#a}", "{#agreed}", "=", '"', "”", "’", "«",
    "|", ":", "#", "<b>", "[", "](", ")", "!", "`", "\\", "*", "_", "&", "{{ x }}",
    "{setting}`limit`", "{item}`agreed`", "{checklist}`x <trial-list>`", "type=", "type=choice",
    "if=", ' if="result = phone"', ' if="more = x"', "source=", "columns=", "min=", ":id: ",
    ":reviewed: 2099-01-01\n", ":retired: agreed\n", "2026-02-30", "and ", "not ", "in (",
    "sana", "Onko", "Varmista", "ja ", "Lifecare", "Lıfecare", "ppk", "040 123 4567",
    "131052-308T", "a@b.fi", "\r", "\r\n", "\x00", "\u2028", "\ufeff", "\u200b", "é", "😀",
)  # fmt: skip
WRITTEN = st.lists(st.sampled_from(ITEMS) | st.sampled_from(SCRAPS) | st.text(max_size=4)).map(
    "".join
)
LISTS = st.builds(
    "{0}{1}{2}".format, st.just(OPENING), WRITTEN, st.sampled_from((":::\n", "", ":::"))
)

CLAUSES = st.sampled_from(
    ("agreed", "may-return = yes", "may-return != not-known", "how in (spoken, written)",
     "has(ways, letter)", "answered(turns)", "answered(more)", "count > 3", "count + 1 <= $limit",
     "count in (1, 20)", "count / 0 = -count", "day < 2026-05-01", "day = day", "result = phone",
     "$nothing > 1", "how = how", "day < today", "today in (day, 2026-05-01)")
)  # fmt: skip
SAID = st.recursive(
    CLAUSES,
    lambda part: (
        part.map("not ({})".format)
        | st.builds("({} and {})".format, part, part)
        | st.builds("{} or {}".format, part, part)
    ),
    max_leaves=6,
)
CONDITIONS = SAID | st.lists(
    st.sampled_from(
        "agreed may-return how ways count day more result turns mind nothing yes no not-known"
        " spoken letter phone and or not in answered has ( ) , = != < <= > >= + - * / 3 2.5 1e9"
        " $limit $nothing today 2026-01-01 2026-02-30 == && ' ä".split()
    )
).map(" ".join)
SCOPE = Scope(
    items={
        item.id: item
        for item in (
            *(Item(id=str(kind), kind=kind, text="", line=1) for kind in Kind),
            Item(id="agreed", kind=Kind.CHECK, text="", line=1),
            Item(id="may-return", kind=Kind.YES_NO, text="", line=1),
            Item(id="how", kind=Kind.CHOICE, text="", line=1,
                 choices=(Choice(id="spoken", text="", line=1),)),
            Item(id="ways", kind=Kind.CHOICES, text="", line=1,
                 choices=(Choice(id="letter", text="", line=1),)),
            Item(id="count", kind=Kind.NUMBER, text="", line=1),
            Item(id="day", kind=Kind.DATE, text="", line=1),
        )
    },
    outcomes={"result": ("phone",)},
)  # fmt: skip


def check(data: bytes) -> list[Diagnostic]:
    """Return everything the command would say about a file."""
    reading = read_bytes(data, "a.md")
    corpus = Corpus(checklists=reading.checklists, settings=SETTINGS, today=TODAY)
    return in_order([*reading.diagnostics, *run_checks(corpus)])


def assert_usable(found: list[Diagnostic], data: bytes) -> None:
    """Every message is one printable line that points into the file, in every format."""
    last = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").count(b"\n") + 1
    for diagnostic in found:
        assert 1 <= diagnostic.line <= last, diagnostic
        assert str(diagnostic).isprintable()
    outputs = {name: form(found) for name, form in FORMATS.items()}
    assert len(found) == len(json.loads(outputs["json"]))
    assert len(found) == outputs["text"].count("\n") == outputs["github"].count("\n")
    for output in outputs.values():
        output.encode()


@settings(FREE)
@given(st.binary())
@example(b"\xff\xfe:\x00:\x00:\x00")
@example(b"\xef\xbb\xbf:::{checklist}\r\n\xc3")
def test_any_bytes_are_checked_to_the_end(data: bytes) -> None:
    """No file stops the check, and each message about it can be printed and found."""
    assert_usable(check(data), data)


@settings(FREE, max_examples=400)
@given(LISTS)
def test_any_list_is_checked_to_the_end(text: str) -> None:
    """Items, braces, fences, tabs and quotation marks in any order."""
    data = text.encode(errors="replace")

    assert_usable(check(data), data)


@settings(FREE, max_examples=200)
@given(WRITTEN)
def test_any_page_is_checked_to_the_end(text: str) -> None:
    """The same outside a list."""
    data = text.encode(errors="replace")

    assert_usable(check(data), data)


@settings(FREE, max_examples=100)
@given(LISTS)
def test_check_says_the_same_again(text: str) -> None:
    """The same file has the same problems, in the same order."""
    data = text.encode(errors="replace")

    assert check(data) == check(data)


@settings(FREE, max_examples=100)
@given(st.lists(st.sampled_from(ITEMS), unique=True))
def test_line_ends_change_nothing_but_their_own_message(items: list[str]) -> None:
    """A file from Windows has the same problems on the same lines."""
    text = f"{OPENING}{''.join(items)}:::\n"

    unix = [str(d) for d in check(text.encode())]
    windows = [str(d) for d in check(text.replace("\n", "\r\n").encode())]

    assert unix == [line for line in windows if "RN117" not in line]


@settings(FREE, max_examples=300)
@given(CONDITIONS | st.text())
def test_any_condition_is_read_or_refused(text: str) -> None:
    """Nothing but a ConditionError, which holds the words at fault and what would fit."""
    try:
        tree = parse_condition(text, SCOPE)
    except ConditionError as error:
        refused = error
    else:
        assert json.dumps(tree, allow_nan=False)
        return
    assert refused.expected
    assert refused.problem in ("syntax", "unknown-name", "mismatch")


@settings(FREE, max_examples=300)
@given(CONDITIONS)
def test_any_condition_in_a_list_is_judged(text: str) -> None:
    """What can be read is also tried out: whether it can hold, and goes round in no circle."""
    item = f'- Lisää {{#more type=text if="{text}" origin=design}}\n'
    data = f"{OPENING}{''.join(ITEMS[:6])}{item}{ITEMS[10]}:::\n".encode()

    assert_usable(check(data), data)


ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        "agreed": st.just({"value": True}),
        "may-return": st.sampled_from(({"value": "yes"}, {"value": "not-known"}, {"aside": "na"})),
        "how": st.sampled_from(({"value": "spoken"}, {"value": "written"})),
        "ways": st.just({"value": ["letter", "other"]}),
        "count": st.builds(lambda n: {"value": [n]}, st.integers(-1, 10)),
        "day": st.builds(lambda day: {"value": str(day)}, st.dates(date(2025, 1, 1))),
        "more": st.just({"value": "jotain"}),
        "rest": st.just({"value": "jotain"}),
    },
)


@settings(FREE, max_examples=300)
@given(SAID, SAID, ANSWERS)
@example("agreed", "count in (1, 20)", {"count": {"value": [1]}})
@example("result = phone", "not (answered(more))", {"agreed": {"value": True}})
def test_what_can_never_show_is_never_shown(
    first: str, second: str, answers: dict[str, dict[str, Json]]
) -> None:
    """RN205 is certain: no answers bring up what it reports."""
    items = [
        f'- Lisää {{#{name} type=text if="{condition}" origin=design}}\n'
        for name, condition in (("more", first), ("rest", second))
    ]
    data = f"{OPENING}{''.join(ITEMS[:7])}{''.join(items)}{ITEMS[10]}:::\n".encode()
    reported = {d.words[0][1] for d in check(data) if d.code is Code.NEVER_HOLDS}

    state = evaluate(read_bytes(data, "a.md").checklists[0], answers, {"limit": 3.0})

    assert not reported & {*state.visible, *state.outcomes.values()}


@settings(FREE)
@given(st.text() | st.lists(st.sampled_from(SCRAPS)).map("".join))
@example("Asia {#agreed type=text type=date}")
@example("Asia {#agreed if=”a = b” source=“TI-1”")
def test_any_braces_are_split(text: str) -> None:
    """The text before the braces is a beginning of what was written."""
    words, attributes = split_attributes(text)

    assert text.startswith(words)
    assert attributes.fault is None or attributes.fault in text or attributes.smart


@settings(FREE)
@given(st.text() | st.lists(st.sampled_from(SCRAPS)).map("".join))
def test_any_text_has_plain_words(text: str) -> None:
    """Markup that is broken is still text."""
    assert all(isinstance(what, str) and what for what in forbidden(text))
    assert isinstance(plain(text), str)
    assert all(len(use) == 2 for use in roles_used(text))


@settings(FREE)
@given(
    st.text()
    | st.lists(st.sampled_from(("a", ":", " ", "\n", "- ", '"', "&a ", "*a"))).map("".join)
)
def test_any_settings_are_read(text: str) -> None:
    """The file of settings is free text too."""
    found, problems = parse_settings(text, "organisation.yml")

    assert all(name == setting.name for name, setting in found.items())
    assert all(1 <= p.line <= len(text.splitlines()) + 1 for p in problems)
    assert all(str(p).isprintable() for p in problems)


def in_item(text: str) -> str:
    """Return a list whose only item has this text."""
    return f"{OPENING}- [ ] {text} {{#agreed origin=design}}\n:::\n"


def in_condition(text: str) -> str:
    """Return a list whose only item has this condition."""
    return f'{OPENING}- [ ] Asia {{#agreed if="{text}" origin=design}}\n:::\n'


def chain(length: int, answer: str) -> str:
    """Return a list in which every question waits for the one before it."""
    names = ["q" + "".join("abcdefghij"[int(figure)] for figure in str(n)) for n in range(length)]
    items = [f"- Onko? {{#{names[0]} type=yes-no origin=design}}\n"]
    items += [
        f'- Onko? {{#{name} type=yes-no if="{before} = {answer}" origin=design}}\n'
        for before, name in itertools.pairwise(names)
    ]
    return f"{OPENING}{''.join(items)}:::\n"


TRAPS = {
    **{f"item {mark!r}": in_item(mark * 10_000)
       for mark in ("[", "![", "(", "](", "*", "_", "`", "<", "{", "{#", "{{", "\\", "&", "a@")},
    **{f"condition {word!r}": in_condition(word * 10_000)
       for word in ("not ", "(", "-", "agreed and ", "agreed = ", "answered(", "1 + ", "$a ")},
    **{f"block {mark!r}": f"{OPENING}{mark * 5_000}\n:::\n"
       for mark in (">", "> ", "-", "- ", "1. ", "# ", ":::{note}\n", "```\n", ":::{checklist} A\n",
                    ":::{checklist} A\n:::\n", ":::\n:::{form} A\n", "- [ ] A {#a\n", ":who: x\n")},
    **{f"line {word!r}": in_item(word * (2_000_000 // len(word)))
       for word in ("a", "a ", "0 ", "”a", "{a}`", "a.b@", "vaikea ")},
    "line of colons": ":" * 2_000_000,
    "line of braces": in_item("{#" + 'a="b" ' * 300_000 + "}"),
    "line of quotes": in_item("{#a " + '"' * 2_000_001 + "}"),
    "long identifier": in_item("a" * 1_000_000 + "@"),
    "options of options": OPENING
        + "".join(f"{'  ' * n}- A {{#a}}\n" for n in range(1_000)) + ":::\n",
    "chain that holds": chain(400, "yes"),
    "chain that holds late": chain(400, "not-known"),
    "chain too long": chain(3_000, "no"),
    "circle of thousands": chain(3_000, "no").replace("#qa type", '#qa if="qcjjj = no" type', 1),
    "long condition": f"{OPENING}{ITEMS[4]}" + '- [ ] Asia {#agreed if="'
        + " or ".join(f"count = {n}" for n in range(10_000)) + '" origin=design}\n:::\n',
    "wide conditions": chain(1, "yes").removesuffix(":::\n")
        + "".join(f"- Onko? {{#w{'a' * n} type=yes-no origin=design}}\n" for n in range(1, 40))
        + "".join(f"- [ ] Asia {{#x{'a' * n} origin=design if=\""
                  + " and ".join(f"w{'a' * m} != yes" for m in range(1, 40)) + "\"}\n"
                  for n in range(1, 40)) + ":::\n",
}  # fmt: skip
"""Texts that make a careless parser or search run for minutes."""


@pytest.mark.parametrize("trap", TRAPS)
def test_check_comes_to_an_end(trap: str) -> None:
    """Not a measurement: it just ends, and what it says can be used."""
    data = TRAPS[trap].encode()

    assert_usable(check(data), data)
