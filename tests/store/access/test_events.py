"""What was done is noted once, with who, in the transaction that did it."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.event import listen

from geo.packages.problems import DataError
from store import backup, defaults, publishing
from store.access.events import KINDS, Event, list_events, note_event
from store.access.grants import end_right, give_right
from store.access_tables import EVENTS
from store.audit import keep_event
from store.database import find_url, open_engine, read
from store.place import find_file
from store.progress.periods import close_period
from store.progress_tables import AUDIT
from store.rights import Actor, acting_as, read_grant
from store.schema import write
from store.shelf import find_state
from tests.geo import tiny
from tests.store.access.people import ADMIN, sign_in
from tests.store.acting import is_refused, make_actor
from tests.store.office import PLAN, Office
from tests.store.progress.month import CODE, open_month


def list_told() -> list[tuple[str, str, str]]:
    """In the order done."""
    return [(one.kind, one.person, one.about) for one in reversed(list_events().events)]


def test_everything_that_is_written_is_noted_with_who(office: Office) -> None:
    with acting_as(make_actor("plan_desk", person="zhang")):
        office.import_tiny()
        publishing.publish(PLAN, "甲", "")
        defaults.set_default([PLAN], "甲", "")
    with acting_as(make_actor("collector", person="li")):
        period = open_month()
        close_period(period.plan, CODE, "甲")
    assert list_told() == [
        ("import", "zhang", PLAN),
        ("answer", "zhang", PLAN),
        ("publish", "zhang", PLAN),
        ("set_default", "zhang", PLAN),
        ("open_month", "li", f"{tiny.PLAN} {CODE}"),
        ("close_month", "li", f"{tiny.PLAN} {CODE}"),
    ]
    assert backup.verify() == []


def test_what_changes_nothing_is_no_event(office: Office) -> None:
    office.import_tiny()
    before = list_told()
    publishing.state_facts(PLAN, {"title": "办公室计划"}, "甲")
    defaults.set_default([], "甲", "")
    with pytest.raises(ZeroDivisionError), write("settle") as connection:
        keep_event(connection, "settle", "甲")
        raise ZeroDivisionError
    assert list_told() == before


def test_an_event_is_one_row_in_the_chain(local: Path) -> None:
    with acting_as(ADMIN):
        give_right("zhang", read_grant("collector"), "")
    with read() as connection:
        assert connection
        tables = list(connection.execute(select(AUDIT.c.table_name)).scalars())
    assert tables == ["access_grants", "access_events"]


def test_who_came_and_took_is_noted_without_a_right(local: Path) -> None:
    with acting_as(make_actor(person="zhang")):
        note_event("export", "zhang", "progress.xlsx", "10.1.2.3")
        note_event("sign_in_failed", "", "oidc", "10.1.2.4")
        with pytest.raises(ValueError, match="publish"):
            note_event("publish", "zhang")
    told = [(one.kind, one.about, one.address) for one in list_events().events]
    assert told == [
        ("sign_in_failed", "oidc", "10.1.2.4"),
        ("export", "progress.xlsx", "10.1.2.3"),
    ]
    assert backup.verify() == []


def test_who_lacks_a_right_is_noted_and_refused(office: Office) -> None:
    office.import_tiny()
    before = list_told()
    publish = lambda: publishing.publish(PLAN, "甲", "")  # noqa: E731
    assert is_refused("collector", publish)
    assert is_refused("plan_desk", lambda: close_period(tiny.PLAN, CODE, "甲"))
    with acting_as(Actor("")), pytest.raises(DataError):
        publish()
    person = make_actor().person
    assert list_told() == [
        *before,
        ("refused", person, f"publish {PLAN}"),
        ("refused", person, f"close_month {tiny.PLAN} {CODE}"),
    ]
    assert backup.verify() == []


def test_who_is_refused_before_anything_was_kept_makes_no_database(local: Path) -> None:
    assert is_refused("collector", lambda: publishing.publish(PLAN, "甲", ""))
    assert not find_file().exists()


def test_events_are_listed_by_kind_person_and_time_page_by_page(local: Path) -> None:
    assert list_events().total == 0
    for person in ("zhang", "li", "zhang", "wang", "zhang"):
        sign_in(person)
    with acting_as(ADMIN):
        give_right("zhang", read_grant("reader"), "")
        end_right("zhang", read_grant("reader"), "")
    pages = [list_events(["sign_in"], page=page, size=2) for page in (1, 2, 3, 4)]
    assert [page.total for page in pages] == [5] * 4
    people = [[one.person for one in page.events] for page in pages]
    assert people == [["zhang", "wang"], ["zhang", "li"], ["zhang"], []]
    assert [one.kind for one in list_events(person="管理员").events] == [
        "right_ended",
        "right_given",
    ]
    day = date.fromisoformat(list_events().events[0].noted_at[:10])
    after, before = str(day + timedelta(days=1)), str(day - timedelta(days=1))
    assert [list_events(since=after).total, list_events(until=before).total] == [0, 0]
    assert list_events(since=before, until=after).total == 7


def test_only_an_administrator_reads_what_others_did(local: Path) -> None:
    sign_in()
    for held in ("", "plan_desk", "collector", "reader"):
        actor = make_actor(*filter(None, [held]))
        with acting_as(actor), pytest.raises(DataError) as refused:
            list_events()
        assert refused.value.problems[0].rule == "no_right"
    with acting_as(ADMIN):
        (event,) = list_events().events
    assert isinstance(event, Event)
    assert event.kind in KINDS


def test_reading_asks_nothing_of_what_is_noted(office: Office) -> None:
    office.import_tiny()
    publishing.publish(PLAN, "甲", "")
    asked: list[str] = []
    listen(
        open_engine(find_url()), "before_cursor_execute", lambda *told: asked.append(str(told[2]))
    )
    find_state(PLAN)
    assert asked
    assert [one for one in asked if EVENTS.name in one or AUDIT.name in one] == []
