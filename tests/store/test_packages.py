"""A settled draft as a package: names beyond the region's, gaps, and what is never invented."""

from __future__ import annotations

import csv
import io
import json

import pytest

from geo.packages.problems import DataError
from geo.plan.ledger import count_departments, list_led
from store import publishing
from store.database import read
from store.names import code_department
from store.packages import code_deadlines
from store.publishing import Given
from store.shelf import load_plan
from store.versions import find_shown, load_files
from tests.geo import tiny
from tests.store.office import FACTS, PLAN, Office, lay_out


def publish(office: Office, *rows: list[str], is_draft: bool = False) -> dict[str, str]:
    """The files of the package that these rows give."""
    office.import_rows(lay_out(*rows))
    publishing.state_facts(PLAN, FACTS, "甲")
    publishing.publish(PLAN, "甲", "", is_draft=is_draft)
    with read() as connection:
        assert connection
        version = find_shown(connection, PLAN)
        assert version
        return {name: data.decode() for name, data in load_files(connection, version).items()}


def row(lead: str, main: str = "<", support: str = "———", deadline: str = "年底前") -> list[str]:
    return ["1", "目标", "改善环境。", deadline, lead, main, support]


def list_names(files: dict[str, str]) -> list[tuple[str, ...]]:
    return [tuple(cells) for cells in csv.reader(io.StringIO(files["unit_names.csv"]))][1:]


def test_a_package_without_names_of_its_own_has_no_such_file(office: Office) -> None:
    assert "unit_names.csv" not in publish(office, row("环境局"))


@pytest.mark.parametrize(
    ("printed", "units"),
    [
        ("丙区政府", [("100003", "named")]),
        ("乙区人民政府", [("100002", "named")]),
        ("各区人民政府", [(code, "all") for code in tiny.EDGES]),
        ("有关区政府", [(code, "relevant") for code in tiny.EDGES]),
        ("山区", [("100002", "named"), ("100003", "named")]),
    ],
)
def test_a_wording_that_the_region_lacks_brings_its_units(
    office: Office, printed: str, units: list[tuple[str, str]]
) -> None:
    files = publish(office, row("环境局", printed))
    assert list_names(files) == [(printed, *unit) for unit in units]
    duties = load_plan(PLAN).duties
    found = duties[duties["main"]][["unit_code", "basis"]].itertuples(index=False)
    assert [tuple(duty) for duty in found] == units


def test_others_that_are_not_listed_are_nobody(office: Office) -> None:
    files = publish(office, row("环境局", "各相关部门"), is_draft=True)
    assert json.loads(files["plan.json"])["other_units"] == ["各相关部门"]
    assert [*load_plan(PLAN).duties["unit_code"]] == ["env"]


def test_a_department_that_the_region_does_not_list_counts_as_every_other(office: Office) -> None:
    publish(office, row("丁（本级）局", "环境局", "丁(本级)局"), is_draft=True)
    office.answer("names/丁（本级）局", "unknown:丁（本级）局", "department")
    publishing.publish(PLAN, "甲", "")
    model, code = load_plan(PLAN), code_department("丁（本级）局")
    assert model.plan.units.to_numpy().tolist() == [[code, "丁（本级）局", "department"]]
    assert count_departments(model.duties, model.region.units).loc[code].tolist() == [1, 0, 1]
    assert list_led(model.duties, model.region.units) == {code: ["1"]}


def test_a_department_has_one_code_in_every_plan(office: Office) -> None:
    codes = []
    for plan in ("a-plan", "b-plan"):
        office.import_rows(lay_out(row("环境局", "丁局")), plan)
        publishing.state_facts(plan, FACTS, "甲")
        publishing.decide(plan, [Given("names/丁局", "unknown:丁局", "department", plan)])
        publishing.publish(plan, "甲", "")
        codes += load_plan(plan).plan.units["unit_code"].tolist()
    assert codes == [code_department("丁局")] * 2


def test_none_is_a_dash_and_blank_stays_blank(office: Office) -> None:
    support = []
    for cell in ("———", "无", ""):
        publish(office, row("环境局", support=cell), is_draft=True)
        support += load_plan(PLAN).plan.measures["support"].tolist()
    assert support == ["———", "———", ""]


def test_a_blank_that_somebody_settled_as_none_stays_blank_in_print(office: Office) -> None:
    publish(office, row("环境局", support=""), is_draft=True)
    office.answer("1/协办单位", "blank", "first")
    assert publishing.publish(PLAN, "甲", "").status == "final"
    assert load_plan(PLAN).plan.measures["support"].tolist() == [""]


def test_a_deadline_keeps_the_code_of_a_shipped_plan_and_others_get_a_lasting_one(
    office: Office,
) -> None:
    coded = code_deadlines(["年底前", "七月前", "", "七月前"])
    assert coded[0] == {"code": "year_end", "printed": "年底前", "en": "By year end"}
    assert [deadline["printed"] for deadline in coded] == ["年底前", "七月前"]
    assert coded[1] == code_deadlines(["七月前"])[0]
    publish(office, row("环境局", deadline="七月前"))
    assert coded[1]["code"] in load_plan(PLAN).metrics


def test_every_file_names_the_original_by_its_hash(office: Office) -> None:
    files = publish(office, row("环境局"))
    described = json.loads(files["datapackage.json"])
    sources = {json.dumps(r["sources"]) for r in [described, *described["resources"]]}
    original = office.look().reading
    assert sources == {json.dumps([{"title": original.file, "hash": f"sha256:{original.sha256}"}])}


def test_a_region_that_is_not_there_is_told(office: Office) -> None:
    office.import_rows(lay_out(row("环境局")))
    path = office.desk / office.names[0]
    with pytest.raises(DataError) as error:
        publishing.import_file(path, PLAN, "atlantis", None, "甲")
    assert error.value.problems[0].rule == "unknown_region"
