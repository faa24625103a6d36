"""The 通报 of a period as a value: every line beside what was said of it a month before.

Nothing here is put in other words, and no unit is set before another: lines stand in the plan's
order, then in that of the units.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from sqlalchemy import Connection

from store.progress.calendar import find_month_before
from store.progress.comments import Comment, list_comments
from store.progress.lines import Line
from store.progress.periods import Period, find_period, list_periods
from store.progress.states import (
    Counts,
    State,
    count_states,
    find_counting_day,
    find_states,
)


@dataclass(frozen=True)
class Entry:
    """A line as it is now, and as it was a month before; None where it was none of that month's."""

    state: State
    before: State | None


@dataclass(frozen=True)
class Bulletin:
    """`entries`: lines that are to be reported, or asked about, in the plan's order; `comments`:
    what was said of others' lines, by the measure's number; `states_before`: of the month before,
    empty where none was opened. `today`: for what is late or near; of a closed month, its last."""

    period: Period
    entries: tuple[Entry, ...]
    comments: dict[str, tuple[Comment, ...]]
    period_before: Period | None
    states_before: tuple[State, ...]
    today: date

    @cached_property
    def counts(self) -> Counts:
        return count_states(entry.state for entry in self.entries)

    @cached_property
    def counts_before(self) -> Counts | None:
        return count_states(self.states_before) if self.period_before else None

    @property
    def counted(self) -> list[Entry]:
        """Without 相关区, which stand apart in `asked`."""
        return [entry for entry in self.entries if not entry.state.is_asked]

    @property
    def asked(self) -> list[Entry]:
        return [entry for entry in self.entries if entry.state.is_asked]

    @property
    def comments_asked(self) -> list[tuple[Line, Comment]]:
        """What was said of measures none of whose lines is counted, with the first of them."""
        counted = {entry.state.line.measure_id for entry in self.counted}
        first = {entry.state.line.measure_id: entry.state.line for entry in reversed(self.asked)}
        return [
            (line, comment)
            for number, line in reversed(first.items())
            if number not in counted
            for comment in self.comments.get(number, ())
        ]

    @property
    def blocked(self) -> list[Entry]:
        return [entry for entry in self.counted if entry.state.status == "blocked"]

    @property
    def late(self) -> list[Entry]:
        return [entry for entry in self.counted if entry.state.is_late]

    def select_stage(self, stage: str) -> list[Entry]:
        """Of `counted`, as many as `counts.stages` says."""
        return [entry for entry in self.counted if entry.state.stage == stage]


def build_bulletin(
    connection: Connection, plan: str, code: str, today: date | None = None
) -> Bulletin:
    """Raises `DataError` where the period was never opened. What was late a month before is told by
    the day that month was closed, or was to be."""
    period = find_period(connection, plan, code)
    now = find_counting_day(period, today)
    states = find_states(connection, period, now)
    periods = {one.code: one for one in list_periods(connection, plan)}
    earlier = periods.get(find_month_before(code))
    before = find_states(connection, earlier, find_last_day(earlier, now)) if earlier else []
    return Bulletin(
        period,
        tuple(pair_states([state for state in states if state.is_reporting], before)),
        group_comments(list_comments(connection, period), states),
        earlier,
        tuple(before),
        now,
    )


def find_last_day(earlier: Period, now: date) -> date:
    """By which day a month before tells what was late, as its own 通报 did."""
    return earlier.closed_on or min(now, earlier.closes)


def pair_states(states: Iterable[State], before: Sequence[State]) -> list[Entry]:
    """Each with the same unit's line of the same wording; where the plan has that wording twice,
    the one of the same number. So a row that moved in a mended plan is found."""
    held: dict[tuple[str, str], list[State]] = {}
    for state in before:
        held.setdefault((state.line.unit_code, state.line.wording), []).append(state)
    return [Entry(state, _find_same(state, held)) for state in states]


def _find_same(state: State, held: dict[tuple[str, str], list[State]]) -> State | None:
    found = held.get((state.line.unit_code, state.line.wording), [])
    same = [one for one in found if one.line.measure_id == state.line.measure_id]
    candidates = same or found
    return candidates[0] if len(candidates) == 1 else None


def group_comments(
    comments: Iterable[Comment], states: Iterable[State]
) -> dict[str, tuple[Comment, ...]]:
    """By the number of the measure on whose line they are."""
    measures = {state.line.id: state.line.measure_id for state in states}
    grouped: dict[str, list[Comment]] = {}
    for comment in comments:
        grouped.setdefault(measures[comment.line_id], []).append(comment)
    return {measure: tuple(said) for measure, said in grouped.items()}
