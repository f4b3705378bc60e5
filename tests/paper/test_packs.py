"""Packs: every ready one in every language, counted, turned, read, and compared with its lists."""

from __future__ import annotations

import io
import re
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pypdf import PdfReader

from rinnalla.cli import main
from rinnalla.editions import Edition, Editions, PackEdition
from rinnalla.model import Mention
from rinnalla.packs import OWN, Pack, numbers, programme_section
from rinnalla.paper.pack import CONTENTS, KEEP, NOTES, ORDER, render_pack
from rinnalla.version import version_of
from tests.paper_checks import complaints, ink, pictures, program
from tests.projects import BASE_URL, ROOT, TODAY, real_editions

Outline = list[tuple[str, int, list[tuple[str, int]]]]
"""Title and page (from 1) of each part, and the same of its sections."""


def squashed(text: str) -> str:
    """Return a text without spaces: how it is broken into lines says nothing."""
    return re.sub(r"\s", "", text)


@dataclass(frozen=True)
class Booklet:
    """A pack and its finished PDF."""

    found: PackEdition
    data: bytes
    folder: Path

    @property
    def name(self) -> str:
        """Language and id."""
        return f"{self.found.editions[0].language}-{self.found.pack.id}"

    @property
    def first(self) -> Edition:
        """Its first list, for words in its language."""
        return self.found.editions[0]

    @cached_property
    def pages(self) -> list[str]:
        """The text of each page, in the order it was written."""
        return self._read("-raw")

    @cached_property
    def lines(self) -> list[list[str]]:
        """The lines of each page, as they lie on it."""
        return [page.splitlines() for page in self._read("-layout")]

    def _read(self, how: str) -> list[str]:
        path = self.folder / "pack.pdf"
        path.write_bytes(self.data)
        command = [program("pdftotext"), how, str(path), "-"]
        run = subprocess.run(command, capture_output=True, text=True, check=True)
        return run.stdout.split("\f")[:-1]

    @cached_property
    def outline(self) -> Outline:
        """The outline, two levels of it."""
        reader = PdfReader(io.BytesIO(self.data))
        found: Outline = []

        def page(entry: Any) -> int:
            number = reader.get_destination_page_number(entry)
            assert number is not None
            return number + 1

        entry: Any
        for entry in reader.outline:
            if isinstance(entry, list):
                assert not any(isinstance(one, list) for one in entry)
                found[-1][2].extend((str(one.title), page(one)) for one in entry)
            else:
                found.append((str(entry.title), page(entry), []))
        return found

    @cached_property
    def chapters(self) -> list[tuple[Edition, int, int]]:
        """Each list with its first page and the one after its last."""
        starts = [page for _, page, _ in self.outline[3:]]
        ends = [*starts[1:], len(self.pages) + 1]
        return list(zip(self.found.editions, starts, ends, strict=True))


@pytest.fixture(scope="module")
def editions() -> Editions:
    """Every list and pack in every language."""
    return real_editions()


@pytest.fixture(scope="module")
def packs(editions: Editions, tmp_path_factory: pytest.TempPathFactory) -> list[Booklet]:
    """Every pack in every language, as the command makes it."""
    out = tmp_path_factory.mktemp("packs")
    options = ("--docs", str(ROOT / "docs"), "--base-url", BASE_URL, "--today", str(TODAY))
    assert 0 == main(["pack", "--out", str(out), *options])
    return [
        Booklet(found, (out / language / found.pack.file).read_bytes(), out)
        for language, known in editions.packs.items()
        for found in known.values()
    ]


def test_packs_of_four_kinds_stand_in_every_language(packs: list[Booklet]) -> None:
    """Coaching, workshop, closure, case management."""
    ids = {"coaching", "workshop", "closure", "case-management"}

    assert {f"{code}-{id_}" for code in ("fi", "sv", "en", "fr") for id_ in ids} == {
        booklet.name for booklet in packs
    }


def test_packs_are_sound(packs: list[Booklet], tmp_path: Path) -> None:
    """Tagged, titled, nothing blank, nothing at the edge of the paper."""
    for booklet in packs:
        assert [] == complaints(booklet.data, tmp_path), booklet.name
        for page in pictures(booklet.data, tmp_path):
            box, edge = ink(page), round(page.width * 0.02)
            assert box, f"{booklet.name}: a page is blank"
            assert min(box[0], box[1], page.width - box[2], page.height - box[3]) >= edge
        with pikepdf.open(io.BytesIO(booklet.data)) as pdf:
            assert booklet.first.language == str(pdf.Root.Lang)
            assert booklet.found.pack.title == str(pdf.docinfo["/Title"])


