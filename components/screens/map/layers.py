"""The switches in the map's corner: sites and protected areas over the districts."""

from __future__ import annotations

import streamlit as st

from components.session.link import View, change_view
from components.words.places import list_layers
from components.words.words import Words


def show_layers(words: Words, view: View) -> None:
    """Off by default; nothing where plan and region have no places."""
    t, layers = words.t, list_layers(words.model)
    if not layers:
        return

    def choose() -> None:
        chosen = tuple(layer for layer in layers if layer in st.session_state["layer_choice"])
        change_view(view, layers=chosen)

    st.session_state["layer_choice"] = [layer for layer in view.layers if layer in layers]
    with st.container(key="map_layers"):
        st.pills(
            t("place.layers"),
            layers,
            selection_mode="multi",
            format_func=lambda layer: t(f"place.layer_{layer}"),
            key="layer_choice",
            on_change=choose,
            label_visibility="collapsed",
        )
