"""The drill-down panel: a district's duties, or the whole city where none is chosen."""

from __future__ import annotations

import pandas as pd
import streamlit as st
from markupsafe import Markup

from components.html.parties import write_options
from components.html.states import add_states
from components.html.template import draw
from components.screens.map.city import write_city_document
from components.screens.map.measure import write_measure_document
from components.screens.map.party import write_party_document
from components.screens.widgets.downloads import download_menu
from components.screens.widgets.parties import link_to_comparison, link_to_neighbours
from components.screens.widgets.places import show_place
from components.session.link import View, write_view
from components.session.progress import Progress
from components.session.remember import remember
from components.words.changes import Between
from components.words.plan import name_measure
from components.words.words import Words


def duty_panel(
    words: Words,
    load: pd.DataFrame,
    view: View,
    between: Between | None = None,
    progress: Progress | None = None,
) -> None:
    """Show the panel of `view`; `load` holds the figures now on the map, `between` the edition that
    the plan is compared with, `progress` what was reported."""
    with st.container(key="duty_panel"):
        with st.container(horizontal=True, vertical_alignment="center", key="panel_links"):
            st.html(write_chooser(words), width="stretch")
            if view.district:
                profile, params = "pages/district.py", write_view(view)
                st.page_link(profile, label=words.t("profile.open"), query_params=params)
                link_to_comparison(view, view.district, words.t)
                link_to_neighbours(words, view, view.district)
            codes = [view.district] if view.district else words.model.codes
            files = {"view": view, "load": load, "between": between, "progress": progress}
            download_menu(words, codes, **files, key="panel_files")
        if view.place:
            show_place(words, view, view.place)
        elif view.measure:
            st.html(write_measure_document(words, view.measure, view.district))
        elif view.district:
            code, bases = view.district, view.bases
            followed = progress.followed if progress else ()
            document = write_party_document(words, code, view.metric, bases, between, followed)
            st.html(add_states(document, words, progress, code))
        else:
            st.html(write_city_document(words, view.metric, view.bases, between))


@remember
def write_chooser(words: Words) -> Markup:
    """The list to choose a party or a measure from, see `map/assets/ahead.js`."""
    t = words.t
    measures = [
        (measure_id, name_measure(words, measure_id))
        for measure_id in words.model.plan.measures["measure_id"]
    ]
    return draw(
        "screens/map/panel.chooser",
        label=t("measure.choose"),
        placeholder=t("measure.choose_placeholder"),
        parties_title=t("column.unit"),
        parties=write_options(words),
        measures_title=t("ledger.measure"),
        measures=measures,
    )
