"""Periods are opened on a plan's lines, closed, and opened again with a reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import event

from geo.packages.problems import DataError
from store.database import read
from store.progress import periods
from store.progress.calendar import find_month
from store.progress.periods import find_period, list_periods
from tests.store.office import Office
from tests.store.progress.month import CODE, WHO, load_tiny, open_month

PLAN = "tiny-plan"


def list_now() -> list[tuple[str, bool]]:
    with read() as connection:
        assert connection
        return [(one.code, one.is_closed) for one in list_periods(connection, PLAN)]


def fail(*arguments: object, by: object) -> list[tuple[str, str | None]]:
    with pytest.raises(DataError) as error:
        by(*arguments)  # type: ignore[operator]
    return [(one.rule, one.value) for one in error.value.problems]


def test_a_period_is_opened_closed_and_opened_again(office: Office) -> None:
    open_month("2026-04")
    open_month()
    assert list_now() == [(CODE, False), ("2026-04", False)]
    periods.close_period(PLAN, CODE, WHO)
    assert list_now() == [(CODE, True), ("2026-04", False)]
    periods.reopen_period(PLAN, CODE, WHO, "补报")
    assert list_now() == [(CODE, False), ("2026-04", False)]
    periods.close_period(PLAN, CODE, WHO)
    assert list_now()[0] == (CODE, True)


def test_more_months_are_not_more_questions(office: Office) -> None:
    asked: list[str] = []
    for code in (CODE, "2026-04", "2026-05"):
        open_month(code)
    periods.close_period(PLAN, "2026-04", WHO)
    with read() as connection:
        assert connection
        event.listen(connection, "before_cursor_execute", lambda *told: asked.append(told[2]))
        kept = [(one.code, one.is_closed) for one in list_periods(connection, PLAN)]
    assert kept == [(CODE, False), ("2026-04", True), ("2026-05", False)]
    assert len(asked) == 2, "one for the months, one for what closed them"


def test_what_does_not_fit_is_refused(office: Office) -> None:
    open_month()
    model = load_tiny()
    assert fail(by=open_month) == [("period_open", CODE)]
    late = replace(find_month("2026-04"), due=date(2026, 5, 1))
    told = "2026-04-01 2026-05-01 2026-04-30"
    assert fail(model, late, WHO, by=periods.open_period) == [("period_dates", told)]
    assert fail(PLAN, CODE, WHO, " ", by=periods.reopen_period) == [("no_reason", CODE)]
    assert fail(PLAN, CODE, WHO, "因", by=periods.reopen_period) == [("period_not_closed", CODE)]
    assert fail(PLAN, "2026-09", WHO, by=periods.close_period) == [("no_period", "2026-09")]
    periods.close_period(PLAN, CODE, WHO)
    assert fail(PLAN, CODE, WHO, by=periods.close_period) == [("period_closed", CODE)]
    nobody = replace(model, duties=model.duties.iloc[:0])
    assert fail(nobody, find_month("2026-05"), WHO, by=periods.open_period) == [("no_duties", None)]
    assert list_now() == [(CODE, True)], "nothing of what was refused is kept"


def test_an_office_sets_which_day_the_year_ends(office: Office) -> None:
    periods.open_period(load_tiny(), find_month(CODE), WHO, "12-20")
    with read() as connection:
        assert connection
        period = find_period(connection, PLAN, CODE)
    assert period.year_end == "12-20"
