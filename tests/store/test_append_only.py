"""Nothing that is kept can be changed or taken away."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import delete, text, update
from sqlalchemy.exc import DBAPIError

from geo.packages.problems import DataError
from store import publishing
from store.database import read
from store.schema import begin_writing
from store.tables import DEFAULTS, LINKS, METADATA, RESOLUTIONS
from tests.store.access.people import fill_access
from tests.store.conftest import give_databases
from tests.store.office import LINKED, OPENED, PLAN, SETTLED, Office
from tests.store.progress.month import fill_month


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def filled(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, tiny_folder: Path
) -> Iterator[None]:
    """A row in every table, made once of a kind: none of these tests can change one."""
    folder = tmp_path_factory.mktemp("filled")
    with (
        pytest.MonkeyPatch.context() as patch,
        give_databases(request, patch, folder) as use_database,
    ):
        patch.setenv("DUTYMAP_DATA", str(tiny_folder))
        use_database()
        Office(folder / "desk").import_tiny()
        publishing.publish(PLAN, "甲", "")
        with begin_writing() as connection:
            connection.execute(RESOLUTIONS.insert().values(SETTLED))
            connection.execute(LINKS.insert().values(LINKED))
            connection.execute(DEFAULTS.insert().values(OPENED))
        fill_month()
        fill_access()
        yield


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("table", METADATA.tables)
@pytest.mark.parametrize("change", ["update", "delete", "replace", "truncate"])
def test_no_row_can_be_changed_or_taken_away(table: str, change: str) -> None:
    rows = METADATA.tables[table]
    with begin_writing() as connection:
        is_sqlite = connection.dialect.name == "sqlite"
        before = connection.execute(rows.select()).all()
    statement = {
        "update": update(rows).values(id=rows.c.id + 1000),
        "delete": delete(rows),
        "replace": text(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}"),
        "truncate": text(f"TRUNCATE {table} CASCADE"),
    }[change]
    if change == ("truncate" if is_sqlite else "replace"):
        return  # the other database's word
    with pytest.raises((DataError, DBAPIError)) as error, begin_writing() as connection:
        connection.execute(statement)
    with read() as connection:
        assert connection
        assert connection.execute(rows.select()).all() == before != []
    assert "append-only" in str(error.value)
