"""Small books: what is wrong in a page, what is missing on the computer, and the same bytes."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document

from rinnalla.book import command, jupyter, plugin
from rinnalla.book.jupyter import OFFLINE, Remark, find_node, remarks_in
from rinnalla.book.volume import MissingToolError
from rinnalla.book.word import TEMPLATE, make_word_book
from rinnalla.cli import main
from rinnalla.speech import Speech
from tests.book.conftest import volume
from tests.projects import write_files

pytestmark = pytest.mark.build

LIST = """\
:::{checklist} Lista
:id: small-list
METADATA

## Osa {#part}

- [ ] Asia on **sovittu** ja kirjattu {#agreed origin=design}
:::
"""
INDEX = """\
# Pieni kirja

Avaa [lista](list.md).

```{toctree}
list
```
"""
PAGE = "# Sivu\n\n{text}\n\n(oma)=\n## Oma lisäyksemme\n\nTeksti.\n\n"

Small = Callable[[str], Path]


@pytest.fixture
def small(tmp_path: Path) -> Small:
    """Write a project of two pages; return the folder of its pages."""

    def write(text: str) -> Path:
        files = {"conf.py": "", "index.md": INDEX, "list.md": PAGE.format(text=text) + LIST}
        return write_files(tmp_path / "docs", files)

    return write


def make(docs: Path, *options: str) -> int:
    """Return the status of the command for these pages."""
    out = str(docs.parent / "book")
    return main(["book", "--format", "word", "--docs", str(docs), "--out", out, *options])


def test_same_pages_are_the_same_file(small: Small, tmp_path: Path) -> None:
    """No clock and no lot is in it, though Jupyter Book draws lots for names."""
    docs = small("Viisi {source}`oma` ja *kuusi **seitsemän***.\n\n1. Yksi\n\n   Kaksi\n2. Kolme")
    first = make_word_book(volume(tmp_path / "one", "fi", docs)).read_bytes()
    second = make_word_book(volume(tmp_path / "two", "fi", docs)).read_bytes()

    assert first == second
    assert [path.name for path in (tmp_path / "one").iterdir()] == ["rinnalla-fi.docx"]


def test_marks_hold_for_all_words_inside_them(small: Small, tmp_path: Path) -> None:
    """Jupyter Book would mark the first of them only."""
    docs = small("**Alku [sana](index.md) loppu:** muu *kuusi **seitsemän** kahdeksan*.")
    book = Document(str(make_word_book(volume(tmp_path / "out", "fi", docs))))
    row = next(row for row in book.paragraphs if row.text.startswith("Alku sana loppu"))
    links = [run for link in row.hyperlinks for run in link.runs]

    assert [(run.text, bool(run.bold), bool(run.italic)) for run in row.runs] == [
        ("Alku ", True, False),
        (" loppu:", True, False),
        (" muu ", False, False),
        ("kuusi ", False, True),
        ("seitsemän", True, True),
        (" kahdeksan", False, True),
        (".", False, False),
    ]
    assert [(run.text, bool(run.bold)) for run in links] == [("sana", True)]


def test_what_cannot_be_read_has_its_file_and_line(
    small: Small, capsys: pytest.CaptureFixture[str]
) -> None:
    """A warning of Jupyter Book is a failure: a book with a hole in it is not made."""
    docs = small(
        "Katso [tuolta](#nowhere).\n\nKatso {term}`olematon`.\n\n"
        "Teksti {outo}`x`.\n\n:::{kumma}\nTeksti.\n:::"
    )

    assert make(docs) == 1
    told = capsys.readouterr().err.splitlines()
    assert sorted(row.partition("docs/list.md:")[2] for row in told) == [
        '3: Jupyter Book says: No target for internal reference "#nowhere" was found.',
        '5: Jupyter Book says: No target for internal reference "#term:olematon" was found.',
        "7: Jupyter Book says: unknown role: outo",
        "9: Jupyter Book says: unknown directive: kumma",
    ]
    assert not (docs.parent / "book" / "rinnalla-fi.docx").exists()


def test_wrong_list_is_reported_as_by_the_check(
    small: Small, capsys: pytest.CaptureFixture[str]
) -> None:
    """With its code, before Jupyter Book is started."""
    docs = small(":::{drawing} olematon\n:::\n\n:::{checklist} Toinen\n:id: small-list\n:::")

    assert make(docs) == 1
    told = capsys.readouterr().err
    assert "docs/list.md:3: RN140 there is no drawing" in told
    assert "docs/list.md:6: RN" in told


def test_unknown_language_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    """Beside those there are."""
    assert main(["book", "--lang", "fi,xx"]) == 2
    assert "the language «xx» is none of fi, sv, en, fr" in capsys.readouterr().err


def test_folder_without_pages_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In one sentence."""
    assert make(tmp_path) == 2
    assert f"there is no conf.py in {tmp_path}" in capsys.readouterr().err


@pytest.mark.parametrize("missing", ["node", "jupyter-book"])
def test_missing_program_is_named_with_what_to_install(
    small: Small, monkeypatch: pytest.MonkeyPatch, missing: str, tmp_path: Path
) -> None:
    """One clear sentence, and no question: Jupyter Book itself would ask whether to fetch Node."""
    if missing == "node":
        monkeypatch.setattr(shutil, "which", lambda *_, **__: None)
    else:
        monkeypatch.setattr(jupyter, "PACKAGE", "no_such_package")

    with pytest.raises(MissingToolError) as raised:
        make_word_book(volume(tmp_path / "out", "fi", small("Teksti.")))
    assert raised.value.words == (
        "Jupyter Book or Node.js is not installed, and the Word book needs both;"
        " install rinnalla[book] or run: python3 -m nox -s book"
    )


def test_what_is_missing_for_every_book_is_said_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Faults of the pages are said with the language of their book."""
    books = [volume(tmp_path, language) for language in ("fi", "sv", "en")]
    lacking = command._Made(lines=("install it",), missing=True)
    faulty = command._Made(lines=("a.md:1: wrong",))

    assert command._tell(zip(books, (lacking, lacking, faulty), strict=True), Speech("en")) == 2
    assert capsys.readouterr().err == "rinnalla book: install it\n[en] a.md:1: wrong\n"


def test_no_connection_can_be_made(tmp_path: Path) -> None:
    """The script that is loaded first refuses names and addresses, whatever asks for them."""
    shutil.copy(TEMPLATE / OFFLINE, tmp_path)
    tries = """
    const ends = [];
    const end = (name) => (error) => { ends.push(`${name} ${error.code ?? error.cause?.code}`); };
    require("node:net").connect(80, "127.0.0.1").on("error", end("net"));
    require("node:https").get("https://example.org/").on("error", end("https"));
    require("node:dns").lookup("example.org", end("dns"));
    fetch("https://example.org/").catch(end("fetch"));
    process.on("exit", () => console.log(JSON.stringify(ends.sort())));
    """
    told = subprocess.run(
        [find_node() / "node", "--require", f"./{OFFLINE}", "--eval", tries],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        text=True,
        timeout=60,
    ).stdout

    assert json.loads(told) == [f"{name} ENETUNREACH" for name in ("dns", "fetch", "https", "net")]


def test_remarks_are_read_with_their_lines() -> None:
    """Those of the text have a line; what is said of progress is no remark."""
    told = (
        "📖 Built book.md in 77 ms.\n"
        '⚠️  book.md:12:4 No target for internal reference "#x" was found.\n'
        "⛔️ book.md:25 unknown directive: y\n"
        "⛔️ Something else went wrong\n"
    )

    assert list(remarks_in(told)) == [
        Remark(words='No target for internal reference "#x" was found.', line=12),
        Remark(words="unknown directive: y", line=25),
        Remark(words="Something else went wrong"),
    ]


def test_plugin_says_what_it_reads(capsys: pytest.CaptureFixture[str]) -> None:
    """As Jupyter Book asks it without arguments."""
    assert plugin.main([]) == 0
    said = json.loads(capsys.readouterr().out)

    assert {"checklist", "form", "facts", "drawing"} <= {one["name"] for one in said["directives"]}
    assert [one["stage"] for one in said["transforms"]] == ["document"]
