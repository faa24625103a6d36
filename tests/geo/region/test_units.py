"""Names and codes of units that do not agree between the files are refused."""

import pytest

MEASURES, UNITS = "ecology-2025/measures.csv", "beijing/units.csv"
UNIT_NAMES, ZONES = "beijing/unit_names.csv", "beijing/zones.csv"
DISTRICTS, AREAS = "beijing/districts.geojson", "beijing/district_areas.csv"


def describe_without_hashes(copy):
    return [p for p in copy.describe_problems() if p[0] != "changed_file"]


def test_unknown_unit_name_is_shown_with_the_nearest_spellings(real_copy):
    real_copy.replace_cell(MEASURES, 24, "main", "城市副中心党工委管委会;通州区政俯")
    (unknown, *_) = real_copy.find_problems()
    found = (unknown.rule, unknown.file, unknown.row, unknown.column, unknown.value)
    assert found == ("unknown_unit", MEASURES, 24, "main", "通州区政俯")
    assert unknown.details["nearest"].split("、")[0] == "通州区政府"


def test_unit_name_near_to_nothing_is_still_shown(real_copy):
    real_copy.replace_cell(MEASURES, 24, "support", "Xyz")
    (unknown, *_) = real_copy.find_problems()
    assert (unknown.value, unknown.details) == ("Xyz", {"nearest": "—"})


def test_name_known_only_from_wordings_is_refused_in_a_cell(tiny_data):
    tiny_data.replace_cell("tiny-plan/measures.csv", 5, "main", "山区")
    tiny_data.replace("tiny-plan/source.txt", "环境局 乙区政府 ———", "环境局 山区 ———")
    tiny_data.register()
    expected = [("unknown_unit", "tiny-plan/measures.csv", 5, "main", "山区")]
    assert tiny_data.describe_problems() == expected


def test_empty_name_between_semicolons_is_unknown(real_copy):
    real_copy.replace_cell(MEASURES, 24, "main", "城市副中心党工委管委会;;通州区政府")
    found = [(p.rule, p.column, p.value) for p in real_copy.find_problems()]
    assert ("unknown_unit", "main", "") in found


def test_spelling_no_longer_registered_is_unknown_in_every_cell_that_uses_it(real_copy):
    real_copy.replace(UNIT_NAMES, "市气象局,meteo,named\n", "")
    assert describe_without_hashes(real_copy) == [
        ("unknown_unit", MEASURES, 28, "support", "市气象局")
    ]


@pytest.mark.parametrize("code", ["110999", "nobody"])
def test_spelling_of_an_unknown_unit_is_named(real_copy, code):
    real_copy.replace_cell(UNIT_NAMES, 2, "unit_code", code)
    assert real_copy.describe_problems() == [("unknown_code", UNIT_NAMES, 2, "unit_code", code)]


def test_zone_of_an_unknown_district_is_named_and_the_district_without_one_too(real_copy):
    real_copy.replace_cell(ZONES, 17, "unit_code", "110120")
    assert describe_without_hashes(real_copy) == [
        ("unknown_code", ZONES, None, "unit_code", "110120"),
        ("unused_code", UNITS, None, "unit_code", "110119"),
    ]


def test_district_left_out_of_the_boundaries_is_named(real_copy):
    real_copy.edit_json(DISTRICTS, lambda collection: collection["features"].pop() and None)
    assert [p for p in describe_without_hashes(real_copy) if p[1] == UNITS] == [
        ("unused_code", UNITS, None, "unit_code", "110119")
    ]


def test_department_with_a_polygon_is_named(real_copy):
    real_copy.replace_cell(UNITS, 17, "kind", "department")
    assert describe_without_hashes(real_copy) == [
        ("unknown_code", ZONES, None, "unit_code", "110119"),
        ("unknown_code", DISTRICTS, None, "unit_code", "110119"),
    ]


@pytest.mark.parametrize(
    ("column", "value"), [("name", "东城"), ("name_en", "East"), ("zone", "中心城区")]
)
def test_name_that_differs_from_its_home_is_named(real_copy, column, value):
    real_copy.edit_json(DISTRICTS, lambda c: c["features"][0]["properties"].update({column: value}))
    assert real_copy.describe_problems() == [("unequal_names", DISTRICTS, None, column, value)]


def test_district_without_a_published_area_is_named(real_copy):
    real_copy.replace(AREAS, "110119,延庆区,1994.89\n", "")
    assert real_copy.describe_problems() == [("missing_key", AREAS, None, "unit_code", "110119")]


def test_published_area_of_no_district_is_named(real_copy):
    real_copy.replace(AREAS, "110119,延庆区,1994.89\n", "110119,延庆区,1994.89\n110120,新区,9\n")
    assert real_copy.describe_problems() == [("unknown_code", AREAS, None, "unit_code", "110120")]


def test_order_column_decides_and_not_the_place_in_the_file(tiny_data):
    tiny_data.replace_cell("three-squares/units.csv", 2, "order", "3")
    tiny_data.replace_cell("three-squares/units.csv", 4, "order", "1")
    tiny_data.register()
    model = tiny_data.load()
    assert model.codes == ["100003", "100002", "100001", "zone"]
    reached = model.duties.loc[model.duties["measure_id"] == "1", "unit_code"].tolist()
    assert reached == ["100003", "100002", "100001", "env", "water"]
