"""The drawings of the book as pictures: Word shows no SVG everywhere.

WeasyPrint lays each out on a page of its own, in the colours of the site's light look, and PDFium
makes the picture; so the same drawing always gives the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

from rinnalla.book.register import Register
from rinnalla.diagnostics import shown_path
from rinnalla.drawing.art import WIDTH, Art
from rinnalla.drawing.check import FOLDER, art_file, load_art
from rinnalla.drawing.list_tree import draw_list
from rinnalla.drawing.svg import render
from rinnalla.drawing.words import Drawing, shown
from rinnalla.editions import Edition
from rinnalla.languages.known import direction
from rinnalla.paper.pdf import print_html
from rinnalla.words import YES_NO_WORDS

DPI = 200
COLOURS = 64
"""Of a picture: drawings have eight, and the edges of letters the shades between."""

WIDTH_CM = 15.0
"""Of a drawing on the page."""

_STATIC = Path(__file__).parent.parent / "static"
_TOKEN = re.compile(r"(?P<name>--rn-[\w-]+):\s*(?P<value>[^;]+);")
_USE = re.compile(r"var\((?P<name>--rn-[\w-]+)\)")
_ROOT = re.compile(r":root\s*\{(?P<inside>[^}]*)\}")
_RULE = re.compile(r"^\.rn-drawing\s*\{(?P<inside>[^}]*)\}", re.MULTILINE)
_SHAPES = re.compile(r"^\.(?:rn-(?!drawing)[\w-]+|rn-drawing__art) \{[^}]*\}", re.MULTILINE)


def write_figures(
    drawings: tuple[Drawing, ...],
    docs: Path,
    folder: Path,
    register: Register,
    editions: Mapping[str, Edition],
) -> None:
    """Write a picture of every drawing that has words. folder: of the book."""
    for drawing in drawings:
        if drawing.name in register.figures and drawing.speaks:
            svg, height = _svg(drawing, docs, register, editions)
            path = folder / register.figures[drawing.name].file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(_picture(svg, height, register.language))


def _svg(
    drawing: Drawing, docs: Path, register: Register, editions: Mapping[str, Edition]
) -> tuple[str, float]:
    """Return the drawing in the language of the book, and its height in units."""
    page = register.figures[drawing.name].page
    labels = {
        name: shown(register.plain(register.translated(page, text.text)))
        for name, text in drawing.labels
    }
    art: Art | None
    if drawing.list:
        art, words = _from_list(drawing, labels, editions[drawing.list])
    else:
        path = art_file(docs / FOLDER, drawing.name)
        art, words = load_art(path, shown_path(path))[0], labels
    if art is None:  # reported when the pages are read
        msg = f"no art for {drawing.name}"
        raise ValueError(msg)
    mirrored = direction(register.language) == "rtl"
    return render(art, words, anchor="drawing", said="", mirrored=mirrored), float(art.height)


def _from_list(
    drawing: Drawing, labels: Mapping[str, str], edition: Edition
) -> tuple[Art, dict[str, str]]:
    """Return the tree of what the answers bring, in the words of the list."""
    model = edition.checklist
    options = {
        (item.id, choice.id): edition.plain(choice.text)
        for item in model.items
        for choice in item.choices
    }

    def answer(item: str, option: str) -> str:
        return options.get((item, option)) or edition.tr(YES_NO_WORDS[option])

    return draw_list(
        model,
        drawing.by,
        edition.settings,
        items={item.id: edition.plain(item.text) for item in model.items},
        sections={section.id: edition.plain(section.title) for section in model.sections},
        answer=answer,
        labels=labels,
    )


def _picture(svg: str, height: float, language: str) -> bytes:
    """Return a drawing as PNG. height: in units."""
    import pypdfium2  # type: ignore[import-untyped]  # noqa: PLC0415 - of an extra

    size = f"{WIDTH_CM}cm {WIDTH_CM * height / WIDTH:.3f}cm"
    svg = svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    svg = svg.replace(">", f"><style>{light_style()}</style>", 1)
    page = (
        f"@page {{ size: {size}; margin: 0 }} body {{ margin: 0 }}"
        f" svg {{ display: block; width: {WIDTH_CM}cm }}"
    )
    html = f'<html lang="{language}"><head><title>-</title></head><body>{svg}</body></html>'
    document = pypdfium2.PdfDocument(print_html(html, styles=[page]).data)
    picture = document[0].render(scale=DPI / 72).to_pil().quantize(COLOURS)
    file = BytesIO()
    picture.save(file, format="PNG", dpi=(DPI, DPI))
    return file.getvalue()


def light_style() -> str:
    """Return the rules of drawings with the colours of the light look in the place of names."""
    base = (_STATIC / "base.css").read_text("utf-8")
    own = (_STATIC / "drawing.css").read_text("utf-8")
    tokens: dict[str, str] = {}
    for text, rule in ((base, _ROOT), (own, _RULE)):
        found = rule.search(text)
        tokens |= (
            {one["name"]: one["value"] for one in _TOKEN.finditer(found["inside"])} if found else {}
        )

    def colour(use: re.Match[str]) -> str:
        return _USE.sub(colour, tokens[use["name"]])

    return _USE.sub(colour, "\n".join(_SHAPES.findall(own)))
