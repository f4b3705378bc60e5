"""What a built HTML file holds, read without a browser: words, links, anchors, headings."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

LINKS = ("href", "src", "action", "srcset", "poster", "data")
SAID = ("aria-label", "aria-description", "alt", "title", "placeholder", "data-texts")


@dataclass(kw_only=True)
class Markup:
    """One file. links: addresses as written; words: visible and spoken texts, whole elements."""

    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    language: str = ""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found = Markup()
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id":
                self.found.ids.append(value or "")
            elif name in LINKS and value is not None:
                self.found.links.append(value)
            elif name in SAID and value:
                self.found.words += json.loads(value).values() if name == "data-texts" else [value]
        if tag == "html":
            self.found.language = dict(attrs).get("lang") or ""
        if tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
            self.found.headings.append(tag)
        self.silent += tag in ("script", "style")

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in ("script", "style")

    def handle_data(self, data: str) -> None:
        if data.strip() and not self.silent:
            self.found.words.append(" ".join(data.split()))


def read_markup(path: Path) -> Markup:
    """Return what a file holds."""
    reader = _Reader()
    reader.feed(path.read_text("utf-8"))
    return reader.found
