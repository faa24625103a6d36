"""What each answer does to a cell."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.packages.problems import DataError
from store import publishing
from store.answers import list_answers
from store.asked import list_asked
from store.names import code_department
from tests.geo import tiny
from tests.store.office import FACTS, PLAN, Office, lay_out


def list_units(office: Office, at: int = 0) -> dict[str, list[str]]:
    measure = office.look().settled.measures[at]
    return {role: [name.printed for name in names] for role, names in measure.names.items()}


def import_one(office: Office, lead: str, main: str, support: str = "水务局") -> None:
    office.import_rows(lay_out(["1", "目标", "改善环境。", "年底前", lead, main, support]))


def test_the_first_reading_stands(office: Office) -> None:
    import_one(office, "环境局", "")
    office.answer("1/主责单位", "blank", "first")
    assert list_units(office)["main"] == []


def test_a_cell_is_written_anew_and_cut_by_the_names_that_are_known(office: Office) -> None:
    import_one(office, "环境局", "")
    office.answer("1/主责单位", "blank", "set:水务局;丁局")
    assert (list_units(office)["main"], office.list_open()[-1]) == (
        ["水务局", "丁局"],
        ("names/丁局", "unknown:丁局"),
    )


def test_a_merged_cell_written_anew_stays_merged(office: Office) -> None:
    import_one(office, "丁局", "<")
    office.answer("1/lead", "correct", "set:环境局")
    assert list_units(office) == {"lead": ["环境局"], "main": ["环境局"], "support": ["水务局"]}
    assert office.list_open()[1:] == []


def test_cells_that_a_csv_does_not_tell_merged_may_be_parted(office: Office) -> None:
    path = Path(office.desk / "plan.csv")
    office.desk.mkdir()
    rows = lay_out(["1", "目标", "改善环境。", "年底前", "环境局", "", "水务局"])
    path.write_text("\n".join(map(",".join, rows)), encoding="utf-8")
    publishing.import_file(path, PLAN, tiny.REGION, None, "甲")
    assert list_units(office)["main"] == ["环境局"]
    office.answer("1/主责单位", "merge", "other")
    assert list_units(office)["main"] == []


def test_a_number_out_of_turn_is_read_as_the_one_that_would_follow(office: Office) -> None:
    row = ["目标", "改善环境。", "年底前", "环境局", "环境局", "水务局"]
    office.import_rows(lay_out(["1", *row], ["3", *row]))
    key = next(key for key, tag in office.list_open() if tag == "number")
    office.answer(key, "number", "other")
    assert [m.measure_id for m in office.look().settled.measures] == ["1", "2"]


def test_a_task_of_several_measures_is_renumbered_whole(office: Office) -> None:
    row = ["目标", "改善环境。", "年底前", "环境局", "环境局", "水务局"]
    below = ["^", "^", "治水。", *row[2:]]
    office.import_rows(lay_out(["1", *row], ["3", *row], below, ["4", *row]))
    key = next(key for key, tag in office.list_open() if tag == "number")
    office.answer(key, "number", "other")
    measures = office.look().settled.measures
    numbers = [(m.task_no, m.measure_id) for m in measures]
    assert numbers == [("1", "1"), ("2", "2.1"), ("2", "2.2"), ("4", "4")]


@pytest.mark.parametrize("field", ["text", "deadline", "chapter", "task"])
def test_every_cell_may_be_corrected(office: Office, field: str) -> None:
    import_one(office, "环境局", "环境局")
    office.answer(f"1/{field}", "correct", "set:另写")
    assert getattr(office.look().settled.measures[0], field) == "另写"


@pytest.mark.parametrize(
    ("answer", "units"),
    [
        ("unit:env", {"env"}),
        ("all", {"100001", "100002", "100003"}),
        ("relevant", {"100001", "100002", "100003"}),
        ("units:env,100002", {"env", "100002"}),
        ("department", {code_department("某某")}),
        ("department:丁局", {code_department("丁局")}),
        ("department:环境局", {"env"}),
        ("other_unit", set()),
        ("no_unit", set()),
    ],
)
def test_a_name_stands_for_what_was_answered(
    office: Office, answer: str, units: set[str], local: Path
) -> None:
    from store.shelf import load_plan

    import_one(office, "水务局", "某某")
    publishing.state_facts(PLAN, FACTS, "甲")
    office.answer("names/某某", "unknown:某某", answer)
    publishing.publish(PLAN, "甲", "")
    model = load_plan(PLAN)
    duties = model.duties[model.duties["main"]]
    assert {*duties["unit_code"]} == units
    assert {*duties["basis"]} == (
        {answer if answer in ("all", "relevant") else "named"} if units else set()
    )
    assert model.plan.meta["other_units"] == (["某某"] if answer == "other_unit" else [])
    assert ("某某" in {*model.plan.measures["main"]}) == (answer != "no_unit")
    registered = {"department": "某某", "department:丁局": "丁局"}.get(answer)
    assert model.plan.units["name"].tolist() == ([registered] if registered else [])


def test_the_first_of_those_responsible_leads_where_the_file_says_so(office: Office) -> None:
    rows = [["序号", "工作措施", "主责单位"], ["1", "改善环境。", "环境局\n水务局"]]
    rows.append(["注：列第一位的为牵头单位。", "<", "<"])
    office.import_rows(rows)
    found = next(one for one in office.list_open() if one[1] == "first_is_lead")
    office.answer(*found, "other")
    assert list_units(office) == {"main": ["环境局", "水务局"], "lead": ["环境局"]}


def test_only_what_is_clear_offers_the_other_reading(office: Office) -> None:
    import_one(office, "环境局", "")
    forms = {one.tag: list_answers(one) for one in list_asked(office.look().reading.draft)}
    assert forms == {"blank": ["first", "set:"]}


def test_a_plan_that_nobody_imported_cannot_be_answered(office: Office) -> None:
    with pytest.raises(DataError) as error:
        office.answer("1/主责单位", "blank", "first")
    assert error.value.problems[0].rule == "not_imported"


@pytest.mark.parametrize(
    ("asked", "answer", "units"),
    [
        (("1/主责单位", "blank"), "set:水务局", ["水务局"]),
        (("1/main", "correct"), "set:水务局", ["水务局"]),
    ],
)
def test_what_is_opened_again_is_as_if_nobody_had_answered(
    office: Office, asked: tuple[str, str], answer: str, units: list[str]
) -> None:
    import_one(office, "环境局", "")
    before = office.list_open()
    office.answer(*asked, answer)
    assert (list_units(office)["main"], len(office.list_open())) == (units, len(before) - 1)
    given = office.look().settled.holding[office.find(*asked)]
    office.answer(*asked, "reopen", seen=given.id)
    assert (list_units(office)["main"], office.list_open()) == ([], before)
    opened = office.look().settled.holding[office.find(*asked)]
    assert (opened.answer, opened.replaces) == ("reopen", given.id)
    assert office.answer(*asked, answer, seen=opened.id) == 1
    assert list_units(office)["main"] == units


def test_names_facts_and_clauses_are_opened_again_too(office: Office) -> None:
    rows = [["序号", "工作措施", "主责单位"], ["1", "改善环境。", "环境局\n某某"]]
    rows.append(["注：列第一位的为牵头单位。", "<", "<"])
    office.import_rows(rows)
    clause = next(one for one in office.list_open() if one[1] == "first_is_lead")
    before, asked = (
        office.list_open(),
        (clause, ("names/某某", "unknown:某某"), ("plan", "fact:title")),
    )
    for one, answer in zip(asked, ("other", "other_unit", "计划"), strict=True):
        office.answer(*one, answer)
    for one in asked:
        seen = office.look().settled.holding[office.find(*one)].id
        office.answer(*one, "reopen", seen=seen)
    settled = office.look().settled
    assert (office.list_open(), settled.names, settled.facts) == (before, {}, {})
    assert list_units(office) == {"main": ["环境局", "某某"]}


def test_what_nobody_answered_is_open_already(office: Office) -> None:
    import_one(office, "环境局", "")
    assert office.answer("1/主责单位", "blank", "reopen") == 0
    assert office.look().settled.holding == {}
