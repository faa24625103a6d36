"""What a unit says of a line that others report: the way to it, and where it is written."""

from __future__ import annotations

from functools import partial
from typing import Any

import streamlit as st
from markupsafe import Markup

from components.html.links import write_link
from components.html.table import write_table
from components.screens.progress.desk import Desk
from components.screens.progress.form import name_texts, read_sent, show_form, write_field
from components.screens.progress.lines import list_told
from components.screens.progress.link import lead_to
from components.screens.widgets.panel import show_heading, write_quiet
from components.screens.widgets.writer import attempt
from components.session.rights import find_writer, may_do
from components.words.bulletin import name_line_unit
from store.progress.comments import comment_line
from store.progress.states import State

TEXT = "comment"
"""The form's one field."""
MOST = 4000
"""Letters of it."""


def write_ways(desk: Desk, state: State) -> Markup:
    """To the lines of those who support the measure of a line, "" where nobody does."""
    measure = state.line.measure_id
    ways = [
        write_link(
            lead_to(desk.words, desk.link, period=desk.month.code, line=one.line.key),
            name_line_unit(desk.words, one.line),
        )
        for one in desk.states
        if one.line.measure_id == measure and not one.is_reporting
    ]
    if not ways:
        return Markup("")
    t = desk.t
    return write_quiet(Markup("{} {}").format(t("comment.ways"), Markup(t("list.dot")).join(ways)))


def show_comments(desk: Desk, state: State) -> None:
    """What was said of the measure, and, as long as the month is open, where to say more."""
    t, told = desk.t, list_told(desk, state)
    if told:
        columns = [t("comment.who"), t("comment.text"), t("comment.when")]
        st.html(write_table(columns, told, t("comment.said")))
    if desk.month.is_closed or not may_do("comment", [[state.line.unit_code]]):
        return
    show_heading(t("comment.title"), t("comment.help"))
    own = [
        one for one in desk.comments.get(state.line.measure_id, ()) if one.line_id == state.line.id
    ]
    show_form(
        f"line_comment_{state.line.key}",
        f"dutymap/{state.line.plan}/{desk.month.code}/{state.line.key}/comment",
        [write_field(TEXT, t("comment.text"), MOST, kind="long")],
        name_texts(t, t("comment.keep"), t("comment.kept_here")),
        partial(_take, desk, state),
        taken={TEXT: own[-1].text if own else ""},
    )


def _take(desk: Desk, state: State, sent: Any) -> None:
    text = read_sent(sent, [TEXT])[1][TEXT]
    if text:
        attempt(lambda: comment_line(desk.month, state.line, text, find_writer()))
