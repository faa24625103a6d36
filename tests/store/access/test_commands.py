"""Who may what, who is signed in and what was done, from a terminal."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime
from pathlib import Path

import pytest

from geo.__main__ import main
from store import backup
from store.access.grants import find_grants
from store.access.sessions import begin_session, find_session
from store.rights import acting_as, read_grant
from store.users import find_user
from tests.store.acting import make_actor


@pytest.fixture
def call(local: Path, capsys: pytest.CaptureFixture[str]):
    """A command: its exit code, its rows, and what it said besides."""

    def call(*arguments: str) -> tuple[int, list[dict[str, str]], str]:
        code = main(["access", *arguments])
        out, err = capsys.readouterr()
        return code, list(csv.DictReader(io.StringIO(out))), err

    return call


def pick(rows: list[dict[str, str]], *names: str) -> list[tuple[str, ...]]:
    return [tuple(row[name] for name in names) for row in rows]


def test_rights_are_given_listed_and_ended(call) -> None:
    assert call("list") == (0, [], "")
    for person, right in (("zhang", "unit:110118"), ("li", "plan_desk"), ("zhang", "collector")):
        assert call("give", person, right, "--why", "任命") == (0, [], "")
    _, rows, _ = call("list")
    assert pick(rows, "person", "right", "until", "why", "decided_by") == [
        ("li", "plan_desk", "", "任命", find_user()),
        ("zhang", "collector", "", "任命", find_user()),
        ("zhang", "unit:110118", "", "任命", find_user()),
    ]
    assert call("end", "zhang", "collector")[0] == 0
    assert find_grants("zhang") == {read_grant("unit:110118")}
    assert backup.verify() == []


def test_a_closed_account_is_listed_before_its_rights(call) -> None:
    for person in ("zhang", "zhao"):
        call("give", person, "administrator")
    call("close", "zhang", "--why", "调离")
    _, rows, _ = call("list")
    assert pick(rows, "person", "right", "why") == [
        ("zhang", "closed", "调离"),
        ("zhang", "administrator", ""),
        ("zhao", "administrator", ""),
    ]
    assert find_grants("zhang") == frozenset()
    call("open", "zhang")
    assert pick(call("list")[1], "right") == [("administrator",), ("administrator",)]


def test_what_cannot_be_is_told_in_both_languages(call) -> None:
    told = {
        ("give", "zhang", "boss"): "没有这种权限",
        ("give", "zhang", "unit"): "unit:CODE",
        ("end", "zhang", "collector"): "没有这项权限",
        ("open", "zhang"): "已经是这样",
        ("close", " "): "nobody is named",
        ("break-glass", "zhang", "--why", "急", "--hours", "100"): "1至72小时",
    }
    for arguments, said in told.items():
        code, rows, err = call(*arguments)
        assert (code, rows, said in err) == (1, [], True), err
    with acting_as(make_actor("plan_desk", person="li")):
        code, _, err = call("give", "li", "administrator")
    assert (code, "没有这项操作所需的权限（administrator）" in err) == (1, True)
    assert find_grants("li") == frozenset()


def test_who_is_signed_in_is_listed_and_signed_out(call, capsys) -> None:
    first, second = (
        begin_session(person, name, "proxy", ["desk", "环保"], "10.1.2.3")
        for person, name in (("zhang", "张三"), ("li", "李四"))
    )
    _, rows, _ = call("sessions")
    assert pick(rows, "person", "name", "source", "groups", "address") == [
        ("li", "李四", "proxy", "desk;环保", "10.1.2.3"),
        ("zhang", "张三", "proxy", "desk;环保", "10.1.2.3"),
    ]
    assert not any(first.token in value for row in rows for value in row.values())
    assert main(["access", "sign-out", "zhang", "--why", "电脑丢了"]) == 0
    assert capsys.readouterr().out == "1\n"
    assert (find_session(first.token), find_session(second.token)) == (None, second)
    assert pick(call("sessions", "zhang")[1], "person") == []
    assert pick(call("sessions", "li")[1], "person") == [("li",)]


def test_what_was_done_is_listed(call) -> None:
    call("give", "zhang", "reader")
    call("end", "zhang", "reader")
    call("give", "li", "reader")
    _, rows, _ = call("events")
    assert pick(rows, "kind", "about") == [
        ("right_given", "li reader"),
        ("right_ended", "zhang reader"),
        ("right_given", "zhang reader"),
    ]
    today = datetime.now(UTC).date().isoformat()
    assert len(call("events", "--kind", "right_given", "--since", "2026-01-01")[1]) == 2
    assert call("events", "--until", "2026-01-01")[1] == []
    assert call("events", "--since", today, "--page", "2")[1] == []
    assert len(call("events", "--person", find_user())[1]) == 3
    assert call("events", "--person", "zhang")[1] == []
    for wrong in (["--since", "gestern"], ["--kind", "nothing"]):
        with pytest.raises(SystemExit):
            call("events", *wrong)


def test_in_an_emergency_there_is_an_administrator_for_some_hours(call, capsys) -> None:
    assert main(["access", "break-glass", "zhang", "--why", "管理员都不在"]) == 0
    until = capsys.readouterr().out.strip()
    _, rows, _ = call("list")
    assert pick(rows, "person", "right", "until", "why") == [
        ("zhang", "administrator", until, "管理员都不在")
    ]
    assert pick(call("events")[1], "kind", "about") == [("break_glass", f"zhang {until}")]
    assert call("break-glass", "zhang", "--why", " ")[0] == 1
