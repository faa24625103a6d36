"""Sites and protected areas as the map draws them: pure values for `map/assets/places.js`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import geopandas as gpd
import shapely

from components.session.link import UNSOURCED, View
from components.session.remember import remember
from components.texts import Texts
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
from geo.model import Model
from geo.places.locations import PRECISION_KM, SYMBOLIC, draw_uncertainty
from geo.places.protected import LEVELS

COORDINATE_DECIMALS = 4
"""About 10 m, far finer than any location known."""
SURE_ORIGINS = ("data",)
APPROXIMATE_DASH = "7 5"
PATTERNS = 3
"""Tints that can be told apart."""
RANKS = {"plan": 300, "duty": 200, "context": 100, "background": 0}
SECTION_ROLES = (
    ("plan", ("plan",)),
    ("duty", ("duty",)),
    ("context", ("context", "background")),
)


def build_site_layer(model: Model, sites: gpd.GeoDataFrame, t: Texts) -> list[dict[str, Any]]:
    """One entry per site, tints first; `sites` is a part of `model.sites`."""
    tints = number_tints(model)
    drawn = [_draw_site(model, site, tints, t) for site in sites.to_dict("records")]
    order = ("tint", "area", "line", "point")
    return sorted(drawn, key=lambda place: order.index(place["form"]))


def number_tints(model: Model) -> dict[str, int]:
    """The pattern of every site that stands for whole districts."""
    ids = [site["site_id"] for site in model.sites.to_dict("records") if is_tint(site)]
    return {site_id: number % PATTERNS for number, site_id in enumerate(ids)}


def _draw_site(
    model: Model, site: dict[str, Any], tints: Mapping[str, int], t: Texts
) -> dict[str, Any]:
    key, shape = site["site_id"], site["geometry"]
    measures = t("place.card_measures", ids=t("list.comma").join(site["measure_ids"]))
    common = {
        "id": key,
        "css": f"site-{key}",
        "tone": site["role"],
        "rank": RANKS[site["role"]],
        "card": {
            "name": name_place(site, t),
            "zone": name_kind(model, site["kind"], t),
            "lines": [
                measures if site["measure_ids"] else t("place.card_no_measure"),
                name_districts(model, site["district_codes"], t),
                name_precision(site, t),
            ],
        },
    }
    if is_tint(site):
        codes = list(site["district_codes"])
        return {**common, "form": "tint", "codes": codes, "pattern": tints[key]}
    if shape.geom_type == "Point":
        ring_km = PRECISION_KM.get(site["precision"], 0)
        return {
            **common,
            "form": "point",
            "at": _round_point(shape),
            "ring_m": round(ring_km * 1000),
            "symbol": draw_symbol(model, site, t),
        }
    form = "area" if shapely.get_dimensions(shape) == 2 else "line"
    rounded = shapely.set_precision(shape, 10**-COORDINATE_DECIMALS, mode="pointwise")
    outline = shapely.geometry.mapping(rounded)
    return {**common, "form": form, "shape": outline, "dash": _choose_dash(model, site)}


def _round_point(point: shapely.Point) -> list[float]:
    return [round(value, COORDINATE_DECIMALS) for value in (point.x, point.y)]


def _choose_dash(model: Model, site: Mapping[str, Any]) -> str:
    """The kind's own dashes, else a full line for what is known as it runs, dashes for the rest."""
    dash = read_kind(model, site["kind"]).get("dash")
    if dash:
        return dash
    return "" if site["origin"] in SURE_ORIGINS else APPROXIMATE_DASH


def draw_symbol(model: Model, site: Mapping[str, Any], t: Texts) -> dict[str, Any]:
    """The badge of a site that is a point: dashed where it is only a symbol."""
    kind = read_kind(model, site["kind"])
    return {
        "shape": "square",
        "glyph": t.pick(kind["glyph"], kind["glyph_en"]),
        "tone": site["role"],
        "dashed": site["precision"] == SYMBOLIC,
    }


def build_area_layer(model: Model, areas: gpd.GeoDataFrame, t: Texts) -> list[dict[str, Any]]:
    """One entry per protected area with a label point; `areas` is a part of the register."""
    categories, glyphs = list_categories(model, t), list_category_glyphs(model, t)
    located = areas[~areas.geometry.isna()]
    return [
        {
            "id": area["area_id"],
            "css": f"area-{area['area_id']}",
            "form": "point",
            "tone": read_level(area),
            "rank": 200 if area["level"] == LEVELS[0] else 150,
            "at": _round_point(area["geometry"]),
            "ring_m": 0,
            "symbol": draw_area_symbol(area, glyphs[area["category"]]),
            "card": {
                "name": name_place(area, t),
                "zone": categories[area["category"]],
                "lines": [
                    name_level(area, t),
                    name_districts(model, area["district_codes"], t),
                    name_precision(area, t),
                ],
            },
        }
        for area in located.to_dict("records")
    ]


def draw_area_symbol(area: Mapping[str, Any], glyph: str) -> dict[str, Any]:
    """A round badge: letter for category, fill for level, dashes for an approximate point."""
    level = read_level(area)
    return {
        "shape": "circle",
        "glyph": glyph,
        "tone": "unknown" if level == UNSOURCED else level,
        "dashed": area["coord_basis"] != "published",
    }


