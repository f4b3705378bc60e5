"""What is said around the texts of a list, in the language of the interface.

Conditions and rules in words, what an item carries besides its text, the answers of every list.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from rinnalla.messages import interface, message
from rinnalla.model import Checklist, Item, Kind, Outcome, Tree
from rinnalla.writing import day, headed, listed, named, quoted, value

_Tr = Callable[[str], str]

NOTE_NAMES = {
    "attention": message("Attention"),
    "caution": message("Be careful"),
    "danger": message("Danger"),
    "error": message("Error"),
    "hint": message("Hint"),
    "important": message("Important"),
    "note": message("Note"),
    "seealso": message("See also"),
    "tip": message("Tip"),
    "warning": message("Warning"),
}
"""What notes in running text are called, by directive: others know few of them in Finnish."""

STATUS_WORDS = {
    "draft": message("Draft"),
    "piloted": message("Piloted"),
    "approved": message("Approved"),
    "retired": message("Retired"),
}
"""How far a list has been tried out."""

YES_NO_WORDS = {"yes": message("yes"), "no": message("no"), "not-known": message("not known yet")}
"""The options of a question of yes or no, in the order they are shown."""


def note_word(item: Item) -> str:
    """Return what stands before advice or a warning, in English."""
    return message("Warning") if item.kind is Kind.WARNING else message("Advice")


def condition_word(item: Item) -> str:
    """Return what stands before the condition of an item, in English."""
    return message("Only if") if item.asks else message("Shown if")


def tags(item: Item, tr: _Tr) -> tuple[str, ...]:
    """Return what is said of an item besides its text."""
    said = {
        message("Do not skip this"): item.critical,
        message("Required"): item.required,
        message("For the whole unit: answered once, not for each client"): item.per_unit,
    }
    return tuple(tr(tag) for tag, holds in said.items() if holds)


@dataclass(frozen=True, kw_only=True, slots=True)
class Rule:
    """When a result holds, to follow a label. ways: below it, each a sentence; one is enough."""

    said: str
    ways: tuple[str, ...] = ()


def rule_of(case: Outcome, ways: Callable[[Tree], tuple[str, ...]], tr: _Tr) -> Rule:
    """Return the rule of a result in words. ways: says a condition, as `Words.ways` does."""
    found = ways(case.condition.tree) if case.condition else ()
    if len(found) > 1:
        intro = headed(tr("one of these is enough"), tr)
        return Rule(said=intro, ways=tuple(f"{way}." for way in found))
    return Rule(said=f"{found[0] if found else tr('no other result applies')}.")


@dataclass(frozen=True, kw_only=True, slots=True)
class Words:
    """What the names in a list's conditions are called, in one language.

    names: item and outcome section ids to their plain text; options: (item or section id,
    option id) to the option's text, lower case where it stands in a sentence; settings: their
    values; dates: items that hold a date; language: of the texts.
    """

    names: Mapping[str, str]
    options: Mapping[tuple[str, str], str]
    settings: Mapping[str, float | str]
    dates: frozenset[str]
    language: str

    def tr(self, message: str) -> str:
        """Return the interface's translation of an English message."""
        return interface(self.language).gettext(message)

    def say(self, tree: Tree) -> str:
        """Return the condition in words, without a full stop."""
        return self._say(tree, top=True)

    def ways(self, tree: Tree) -> tuple[str, ...]:
        """Return the parts of which one is enough, each in words; of other conditions, the whole.

        They stand in the order of the condition's own parts.
        """
        parts = tree[1:] if tree[0] == "or" else (tree,)
        return tuple(self.say(part) for part in parts if isinstance(part, tuple))

    def _say(self, tree: Tree, *, top: bool = False) -> str:
        operator = str(tree[0])
        parts = [part for part in tree[1:] if isinstance(part, tuple)]
        match operator:
            case "and" | "or":
                parts = [part for part in parts if not _is_said(part, operator, parts)]
                word = self.tr("and") if operator == "and" else self.tr("or")
                said = f" {word} ".join(self._say(part) for part in parts)
                return said if top or len(parts) == 1 else f"({said})"
            case "not":
                return self.tr("not so that {condition}").format(condition=self._say(parts[0]))
            case "item":
                return self.tr("{item} is ticked").format(item=self._name(tree))
            case "answered":
                return self.tr("{item} is answered").format(item=self._name(tree))
            case "has":
                option = self.options[str(tree[1]), str(tree[2])]
                return self.tr("{item} includes {option}").format(
                    item=self._name(tree), option=quoted(option, self.tr)
                )
            case "in":
                return self._member(parts[0], parts[1])
            case _:
                return self._compared(operator, parts[0], parts[1])

    def _member(self, left: Tree, choices: Tree) -> str:
        options = [self._value(c, left) for c in choices if isinstance(c, tuple)]
        ends = (listed(options[:-1], self.tr), options[-1]) if options[1:] else options
        either = f" {self.tr('or')} ".join(ends)
        return self.tr("{item} is {value}").format(item=self._value(left, left), value=either)

    def _compared(self, operator: str, left: Tree, right: Tree) -> str:
        if "today" in (left[0], right[0]):
            return self._compared_with_today(operator, left, right)
        dates = "date" in (left[0], right[0]) or str(left[-1]) in self.dates
        said = (_DATES if dates else _NUMBERS)[operator]
        return self.tr(said).format(item=self._value(left, left), value=self._value(right, left))

    def _compared_with_today(self, operator: str, left: Tree, right: Tree) -> str:
        if right[0] != "today":
            left, operator = right, _TURNED.get(operator, operator)
        return self.tr(_TODAY[operator]).format(item=self._value(left, left))

    def _value(self, tree: Tree, owner: Tree) -> str:
        match tree[0]:
            case "item" | "outcome":
                return self._name(tree)
            case "choice":
                return quoted(self.options[str(owner[1]), str(tree[1])], self.tr)
            case "num":
                return value(float(str(tree[1])), self.language)
            case "date":
                return day(date.fromisoformat(str(tree[1])), self.language)
            case "today":
                return self.tr("today")
            case "setting":
                return value(self.settings.get(str(tree[1]), ""), self.language)
            case "neg":
                return f"−{self._value(_inner(tree, 1), owner)}"
            case operator:
                sign = {"*": "×", "/": "÷", "-": "−"}.get(str(operator), str(operator))
                parts = [self._value(_inner(tree, at), owner) for at in (1, 2)]
                return f" {sign} ".join(parts)

    def _name(self, tree: Tree) -> str:
        return named(self.names[str(tree[1])].rstrip(_QUESTION), self.tr)


