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
    view, t = read_view(model)
    map_column, panel_column = st.columns([1.62, 1], gap="medium")
    with map_column:
        show_site_filters(model, view, t)
        show_site_map(model, view, t, MAP_KEY)
    with panel_column:
        restoration_panel(model, view, t)


explore()
_, texts = read_view(model)
st.html(write_place_matrix(model, texts))
