"""What a district answers for on the ground: its sites and protected areas."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from components.html.places import write_area_list, write_site_list
from components.screens.widgets.panel import show_heading, write_quiet
from components.session.link import View, write_view
from components.words.places import (
    list_layers,
    name_registers,
)
from components.words.units import name_party
from components.words.words import Words
from geo.places.locations import select_in_district


def show_district_places(words: Words, view: View, code: str) -> None:
    """The sites and the protected areas of one party, as tables, and the way to their maps; what
    plan and region have none of is left out."""
    model, t, layers = words.model, words.t, list_layers(words.model)
    if not layers:
        return
    sites = select_in_district(model.sites, code)
    areas = select_in_district(model.region.protected.areas, code)
    show_heading(t("place.section_title"), t("place.section_help"))
    area_title = t("place.areas")
    if "areas" in layers:
        area_title = t("place.areas_counted", counts=name_registers(words, code))
    for key, layer, rows, write, title in (
        ("restoration", "sites", sites, write_site_list, t("place.sites")),
        ("protected", "areas", areas, write_area_list, area_title),
    ):
        if layer not in layers:
            continue
        st.html(Markup("<h4>{}</h4>").format(title))
        if rows.empty:
            st.html(write_quiet(t(f"place.no_{key}", name=name_party(words, code))))
        else:
            st.html(write(words, rows))
        page = f"pages/{key}.py"
        st.page_link(page, label=t(f"place.to_{key}"), query_params=write_view(view))
