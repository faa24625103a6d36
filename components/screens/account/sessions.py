"""Where somebody is signed in, and out again."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st
from markupsafe import Markup

from components.html.template import draw
from components.screens.account.desk import Desk
from components.screens.widgets.panel import show_heading
from components.screens.widgets.writer import REFUSED
from components.words.source import write_time
from geo.packages.problems import DataError
from store.access.sessions import end_sessions_of, find_session, list_sessions

COLUMNS = ("begun", "seen", "from")
LEAVE = Markup("<form method='post' action='sign-out' class='sign-out'><button>{}</button></form>")
EVERYWHERE = "signed out everywhere"
"""Why a session ended, as it is kept."""


@dataclass(frozen=True)
class Line:
    """A session; `here`: said of the one by which the page is read."""

    begun: str
    seen: str
    address: str
    here: str


def show_sessions(desk: Desk) -> None:
    """Of who reads the page and has signed in."""
    t, lasts = desk.t, desk.reader.lasts
    if lasts is None:
        return
    idle, hours = lasts
    show_heading(t("account.sessions"), t("account.sessions_help", idle=idle, hours=hours))
    st.html(write_sessions(desk, idle, hours))
    with st.container(horizontal=True, key="account_out"):
        st.html(LEAVE.format(t("account.sign_out")), width="content")
        st.button(
            t("account.sign_out_everywhere"),
            key="account_sign_out_everywhere",
            on_click=lambda: _end_all(desk.me.person),
        )


def write_sessions(desk: Desk, idle: int, hours: int) -> Markup:
    t, here = desk.t, find_session(desk.reader.token, idle, hours)
    lines = [
        Line(
            write_time(one.begun_at),
            write_time(one.seen_at),
            one.address,
            t("account.session_here") if here and one.id == here.id else "",
        )
        for one in list_sessions(desk.me.person, idle, hours)
    ]
    columns = [t(f"account.column_{name}") for name in COLUMNS]
    caption = t("account.sessions")
    return draw("screens/account/sessions.sessions", caption=caption, columns=columns, lines=lines)


def _end_all(person: str) -> None:
    """Anybody may, whatever else they may not."""
    try:
        end_sessions_of(person, EVERYWHERE)
    except DataError as error:
        st.session_state[REFUSED] = error.problems