def test_packs_print_on_both_sides(packs: list[Booklet]) -> None:
    """Each list begins on a front, the last has a back, the paper turns over its long edge."""
    for booklet in packs:
        assert 0 == len(booklet.pages) % 2
        assert [1] * len(booklet.chapters) == [start % 2 for _, start, _ in booklet.chapters]
        with pikepdf.open(io.BytesIO(booklet.data)) as pdf:
            root: Any = pdf.Root
            assert root.ViewerPreferences.Duplex == "/DuplexFlipLongEdge"
            assert {(595, 842)} == {
                (round(float(page.MediaBox[2])), round(float(page.MediaBox[3])))
                for page in pdf.pages
            }


def test_backs_without_text_are_for_notes(packs: list[Booklet]) -> None:
    """A back that would be blank says what it is for, and only such a back does."""
    for booklet in packs:
        notes, title = booklet.first.tr(NOTES), f"Rinnalla · {booklet.found.pack.title}"
        for number, text in enumerate(booklet.pages, 1):
            own = squashed(f"{number}/{len(booklet.pages)}")
            left = squashed(text).replace(squashed(title), "").replace(own, "")
            assert (left == squashed(notes)) == text.startswith(notes), (booklet.name, number)
            assert left or not number % 2
        followed = [end - 1 for _, start, end in booklet.chapters if (end - start) % 2 == 0]
        assert followed


def test_outline_leads_to_what_it_names(packs: list[Booklet]) -> None:
    """Cover, contents, running order, each list and its sections, in the order of print."""
    for booklet in packs:
        tr = booklet.first.tr
        editions = booklet.found.editions
        titles = [booklet.found.pack.title, tr(CONTENTS), tr(ORDER), *(e.title for e in editions)]
        assert titles == [title for title, _, _ in booklet.outline]
        assert [1, 2, 3] == [page for _, page, _ in booklet.outline[:3]]
        for edition, (_, _, sections) in zip(editions, booklet.outline[3:], strict=True):
            titled = [one for one in edition.checklist.sections if one.title]
            said = [f"{edition.codes[one.id]} {edition.plain(one.title)}" for one in titled]
            assert said == [title for title, _ in sections]
        for title, page, sections in booklet.outline:
            for words, number in ((title, page), *sections):
                assert squashed(words) in squashed(booklet.pages[number - 1]), (booklet.name, words)


def test_contents_give_the_pages_of_the_outline(packs: list[Booklet]) -> None:
    """Page numbers are right, for lists and for their sections."""
    for booklet in packs:
        rows = [
            (squashed(found[1]), int(found[2]))
            for line in booklet.lines[1]
            if (found := re.fullmatch(r"\s*(.*?)[\s.]*\.\.+\s*(\d+)", line))
        ]
        expected = [
            (squashed(title), page)
            for one, start, sections in booklet.outline[2:]
            for title, page in ((one, start), *(sections if start > 3 else ()))
        ]
        assert expected == rows, booklet.name


def test_running_order_has_the_minutes_of_the_lists(packs: list[Booklet]) -> None:
    """In the order of use, each with its page, and their sum."""
    for booklet in packs:
        lines = booklet.lines[2]
        rows = [found for line in lines if (found := re.search(r"\s(\d+|–)\s+(\d+)$", line))]
        given = [edition.checklist.minutes for edition in booklet.found.editions]
        assert [(str(minutes or "–"), str(start)) for minutes, (_, start, _) in
                zip(given, booklet.chapters, strict=True)] == [
            (row[1], row[2]) for row in rows if row[2] != f"3/{len(booklet.pages)}"
        ]  # fmt: skip
        total = str(sum(one or 0 for one in given))
        word = booklet.first.tr("Total")
        assert any(line.split() == [word, total] for line in lines), booklet.name
        text = squashed(booklet.pages[2])
        for edition in booklet.found.editions:
            assert edition.checklist.when
            assert squashed(edition.plain(edition.checklist.when.text)) in text


