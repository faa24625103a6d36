"""One line of the month: what is asked, what was said of it, and the form to report it."""

from __future__ import annotations

from dataclasses import asdict
from functools import partial
from typing import Any

import streamlit as st
from markupsafe import Markup

from components.html.links import write_link
from components.html.table import write_table
from components.html.template import join
from components.screens.progress.comment import show_comments, write_ways
from components.screens.progress.desk import Desk
from components.screens.progress.evidence import show_adding, show_files
from components.screens.progress.form import name_texts, read_sent, show_form, write_field
from components.screens.progress.lines import tell, write_lines
from components.screens.progress.link import lead_to
from components.screens.widgets.panel import show_heading, write_notice, write_quiet
from components.screens.widgets.writer import REFUSED, attempt
from components.session.rights import find_writer, may_do
from components.texts import Texts
from components.words.bulletin import name_line_unit
from components.words.progress import name_status
from components.words.source import write_time
from store.progress.form import find_last_report, report_line
from store.progress.reports import FIELDS, MUST_TELL, STATUSES, Report, Said
from store.progress.states import State

LONG = ("text", "obstacle")
DATES = ("expected",)
MOST, MOST_LONG = 200, 4000
"""Letters of a field."""
BOTH, DONE = "line_both", "line_done"
"""In the session: what was said upon a revision that is not the last one, by the line; the line
that was just reported."""


def show_line(desk: Desk) -> None:
    """The line of the link."""
    t = desk.t
    found = [state for state in desk.states if state.line.key == desk.link.line]
    unit = found[0].line.unit_code if found else ""
    back = lead_to(desk.words, desk.link, line="", unit=unit, stage="", at="")
    st.html(Markup("<p>{}</p>").format(write_link(back, t("line_form.back"))))
    if not found:
        st.html(write_notice(t("line_form.unknown")))
        return
    state = found[0]
    if st.session_state.pop(DONE, "") == state.line.key:
        st.html(write_notice(t("line_form.done")))
    show_heading(name_line_unit(desk.words, state.line))
    st.html(write_lines([tell(desk, state)]))
    show_files(desk, state)
    if ways := state.is_reporting and write_ways(desk, state):
        st.html(ways)
    why = find_reason(desk, state)
    if why:
        st.html(write_quiet(t(f"line_form.{why}")))
        if not state.is_reporting:
            show_comments(desk, state)
    elif may_do("report", [[state.line.unit_code]]):
        _show_form(desk, state)
        show_adding(desk, state)
    elif desk.may_write:
        st.html(write_quiet(t("line_form.others")))


def find_reason(desk: Desk, state: State) -> str:
    """Why nobody can report on it, by the end of a text's key; "" where whoever may write can."""
    if not state.is_reporting:
        return "apart"
    return "closed" if desk.month.is_closed else ""


def _show_form(desk: Desk, state: State) -> None:
    """Upon the last revision, withdrawn or not, with what it says."""
    t, line = desk.t, state.line
    last = find_last_report(desk.month, line)
    rev, said = (last.rev, last.said) if last else (0, Said())
    seen = _show_both(desk, state, last)
    show_heading(t("line_form.title"), t("line_form.help"))
    if state.is_asked:
        st.html(write_quiet(t("line_form.open_help")))
    show_form(
        f"line_form_{line.key}",
        f"dutymap/{line.plan}/{desk.month.code}/{line.key}",
        list_fields(said, t),
        name_texts(t, t("line_form.save"), t("line_form.kept_here")),
        partial(_take, desk, state),
        rev=rev,
        seen=seen,
    )


def list_fields(said: Said, t: Texts) -> list[dict[str, Any]]:
    """The fields of the form, with what the last revision says."""
    return [
        write_field(
            name,
            t(f"collecting.field_{name}"),
            MOST_LONG if name in LONG else MOST,
            kind=_find_kind(name),
            value=value,
            options=[(one, name_status(one, t)) for one in STATUSES if name == "status"],
            explanation=t("line_form.must_tell", names=_name_must_tell(t))
            if name == "text"
            else "",
        )
        for name, value in asdict(said).items()
    ]


def _find_kind(name: str) -> str:
    if name == "status":
        return "choice"
    return "long" if name in LONG else "date" if name in DATES else "short"


def _name_must_tell(t: Texts) -> str:
    return t("list.comma").join(name_status(one, t) for one in MUST_TELL)


def _take(desk: Desk, state: State, sent: Any) -> None:
    base_rev, values = read_sent(sent, FIELDS)
    line, said = state.line, Said(**values)

    def keep() -> None:
        report_line(desk.month, line, said, base_rev, find_writer())

    st.session_state.pop(BOTH, None)
    if attempt(keep):
        st.session_state[DONE] = line.key
    elif any(problem.rule == "reported_since" for problem in st.session_state[REFUSED]):
        # Told by showing both.
        del st.session_state[REFUSED]
        st.session_state[BOTH] = (line.key, said)


def _show_both(desk: Desk, state: State, last: Report | None) -> int:
    """Where somebody reported meanwhile: their words beside the reader's own, in what differs. The
    revision that was so shown, 0 where there is none."""
    t = desk.t
    key, mine = st.session_state.get(BOTH, ("", Said()))
    if last is None or key != state.line.key:
        return 0
    columns = [
        t("line_form.field"),
        t("line_form.theirs", who=last.kept_by, when=write_time(last.kept_at)),
        t("line_form.mine"),
    ]
    pairs = zip(FIELDS, asdict(last.said).values(), asdict(mine).values(), strict=True)
    rows = [
        (t(f"collecting.field_{name}"), _show(name, theirs, t), _show(name, own, t))
        for name, theirs, own in pairs
        if theirs != own
    ]
    heading = write_notice(t("line_form.both"))
    st.html(join([heading, write_table(columns, rows, t("line_form.both_caption"))]))
    return last.rev


def _show(name: str, value: str, t: Texts) -> str:
    return name_status(value, t) if name == "status" and value in STATUSES else value or "—"
