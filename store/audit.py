"""A chain over what is kept of the monthly cycle, of rights and of what was done: what was changed
or lost behind the database's back is seen."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, RowMapping, Table, func, insert, select

from geo.packages.problems import Problem
from store.access_tables import EVENTS, IN_CHAIN
from store.asked import hash_parts
from store.database import stamp
from store.progress_tables import AUDIT, PROGRESS_TABLES

CHAINED = (*(table for table in PROGRESS_TABLES if table is not AUDIT), *IN_CHAIN)
BEGINNING = ""
"""What the first entry follows."""


def keep(connection: Connection, table: Table, values: Mapping[str, Any], who: str) -> RowMapping:
    """Insert a row, with an entry in the chain; the row as it is kept. Writers are alone in a
    transaction (`store.schema.write`), so the chain has one end."""
    row = connection.execute(insert(table).values(dict(values)).returning(table)).mappings().one()
    previous = find_end(connection)
    told = {"table_name": table.name, "row_id": row["id"], "row_hash": hash_kept(row)}
    told |= {"done_by": who, "done_at": stamp(), "previous": previous}
    connection.execute(insert(AUDIT).values({**told, "hash": hash_entry(told)}))
    return row


def keep_event(
    connection: Connection, kind: str, person: str, about: str = "", address: str = ""
) -> None:
    """Note that somebody did something."""
    values = {"kind": kind, "person": person, "about": about, "address": address}
    keep(connection, EVENTS, {**values, "noted_at": stamp()}, person)


def find_end(connection: Connection) -> str:
    """The hash that the next entry follows: another one whatever was kept since."""
    end = select(AUDIT.c.hash).order_by(AUDIT.c.id.desc()).limit(1)
    return connection.execute(end).scalar() or BEGINNING


def count_entries(connection: Connection) -> int:
    return int(connection.execute(select(func.count(AUDIT.c.id))).scalar_one())


def hash_kept(row: Mapping[Any, Any]) -> str:
    """Of a row's columns by their names."""
    return hash_parts(json.dumps(dict(row), ensure_ascii=False, sort_keys=True))


def hash_entry(entry: Mapping[Any, Any]) -> str:
    names = ("previous", "table_name", "row_id", "row_hash", "done_by", "done_at")
    return hash_parts(*(str(entry[name]) for name in names))


def find_broken_chain(connection: Connection) -> list[Problem]:
    """Entries that do not follow the one before, and rows that are not what the chain says."""
    problems, previous = [], BEGINNING
    rows = {
        table.name: {
            row["id"]: hash_kept(row) for row in connection.execute(select(table)).mappings()
        }
        for table in CHAINED
    }
    seen: dict[str, set[int]] = {name: set() for name in rows}
    for entry in connection.execute(select(AUDIT).order_by(AUDIT.c.id)).mappings():
        name, at = str(entry["table_name"]), int(entry["row_id"])
        is_whole = entry["previous"] == previous and entry["hash"] == hash_entry(entry)
        if not is_whole or rows.get(name, {}).get(at) != entry["row_hash"]:
            details = {"id": str(entry["id"]), "table": name}
            problems.append(Problem("broken_chain", name, None, "id", str(at), details))
        previous = str(entry["hash"])
        seen.setdefault(name, set()).add(at)
    for name, kept in rows.items():
        for at in kept.keys() - seen[name]:
            details = {"id": "-", "table": name}
            problems.append(Problem("broken_chain", name, None, "id", str(at), details))
    return problems
