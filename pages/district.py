"""`/district`: the profile of one district or development zone."""

import streamlit as st

from components.cache import get_model
from components.frame import show_notices
from components.navigation import require_router
from components.profile import show_party_choice, show_profile
from components.state import parse_view, read_plan_code
from components.texts import Texts
from geo.packages import list_plans

require_router()
model = get_model(read_plan_code(st.query_params, list_plans()))


@st.fragment
def explore() -> None:
    view, _ = parse_view(st.query_params, model)
    t = Texts(view.lang)
    show_party_choice(model, view, t)
    if view.district:
        show_profile(model, view, view.district, t)


opened, notices = parse_view(st.query_params, model)
show_notices(notices, Texts(opened.lang))
explore()
