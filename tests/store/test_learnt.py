"""What one plan was answered of a name holds for the others of its region, and for no other."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from geo.packages.problems import DataError
from store import publishing
from store.decisions import Decision
from store.publishing import Given
from store.shelf import load_plan
from tests.geo import tiny
from tests.store.office import FACTS, PLAN, Office, lay_out

FIRST, SECOND, THIRD = "a-plan", "b-plan", "c-plan"
ELSEWHERE = "other-squares"
NAME = "丁（本级）局"
ROWS = lay_out(["1", "目标", "改善环境。", "年底前", "环境局", NAME, "水务局"])


def answer(plan: str, answer: str, name: str = NAME, who: str = "甲", seen: int = 0) -> int:
    given = Given(f"names/{name}", f"unknown:{name}", answer, who, "", seen)
    return publishing.decide(plan, [given])


def find_standing(office: Office, plan: str, name: str = NAME) -> Decision | None:
    settled = office.look(plan).settled
    return settled.holding.get(office.find(f"names/{name}", f"unknown:{name}", plan))


def list_open(office: Office, plan: str) -> list[str]:
    return [tag for _, tag in office.list_open(plan) if tag.startswith("unknown")]


@pytest.fixture
def desk(office: Office) -> Office:
    """A first plan that was answered, and a second one with the same name."""
    office.import_rows(ROWS, FIRST)
    answer(FIRST, "department")
    office.import_rows(ROWS, SECOND)
    return office


def test_the_second_plan_asks_nothing_and_is_published_with_the_first_ones_answer(
    desk: Office,
) -> None:
    standing = find_standing(desk, SECOND)
    assert standing
    assert (standing.plan, standing.decided_by, standing.answer) == (FIRST, "甲", "department")
    assert list_open(desk, SECOND) == []
    publishing.state_facts(SECOND, FACTS, "乙")
    version = publishing.publish(SECOND, "乙", "")
    assert standing.id in version.decisions
    assert load_plan(SECOND).plan.units["name"].tolist() == [NAME]


def test_widths_are_one_and_likeness_is_nothing(desk: Office) -> None:
    for name, is_open in (("丁(本级)局", False), ("丁（本级）", True), ("丁局", True)):
        desk.import_rows([[cell.replace(NAME, name) for cell in row] for row in ROWS], THIRD)
        assert (list_open(desk, THIRD) == [f"unknown:{name}"]) is is_open


def test_the_answer_given_last_holds_and_a_published_version_stays(desk: Office) -> None:
    publishing.state_facts(SECOND, FACTS, "乙")
    publishing.publish(SECOND, "乙", "")
    first = find_standing(desk, SECOND)
    assert first
    answer(FIRST, "unit:env", seen=first.id)
    assert find_standing(desk, SECOND) == find_standing(desk, FIRST)
    assert load_plan(SECOND).plan.units["name"].tolist() == [NAME]
    desk.import_rows(ROWS, THIRD)
    standing = find_standing(desk, THIRD)
    assert standing
    answer(THIRD, "all", seen=standing.id)
    assert [d.answer for p in (FIRST, SECOND, THIRD) if (d := find_standing(desk, p))] == [
        *("unit:env", "all", "all"),
    ]


def test_what_a_plan_itself_was_answered_comes_first_also_where_it_opens_again(
    desk: Office,
) -> None:
    standing = find_standing(desk, SECOND)
    assert standing
    answer(SECOND, "reopen", seen=standing.id)
    assert list_open(desk, SECOND) == [f"unknown:{NAME}"]
    opened = find_standing(desk, SECOND)
    assert opened
    assert (opened.plan, opened.replaces) == (SECOND, standing.id)
    answer(SECOND, "no_unit", seen=opened.id)
    answer(FIRST, "all", seen=standing.id)
    assert [d.answer for p in (FIRST, SECOND) if (d := find_standing(desk, p))] == [
        *("all", "no_unit"),
    ]


def test_a_name_that_was_opened_again_teaches_nothing_and_an_older_answer_does(
    desk: Office,
) -> None:
    standing = find_standing(desk, SECOND)
    assert standing
    answer(SECOND, "unit:env", seen=standing.id)
    desk.import_rows(ROWS, THIRD)
    last = find_standing(desk, THIRD)
    assert last
    assert last.plan == SECOND
    answer(SECOND, "reopen", seen=last.id)
    assert find_standing(desk, THIRD) == standing
    answer(FIRST, "reopen", seen=standing.id)
    assert (find_standing(desk, THIRD), list_open(desk, THIRD)) == (None, [f"unknown:{NAME}"])


def test_what_is_learnt_may_be_said_of_this_plan_too(desk: Office) -> None:
    standing = find_standing(desk, SECOND)
    assert standing
    assert answer(SECOND, "department") == 0
    assert answer(SECOND, "department", who="乙", seen=standing.id) == 1
    answer(FIRST, "all", seen=standing.id)
    own = find_standing(desk, SECOND)
    assert own
    assert (own.plan, own.decided_by, own.answer) == (SECOND, "乙", "department")
    with pytest.raises(DataError) as error:
        answer(SECOND, "all", seen=standing.id)
    assert error.value.problems[0].rule == "outdated"


def test_another_region_learns_nothing_and_teaches_nothing(
    office: Office, tiny_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = tmp_path / "data"
    shutil.copytree(tiny_folder, data)
    shutil.copytree(data / "regions" / tiny.REGION, data / "regions" / ELSEWHERE)
    monkeypatch.setenv("DUTYMAP_DATA", str(data))
    office.import_rows(ROWS, FIRST)
    path = office.desk / office.names[0]
    answer(FIRST, "department")
    publishing.import_file(path, SECOND, ELSEWHERE, None, "甲")
    assert list_open(office, SECOND) == [f"unknown:{NAME}"]
    # a plan that is read for another region is asked again, and may be answered
    publishing.import_file(path, FIRST, ELSEWHERE, None, "甲")
    opened = find_standing(office, FIRST)
    assert opened
    assert (opened.answer, list_open(office, FIRST)) == ("reopen", [f"unknown:{NAME}"])
    answer(FIRST, "all", seen=opened.id)
    assert (list_open(office, FIRST), list_open(office, SECOND)) == ([], [])
    office.import_rows(ROWS, THIRD)
    standing = find_standing(office, THIRD)
    assert standing
    assert standing.answer == "department"


def test_a_name_without_an_answer_anywhere_is_open(office: Office) -> None:
    office.import_rows(ROWS)
    assert (find_standing(office, PLAN), list_open(office, PLAN)) == (None, [f"unknown:{NAME}"])
