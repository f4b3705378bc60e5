"""Drawings: words that wrap and fit, art that is refused, trees drawn from lists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rinnalla.drawing.art import SMALLEST, Art, Place, read_art
from rinnalla.drawing.branches import divide
from rinnalla.drawing.check import check_drawings
from rinnalla.drawing.fit import LINE, fit, text_width, wrap
from rinnalla.drawing.svg import render
from rinnalla.drawing.tree import Ground, Leaf, Limb, Stem, code_runs, draw_tree
from rinnalla.drawing.words import Drawing, parse_drawing, shown
from rinnalla.model import Checklist
from rinnalla.read import read_paths, read_text

DOCS = Path(__file__).parents[2] / "docs"
FIGURES = DOCS / "figures"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 100">\n{}\n</svg>'
BOX = '<rect class="rn-box" x="10" y="10" width="100" height="60" data-label="ask"/>'
SOFT = "\u00ad"


def place(width: float, height: float, size: float = 15) -> Place:
    """Return a place at the corner."""
    return Place(label="here", x=0, y=0, width=width, height=height, size=size)


def art(inside: str) -> Art:
    """Return art without a fault."""
    found, problems = read_art(SVG.format(inside), "figures/a.svg")
    assert [] == problems
    assert found is not None
    return found


def faults(text: str) -> list[str]:
    """Return what is wrong with a file of art, without path and number."""
    _, problems = read_art(text, "figures/a.svg")
    return [f"{p.line}: {dict(p.words)['why']}" for p in problems]


def test_lines_are_about_equally_long() -> None:
    """No short word is left alone in the last line."""
    assert ("Asiakkaan oma", "tavoite ja toivo") == wrap("Asiakkaan oma tavoite ja toivo", 10)


def test_words_break_at_spaces_hyphens_and_soft_hyphens() -> None:
    """A hyphen stays, a soft one appears only where the line ends."""
    assert ("sote-", "keskus") == wrap("sote-keskus", 3.5)
    assert ("sairaan-", "hoito") == wrap(f"sairaan{SOFT}hoito", 4)
    assert ("sairaanhoito",) == wrap(f"sairaan{SOFT}hoito", 9)
    assert ("yksi kaksi",) == wrap("yksi  kaksi", 9)


def test_word_wider_than_its_line_does_not_fit() -> None:
    """Nothing is cut where no break is marked."""
    assert None is wrap("erikoissairaanhoito", 4)


@given(st.text(st.sampled_from(f"aäöij W-{SOFT}m"), max_size=40), st.floats(2, 20))
def test_every_letter_stays_and_no_line_is_too_wide(text: str, width: float) -> None:
    """Whatever the words: only spaces and soft hyphens may go, and hyphens come."""
    lines = wrap(text, width)

    if lines is not None:
        kept = re.sub(rf"[ {SOFT}-]", "", "".join(lines))
        assert re.sub(rf"[ {SOFT}-]", "", text) == kept
        assert all(text_width(line) <= width for line in lines)


def test_words_shrink_in_half_units_until_they_fit() -> None:
    """The first size that fits is used, and none below the smallest."""
    wide = fit("Luottamus", place(200, 40))
    narrow = fit("Luottamus", place(text_width("Luottamus") * 14 + 0.01, 40))
    none = fit("Luottamus", place(text_width("Luottamus") * 12, 40))

    assert (15, True) == (wide.size, wide.fits)
    assert (14, True) == (narrow.size, narrow.fits)
    assert (SMALLEST, False) == (none.size, none.fits)


def test_words_too_high_for_their_place_do_not_fit() -> None:
    """Two lines need two heights of a line."""
    high = 2 * LINE * SMALLEST

    assert fit("Luottamus ja avoimuus", place(90, high)).fits
    assert not fit("Luottamus ja avoimuus", place(90, high - 1)).fits


def test_accents_take_no_room_and_strange_letters_some() -> None:
    """Finnish, Swedish and French letters are as wide as the letters under their marks."""
    assert text_width("aoeAOEc") == text_width("äöéÅÕÈç")
    assert text_width("ж") > text_width("a")
    assert text_width("Luottamus", bold=True) > text_width("Luottamus")


def test_bold_words_are_wider() -> None:
    """A line that just holds the words does not hold them in bold."""
    width = text_width("hetki")

    assert ("hetki",) == wrap("hetki", width)
    assert None is wrap("hetki", width, bold=True)


@pytest.mark.parametrize(
    ("inside", "why"),
    [
        ("<script/>", "2: holds <script>, which is not a shape that may be used"),
        ("<text>Sana</text>", "2: holds the words «Sana»; they belong to the page"),
        ("<image href='x'/>", '2: has the attribute "href", which may not be used'),
        ("<rect style='x:1'/>", '2: has the attribute "style", which may not be used'),
        ("<rect onclick='x'/>", '2: has the attribute "onclick", which may not be used'),
        ("<g id='a'/>", '2: has the attribute "id", which may not be used'),
        ("<rect class='x'/>", '2: uses the class "x", which has no look'),
        ("<path d='url(&quot;'/>", '2: has d="url("", which is not a measure'),
        ("<rect data-label='Ask'/>", '2: has data-label="Ask", which has no meaning'),
        (BOX + "\n" + BOX, '3: has two places called "ask"'),
        ("<path data-label='a'/>", '2: has words in a <path> ("a"); use rect or ellipse'),
        (
            f'<g transform="scale(2)">{BOX}</g>',
            '2: moves the place "ask" with a transform; write where it is',
        ),
        (
            "<rect x='1e3' data-label='a'/>",
            '2: has a place "a" whose measures are not numbers',
        ),
    ],
)
def test_art_holds_known_shapes_only(inside: str, why: str) -> None:
    """Each fault is reported with its line."""
    assert why in faults(SVG.format(inside))


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE svg [<!ENTITY a "b">]>\n' + SVG.format("<g/>"),
        '<!DOCTYPE svg SYSTEM "file:///etc/passwd">\n' + SVG.format("<g/>"),
    ],
)
def test_art_with_a_document_type_is_not_read(text: str) -> None:
    """So no entity is ever expanded and no other file opened."""
    found, _ = read_art(text, "figures/a.svg")

    assert None is found
    assert ["1: has a document type, and may not"] == faults(text)


def test_art_that_is_not_xml_says_where() -> None:
    """The line is the one where reading stopped."""
    assert ["2: is not readable as XML (mismatched tag)"] == faults(SVG.format("<g></rect>"))


def test_art_is_four_hundred_units_wide() -> None:
    """Another measure would make words too small on a phone."""
    wide = SVG.format("").replace("400", "1000")

    assert ['1: must have viewBox="0 0 400 HEIGHT", with a whole height'] == faults(wide)


def test_place_is_the_shape_less_its_margin() -> None:
    """A rect has a margin, a bare place none, and an ellipse its inner box."""
    places = art(
        BOX
        + '<rect class="rn-place" x="0" y="0" width="50" height="20" data-label="bare"/>'
        + '<circle class="rn-accent" cx="50" cy="50" r="10" data-label="round"/>'
    ).places

    boxes = [(p.x, p.y, p.width, p.height) for p in places]
    assert [(18, 16, 84, 48), (0, 0, 50, 20), (42, 44, 16, 12)] == boxes
    assert ["ink", "ink", "on-accent"] == [p.tone for p in places]


def test_svg_has_words_last_and_escaped_and_no_bare_place() -> None:
    """What is written is markup of ours and words of the editor's."""
    drawn = art(BOX + '<rect class="rn-place" width="90" height="40" data-label="more"/>')

    svg = render(drawn, {"ask": "Kysy & <kuule>", "more": ""}, anchor="a", said='"A" < B')

    assert ">Kysy &amp;</tspan>" in svg
    assert ">&lt;kuule&gt;</tspan>" in svg
    assert '<desc id="a--said">"A" &lt; B</desc>' in svg
    assert "rn-place" not in svg
    assert "data-" not in svg
    assert 1 == svg.count("<text")
    assert svg.index("<rect") < svg.index("<text")


