"""A feature that lacks something, says it in another form or has no usable shape is named by id."""

import pytest

from geo.packages.features import find_shape_problems, is_lon_lat

FILE = "ecology-2025/sites.geojson"
WENYU, JINGXI, WENYU_PARK = "riv_wenyu", "jingxi_shanshui", "wenyu_park"


def find_feature(collection, site_id):
    return next(f for f in collection["features"] if f["properties"]["site_id"] == site_id)


def set_property(key, /, **values):
    return lambda c: find_feature(c, key)["properties"].update(values)


def set_geometry(site_id, geometry):
    return lambda c: find_feature(c, site_id).update(geometry=geometry)


def draw(kind, *coordinates):
    return {"type": kind, "coordinates": list(coordinates)}


@pytest.mark.parametrize("collection", [[], "x", {}, {"features": {"a": 1}}])
def test_file_without_features_is_refused(real_copy, collection):
    real_copy.edit_json(FILE, lambda _: collection)
    assert real_copy.describe_problems() == [("missing_key", FILE, None, "features", None)]


@pytest.mark.parametrize("feature", [None, "x", [], {}, {"properties": None}, {"properties": []}])
def test_feature_without_properties_is_named_by_its_place(real_copy, feature):
    real_copy.edit_json(FILE, lambda c: c["features"].append(feature))
    expected = [("missing_key", FILE, None, "properties", "feature 25")]
    assert real_copy.describe_problems() == expected


@pytest.mark.parametrize("site_id", ["", None, "  "])
def test_feature_without_an_id_is_named_by_its_place(real_copy, site_id):
    real_copy.edit_json(FILE, set_property(WENYU, site_id=site_id))
    assert real_copy.describe_problems() == [("missing_key", FILE, None, "site_id", "feature 1")]


@pytest.mark.parametrize("name", ["name", "kind", "precision", "note_en"])
@pytest.mark.parametrize(
    ("value", "rule"),
    [
        *((value, "missing_key") for value in (None, "", "  ")),
        *((value, "wrong_form") for value in (7, ["x"])),
    ],
)
def test_text_that_is_missing_or_of_another_form_is_named(real_copy, name, value, rule):
    real_copy.edit_json(FILE, set_property(WENYU, **{name: value}))
    assert real_copy.describe_problems() == [(rule, FILE, None, name, WENYU)]


@pytest.mark.parametrize("name", ["measure_ids", "district_codes", "facts", "sources"])
@pytest.mark.parametrize(
    ("value", "rule"), [(None, "missing_key"), ("110118", "wrong_form"), ({"a": 1}, "wrong_form")]
)
def test_list_that_is_missing_or_of_another_form_is_named(real_copy, name, value, rule):
    real_copy.edit_json(FILE, set_property(JINGXI, **{name: value}))
    assert real_copy.describe_problems() == [(rule, FILE, None, name, JINGXI)]


@pytest.mark.parametrize("name", ["district_codes", "sources"])
def test_required_list_must_not_be_empty(real_copy, name):
    real_copy.edit_json(FILE, set_property(JINGXI, **{name: []}))
    assert real_copy.describe_problems() == [("missing_key", FILE, None, name, JINGXI)]


def test_facts_may_be_none(real_copy):
    real_copy.edit_json(FILE, set_property(JINGXI, facts=[]))
    assert real_copy.describe_problems() == [("changed_file", FILE, None, None, None)]


@pytest.mark.parametrize("name", ["site_id", "precision", "measure_ids", "facts", "sources"])
def test_property_that_is_not_there_is_named(real_copy, name):
    def drop(collection):
        del find_feature(collection, WENYU)["properties"][name]

    real_copy.edit_json(FILE, drop)
    value = "feature 1" if name == "site_id" else WENYU
    assert real_copy.describe_problems() == [("missing_key", FILE, None, name, value)]


@pytest.mark.parametrize("name", ["kind", "role", "precision", "origin"])
@pytest.mark.parametrize("value", ["unknown", "河流"])
def test_word_outside_its_list_is_named(real_copy, name, value):
    real_copy.edit_json(FILE, set_property(WENYU, **{name: value}))
    expected = [("enum", FILE, None, name, f"{WENYU}: {value}")]
    assert real_copy.describe_problems() == expected


def test_repeated_id_is_named(real_copy):
    real_copy.edit_json(FILE, set_property(WENYU_PARK, site_id=WENYU))
    assert real_copy.describe_problems() == [("unique", FILE, None, "site_id", WENYU)]


def test_id_written_as_a_number_is_refused(real_copy):
    real_copy.edit_json(FILE, set_property(WENYU, site_id=7))
    assert real_copy.describe_problems() == [("wrong_form", FILE, None, "site_id", "7")]


