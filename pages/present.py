"""`/present`: the plan in a meeting, slide by slide."""

import streamlit as st

from components.screens.present.choice import show_choice
from components.screens.present.show import show_slides
from components.screens.shell.opening import open_page, read_view
from components.slides.run import find_run_notices, is_presenting

model = open_page(find_run_notices)
_, words = read_view(model)
if is_presenting(st.query_params):
    show_slides(words)
else:
    show_choice(words)
