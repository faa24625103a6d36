"""`/`: the plan on one map."""

import streamlit as st

from components.cache import get_load, get_model
from components.controls import map_controls
from components.frame import show_notices
from components.map import district_map
from components.map_view import build_map_view
from components.navigation import require_router
from components.panel import duty_panel
from components.state import change_view, parse_view, read_plan_code
from components.texts import Texts
from geo.packages import list_plans

MAP_KEY = "district_map"

require_router()
plan = read_plan_code(st.query_params, list_plans())
model = get_model(plan)


def select_clicked() -> None:
    view, _ = parse_view(st.query_params, model)
    change_view(view, district=st.session_state[MAP_KEY]["unit_code"])


@st.fragment
def explore() -> None:
    view, _ = parse_view(st.query_params, model)
    t = Texts(view.lang)
    load = get_load(plan, view.metric, view.bases)
    map_column, panel_column = st.columns([1.62, 1], gap="medium")
    with map_column:
        basemap = map_controls(model, view, t)
        with st.container(key="district_map_box"):
            district_map(
                model,
                build_map_view(model, load, view, t),
                selected=[view.district] if view.district else [],
                clicks=(st.session_state.get(MAP_KEY) or {}).get("n", 0),
                basemap=basemap,
                t=t,
                on_change=select_clicked,
                key=MAP_KEY,
            )
    with panel_column:
        duty_panel(model, load, view, t)


opened, notices = parse_view(st.query_params, model)
show_notices(notices, Texts(opened.lang))
explore()
