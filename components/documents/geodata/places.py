"""Restoration sites and protected areas as map data for other programs."""

from __future__ import annotations

from typing import Any

import geopandas as gpd
import shapely

from components.documents.geodata.layers import write_collection, write_container
from components.documents.place_rows import cite_source
from components.documents.plain_text import clean_text
from components.documents.rows import PLAN_CODE
from components.words.places import name_official
from components.words.several import is_several
from components.words.source import Origin, cite_origin, describe_file
from components.words.words import Words
from geo.model import Model
from geo.packages.package import Package

SITES, AREAS = "sites", "areas"
"""Both kinds of places, and the names of their layers."""
SEPARATOR = " | "
OUTSIDE_REGION = "outside"
"""Instead of a district's code, in `shares`."""


def tabulate_sites(words: Words, sites: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """A row per site; every column is one text, lists are joined, what is blank is missing.

    The columns of the data package and `shares`: `<unit_code>=<share>` of length or area for what
    has one, `OUTSIDE_REGION` for what lies in no district.
    """
    t = words.t
    shares = _join_shares(words.model)
    rows = [
        {
            **{name: value for name, value in site.items() if name != "geometry"},
            "measure_ids": ";".join(site["measure_ids"]),
            "district_codes": ";".join(site["district_codes"]),
            "facts": SEPARATOR.join(
                f"{t.pick(fact['text'], fact['text_en'])} [{fact['src']}]" for fact in site["facts"]
            ),
            "sources": SEPARATOR.join(
                f"[{source['id']}] {cite_source(source, t)}" for source in site["sources"]
            ),
            "shares": shares.get(site["site_id"], ""),
        }
        for site in sites.to_dict("records")
    ]
    return _lay_out(rows, sites, "shares")


def _join_shares(model: Model) -> dict[str, str]:
    known = model.site_shares.dropna(subset="share")
    codes = known["unit_code"].replace("", OUTSIDE_REGION)
    texts = [f"{code}={share:.4f}" for code, share in zip(codes, known["share"], strict=True)]
    return known.assign(text=texts).groupby("site_id")["text"].agg(";".join).to_dict()


def tabulate_areas(areas: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """A row per area with the columns of the data package; what is blank is missing."""
    rows = [
        {
            **{name: value for name, value in area.items() if name != "geometry"},
            "district_codes": ";".join(area["district_codes"]),
        }
        for area in areas.to_dict("records")
    ]
    layer = _lay_out(rows, areas)
    return layer.astype({"year": "Int64"})


def _lay_out(rows: list[dict[Any, Any]], places: gpd.GeoDataFrame, *more: str) -> gpd.GeoDataFrame:
    """`rows` with the columns of `places` and `more`, and its geometries, rings by RFC 7946."""
    columns = [*places.columns.drop("geometry"), *more]
    tidy = [{name: _tidy(value) for name, value in row.items()} for row in rows]
    shapes = shapely.orient_polygons(places.geometry.to_numpy(), exterior_cw=False)
    return gpd.GeoDataFrame(tidy, columns=columns, geometry=shapes, crs=places.crs)


def _tidy(value: object) -> object:
    return (clean_text(value).strip() or None) if isinstance(value, str) else value


def tabulate_places(words: Words, kind: str) -> gpd.GeoDataFrame:
    """All `sites` or all `areas` of the region."""
    if kind == SITES:
        return tabulate_sites(words, words.model.sites)
    if kind == AREAS:
        return tabulate_areas(words.model.region.protected.areas)
    raise KeyError(kind)


def list_place_source(origin: Origin, kind: str) -> list[tuple[str, str]]:
    """Where the places come from, how to read them, what every column means, and the date.

    The register of protected areas is not the plan's, so it does not cite it.
    """
    cited = cite_origin(origin.words) if kind == SITES else []
    pairs = [*cited, *describe_places(origin.words, kind), *describe_file(origin)]
    return [(label, clean_text(value)) for label, value in pairs]


def describe_places(words: Words, kind: str) -> list[tuple[str, str]]:
    """What `sites` or `areas` are and how to read them; then every column, `<kind>.<column>`."""
    model, t = words.model, words.t
    packages = {
        SITES: (_find_site_package(model), "sites", t("file.sites_remark")),
        AREAS: (model.region.package, "protected_areas", name_official(words, "protected.help")),
    }
    package, name, remark = packages[kind]
    resource, described = package.resource(name), t.pick("description_zh", "description")
    fields = resource["schema"]["fields"] if "schema" in resource else resource["properties"]
    columns = {field["name"]: field[described] for field in fields}
    if kind == SITES:  # what the file holds otherwise than the package, or besides
        columns["facts"], columns["sources"] = t("file.column_facts"), t("file.column_sources")
        if is_several(words):
            columns[PLAN_CODE] = t("file.column_plan_code")
        columns["shares"] = t("file.column_shares", outside=OUTSIDE_REGION)
    return [
        (t(f"place.{kind}"), clean_text(resource[described])),
        (t("file.source_reading"), remark),
        *((f"{kind}.{column}", clean_text(text)) for column, text in columns.items()),
    ]


def _find_site_package(model: Model) -> Package:
    """Of several plans the first that has a file of places: all describe it alike."""
    packages = [part.plan.package for part in model.parts]
    return next((package for package in packages if package.has(SITES)), packages[0])


def write_site_geojson(origin: Origin, sites: gpd.GeoDataFrame) -> bytes:
    """`sites` (rows of `model.sites`) as a collection; works without a geometry stay."""
    source = list_place_source(origin, SITES)
    return write_collection(tabulate_sites(origin.words, sites), "site_id", source)


def write_area_geojson(origin: Origin, areas: gpd.GeoDataFrame) -> bytes:
    """`areas` (rows of the register of ours) as a collection of label points."""
    source = list_place_source(origin, AREAS)
    return write_collection(tabulate_areas(areas), "area_id", source)


def write_site_geopackage(origin: Origin, sites: gpd.GeoDataFrame) -> bytes:
    """Layer `sites` of any type of geometry, and the table `source`."""
    layers = {SITES: tabulate_sites(origin.words, sites)}
    return write_container(layers, list_place_source(origin, SITES), origin.today)


def write_area_geopackage(origin: Origin, areas: gpd.GeoDataFrame) -> bytes:
    """Layer `areas` of label points, and the table `source`."""
    layers = {AREAS: tabulate_areas(areas)}
    return write_container(layers, list_place_source(origin, AREAS), origin.today)
