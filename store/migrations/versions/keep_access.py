"""Who signed in, who may what, and what was done."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from store.migrations.append_only import forbid_changes

revision = "006"
down_revision = "005"

TABLES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "access_sessions": (
        ("token_hash", "person", "name", "source", "groups", "address", "begun_at"),
        ("token_hash",),
    ),
    "access_touches": (("session_id", "seen_at"), ("session_id", "seen_at")),
    "access_ends": (("session_id", "why", "ended_by", "ended_at"), ("session_id",)),
    "access_grants": (
        ("person", "held", "kind", "until", "why", "replaces", "decided_by", "decided_at"),
        ("person", "held", "replaces"),
    ),
    "access_accounts": (
        ("person", "kind", "why", "replaces", "decided_by", "decided_at"),
        ("person", "replaces"),
    ),
    "access_events": (("kind", "person", "about", "address", "noted_at"), ()),
}
"""Columns after the id, and which of them are unique together."""
NUMBERS = ("session_id", "replaces")


def upgrade() -> None:
    for table, (columns, unique) in TABLES.items():
        parts: list[sa.Constraint] = []
        if unique:
            parts.append(sa.UniqueConstraint(*unique, name=f"uq_{table}_{unique[0]}"))
        if "session_id" in columns:
            name = f"fk_{table}_session_id"
            aim = "access_sessions.id"
            parts.append(sa.ForeignKeyConstraint(["session_id"], [aim], name=name))
        op.create_table(
            table,
            sa.Column("id", sa.Integer, nullable=False),
            *(
                sa.Column(name, sa.Integer if name in NUMBERS else sa.Text, nullable=False)
                for name in columns
            ),
            sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
            *parts,
        )
    forbid_changes(TABLES)
