"""Workbooks that came back: what each would do, a choice where both sides changed a cell, then all
of them merged, one transaction a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from components.documents.workbooks import pack_workbooks
from components.html.problems import write_problems
from components.screens.progress.desk import Desk, name_taken
from components.screens.progress.outcome import show_conflicts, write_outcome, write_outcomes
from components.screens.widgets.downloads import MIME
from components.screens.widgets.panel import show_heading, write_notice, write_quiet
from components.screens.widgets.writer import attempt
from components.session.exports import note_taking
from components.session.rights import find_writer
from geo.packages.problems import DataError
from store.progress.workbook.returned import Outcome, merge_file

UPLOAD, SEEN, DONE = "progress_files", "progress_seen", "progress_done"
"""In the session: which uploader it is by now, what was looked at, what was merged."""
MAX_MIB = 20


@dataclass(frozen=True)
class Looked:
    """`found`: what a file would do, or why nothing of it can be said."""

    file: UploadedFile
    found: Outcome | DataError


def show_inbox(desk: Desk) -> None:
    t = desk.t
    _show_done(desk)
    at = st.session_state.setdefault(UPLOAD, 0)
    files = st.file_uploader(
        t("collecting.choose_files"),
        accept_multiple_files=True,
        max_upload_size=MAX_MIB,
        key=f"progress_upload_{at}",
        label_visibility="collapsed",
    )
    if not files:
        return
    with st.spinner(t("collecting.looking")):
        looked = [Looked(file, _look(desk, file)) for file in files]
    outcomes = [one.found for one in looked if isinstance(one.found, Outcome)]
    show_heading(t("collecting.preview"), t("collecting.preview_help"))
    st.html(write_outcomes(outcomes, t))
    choices: dict[str, str] = {}
    for one in looked:
        if isinstance(one.found, DataError):
            st.html(write_problems(one.found.problems, t))
            continue
        st.html(write_outcome(one.found, t))
        choices |= show_conflicts(one.found, t)
    left = sum(len(one.conflicts) for one in outcomes) - len(choices)
    if left:
        st.html(write_quiet(t("collecting.conflicts_left", n=left)))
    st.button(
        t("collecting.merge", n=len(outcomes)),
        key="progress_merge",
        type="primary",
        disabled=not outcomes,
        on_click=lambda: _merge(desk, [one.file for one in looked], choices),
    )


def _look(desk: Desk, file: UploadedFile) -> Outcome | DataError:
    """Looked at once, until something else is kept."""
    seen = st.session_state.setdefault(SEEN, {})
    asked = (desk.month.plan, desk.month.code, desk.end)
    if file.file_id not in seen or seen[file.file_id][0] != asked:
        seen[file.file_id] = asked, _try(desk, file)
    found: Outcome | DataError = seen[file.file_id][1]
    return found


def _try(desk: Desk, file: UploadedFile) -> Outcome | DataError:
    try:
        return _take(desk, file, {}, dry_run=True)
    except DataError as error:
        return error


def _take(
    desk: Desk, file: UploadedFile, choices: Mapping[str, str], *, dry_run: bool = False
) -> Outcome:
    return merge_file(
        desk.month.plan,
        desk.month.code,
        file.name,
        file.getvalue(),
        find_writer(),
        choices,
        dry_run,
        desk.t.lang,
    )


def _merge(desk: Desk, files: Sequence[UploadedFile], choices: Mapping[str, str]) -> None:
    """Each file by itself: where one fails, those before it are kept and the rest is not begun."""
    done: list[Outcome] = []

    def merge() -> None:
        for file in files:
            done.append(_take(desk, file, choices))

    is_whole = attempt(merge)
    st.session_state[DONE] = (desk.month.plan, desk.month.code), done
    st.session_state[SEEN] = {}
    if is_whole:
        st.session_state[UPLOAD] += 1  # an empty uploader: what was merged is not there any more


def _show_done(desk: Desk) -> None:
    """What came of the files merged last, with the workbooks that answer them."""
    t, (of, done) = desk.t, st.session_state.get(DONE, ((), []))
    if of != (desk.month.plan, desk.month.code) or not done:
        return
    show_heading(t("collecting.merged", n=len(done)))
    st.html(write_outcomes(done, t))
    if left := sum(len(one.conflicts) for one in done):
        st.html(write_notice(t("collecting.conflicts_open", n=left)))
    for one in done:
        st.html(write_outcome(one, t))
    answers = [(name_answer(desk, one), one.answer) for one in done if one.answer]
    with st.container(horizontal=True):
        if len(answers) > 1:
            st.download_button(
                t("collecting.all_answers", n=len(answers)),
                note_taking(
                    name_taken(desk, "answers"), lambda: pack_workbooks(answers, desk.month.opens)
                ),
                file_name=t("collecting.answers_name", month=desk.month.code),
                mime="application/zip",
                key="progress_answers",
                on_click="ignore",
            )
        for at, (name, data) in enumerate(answers):
            st.download_button(
                name,
                note_taking(name_taken(desk, "answer"), partial(bytes, data)),
                file_name=name,
                mime=MIME["xlsx"],
                key=f"progress_answer_{at}",
                on_click="ignore",
            )
        st.button(t("collecting.seen"), key="progress_seen_done", on_click=_forget)


def name_answer(desk: Desk, outcome: Outcome) -> str:
    """The file that answers a unit's workbook."""
    unit, month = outcome.unit_name, desk.month.code
    return desk.t("collecting.answer_name", unit=unit, month=month)


def _forget() -> None:
    st.session_state.pop(DONE, None)
