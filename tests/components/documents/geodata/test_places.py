"""Sites and protected areas as map data, opened again: every place, every column, every blank."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import geopandas as gpd
import pytest
import shapely
from streamlit.testing.v1 import AppTest

from components.documents.geodata.districts import write_geopackage
from components.documents.geodata.places import (
    write_area_geojson,
    write_area_geopackage,
    write_site_geojson,
    write_site_geopackage,
)
from components.documents.offers import list_place_files
from components.documents.plain_text import clean_text
from components.session.link import View
from components.texts import Texts
from components.words.source import Origin
from components.words.words import Words
from geo.model import Model
from geo.places.sites import COLUMNS
from geo.plan.count import count_load
from tests.taken_away import CONTROLS, FORMULA, MARKUP, SQL, make_hostile

TODAY = datetime.date(2026, 11, 22)
ZH = Texts("zh")


@pytest.fixture(scope="module")
def hostile(model: Model) -> Model:
    """The hostile model with places named like attacks as well."""
    evil = make_hostile(model)
    sites, areas = evil.sites.copy(), evil.region.protected.areas.copy()
    for places in (sites, areas):
        names = [FORMULA, MARKUP, SQL, CONTROLS] * len(places)
        places["name"] = places["name_en"] = names[: len(places)]
    protected = replace(evil.region.protected, areas=areas)
    return replace(evil, sites=sites, region=replace(evil.region, protected=protected))


Write = Callable[..., bytes]
FILES = [
    ("sites", "sites.geojson", write_site_geojson),
    ("sites", "sites.gpkg", write_site_geopackage),
    ("areas", "areas.geojson", write_area_geojson),
    ("areas", "areas.gpkg", write_area_geopackage),
]


def get_places(model: Model, kind: str) -> gpd.GeoDataFrame:
    return model.sites if kind == "sites" else model.region.protected.areas


def read_layer(path: Path, layer: str) -> gpd.GeoDataFrame:
    """A layer without the column `id`, in which GDAL keeps the id of a GeoJSON's feature."""
    frame = gpd.read_file(path, layer=layer if path.suffix == ".gpkg" else None)
    return frame.drop(columns="id", errors="ignore")


@pytest.mark.parametrize(("kind", "file", "write"), FILES)
def test_map_files_hold_every_place(
    model: Model, tmp_path: Path, kind: str, file: str, write: Write
) -> None:
    path, places = tmp_path / file, get_places(model, kind)
    path.write_bytes(write(Origin(Words(model, ZH), TODAY), places))
    layer = read_layer(path, kind)
    key = "site_id" if kind == "sites" else "area_id"
    assert layer[key].tolist() == places[key].tolist()
    assert layer.crs == "EPSG:4326"
    missing = places.geometry.isna().tolist()
    assert any(missing)
    assert layer.geometry.isna().tolist() == missing
    drawn = ~places.geometry.isna().to_numpy()
    same = layer.geometry[drawn].geom_equals(places.geometry[drawn], align=False)
    assert same.all()
    assert layer["district_codes"].tolist() == places["district_codes"].map(";".join).tolist()
    for column in ("name", "name_en", "precision"):
        assert layer[column].fillna("").tolist() == places[column].tolist()


@pytest.mark.parametrize(("kind", "file", "write"), FILES[:2])
def test_sites_say_where_they_are_from(
    model: Model, tmp_path: Path, kind: str, file: str, write: Write
) -> None:
    path = tmp_path / file
    path.write_bytes(write(Origin(Words(model, ZH), TODAY), model.sites))
    layer = read_layer(path, kind).set_index("site_id")
    assert set(layer.columns) == {*COLUMNS, "shares", "geometry"} - {"site_id"}
    assert layer["origin"].tolist() == model.sites["origin"].tolist()
    assert layer["measure_ids"].isna().tolist() == [not ids for ids in model.sites["measure_ids"]]
    assert layer.at["yanshan_saihanba", "measure_ids"] == "11.1"
    for site in model.sites.to_dict("records"):
        shown = layer.at[site["site_id"], "sources"].split(" | ")
        pairs = zip(site["sources"], shown, strict=True)
        assert [s["id"] for s, text in pairs if s["url"] not in text] == []
        assert all(ZH(f"quality.{s['quality']}") in " ".join(shown) for s in site["sources"])
    shares = [part.split("=") for part in layer.at["riv_chaobai", "shares"].split(";")]
    assert shares[-1][0] == "outside"
    assert abs(sum(float(share) for _, share in shares) - 1) < 0.001
    assert layer.loc[["closed_mines", "wenyu_park"], "shares"].isna().all()


@pytest.mark.parametrize(("kind", "file", "write"), FILES[2:])
def test_areas_keep_every_column_and_blank(
    model: Model, tmp_path: Path, kind: str, file: str, write: Write
) -> None:
    path, areas = tmp_path / file, model.region.protected.areas
    path.write_bytes(write(Origin(Words(model, ZH), TODAY), areas))
    layer = read_layer(path, kind)
    assert layer.columns.tolist() == areas.columns.tolist()
    for column in areas.columns.drop(["geometry", "district_codes"]):
        blank = areas[column].isna() | areas[column].eq("")
        assert layer[column].isna().tolist() == blank.tolist()
        filled = ~blank.to_numpy()
        assert layer.loc[filled, column].tolist() == areas.loc[filled, column].tolist()