def test_programme_has_a_row_for_each_part(packs: list[Booklet]) -> None:
    """The facilitator has a timetable to write in."""
    named = 0
    for booklet in packs:
        mention = booklet.found.pack.programme
        if mention is None:
            continue
        named += 1
        edition = next(one for one in booklet.found.editions if mention.id.startswith(one.id))
        section = programme_section(mention.id, edition.checklist)
        parts = (
            [item.text for item in numbers(section)]
            if section
            else [one.title for one in edition.checklist.sections]
        )
        text = squashed(booklet.pages[2])
        at = 0
        for part in parts:
            at = text.index(squashed(edition.plain(part)), at)
    assert named == 8


def test_sheets_hold_the_items_of_their_lists_in_order(packs: list[Booklet]) -> None:
    """Each with its code, on the pages of its list, whose margins say its version."""
    for booklet in packs:
        for edition, start, end in booklet.chapters:
            pages = booklet.pages[start - 1 : end - 1]
            notes = booklet.first.tr(NOTES)
            assert all(
                version_of(edition).code in page for page in pages if not page.startswith(notes)
            )
            text = squashed("".join(pages))
            at = 0
            for item in edition.checklist.items:
                words = squashed(f"{edition.codes.get(item.id, '')} {edition.plain(item.text)}")
                found = text.find(words, at)
                assert found >= 0, (booklet.name, edition.id, item.id)
                at = found + len(words)


def for_professional(edition: Edition) -> Edition:
    """Return the list as the cover speaks of it, to whoever takes the pack."""
    return replace(edition, checklist=replace(edition.checklist, audience=None))


def test_cover_says_what_must_be_known(packs: list[Booklet]) -> None:
    """For whom, which versions, which alarms, and that nobody shall find it lying about."""
    for booklet in packs:
        text = squashed(booklet.pages[0])
        pack, first = booklet.found.pack, booklet.first
        for paragraph in pack.about:
            assert squashed(first.plain(paragraph.text)) in text
        for edition in booklet.found.editions:
            assert squashed(f"{edition.title} {version_of(edition).code}") in text
            for warning in for_professional(edition).warnings:
                assert squashed(warning) in text
        assert squashed("CC BY 4.0") in text
        assert squashed(first.tr(KEEP)) in text


def test_feedback_is_last(packs: list[Booklet]) -> None:
    """The form to be torn off lies at the back."""
    for booklet in packs:
        assert "session-feedback" == booklet.chapters[-1][0].id


def test_same_pack_has_the_same_bytes(packs: list[Booklet]) -> None:
    """Made here, and by the command in another process."""
    booklet = next(one for one in packs if one.name == "fi-coaching")

    assert render_pack(booklet.found).data == booklet.data


def test_pack_that_ends_on_a_front_gets_a_back(editions: Editions) -> None:
    """One page of a list is followed by one for notes; an even number of them by none."""
    lists = editions.found["fi"]
    ends = set()
    for id_ in ("heard-first-card", "coaching-session"):
        pack = Pack(id=OWN, title="Kokeilu", path="", line=1, lists=(Mention(id=id_, line=1),))
        made = render_pack(PackEdition(pack=pack, editions=(lists[id_],)))
        last = PdfReader(io.BytesIO(made.data)).pages[-1].extract_text()
        ends.add(lists[id_].tr(NOTES) in last)
        assert 0 == made.pages % 2
    assert {True, False} == ends


def test_alarm_of_one_list_names_it(editions: Editions, tmp_path: Path) -> None:
    """What holds for some lists only says of which."""
    found = editions.packs["fi"]["coaching"]
    late = found.editions[0]
    assert late.checklist.review_due
    due = late.checklist.review_due.replace(year=2025)
    checklist = replace(late.checklist, review_due=due)
    changed = (replace(late, checklist=checklist), *found.editions[1:])
    booklet = Booklet(
        replace(found, editions=changed),
        render_pack(replace(found, editions=changed)).data,
        tmp_path,
    )
    text = squashed(booklet.pages[0])

    assert squashed(f"{late.title} {late.tr(late.wording.overdue)}") in text
    assert squashed("Paketin kaikki listat") in text


def test_interface_is_translated(packs: list[Booklet]) -> None:
    """No English word of ours stands in another language."""
    words: Mapping[str, set[str]] = {
        booklet.first.language: {booklet.first.tr(CONTENTS), booklet.first.tr(ORDER)}
        for booklet in packs
    }

    assert 8 == len({word for said in words.values() for word in said})
