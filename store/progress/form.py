"""A report on one line, written by whoever reports it, for those who do not use the workbook."""

from __future__ import annotations

from geo.packages.problems import DataError, Problem, raise_if_any
from store.database import read
from store.progress.lines import Line
from store.progress.periods import Period, find_period
from store.progress.reports import (
    FORM,
    Report,
    Said,
    find_last,
    find_said_problems,
    keep_report,
    list_reports,
)
from store.progress.reviews import RETURN, WITHDRAW, list_reviews
from store.schema import write


def find_last_report(period: Period, line: Line) -> Report | None:
    """The last revision of the line in the period, be it withdrawn: the next is written upon it."""
    with read() as connection:
        reports = list_reports(connection, period) if connection else []
    return find_last(reports).get(line.id)


def report_line(period: Period, line: Line, said: Said, base_rev: int, who: str) -> Report:
    """Keep what is said upon the revision `base_rev` that was seen, 0 for none. Said once more as
    it stands it changes nothing, unless it was returned or withdrawn. Raises `DataError` where it
    is no report, the period is closed, or a newer revision stands, which was not seen."""
    about = f"{period.plan} {period.code} {line.label}"
    with write("report", about, [[line.unit_code]]) as connection:
        now = find_period(connection, period.plan, period.code)
        raise_if_any(find_said_problems(said, line, now, period.plan))
        last = find_last(list_reports(connection, now)).get(line.id)
        if last:
            review = list_reviews(connection, now).get(last.id)
            is_standing = review is None or review.kind not in (RETURN, WITHDRAW)
            if last.said == said and is_standing:
                return last
        if base_rev != (last.rev if last else 0):
            details = {"who": last.kept_by if last else ""}
            problem = Problem("reported_since", period.plan, None, "rev", str(base_rev), details)
            raise DataError([problem])
        return keep_report(connection, line, now, said, base_rev, who, FORM)
