"""What every PDF of ours is held to, for the tests of whatever is printed."""

from __future__ import annotations

import contextlib
import io
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import outloud  # type: ignore[import-untyped]
import pdfua
import pikepdf
from PIL import Image
from pypdf import PdfReader, PdfWriter

PAPER = 250
"""Lighter than this is blank, of 255."""


def program(name: str) -> str:
    """Return the path of a program of poppler or qpdf."""
    found = shutil.which(name)
    assert found, f"the tests need the program {name}"
    return found


def complaints(data: bytes, folder: Path) -> list[str]:
    """Return what three programs find wrong with a PDF; none of them sees everything."""
    path = folder / "checked.pdf"
    path.write_bytes(data)
    result = outloud.check(str(path))
    said = [f"outloud {one.rule}: {one.message}" for one in result.sorted_findings()]
    said += [f"outloud: {result.error}"] if result.error else []
    report = pdfua.validate(str(path))
    said += [f"pdfua {one.rule_id}: {one.message}" for one in report.findings]
    checked = subprocess.run(
        [program("qpdf"), "--check", path], capture_output=True, text=True, check=False
    )
    if checked.returncode:
        said.append(f"qpdf: {checked.stdout}{checked.stderr}")
    return said


@dataclass(frozen=True, kw_only=True)
class Marked:
    """An element of the structure. label: its description; fields: those in it, in order."""

    kind: str
    label: str
    language: str
    attributes: Mapping[str, str]
    fields: tuple[str, ...]
    content: bool


def structure(data: bytes) -> list[Marked]:
    """Return the elements of the structure in reading order."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return list(_elements(pdf.Root.StructTreeRoot.K))


def _elements(kids: Any) -> Iterator[Marked]:
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, int) or "/S" not in kid:
            continue
        within = kid.get("/K", pikepdf.Array())
        parts = list(within) if isinstance(within, pikepdf.Array) else [within]
        references = [part for part in parts if not isinstance(part, int) and "/Obj" in part]
        yield Marked(
            kind=str(kid.S),
            label=str(kid.get("/Alt", "")),
            language=str(kid.get("/Lang", "")),
            attributes={name: str(value) for name, value in kid.get("/A", {}).items()},
            fields=tuple(field_name(one.Obj) for one in references if one.Obj.Subtype == "/Widget"),
            content=any(isinstance(part, int) for part in parts),
        )
        yield from _elements(within)


def field_name(widget: pikepdf.Object) -> str:
    """Return the name of the field that a place on a page belongs to."""
    return str((widget if "/T" in widget else widget.Parent).T)


def reading_order(data: bytes) -> list[str]:
    """Return the names of the fields as the structure has them; a group of buttons once."""
    return list(dict.fromkeys(name for one in structure(data) for name in one.fields))


def tab_order(data: bytes) -> list[str]:
    """Return the names of the fields as the tab key goes through them; a group once."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert {"/S"} == {str(page.Tabs) for page in pdf.pages}
        widgets = [
            one for page in pdf.pages for one in page.get("/Annots", []) if one.Subtype == "/Widget"
        ]
        return list(dict.fromkeys(map(field_name, widgets)))


def labels(data: bytes) -> dict[str, str]:
    """Return what each field is called, by name, in the order of the form."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return {str(one.T): str(one.TU) for one in pdf.Root.AcroForm.Fields}


def fonts(data: bytes) -> dict[str, bool]:
    """Return the fonts of a PDF, and whether each is embedded."""
    found: dict[str, bool] = {}
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/FontDescriptor":
                found[str(thing.FontName)] = "/FontFile2" in thing
    return found


def filled(data: bytes, values: Mapping[str, str]) -> bytes:
    """Return the form with values typed in; those of boxes and buttons begin with a slash."""
    writer = PdfWriter(clone_from=io.BytesIO(data))
    for page in writer.pages:
        writer.update_page_form_field_values(page, dict(values), auto_regenerate=False)
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def values(data: bytes) -> dict[str, str]:
    """Return what stands in each field."""
    fields = PdfReader(io.BytesIO(data)).get_fields() or {}
    return {name: str(one.get("/V", "")) for name, one in fields.items()}


def sample_values(data: bytes) -> dict[str, str]:
    """Return something for every field of a form."""
    found: dict[str, str] = {}
    with pikepdf.open(io.BytesIO(data)) as pdf:
        one: Any
        for one in pdf.Root.AcroForm.Fields:
            states = [kid.AP.N for kid in one.get("/Kids", [one]) if one.FT == "/Btn"]
            last = [name for state in states for name in state if name != "/Off"]
            options = [str(pair[0]) for pair in one.get("/Opt", [])]
            typed = f"åäö é – {one.T}"[: int(one.get("/MaxLen", 99))]
            found[str(one.T)] = (last or options or [typed])[-1]
    return found


def pictures(data: bytes, folder: Path, dots: int = 50) -> list[Image.Image]:
    """Return the pages as poppler shows them, in grey."""
    path = folder / "shown.pdf"
    path.write_bytes(data)
    subprocess.run(
        [program("pdftoppm"), "-gray", "-r", str(dots), path, folder / "shown"], check=True
    )
    files = sorted(folder.glob("shown-*.pgm"))
    with contextlib.ExitStack() as stack:
        found = [stack.enter_context(Image.open(file)).copy() for file in files]
    for file in files:
        file.unlink()
    return found


def ink(picture: Image.Image) -> tuple[int, int, int, int] | None:
    """Return the box around everything that is painted; None for a blank page."""
    return picture.point(lambda grey: 255 if grey < PAPER else 0).getbbox()


def text_of(data: bytes, folder: Path) -> str:
    """Return the words of a PDF, as poppler reads them."""
    path = folder / "read.pdf"
    path.write_bytes(data)
    run = subprocess.run(
        [program("pdftotext"), "-layout", path, "-"], capture_output=True, text=True, check=True
    )
    return run.stdout


def assert_sound(data: bytes, folder: Path, *, margin: float = 0.02) -> None:
    """Assert what holds for every PDF. margin: of a page's width, stays white all around it."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        root: Any = pdf.Root
        assert root.MarkInfo.Marked is True
        assert root.ViewerPreferences.DisplayDocTitle is True
        assert root.ViewerPreferences.PrintScaling == "/None"
        assert str(root.Lang)
        assert str(pdf.docinfo["/Title"])
        form = "/AcroForm" in root
    assert [] == complaints(data, folder)
    assert fonts(data)
    assert all(fonts(data).values())
    for page in pictures(data, folder):
        box = ink(page)
        assert box, "a page is blank"
        edge = round(page.width * margin)
        assert min(box[0], box[1], page.width - box[2], page.height - box[3]) >= edge
    if form:
        assert_form(data)


def assert_form(data: bytes) -> None:
    """Assert that every field is named, labelled, in order, and keeps what is typed into it."""
    named = labels(data)
    assert all(named.values())
    assert list(named) == reading_order(data) == tab_order(data)
    typed = sample_values(data)
    kept = values(filled(data, typed))
    assert typed == {name: kept[name] for name in typed}
