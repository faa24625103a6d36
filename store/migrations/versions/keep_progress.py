"""The monthly cycle: lines, periods, reports and what was decided of them, and a chain over all."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from store.migrations.append_only import forbid_changes

revision = "005"
down_revision = "004"


def integer(name: str, *, is_optional: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=is_optional)


def texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]


def make(
    table: str,
    *columns: sa.Column[int] | sa.Column[str],
    unique: tuple[tuple[str, ...], ...] = (),
    refers: dict[str, str] | None = None,
) -> None:
    op.create_table(
        table,
        integer("id"),
        *columns,
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
        *(
            sa.ForeignKeyConstraint([column], [f"{target}.id"], name=f"fk_{table}_{column}")
            for column, target in (refers or {}).items()
        ),
        *(sa.UniqueConstraint(*names, name=f"uq_{table}_{names[0]}") for names in unique),
    )


LINE, PERIOD = {"line_id": "progress_lines"}, {"period_id": "progress_periods"}
FILE = {"file_id": "files"}


def upgrade() -> None:
    make(
        "progress_lines",
        *texts("plan", "edition", "key", "measure_id", "unit_code", "unit", "roles", "basis"),
        *texts("wording", "deadline", "due"),
        unique=(("plan", "edition", "measure_id", "unit_code"), ("key",)),
    )
    make(
        "progress_periods",
        *texts("plan", "code", "edition", "opens", "due", "closes", "year_end"),
        *texts("opened_by", "opened_at"),
        unique=(("plan", "code"),),
    )
    make(
        "progress_reports",
        *(integer(name) for name in ("line_id", "period_id", "rev", "base_rev")),
        *texts("status", "text", "value", "obstacle", "waits_for", "expected", "document_no"),
        *texts("filled_by", "on_behalf", "source"),
        integer("file_id", is_optional=True),
        *texts("kept_by", "kept_at"),
        unique=(("line_id", "period_id", "rev"),),
        refers=LINE | PERIOD | FILE,
    )
    make(
        "progress_reviews",
        integer("report_id"),
        *texts("kind", "reason"),
        integer("replaces"),
        *texts("decided_by", "decided_at"),
        unique=(("report_id", "replaces"),),
        refers={"report_id": "progress_reports"},
    )
    make(
        "progress_extensions",
        integer("line_id"),
        *texts("kind", "until"),
        integer("answers"),
        *texts("reason", "decided_by", "decided_at"),
        unique=(("line_id", "kind", "answers", "until"),),
        refers=LINE,
    )
    make(
        "progress_evidence",
        integer("report_id"),
        *texts("document_no"),
        integer("file_id", is_optional=True),
        *texts("kept_by", "kept_at"),
        refers={"report_id": "progress_reports"} | FILE,
    )
    make(
        "progress_comments",
        *(integer(name) for name in ("line_id", "period_id")),
        *texts("unit_code", "text", "source"),
        integer("file_id", is_optional=True),
        *texts("kept_by", "kept_at"),
        refers=LINE | PERIOD | FILE,
    )
    make(
        "progress_closings",
        integer("period_id"),
        *texts("kind", "reason"),
        integer("replaces"),
        *texts("decided_by", "decided_at"),
        unique=(("period_id", "replaces"),),
        refers=PERIOD,
    )
    make(
        "progress_notices",
        integer("period_id"),
        *texts("unit_code", "kind", "text", "kept_by", "kept_at"),
        refers=PERIOD,
    )
    make(
        "progress_returned",
        integer("period_id"),
        *texts("unit_code"),
        integer("file_id"),
        *texts("outcome", "counts", "kept_by", "kept_at"),
        refers=PERIOD | FILE,
    )
    make(
        "audit",
        *texts("table_name"),
        integer("row_id"),
        *texts("row_hash", "previous", "hash", "done_by", "done_at"),
        unique=(("previous",),),
    )
    forbid_changes(
        f"progress_{name}"
        for name in (
            *("lines", "periods", "reports", "reviews", "extensions", "evidence", "comments"),
            *("closings", "notices", "returned"),
        )
    )
    forbid_changes(["audit"])
