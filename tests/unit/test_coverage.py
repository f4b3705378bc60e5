"""The command ``rinnalla coverage``: what is used, what is not, and what rests on nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rinnalla.cli import main

DOCS = Path(__file__).parent.parent.parent / "docs"

SOURCE = """\
# Lähde

:::{facts}
- Ensimmäinen tieto. {#TI-1}
- Toinen tieto. {#TI-2}
- Kolmas tieto. {#TI-3}
- Roskaa. {#TI-X unused="Linkki muualle."}
:::
"""
LIST = """\
:::{checklist} Kokeilu
:id: trial-list

- [ ] Asia on sovittu {#agreed source="TI-1"}
- Tulos on selvä {#clear type=yes-no origin=design}
:::
"""
SETTINGS = "limit:\n  type: number\n  default: 3\n  about: Raja.\n  source: TI-3\n"


@pytest.fixture
def docs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder, the current one, in which every fact is used in its own way."""
    (tmp_path / "source.md").write_text(SOURCE, "utf-8")
    (tmp_path / "list.md").write_text(LIST, "utf-8")
    (tmp_path / "page.md").write_text("# Sivu\n\n## Osa\n\nTieto. {source}`TI-2`\n", "utf-8")
    (tmp_path / "organisation.yml").write_text(SETTINGS, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def replace(path: Path, old: str, new: str) -> None:
    """Change a file."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_everything_in_the_knowledge_base_is_used(capsys: pytest.CaptureFixture[str]) -> None:
    """All that is content in the sources stands in a page, a list or a setting."""
    status = main(["coverage", str(DOCS)])

    lines = capsys.readouterr().out.splitlines()
    assert 0 == status
    assert 6 == len(lines)
    assert lines[-1].startswith("261 of 261 facts used; ")
    assert lines[-1].endswith(" items, each with source or origin")


@pytest.mark.usefixtures("docs")
def test_a_page_a_list_and_a_setting_count_as_use(capsys: pytest.CaptureFixture[str]) -> None:
    """What is not content is named, and counts for nothing."""
    status = main(["coverage", "."])

    assert [
        "source.md: 3 of 3 facts used; not content: TI-X",
        "3 of 3 facts used; 2 items, each with source or origin",
    ] == capsys.readouterr().out.splitlines()
    assert 0 == status


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (("page.md", "TI-2", "oma"), "source.md:5: RN313 "),
        (("list.md", "TI-1", "TI-3"), "source.md:4: RN313 "),
        (("organisation.yml", "source: TI-3", "origin: design"), "source.md:6: RN313 "),
        (("page.md", "TI-2", "TI-2 TI-X"), "source.md:7: RN313 "),
        (("page.md", "TI-2", "TI-2 TI-7"), "page.md:5: RN310 "),
        (("list.md", 'source="TI-1"', 'source="TI-1 TI-7"'), "list.md:4: RN310 "),
        (("organisation.yml", "TI-3", "TI-3 TI-7"), "organisation.yml:1: RN310 "),
        (("list.md", " origin=design", ""), "list.md:5: RN301 "),
        (("source.md", "TI-3}", "TI-3}\n- Kaksi. {#TI-3}"), "source.md:7: RN311 "),
        (("source.md", "Kolmas tieto. ", ""), "source.md:6: RN312 "),
    ],
)
def test_each_gap_is_found_with_its_line(
    change: tuple[str, str, str], expected: str, docs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The status says that something is missing, and a line says what."""
    file, old, new = change
    replace(docs / file, old, new)

    status = main(["coverage", "."])

    lines = capsys.readouterr().out.splitlines()
    assert 1 == status
    assert [True] == [line.startswith(expected) for line in lines[1:-1]], lines


def test_unused_facts_and_homeless_items_are_in_the_sums(
    docs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The line of the source names those that are unused, the last line counts."""
    replace(docs / "page.md", "TI-2", "oma")
    replace(docs / "list.md", " origin=design", "")

    main(["coverage", "."])

    first, *_, last = capsys.readouterr().out.splitlines()
    assert "source.md: 2 of 3 facts used; unused: TI-2 (line 5); not content: TI-X" == first
    assert "2 of 3 facts used; 2 items, 1 of them without source or origin" == last


@pytest.mark.usefixtures("docs")
def test_json_tells_where_each_fact_is_used(capsys: pytest.CaptureFixture[str]) -> None:
    """For programs: every fact with the places that name it."""
    main(["coverage", ".", "--format", "json"])

    found = json.loads(capsys.readouterr().out)
    (source,) = found["sources"]
    assert (3, 3, 2, []) == tuple(found[key] for key in ("facts", "used", "items", "problems"))
    assert {
        "TI-1": [{"path": "list.md", "line": 4, "place": "trial-list#agreed"}],
        "TI-2": [{"path": "page.md", "line": 5, "place": "Osa"}],
        "TI-3": [{"path": "organisation.yml", "line": 1, "place": "limit"}],
        "TI-X": [],
    } == {entry["id"]: entry["uses"] for entry in source["entries"]}


def test_a_folder_without_facts_is_wrong_usage(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing to be covered is not full coverage."""
    assert 2 == main(["coverage", str(tmp_path)])
    assert "no facts of any source" in capsys.readouterr().err
