"""`/restoration`: the sites on the map, and beside it their measures, duties and sources."""

from __future__ import annotations

import geopandas as gpd
import streamlit as st
from markupsafe import Markup

from components.html.heads import write_announcement
from components.html.links import write_tagged
from components.html.table import write_table
from components.html.template import join
from components.map.sites import (
    count_by_role,
    draw_sites,
    select_sites,
)
from components.screens.widgets.downloads import place_downloads
from components.screens.widgets.panel import (
    write_empty,
    write_heading,
    write_panel_head,
    write_quiet,
)
from components.screens.widgets.places import (
    place_panel,
    show_filter,
    show_group,
    show_nothing,
    show_place_map,
)
from components.session.link import View, write_view
from components.texts import Texts
from components.words.places import count_plan_sites, is_tint, name_kind
from components.words.plan import list_labels, name_measure
from components.words.units import name_party
from components.words.words import Words
from geo.places.locations import select_in_district
from geo.places.sites import ROLE_OF_DUTY, ROLE_OF_PLAN


def show_site_filters(words: Words, view: View) -> None:
    """By kind and by measure; the district is chosen on the map or in the panel."""
    labels = list_labels(words)
    used = {measure for ids in words.model.sites["measure_ids"] for measure in ids}
    kinds = {kind: name_kind(words, kind) for kind in words.model.sites["kind"].unique()}
    with st.container(horizontal=True, key="map_controls"):
        if words.model.sites.empty:
            return
        show_filter("kind", kinds, view, words.t)
        with_place = {m: name_measure(words, m) for m in labels if m in used}
        show_filter("measure", with_place, view, words.t)
        place_downloads(words, "sites", draw=lambda: draw_sites(words, view), key="site_files")


def show_site_map(words: Words, view: View, key: str) -> None:
    picture = draw_sites(words, view)
    show_place_map(words, picture, view, topic="restoration", key=key)


def restoration_panel(words: Words, view: View) -> None:
    place_panel(words, view, _show_district, _show_all)


def _show_all(words: Words, view: View) -> None:
    model, t = words.model, words.t
    head = write_panel_head(t("restoration.title"))
    if model.sites.empty:
        st.html(join([head, write_empty([t("restoration.no_sites")])]))
        return
    count = t("restoration.count", **count_by_role(model.sites))
    lead = Markup("<p>{}</p>").format(count)
    st.html(join([head, lead, write_quiet(t("restoration.help"))]))
    _show_groups(select_sites(model, view), view, t)
    _show_citywide(words, view)


def _show_groups(sites: gpd.GeoDataFrame, view: View, t: Texts) -> None:
    rows = sites.to_dict("records")
    if not rows:
        show_nothing(view, t)
    groups = {
        "works": [s for s in rows if s["role"] == ROLE_OF_PLAN and is_tint(s)],
        "plan_places": [s for s in rows if s["role"] == ROLE_OF_PLAN and not is_tint(s)],
        "duty_places": [s for s in rows if s["role"] == ROLE_OF_DUTY],
        "context_places": [s for s in rows if s["role"] == "context"],
        "background_places": [s for s in rows if s["role"] == "background"],
    }
    for name, members in groups.items():
        show_group(t(f"restoration.{name}"), members, "site_id", view, t)


def _show_citywide(words: Words, view: View) -> None:
    """The plan's figures: it says neither where nor how they fall on the districts."""
    t = words.t
    targets = words.model.plan.targets
    if view.measure:
        targets = targets[targets["measure_id"] == view.measure]
    if targets.empty or view.kind:
        return
    rows = [(write_tagged(words, x.measure_id), x.phrase) for x in targets.itertuples(index=False)]
    columns = [t("column.measure"), t("ledger.phrase")]
    st.html(
        join(
            [
                write_heading(t("restoration.citywide"), t("restoration.citywide_help")),
                Markup("<div lang='zh-CN'>{}</div>").format(write_table(columns, rows)),
            ]
        )
    )


def _show_district(words: Words, view: View, code: str) -> None:
    model, t = words.model, words.t
    name, (places, works) = name_party(words, code), count_plan_sites(model, code)
    total = places + works
    head = write_panel_head(name, t("restoration.of_district", name=name, n=total))
    st.html(join([head, write_announcement(t("restoration.announce", name=name, n=total))]))
    if not total:
        known = "restoration.no_sites" if model.sites.empty else "restoration.district_none"
        st.html(write_empty([t(known, name=name)]))
    here = select_in_district(select_sites(model, view), code)
    if not here.empty or view.kind or view.measure:
        _show_groups(here, view, t)
    _show_measures(words, code)
    st.page_link("pages/district.py", label=t("profile.open"), query_params=write_view(view))


def _show_measures(words: Words, code: str) -> None:
    """The district's measures: those with a place here, and those for which the plan has none."""
    model, t = words.model, words.t
    of_district = model.duties[model.duties["unit_code"] == code]
    placed = set(model.place_duties.loc[model.place_duties["unit_code"] == code, "measure_id"])
    labels = list_labels(words)
    for name, has_place in (("with_place", True), ("without_place", False)):
        ids = [m for m in of_district["measure_id"] if (m in placed) is has_place]
        rows = [(write_tagged(words, m), labels[m]) for m in ids]
        with st.expander(t(f"restoration.{name}", n=len(ids))):
            st.html(write_table([t("column.measure"), t("column.label")], rows))
