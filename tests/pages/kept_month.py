"""A month of the shipped plan in a database of the test's own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from store.database import read
from store.progress import periods
from store.progress.calendar import find_month
from store.progress.periods import Period
from store.progress.reports import Said
from store.progress.states import State
from tests.pages.kept_plan import fill_once, own_database
from tests.real_model import MODEL
from tests.store.progress.month import CODE, WHO, look, tell

PLAN = MODEL.plan.code


@contextmanager
def keep_month(folder: Path) -> Iterator[Period]:
    with own_database(folder):
        fill_once(CODE, lambda: periods.open_period(MODEL, find_month(CODE), WHO))
        with read() as connection:
            assert connection
            period = periods.find_period(connection, PLAN, CODE)
        yield period


def find_state(period: Period, measure: str, unit: str) -> State:
    (found,) = [
        one for one in look(period) if (one.line.measure_id, one.line.unit_code) == (measure, unit)
    ]
    return found


def list_reporting(period: Period, *, is_asked: bool = False) -> list[State]:
    return [one for one in look(period) if one.is_reporting and one.is_asked == is_asked]


def report(period: Period, state: State, said: Said) -> None:
    tell(period, state.line, said, state.report.rev if state.report else 0)
