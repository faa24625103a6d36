"""A district that was renamed, merged or split: its name stands for what is there today."""

from __future__ import annotations

import pytest

from geo.intake.known import gather_names
from geo.intake.names import cut_cell
from geo.intake.read import load_names
from geo.packages.package import open_package
from geo.region.former import (
    index_former,
    list_successors,
    read_former,
    read_unit_names,
)
from tests.geo.conftest import DataCopy
from tests.real_model import MODEL

MEASURES, FORMER = "tiny-plan/measures.csv", "three-squares/former_units.csv"
OLD, NEW = "密云县", "密云区"


def name_formerly(copy: DataCopy) -> None:
    """The whole plan, as it would be printed with the former name."""
    for file in ("ecology-2025/measures.csv", "ecology-2025/source.txt"):
        path = copy.path(file)
        path.write_bytes(path.read_bytes().replace(NEW.encode(), OLD.encode()))
    copy.register()


def test_a_plan_with_the_former_name_has_the_duties_of_one_with_the_new(
    real_copy: DataCopy,
) -> None:
    name_formerly(real_copy)
    model = real_copy.load()
    assert model.plan.measures["main"].str.contains(f"{OLD}政府").sum() == 8
    columns = ["unit_code", "measure_id", "lead", "main", "support", "basis"]
    assert model.duties[columns].equals(MODEL.duties[columns])


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        (f"{OLD}政府", [f"{OLD}政府"]),
        (f"{OLD}人民政府", [f"{OLD}人民政府"]),
        (f"延庆县政府、{OLD}", ["延庆县政府", OLD]),
    ],
)
def test_a_former_name_is_known_as_a_cell_prints_it(cell: str, names: list[str]) -> None:
    found = cut_cell(cell, load_names("beijing")).names
    assert [(n.printed, n.basis) for n in found] == [(name, "named") for name in names]


def test_its_history_is_kept_with_dates_as_far_as_they_are_known() -> None:
    rows = MODEL.region.former[["former_code", "name", "unit_code", "valid_from", "valid_to"]]
    assert rows.to_numpy().tolist() == [
        ["110228", "密云县", "110118", "", "2015-10"],
        ["110229", "延庆县", "110119", "", "2015-10"],
    ]


def test_of_one_that_was_split_a_person_says_what_is_meant(tiny_data: DataCopy) -> None:
    package = open_package(tiny_data.path(FORMER).parent)
    assert list_successors(read_former(package)) == {
        "甲县": ["100001"],
        "山地县": ["100002", "100003"],
    }
    known = gather_names(package.read_table("units"), read_unit_names(package))
    found = [(n.printed, n.basis) for n in cut_cell("甲县政府、山地县政府", known).names]
    assert found == [("甲县政府", "named"), ("山地县政府", "unknown")]


def test_one_of_which_two_were_merged_has_both_names(tiny_data: DataCopy) -> None:
    tiny_data.replace(FORMER, "100008,山地县,100003,,2015\n", "100007,小县,100001,,\n")
    tiny_data.register()
    names = tiny_data.load().region.unit_names
    own = names.loc[names["unit_code"] == "100001", "spelling"].tolist()
    assert [n for n in own if "县" in n] == [
        *("甲县政府", "甲县人民政府", "小县政府", "小县人民政府")
    ]


def test_a_region_without_the_table_has_none(tiny_data: DataCopy) -> None:
    def take_out(descriptor: dict[str, list[dict[str, str]]]) -> None:
        descriptor["resources"] = [
            r for r in descriptor["resources"] if r["name"] != "former_units"
        ]

    tiny_data.edit_json("three-squares/datapackage.json", take_out)
    region = tiny_data.load().region
    assert (len(region.former), index_former(region.former)) == (0, {})
    assert region.unit_names["spelling"].str.contains("县").sum() == 0


@pytest.mark.parametrize(
    ("row", "column", "value", "rule"),
    [
        (2, "unit_code", "100099", "unknown_code"),
        (2, "former_code", "100002", "former_code_in_use"),
        (2, "name", "丙区", "former_name_in_use"),
        (2, "valid_to", "1989-12-31", "former_span"),
        (3, "valid_to", "去年", "pattern"),
        (2, "name", "", "required"),
    ],
)
def test_what_cannot_be_so_is_named(
    tiny_data: DataCopy, row: int, column: str, value: str, rule: str
) -> None:
    tiny_data.replace_cell(FORMER, row, column, value)
    tiny_data.register()
    assert tiny_data.describe_problems() == [(rule, FORMER, row, column, value)]


def test_who_keeps_the_code_of_what_was_split_may(tiny_data: DataCopy) -> None:
    for row in (3, 4):
        tiny_data.replace_cell(FORMER, row, "former_code", "100002")
    tiny_data.register()
    assert tiny_data.describe_problems() == []


def test_a_year_is_not_after_a_month_of_it(tiny_data: DataCopy) -> None:
    tiny_data.replace_cell(FORMER, 2, "valid_from", "2015-10-31")
    tiny_data.register()
    assert tiny_data.describe_problems() == []
