"""The district map: drawn by folium once, restyled in place on every run.

Colours, labels, legend, selection and base map go in through a call of `districtMap.update` (see
`map/assets/`); the drawing itself is equal on every run.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

import folium
import geopandas as gpd
import numpy as np
import shapely
import streamlit as st
from branca.element import MacroElement
from folium.template import Template

from components.map.areas import build_area_cards
from components.map.basemap import Basemap
from components.map.cards import Cards, build_cards
from components.map.files import SharedTexts, Source
from components.map.frame import Frame, OfflineMap, write_drawing
from components.map.picture import Picture, write_json
from components.map.places import draw_ground
from components.map.sites import build_site_cards
from components.map.tiles import build_tiles
from components.session.link import change_view, parse_view, read_lang
from components.session.plans import find_for_everybody
from components.texts import HTML_LANG, Texts
from components.theme import MAP_LIGHT, write_frame_css_variables
from components.words.units import credit_map, name_on_map
from components.words.words import Words
from geo.model import Model
from geo.region.boundaries import simplify_for_screen


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


MAX_SVG_DISTRICTS = 400
"""More are drawn on a canvas, where a shape is no element and has no class."""
DECIMALS = 5
"""About 1 m, where very many outlines have to be short."""
BuildCards = Callable[[Words], Cards]
CARDS: dict[str, BuildCards] = {
    "map": build_cards,
    "changes": build_cards,
    "restoration": build_site_cards,
    "protected": build_area_cards,
}
"""What a district's card says, by the topic of the map."""
MODES = ("single", "toggle", "present")
"""What a click does, see `build_district_map`."""


def build_district_map(words: Words, mode: str = "single", topic: str = "map") -> OfflineMap:
    """A fresh map of the region's districts; each path has the class `district-<code>`.

    `mode`: a click chooses one district (`single`) or adds and removes them (`toggle`). `topic`:
    whose title and text alternative the map takes from the catalogue, and what its cards say.
    """
    districts = words.model.region.districts
    west, south, east, north = districts.total_bounds
    is_large = len(districts) > MAX_SVG_DISTRICTS
    if is_large:
        districts = districts.set_geometry(_thin(districts))
    district_map = OfflineMap(
        location=((south + north) / 2, (west + east) / 2),
        zoom_start=9,
        tiles=None,
        zoom_control="topright",
        zoom_snap=0.25,
        double_click_zoom=False,
        prefer_canvas=is_large,
    )
    outline = shapely.coverage_union_all(districts.geometry.to_numpy()).boundary
    folium.GeoJson(
        outline.__geo_interface__,
        style_function=lambda _: {
            "color": _paint("edge", is_large),
            "weight": 1.5 if is_large else 3,
            "interactive": False,
            "className": "region-outline",
        },
        smooth_factor=0.5,
    ).add_to(district_map)
    layer = folium.GeoJson(
        districts[["unit_code", "geometry"]].to_geo_dict(drop_id=True),
        style_function=lambda feature: {
            # A shape on a canvas has no class; each one's own style would be half a megabyte.
            "className": "" if is_large else f"district-{feature['properties']['unit_code']}",
            "color": _paint("border", is_large),
            "weight": 1.5,
            "fillColor": _paint("zero", is_large),
            "fillOpacity": 1,
        },
        smooth_factor=0.5,
    ).add_to(district_map)
    setup = build_setup(words, topic)
    StartScript(layer, {"mode": mode, **setup}).add_to(district_map)
    return district_map


def _thin(districts: gpd.GeoDataFrame) -> gpd.GeoSeries:
    """Outlines for a screen, without digits that none could show; equal points stay equal."""
    return simplify_for_screen(districts).map(
        lambda shape: shapely.transform(shape, lambda points: np.round(points, DECIMALS))
    )


def _paint(name: str, is_large: bool) -> str:
    """A canvas, where very many districts are drawn, knows no custom properties."""
    return MAP_LIGHT[name] if is_large else f"var(--{name})"


def build_setup(words: Words, topic: str = "map") -> dict[str, Any]:
    """What the frame needs once: bounds, label points, tiles, rivers, cards, texts."""
    model, t = words.model, words.t
    west, south, east, north = model.region.districts.total_bounds
    labels = [
        {"code": code, "name": name_on_map(words, code), **spot}
        for code, spot in model.region.labels.round(5).to_dict("index").items()
    ]
    keys = ["tile_error", "zoom_in", "zoom_out", "reset", "reset_help", "wheel"]
    prefix = "map." if topic == "map" else f"{topic}.map_"
    return {
        "lang": HTML_LANG[t.lang],
        "bounds": [[south, west], [north, east]],
        "labels": labels,
        "tiles": build_tiles(words),
        "ground": draw_ground(model),
        "cards": {code: vars(card) for code, card in CARDS[topic](words).items()},
        "texts": {
            **{key: t(f"map.{key}") for key in keys},
            **{key: t(prefix + key) for key in ("title", "alt")},
            "attribution": t("map.attribution", credit=credit_map(words)),
        },
    }


def draw_district_map(words: Words, mode: str, topic: str) -> str:
    """The frame's address of the map of `build_district_map`."""
    return DRAWINGS.get(words, mode, topic)


def _write(words: Words, mode: str, topic: str) -> str:
    return write_drawing(build_district_map(words, mode, topic), write_frame_css_variables())


def _describe(words: Words, mode: str, topic: str) -> dict[str, str]:
    return {"plan": words.model.reference, "lang": words.t.lang, "mode": mode, "topic": topic}


def _find_source(params: Mapping[str, str]) -> Source | None:
    model = find_for_everybody(params.get("plan", ""))
    mode, topic = params.get("mode"), params.get("topic")
    if model is None or mode not in MODES or topic not in CARDS:
        return None
    return Words(model, Texts(read_lang(params))), mode, topic


DRAWINGS = SharedTexts("map", "js", _write, describe=_describe, find_source=_find_source)


def district_map(
    words: Words,
    picture: Picture,
    *,
    selected: Sequence[str],
    basemap: Basemap | None = None,
    on_click: Callable[[dict[str, Any]], None],
    key: str,
    mode: str = "single",
    topic: str = "map",
    ahead: str | None = None,
) -> None:
    """Show the map of `picture`; `on_click` gets each click, see `Frame.show`.

    `ahead`: where the answers to the reader's next step are, see `find_ahead`.
    """
    frame = Frame(key, draw_district_map(words, mode, topic), has_tiles=basemap is not None)
    update = {
        **picture.describe(),
        "selected": list(selected),
        "n": frame.count_clicks(),
        "ahead": ahead,
        "basemap": asdict(basemap) if basemap else None,
    }
    frame.show(f"districtMap.update({write_json(update)});", on_click)


def follow_click(model: Model, click: dict[str, Any]) -> None:
    """Show what was clicked on the map: the place, the measure, or the district and no place."""
    view, _ = parse_view(st.query_params, model)
    if "measure" in click:
        return change_view(view, measure=click["measure"], place=None)
    if "place" in click:
        change_view(view, place=click["place"])
    else:
        change_view(view, district=click["unit_code"], place=None)
