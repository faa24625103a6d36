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
import pandas as pd
import pyogrio
import shapely

SOURCE_TABLE = "source"


def write_collection(layer: gpd.GeoDataFrame, key: str, source: Sequence[tuple[str, str]]) -> bytes:
    """RFC 7946: WGS84 without a `crs` member; `metadata` holds `source` as labels and values.

    `key` is the column of the features' ids. Missing values and missing geometries are null.
    """
    records = layer.drop(columns="geometry").to_dict("records")
    collection = {
        "type": "FeatureCollection",
        "metadata": [{"label": label, "value": value} for label, value in source],
        **_frame(layer.total_bounds.tolist()),
        "features": [
            _write_feature(record, key, shape)
            for record, shape in zip(records, layer.geometry, strict=True)
        ],
    }
    return json.dumps(collection, ensure_ascii=False, allow_nan=False).encode("utf-8")


def _write_feature(
    record: Mapping[Any, Any], key: str, shape: shapely.Geometry | None
) -> dict[str, Any]:
    return {
        "type": "Feature",
        "id": record[key],
        **_frame([] if shape is None else list(shape.bounds)),
        "properties": {name: None if pd.isna(v) else v for name, v in record.items()},
        "geometry": None if shape is None else shapely.geometry.mapping(shape),
    }


def _frame(bounds: list[float]) -> dict[str, list[float]]:
    """The member `bbox`, absent where nothing has a geometry."""
    is_empty = any(pd.isna(edge) for edge in bounds) or not bounds
    return {} if is_empty else {"bbox": [float(edge) for edge in bounds]}


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
