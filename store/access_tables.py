"""The part of the schema that holds who signed in, who may what, and what was done.

Sessions with their touches and ends are append-only as all is, but not in the chain of
`store.audit`: a busy office touches thousands a day. What they tell of people is there as events.
"""

from __future__ import annotations

from sqlalchemy import Column, Integer, Table, UniqueConstraint

from store.tables import METADATA, identity, reference, text

SESSIONS = Table(
    "access_sessions",
    METADATA,
    identity(),
    text("token_hash"),
    text("person"),
    text("name"),
    text("source"),
    text("groups"),
    text("address"),
    text("begun_at"),
    UniqueConstraint("token_hash"),
)
"""Who signed in. `token_hash`: of what the browser keeps; `source`: how they were known; `groups`:
joined by ";"; `address`: from where."""

TOUCHES = Table(
    "access_touches",
    METADATA,
    identity(),
    reference("session_id", "access_sessions.id"),
    text("seen_at"),
    UniqueConstraint("session_id", "seen_at"),
)
"""That a session was used: a row every few minutes at most."""

ENDS = Table(
    "access_ends",
    METADATA,
    identity(),
    reference("session_id", "access_sessions.id"),
    text("why"),
    text("ended_by"),
    text("ended_at"),
    UniqueConstraint("session_id"),
)
"""Sessions that somebody ended; those that time ended are not here."""

GRANTS = Table(
    "access_grants",
    METADATA,
    identity(),
    text("person"),
    text("held"),
    text("kind"),
    text("until"),
    text("why"),
    Column("replaces", Integer, nullable=False),
    text("decided_by"),
    text("decided_at"),
    UniqueConstraint("person", "held", "replaces"),
)
"""Rights given and ended: the last entry of a person and a right counts. `held`: as
`store.rights.Grant.write` has it; `kind`: `give` or `end`; `until`: when it ends by itself, or
""."""

ACCOUNTS = Table(
    "access_accounts",
    METADATA,
    identity(),
    text("person"),
    text("kind"),
    text("why"),
    Column("replaces", Integer, nullable=False),
    text("decided_by"),
    text("decided_at"),
    UniqueConstraint("person", "replaces"),
)
"""Accounts closed (`close`) and opened again (`open`): the last entry of a person counts."""

EVENTS = Table(
    "access_events",
    METADATA,
    identity(),
    text("kind"),
    text("person"),
    text("about"),
    text("address"),
    text("noted_at"),
)
"""Who did what: `kind` is one of `store.rights.ACTIONS` or `SIGNS`; `about`: to what, in codes;
`address`: from where, where that is known."""

ACCESS_TABLES = (SESSIONS, TOUCHES, ENDS, GRANTS, ACCOUNTS, EVENTS)
IN_CHAIN = (GRANTS, ACCOUNTS, EVENTS)
