"""Pieces about one party that several pages show: its neighbours, the list of all."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from components.screens.widgets.choice import show_party_buttons
from components.screens.widgets.panel import show_heading, write_quiet
from components.session.link import View, write_view
from components.texts import Texts
from components.words.units import group_by_zone, is_searched, list_groups
from components.words.words import Words

ZONE_WIDTH_PX = 104


def link_to_comparison(view: View, code: str, t: Texts) -> None:
    """A link that adds the party to those already compared."""
    compared = [*(other for other in view.compare if other != code), code]
    params = {**write_view(view), "compare": ",".join(compared)}
    st.page_link("pages/compare.py", label=t("profile.to_compare"), query_params=params)


def link_to_neighbours(words: Words, view: View, code: str) -> None:
    """A link that compares the party with those that share a border with it."""
    codes = list_groups(words, code).get("neighbours")
    if codes:
        params = {**write_view(view), "compare": ",".join(codes)}
        label = words.t("profile.to_neighbours")
        st.page_link("pages/compare.py", label=label, query_params=params)


def show_neighbours(words: Words, view: View, code: str) -> None:
    """The districts that share a border, as buttons."""
    neighbours = words.model.region.neighbours.get(code, [])
    if not neighbours:
        return
    show_heading(words.t("panel.neighbours"))
    with st.container(horizontal=True, gap="small"):
        show_party_buttons(words, neighbours, view, key="neighbour")


def show_zones(words: Words, view: View) -> None:
    """One button per party, a row for each functional zone, where there are any; of too many
    parties the way to find one."""
    if is_searched(words.model):
        st.html(write_quiet(words.t("search.help")))
        return
    for zone, codes in group_by_zone(words).items():
        with st.container(horizontal=True, gap="xsmall", vertical_alignment="center"):
            if zone:
                st.html(Markup("<p class='zone'>{}</p>").format(zone), width=ZONE_WIDTH_PX)
            show_party_buttons(words, codes, view, key="party", short=True)
