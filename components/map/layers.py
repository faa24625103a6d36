"""The layers over the districts: their places, and what the legend says of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypedDict

import geopandas as gpd

from components.map.picture import (
    BadgeRow,
    PathRow,
    Picture,
    Place,
    Row,
    Section,
    Symbol,
    TintRow,
)
from components.map.places import (
    build_area_layer,
    build_site_layer,
    choose_dash,
    choose_tone,
    draw_doubt,
    draw_symbol,
    name_form,
    number_tints,
)
from components.session.link import UNSOURCED, View
from components.session.remember import remember
from components.texts import Texts
from components.words.places import (
    is_tint,
    list_categories,
    list_category_glyphs,
    name_kind,
    name_level,
    name_place,
    read_level,
)
from components.words.words import Words
from geo.places.protected import LEVELS

SECTION_ROLES = (
    ("plan", ("plan",)),
    ("duty", ("duty",)),
    ("context", ("context", "background")),
)


class RowWords(TypedDict):
    """What every row of the legend says."""

    key: str
    text: str
    count: str
    names: str


def list_site_legend(words: Words, sites: gpd.GeoDataFrame) -> list[Section]:
    """Legend sections of the sites drawn: what is the plan's, and what is not."""
    tints = number_tints(words.model)
    sections = []
    for title, roles in SECTION_ROLES:
        of_role = sites[sites["role"].isin(roles)].to_dict("records")
        by_kind = _group(of_role, lambda site: str(site["kind"]))
        rows = [_draw_site_row(words, title, alike, tints) for alike in by_kind.values()]
        sections.append(Section(words.t(f"restoration.legend_title_{title}"), "", rows))
    shown = [section for section in sections if section.rows]
    if shown:
        shown[-1] = replace(shown[-1], note=words.t("restoration.legend_note"))
    return shown


def _group(
    places: Iterable[dict[str, Any]], name: Callable[[dict[str, Any]], str]
) -> dict[str, list[dict[str, Any]]]:
    groups: dict[str, list[dict[str, Any]]] = {}
    for place in places:
        groups.setdefault(name(place), []).append(place)
    return groups


def _draw_site_row(
    words: Words, title: str, sites: list[dict[str, Any]], tints: Mapping[str, int]
) -> Row:
    """The row of sites of one kind, drawn as the first of them."""
    site, kind = sites[0], sites[0]["kind"]
    said = _write_row(f"{title}:{kind}", name_kind(words, kind), sites, words.t)
    if is_tint(site):
        return TintRow(**said, style=str(tints[site["site_id"]]))
    if site["geometry"].geom_type == "Point":
        return BadgeRow(**said, symbol=draw_symbol(words, site))
    form, dash = name_form(site["geometry"]), choose_dash(words.model, site)
    return PathRow(**said, kind=form, tone=site["role"], dash=dash)


def _write_row(key: str, text: str, places: Sequence[Mapping[str, Any]], t: Texts) -> RowWords:
    names = t("list.comma").join(name_place(place, t) for place in places)
    count = t("restoration.legend_count", n=len(places))
    return {"key": key, "text": text, "count": count, "names": names}


def list_area_legend(words: Words, areas: gpd.GeoDataFrame) -> list[Section]:
    """Legend sections of the protected areas drawn: category by letter, level by fill."""
    t = words.t
    located = areas[~areas.geometry.isna()].to_dict("records")
    categories, glyphs = list_categories(words), list_category_glyphs(words)
    by_category = _group(located, lambda area: str(area["category"]))
    by_level = _group(located, read_level)
    category_rows = [
        BadgeRow(
            **_write_row(f"area:{category}", categories[category], alike, t),
            symbol=Symbol("circle", glyphs[category], "municipal", dashed=False),
        )
        for category, alike in by_category.items()
    ]
    level_rows = [
        BadgeRow(
            **_write_row(f"area:{level}", name_level(by_level[level][0], t), by_level[level], t),
            symbol=Symbol("circle", "", choose_tone(by_level[level][0]), dashed=False),
        )
        for level in (*LEVELS, UNSOURCED)
        if level in by_level
    ]
    return [
        Section(t("protected.legend_areas"), "", category_rows),
        Section(t("protected.legend_levels"), t("protected.legend_dashed"), level_rows),
    ]


def add_layers(words: Words, picture: Picture, view: View) -> Picture:
    """`picture` with the layers that the reader has turned on."""
    places, sections = _draw_layers(words, view.layers)
    selected = view.place if view.place in {place.id for place in places} else None
    return replace(
        picture,
        legend=replace(picture.legend, sections=sections),
        places=places,
        place=selected,
        doubt=draw_doubt(words.model, selected),
    )


@remember
def _draw_layers(words: Words, layers: tuple[str, ...]) -> tuple[list[Place], list[Section]]:
    """The places of `layers`, and the sections of the legend that explain them."""
    sites, areas = words.model.sites, words.model.region.protected.areas
    places: list[Place] = []
    sections: list[Section] = []
    if "sites" in layers:
        places += build_site_layer(words, sites)
        sections += list_site_legend(words, sites)
    if "areas" in layers:
        places += build_area_layer(words, areas)
        sections += list_area_legend(words, areas)
    return places, sections
