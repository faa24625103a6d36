"""Later dates: asked for before the date has passed, and answered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

import streamlit as st
from markupsafe import Markup

from components.html.template import draw
from components.screens.progress.desk import Desk, find_leads, list_units
from components.screens.progress.lines import find_title, write_number
from components.screens.progress.link import go
from components.screens.widgets.choice import show_box
from components.screens.widgets.panel import show_heading, write_quiet
from components.screens.widgets.writer import attempt
from components.session.rights import find_writer, may_do
from components.words.bulletin import name_line_unit
from components.words.source import write_date, write_time
from geo.packages.problems import DataError, Problem
from store.progress.extensions import ASKED, GRANTED, REFUSED, Extension, answer, ask
from store.progress.states import State

MAX_REASON = 200


def show_later(desk: Desk) -> None:
    t = desk.t
    show_heading(t("collecting.step_later"), t("collecting.later_help"))
    still_open = list_open(desk)
    for asked in still_open:
        _show_asked(desk, asked)
    if not still_open:
        st.html(write_quiet(t("collecting.none_later")))
    askable = list_askable(desk)
    if askable:
        with st.expander(
            t("collecting.ask_later"), key="progress_ask", expanded=bool(desk.link.at)
        ):
            _show_asking(desk, askable)
    answered = [one for one in reversed(desk.extensions) if one.kind != ASKED]
    if answered:
        with st.expander(t("collecting.answered_later", n=len(answered)), key="progress_answered"):
            for one in answered:
                st.html(write_extension(desk, one))


def list_open(desk: Desk) -> list[Extension]:
    """What was asked and not answered yet, of lines of the month that is shown."""
    answered = {one.answers for one in desk.extensions}
    known = index_states(desk)
    return [
        one
        for one in desk.extensions
        if one.kind == ASKED and one.id not in answered and one.line_id in known
    ]


def index_states(desk: Desk) -> dict[int, State]:
    return {state.line.id: state for state in desk.states}


def write_extension(desk: Desk, one: Extension) -> Markup:
    """What was asked or answered; of a line of another month's edition no more than that."""
    t, state = desk.t, index_states(desk).get(one.line_id)
    who, when = one.decided_by, write_time(one.decided_at)
    return draw(
        "screens/progress/later.extension",
        unit=name_line_unit(desk.words, state.line) if state else "",
        number=write_number(desk, state.line) if state else "",
        title=find_title(desk, state.line) if state else "",
        deadline=state.line.deadline if state else "",
        said=t(f"collecting.later_{one.kind}", until=write_date(one.until, t)),
        who=t("linking.said", who=who, when=when),
        why=one.reason,
    )


def _show_asked(desk: Desk, asked: Extension) -> None:
    t, key = desk.t, f"progress_later_why_{asked.id}"
    with st.container(border=True, key=f"progress_later_{asked.id}"):
        st.html(write_extension(desk, asked))
        state = index_states(desk)[asked.line_id]
        if not may_do("answer_extension", [find_leads(desk, state)]):
            return
        st.text_input(t("collecting.why"), key=key, max_chars=MAX_REASON)
        with st.container(horizontal=True):
            for kind in (GRANTED, REFUSED):
                st.button(
                    t(f"collecting.{kind}", until=write_date(asked.until, t)),
                    key=f"progress_{kind}_{asked.id}",
                    on_click=partial(_answer, asked, kind, key),
                )


def _answer(asked: Extension, kind: str, key: str) -> None:
    why = str(st.session_state.get(key, ""))
    attempt(lambda: answer(asked, kind, why, find_writer()))


def list_askable(desk: Desk) -> list[State]:
    """Lines with a date, for which this reader may ask a later one."""
    return [
        state
        for unit, states in list_units(desk).items()
        if may_do("ask_extension", [[unit]])
        for state in states
        if state.line.due and not state.is_asked
    ]


def _show_asking(desk: Desk, askable: Sequence[State]) -> None:
    """A line with a date, the later date and why."""
    t = desk.t
    lines = {
        state.line.key: f"{name_line_unit(desk.words, state.line)} {state.line.measure_id} "
        f"{find_title(desk, state.line)}"
        for state in askable
    }
    show_box(
        lines,
        lambda key: go(desk.link, at=key or ""),
        key="progress_ask_line",
        label=t("collecting.ask_line"),
        placeholder=t("collecting.ask_line"),
        chosen=desk.link.at,
    )
    state = next((one for one in askable if one.line.key == desk.link.at), None)
    if state is None or state.due is None:
        return
    st.html(write_quiet(t("collecting.due_now", date=write_date(state.due, t))))
    with st.form(f"progress_asking_{state.line.key}"):
        st.text_input(t("collecting.until"), key="progress_until", max_chars=10)
        st.text_input(t("collecting.why"), key="progress_ask_why", max_chars=MAX_REASON)
        st.form_submit_button(t("collecting.ask"), on_click=partial(_ask, desk, state))


def _ask(desk: Desk, state: State) -> None:
    told = str(st.session_state["progress_until"]).strip()
    why = str(st.session_state["progress_ask_why"])
    if attempt(lambda: ask_until(state, told, why)):
        go(desk.link, at="")


def ask_until(state: State, told: str, why: str) -> None:
    """Raises `DataError` where `told` is no date, beside what `ask` refuses."""
    try:
        until = date.fromisoformat(told)
    except ValueError:
        details = {"measure": state.line.measure_id, "unit": state.line.unit}
        raise DataError([Problem("bad_date", "/progress", None, "until", told, details)]) from None
    ask(state.line, until, why, find_writer())
