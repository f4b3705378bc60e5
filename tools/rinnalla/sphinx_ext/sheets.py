"""On the page of a list: links to its sheets, which the command that builds the site makes."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from rinnalla.languages.known import direction, native_name
from rinnalla.messages import interface
from rinnalla.model import Checklist
from rinnalla.paper.formats import FOLDER, FORMATS, file_name, formats_of, pairs
from rinnalla.sphinx_ext.local import languages_of

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator


def sheet_links(translator: HTML5Translator, model: Checklist) -> str:
    """Return the HTML of the links; nothing where the site is built without sheets.

    They lead to the sheets in the language of the page, and to those that set it beside another.
    """
    builder = translator.builder
    config = builder.config
    if not config.rinnalla_sheets:
        return ""
    language = config.language or "en"
    tr = interface(language).gettext
    site = "../" * (builder.current_docname.count("/") + 1)
    two = pairs(config.rinnalla_languages, languages_of(builder.env).source)

    def link(name: str, languages: tuple[str, ...]) -> str:
        format_ = FORMATS[name]
        others = [code for code in languages if code != language]
        names = " – ".join(_name(code, language) for code in languages)
        about = escape(tr(format_.about)).replace("{languages}", names)
        href = f"{site}{languages[0]}/{FOLDER}/{file_name(model.id, name, languages)}"
        return (
            f'<li><a href="{href}" type="{format_.media}" hreflang="{(*others, language)[0]}">'
            f"{about}</a></li>\n"
        )

    rows = [
        link(name, languages)
        for name in formats_of(model)
        for languages in ([(language,)] if FORMATS[name].languages == 1 else two)
        if language in languages
    ]
    return (
        f'<details class="rn-sheets"><summary>{escape(tr("Print or download"))}</summary>\n'
        f'<ul role="list">\n{"".join(rows)}</ul></details>\n'
    )


def _name(code: str, page: str) -> str:
    """Return the HTML of what a language calls itself. page: the language of the page."""
    name = escape(native_name(code))
    if code == page:
        return name
    turned = f' dir="{direction(code)}"' if direction(code) != direction(page) else ""
    return f'<span lang="{code}"{turned}>{name}</span>'
