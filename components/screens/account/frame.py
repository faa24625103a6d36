"""The account page: its parts, and the one that is open."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from components.html.heads import write_panel_title
from components.html.problems import write_problems
from components.screens.account.desk import Desk, load_desk
from components.screens.account.link import STEPS, AccountLink, go
from components.screens.account.log import show_log
from components.screens.account.me import show_me
from components.screens.account.people import show_people
from components.screens.widgets.choice import show_pills
from components.screens.widgets.writer import show_refused
from components.words.words import Words
from geo.packages.problems import DataError

SHOW_STEP: dict[str, Callable[[Desk], None]] = {
    "me": show_me,
    "people": show_people,
    "log": show_log,
}
"""What each of `STEPS` puts on the screen."""


def show_account(words: Words, link: AccountLink) -> None:
    """To who is no administrator their own part alone, whatever the link says."""
    desk = load_desk(words, link)
    t = desk.t
    with st.container(key="account"):
        st.html(write_panel_title(t("account.title")))
        if desk.is_administrator:
            show_pills(
                {step: t(f"account.step_{step}") for step in STEPS},
                lambda step: go(AccountLink(step or link.step)),
                key="account_steps",
                label=t("account.steps"),
                chosen=link.step,
            )
        show_refused(t)
        try:
            SHOW_STEP[link.step if desk.is_administrator else STEPS[0]](desk)
        except DataError as error:
            st.html(write_problems(error.problems, t))
