"""`/compare`: two to four parties side by side, and all of them at once."""

import streamlit as st

from components.screens.compare.compare import (
    choose_parties,
    show_answer,
    show_count_notice,
    show_matrix,
    show_mode,
    show_peers,
    show_sheet,
    show_summary,
)
from components.screens.shell.opening import open_page, read_view

model = open_page()


@st.fragment
def explore() -> None:
    view, t = read_view(model)
    mode = show_mode(view, t)
    if mode != "chosen":
        show_sheet(model, mode, t)
        return
    choice, comparison = st.columns([1, 2.6], gap="medium")
    with choice:
        choose_parties(model, view, t, "compare_map")
        show_peers(model, view, t)
    with comparison:
        if show_count_notice(model, view, t):
            show_answer(model, view, t)
            show_matrix(model, view, t)
            show_summary(model, view, t)


explore()
