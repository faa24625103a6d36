"""What programs read is what pages, files and the command line say."""

from __future__ import annotations

import csv
import datetime
import io
import json
from typing import Any

import pandas as pd
import pytest

from components.documents.duty_csv import write_csv as write_page_csv
from components.session.models import get_load, get_model
from components.texts import Texts
from components.words.source import Origin
from components.words.words import Words
from geo.__main__ import main
from geo.packages.package import DEFAULT_PLAN
from geo.packages.problems import read_rules
from geo.plan.duties import COUNTED_BASES, OPEN_BASIS
from server.api.bodies import write_csv, write_rows
from server.api.resources import RESOURCES, Resource
from server.problems import Refused

BY_NAME = {resource.name: resource for resource in RESOURCES}
AGAINST = {"changes": {"against": DEFAULT_PLAN}}


def ask(name: str, **params: str) -> list[dict[str, Any]]:
    body, _ = write_rows(BY_NAME[name], "json", params)
    rows: list[dict[str, Any]] = json.loads(body)["rows"]
    return rows


def find_rules(name: str, **params: str) -> list[tuple[str, str | None]]:
    """Why an address is refused: rules, and which parameter."""
    with pytest.raises(Refused) as refused:
        write_rows(BY_NAME[name], "", params)
    for problem in refused.value.problems:
        assert problem.rule in read_rules()
        assert problem.why("zh") != problem.why("en")
    return [(problem.rule, problem.column) for problem in refused.value.problems]


@pytest.mark.parametrize("resource", RESOURCES, ids=lambda resource: resource.key)
def test_every_row_has_the_columns_that_are_promised(resource: Resource) -> None:
    params = AGAINST.get(resource.name, {})
    body, media_type = write_rows(resource, "csv", params)
    rows = list(csv.DictReader(io.StringIO(body.decode("utf-8"))))
    head = body.decode("utf-8").splitlines()[0]
    told = ask(resource.name, **params)
    assert (head.split(","), media_type) == ([*resource.columns], "text/csv")
    assert [[*row] for row in told] == [[*resource.columns]] * len(rows)
    kinds = {"string": str, "integer": int, "boolean": bool, "number": (int, float)}
    wrong = [
        (name, value)
        for row in told
        for name, value in row.items()
        if value is not None and not isinstance(value, kinds[resource.typed.get(name, "string")])  # type: ignore[arg-type]
    ]
    assert wrong == []


def test_api_command_line_and_file_say_the_same_duties(capsys: pytest.CaptureFixture[str]) -> None:
    body, _ = write_rows(BY_NAME["duties"], "csv", {})
    assert main(["duties", "--format", "csv"]) == 0
    assert body.decode("utf-8") == capsys.readouterr().out
    assert main(["duties", "--format", "json"]) == 0
    assert ask("duties") == json.loads(capsys.readouterr().out)

    words, t = Words(get_model(DEFAULT_PLAN), Texts("zh")), Texts("zh")
    file = write_page_csv(Origin(words, datetime.date(2025, 3, 1)), words.model.codes)
    of_file = {
        (row[t("file.head_unit_code")], row[t("file.head_measure_id")])
        for row in csv.DictReader(io.StringIO(file.decode("utf-8-sig")))
    }
    counted = {
        (row[t("file.head_unit_code")], row[t("file.head_measure_id")])
        for row in csv.DictReader(io.StringIO(file.decode("utf-8-sig")))
        if row[t("file.head_is_counted")] == t("file.yes")
    }
    pairs = {(row["unit_code"], row["measure_id"]) for row in ask("duties")}
    told = ask("duties", basis=",".join(COUNTED_BASES))
    assert len(of_file) > len(counted) > 100
    assert pairs == of_file
    assert {(row["unit_code"], row["measure_id"]) for row in told} == counted


def test_duties_are_filtered_by_the_codes_of_links() -> None:
    rows = ask("duties")
    code, measure = rows[-1]["unit_code"], rows[-1]["measure_id"]
    assert ask("duties", district=code) == [r for r in rows if r["unit_code"] == code]
    assert ask("duties", measure=measure) == [r for r in rows if r["measure_id"] == measure]
    still_open = [r for r in rows if r["basis"] == OPEN_BASIS]
    assert still_open
    assert ask("duties", basis=OPEN_BASIS) == still_open
    assert ask("duties", basis="none") == []


