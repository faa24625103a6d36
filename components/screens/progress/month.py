"""A month's dates: opened on the plan's duties, closed, and opened again with a reason."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date

import streamlit as st
from markupsafe import Markup

from components.html.table import write_table
from components.screens.progress.desk import Desk
from components.screens.progress.link import STEPS, ProgressLink, go
from components.screens.widgets.panel import show_heading, write_notice, write_quiet
from components.screens.widgets.writer import attempt
from components.session.rights import find_writer, may_do
from components.texts import Texts
from components.words.progress import name_month, say_counts
from components.words.source import write_date, write_time
from components.words.words import Words
from geo.model import Model
from geo.packages.problems import DataError, Problem
from geo.plan.deadlines import ONGOING, YEAR_END
from store.progress.calendar import Month, find_month, find_month_before, find_today
from store.progress.lines import Line, list_lines
from store.progress.periods import close_period, open_period, reopen_period
from store.progress.states import count_states

DATES = ("opens", "due", "closes")
BEFORE, AFTER = 3, 12
"""How many months around this one are offered."""
MAX_FIELD = 10
WHY = "progress_why"
MONTH_AND_DAY = re.compile(r"\d{2}-\d{2}")


def show_beginning(desk: Desk) -> None:
    """What this page is for, and how to begin."""
    t = desk.t
    st.html(write_notice(t("collecting.nothing")))
    if may_do("open_month"):
        show_opening(desk)


def show_month(desk: Desk) -> None:
    t, period = desk.t, desk.month
    show_heading(name_month(period.code, t), say_opened(desk))
    st.html(write_deadlines([state.line for state in desk.states], period.year_end, t))
    if may_do("open_month"):
        _show_switch(desk)
        with st.expander(t("collecting.open_next"), key="progress_next"):
            show_opening(desk)


def say_opened(desk: Desk) -> str:
    period = desk.month
    who, when = period.opened_by, write_time(period.opened_at)
    return desk.t("collecting.opened", who=who, when=when, n=len(desk.states))


def _show_switch(desk: Desk) -> None:
    t, period = desk.t, desk.month
    st.html(write_quiet(say_counts(count_states(desk.states), t)))
    label = "collecting.why_reopen" if period.is_closed else "collecting.why_close"
    st.text_input(t(label), key=WHY, max_chars=200)
    name = name_month(period.code, t)
    if period.is_closed:
        st.button(
            t("collecting.reopen", month=name),
            key=f"progress_reopen_{period.code}",
            on_click=lambda: _switch(desk),
        )
    else:
        st.button(
            t("collecting.close", month=name),
            key=f"progress_close_{period.code}",
            on_click=lambda: _switch(desk),
        )


def _switch(desk: Desk) -> None:
    """To the other state than the page showed; refused where it is in that one by now."""
    period, who = desk.month, find_writer()
    why = str(st.session_state.get(WHY, ""))
    act = reopen_period if period.is_closed else close_period
    if attempt(lambda: act(period.plan, period.code, who, why)):
        st.session_state[WHY] = ""


def show_opening(desk: Desk) -> None:
    """The dates of a month that is to be opened, and what the plan's deadlines then mean."""
    t = desk.t
    months = list_free_months({one.code for one in desk.periods}, find_today())
    code = st.selectbox(
        t("collecting.month"),
        months,
        index=months.index(propose_month(months, desk)),
        format_func=lambda one: name_month(one, t),
        key="progress_month",
    )
    month = find_month(code)
    for name, column in zip(DATES, st.columns(3), strict=True):
        column.text_input(
            t(f"collecting.date_{name}"),
            getattr(month, name).isoformat(),
            key=f"progress_{name}_{code}",
            max_chars=MAX_FIELD,
        )
    latest = desk.periods[-1].year_end if desk.periods else YEAR_END
    year_end = st.text_input(
        t("collecting.year_end"),
        latest,
        key="progress_year_end",
        max_chars=5,
        help=t("collecting.year_end_help"),
    )
    if is_day(year_end):
        st.html(write_deadlines(list_lines(desk.words.model, year_end), year_end, t))
    else:
        st.html(write_notice(t("collecting.bad_year_end")))
    st.button(
        t("collecting.open", month=name_month(code, t)),
        key=f"progress_open_{code}",
        type="primary",
        disabled=not is_day(year_end),
        on_click=lambda: _open(desk.words, desk.link, code),
    )


def list_free_months(taken: set[str], today: date) -> list[str]:
    """Codes of the months around `today` and after the last of `taken`, the earliest first, but for
    those that are taken."""
    now = _number(f"{today:%Y-%m}")
    first = min([now - BEFORE, *(_number(code) + 1 for code in sorted(taken)[-1:])])
    around = [f"{at // 12}-{at % 12 + 1:02}" for at in range(first, now + AFTER + 1)]
    return [code for code in around if code not in taken]


def _number(code: str) -> int:
    """Months since the year 0."""
    month = find_month(code).opens
    return month.year * 12 + month.month - 1


def propose_month(months: Sequence[str], desk: Desk) -> str:
    """The one after the last that was opened, else this one."""
    if desk.periods:
        last = desk.periods[-1].code
        following = [code for code in months if find_month_before(code) == last]
        return (following or list(months))[0]
    return f"{find_today():%Y-%m}"


def is_day(text: str) -> bool:
    """Whether it is a month and a day that every year has."""
    try:
        return bool(MONTH_AND_DAY.fullmatch(text) and date.fromisoformat(f"2001-{text}"))
    except ValueError:
        return False


def write_deadlines(lines: Sequence[Line], year_end: str, t: Texts) -> Markup:
    """What each deadline as printed means here, and of how many lines."""
    counts = Counter((line.deadline, line.due) for line in lines)
    rows = [(printed, say_day(printed, due, t), n) for (printed, due), n in counts.items()]
    columns = [t(f"collecting.deadline_{name}") for name in ("printed", "day", "lines")]
    return write_table(columns, rows, t("collecting.deadlines", day=year_end))


def say_day(printed: str, due: date | None, t: Texts) -> str:
    if due:
        return write_date(due, t)
    is_ongoing = "".join(printed.split()) in ONGOING
    return t("collecting.ongoing" if is_ongoing else "collecting.no_day")


def _open(words: Words, link: ProgressLink, code: str) -> None:
    told = {name: str(st.session_state[f"progress_{name}_{code}"]).strip() for name in DATES}
    year_end, model = str(st.session_state["progress_year_end"]), words.model
    if attempt(lambda: open_month(model, code, told, year_end)):
        go(link, period=code, step=STEPS[0], unit="", stage="", at="")


def open_month(model: Model, code: str, told: dict[str, str], year_end: str) -> None:
    """Raises `DataError` where a date is none, beside what `open_period` refuses."""
    try:
        dates = {name: date.fromisoformat(told[name]) for name in DATES}
    except ValueError:
        problem = Problem("period_dates", model.plan.code, None, "due", " ".join(told.values()))
        raise DataError([problem]) from None
    open_period(model, Month(code, **dates), find_writer(), year_end)
