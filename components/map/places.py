"""Sites and protected areas as the map draws them: pure values for `map/assets/places.js`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

import geopandas as gpd
import shapely

from components.map.picture import Card, Geometry, Path, Place, Point, Symbol, Tint
from components.session.link import UNSOURCED
from components.words.places import (
    find_area,
    find_site,
    is_site,
    is_tint,
    list_categories,
    list_category_glyphs,
    name_districts,
    name_kind,
    name_level,
    name_place,
    name_precision,
    read_kind,
    read_level,
)
from components.words.several import join_numbers
from components.words.words import Words
from geo.model import Model
from geo.places.locations import PRECISION_KM, SYMBOLIC, draw_uncertainty
from geo.places.protected import LEVELS
from geo.places.sites import select_ground

COORDINATE_DECIMALS = 4
"""About 10 m, far finer than any location known."""
SURE_ORIGINS = ("data",)
APPROXIMATE_DASH = "7 5"
PATTERNS = 3
"""Tints that can be told apart."""
RANKS = {"plan": 300, "duty": 200, "context": 100, "background": 0}


def build_site_layer(words: Words, sites: gpd.GeoDataFrame) -> list[Place]:
    """One place per site, tints first; `sites` is a part of `model.sites`."""
    tints = number_tints(words.model)
    drawn = [_draw_site(words, site, tints) for site in sites.to_dict("records")]
    order = ("tint", "area", "line", "point")
    return sorted(drawn, key=lambda place: order.index(place.form))


def number_tints(model: Model) -> dict[str, int]:
    """The pattern of every site that stands for whole districts."""
    ids = [site["site_id"] for site in model.sites.to_dict("records") if is_tint(site)]
    return {site_id: number % PATTERNS for number, site_id in enumerate(ids)}


def _draw_site(words: Words, site: dict[str, Any], tints: Mapping[str, int]) -> Place:
    key, shape, tone = site["site_id"], site["geometry"], site["role"]
    css, rank, card = f"site-{key}", RANKS[tone], _write_card(words, site)
    if is_tint(site):
        codes, pattern = list(site["district_codes"]), tints[key]
        return Tint(id=key, css=css, tone=tone, rank=rank, card=card, codes=codes, pattern=pattern)
    if shape.geom_type == "Point":
        return Point(
            id=key,
            css=css,
            tone=tone,
            rank=rank,
            card=card,
            at=_round_point(shape),
            ring_m=round(PRECISION_KM.get(site["precision"], 0) * 1000),
            symbol=draw_symbol(words, site),
        )
    return Path(
        id=key,
        css=css,
        tone=tone,
        rank=rank,
        card=card,
        form=name_form(shape),
        shape=_describe_shape(shape),
        dash=choose_dash(words.model, site),
    )


def draw_ground(model: Model) -> list[dict[str, Any]]:
    """Rivers and lakes within the region, below everything on the map, as GeoJSON geometries."""
    ground = select_ground(model.sites)
    if ground.empty:
        return []
    region = shapely.coverage_union_all(model.region.districts.geometry.to_numpy())
    within = ground.geometry.intersection(region)
    return [_describe_shape(shape) for shape in within if not shape.is_empty]


def _describe_shape(shape: shapely.Geometry) -> dict[str, Any]:
    rounded = shapely.set_precision(shape, 10**-COORDINATE_DECIMALS, mode="pointwise")
    described: dict[str, Any] = shapely.geometry.mapping(rounded)
    return described


def _write_card(words: Words, site: Mapping[str, Any]) -> Card:
    t = words.t
    measures = t("place.card_measures", ids=join_numbers(words, site["measure_ids"]))
    lines = [
        measures if site["measure_ids"] else t("place.card_no_measure"),
        name_districts(words, site["district_codes"]),
        name_precision(site, t),
    ]
    return Card(name_place(site, t), name_kind(words, site["kind"]), lines)


def name_form(shape: shapely.Geometry) -> Literal["line", "area"]:
    return "area" if shapely.get_dimensions(shape) == 2 else "line"


def _round_point(point: shapely.Point) -> tuple[float, float]:
    return round(point.x, COORDINATE_DECIMALS), round(point.y, COORDINATE_DECIMALS)


def choose_dash(model: Model, site: Mapping[str, Any]) -> str:
    """The kind's own dashes, else a full line for what is known as it runs, dashes for the rest."""
    dash = read_kind(model, site["kind"]).get("dash")
    if dash:
        return dash
    return "" if site["origin"] in SURE_ORIGINS else APPROXIMATE_DASH


def draw_symbol(words: Words, site: Mapping[str, Any]) -> Symbol:
    """The badge of a site that is a point: dashed where it is only a symbol."""
    kind = read_kind(words.model, site["kind"])
    glyph = words.t.pick(kind["glyph"], kind["glyph_en"])
    return Symbol("square", glyph, site["role"], site["precision"] == SYMBOLIC)


def build_area_layer(words: Words, areas: gpd.GeoDataFrame) -> list[Place]:
    """One place per protected area with a label point; `areas` is a part of the register."""
    t = words.t
    categories, glyphs = list_categories(words), list_category_glyphs(words)
    located = areas[~areas.geometry.isna()]
    places: list[Place] = []
    for area in located.to_dict("records"):
        lines = [
            name_level(area, t),
            name_districts(words, area["district_codes"]),
            name_precision(area, t),
        ]
        places.append(
            Point(
                id=area["area_id"],
                css=f"area-{area['area_id']}",
                tone=read_level(area),
                rank=200 if area["level"] == LEVELS[0] else 150,
                card=Card(name_place(area, t), categories[area["category"]], lines),
                at=_round_point(area["geometry"]),
                ring_m=0,
                symbol=draw_area_symbol(area, glyphs[area["category"]]),
            )
        )
    return places


def draw_area_symbol(area: Mapping[str, Any], glyph: str) -> Symbol:
    """A round badge: letter for category, fill for level, dashes for an approximate point."""
    return Symbol("circle", glyph, choose_tone(area), area["coord_basis"] != "published")


def choose_tone(area: Mapping[str, Any]) -> str:
    level = read_level(area)
    return "unknown" if level == UNSOURCED else level


def draw_doubt(model: Model, place: str | None) -> Geometry | None:
    """Where the selected place may lie, as a geometry; nothing for symbols and no selection."""
    if place is None:
        return None
    row = find_site(model, place) if is_site(model, place) else find_area(model, place)
    if row["geometry"] is None or row["precision"] not in PRECISION_KM:
        return None
    frame = gpd.GeoDataFrame([row], geometry="geometry", crs=model.sites.crs)
    shape = shapely.set_precision(draw_uncertainty(frame).iloc[0], 10**-COORDINATE_DECIMALS)
    return dict(shapely.geometry.mapping(shape))