def test_mirrored_svg_turns_shapes_and_moves_words_only() -> None:
    """Letters are never turned over; words begin at the right of their place."""
    places = (
        Place(label="first", x=10, y=0, width=100, height=40, align="start"),
        Place(label="last", x=300, y=0, width=60, height=40, align="end"),
        Place(label="amid", x=150, y=0, width=100, height=40),
    )
    words = {place.label: "ab" for place in places}

    svg = render(
        Art(height=40, shapes=(), places=places), words, anchor="a", said="", mirrored=True
    )

    turned, said = svg.split("</g>", 1)
    assert '<g transform="matrix(-1 0 0 1 400 0)">' in turned
    assert "matrix" not in said
    starts = re.findall(r'text-anchor="(\w+)"><tspan x="([\d.]+)"', said)
    assert [("start", "390"), ("end", "40"), ("middle", "200")] == starts


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("المستشفى", 4.6, 7.5),  # widths measured in browsers, at size 1, with room to spare
        ("التنسيق بين الخدمات الاجتماعية والصحية", 16.7, 28),
        ("שירותי רווחה ובריאות", 8.9, 15),
        ("Координация широких щиплющих", 17.1, 23),
        ("Υπηρεσίες υγείας", 8.4, 12),
        ("社会福祉", 4.0, 4.2),
        ("e\u0301a\u0301", 1.1, 1.2),
    ],
)
def test_letters_of_other_scripts_have_sane_widths(text: str, least: float, most: float) -> None:
    """Never narrower than they are, and not so wide that nothing would fit."""
    assert least <= text_width(text, bold=True) <= most


