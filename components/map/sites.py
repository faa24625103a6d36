"""The districts with the plan's sites, as a view of the map."""

from __future__ import annotations

import geopandas as gpd

from components.map.cards import Cards
from components.map.layers import list_site_legend
from components.map.picture import Card, Legend, Picture, Value
from components.map.places import build_site_layer, draw_doubt
from components.session.link import View
from components.theme import SEQUENTIAL
from components.words.units import list_zones, name_party
from components.words.words import Words
from geo.model import Model
from geo.places.locations import select_in_district
from geo.places.sites import ROLE_OF_PLAN


def select_sites(model: Model, view: View) -> gpd.GeoDataFrame:
    """The sites that pass the filters of kind and measure; the district only chooses the panel."""
    sites = model.sites
    if view.kind:
        sites = sites[sites["kind"] == view.kind]
    if view.measure:
        sites = sites[[view.measure in ids for ids in sites["measure_ids"]]]
    return sites


def build_site_picture(words: Words, sites: gpd.GeoDataFrame, view: View) -> Picture:
    """The districts with the number of the plan's sites among `sites`, and the sites themselves."""
    model, t = words.model, words.t
    of_plan = sites[sites["role"] == ROLE_OF_PLAN]
    values = {}
    for code in model.region.districts["unit_code"]:
        count = sum(code in codes for codes in of_plan["district_codes"])
        fill = SEQUENTIAL[0] if count else "zero"
        values[code] = Value(
            label="" if model.sites.empty else t("restoration.value", n=count),
            fill=fill,
            hatched=False,
            border=True,
            alt=t("restoration.value_alt", name=name_party(words, code), n=count),
        )
    picture = Picture(
        "sites",
        values,
        Legend("", "", (), sections=list_site_legend(words, sites)),
        build_site_layer(words, sites),
        view.place,
        draw_doubt(model, view.place),
    )
    return picture.outline(view.district)


def draw_sites(words: Words, view: View) -> Picture:
    """The map as `view` shows it."""
    return build_site_picture(words, select_sites(words.model, view), view)


def build_site_cards(words: Words) -> Cards:
    """What a district's card says of its sites."""
    model, t, zones = words.model, words.t, list_zones(words)
    return {
        code: Card(
            name_party(words, code),
            zones.get(code, ""),
            [t("restoration.card_line", **count_by_role(select_in_district(model.sites, code)))],
        )
        for code in model.region.districts["unit_code"]
    }


def count_by_role(sites: gpd.GeoDataFrame) -> dict[str, int]:
    counts = sites["role"].value_counts()
    return {role: int(counts.get(role, 0)) for role in ("plan", "duty", "context", "background")}
