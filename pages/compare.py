"""`/compare`: two to seven parties side by side, and all of them at once."""

import streamlit as st

from components.screens.compare.compare import (
    choose_on_map,
    choose_parties,
    is_comparable,
    show_answer,
    show_files,
    show_mode,
    show_peers,
    show_sheet,
)
from components.screens.shell.opening import open_page, read_view

model = open_page()


@st.fragment
def explore() -> None:
    view, words = read_view(model)
    with st.container(horizontal=True, horizontal_alignment="distribute", key="compare_head"):
        mode = show_mode(words, view)
        if mode == "chosen" and is_comparable(view):
            show_files(words, view)
    if mode != "chosen":
        show_sheet(words, mode)
        return
    with st.container(key="compare_page"):
        with st.container(key="compare_chooser"):
            choose_parties(words, view)
        with st.container(key="compare_answer"):
            show_answer(words, view)
        with st.container(key="compare_side"):
            choose_on_map(words, view, "compare_map")
            show_peers(words, view)


explore()
