"""The district map: folium in streamlit-folium's frame, drawn without any network.

The map is equal on every run; colours, labels, legend, selection and base map go in through a
feature group that holds nothing but a call of `districtMap.update` (see `map_assets/`).
Leaflet and our script are served by Streamlit itself, as files of two declared components.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, ClassVar

import folium
import streamlit as st
import streamlit.components.v1 as components
from branca.element import Element, MacroElement
from folium.template import Template
from streamlit_folium import st_folium
from xstatic.pkg import leaflet

from components.basemap import Basemap
from components.map_view import build_cards
from components.names import name_party
from components.state import change_view, parse_view
from components.texts import HTML_LANG, Texts
from components.theme import write_frame_css_variables
from geo.model import Model

ASSETS = Path(__file__).parent / "map_assets"
SCRIPTS = ("boxes", "labels", "tiles", "places", "shapes", "district_map")
"""Our scripts, each building on the one before."""
components.declare_component("leaflet", path=leaflet.BASE_DIR)
components.declare_component("map_assets", path=str(ASSETS))


def _link_asset(name: str) -> str:
    # The hash makes a browser fetch a new version after an update instead of its cached one.
    version = hashlib.sha256((ASSETS / name).read_bytes()).hexdigest()[:8]
    return f"../components.map.map_assets/{name}?v={version}"


class OfflineMap(folium.Map):
    """A `folium.Map` whose script and styles come from this server."""

    default_js: ClassVar[list[tuple[str, str]]] = [
        ("leaflet", "../components.map.leaflet/leaflet.js"),
        *((name, _link_asset(f"{name}.js")) for name in SCRIPTS),
    ]
    default_css: ClassVar[list[tuple[str, str]]] = [
        ("leaflet_css", "../components.map.leaflet/leaflet.css"),
        ("district_map_css", _link_asset("district_map.css")),
    ]


class StartScript(MacroElement):
    """Hands the finished folium layer to `districtMap.start`."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "districtMap.start({{ this._parent.get_name() }}, {{ this.layer.get_name() }},"
        " {{ this.setup | tojson }});"
        "{% endmacro %}"
    )

    def __init__(self, layer: folium.GeoJson, setup: dict[str, Any]) -> None:
        super().__init__()
        self._name = "StartScript"
        self.layer = layer
        self.setup = setup


class UpdateScript(MacroElement):
    """Restyles the map in place."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "districtMap.update({{ this.view | tojson }});"
        "{% endmacro %}"
    )

    def __init__(self, view: dict[str, Any]) -> None:
        super().__init__()
        self._name = "UpdateScript"
        self.view = view


Cards = dict[str, dict[str, Any]]


def build_district_map(
    model: Model, t: Texts, mode: str = "single", cards: Cards | None = None, topic: str = "map"
) -> OfflineMap:
    """A fresh map of the region's districts; each path has the class `district-<code>`.

    `mode`: a click chooses one district (`single`) or adds and removes them (`toggle`).
    `cards`: what a district's card says, by default its duties. `topic`: whose title and text
    alternative the map takes from the catalogue.
    """
    districts = model.region.districts
    west, south, east, north = districts.total_bounds
    district_map = OfflineMap(
        location=((south + north) / 2, (west + east) / 2),
        zoom_start=9,
        tiles=None,
        zoom_control="topright",
        zoom_snap=0.25,
        double_click_zoom=False,
    )
    district_map.get_root().header.add_child(
        Element(f"<style>{write_frame_css_variables()}</style>"), name="theme"
    )
    outline = districts.geometry.union_all().boundary
    folium.GeoJson(
        outline.__geo_interface__,
        style_function=lambda _: {"color": "#8FA39D", "weight": 3, "interactive": False},
        smooth_factor=0.5,
    ).add_to(district_map)
    layer = folium.GeoJson(
        json.loads(districts[["unit_code", "geometry"]].to_json(drop_id=True)),
        style_function=lambda feature: {
            "className": f"district-{feature['properties']['unit_code']}",
            "color": "#FFFFFF",
            "weight": 1.5,
            "fillColor": "#FFFFFF",
            "fillOpacity": 1,
        },
        smooth_factor=0.5,
    ).add_to(district_map)
    setup = build_setup(model, t, cards, topic)
    StartScript(layer, {"mode": mode, **setup}).add_to(district_map)
    return district_map


def build_setup(
    model: Model, t: Texts, cards: Cards | None = None, topic: str = "map"
) -> dict[str, Any]:
    """What the frame needs once: bounds, label points, inset, cards, texts."""
    west, south, east, north = model.region.districts.total_bounds
    inset = model.region.inset
    labels = [
        {"code": code, "name": name_party(model, code, t, short=True), **spot}
        for code, spot in model.region.labels.round(5).to_dict("index").items()
    ]
    keys = ["attribution", "inset", "close", "tile_error", "zoom_in", "zoom_out"]
    prefix = "map." if topic == "map" else f"{topic}.map_"
    return {
        "lang": HTML_LANG[t.lang],
        "bounds": [[south, west], [north, east]],
        "labels": labels,
        "inset": inset
        and {
            "bounds": [[inset.bounds[1], inset.bounds[0]], [inset.bounds[3], inset.bounds[2]]],
            "codes": list(inset.codes),
            "spots": inset.labels.round(5).to_dict("index"),
        },
        "cards": cards or build_cards(model, t),
        "texts": {
            **{key: t(f"map.{key}") for key in keys},
            **{key: t(prefix + key) for key in ("title", "alt")},
        },
    }


def district_map(
    model: Model,
    view: dict[str, Any],
    *,
    selected: Sequence[str],
    basemap: Basemap | None = None,
    t: Texts,
    on_change: Callable[[], None],
    key: str,
    mode: str = "single",
    cards: Cards | None = None,
    topic: str = "map",
) -> None:
    """Show the map; `on_change` finds a click in `session_state[key]`, see `follow_click`."""
    update = {
        **view,
        "selected": list(selected),
        "n": (st.session_state.get(key) or {}).get("n", 0),
        "basemap": asdict(basemap) if basemap else None,
    }
    st_folium(
        build_district_map(model, t, mode, cards, topic),
        key=key,
        height=560,
        use_container_width=True,
        returned_objects=[],
        feature_group_to_add=folium.FeatureGroup().add_child(UpdateScript(update)),
        on_change=on_change,
    )


def follow_click(model: Model, key: str) -> None:
    """Show what was clicked on the map: the place, or the district and no place."""
    view, _ = parse_view(st.query_params, model)
    click = st.session_state[key]
    if "place" in click:
        change_view(view, place=click["place"])
    else:
        change_view(view, district=click["unit_code"], place=None)