def test_units_are_counted_as_on_the_map() -> None:
    load = get_load(get_model(DEFAULT_PLAN), "lead", ("named",))
    told = {row["unit_code"]: row for row in ask("units", metric="lead", basis="named")}
    assert {c: [told[c]["counted"], told[c]["relevant"]] for c in load.index} == {
        code: row.tolist() for code, row in load.iterrows()
    }
    assert load["counted"].sum() > 0
    body, media_type = write_rows(BY_NAME["units"], "geojson", {"metric": "lead"})
    features = json.loads(body)["features"]
    counts = {row["unit_code"]: row["counted"] for row in ask("units", metric="lead")}
    assert media_type == "application/geo+json"
    assert len(features) > 10
    assert all(counts[f["id"]] == f["properties"]["counted"] for f in features)


def test_measures_are_filtered_as_the_ledger_is() -> None:
    model = get_model(DEFAULT_PLAN)
    still_open = model.duties[model.duties["basis"] == OPEN_BASIS].iloc[0]
    rows = ask("measures", unit=still_open["unit_code"])
    found = {row["measure_id"]: row["is_counted"] for row in rows}
    assert found[still_open["measure_id"]] is False
    assert True in found.values()
    assert len(ask("measures", task="ch1")) < len(ask("measures")) == len(model.plan.measures)
    assert ask("measures", lang="en")[0]["text"] != ask("measures")[0]["text"]


def test_changes_are_those_of_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["changes", "--from", DEFAULT_PLAN, "--to", DEFAULT_PLAN]) == 0
    printed = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    told = ask("changes", against=DEFAULT_PLAN)
    in_order = ("unit_code", "measure_to", "kind")
    assert len(told) > 100
    assert sorted(told, key=lambda row: [row[n] for n in in_order]) == sorted(
        printed, key=lambda row: [row[n] for n in in_order]
    )
    code = told[0]["unit_code"]
    assert {r["unit_code"] for r in ask("changes", against=DEFAULT_PLAN, district=code)} == {code}


def test_places_are_filtered_by_the_codes_of_links() -> None:
    sites, areas = ask("places/sites"), ask("places/areas")
    code = sites[0]["district_codes"].split(";")[0]
    here = [s for s in sites if code in s["district_codes"].split(";")]
    assert ask("places/sites", district=code) == here
    assert ask("places/sites", place=sites[1]["site_id"]) == [sites[1]]
    category = areas[0]["category"]
    alike = [area for area in areas if area["category"] == category]
    assert ask("places/areas", category=category) == alike
    for name, rows in (("places/sites", sites), ("places/areas", areas)):
        features = json.loads(write_rows(BY_NAME[name], "geojson", {})[0])["features"]
        assert [f["id"] for f in features] == [next(iter(row.values())) for row in rows]


def test_what_cannot_be_followed_is_refused() -> None:
    value = "parameter_value"
    assert find_rules("duties", district="nowhere", plan="none") == [
        (value, "plan"),
        (value, "district"),
    ]
    assert find_rules("duties", basis="named,rumour") == [(value, "basis")]
    assert find_rules("units", metric="changes") == [(value, "metric")]
    assert find_rules("measures", task="ch99", q="x" * 61) == [(value, "q")]
    assert find_rules("measures", task="ch99") == [(value, "task")]
    assert find_rules("duties", format="geojson") == [(value, "format")]
    assert find_rules("duties", metric="lead") == [("parameter_unknown", "metric")]
    assert find_rules("plans", utm_source="x") == [("parameter_unknown", "utm_source")]
    assert find_rules("changes") == [("parameter_missing", "against")]
    with pytest.raises(Refused):
        write_rows(BY_NAME["duties"], "csv", {"format": "json"})


def test_a_plan_under_review_is_no_programs_to_read() -> None:
    value = "parameter_value"
    assert find_rules("duties", plan=f"{DEFAULT_PLAN},{DEFAULT_PLAN}@draft") == [(value, "plan")]
    assert find_rules("changes", against=f"{DEFAULT_PLAN}@draft") == [(value, "against")]


def test_a_cell_is_no_formula_for_a_spreadsheet_and_a_number_stays_one() -> None:
    rows = pd.DataFrame({"name": ["=1+1"], "lon": [-1.5]})
    assert write_csv(rows).decode() == "name,lon\n'=1+1,-1.5\n"
