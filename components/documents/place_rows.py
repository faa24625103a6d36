"""What every file says of restoration sites and protected areas."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import geopandas as gpd

from components.texts import Texts
from components.words.bases import name_basis
from components.words.duties import name_roles
from components.words.places import name_source
from components.words.plan import name_measure
from components.words.several import number_measure
from components.words.words import Words


def select_places(places: gpd.GeoDataFrame, codes: Collection[str]) -> list[dict[str, Any]]:
    """The sites or areas in `places` that name one of the parties `codes`, in their order."""
    records = places.to_dict("records")
    return [place for place in records if not set(codes).isdisjoint(place["district_codes"])]


def cite_source(source: Mapping[str, str], t: Texts) -> str:
    """Who says so, when, how near to the origin, and where."""
    return f"{name_source(source, t)} {source['url']}".strip()


def list_held(words: Words, site: Mapping[str, Any], code: str) -> list[tuple[str, str]]:
    """The measures of a site, each with the role and basis in which the party `code` holds it."""
    duties = words.model.site_duties
    mine = duties[(duties["site_id"] == site["site_id"]) & (duties["unit_code"] == code)]
    return [
        (number_measure(words, duty["measure_id"]), _write_held(duty, words.t))
        for duty in mine.to_dict("records")
    ]


def _write_held(duty: dict[Any, Any], t: Texts) -> str:
    if not duty["basis"]:
        return t("place.not_reached")
    return t("file.held", roles=name_roles(duty, t), basis=name_basis(duty, t))


def name_measures(words: Words, site: Mapping[str, Any]) -> str:
    """Numbers and short titles of a site's measures, a line each."""
    return "\n".join(name_measure(words, each) for each in site["measure_ids"])