@pytest.mark.parametrize(("kind", "file", "write"), [FILES[0], FILES[2]])
def test_geojson_follows_rfc_7946(model: Model, kind: str, file: str, write: Write) -> None:
    collection = json.loads(write(Origin(Words(model, ZH), TODAY), get_places(model, kind)))
    assert "crs" not in collection
    shapes = [f["geometry"] for f in collection["features"] if f["geometry"]]
    parts = shapely.get_parts([shapely.geometry.shape(shape) for shape in shapes])
    rings = [part.exterior for part in parts if part.geom_type == "Polygon"]
    assert len(rings) == (2 if kind == "sites" else 0)
    assert [ring for ring in rings if not ring.is_ccw] == []
    without = [f for f in collection["features"] if not f["geometry"]]
    assert [f["id"] for f in without if "bbox" in f] == []
    labels = {pair["label"]: pair["value"] for pair in collection["metadata"]}
    assert "10千米" in labels[f"{kind}.precision"]
    assert labels["制表日期"] == "2026年11月22日"
    assert ("计划名称" in labels) == (kind == "sites")


@pytest.mark.parametrize("count", [0, 1])
def test_sites_without_any_geometry_make_a_file(model: Model, count: int) -> None:
    origin = Origin(Words(model, ZH), TODAY)
    works = model.sites[model.sites.geometry.isna()].iloc[:count]
    collection = json.loads(write_site_geojson(origin, works))
    assert "bbox" not in collection
    assert len(collection["features"]) == count
    assert write_site_geopackage(origin, works).startswith(b"SQLite format 3")


@pytest.mark.parametrize("layers", [(), ("areas",), ("sites", "areas")])
def test_map_geopackage_carries_the_layers_turned_on(
    model: Model, tmp_path: Path, layers: tuple[str, ...]
) -> None:
    path, view = tmp_path / "map.gpkg", View(layers=layers)
    load = count_load(model.joined, "all", view.bases, model.codes)
    path.write_bytes(write_geopackage(Origin(Words(model, ZH), TODAY), load, view))
    assert gpd.list_layers(path)["name"].tolist() == ["districts", *layers, "source"]
    sizes = [len(gpd.read_file(path, layer=layer)) for layer in layers]
    assert sizes == [len(get_places(model, layer)) for layer in layers]
    labels = gpd.read_file(path, layer="source")["label"].tolist()
    assert [layer for layer in layers if f"{layer}.precision" not in labels] == []


@pytest.mark.parametrize(("kind", "file", "write"), FILES)
def test_same_places_same_bytes(model: Model, kind: str, file: str, write: Write) -> None:
    words = Words(model, ZH)
    origin = Origin(words, TODAY)
    places = get_places(model, kind)
    first = write(origin, places)
    assert write(origin, places) == first
    assert write(Origin(words, TODAY + datetime.timedelta(days=1)), places) != first


@pytest.mark.parametrize(("kind", "file", "write"), FILES)
def test_hostile_places_stay_text(
    hostile: Model, tmp_path: Path, kind: str, file: str, write: Write
) -> None:
    path, places = tmp_path / file, get_places(hostile, kind)
    path.write_bytes(write(Origin(Words(hostile, ZH), TODAY), places))
    shown = read_layer(path, kind)["name"].tolist()
    assert shown == [clean_text(name) for name in places["name"]]
    assert CONTROLS.encode() not in path.read_bytes()


@pytest.mark.parametrize("kind", ["sites", "areas"])
def test_each_offer_builds_its_file(model: Model, kind: Any) -> None:
    started = {
        extension: build()[:30]
        for extension, (_, _, build) in list_place_files(
            Origin(Words(model, ZH), TODAY), kind
        ).items()
    }
    assert started["geojson"].startswith(b'{"type": "FeatureCollection"')
    assert started["gpkg"].startswith(b"SQLite format 3")


def show_menu(kind: str) -> None:
    from components.screens.widgets.downloads import place_downloads
    from components.session.models import get_model
    from components.slides.build import build_slide
    from components.texts import Texts
    from components.words.words import Words

    model, t = get_model("ecology-2025"), Texts("zh")
    words = Words(model, t)

    def draw():  # type: ignore[no-untyped-def]
        return build_slide(words, kind).picture

    place_downloads(words, kind, draw=draw, key="take")


@pytest.mark.parametrize("kind", ["sites", "areas"])
def test_menu_offers_map_data(kind: str) -> None:
    app = AppTest.from_function(show_menu, args=(kind,), default_timeout=30).run()
    app.session_state["take_menu"] = True  # the menu is filled once it is open
    app.run()
    assert [e.value for e in app.exception] == []
    assert len(app.get("download_button")) == 4  # map data and pictures, two of each
