"""The prose check: which texts are read, on which lines, and what is found in them."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rinnalla.cli import main, prose_report
from rinnalla.prose import Passage, check_prose, read_passages
from rinnalla.prose.language import count_words, sentences
from rinnalla.prose.passages import GAP, plain_words, text_passages
from rinnalla.wordlist import WordList, parse_word_list

ROOT = Path(__file__).parent.parent.parent

PAGE = """\
---
author: xqz
---
% xqz

<!-- xqz -->
(xqz)=
# Otsikko {#xqz-id}

Linkki [sivulle](xqz.md), `xqz` ja <https://xqz.example>.
Lause jatkuu tällä rivillä. {source}`TI-1.1`

| kuka | mitä |
|---|---|
| asiakas | {term}`asiakkaan <xqz>` tuki |

::::{note} Huomaa tämä
:class: xqz

:::{card} Kortin otsikko
Kortin teksti.
:::
::::

```python
xqz = 1
```

:::{checklist} Listan nimi
:id: xqz
:who: Työntekijä
  ja asiakas
:when: Alussa

## Osio {#xqz}

- [ ] Kohta on tehty {#done source=TI-1.1 if="xqz = yes"}

  Vihje kohdasta,
  toinen rivi.

  > Kirjattava lause.

- Määrä {#many type=number unit=kertaa}
- Taulukko {#table type=grid columns="before: Ennen | now: Nyt"}
:::

```{checklist-index}
xqz
```

:::{glossary}
palveluohjaus
ohjaus
  Selitys sanalle.
:::
"""


def judged(text: str, words: WordList | None = None) -> list[tuple[int, str]]:
    """Return the line and the kind of everything found in a page."""
    passages = list(text_passages(text, "x.md"))
    report = check_prose(passages, words or WordList(), whole=False)
    return [(finding.line, finding.kind) for finding in report.findings]


def test_texts_are_read_with_their_lines_and_nothing_else() -> None:
    """Every text that is shown, at the place where an editor finds it."""
    read = [(passage.line, passage.text) for passage in text_passages(PAGE, "x.md")]

    assert [
        (8, "Otsikko"),
        (10, f"Linkki sivulle, {GAP} ja {GAP}.\nLause jatkuu tällä rivillä."),
        (13, "kuka"),
        (13, "mitä"),
        (15, "asiakas"),
        (15, "asiakkaan tuki"),
        (17, "Huomaa tämä"),
        (20, "Kortin otsikko"),
        (21, "Kortin teksti."),
        (29, "Listan nimi"),
        (31, "Työntekijä\nja asiakas"),
        (33, "Alussa"),
        (35, "Osio"),
        (37, "Kohta on tehty"),
        (39, "Vihje kohdasta,\ntoinen rivi."),
        (42, "Kirjattava lause."),
        (44, "Määrä"),
        (44, "kertaa"),
        (45, "Taulukko"),
        (45, "Ennen"),
        (45, "Nyt"),
        (53, "palveluohjaus"),
        (54, "ohjaus"),
        (55, "Selitys sanalle."),
    ] == [(line, text.strip()) for line, text in read]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("sana {source}`TI-1` ja", "sana ja"),
        ("kysy {term}`asiakkaalta <asiakas>` nyt", "kysy asiakkaalta nyt"),
        ("avaa {checklist}`first-meeting`", f"avaa {GAP}"),
        ("**tärkeä** *sana*", "tärkeä sana"),
        ("sosiaali&shy;toimi", "sosiaalitoimi"),
        ("kirjoita osoitteeseen apu@example.org", f"kirjoita osoitteeseen {GAP}"),
    ],
)
def test_markup_leaves_what_a_reader_sees(text: str, words: str) -> None:
    """What is written elsewhere leaves a gap, so that the sentence stays whole."""
    assert words == plain_words(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Hyvä lause.\nTässä on kirjotusvirhe.", [(2, "unknown-word")]),
        ("# Otsikko\n\nEnsimmäinen rivi\nand toinen.", [(4, "english-word")]),
        ("Se on että\nettä näin.", [(2, "doubled-word")]),
        ("Rivi.\nKaksi  väliä.", [(2, "two-spaces")]),
        ('Rivi.\nHän sanoi "kyllä" meille.', [(2, "quotation-mark")]),
        ("Hän sanoi “kyllä”.", [(1, "quotation-mark")]),
        ("Rivi.\nSana - toinen sana.", [(2, "hyphen-for-dash")]),
        ("Rivi.\nHyvä asiakastyönohjauspäivä.", [(2, "long-word")]),
        ("Hallinto-oikeudenkäyntimenettelylainsäädäntö.", [(1, "long-word")]),
        ("Rivi.\nLyhyt on sana " + "ja sana " * 12 + ".", [(2, "long-sentence")]),
    ],
)
def test_each_kind_is_found_on_its_line(text: str, found: list[tuple[int, str]]) -> None:
    """The line is the one on which the word stands, or on which the sentence begins."""
    assert found == judged(text)


@pytest.mark.parametrize(
    "text",
    [
        "Asiakas- ja potilastietojärjestelmä, sosiaali- ja terveydenhuolto.",
        "Katso kohdat TI-1.2a, RN310 ja 21.11.2026, 2,5 tuntia, A4-arkki.",
        "Otsikko RN101 missing-list-id on säännön nimi.",
        "Hän sanoi ”kyllä”, vaa’an vieressä.",
        "Lause – ja ajatusviiva, 24-vuotias Helsingissä.",
        "Hyvä hyvä-sana.",
        "Kirjataan potilastietojärjestelmässämmekin, epätarkoituksenmukaisesti.",
        "Sana " + "ja sana " * 12 + ".",
    ],
)
def test_good_finnish_passes(text: str) -> None:
    """What looks odd and is right is left alone; 25 words are not too many."""
    assert [] == judged(text)


def test_finding_says_what_was_perhaps_meant() -> None:
    """A word of the other texts is the likelier guess."""
    texts = ["Asiakkaan suunnitelma.", "Asikkaan suunitelma."]
    passages = [Passage(path="x.md", line=at, text=text) for at, text in enumerate(texts, 1)]
    report = check_prose(passages, WordList(), whole=False)

    assert [
        "“Asikkaan” is not a known word. Is it “asiakkaan”? Mend it, or list it",
        "“suunitelma” is not a known word. Is it “suunnitelma”? Mend it, or list it",
    ] == [finding.message for finding in report.findings]
    assert str(report.findings[0]).startswith("x.md:2: unknown-word: “Asikkaan” ")


def test_sentences_end_where_a_reader_pauses() -> None:
    """Abbreviations, ordinals and small letters go on."""
    text = "Kysy, esim. Soita 21. päivä. ”Niinkö?” hän sanoi. (Kyllä.) 3. Kolmas\nSama"

    assert [
        "Kysy, esim. Soita 21. päivä.",
        "”Niinkö?” hän sanoi.",
        "(Kyllä.)",
        "3. Kolmas\nSama",
    ] == [sentence for _start, sentence in sentences(text)]
    assert 3 == count_words(f"Sana – {GAP} 12.")


LIST = parse_word_list(
    "# comment\n[words] Names\nLifecare\nCase Manager\naxe\nPPT\nasiakas\n"
    "[long-words] A name\ntyöhyvinvointiyksikkö\n"
    "[sentences] A list of links\nLyhyt on sana\n"
    "[english-pages] For programmers\ncontributing/english.md\n",
    "words.txt",
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Avaa Lifecaressa, Lifecareen, Lifecare-viesti.", []),
        ("Avaa lifecare.", [(1, "unknown-word")]),
        ("Avaa Lifecarexyz.", [(1, "unknown-word")]),
        ("Axe-työkalu tai axella.", []),
        ("Kysy Case\nManagerilta, joka on Case Manager -työssä.", []),
        ("Mikä on Case?", [(1, "unknown-word")]),
        ("PPT:n työ, PPT:ltä.", []),
        ("Työhyvinvointiyksikössä.", []),
        ("Lyhyt on sana " + "ja sana " * 12 + ".", []),
    ],
)
def test_list_permits_what_it_names(text: str, found: list[tuple[int, str]]) -> None:
    """Inflected, joined by a hyphen, at the start of a sentence; but not with a small letter."""
    assert found == judged(text, LIST)


def test_english_page_is_left_out() -> None:
    """It is named from its folder on."""
    passage = Passage(path="docs/contributing/english.md", line=1, text="How the tools are built")

    assert () == check_prose([passage], LIST, whole=False).findings


def test_line_of_the_list_that_nothing_needs_is_found() -> None:
    """Also a word the dictionary has. Only when all texts were read: else it may be needed."""
    passages = [Passage(path="x.md", line=1, text="Lifecare, axe, PPT ja Case Manager, asiakas.")]
    stale = check_prose(passages, LIST, whole=True).findings

    assert [(7, "words.txt"), (9, "words.txt"), (11, "words.txt"), (13, "words.txt")] == [
        (finding.line, finding.path) for finding in stale
    ]
    assert "no text needs “asiakas”, or the dictionary has it. Remove the line" == stale[0].message
    assert () == check_prose(passages, LIST, whole=False).findings


def test_faults_of_the_list_are_found_with_their_lines() -> None:
    """Each says what to do."""
    text = "early\n[words]\nLifecare\nLifecare\n[names] Something\n"
    report = check_prose([], parse_word_list(text, "words.txt"), whole=False)
    groups = "words, long-words, sentences, english-pages"

    assert [
        (1, "“early” stands above the first group"),
        (2, "the group [words] gives no reason. Write it after the bracket"),
        (4, "“Lifecare” stands already on line 3"),
        (5, f"[names] is no group. The groups are: {groups}"),
    ] == [(finding.line, finding.message) for finding in report.findings]


def test_catalogue_and_settings_are_read(tmp_path: Path) -> None:
    """The words of the interface without their fields, and what settings are for."""
    (tmp_path / "x.po").write_text(
        'msgid ""\nmsgstr "Language: fi\\n"\n\nmsgid "{n} lists"\nmsgstr "{n} listaa ja %(x)s"\n\n'
        'msgid "a list"\nmsgid_plural "lists"\nmsgstr[0] "yksi lista"\nmsgstr[1] "listat"\n',
        "utf-8",
    )
    (tmp_path / "organisation.yml").write_text(
        "name:\n  type: text\n  default: Meidän nimemme\n  origin: design\n  about: Nimi.\n",
        "utf-8",
    )
    passages, unread = read_passages([tmp_path / "x.po", tmp_path])

    assert [] == unread
    assert [
        (4, f"{GAP} listaa ja {GAP}"),
        (7, "yksi lista"),
        (7, "listat"),
        (1, "Nimi."),
        (1, "Meidän nimemme"),
    ] == [(passage.line, passage.text) for passage in passages]


def test_file_that_cannot_be_read_is_found(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A misspelt path, and old encodings, do not pass as clean."""
    (tmp_path / "old.md").write_bytes("älä".encode("latin-1"))

    assert 1 == main(["prose", str(tmp_path), str(tmp_path / "none.md")])
    out = capsys.readouterr().out
    assert f"{tmp_path / 'old.md'}:1: unread: " in out
    assert f"{tmp_path / 'none.md'}:1: unread: " in out


def test_length_of_sentences_is_told_for_each_page(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Headings and labels are no sentences."""
    (tmp_path / "x.md").write_text("# Otsikko\n\nYksi sana. Tässä on nyt jo viisi.\n", "utf-8")

    assert 0 == main(["prose", "--pages", str(tmp_path)])
    out, err = capsys.readouterr()
    assert f"{tmp_path / 'x.md'}: 2 sentences, median 3.5 words, nine of ten at most 5\n" == out
    assert "1 files: 2 sentences, median 3.5 words, nine of ten at most 5: 0 findings\n" == err


def test_missing_dictionary_is_wrong_usage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The message says what to install."""
    monkeypatch.setitem(sys.modules, "pyvoikko", None)
    (tmp_path / "x.md").write_text("Sanakirjattomuuksissammekaan.\n", "utf-8")

    assert 2 == main(["prose", str(tmp_path)])
    assert "install rinnalla[search]" in capsys.readouterr().err


def test_the_knowledge_base_is_clean(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every Finnish text is spelt right and readable, or permitted with a reason."""
    monkeypatch.chdir(ROOT)
    report = prose_report([], Path("docs/contributing/words.txt"))

    assert report.total.sentences > 1000
    assert "" == "\n".join(map(str, report.findings))


@given(st.text(alphabet="aä \n:`{}[]()#*-+|<>\"'_%=.!/~&;\t1", max_size=120))
def test_any_page_can_be_read(text: str) -> None:
    """Whatever stands in it, texts lie within the page."""
    last = text.count("\n") + 1

    for passage in text_passages(text, "x.md"):
        assert 1 <= passage.line <= passage.line_at(len(passage.text)) <= last
