"""Which figures of a wording are targets: a figure in a name or a date is none."""

import pytest

from geo.plan.figures import find_figures

MEASURES, TARGETS = "tiny-plan/measures.csv", "tiny-plan/targets.csv"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("PM2.5年均浓度控制在32微克/立方米", ["32"]),
        ("细颗粒物（PM2.5）年均浓度降至30.5微克/立方米", ["30.5"]),
        ("O3浓度160μg/m3，CO2排放下降18%，NO₂达标", ["160", "18"]),
        ("升温控制在1.5℃以内，建设绿道12km、绿地16.9m2", ["1.5", "12", "16.9"]),
        ("约1373公顷、1,373公顷、新增１２处", ["1373", "1373", "12"]),
        ("2025年底前建成30处，2021—2025年、12月底前、每月5日、3年内", ["30"]),
        ("按第3条和附件5，依据京政办发〔2025〕3号、GB3838-2002", []),
        ("落实“1+N”政策体系、3+1+X，接听“12345”热线，建5G、3D模型", []),
        ("GEP-R核算、COVID-19、十四五", []),
        ("降至2.5年均值，提高20-30公里", ["2.5", "20", "30"]),
    ],
)
def test_figures_of_names_and_dates_are_left_out(text: str, expected: list[str]) -> None:
    assert find_figures(text) == expected


def test_words_of_the_plan_that_are_names_are_left_out() -> None:
    text = "12345热线7×24小时值守，办理率95%"
    assert find_figures(text) == ["12345", "7", "24", "95"]
    assert find_figures(text, ["12345热线", "7×24小时"]) == ["95"]


def test_plan_with_figures_in_names_needs_no_invented_target(tiny_data) -> None:
    for file in (MEASURES, "tiny-plan/source.txt"):
        tiny_data.replace(file, "监测水质。", "监测PM2.5年均浓度和CO2，7×24小时值守。")
    tiny_data.register()
    assert [p.details["figure"] for p in tiny_data.find_problems()] == ["7", "24"]
    tiny_data.edit_json("tiny-plan/plan.json", lambda meta: meta.update(no_target=["7×24小时"]))
    tiny_data.register()
    assert tiny_data.find_problems() == []
