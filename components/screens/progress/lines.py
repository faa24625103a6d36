"""Lines of the month: what is asked of a unit, and what it said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st
from markupsafe import Markup, escape

from components.html.links import write_link, write_measure_link
from components.html.template import draw
from components.screens.progress.desk import (
    Desk,
    is_still_there,
    list_units,
    pick_states,
)
from components.screens.progress.link import ASKED, DUE, STEPS, TIMES, lead_to
from components.screens.widgets.panel import show_heading
from components.words.bulletin import name_line_unit
from components.words.held import name_held_roles
from components.words.plan import list_labels
from components.words.progress import mark_state, name_stage, say_state, say_time
from components.words.source import write_date, write_time
from store.progress.lines import Line
from store.progress.reports import FIELDS
from store.progress.reviews import REOPEN
from store.progress.states import State

TOLD = tuple(field for field in FIELDS if field != "status")


@dataclass(frozen=True)
class Told:
    """A line in words. `facts`: what was reported, each with its name; `said`: by whom and when;
    `review`: what was decided upon it, "" where nothing was; `is_returned`: whether it is to be
    reported anew; `comments`: of others, each with who says it, what, when; `way`: to the line
    alone, "" where it is."""

    key: str
    number: Markup
    title: str
    wording: str
    roles: str
    deadline: str
    mark: str
    state: str
    time: str
    facts: list[tuple[str, str]]
    said: str
    review: str
    is_returned: bool
    comments: list[tuple[str, str, str]]
    way: Markup | str


def show_lines(desk: Desk) -> None:
    """Those of the link's unit and stage, unit by unit."""
    t, link = desk.t, desk.link
    units = list_units(desk)
    groups = [
        (
            "" if link.unit else name_line_unit(desk.words, states[0].line),
            [tell(desk, state) for state in picked],
        )
        for code, states in units.items()
        if link.unit in ("", code) and (picked := pick_states(states, link.stage))
    ]
    count = sum(len(lines) for _, lines in groups)
    show_heading(t("collecting.lines_title", name=_name_choice(desk), n=count))
    back = lead_to(desk.words, link, step=STEPS[0], unit="", stage="", at="")
    st.html(draw("screens/progress/lines.groups", t=t, back=back, groups=groups))


def _name_choice(desk: Desk) -> str:
    t, link = desk.t, desk.link
    units = list_units(desk)
    parts = [name_line_unit(desk.words, units[link.unit][0].line)] if link.unit in units else []
    if link.stage in (DUE, *TIMES, ASKED):
        parts.append(t(f"collecting.column_{link.stage}"))
    elif link.stage:
        parts.append(name_stage(link.stage, t))
    return t("list.dot").join(parts)


def tell(desk: Desk, state: State) -> Told:
    t, line, report = desk.t, state.line, state.report
    facts, said = [], ""
    if report:
        told = [(name, getattr(report.said, name)) for name in TOLD]
        facts = [(t(f"collecting.field_{name}"), value) for name, value in told if value]
        said = t("linking.said", who=report.kept_by, when=write_time(report.kept_at))
    return Told(
        line.key,
        write_number(desk, line),
        find_title(desk, line),
        line.wording,
        name_held_roles(line.roles, t),
        say_deadline(desk, state),
        mark_state(state),
        say_state(state, t),
        say_time(state, t),
        facts,
        said,
        say_review(desk, state),
        state.stage == "returned",
        list_told(desk, state) if state.is_reporting else [],
        _write_way(desk, line),
    )


def list_told(desk: Desk, state: State) -> list[tuple[str, str, str]]:
    """What is said of a measure by those who do not report on it, or on a line by its own unit."""
    t, line = desk.t, state.line
    return [
        (
            name_line_unit(desk.words, desk.first[comment.unit_code].line),
            comment.text,
            t("linking.said", who=comment.kept_by, when=write_time(comment.kept_at)),
        )
        for comment in desk.comments.get(line.measure_id, ())
        if comment.line_id in desk.silent or comment.line_id == line.id
    ]


def _write_way(desk: Desk, line: Line) -> Markup | str:
    if desk.link.line:
        return ""
    address = lead_to(desk.words, desk.link, period=desk.month.code, line=line.key)
    return write_link(address, desk.t("line_form.open"))


def write_number(desk: Desk, line: Line) -> Markup:
    """A link to the measure's map, where the plan that is shown still has it."""
    if is_still_there(desk, line):
        return write_measure_link(line.measure_id, desk.words)
    return escape(line.measure_id)


def find_title(desk: Desk, line: Line) -> str:
    """Our short title of the measure, "" where the plan that is shown has it no more."""
    return list_labels(desk.words)[line.measure_id] if is_still_there(desk, line) else ""


def say_deadline(desk: Desk, state: State) -> str:
    """As printed, with the day that it means for this office."""
    if state.due is None:
        return state.line.deadline
    date = write_date(state.due, desk.t)
    return desk.t("collecting.deadline", printed=state.line.deadline, date=date)


def say_review(desk: Desk, state: State) -> str:
    t, review = desk.t, state.review
    if review is None or review.kind == REOPEN:
        return ""
    why = t("asking.why_said", why=review.reason) if review.reason else ""
    who, when = review.decided_by, write_time(review.decided_at)
    return t(f"collecting.decided_{review.kind}", who=who, when=when, why=why)


def write_lines(lines: Sequence[Told]) -> Markup:
    return draw("screens/progress/lines.lines", lines=lines)