def test_every_bad_feature_is_reported(real_copy):
    real_copy.edit_json(FILE, set_property(WENYU, name=""))
    real_copy.edit_json(FILE, set_property(JINGXI, role="other", sources=[]))
    found = [(p.rule, p.column, p.value) for p in real_copy.find_problems()]
    assert found == [
        ("missing_key", "name", WENYU),
        ("enum", "role", f"{JINGXI}: other"),
        ("missing_key", "sources", JINGXI),
    ]


BOW_TIE = draw(
    "Polygon", [[116.8, 40.4], [117.0, 40.6], [117.0, 40.4], [116.8, 40.6], [116.8, 40.4]]
)
OPEN_RING = draw("Polygon", [[116.8, 40.4], [117.0, 40.4], [117.0, 40.6]])
HOLE_OUTSIDE = draw(
    "Polygon",
    [[116.8, 40.4], [117.0, 40.4], [117.0, 40.6], [116.8, 40.4]],
    [[116.1, 40.1], [116.2, 40.1], [116.2, 40.2], [116.1, 40.1]],
)


@pytest.mark.parametrize(
    "geometry",
    [
        *(None, "", "x", [], {}, {"type": "Polygon"}, draw("Polygon")),
        *(BOW_TIE, OPEN_RING, HOLE_OUTSIDE),
        draw("Circle", 116.9, 40.5),
        draw("Point", "116.9", "40.5"),
        draw("LineString", [116.8, 40.5]),
        draw("LineString", [116.8, 40.5], [116.8, 40.5]),
        draw("LineString", [116.8, 40.5], [116.9, float("nan")]),
        draw("MultiPoint", [116.8, 40.5], [116.9, 40.5]),
        {"type": "GeometryCollection", "geometries": []},
    ],
)
def test_unusable_geometry_is_named(real_copy, geometry):
    real_copy.edit_json(FILE, set_geometry("res_miyun", geometry))
    assert real_copy.describe_problems() == [("bad_geometry", FILE, None, "geometry", "res_miyun")]


def test_self_crossing_ring_is_explained(real_copy):
    real_copy.edit_json(FILE, set_geometry("res_miyun", BOW_TIE))
    (problem,) = real_copy.find_problems()
    assert problem.details["reason"] == "Self-intersection[116.9 40.5]"


@pytest.mark.parametrize("site_id", [WENYU, WENYU_PARK, "res_miyun", "beisanxian_greenbelt"])
def test_missing_coordinates_of_a_located_place_are_named(real_copy, site_id):
    real_copy.edit_json(FILE, set_geometry(site_id, None))
    assert real_copy.describe_problems() == [("bad_geometry", FILE, None, "geometry", site_id)]


def swap(coordinates):
    if isinstance(coordinates[0], list):
        return [swap(part) for part in coordinates]
    return coordinates[::-1]


@pytest.mark.parametrize("site_id", [WENYU, WENYU_PARK, "res_miyun", "stn_huairou"])
def test_swapped_coordinates_are_named(real_copy, site_id):
    def swap_all(collection):
        geometry = find_feature(collection, site_id)["geometry"]
        geometry["coordinates"] = swap(geometry["coordinates"])

    real_copy.edit_json(FILE, swap_all)
    assert real_copy.describe_problems() == [("outside_range", FILE, None, "geometry", site_id)]


def test_one_swapped_vertex_is_found(real_copy):
    def swap_one(collection):
        coordinates = find_feature(collection, WENYU)["geometry"]["coordinates"]
        coordinates[5] = coordinates[5][::-1]

    real_copy.edit_json(FILE, swap_one)
    assert real_copy.describe_problems() == [("outside_range", FILE, None, "geometry", WENYU)]


def test_feature_of_a_symbol_may_lack_its_geometry_entry(real_copy):
    def drop(collection):
        del find_feature(collection, JINGXI)["geometry"]

    real_copy.edit_json(FILE, drop)
    assert real_copy.describe_problems() == [("changed_file", FILE, None, None, None)]


@pytest.mark.parametrize(
    ("lon", "lat", "expected"),
    [
        *((116.4, 39.9, True), (70.1, 0.1, True), (139.9, 59.9, True)),
        *((-180, -90, True), (39.9, 116.4, False), (181, 0, False), (12922000, 4865000, False)),
        (float("nan"), 39.9, False),
    ],
)
def test_pairs_are_longitude_and_latitude(lon, lat, expected):
    assert is_lon_lat(lon, lat) == expected


def test_shape_of_another_type_than_wanted_is_told():
    (problem,) = find_shape_problems(draw("Point", 116.4, 39.9), "x", FILE, ["Polygon"])
    assert (problem.value, problem.details) == ("x", {"reason": "Point"})
