"""A form that the client fills in, alone or beside a professional, and takes along."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from rinnalla.audience import CLIENT
from tests.browser.axe import violations
from tests.browser.conftest import OpenPage, Site
from tests.browser.forms import Form, fi
from tests.browser.test_without_script import printed, squeezed


def test_number_to_call_may_be_written(open_page: OpenPage, trial: Site) -> None:
    """That is what the form is for: the remark asks whose it is. An identity code is too much."""
    form = Form(open_page(trial.page_of("keepsake")), "keepsake")
    field = form.field("whom-to-call")

    field.fill("Päivystys arkisin klo 8–15")
    expect(form.problem("whom-to-call")).to_be_hidden()
    for typed, remark in (
        ("Päivystys 09 310 3300", CLIENT.phone),
        ("tuki@example.org", CLIENT.mail),
    ):
        field.fill(typed)
        expect(form.problem("whom-to-call")).to_have_text(fi(remark))
    field.fill("Tukiyhdistys, 131052-308T")

    expect(form.problem("whom-to-call")).to_have_text(fi(CLIENT.code))
    expect(form.announced).to_contain_text(fi(CLIENT.code))
    expect(form.root.locator(".rn-status")).to_have_text(fi(CLIENT.used))


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_paper_holds_the_form_alone(script: bool, open_page: OpenPage, trial: Site) -> None:
    """What the page says around it is for the professional, and stays on the screen."""
    page = open_page(trial.page_of("keepsake"), java_script_enabled=script)
    Form(page, "keepsake").field("remember").fill("Hengitä rauhassa")
    around = page.get_by_text("ohje ammattilaiselle")
    expect(around).to_have_count(2)
    expect(around.first).to_be_visible()

    paper = printed(page)

    assert squeezed("ohje ammattilaiselle") not in paper.replace("Ohje", "ohje")
    for text in ("Mukaan annettava", "Omat tukipaikat", "Minne voin soittaa?", "Hengitä rauhassa",
                 fi(CLIENT.mark), fi(CLIENT.on_page), fi(CLIENT.keep)):  # fmt: skip
        assert 1 == paper.count(squeezed(text)), text


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_mark_and_words_are_accessible(
    width: int, scheme: str, open_page: OpenPage, trial: Site
) -> None:
    """Axe finds nothing, and nothing is wider than the screen."""
    page = open_page(
        trial.page_of("keepsake"), viewport={"width": width, "height": 844}, color_scheme=scheme
    )

    expect(page.locator(".rn-whose")).to_have_text(fi(CLIENT.mark))
    expect(page.locator(".rn-care")).to_have_text(fi(CLIENT.on_page))
    assert [] == violations(page)
    assert width >= page.evaluate("document.documentElement.scrollWidth")
