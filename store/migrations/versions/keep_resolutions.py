"""What an office settles of a 相关区, and what a person says that the headings of a table mean."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from store.migrations.append_only import forbid_changes

revision = "002"
down_revision = "001"


def upgrade() -> None:
    op.create_table(
        "resolutions",
        sa.Column("id", sa.Integer, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("plan", "measure_id", "row_hash")),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("districts", "decided_by")),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("date", "reference")),
        sa.Column("replaces", sa.Integer, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("kept_by", "kept_at")),
        sa.PrimaryKeyConstraint("id", name="pk_resolutions"),
        sa.UniqueConstraint("plan", "measure_id", "replaces", name="uq_resolutions_plan"),
    )
    forbid_changes(["resolutions"])
    op.add_column("readings", sa.Column("columns", sa.Text, nullable=False, server_default=""))
