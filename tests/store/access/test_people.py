"""Everybody of whom anything is known."""

from __future__ import annotations

from datetime import timedelta

import pytest

from geo.packages.problems import DataError
from store.access.accounts import close_account
from store.access.grants import end_right, give_right
from store.access.people import Known, list_people
from store.database import stamp
from store.rights import acting_as, read_grant
from tests.store.access.people import ADMIN, BEGIN, at, sign_in
from tests.store.acting import make_actor
from tests.store.office import Office


def find(person: str) -> Known:
    [known] = [one for one in list_people() if one.person == person]
    return known


def test_before_anything_was_kept_nobody_is_known(office: Office) -> None:
    assert list_people() == []


def test_who_signed_in_was_given_a_right_or_is_closed_is_known_once(office: Office) -> None:
    sign_in("zhang", 0)
    sign_in("zhang", 9)
    with acting_as(ADMIN):
        give_right("zhang", read_grant("unit:haidian"), "分管")
        give_right("li", read_grant("collector"), "")
        give_right("wang", read_grant("collector"), "", until=BEGIN, now=BEGIN - timedelta(days=1))
        close_account("zhao", "离职")
    assert [one.person for one in list_people()] == ["li", "zhang", "zhao"]
    zhang, li, zhao = find("zhang"), find("li"), find("zhao")
    assert (zhang.name, zhang.signed_in_at) == ("张三", stamp(at(9)))
    assert [one.held for one in zhang.held] == ["unit:haidian"]
    assert (li.name, li.signed_in_at, li.closed) == ("", "", None)
    assert zhao.closed is not None and zhao.closed.why == "离职"
    with acting_as(ADMIN):
        end_right("li", read_grant("collector"), "")
    assert [one.person for one in list_people()] == ["zhang", "zhao"]


def test_people_are_for_administrators(office: Office) -> None:
    with acting_as(make_actor("collector", "plan_desk")), pytest.raises(DataError) as error:
        list_people()
    assert [problem.rule for problem in error.value.problems] == ["no_right"]
