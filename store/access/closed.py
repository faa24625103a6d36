"""Accounts that are closed: who has one holds no right and no session."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, func, select

from geo.packages.problems import DataError, Problem
from store.access_tables import ACCOUNTS

CLOSE, OPEN = "close", "open"


@dataclass(frozen=True)
class Account:
    """A row of `store.access_tables.ACCOUNTS`."""

    id: int
    person: str
    kind: str
    why: str
    replaces: int
    decided_by: str
    decided_at: str


def find_last(connection: Connection, person: str) -> Account | None:
    """The entry that counts."""
    of_person = select(ACCOUNTS).where(ACCOUNTS.c.person == person)
    row = connection.execute(of_person.order_by(ACCOUNTS.c.id.desc()).limit(1)).mappings().first()
    return Account(**row) if row else None


def is_closed(connection: Connection, person: str) -> bool:
    last = find_last(connection, person)
    return last is not None and last.kind == CLOSE


def list_closed(connection: Connection) -> list[Account]:
    """The entries of accounts that are closed now, by the person."""
    rows = select(ACCOUNTS).where(is_last(), ACCOUNTS.c.kind == CLOSE)
    return [
        Account(**row) for row in connection.execute(rows.order_by(ACCOUNTS.c.person)).mappings()
    ]


def is_last() -> ColumnElement[bool]:
    """Of the rows of `ACCOUNTS`: whether it is its person's last."""
    return ACCOUNTS.c.id.in_(select(func.max(ACCOUNTS.c.id)).group_by(ACCOUNTS.c.person))


def clean_person(person: str) -> str:
    """As it is kept; raises `DataError` where it names nobody."""
    cleaned = person.strip()
    if not cleaned:
        raise DataError([Problem("no_person", person)])
    return cleaned
