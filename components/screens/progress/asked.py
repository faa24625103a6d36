"""What the plan leaves open: which units say that the duty is theirs. Their word settles nothing by
itself; the way leads to where this office settles it."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st
from markupsafe import Markup

from components.html.links import write_address
from components.html.template import draw
from components.screens.progress.desk import Desk, is_still_there
from components.screens.progress.lines import find_title, write_number
from components.screens.widgets.panel import show_heading, write_quiet
from components.words.bulletin import name_line_unit
from store.progress.states import State

ANSWERS = ("taken", "not_taken", "unanswered")


@dataclass(frozen=True)
class Asked:
    """A measure with the names of the units by what they answered, see `ANSWERS`; `address`: where
    this office settles it, "" where the plan has it no more."""

    id: str
    number: Markup
    title: str
    wording: str
    answers: list[tuple[str, str]]
    address: str


def show_asked(desk: Desk) -> None:
    t = desk.t
    show_heading(t("collecting.step_asked"), t("collecting.asked_help"))
    asked = list_asked(desk)
    if not asked:
        st.html(write_quiet(t("collecting.none_asked")))
        return
    st.html(draw("screens/progress/asked.measures", t=t, measures=asked))


def count_unanswered(desk: Desk) -> int:
    return sum(find_answer(state) == "unanswered" for state in desk.states if is_asked(state))


def is_asked(state: State) -> bool:
    return state.is_reporting and state.is_asked


def find_answer(state: State) -> str:
    """One of `ANSWERS`; what was returned to its unit is no answer."""
    if state.report is None or state.stage == "returned":
        return "unanswered"
    return "not_taken" if state.status == "not_ours" else "taken"


def list_asked(desk: Desk) -> list[Asked]:
    """In the plan's order."""
    measures: dict[str, list[State]] = {}
    for state in desk.states:
        if is_asked(state):
            measures.setdefault(state.line.measure_id, []).append(state)
    return [_describe(desk, measure, states) for measure, states in measures.items()]


def _describe(desk: Desk, measure: str, states: list[State]) -> Asked:
    t = desk.t
    names: dict[str, list[str]] = {answer: [] for answer in ANSWERS}
    for state in states:
        names[find_answer(state)].append(name_line_unit(desk.words, state.line))
    line = states[0].line
    settling = write_address("plans", {"step": "open", "measure": measure}, desk.words)
    return Asked(
        measure,
        write_number(desk, line),
        find_title(desk, line),
        line.wording,
        [
            (t(f"collecting.answer_{answer}", n=len(named)), t("list.comma").join(named))
            for answer, named in names.items()
            if named
        ],
        settling if is_still_there(desk, line) else "",
    )
