"""The whole database as one file, put back, and looked through.

A backup is a SQLite database with every row under its id, whichever database it is of: so it also
carries an office from SQLite to PostgreSQL.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, MetaData, Table, func, insert, select, text

from geo.model import load_model
from geo.packages.package import hash_bytes
from geo.packages.problems import DataError, Problem
from store.access.sessions import end_everybody
from store.audit import find_broken_chain
from store.database import begin_raw, exists, find_url, name_database, read, read_revision
from store.folders import materialise
from store.packages import DESCRIPTOR
from store.readings import hash_data
from store.resolutions import find_broken_order
from store.schema import refuse_newer, upgrade, write
from store.tables import FILES, METADATA, PUBLICATIONS, REVISION, VERSION_FILES, VERSIONS
from store.versions import find_shown, list_versions

AT_ONCE = 50
"""Rows copied together; some hold a file of many megabytes."""


def back_up(target: Path) -> dict[str, int]:
    """Write everything to a new file; how many rows of each table. The file is there whole, or not
    at all."""
    if target.exists():
        details = {"reason": os.strerror(17)}
        raise DataError([Problem("unwritable", target.name, details=details)])
    beside = target.with_name(f".{target.name}.part")
    beside.unlink(missing_ok=True)
    url = URL.create("sqlite", database=str(beside.absolute()))
    try:
        with read_any() as source:
            upgrade(url, (source and read_revision(source)) or "head")
            with begin_raw(url, is_writing=True) as copy:
                counts = copy_rows(source, copy) if source else {}
        with begin_raw(url, is_writing=False) as copy:
            found = count_rows(copy)
        if found != (counts or found):
            raise DataError([Problem("wrong_hash", target.name)])
        beside.rename(target)
    finally:
        for path in beside.parent.glob(f"{beside.name}*"):
            path.unlink()
    return found


@contextmanager
def read_any() -> Iterator[Connection | None]:
    """As `store.database.read`, of an older schema too: it is backed up before it is upgraded."""
    url = find_url()
    if not exists(url):
        yield None
        return
    with begin_raw(url, is_writing=False) as connection:
        refuse_newer(connection, name_database(url))
        yield connection if read_revision(connection) else None


def restore(source: Path) -> dict[str, int]:
    """Put a backup into the database in use, which must hold nothing yet."""
    if not source.is_file():
        raise DataError([Problem("no_such_file", source.name)])
    with tempfile.TemporaryDirectory(prefix="dutymap-restore-") as folder:
        url = _bring_up_to_date(source, Path(folder))
        with (
            begin_raw(url, is_writing=False) as backup,
            write("restore", source.name) as connection,
        ):
            if any(count_rows(connection).values()):
                raise DataError([Problem("not_empty", name_database(find_url()))])
            counts = copy_rows(backup, connection)
            end_everybody(connection, "restored")
            return counts


def _bring_up_to_date(source: Path, folder: Path) -> URL:
    """The backup, or where an older version made it, a copy that is up to date with ours."""
    url = URL.create("sqlite", database=str(source.absolute()))
    with begin_raw(url, is_writing=False) as backup:
        found = read_revision(backup)
        if found is None:
            raise DataError([Problem("no_backup", source.name)])
        refuse_newer(backup, source.name)
    if found == REVISION:
        return url
    copy = URL.create("sqlite", database=str(folder / source.name))
    shutil.copyfile(source, folder / source.name)
    upgrade(copy)
    return copy


def list_tables(connection: Connection) -> list[Table]:
    """The tables of the schema as it is there, each after those it refers to."""
    found = MetaData()
    found.reflect(connection)
    return [table for table in found.sorted_tables if table.name in METADATA.tables]


def copy_rows(source: Connection, target: Connection) -> dict[str, int]:
    counts = {}
    for table in list_tables(source):
        counts[table.name] = 0
        rows = source.execution_options(stream_results=True).execute(
            select(table).order_by(table.c.id)
        )
        for part in rows.mappings().partitions(AT_ONCE):
            target.execute(insert(table), [dict(row) for row in part])
            counts[table.name] += len(part)
        if target.dialect.name == "postgresql" and counts[table.name]:
            last = f"(SELECT max(id) FROM {table.name})"
            target.execute(
                text(f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), {last})")
            )
    return counts


def count_rows(connection: Connection) -> dict[str, int]:
    return {
        table.name: int(connection.execute(select(func.count()).select_from(table)).scalar_one())
        for table in list_tables(connection)
    }


def verify() -> list[Problem]:
    """Everything kept, compared with its hashes, and every version shown, read as a reader does."""
    with read() as connection:
        if connection is None:
            return []
        return [
            *_find_damage(connection),
            *_find_wrong_files(connection),
            *_find_wrong_versions(connection),
            *find_broken_order(connection),
            *find_broken_chain(connection),
        ]


def _find_damage(connection: Connection) -> Iterator[Problem]:
    if connection.dialect.name == "sqlite":
        for check in ("integrity_check", "foreign_key_check"):
            for row in connection.execute(text(f"PRAGMA {check}")):
                if row[0] != "ok":
                    details = {"reason": " ".join(map(str, row))}
                    yield Problem("database_failed", name_database(find_url()), details=details)


def _find_wrong_files(connection: Connection) -> Iterator[Problem]:
    for row in connection.execute(select(FILES.c.name, FILES.c.sha256, FILES.c.data)):
        if hash_data(row.data) != row.sha256:
            yield Problem("wrong_hash", row.name)
    files = select(
        VERSION_FILES, VERSIONS.c.plan, VERSIONS.c.number, VERSIONS.c.sha256.label("whole")
    ).join(VERSIONS, VERSIONS.c.id == VERSION_FILES.c.version_id)
    for row in connection.execute(files):
        expected = {row.sha256, row.whole} if row.path == DESCRIPTOR else {row.sha256}
        if {hash_bytes(row.data)} != expected:
            yield Problem("wrong_hash", f"{row.plan}@{row.number}/{row.path}")
        elif row.path == DESCRIPTOR:
            names = {r["path"] for r in json.loads(row.data)["resources"]} | {DESCRIPTOR}
            kept = select(VERSION_FILES.c.path).where(VERSION_FILES.c.version_id == row.version_id)
            if {*connection.execute(kept).scalars()} != names:
                yield Problem("wrong_hash", f"{row.plan}@{row.number}")


def _find_wrong_versions(connection: Connection) -> Iterator[Problem]:
    for plan in connection.execute(select(PUBLICATIONS.c.plan).distinct()).scalars():
        shown = find_shown(connection, plan)
        for version in list_versions(connection, plan) if shown else []:
            try:
                load_model(plan, folder=materialise(connection, version))
            except DataError as error:
                yield from error.problems
