"""Which plans open where a link names none, set by whoever may write."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from components.screens.widgets.panel import write_quiet
from components.screens.widgets.writer import attempt
from components.session.models import get_model
from components.session.rights import find_writer, may_do
from components.texts import Texts
from components.words.plan import name_plan
from components.words.source import write_time
from components.words.words import Words
from geo.together import MAX_PLANS
from store.database import read
from store.defaults import Entry, find_last, set_default
from store.place import is_used
from store.shelf import find_default, list_plans

WHY, MAX_WHY = "opens_why", 200


def show_default(t: Texts) -> None:
    """Closed until somebody asks for it; not there where the shipped plan is all there is."""
    plans = list_plans()
    if not may_do("set_default") or len(plans) < 2:
        return
    last = load_last()
    with st.expander(t("opens.title"), key="plan_opens"):
        st.html(write_quiet(t("opens.help")))
        if last:
            st.html(write_quiet(say_last(last, t)))
        chosen = st.multiselect(
            t("opens.plans"),
            plans,
            default=[plan for plan in find_default() if plan in plans],
            format_func=lambda plan: _name(plan, t),
            max_selections=MAX_PLANS,
            placeholder=t("opens.shipped"),
            key=f"opens_plans_{last.id if last else 0}",  # another entry begins anew
        )
        st.text_input(t("opens.why"), key=WHY, max_chars=MAX_WHY)
        st.button(
            t("opens.set") if chosen else t("opens.undo"),
            key="opens_set",
            disabled=tuple(chosen) == find_default(),
            on_click=_set,
            args=(chosen,),
        )


def load_last() -> Entry | None:
    if not is_used():
        return None
    with read() as connection:
        return find_last(connection) if connection else None


def say_last(last: Entry, t: Texts) -> str:
    """Who set what stands, when and why."""
    told = {"who": last.decided_by, "when": write_time(last.decided_at)}
    said = t("opens.last", **told) if last.plans else t("opens.last_undone", **told)
    return t("opens.last_why", said=said, why=last.why) if last.why else said


def _name(plan: str, t: Texts) -> str:
    return t("list.coded", name=name_plan(Words(get_model(plan), t)), code=plan)


def _set(plans: Sequence[str]) -> None:
    why = str(st.session_state.get(WHY, "")).strip()
    attempt(lambda: set_default(plans, find_writer(), why))
    st.session_state[WHY] = ""
