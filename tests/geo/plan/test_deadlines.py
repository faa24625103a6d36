"""Which day a printed deadline means; what is not read means none."""

from __future__ import annotations

from datetime import date

import pytest

from geo.plan.deadlines import ONGOING, Due, find_due

NONE = Due(None)


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("年底前", (2031, 12, 31)),
        ("2030年底前完成", (2030, 12, 31)),
        ("6月底前", (2031, 6, 30)),
        ("2月底", (2031, 2, 28)),
        ("2032年2月底前", (2032, 2, 29)),
        ("10月前", (2031, 10, 31)),
        ("9月中旬", (2031, 9, 20)),
        ("6月30日前", (2031, 6, 30)),
        ("2030年11月\n30日前", (2030, 11, 30)),
        ("第三季度末", (2031, 9, 30)),
        ("二季度", (2031, 6, 30)),
    ],
)
def test_a_printed_deadline_means_a_day(printed: str, day: tuple[int, int, int]) -> None:
    assert find_due(printed, 2031) == Due(date(*day))


def test_an_office_says_which_day_the_end_of_the_year_is() -> None:
    assert find_due("年底前", 2031, "12-20") == Due(date(2031, 12, 20))
    assert find_due("11月底前", 2031, "12-20") == Due(date(2031, 11, 30))


@pytest.mark.parametrize("printed", ONGOING)
def test_what_goes_on_has_no_day(printed: str) -> None:
    assert find_due(printed, 2031) == Due(None, is_ongoing=True)


@pytest.mark.parametrize(
    "printed", ["", "尽快", "2月30日前", "13月底前", "年底前取得阶段性成效", "按进度推进"]
)
def test_what_is_not_read_has_no_day_and_is_not_said_to_go_on(printed: str) -> None:
    assert find_due(printed, 2031) == NONE


def test_a_deadline_without_a_year_in_a_plan_without_one_has_no_day() -> None:
    assert find_due("年底前", None) == NONE
    assert find_due("2030年底前", None) == Due(date(2030, 12, 31))
