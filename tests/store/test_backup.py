"""A backup holds everything and goes into an empty database only; damage is found."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from geo.packages.problems import DataError
from store import publishing
from store.access.grants import find_grants, give_right
from store.access.sessions import begin_session, end_session, find_session
from store.backup import back_up, restore, verify
from store.database import read
from store.rights import Grant, read_grant
from store.schema import begin_writing
from store.shelf import load_plan
from store.tables import METADATA
from tests.store.office import PLAN, Office


@pytest.fixture
def filled(office: Office) -> Office:
    office.import_tiny()
    publishing.publish(PLAN, "甲", "")
    return office


def read_all() -> dict[str, list[tuple[object, ...]]]:
    with read() as connection:
        assert connection
        return {
            name: [tuple(row) for row in connection.execute(table.select().order_by(table.c.id))]
            for name, table in METADATA.tables.items()
        }


def test_a_backup_is_restored_with_everything_and_goes_on(
    filled: Office, tmp_path: Path, use_database: Callable[[], Path]
) -> None:
    before = read_all()
    back_up(tmp_path / "backup")
    use_database()
    restore(tmp_path / "backup")
    restored = read_all()
    assert restored["access_events"].pop()[1] == "restore"
    assert restored["audit"].pop()[1] == "access_events"
    assert restored == before
    publishing.state_facts(PLAN, {"title": "新名称"}, "甲")
    assert publishing.publish(PLAN, "甲", "").number == 2
    assert (load_plan(PLAN).plan.meta["title"], verify()) == ("新名称", [])


def test_rights_are_restored_and_who_was_signed_in_signs_in_anew(
    local: Path, tmp_path: Path, use_database: Callable[[], Path]
) -> None:
    give_right("zhang", read_grant("collector"), "")
    ended, session = (begin_session("zhang", "张三", "proxy", [], "") for _ in range(2))
    end_session(ended.token, "sign_out")
    back_up(tmp_path / "backup")
    assert find_session(session.token)
    use_database()
    assert (find_session(session.token), find_grants("zhang")) == (None, frozenset())
    restore(tmp_path / "backup")
    assert (find_session(session.token), find_grants("zhang")) == (None, {Grant("collector")})
    assert [row[2] for row in read_all()["access_ends"]] == ["sign_out", "restored"]
    again = begin_session("zhang", "张三", "proxy", [], "")
    assert find_session(again.token) == again
    assert verify() == []


def test_nothing_is_written_over(filled: Office, tmp_path: Path) -> None:
    back_up(tmp_path / "backup")
    for again in (back_up, restore):
        with pytest.raises(DataError) as error:
            again(tmp_path / "backup")
        assert error.value.problems[0].rule == ("unwritable" if again is back_up else "not_empty")
    assert [path.name for path in tmp_path.glob("*backup*")] == ["backup"]


def test_what_is_no_backup_is_refused(local: Path, tmp_path: Path) -> None:
    path = tmp_path / "letter"
    rules = []
    for content in (None, b"", "甲".encode() * 1000):
        if content is not None:
            path.write_bytes(content)
        with pytest.raises(DataError) as error:
            restore(path)
        rules.append(error.value.problems[0].rule)
    assert rules == ["no_such_file", "no_backup", "database_failed"]


def test_a_database_that_was_never_written_is_backed_up_empty(local: Path, tmp_path: Path) -> None:
    assert {*back_up(tmp_path / "backup").values()} == {0}


@pytest.mark.parametrize("table", ["files", "version_files"])
def test_changed_bytes_are_found(filled: Office, table: str) -> None:
    assert verify() == []
    with begin_writing() as connection:
        if connection.dialect.name == "sqlite":
            connection.execute(text(f"DROP TRIGGER {table}_no_update"))
            connection.execute(text(f"UPDATE {table} SET data = x'00' WHERE id = 1"))
        else:
            connection.execute(text(f"DROP TRIGGER {table}_no_change ON {table}"))
            connection.execute(text(f"UPDATE {table} SET data = '\\x00' WHERE id = 1"))
    assert "wrong_hash" in [problem.rule for problem in verify()]
