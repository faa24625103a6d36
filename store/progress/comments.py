"""What units say of lines that others report on."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, select

from store.progress.periods import Period
from store.progress_tables import COMMENTS


@dataclass(frozen=True)
class Comment:
    """A row of `store.progress_tables.COMMENTS`; `unit_code`: who says it."""

    id: int
    line_id: int
    period_id: int
    unit_code: str
    text: str
    source: str
    file_id: int | None
    kept_by: str
    kept_at: str


def list_comments(connection: Connection, period: Period) -> list[Comment]:
    """In the order kept."""
    rows = connection.execute(
        select(COMMENTS).where(COMMENTS.c.period_id == period.id).order_by(COMMENTS.c.id)
    )
    return [Comment(**row) for row in rows.mappings()]
