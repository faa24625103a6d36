"""`/protected`: protected-area duties per district, and the areas themselves."""

import streamlit as st

from components.screens.places.protected import protected_panel, show_area_filters, show_area_map
from components.screens.places.registers import write_register_table
from components.screens.shell.opening import open_page, read_view

MAP_KEY = "protected_map"

model = open_page()


@st.fragment
def explore() -> None:
    view, words = read_view(model)
    map_column, panel_column = st.columns([1.62, 1], gap="medium")
    with map_column:
        show_area_filters(words, view)
        show_area_map(words, view, MAP_KEY)
    with panel_column:
        protected_panel(words, view)


explore()
_, words = read_view(model)
if model.region.protected.year or model.plan.meta["protected_measures"]:
    st.html(write_register_table(words))
