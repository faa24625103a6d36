"""What units say of lines that others report on."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, select

from geo.packages.problems import DataError, Problem
from store.audit import keep
from store.database import stamp
from store.progress.lines import Line
from store.progress.periods import Period, find_period
from store.progress.reports import FORM
from store.progress_tables import COMMENTS
from store.schema import write


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


def comment_line(period: Period, line: Line, text: str, who: str) -> None:
    """Keep what a unit says beside its own line, on which it does not report; said again as it
    stands it changes nothing. Raises `DataError` where the period is closed."""
    about = f"{period.plan} {period.code} {line.label}"
    with write("comment", about, [[line.unit_code]]) as connection:
        now = find_period(connection, period.plan, period.code)
        if now.is_closed:
            raise DataError([Problem("period_closed", now.plan, None, "period", now.code)])
        said = [one.text for one in list_comments(connection, now) if one.line_id == line.id]
        if text in said[-1:]:
            return
        about_line = {"line_id": line.id, "period_id": now.id, "unit_code": line.unit_code}
        kept = {"text": text, "source": FORM, "kept_by": who, "kept_at": stamp()}
        keep(connection, COMMENTS, {**about_line, **kept}, who)
