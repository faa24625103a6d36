"""`/ledger`: every measure, every unit, searchable; departments, figures, open questions."""

import streamlit as st

from components.screens.ledger.departments import show_departments, show_figures, show_questions
from components.screens.ledger.ledger import show_ledger
from components.screens.ledger.link import find_filter_notices
from components.screens.shell.opening import open_page, read_view

model = open_page(find_filter_notices)


@st.fragment
def explore() -> None:
    view, words = read_view(model)
    names = ("measures", "departments", "figures", "questions")
    tabs = st.tabs([words.t(f"ledger.{name}") for name in names], key="ledger_tabs")
    with tabs[0]:
        show_ledger(words, view)
    with tabs[1]:
        show_departments(words)
    with tabs[2]:
        show_figures(words)
    with tabs[3]:
        show_questions(words)


explore()
