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
    """The sites and the protected areas of one party, as tables, and the way to their maps."""
    model, t = words.model, words.t
    sites = select_in_district(model.sites, code)
    areas = select_in_district(model.region.protected.areas, code)
    show_heading(t("place.section_title"), t("place.section_help"))
    area_title, layers = t("place.areas"), list_layers(model)
    if "areas" in layers:
        area_title = t("place.areas_counted", counts=name_registers(words, code))
    for key, layer, rows, write, title, missing in (
        ("restoration", "sites", sites, write_site_list, t("place.sites"), "restoration.no_sites"),
        ("protected", "areas", areas, write_area_list, area_title, "protected.no_registers"),
    ):
        st.html(Markup("<h4>{}</h4>").format(title))
        if rows.empty:
            none = t(f"place.no_{key}", name=name_party(words, code))
            none = none if layer in layers else t(missing)
            st.html(write_quiet(none))
        else:
            st.html(write(words, rows))
        page = f"pages/{key}.py"
        st.page_link(page, label=t(f"place.to_{key}"), query_params=write_view(view))
