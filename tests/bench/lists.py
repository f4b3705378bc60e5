"""Made-up pages in Finnish, each holding one list, as many as a measurement needs.

The same pages are written in two ways: with our directive, and as the task list an editor would
write without it. The same number gives the same page, but for the day of its review, and no two
items have the same words, so that the rule about near duplicates stays silent.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

# The rule about near duplicates compares words by their first six letters: all differ in those.
TOPICS = """
    Asuminen Toimeentulo Velkatilanne Lääkehoito Ravitsemus Nukkuminen Kuntoutus Liikkuminen
    Apuvälineet Edunvalvonta Perhetilanne Vanhemmuus Koulunkäynti Työssäkäynti Opiskelu
    Harrastukset Yksinäisyys Turvallisuus Päihteidenkäyttö Peliongelma Muistihäiriö Kipu
    Hoitotahto Suunnitelma Lähisuhdeväkivalta Maahanmuutto Tulkkaus Digiasiointi Kotihoito
    Omaishoito Päiväkeskus Vertaistuki Jatkohoito Hammashoito Näkökyky Kuulo Sosiaaliturva
    Vammaispalvelu Kuljetus Vuokranmaksu Takuueläke Raha-asiat Palaute Yhteydenotto Kriisituki
    Perintä Elämäntilanne Voimavarat
""".split()
DEEDS = """
    arvioitu kirjattu selvitetty sovittu tarkistettu kerrottu keskusteltu päätetty muistettu
    valmisteltu järjestetty varattu pyydetty esitelty vahvistettu kartoitettu rajattu jaettu
    luettu mitattu pohdittu seurattu tunnistettu täydennetty uusittu ilmoitettu koottu hyväksytty
    perusteltu ehdotettu aloitettu lopetettu
""".split()
MOMENTS = """
    kotikäynnillä puhelimessa vastaanotolla verkostotapaamisessa osastolla etäyhteydellä
    kirjallisesti suullisesti rauhassa viikoittain aamulla iltapäivällä huomenna keväällä
    syksyllä kuukausittain yhteisesti kahdestaan hiljaisuudessa ryhmässä itsenäisesti viipymättä
    ajoissa selkokielellä kuvin luottamuksella vaiheittain työparina esimiehelle omaisille
    kotiutuessa siirtyessä
