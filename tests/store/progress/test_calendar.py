"""The office's days are those of China; a period is a month."""

from __future__ import annotations

from datetime import date

import pytest

from geo.packages.problems import DataError
from store.progress.calendar import find_day, find_month, find_month_before


@pytest.mark.parametrize(
    ("kept_at", "day"),
    [
        ("2026-03-31T15:59:59Z", date(2026, 3, 31)),
        ("2026-03-31T16:00:00Z", date(2026, 4, 1)),
        ("2026-12-31T16:00:00Z", date(2027, 1, 1)),
    ],
)
def test_a_day_begins_at_midnight_in_china(kept_at: str, day: date) -> None:
    assert find_day(kept_at) == day


def test_a_month_has_its_dates() -> None:
    month = find_month("2028-02")
    assert [month.opens, month.due, month.closes] == [date(2028, 2, day) for day in (1, 25, 29)]
    assert [find_month_before(one) for one in ("2026-03", "2026-01")] == ["2026-02", "2025-12"]


@pytest.mark.parametrize("code", ["", "2026-3", "2026-13", "202603", "2026-03 ", "２０２６-03"])
def test_anything_else_is_no_period(code: str) -> None:
    with pytest.raises(DataError) as error:
        find_month(code)
    assert [(one.rule, one.value) for one in error.value.problems] == [("bad_period", code)]
