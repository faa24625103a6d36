"""Settling a measure, and taking it back: a button, and the form that it opens."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

import streamlit as st

from components.html.template import join
from components.screens.widgets.choice import show_many_box
from components.screens.widgets.panel import write_notice
from components.screens.widgets.writer import refuse_nobody
from components.session.rights import find_writer
from components.texts import Texts
from components.words.units import name_party
from components.words.words import Words
from geo.packages.problems import DataError, Problem
from store.resolutions import SEPARATOR, Entry, Given, lift, resolve, take_table
from store.shelf import read_old_file

FIELDS = ("decided_by", "date", "reference")
TOLD, IS_DONE = "settle_told", "settle_done"
"""In the session: of which measure something is told, and the lines; whether it changed what pages
count."""
MAX_FIELD = 200
FORM_PX = 720


@dataclass(frozen=True)
class Settling:
    """What may be settled of a measure. `is_open`: whether the plan still leaves it open;
    `districts`: codes that it can mean; `named`: those its wording names; `standing`: the entry
    that the page shows."""

    measure_id: str
    is_open: bool
    districts: tuple[str, ...]
    named: tuple[str, ...]
    standing: Entry | None

    @property
    def seen(self) -> int:
        return self.standing.id if self.standing else 0

    def key(self, field: str) -> str:
        return f"settle_{field}_{self.measure_id}"


def show_settling(words: Words, settling: Settling, *, is_chosen: bool) -> None:
    t, is_settled = words.t, bool(settling.standing and settling.standing.districts)
    _show_told(settling.measure_id)
    if is_chosen and settling.is_open:
        _show_form(words, settling)
        return
    with st.container(horizontal=True):
        if settling.is_open:
            st.button(
                t("settle.again" if is_settled else "settle.settle", n=settling.measure_id),
                key=settling.key("open"),
                on_click=partial(choose, settling.measure_id),
            )
        if is_settled:
            act = partial(_lift, words, settling)
            label = t("settle.lift", n=settling.measure_id)
            st.button(label, key=settling.key("lift"), on_click=act)


def choose(measure_id: str) -> None:
    """Open the form of a measure, or none: writes the URL, from which the next run reads it."""
    if measure_id:
        st.query_params["measure"] = measure_id
    else:
        st.query_params.pop("measure", None)


def _show_form(words: Words, settling: Settling) -> None:
    """Filled with what stands; what was typed stays when it is refused."""
    t = words.t
    _fill(settling)
    options = {code: name_party(words, code, short=True) for code in settling.districts}
    with st.form(settling.key("form"), enter_to_submit=False, width=FORM_PX):
        show_many_box(
            options,
            most=len(options),
            key=settling.key("districts"),
            label=t("settle.districts"),
            placeholder=t("settle.districts_choose"),
        )
        for field in FIELDS:
            st.text_input(
                t(f"settle.{field}"),
                key=settling.key(field),
                max_chars=MAX_FIELD,
                placeholder=date.today().isoformat() if field == "date" else None,
            )
        with st.container(horizontal=True):
            st.form_submit_button(
                t("settle.save"),
                key=settling.key("save"),
                type="primary",
                on_click=partial(_save, words, settling),
            )
            st.form_submit_button(
                t("settle.cancel"), key=settling.key("cancel"), on_click=partial(choose, "")
            )


def _fill(settling: Settling) -> None:
    entry = settling.standing
    chosen = entry.districts.split(SEPARATOR) if entry and entry.districts else settling.named
    known = [code for code in chosen if code in settling.districts]
    st.session_state.setdefault(settling.key("districts"), known)
    for field in FIELDS:
        before = getattr(entry, field) if entry and entry.districts else ""
        st.session_state.setdefault(settling.key(field), before)


def _save(words: Words, settling: Settling) -> None:
    t = words.t
    typed = {field: str(st.session_state[settling.key(field)]).strip() for field in FIELDS}
    districts = SEPARATOR.join(st.session_state[settling.key("districts")])
    empty = [name for name, value in {"districts": districts, **typed}.items() if not value]
    if empty:
        names = t("list.comma").join(t(f"settle.{name}") for name in empty)
        _tell(settling.measure_id, [t("settle.missing", names=names)])
    elif not _is_date(typed["date"]):
        _tell(settling.measure_id, [t("settle.no_date", today=date.today().isoformat())])
    else:
        given = Given(settling.measure_id, districts, **typed, seen=settling.seen)
        said = t("settle.saved", n=settling.measure_id)
        act = partial(resolve, words.model, [given], find_writer())
        if _attempt(act, settling.measure_id, said, t):
            choose("")


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _lift(words: Words, settling: Settling) -> None:
    plan, measure_id = words.model.plan.code, settling.measure_id
    said = words.t("settle.lifted_said", n=measure_id)
    act = partial(lift, plan, measure_id, settling.seen, find_writer())
    _attempt(act, measure_id, said, words.t)


def show_import(words: Words) -> None:
    """A button to import the file of resolutions that lies there from before they were kept."""
    _show_told("")
    waiting = [problem.file for problem in words.model.notices if problem.rule == "not_taken_in"]
    if waiting:
        label = words.t("settle.import", file=waiting[0])
        act = partial(_import, words, waiting[0])
        st.button(label, key="settle_import", on_click=act)


def _import(words: Words, file: str) -> None:
    def take() -> None:
        take_table(words.model, read_old_file(words.model), find_writer())

    _attempt(take, "", words.t("settle.imported", file=file), words.t)


def _attempt(write: Callable[[], object], measure_id: str, said: str, t: Texts) -> bool:
    """Do what writes; whether it was done. The next run tells what was done, or why not, beside the
    measure, or above all where there is none."""
    try:
        refuse_nobody()
        write()
    except DataError as error:
        _tell(measure_id, [_explain(problem, t) for problem in error.problems])
        return False
    _tell(measure_id, [said])
    st.session_state[IS_DONE] = True
    return True


def settle_page() -> None:
    """Run the whole page after something was done: figures and notices may be others now."""
    if st.session_state.pop(IS_DONE, False):
        st.rerun()


def _tell(measure_id: str, lines: list[str]) -> None:
    st.session_state[TOLD] = measure_id, lines


def _show_told(measure_id: str) -> None:
    """Once, beside the measure."""
    told = st.session_state.get(TOLD)
    if told and told[0] == measure_id:
        del st.session_state[TOLD]
        st.html(join([write_notice(line) for line in told[1]]))


def _explain(problem: Problem, t: Texts) -> str:
    if problem.rule == "settled_since":
        return t("settle.outdated", n=problem.value or "")
    told = {"where": f"{problem.file} {problem.value or ''}".strip()}
    return t("notice.problem", **told, why=problem.why(t.lang), fix=problem.fix(t.lang))