""".split()

PER_SECTION = 8
"""Items of a section; a rule advises against more than nine."""

OPTIONS = ("suullisesti", "kirjallisesti", "muulla tavalla, miten")
KINDS = {2: "yes-no", 5: "choice", 6: "text", 8: "choices", 10: "number", 11: "date"}
"""Position in a dozen items to what the item asks for; the others are ticked."""

SHOWN_BY = {3: (1, "yes"), 11: (6, "option-a")}
"""Position in a dozen items to the item that decides whether it shows: how far back, its answer."""

FACT = "TI-1.1 TI-2.3"
REVIEWED = date.today() - timedelta(days=30)


@dataclass(frozen=True, kw_only=True, slots=True)
class Point:
    """An item or a result. type: as in the attribute; condition: in our language, may be empty."""

    id: str
    type: str
    text: str
    hint: str = ""
    record: str = ""
    condition: str = ""

    @property
    def options(self) -> tuple[str, ...]:
        """What there is to choose from."""
        return OPTIONS if self.type in {"choice", "choices"} else ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """A page. facts: for whom and when, as option and words; results: empty on most pages."""

    name: str
    title: str
    intro: str
    facts: tuple[tuple[str, str], ...]
    sections: tuple[tuple[str, tuple[Point, ...]], ...]
    results: tuple[Point, ...]


def make_page(number: int, items: int) -> Page:
    """The page of that number with so many items; every fifth page has results too."""
    points = tuple(_point(number * items + at, at) for at in range(items))
    about = TOPICS[number % len(TOPICS)].lower()
    name = f"list-{letters(number)}"
    return Page(
        name=name,
        title=f"{TOPICS[number // len(TOPICS) % len(TOPICS)]} ja {about}: {name}",
        intro=f"Lista auttaa, kun {about} vaatii yhteistä työtä.\n"
        "Käy se läpi *rauhassa*, kun huomaat, että asiakkaan tilanne muuttuu.",
        facts=(
            ("who", f"Työntekijä, jolle {about} kuuluu"),
            ("when", f"Kun {about} otetaan puheeksi ja kun siitä sovitaan"),
        ),
        sections=tuple(
            (f"{TOPICS[at % len(TOPICS)]} ja {about}", points[at : at + PER_SECTION])
            for at in range(0, items, PER_SECTION)
        ),
        results=_results() if number % 5 == 0 else (),
    )


def _point(unique: int, at: int) -> Point:
    """An item. unique: its number among all items; at: its position in the list, 0-based."""
    # A step without a common factor with the number of texts comes to each of them once.
    rest, topic = divmod(unique * 6367 % (len(TOPICS) * len(DEEDS) * len(MOMENTS)), len(TOPICS))
    moment, deed = divmod(rest, len(DEEDS))
    kind = KINDS.get(at % 12, "check")
    done = f"{TOPICS[topic]} on {DEEDS[deed]} {MOMENTS[moment]}"
    hint = (
        f"Kerro asiakkaalle, mitä tapahtuu, kun {TOPICS[topic].lower()} on {DEEDS[deed]}.\n"
        f"{'*Aikaa*' if at % 6 == 0 else 'Aikaa'} on hyvä varata riittävästi."
    )
    back, answer = SHOWN_BY.get(at % 12, (0, ""))
    return Point(
        id=_id(at),
        type=kind,
        text=done if kind == "check" else f"Asiakkaan kertomana: {done[0].lower()}{done[1:]}",
        hint=hint if at % 5 else "",
        record=f"{done}, ja asiakas on ollut mukana." if kind == "check" and at % 2 else "",
        condition=f"{_id(at - back)} = {answer}" if back else "",
    )


def _results() -> tuple[Point, ...]:
    yes, choice = _id(2), _id(5)
    conditions = (f"{yes} = yes and {choice} in (option-a, option-b)", f"{yes} = yes", "")
    texts = ("Ota yhteyttä heti", "Kysy neuvoa työparilta", "Jatka sovitulla tavalla")
    return tuple(
        Point(
            id=f"result-{letters(at)}",
            type="result",
            text=text,
            hint="Lista neuvoo, sinä päätät.\nKerro tulos myös asiakkaalle.",
            condition=condition,
        )
        for at, (text, condition) in enumerate(zip(texts, conditions, strict=True))
    )


def _id(at: int) -> str:
    return f"point-{letters(at)}"


def letters(number: int) -> str:
    """The number in letters, as ids hold no digits: aaa, aab and so on."""
    digits = ""
    for _ in range(3):
        number, digit = divmod(number, 26)
        digits = chr(ord("a") + digit) + digits
    return digits


def as_checklist(page: Page) -> str:
    """The page with our directive."""
    lines = [f"# {page.title}", "", page.intro, "", f":::{{checklist}} {page.title}"]
    lines += [f":id: {page.name}", ":mode: do-confirm"]
    lines += [f":{name}: {words}" for name, words in page.facts]
    lines += [":minutes: 20", ":status: draft"]
    lines += [f":reviewed: {REVIEWED}", f":review-due: {REVIEWED + timedelta(days=365)}"]
    for number, (title, points) in enumerate(page.sections):
        lines += ["", f"## {title} {{#part-{letters(number)}}}", ""]
        lines += (line for point in points for line in _item(point))
    if page.results:
        lines += ["", "## Tulos {#result type=outcome}", ""]
        lines += (line for point in page.results for line in _item(point))
    return "\n".join([*lines, ":::", ""])


def _item(point: Point) -> Iterator[str]:
    condition = f' if="{point.condition}"' if point.condition else ""
    kind = "" if point.type in {"check", "result"} else f" type={point.type}"
    box = "[ ] " if point.type == "check" else ""
    yield f'- {box}{point.text} {{#{point.id}{kind}{condition} source="{FACT}"}}'
    for at, option in enumerate(point.options):
        yield f"  - {option} {{#option-{chr(ord('a') + at)}{' text' if ',' in option else ''}}}"
    yield from _below(point)


def as_tasks(page: Page) -> str:
    """The page with the same headings and sentences and a plain task list."""
    facts = "\n".join(f"{words}." for _, words in page.facts)
    lines = [f"# {page.title}", "", page.intro, "", facts]
    for title, points in (*page.sections, *([("Tulos", page.results)] if page.results else [])):
        lines += ["", f"## {title}", ""]
        for point in points:
            lines.append(f"- {'' if point.type == 'result' else '[ ] '}{point.text}")
            lines += (f"  - [ ] {option}" for option in point.options)
            lines += _below(point)
    return "\n".join([*lines, ""])


def _below(point: Point) -> Iterator[str]:
    yield ""
    if point.hint:
        yield from (f"  {line}" for line in point.hint.split("\n"))
        yield ""
    if point.record:
        yield from (f"  > {point.record}", "")


def write_lists(folder: Path, count: int, items: int) -> None:
    """Write so many pages with a list each, and nothing else, into the folder."""
    folder.mkdir(parents=True)
    for page in make_pages(count, items):
        (folder / f"{page.name}.md").write_text(as_checklist(page), encoding="utf-8")


def make_pages(count: int, items: int) -> Iterable[Page]:
    """The first so many pages."""
    return (make_page(number, items) for number in range(count))
