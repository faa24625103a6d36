"""`/`: the plan on one map."""

from functools import partial

import streamlit as st

from components.ahead import find_ahead
from components.basemap import Basemap
from components.cache import get_load
from components.controls import map_controls
from components.map import district_map, follow_click
from components.map_view import get_map_view
from components.opening import open_page, read_view
from components.panel import duty_panel
from components.place_layers import add_layers

MAP_KEY = "district_map"

model = open_page()


@st.fragment
def explore() -> None:
    view, t = read_view(model)
    with st.container(key="explore"):
        with st.container(key="explore_controls"):
            basemap = map_controls(model, view, t)
        answer(basemap)


@st.fragment
def answer(basemap: Basemap | None) -> None:
    """Map and panel: what a click on either changes."""
    view, t = read_view(model)
    load = get_load(model, view.metric, view.bases)
    with st.container(key="district_map_box"):
        district_map(
            model,
            add_layers(model, get_map_view(model, view.metric, view.bases, t), view, t),
            selected=[view.district] if view.district else [],
            basemap=basemap,
            t=t,
            on_click=partial(follow_click, model),
            key=MAP_KEY,
            ahead=find_ahead(model, view.metric, view.bases, t),
        )
    duty_panel(model, load, view, t)


explore()
