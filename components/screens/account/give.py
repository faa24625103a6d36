"""A right given: to whom, which, for which unit, and why."""

from __future__ import annotations

import streamlit as st

from components.screens.account.desk import Desk
from components.screens.account.link import AccountLink, go
from components.screens.widgets.writer import REFUSED, attempt
from components.words.units import list_unit_names
from geo.packages.problems import Problem
from store.access.grants import give_right
from store.rights import OF_UNITS, READER, RIGHTS, Grant

WHY = "account_why"
"""In the session: the reason beside what is done to somebody."""
PERSON, RIGHT, UNIT, REASON = (f"account_give_{name}" for name in ("who", "right", "unit", "why"))
MAX_PERSON, MAX_REASON = 120, 200
OFFERED = tuple(right for right in RIGHTS if right != READER)
"""Whoever signed in may read."""


def show_giving(desk: Desk) -> None:
    """To whom the link names, else to whom the form does."""
    t, units = desk.t, list_unit_names(desk.words)
    with st.form("account_give", enter_to_submit=False):
        if not desk.link.who:
            st.text_input(t("account.person"), key=PERSON, max_chars=MAX_PERSON)
        right, unit = st.columns(2)
        right.selectbox(
            t("account.right"),
            OFFERED,
            index=None,
            format_func=lambda one: t(f"account.short_{one}"),
            placeholder=t("account.choose"),
            key=RIGHT,
        )
        unit.selectbox(
            t("account.unit"),
            list(units),
            index=None,
            format_func=units.__getitem__,
            placeholder=t("account.choose"),
            key=UNIT,
        )
        st.text_input(t("account.why"), key=REASON, max_chars=MAX_REASON)
        st.form_submit_button(
            t("account.give"), key="account_give_button", on_click=lambda: _give(desk.link)
        )


def _give(link: AccountLink) -> None:
    """Then whoever got it is shown."""
    told = {key: str(st.session_state.get(key) or "").strip() for key in (PERSON, RIGHT, UNIT)}
    person, right = link.who or told[PERSON], told[RIGHT]
    unit = told[UNIT] if right in OF_UNITS else ""
    if not right or (right in OF_UNITS and not unit):
        st.session_state[REFUSED] = [Problem("right_unsaid", person)]
        return
    if attempt(lambda: give_right(person, Grant(right, unit), str(st.session_state[REASON]))):
        go(link, who=person)
