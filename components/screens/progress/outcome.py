"""What a returned workbook does, in words, and the cells that both sides changed."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from components.html.markdown import escape_markdown
from components.html.problems import write_problems
from components.html.table import write_table
from components.html.template import draw
from components.texts import Texts
from components.words.progress import name_status
from store.progress.workbook.judging import Revision
from store.progress.workbook.merge import OURS, THEIRS, Conflict
from store.progress.workbook.returned import Outcome

COUNTED = ("revisions", "comments", "untouched", "conflicts", "problems")


def write_outcomes(outcomes: Sequence[Outcome], t: Texts) -> Markup:
    """A row for each file: whose it is, and how much of what is in it."""
    names = ("file", "unit", *COUNTED)
    columns = [t(f"collecting.outcome_{name}") for name in names]
    rows = [
        [
            one.name,
            one.unit_name or t("collecting.no_unit"),
            *(len(getattr(one, name)) for name in COUNTED),
        ]
        for one in outcomes
    ]
    return write_table(columns, rows, t("collecting.outcomes"))


def write_outcome(outcome: Outcome, t: Texts) -> Markup:
    """What it changes, line by line, and what of it is not taken, with place and way out."""
    changes = [
        (f"{one.line.measure_id}", t("collecting.at_row", n=one.row), list_changes(one, t))
        for one in outcome.revisions
    ]
    comments = [
        (one.line.measure_id, t("collecting.at_row", n=one.row), one.text)
        for one in outcome.comments
    ]
    return draw(
        "screens/progress/outcome.outcome",
        t=t,
        name=outcome.name,
        same=t("collecting.same_file") if outcome.is_same_file else "",
        changes=changes,
        comments=comments,
        problems=write_problems(outcome.problems, t) if outcome.problems else "",
    )


def list_changes(revision: Revision, t: Texts) -> list[tuple[str, str, str]]:
    """Name, before and after of each field that it changes."""
    changes = []
    for field in revision.fields:
        before = getattr(revision.before, field) if revision.before else ""
        after = getattr(revision.after, field)
        changes.append(
            (name_field(field, t), say_cell(field, before, t), say_cell(field, after, t))
        )
    return changes


def name_field(field: str, t: Texts) -> str:
    return t(f"collecting.field_{field}")


def say_cell(field: str, value: str, t: Texts) -> str:
    """As the screen says it; an empty cell as such."""
    if not value:
        return t("collecting.empty_cell")
    return name_status(value, t) if field == "status" else value


def show_conflicts(outcome: Outcome, t: Texts) -> dict[str, str]:
    """Each cell that both sides changed: as sent, theirs and ours; what was chosen, by the
    conflict's name."""
    chosen = {}
    for conflict in outcome.conflicts:
        with st.container(border=True, key=f"progress_conflict_{conflict.name}"):
            st.html(write_conflict(conflict, t))
            choice = st.radio(
                escape_markdown(_name(conflict, t)),
                (THEIRS, OURS),
                index=None,
                format_func=lambda side: t(f"collecting.take_{side}"),
                horizontal=True,
                key=f"progress_choice_{conflict.name}",
                label_visibility="collapsed",
            )
            if choice:
                chosen[conflict.name] = choice
    return chosen


def _name(conflict: Conflict, t: Texts) -> str:
    field = name_field(conflict.field, t)
    return t("list.dot").join((conflict.line.unit, conflict.line.measure_id, field))


def write_conflict(conflict: Conflict, t: Texts) -> Markup:
    sides = [
        (t(f"collecting.side_{side}"), say_cell(conflict.field, getattr(conflict, side), t))
        for side in ("sent", THEIRS, OURS)
    ]
    return draw(
        "screens/progress/outcome.conflict",
        name=_name(conflict, t),
        where=t("collecting.at_cell", sheet=conflict.sheet, n=conflict.row),
        sides=sides,
    )
