"""District boundaries: reading, promises about their geometry, areas, neighbours, label points.

All lengths and areas are taken in a Lambert azimuthal equal-area projection centred on the
region, never in degrees.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.packages.features import (
    HALF_TURN,
    POLYGONS,
    find_shape_problems,
    lay_around,
    read_features,
)
from geo.packages.package import Package
from geo.packages.problems import Problem, raise_if_any

AREA_TOLERANCE = 0.02
# A district below this share of the largest one's area is too small to click on the main map.
SMALL_DISTRICT_SHARE = 0.05
# Widths below this are the rounding of coordinates, not a gap in the coverage.
MAX_ROUNDING_DEG = 1e-5
# Narrower gaps than this (about 1 km) between two edges are flaws, wherever they open to, unless
# they are an inlet: they begin where a border that both sides share ends, and widen to more than
# this (about 100 m).
MAX_GAP_DEG = 0.01
MIN_INLET_DEG = 0.001
# A detail below this part of the region's width is lost on a large screen, zoomed in twice.
SCREEN_STEPS = 10_000
PROPERTIES = ["unit_code", "name", "name_en", "zone"]


def read_districts(package: Package) -> gpd.GeoDataFrame:
    """`unit_code, name, name_en, zone, geometry` in WGS84; raises `DataError` on any offender."""
    file = package.label("districts")
    features = read_features(package, "districts")
    raise_if_any(
        problem
        for feature in features
        for problem in find_shape_problems(
            feature.get("geometry"), feature["properties"]["unit_code"], file, POLYGONS
        )
    )
    columns = [*PROPERTIES, "geometry"]
    districts = gpd.GeoDataFrame.from_features(features, columns=columns, crs="EPSG:4326")
    districts = districts.astype(dict.fromkeys(PROPERTIES, str))
    west, _, east, _ = districts.total_bounds
    if east - west > HALF_TURN:
        # Both ends of the map are the middle of the region.
        districts.geometry = lay_around(districts.geometry, HALF_TURN)
    as_drawn = package.resource("districts").get("as_drawn", [])
    raise_if_any(find_coverage_problems(districts, file, as_drawn))
    return districts


def read_areas(package: Package, districts: gpd.GeoDataFrame) -> pd.Series:
    """The published area by `unit_code`; without a file, the measured one in whole km²."""
    if not package.has("district_areas"):
        return measure_areas(districts).round()
    areas = package.read_table("district_areas")
    raise_if_any(
        find_area_problems(districts, areas, package.label("districts"))
        + find_unmatched_areas(districts, areas, package.label("district_areas"))
    )
    return areas.set_index("unit_code")["area_km2"]


def find_coverage_problems(
    districts: gpd.GeoDataFrame, file: str, as_drawn: Collection[str] = ()
) -> list[Problem]:
    """Districts that overlap or do not match along their edges, and gaps between districts.

    A hole in a single district that no other fills is foreign ground, as drawn. `as_drawn`: other
    gaps in which the source has foreign ground or sea; codes of the districts beside one, and
    for a hole its place. What overlaps is never as drawn.
    """
    shapes = districts.geometry.to_numpy()
    apart = shapely.coverage_invalid_edges(shapes, gap_width=MAX_GAP_DEG)
    tree = shapely.STRtree(shapes)
    parted = [not _are_banks(edges, number, tree) for number, edges in enumerate(apart)]
    is_parted = np.array(parted) & ~districts["unit_code"].isin(as_drawn)
    overlapping = find_overlapping(districts)
    mismatched = districts.loc[overlapping | is_parted, "unit_code"]
    problems = [Problem("overlap_or_mismatch", file, None, "geometry", code) for code in mismatched]
    enclaves = shapely.union_all(
        [shapely.Polygon(ring) for p in shapely.get_parts(shapes) for ring in p.interiors]
    )
    # Where borders match, no overlay is needed, which takes more than a second for a country.
    unite = shapely.union_all if overlapping.any() else shapely.coverage_union_all
    for part in shapely.get_parts(unite(shapes)):
        for ring in part.interiors:
            gap = shapely.Polygon(ring)
            if shapely.covers(enclaves, gap):
                continue
            if shapely.maximum_inscribed_circle(gap).length > MAX_ROUNDING_DEG:
                point = ring.centroid
                where = f"{point.x:.4f}, {point.y:.4f}"
                problems.append(Problem("gap", file, None, "geometry", None, {"where": where}))
    return [problem for problem in problems if problem.details.get("where") not in as_drawn]


def find_overlapping(districts: gpd.GeoDataFrame) -> np.ndarray:
    """Of each district, whether it overlaps another or their common edge has other points."""
    edges = shapely.coverage_invalid_edges(districts.geometry.to_numpy())
    return np.asarray(~shapely.is_empty(edges))


def _are_banks(edges: shapely.Geometry, number: int, tree: shapely.STRtree) -> bool:
    """Whether every one of a district's `edges` near another district is the bank of an inlet."""
    if shapely.is_empty(edges):
        return True
    shapes = tree.geometries
    # Whoever is further away is no other bank; a country's union takes a second.
    near = tree.query(shapes[number], predicate="dwithin", distance=MAX_GAP_DEG)
    others = shapely.union_all(shapes[near[near != number]])
    border = shapely.intersection(shapely.boundary(shapes[number]), shapely.boundary(others))
    # A common point is not a common border.
    shared = shapely.union_all([part for part in shapely.get_parts(border) if part.length])
    banks = shapely.get_parts(shapely.line_merge(edges))
    return all(
        shapely.intersects(bank, shared)
        and shapely.distance(shapely.points(bank.coords), others).max() > MIN_INLET_DEG
        for bank in banks
    )


