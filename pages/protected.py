"""`/protected`: protected-area duties per district, and the areas themselves."""

import streamlit as st

from components.opening import open_page, read_view
from components.protected import protected_panel, show_area_filters
from components.protected_html import write_register_table
from components.protected_map import show_area_map

MAP_KEY = "protected_map"

model = open_page()


@st.fragment
def explore() -> None:
    view, t = read_view(model)
    map_column, panel_column = st.columns([1.62, 1], gap="medium")
    with map_column:
        show_area_filters(model, view, t)
        show_area_map(model, view, t, MAP_KEY)
    with panel_column:
        protected_panel(model, view, t)


explore()
_, texts = read_view(model)
st.html(write_register_table(model, texts))
