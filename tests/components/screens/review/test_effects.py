"""What an answer does, in words that both languages have."""

from __future__ import annotations

from dataclasses import replace

import pytest

from components.screens.review.effects import list_departments, name_units, say_effects
from components.texts import Texts
from store.effects import find_effects
from store.state import State
from tests.components.screens.review.stated import NAMES, build_state

ROWS = [
    ["1", "治水", "巡河。", "年底前", "各区政府", "", "水务局"],
    ["2", "种树", "造林。", "年底前", "环境局", "", "———"],
    ["4", "监测", "测水。", "年底前", "甲区政府", "", "———"],
    ["5", "执法", "检查。", "年底前", "相关区政府", "", "———"],
]
MAIN = [(f"{number}/主责单位", "merge") for number in (1, 2, 4, 5)]


@pytest.fixture(scope="module")
def state() -> State:
    """A table without edges: a blank cell beside a lead is read as one with it."""
    return build_state(ROWS, has_edges=False)


def say(state: State, *answers: tuple[tuple[str, str], str], lang: str = "zh") -> list[str]:
    asked = {(one.key, one.tag): one for one in state.settled.asked}
    found = find_effects(state, {asked[question]: answer for question, answer in answers})
    return say_effects(found, state, Texts(lang))


def test_what_changes_nothing_says_so(state: State) -> None:
    assert say(state, (MAIN[0], "first")) == ["职责不变"]
    assert say(state, (MAIN[0], "first"), lang="en") == ["No duty changes"]


def test_a_cell_says_what_it_was_and_will_be_and_who_has_fewer_duties(state: State) -> None:
    assert say(state, (MAIN[0], "other")) == [
        "主责单位：各区政府 → 空（甲区、乙区、丙区各少1条主责）"
    ]
    assert say(state, (MAIN[1], "other"), lang="en") == [
        "主责单位: 环境局 → blank (Environment: Main −1)"
    ]


def test_one_who_comes_into_a_cell_has_a_duty_more(state: State) -> None:
    assert say(state, (("1/support", "correct"), "set:水务局;环境局")) == [
        "协办单位：水务局 → 水务局；环境局（环境局多1条协办）"
    ]


def test_a_merged_cell_changes_both_its_roles(state: State) -> None:
    assert say(state, (("2/main", "correct"), "set:水务局;甲区政府")) == [
        "牵头部门：环境局 → 水务局；甲区政府",
        "主责单位：环境局 → 水务局；甲区政府",
        "合计：环境局少1条牵头，环境局少1条主责，甲区、水务局各多1条牵头，甲区、水务局各多1条主责",
    ]


def test_what_is_no_duty_is_told_beside_that(state: State) -> None:
    assert say(state, (("4", "number"), "other")) == ["编号：4 → 3", "职责不变"]


def test_units_that_are_only_relevant_are_not_counted(state: State) -> None:
    assert say(state, (MAIN[3], "other")) == ["主责单位：相关区政府 → 空"]


def test_of_many_cells_a_few_are_told_and_the_duties_added_up(state: State) -> None:
    assert say(state, *((question, "other") for question in MAIN)) == [
        "措施1，主责单位：各区政府 → 空",
        "措施2，主责单位：环境局 → 空",
        "措施4，主责单位：甲区政府 → 空",
        "另有1格同样变化",
        "合计：甲区少2条主责，乙区、丙区、环境局各少1条主责",
    ]


@pytest.mark.parametrize(
    ("codes", "zh", "en"),
    [
        (["env", "100001"], "甲区、环境局", "Jia, Environment"),
        (["100001", "100002", "100003", "env"], "3个区、环境局", "3 districts, Environment"),
    ],
)
def test_few_units_are_named_and_many_counted(
    state: State, codes: list[str], zh: str, en: str
) -> None:
    assert [name_units(codes, state, Texts(lang)) for lang in ("zh", "en")] == [zh, en]


def test_of_many_that_are_no_districts_the_number_is_told() -> None:
    names = {f"第{n}局": "department" for n in range(3)}
    settled = replace(build_state(ROWS).settled, names=names)
    state = replace(build_state(ROWS), settled=settled)
    codes = [*NAMES.codes, *list_departments(names)]
    assert name_units(codes, state, Texts("zh")) == "3个区、另6个单位"


def test_a_department_that_the_region_does_not_list_is_named() -> None:
    row = ["1", "治水", "巡河。", "年底前", "丁局", "", "———"]
    state = build_state([row], {("names/丁局", "unknown:丁局"): "department"}, has_edges=False)
    assert say(state, (MAIN[0], "other")) == ["主责单位：丁局 → 空（丁局少1条主责）"]
