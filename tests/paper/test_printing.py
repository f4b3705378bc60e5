"""What can be printed, what is refused and why, and that the same gives the same."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest

from rinnalla.paper.engine import LIBRARIES, missing_library
from rinnalla.paper.pdf import MissingGlyphsError, Printed, PrintError, print_html
from rinnalla.phrases import said
from rinnalla.speech import Speech
from tests.paper.samples import PICTURE, document, sample
from tests.paper_checks import complaints, fonts, labels, text_of


def test_head_becomes_the_description_of_the_file(mended: Printed, tmp_path: Path) -> None:
    """Title, language, author and day; no day of printing."""
    path = tmp_path / "a.pdf"
    path.write_bytes(mended.data)
    with pikepdf.open(path) as pdf:
        info = {name: str(value) for name, value in pdf.docinfo.items()}
        assert "fi" == str(pdf.Root.Lang)
        with pdf.open_metadata() as metadata:
            assert "1" == metadata["pdfuaid:part"]
            assert "Päättyvä asiakkuus" == metadata["dc:title"]

    assert "Päättyvä asiakkuus" == info["/Title"]
    assert "Rinnalla" == info["/Author"]
    assert "D:20261121" == info["/CreationDate"]
    assert "/ModDate" not in info


def test_pages_are_counted_and_measured(mended: Printed) -> None:
    """In millimetres; the caller sees what did not fit."""
    assert (2, ((210.0, 297.0), (210.0, 297.0))) == (mended.pages, mended.sizes)


PRINT = """
import sys
from rinnalla.paper.impose import impose
from rinnalla.paper.pdf import print_html
from tests.paper.samples import card, sample
for name in sys.argv[1:]:
    print_html(card(name))
