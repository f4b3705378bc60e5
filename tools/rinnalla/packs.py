"""Packs: lists that are printed together, as an editor writes them on a page.

Owns the body of one ``{pack}`` block, and what is wrong with it beside the lists there are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from rinnalla.diagnostics import Code, Diagnostic, near, problem, shorten
from rinnalla.model import Checklist, Item, Kind, Mention, Section, Text
from rinnalla.phrases import phrase

OPTIONS = ("id", "lists", "feedback", "programme")
"""Options of a pack: its id, its lists in the order of use, the form that is printed last, and
the list, or the section of one, that is the programme of a day."""

OWN = "own"
"""The id of a pack that somebody puts together, which no pack on a page can have."""

PREFIX = "pack-"
"""How the file of every pack begins; those of lists stand beside it and begin with their ids."""

_OPTION = re.compile(r":(?P<name>[\w-]*):(?:\s+(?P<value>.*))?")
_GOOD_ID = re.compile(r"[a-z]+(-[a-z]+)*")


@dataclass(frozen=True, kw_only=True, slots=True)
class Pack:
    """Lists that are printed together.

    path, line: where it opens. about: paragraphs, for whom and when. lists: in the order of use.
    feedback: the form that is printed last. programme: a list whose sections are the parts of a
    day, or ``list#section`` whose numbers are their minutes.
    """

    id: str
    title: str
    path: str
    line: int
    about: tuple[Text, ...] = ()
    lists: tuple[Mention, ...] = ()
    feedback: Mention | None = None
    programme: Mention | None = None

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """Every list in the order of print."""
        return (*self.lists, self.feedback) if self.feedback else self.lists

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the lists, in the order of print."""
        return tuple(mention.id for mention in self.mentions)

    @property
    def anchor(self) -> str:
        """The id of its place on the page."""
        return _name(self.id)

    @property
    def file(self) -> str:
        """The name of its file."""
        return file_of(self.id)


def file_of(id_: str) -> str:
    """Return the name of a pack's file."""
    return f"{_name(id_)}.pdf"


def _name(id_: str) -> str:
    return f"{PREFIX}{id_}"


def parse_pack(title: str, path: str, line: int, body: str) -> tuple[Pack, list[Diagnostic]]:
    """Return the pack in the body of its block, and what is wrong with its form.

    line: where the block opens; its body begins on the next one.
    """
    problems: list[Diagnostic] = []
    lines = list(enumerate(body.split("\n"), start=line + 1))
    given, rest = _options(lines, path, problems)

    def mentions(name: str) -> tuple[Mention, ...]:
        text = given.get(name)
        return tuple(Mention(id=id_, line=text.line) for id_ in text.text.split()) if text else ()

    def mention(name: str) -> Mention | None:
        text, found = given.get(name), mentions(name)
        if text and len(found) > 1:
            value, expected = shorten(text.text), phrase("the id of one list")
            problems.append(
                problem(path, text.line, Code.BAD_VALUE, option=name, value=value,
                        expected=expected)
            )  # fmt: skip
        return found[0] if found else None

    pack = Pack(
        id=given["id"].text if "id" in given else "",
        title=title,
        path=path,
        line=line,
        about=tuple(_paragraphs(rest)),
        lists=mentions("lists"),
        feedback=mention("feedback"),
        programme=mention("programme"),
    )
    problems += _lacking(pack)
    if pack.id and (pack.id == OWN or not _GOOD_ID.fullmatch(pack.id)):
        problems.append(problem(path, given["id"].line, Code.BAD_PACK_ID, id=shorten(pack.id)))
    return pack, problems


