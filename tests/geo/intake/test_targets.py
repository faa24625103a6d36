"""Figures are proposed with the unit printed after them; names, dates and ordinals never."""

from __future__ import annotations

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as some

from geo.intake.targets import propose_targets
from geo.packages.package import DATA_DIR, DEFAULT_PLAN
from geo.plan.figures import write_plain
from tests.geo.intake.typeset import read_measures


def propose(text: str) -> list[tuple[str, str]]:
    return [(figure.quantity, figure.unit) for figure in propose_targets(text)]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("新建口袋公园30处，森林覆盖率达到45%。", [("30", "处"), ("45", "%")]),
        ("治理约1,373公顷。", [("1373", "公顷")]),
        ("完成１２座泵站", [("12", "座")]),
        ("PM2.5年均浓度降至32微克/立方米", [("32", "微克/立方米")]),
        ("12月底前完成“1+N”方案，建成5G基站8个", [("8", "个")]),
        ("十四五期间按附件2完成第3条", []),
        ("增绿2万亩", [("2", "万亩")]),
        ("达到15", [("15", "")]),
        ("巡查河道", []),
    ],
)
def test_a_figure_has_the_unit_that_is_printed(text: str, figures: list[tuple[str, str]]) -> None:
    assert propose(text) == figures


def test_a_phrase_is_the_clause_and_keeps_its_places() -> None:
    (figure,) = propose_targets("加强管护，在甲区、乙区新建湿地3处；验收。")
    assert (figure.phrase, figure.around) == ("在甲区、乙区新建湿地3处", "新建湿地3")


def test_every_target_of_the_shipped_plan_is_proposed() -> None:
    path = DATA_DIR / "plans" / DEFAULT_PLAN / "targets.csv"
    with path.open(encoding="utf-8", newline="") as file:
        listed = {(t["measure_id"], t["quantity"], t["unit"]) for t in csv.DictReader(file)}
    proposed = {(m["measure_id"], *pair) for m in read_measures() for pair in propose(m["text"])}
    assert listed - proposed == set()


def test_what_tells_figures_apart_does_not_overlap() -> None:
    figures = propose_targets("12项任务单的7、8处")
    assert [figure.around for figure in figures] == ["12项", "任务单的7", "、8"]


@given(some.text("12，。年月%处个PM.+N第件附甲", max_size=24))
def test_a_proposal_stands_in_the_wording_as_it_says(text: str) -> None:
    for figure in propose_targets(text):
        assert figure.phrase in text
        assert figure.around in figure.phrase
        assert f"{figure.quantity}{figure.unit}" in write_plain(figure.phrase)
