"""Interface words in four languages, translated lists, and conditions in words."""

from __future__ import annotations

import ast
import re
from gettext import NullTranslations
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from rinnalla import messages
from rinnalla.inline import plain
from rinnalla.messages import (
    INTERFACE,
    LANGUAGES,
    add_interface_folder,
    compiled,
    interface,
    interface_catalogues,
    interface_path,
    read_catalogue,
    texts,
    translate,
)
from rinnalla.placeholders import mask
from rinnalla.read import read_file, read_text
from rinnalla.words import words_of

PACKAGE = Path(__file__).parent.parent.parent / "tools" / "rinnalla"
DOCS = PACKAGE.parent.parent / "docs"
_MARKERS = {"tr", "e", "message"}


def used() -> set[str]:
    """Return every message the code and the templates ask for."""
    found: set[str] = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and node.args:
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                if name in _MARKERS:
                    found |= _strings(node.args[0])
    for path in (PACKAGE / "theme").glob("*.html"):
        pattern = r"""\bt\((["'])(.*?)\1\)"""
        found |= {match[1] for match in re.findall(pattern, path.read_text("utf-8"))}
    return found


def _strings(node: ast.expr) -> set[str]:
    if isinstance(node, ast.IfExp):
        return _strings(node.body) | _strings(node.orelse)
    return {node.value} if isinstance(node, ast.Constant) and isinstance(node.value, str) else set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_interface_is_complete(language: str) -> None:
    """Each word has its translation, none is fuzzy, none is left over, placeholders are kept."""
    catalogue = read_catalogue(INTERFACE / language / "LC_MESSAGES" / "rinnalla.po")
    messages = {str(m.id): m for m in catalogue if m.id}

    assert used() == set(messages)
    for text, message in messages.items():
        assert message.string, text
        assert not message.fuzzy, text
        names = sorted(re.findall(r"\{\w*\}", text))
        assert names == sorted(re.findall(r"\{\w*\}", str(message.string))), text


def test_unknown_language_speaks_english() -> None:
    """A language without a catalogue falls back to the message itself."""
    assert "Print" == interface("xx").gettext("Print")
    assert "Tulosta" == interface("fi").gettext("Print")


def test_a_project_brings_the_words_of_its_own_language(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A catalogue beside the content is found, and the package's own languages stay theirs."""
    monkeypatch.setattr(messages, "_FOLDERS", [INTERFACE])
    interface.cache_clear()
    for language, word in (("eo", "Presi"), ("fi", "Printtaa")):
        path = tmp_path / language / "LC_MESSAGES" / "rinnalla.po"
        path.parent.mkdir(parents=True)
        path.write_text(f'msgid "Print"\nmsgstr "{word}"\n', "utf-8")
    assert "Print" == interface("eo").gettext("Print")

    add_interface_folder(tmp_path)

    assert "Presi" == interface("eo").gettext("Print")
    assert "Tulosta" == interface("fi").gettext("Print")
    assert interface_path("eo") in interface_catalogues()
    interface.cache_clear()


def test_translate_changes_every_text_and_nothing_else() -> None:
    """Ids, kinds, conditions, lines and origins stay; each text is looked up by itself."""
    for path in sorted((DOCS / "checklists").glob("*.md")):
        for checklist in read_file(path).checklists:
            catalogue = Catalog(locale="sv")
            for text in texts(checklist):
                shown = mask(text.text).text
                catalogue.add(shown, f"§ {shown}")

            translated = translate(checklist, compiled(catalogue))

            assert [f"§ {t.text}" for t in texts(checklist)] == [t.text for t in texts(translated)]
            assert [t.line for t in texts(checklist)] == [t.line for t in texts(translated)]
            assert checklist == translate(checklist, NullTranslations())
            assert [i.condition for i in checklist.items] == [i.condition for i in translated.items]


LIST = """\
:::{checklist} Koe
:id: trial

- [ ] Tehty {#done}
- Onko tarvetta? {#need type=yes-no}
- Yksikkö {#unit type=choice}
  - osasto {#ward}
  - muu {#other}
- Tuki {#support type=choices}
  - ryhmä {#group}
  - pari {#pair}
- Määrä {#count type=number}
- Alku {#start type=date}
- Päätös {#finish type=date}
- Ehto {#target type=text if="CONDITION"}
:::
"""

SAID = {
    "done": "«Tehty» on merkitty tehdyksi",
    "not done": "ei päde, että «Tehty» on merkitty tehdyksi",
    "need = yes": "«Onko tarvetta» on ”kyllä”",
    "unit != ward": "«Yksikkö» ei ole ”osasto”",
    "unit in (ward, other)": "«Yksikkö» on ”osasto” tai ”muu”",
    "unit = ward and count > $limit": "«Yksikkö» on ”osasto” ja «Määrä» on suurempi kuin 3",
    "done and (need = no or count <= 2.5)": (
        "«Tehty» on merkitty tehdyksi ja («Onko tarvetta» on ”ei” tai «Määrä» on enintään 2,5)"
    ),
    "count * 2 - 1 >= 0": "«Määrä» × 2 − 1 on vähintään 0",
    "start >= finish": "«Alku» on aikaisintaan samana päivänä kuin «Päätös»",
    "start < 2026-12-24": "«Alku» on aikaisemmin kuin 24.12.2026",
    "start < today": "«Alku» on aikaisemmin kuin tänään",
    "today <= start": "«Alku» on tänään tai myöhemmin",
    "start != today": "«Alku» on muuna päivänä kuin tänään",
    "today > 2026-12-24": "24.12.2026 on aikaisemmin kuin tänään",
    "start in (today, 2026-12-24)": "«Alku» on tänään tai 24.12.2026",
    "has(support, pair)": "kohdassa «Tuki» on valittu ”pari”",
    "answered(count)": "kohtaan «Määrä» on vastattu",
    "answered(done) and done": "«Tehty» on merkitty tehdyksi",
    "answered(done) and need = yes and done": (
        "«Onko tarvetta» on ”kyllä” ja «Tehty» on merkitty tehdyksi"
    ),
    "answered(count) and done": "kohtaan «Määrä» on vastattu ja «Tehty» on merkitty tehdyksi",
    "answered(done) or need = yes": "kohtaan «Tehty» on vastattu tai «Onko tarvetta» on ”kyllä”",
    "not (answered(done) and done)": "ei päde, että «Tehty» on merkitty tehdyksi",
    "need = yes and (not answered(done) or not done)": (
        "«Onko tarvetta» on ”kyllä” ja ei päde, että «Tehty» on merkitty tehdyksi"
    ),
    "not answered(count) or not done": (
        "ei päde, että kohtaan «Määrä» on vastattu tai ei päde, että «Tehty» on merkitty tehdyksi"
    ),
}


@pytest.mark.parametrize("condition", SAID)
def test_condition_in_finnish_words(condition: str) -> None:
    """A rule is said so that a reader can check it by hand."""
    reading = read_text(LIST.replace("CONDITION", condition), "x.md")
    (checklist,) = reading.checklists
    tree = next(i.condition.tree for i in checklist.items if i.condition)
    words = words_of(checklist, plain, {"limit": 3.0}, "fi")

    assert () == reading.diagnostics
    assert SAID[condition] == words.say(tree)