def _is_said(part: Tree, operator: str, parts: list[Tree]) -> bool:
    """Return whether another part says this one too: what is ticked is answered.

    Of two ways to fail, not answered or not ticked, the second says both.
    """
    match (operator, *part):
        case ("and", "answered", name):
            return ("item", name) in parts
        case ("or", "not", ("answered", name)):
            return ("not", ("item", name)) in parts
        case _:
            return False


_QUESTION = "?؟;\u037e？ \u00a0\u202f"
"""Marks of a question in the scripts there are, and the spaces before them."""

_NUMBERS = {
    "=": message("{item} is {value}"),
    "!=": message("{item} is not {value}"),
    "<": message("{item} is less than {value}"),
    "<=": message("{item} is at most {value}"),
    ">": message("{item} is more than {value}"),
    ">=": message("{item} is at least {value}"),
}
_DATES = {
    "=": message("{item} is the same day as {value}"),
    "!=": message("{item} is another day than {value}"),
    "<": message("{item} is before {value}"),
    "<=": message("{item} is on or before {value}"),
    ">": message("{item} is after {value}"),
    ">=": message("{item} is on or after {value}"),
}
_TODAY = {
    "=": message("{item} is today"),
    "!=": message("{item} is another day than today"),
    "<": message("{item} is before today"),
    "<=": message("{item} is today or earlier"),
    ">": message("{item} is after today"),
    ">=": message("{item} is today or later"),
}
_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
"""What a comparison becomes when its sides change places."""


def _inner(tree: Tree, at: int) -> Tree:
    part = tree[at]
    return part if isinstance(part, tuple) else ()


def words_of(
    checklist: Checklist,
    plain: Callable[[str], str],
    settings: Mapping[str, float | str],
    language: str,
) -> Words:
    """Return the words for a list. plain: turns a text of the list into what a reader sees."""
    tr = interface(language).gettext
    options: dict[tuple[str, str], str] = {}
    for item in checklist.items:
        options |= {(item.id, option): text for option, text in _options(item, plain, tr)}
    for section in checklist.outcome_sections:
        options |= {(section.id, case.id): plain(case.text) for case in section.outcomes}
    return Words(
        names={item.id: plain(item.text) for item in checklist.items}
        | {section.id: plain(section.title) for section in checklist.outcome_sections},
        options=options,
        settings=settings,
        dates=frozenset(item.id for item in checklist.items if item.kind is Kind.DATE),
        language=language,
    )


def _options(item: Item, plain: Callable[[str], str], tr: _Tr) -> list[tuple[str, str]]:
    if item.kind is Kind.YES_NO:
        return [(option, tr(word)) for option, word in YES_NO_WORDS.items()]
    return [(choice.id, plain(choice.text)) for choice in item.choices]
