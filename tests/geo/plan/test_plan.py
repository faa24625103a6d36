"""Cells, headings and targets that contradict each other are refused."""

import pandas as pd
import pytest

from geo.plan.plan import fill_in

MEASURES, TARGETS = "ecology-2025/measures.csv", "ecology-2025/targets.csv"
HEADINGS = "ecology-2025/headings.csv"
CITY_FORESTS = "ecology-2025/targets.csv"


def describe_without_hashes(copy):
    return [p for p in copy.describe_problems() if p[0] != "changed_file"]


def test_a_measure_is_found_by_its_number(model):
    row = model.plan.find_measure("9.1")
    assert [row] == [m for m in model.plan.measures.to_dict("records") if m["measure_id"] == "9.1"]
    with pytest.raises(KeyError):
        model.plan.find_measure("9.10")


def test_the_opening_of_a_wording_stands_in_for_a_label():
    texts = ["改造管网。", "建设河湖六条。治理好。", "排查入河排口一百二十个并建档立卡。"]
    measures = fill_in(pd.DataFrame({"text": texts, "label": ["", "自拟", ""]}))
    assert measures["label"].tolist() == ["改造管网", "自拟", "排查入河排口一百二十个并建档…"]
    assert measures["has_label"].tolist() == [False, True, False]


def test_merged_cell_must_hold_the_same_units_as_lead_and_as_main(real_copy):
    real_copy.replace_cell(MEASURES, 4, "main", "市水务局")
    assert real_copy.describe_problems() == [
        ("unequal_shared_cell", MEASURES, 4, "main", "市水务局")
    ]


@pytest.mark.parametrize(
    ("role", "cell"),
    [
        ("lead", "———"),
        ("main", "———"),
        ("lead", "————"),
        ("main", "相关区政府;———"),
        ("support", "市生态环境局;———"),
    ],
)
def test_dash_stands_only_in_the_support_cell_and_alone(real_copy, role, cell):
    real_copy.replace_cell(MEASURES, 13, role, cell)
    assert real_copy.describe_problems() == [("dash_misplaced", MEASURES, 13, role, cell)]


def test_chapter_without_a_heading_is_named(real_copy):
    real_copy.replace(HEADINGS, "task,15,,,Deepen ecological civilisation demonstration\n", "")
    assert describe_without_hashes(real_copy) == [("unused_code", MEASURES, None, "task_no", "15")]


def test_heading_of_no_chapter_is_named(real_copy):
    real_copy.replace_cell(HEADINGS, 5, "number", "5")
    assert describe_without_hashes(real_copy) == [
        ("unused_code", MEASURES, None, "chapter_no", "4"),
        ("unknown_code", HEADINGS, 5, "number", "5"),
    ]


def test_target_phrase_must_stand_in_the_text(real_copy):
    real_copy.replace_cell(TARGETS, 3, "phrase", "平原地区森林覆盖率要达到32%")
    assert real_copy.describe_problems() == [
        ("phrase_not_in_text", TARGETS, 3, "phrase", "平原地区森林覆盖率要达到32%")
    ]


def test_target_of_an_unknown_measure_is_named(real_copy):
    real_copy.replace_cell(TARGETS, 2, "measure_id", "99")
    assert describe_without_hashes(real_copy) == [
        ("unknown_code", TARGETS, 2, "measure_id", "99"),
        ("missing_target", MEASURES, 14, "text", "9.1"),
    ]


def test_figure_must_stand_in_its_phrase(real_copy):
    real_copy.replace_cell(TARGETS, 2, "quantity", "1337")
    assert describe_without_hashes(real_copy) == [
        ("quantity_not_in_phrase", TARGETS, 2, "quantity", "1337公顷"),
        ("missing_target", MEASURES, 14, "text", "9.1"),
    ]


def test_unit_of_a_figure_must_stand_beside_it(real_copy):
    real_copy.replace_cell(TARGETS, 2, "unit", "亩")
    assert real_copy.describe_problems() == [
        ("quantity_not_in_phrase", TARGETS, 2, "quantity", "1373亩")
    ]


@pytest.mark.parametrize(
    ("row", "figure", "measure_row", "measure_id"),
    [(2, "1373", 14, "9.1"), (4, "45", 16, "9.3"), (7, "30", 16, "9.3")],
)
def test_figure_of_the_text_left_out_of_the_targets_is_named(
    real_copy, row, figure, measure_row, measure_id
):
    lines = real_copy.path(TARGETS).read_text(encoding="utf-8").splitlines(keepends=True)
    del lines[row - 1]
    real_copy.path(TARGETS).write_text("".join(lines), encoding="utf-8")
    (missing, _changed) = real_copy.find_problems()
    found = (missing.rule, missing.file, missing.row, missing.value, missing.details["figure"])
    assert found == ("missing_target", MEASURES, measure_row, measure_id, figure)


@pytest.mark.parametrize("figure", ["1234567", "1234567.5", "123456.78", "0.5", "3000000000"])
def test_figures_of_any_size_are_found_as_printed(tiny_data, figure):
    for file in ("measures.csv", "targets.csv", "source.txt"):
        tiny_data.replace(f"tiny-plan/{file}", "恢复岸线12公里", f"恢复岸线{figure}公里")
    tiny_data.replace("tiny-plan/targets.csv", "3.1,12,", f"3.1,{figure},")
    tiny_data.register()
    assert tiny_data.describe_problems() == []
