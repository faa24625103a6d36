"""Workbooks: one for each unit to send out, and those that came back."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from components.documents.workbooks import pack_workbooks
from components.screens.progress.desk import Desk, list_units, name_taken
from components.screens.progress.inbox import show_inbox
from components.screens.widgets.downloads import MIME
from components.screens.widgets.panel import show_heading, write_notice
from components.session.exports import note_taking
from components.session.rights import may_do
from components.words.bulletin import name_line_unit
from components.words.plan import name_plan
from components.words.progress import name_month
from store.progress.workbook.sending import write_templates
from store.progress.workbook.template import name_template


def show_files(desk: Desk) -> None:
    t = desk.t
    show_heading(t("collecting.templates"), t("collecting.templates_help"))
    _show_templates(desk)
    show_heading(t("collecting.inbox"), t("collecting.inbox_help"))
    if desk.month.is_closed:
        st.html(write_notice(t("collecting.is_closed")))
    elif may_do("merge"):
        show_inbox(desk)


def list_recipients(desk: Desk) -> dict[str, str]:
    """Names of the units that get a workbook: all of which the plan wants something, those that
    only support among them."""
    order = dict.fromkeys([*list_units(desk), *(state.line.unit_code for state in desk.states)])
    return {code: name_line_unit(desk.words, desk.first[code].line) for code in order}


def _show_templates(desk: Desk) -> None:
    t, names = desk.t, list_recipients(desk)
    month = name_month(desk.month.code, t)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.download_button(
            t("collecting.all_templates", n=len(names)),
            note_taking(
                name_taken(desk, "workbooks"),
                lambda: pack_workbooks(write_workbooks(desk), desk.month.opens),
            ),
            file_name=t("collecting.archive_name", plan=name_plan(desk.words), month=month),
            mime="application/zip",
            key="progress_templates",
            on_click="ignore",
            type="primary",
        )
        code = st.selectbox(
            t("collecting.one_template"),
            list(names),
            index=None,
            format_func=names.__getitem__,
            placeholder=t("collecting.one_template"),
            key="progress_template_unit",
            width=280,
        )
        if code:
            st.download_button(
                t("collecting.template", name=names[code]),
                note_taking(
                    name_taken(desk, f"workbook {code}"),
                    lambda: write_workbooks(desk, [code])[0][1],
                ),
                file_name=name_template(desk.month, names[code], t.lang),
                mime=MIME["xlsx"],
                key=f"progress_template_{code}",
                on_click="ignore",
            )


def write_workbooks(desk: Desk, codes: Sequence[str] = ()) -> list[tuple[str, bytes]]:
    """Name and bytes of each unit's workbook, in the order of every list."""
    sent = write_templates(desk.month.plan, desk.month.code, codes, desk.t.lang)
    files = {one.unit_code: (one.name, one.data) for one in sent}
    return [files[code] for code in list_recipients(desk) if code in files]
