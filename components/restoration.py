"""`/restoration`: the sites on the map, and beside it their measures, duties and sources."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

import geopandas as gpd
import streamlit as st

from components.documents.downloads import place_downloads
from components.map import Cards, district_map
from components.names import list_zones, name_party
from components.party import show_choice_box, write_announcement, write_panel_title
from components.place_html import count_plan_sites
from components.place_layers import build_site_layer, draw_doubt, list_site_legend
from components.place_names import is_tint
from components.places import show_filter, show_group, show_nothing, show_place
from components.present.slide import Picture
from components.state import View, write_view
from components.tables import write_table
from components.texts import Texts
from components.theme import SEQUENTIAL, ZERO_FILL, choose_ink
from geo.model import Model


def show_site_filters(model: Model, view: View, t: Texts) -> None:
    """By kind and by measure; the district is chosen on the map or in the panel."""
    measures = model.plan.measures.set_index("measure_id")
    used = {measure for ids in model.sites["measure_ids"] for measure in ids}
    kinds = model.sites["kind"].unique().tolist()
    with st.container(horizontal=True, key="map_controls"):
        show_filter("kind", kinds, lambda kind: t(f"kind.{kind}"), view, t)

        def name_measure(measure_id: str) -> str:
            measure = measures.loc[measure_id]
            return f"{measure_id} {t.pick(measure['label'], measure['label_en'])}"

        show_filter("measure", [m for m in measures.index if m in used], name_measure, view, t)
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


def show_site_map(
    model: Model, view: View, t: Texts, key: str, on_change: Callable[[], None]
) -> None:
    sites = select_sites(model, view)
    with st.container(key="district_map_box"):
        district_map(
            model,
            build_site_view(model, sites, view, t),
            selected=[view.district] if view.district else [],
            t=t,
            on_change=on_change,
            key=key,
            cards=build_site_cards(model, t),
            topic="restoration",
        )


def build_site_view(model: Model, sites: gpd.GeoDataFrame, view: View, t: Texts) -> dict[str, Any]:
    """The districts with the number of the plan's sites among `sites`, and the sites themselves."""
    of_plan = sites[sites["role"] == "plan"]
    values = {}
    for code in model.region.districts["unit_code"]:
        count = sum(code in codes for codes in of_plan["district_codes"])
        fill = SEQUENTIAL[0] if count else ZERO_FILL
        values[code] = {
            "label": t("restoration.value", n=count),
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
            "lines": [t("restoration.card_line", **_count_roles(model, code))],
        }
        for code, zone in list_zones(model, t).items()
    }


def _count_roles(model: Model, code: str) -> dict[str, int]:
    here = model.sites[[code in codes for codes in model.sites["district_codes"]]]
    counts = here["role"].value_counts()
    return {role: int(counts.get(role, 0)) for role in ("plan", "context", "background")}


def restoration_panel(model: Model, view: View, t: Texts) -> None:
    """The opened place, the district's sites, or all of them."""
    with st.container(key="duty_panel"):
        show_choice_box(model, view, t)
        if view.place:
            show_place(model, view, view.place, t)
        elif view.district:
            _show_district(model, view, view.district, t)
        else:
            _show_all(model, view, t)


def _show_all(model: Model, view: View, t: Texts) -> None:
    counts = model.sites["role"].value_counts()
    numbers = {role: int(counts.get(role, 0)) for role in ("plan", "context", "background")}
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
        "works": [s for s in rows if is_tint(s)],
        "plan_places": [s for s in rows if s["role"] == "plan" and not is_tint(s)],
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
        line = escape(t("restoration.district_none", name=name))
        st.html(f"<div class='empty'>{line}</div>")
    sites = select_sites(model, view)
    here = sites[[code in codes for codes in sites["district_codes"]]]
    if not here.empty or view.kind or view.measure:
        _show_groups(here, view, t)
    _show_measures(model, code, t)
    st.page_link("pages/district.py", label=t("profile.open"), query_params=write_view(view))


def _show_measures(model: Model, code: str, t: Texts) -> None:
    """The district's measures: those with a place here, and those for which the plan has none."""
    of_district = model.duties[model.duties["unit_code"] == code]
    placed = set(model.place_duties.loc[model.place_duties["unit_code"] == code, "measure_id"])
    measures = model.plan.measures.set_index("measure_id")
    for name, has_place in (("with_place", True), ("without_place", False)):
        ids = [m for m in of_district["measure_id"] if (m in placed) is has_place]
        rows = [(m, t.pick(measures.at[m, "label"], measures.at[m, "label_en"])) for m in ids]
        with st.expander(t(f"restoration.{name}", n=len(ids))):
            st.html(write_table([t("column.measure"), t("column.label")], rows))
