"""A plan may bring names of its own, units that the region lacks, and cells without any unit."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.geo.conftest import DataCopy

OWN = "spelling,unit_code,basis\n丁局,water,named\n"


OWN_UNITS = "unit_code,name,kind\nd_1,丁局,department\nd_2,戊局,department\n"


def describe(descriptor: dict[str, Any], home: dict[str, Any], name: str) -> None:
    (resource,) = (r for r in home["resources"] if r["name"] == name)
    descriptor["resources"].append(resource)


def add_names(data: DataCopy, text: str) -> None:
    data.path("tiny-plan/unit_names.csv").write_text(text, encoding="utf-8")
    region = json.loads(data.path("three-squares/datapackage.json").read_text("utf-8"))
    data.edit_json("tiny-plan/datapackage.json", lambda d: describe(d, region, "unit_names"))


def add_units(data: DataCopy, text: str) -> None:
    data.path("tiny-plan/units.csv").write_text(text, encoding="utf-8")
    fields = [{"name": name, "type": "string"} for name in ("unit_code", "name", "kind")]
    home = json.loads(data.path("three-squares/datapackage.json").read_text("utf-8"))
    (units,) = (r for r in home["resources"] if r["name"] == "units")
    units["schema"] = {"fields": fields, "primaryKey": ["unit_code"]}
    data.edit_json("tiny-plan/datapackage.json", lambda d: describe(d, home, "units"))


def test_a_name_of_the_plan_stands_for_its_unit(tiny_data: DataCopy) -> None:
    add_names(tiny_data, OWN)
    tiny_data.replace(
        "tiny-plan/measures.csv", "环境局,环境局,水务局,true", "环境局,环境局,丁局,true"
    )
    tiny_data.replace(
        "tiny-plan/source.txt", "监测水质。 年底前 环境局 水务局", "监测水质。 年底前 环境局 丁局"
    )
    tiny_data.register()
    duties = tiny_data.load().duties
    found = duties[(duties["measure_id"] == "4") & duties["support"]]
    assert found[["unit_code", "basis"]].to_numpy().tolist() == [["water", "named"]]


def test_a_name_for_a_unit_that_is_not_there_is_an_offender(tiny_data: DataCopy) -> None:
    add_names(tiny_data, OWN.replace("water", "nobody"))
    tiny_data.register()
    problem = ("unknown_code", "tiny-plan/unit_names.csv", 2, "unit_code", "nobody")
    assert tiny_data.describe_problems() == [problem]


def test_departments_of_the_plan_stand_after_those_of_the_region_and_have_duties(
    tiny_data: DataCopy,
) -> None:
    add_names(tiny_data, OWN.replace("water", "d_1"))
    add_units(tiny_data, OWN_UNITS)
    for file, before in (("measures.csv", "局,水务局"), ("source.txt", "局 水务局")):
        after = before.replace("水务局", "丁局")
        tiny_data.replace(f"tiny-plan/{file}", f"环境{before}", f"环境{after}")
    tiny_data.register()
    model = tiny_data.load()
    units = model.region.units
    assert units["unit_code"].tolist()[-3:] == ["water", "d_1", "d_2"]
    assert units[["name", "short_name", "name_en", "short_name_en"]].iloc[-2].tolist() == (
        ["丁局"] * 3 + [""]
    )
    assert units["order"].tolist() == [1, 2, 3, 4, 5, 6, 7, 8]
    assert units[["lon", "lat"]].iloc[-2:].isna().all(axis=None)
    found = model.duties[model.duties["unit_code"] == "d_1"]
    assert found[["measure_id", "support", "basis"]].to_numpy().tolist() == [["4", True, "named"]]
    assert model.codes == ["100001", "100002", "100003", "zone"]


@pytest.mark.parametrize(
    ("before", "after", "rule", "column"),
    [("d_2", "water", "unique", "unit_code"), ("戊局,department", "戊局,district", "enum", "kind")],
)
def test_what_no_plan_can_add_is_an_offender(
    tiny_data: DataCopy, before: str, after: str, rule: str, column: str
) -> None:
    add_units(tiny_data, OWN_UNITS.replace(before, after))
    tiny_data.register()
    found = [problem[:4] for problem in tiny_data.describe_problems()]
    assert found == [(rule, "tiny-plan/units.csv", 3, column)]


def test_a_unit_that_the_region_lacks_is_printed_and_has_no_duty(tiny_data: DataCopy) -> None:
    tiny_data.replace(
        "tiny-plan/measures.csv", "环境局,环境局,水务局,true", "环境局,环境局,丁局,true"
    )
    tiny_data.replace(
        "tiny-plan/source.txt", "监测水质。 年底前 环境局 水务局", "监测水质。 年底前 环境局 丁局"
    )
    tiny_data.edit_json("tiny-plan/plan.json", lambda meta: meta.update(other_units=["丁局"]))
    tiny_data.register()
    duties = tiny_data.load().duties
    assert duties.loc[duties["measure_id"] == "4", "support"].tolist() == [False]


def test_a_cell_or_a_deadline_may_be_empty_where_the_schema_allows_it(tiny_data: DataCopy) -> None:
    def allow(descriptor: dict[str, Any]) -> None:
        (measures,) = (r for r in descriptor["resources"] if r["name"] == "measures")
        for field in measures["schema"]["fields"]:
            if field["name"] in ("main", "deadline"):
                field["constraints"] = {}

    tiny_data.edit_json("tiny-plan/datapackage.json", allow)
    tiny_data.replace(
        "tiny-plan/measures.csv", "年底前,环境局,环境局,水务局,true", ",环境局,,水务局,false"
    )
    tiny_data.replace("tiny-plan/source.txt", "监测水质。 年底前 环境局", "监测水质。 环境局")
    tiny_data.register()
    model = tiny_data.load()
    duties = model.joined[model.joined["measure_id"] == "4"]
    assert duties[["unit_code", "lead", "main", "support"]].to_numpy().tolist() == [
        ["env", True, False, False],
        ["water", False, False, True],
    ]
    assert duties["due"].isna().all()
