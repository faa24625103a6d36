"""Features of a GeoJSON file, checked one by one; every problem names the feature's id."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Any

import geopandas as gpd
import numpy as np
import shapely

from geo.packages.package import Package
from geo.packages.problems import DataError, Problem, raise_if_any

POLYGONS = ("Polygon", "MultiPolygon")
SHAPES = ("Point", "LineString", "MultiLineString", *POLYGONS)
HALF_TURN, QUARTER_TURN = 180, 90


def read_features(
    package: Package, name: str, *, may_be_empty: bool = False
) -> list[dict[str, Any]]:
    """The features of a GeoJSON resource, of which the first of its `properties` is the id.

    Raises `DataError` where an id is missing or repeated, or a property breaks its description
    in `datapackage.json`.
    """
    file, fields = package.label(name), package.resource(name).get("properties")
    if not fields:
        label = f"{package.folder.name}/datapackage.json"
        raise DataError([Problem("missing_key", label, None, "properties", name)])
    collection = package.read_json(name)
    features = collection.get("features") if isinstance(collection, dict) else None
    if not isinstance(features, list) or not (features or may_be_empty):
        raise DataError([Problem("missing_key", file, column="features")])
    problems: list[Problem] = []
    seen: set[str] = set()
    for number, feature in enumerate(features, start=1):
        properties = feature.get("properties") if isinstance(feature, dict) else None
        if not isinstance(properties, dict):
            problems.append(Problem("missing_key", file, None, "properties", f"feature {number}"))
            continue
        key = str(properties.get(fields[0]["name"]) or "").strip() or f"feature {number}"
        problems += _find_property_problems(properties, fields, key, file)
        if key in seen:
            problems.append(Problem("unique", file, None, fields[0]["name"], key))
        seen.add(key)
        feature.setdefault("geometry", None)
    raise_if_any(problems)
    return features


def _find_property_problems(
    properties: dict[str, Any], fields: list[dict[str, Any]], key: str, file: str
) -> list[Problem]:
    problems = []
    for field in fields:
        name, value = field["name"], properties.get(field["name"])
        rules, form = field.get("constraints", {}), field["type"]
        # What is optional may be empty but must be there, so that nothing stumbles over it.
        if value is None:
            problems.append(Problem("missing_key", file, None, name, key))
        elif not isinstance(value, list if form == "array" else str):
            problems.append(Problem("wrong_form", file, None, name, key, {"form": form}))
        elif value == [] or (isinstance(value, str) and not value.strip()):
            if rules.get("required"):
                problems.append(Problem("missing_key", file, None, name, key))
        elif "enum" in rules and value not in rules["enum"]:
            details = {"allowed": ", ".join(rules["enum"])}
            problems.append(Problem("enum", file, None, name, f"{key}: {value}", details))
    return problems


def find_shape_problems(
    geometry: Any, key: str, file: str, types: Collection[str] = SHAPES
) -> list[Problem]:
    """Why a feature's geometry cannot be used: empty, broken, of another type, out of range."""

    def bad(reason: str) -> list[Problem]:
        return [Problem("bad_geometry", file, None, "geometry", key, {"reason": reason})]

    try:
        shape = shapely.from_geojson(json.dumps(geometry))
    except shapely.errors.GEOSException as error:
        return bad(str(error).split("\n")[0])
    if shape is None or shape.is_empty:
        return bad("empty")
    if shape.geom_type not in types:
        return bad(shape.geom_type)
    if not shape.is_valid:
        return bad(shapely.is_valid_reason(shape))
    west, south, east, north = shape.bounds
    if is_lon_lat(west, south) and is_lon_lat(east, north):
        return []
    return [Problem("outside_range", file, None, "geometry", key)]


def write_features(frame: gpd.GeoDataFrame) -> str:
    """GeoJSON with one feature a line, so that a change shows as a small difference."""
    features = json.loads(frame.to_json(drop_id=True))["features"]
    lines = ",\n".join(
        json.dumps(feature, ensure_ascii=False, separators=(",", ":")) for feature in features
    )
    return f'{{"type":"FeatureCollection","features":[\n{lines}\n]}}\n'


def is_lon_lat(lon: float, lat: float) -> bool:
    """Whether a pair can be longitude and latitude, in that order."""
    return abs(lon) <= HALF_TURN and abs(lat) <= QUARTER_TURN


def lay_around(shapes: gpd.GeoSeries, centre: float) -> gpd.GeoSeries:
    """`shapes` with every longitude at most half a turn from `centre`, beyond 180° if need be.

    So the parts of a region that the meridian of 180° crosses lie side by side; a shape that was
    cut there is in one piece again.
    """
    return shapes.map(lambda shape: None if shape is None else _lay_around(shape, centre))


def _lay_around(shape: shapely.Geometry, centre: float) -> shapely.Geometry:
    turn = np.array([2 * HALF_TURN, np.inf])
    moved = shapely.transform(
        shape, lambda xy: xy - np.round((xy - [centre, 0]) / turn) * (2 * HALF_TURN)
    )
    return shape if moved == shape else shapely.unary_union(moved)
