"""`/progress`: who has reported what on which duty of a plan, month by month."""

import streamlit as st

from components.screens.progress.frame import show_progress
from components.screens.progress.link import read_link
from components.screens.shell.opening import open_page, read_view

model = open_page()


@st.fragment
def explore() -> None:
    _, words = read_view(model)
    show_progress(words, read_link(st.query_params))


explore()
