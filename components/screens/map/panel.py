"""The drill-down panel: a district's duties, or the whole city where none is chosen."""

from __future__ import annotations

import pandas as pd
import streamlit as st
from markupsafe import Markup

from components.html.parties import write_options
from components.html.states import add_counts, add_states
from components.html.template import draw
from components.html.tongue import find_tongue
from components.screens.map.city import write_city_document
from components.screens.map.measure import write_measure_document
from components.screens.map.party import write_party_document
from components.screens.widgets.choice import show_box
from components.screens.widgets.downloads import download_menu
from components.screens.widgets.parties import link_to_comparison, link_to_neighbours
from components.screens.widgets.places import show_place
from components.session.link import View, change_view, write_view
from components.session.progress import Progress
from components.session.remember import remember
from components.words.changes import Between
from components.words.plan import name_measure
from components.words.units import is_searched, list_parties
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
            if is_searched(words.model):
                _show_search(words, view)
            st.html(write_chooser(words), width="stretch")
            if view.district:
                profile, params = "pages/district.py", write_view(view)
                st.page_link(profile, label=words.t("profile.open"), query_params=params)
                link_to_comparison(view, view.district, words.t)
                link_to_neighbours(words, view, view.district)
            codes = [view.district] if view.district else words.model.codes
            files = {"view": view, "load": load, "between": between, "progress": progress}
            download_menu(words, codes, **files, page="map", key="panel_files")
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
            document = write_city_document(words, view.metric, view.bases, between)
            st.html(add_counts(document, words, progress))


def _show_search(words: Words, view: View) -> None:
    """A party by its name, where the list would be too long; cleared, the whole region."""
    label = words.t("search.party")
    show_box(
        list_parties(words),
        lambda code: change_view(view, district=code, measure=None, place=None),
        key="party_search",
        label=label,
        placeholder=label,
        chosen=view.district,
    )


@remember
def write_chooser(words: Words) -> Markup:
    """The list to choose a party or a measure from, see `map/assets/ahead.js`; without parties
    where one is searched for."""
    t, model = words.t, words.model
    what = "search.measure" if is_searched(model) else "measure.choose_placeholder"
    measures = [
        (measure_id, name, find_tongue(name, t))
        for measure_id in model.plan.measures["measure_id"]
        if (name := name_measure(words, measure_id))
    ]
    return draw(
        "screens/map/panel.chooser",
        label=t("measure.choose"),
        placeholder=t(what),
        parties_title=t("column.unit"),
        parties="" if is_searched(model) else write_options(words),
        measures_title=t("ledger.measure"),
        measures=measures,
    )
