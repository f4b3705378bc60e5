"""The font of all paper, from its package, and nothing else: no font of the computer is looked at.

fontconfig would mix in what each machine happens to have. It gets a configuration of our own, which
knows one folder: the faces of the text font, and a small one for what is typed into fields.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape

from rinnalla.glyphs import missing_glyphs

__all__ = ["FAMILY", "FIELD_FAMILY", "FieldFont", "field_font", "missing_glyphs", "own_fonts"]

FAMILY = "Source Sans Pro"
FIELD_FAMILY = "Rinnalla Field"
"""The name, for layout, of the font of fields; the characters are those of the text font."""

FACES = ("Regular", "It", "Semibold", "Bold", "BoldIt")

_CONFIGURATION = """\
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>{fonts}</dir>
  <cachedir>{cache}</cachedir>
  <match target="pattern">
    <edit name="family" mode="append"><string>{family}</string></edit>
  </match>
</fontconfig>
"""


@dataclass(frozen=True, slots=True)
class FieldFont:
    """The font of fields. data: TrueType, subset to the characters of WinAnsi.

    widths: of the codes 32 to 255, in thousandths of the size; so are the metrics.
    """

    data: bytes
    widths: tuple[int, ...]
    box: tuple[int, int, int, int]
    ascent: int
    descent: int
    cap_height: int

    def width(self, text: bytes, size: float) -> float:
        """Return how wide a text in WinAnsi is at a size, in points."""
        return sum(self.widths[code - 32] for code in text if code >= 32) * size / 1000


def face(name: str) -> Path:
    """Return the file of a face, from its package."""
    with as_file(files("font_source_sans_pro") / "files" / f"SourceSansPro-{name}.ttf") as path:
        return path


@cache
def field_font() -> FieldFont:
    """Return the font of fields, made once in a process."""
    # Only printing needs it, and it is slow to load.
    from fontTools import subset  # type: ignore[import-untyped]  # noqa: PLC0415
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # noqa: PLC0415

    codes = [bytes([code]).decode("cp1252", "ignore") for code in range(32, 256)]
    font = TTFont(face("Regular"), recalcTimestamp=False)
    options = subset.Options(layout_features=[], hinting=False, notdef_outline=True)
    options.drop_tables += ["BASE", "GDEF", "GPOS", "GSUB", "gasp"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(text="".join(codes))
    subsetter.subset(font)
    for record in font["name"].names:
        if record.nameID in {1, 4, 16}:
            record.string = FIELD_FAMILY
    data = BytesIO()
    font.save(data)
    head, metrics, glyphs = font["head"], font["hmtx"], font.getBestCmap()
    scale = 1000 / head.unitsPerEm
    width = {code: metrics[glyphs[ord(code)]][0] for code in codes if code and ord(code) in glyphs}
    box = (head.xMin, head.yMin, head.xMax, head.yMax)
    return FieldFont(
        data=data.getvalue(),
        widths=tuple(round(width.get(code, 0) * scale) for code in codes),
        box=(
            round(box[0] * scale),
            round(box[1] * scale),
            round(box[2] * scale),
            round(box[3] * scale),
        ),
        ascent=round(font["hhea"].ascent * scale),
        descent=round(font["hhea"].descent * scale),
        cap_height=round(font["OS/2"].sCapHeight * scale),
    )


@cache
def _folder() -> Path:
    """Return a folder that lives as long as the process: the fonts, and their configuration."""
    folder = Path(tempfile.mkdtemp(prefix="rinnalla-fonts-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    fonts = folder / "fonts"
    fonts.mkdir()
    for name in FACES:
        shutil.copyfile(face(name), fonts / f"{name}.ttf")
    (fonts / "Field.ttf").write_bytes(field_font().data)
    text = _CONFIGURATION.format(
        fonts=escape(str(fonts)), cache=escape(str(folder / "cache")), family=FAMILY
    )
    (folder / "fonts.conf").write_text(text, "utf-8")
    return folder


@contextmanager
def own_fonts() -> Iterator[None]:
    """Let fontconfig know our fonts alone, while its configuration is read.

    The variable is put back, as programs that are started later inherit it.
    """
    before = os.environ.get("FONTCONFIG_FILE")
    os.environ["FONTCONFIG_FILE"] = str(_folder() / "fonts.conf")
    try:
        yield
    finally:
        if before is None:
            del os.environ["FONTCONFIG_FILE"]
        else:
            os.environ["FONTCONFIG_FILE"] = before
