"""Boundaries that overlap, part, cross themselves or lie elsewhere are refused."""

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geo.packages.package import open_package
from geo.region.boundaries import (
    find_area_problems,
    find_coverage_problems,
    find_neighbours,
    find_small_districts,
    measure_areas,
    place_labels,
    read_districts,
)

FILE = "three-squares/districts.geojson"
MIDDLE = 1


def find_geometry(collection, index=MIDDLE):
    return collection["features"][index]["geometry"]


def set_ring(*ring):
    return lambda c: find_geometry(c).update(type="Polygon", coordinates=[[*ring, ring[0]]])


SWAPPED = set_ring((40.0, 116.1), (40.0, 116.2), (40.1, 116.2), (40.1, 116.1))
METRES = set_ring((12922000, 4865000), (12933000, 4865000), (12933000, 4880000))
IN_EUROPE = set_ring((16.1, 40.0), (16.2, 40.0), (16.2, 40.1), (16.1, 40.1))
BOW_TIE = set_ring((116.1, 40.0), (116.2, 40.1), (116.2, 40.0), (116.1, 40.1))
OVERLAPPING = set_ring((116.09, 40.0), (116.2, 40.0), (116.2, 40.1), (116.09, 40.1))
PARTED = set_ring((116.1005, 40.0), (116.2, 40.0), (116.2, 40.1), (116.1005, 40.1))
WEDGED = set_ring((116.1, 40.0), (116.2, 40.0), (116.2, 40.1), (116.105, 40.1))
NOTCHED = set_ring(
    *((116.1, 40.0), (116.2, 40.0), (116.2, 40.1), (116.1, 40.1)),
    *((116.1, 40.06), (116.14, 40.06), (116.14, 40.04), (116.1, 40.04)),
)


@pytest.mark.parametrize(
    ("damage", "expected"),
    [
        (SWAPPED, [("outside_range", "100002")]),
        (METRES, [("outside_range", "100002")]),
        (BOW_TIE, [("bad_geometry", "100002")]),
        (OVERLAPPING, [("overlap_or_mismatch", "100001"), ("overlap_or_mismatch", "100002")]),
        (PARTED, [("overlap_or_mismatch", "100001"), ("overlap_or_mismatch", "100002")]),
        (WEDGED, [("overlap_or_mismatch", "100001"), ("overlap_or_mismatch", "100002")]),
    ],
)
def test_misdrawn_district_is_named(tiny_data, damage, expected):
    tiny_data.edit_json(FILE, damage)
    found = tiny_data.describe_problems()
    assert found == [(rule, FILE, None, "geometry", code) for rule, code in expected]


def test_district_drawn_elsewhere_is_told_by_its_place_in_units(tiny_data):
    tiny_data.edit_json(FILE, IN_EUROPE)
    expected = ("outside_named", "three-squares/units.csv", 3, "lon", "100002")
    assert expected in tiny_data.describe_problems()


def draw_inlet(*mouth):
    """Two districts with a common border from 40.0 to 40.1, and water between them from there."""
    west, east = mouth
    return gpd.GeoDataFrame(
        {"unit_code": ["west", "east"]},
        geometry=[
            shapely.Polygon([(116, 40), (116.1, 40), (116.1, 40.1), (west, 40.2), (116, 40.2)]),
            shapely.Polygon([(116.1, 40), (116.2, 40), (116.2, 40.2), (east, 40.2), (116.1, 40.1)]),
        ],
        crs="EPSG:4326",
    )


@pytest.mark.parametrize("mouth", [(116.0955, 116.1045), (116.099, 116.101)])
def test_inlet_that_a_common_border_opens_into_is_no_gap(mouth):
    assert find_coverage_problems(draw_inlet(*mouth), FILE) == []


def test_border_that_parts_by_less_than_an_inlet_is_a_mismatch():
    found = find_coverage_problems(draw_inlet(116.0997, 116.1003), FILE)
    assert [(p.rule, p.value) for p in found] == [
        ("overlap_or_mismatch", "west"),
        ("overlap_or_mismatch", "east"),
    ]


def test_a_gap_that_is_drawn_so_is_none_and_an_overlap_is_one_all_the_same(tiny_data):
    def draw(collection):
        PARTED(collection)
        districts = collection["features"][2]["geometry"]["coordinates"][0]
        collection["features"][2]["geometry"]["coordinates"][0] = [
            [116.199 if x == 116.2 else x, y] for x, y in districts
        ]

    as_drawn = ["100001", "100002", "100003"]
    tiny_data.edit_json(FILE, draw)
    tiny_data.edit_json(
        "three-squares/datapackage.json",
        lambda d: next(r for r in d["resources"] if r["name"] == "districts").update(
            as_drawn=as_drawn
        ),
    )
    found = tiny_data.describe_problems()
    assert found == [
        ("overlap_or_mismatch", FILE, None, "geometry", code) for code in ("100002", "100003")
    ]


