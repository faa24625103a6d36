"""Rights given and ended: the last entry counts, and all are kept with who and why."""

from __future__ import annotations

from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo.packages.problems import DataError
from store import backup
from store.access.accounts import close_account, open_account
from store.access.closed import list_closed
from store.access.grants import (
    Held,
    break_glass,
    end_right,
    find_grants,
    give_right,
    list_entries,
    list_grants,
)
from store.database import read, stamp
from store.rights import Grant, acting_as, read_grant
from tests.store.access.people import ADMIN, at
from tests.store.acting import make_actor

NUMBERS = count()
UNIT, DESK = read_grant("unit:100001"), read_grant("plan_desk")
ACTS = st.one_of(
    st.tuples(st.just("give"), st.sampled_from([UNIT, DESK]), st.sampled_from([None, 20, 60])),
    st.tuples(st.just("end"), st.sampled_from([UNIT, DESK]), st.none()),
    st.tuples(st.sampled_from(["close", "open"]), st.none(), st.none()),
)


def list_kept(person: str) -> list[Held]:
    with read() as connection:
        assert connection
        return list_entries(connection, person)


def list_rules(function, *told) -> list[str]:
    with pytest.raises(DataError) as refused:
        function(*told)
    return [problem.rule for problem in refused.value.problems]


def test_a_right_is_given_and_ended_with_who_and_why(local: Path) -> None:
    assert find_grants("zhang") == frozenset()
    with acting_as(ADMIN):
        give_right(" zhang ", UNIT, " 负责填报 ")
        assert find_grants("zhang") == {UNIT}
        end_right("zhang", UNIT, "调离")
    assert find_grants("zhang") == frozenset()
    told = [(one.held, one.kind, one.why, one.decided_by) for one in list_kept("zhang")]
    assert told == [
        ("unit:100001", "give", "负责填报", "管理员"),
        ("unit:100001", "end", "调离", "管理员"),
    ]
    assert backup.verify() == []


def test_what_stands_already_is_not_kept_again(local: Path) -> None:
    for until in (at(60), at(30), at(90), None, at(99), None):
        give_right("zhang", DESK, "", until, at(0))
    assert [one.until for one in list_kept("zhang")] == [stamp(at(60)), stamp(at(90)), ""]


def test_a_right_that_does_not_stand_cannot_be_ended(local: Path) -> None:
    assert list_rules(end_right, "zhang", DESK, "") == ["right_not_held"]
    give_right("zhang", DESK, "", at(30), at(0))
    assert list_rules(end_right, "zhang", UNIT, "") == ["right_not_held"]
    assert list_rules(end_right, "zhang", DESK, "", at(30)) == ["right_not_held"]
    end_right("zhang", DESK, "", at(29))


def test_nobody_is_no_person(local: Path) -> None:
    assert list_rules(give_right, " ", DESK, "") == ["no_person"]


def test_what_stands_is_listed_for_oneself_and_for_an_administrator(local: Path) -> None:
    give_right("zhang", UNIT, "")
    give_right("li", DESK, "", at(30), at(0))
    held = [(one.person, one.grant) for one in list_grants(now=at(29))]
    assert held == [("li", DESK), ("zhang", UNIT)]
    assert [one.person for one in list_grants(now=at(30))] == ["zhang"]
    with acting_as(make_actor("plan_desk", person="li")):
        assert [one.held for one in list_grants("li", at(0))] == ["plan_desk"]
        assert list_rules(list_grants) == list_rules(list_grants, "zhang") == ["no_right"]


def test_in_an_emergency_somebody_is_an_administrator_for_some_hours(local: Path) -> None:
    assert list_rules(break_glass, "zhang", 4, " ") == ["no_reason"]
    for hours in (0, -1, 73):
        assert list_rules(break_glass, "zhang", hours, "都不在") == ["bad_hours"]
    assert break_glass("zhang", 4, "管理员都不在", at(0)) == stamp(at(240))
    assert find_grants("zhang", at(239.9)) == {Grant("administrator")}
    assert find_grants("zhang", at(240)) == frozenset()
    assert [one.why for one in list_kept("zhang")] == ["管理员都不在"]
    assert backup.verify() == []


def test_a_closed_account_holds_nothing_until_it_is_opened(local: Path) -> None:
    with acting_as(ADMIN):
        give_right("zhang", DESK, "")
        assert list_rules(open_account, "zhang", "") == ["account_so_already"]
        close_account("zhang", "调离")
        assert list_rules(close_account, "zhang", "") == ["account_so_already"]
        assert find_grants("zhang") == frozenset()
        with read() as connection:
            assert connection
            closed = [(one.person, one.why, one.decided_by) for one in list_closed(connection)]
        assert closed == [("zhang", "调离", "管理员")]
        open_account("zhang", "回来了")
    assert find_grants("zhang") == {DESK}
    with read() as connection:
        assert connection
        assert list_closed(connection) == []


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(acts=st.lists(ACTS, max_size=8))
def test_who_may_what_after_rights_given_and_ended_in_any_order(local: Path, acts) -> None:
    """An act every ten minutes, beside a person whom nobody touches."""
    person = f"p{next(NUMBERS)}"
    standing: dict[Grant, float] = {}
    is_closed = False
    for number, (act, grant, lasts) in enumerate(acts):
        minutes, now = number * 10, at(number * 10)
        ends = float("inf") if lasts is None else minutes + lasts
        try:
            if act == "give":
                give_right(person, grant, "", None if lasts is None else at(ends), now)
                before = standing.get(grant, 0)
                standing[grant] = max(before, ends) if before > minutes else ends
            elif act == "end":
                is_standing = standing.pop(grant, 0) > minutes
                end_right(person, grant, "", now)
                assert is_standing
            else:
                was_closed, is_closed = is_closed, act == "close"
                (close_account if is_closed else open_account)(person, "")
                assert was_closed != is_closed
        except DataError as error:
            assert {one.rule for one in error.problems} <= {"right_not_held", "account_so_already"}
        for later in (minutes, minutes + 5, minutes + 45):
            expected = {one for one, until in standing.items() if until > later}
            assert find_grants(person, at(later)) == (set() if is_closed else expected)
    assert find_grants(f"{person}x") == frozenset()
