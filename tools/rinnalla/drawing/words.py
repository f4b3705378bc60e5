"""The words of a drawing as they stand on a page: its title, its description, its labels."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from rinnalla.diagnostics import Code, Diagnostic, problem, shorten
from rinnalla.model import Text
from rinnalla.phrases import phrase

OPTIONS = ("list", "by")
"""Options of a drawing: the list it is drawn from, and the items whose answers divide it."""

_OPTION = re.compile(r":(?P<name>[\w-]*):(?:\s+(?P<value>.*))?")
_BULLET = re.compile(r"[-*+] +(?P<text>.*)")
_ID = re.compile(r"\s*\{#(?P<id>[^{}\s]*)\}\s*")
_GOOD_ID = re.compile(r"[a-z]+(-[a-z]+)*")


@dataclass(frozen=True, kw_only=True, slots=True)
class Drawing:
    """What an editor wrote of a drawing; where there are no words, they stand on another page.

    path, line: where it opens. labels: id and text, in the order of reading. list, by: what it
    is drawn from, empty where its art is a file.
    """

    name: str
    path: str
    line: int
    title: Text | None = None
    description: tuple[Text, ...] = ()
    labels: tuple[tuple[str, Text], ...] = ()
    list: str = ""
    by: tuple[str, ...] = ()

    @property
    def texts(self) -> tuple[Text, ...]:
        """Every text of it, in the order of reading."""
        own = (self.title,) if self.title else ()
        return (*own, *self.description, *(text for _, text in self.labels))

    @property
    def speaks(self) -> bool:
        """Whether the drawing has words of its own."""
        return bool(self.title or self.labels)


def shown(text: str) -> str:
    """Return a label's words as they are laid out: a soft hyphen for ``&shy;``."""
    return unescape(text)


def parse_drawing(name: str, path: str, line: int, body: str) -> tuple[Drawing, list[Diagnostic]]:
    """Return the drawing in the body of its block, and what is wrong with its form.

    line: where the block opens; its body begins on the next one.
    """
    lines = [(line + at, text) for at, text in enumerate(body.split("\n"), start=1)]
    problems: list[Diagnostic] = []
    options: dict[str, str] = {}
    start = 0
    for number, text in lines:
        option = _OPTION.fullmatch(text.strip())
        if option is None:
            break
        start += 1
        if option["name"] in OPTIONS:
            options[option["name"]] = option["value"] or ""
        else:
            known = ", ".join(OPTIONS)
            problems.append(
                problem(path, number, Code.UNKNOWN_OPTION, option=option["name"],
                        what=phrase("a drawing"), known=known)
            )  # fmt: skip
    paragraphs = [
        Text(text=text, line=at) for at, text, bullet in _blocks(lines[start:]) if not bullet
    ]
    bullets = [Text(text=text, line=at) for at, text, bullet in _blocks(lines[start:]) if bullet]
    labels = dict(_labels(bullets, path, problems))
    drawing = Drawing(
        name=name,
        path=path,
        line=line,
        title=paragraphs[0] if paragraphs else None,
        description=tuple(paragraphs[1:]),
        labels=tuple(labels.items()),
        list=options.get("list", ""),
        by=tuple(options.get("by", "").split()),
    )
    return drawing, problems


def _blocks(lines: list[tuple[int, str]]) -> Iterator[tuple[int, str, bool]]:
    """Yield each paragraph and each point of a list as one line: where it begins, and which."""
    first, words, bullet = 0, "", False
    for number, line in [*lines, (0, "")]:
        text = line.strip()
        point = _BULLET.fullmatch(text)
        if words and (point or not text):
            yield first, words, bullet
            words = ""
        if text and not words:
            first, words, bullet = number, point["text"] if point else text, bool(point)
        elif text:
            words = f"{words} {text}"


def _labels(
    bullets: list[Text], path: str, problems: list[Diagnostic]
) -> Iterator[tuple[str, Text]]:
    first: dict[str, int] = {}
    for bullet in bullets:
        found = _ID.search(bullet.text)
        text = _ID.sub("", bullet.text, count=1).strip()
        said = shorten(text)
        if found is None:
            label = phrase("label")
            problems.append(problem(path, bullet.line, Code.MISSING_ITEM_ID, what=label, text=said))
        elif not _GOOD_ID.fullmatch(found["id"]):
            problems.append(problem(path, bullet.line, Code.BAD_ID, id=shorten(found["id"])))
        elif found["id"] in first:
            problems.append(
                problem(
                    path, bullet.line, Code.DUPLICATE_ID, id=found["id"], first=first[found["id"]]
                )
            )
        else:
            first[found["id"]] = bullet.line
            yield found["id"], Text(text=text, line=bullet.line)
