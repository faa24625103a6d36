"""Accounts closed, which ends their sessions, and opened again."""

from __future__ import annotations

from geo.packages.problems import DataError, Problem
from store.access.closed import CLOSE, OPEN, clean_person, find_last
from store.access.sessions import end_person
from store.access_tables import ACCOUNTS
from store.audit import keep
from store.database import stamp
from store.rights import find_actor
from store.schema import write


def close_account(person: str, why: str) -> None:
    """From now on this person holds no right and cannot sign in; what they wrote stays."""
    _switch(person, CLOSE, why)


def open_account(person: str, why: str) -> None:
    """The rights that stood when it was closed stand again, sessions do not."""
    _switch(person, OPEN, why)


def _switch(person: str, kind: str, why: str) -> None:
    """Raises `DataError` where it is so already."""
    person, who = clean_person(person), find_actor().person
    action = "account_closed" if kind == CLOSE else "account_opened"
    with write(action, person) as connection:
        last = find_last(connection, person)
        if kind == (last.kind if last else OPEN):
            raise DataError([Problem("account_so_already", person, value=kind)])
        values = {"person": person, "kind": kind, "why": why.strip()}
        values |= {"decided_by": who, "decided_at": stamp()}
        keep(connection, ACCOUNTS, {**values, "replaces": last.id if last else 0}, who)
        if kind == CLOSE:
            end_person(connection, person, why)