def test_a_hole_that_is_drawn_so_is_none():
    ring = shapely.box(116, 40, 116.3, 40.3) - shapely.box(116.1, 40.1, 116.2, 40.2)
    halves = [
        ring & shapely.box(116, 40, 116.15, 40.3),
        ring & shapely.box(116.15, 40, 116.3, 40.3),
    ]
    drawn = gpd.GeoDataFrame({"unit_code": ["a", "b"]}, geometry=halves, crs="EPSG:4326")
    assert [p.rule for p in find_coverage_problems(drawn, FILE)] == ["gap"]
    assert find_coverage_problems(drawn, FILE, ["116.1500, 40.1500"]) == []


def test_region_on_both_sides_of_the_last_meridian_lies_in_one_piece(tiny_data):
    cut = [shapely.box(179.95, 40, 180, 40.1), shapely.box(-180, 40, -179.95, 40.1)]
    shapes = [
        shapely.box(179.85, 40, 179.95, 40.1),
        shapely.MultiPolygon(cut),
        shapely.box(-179.95, 40, -179.85, 40.1),
    ]

    def move(collection):
        for feature, shape in zip(collection["features"], shapes, strict=True):
            feature["geometry"] = shapely.geometry.mapping(shape)

    tiny_data.edit_json(FILE, move)
    districts = read_districts(open_package(tiny_data.path(FILE).parent))
    assert districts.total_bounds.tolist() == pytest.approx([179.85, 40, 180.15, 40.1])
    assert districts.geom_type.tolist() == ["Polygon"] * 3
    assert place_labels(districts)["lon"].tolist() == pytest.approx([179.9, 180, 180.1], abs=1e-3)


def test_gap_between_districts_is_shown_with_its_place(tiny_data):
    tiny_data.edit_json(FILE, NOTCHED)
    (gap,) = [problem for problem in tiny_data.find_problems() if problem.rule == "gap"]
    assert (gap.file, gap.column, gap.details) == (FILE, "geometry", {"where": "116.1200, 40.0500"})


def test_self_crossing_ring_is_explained(tiny_data):
    tiny_data.edit_json(FILE, BOW_TIE)
    (problem,) = tiny_data.find_problems()
    assert problem.details["reason"] == "Self-intersection[116.15 40.05]"


@pytest.mark.parametrize(
    "geometry",
    [
        None,
        "x",
        {},
        {"type": "Point", "coordinates": [116.1, 40.0]},
        {"type": "Polygon"},
        {"type": "Polygon", "coordinates": []},
        {"type": "Polygon", "coordinates": [[[116.1, 40.0], [116.2, 40.0], [116.2, 40.1]]]},
        {"type": "Polygon", "coordinates": [[["116.1", 40.0], [116.2, 40.0], [116.2, 40.1]]]},
        {"type": "Polygon", "coordinates": [[[None, 40.0], [116.2, 40.0], [116.2, 40.1]]]},
        {"type": "Polygon", "coordinates": [[[float("nan"), 40.0], [116.2, 40.0], [116.2, 40.1]]]},
    ],
)
def test_unusable_geometry_is_named(tiny_data, geometry):
    tiny_data.edit_json(FILE, lambda c: c["features"][MIDDLE].update(geometry=geometry))
    assert tiny_data.describe_problems() == [("bad_geometry", FILE, None, "geometry", "100002")]


def test_feature_without_a_geometry_is_named(tiny_data):
    tiny_data.edit_json(FILE, lambda c: c["features"][MIDDLE].pop("geometry") and None)
    assert tiny_data.describe_problems() == [("bad_geometry", FILE, None, "geometry", "100002")]


def test_repeated_district_is_named(tiny_data):
    tiny_data.edit_json(FILE, lambda c: c["features"].append(c["features"][MIDDLE]))
    assert tiny_data.describe_problems() == [("unique", FILE, None, "unit_code", "100002")]


@pytest.mark.parametrize("collection", [[], "x", {}, {"features": []}, {"features": {"a": 1}}])
def test_file_without_features_is_refused(tiny_data, collection):
    tiny_data.edit_json(FILE, lambda _: collection)
    assert tiny_data.describe_problems() == [("missing_key", FILE, None, "features", None)]


@pytest.mark.parametrize("feature", [None, "x", [], {}, {"properties": None}, {"properties": []}])
def test_feature_without_properties_is_named_by_its_place(tiny_data, feature):
    tiny_data.edit_json(FILE, lambda c: c["features"].append(feature))
    expected = [("missing_key", FILE, None, "properties", "feature 4")]
    assert tiny_data.describe_problems() == expected


