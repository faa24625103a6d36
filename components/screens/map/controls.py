"""The switches above the map: metric, basis, base map."""

from __future__ import annotations

import streamlit as st

from components.html.markdown import escape_markdown
from components.map.basemap import Basemap, basemap_control
from components.screens.widgets.panel import show_control_label
from components.session.link import View, change_view
from components.texts import Texts
from components.words.places import list_layers
from components.words.plan import name_metric
from components.words.words import Words
from geo.plan.duties import BASES, COUNTED_BASES


def map_controls(words: Words, view: View) -> Basemap | None:
    """Show the switches, which write the URL; returns the base map chosen for this session."""
    model, t = words.model, words.t

    def choose_metric() -> None:
        change_view(view, metric=st.session_state["metric_choice"], measure=None)

    def choose_bases() -> None:
        chosen = st.session_state["basis_choice"]
        is_default = set(chosen) == set(model.counted_bases)
        bases = COUNTED_BASES if is_default else tuple(b for b in BASES if b in chosen)
        change_view(view, bases=bases, measure=None)

    # Of a single measure no metric is shown; any of them leads back to the task load.
    st.session_state["metric_choice"] = None if view.measure else view.metric
    st.session_state["basis_choice"] = [basis for basis in view.bases if basis in model.bases]
    with st.container(key="map_controls"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            label = t("metric.label")
            show_control_label(label)
            st.segmented_control(
                label,
                model.metrics,
                format_func=lambda metric: escape_markdown(name_metric(words, metric)),
                required=not view.measure,
                key="metric_choice",
                on_change=choose_metric,
                label_visibility="collapsed",
            )
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(t("basis.label"), help=_explain_bases(words), width="content")
            st.pills(
                t("basis.label"),
                model.bases,
                selection_mode="multi",
                format_func=lambda basis: t(f"basis.{basis}"),
                key="basis_choice",
                on_change=choose_bases,
                label_visibility="collapsed",
            )
            _show_layers(list_layers(model), view, t)
            return basemap_control(t)


def _show_layers(layers: list[str], view: View, t: Texts) -> None:
    """Sites and protected areas over the districts, off by default."""
    if not layers:
        return

    def choose() -> None:
        chosen = tuple(layer for layer in layers if layer in st.session_state["layer_choice"])
        change_view(view, layers=chosen)

    st.session_state["layer_choice"] = [layer for layer in view.layers if layer in layers]
    show_control_label(t("place.layers"))
    st.pills(
        t("place.layers"),
        layers,
        selection_mode="multi",
        format_func=lambda layer: t(f"place.layer_{layer}"),
        key="layer_choice",
        on_change=choose,
        label_visibility="collapsed",
    )


def _explain_bases(words: Words) -> str:
    """What each basis in use means, in the words of the counting rules."""
    t = words.t
    return "\n\n".join(f"**{t(f'basis.{b}')}** {t(f'rules.{b}')}" for b in words.model.bases)
