"""The office's calendar: days in China, whatever the machine's clock is set to, and months."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone

from geo.packages.problems import DataError, Problem

CHINA = timezone(timedelta(hours=8))
"""One time all year round since 1991."""
CODE = re.compile(r"(?P<year>[12]\d{3})-(?P<month>0[1-9]|1[0-2])")
DUE_DAY = 25
"""By which day of the month an office wants its reports, where it says nothing else."""


def find_today() -> date:
    return datetime.now(CHINA).date()


def find_time(kept_at: str) -> datetime:
    """A time as the store keeps it, by the clock in China."""
    return datetime.fromisoformat(kept_at).astimezone(CHINA)


def find_day(kept_at: str) -> date:
    """The day in China of a time as the store keeps it."""
    return find_time(kept_at).date()


@dataclass(frozen=True)
class Month:
    """A period's dates as an office sets them when it says nothing else."""

    code: str
    opens: date
    due: date
    closes: date


def find_month(code: str) -> Month:
    """Of a code such as "2026-03"; raises `DataError` for anything else."""
    found = CODE.fullmatch(code)
    if found is None:
        raise DataError([Problem("bad_period", code, None, "period", code)])
    first = date(int(found["year"]), int(found["month"]), 1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return Month(code, first, first.replace(day=DUE_DAY), last)


def find_month_before(code: str) -> str:
    return (find_month(code).opens - timedelta(days=1)).strftime("%Y-%m")
