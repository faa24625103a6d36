"""What a unit is reminded of: as a text to paste, and line by line for a document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from components.texts import Texts
from components.words.bulletin import (
    name_line,
    say_deadline,
    say_granted,
    say_reason,
    tell_report,
)
from components.words.plan import name_plan
from components.words.progress import name_month
from components.words.source import write_date
from components.words.units import name_code
from components.words.words import Words
from store.progress.periods import Period
from store.progress.states import State

Owed = Mapping[str, Sequence[State]]
"""A unit's lines by `store.progress.notices.OWED`."""


def write_reminder(words: Words, period: Period, unit: str, owed: Owed, today: date) -> str:
    """催报 as plain text: to whom, how many of what, which, and by when."""
    t = words.t
    lines = [write_address(words, unit, owed), write_summary(words, period, owed, today)]
    for kind, states in owed.items():
        lines += ["", t(f"notices.{kind}", n=len(states))]
        for state in states:
            item, told = name_line(words, state.line), say_owed(words, state, kind)
            lines.append(t("notices.item", item=item, told=told))
    return "\n".join([*lines, "", write_ask(period, today, t)])


def write_address(words: Words, unit: str, owed: Owed) -> str:
    called = next(state.line.unit for states in owed.values() for state in states)
    return words.t("notices.to", unit=name_code(words, unit, called))


def write_summary(words: Words, period: Period, owed: Owed, today: date) -> str:
    """How many lines of which kind a unit owes, on which day."""
    t = words.t
    counts = [
        t("bulletin.count", name=t(f"notices.name_{kind}"), n=len(states))
        for kind, states in owed.items()
    ]
    return t(
        "notices.summary",
        plan=t("file.title_value", title=name_plan(words)),
        month=name_month(period.code, t),
        date=write_date(today, t),
        counts=t("list.comma").join(counts),
    )


def write_ask(period: Period, today: date, t: Texts) -> str:
    """By when to report; where that day has passed, at once, as long as the period is open."""
    due, closes = write_date(period.due, t), write_date(period.closes, t)
    if period.is_closed:
        return t("notices.ask_closed", due=due)
    if today > period.closes:
        return t("notices.ask_at_once", due=due)
    return t("notices.ask" if today <= period.due else "notices.ask_late", due=due, closes=closes)


def say_owed(words: Words, state: State, kind: str) -> str:
    """What there is to know of one line: why it was returned, what stands in the way, its date."""
    t = words.t
    if kind == "returned":
        reason = say_reason(state)
        return t("file.memo_fact", label=t("bulletin.head_reason"), value=reason)
    if kind == "blocked":
        return tell_report(state, t)
    return say_date(words, state)


def say_date(words: Words, state: State) -> str:
    """When a line is to be done: as printed, the day it means, and what was granted."""
    parts = (say_deadline(words, state.line), say_granted(state, words.t))
    return words.t("list.comma").join(filter(None, parts))
