"""Workbooks that came back in a period, as they were kept."""

from __future__ import annotations

import json

from sqlalchemy import Connection, select

from store.progress.periods import Period
from store.progress.returned import Returned
from store.progress_tables import RETURNED
from store.tables import FILES


def list_returned(connection: Connection, period: Period) -> list[Returned]:
    """In the order kept."""
    rows = connection.execute(
        select(RETURNED, FILES.c.name)
        .join(FILES, FILES.c.id == RETURNED.c.file_id)
        .where(RETURNED.c.period_id == period.id)
        .order_by(RETURNED.c.id)
    )
    return [
        Returned(
            **{
                **{name: row[name] for name in row if name != "period_id"},
                "counts": json.loads(row["counts"]),
            }
        )
        for row in rows.mappings()
    ]


def find_last_returned(returned: list[Returned]) -> dict[str, Returned]:
    """The last one by the unit's code; "" is of those whose unit could not be told."""
    return {one.unit_code: one for one in returned}