def test_words_without_spaces_break_between_signs() -> None:
    """In Chinese and Japanese, but never before a mark that closes."""
    assert ("社", "会。") == wrap("社会。", 2.1)
    assert ("社会", "福祉", "社会") == wrap("社会福祉社会", 2.1)


def test_words_are_title_description_and_labels() -> None:
    """Wrapped lines are one text, and each text knows the line it begins on."""
    body = "Otsikko\n\nYksi.\nKaksi.\n\nKolme.\n\n- Kysy ja\n  kuuntele {#ask}\n- Katso {#see}\n"

    drawing, problems = parse_drawing("steps", "a.md", 10, body)

    assert [] == problems
    assert drawing.title is not None
    assert ("Otsikko", 11) == (drawing.title.text, drawing.title.line)
    assert [("Yksi. Kaksi.", 13), ("Kolme.", 16)] == [(t.text, t.line) for t in drawing.description]
    labels = [(name, text.text, text.line) for name, text in drawing.labels]
    assert [("ask", "Kysy ja kuuntele", 18), ("see", "Katso", 20)] == labels


def drawings() -> tuple[Drawing, ...]:
    """Return the drawings of the knowledge base that have words."""
    return tuple(one for one in read_paths([DOCS]).drawings if one.speaks)


def test_drawings_of_the_pages_have_no_fault() -> None:
    """Exactly the labels of each place, all fit, all with a title and a description."""
    reading = read_paths([DOCS])

    found = check_drawings(reading.drawings, FIGURES, Path("docs/figures"), reading.checklists)

    assert [] == [str(problem) for problem in found]


def test_every_file_of_art_is_used() -> None:
    """And each drawing has its words in one place only."""
    names = [one.name for one in drawings()]

    assert len(names) == len(set(names))
    assert {path.stem for path in FIGURES.glob("*.svg")} == {
        o.name for o in drawings() if not o.list
    }


@pytest.mark.parametrize("path", sorted(FIGURES.glob("*.svg")), ids=lambda path: path.stem)
def test_finnish_words_leave_room_for_longer_ones(path: Path) -> None:
    """Nothing has shrunk to the smallest size: Swedish and French are longer."""
    drawing = next(one for one in drawings() if one.name == path.stem)
    found, _ = read_art(path.read_text("utf-8"), path.name)
    assert found is not None
    words = dict(drawing.labels)

    sizes = {p.label: fit(shown(words[p.label].text), p).size for p in found.places}
    assert {} == {label: size for label, size in sizes.items() if size <= SMALLEST}


