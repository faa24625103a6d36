"""`/restoration`: the sites on the map, and beside it their measures, duties and sources."""

from __future__ import annotations

from html import escape
from typing import Any

import geopandas as gpd
import streamlit as st

from components.documents.downloads import place_downloads
from components.map import Cards
from components.names import list_labels, list_zones, name_party
from components.party import write_announcement, write_panel_title
from components.place_layers import build_site_layer, draw_doubt, list_site_legend
from components.place_names import count_plan_sites, is_tint, name_kind
from components.places import place_panel, show_filter, show_group, show_nothing, show_place_map
from components.present.slide import Picture
from components.state import View, write_view
from components.tables import write_table
from components.texts import Texts
from components.theme import SEQUENTIAL, ZERO_FILL, choose_ink
from geo.locations import select_in_district
from geo.model import Model
from geo.sites import ROLE_OF_DUTY, ROLE_OF_PLAN


def show_site_filters(model: Model, view: View, t: Texts) -> None:
    """By kind and by measure; the district is chosen on the map or in the panel."""
    labels = list_labels(model, t)
    used = {measure for ids in model.sites["measure_ids"] for measure in ids}
    kinds = model.sites["kind"].unique().tolist()
    with st.container(horizontal=True, key="map_controls"):
        show_filter("kind", kinds, lambda kind: name_kind(model, kind, t), view, t)
        with_place = [measure for measure in labels if measure in used]
        show_filter("measure", with_place, lambda m: f"{m} {labels[m]}", view, t)
        place_downloads(
            model, "sites", t, draw=lambda: draw_sites(model, view, t), key="site_files"
        )


def select_sites(model: Model, view: View) -> gpd.GeoDataFrame:
    """The sites that pass the filters of kind and measure; the district only chooses the panel."""
    sites = model.sites
    if view.kind:
        sites = sites[sites["kind"] == view.kind]
    if view.measure:
        sites = sites[[view.measure in ids for ids in sites["measure_ids"]]]
    return sites


def show_site_map(model: Model, view: View, t: Texts, key: str) -> None:
    shown = build_site_view(model, select_sites(model, view), view, t)
    show_place_map(model, shown, build_site_cards, view, t, topic="restoration", key=key)


def build_site_view(model: Model, sites: gpd.GeoDataFrame, view: View, t: Texts) -> dict[str, Any]:
    """The districts with the number of the plan's sites among `sites`, and the sites themselves."""
    of_plan = sites[sites["role"] == ROLE_OF_PLAN]
    values = {}
    for code in model.region.districts["unit_code"]:
        count = sum(code in codes for codes in of_plan["district_codes"])
        fill = SEQUENTIAL[0] if count else ZERO_FILL
        values[code] = {
            "label": "" if model.sites.empty else t("restoration.value", n=count),
            "fill": fill,
            "ink": choose_ink(fill),
            "hatched": False,
            "alt": t("restoration.value_alt", name=name_party(model, code, t), n=count),
            "border": True,
        }
    legend = {
        "title": "",
        "note": "",
        "rows": [],
        "sections": list_site_legend(model, sites, t),
        "extra": "",
    }
    return {
        "values": values,
        "legend": legend,
        "places": build_site_layer(model, sites, t),
        "place": view.place,
        "doubt": draw_doubt(model, view.place),
    }


def draw_sites(model: Model, view: View, t: Texts) -> Picture:
    """The map as `view` shows it, for slides and pictures."""
    shown = build_site_view(model, select_sites(model, view), view, t)
    return Picture.from_view("sites", shown, view.district)


def build_site_cards(model: Model, t: Texts) -> Cards:
    """What a district's card says of its sites."""
    return {
        code: {
            "name": name_party(model, code, t),
            "zone": zone,
            "lines": [
                t("restoration.card_line", **_count_by_role(select_in_district(model.sites, code)))
            ],
        }
        for code, zone in list_zones(model, t).items()
    }


def _count_by_role(sites: gpd.GeoDataFrame) -> dict[str, int]:
    counts = sites["role"].value_counts()
    return {role: int(counts.get(role, 0)) for role in ("plan", "duty", "context", "background")}


def restoration_panel(model: Model, view: View, t: Texts) -> None:
    place_panel(model, view, t, _show_district, _show_all)


def _show_all(model: Model, view: View, t: Texts) -> None:
    if model.sites.empty:
        st.html(
            f"<div class='panel-head'>{write_panel_title(t('restoration.title'))}</div>"
            f"<div class='empty'>{escape(t('restoration.no_sites'))}</div>"
        )
        return
    numbers = _count_by_role(model.sites)
    st.html(
        f"<div class='panel-head'>{write_panel_title(t('restoration.title'))}</div>"
        f"<p>{escape(t('restoration.count', **numbers))}</p>"
        f"<p class='quiet'>{escape(t('restoration.help'))}</p>"
    )
    _show_groups(select_sites(model, view), view, t)
    _show_citywide(model, view, t)


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


def _show_citywide(model: Model, view: View, t: Texts) -> None:
    """The plan's figures: it says neither where nor how they fall on the districts."""
    targets = model.plan.targets
    if view.measure:
        targets = targets[targets["measure_id"] == view.measure]
    if targets.empty or view.kind:
        return
    rows = [(f"{x.measure_id}", x.phrase) for x in targets.itertuples(index=False)]
    columns = [t("column.measure"), t("ledger.phrase")]
    st.html(
        f"<h3>{escape(t('restoration.citywide'))}</h3>"
        f"<p class='quiet'>{escape(t('restoration.citywide_help'))}</p>"
        f"<div lang='zh-CN'>{write_table(columns, rows)}</div>"
    )


def _show_district(model: Model, view: View, code: str, t: Texts) -> None:
    name, (places, works) = name_party(model, code, t), count_plan_sites(model, code)
    total = places + works
    count = escape(t("restoration.of_district", name=name, n=total))
    st.html(
        f"<div class='panel-head'>{write_panel_title(name)}<span class='quiet'>{count}</span></div>"
        f"{write_announcement(t('restoration.announce', name=name, n=total))}"
    )
    if not total:
        known = "restoration.no_sites" if model.sites.empty else "restoration.district_none"
        line = escape(t(known, name=name))
        st.html(f"<div class='empty'>{line}</div>")
    here = select_in_district(select_sites(model, view), code)
    if not here.empty or view.kind or view.measure:
        _show_groups(here, view, t)
    _show_measures(model, code, t)
    st.page_link("pages/district.py", label=t("profile.open"), query_params=write_view(view))


def _show_measures(model: Model, code: str, t: Texts) -> None:
    """The district's measures: those with a place here, and those for which the plan has none."""
    of_district = model.duties[model.duties["unit_code"] == code]
    placed = set(model.place_duties.loc[model.place_duties["unit_code"] == code, "measure_id"])
    labels = list_labels(model, t)
    for name, has_place in (("with_place", True), ("without_place", False)):
        ids = [m for m in of_district["measure_id"] if (m in placed) is has_place]
        rows = [(m, labels[m]) for m in ids]
        with st.expander(t(f"restoration.{name}", n=len(ids))):
            st.html(write_table([t("column.measure"), t("column.label")], rows))
