"""Which months are offered, and what a deadline is said to mean."""

from __future__ import annotations

from datetime import date

import pytest

from components.screens.progress.month import is_day, list_free_months, say_day
from components.texts import Texts
from geo.plan.deadlines import ONGOING

ZH = Texts("zh")
TODAY = date(2026, 2, 10)


def test_months_around_today_are_offered_but_for_those_taken() -> None:
    free = list_free_months({"2026-01", "2026-02"}, TODAY)
    assert (free[:3], free[-1], len(free)) == (["2025-11", "2025-12", "2026-03"], "2027-02", 14)


def test_after_a_long_pause_the_month_that_follows_is_still_offered() -> None:
    free = list_free_months({"2025-03", "2025-04"}, TODAY)
    assert (free[0], free[-1]) == ("2025-05", "2027-02")


@pytest.mark.parametrize(
    ("text", "is_one"),
    [("12-31", True), ("06-30", True), ("02-29", False), ("12-32", False), ("1-1", False)],
)
def test_the_end_of_a_year_is_a_day_that_every_year_has(text: str, is_one: bool) -> None:
    assert is_day(text) == is_one


def test_what_means_no_day_is_said_with_the_reason() -> None:
    assert say_day("某日", date(2026, 6, 30), ZH) == "2026年6月30日"
    assert say_day(ONGOING[0], None, ZH) == ZH("collecting.ongoing")
    assert say_day("适时", None, ZH) == ZH("collecting.no_day")
