"""The drill-down panel: a district's duties, or the whole city where none is chosen."""

from __future__ import annotations

import pandas as pd
import streamlit as st
from markupsafe import Markup

from components.html.parties import write_options
from components.html.template import draw
from components.screens.map.city import write_city_document
from components.screens.map.measure import write_measure_document
from components.screens.map.party import write_party_document
from components.screens.widgets.downloads import download_menu
from components.screens.widgets.parties import link_to_comparison
from components.screens.widgets.places import show_place
from components.session.link import View, write_view
from components.session.remember import remember
from components.texts import Texts
from components.words.plan import name_measure
from geo.model import Model


def duty_panel(model: Model, load: pd.DataFrame, view: View, t: Texts) -> None:
    """Show the panel of `view`; `load` holds the figures now on the map."""
    with st.container(key="duty_panel"):
        with st.container(horizontal=True, vertical_alignment="center", key="panel_links"):
            st.html(write_chooser(model, t), width="stretch")
            if view.district:
                profile, params = "pages/district.py", write_view(view)
                st.page_link(profile, label=t("profile.open"), query_params=params)
                link_to_comparison(view, view.district, t)
            codes = [view.district] if view.district else model.codes
            download_menu(model, codes, t, view=view, load=load, key="panel_files")
        if view.place:
            show_place(model, view, view.place, t)
        elif view.measure:
            st.html(write_measure_document(model, view.measure, view.district, t))
        elif view.district:
            st.html(write_party_document(model, view.district, view.metric, view.bases, t))
        else:
            st.html(write_city_document(model, view.metric, view.bases, t))


@remember
def write_chooser(model: Model, t: Texts) -> Markup:
    """The list to choose a party or a measure from, see `map/assets/ahead.js`."""
    measures = [
        (measure_id, name_measure(model, measure_id, t))
        for measure_id in model.plan.measures["measure_id"]
    ]
    return draw(
        "screens/map/panel.chooser",
        label=t("measure.choose"),
        placeholder=t("measure.choose_placeholder"),
        parties_title=t("column.unit"),
        parties=write_options(model, t),
        measures_title=t("ledger.measure"),
        measures=measures,
    )
