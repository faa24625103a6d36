"""`/ledger`: every measure, every unit, searchable; departments, figures, open questions."""

import streamlit as st

from components.cache import get_model
from components.departments import show_departments, show_figures, show_questions
from components.frame import show_notices
from components.ledger import show_ledger
from components.ledger_link import parse_filter
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
    names = ("measures", "departments", "figures", "questions")
    tabs = st.tabs([t(f"ledger.{name}") for name in names], key="ledger_tabs")
    with tabs[0]:
        show_ledger(model, view, t)
    with tabs[1]:
        show_departments(model, t)
    with tabs[2]:
        show_figures(model, t)
    with tabs[3]:
        show_questions(model, t)


opened, notices = parse_view(st.query_params, model)
_, filter_notices = parse_filter(st.query_params, model)
show_notices([*notices, *filter_notices], Texts(opened.lang))
explore()
