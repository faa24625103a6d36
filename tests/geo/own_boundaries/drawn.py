"""Made-up boundaries as files of every kind, far from any county that is known."""

from __future__ import annotations

import io
import tempfile
import zipfile
from pathlib import Path

import geopandas as gpd
import shapely

WEST, MIDDLE, EAST = (shapely.box(x, 10.0, x + 0.1, 10.1) for x in (90.0, 90.1, 90.2))
NAMES, CODES = ("上河镇", "下河乡", "中山街道"), ("900001", "900002", "900003")
DRIVERS = {".geojson": "GeoJSON", ".gpkg": "GPKG", ".kml": "LIBKML"}


def lay(*shapes: shapely.Geometry, **columns: list[str]) -> gpd.GeoDataFrame:
    """Features of these shapes in WGS84, by default with the columns `name` and `code`."""
    count = len(shapes)
    given = columns or {"name": [*NAMES[:count]], "code": [*CODES[:count]]}
    return gpd.GeoDataFrame(given, geometry=[*shapes], crs="EPSG:4326")


def lay_three() -> gpd.GeoDataFrame:
    return lay(WEST, MIDDLE, EAST)


def write(frame: gpd.GeoDataFrame, suffix: str, **options: object) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"a{suffix}"
        frame.to_file(path, driver=DRIVERS[suffix], **options)
        return path.read_bytes()


def write_parts(frame: gpd.GeoDataFrame, encoding: str = "UTF-8") -> dict[str, bytes]:
    """The files of a Shapefile by their suffixes; `.cpg` names the encoding."""
    with tempfile.TemporaryDirectory() as folder:
        frame.to_file(Path(folder) / "a.shp", encoding=encoding)
        return {path.suffix: path.read_bytes() for path in Path(folder).iterdir()}


def pack(files: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return stream.getvalue()


def write_zip(frame: gpd.GeoDataFrame, encoding: str = "UTF-8", *left_out: str) -> bytes:
    parts = write_parts(frame, encoding)
    return pack({f"境界/区{s}": data for s, data in parts.items() if s not in left_out})
