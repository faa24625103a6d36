"""Map data opened again: geometry, attributes, source."""

import datetime
import json
from dataclasses import replace
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from components.documents.geodata.districts import write_geojson, write_geopackage
from components.session.link import View
from components.texts import Texts
from components.words.source import Origin, list_provenance
from components.words.words import Words
from geo.model import Model
from geo.plan.count import count_load
from tests.taken_away import CONTROLS, FORMULA, MARKUP, SQL, make_hostile

TODAY = datetime.date(2026, 11, 22)
ZH = Texts("zh")
COLUMNS = ["unit_code", "name", "name_en", "zone", "metric", "bases", "counted", "relevant"]


def load_of(model: Model, view: View) -> pd.DataFrame:
    return count_load(model.joined, view.metric, view.bases, model.codes)


@pytest.fixture(scope="module")
def collection(model: Model) -> dict:
    return json.loads(
        write_geojson(Origin(Words(model, ZH), TODAY), load_of(model, View()), View())
    )


def test_geojson_follows_rfc_7946(model: Model, collection: dict) -> None:
    assert "crs" not in collection
    shapes = {f["id"]: shapely.geometry.shape(f["geometry"]) for f in collection["features"]}
    assert list(shapes) == model.region.districts["unit_code"].tolist()
    rings = [polygon.exterior for s in shapes.values() for polygon in shapely.get_parts(s)]
    assert [ring for ring in rings if not ring.is_ccw] == []
    original = model.region.districts.set_index("unit_code").geometry
    assert [code for code in shapes if not shapes[code].equals(original[code])] == []
    west, south, east, north = collection["bbox"]
    assert -180 < west < east < 180
    assert -90 < south < north < 90


def test_geojson_says_what_it_shows(collection: dict) -> None:
    assert [list(f["properties"]) for f in collection["features"]] == [COLUMNS] * 16
    first = collection["features"][0]["properties"]
    assert (first["metric"], first["bases"]) == ("all", "named,all,mentioned")
    labels = [pair["label"] for pair in collection["metadata"]]
    assert labels[-2:] == ["地图指标", "未在图层中的单位"]


def test_no_chosen_basis_is_said(model: Model) -> None:
    view = View(bases=())
    collection = json.loads(
        write_geojson(Origin(Words(model, ZH), TODAY), load_of(model, view), view)
    )
    pairs = {pair["label"]: pair["value"] for pair in collection["metadata"]}
    assert pairs["本文件计入的口径"] == ZH("legend.none")
    assert {f["properties"]["counted"] for f in collection["features"]} == {0}


def test_geopackage_opens(model: Model, tmp_path: Path) -> None:
    origin = Origin(Words(model, ZH), TODAY)
    path = tmp_path / "map.gpkg"
    view = View(metric="lead")
    path.write_bytes(write_geopackage(origin, load_of(model, view), view))
    assert gpd.list_layers(path)["name"].tolist() == ["districts", "source"]
    districts = gpd.read_file(path, layer="districts")
    assert districts.columns.tolist() == [*COLUMNS, "geometry"]
    assert districts.crs == "EPSG:4326"
    assert set(districts["metric"]) == {"lead"}
    original = model.region.districts.geometry
    assert districts.geometry.geom_equals(original).all()
    source = gpd.read_file(path, layer="source")
    pairs = list(source[["label", "value"]].itertuples(index=False, name=None))
    provenance = list_provenance(replace(origin, bases=view.bases))
    assert pairs[: len(provenance)] == provenance


@pytest.mark.parametrize("write", [write_geojson, write_geopackage])
def test_same_input_same_bytes(model: Model, write) -> None:
    origin = Origin(Words(model, ZH), TODAY)
    load = load_of(model, View())
    first = write(origin, load, View())
    assert write(origin, load, View()) == first


@pytest.mark.parametrize("write", [write_geojson, write_geopackage])
def test_hostile_names_stay_text(model: Model, tmp_path: Path, write) -> None:
    hostile = make_hostile(model)
    path = tmp_path / ("map.geojson" if write is write_geojson else "map.gpkg")
    path.write_bytes(write(Origin(Words(hostile, ZH), TODAY), load_of(hostile, View()), View()))
    layer = {"layer": "districts"} if path.suffix == ".gpkg" else {}
    names = gpd.read_file(path, **layer).set_index("unit_code")["name"]
    assert names[["110118", "110119", "110101"]].tolist() == [FORMULA, MARKUP, SQL]
    assert CONTROLS.encode() not in path.read_bytes()
