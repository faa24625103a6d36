"""What may be opened at all is decided before any library sees a file."""

import struct
import zipfile

import pytest

from geo.own_boundaries.files import MEBIBYTE, check_contents, read_boundary_bytes
from geo.packages.problems import DataError
from tests.geo.own_boundaries.drawn import lay_three, pack, write, write_parts, write_zip

PARTS = write_parts(lay_three())
GEOJSON = write(lay_three(), ".geojson")
KML = b'<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"></kml>'


def refuse(name, data, layer=""):
    with pytest.raises(DataError) as error:
        check_contents(name, data, layer)
    (problem,) = error.value.problems
    assert (problem.file, all(problem.fix(lang) for lang in ("zh", "en"))) == (name, True)
    return problem.rule


def name_parts(stem, *left_out):
    return {f"{stem}{s}": data for s, data in PARTS.items() if s not in left_out}


def encrypt(data):
    """The same archive, said to be locked in every directory entry."""
    at = data.index(b"PK\x01\x02")
    return data[: at + 8] + struct.pack("<H", 1) + data[at + 10 :]


@pytest.mark.parametrize(
    ("name", "data", "rule"),
    [
        ("a.shp", PARTS[".shp"], "boundary_suffix"),
        ("a", b"", "boundary_suffix"),
        ("a.geojson", GEOJSON[:-20], "boundary_content"),
        ("a.geojson", b"[" * 100_000, "boundary_content"),
        ("a.geojson", '{"type":"FeatureCollection","a":"甲"}'.encode("gbk"), "boundary_content"),
        ("a.json", b'{"type":"Topology"}', "boundary_content"),
        ("a.gpkg", GEOJSON, "boundary_content"),
        ("a.kml", b"<html></html>", "boundary_content"),
        ("a.kml", KML.replace(b"<kml", b"<!DOCTYPE a><kml"), "boundary_entities"),
        ("a.zip", b"PK\x03\x04", "boundary_damaged"),
        ("a.zip", pack({"a.txt": b""}), "no_shapefile"),
        ("a.zip", pack(name_parts("a", ".dbf")), "shapefile_part"),
        ("a.zip", pack(name_parts("../a")), "unsafe_path"),
        ("a.zip", pack(name_parts("/a")), "unsafe_path"),
        ("a.zip", pack(name_parts("..\\a")), "unsafe_path"),
        ("a.zip", pack(name_parts("C:a")), "unsafe_path"),
        ("a.zip", encrypt(pack(name_parts("a"))), "boundary_password"),
        ("a.zip", pack({f"{n}.txt": b"" for n in range(201)}), "boundary_unpacked"),
        ("a.zip", pack({"a.shp": bytes(101 * MEBIBYTE)}), "boundary_unpacked"),
        ("a.zip", pack(name_parts("a") | name_parts("b")), "several_layers"),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(name, data, rule):
    assert refuse(name, data) == rule


def test_an_archive_that_lies_about_its_size_is_damaged(monkeypatch):
    data = pack(name_parts("a") | {"a.dbf": bytes(101 * MEBIBYTE)})
    infolist = zipfile.ZipFile.infolist

    def lie(archive):
        for entry in (entries := infolist(archive)):
            entry.file_size = min(entry.file_size, 10)
        return entries

    monkeypatch.setattr(zipfile.ZipFile, "infolist", lie)
    # No more comes out than it says, so what is left of the file is not what it was.
    assert refuse("a.zip", data) == "boundary_damaged"


def test_a_large_file_is_refused_unread(tmp_path):
    assert refuse("a.geojson", bytes(25 * MEBIBYTE + 1)) == "boundary_too_big"
    path = tmp_path / "a.geojson"
    path.write_bytes(bytes(25 * MEBIBYTE + 1))
    with pytest.raises(DataError) as error:
        read_boundary_bytes(path)
    assert error.value.problems[0].details == {"size": "26", "limit": "25"}
    with pytest.raises(DataError) as error:
        read_boundary_bytes(tmp_path / "b.geojson")
    assert error.value.problems[0].rule == "no_such_file"


def test_of_several_shapefiles_one_is_named():
    data = pack(name_parts("区") | name_parts("镇"))
    assert check_contents("a.zip", data, "镇").layers == ("区", "镇")
    assert refuse("a.zip", data, "村") == "unknown_layer"


def test_only_what_a_shapefile_is_made_of_comes_out():
    files = check_contents("a.zip", write_zip(lay_three())).files
    assert sorted(files) == [f"boundaries{s}" for s in (".cpg", ".dbf", ".prj", ".shp", ".shx")]
