"""The page of protected areas through `AppTest`: duties, two registers, every area."""

import pytest

from tests.pages.open_page import open_page, read_html
from tests.real_model import MODEL

AREAS = MODEL.region.protected.areas.set_index("area_id")
PAGE = "protected"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_all_areas_are_listed_and_two_registers_stand_side_by_side(lang: str) -> None:
    app = open_page(PAGE, lang=lang)
    assert [e.value for e in app.exception] == []
    keys = {button.key for button in app.button}
    assert [area for area in AREAS.index if f"place_{area}" not in keys] == []
    assert "<td>79</td><td>59</td>" in read_html(app)


@pytest.mark.parametrize("code", ["110119", "110107", "110105", "110101", "bda"])
def test_every_district_shows_its_duties_and_its_areas(code: str) -> None:
    app = open_page(PAGE, district=code)
    assert [e.value for e in app.exception] == []
    shown = {b.key.removeprefix("place_") for b in app.button if b.key.startswith("place_")}
    assert shown == {area for area, row in AREAS.iterrows() if code in row["district_codes"]}
    html = read_html(app)
    measures = MODEL.plan.measures.set_index("measure_id")["text"]
    assert [m for m in ("7.1", "7.2", "7.3") if measures[m] not in html] == []


@pytest.mark.parametrize("area_id", ["nr_songshan", "nr_taianshan", "fp_xishan", "wp_yeyahu"])
def test_an_area_opens_with_what_is_known_and_what_is_not(area_id: str) -> None:
    html, area = read_html(open_page(PAGE, place=area_id)), AREAS.loc[area_id]
    assert area["name"] in html
    assert area["source_facts"].split(" ")[0] in html
    assert ("未见出处" in html) == bool(area[["year", "area_ha"]].isna().any())
    assert ("没有坐标，未上图" in html) == bool(area["geometry"] is None)


def test_only_national_reserves_are_meant_by_the_wording() -> None:
    assert "措施 7.2 中“国家级自然保护区”指本地" in read_html(
        open_page(PAGE, place="nr_baihuashan")
    )
    assert "指本地" not in read_html(open_page(PAGE, place="nr_yeyahu"))


def test_questions_name_the_districts_where_duties_and_areas_differ() -> None:
    html = read_html(open_page(PAGE))
    questions = html[html.index("class='questions'") :].split("</ul>")[0]
    assert questions.count("<li>") == 3
    assert [n for n in ("朝阳区", "石景山区", "通州区") if n not in questions] == []


def test_choosing_a_duty_and_a_level_writes_the_link() -> None:
    app = open_page(PAGE)
    app.pills(key="duty_choice").set_value("7.2").run()
    assert app.query_params["measure"] == "7.2"
    app.selectbox(key="level_choice").set_value("unsourced").run()
    shown = {b.key.removeprefix("place_") for b in app.button if b.key.startswith("place_")}
    assert shown == set(AREAS.index[AREAS["level"] == ""])
