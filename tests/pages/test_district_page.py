"""The profile page through `AppTest`."""

import pytest

from geo.plan.compare import list_lead_measures
from tests.pages.open_page import find_all, open_page, read_html
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


def test_a_department_lists_what_it_leads() -> None:
    app = open_page("district", district="110118", lead="fpb")
    leads = list_lead_measures(MODEL.duties, MODEL.region.units, ["110118"])
    assert app.pills(key="lead_choice").value == "fpb"
    listed = [duty.get("id") for duty in find_all(app, "//article[@class='duty']")]
    assert listed == [f"duty-{measure_id}" for measure_id in leads["fpb"]]
    app.pills(key="lead_choice").set_value(None).run()
    assert "lead" not in app.query_params
    assert len(find_all(app, "//article[@class='duty']")) == 25


def test_a_department_that_leads_nothing_here_filters_nothing() -> None:
    app = open_page("district", district="110118", lead="culture")
    assert len(find_all(app, "//article[@class='duty']")) == 25


def test_duties_stand_before_all_that_explains_them() -> None:
    html = read_html(open_page("district", district="110118"))
    assert html.index('article class="duty"') < html.index("class='deadlines'")


def test_steps_go_round_in_order() -> None:
    app = open_page("district", district=MODEL.codes[0])
    app.button(key="step_previous").click().run()
    assert app.query_params["district"] == MODEL.codes[-1]
    app.button(key="step_next").click().run()
    assert app.query_params["district"] == MODEL.codes[0]
