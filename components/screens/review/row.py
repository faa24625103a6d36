"""One row of a plan under review, every cell of it to be corrected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from components.html.markdown import escape_markdown
from components.html.template import draw
from components.screens.review.answers import find_standing, say_who
from components.screens.review.cells import (
    MOST_LETTERS,
    SEPARATOR,
    name_field,
    show_cell,
    write_answer,
)
from components.screens.review.excerpt import Spot
from components.screens.review.link import go
from components.screens.review.review import Review, give
from components.screens.review.source import show_source
from components.screens.widgets.panel import write_quiet
from geo.intake.draft import Measure
from geo.plan.plan import ROLES
from store.answers import REOPEN, SET
from store.asked import CORRECT, FIELDS, Asked, hash_parts, print_cell


def show_row(review: Review, names: Sequence[str], at: int) -> None:
    """`names`: of all rows, see `name_rows`; `at`: the position of this one."""
    t, read = review.t, review.state.reading.draft.measures[at]
    _show_way(review, names, at)
    show_source(review, Spot(read.place, read.row, wording=read.text, around=0))
    asked = {
        one.field: one
        for one in review.state.settled.asked
        if one.code == CORRECT and one.measure == at
    }
    _show_corrections(review, asked)
    if review.may_write:
        _show_form(review, names[at], review.state.settled.measures[at], asked)
    else:
        st.html(write_quiet(t("rows.reading_only")))


def _show_way(review: Review, names: Sequence[str], at: int) -> None:
    t = review.t
    places = {"list": "", "before": names[at - 1] if at else None, "after": None}
    places["after"] = names[at + 1] if at + 1 < len(names) else None
    with st.container(horizontal=True):
        for name, to in places.items():
            st.button(
                t(f"rows.{name}"),
                key=f"row_{name}",
                disabled=to is None,
                on_click=_look_at,
                args=(review, to or ""),
            )


def _look_at(review: Review, name: str) -> None:
    go(review.link, at=name)


def _show_corrections(review: Review, asked: Mapping[str, Asked]) -> None:
    """What was written anew, by whom and when, and the way back to what was read."""
    t, draft = review.t, review.state.reading.draft
    told, undone = [], []
    for field, one in asked.items():
        standing = find_standing(review, one)
        if standing:
            undone.append(one)
            told.append(
                t(
                    "rows.correction",
                    name=name_field(field, draft, t),
                    before=show_cell(field, one.value) or t("asking.blank"),
                    after=show_cell(field, standing.answer.removeprefix(SET)) or t("asking.blank"),
                    **say_who(standing, t),
                )
            )
    if not told:
        return
    st.html(draw("screens/review/rows.corrections", t=t, told=told))
    if review.may_write:
        st.button(
            t("rows.restore"),
            key="row_restore",
            on_click=_restore,
            args=(review, undone),
        )


def _restore(review: Review, undone: Sequence[Asked]) -> None:
    give(review, [(one, REOPEN) for one in undone])


def list_fields(measure: Measure, roles: Mapping[str, str]) -> list[tuple[str, ...]]:
    """The fields of a row's form; roles that share a cell are one field."""
    shown = [f for f in FIELDS if f not in ROLES or f in roles or measure.names.get(f)]
    merged = measure.merged if len(measure.merged) > 1 else ()
    single = [(field,) for field in shown if field not in merged[1:]]
    return [merged if merged and fields == merged[:1] else fields for fields in single]


def _show_form(review: Review, name: str, measure: Measure, asked: Mapping[str, Asked]) -> None:
    t, keys = review.t, {}
    fields = list_fields(measure, review.state.reading.draft.roles)
    at = fields.index(("text",))
    with st.form("row_form"):
        for line in (fields[:at], fields[at : at + 1], fields[at + 1 :]):
            for column, together in zip(st.columns(len(line)), line, strict=True):
                with column:
                    keys[together[0]] = _show_field(review, name, measure, together)
        st.text_input(t("asking.why"), key=_name_why(name), max_chars=500)
        st.form_submit_button(
            t("rows.save"),
            key="row_save",
            on_click=_save,
            args=(review, measure, asked, keys, name),
        )


def _show_field(review: Review, name: str, measure: Measure, together: Sequence[str]) -> str:
    """A cell as it is printed now; the key of its field. Another row or another answer has another
    key, so that none shows what was."""
    field = together[0]
    written = show_cell(field, print_cell(measure, field))
    key = f"row_{field}_{hash_parts(name, written)[:8]}"
    show_input = st.text_area if field == "text" else st.text_input
    show_input(
        escape_markdown(_name_fields(review, together)),
        written,
        key=key,
        max_chars=MOST_LETTERS,
        help=review.t("asking.write_help", mark=SEPARATOR) if field in ROLES else None,
    )
    return key


def _name_why(name: str) -> str:
    return f"row_why_{hash_parts(name)[:8]}"


def _name_fields(review: Review, fields: Sequence[str]) -> str:
    t = review.t
    names = [name_field(field, review.state.reading.draft, t) for field in fields]
    joined = t("list.comma").join(names)
    return t("rows.joint", name=joined) if len(fields) > 1 else joined


def _save(
    review: Review,
    measure: Measure,
    asked: Mapping[str, Asked],
    keys: Mapping[str, str],
    name: str,
) -> None:
    """Keep what was changed, all of it or none."""
    given = []
    for field, key in keys.items():
        answer = write_answer(field, str(st.session_state[key]))
        if answer != write_answer(field, show_cell(field, print_cell(measure, field))):
            given.append((asked[field], answer))
    why = str(st.session_state[_name_why(name)]).strip()
    give(review, given, why)
