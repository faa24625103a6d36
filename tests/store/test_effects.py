"""What an answer would do, told before it is given, is what it does."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store import publishing
from store.answers import REOPEN
from store.asked import FIELDS, print_cell
from store.effects import Effect, find_effects
from tests.geo import tiny
from tests.store.office import PLAN, Office, lay_out

ALL = ("100001", "100002", "100003")
ROWS = [
    ["1", "目标", "改善环境。", "年底前", "各区政府", "", "水务局"],
    ["2", "机制", "建立机制。", "年底前", "环境局", "环境局", "丁局"],
    ["4", "监测", "监测水质。", "年底前", "环境局", "相关区", "水务局"],
]
BESIDE, NUMBER = ("1/主责单位", "merge"), ("4", "number")


@pytest.fixture
def desk(office: Office) -> Office:
    """A table without edges, so that its blank cell may be merged with the one beside it."""
    office.desk.mkdir()
    path = office.desk / "plan.csv"
    path.write_text("\n".join(map(",".join, lay_out(*ROWS))), encoding="utf-8")
    publishing.import_file(path, PLAN, tiny.REGION, None, "甲")
    return office


def find(desk: Office, key: str, tag: str, answer: str) -> list[Effect]:
    return find_effects(desk.look(), {desk.find(key, tag): answer})


def test_the_reading_that_stands_changes_nothing(desk: Office) -> None:
    assert find(desk, *BESIDE, "first") == []


def test_cells_that_are_parted_take_a_role_from_everyone_they_stand_for(desk: Office) -> None:
    assert find(desk, *BESIDE, "other") == [Effect(0, "main", "各区政府", "", (), ALL)]


def test_what_an_answer_changed_opening_it_again_would_undo(desk: Office) -> None:
    desk.answer(*BESIDE, "other")
    assert find(desk, *BESIDE, "other") == []
    for answer in (REOPEN, "first"):
        assert find(desk, *BESIDE, answer) == [Effect(0, "main", "", "各区政府", ALL, ())]


def test_a_cell_written_anew_says_who_comes_and_who_goes(desk: Office) -> None:
    assert find(desk, "2/lead", "correct", "set:水务局;戊局") == [
        Effect(1, "lead", "环境局", "水务局;戊局", ("water",), ("env",))
    ]


def test_units_that_are_only_relevant_get_no_role(desk: Office) -> None:
    assert find(desk, "4/main", "correct", "set:环境局") == [
        Effect(2, "main", "相关区", "环境局", ("env",), ())
    ]


def test_a_number_changes_no_duty(desk: Office) -> None:
    assert find(desk, *NUMBER, "other") == [Effect(2, "number", "4", "3")]


def test_a_name_that_gets_a_meaning_is_printed_as_before(desk: Office) -> None:
    name = ("names/丁局", "unknown:丁局")
    assert find(desk, *name, "unit:water") == [Effect(1, "support", "丁局", "丁局", ("water",))]
    assert find(desk, *name, "no_unit") == [Effect(1, "support", "丁局", "")]
    desk.answer(*name, "unit:water")
    assert find(desk, *name, REOPEN) == [Effect(1, "support", "丁局", "丁局", (), ("water",))]


def test_several_answers_at_once_have_their_effects_in_printed_order(desk: Office) -> None:
    given = {desk.find(*NUMBER): "other", desk.find(*BESIDE): "other"}
    assert [effect.measure for effect in find_effects(desk.look(), given)] == [0, 2]


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.sampled_from([(f"{row}/{field}", "correct") for row in "124" for field in FIELDS]),
    st.lists(st.sampled_from(["环境局", "水务局", "各区", "相关区", "丁局", "3"]), max_size=3),
)
def test_what_is_told_is_what_happens(
    desk: Office, asked: tuple[str, str], parts: list[str]
) -> None:
    """The same answer, once told and once given, changes the same cells in the same way."""
    before, answer = desk.look(), f"set:{';'.join(parts)}"
    found = find_effects(before, {desk.find(*asked): answer})
    standing = before.settled.holding.get(desk.find(*asked))
    desk.answer(*asked, answer, seen=standing.id if standing else 0)
    cells = {
        (at, field): (print_cell(was, field), print_cell(will, field))
        for at, (was, will) in enumerate(
            zip(before.settled.measures, desk.look().settled.measures, strict=True)
        )
        for field in FIELDS
    }
    told = {(one.measure, one.field): (one.before, one.after) for one in found}
    assert told == {place: change for place, change in cells.items() if change[0] != change[1]}
