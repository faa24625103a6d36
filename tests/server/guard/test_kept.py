"""The guard with a store: sessions, rights, what is noted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from html import unescape
from pathlib import Path

import pytest

from components.session.exports import note_taking
from components.session.reader import find_reader, follow_readers, hear, know_people
from geo.__main__ import main
from geo.packages.problems import DataError
from server.guard.kept import Kept
from server.guard.people import People
from server.guard.sources import Identity
from server.settings import read_settings
from store.access.accounts import close_account
from store.access.events import list_events
from store.access.grants import end_right, give_right
from store.access.sessions import begin_session
from store.place import is_used
from store.rights import COLLECTOR, PLAN_DESK, Grant, find_machine, permit, set_finder
from store.users import find_user
from tests.pages.kept_plan import own_database
from tests.real_model import MODEL
from tests.server.guard.asking import CLOSED, GATEWAY, OF_ZHANG, build_site, read_cookie

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


@pytest.mark.parametrize(("ago", "holds"), [(19, True), (21, False), (13 * 60, False)])
def test_a_session_ends_by_time(kept: Kept, ago: int, holds: bool) -> None:
    begun = datetime.now(UTC) - timedelta(minutes=ago)
    session = begin_session("zhang", "张三", "proxy", (), "192.168.7.7", begun)
    assert (kept.find(session.token) == "zhang") == holds
    site = build_site(CLOSED)
    site.guard._people = People(kept)
    headers = OF_ZHANG | {"cookie": f"dutymap={session.token}"}
    link = "/district?district=110118"
    answer = site.ask(link, GATEWAY, headers=headers)
    if holds:
        assert (answer.status, answer.body) == (200, "the product")
        return
    assert (answer.status, site.reached) == (303, [])
    page = site.ask(answer.headers["location"], GATEWAY, headers=headers)
    assert "登录已结束" in page.body
    (form,) = {*re.findall(r"action='([^']+)'", page.body)}
    again = site.ask(unescape(form), GATEWAY, "POST", headers=headers)
    assert (again.status, again.headers["location"]) == (303, link)
    assert site.ask(link, GATEWAY, headers=OF_ZHANG | read_cookie(again)).status == 200


def test_a_command_acts_as_the_machine_whatever_the_settings(
    kept: Kept, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = tmp_path / "access.toml"
    settings.write_text(CLOSED, encoding="utf-8")
    monkeypatch.setenv("DUTYMAP_ACCESS", str(settings))
    assert main(["progress", "open", "--plan", MODEL.plan.code, "--period", "2026-03"]) == 0
    (event,) = list_events(kinds=("open_month",)).events
    assert event.person == find_user()


def test_a_file_that_names_people_is_noted_with_who_takes_it(kept: Kept) -> None:
    token = kept.begin(ZHANG, "192.168.7.7")
    told = {"guard": "1", "session": str(token), "person": "zhang"}
    with hear({f"x-dutymap-{name}": value for name, value in told.items()}):
        take = note_taking("ecology 2026-03 workbooks", lambda: b"PK")
    with hear({}):
        assert take() == b"PK", "a click is answered where no page runs"
    with hear({"x-dutymap-guard": "1", "x-dutymap-machine": "1"}):
        assert note_taking("ecology 2026-03 order", lambda: b"PK")() == b"PK"
    told_of = [(one.person, one.about) for one in list_events(kinds=("export",)).events]
    assert told_of == [("zhang", "ecology 2026-03 workbooks")]
