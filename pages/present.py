"""`/present`: the plan in a meeting, slide by slide."""

import streamlit as st

from components.opening import open_page, read_view
from components.present.choice import show_choice
from components.present.run import find_run_notices, is_presenting
from components.present.show import show_slides

model = open_page(find_run_notices)
_, t = read_view(model)
if is_presenting(st.query_params):
    show_slides(model, t)
else:
    show_choice(model, t)
