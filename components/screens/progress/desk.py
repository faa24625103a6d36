"""What lies before whoever collects: a plan's months, and how every duty stands in one of them.

Read anew by every run and remembered nowhere: reports are of this office alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from components.screens.progress.link import ASKED, DUE, TIMES, ProgressLink
from components.session.reader import find_reader
from components.session.remember import remember
from components.session.rights import may_write
from components.texts import Texts
from components.words.words import Words
from geo.packages.problems import DataError, Problem
from store.audit import find_end
from store.database import read
from store.progress.comments import Comment, list_comments
from store.progress.evidence import Evidence, list_evidence
from store.progress.extensions import Extension, list_extensions
from store.progress.lines import Line, find_reviewers
from store.progress.periods import Period, find_period, list_periods
from store.progress.report import group_comments
from store.progress.states import State, find_states, group_by_unit
from store.progress.workbook.returned import Returned, find_last_returned, list_returned


@dataclass(frozen=True)
class Desk:
    """`period`: the one of the link, else the last; None where none was ever opened. `states`: of
    all its lines; `comments`: by the measure; `evidence`: files, by the line's id; `returned`: the
    last workbook that came back and was not refused, by its unit's code; `end`: another one
    whatever was kept since; `may_write`: whether this reader may do anything at all."""

    words: Words
    link: ProgressLink
    periods: list[Period]
    period: Period | None
    states: list[State]
    extensions: list[Extension]
    comments: dict[str, tuple[Comment, ...]]
    evidence: dict[int, list[Evidence]]
    returned: dict[str, Returned]
    end: str
    may_write: bool

    @property
    def t(self) -> Texts:
        return self.words.t

    @property
    def month(self) -> Period:
        """The period, where there is one."""
        assert self.period
        return self.period

    @cached_property
    def first(self) -> dict[str, State]:
        """The first line of every unit, by its code."""
        return {state.line.unit_code: state for state in reversed(self.states)}

    @cached_property
    def silent(self) -> frozenset[int]:
        """Ids of lines on which their unit does not report."""
        return frozenset(state.line.id for state in self.states if not state.is_reporting)


def load_desk(words: Words, link: ProgressLink) -> Desk:
    """Of a single plan; raises `DataError` where its database cannot be read, the link names a
    month that was never opened, or what was reported is not for this reader."""
    if not find_reader().sees_progress:
        raise DataError([Problem("progress_withheld", "/progress")])
    plan, is_writing = words.model.plan.code, may_write()
    with read() as connection:
        periods = list_periods(connection, plan) if connection else []
        period = next(iter(periods[-1:]), None)
        if link.period and connection:
            period = find_period(connection, plan, link.period)
        if not (connection and period):
            return Desk(words, link, periods, None, [], [], {}, {}, {}, "", is_writing)
        states = find_states(connection, period)
        return Desk(
            words,
            link,
            periods,
            period,
            states,
            list_extensions(connection, plan),
            group_comments(list_comments(connection, period), states),
            group_evidence(list_evidence(connection, period)),
            find_last_returned(list_returned(connection, period)),
            find_end(connection),
            is_writing,
        )


def group_evidence(kept: Iterable[Evidence]) -> dict[int, list[Evidence]]:
    grouped: dict[int, list[Evidence]] = {}
    for one in kept:
        grouped.setdefault(one.line_id, []).append(one)
    return grouped


def list_units(desk: Desk) -> dict[str, list[State]]:
    """The lines of every unit that is to report or to answer, in the order of every list: parties,
    departments, then those that the plan's region has no more."""
    reporting = [state for state in desk.states if state.is_reporting]
    grouped = group_by_unit(reporting)
    model = desk.words.model
    known = [*model.codes, *model.region.units["unit_code"]]
    order = dict.fromkeys(code for code in (*known, *grouped) if code in grouped)
    return {code: grouped[code] for code in order}


def find_leads(desk: Desk, state: State) -> list[str]:
    """Codes of the leads that the plan gives its review to; none: the collecting unit reviews."""
    settled = [one.line for one in desk.states if not one.is_asked]
    return find_reviewers(state.line, settled)


def name_taken(desk: Desk, what: str) -> str:
    """A file of the month, as an event names it."""
    return f"{desk.month.plan} {desk.month.code} {what}"


def pick_states(states: Sequence[State], stage: str) -> list[State]:
    """Those of a choice of the link: stages and times are of what counts, see `count_states`."""
    if stage == ASKED:
        return [state for state in states if state.is_asked]
    counted = [state for state in states if not state.is_asked]
    if stage in TIMES:
        return [state for state in counted if (state.is_late, state.is_near)[TIMES.index(stage)]]
    if stage == DUE:
        return counted
    return [state for state in counted if state.stage == stage] if stage else list(states)


def is_still_there(desk: Desk, line: Line) -> bool:
    """Whether the plan that is shown has the line's measure with its wording: of a corrected plan
    another one may have its number."""
    return _list_wordings(desk.words).get(line.measure_id) == line.wording


@remember
def _list_wordings(words: Words) -> dict[str, str]:
    """By measure."""
    measures = words.model.plan.measures
    return dict(zip(measures["measure_id"], measures["text"], strict=True))
