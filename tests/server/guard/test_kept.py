"""The guard with a store: sessions, rights, what is noted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from components.session.reader import find_reader, follow_readers, hear, know_people
from geo.packages.problems import DataError
from server.guard.kept import Kept
from server.guard.sources import Identity
from server.settings import read_settings
from store.access.accounts import close_account
from store.access.events import list_events
from store.access.grants import end_right, give_right
from store.place import is_used
from store.rights import COLLECTOR, PLAN_DESK, Grant, find_machine, permit, set_finder
from tests.pages.kept_plan import own_database

ZHANG = Identity("zhang", "张三", "proxy", ("desk",))


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Kept]:
    with own_database(tmp_path):
        found = Kept(read_settings("[sessions]\nidle_minutes = 20"))
        know_people(found.find_grants)
        yield found
    know_people(lambda token: None)
    set_finder(find_machine)


def test_who_forges_does_not_make_the_database(kept: Kept) -> None:
    kept.note("forged_headers", "x-remote-user", "10.9.9.9")
    assert not is_used()
    assert kept.find("none") is None
    assert not is_used()
    kept.begin(ZHANG, "192.168.7.7")
    kept.note("forged_headers", "x-remote-user", "10.9.9.9")
    told = [
        (event.kind, event.person, event.about, event.address) for event in list_events().events
    ]
    assert told == [
        ("forged_headers", "", "x-remote-user", "10.9.9.9"),
        ("sign_in", "zhang", "proxy", "192.168.7.7"),
    ]


def test_a_session_holds_until_it_ends(kept: Kept) -> None:
    token = kept.begin(ZHANG, "192.168.7.7")
    assert token
    kept.touch(token)
    assert (kept.find(token), kept.find_grants(token)) == ("zhang", frozenset())
    kept.end(token, "signed out")
    assert (kept.find(token), kept.find_grants(token)) == (None, None)
    kept.touch(token)
    assert kept.find(token) is None


def test_rights_given_and_ended_are_seen_by_the_next_write(kept: Kept) -> None:
    token = kept.begin(ZHANG, "192.168.7.7")
    assert token
    told = {"guard": "1", "session": token, "person": "zhang", "rights": "collector"}
    bridge = {f"x-dutymap-{name}": value for name, value in told.items()}
    give_right("zhang", Grant(PLAN_DESK), "每年一换")
    follow_readers()
    with hear(bridge):
        assert find_reader().actor.grants == {Grant(PLAN_DESK), Grant(COLLECTOR)}
        assert permit("publish").person == "zhang"
    set_finder(find_machine)
    end_right("zhang", Grant(PLAN_DESK), "调离")
    follow_readers()
    with hear(bridge), pytest.raises(DataError) as caught:
        permit("publish")
    assert caught.value.problems[0].rule == "no_right"
    set_finder(find_machine)
    close_account("zhang", "离职")
    with hear(bridge):
        assert find_reader().actor.grants == frozenset()
    assert kept.begin(ZHANG, "192.168.7.7") is None


def test_what_else_keeps_a_session_from_beginning_is_said(
    kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DUTYMAP_DATABASE", "nonsense")
    with pytest.raises(DataError):
        kept.begin(ZHANG, "192.168.7.7")
