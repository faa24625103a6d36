"""The switch between the map by boundaries and the map as equal tiles."""

from __future__ import annotations

import streamlit as st

from components.session.link import View, change_view, list_shapes
from components.words.words import Words


def show_shapes(words: Words, view: View) -> None:
    """Nothing where tiles would have no room."""
    t, shapes = words.t, list_shapes(words.model)
    if len(shapes) == 1:
        return
    st.session_state["shape_choice"] = view.shape
    st.segmented_control(
        t("map.shape"),
        shapes,
        format_func=lambda shape: t(f"map.shape_{shape}"),
        required=True,
        key="shape_choice",
        on_change=lambda: change_view(view, shape=st.session_state["shape_choice"]),
        label_visibility="collapsed",
    )
