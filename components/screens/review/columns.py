"""What the columns of the file are: as we read them, to be changed and then read anew."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import partial

import streamlit as st

from components.screens.review.link import go
from components.screens.review.review import Review
from components.screens.widgets.choice import show_box
from components.screens.widgets.headings import (
    show_headings,
    show_missing,
    state_columns,
    write_headings,
)
from components.screens.widgets.panel import show_heading, write_notice, write_quiet
from components.screens.widgets.writer import attempt
from components.session.rights import find_writer
from geo.intake.columns import CHOICES
from geo.intake.headers import Heading
from store import originals
from store.database import read
from store.memory import Remembered, recall_columns

WAITING = "review_read_again"
SHEET = "review_sheet"


def show_columns(review: Review) -> None:
    t, draft = review.t, review.state.reading.draft
    if waiting := st.session_state.pop(WAITING, None):
        with st.spinner(t("headings.reading")):
            _read_again(review, *waiting)
        st.rerun()
    show_heading(t("headings.title"), t("headings.help"))
    if len(draft.sheets) > 1:
        _show_sheets(review)
    if last := find_last(review):
        st.html(write_quiet(t("headings.as_last", plan=last.plan)))
    if not draft.headings:
        st.html(write_notice(t("headings.none")))
    chosen = read_chosen(review.link.at, draft.headings)
    if not review.may_write:
        st.html(write_headings(draft.headings, t))
        show_missing(draft.headings, {}, t)
        return
    show_headings(draft.headings, chosen, partial(_choose, review, chosen), t, key="review_heading")
    is_readable = not draft.headings or show_missing(draft.headings, chosen, t)
    is_doubtful = any(heading.is_doubtful for heading in draft.headings)
    st.button(
        t("headings.confirm" if is_doubtful and not chosen else "headings.read_again"),
        key="review_read_again_button",
        type="primary" if is_readable and (is_doubtful or chosen) else "secondary",
        disabled=not is_readable,
        on_click=partial(_wait, _state_all(review, chosen), None),
    )


def find_last(review: Review) -> Remembered | None:
    """The plan whose headings were said to be the same before, in this series."""
    reading = review.state.reading
    with read() as connection:
        if connection is None or not reading.columns:
            return None
        last = recall_columns(connection, review.code, before=reading.id)
    return last if last and reading.columns.items() <= last.columns.items() else None


def read_chosen(at: str, headings: Sequence[Heading]) -> dict[str, str]:
    """What was chosen and not read yet, from the link; what is no choice is passed over."""
    try:
        told = json.loads(at or "{}")
    except ValueError:
        return {}
    names = {heading.name for heading in headings}
    pairs = told.items() if isinstance(told, dict) else ()
    return {name: field for name, field in pairs if name in names and field in CHOICES}


def _choose(review: Review, chosen: dict[str, str], name: str, field: str) -> None:
    go(review.link, at=json.dumps({**chosen, name: field}, ensure_ascii=False))


def _state_all(review: Review, chosen: dict[str, str]) -> dict[str, str]:
    """With what was said before of headings that the file has."""
    reading = review.state.reading
    names = {heading.name for heading in reading.draft.headings}
    before = {name: field for name, field in reading.columns.items() if name in names}
    return before | state_columns(reading.draft.headings, chosen)


def _show_sheets(review: Review) -> None:
    t, reading = review.t, review.state.reading
    shown = reading.sheet or reading.draft.measures[0].place
    st.html(write_quiet(t("headings.sheets", n=len(reading.draft.sheets), sheet=shown)))
    others = [sheet for sheet in reading.draft.sheets if sheet != shown]
    if review.may_write:
        show_box(
            {sheet: sheet for sheet in others},
            lambda sheet: _wait(None, sheet),
            key=SHEET,
            label=t("headings.other_sheet"),
            placeholder=t("headings.other_sheet"),
        )


def _wait(columns: dict[str, str] | None, sheet: str | None) -> None:
    """The next run reads, and says meanwhile that it does."""
    st.session_state[WAITING] = (columns, sheet)


def _read_again(review: Review, columns: dict[str, str] | None, sheet: str | None) -> None:
    seen = review.state.reading.id
    if attempt(lambda: originals.read_again(review.code, columns, find_writer(), sheet, seen=seen)):
        go(review.link, at="")
