"""The chain sees what is changed, added or taken away past the product."""

from __future__ import annotations

import pytest
from sqlalchemy import Connection, text

from store import backup
from store.audit import CHAINED
from store.database import begin_raw, find_url
from store.tables import METADATA
from tests.store.access.people import fill_access
from tests.store.office import Office
from tests.store.progress.month import fill_month


def free(connection: Connection, table: str) -> None:
    """Take the triggers away, as somebody with the database in hand can."""
    if connection.dialect.name == "sqlite":
        for event in ("update", "delete"):
            connection.execute(text(f"DROP TRIGGER IF EXISTS {table}_no_{event}"))
    else:
        connection.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER ALL"))


def fill_all() -> None:
    """Rows in every table of the chain."""
    fill_month()
    fill_access()


def test_everything_is_in_it_but_plans_and_sessions() -> None:
    apart = {f"access_{name}" for name in ("sessions", "touches", "ends")}
    of_cycle = {name for name in METADATA.tables if name.startswith(("progress_", "access_"))}
    assert {table.name for table in CHAINED} == of_cycle - apart


def test_what_is_kept_is_whole(office: Office) -> None:
    fill_all()
    assert backup.verify() == []


@pytest.mark.parametrize("table", [table.name for table in CHAINED])
@pytest.mark.parametrize("change", ["change", "remove", "add"])
def test_a_row_changed_past_the_product_is_told(table: str, change: str, office: Office) -> None:
    fill_all()
    columns = [c.name for c in next(t for t in CHAINED if t.name == table).columns]
    changed = {"progress_lines": "deadline", "progress_periods": "due"}.get(table, columns[-1])
    others = ", ".join(columns[1:])
    unlike = dict.fromkeys(("key", "code", "kind", "unit_code"), "'x'")
    unlike |= {name: f"{name} + 9" for name in ("rev", "replaces")}
    differing = ", ".join(unlike.get(name, name) for name in columns[1:])
    with begin_raw(find_url(), is_writing=True) as connection:
        free(connection, table)
        if connection.dialect.name == "sqlite":
            connection.execute(text("PRAGMA defer_foreign_keys = ON"))
        last = connection.execute(text(f"SELECT max(id) FROM {table}")).scalar_one()
        statement = {
            "change": f"UPDATE {table} SET {changed} = 'x' WHERE id = {last}",
            "remove": f"DELETE FROM {table} WHERE id = {last}",
            "add": f"INSERT INTO {table} (id, {others}) "
            f"SELECT {last} + 1, {differing} FROM {table} WHERE id = {last}",
        }[change]
        if change == "remove":
            remove_referring(connection, table, last)
        connection.execute(text(statement))
    assert "broken_chain" in {problem.rule for problem in backup.verify()}


def remove_referring(connection: Connection, table: str, row: int) -> None:
    """Rows of other tables that hang on it, or the database refuses."""
    for other in reversed(CHAINED):
        for key in other.foreign_keys:
            if key.column.table.name == table and other.name != table:
                free(connection, other.name)
                inner = connection.execute(
                    text(f"SELECT id FROM {other.name} WHERE {key.parent.name} = {row}")
                ).scalars()
                for one in inner.all():
                    remove_referring(connection, other.name, one)
                connection.execute(
                    text(f"DELETE FROM {other.name} WHERE {key.parent.name} = {row}")
                )


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit SET done_by = 'x' WHERE id = (SELECT max(id) FROM audit)",
        "DELETE FROM audit WHERE id = (SELECT min(id) FROM audit)",
        "DELETE FROM audit WHERE id = (SELECT max(id) FROM audit)",
        "DELETE FROM audit WHERE id = (SELECT max(id) - 3 FROM audit)",
    ],
)
def test_an_entry_of_the_chain_changed_or_gone_is_told(statement: str, office: Office) -> None:
    fill_month()
    with begin_raw(find_url(), is_writing=True) as connection:
        free(connection, "audit")
        connection.execute(text(statement))
    assert {problem.rule for problem in backup.verify()} == {"broken_chain"}
