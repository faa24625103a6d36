"""Who may what: none of the rights implies another, and the machine's user has all of them."""

from __future__ import annotations

import threading
from functools import partial

import pytest

from geo.packages.problems import DataError
from store import rights
from store.rights import (
    ACTIONS,
    ADMINISTRATOR,
    COLLECTOR,
    LEAD,
    OF_UNITS,
    PLAN_DESK,
    READER,
    RIGHTS,
    UNIT,
    Actor,
    Grant,
    acting_as,
    find_actor,
    permit,
    read_grant,
    require,
    set_finder,
)
from tests.store.acting import is_refused, make_actor

HELD = [READER, f"{UNIT}:100001", f"{UNIT}:env", f"{LEAD}:env", COLLECTOR, PLAN_DESK, ADMINISTRATOR]


def list_rules(function, *told) -> list[str]:
    with pytest.raises(DataError) as refused:
        function(*told)
    return [problem.rule for problem in refused.value.problems]


@pytest.mark.parametrize("text", HELD)
def test_a_right_is_read_as_it_is_written(text: str) -> None:
    assert read_grant(f" {text} ").write() == text


@pytest.mark.parametrize(
    "text", ["", "unit", "unit:", ":env", "lead", "collector:env", "reader:", "Reader", "boss"]
)
def test_what_is_no_right_is_named(text: str) -> None:
    assert list_rules(read_grant, text) == ["bad_right"]


@pytest.mark.parametrize("held", HELD)
def test_a_right_is_that_one_and_no_other(held: str) -> None:
    actor = make_actor(held)
    asked = [read_grant(one) for one in HELD] + [Grant(right) for right in OF_UNITS]
    assert [one.write() for one in asked if actor.may(one.right, one.unit)] == [held]


def test_the_machine_may_everything() -> None:
    machine = find_actor()
    assert machine.is_machine
    assert all(machine.may(right, "env") for right in RIGHTS)
    assert all(permit(action) == machine for action in ACTIONS)


@pytest.mark.parametrize(("right", "action"), [(UNIT, "report"), (LEAD, "review")])
def test_each_thing_acted_upon_needs_a_right_of_one_of_its_units(right: str, action: str) -> None:
    asked: dict[str, list[list[str]]] = {
        "own": [["100001"]],
        "own of several": [["env", "100001"]],
        "one of another": [["100001"], ["100002"]],
        "nobody's": [[]],
        "not told": [],
    }
    for held, refused in (
        (f"{right}:100001", ["one of another", "nobody's", "not told"]),
        (COLLECTOR, []),
    ):
        found = [
            n for n, units in asked.items() if is_refused(held, partial(permit, action, units))
        ]
        assert found == refused


def test_every_action_needs_a_right() -> None:
    assert [
        name for name, needed in ACTIONS.items() if not needed or not {*needed} <= {*RIGHTS}
    ] == []


def test_a_refusal_names_the_person_and_what_is_lacking() -> None:
    with pytest.raises(DataError) as refused, acting_as(make_actor("reader", person="张三")):
        permit("report", [["100001"]])
    (problem,) = refused.value.problems
    assert (problem.file, problem.details) == ("张三", {"rights": "unit:100001, collector"})
    with acting_as(make_actor("lead:env")):
        assert require(LEAD, "env").person == "丁"
        assert list_rules(require, UNIT, "env") == ["no_right"]


def test_who_acts_is_asked_of_the_finder_unless_somebody_is_named() -> None:
    first, second = Actor("甲"), Actor("乙")
    seen: list[Actor] = []
    set_finder(lambda: first)
    try:
        with acting_as(second):
            thread = threading.Thread(target=lambda: seen.append(find_actor()))
            thread.start()
            thread.join()
            seen.append(find_actor())
        assert [*seen, find_actor()] == [first, second, first]
    finally:
        set_finder(rights.find_machine)
