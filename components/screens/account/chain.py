"""Whether what is kept is what the chain over it says."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from components.html.problems import write_problems
from components.screens.account.desk import Desk
from components.screens.widgets.panel import write_notice, write_quiet
from components.words.source import write_time
from geo.packages.problems import Problem
from store.audit import count_entries, find_broken_chain, find_end
from store.database import read, stamp

CHECKED = "account_chain"
"""In the session: what the last look found."""
MAX_SHOWN = 20


@dataclass(frozen=True)
class Checked:
    """`end`: of the chain then, of `entries` entries; `at`: when, as the store keeps it."""

    end: str
    entries: int
    at: str
    broken: list[Problem]


def check_chain() -> Checked:
    """Every entry and every row that it is of."""
    with read() as connection:
        if connection is None:
            return Checked("", 0, stamp(), [])
        broken = find_broken_chain(connection)
        return Checked(find_end(connection), count_entries(connection), stamp(), broken)


def show_chain(desk: Desk) -> None:
    t = desk.t
    checked: Checked | None = st.session_state.get(CHECKED)
    broken = checked.broken if checked else []
    with st.container(horizontal=True, vertical_alignment="center", key="account_chain"):
        write = write_notice if broken else write_quiet
        st.html(write(say_checked(desk, checked)), width="content")
        st.button(
            t("account.chain_check"),
            key="account_chain_check",
            help=t("account.chain_help"),
            on_click=_check,
        )
    if broken:
        st.html(write_problems(broken[:MAX_SHOWN], t))


def say_checked(desk: Desk, checked: Checked | None) -> str:
    t = desk.t
    if checked is None:
        return t("account.chain_unchecked")
    when = write_time(checked.at)
    if checked.broken:
        return t("account.chain_broken", when=when, n=len(checked.broken))
    with read() as connection:
        has_grown = connection is not None and find_end(connection) != checked.end
    if has_grown:
        return t("account.chain_grown", when=when)
    return t("account.chain_whole", when=when, n=checked.entries)


def _check() -> None:
    st.session_state[CHECKED] = check_chain()
