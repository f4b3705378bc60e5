"""Built pages read back: titles, places with their ids, facts, glossary, and no furniture."""

from __future__ import annotations

from rinnalla.pages import Page, PageKind, Place, read_page

LIST = """\
<nav>Valikko</nav><main>
<section id="koe"><h1>Koe<a class="headerlink" href="#koe">¶</a></h1>
<p>Lista <em>auttaa</em> sopimaan.<span class="rn-mark">Lähde TI-1</span>
Lue <a class="reference internal" href="../models/x.html">Toinen malli</a>.</p>
<p>Toinen kappale.</p>
<form class="rn-checklist" id="trial" data-kind="checklist">
<h2 class="rn-checklist__title rn-vh" id="trial--title">Koe</h2>
<p class="rn-whose">Asiakkaalle</p><p class="rn-care">Tämä on sinun.</p>
<dl class="rn-meta"><div><dt>Kuka:</dt><dd>Hoitaja</dd></div>
<div><dt>Milloin:</dt><dd>Aluksi</dd></div>
<div><dt>Aika:</dt><dd>noin 5 min</dd></div><div><dt>Tila:</dt><dd>Luonnos</dd></div></dl>
<div class="rn-actions" hidden><button>Tulosta</button></div>
<section class="rn-section" id="trial--start"><h3><span class="rn-code">A</span> Alku</h3>
<ol><li class="rn-item" id="trial--agreed" data-kind="check">
<span class="rn-code" aria-hidden="true">A1</span>
<label><input type="checkbox"><span class="rn-tick__text">Asia on sovittu</span></label>
<p class="rn-item__if">Jos jotakin</p><div class="rn-hint"><p>Sano se ääneen.</p></div>
<details class="rn-more"><summary>Muu</summary>Myöhemmin</details>
<p class="rn-source">Lähde TI-1</p></li>
<li class="rn-item" id="trial--asked" data-kind="yes-no">
<span class="rn-field__text">Kysyttiinkö?</span>
<div class="rn-options">kyllä ei</div></li>
<li class="rn-item rn-item--conditional" id="trial--why"><p class="rn-item__if">Jos ei</p>
<span class="rn-field__text">Miksi ei?</span></li>
<li class="rn-item" id="trial--tip" data-kind="advice"><div class="rn-note"><p>
<strong class="rn-note__word">Neuvo</strong> Kysy huomenna</p></div></li></ol></section>
<dialog>Tyhjennetäänkö?</dialog></form></section></main><footer>Alaosa</footer>
"""

GLOSSARY = """\
<main><section id="sanasto"><h1>Sanasto</h1>
<p>Katso <a href="models/x.html#term-x">asiakas</a>.</p>
<dl class="simple glossary"><dt id="term-CM">CM</dt><dt id="term-Case-Manager">Case Manager</dt>
<dd><p>Kulkee asiakkaan rinnalla.</p></dd>
<dt id="term-paja">työpaja</dt><dd><p>Tilaisuus.</p></dd></dl>
<dl><dt>Ei</dt><dd>termi</dd></dl></section></main>
"""


def read(path: str, html: str) -> Page:
    """Return the page, which there must be."""
    page = read_page(path, html, "fi")
    assert page is not None
    return page


def test_list_is_read_with_its_facts_and_without_its_workings() -> None:
    """Who, when and how long; no buttons, marks, codes, conditions, answers and dialogs."""
    page = read("checklists/trial.html", LIST)

    assert (PageKind.LIST, "Koe") == (page.kind, page.title)
    assert ("Hoitaja", "Aluksi", "noin 5 min") == (page.who, page.when, page.time)
    assert "Lista auttaa sopimaan. Lue Toinen malli." == page.description.replace("  ", " ")
    assert "Lista auttaa sopimaan. Lue . Toinen kappale. Hoitaja Aluksi" == page.text


def test_every_section_and_item_is_a_place_with_its_id() -> None:
    """A result can lead to it; its title is what a reader sees, without its number.

    An item that may be hidden belongs to its section: nobody can be led to it.
    """
    page = read("checklists/trial.html", LIST)

    assert page.places == (
        Place(id="trial--start", title="Alku", text=""),
        Place(id="", title="Miksi ei?", text=""),
        Place(id="trial--agreed", title="Asia on sovittu", text="Sano se ääneen."),
        Place(id="trial--asked", title="Kysyttiinkö?", text=""),
        Place(id="trial--tip", title="Kysy huomenna", text=""),
    )


def test_form_and_shelves_have_their_kinds() -> None:
    """What a page is comes from its list, its glossary, or its shelf."""
    plain = "<main><section id='a'><h1>A</h1><p>B</p></section></main>"
    kinds = {path: read(path, plain).kind for path in ("models/a.html", "sources/a.html", "a.html")}

    assert PageKind.FORM is read("a.html", LIST.replace('"checklist"', '"form"')).kind
    client = LIST.replace('"checklist"', '"form" data-for="client"')
    assert PageKind.CLIENT is read("a.html", client).kind
    assert PageKind.GLOSSARY is read("a.html", GLOSSARY).kind
    assert [PageKind.MODEL, PageKind.SOURCE, PageKind.OTHER] == [*kinds.values()]


def test_terms_over_one_definition_belong_together() -> None:
    """The definition goes with the last of them; other lists of words are no glossary."""
    page = read("glossary.html", GLOSSARY)

    assert (("CM", "Case Manager"), ("työpaja",)) == page.terms
    assert ["CM", "Case Manager", "työpaja"] == [place.title for place in page.places]
    assert "Kulkee asiakkaan rinnalla." == page.places[1].text
    assert "Katso asiakas." in page.text


def test_long_text_that_stands_for_a_title_is_cut_between_words() -> None:
    """A row with an id and no heading is called by its beginning."""
    html = f"<main><h1>A</h1><ul><li id='ti-1'>{'sana ' * 40}</li></ul></main>"
    (place,) = read("a.html", html).places

    assert len(place.title) <= 92
    assert place.title.endswith("sana …")
    assert "" == place.text


def test_page_without_a_title_is_no_page() -> None:
    """Nobody could be led there."""
    assert None is read_page("a.html", "<main><p>Tekstiä.</p></main>", "fi")
    assert None is read_page("a.html", "<h1>Ei pääosaa</h1>", "fi")


def test_drawing_is_a_place_called_by_its_caption() -> None:
    """Its description is text, its words in the art are not read twice."""
    page = read(
        "models/x.html",
        '<main><section id="x"><h1>Malli</h1><figure class="rn-drawing" id="steps">'
        "<figcaption>Kaksi askelta</figcaption><svg><desc>Ensin kuullaan.</desc></svg>"
        "<details><summary>Kuva sanoin</summary><p>Ensin kuullaan.</p></details></figure>"
        "</section></main>",
    )

    expected = Place(id="steps", title="Kaksi askelta", text="Ensin kuullaan.")
    assert (expected,) == page.places
