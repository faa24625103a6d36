"""Features of every kind of file, in every form that geometry comes in."""

import json

import geopandas as gpd
import pytest
import shapely

from geo.own_boundaries import apart
from geo.own_boundaries.apart import make, read_layer_apart, unpack
from geo.own_boundaries.files import check_contents
from geo.own_boundaries.layer import MAX_FEATURES, read_layer
from geo.packages.problems import DataError
from tests.geo.own_boundaries.drawn import (
    CODES,
    EAST,
    MIDDLE,
    NAMES,
    WEST,
    lay,
    lay_three,
    pack,
    write,
    write_parts,
    write_zip,
)


def read(name, data, layer=""):
    return read_layer(check_contents(name, data, layer), layer)


def refuse(name, data, layer=""):
    with pytest.raises(DataError) as error:
        read(name, data, layer)
    assert all(p.why(lang) and p.fix(lang) for p in error.value.problems for lang in ("zh", "en"))
    return [(p.rule, p.column, p.value, p.details.get("n")) for p in error.value.problems]


@pytest.mark.parametrize("suffix", [".geojson", ".json", ".gpkg", ".kml", ".zip"])
@pytest.mark.parametrize("crs", ["EPSG:4326", "EPSG:4490", "EPSG:3857", "EPSG:32646"])
def test_every_kind_of_file_gives_the_same_features(suffix, crs):
    kind = {".json": ".geojson"}.get(suffix, suffix)
    # KML has one coordinate system.
    frame = lay_three() if kind == ".kml" else lay_three().to_crs(crs)
    layer = read(f"a{suffix}", write_zip(frame) if kind == ".zip" else write(frame, kind))
    features = layer.features
    # A KML has a column of its own for what a feature is called.
    name = "Name" if kind == ".kml" else "name"
    assert ([*features[name]], [*features["code"]]) == ([*NAMES], [*CODES])
    drawn = zip(features.geometry, (WEST, MIDDLE, EAST), strict=True)
    assert all(own.equals_exact(known, 2e-7, normalize=True) for own, known in drawn)


@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        *[("GBK", said) for said in (None, b"GBK", b"936", b"ANSI 936", b"UTF-8", b"ISO-8859-1")],
        *[("UTF-8", said) for said in (None, b"UTF-8", b"65001", b"88591", b"nonsense")],
    ],
)
def test_attributes_are_decoded_whatever_names_their_encoding(encoding, said):
    parts = write_parts(lay_three(), encoding) | {".cpg": said}
    data = pack({f"a{s}": part for s, part in parts.items() if part is not None})
    assert [*read("a.zip", data).features["name"]] == [*NAMES]


def test_attributes_in_no_known_encoding_are_refused():
    parts = write_parts(lay(WEST, name=["zzzz"], code=["1"]))
    parts[".dbf"] = parts[".dbf"].replace(b"zzzz", b"\xff\xff\xff\xff")
    assert refuse("a.zip", pack({f"a{s}": p for s, p in parts.items()}))[0][0] == "boundary_text"


def test_without_a_coordinate_system_it_is_refused():
    assert refuse("a.zip", write_zip(lay_three(), "UTF-8", ".prj"))[0][0] == "no_crs"
    bare = lay_three().set_crs(None, allow_override=True)
    with pytest.warns(UserWarning, match="crs"):
        data = write(bare, ".gpkg")
    assert refuse("a.gpkg", data)[0][0] == "no_crs"


def test_of_a_geopackage_s_layers_one_is_named(tmp_path):
    path = tmp_path / "a.gpkg"
    lay(WEST).to_file(path, layer="区", driver="GPKG")
    lay_three().to_file(path, layer="镇", driver="GPKG")
    assert refuse(path.name, path.read_bytes())[0][0] == "several_layers"
    assert len(read(path.name, path.read_bytes(), "镇").features) == 3
    assert refuse(path.name, path.read_bytes(), "村")[0][0] == "unknown_layer"


