"""The options below a list's title: who, when, how fresh, and the list without its sections."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from rinnalla.conditions import is_date
from rinnalla.diagnostics import Code, shorten
from rinnalla.drafts import DraftReader, is_id
from rinnalla.model import AUDIENCES, PAPER_SIZES, Checklist, Mention, Text
from rinnalla.packs import PREFIX
from rinnalla.phrases import phrase

STATUSES = ("draft", "piloted", "approved", "retired")
MODES = ("do-confirm", "read-do")
OPTIONS = ("id", "mode", "who", "when", "minutes", "status", "reviewed", "review-due", "trial",
           "retired", "next", "for", "paper", "card", "figure")  # fmt: skip

_OPTION = re.compile(r":(?P<name>[\w-]+):(?P<value>.*)")


@dataclass(frozen=True, kw_only=True, slots=True)
class Opening:
    """How a list opens. kind: ``checklist`` or ``form``; line: 1-based, in the file."""

    kind: str
    title: str
    path: str
    line: int


def read_metadata(
    reader: DraftReader, opening: Opening, lines: list[str], first_line: int
) -> tuple[Checklist, int]:
    """Return the list without its sections, and the index of the first line after its options.

    lines: of the body. first_line: of the body, 1-based, in the file.
    """
    written, after = _options(reader, lines, first_line)
    options = _Options(reader, {name: text for name, text in written.items() if text.text})
    id_ = options.text("id")
    if not opening.title:
        kind = f"{{{opening.kind}}}"
        where = phrase("after {kind} on the same line", kind=kind)
        reader.report(opening.line, Code.NO_TEXT, what=phrase("list"), text=kind, where=where)
    if not id_:
        reader.report(opening.line, Code.MISSING_LIST_ID, title=shorten(opening.title))
    elif not is_id(id_):
        reader.report(options.given["id"].line, Code.BAD_ID, id=shorten(id_))
    elif id_.startswith(PREFIX):
        reader.report(options.given["id"].line, Code.LIST_LIKE_PACK, id=id_)
    reader.allowed(opening.title, opening.line)
    checklist = Checklist(
        id=id_,
        kind=opening.kind,
        title=opening.title,
        path=opening.path,
        line=opening.line,
        sections=(),
        mode=options.one_of("mode", MODES),
        who=options.words("who"),
        when=options.words("when"),
        trial=options.words("trial"),
        minutes=options.minutes(),
        status=options.one_of("status", STATUSES),
        reviewed=options.day("reviewed"),
        review_due=options.day("review-due"),
        retired=options.words_apart("retired"),
        next=options.mentions("next"),
        audience=options.one_of("for", AUDIENCES),
        paper=options.some_of("paper", PAPER_SIZES),
        card=options.mentions("card"),
        figure=options.mention("figure"),
    )
    return replace(checklist, unread=tuple(options.unread)), after


def _options(reader: DraftReader, lines: list[str], first_line: int) -> tuple[dict[str, Text], int]:
    """Return the options by name, and the index of the line after them."""
    options: dict[str, Text] = {}
    name = None
    for at, line in enumerate(lines):
        found = _OPTION.match(line)
        place = first_line + at
        if found:
            name = found["name"]
            text = Text(text=found["value"].strip(), line=place)
            if name not in OPTIONS:
                reader.unknown(place, name, phrase("a list"), OPTIONS)
            elif name in options:
                _bad(reader, name, text, phrase("given only once"))
            options[name] = text
        elif name and line[:1].isspace() and line.strip():
            options[name] = replace(options[name], text=f"{options[name].text} {line.strip()}")
        elif name or line.strip():
            return options, at
    return options, len(lines)


def _bad(reader: DraftReader, name: str, text: Text, expected: str) -> None:
    value = shorten(text.text)
    reader.report(text.line, Code.BAD_VALUE, option=name, value=value, expected=expected)


class _Options:
    """Reads the values that were given. unread: names of those that cannot be read."""

    def __init__(self, reader: DraftReader, given: dict[str, Text]) -> None:
        self.reader = reader
        self.given = given
        self.unread: list[str] = []

    def text(self, name: str) -> str:
        return self.given[name].text if name in self.given else ""

    def words(self, name: str) -> Text | None:
        text = self.given.get(name)
        if text:
            self.reader.allowed(text.text, text.line)
        return text

    def words_apart(self, name: str) -> tuple[str, ...]:
        return tuple(self.text(name).replace(",", " ").split())

    def mentions(self, name: str) -> tuple[Mention, ...]:
        return tuple(Mention(id=id_, line=self.given[name].line) for id_ in self.words_apart(name))

    def mention(self, name: str) -> Mention | None:
        text = self.given.get(name)
        return Mention(id=text.text, line=text.line) if text else None

    def one_of(self, name: str, known: tuple[str, ...]) -> str | None:
        if name in self.given and self.text(name) not in known:
            self.bad(name, phrase("one of: {known}", known=", ".join(known)))
            return None
        return self.text(name) or None

    def some_of(self, name: str, known: tuple[str, ...]) -> tuple[str, ...]:
        given = self.words_apart(name)
        if all(word in known for word in given):
            return tuple(word for word in known if word in given)
        self.bad(name, phrase("one or more of: {known}", known=", ".join(known)))
        return ()

    def minutes(self) -> int | None:
        text = self.text("minutes")
        if not text or re.fullmatch(r"[1-9][0-9]{0,3}", text):
            return int(text) if text else None
        self.bad("minutes", phrase("a whole number such as 20"))
        return None

    def day(self, name: str) -> date | None:
        text = self.text(name)
        if not text or is_date(text):
            return date.fromisoformat(text) if text else None
        self.bad(name, phrase("a date such as 2026-11-21"))
        return None

    def bad(self, name: str, expected: str) -> None:
        """Report a value that cannot be read."""
        self.unread.append(name)
        _bad(self.reader, name, self.given[name], expected)
