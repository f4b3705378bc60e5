"""Documents to print: one with everything a sheet may hold, and small ones."""

from __future__ import annotations

STYLE = """
@page {
  size: A4; margin: 20mm;
  @top-left { content: "Ylätunniste"; font-size: 8pt }
  @bottom-right { content: counter(page) " / " counter(pages); font-size: 8pt }
}
html { font: 10.5pt/1.4 "Source Sans Pro" }
input[type=text], textarea, select { width: 90mm; height: 8mm; font-size: 10pt; border: 1px solid }
input[type=checkbox], input[type=radio] { width: 4mm; height: 4mm; border: 1px solid }
textarea { height: 24mm }
ul, ol { list-style: none; padding: 0 }
ol > li::before { content: counter(list-item) ". " }
th, td { border: 1px solid; padding: 1mm }
td input[type=text] { width: 40mm; border: 0 }
"""

PICTURE = (
    "data:image/svg+xml;base64,"
    "PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSI0MCIgaGVpZ2h0PSI0MCI+"
    "PHJlY3Qgd2lkdGg9IjQwIiBoZWlnaHQ9IjIwIiBmaWxsPSIjMDc4Ii8+PC9zdmc+"
)
"""Forty pixels wide and high; its upper half is filled."""

BODY = f"""\
<form>
<h1>Päättyvä asiakkuus</h1>
<p>Kysy ja kuuntele – ”yhdessä”, 5 €. <a href="https://example.org/ohje">Ohje verkossa</a>,
<a href="#toimet">toimet</a>.</p>
<p><label for="who">Kuka vastaa?</label> <input type="text" id="who" name="who" maxlength="40"
  value="Vastuutyöntekijä"></p>
<p><label for="day">Päivä (pp.kk.vvvv)</label> <input type="text" id="day" name="day"></p>
<p><label for="service">Palvelu</label> <select id="service" name="service">
  <option value="">Valitse</option><option value="adult">Aikuissosiaalityö</option>
  <option value="family" selected>Perhepalvelut</option></select></p>
<h2>Tehty</h2>
<ul>
  <li><input type="checkbox" id="a" name="a" checked> <label for="a">Jatko on sovittu</label></li>
  <li><input type="checkbox" id="b" name="b"> <label for="b">Yhteystiedot on annettu</label></li>
</ul>
<fieldset><legend>Voiko asiakas palata?</legend>
  <input type="radio" id="yes" name="back" value="yes"> <label for="yes">Kyllä</label>
  <input type="radio" id="no" name="back" value="no" checked> <label for="no">Ei</label>
  <input type="radio" id="open" name="back" value="not-known">
  <label for="open">Ei vielä tiedossa</label>
</fieldset>
<p><label for="notes">Muistiinpanot</label> <textarea id="notes" name="notes"></textarea></p>
</form>
<section id="toimet" style="break-before: page">
<h2>Toimet</h2>
<img src="{PICTURE}" alt="Sininen palkki">
<table>
<caption>Sovitut toimet</caption>
<thead><tr><th scope="col">Toimi</th><th scope="col">Vastuu</th><th scope="col">Milloin</th></tr>
</thead>
<tbody>
<tr><th scope="row">Arvio</th><td><input type="text" name="t1" title="Arvio: vastuu"></td>
  <td><input type="text" name="t2" title="Arvio: milloin"></td></tr>
<tr><th scope="row">Soitto</th>
  <td><input type="text" name="t3" aria-label="Soitto: vastuu"></td><td>Pian</td></tr>
<tr><th scope="row">Käynti</th><td>Tiimi</td><td>Ensi viikolla</td></tr>
</tbody>
</table>
<ol><li>Yksi</li><li>Kaksi</li></ol>
<p lang="sv">Klienten har fått information.</p>
</section>
"""

FIELDS = {
    "who": "Kuka vastaa?",
    "day": "Päivä (pp.kk.vvvv)",
    "service": "Palvelu",
    "a": "Jatko on sovittu",
    "b": "Yhteystiedot on annettu",
    "back": "Voiko asiakas palata?",
    "notes": "Muistiinpanot",
    "t1": "Arvio: vastuu",
    "t2": "Arvio: milloin",
    "t3": "Soitto: vastuu",
}
"""The fields of the sample with their labels, in reading order."""


def document(body: str, *, style: str = "", title: str = "Koe", language: str = "fi") -> str:
    """Return a whole document."""
    return (
        f'<!doctype html><html lang="{language}"><head><title>{title}</title>'
        '<meta name="author" content="Rinnalla"><meta name="dcterms.created" content="2026-11-21">'
        f"<style>{style}</style></head><body>{body}</body></html>"
    )


def sample() -> str:
    """Return the document with everything."""
    return document(BODY, style=STYLE, title="Päättyvä asiakkuus")


def card(size: str) -> str:
    """Return a small card with two sides. size: as in CSS."""
    style = f"@page {{ size: {size}; margin: 8mm }} html {{ font: 10pt/1.4 'Source Sans Pro' }}"
    words = "Kysy ensin ja kuuntele sitten, mitä asiakas itse haluaa sanoa tästä kaikesta."
    return document(
        f'<h1>Kortti</h1><p>{words}</p><p><a href="#other">Toinen puoli</a></p>'
        f'<img src="{PICTURE}" alt="Sininen palkki">'
        f'<h2 id="other" style="break-before: page">Toinen puoli</h2><p>{words}</p>',
        style=style,
        title="Kortti",
    )
