"""The page of the show through `AppTest`: choosing, ordering, the link, the slides themselves."""

import pytest

from tests.pages.open_page import open_page, read_html

PAGE = "present"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_default_run_is_offered(lang: str) -> None:
    app = open_page(PAGE, lang=lang)
    assert [e.value for e in app.exception] == []
    assert read_html(app).count("class='run-no'") == 8


def test_order_and_removal_are_in_the_link() -> None:
    app = open_page(PAGE, run="cover,plan,110118")
    app.button(key="down_0").click().run()
    assert app.query_params["run"] == "plan,cover,110118"
    app.button(key="remove_1").click().run()
    assert app.query_params["run"] == "plan,110118"
    app.selectbox(key="add_slide").set_value("ch3").run()
    assert app.query_params["run"] == "plan,110118,ch3"
    app.multiselect(key="add_compared").set_value(["110119", "110118"]).run()
    app.button(key="add_comparison").click().run()
    assert app.query_params["run"] == "plan,110118,ch3,110119-110118"


def test_a_set_for_a_party_is_made_at_one_press() -> None:
    app = open_page(PAGE, district="110112")
    assert app.button(key="make_set").label == "为通州区生成一套（8页）"
    app.button(key="make_set").click().run()
    run = app.query_params["run"].split(",")
    assert run[:3] == ["cover", "110112", "110112.own"]
    assert len(run) == 8
    assert "通州：待明确与下一步" in read_html(app)
    app.button(key="make_story").click().run()
    assert app.query_params["run"] == "plan,plan.everyone,plan.why,plan.few,plan.open"
    assert "生态涵养区为何更多" in read_html(app)
    app.button(key="make_city_set").click().run()
    assert app.query_params["run"].endswith("plan.zones,plan.few,plan.open")
    app.selectbox(key="make_set_for").set_value("110101").run()
    assert app.query_params["run"].split(",")[:2] == ["cover", "110101"]


def test_a_set_for_a_department_is_made_at_one_press() -> None:
    app = open_page(PAGE)
    app.selectbox(key="make_set_of").set_value("water").run()
    made = "cover,water.summary,water.led1,water.led2,water.open,water.partners"
    assert app.query_params["run"] == made
    shown = read_html(app)
    assert "市水务局：对口单位" in shown
    assert "市水务局：牵头的措施" in shown


def test_every_box_names_the_parties_alike() -> None:
    app = open_page(PAGE, lang="en")
    names = app.multiselect(key="add_compared").options
    assert "Beijing Economic-Technological Development Area" in names
    assert app.selectbox(key="add_slide").options[-len(names) :] == names
    assert open_page("compare", lang="en").multiselect(key="compare_choice").options == names


def test_bad_links_are_named_and_the_default_is_offered() -> None:
    html = read_html(open_page(PAGE, run="<b>x</b>"))
    assert "run=&lt;b&gt;x&lt;/b&gt;" in html
    assert "已换成默认的一套" in html
    assert html.count("class='run-no'") == 8


def test_the_show_has_no_chrome_and_every_slide() -> None:
    app = open_page(PAGE, run="plan,110118", slide="2")
    assert [e.value for e in app.exception] == []
    html = read_html(app)
    assert "<header>" not in html
    assert html.count("class='deck-slide'") == 2
    assert html.count("class='deck-card'") == 17
    assert "2 / 2" in html