@pytest.mark.parametrize("key", ["name", "name_en", "zone"])
@pytest.mark.parametrize(("value", "rule"), [("", "missing_key"), (7, "wrong_form")])
def test_property_that_is_empty_or_no_text_is_named(tiny_data, key, value, rule):
    tiny_data.edit_json(FILE, lambda c: c["features"][MIDDLE]["properties"].update({key: value}))
    assert tiny_data.describe_problems() == [(rule, FILE, None, key, "100002")]


def test_code_written_as_a_number_is_refused(tiny_data):
    tiny_data.edit_json(
        FILE, lambda c: c["features"][MIDDLE]["properties"].update(unit_code=100002)
    )
    assert tiny_data.describe_problems() == [("wrong_form", FILE, None, "unit_code", "100002")]


def drop_types(collection):
    for typed in (collection, *collection["features"]):
        del typed["type"]


def test_types_of_geojson_objects_are_not_relied_on(tiny_data):
    tiny_data.edit_json(FILE, drop_types)
    assert tiny_data.describe_problems() == [("changed_file", FILE, None, None, None)]


@pytest.mark.parametrize(("published", "is_refused"), [(93.0, False), (92.5, True), (0, True)])
def test_area_more_than_two_percent_off_is_refused(tiny_data, published, is_refused):
    tiny_data.replace_cell("three-squares/district_areas.csv", 3, "area_km2", str(published))
    found = [p[:2] + p[4:] for p in tiny_data.describe_problems() if p[0] == "wrong_area"]
    assert found == [("wrong_area", FILE, "100002")] * is_refused


def lay_squares(columns, rows):
    """Squares of 0.1° in a grid, codes `<column>-<row>`."""
    lon, lat = [116 + i / 10 for i in range(columns + 1)], [40 + i / 10 for i in range(rows + 1)]
    cells = [(c, r) for c in range(columns) for r in range(rows)]
    return gpd.GeoDataFrame(
        {"unit_code": [f"{c}-{r}" for c, r in cells]},
        geometry=[shapely.box(lon[c], lat[r], lon[c + 1], lat[r + 1]) for c, r in cells],
        crs="EPSG:4326",
    )


@given(st.integers(1, 4), st.integers(1, 4))
def test_neighbours_in_a_grid_share_a_side_not_a_corner(columns, rows):
    cells = [(c, r) for c in range(columns) for r in range(rows)]
    expected = {
        f"{c}-{r}": [f"{x}-{y}" for x, y in cells if abs(c - x) + abs(r - y) == 1] for c, r in cells
    }
    assert find_neighbours(lay_squares(columns, rows)) == expected


@given(st.integers(1, 4), st.integers(1, 4))
def test_grid_is_a_coverage_whose_labels_lie_inside(columns, rows):
    grid = lay_squares(columns, rows)
    labels = place_labels(grid)
    points = gpd.points_from_xy(labels["lon"], labels["lat"])
    outside = [
        code
        for code, s, p in zip(labels.index, grid.geometry, points, strict=True)
        if not s.contains(p)
    ]
    assert (find_coverage_problems(grid, FILE), outside) == ([], [])


def test_missing_cell_in_the_middle_of_a_grid_is_a_gap():
    grid = lay_squares(3, 3)
    (gap,) = find_coverage_problems(grid[grid["unit_code"] != "1-1"], FILE)
    assert (gap.rule, gap.details) == ("gap", {"where": "116.1500, 40.1500"})


def test_small_district_is_one_below_a_twentieth_of_the_largest():
    shapes = [
        shapely.box(116, 40, 117, 41),
        shapely.box(117, 40, 117.04, 41),
        shapely.box(117.04, 40, 117.1, 41),
    ]
    frame = gpd.GeoDataFrame(
        {"unit_code": ["big", "small", "fair"]}, geometry=shapes, crs="EPSG:4326"
    )
    assert find_small_districts(frame) == ["small"]


def test_areas_are_taken_in_square_kilometres_not_degrees():
    areas = measure_areas(lay_squares(1, 2))
    assert areas.to_dict() == pytest.approx({"0-0": 94.68, "0-1": 94.54}, rel=0.005)


def test_area_of_a_district_without_a_published_one_is_left_to_another_check():
    published = pd.DataFrame({"unit_code": ["0-0"], "area_km2": [1.0]})
    (problem,) = find_area_problems(lay_squares(1, 2), published, FILE)
    assert (problem.value, problem.details["expected"]) == ("0-0", "1.0")
