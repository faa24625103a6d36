"""The features of an office's file of boundaries: their outlines in WGS84, their columns as text.

What a library makes of a stranger's file is made in a process of its own, see `apart`.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import shapely

from geo.own_boundaries.attributes import Attributes, read_attributes
from geo.own_boundaries.files import MAIN, Contents, choose_layer
from geo.packages.features import HALF_TURN, POLYGONS, is_lon_lat
from geo.packages.problems import DataError, Problem, raise_if_any

WGS84 = "EPSG:4326"
MAX_FEATURES = 3_000
DECIMALS = 7
"""Of a degree: a centimetre."""


@dataclass(frozen=True)
class Layer:
    """`features`: the file's columns as text and `geometry`, in the order of the file, WGS84;
    `mended`: the numbers, from 1, of those whose rings crossed themselves; `crs`: the name of the
    coordinate system that the file says; `cut`: number and column of cells that end in the middle
    of a letter, without that letter."""

    features: gpd.GeoDataFrame
    mended: list[int]
    crs: str
    cut: tuple[tuple[int, str], ...] = ()


def read_layer(contents: Contents, layer: str = "") -> Layer:
    """Raises `DataError` with every feature that cannot be used."""
    name = contents.name
    contents, attributes = _mend_attributes(contents)
    frame = _read(contents, layer, attributes.encoding if attributes else None)
    if not len(frame):
        raise DataError([Problem("no_features", name)])
    if len(frame) > MAX_FEATURES:
        details = {"count": str(len(frame)), "limit": str(MAX_FEATURES)}
        raise DataError([Problem("too_many_features", name, details=details)])
    raise_if_any(_find_shape_problems(frame, name))
    crs = frame.crs.name
    try:
        shapes = frame.geometry.force_2d().to_crs(WGS84).to_numpy()
    except Exception:  # of a system that is named and cannot be converted, each in its own words
        raise DataError([Problem("no_crs", name)]) from None
    raise_if_any(_find_places_outside(shapes, name))
    drawn = np.array([_cut_at_turn(shape) for shape in _round(shapes)])
    is_broken = ~shapely.is_valid(drawn)
    whole = np.array([_keep_areas(shape) for shape in drawn])
    raise_if_any(
        _name_shape(name, number, "0 m²")
        for number, shape in enumerate(whole, start=1)
        if shapely.is_empty(shape)
    )
    columns = {str(c): frame[c].map(_write_value) for c in frame.columns.drop("geometry")}
    features = gpd.GeoDataFrame(columns, geometry=whole, crs=WGS84)
    cut = attributes.cut if attributes else ()
    return Layer(features, [int(n) + 1 for n in np.flatnonzero(is_broken)], crs, cut)


def _read(contents: Contents, layer: str, encoding: str | None) -> gpd.GeoDataFrame:
    with tempfile.TemporaryDirectory() as place:
        for file, data in contents.files.items():
            (Path(place) / file).write_bytes(data)
        path = Path(place) / next(iter(contents.files))
        match contents.kind:
            case "shapefile":
                frame = pyogrio.read_dataframe(path, encoding=encoding)
            case "kml":
                # The folders of a KML are layers to the library.
                folders = pyogrio.list_layers(path)[:, 0]
                frames = [pyogrio.read_dataframe(path, layer=folder) for folder in folders]
                frame = pd.concat(frames, ignore_index=True) if frames else gpd.GeoDataFrame()
            case _:
                drawn = _list_drawn(path)
                if not drawn:
                    raise DataError([Problem("no_features", contents.name)])
                chosen = choose_layer(contents.name, drawn, layer)
                frame = pyogrio.read_dataframe(path, layer=chosen)
    if len(frame) and frame.crs is None:
        raise DataError([Problem("no_crs", contents.name)])
    return frame


def _list_drawn(path: Path) -> tuple[str, ...]:
    """Layers with geometry; a GeoPackage may have tables too."""
    return tuple(str(name) for name, form in pyogrio.list_layers(path) if form)


def _mend_attributes(contents: Contents) -> tuple[Contents, Attributes | None]:
    """A Shapefile without what is left of letters that were cut; any other file as it is."""
    if contents.kind != "shapefile":
        return contents, None
    said = contents.files.get(f"{MAIN}.cpg", b"").decode("ascii", "replace").strip()
    attributes = read_attributes(contents.files[f"{MAIN}.dbf"], said)
    if attributes is None:
        raise DataError([Problem("boundary_text", contents.name)])
    files = contents.files | {f"{MAIN}.dbf": attributes.table}
    return replace(contents, files=files), attributes


def _find_shape_problems(frame: gpd.GeoDataFrame, name: str) -> Iterator[Problem]:
    for number, shape in enumerate(frame.geometry, start=1):
        if shape is None or shape.is_empty:
            yield _name_shape(name, number, "0 m²")
        elif not _is_area(shape):
            yield _name_shape(name, number, shape.geom_type)


def _name_shape(name: str, number: int, form: str) -> Problem:
    return Problem("feature_shape", name, None, "geometry", form, {"n": str(number)})


def _is_area(shape: shapely.Geometry) -> bool:
    parts = shape.geoms if shape.geom_type == "GeometryCollection" else [shape]
    return all(part.geom_type in POLYGONS for part in parts)


def _find_places_outside(shapes: np.ndarray, name: str) -> Iterator[Problem]:
    for number, (west, south, east, north) in enumerate(shapely.bounds(shapes), start=1):
        # From 0° to 360° is another way to count them.
        if not (is_lon_lat(west, south) and is_lon_lat(min(east, HALF_TURN), north)) or (
            east > 2 * HALF_TURN
        ):
            at = f"{west:.3f}, {south:.3f}"
            yield Problem("feature_outside", name, None, "geometry", at, {"n": str(number)})


def _round(shapes: np.ndarray) -> np.ndarray:
    return np.asarray(shapely.transform(shapes, lambda points: points.round(DECIMALS)))


def _cut_at_turn(shape: shapely.Geometry) -> shapely.Geometry:
    """A shape with every longitude between -180° and 180°: cut where it crosses that meridian."""
    drawn = [part for part in shapely.get_parts(_flatten(shape)) if part.geom_type == "Polygon"]
    parts = [_unroll(part) for part in drawn]
    if parts == drawn and shape.bounds[2] <= HALF_TURN:
        return shape
    full = 2 * HALF_TURN
    here = shapely.box(-HALF_TURN, -90, HALF_TURN, 90)
    beyond = shapely.box(HALF_TURN, -90, HALF_TURN + full, 90)
    cut = [shapely.intersection(part, here) for part in map(shapely.make_valid, parts)]
    cut += [
        shapely.transform(shapely.intersection(part, beyond), lambda points: points - [full, 0])
        for part in map(shapely.make_valid, parts)
    ]
    return shapely.union_all([_keep_areas(part) for part in cut if not part.is_empty])


def _unroll(polygon: shapely.Polygon) -> shapely.Polygon:
    """One that seems to go around the world crosses the meridian of 180°."""
    west, _, east, _ = polygon.bounds
    if east - west <= HALF_TURN:
        return polygon
    turned = [2 * HALF_TURN, 0]
    return shapely.transform(polygon, lambda p: np.where(p[:, :1] < 0, p + turned, p))


def _flatten(shape: shapely.Geometry) -> shapely.Geometry:
    parts = [p for part in shapely.get_parts(shape) for p in shapely.get_parts(part)]
    return parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts)


def _keep_areas(shape: shapely.Geometry) -> shapely.Geometry:
    """A valid shape of polygons alone."""
    flat = _flatten(shape) if shape.geom_type == "GeometryCollection" else shape
    whole = shapely.make_valid(flat, method="structure", keep_collapsed=False)
    parts = [part for part in shapely.get_parts(whole) if part.geom_type == "Polygon"]
    return parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts)


def _write_value(value: object) -> str:
    """A cell as text; a code that was kept as a number, without decimals."""
    if value is None or value is pd.NaT or (isinstance(value, float) and np.isnan(value)):
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