def test_folders_of_a_kml_are_one_layer():
    placemarks = [find_placemark(frame) for frame in (lay(WEST), lay_three().iloc[1:2])]
    folders = "".join(f"<Folder><name>某</name>{mark}</Folder>" for mark in placemarks)
    head = '<kml xmlns="http://www.opengis.net/kml/2.2"><Document>'
    features = read("a.kml", f"{head}{folders}</Document></kml>".encode()).features
    assert [*features["Name"]] == [*NAMES[:2]]
    drawn = zip(features.geometry, (WEST, MIDDLE), strict=True)
    assert all(own.equals_exact(known, 2e-7, normalize=True) for own, known in drawn)


def find_placemark(frame):
    """A single feature as a KML has it."""
    data = write(frame, ".kml").decode()
    return data[data.index("<Placemark") : data.index("</Placemark>") + len("</Placemark>")]


@pytest.mark.parametrize("said", ["UTF-8", "GBK", "gb2312", ""])
@pytest.mark.parametrize("encoding", ["gbk", "utf-8", "utf-8-sig", "utf-16"])
def test_a_kml_is_read_in_whatever_it_was_saved(encoding, said):
    text = write(lay_three(), ".kml").decode()
    opening = f'<?xml version="1.0" encoding="{said}"?>' if said else ""
    data = (opening + text[text.index("<kml") :]).encode(encoding)
    assert [*read("a.kml", data).features["Name"]] == [*NAMES]


def test_a_kml_in_no_known_encoding_is_refused():
    data = write(lay_three(), ".kml").replace("上".encode(), b"\xff\xff\xff")
    assert refuse("a.kml", data)[0][0] == "undecodable"


LONG = "上" * 30
"""Of more bytes than a cell has, in UTF-8 as in GBK with a letter of one byte before it."""


def cut_cells(encoding, said=None):
    """A Shapefile whose second name was cut at the last byte of its cell."""
    parts = write_parts(lay(WEST, MIDDLE, name=[NAMES[0], "x" * 80], code=[*CODES[:2]]), encoding)
    text = f"x{LONG}{LONG}".encode(encoding)
    assert parts[".dbf"].count(b"x" * 80) == 1
    parts[".dbf"] = parts[".dbf"].replace(b"x" * 80, text[:80])
    parts[".cpg"] = said
    return pack({f"a{s}": part for s, part in parts.items() if part is not None})


@pytest.mark.parametrize("said", [None, b"UTF-8", b"GBK", b"ISO-8859-1"])
@pytest.mark.parametrize("encoding", ["UTF-8", "GBK"])
def test_a_cell_cut_in_the_middle_of_a_letter_loses_that_letter_alone(encoding, said):
    if (encoding, said) == ("UTF-8", b"GBK"):
        return
    layer = read("a.zip", cut_cells(encoding, said))
    whole = 26 if encoding == "UTF-8" else 39
    assert [*layer.features["name"]] == [NAMES[0], "x" + "上" * whole]
    assert layer.cut == ((2, "name"),)


def test_heights_go_and_holes_and_islands_stay():
    ring = shapely.difference(WEST, shapely.box(90.03, 10.03, 90.05, 10.05))
    islands = shapely.MultiPolygon([MIDDLE, shapely.box(90.15, 10.2, 90.18, 10.25)])
    frame = lay(shapely.force_3d(ring, 40.0), shapely.force_3d(islands, 40.0))
    for suffix in (".geojson", ".gpkg"):
        shapes = read(f"a{suffix}", write(frame, suffix)).features.geometry
        assert (shapes.has_z.any(), len(shapes[0].interiors)) == (False, 1)
        assert shapes[1].equals_exact(islands, 2e-7, normalize=True)


