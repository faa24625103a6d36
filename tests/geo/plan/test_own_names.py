"""A plan may bring names of its own, units that the region lacks, and cells without any unit."""

from __future__ import annotations

import json
from typing import Any

from tests.geo.conftest import DataCopy

OWN = "spelling,unit_code,basis\n丁局,water,named\n"


def describe_names(descriptor: dict[str, Any], region: dict[str, Any]) -> None:
    (names,) = (r for r in region["resources"] if r["name"] == "unit_names")
    descriptor["resources"].append(names)


def add_names(data: DataCopy, text: str) -> None:
    data.path("tiny-plan/unit_names.csv").write_text(text, encoding="utf-8")
    region = json.loads(data.path("three-squares/datapackage.json").read_text("utf-8"))
    data.edit_json("tiny-plan/datapackage.json", lambda d: describe_names(d, region))


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
