"""A plan's own file or a pasted table: read, kept nowhere, with what is asked and the proof.

What is read is the reader's own: it stays in the session and enters no remembered result.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from uuid import uuid4

import streamlit as st

from components.documents.filenames import name_file
from components.documents.reading_csv import write_reading_csv
from components.screens.plans.draft import write_draft
from components.screens.plans.paste import show_paste
from components.screens.widgets.panel import show_heading, write_quiet
from components.screens.widgets.unread import show_unread
from components.screens.widgets.writer import say_reading_only
from components.session.reading import find_columns, read_for_session, say_columns
from components.session.rights import may_do
from components.texts import Texts
from components.words.words import Words
from geo.intake.draft import Draft
from geo.intake.files import MAX_MIB

CHOSEN, SHEET, UPLOAD = "plan_chosen", "plan_sheet", "plan_file"


@dataclass(frozen=True)
class Chosen:
    """The file that is read; `id` is another for each."""

    id: str
    name: str
    data: bytes


def show_file(words: Words, keep: Callable[[str, bytes], None]) -> None:
    """`keep`: takes a file up for review, by its name and bytes."""
    t = words.t
    show_heading(t("plans.file"), t("plans.file_help"))
    st.file_uploader(
        t("plans.choose"),
        # what is refused is refused by the reader, which says what to do instead
        max_upload_size=MAX_MIB,
        key=UPLOAD,
        on_change=_take_upload,
        label_visibility="collapsed",
    )
    show_paste(_take_paste, t)
    chosen = st.session_state.get(CHOSEN)
    if chosen is None:
        return
    region = words.model.region.package.folder.name
    sheet = st.session_state.get(SHEET, {}).get(chosen.id)
    with st.spinner(t("plans.reading")):
        found = read_for_session(chosen.id, chosen.name, chosen.data, region, sheet)
    if find_columns(chosen.data):
        act = partial(say_columns, chosen.data, {})
        st.button(t("headings.again"), key="plan_file_headings_again", on_click=act)
    if isinstance(found, Draft):
        _show_keep(chosen, keep, t)
        _show_draft(words, found, chosen.name)
    else:
        show_unread(
            found,
            chosen.data,
            lambda sheet: st.session_state.update({SHEET: {chosen.id: sheet}}),
            t,
            key="plan_file",
            mark=chosen.id,
        )


def _take_upload() -> None:
    file = st.session_state[UPLOAD]
    st.session_state[CHOSEN] = file and Chosen(file.file_id, file.name, file.getvalue())


def _take_paste(name: str, data: bytes) -> None:
    st.session_state[CHOSEN] = Chosen(uuid4().hex, name, data)


def _show_keep(chosen: Chosen, keep: Callable[[str, bytes], None], t: Texts) -> None:
    if not may_do("keep_file"):
        st.html(write_quiet(say_reading_only(t)))
        return
    st.button(
        t("plans.keep"),
        key="plan_keep",
        type="primary",
        help=t("plans.keep_help"),
        on_click=lambda: keep(chosen.name, chosen.data),
    )


def _show_draft(words: Words, draft: Draft, name: str) -> None:
    t = words.t
    st.html(write_draft(draft, name, t))
    st.download_button(
        t("plans.csv"),
        write_reading_csv(draft),
        file_name=name_file([Path(name).stem, t("plans.csv_name")], datetime.date.today(), "csv"),
        mime="text/csv",
        key="plan_file_csv",
    )
