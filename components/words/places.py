"""Sites and protected areas in words: names, kinds, levels, and how sure a location is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from components.session.link import LAYERS, UNSOURCED
from components.texts import Texts
from components.words.units import join_parties
from components.words.words import Words
from geo.model import Model
from geo.places.locations import select_in_district
from geo.places.protected import count_registers
from geo.places.sites import ROLE_OF_PLAN


def list_layers(model: Model) -> list[str]:
    """The layers of `LAYERS` that plan and region have places for."""
    there = {"sites": not model.sites.empty, "areas": bool(model.region.protected.year)}
    return [layer for layer in LAYERS if there[layer]]


def find_site(model: Model, site_id: str) -> dict[str, Any]:
    sites = model.sites
    return dict(sites[sites["site_id"] == site_id].iloc[0])


def find_area(model: Model, area_id: str) -> dict[str, Any]:
    areas = model.region.protected.areas
    return dict(areas[areas["area_id"] == area_id].iloc[0])


def is_site(model: Model, place: str) -> bool:
    return place in set(model.sites["site_id"])


def name_place(place: Mapping[str, Any], t: Texts) -> str:
    return str(t.pick(place["name"], place["name_en"]))


def read_kind(model: Model, kind: str) -> dict[str, str]:
    """What the plan says of a kind of site; one that it does not describe goes by its code."""
    unnamed = {"name": kind, "name_en": kind, "glyph": kind[:1], "glyph_en": kind[:1]}
    return next((k for k in model.plan.meta["kinds"] if k["code"] == kind), unnamed)


def name_kind(words: Words, kind: str) -> str:
    described = read_kind(words.model, kind)
    return words.t.pick(described["name"], described["name_en"])


def list_category_glyphs(words: Words) -> dict[str, str]:
    """The letter of each category of protected areas: the region's own, else the first one."""
    initials = {code: name[:1] for code, name in list_categories(words).items()}
    if not initials:
        return {}
    register = words.model.region.package.resource("protected_area_categories")
    return initials | register.get(words.t.pick("glyphs", "glyphs_en"), {})


def name_official(words: Words, key: str = "protected.official") -> str:
    """The heading of the official numbers, with the year that they are of."""
    return words.t(key, year=words.model.region.protected.year)


def list_categories(words: Words) -> dict[str, str]:
    """Names of the categories of protected areas by code."""
    rows = words.model.region.protected.categories.itertuples(index=False)
    return {row.category: words.t.pick(row.name, row.name_en) for row in rows}


def name_registers(words: Words, code: str) -> str:
    """A party's areas in the two registers, or that the region has none."""
    protected = words.model.region.protected
    if not protected.year:
        return words.t("protected.no_registers")
    return words.t("protected.counts", **count_registers(protected, code))


def read_level(area: Mapping[str, Any]) -> str:
    """The level's code, `UNSOURCED` where no source gives one."""
    return str(area["level"]) or UNSOURCED


def name_level(area: Mapping[str, Any], t: Texts) -> str:
    return t(f"place.level_{read_level(area)}")


def name_precision(place: Mapping[str, Any], t: Texts) -> str:
    """How sure the location is; a protected area without a point says so."""
    if not place["precision"]:
        return t("place.no_point")
    return t(f"place.precision_{place['precision']}")


def name_point_basis(area: Mapping[str, Any], t: Texts) -> str:
    """How the label point of a protected area is known; empty where it has none."""
    if not area["coord_basis"]:
        return ""
    note = t.pick(area["coord_note"], area["coord_note_en"])
    return note or t(f"place.coord_{area['coord_basis']}")


def name_districts(words: Words, codes: Iterable[str]) -> str:
    """Short names in the order of every list, whatever the order of `codes`."""
    ordered = sorted(codes, key=words.model.codes.index)
    return join_parties(words, ordered, short=True)


def name_source(source: Mapping[str, str], t: Texts) -> str:
    """Who says so, when, and how near to the origin."""
    publisher = t.pick(source["publisher"], source["publisher_en"])
    date = source["date"] or t.pick(source["date_note"], source["date_note_en"])
    quality = t(f"quality.{source['quality']}")
    if date:
        return t("place.source_dated", publisher=publisher, date=date, quality=quality)
    return t("place.source_line", publisher=publisher, quality=quality)


def list_plan_sites(model: Model, code: str) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Sites of the plan that name a district: places, and works over whole districts."""
    named = select_in_district(model.sites, code).to_dict("records")
    of_plan = [site for site in named if site["role"] == ROLE_OF_PLAN]
    return (
        [site for site in of_plan if not is_tint(site)],
        [site for site in of_plan if is_tint(site)],
    )


def count_plan_sites(model: Model, code: str) -> tuple[int, int]:
    """How many `list_plan_sites` has of each."""
    places, works = list_plan_sites(model, code)
    return len(places), len(works)


def is_tint(site: Mapping[str, Any]) -> bool:
    """Whether a site stands for whole districts and has no geometry of its own."""
    return site["geometry"] is None


def write_number(value: float) -> str:
    """A published number as it is: no rounding, thousands apart."""
    return f"{value:,.15g}" if pd.notna(value) else ""
