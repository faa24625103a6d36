"""The ledger: filters in the link, the plan's table, and what the departments hold."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st
from markupsafe import Markup

from components.html.scripts import write_script
from components.screens.ledger.found import find_measures
from components.screens.ledger.link import (
    ANY_ROLE,
    MAX_PARTIES,
    MAX_QUERY,
    write_filter,
)
from components.screens.ledger.tables import write_measures
from components.screens.widgets.downloads import ledger_downloads
from components.screens.widgets.panel import write_empty
from components.session.link import View, write_view
from components.session.progress import find_progress
from components.texts import Texts
from components.words.duty_states import CHOICES, name_choice
from components.words.plan import list_chapters, list_deadlines, list_search_examples, name_task
from components.words.words import Words
from geo.model import Model
from geo.plan.ledger import LedgerFilter, PartyFilter
from geo.plan.plan import ROLES

STATE = "ledger_state"
WIDTHS, WIDTHS_OF_MONTH = (2.2, 1.6, 1.0), (2.2, 1.6, 1.0, 1.0)
"""Of the filters' first row; where a month was opened, it has one more."""


def show_ledger(words: Words, view: View) -> None:
    """Filters, the count, and the measures found."""
    model, t = words.model, words.t
    progress = find_progress(model)
    found = find_measures(words, st.query_params, progress)
    settled, still_open, told = found.settled, found.still_open, found.told
    _show_filters(words, view, found.wanted, found.state if progress else None)
    with st.container(horizontal=True, vertical_alignment="center"):
        text = _write_count(len(settled), len(still_open), len(model.plan.measures), t)
        count = Markup("<p class='count' role='status'><b>{}</b></p>").format(text)
        st.html(count, width="content")
        if write_filter(found.wanted, model) or found.state:
            st.button(
                t("ledger.clear"),
                key="ledger_clear",
                icon=":material/close:",
                type="tertiary",
                on_click=_write,
                args=(model, view, LedgerFilter()),
            )
        ledger_downloads(words, settled, still_open=still_open, told=told, key="ledger_files")
    with st.container(key="ledger_table"):
        if settled or still_open:
            table = write_measures(words, settled, still_open, told)
            st.html(table + write_script("ledger"), unsafe_allow_javascript=True)
        else:
            st.html(write_empty([t("ledger.none"), t("ledger.none_way")]))


def _write_count(settled: int, still_open: int, total: int, t: Texts) -> str:
    if still_open:
        return t("ledger.count_open", n=settled, open=still_open)
    if settled < total:
        return t("ledger.count_of", n=settled, all=total)
    return t("ledger.count", n=total)


def _write(model: Model, view: View, wanted: LedgerFilter, chosen: str = "") -> None:
    of_state = {"state": chosen} if chosen else {}
    st.query_params.from_dict({**write_view(view), **write_filter(wanted, model), **of_state})


def _show_filters(words: Words, view: View, wanted: LedgerFilter, chosen: str | None) -> None:
    """`chosen`: the state in which measures are shown, "" for any; None without a month."""
    model, t = words.model, words.t
    state = st.session_state
    state["ledger_q"] = wanted.query
    state["ledger_task"] = write_filter(wanted, model).get("task", "")
    state["ledger_deadline"] = wanted.deadline or ""
    for n in range(MAX_PARTIES):
        party = wanted.parties[n] if n < len(wanted.parties) else None
        state[f"ledger_unit_{n}"] = party.unit_code if party else None
        state[f"ledger_role_{n}"] = (party.role if party else None) or ANY_ROLE
        state[f"ledger_basis_{n}"] = (party.basis if party else None) or ""

    def apply() -> None:
        _write(model, view, _read_widgets(model), state.get(STATE) or "")

    with st.container(key="ledger_filters"):
        search, tasks, deadlines, *states = st.columns(
            WIDTHS if chosen is None else WIDTHS_OF_MONTH
        )
        search.text_input(
            t("ledger.search"),
            key="ledger_q",
            help=t("ledger.search_help", **list_search_examples(model)),
            max_chars=MAX_QUERY,
            on_change=apply,
        )
        options = _list_task_options(words)
        tasks.selectbox(
            t("ledger.chapter_task"),
            list(options),
            key="ledger_task",
            format_func=lambda code: options[code],
            on_change=apply,
        )
        printed = list_deadlines(words)
        deadlines.selectbox(
            t("ledger.deadline_filter"),
            ["", *printed],
            key="ledger_deadline",
            format_func=lambda d: printed[d] if d else t("ledger.any_deadline"),
            on_change=apply,
        )
        for column in states:
            state[STATE] = chosen
            column.selectbox(
                t("duty_state.choice"),
                ["", *CHOICES],
                key=STATE,
                format_func=lambda c: name_choice(c, t) if c else t("duty_state.any"),
                on_change=apply,
            )
        for n, column in enumerate(st.columns(MAX_PARTIES)):
            with column:
                _show_party_filter(words, n, apply)
        if len(wanted.parties) == MAX_PARTIES:
            st.caption(t("ledger.and"))


def _list_task_options(words: Words) -> dict[str, str]:
    """Chapters, each followed by its tasks, by the code the link uses."""
    options = {"": words.t("ledger.any_task")}
    chapters = list_chapters(words)
    for measure in words.model.plan.measures.drop_duplicates("task_no").itertuples():
        options[f"ch{measure.chapter_no}"] = chapters[measure.chapter_no]
        options[str(measure.task_no)] = name_task(words, measure.task_no)
    return options


def _show_party_filter(words: Words, n: int, apply: Callable[[], None]) -> None:
    model, t = words.model, words.t
    units = model.region.units.set_index("unit_code")
    unit, role, basis = st.columns([2, 1.1, 1.1])
    unit.selectbox(
        t("ledger.unit", n=n + 1),
        units.index.tolist(),
        index=None,
        format_func=lambda c: t.pick(units.at[c, "name"], units.at[c, "name_en"]),
        placeholder=t("ledger.any_unit"),
        key=f"ledger_unit_{n}",
        on_change=apply,
    )
    role.selectbox(
        t("ledger.role"),
        [ANY_ROLE, *ROLES],
        key=f"ledger_role_{n}",
        on_change=apply,
        format_func=lambda r: t("ledger.any_role") if r == ANY_ROLE else t(f"role.{r}"),
    )
    basis.selectbox(
        t("ledger.basis"),
        ["", *model.bases],
        key=f"ledger_basis_{n}",
        on_change=apply,
        format_func=lambda b: t(f"basis.{b}") if b else t("ledger.any_basis"),
    )


def _read_widgets(model: Model) -> LedgerFilter:
    state = st.session_state
    task = str(state["ledger_task"])
    parties = []
    for n in range(MAX_PARTIES):
        if state[f"ledger_unit_{n}"]:
            role, basis = state[f"ledger_role_{n}"], state[f"ledger_basis_{n}"]
            wanted_role = role if role != ANY_ROLE else None
            parties.append(PartyFilter(state[f"ledger_unit_{n}"], wanted_role, basis or None))
    return LedgerFilter(
        query=str(state["ledger_q"]).strip(),
        chapter_no=int(task.removeprefix("ch")) if task.startswith("ch") else None,
        task_no=int(task) if task.isdigit() else None,
        deadline=state["ledger_deadline"] or None,
        parties=tuple(parties),
    )
