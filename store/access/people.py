"""Everybody of whom anything is known: who signed in, holds a right, or has a closed account."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from store.access.closed import Account, list_closed
from store.access.grants import Held, list_grants
from store.access_tables import SESSIONS
from store.database import read
from store.rights import ADMINISTRATOR, require


@dataclass(frozen=True)
class Known:
    """`name`: as it was told at the last sign-in, at `signed_in_at`, both "" before the first;
    `held`: rights that stand, which rest while the account is `closed`."""

    person: str
    name: str
    signed_in_at: str
    held: tuple[Held, ...]
    closed: Account | None


def list_people(now: datetime | None = None) -> list[Known]:
    """By what they are known by; for an administrator."""
    require(ADMINISTRATOR)
    held: dict[str, list[Held]] = defaultdict(list)
    for one in list_grants(now=now):
        held[one.person].append(one)
    with read() as connection:
        if connection is None:
            return []
        closed = {account.person: account for account in list_closed(connection)}
        signed_in = dict(_list_signed_in(connection))
    return [
        Known(person, *signed_in.get(person, ("", "")), tuple(held[person]), closed.get(person))
        for person in sorted({*signed_in, *held, *closed})
    ]


def _list_signed_in(connection: Connection) -> Iterable[tuple[str, tuple[str, str]]]:
    """Each person with the name and the time of their last sign-in."""
    last = select(func.max(SESSIONS.c.id)).group_by(SESSIONS.c.person)
    rows = select(SESSIONS).where(SESSIONS.c.id.in_(last))
    for row in connection.execute(rows).mappings():
        yield row["person"], (row["name"], row["begun_at"])
