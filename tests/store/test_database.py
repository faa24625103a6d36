"""Which database; what goes wrong with one."""

from __future__ import annotations

import socket
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import text

from geo.packages.problems import DataError
from store import database
from store.database import find_url, name_database, read
from store.schema import begin_writing, upgrade
from store.tables import PUBLICATIONS
from tests.store.office import PLAN


def list_rules(error: pytest.ExceptionInfo[DataError]) -> list[str]:
    return [problem.rule for problem in error.value.problems]


def test_reading_makes_nothing_and_the_first_write_makes_the_file(local: Path) -> None:
    with read() as connection:
        assert connection is None
    assert not local.exists()
    with begin_writing():
        pass
    with read() as connection:
        assert connection is not None
    assert local.exists() == (find_url().drivername == "sqlite")


def test_sqlite_is_in_wal_mode_with_its_settings(local: Path) -> None:
    with begin_writing() as connection:
        if connection.dialect.name == "postgresql":
            return
        names = ("journal_mode", "foreign_keys", "recursive_triggers", "busy_timeout")
        found = [connection.execute(text(f"PRAGMA {name}")).scalar() for name in names]
    assert found == ["wal", 1, 1, 10_000]


@pytest.mark.parametrize("address", ["nonsense", "mysql://host/name", "sqlite://", "a://[b"])
def test_an_address_that_cannot_be_used_is_told(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DUTYMAP_DATABASE", address)
    with pytest.raises(DataError) as error:
        find_url()
    assert list_rules(error) == ["bad_database"]


def test_a_password_is_in_no_message(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DUTYMAP_DATABASE", "postgresql://me:secret@127.0.0.1:1/plans")
    with pytest.raises(DataError) as error, read():
        pass
    assert (list_rules(error), "secret" in str(error.value)) == (["database_failed"], False)
    assert name_database(find_url()) == "postgresql://me:***@127.0.0.1:1/plans"


def test_a_server_that_lets_wait_is_not_asked_at_every_look(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(database, "BUSY_S", 2)
    told = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        monkeypatch.setenv(
            "DUTYMAP_DATABASE", f"postgresql://me@127.0.0.1:{server.getsockname()[1]}/x"
        )
        for _ in range(3):
            with pytest.raises(DataError) as error, read():
                pass
            told.append(error.value.problems)
        server.settimeout(0)
        server.accept()
        with pytest.raises(BlockingIOError):
            server.accept()
    assert ({problem.rule for (problem,) in told}, len({*told})) == ({"database_failed"}, 1)
    monkeypatch.setitem(database._silent, find_url(), (0.0, told[0][0]))
    with pytest.raises(DataError) as error, read():
        pass
    assert error.value.problems != told[0], "it is asked again after a while"
    database.open_engine(find_url()).dispose()


def test_a_file_that_is_no_database_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "letter.db"
    path.write_text("甲" * 1000, encoding="utf-8")
    monkeypatch.setenv("DUTYMAP_DATABASE", f"sqlite:///{path}")
    with pytest.raises(DataError) as error, read():
        pass
    assert list_rules(error) == ["database_failed"]


def test_a_writer_that_does_not_end_is_waited_for_and_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "locked.db"
    monkeypatch.setenv("DUTYMAP_DATABASE", f"sqlite:///{path}")
    monkeypatch.setattr(database, "BUSY_S", 0.1)
    upgrade()
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(DataError) as error, begin_writing():
        pass
    with read() as connection:
        assert connection is not None, "readers do not wait for a writer"
    other.close()
    assert list_rules(error) == ["database_busy"]


@pytest.mark.parametrize(("found", "rule"), [("000", "old_schema"), ("999", "new_schema")])
def test_another_schema_is_neither_read_nor_written(found: str, rule: str, local: Path) -> None:
    upgrade()
    with begin_writing() as connection:
        connection.execute(text(f"UPDATE alembic_version SET version_num = '{found}'"))
    for open_it in (read, begin_writing):
        with pytest.raises(DataError) as error, open_it():
            pass
        assert list_rules(error) == [rule]


def test_a_failed_write_leaves_nothing(local: Path) -> None:
    values = {"plan": PLAN, "published_at": "", "published_by": "", "why": ""}
    with pytest.raises(ZeroDivisionError), begin_writing() as connection:
        connection.execute(PUBLICATIONS.insert().values(values))
        raise ZeroDivisionError
    with begin_writing() as connection:
        assert connection.execute(PUBLICATIONS.select()).all() == []