sys.stdout.buffer.write(print_html(sample(), fields=True, duplex="long").data)
sys.stdout.buffer.write(impose(print_html(card("A6")).data, across=2, down=2, sheet=(210, 297)))
"""


def printed_elsewhere(seed: str, *before: str) -> bytes:
    """Return what another process prints, after some other documents."""
    run = subprocess.run(
        [sys.executable, "-c", PRINT, *before],
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    return run.stdout


def test_same_document_gives_the_same_bytes(mended: Printed) -> None:
    """In every process, whatever it printed before, and whatever order its sets have."""
    first, second = printed_elsewhere("1"), printed_elsewhere("2", "A5", "A6")

    assert first == second
    assert first.startswith(mended.data)


def test_only_our_font_is_used(tmp_path: Path) -> None:
    """Whatever fonts a style asks for and a computer has."""
    names = '"DejaVu Sans", "Liberation Serif", Arial, monospace'
    body = f"<p>Abc</p><p style='font-family: {names}'>Def <code>ghi</code> <b>j</b> <i>k</i></p>"
    found = fonts(print_html(document(body)).data)

    assert {"Source-Sans-Pro", "Source-Sans-Pro-Bold", "Source-Sans-Pro-Italic"} == {
        name.partition("+")[2] for name in found
    }
    assert "Abc" in text_of(print_html(document(body)).data, tmp_path)


def test_programs_started_later_keep_their_fonts(mended: Printed) -> None:
    """The variable that names our fonts is set while they are read, and no longer."""
    assert mended.pages
    assert "FONTCONFIG_FILE" not in os.environ


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<html lang=fi><p>A", "the document has no title"),
        ("<html><title>A</title><p>A", "the document does not say its language"),
        (document("<input name=a>"), "the field a has no label"),
        (
            document("<input type=radio name=a data-label=A>"),
            "the field a has no label",
        ),
        (document("<input data-label=A>"), "a field needs a name without dots: «»"),
        (document("<input name=a.b data-label=A>"), "a field needs a name without dots: «a.b»"),
        (
            document("<input name=a data-label=A><textarea name=a data-label=B></textarea>"),
            "two fields have the name a",
        ),
        (
            document(2 * "<input type=radio name=a value=v data-label=A data-group=G>"),
            "two buttons of a have the value v",
        ),
        (
            document("<img src=https://example.org/a.png alt=A>"),
            "nothing is fetched from elsewhere: https://example.org/a.png",
        ),
        (
            document("<p>A", style="@import 'https://example.org/a.css';"),
            "nothing is fetched from elsewhere: https://example.org/a.css",
        ),
        (
            document("<p>A", style="p { background: url(ftp://example.org/a.png) }"),
            "nothing is fetched from elsewhere: ftp://example.org/a.png",
        ),
        (
            document("<a href='file:///etc/hosts'>A"),
            "a link leads to this computer: file:///etc/hosts",
        ),
        (
            document("<input name=a data-label=A value='→'>"),
            "the field a holds a character that fields cannot show: «→»",
        ),
    ],
)
def test_what_cannot_be_printed_says_why(html: str, words: str) -> None:
    """In words for the editor, before anything is written."""
    with pytest.raises(PrintError, match=re.escape(words)) as caught:
        print_html(html, fields=True)

    assert words != said(caught.value.text, Speech("fi"))


def test_files_are_read_below_their_folder_only(tmp_path: Path) -> None:
    """A page cannot show what is not its own, not even through a link or dots."""
    folder = tmp_path / "page"
    folder.mkdir()
    picture = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>'
    )
    (folder / "own.svg").write_text(picture, "utf-8")
    (tmp_path / "other.svg").write_text(picture, "utf-8")
    (folder / "link.svg").symlink_to(tmp_path / "other.svg")

    assert () == print_html(document("<img src=own.svg alt=A>"), base=folder).problems
    for name in ("../other.svg", "link.svg", (tmp_path / "other.svg").as_uri()):
        with pytest.raises(PrintError, match="the file lies outside the page's folder"):
            print_html(document(f"<img src='{name}' alt=A>"), base=folder)
    with pytest.raises(PrintError, match="there is no such file"):
        print_html(document("<img src=none.svg alt=A>"), base=folder)


def test_pictures_may_stand_in_the_document() -> None:
    """As a data address, in both ways of writing one."""
    plain = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/%3E"
    for address in (PICTURE, plain):
        assert () == print_html(document(f'<img src="{address}" alt="A">')).problems


def test_what_weasyprint_does_not_understand_is_told(tmp_path: Path) -> None:
    """Each time, though a style is read once; a mistake in a style is not lost."""
    style = tmp_path / "sheet.css"
    style.write_text("p { colour: red; }", "utf-8")
    for _ in range(2):
        problems = print_html(document("<p>A"), styles=[style, "q { widht: 1px }"]).problems
        assert 2 == len(problems)
        assert problems[0].startswith("sheet.css: Ignored `colour: red` at 1:5, unknown property.")
        assert "widht" in problems[1]

    style.write_text("p { color: red; }", "utf-8")
    os.utime(style, ns=(0, 0))
    assert () == print_html(document("<p>A"), styles=[style]).problems


def test_missing_description_of_a_picture_is_told() -> None:
    """Somebody who does not see it would not know it is there."""
    (problem,) = print_html(document(f'<img src="{PICTURE}">')).problems

    assert "no required alt description" in problem


def test_texts_that_do_not_fit_are_named() -> None:
    """With their page; those of the margins are meant to be there."""
    style = "@page { size: A6; margin: 10mm; @bottom-left { content: 'Alatunniste' } }"
    word = "Lastensuojeluilmoitusmenettelyvelvollisuus" * 2
    body = f"<p>Mahtuu</p><p style='break-before: page'>{word}</p>"
    printed = print_html(document(body, style=style))

    found = [[thing.text for thing in page.outside()] for page in printed.layouts]
    assert [[], [word]] == found


def test_character_without_a_glyph_is_named_with_its_text() -> None:
    """A reader of the paper would see an empty box in its place."""
    body = "<p>Hyvä</p><p>Kysy   <b>🙂 ensin</b></p><p>✔ tehty</p><!-- ☃ --><script>☃</script>"
    with pytest.raises(MissingGlyphsError) as caught:
        print_html(document(body))

    assert (("🙂", "🙂 ensin"), ("✔", "✔ tehty")) == caught.value.found
    assert str(caught.value).startswith(
        "RN620 the font of the sheets has no «🙂» (U+1F642 SLIGHTLY SMILING FACE), in «🙂 ensin». "
    )
    assert "U+2714 HEAVY CHECK MARK" in str(caught.value)


def test_character_of_a_style_is_noticed_too() -> None:
    """It stands in no text of the document."""
    with pytest.raises(MissingGlyphsError) as caught:
        print_html(document("<p>A", style='p::before { content: "✔" }'))

    assert "✔" == caught.value.found[0][0]


def fail_to_load(name: str) -> str:
    """Return a program that prints where one library cannot be loaded."""
    return f"""
