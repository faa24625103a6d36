"""`/sources`: the data as it is, and the rules it is counted and read by."""

import streamlit as st

from components.screens.shell.opening import open_page, read_view
from components.screens.sources.sources import (
    show_citing,
    show_contents,
    show_files,
    show_limits,
    show_places,
    show_proof,
    show_reading,
    show_rules,
)

model = open_page()
view, words = read_view(model)
with st.container(key="sources"):
    contents, text = st.columns([1, 3.4], gap="large")
    with contents:
        show_contents(words.t)
    with text:
        show_rules(words, view)
        show_reading(words)
        show_proof(words)
        show_places(words)
        show_limits(words)
        show_citing(words)
        show_files(words)
