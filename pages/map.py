"""`/`: the plan on one map."""

from functools import partial

import streamlit as st

from components.cache import get_load
from components.controls import map_controls
from components.map import district_map, follow_click
from components.map_view import build_map_view
from components.opening import open_page, read_view
from components.panel import duty_panel
from components.place_layers import add_layers

MAP_KEY = "district_map"

model = open_page()


@st.fragment
def explore() -> None:
    view, t = read_view(model)
    load = get_load(view.plan, view.metric, view.bases)
    map_column, panel_column = st.columns([1.62, 1], gap="medium")
    with map_column:
        basemap = map_controls(model, view, t)
        with st.container(key="district_map_box"):
            district_map(
                model,
                add_layers(model, build_map_view(model, load, view, t), view, t),
                selected=[view.district] if view.district else [],
                basemap=basemap,
                t=t,
                on_change=partial(follow_click, model, MAP_KEY),
                key=MAP_KEY,
            )
    with panel_column:
        duty_panel(model, load, view, t)


explore()
