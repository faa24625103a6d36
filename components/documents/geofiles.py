"""The map as shown, as map data for other programs."""

from __future__ import annotations

import datetime
import json
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyogrio
import shapely

from components.documents.plain_text import clean_text
from components.documents.rows import list_provenance
from components.names import list_zones, name_metric, name_party
from components.state import View
from components.texts import Texts
from geo.model import Model

DISTRICTS_LAYER, SOURCE_TABLE = "districts", "source"


def build_layer(model: Model, load: pd.DataFrame, view: View, t: Texts) -> gpd.GeoDataFrame:
    """`unit_code, name, name_en, zone, metric, bases, counted, relevant, geometry` by district.

    `load`: `counted, relevant` by `unit_code`, see `geo.load.count_load`. `metric` and `bases` are
    the codes of the link; `relevant` counts what the plan leaves open, whether chosen or not.
    """
    districts = model.region.districts
    zones = list_zones(model, t)
    counts = load.loc[districts["unit_code"]]
    return gpd.GeoDataFrame(
        {
            "unit_code": districts["unit_code"],
            "name": districts["name"].map(clean_text),
            "name_en": districts["name_en"].map(clean_text),
            "zone": districts["unit_code"].map(zones).map(clean_text),
            "metric": view.metric,
            "bases": ",".join(basis for basis in model.bases if basis in view.bases),
            "counted": counts["counted"].to_numpy(),
            "relevant": counts["relevant"].to_numpy(),
        },
        geometry=shapely.orient_polygons(districts.geometry.to_numpy(), exterior_cw=False),
        crs=districts.crs,
    )


def list_source(
    model: Model, load: pd.DataFrame, view: View, t: Texts, today: datetime.date
) -> list[tuple[str, str]]:
    """The provenance, the metric in words, and the parties that no polygon can show."""
    missing = [code for code in load.index if code not in set(model.region.districts["unit_code"])]
    pairs = [
        *list_provenance(model, t, today, view.bases),
        (t("file.source_metric"), name_metric(model, view.metric, t)),
    ]
    for code in missing:
        name, counts = name_party(model, code, t), load.loc[code].to_dict()
        value = t("file.no_polygon_value", name=name, **counts)
        pairs.append((t("file.source_no_polygon"), value))
    return [(label, clean_text(value)) for label, value in pairs]


def write_geojson(
    model: Model, load: pd.DataFrame, view: View, t: Texts, today: datetime.date
) -> bytes:
    """RFC 7946: WGS84 without a `crs` member, outer rings counter-clockwise; `metadata` besides."""
    layer = build_layer(model, load, view, t)
    properties = layer.drop(columns="geometry").to_dict("records")
    features = [
        {
            "type": "Feature",
            "id": record["unit_code"],
            "bbox": list(shape.bounds),
            "properties": record,
            "geometry": shapely.geometry.mapping(shape),
        }
        for record, shape in zip(properties, layer.geometry, strict=True)
    ]
    collection = {
        "type": "FeatureCollection",
        "metadata": [
            {"label": label, "value": value}
            for label, value in list_source(model, load, view, t, today)
        ],
        "bbox": [float(edge) for edge in layer.total_bounds],
        "features": features,
    }
    return json.dumps(collection, ensure_ascii=False).encode("utf-8")


def write_geopackage(
    model: Model, load: pd.DataFrame, view: View, t: Texts, today: datetime.date
) -> bytes:
    """Layer `districts`, and the provenance as the attribute table `source`: `label, value`."""
    layer = build_layer(model, load, view, t)
    source = pd.DataFrame(list_source(model, load, view, t, today), columns=["label", "value"])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "districts.gpkg")
        pyogrio.write_dataframe(
            layer, path, layer=DISTRICTS_LAYER, driver="GPKG", promote_to_multi=True
        )
        pyogrio.write_dataframe(source, path, layer=SOURCE_TABLE, driver="GPKG", append=True)
        _date_contents(path, today)
        return path.read_bytes()


def _date_contents(path: Path, today: datetime.date) -> None:
    """Put `today` where GDAL wrote the clock, so that the same map gives the same file."""
    with closing(sqlite3.connect(path)) as database:
        database.execute("UPDATE gpkg_contents SET last_change = ?", (f"{today}T00:00:00.000Z",))
        database.commit()
