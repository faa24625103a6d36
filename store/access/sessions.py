"""Sessions: begun at a sign-in, found by what the browser keeps, ended by people or by time.

Only the hash of what the browser keeps is here, so nobody who reads the database or a backup of it
can be somebody else.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, RowMapping, Select, func, insert, select

from geo.packages.problems import DataError, Problem
from store.access.closed import clean_person, is_closed
from store.access_tables import ENDS, SESSIONS, TOUCHES
from store.audit import keep_event
from store.database import read, stamp
from store.rights import ADMINISTRATOR, find_actor, require
from store.schema import begin_writing, write

SEPARATOR = ";"
IDLE_MINUTES, ABSOLUTE_HOURS = 30, 12
MOST_BETWEEN, PART = timedelta(minutes=5), 6
"""How long a session may be used before that is noted: this, or a part of what ends it."""


@dataclass(frozen=True)
class Session:
    """A row of `store.access_tables.SESSIONS`, with when it was seen last. `token`: what the
    browser keeps; known only to who begins or finds it."""

    id: int
    person: str
    name: str
    source: str
    groups: tuple[str, ...]
    address: str
    begun_at: str
    seen_at: str
    token: str = ""


def hash_token(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def begin_session(
    person: str,
    name: str,
    source: str,
    groups: Sequence[str],
    address: str,
    now: datetime | None = None,
) -> Session:
    """Raises `DataError` where the account is closed, and notes that as a sign-in that failed."""
    person, token = clean_person(person), secrets.token_urlsafe(32)
    told = {"person": person, "name": name, "source": source, "address": address}
    told |= {"groups": SEPARATOR.join(groups), "begun_at": stamp(now)}
    with begin_writing() as connection:
        is_refused = is_closed(connection, person)
        keep_event(
            connection, "sign_in_failed" if is_refused else "sign_in", person, source, address
        )
        if not is_refused:
            kept = insert(SESSIONS).values(**told, token_hash=hash_token(token))
            row = connection.execute(kept.returning(SESSIONS)).mappings().one()
    if is_refused:
        raise DataError([Problem("account_closed", person)])
    return _read_session({**row, "seen_at": None}, token)


def _read_session(row: RowMapping | dict[str, object], token: str = "") -> Session:
    names = ("id", "person", "name", "source", "address", "begun_at")
    return Session(
        **{name: row[name] for name in names},  # type: ignore[arg-type]
        groups=tuple(one for one in str(row["groups"]).split(SEPARATOR) if one),
        seen_at=str(row["seen_at"] or row["begun_at"]),
        token=token,
    )


def _select_unended() -> Select[tuple[object, ...]]:
    """Sessions that nobody ended, with `seen_at`, None where they were not used since."""
    seen = select(func.max(TOUCHES.c.seen_at)).where(TOUCHES.c.session_id == SESSIONS.c.id)
    ended = select(ENDS.c.id).where(ENDS.c.session_id == SESSIONS.c.id).exists()
    return select(SESSIONS, seen.scalar_subquery().label("seen_at")).where(~ended)


def find_session(
    token: str,
    idle_minutes: int = IDLE_MINUTES,
    absolute_hours: int = ABSOLUTE_HOURS,
    now: datetime | None = None,
) -> Session | None:
    """None where there is none such, or it was ended, lay idle, is too old: of a
    closed account too, whose sessions ended when it was closed."""
    with read() as connection:
        if connection is None or not token:
            return None
        of_token = _select_unended().where(SESSIONS.c.token_hash == hash_token(token))
        row = connection.execute(of_token).mappings().first()
    session = _read_session(row, token) if row else None
    return session if session and _is_alive(session, idle_minutes, absolute_hours, now) else None


def _is_alive(session: Session, idle: int, absolute: int, now: datetime | None) -> bool:
    at = now or datetime.now(UTC)
    is_used = session.seen_at > stamp(at - timedelta(minutes=idle))
    return is_used and session.begun_at > stamp(at - timedelta(hours=absolute))


def touch_session(
    session: Session, idle_minutes: int = IDLE_MINUTES, now: datetime | None = None
) -> Session:
    """Note that it was used, where that was not noted a moment ago, by this replica or another."""
    at = now or datetime.now(UTC)
    before = stamp(at - min(MOST_BETWEEN, timedelta(minutes=idle_minutes) / PART))
    if session.seen_at > before:
        return session
    with begin_writing() as connection:
        own = select(func.max(TOUCHES.c.seen_at)).where(TOUCHES.c.session_id == session.id)
        seen = connection.execute(own).scalar() or session.begun_at
        if seen <= before:
            seen = stamp(at)
            connection.execute(insert(TOUCHES).values(session_id=session.id, seen_at=seen))
    return replace(session, seen_at=seen)


def end_session(token: str, why: str) -> None:
    """Who holds it signs out; one that is ended already stays as it is."""
    with begin_writing() as connection:
        of_token = _select_unended().where(SESSIONS.c.token_hash == hash_token(token))
        row = connection.execute(of_token).mappings().first()
        if row:
            end_all(connection, [row["id"]], why, row["person"])
            keep_event(connection, "sign_out", row["person"], why, row["address"])


def end_sessions_of(person: str, why: str) -> int:
    """Everywhere; how many. Of oneself, or as an administrator."""
    is_own = find_actor().person == person
    with begin_writing() if is_own else write("sessions_ended", person) as connection:
        ids = end_person(connection, person, why)
        if is_own and ids:
            keep_event(connection, "sign_out", person, why)
    return len(ids)


def end_person(connection: Connection, person: str, why: str) -> list[int]:
    """End every session of somebody that nobody ended yet; their ids."""
    rows = connection.execute(_select_unended().where(SESSIONS.c.person == person)).mappings()
    ids = [int(row["id"]) for row in rows]
    end_all(connection, ids, why, find_actor().person)
    return ids


def end_everybody(connection: Connection, why: str) -> None:
    """As a database that was put back does: those who were signed in then sign in anew."""
    ids = [int(row["id"]) for row in connection.execute(_select_unended()).mappings()]
    end_all(connection, ids, why, find_actor().person)


def end_all(connection: Connection, ids: Sequence[int], why: str, who: str) -> None:
    rows = [{"session_id": one, "why": why, "ended_by": who, "ended_at": stamp()} for one in ids]
    if rows:
        connection.execute(insert(ENDS), rows)


def list_sessions(
    person: str = "",
    idle_minutes: int = IDLE_MINUTES,
    absolute_hours: int = ABSOLUTE_HOURS,
    now: datetime | None = None,
) -> list[Session]:
    """Those that go on, the newest first; asked by the person, or, also of everybody, by an
    administrator."""
    if not person or find_actor().person != person:
        require(ADMINISTRATOR)
    oldest = stamp((now or datetime.now(UTC)) - timedelta(hours=absolute_hours))
    rows = _select_unended().where(SESSIONS.c.begun_at > oldest)
    if person:
        rows = rows.where(SESSIONS.c.person == person)
    with read() as connection:
        if connection is None:
            return []
        found = [
            _read_session(row)
            for row in connection.execute(rows.order_by(SESSIONS.c.id.desc())).mappings()
        ]
    return [one for one in found if _is_alive(one, idle_minutes, absolute_hours, now)]