import re
import cffi
from rinnalla.paper.pdf import MissingLibraryError, print_html
load = cffi.FFI.dlopen
def dlopen(self, name, flags=0):
    if {name!r} == re.match("(?:lib)?([a-z0-9]+?(?:-subset|-vector)?)(?=[-.]|$)", name)[1]:
        raise OSError(f"cannot load library '{{name}}': {{name}}: cannot open shared object file")
    return load(self, name, flags)
cffi.FFI.dlopen = dlopen
try:
    print_html("<html lang=en><title>A</title>")
except MissingLibraryError as error:
    print(error)
"""


@pytest.mark.parametrize("name", LIBRARIES)
def test_library_is_told_from_the_words_of_the_loader(name: str) -> None:
    """One sentence for Debian and macOS."""
    debian, homebrew = LIBRARIES[name]

    assert (
        f"printing needs the library {name}: sudo apt-get install {debian}"
        f" or brew install {homebrew}"
    ) == str(missing_library(f"cannot load library 'lib{name}-1.0-0': no such file"))


def test_other_words_of_the_loader_are_passed_on() -> None:
    """Nobody is sent to install what is not missing."""
    assert "printing cannot start: out of memory" == str(missing_library("out of memory"))


@pytest.mark.parametrize("name", ["pangoft2", "harfbuzz-subset"])
def test_missing_library_is_one_sentence(name: str) -> None:
    """No traceback, and none of WeasyPrint's own advice; also for the one it could do without."""
    run = subprocess.run(
        [sys.executable, "-c", fail_to_load(name)],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )

    assert ("", f"{missing_library(name)}\n") == (run.stderr, run.stdout)


WITHOUT = """
import sys
from importlib.abc import MetaPathFinder
class Missing(MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name == sys.argv[1]:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
sys.meta_path.insert(0, Missing())
from rinnalla.paper.pdf import MissingLibraryError, print_html
try:
    print_html("<html lang=en><title>A</title>", fields=True)
except MissingLibraryError as error:
    print(error)
"""


@pytest.mark.parametrize("name", ["weasyprint", "pikepdf", "font_source_sans_pro"])
def test_missing_package_is_named_with_the_way_to_install_it(name: str) -> None:
    """Checking works without the packages of printing, and printing says so."""
    run = subprocess.run(
        [sys.executable, "-c", WITHOUT, name],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )

    assert (
        f"printing needs the package {name}: python3 -m pip install 'rinnalla[paper]'\n"
    ) == run.stdout


def test_printing_is_loaded_when_something_is_printed() -> None:
    """The command line starts without it, and so does the room of paper itself."""
    script = (
        "import sys, rinnalla.cli, rinnalla.paper.pdf, rinnalla.paper.impose;"
        "print({'weasyprint', 'pikepdf', 'fontTools'} & set(sys.modules))"
    )
    run = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )

    assert "set()\n" == run.stdout


def test_comments_and_entities_do_no_harm(tmp_path: Path) -> None:
    """Any document that a browser reads is read."""
    body = "<!-- a --><p>&auml; &lt;b&gt; <!-- b --> c<p>d"
    data = print_html(document(body)).data

    assert [] == complaints(data, tmp_path)
    assert "ä <b> c" in text_of(data, tmp_path)


def test_longest_label_and_name_are_kept() -> None:
    """Whole sentences are labels here."""
    label = "Asiakas on saanut tiedon tapaamisen paikasta, kestosta ja osallistujista. " * 4
    html = document(f"<input type=checkbox name={'a' * 80} id=a><label for=a>{label}</label>")

    assert {"a" * 80: label.strip()} == labels(print_html(html, fields=True).data)


def test_speed_of_a_page_is_within_its_limit() -> None:
    """Two pages with fields, warm; the limit is 0.15 s of the processor for each."""
    print_html(sample(), fields=True)
    times = [print_html(sample(), fields=True) for _ in range(3)]

    assert min(sum(one.seconds) / one.pages for one in times) < 0.15
