"""What an office keeps: reached, added to, whole, safe from change, saved, rightly dated."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, func, select, text

from geo.packages.package import find_local_dir
from geo.packages.problems import Problem
from server.doctor.findings import Found, find, note
from store.audit import find_broken_chain
from store.database import begin_raw, find_url, name_database, read, read_revision
from store.place import is_used
from store.progress_tables import AUDIT
from store.tables import METADATA

BACKUPS, FOLDER = "DUTYMAP_BACKUPS", "backups"
OLDEST_DAYS = 7
APART_S = 5
"""Two clocks; a session or a month that is closed depends on less than that."""
CHANGING = ("UPDATE", "DELETE", "TRUNCATE")
NONE_YET = Found(fact="–")


def check_database() -> Found:
    """Reached, and at the schema of the code."""
    if not is_used():
        return NONE_YET
    with read() as connection:
        revision = read_revision(connection) if connection else None
    return Found(fact=f"{name_database(find_url())} {revision or '–'}")


def check_writing() -> Found:
    """That rows may be added; none is. SQLite takes a file that it may not write to for one that
    somebody wants to read, until something is written: so something is, and taken back."""
    if not is_used():
        return NONE_YET
    url = find_url()
    with begin_raw(url, is_writing=True) as connection:
        if read_revision(connection) is None:
            return Found()
        if url.drivername == "sqlite":
            with connection.begin_nested() as trial:
                connection.execute(text("UPDATE alembic_version SET version_num = version_num"))
                trial.rollback()
            return Found()
        if connection.execute(text("SHOW transaction_read_only")).scalar() == "on":
            return find(Problem("database_read_only", name_database(url)))
        user = find_user(connection)
        lacking = METADATA.tables.keys() - list_allowed(connection, ("INSERT",))
    if not lacking:
        return Found(fact=user)
    details = {"user": user, "tables": ", ".join(sorted(lacking))}
    return find(Problem("role_may_not_add", name_database(url), details=details), user)


def check_chain() -> Found:
    """That nothing of the cycle was changed or lost behind the database's back."""
    if not is_used():
        return NONE_YET
    with read() as connection:
        if connection is None:
            return NONE_YET
        count = connection.execute(select(func.count()).select_from(AUDIT)).scalar_one()
        return Found(tuple(find_broken_chain(connection)), fact=str(count))


def check_role() -> Found:
    """That the product's own user of PostgreSQL could not change what is kept, if it would."""
    if not is_used() or find_url().drivername == "sqlite":
        return NONE_YET
    with read() as connection:
        if connection is None:
            return NONE_YET
        user, may = find_user(connection), list_allowed(connection, CHANGING)
    if not may:
        return Found(fact=user)
    details = {"user": user, "tables": ", ".join(sorted(may))}
    return note(Problem("role_may_change", name_database(find_url()), details=details), user)


def find_user(connection: Connection) -> str:
    return str(connection.execute(text("SELECT current_user")).scalar_one())


def list_allowed(connection: Connection, rights: Iterable[str]) -> set[str]:
    """Tables for which the database's user holds one of the rights, whatever triggers refuse."""
    asked = text("SELECT has_table_privilege(current_user, CAST(:name AS text), :right)")
    return {
        name
        for name in METADATA.tables
        for right in rights
        if connection.execute(asked, {"name": name, "right": right}).scalar()
    }


def check_backup() -> Found:
    """How old the last one is."""
    if not is_used():
        return NONE_YET
    with read() as connection:
        if connection is None:
            return NONE_YET
    folder = Path(os.environ.get(BACKUPS) or find_local_dir() / FOLDER)
    ages = [
        (time.time() - path.stat().st_mtime) / 86_400
        for path in (folder.iterdir() if folder.is_dir() else ())
        if is_backup(path)
    ]
    if not ages:
        return note(Problem("no_backup_yet", str(folder)))
    fact = f"{min(ages):.1f} d"
    if min(ages) > OLDEST_DAYS:
        details = {"days": f"{min(ages):.0f}", "most": str(OLDEST_DAYS)}
        return note(Problem("backup_old", str(folder), details=details), fact)
    return Found(fact=fact)


def is_backup(path: Path) -> bool:
    """Whether `geo db backup` wrote it: a whole database with a revision."""
    if not path.is_file():
        return False
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)) as connection:
            found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
            return bool(found) and connection.execute("PRAGMA quick_check").fetchone()[0] == "ok"
    except sqlite3.Error:
        return False


def check_clock() -> Found:
    """That this machine's clock is the database's, and not before what was already kept."""
    now = datetime.now(UTC)
    if not is_used():
        return Found(fact=f"{now:%Y-%m-%d %H:%M:%S}Z")
    with read() as connection:
        if connection is None:
            return NONE_YET
        last = connection.execute(select(func.max(AUDIT.c.done_at))).scalar()
        theirs = find_now(connection)
    fact = f"{now:%Y-%m-%d %H:%M:%S}Z"
    apart = abs((theirs - now).total_seconds())
    if apart > APART_S:
        details = {"seconds": f"{apart:.0f}"}
        return find(Problem("clock_differs", name_database(find_url()), details=details), fact)
    if last and datetime.fromisoformat(last).timestamp() > now.timestamp() + APART_S:
        return find(Problem("clock_behind", name_database(find_url()), value=last), fact)
    return Found(fact=fact)


def find_now(connection: Connection) -> datetime:
    """By the database's clock; SQLite has this machine's."""
    if connection.dialect.name == "sqlite":
        return datetime.now(UTC)
    return connection.execute(text("SELECT clock_timestamp()")).scalar_one().astimezone(UTC)
