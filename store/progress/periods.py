"""Months opened on a plan's lines, closed, and opened again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, RowMapping, select

from geo.model import Model
from geo.packages.problems import DataError, Problem
from geo.plan.deadlines import YEAR_END
from store.audit import keep
from store.database import stamp
from store.progress.calendar import Month, find_day
from store.progress.lines import keep_lines, list_lines
from store.progress_tables import CLOSINGS, PERIODS
from store.schema import write

CLOSE, REOPEN = "close", "reopen"


@dataclass(frozen=True)
class Period:
    """A row of `store.progress_tables.PERIODS`; `closed_on`: the day of the last entry on it, whose
    id is `last_closing`, 0 where there is none; None where it is open."""

    id: int
    plan: str
    code: str
    edition: str
    opens: date
    due: date
    closes: date
    year_end: str
    opened_by: str
    opened_at: str
    closed_on: date | None = None
    last_closing: int = 0

    @property
    def is_closed(self) -> bool:
        return self.closed_on is not None


def list_periods(connection: Connection, plan: str) -> list[Period]:
    """Every period of a plan by its code, the earliest first."""
    of_plan = PERIODS.c.plan == plan
    entries = select(CLOSINGS).join(PERIODS, PERIODS.c.id == CLOSINGS.c.period_id).where(of_plan)
    closings = connection.execute(entries.order_by(CLOSINGS.c.id)).mappings()
    last = {entry["period_id"]: entry for entry in closings}
    rows = connection.execute(select(PERIODS).where(of_plan).order_by(PERIODS.c.code)).mappings()
    return [_read_period(row, last.get(row["id"])) for row in rows]


def find_period(connection: Connection, plan: str, code: str) -> Period:
    """Raises `DataError` where it was never opened."""
    for period in list_periods(connection, plan):
        if period.code == code:
            return period
    raise DataError([Problem("no_period", plan, None, "period", code)])


def find_current(periods: Sequence[Period], today: date) -> Period | None:
    """The last period that has begun, be it closed; where none has, the first; None of none.
    `periods`: as from `list_periods`."""
    begun = [period for period in periods if period.opens <= today]
    return begun[-1] if begun else next(iter(periods), None)


def _read_period(row: RowMapping, last: RowMapping | None = None) -> Period:
    """`last`: the last entry on it."""
    dates = {name: date.fromisoformat(row[name]) for name in ("opens", "due", "closes")}
    return Period(
        **{**row, **dates},
        closed_on=find_day(last["decided_at"]) if last and last["kind"] == CLOSE else None,
        last_closing=last["id"] if last else 0,
    )


def open_period(model: Model, month: Month, who: str, year_end: str = YEAR_END) -> Period:
    """Open a month on the plan's duties as they are now. Raises `DataError` where it is open
    already, its dates are not in order, or the plan has no duty."""
    plan = model.plan.code
    if not month.opens <= month.due <= month.closes:
        told = f"{month.opens} {month.due} {month.closes}"
        raise DataError([Problem("period_dates", plan, None, "due", told)])
    lines = list_lines(model, year_end)
    if not lines:
        raise DataError([Problem("no_duties", plan)])
    with write("open_month", f"{plan} {month.code}") as connection:
        if any(period.code == month.code for period in list_periods(connection, plan)):
            raise DataError([Problem("period_open", plan, None, "period", month.code)])
        values = {
            "plan": plan,
            "code": month.code,
            "edition": keep_lines(connection, lines, who),
            **{name: getattr(month, name).isoformat() for name in ("opens", "due", "closes")},
            "year_end": year_end,
            "opened_by": who,
            "opened_at": stamp(),
        }
        return _read_period(keep(connection, PERIODS, values, who))


def close_period(plan: str, code: str, who: str, reason: str = "") -> None:
    """From now on nothing is taken for it."""
    _switch(plan, code, CLOSE, who, reason)


def reopen_period(plan: str, code: str, who: str, reason: str) -> None:
    """Take reports again; raises `DataError` without a reason."""
    if not reason.strip():
        raise DataError([Problem("no_reason", plan, None, "reason", code)])
    _switch(plan, code, REOPEN, who, reason)


def _switch(plan: str, code: str, kind: str, who: str, reason: str) -> None:
    action = "close_month" if kind == CLOSE else "reopen_month"
    with write(action, f"{plan} {code}") as connection:
        period = find_period(connection, plan, code)
        if kind == CLOSE:
            require_open(period)
        elif not period.is_closed:
            raise DataError([Problem("period_not_closed", plan, None, "period", code)])
        values = {
            "period_id": period.id,
            "kind": kind,
            "reason": reason.strip(),
            "replaces": period.last_closing,
            "decided_by": who,
            "decided_at": stamp(),
        }
        keep(connection, CLOSINGS, values, who)


def require_open(period: Period) -> None:
    """Raise `DataError` where the period is closed."""
    if period.is_closed:
        raise DataError([Problem("period_closed", period.plan, None, "period", period.code)])
