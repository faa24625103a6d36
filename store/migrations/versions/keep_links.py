"""Which measures of two editions people linked."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from store.migrations.append_only import forbid_changes

revision = "003"
down_revision = "002"


def upgrade() -> None:
    names = ("from_plan", "to_plan", "kind", "measures_from", "measures_to")
    op.create_table(
        "links",
        sa.Column("id", sa.Integer, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in names),
        sa.Column("replaces", sa.Integer, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("decided_by", "decided_at", "why")),
        sa.PrimaryKeyConstraint("id", name="pk_links"),
        sa.UniqueConstraint(
            *("from_plan", "to_plan", "measures_from", "measures_to", "replaces"),
            name="uq_links_from_plan",
        ),
    )
    forbid_changes(["links"])
