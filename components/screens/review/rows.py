"""Every row as it was read and answered; one of them can be opened and corrected."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import streamlit as st

from components.html.links import write_address
from components.html.template import draw
from components.screens.review.cells import name_field, show_cell
from components.screens.review.link import go, write_link
from components.screens.review.review import Review
from components.screens.review.row import show_row
from components.screens.widgets.panel import show_heading, write_notice, write_quiet
from geo.intake.draft import Measure
from geo.plan.plan import ROLES
from store.asked import CORRECT, name_rows, print_cell

FIND = "find:"
"""Begins what of this step is open where that is a search; no row is named so."""


@dataclass(frozen=True)
class Row:
    """`cells`: of the plan's roles; `asked`: how much of it is open."""

    address: str
    number: str
    chapter: str
    task: str
    text: str
    deadline: str
    cells: list[str]
    asked: int
    corrected: bool


def show_rows(review: Review) -> None:
    t, names = review.t, name_rows(review.state.reading.draft.measures)
    show_heading(t("review.step_rows"))
    if review.link.at in names:
        show_row(review, names, names.index(review.link.at))
        return
    words = review.link.at.removeprefix(FIND) if review.link.at.startswith(FIND) else ""
    rows = list_rows(review, names)
    found = [row for row in rows if has_words(row, words)]
    st.html(write_quiet(t("rows.help")))
    _show_search(review, words)
    if words:
        st.html(write_notice(t("rows.found", n=len(found), all=len(rows))))
    if found:
        draft = review.state.reading.draft
        columns = [name_field(role, draft, t) for role in list_roles(review)]
        st.html(draw("screens/review/rows.listing", t=t, columns=columns, rows=found))


def _show_search(review: Review, words: str) -> None:
    st.session_state["rows_find"] = words
    st.text_input(
        review.t("rows.find"),
        key="rows_find",
        width=360,
        on_change=lambda: go(review.link, at=_name_search(st.session_state["rows_find"])),
    )


def _name_search(typed: str) -> str:
    return f"{FIND}{typed.strip()}" if typed.strip() else ""


def has_words(row: Row, words: str) -> bool:
    """Whether a row has each of the words somewhere, or as its number."""
    said = " ".join((row.chapter, row.task, row.text, row.deadline, *row.cells)).lower()
    return all(part in said or part == row.number for part in words.lower().split())


def list_rows(review: Review, names: Sequence[str]) -> list[Row]:
    """Those of the plan in printed order; `names`: see `name_rows`."""
    settled = review.state.settled
    asked = Counter(one.measure for one in settled.open)
    corrected = {one.measure for one in settled.answers if one.code == CORRECT}
    return [
        _describe(review, name, at, measure, asked[at], at in corrected)
        for at, (name, measure) in enumerate(zip(names, settled.measures, strict=True))
    ]


def _describe(
    review: Review, name: str, at: int, measure: Measure, asked: int, is_corrected: bool
) -> Row:
    params = write_link(replace(review.link, at=name))
    return Row(
        write_address("plans", params, review.words),
        measure.measure_id,
        measure.chapter,
        f"{measure.task_no} {measure.task}".strip(),
        measure.text,
        measure.deadline,
        [_say_cell(review, at, measure, role) for role in list_roles(review)],
        asked,
        is_corrected,
    )


def list_roles(review: Review) -> list[str]:
    return [role for role in ROLES if role in review.state.reading.draft.roles]


def _say_cell(review: Review, at: int, measure: Measure, role: str) -> str:
    """The units of a cell; else that it is one with the cell before, still blank, or has none."""
    t, asked = review.t, review.state.settled.open
    if role in measure.merged[1:]:
        return t("ledger.same_cell")
    is_blank = any((one.measure, one.field, one.code) == (at, role, "blank") for one in asked)
    written = show_cell(role, print_cell(measure, role))
    return written or t("plans.blank" if is_blank else "panel.no_units")
