"""Which day a printed deadline means, and where it means none.

A plan prints 年底前, 10月底前, 6月30日前 with or without a year, or 持续推进. What no rule
reads gives no day: such a duty is never late, and is shown with its wording.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

YEAR_END = "12-31"
"""The day that 年底前 means where an office says nothing else."""
MARKS = {"底": 0, "中旬": 20, "上旬": 10, "下旬": 0}
"""Parts of a month by the day that ends them, 0 for its last one."""
_YEAR = r"(?:(?P<year>\d{4})年)?"
_END = re.compile(rf"{_YEAR}(?:年底|年末|底)(?:以?前)?(?:完成)?")
_MONTH = re.compile(
    rf"{_YEAR}(?P<month>\d{{1,2}})月(?P<part>底|上旬|中旬|下旬)?(?:以?前)?(?:完成)?"
)
_DAY = re.compile(rf"{_YEAR}(?P<month>\d{{1,2}})月(?P<day>\d{{1,2}})日(?:以?前)?(?:完成)?")
_QUARTER = re.compile(rf"{_YEAR}第?(?P<quarter>[一二三四1-4])季度(?:末|底)?(?:以?前)?(?:完成)?")
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4}
ONGOING = ("持续推进", "长期坚持", "持续实施", "常态化推进", "长期推进", "全年推进", "持续开展")


@dataclass(frozen=True)
class Due:
    """`day`: None where there is none; `is_ongoing`: the plan says that it goes on; where neither
    holds, the wording is not one that is read."""

    day: date | None
    is_ongoing: bool = False


def find_due(printed: str, year: int | None, year_end: str = YEAR_END) -> Due:
    """`year`: of the plan, for deadlines that name none; `year_end`: month and day, as "12-31"."""
    wording = "".join(printed.split())
    if wording in ONGOING:
        return Due(None, is_ongoing=True)
    for read, form in ((_read_end, _END), (_read_day, _DAY), (_read_month, _MONTH)):
        if found := form.fullmatch(wording):
            own = found["year"] or year
            return Due(read(found, int(own), year_end)) if own else Due(None)
    if found := _QUARTER.fullmatch(wording):
        own = found["year"] or year
        month = 3 * int(_QUARTERS.get(found["quarter"], found["quarter"]))
        return Due(_end_month(int(own), month)) if own else Due(None)
    return Due(None)


def _read_end(found: re.Match[str], year: int, year_end: str) -> date | None:
    month, day = year_end.split("-")
    return _make(year, int(month), int(day))


def _read_day(found: re.Match[str], year: int, year_end: str) -> date | None:
    return _make(year, int(found["month"]), int(found["day"]))


def _read_month(found: re.Match[str], year: int, year_end: str) -> date | None:
    day = MARKS[found["part"] or "底"]
    month = int(found["month"])
    return _make(year, month, day) if day else _end_month(year, month)


def _end_month(year: int, month: int) -> date | None:
    return _make(year, month, calendar.monthrange(year, month)[1]) if 1 <= month <= 12 else None


def _make(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:  # 2月30日: a misprint gives no day
        return None
