"""The switches in the map's corner: sites and protected areas over the districts; its shape."""

from __future__ import annotations

import streamlit as st

from components.screens.widgets.choice import show_many_pills
from components.screens.widgets.shape import show_shapes
from components.session.link import View, change_view
from components.words.places import list_layers
from components.words.words import Words


def show_corner(words: Words, view: View) -> None:
    """Places have none among tiles, so there their switches are away."""
    with st.container(horizontal=True, horizontal_alignment="right", gap="small", key="map_corner"):
        if view.shape == "map":
            _show_layers(words, view)
        show_shapes(words, view)


def _show_layers(words: Words, view: View) -> None:
    """Off by default; nothing where plan and region have no places."""
    t, layers = words.t, list_layers(words.model)
    if not layers:
        return
    show_many_pills(
        {layer: t(f"place.layer_{layer}") for layer in layers},
        lambda chosen: change_view(view, layers=tuple(la for la in layers if la in chosen)),
        key="layer_choice",
        label=t("place.layers"),
        chosen=view.layers,
    )
