"""Whom to remind of what: a text to paste, a notice as Word, and what was sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import streamlit as st
from markupsafe import Markup

from components.documents.filenames import name_file
from components.documents.offers import list_notice_files
from components.html.table import write_table
from components.html.template import draw
from components.html.tongue import mark_chinese
from components.screens.progress.desk import Desk, list_units, name_taken
from components.screens.widgets.downloads import MIME
from components.screens.widgets.panel import show_heading, write_quiet
from components.screens.widgets.writer import attempt
from components.session.exports import note_taking
from components.session.rights import find_writer, may_do
from components.words.notices import Owed, write_reminder
from components.words.source import Origin, write_time
from components.words.units import name_code
from store.database import read
from store.progress.notices import (
    KINDS,
    Notice,
    keep_notice,
    list_notices,
    list_owed,
)


def show_notices(desk: Desk, today: date) -> None:
    t = desk.t
    show_heading(t("notices.notices_title"), t("notices.notices_help"))
    owed = list_owed(desk.states)
    names = name_debtors(desk, owed)
    if not names:
        st.html(write_quiet(t("notices.none_owed")))
    else:
        unit = st.selectbox(
            t("notices.unit"), list(names), format_func=names.__getitem__, key="progress_owed"
        )
        _show_unit(desk, unit, owed[unit], today)
    _show_sent(desk)


def name_debtors(desk: Desk, owed: Mapping[str, Owed]) -> dict[str, str]:
    """The units that owe something, in the order of every list, with how many lines."""
    return {
        code: desk.t(
            "notices.unit_owed",
            unit=name_code(desk.words, code, states[0].line.unit),
            n=sum(len(lines) for lines in owed[code].values()),
        )
        for code, states in list_units(desk).items()
        if code in owed
    }


def _show_unit(desk: Desk, unit: str, owed: Owed, today: date) -> None:
    t = desk.t
    text = write_reminder(desk.words, desk.month, unit, owed, today)
    st.html(write_text(desk, text))
    origin = Origin(desk.words, today)
    label, parts, build = list_notice_files(origin, desk.month, unit, owed)["docx"]
    with st.container(horizontal=True):
        st.download_button(
            label,
            note_taking(name_taken(desk, f"order {unit}"), build),
            file_name=name_file(parts, today, "docx"),
            mime=MIME["docx"],
            key=f"progress_order_{unit}",
            on_click="ignore",
        )
        if may_do("notify"):
            for kind in KINDS:
                st.button(
                    t(f"notices.sent_{kind}"),
                    key=f"progress_sent_{kind}_{unit}",
                    on_click=lambda kind=kind: _keep(desk, unit, kind, text),
                )


def write_text(desk: Desk, text: str) -> Markup:
    return draw("screens/progress/notices.reminder", t=desk.t, text=mark_chinese(text, desk.t))


def _keep(desk: Desk, unit: str, kind: str, text: str) -> None:
    month = desk.month
    attempt(lambda: keep_notice(month.plan, month.code, unit, kind, text, find_writer()))


def _show_sent(desk: Desk) -> None:
    with read() as connection:
        assert connection  # the desk is of a period that is kept there
        sent = list_notices(connection, desk.month.plan, desk.month.code)
    if sent:
        st.html(write_sent(desk, sent))


def write_sent(desk: Desk, sent: Sequence[Notice]) -> Markup:
    """The last first."""
    t = desk.t
    columns = [t("notices.column_when"), t("file.head_unit")]
    columns += [t("notices.column_kind"), t("notices.column_who")]
    rows = [
        (
            write_time(one.kept_at),
            name_code(desk.words, one.unit_code),
            t(f"notices.kind_{one.kind}"),
            one.kept_by,
        )
        for one in reversed(sent)
    ]
    return write_table(columns, rows, t("notices.sent", n=len(sent)))
