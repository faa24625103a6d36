"""Whether reports are collected at all; asked by every page, so it says no without a database at
hand."""

from __future__ import annotations

from geo.packages.problems import DataError
from store.place import is_used


def has_periods() -> bool:
    """Whether a month of any plan was ever opened, as far as the database can be asked."""
    if not is_used():
        return False
    from sqlalchemy import select

    from store.database import read
    from store.progress_tables import PERIODS

    try:
        with read() as connection:
            found = select(PERIODS.c.id).limit(1)
            return connection is not None and connection.execute(found).scalar() is not None
    except DataError:
        return False
