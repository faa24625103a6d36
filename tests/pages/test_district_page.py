"""The profile page through `AppTest`."""

import pytest

from tests.pages.open_page import open_page, read_html
from tests.real_model import MODEL


@pytest.mark.parametrize("code", MODEL.codes)
def test_every_party_has_a_profile(code: str) -> None:
    app = open_page("district", district=code)
    assert [e.value for e in app.exception] == []
    html = read_html(app)
    assert str(MODEL.region.parties.at[code, "name"]) in html
    duties = MODEL.duties[MODEL.duties["unit_code"] == code]
    assert html.count('<article class="duty"') == len(duties)


def test_without_a_choice_all_parties_are_offered() -> None:
    app = open_page("district", lang="en")
    assert [e.value for e in app.exception] == []
    keys = {button.key for button in app.button}
    assert {f"party_{code}" for code in MODEL.codes} <= keys


def test_steps_go_round_in_order() -> None:
    app = open_page("district", district=MODEL.codes[0])
    app.button(key="step_previous").click().run()
    assert app.query_params["district"] == MODEL.codes[-1]
    app.button(key="step_next").click().run()
    assert app.query_params["district"] == MODEL.codes[0]
