"""What an office settles of a 相关区: entries upon each other, counted everywhere, never lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.model import Model
from geo.packages.problems import DataError
from geo.plan.resolutions import find_resolutions
from store import publishing
from store.backup import verify
from store.database import read
from store.resolutions import Entry, Given, find_broken_order, lift, list_entries, resolve
from store.schema import begin_writing
from store.shelf import find_state, load_plan
from store.tables import RESOLUTIONS
from tests.geo import tiny
from tests.store.office import PLAN, SETTLED, Office

JIA, YI, BING = tiny.EDGES
COLUMNS = "measure_id,districts,decided_by,date,reference\n"


@pytest.fixture
def shipped(office: Office) -> Model:
    return load_plan(tiny.PLAN)


def settle(model: Model, districts: str = "甲", seen: int = 0, measure: str = "3.1") -> int:
    return resolve(
        model, [Given(measure, districts, "局长办公会", "2026-03-01", "函1号", seen)], "乙"
    )


def read_entries(plan: str = tiny.PLAN) -> list[Entry]:
    with read() as connection:
        return list_entries(connection, plan) if connection else []


def list_settled(plan: str = tiny.PLAN) -> dict[str, list[str]]:
    table = load_plan(plan).resolutions
    return dict(zip(table["measure_id"], table["districts"], strict=True))


def list_rules(error: pytest.ExceptionInfo[DataError]) -> list[str]:
    return [problem.rule for problem in error.value.problems]


def test_what_is_settled_counts_until_it_is_lifted(shipped: Model) -> None:
    assert settle(shipped, " 甲 ;乙区") == 1
    assert list_settled() == {"3.1": [JIA, YI]}
    assert load_plan(tiny.PLAN).bases[3] == "resolved"
    (entry,) = read_entries()
    assert (entry.districts, entry.replaces, entry.kept_by) == (f"{JIA};{YI}", 0, "乙")
    lift(tiny.PLAN, "3.1", entry.id, "丙", "再议")
    assert load_plan(tiny.PLAN).duties.equals(shipped.duties)
    assert [(e.districts, e.replaces, e.reference) for e in read_entries()] == [
        (f"{JIA};{YI}", 0, "函1号"),
        ("", entry.id, "再议"),
    ]


def test_the_same_again_is_no_entry(shipped: Model) -> None:
    assert [settle(shipped), settle(shipped), settle(shipped, "100001;甲区")] == [1, 0, 0]


def test_what_was_made_on_an_outdated_state_is_refused_with_the_newer_entry(shipped: Model) -> None:
    settle(shipped)
    (first,) = read_entries()
    for seen in (0, first.id + 1):
        with pytest.raises(DataError) as error:
            settle(shipped, "乙", seen)
        (problem,) = error.value.problems
        assert (problem.rule, problem.details["districts"]) == ("settled_since", JIA)
        assert (problem.details["who"], problem.details["id"]) == ("乙", str(first.id))
        with pytest.raises(DataError):
            lift(tiny.PLAN, "3.1", seen, "丙")
    assert settle(shipped, "乙", first.id) == 1
    assert list_settled() == {"3.1": [YI]}


def test_all_are_kept_or_none(shipped: Model) -> None:
    settle(shipped)
    given = ("甲", "2026-03-01", "函")
    with pytest.raises(DataError) as error:
        resolve(shipped, [Given("2", "乙;丙", *given), Given("3.1", "丙", *given)], "甲")
    assert list_rules(error) == ["settled_since"]
    assert list_settled() == {"3.1": [JIA]}


@pytest.mark.parametrize(
    ("measure", "districts", "rule"),
    [
        ("9", "甲", "unknown_code"),
        ("1", "甲", "not_open"),
        ("3.1", "丁", "unknown_code"),
        ("3.1", "", "required"),
        ("2", "甲", "omits_mentioned"),
    ],
)
def test_what_does_not_fit_the_plan_is_refused(
    shipped: Model, measure: str, districts: str, rule: str
) -> None:
    with pytest.raises(DataError) as error:
        settle(shipped, districts, measure=measure)
    assert (list_rules(error)[0], read_entries()) == (rule, [])


@pytest.mark.parametrize(
    ("decided_by", "date", "reference", "told"),
    [
        ("", "2026-03-01", "函", ("required", "decided_by")),
        ("甲", "三月", "函", ("type", "date")),
        ("甲", "2026-03-01", " ", ("required", "reference")),
    ],
)
def test_who_when_and_why_are_asked(
    shipped: Model, decided_by: str, date: str, reference: str, told: tuple[str, str]
) -> None:
    with pytest.raises(DataError) as error:
        resolve(shipped, [Given("3.1", "甲", decided_by, date, reference)], "甲")
    assert [(p.rule, p.column) for p in error.value.problems] == [told]


def test_what_was_never_settled_is_not_lifted(shipped: Model) -> None:
    with pytest.raises(DataError) as error:
        lift(tiny.PLAN, "3.1", 0, "丙")
    assert list_rules(error) == ["never_settled"]
    settle(shipped)
    lift(tiny.PLAN, "3.1", read_entries()[-1].id, "丙")
    with pytest.raises(DataError) as error:
        lift(tiny.PLAN, "3.1", read_entries()[-1].id, "丙")
    assert list_rules(error) == ["never_settled"]


def test_a_lifted_measure_is_settled_anew_upon_the_entry_that_lifted_it(shipped: Model) -> None:
    settle(shipped)
    lift(tiny.PLAN, "3.1", read_entries()[-1].id, "丙")
    with pytest.raises(DataError) as error:
        settle(shipped)
    assert list_rules(error) == ["settled_since"]
    assert settle(shipped, seen=read_entries()[-1].id) == 1
    assert list_settled() == {"3.1": [JIA]}


def test_another_wording_is_not_settled_by_an_entry_for_the_one_before(office: Office) -> None:
    office.import_tiny()
    publishing.publish(PLAN, "甲", "")
    settle(load_plan(PLAN))
    assert (list_settled(PLAN), load_plan(PLAN).notices) == ({"3.1": [JIA]}, ())
    office.answer("3.1/text", "correct", "set:恢复岸线15公里。")
    publishing.publish(PLAN, "甲", "")
    model = load_plan(PLAN)
    assert [(p.rule, p.file, p.value) for p in model.notices] == [("other_wording", PLAN, "3.1")]
    assert model.resolutions.empty
    settle(model, "甲", read_entries(PLAN)[-1].id)
    assert (list_settled(PLAN), load_plan(PLAN).notices) == ({"3.1": [JIA]}, ())
    assert list_settled(f"{PLAN}@2") == {"3.1": [JIA]}, "the version shown, by its number"
    assert list_settled(f"{PLAN}@1") == {}, "an older one is what it was"


def test_without_its_database_a_shipped_plan_says_that_nothing_settled_is_counted(
    shipped: Model, monkeypatch: pytest.MonkeyPatch
) -> None:
    settle(shipped)
    monkeypatch.setenv("DUTYMAP_DATABASE", "postgresql://nobody@127.0.0.1:1/gone")
    model = load_plan(tiny.PLAN)
    assert [p.rule for p in model.notices] == ["settled_unread", "database_failed"]
    assert model.duties.equals(shipped.duties)


def test_a_file_from_before_is_told_of_until_its_rows_were_imported(shipped: Model) -> None:
    path = find_resolutions(tiny.PLAN)
    path.parent.mkdir(parents=True)
    path.write_text(COLUMNS + "3.1,甲,局长办公会,2026-03-01,函1号\n", encoding="utf-8-sig")
    told = [("not_taken_in", "local/tiny-plan/resolutions.csv")]
    assert [(p.rule, p.file) for p in load_plan(tiny.PLAN).notices] == told
    assert load_plan(tiny.PLAN).resolutions.empty
    settle(shipped)
    assert load_plan(tiny.PLAN).notices == ()
    settle(shipped, "乙", read_entries()[-1].id)
    assert load_plan(tiny.PLAN).notices == (), "it was imported, and settled otherwise since"
    path.write_text(COLUMNS + "3.1,丙,局长办公会,2026-03-01,函1号\n", encoding="utf-8-sig")
    assert [(p.rule, p.file) for p in load_plan(tiny.PLAN).notices] == told
    path.write_text(COLUMNS + "3.1,丁,局长办公会,2026-03-01,函1号\n", encoding="utf-8-sig")
    rules = [p.rule for p in load_plan(tiny.PLAN).notices]
    assert rules == ["not_taken_in", "unknown_code"]


def test_models_may_be_remembered_by_their_state(shipped: Model) -> None:
    states = [find_state(tiny.PLAN)]
    settle(shipped)
    states.append(find_state(tiny.PLAN))
    path = find_resolutions(tiny.PLAN)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(COLUMNS, encoding="utf-8")
    states.append(find_state(tiny.PLAN))
    assert len({*states}) == 3
    assert {find_state(tiny.PLAN)} == {states[-1]}


def test_an_entry_out_of_order_is_found(shipped: Model) -> None:
    settle(shipped)
    assert verify() == []
    with begin_writing() as connection:
        stray = {**SETTLED, "plan": tiny.PLAN, "measure_id": "3.1", "replaces": 99}
        connection.execute(RESOLUTIONS.insert().values(stray))
        assert [p.rule for p in find_broken_order(connection)] == ["broken_order"]
    assert [p.rule for p in verify()] == ["broken_order"]


@pytest.mark.parametrize("columns", ["measure_id,districts\n", ""])
def test_a_broken_file_from_before_stops_nothing(local: Path, office: Office, columns: str) -> None:
    path = find_resolutions(tiny.PLAN)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(columns, encoding="utf-8")
    rules = [problem.rule for problem in load_plan(tiny.PLAN).notices]
    assert rules == ["not_taken_in", "wrong_columns"]