def draw_doubt(model: Model, place: str | None) -> dict[str, Any] | None:
    """Where the selected place may lie, as a geometry; nothing for symbols and no selection."""
    if place is None:
        return None
    row = find_site(model, place) if is_site(model, place) else find_area(model, place)
    if row["geometry"] is None or row["precision"] not in PRECISION_KM:
        return None
    frame = gpd.GeoDataFrame([row], geometry="geometry", crs=model.sites.crs)
    shape = shapely.set_precision(draw_uncertainty(frame).iloc[0], 10**-COORDINATE_DECIMALS)
    return dict(shapely.geometry.mapping(shape))


def list_site_legend(model: Model, sites: gpd.GeoDataFrame, t: Texts) -> list[dict[str, Any]]:
    """Legend sections of the sites drawn: what is the plan's, and what is not."""
    tints = number_tints(model)
    sections = []
    for title, roles in SECTION_ROLES:
        of_role = sites[sites["role"].isin(roles)]
        rows: dict[str, dict[str, Any]] = {}
        for site in of_role.to_dict("records"):
            key = f"{title}:{site['kind']}"
            row = rows.setdefault(
                key, {**_draw_swatch(model, site, tints, t), "key": key, "places": []}
            )
            row["places"].append(name_place(site, t))
        sections.append(_fill_section(t(f"restoration.legend_title_{title}"), rows, t))
    shown = [section for section in sections if section["rows"]]
    if shown:
        shown[-1]["note"] = t("restoration.legend_note")
    return shown


def _draw_swatch(
    model: Model, site: dict[str, Any], tints: Mapping[str, int], t: Texts
) -> dict[str, Any]:
    text = name_kind(model, site["kind"], t)
    if is_tint(site):
        return {"kind": "tint", "style": str(tints[site["site_id"]]), "text": text}
    if site["geometry"].geom_type == "Point":
        return {"kind": "badge", "symbol": draw_symbol(model, site, t), "text": text}
    form = "area" if shapely.get_dimensions(site["geometry"]) == 2 else "line"
    return {"kind": form, "tone": site["role"], "dash": _choose_dash(model, site), "text": text}


def list_area_legend(model: Model, areas: gpd.GeoDataFrame, t: Texts) -> list[dict[str, Any]]:
    """Legend sections of the protected areas drawn: category by letter, level by fill."""
    located = areas[~areas.geometry.isna()]
    categories, levels = list_categories(model, t), [*LEVELS, UNSOURCED]
    by_category: dict[str, dict[str, Any]] = {}
    by_level: dict[str, dict[str, Any]] = {}
    for area in located.to_dict("records"):
        level, name = read_level(area), name_place(area, t)
        symbol = {"shape": "circle", "tone": "municipal", "dashed": False}
        glyph = list_category_glyphs(model, t)[area["category"]]
        category = {"symbol": {**symbol, "glyph": glyph}, "text": categories[area["category"]]}
        tone = {**symbol, "glyph": "", "tone": "unknown" if level == UNSOURCED else level}
        for rows, key, row in (
            (by_category, area["category"], category),
            (by_level, level, {"symbol": tone, "text": name_level(area, t)}),
        ):
            entry = rows.setdefault(key, {**row, "kind": "badge", "key": f"area:{key}"})
            entry.setdefault("places", []).append(name)
    ordered = {level: by_level[level] for level in levels if level in by_level}
    return [
        _fill_section(t("protected.legend_areas"), by_category, t),
        _fill_section(t("protected.legend_levels"), ordered, t, t("protected.legend_dashed")),
    ]


def _fill_section(
    title: str, rows: dict[str, dict[str, Any]], t: Texts, note: str = ""
) -> dict[str, Any]:
    """Rows with their count and the names behind it."""
    for row in rows.values():
        places = row.pop("places")
        row["count"] = t("restoration.legend_count", n=len(places))
        row["names"] = t("list.comma").join(places)
    return {"title": title, "note": note, "rows": list(rows.values())}


def add_layers(model: Model, shown: dict[str, Any], view: View, t: Texts) -> dict[str, Any]:
    """`shown` (see `build_map_view`) with the layers that the reader has turned on."""
    places, sections = _draw_layers(model, view.layers, t)
    drawn = {place["id"] for place in places}
    selected = view.place if view.place in drawn else None
    return {
        **shown,
        "legend": {**shown["legend"], "sections": sections},
        "places": places,
        "place": selected,
        "doubt": draw_doubt(model, selected),
    }


@remember
def _draw_layers(
    model: Model, layers: tuple[str, ...], t: Texts
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The places of `layers`, and the sections of the legend that explain them."""
    sites, areas = model.sites, model.region.protected.areas
    places: list[dict[str, Any]] = []
    sections: list[dict[str, Any]] = []
    if "sites" in layers:
        places += build_site_layer(model, sites, t)
        sections += list_site_legend(model, sites, t)
    if "areas" in layers:
        places += build_area_layer(model, areas, t)
        sections += list_area_legend(model, areas, t)
    return places, sections