def test_rings_that_cross_themselves_are_mended_and_named():
    bow = shapely.Polygon([(90.1, 10), (90.2, 10.1), (90.2, 10), (90.1, 10.1)])
    layer = read("a.geojson", write(lay(WEST, bow), ".geojson"))
    assert (layer.mended, layer.features.is_valid.all()) == ([2], True)


def test_features_without_an_area_are_named():
    line = shapely.LineString([(90, 10), (90.1, 10)])
    flat = shapely.Polygon([(90, 10), (90.1, 10), (90, 10)])
    collection = json.loads(write(lay(line, WEST, flat), ".geojson"))
    collection["features"][1]["geometry"] = None
    assert refuse("a.geojson", json.dumps(collection).encode()) == [
        ("feature_shape", "geometry", "LineString", "1"),
        ("feature_shape", "geometry", "0 m²", "2"),
    ]
    assert refuse("a.geojson", write(lay(flat), ".geojson"))[0][2:] == ("0 m²", "1")


def test_coordinates_that_are_no_longitude_and_latitude_are_named():
    swapped = shapely.box(10, 116, 11, 117)
    metres = shapely.box(4e6, 4e6, 4.1e6, 4.1e6)
    found = refuse("a.geojson", write(lay(WEST, swapped, metres), ".geojson"))
    assert [(rule, n) for rule, _, _, n in found] == [
        ("feature_outside", "2"),
        ("feature_outside", "3"),
    ]


def test_files_with_nothing_or_too_much_are_refused():
    empty = b'{"type":"FeatureCollection","features":[]}'
    assert refuse("a.geojson", empty)[0][0] == "no_features"
    many = lay(*[WEST] * (MAX_FEATURES + 1), name=["甲"] * (MAX_FEATURES + 1))
    assert refuse("a.geojson", write(many, ".geojson"))[0][0] == "too_many_features"


@pytest.mark.parametrize(
    "ring",
    [
        [(179.9, -17), (180.1, -17), (180.1, -16.9), (179.9, -16.9)],
        [(179.9, -17), (-179.9, -17), (-179.9, -16.9), (179.9, -16.9)],
    ],
)
def test_what_crosses_the_meridian_of_180_is_cut_there(ring):
    collection = json.loads(write(lay(WEST), ".geojson"))
    collection["features"][0]["geometry"]["coordinates"] = [[*ring, ring[0]]]
    (shape,) = read("a.geojson", json.dumps(collection).encode()).features.geometry
    west, _, east, _ = shape.bounds
    assert (west, east, len(shape.geoms)) == (-180, 180, 2)
    assert shape.area == pytest.approx(0.02)


def test_what_is_read_apart_is_the_same():
    data = write(lay_three(), ".gpkg")
    here, there = read("a.gpkg", data), read_layer_apart("a.gpkg", data)
    assert (there.mended, there.crs) == (here.mended, here.crs)
    assert there.features.equals(here.features)
    assert isinstance(unpack(make("a.gpkg", "", data)).features, gpd.GeoDataFrame)


def test_what_is_refused_apart_is_refused_here_with_its_place():
    line = shapely.LineString([(90, 10), (90.1, 10)])
    with pytest.raises(DataError) as error:
        read_layer_apart("a.geojson", write(lay(WEST, line), ".geojson"))
    assert (
        error.value.problems[0].line().startswith('a.geojson column geometry: value "LineString"')
    )


def test_a_process_that_fails_is_a_damaged_file(monkeypatch):
    monkeypatch.setattr(apart, "run_apart", lambda *_: None)
    with pytest.raises(DataError) as error:
        read_layer_apart("a.geojson", write(lay(WEST), ".geojson"))
    assert error.value.problems[0].rule == "boundary_damaged"


def test_a_broken_database_is_a_damaged_file():
    data = bytearray(write(lay_three(), ".gpkg"))
    data[100:4000] = bytes(3900)
    with pytest.raises(DataError) as error:
        read_layer_apart("a.gpkg", bytes(data))
    assert error.value.problems[0].rule in ("boundary_damaged", "no_features")
