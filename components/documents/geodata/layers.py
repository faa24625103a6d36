"""Layers of map data as files: GeoJSON, and GeoPackage with the source beside the layers."""

from __future__ import annotations

import datetime
import json
import sqlite3
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import shapely
from numpy.typing import NDArray

SOURCE_TABLE = "source"
HALF_TURN = 180
Shapes = NDArray[Any]


def write_collection(layer: gpd.GeoDataFrame, key: str, source: Sequence[tuple[str, str]]) -> bytes:
    """RFC 7946: WGS84 without a `crs` member; `metadata` holds `source` as labels and values.

    `key` is the column of the features' ids. Missing values and missing geometries are null. What
    the meridian of 180° crosses is cut there, as the standard advises.
    """
    shapes = layer.geometry.to_numpy()
    records = layer.drop(columns="geometry").to_dict("records")
    collection = {
        "type": "FeatureCollection",
        "metadata": [{"label": label, "value": value} for label, value in source],
        **_frame(layer.total_bounds.tolist()),
        "features": [
            _write_feature(record, key, shape, cut)
            for record, shape, cut in zip(records, shapes, cut_at_half_turn(shapes), strict=True)
        ],
    }
    return json.dumps(collection, ensure_ascii=False, allow_nan=False).encode("utf-8")


def cut_at_half_turn(shapes: Shapes) -> Shapes:
    """`shapes` with longitudes from -180° to 180°; those within are left as they are."""
    west, _, east, _ = shapely.bounds(shapes).T
    if not (west < -HALF_TURN).any() and not (east > HALF_TURN).any():
        return shapes
    turns = [
        shapely.transform(
            shapely.intersection(shapes, shapely.box(at - HALF_TURN, -90, at + HALF_TURN, 90)),
            lambda points, at=at: points - [at, 0],
        )
        for at in (-2 * HALF_TURN, 0, 2 * HALF_TURN)
    ]
    return np.array([_join_parts(parts) for parts in zip(*turns, strict=True)])


def _join_parts(turns: Sequence[shapely.Geometry | None]) -> shapely.Geometry | None:
    """One shape of what is left of it in each turn, without the lines that a cut leaves behind."""
    there = [shape for shape in turns if shape is not None and not shape.is_empty]
    if not there:
        return None
    size = max(shapely.get_dimensions(shape) for shape in there)
    parts = [p for p in shapely.get_parts(there) if shapely.get_dimensions(p) == size]
    joined = parts[0] if len(parts) == 1 else shapely.union_all(parts)
    return shapely.orient_polygons(joined, exterior_cw=False)


def _write_feature(
    record: Mapping[Any, Any],
    key: str,
    shape: shapely.Geometry | None,
    cut: shapely.Geometry | None,
) -> dict[str, Any]:
    return {
        "type": "Feature",
        "id": record[key],
        **_frame([] if shape is None else list(shape.bounds)),
        "properties": {name: None if pd.isna(v) else v for name, v in record.items()},
        "geometry": None if cut is None else shapely.geometry.mapping(cut),
    }


def _frame(bounds: list[float]) -> dict[str, list[float]]:
    """The member `bbox`, absent where nothing has a geometry; over 180° its west is the larger."""
    if not bounds or any(pd.isna(edge) for edge in bounds):
        return {}
    west, south, east, north = bounds
    return {"bbox": [_turn(west), south, _turn(east), north]}


def _turn(longitude: float) -> float:
    """The same meridian between -180° and 180°."""
    turns = 0 if abs(longitude) <= HALF_TURN else (longitude + HALF_TURN) // (2 * HALF_TURN)
    return float(longitude - turns * 2 * HALF_TURN)


def write_container(
    layers: Mapping[str, gpd.GeoDataFrame],
    source: Sequence[tuple[str, str]],
    today: datetime.date,
) -> bytes:
    """A GeoPackage of `layers` by name, and `source` as the attribute table `label, value`.

    Features without a geometry stay; a layer of several types of geometry takes any.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "layers.gpkg")
        for name, layer in layers.items():
            is_areal = layer.geom_type.isin(["Polygon", "MultiPolygon"]).all()
            pyogrio.write_dataframe(
                layer, path, layer=name, driver="GPKG", append=path.exists(),
                promote_to_multi=bool(is_areal),
            )  # fmt: skip
        table = pd.DataFrame(source, columns=["label", "value"])
        pyogrio.write_dataframe(table, path, layer=SOURCE_TABLE, driver="GPKG", append=True)
        _date_contents(path, today)
        return path.read_bytes()


def _date_contents(path: Path, today: datetime.date) -> None:
    """Put `today` where GDAL wrote the clock, so that the same map gives the same file."""
    with closing(sqlite3.connect(path)) as database:
        database.execute("UPDATE gpkg_contents SET last_change = ?", (f"{today}T00:00:00.000Z",))
        database.commit()
