"""Which plans open where a link names none."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from store.migrations.append_only import forbid_changes

revision = "004"
down_revision = "003"


def upgrade() -> None:
    names = ("plans", "decided_by", "decided_at", "why")
    op.create_table(
        "defaults",
        sa.Column("id", sa.Integer, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in names),
        sa.PrimaryKeyConstraint("id", name="pk_defaults"),
    )
    forbid_changes(["defaults"])
