"""`/`: the plan on one map."""

from functools import partial

import streamlit as st

from components.map.basemap import Basemap
from components.map.drawing import district_map, follow_click
from components.map.views import draw_map
from components.screens.map.ahead import find_ahead
from components.screens.map.controls import map_controls
from components.screens.map.corner import show_corner
from components.screens.map.panel import duty_panel
from components.screens.shell.opening import open_page, read_view
from components.screens.widgets.against import find_between
from components.session.models import get_load
from components.session.progress import find_progress

MAP_KEY = "district_map"

model = open_page()


@st.fragment
def explore() -> None:
    view, words = read_view(model)
    with st.container(key="explore"):
        with st.container(key="explore_controls"):
            is_followed = find_progress(model) is not None
            basemap = map_controls(words, view, is_followed=is_followed)
        answer(basemap)


@st.fragment
def answer(basemap: Basemap | None) -> None:
    """Map and panel: what a click on either changes."""
    view, words = read_view(model)
    load = get_load(model, view.counted, view.bases)
    between, progress = find_between(words, view), find_progress(model)
    followed = progress.followed if progress else ()
    asked = (words, view.metric, view.bases, view.shape, between, followed)
    with st.container(key="district_map_box"):
        show_corner(words, view)
        district_map(
            words,
            draw_map(words, view, between, progress),
            selected=[view.district] if view.district else [],
            basemap=basemap if view.shape == "map" else None,
            on_click=partial(follow_click, model),
            key=MAP_KEY,
            ahead=None if view.measure else find_ahead(*asked),
        )
    duty_panel(words, load, view, between, progress)


explore()
