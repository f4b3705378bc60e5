"""Every document opened and printed by another office program."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from pypdf import PdfReader

from tests.word.reading import Read

PAGES = 12
"""No list is longer on paper."""


def letters(text: str) -> str:
    """Return the letters and digits alone: lines are broken and words hyphenated on paper."""
    return "".join(re.findall(r"\w+", text.replace("\u00ad", ""))).casefold()


def test_libreoffice_prints_every_document(
    documents: list[Read], files: Mapping[str, bytes], tmp_path: Path
) -> None:
    """All open, and each page of paper holds what the document does; one start for all."""
    office = shutil.which("soffice")
    assert office, "LibreOffice is not installed: apt-get install libreoffice-writer"
    folder, out = tmp_path / "word", tmp_path / "pdf"
    folder.mkdir()
    for name, file in files.items():
        (folder / f"{name}.docx").write_bytes(file)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    convert = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(out)]
    subprocess.run([*convert, *sorted(map(str, folder.iterdir()))], check=True, timeout=600,
                   capture_output=True)  # fmt: skip

    assert {f"{name}.pdf" for name in files} == {path.name for path in out.iterdir()}
    for document in documents:
        pages = PdfReader(out / f"{document.name}.pdf").pages
        printed = letters("".join(page.extract_text() for page in pages))
        assert 1 <= len(pages) <= PAGES, document.name
        for style, text in document.paragraphs:
            if style in (
                "Heading1",
                "Alarm",
                "Remark",
                "Heading2",
                "Item",
                "Question",
                "Result",
                "Keeping",
            ):
                assert letters(text) in printed, (document.name, text)