def _options(
    lines: list[tuple[int, str]], path: str, problems: list[Diagnostic]
) -> tuple[dict[str, Text], list[tuple[int, str]]]:
    """Return the options that say something, by name, and the lines after them."""
    given: dict[str, Text] = {}
    for at, (number, text) in enumerate(lines):
        option = _OPTION.fullmatch(text.strip())
        if option is None:
            return {name: found for name, found in given.items() if found.text}, lines[at:]
        name, value = option["name"], (option["value"] or "").strip()
        if name not in OPTIONS:
            what, known = phrase("a pack"), ", ".join(OPTIONS)
            problems.append(
                problem(path, number, Code.UNKNOWN_OPTION, option=name, what=what, known=known)
            )
        elif name in given:
            expected = phrase("given only once")
            problems.append(
                problem(path, number, Code.BAD_VALUE, option=name, value=shorten(value),
                        expected=expected)
            )  # fmt: skip
        else:
            given[name] = Text(text=value, line=number)
    return {name: found for name, found in given.items() if found.text}, []


def _paragraphs(lines: list[tuple[int, str]]) -> Iterator[Text]:
    """Yield each paragraph in one line, as translators see it."""
    first, words = 0, list[str]()
    for number, line in [*lines, (0, "")]:
        if line.strip():
            first = first if words else number
            words.append(line.strip())
        elif words:
            yield Text(text=" ".join(words), line=first)
            words = []


def _lacking(pack: Pack) -> Iterator[Diagnostic]:
    """Yield what every pack has and this one has not."""
    parts = {
        phrase("title"): bool(pack.title),
        phrase("{option} line", option=":id:"): bool(pack.id),
        phrase("{option} line", option=":lists:"): bool(pack.lists),
        phrase("text for its cover"): bool(pack.about),
    }
    for what, is_there in parts.items():
        if not is_there:
            name = shorten(pack.title or pack.id or "{pack}")
            yield problem(pack.path, pack.line, Code.PACK_LACKS, name=name, what=what)


def translate_pack(pack: Pack, tr: Callable[[str], str]) -> Pack:
    """Return the pack with its texts in the language of a translator of texts."""
    about = tuple(replace(text, text=tr(text.text)) for text in pack.about)
    return replace(pack, title=tr(pack.title), about=about)


def faults_of(pack: Pack, lists: Mapping[str, Checklist]) -> Iterator[Diagnostic]:
    """Yield what keeps a pack from being printed. lists: all there are, by id."""
    seen: set[str] = set()
    for mention in pack.mentions:
        if mention.id not in lists:
            words = {"id": shorten(mention.id), "near": near(mention.id, lists)}
            yield problem(pack.path, mention.line, Code.UNKNOWN_IN_PACK, **words)
        elif mention.id in seen:
            where, id_ = phrase("the pack"), shorten(mention.id)
            yield problem(pack.path, mention.line, Code.NAMED_TWICE, id=id_, where=where)
        seen.add(mention.id)
    if pack.programme and (why := _fault_of_programme(pack, pack.programme, lists)):
        id_ = shorten(pack.programme.id)
        yield problem(pack.path, pack.programme.line, Code.BAD_PROGRAMME, id=id_, why=why)


def _fault_of_programme(pack: Pack, mention: Mention, lists: Mapping[str, Checklist]) -> str:
    list_id, mark, _ = mention.id.partition("#")
    if list_id not in pack.ids:
        return phrase("is no list of the pack")
    if list_id not in lists:  # which has been said of the pack
        return ""
    section = programme_section(mention.id, lists[list_id])
    if not mark:
        return "" if section_titles(lists[list_id]) else phrase("has no sections")
    return "" if section and numbers(section) else phrase("is no section that asks for numbers")


def programme_section(id_: str, checklist: Checklist) -> Section | None:
    """Return the section that a programme names; None where it is the whole list."""
    _, _, section_id = id_.partition("#")
    found = (section for section in checklist.sections if section.id == section_id)
    return next(found, None) if section_id else None


def numbers(section: Section) -> tuple[Item, ...]:
    """Return the numbers that a section asks for."""
    return tuple(item for item in section.items if item.kind is Kind.NUMBER)


def section_titles(checklist: Checklist) -> tuple[str, ...]:
    """Return the titles of a list's sections."""
    return tuple(section.title for section in checklist.sections if section.title)