def find_area_problems(
    districts: gpd.GeoDataFrame, areas: pd.DataFrame, file: str
) -> list[Problem]:
    """Districts more than 2 % off the independent figures (`unit_code, area_km2`)."""
    measured = measure_areas(districts)
    expected = areas.set_index("unit_code")["area_km2"]
    problems = []
    for code in measured.index.intersection(expected.index, sort=False):
        actual, wanted = measured[code], expected[code]
        if not abs(actual - wanted) <= AREA_TOLERANCE * wanted:
            percent = f"{abs(actual - wanted) / wanted * 100:.1f}" if wanted else "100"
            details = {"actual": f"{actual:.2f}", "expected": str(wanted), "percent": percent}
            problems.append(Problem("wrong_area", file, None, "geometry", str(code), details))
    return problems


def find_unmatched_areas(
    districts: gpd.GeoDataFrame, areas: pd.DataFrame, file: str
) -> list[Problem]:
    """Districts without an independent figure, and figures (in `file`) without a district."""
    found, expected = set(districts["unit_code"]), set(areas["unit_code"])
    missing = [
        Problem("missing_key", file, None, "unit_code", code) for code in sorted(found - expected)
    ]
    return missing + [
        Problem("unknown_code", file, None, "unit_code", code, {"where": "districts.geojson"})
        for code in sorted(expected - found)
    ]


