"""`/sources`: the data as it is, and the rules it is counted and read by."""

import streamlit as st

from components.cache import get_model
from components.frame import show_notices
from components.navigation import require_router
from components.sources import (
    show_citing,
    show_contents,
    show_files,
    show_limits,
    show_places,
    show_proof,
    show_reading,
    show_rules,
)
from components.state import parse_view, read_plan_code
from components.texts import Texts
from geo.packages import list_plans

require_router()
model = get_model(read_plan_code(st.query_params, list_plans()))

view, notices = parse_view(st.query_params, model)
t = Texts(view.lang)
show_notices(notices, t)
with st.container(key="sources"):
    contents, text = st.columns([1, 3.4], gap="large")
    with contents:
        show_contents(t)
    with text:
        show_rules(model, view, t)
        show_reading(model, t)
        show_proof(model, t)
        show_places(model, t)
        show_limits(model, t)
        show_citing(model, t)
        show_files(model, t)
