"""The build refuses boundaries that are shifted, cut, doubled or foreign, and repeats itself."""

import json
import shutil

import pytest
import shapely
from shapely.affinity import scale

from data.build import boundaries
from data.build.boundaries import build_boundaries, find_datum_problems, find_missing_or_extra
from geo.packages.package import DATA_DIR, open_package
from geo.packages.problems import DataError
from geo.region.boundaries import find_area_problems

BEIJING = DATA_DIR / "regions" / "beijing"
# What GCJ-02 does to Beijing, about 540 m to the north-east.
GCJ02_EAST_DEG, GCJ02_NORTH_DEG = 0.0061, 0.0013


@pytest.fixture(scope="module")
def package():
    return open_package(BEIJING)


@pytest.fixture(scope="module")
def units(package):
    return package.read_table("units")


@pytest.fixture(scope="module")
def codes(units):
    return units.loc[units["kind"] == "district", "unit_code"].tolist()


@pytest.fixture(scope="module")
def built(codes):
    return boundaries.read_outlines(codes, "tianditu")


@pytest.fixture(scope="module")
def second(codes):
    return boundaries.read_outlines(codes, "amap")


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(BEIJING, tmp_path / "beijing")


def shift_like_gcj02(districts):
    shifted = districts.translate(GCJ02_EAST_DEG, GCJ02_NORTH_DEG)
    return districts.set_geometry(shifted)


def change_district(districts, code, change):
    shapes = districts.geometry.copy()
    (row,) = districts.index[districts["unit_code"] == code]
    shapes[row] = change(shapes[row])
    return districts.set_geometry(shapes)


def serve_tianditu(monkeypatch, districts, second):
    """Let the build read `districts` in the place of the published ones."""
    sets = {"tianditu": districts, "amap": second}
    monkeypatch.setattr(boundaries, "read_outlines", lambda _codes, source: sets[source])


def find_build_problems(folder):
    try:
        build_boundaries(folder)
    except DataError as error:
        return {(p.rule, p.value) for p in error.problems}
    return set()


def test_rebuilding_gives_the_shipped_file_byte_by_byte(folder):
    (folder / "districts.geojson").unlink()
    build_boundaries(folder)
    shipped = (BEIJING / "districts.geojson").read_bytes()
    assert (folder / "districts.geojson").read_bytes() == shipped


def test_datum_of_the_two_sets_agrees(built, second):
    assert find_datum_problems(built, second) == []


def test_copy_in_gcj02_is_refused_though_its_areas_agree(built, second, package):
    shifted = shift_like_gcj02(built)
    areas = find_area_problems(shifted, package.read_table("district_areas"), "x.geojson")
    (datum,) = find_datum_problems(shifted, second)
    assert (areas, datum.rule, 450 < int(datum.details["offset"]) < 700) == (
        *([], "wrong_datum"),
        True,
    )


def test_set_without_the_same_districts_has_no_proven_datum(built, second):
    (problem,) = find_datum_problems(built, second.assign(unit_code="x" + second["unit_code"]))
    assert problem.rule == "wrong_datum"


def test_build_refuses_gcj02_and_keeps_the_file(folder, monkeypatch, built, second):
    serve_tianditu(monkeypatch, shift_like_gcj02(built), second)
    assert {rule for rule, _ in find_build_problems(folder)} == {"wrong_datum"}
    shipped = (BEIJING / "districts.geojson").read_bytes()
    assert (folder / "districts.geojson").read_bytes() == shipped


def test_build_refuses_an_overlap(folder, monkeypatch, built, second):
    grown = change_district(built, "110101", lambda shape: shape.buffer(0.001))
    serve_tianditu(monkeypatch, grown, second)
    assert ("overlap_or_mismatch", "110101") in find_build_problems(folder)


def test_build_refuses_a_gap(folder, monkeypatch, built, second):
    shapes = built.set_index("unit_code").geometry
    border = shapely.intersection(shapes["110101"], shapes["110105"])
    hole = shapely.line_merge(border).interpolate(0.5, normalized=True).buffer(0.002)
    pierced = built
    for code in ("110101", "110105"):
        pierced = change_district(pierced, code, lambda shape: shape.difference(hole))
    serve_tianditu(monkeypatch, pierced, second)
    assert find_build_problems(folder) == {("gap", None)}


def test_build_refuses_a_gap_that_opens_to_the_outside(folder, monkeypatch, built, second):
    (miyun,) = built.loc[built["unit_code"] == "110118", "geometry"]
    drawn_back = change_district(built, "110117", lambda shape: shape - miyun.buffer(0.0005))
    serve_tianditu(monkeypatch, drawn_back, second)
    assert ("overlap_or_mismatch", "110117") in find_build_problems(folder)


def test_build_refuses_an_area_more_than_two_percent_off(folder, monkeypatch, built, second):
    edited = (folder / "district_areas.csv").read_text(encoding="utf-8")
    (folder / "district_areas.csv").write_text(
        edited.replace("2229.45", "2100.00"), encoding="utf-8", newline="\n"
    )
    assert find_build_problems(folder) == {("wrong_area", "110118")}


def test_build_refuses_a_scaled_district(folder, monkeypatch, built, second):
    grown = change_district(built, "110119", lambda shape: scale(shape, 1.02, 1.02))
    serve_tianditu(monkeypatch, grown, second)
    assert ("wrong_area", "110119") in find_build_problems(folder)


def test_build_refuses_a_missing_district(folder, monkeypatch, built, second):
    serve_tianditu(monkeypatch, built[built["unit_code"] != "110105"], second)
    assert ("unused_code", "110105") in find_build_problems(folder)


def test_build_refuses_an_extra_district(folder, monkeypatch, built, second):
    renamed = built.assign(unit_code=built["unit_code"].replace("110105", "110120"))
    serve_tianditu(monkeypatch, renamed, second)
    found = find_build_problems(folder)
    assert {("unknown_code", "110120"), ("unused_code", "110105")} <= found


def test_build_refuses_a_district_without_a_zone(folder):
    path = folder / "zones.csv"
    kept = [line for line in path.read_text(encoding="utf-8").splitlines() if "110117" not in line]
    path.write_text("\n".join(kept) + "\n", encoding="utf-8", newline="\n")
    assert find_build_problems(folder) == {("unused_code", "110117")}


def test_missing_and_extra_districts_are_told_apart(built, units):
    partial = built[built["unit_code"] != "110105"]
    renamed = partial.assign(unit_code=partial["unit_code"].replace("110106", "110120"))
    found = [(p.rule, p.file, p.value) for p in find_missing_or_extra(renamed, units)]
    assert found == [
        ("unused_code", "units.csv", "110105"),
        ("unused_code", "units.csv", "110106"),
        ("unknown_code", "districts.geojson", "110120"),
    ]


def test_geojson_has_one_feature_a_line_and_unix_line_ends(folder):
    build_boundaries(folder)
    text = (folder / "districts.geojson").read_bytes().decode("utf-8")
    lines = text.split("\n")
    assert (len(lines), len(json.loads(text)["features"]), "\r" in text) == (19, 16, False)
