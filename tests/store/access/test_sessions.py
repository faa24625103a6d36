"""A session is found by what the browser keeps, until a person or time ends it."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from sqlalchemy import select

from geo.packages.problems import DataError
from store.access.accounts import close_account, open_account
from store.access.events import list_events
from store.access.sessions import (
    begin_session,
    end_session,
    end_sessions_of,
    find_session,
    list_sessions,
    touch_session,
)
from store.access_tables import SESSIONS, TOUCHES
from store.database import read, stamp
from store.rights import acting_as
from tests.store.access.people import ADMIN, at, sign_in
from tests.store.acting import make_actor


def is_found(token: str, minutes: float, idle: int = 30, hours: int = 12) -> bool:
    return find_session(token, idle, hours, at(minutes)) is not None


def count_touches() -> int:
    with read() as connection:
        assert connection
        return len(connection.execute(select(TOUCHES.c.id)).all())


def test_a_session_is_found_with_all_that_was_known(local: Path) -> None:
    session = sign_in()
    assert find_session(session.token, now=at(1)) == session
    assert (session.person, session.name, session.source) == ("zhang", "张三", "proxy")
    assert (session.groups, session.address) == (("desk", "环保"), "10.1.2.3")
    assert session.begun_at == session.seen_at == stamp(at(0))
    assert begin_session("li", "李四", "oidc", [], "", at(0)).groups == ()


def test_nothing_is_found_by_another_token_nor_before_there_is_any(local: Path) -> None:
    assert not is_found("x", 0)
    session = sign_in()
    assert not is_found("", 0)
    assert not is_found(session.token[:-1], 0)
    assert not is_found(f"{session.token} ", 0)


def test_only_the_hash_of_the_token_is_kept(local: Path) -> None:
    session = sign_in()
    assert len(session.token) >= 43
    assert sign_in().token != session.token
    with read() as connection:
        assert connection
        rows = connection.execute(select(SESSIONS)).all()
    assert session.token not in "".join(map(str, rows))


def test_an_idle_session_ends_and_a_used_one_goes_on(local: Path) -> None:
    session = sign_in()
    assert (is_found(session.token, 29.9), is_found(session.token, 30)) == (True, False)
    touched = touch_session(session, now=at(20))
    assert touched.seen_at == stamp(at(20))
    assert (is_found(session.token, 49.9), is_found(session.token, 50)) == (True, False)


def test_a_session_that_is_used_all_day_ends_too(local: Path) -> None:
    session = sign_in()
    for minutes in range(20, 200, 20):
        session = touch_session(session, now=at(minutes))
    assert is_found(session.token, 179, hours=3)
    assert not is_found(session.token, 180, hours=3)
    assert is_found(session.token, 180, hours=4)


@pytest.mark.parametrize(("idle", "between"), [(30, 5), (240, 5), (6, 1)])
def test_use_is_noted_every_few_minutes_at_most(idle: int, between: int, local: Path) -> None:
    session = sign_in()
    for tenth in range(1, 40):
        session = touch_session(session, idle, at(between * tenth / 10))
    assert count_touches() == 3


def test_many_replicas_note_the_same_use_once(local: Path) -> None:
    session = sign_in()
    failed: list[BaseException] = []

    def touch() -> None:
        try:
            assert touch_session(session, now=at(10)).seen_at == stamp(at(10))
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=touch) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (failed, count_touches()) == ([], 1)


def test_who_signs_out_is_out_and_nobody_else(local: Path) -> None:
    first, second = sign_in(), sign_in()
    for _ in range(2):
        end_session(first.token, "sign_out")
    assert (is_found(first.token, 1), is_found(second.token, 1)) == (False, True)
    kinds = [event.kind for event in list_events().events]
    assert kinds == ["sign_out", "sign_in", "sign_in"]


def test_signing_out_everywhere_is_for_oneself_or_an_administrator(local: Path) -> None:
    sessions = [sign_in(), sign_in(), sign_in("li")]
    look = lambda: [is_found(one.token, 1) for one in sessions]  # noqa: E731
    with acting_as(make_actor("collector", person="li")), pytest.raises(DataError) as refused:
        end_sessions_of("zhang", "")
    assert refused.value.problems[0].rule == "no_right"
    assert look() == [True, True, True]
    with acting_as(make_actor(person="zhang")):
        assert end_sessions_of("zhang", "电脑丢了") == 2
        assert end_sessions_of("zhang", "电脑丢了") == 0
    assert look() == [False, False, True]
    with acting_as(ADMIN):
        assert end_sessions_of("li", "调离") == 1
        told = [(one.kind, one.person, one.about) for one in list_events().events[:2]]
    assert told == [("sessions_ended", "管理员", "li"), ("sign_out", "zhang", "电脑丢了")]
    assert look() == [False, False, False]


def test_a_closed_account_has_no_session_and_begins_none(local: Path) -> None:
    session = sign_in()
    with acting_as(ADMIN):
        close_account("zhang", "调离")
    assert not is_found(session.token, 1)
    with pytest.raises(DataError) as refused:
        sign_in()
    assert refused.value.problems[0].rule == "account_closed"
    (last, *_) = list_events().events
    assert (last.kind, last.person, last.address) == ("sign_in_failed", "zhang", "10.1.2.3")
    with acting_as(ADMIN):
        open_account("zhang", "回来了")
    assert not is_found(session.token, 1)
    assert is_found(sign_in().token, 1)


def test_sessions_that_go_on_are_listed(local: Path) -> None:
    old, used, own = sign_in("li"), sign_in("li", 20), sign_in("zhang", 25)
    ended = sign_in("zhang", 26)
    end_session(ended.token, "sign_out")
    assert [one.id for one in list_sessions(now=at(40))] == [own.id, used.id]
    assert [one.token for one in list_sessions(now=at(40))] == ["", ""]
    assert [one.id for one in list_sessions("li", now=at(29))] == [used.id, old.id]
    touch_session(old, now=at(29))
    assert [one.id for one in list_sessions("li", now=at(40))] == [used.id, old.id]
    with acting_as(make_actor(person="zhang")):
        assert [one.id for one in list_sessions("zhang", now=at(40))] == [own.id]
        for person in ("", "li"):
            with pytest.raises(DataError) as refused:
                list_sessions(person, now=at(40))
            assert refused.value.problems[0].rule == "no_right"


def test_nobody_signs_in_without_a_name(local: Path) -> None:
    with pytest.raises(DataError) as refused:
        sign_in("  ")
    assert refused.value.problems[0].rule == "no_person"
