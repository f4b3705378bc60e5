"""Small pages put on a big sheet, each as often as it fits, to be printed and cut apart.

Only the first copy is read aloud and has links; the others are artifacts, as is the line to cut on.
All places on a sheet hold the same page, so both sides match when the sheet is turned over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from rinnalla.paper.problems import PrintError
from rinnalla.paper.repair import prefer_view, saved, walk
from rinnalla.phrases import phrase

if TYPE_CHECKING:
    import pikepdf

_MARKS = re.compile(rb"^(?:/\w+\s(?:<<[^>]*>>\sBDC|BMC)|EMC)$", re.MULTILINE)
"""Where marked content begins and ends; texts are hexadecimal, so none can look like it."""

_TOLERANCE = 1.0
"""In points: pages may be larger than their part of the sheet by so much, as A5 is half of A4 only
when millimetres are rounded down."""


@dataclass(frozen=True, slots=True)
class _Grid:
    """A sheet and its parts, in points."""

    across: int
    down: int
    width: float
    height: float

    def corners(self, width: float, height: float) -> Iterator[tuple[float, float]]:
        """Yield the lower left corner of each page of a size, each in the middle of its part."""
        part_width, part_height = self.width / self.across, self.height / self.down
        if width > part_width + _TOLERANCE or height > part_height + _TOLERANCE:
            raise PrintError(phrase("the pages are too large for so many on a sheet"))
        for row in range(self.down):
            for column in range(self.across):
                yield (
                    column * part_width + (part_width - width) / 2,
                    self.height - (row + 1) * part_height + (part_height - height) / 2,
                )

    def cuts(self) -> bytes:
        """Return thin broken lines between the parts."""
        upright = (self.width * at / self.across for at in range(1, self.across))
        level = (self.height * at / self.down for at in range(1, self.down))
        lines = [f"{x:.3f} 0 m {x:.3f} {self.height:.3f} l" for x in upright]
        lines += [f"0 {y:.3f} m {self.width:.3f} {y:.3f} l" for y in level]
        return f"/Artifact BMC q 0.5 w [4 4] 0 d 0.4 G {' '.join(lines)} S Q EMC".encode()


def impose(
    data: bytes, *, across: int, down: int, sheet: tuple[float, float], cut_marks: bool = True
) -> bytes:
    """Return the PDF with each page standing across times down times on one sheet.

    data: as ``print_html`` makes it. sheet: width and height in millimetres. The result turns over
    its long edge if it is upright, and over its short one if not. Raises PrintError for a form,
    whose fields would stand there twice, and for pages that are too large.
    """
    import pikepdf  # noqa: PLC0415 - only printing needs it

    grid = _Grid(across, down, sheet[0] * 72 / 25.4, sheet[1] * 72 / 25.4)
    with pikepdf.open(BytesIO(data)) as pdf:
        if "/AcroForm" in pdf.Root:
            raise PrintError(phrase("a page with fields cannot be put on a sheet several times"))
        moved = {}
        for page in pdf.pages:
            moved[page.obj.objgen] = _impose_page(pdf, page, grid, cut_marks=cut_marks)
        _move_targets(pdf, moved)
        _move_figures(pdf, moved)
        prefer_view(pdf, "long" if grid.height >= grid.width else "short")
        return saved(pdf)


_Moved = dict[tuple[int, int], tuple[float, float]]
"""How far the first copy of each page was moved, by its object."""


def _impose_page(
    pdf: pikepdf.Pdf, page: pikepdf.Page, grid: _Grid, *, cut_marks: bool
) -> tuple[float, float]:
    """Make the page a sheet; return how far its own content has moved."""
    import pikepdf  # noqa: PLC0415

    left, bottom, right, top = (float(edge) for edge in page.MediaBox)
    width, height = right - left, top - bottom
    first, *others = grid.corners(width, height)
    content = page.Contents.read_bytes()
    parts = [f"q 1 0 0 1 {first[0]:.3f} {first[1]:.3f} cm\n".encode(), content, b"\nQ\n"]
    if others:
        patterns = _patterns(pdf, page, others)
        resources = pikepdf.Dictionary(dict(page.Resources.items()))
        resources.Pattern = pikepdf.Dictionary(
            {**dict(page.Resources.get("/Pattern", {}).items()), **patterns}
        )
        page.Resources = resources
        fills = (
            f"{name} scn {x:.3f} {y:.3f} {width:.3f} {height:.3f} re f"
            for name, (x, y) in zip(patterns, others, strict=True)
        )
        parts.append(f"/Artifact BMC q /Pattern cs {' '.join(fills)} Q EMC\n".encode())
    if cut_marks:
        parts.append(grid.cuts())
    page.Contents = pdf.make_stream(b"".join(parts))
    for box in ("/TrimBox", "/BleedBox", "/CropBox"):
        if box in page:
            del page[box]
    page.MediaBox = pikepdf.Array([0, 0, round(grid.width, 3), round(grid.height, 3)])
    for annotation in page.get("/Annots", []):
        annotation.Rect = _shifted(annotation.Rect, first)
    return first


def _patterns(
    pdf: pikepdf.Pdf, page: pikepdf.Page, corners: list[tuple[float, float]]
) -> dict[str, pikepdf.Object]:
    """Return the copies of a page as patterns to fill areas with, by name.

    In a pattern the text is a drawing: nobody finds it, copies it or hears it four times.
    """
    import pikepdf  # noqa: PLC0415

    copy = pdf.make_stream(
        _MARKS.sub(b"", page.Contents.read_bytes()),
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Form,
        BBox=page.MediaBox,
        Resources=page.Resources,
    )
    width, height = float(page.MediaBox[2]), float(page.MediaBox[3])
    return {
        f"/RnCopy{number}": pdf.make_stream(
            b"/RnPage Do",
            Type=pikepdf.Name.Pattern,
            PatternType=1,
            PaintType=1,
            TilingType=1,
            BBox=page.MediaBox,
            XStep=width,
            YStep=height,
            Matrix=pikepdf.Array([1, 0, 0, 1, round(x, 3), round(y, 3)]),
            Resources=pikepdf.Dictionary(XObject=pikepdf.Dictionary({"/RnPage": copy})),
        )
        for number, (x, y) in enumerate(corners, 1)
    }


def _shifted(box: pikepdf.Object, by: tuple[float, float]) -> pikepdf.Array:
    import pikepdf  # noqa: PLC0415

    return pikepdf.Array([round(float(edge) + by[at % 2], 3) for at, edge in enumerate(box)])


def _move_targets(pdf: pikepdf.Pdf, moved: _Moved) -> None:
    """Let links and the outline lead to the first copies."""
    import pikepdf  # noqa: PLC0415

    names = pdf.Root.get("/Names", pikepdf.Dictionary()).get("/Dests")
    targets: list[object] = []
    if names is not None:
        targets += list(names.Names)[1::2]
    with pdf.open_outline() as outline:
        entries = list(outline.root)
        while entries:
            entry = entries.pop()
            targets.append(entry.destination)
            entries += entry.children
    for target in targets:
        if isinstance(target, pikepdf.Array) and target[0].objgen in moved:
            for at, by in zip((2, 3), moved[target[0].objgen], strict=True):
                target[at] = round(float(target[at]) + by, 3)


def _move_figures(pdf: pikepdf.Pdf, moved: _Moved) -> None:
    """Let pictures say where they are now."""
    for element in walk(pdf).elements:
        if element.S == "/Figure" and "/BBox" in element.get("/A", {}):
            element.A.BBox = _shifted(element.A.BBox, moved[element.Pg.objgen])
