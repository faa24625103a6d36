"""District boundaries: reading, promises about their geometry, areas, neighbours, label points.

All lengths and areas are taken in a Lambert azimuthal equal-area projection centred on the
region, never in degrees.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely

from geo.packages import Package
from geo.problems import Problem, raise_if_any

AREA_TOLERANCE = 0.02
# A district below this share of the largest one's area is too small to click on the main map.
SMALL_DISTRICT_SHARE = 0.05
# Widths below this are the rounding of coordinates, not a gap in the coverage.
MAX_ROUNDING_DEG = 1e-5
# Narrower gaps than this (about 1 km) between two edges are flaws, wherever they open to.
MAX_GAP_DEG = 0.01
PROPERTIES = ["unit_code", "name", "name_en", "zone"]


def read_districts(package: Package) -> gpd.GeoDataFrame:
    """`unit_code, name, name_en, zone, geometry` in WGS84; raises `DataError` on any offender."""
    file = package.label("districts")
    collection = package.read_json("districts")
    raise_if_any(_find_feature_problems(collection, file))
    columns = [*PROPERTIES, "geometry"]
    features = collection["features"]
    districts = gpd.GeoDataFrame.from_features(features, columns=columns, crs="EPSG:4326")
    districts = districts.astype(dict.fromkeys(PROPERTIES, str))
    raise_if_any(find_coverage_problems(districts, file))
    return districts


def _find_feature_problems(collection: Any, file: str) -> list[Problem]:
    features = collection.get("features") if isinstance(collection, dict) else None
    if not isinstance(features, list) or not features:
        return [Problem("missing_key", file, column="features")]
    problems: list[Problem] = []
    seen: set[str] = set()
    for number, feature in enumerate(features, start=1):
        properties = feature.get("properties") if isinstance(feature, dict) else None
        if not isinstance(properties, dict):
            problems.append(Problem("missing_key", file, None, "properties", f"feature {number}"))
            continue
        code = str(properties.get("unit_code", ""))
        problems += _find_property_problems(properties, code, file)
        if code in seen:
            problems.append(Problem("unique", file, None, "unit_code", code))
        seen.add(code)
        problems += _find_shape_problems(feature.get("geometry"), code, file)
    return problems


def _find_property_problems(properties: dict[str, Any], code: str, file: str) -> list[Problem]:
    missing = [key for key in PROPERTIES if properties.get(key) in (None, "")]
    not_text = [k for k in PROPERTIES if k not in missing and not isinstance(properties[k], str)]
    return [Problem("missing_key", file, None, key, code) for key in missing] + [
        Problem("wrong_form", file, None, key, code, {"form": "string"}) for key in not_text
    ]


def _find_shape_problems(geometry: Any, code: str, file: str) -> list[Problem]:
    def bad(reason: str) -> list[Problem]:
        return [Problem("bad_geometry", file, None, "geometry", code, {"reason": reason})]

    try:
        shape = shapely.from_geojson(json.dumps(geometry))
    except shapely.errors.GEOSException as error:
        return bad(str(error).split("\n")[0])
    if shape is None or shape.is_empty:
        return bad("empty")
    if shape.geom_type not in ("Polygon", "MultiPolygon"):
        return bad(shape.geom_type)
    if not shape.is_valid:
        return bad(shapely.is_valid_reason(shape))
    west, south, east, north = shape.bounds
    # China and its margins; a swapped pair has a latitude above 70.
    if not (70 < west <= east < 140 and 0 < south <= north < 60):
        return [Problem("outside_range", file, None, "geometry", code)]
    return []


def find_coverage_problems(districts: gpd.GeoDataFrame, file: str) -> list[Problem]:
    """Districts that overlap or do not match along their edges, and gaps between districts."""
    shapes = districts.geometry.to_numpy()
    edges = shapely.coverage_invalid_edges(shapes, gap_width=MAX_GAP_DEG)
    mismatched = districts.loc[~shapely.is_empty(edges), "unit_code"]
    problems = [Problem("overlap_or_mismatch", file, None, "geometry", code) for code in mismatched]
    union = shapely.union_all(shapes)
    for part in shapely.get_parts(union):
        for ring in part.interiors:
            if shapely.maximum_inscribed_circle(shapely.Polygon(ring)).length > MAX_ROUNDING_DEG:
                point = ring.centroid
                where = f"{point.x:.4f}, {point.y:.4f}"
                problems.append(Problem("gap", file, None, "geometry", None, {"where": where}))
    return problems


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


def measure_areas(districts: gpd.GeoDataFrame) -> pd.Series:
    """Area in km² by `unit_code`."""
    projected = project_equal_area(districts)
    return pd.Series((projected.area / 1e6).to_numpy(), index=districts["unit_code"].tolist())


def compare_areas(districts: gpd.GeoDataFrame, area_km2: pd.Series) -> pd.Series:
    """By `unit_code`, the share of the independent figure by which a polygon's area differs."""
    return (measure_areas(districts) - area_km2).abs() / area_km2


def find_neighbours(districts: gpd.GeoDataFrame) -> dict[str, list[str]]:
    """Districts that share a stretch of border (a common point is not enough), by code."""
    codes = districts["unit_code"].tolist()
    shapes = districts.geometry.to_numpy()
    left, right = shapely.STRtree(shapes).query(shapes, predicate="touches")
    shared = shapely.length(shapely.intersection(shapes[left], shapes[right])) > 0
    neighbours: dict[str, list[str]] = {code: [] for code in codes}
    for i, j in sorted(zip(left[shared], right[shared], strict=True)):
        neighbours[codes[i]].append(codes[j])
    return neighbours


def place_labels(districts: gpd.GeoDataFrame) -> pd.DataFrame:
    """Where a label fits best, by `unit_code`: `lon, lat`, and `room_m`, the free radius there."""
    projected = project_equal_area(districts)
    circles = shapely.maximum_inscribed_circle(projected.geometry.to_numpy(), tolerance=50)
    centres = gpd.GeoSeries(shapely.get_point(circles, 0), crs=projected.crs).to_crs("EPSG:4326")
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


def simplify_coverage(districts: gpd.GeoDataFrame, tolerance_m: float) -> gpd.GeoSeries:
    """Outlines in metres by `unit_code`, simplified together so that no gap opens between them."""
    projected = project_equal_area(districts)
    simplified = shapely.coverage_simplify(projected.geometry.to_numpy(), tolerance_m)
    return gpd.GeoSeries(simplified, index=districts["unit_code"].tolist(), crs=projected.crs)
