"""`/restoration`: where the plan's restoration works touch the ground."""

import streamlit as st

from components.screens.places.matrix import write_place_matrix
from components.screens.places.restoration import (
    restoration_panel,
    show_site_filters,
    show_site_map,
)
from components.screens.shell.opening import open_page, read_view

MAP_KEY = "restoration_map"

model = open_page()


@st.fragment
def explore() -> None:
    view, words = read_view(model)
    map_column, panel_column = st.columns([1.62, 1], gap="medium")
    with map_column:
        show_site_filters(words, view)
        show_site_map(words, view, MAP_KEY)
    with panel_column:
        restoration_panel(words, view)


explore()
_, words = read_view(model)
if not model.sites.empty or not model.place_duties.empty:
    st.html(write_place_matrix(words))
