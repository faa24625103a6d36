"""Files beside a report: those that were added, to take away, and where more are added."""

from __future__ import annotations

from functools import partial

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from components.html.markdown import escape_markdown
from components.screens.progress.desk import Desk, name_taken
from components.screens.widgets.panel import show_heading, write_quiet
from components.screens.widgets.writer import attempt
from components.session.exports import note_taking
from components.session.rights import find_writer
from components.words.source import write_time
from store.database import read
from store.progress.evidence import KINDS, MAX_MIB, Evidence, keep_evidence, read_evidence
from store.progress.states import State

UPLOAD = "progress_evidence_at"
"""In the session: which uploader it is by now."""
KIB, MIB = 1 << 10, 1 << 20


def show_files(desk: Desk, state: State) -> None:
    """Each with the report that it was added to, by whom and when; nothing where there are none."""
    t, kept = desk.t, desk.evidence.get(state.line.id, [])
    if not kept:
        return
    show_heading(t("evidence.files"))
    for one in kept:
        said = t("linking.said", who=one.kept_by, when=write_time(one.kept_at))
        with st.container(horizontal=True, vertical_alignment="center"):
            st.download_button(
                escape_markdown(t("evidence.file", name=one.name, size=say_size(one.size))),
                note_taking(name_taken(desk, f"evidence {one.id}"), partial(_load, one)),
                file_name=one.name,
                mime="application/octet-stream",  # a browser keeps it, and shows or runs nothing
                key=f"progress_evidence_{one.id}",
                on_click="ignore",
                icon=":material/attach_file:",
            )
            st.html(write_quiet(t("evidence.said", said=said, rev=one.rev)))


def say_size(size: int) -> str:
    return f"{size / MIB:.1f} MB" if size >= MIB else f"{max(1, round(size / KIB))} KB"


def _load(one: Evidence) -> bytes:
    with read() as connection:
        assert connection  # the file is of it
        return read_evidence(connection, one)


def show_adding(desk: Desk, state: State) -> None:
    """To what was reported; before that it says so."""
    t = desk.t
    if state.report is None:
        st.html(write_quiet(t("evidence.first")))
        return
    kinds = t("list.comma").join(kind.upper() for kind in KINDS)
    show_heading(t("evidence.title"), t("evidence.help", kinds=kinds, most=MAX_MIB))
    at = st.session_state.setdefault(UPLOAD, 0)
    files = st.file_uploader(
        t("evidence.choose"),
        accept_multiple_files=True,
        max_upload_size=MAX_MIB,
        key=f"progress_evidence_{state.line.key}_{at}",
        label_visibility="collapsed",
    )
    if files:
        st.button(
            t("evidence.keep", n=len(files)),
            key="progress_evidence_keep",
            type="primary",
            on_click=partial(_keep, desk, state, files),
        )


def _keep(desk: Desk, state: State, files: list[UploadedFile]) -> None:
    """Each by itself: where one is refused, those before it are kept and the rest is not begun."""

    def keep() -> None:
        for one in files:
            keep_evidence(desk.month, state.line, one.name, one.getvalue(), find_writer())

    if attempt(keep):
        st.session_state[UPLOAD] += 1  # an empty uploader: what was added is not there any more
