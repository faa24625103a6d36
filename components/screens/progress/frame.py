"""The page of the month's reports: its months, its parts, and the part that is open."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st
from markupsafe import Markup

from components.html.heads import write_panel_title
from components.html.links import write_address, write_link
from components.html.problems import write_problems
from components.html.template import draw
from components.screens.progress.asked import count_unanswered, show_asked
from components.screens.progress.board import show_board
from components.screens.progress.dates import show_calendar
from components.screens.progress.desk import Desk, load_desk
from components.screens.progress.files import show_files
from components.screens.progress.later import list_open, show_later
from components.screens.progress.line import show_line
from components.screens.progress.link import DUE, STEPS, ProgressLink, go, lead_to
from components.screens.progress.month import show_beginning, show_month
from components.screens.progress.reports import show_reports
from components.screens.progress.review import list_to_review, show_review
from components.screens.widgets.choice import show_pills
from components.screens.widgets.panel import write_notice, write_quiet
from components.screens.widgets.writer import say_reading_only, show_refused, show_writer
from components.session.reader import find_reader
from components.session.rights import list_own_units
from components.words.bulletin import name_line_unit
from components.words.plan import list_single, name_plan
from components.words.progress import name_month
from components.words.several import is_several
from components.words.source import write_date
from components.words.words import Words
from geo.packages.problems import DataError

SHOW_STEP: dict[str, Callable[[Desk], None]] = {
    "board": show_board,
    "files": show_files,
    "review": show_review,
    "later": show_later,
    "asked": show_asked,
    "told": show_reports,
    "period": show_month,
}
"""What each of `STEPS` puts on the screen."""


def show_progress(words: Words, link: ProgressLink) -> None:
    with st.container(key="progress_board"):
        if is_several(words):
            st.html(write_ways(words))
            return
        if not find_reader().sees_progress:
            st.html(write_panel_title(words.t("collecting.title")))
            st.html(write_notice(words.t("collecting.withheld")))
            return
        try:
            desk = load_desk(words, link)
        except DataError as error:
            st.html(write_problems(error.problems, words.t))
            return
        _show_head(desk)
        show_refused(words.t)
        if desk.period is None:
            show_beginning(desk)
        elif link.line:
            show_line(desk)
        else:
            SHOW_STEP[link.step](desk)
            if link.step == STEPS[0]:
                show_calendar(desk)


def write_ways(words: Words) -> Markup:
    """Of several plans each has months of its own: the ways there."""
    ways = [write_link(write_address("progress", {}, w), name_plan(w)) for w in list_single(words)]
    joined = Markup(words.t("list.comma")).join(ways)
    return Markup("<p>{} {}</p>").format(words.t("collecting.of_each"), joined)


def _show_head(desk: Desk) -> None:
    t, period = desk.t, desk.period
    title, writer = st.columns([3, 1], vertical_alignment="bottom")
    title.html(
        draw(
            "screens/progress/frame.head",
            dot=t("list.dot"),
            title=write_panel_title(t("collecting.title")),
            plan=name_plan(desk.words),
            dates=say_dates(desk) if period else "",
            mark=t("collecting.closed") if period and period.is_closed else "",
        )
    )
    if desk.may_write:
        with writer:
            show_writer(t("collecting.writer"))
    else:
        st.html(write_notice(say_reading_only(t)))
    if period is None:
        return
    if own := write_own(desk):
        st.html(own)
    if len(desk.periods) > 1:
        show_pills(
            {one.code: name_month(one.code, t) for one in desk.periods},
            lambda code: go(desk.link, period=code or period.code, at=""),
            key="progress_months",
            label=t("collecting.months"),
            chosen=period.code,
        )
    show_pills(
        {step: _name_step(desk, step) for step in STEPS},
        partial(_go_step, desk),
        key="progress_steps",
        label=t("review.steps"),
        chosen=desk.link.step,
    )


def write_own(desk: Desk) -> Markup:
    """To what the units of this reader are to report, "" for who reports for none."""
    change = {"step": STEPS[0], "stage": DUE, "at": "", "line": ""}
    ways = [
        write_link(
            lead_to(desk.words, desk.link, unit=code, **change),
            name_line_unit(desk.words, desk.first[code].line),
        )
        for code in list_own_units()
        if code in desk.first
    ]
    if not ways:
        return Markup("")
    joined = Markup(desk.t("list.dot")).join(ways)
    return write_quiet(Markup("{} {}").format(desk.t("collecting.own"), joined))


def _go_step(desk: Desk, step: str | None) -> None:
    go(desk.link, step=step or desk.link.step, unit="", stage="", at="", line="")


def say_dates(desk: Desk) -> str:
    t, period = desk.t, desk.month
    dates = {name: write_date(getattr(period, name), t) for name in ("opens", "due", "closes")}
    return t("collecting.dates", month=name_month(period.code, t), **dates)


def _name_step(desk: Desk, step: str) -> str:
    """With how much waits in it."""
    t, name = desk.t, desk.t(f"collecting.step_{step}")
    waiting = {
        "review": len(list_to_review(desk)),
        "later": len(list_open(desk)),
        "asked": count_unanswered(desk),
    }.get(step, 0)
    return t("review.step_open", name=name, n=waiting) if waiting else name
