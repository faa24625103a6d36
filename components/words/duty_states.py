"""What was reported in a month, in a line: of one duty with its date, of all duties of a unit."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from components.session.progress import Progress
from components.texts import Texts
from components.words.progress import name_month, say_state, say_time
from components.words.several import name_plans
from components.words.source import write_date
from components.words.words import Words

if TYPE_CHECKING:
    from store.progress.states import Counts, State


def say_whole(state: State, t: Texts) -> str:
    """`未报，按2026年12月31日计`: the state, and which day its printed deadline means; whether that
    is near or has passed, or was put off."""
    said, date = say_state(state, t), say_date(state, t)
    return t("duty_state.dated", said=said, date=date) if date else said


def say_date(state: State, t: Texts) -> str:
    """ "" where the deadline means no day, or where nothing is to be reported."""
    if state.due is None or not state.is_reporting:
        return ""
    if time := say_time(state, t):
        return time
    key = "duty_state.day" if state.due == state.line.due else "duty_state.put_off"
    return t(key, date=write_date(state.due, t))


def say_unit(words: Words, progress: Progress, code: str) -> str:
    """How much of what a unit is to report came in, of each plan that has a month; "" where it has
    nothing to report."""
    lines = [
        _say_plan(words, progress, plan, progress.of_unit(code, plan).values())
        for plan in progress.followed
    ]
    return words.t("file.semicolon").join(filter(None, lines))


def _say_plan(words: Words, progress: Progress, plan: str, states: Iterable[State]) -> str:
    # Whoever has states has asked a database.
    from store.progress.states import count_states

    t = words.t
    counts = count_states(states)
    if not counts.lines and not counts.asked:
        return ""
    month = name_month(progress.periods[plan].code, t)
    name = name_plans(words)[plan]
    head = t("duty_state.month_of", plan=name, month=month) if name else month
    return t("duty_state.unit", month=head, said=say_counts(counts, t))


def say_counts(counts: Counts, t: Texts) -> str:
    """Lines to report, those reported and not; what is late and what is open where there is any."""
    reported = counts.lines - counts.stages["missing"]
    parts = [
        t(
            "duty_state.counts",
            lines=counts.lines,
            reported=reported,
            missing=counts.stages["missing"],
        )
    ]
    if counts.late:
        parts.append(t("duty_state.late", n=counts.late))
    if counts.asked:
        parts.append(t("duty_state.asked", n=counts.asked, answered=counts.asked_answered))
    return t("duty_state.comma").join(parts)
