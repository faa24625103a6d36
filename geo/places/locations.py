"""Where places lie: which districts they meet, in which shares, and whether that can be true.

All lengths and areas are taken in an equal-area projection centred on the region.
"""

from __future__ import annotations

from collections.abc import Sequence

import geopandas as gpd
import pandas as pd
import shapely

from geo.packages.problems import Problem
from geo.region.boundaries import project_equal_area, unproject

PRECISION_KM = {"exact": 0.1, "place": 3, "rough": 10}
"""How far off a location may be. `exact` leaves room for the generalisation of the boundaries."""
SYMBOLIC = "symbolic"
"""The precision of a place that only stands for its districts: it has no location of its own."""
PRECISIONS = (*PRECISION_KM, SYMBOLIC)
AREA = 2
"""The dimension of an area, where that of a line is 1."""
NOISE = 1e-9
"""A smaller share than this is rounding."""
TOUCH_M = 1
"""What is nearer touches: a straight line bends a little when it is projected."""
OUTSIDE = ""
"""The unit code of what lies in no district."""


def share_out(places: gpd.GeoDataFrame, districts: gpd.GeoDataFrame, key: str) -> pd.DataFrame:
    """`<key>, unit_code, is_named, length_km, area_km2, share`: a row per place and district.

    `places`: `<key>, district_codes, precision, geometry`, WGS84. Rows are the districts a place
    names, the others it meets, and `OUTSIDE` where a part lies in none. `share` is of length or
    area and adds up to 1 for every line and area; points and symbols have none (NaN). A border
    that a line follows counts once, for a named district first.
    """
    shapes = project_equal_area(districts).set_index("unit_code").geometry
    projected = _project(places, shapes)
    rows = [
        {key: name, **part}
        for name, named, precision, shape in zip(
            places[key],
            places["district_codes"],
            places["precision"],
            projected,
            strict=True,
        )
        for part in _split(shape, named, precision, shapes)
    ]
    columns = [key, "unit_code", "is_named", "length_km", "area_km2", "share"]
    return pd.DataFrame(rows, columns=columns)


def _project(places: gpd.GeoDataFrame, like: gpd.GeoSeries) -> gpd.GeoSeries:
    """Valid shapes: an edge that is straight in degrees moves a little when only its ends are
    projected, and can then cross its neighbour."""
    return places.geometry.to_crs(like.crs).make_valid(method="structure", keep_collapsed=False)


def _split(
    shape: shapely.Geometry | None, named: Sequence[str], precision: str, districts: gpd.GeoSeries
) -> list[dict[str, object]]:
    # A stretch that a line passes twice is there once, in the whole as in every part.
    shape = None if shape is None else shapely.unary_union(shape)
    whole = _measure(shape)
    if shape is None or precision == SYMBOLIC or not whole:
        return [_describe(code, is_named=True) for code in named]
    is_area = shapely.get_dimensions(shape) == AREA
    known = [code for code in named if code in districts.index]
    parts, rest = [], shape
    for code in [*known, *districts.index.difference(known, sort=False)]:
        inside = _measure(shapely.intersection(rest, districts[code]), is_area=is_area)
        if inside > NOISE * whole or code in known:
            parts.append(_describe(code, inside, whole, is_named=code in known, is_area=is_area))
        rest = shapely.difference(rest, districts[code])
    left_over = _measure(rest, is_area=is_area)
    if left_over > NOISE * whole:
        parts.append(_describe(OUTSIDE, left_over, whole, is_named=False, is_area=is_area))
    return parts


def _describe(
    code: str,
    part: float | None = None,
    whole: float = 1,
    *,
    is_named: bool,
    is_area: bool = False,
) -> dict[str, object]:
    return {
        "unit_code": code,
        "is_named": is_named,
        "length_km": None if part is None or is_area else part / 1e3,
        "area_km2": part / 1e6 if part is not None and is_area else None,
        "share": None if part is None else part / whole,
    }


def _measure(shape: shapely.Geometry | None, *, is_area: bool | None = None) -> float:
    """m² of an area, m of a line (by default whichever `shape` is), 0 for points and nothing."""
    if shape is None:
        return 0.0
    if is_area is None:
        is_area = shapely.get_dimensions(shape) == AREA
    return float(shapely.area(shape) if is_area else shapely.length(shape))


def find_location_problems(
    places: gpd.GeoDataFrame, districts: gpd.GeoDataFrame, file: str, key: str
) -> list[Problem]:
    """Places that do not lie where they say.

    A point must lie in one of the districts it names. A line or an area must meet every district
    it names, and may reach into another one no farther than its precision.
    """
    shapes = project_equal_area(districts).set_index("unit_code").geometry
    projected = _project(places, shapes)
    problems = []
    for name, named, precision, shape in zip(
        places[key], places["district_codes"], places["precision"], projected, strict=True
    ):
        known = [code for code in named if code in shapes.index]
        if shape is None or shape.is_empty or not known:
            continue
        if shape.geom_type == "Point":
            if not any(shapely.dwithin(shapes[code], shape, TOUCH_M) for code in known):
                names = ", ".join(known)
                problems.append(
                    Problem("outside_named", file, None, "geometry", name, {"names": names})
                )
            continue
        limit_km = PRECISION_KM.get(precision, 0)
        problems += [
            Problem("misses_named", file, None, "geometry", name, {"code": code})
            for code in known
            if not shapely.dwithin(shapes[code], shape, TOUCH_M)
        ]
        near = shapely.buffer(shapely.union_all(shapes[known].to_numpy()), limit_km * 1e3)
        problems += [
            Problem("strays", file, None, "geometry", name, {"code": code, "limit": str(limit_km)})
            for code in shapes.index.difference(known, sort=False)
            if _reaches(shape, shapes[code], near)
        ]
    return problems


def _reaches(shape: shapely.Geometry, district: shapely.Geometry, near: shapely.Geometry) -> bool:
    """Whether a part of `shape` lies in `district` beyond what is near enough."""
    return not shapely.difference(shapely.intersection(shape, district), near).is_empty


def select_in_district(places: gpd.GeoDataFrame, code: str) -> gpd.GeoDataFrame:
    """The places that name a district, alone or among others."""
    return places[places["district_codes"].map(lambda codes: code in codes).astype(bool)]


def draw_uncertainty(places: gpd.GeoDataFrame) -> gpd.GeoSeries:
    """Where a place may lie: its shape widened by its precision, WGS84; None for symbols."""
    if not places.geometry.notna().any():
        return gpd.GeoSeries([None] * len(places), index=places.index, crs="EPSG:4326")
    projected = project_equal_area(places)
    limits = places["precision"].map(PRECISION_KM).astype(float)
    widened = projected.geometry.buffer(limits.fillna(0) * 1e3, quad_segs=16)
    widened[limits.isna() | places.geometry.isna()] = None
    return unproject(gpd.GeoSeries(widened, index=places.index, crs=projected.crs), places)


def round_shares(shares: Sequence[float]) -> list[int]:
    """Shares as whole percents that add up to 100 (largest remainders), as long as they do to 1."""
    exact = [share * 100 for share in shares]
    floors = [int(value) for value in exact]
    missing = round(sum(exact)) - sum(floors)
    by_remainder = sorted(range(len(exact)), key=lambda i: floors[i] - exact[i])
    for position in by_remainder[:missing]:
        floors[position] += 1
    return floors
