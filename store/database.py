"""Which database, its transactions, and what may go wrong with one.

`DUTYMAP_DATABASE` names it as a SQLAlchemy URL; without, it is a SQLite file in `local/`, which the
first write makes. Until then there is nothing to read, and reading makes nothing.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import DBAPIError, IntegrityError, SQLAlchemyError
from sqlalchemy.pool import NullPool

from geo.packages.problems import DataError, Problem
from store.place import SETTING, find_file, find_setting
from store.tables import REVISION

BUSY_S = 10
"""How long to wait for somebody else who is writing."""
SILENT_S, PAUSE_S = 1, 20
"""A server that did not answer for the one is not asked again for the other."""
WRITERS_LOCK = 8_614_031
"""PostgreSQL: whoever writes holds this lock, as SQLite has one writer at a time anyway."""


def find_url() -> URL:
    """The database's address; a plain `postgresql://` goes through psycopg 3."""
    named = find_setting()
    if not named:
        return URL.create("sqlite", database=str(find_file()))
    try:
        url = make_url(named)
    except SQLAlchemyError:
        raise DataError([Problem("bad_database", SETTING)]) from None
    if url.drivername in ("postgres", "postgresql"):
        return url.set(drivername="postgresql+psycopg")
    if url.drivername not in ("sqlite", "postgresql+psycopg") or not url.database:
        raise DataError([Problem("bad_database", SETTING)])
    return url


def name_database(url: URL) -> str:
    """The database as problems name it, without its password."""
    if url.drivername == "sqlite":
        return Path(str(url.database)).name
    return url.set(drivername="postgresql").render_as_string(hide_password=True)


def exists(url: URL) -> bool:
    """Whether there may be something to read; a server is asked by the reading itself."""
    return url.drivername != "sqlite" or Path(str(url.database)).exists()


@cache
def open_engine(url: URL) -> Engine:
    if url.drivername == "sqlite":
        engine = create_engine(url, poolclass=NullPool)  # the file may be another by the next look
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    return create_engine(url, pool_pre_ping=True, connect_args={"connect_timeout": BUSY_S})


def _set_up_sqlite(connection: Any, record: object) -> None:
    connection.isolation_level = None  # transactions are begun below, schema changes among them
    for setting in (
        f"busy_timeout={BUSY_S * 1000}",
        "journal_mode=WAL",
        "foreign_keys=ON",
        "recursive_triggers=ON",  # else INSERT OR REPLACE takes rows away unseen
        "synchronous=FULL",
    ):
        connection.execute(f"PRAGMA {setting}")


def _begin_sqlite(connection: Connection) -> None:
    """Who writes says so at once: two that began by reading could only fail later."""
    is_writing = connection.get_execution_options().get("is_writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if is_writing else "BEGIN")


_silent: dict[URL, tuple[float, Problem]] = {}
"""Servers that let somebody wait in vain: until when none asks them again, and what was wrong."""


def connect(url: URL) -> Connection:
    """A connection; raises `DataError` at once where a server was silent a moment ago, or every
    look at a shipped plan would wait for it again."""
    began = time.monotonic()
    if url in _silent and began < _silent[url][0]:
        raise DataError([_silent[url][1]])
    try:
        return open_engine(url).connect()
    except DBAPIError as error:
        ended = time.monotonic()
        if ended - began > SILENT_S:
            _silent[url] = ended + PAUSE_S, explain(error, name_database(url))
        raise


@contextmanager
def begin_raw(url: URL, *, is_writing: bool) -> Iterator[Connection]:
    """A transaction, whatever the schema; raises `DataError` where the database fails. Who reads
    sees one moment, however long it takes and whoever writes meanwhile."""
    try:
        with connect(url) as plain:
            connection = plain.execution_options(is_writing=is_writing)
            if not is_writing and connection.dialect.name == "postgresql":
                connection = connection.execution_options(isolation_level="REPEATABLE READ")
            with connection.begin():
                if is_writing and connection.dialect.name == "postgresql":
                    connection.execute(text(f"SELECT pg_advisory_xact_lock({WRITERS_LOCK})"))
                yield connection
    except IntegrityError:
        raise
    except DBAPIError as error:
        raise DataError([explain(error, name_database(url))]) from error


def explain(error: DBAPIError, name: str) -> Problem:
    """Why a database failed, and so what to do."""
    reason = " ".join(str(error.orig).split())
    if "locked" in reason or "busy" in reason:
        return Problem("database_busy", name)
    if "is full" in reason or "No space left" in reason:
        return Problem("database_full", name)
    return Problem("database_failed", name, details={"reason": reason})


def read_revision(connection: Connection) -> str | None:
    """The schema's revision; None where there is none yet."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def require_revision(connection: Connection, name: str) -> None:
    found = read_revision(connection)
    if found is not None and found < REVISION:
        raise DataError([Problem("old_schema", name, value=found)])
    if found is not None and found > REVISION:
        raise DataError([Problem("new_schema", name, value=found)])


_checked: set[URL] = set()
"""Databases seen with our schema: it is not asked for at every look."""


@contextmanager
def read() -> Iterator[Connection | None]:
    """A transaction to read in; None where nothing was ever written."""
    url = find_url()
    if not exists(url):
        yield None
        return
    with begin_raw(url, is_writing=False) as connection:
        if url not in _checked:
            require_revision(connection, name_database(url))
            if read_revision(connection) is None:
                yield None
                return
            _checked.add(url)
        yield connection


def stamp(at: datetime | None = None) -> str:
    """A time, by default now, as times are kept: of two texts the later one is the greater."""
    return (at or datetime.now(UTC)).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
