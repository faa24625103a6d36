"""What is noted of people, and the list of all that was done."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select

from store.access_tables import EVENTS
from store.audit import keep_event
from store.database import read
from store.rights import ACTIONS, ADMINISTRATOR, SIGNS, require
from store.schema import begin_writing

KINDS = (*SIGNS, *ACTIONS)
PAGE = 50


@dataclass(frozen=True)
class Event:
    """A row of `store.access_tables.EVENTS`."""

    id: int
    kind: str
    person: str
    about: str
    address: str
    noted_at: str


@dataclass(frozen=True)
class Page:
    """Some events, the newest first, of `total`."""

    events: list[Event]
    total: int


def note_event(kind: str, person: str, about: str = "", address: str = "") -> None:
    """`kind`: one of `SIGNS`; everything that is written is noted by `store.schema.write`."""
    if kind not in SIGNS:
        raise ValueError(kind)
    with begin_writing() as connection:
        keep_event(connection, kind, person, about, address)


def list_events(
    kinds: Collection[str] = (),
    person: str = "",
    since: str = "",
    until: str = "",
    page: int = 1,
    size: int = PAGE,
) -> Page:
    """For an administrator. `kinds`: of `KINDS`, all without; `since`, `until`: times as they are
    kept, or dates, the first day and the one after the last; `page`: from 1."""
    require(ADMINISTRATOR)
    wanted: list[ColumnElement[bool]] = []
    if kinds:
        wanted.append(EVENTS.c.kind.in_(kinds))
    if person:
        wanted.append(EVENTS.c.person == person)
    if since:
        wanted.append(EVENTS.c.noted_at >= since)
    if until:
        wanted.append(EVENTS.c.noted_at < until)
    with read() as connection:
        if connection is None:
            return Page([], 0)
        total = connection.execute(select(func.count(EVENTS.c.id)).where(*wanted)).scalar_one()
        rows = select(EVENTS).where(*wanted).order_by(EVENTS.c.id.desc())
        found = connection.execute(rows.limit(size).offset((page - 1) * size)).mappings()
        return Page([Event(**row) for row in found], int(total))
