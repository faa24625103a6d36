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
    view, words = read_view(model)
    mode = show_mode(view, words.t)
    if mode != "chosen":
        show_sheet(words, mode)
        return
    choice, comparison = st.columns([1, 2.6], gap="medium")
    with choice:
        choose_parties(words, view, "compare_map")
        show_peers(words, view)
    with comparison:
        if show_count_notice(words, view):
            show_answer(words, view)
            show_matrix(words, view)
            show_summary(words, view)


explore()
