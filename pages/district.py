"""`/district`: the profile of one district or development zone."""

import streamlit as st

from components.screens.district.profile import show_party_choice, show_profile
from components.screens.shell.opening import open_page, read_view
from components.session.progress import find_progress

model = open_page()


@st.fragment
def explore() -> None:
    view, words = read_view(model)
    progress = find_progress(model)
    show_party_choice(words, view, progress)
    if view.district:
        show_profile(words, view, view.district, progress)


explore()
