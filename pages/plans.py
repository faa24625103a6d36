"""`/plans`: the plans that are here, and what is made of a plan's own file."""

import streamlit as st

from components.screens.plans.file import show_file
from components.screens.plans.shelf import show_shelf
from components.screens.shell.opening import open_page, read_view

model = open_page()


@st.fragment
def explore() -> None:
    _, words = read_view(model)
    with st.container(key="plans"):
        show_shelf(words.t)
        show_file(words)


explore()
