"""Sites and protected areas in words: names, kinds, levels, and how sure a location is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from components.names import name_party
from components.state import UNSOURCED
from components.texts import Texts
from geo.locations import select_in_district
from geo.model import Model
from geo.sites import ROLE_OF_PLAN


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


def name_kind(site: Mapping[str, Any], t: Texts) -> str:
    return t(f"kind.{site['kind']}")


def list_categories(model: Model, t: Texts) -> dict[str, str]:
    """Names of the categories of protected areas by code."""
    rows = model.region.protected.categories.itertuples(index=False)
    return {row.category: t.pick(row.name, row.name_en) for row in rows}


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


def name_districts(model: Model, codes: Iterable[str], t: Texts) -> str:
    """Short names in the order of every list, whatever the order of `codes`."""
    ordered = sorted(codes, key=model.codes.index)
    return t("list.comma").join(name_party(model, code, t, short=True) for code in ordered)


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