@pytest.mark.parametrize("path", sorted(FIGURES.glob("*.svg")), ids=lambda path: path.stem)
def test_places_keep_inside_the_drawing_and_apart(path: Path) -> None:
    """Words never stand on words."""
    found, _ = read_art(path.read_text("utf-8"), path.name)
    assert found is not None
    for at, one in enumerate(found.places):
        assert 0 <= one.x <= one.x + one.width <= 400
        assert 0 <= one.y <= one.y + one.height <= found.height
        for other in found.places[at + 1 :]:
            apart = (
                one.x + one.width <= other.x
                or other.x + other.width <= one.x
                or one.y + one.height <= other.y
                or other.y + other.height <= one.y
            )
            assert apart, (one.label, other.label)


LIST = """\
:::{{checklist}} Kokeilu
:id: trial-list

## Alku {{#start}}

- Syy {{#reason type=choice}}
  - muutto {{#move}}
  - muu {{#other}}
- Päivä {{#day type=date}}
- Palvelu {{#service type=text if="{condition}"}}
- [ ] Sovittu {{#agreed}}
:::
"""


def trial_list(condition: str) -> Checklist:
    """Return a list whose third item has the condition."""
    return read_text(LIST.format(condition=condition), "a.md").checklists[0]


def test_branches_follow_the_conditions() -> None:
    """What an answer brings is what the evaluator shows because of it."""
    by_move = divide(trial_list("reason = move"), ("reason",), {})
    by_other = divide(trial_list("reason = other"), ("reason",), {})
    by_none = divide(trial_list("day > 2026-01-01"), ("reason",), {})

    def brought(division: object) -> object:
        return [(b.options, b.items) for fork in division.forks for b in fork.branches]  # type: ignore[attr-defined]

    assert [(("move",), ("service",)), (("other",), ())] == brought(by_move)
    assert [(("move",), ()), (("other",), ("service",))] == brought(by_other)
    assert [(("move", "other"), ())] == brought(by_none)
    assert ("day", "agreed") == by_move.common


def test_what_an_answer_hides_is_not_common() -> None:
    """An item that another answer would hide is brought by those that keep it."""
    division = divide(trial_list("not answered(reason)"), ("reason",), {})

    assert ("day", "agreed") == division.common


def test_tree_has_a_place_for_every_word_and_all_fit() -> None:
    """Boxes grow with their words, however long."""
    long = "Asiakas on kuullut, että sopivampi auttaja suojaa häntä haitalta " * 4
    stem = Stem(
        question=Leaf(code="A1", text="Syy"),
        limbs=(
            Limb(answers=("muutto", "muu"), leaves=(Leaf(code="B2", text=long), Leaf(text="–"))),
        ),
    )

    drawn, words = draw_tree([stem], Ground(title="Aina", rows=(("Alku", "A2, A4"),)))

    assert sorted(words.values()) == sorted(
        ["A1", "Syy", "muutto", "muu", "B2", long, "–", "Aina", "Alku", "A2, A4"]
    )
    for one in drawn.places:
        fitted = fit(words[one.label], one)
        assert (True, one.size) == (fitted.fits, fitted.size)
        assert one.y + one.height < drawn.height


def test_codes_that_follow_each_other_are_a_run() -> None:
    """Two are named, three or more are a run."""
    assert "A1, A2, A4–A6, B1" == code_runs(["A1", "A2", "A4", "A5", "A6", "B1"])
    assert "" == code_runs([])


def test_reader_finds_drawings_in_other_blocks() -> None:
    """With the lines of the file, wherever they stand."""
    text = "# Sivu\n\n::::{note}\n:::{drawing} steps\nOtsikko\n\nSanoin.\n\n- A {#a}\n:::\n::::\n"

    (drawing,) = read_text(text, "a.md").drawings

    assert ("steps", 4) == (drawing.name, drawing.line)
    assert [("a", 9)] == [(name, text.line) for name, text in drawing.labels]
