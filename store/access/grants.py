"""Rights given and ended; the last entry of a person and a right counts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, select

from geo.packages.problems import DataError, Problem
from store.access.closed import clean_person, is_closed
from store.access_tables import GRANTS
from store.audit import keep
from store.database import read, stamp
from store.rights import ADMINISTRATOR, Grant, find_actor, read_grant, require
from store.schema import write

GIVE, END = "give", "end"
MOST_HOURS = 72
"""That a right given in an emergency may last."""


@dataclass(frozen=True)
class Held:
    """A row of `store.access_tables.GRANTS`."""

    id: int
    person: str
    held: str
    kind: str
    until: str
    why: str
    replaces: int
    decided_by: str
    decided_at: str

    @property
    def grant(self) -> Grant:
        return read_grant(self.held)

    def stands(self, now: str) -> bool:
        return self.kind == GIVE and (not self.until or now < self.until)


def list_entries(connection: Connection, person: str = "") -> list[Held]:
    """Everything ever given and ended, in the order kept; "": of everybody."""
    rows = select(GRANTS).order_by(GRANTS.c.id)
    if person:
        rows = rows.where(GRANTS.c.person == person)
    return [Held(**row) for row in connection.execute(rows).mappings()]


def find_last(entries: Iterable[Held]) -> dict[tuple[str, str], Held]:
    """The entry that counts, by person and right."""
    return {(entry.person, entry.held): entry for entry in entries}


def find_grants(person: str, now: datetime | None = None) -> frozenset[Grant]:
    """What somebody holds: asked at every write, so it costs two questions by an index. None where
    the account is closed."""
    with read() as connection:
        if connection is None or is_closed(connection, person):
            return frozenset()
        last = find_last(list_entries(connection, person)).values()
    return frozenset(one.grant for one in last if one.stands(stamp(now)))


def list_grants(person: str = "", now: datetime | None = None) -> list[Held]:
    """What stands, by person and right, be the account closed; asked by the person, or by an
    administrator."""
    if not person or find_actor().person != person:
        require(ADMINISTRATOR)
    with read() as connection:
        entries = list_entries(connection, person) if connection else []
    last = find_last(entries)
    return [last[key] for key in sorted(last) if last[key].stands(stamp(now))]


def give_right(
    person: str, grant: Grant, why: str, until: datetime | None = None, now: datetime | None = None
) -> None:
    """Give a right, until it is ended or, with `until`, ends by itself. What stands at least as
    long already is not kept again."""
    about = f"{clean_person(person)} {grant.write()}"
    with write("right_given", about) as connection:
        _give(connection, clean_person(person), grant, why, stamp(until) if until else "", now)


def break_glass(person: str, hours: int, why: str, now: datetime | None = None) -> str:
    """Make somebody an administrator for some hours, where nobody is at hand who is; until when.
    Raises `DataError` without a reason."""
    if not why.strip():
        raise DataError([Problem("no_reason", person, None, "reason", "break-glass")])
    if not 0 < hours <= MOST_HOURS:
        details = {"most": str(MOST_HOURS)}
        raise DataError([Problem("bad_hours", person, value=str(hours), details=details)])
    until = stamp((now or datetime.now(UTC)) + timedelta(hours=hours))
    with write("break_glass", f"{clean_person(person)} {until}") as connection:
        _give(connection, clean_person(person), Grant(ADMINISTRATOR), why, until, now)
    return until


def _give(
    connection: Connection,
    person: str,
    grant: Grant,
    why: str,
    until: str,
    now: datetime | None,
) -> None:
    last = find_last(list_entries(connection, person)).get((person, grant.write()))
    if last and last.stands(stamp(now)) and (not last.until or "" < until <= last.until):
        return
    _keep(connection, person, grant.write(), GIVE, until, why, last)


def end_right(person: str, grant: Grant, why: str, now: datetime | None = None) -> None:
    """Raises `DataError` where it does not stand."""
    person, held = clean_person(person), grant.write()
    with write("right_ended", f"{person} {held}") as connection:
        last = find_last(list_entries(connection, person)).get((person, held))
        if last is None or not last.stands(stamp(now)):
            raise DataError([Problem("right_not_held", person, value=held)])
        _keep(connection, person, held, END, "", why, last)


def _keep(
    connection: Connection,
    person: str,
    held: str,
    kind: str,
    until: str,
    why: str,
    last: Held | None,
) -> None:
    who = find_actor().person
    values = {"person": person, "held": held, "kind": kind, "until": until, "why": why.strip()}
    values |= {"decided_by": who, "decided_at": stamp()}
    keep(connection, GRANTS, {**values, "replaces": last.id if last else 0}, who)
