"""What holds of every line in a period, and the one function that counts it.

Pages, files and the command line all ask here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection

from store.progress.calendar import find_today
from store.progress.extensions import find_granted, list_extensions
from store.progress.lines import Line, find_reporting_role, read_lines
from store.progress.lines import reports as is_reporting
from store.progress.periods import Period
from store.progress.reports import Report, find_last, list_reports
from store.progress.reviews import ACCEPT, RETURN, WITHDRAW, Review, list_reviews

STAGES = ("missing", "to_review", "returned", "accepted")
"""Where a line that is to be reported stands in its period."""
NEAR = timedelta(days=30)
"""How long before its date a duty is near it."""


@dataclass(frozen=True)
class State:
    """A line in a period, by the day `today`. `report`: the last that was not withdrawn; `review`:
    the one that holds of it; `due`: with what was granted; `is_reporting`: whether its unit is to
    report at all; `is_asked`: a 相关区 whose unit says whether the duty is its own."""

    line: Line
    report: Report | None
    review: Review | None
    due: date | None
    is_reporting: bool
    today: date

    @property
    def is_asked(self) -> bool:
        return self.line.is_open

    @property
    def stage(self) -> str:
        """One of `STAGES`."""
        if self.report is None:
            return "missing"
        kind = self.review.kind if self.review else ""
        return {ACCEPT: "accepted", RETURN: "returned"}.get(kind, "to_review")

    @property
    def status(self) -> str:
        """What was reported; "" where nothing was."""
        return self.report.said.status if self.report else ""

    @property
    def is_late(self) -> bool:
        """Past its date and not done. What the plan leaves open is never late, nor what goes on,
        nor what its unit says is not its own."""
        is_settled = self.status in ("done", "not_ours")
        return (
            self._counts_down
            and not is_settled
            and self.due is not None
            and (self.today > self.due)
        )

    @property
    def is_near(self) -> bool:
        is_settled = self.status in ("done", "not_ours")
        return (
            self._counts_down
            and not is_settled
            and self.due is not None
            and (self.due - NEAR <= self.today <= self.due)
        )

    @property
    def _counts_down(self) -> bool:
        return self.is_reporting and not self.is_asked


def find_counting_day(period: Period, today: date | None = None) -> date:
    """By which day a period tells what is late or near: by `today`, and once it is closed by the
    day of its closing for good, or what was sent up of it would be another thing a year later."""
    now = today or find_today()
    return min(now, period.closed_on) if period.closed_on else now


def find_states(connection: Connection, period: Period, today: date | None = None) -> list[State]:
    """Of every line of the period's edition, in the plan's order, by `find_counting_day`."""
    lines = read_lines(connection, period.plan, period.edition)
    role = find_reporting_role(lines)
    reviews = list_reviews(connection, period)
    standing = [
        report
        for report in list_reports(connection, period)
        if not (report.id in reviews and reviews[report.id].kind == WITHDRAW)
    ]
    last, granted = find_last(standing), find_granted(list_extensions(connection, period.plan))
    day = find_counting_day(period, today)
    states = []
    for line in lines:
        report = last.get(line.id)
        states.append(
            State(
                line,
                report,
                reviews.get(report.id) if report else None,
                granted.get(line.id, line.due),
                is_reporting(line, role),
                day,
            )
        )
    return states


@dataclass(frozen=True)
class Counts:
    """Of the lines that count (a 相关区 is apart, in `asked`): by stage, and what was reported."""

    lines: int
    stages: dict[str, int]
    statuses: dict[str, int]
    late: int
    near: int
    asked: int
    asked_answered: int


def count_states(states: Iterable[State]) -> Counts:
    """The one count of a period: of all its lines, or those of one unit or measure."""
    reporting = [state for state in states if state.is_reporting]
    counted = [state for state in reporting if not state.is_asked]
    asked = [state for state in reporting if state.is_asked]
    stages = Counter(state.stage for state in counted)
    statuses = Counter(state.status for state in counted if state.status)
    return Counts(
        lines=len(counted),
        stages={stage: stages[stage] for stage in STAGES},
        statuses=dict(statuses),
        late=sum(state.is_late for state in counted),
        near=sum(state.is_near for state in counted),
        asked=len(asked),
        asked_answered=sum(state.report is not None for state in asked),
    )


def group_by_unit(states: Iterable[State]) -> dict[str, list[State]]:
    """By the unit's code, in the order of the lines."""
    grouped: dict[str, list[State]] = {}
    for state in states:
        grouped.setdefault(state.line.unit_code, []).append(state)
    return grouped
