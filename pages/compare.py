"""`/compare`: two to four parties side by side, and all of them at once."""

import streamlit as st

from components.cache import get_model
from components.compare import (
    choose_parties,
    show_count_notice,
    show_matrix,
    show_mode,
    show_peers,
    show_sheet,
    show_summary,
)
from components.frame import show_notices
from components.navigation import require_router
from components.state import parse_view, read_plan_code
from components.texts import Texts
from geo.packages import list_plans

require_router()
model = get_model(read_plan_code(st.query_params, list_plans()))


@st.fragment
def explore() -> None:
    view, _ = parse_view(st.query_params, model)
    t = Texts(view.lang)
    mode = show_mode(view, t)
    if mode != "chosen":
        show_sheet(model, mode, t)
        return
    choice, comparison = st.columns([1, 2.6], gap="medium")
    with choice:
        choose_parties(model, view, t, "compare_map")
        show_peers(model, view, t)
    with comparison:
        if show_count_notice(model, view, t):
            show_matrix(model, view, t)
            show_summary(model, view, t)


opened, notices = parse_view(st.query_params, model)
show_notices(notices, Texts(opened.lang))
explore()