def project_equal_area(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """`frame` in metres, in an equal-area projection centred on its bounds."""
    west, south, east, north = frame.total_bounds
    centre = f"+lat_0={(south + north) / 2:.4f} +lon_0={(west + east) / 2:.4f}"
    return frame.to_crs(f"+proj=laea {centre} +datum=WGS84 +units=m")


def find_centre(districts: gpd.GeoDataFrame) -> float:
    """The longitude midway between the region's western and eastern ends."""
    west, _, east, _ = districts.total_bounds
    return float((west + east) / 2)


def unproject(shapes: gpd.GeoSeries, like: gpd.GeoDataFrame) -> gpd.GeoSeries:
    """`shapes` in WGS84, their longitudes counted as those of `like`."""
    return lay_around(shapes.to_crs("EPSG:4326"), find_centre(like))


def measure_areas(districts: gpd.GeoDataFrame) -> pd.Series:
    """Area in km² by `unit_code`."""
    projected = project_equal_area(districts)
    return pd.Series((projected.area / 1e6).to_numpy(), index=districts["unit_code"].tolist())


def compare_areas(districts: gpd.GeoDataFrame, area_km2: pd.Series) -> pd.Series:
    """By `unit_code`, the share of the independent figure by which a polygon's area differs."""
    return (measure_areas(districts) - area_km2).abs() / area_km2


def find_neighbours(districts: gpd.GeoDataFrame) -> dict[str, list[str]]:
    """Districts that share a stretch of border (a common point is not enough), by code.

    Borders match point by point, so who shares a stretch has the same two points in a row.
    """
    codes = districts["unit_code"].tolist()
    ends, owners = _list_stretches(districts.geometry.to_numpy())
    order = np.lexsort(ends.T)
    ends, owners = ends[order], owners[order]
    is_shared = (ends[1:] == ends[:-1]).all(axis=1) & (owners[1:] != owners[:-1])
    left, right = owners[:-1][is_shared], owners[1:][is_shared]
    neighbours: dict[str, list[str]] = {code: [] for code in codes}
    for i, j in sorted({*zip(left, right, strict=True), *zip(right, left, strict=True)}):
        neighbours[codes[i]].append(codes[j])
    return neighbours


def _list_stretches(shapes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Every stretch between two points of a border as `x, y, x, y`, its lesser end first, and the
    number of the shape to which it belongs."""
    parts, shape_of = shapely.get_parts(shapes, return_index=True)
    rings, part_of = shapely.get_rings(parts, return_index=True)
    points, ring_of = shapely.get_coordinates(rings, return_index=True)
    is_stretch = ring_of[1:] == ring_of[:-1]
    ends = np.hstack([points[:-1], points[1:]])[is_stretch]
    x, y, to_x, to_y = ends.T
    is_turned = (x > to_x) | ((x == to_x) & (y > to_y))
    ends[is_turned] = ends[is_turned][:, [2, 3, 0, 1]]
    return ends, shape_of[part_of][ring_of[1:][is_stretch]]


def place_labels(districts: gpd.GeoDataFrame) -> pd.DataFrame:
    """Where a label fits best, by `unit_code`: `lon, lat`, and `room_m`, the free radius there."""
    projected = project_equal_area(districts)
    circles = shapely.maximum_inscribed_circle(projected.geometry.to_numpy(), tolerance=50)
    centres = gpd.GeoSeries(shapely.get_point(circles, 0), crs=projected.crs)
    centres = unproject(centres, districts)
    return pd.DataFrame(
        {"lon": centres.x, "lat": centres.y, "room_m": shapely.length(circles)}
    ).set_index(pd.Index(districts["unit_code"], name="unit_code"))


def find_small_districts(districts: gpd.GeoDataFrame) -> list[str]:
    """Codes of districts too small for the main map, which the inset enlarges."""
    areas = measure_areas(districts)
    return areas.index[areas < SMALL_DISTRICT_SHARE * areas.max()].tolist()


@dataclass(frozen=True)
class Inset:
    """An enlargement of the districts `codes`.

    `bounds`: west, south, east, north. `labels`: as from `place_labels`, of all that is visible.
    """

    codes: tuple[str, ...]
    bounds: tuple[float, float, float, float]
    labels: pd.DataFrame


def frame_inset(districts: gpd.GeoDataFrame) -> Inset | None:
    """The part of the region to enlarge so that its small districts can be read and clicked.

    Label points are those of the visible parts, so that no label is cut at the frame. None
    where no district is small.
    """
    small = districts[districts["unit_code"].isin(find_small_districts(districts))]
    if small.empty:
        return None
    west, south, east, north = small.total_bounds
    margin = 0.1 * max(east - west, north - south)
    bounds = (west - margin, south - margin, east + margin, north + margin)
    visible = districts.clip(bounds, keep_geom_type=True).sort_index()
    return Inset(tuple(small["unit_code"]), bounds, place_labels(visible))


def simplify_for_screen(districts: gpd.GeoDataFrame) -> gpd.GeoSeries:
    """Outlines in WGS84, as fine as a screen shows the whole region, without gaps between them."""
    west, south, east, north = project_equal_area(districts).total_bounds
    outlines = simplify_coverage(districts, max(east - west, north - south) / SCREEN_STEPS)
    return unproject(outlines, districts).set_axis(districts.index)


def simplify_coverage(districts: gpd.GeoDataFrame, tolerance_m: float) -> gpd.GeoSeries:
    """Outlines in metres by `unit_code`, simplified together so that no gap opens between them."""
    projected = project_equal_area(districts)
    simplified = shapely.coverage_simplify(projected.geometry.to_numpy(), tolerance_m)
    return gpd.GeoSeries(simplified, index=districts["unit_code"].tolist(), crs=projected.crs)
