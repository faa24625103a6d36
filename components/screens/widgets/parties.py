"""Pieces about one party that several pages show: its neighbours, the list of all."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from components.screens.widgets.choice import show_party_buttons
from components.screens.widgets.panel import show_heading
from components.session.link import View, write_view
from components.texts import Texts
from components.words.units import group_by_zone
from geo.model import Model

ZONE_WIDTH_PX = 104


def link_to_comparison(view: View, code: str, t: Texts) -> None:
    """A link that adds the party to those already compared."""
    compared = [*(other for other in view.compare if other != code), code]
    params = {**write_view(view), "compare": ",".join(compared)}
    st.page_link("pages/compare.py", label=t("profile.to_compare"), query_params=params)


def show_neighbours(model: Model, view: View, code: str, t: Texts) -> None:
    """The districts that share a border, as buttons."""
    neighbours = model.region.neighbours.get(code, [])
    if not neighbours:
        return
    show_heading(t("panel.neighbours"))
    with st.container(horizontal=True, gap="small"):
        show_party_buttons(model, neighbours, view, t, key="neighbour")


def show_zones(model: Model, view: View, t: Texts) -> None:
    """One button per party, a row for each functional zone."""
    for zone, codes in group_by_zone(model, t).items():
        with st.container(horizontal=True, gap="xsmall", vertical_alignment="center"):
            st.html(Markup("<p class='zone'>{}</p>").format(zone), width=ZONE_WIDTH_PX)
            show_party_buttons(model, codes, view, t, key="party", short=True)
