"""A database of every older schema is backed up, brought up to date and restored, with its rows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Integer, LargeBinary, inspect, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from geo.packages.problems import DataError
from store.access.grants import find_grants, give_right
from store.access_tables import ACCESS_TABLES
from store.audit import keep
from store.backup import back_up, list_tables, restore, verify
from store.database import begin_raw, find_url, read, read_revision
from store.progress_tables import PERIODS, PROGRESS_TABLES
from store.rights import read_grant
from store.schema import begin_writing, upgrade
from store.tables import DEFAULTS, LINKS, READINGS, RESOLUTIONS, REVISION
from tests.store.office import LINKED, OPENED, SETTLED

Rows = dict[str, list[dict[str, Any]]]
OLDER = ["001", "002", "003", "004", "005"]
ADDED: Rows = {
    **{"resolutions": [], "links": [], "defaults": []},
    **{table.name: [] for table in (*PROGRESS_TABLES, *ACCESS_TABLES)},
}
"""Tables that later schemas have."""


@pytest.fixture(params=OLDER)
def old(request: pytest.FixtureRequest, local: Path) -> Rows:
    """An older database with two rows in every table; all that stands in it."""
    upgrade(revision=request.param)
    with begin_raw(find_url(), is_writing=True) as connection:
        for table in list_tables(connection):
            for number in (1, 2):
                connection.execute(table.insert().values(fill(table, number)))
        assert read_revision(connection) == request.param
        return read_rows(connection)


def fill(table: Any, number: int) -> dict[str, Any]:
    """A value for every column; `id` is given by the database."""
    values: dict[str, Any] = {}
    for column in table.columns:
        if isinstance(column.type, Integer):
            values[column.name] = number
        elif isinstance(column.type, LargeBinary):
            values[column.name] = bytes([number])
        else:
            values[column.name] = f"{column.name} {number} 甲"
    del values["id"]
    return values


def read_rows(connection: Any) -> Rows:
    return {
        table.name: [
            dict(row) for row in connection.execute(table.select().order_by(table.c.id)).mappings()
        ]
        for table in list_tables(connection)
    }


def read_now() -> Rows:
    with read() as connection:
        assert connection
        return read_rows(connection)


def bring_up(rows: Rows) -> Rows:
    """What the rows are in the schema of the code."""
    readings = [{"columns": "", **row} for row in rows["readings"]]
    return {**ADDED, **rows, "readings": readings}


def test_every_older_schema_keeps_its_rows_and_goes_on(old: Rows) -> None:
    assert [len(rows) for rows in old.values()] == [2] * (26 - len(ADDED.keys() - old.keys()))
    assert upgrade() == REVISION
    assert read_now() == bring_up(old)
    with begin_writing() as connection:
        connection.execute(READINGS.insert().values({**fill(READINGS, 1), "columns": "{}"}))
        connection.execute(RESOLUTIONS.insert().values(SETTLED))
        connection.execute(LINKS.insert().values(LINKED))
        connection.execute(DEFAULTS.insert().values(OPENED))
    before = [row["columns"] for row in bring_up(old)["readings"]]
    assert [row["columns"] for row in read_now()["readings"]] == [*before, "{}"]
    columns = (
        ("readings", "plan"),
        ("resolutions", "plan"),
        ("links", "kind"),
        ("defaults", "plans"),
    )
    for table, column in columns:
        with pytest.raises((DataError, DBAPIError)) as error, begin_writing() as connection:
            connection.execute(text(f"UPDATE {table} SET {column} = ''"))
        assert "append-only" in str(error.value)


def test_the_chain_of_an_older_database_goes_on(local: Path) -> None:
    upgrade(revision="005")
    with begin_raw(find_url(), is_writing=True) as connection:
        for number in (1, 2):
            keep(connection, PERIODS, fill(PERIODS, number), "甲")
    upgrade()
    assert verify() == []
    give_right("zhang", read_grant("reader"), "")
    assert (find_grants("zhang"), verify()) == ({read_grant("reader")}, [])


def test_two_cannot_settle_upon_the_same_entry(local: Path) -> None:
    with begin_writing() as connection:
        connection.execute(RESOLUTIONS.insert().values(SETTLED))
    with pytest.raises(IntegrityError), begin_writing() as connection:
        connection.execute(RESOLUTIONS.insert().values(SETTLED))
    with read() as connection:
        unique = inspect(connection).get_unique_constraints("resolutions")
    assert [each["column_names"] for each in unique] == [["plan", "measure_id", "replaces"]]


def test_an_older_database_is_backed_up_before_it_is_upgraded(
    old: Rows, tmp_path: Path, use_database: Callable[[], Path]
) -> None:
    backup = tmp_path / "backup"
    assert {*back_up(backup).values()} == {2}
    content = backup.read_bytes()
    use_database()
    expected = {name: len(rows) for name, rows in bring_up(old).items()}
    assert restore(backup) == expected, "by the migrations"
    restored = read_now()
    assert restored["access_events"].pop()["kind"] == "restore"
    assert restored["audit"].pop()["table_name"] == "access_events"
    assert (restored, backup.read_bytes()) == (bring_up(old), content)


def test_a_backup_of_a_later_version_says_so(local: Path, tmp_path: Path) -> None:
    with begin_writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '999'"))
    with pytest.raises(DataError) as error:
        back_up(tmp_path / "backup")
    assert [problem.rule for problem in error.value.problems] == ["new_schema"]
