"""Promises of the region's package: 16 districts that cover Beijing exactly, in WGS84."""

import geopandas as gpd
import pytest
import shapely

from geo.model import load_model
from geo.region.boundaries import measure_areas

ZONES = {
    "首都功能核心区": "东城区 西城区",
    "中心城区": "朝阳区 丰台区 石景山区 海淀区",
    "城市副中心": "通州区",
    "平原新城": "房山区 顺义区 昌平区 大兴区",
    "生态涵养区": "门头沟区 怀柔区 平谷区 密云区 延庆区",
}
# Read from a map of Beijing; each pair once.
BORDERS = {
    "东城区": "西城区 朝阳区 丰台区",
    "西城区": "朝阳区 海淀区 丰台区",
    "朝阳区": "海淀区 丰台区 通州区 顺义区 昌平区 大兴区",
    "海淀区": "丰台区 石景山区 门头沟区 昌平区",
    "丰台区": "石景山区 门头沟区 房山区 大兴区",
    "石景山区": "门头沟区",
    "门头沟区": "房山区 昌平区",
    "房山区": "大兴区",
    "通州区": "顺义区 大兴区",
    "顺义区": "昌平区 怀柔区 密云区 平谷区",
    "昌平区": "延庆区 怀柔区",
    "怀柔区": "延庆区 密云区",
    "平谷区": "密云区",
}
# What the published figures say, in km²; kept here too so that one file cannot shift both.
AREAS = {"东城区": 41.84, "西城区": 50.70, "密云区": 2229.45, "怀柔区": 2122.62}
# As the plan itself prints them (7.1), with the two core districts first.
ORDER = "东城 西城 朝阳 海淀 丰台 石景山 门头沟 房山 通州 顺义 昌平 大兴 平谷 怀柔 密云 延庆"


@pytest.fixture(scope="module")
def region():
    return load_model("ecology-2025").region


@pytest.fixture(scope="module")
def districts(region):
    return region.districts


def test_there_are_16_districts_and_one_development_zone(region, districts):
    kinds = region.parties["kind"].value_counts().to_dict()
    assert (len(districts), kinds) == (16, {"district": 16, "development_zone": 1})


def test_codes_are_division_codes_of_beijing(districts):
    codes = districts["unit_code"].tolist()
    odd = [code for code in codes if not (len(code) == 6 and code.startswith("1101"))]
    assert (odd, len(codes)) == ([], len(set(codes)))


def test_every_table_stands_in_the_order_of_the_citys_documents(region):
    tables = {
        "parties": region.parties["short_name"].tolist()[:-1],
        "districts": region.districts["name"].str.removesuffix("区").tolist(),
        "zones": region.parties["short_name"][region.zones["unit_code"]].tolist(),
    }
    assert tables == dict.fromkeys(tables, ORDER.split())


def test_neighbours_stand_in_the_same_order(region):
    spoilt = [
        code
        for code, others in region.neighbours.items()
        if others != sorted(others, key=region.parties.index.get_loc)
    ]
    assert (len(region.neighbours), spoilt) == (16, [])


def test_districts_are_a_valid_coverage(districts):
    shapes = districts.geometry.to_numpy()
    assert (shapely.is_valid(shapes).all(), shapely.coverage_is_valid(shapes)) == (True, True)


def test_union_of_the_districts_is_one_polygon_without_holes(districts):
    union = districts.union_all()
    assert (union.geom_type, len(union.interiors)) == ("Polygon", 0)


def test_areas_of_the_districts_add_up_to_their_union(districts):
    flat = districts.to_crs("+proj=laea +lat_0=40.2 +lon_0=116.4")
    assert flat.union_all().area == pytest.approx(flat.area.sum(), rel=1e-9)


def test_areas_are_within_two_percent_of_the_published_ones(region, districts):
    ratio = measure_areas(districts) / region.area_km2
    off = ratio.index[~((ratio - 1).abs() <= 0.02)].tolist()
    assert (len(ratio), off) == (16, [])


def test_published_areas_are_the_known_ones(region):
    named = region.area_km2.rename(region.parties["name"])
    assert named[list(AREAS)].to_dict() == AREAS


def test_zones_are_those_of_the_master_plan(districts):
    found = {zone: set(rows["name"]) for zone, rows in districts.groupby("zone")}
    assert found == {zone: set(names.split()) for zone, names in ZONES.items()}


def test_fangshan_and_changping_are_noted_as_partly_ecological(region):
    noted = region.zones[region.zones["note"] != ""]
    found = dict(zip(noted["unit_code"], noted["note"], strict=True))
    assert found == dict.fromkeys(["110111", "110114"], "山区属生态涵养区")


def test_neighbours_are_those_on_the_map(region):
    names = region.parties["name"]
    found = {
        frozenset([names[code], names[other]])
        for code, others in region.neighbours.items()
        for other in others
    }
    expected = {frozenset([one, other]) for one in BORDERS for other in BORDERS[one].split()}
    assert found == expected


def test_neighbours_are_mutual(region):
    one_sided = [
        (code, other)
        for code, others in region.neighbours.items()
        for other in others
        if code not in region.neighbours[other]
    ]
    assert (len(region.neighbours), one_sided) == (16, [])


def test_neighbours_of_miyun_are_huairou_pinggu_shunyi(region):
    names = region.parties["name"]
    assert {names[code] for code in region.neighbours["110118"]} == {"怀柔区", "平谷区", "顺义区"}


def find_points_outside(districts, points):
    """Codes whose point (`lon, lat` by code) is not inside their own district."""
    shapes = districts.set_index("unit_code").geometry
    places = gpd.GeoSeries(gpd.points_from_xy(points["lon"], points["lat"]), points.index)
    return [code for code in shapes.index if not shapes[code].contains(places[code])]


def test_label_points_lie_in_their_district(region, districts):
    assert find_points_outside(districts, region.labels) == []


def test_points_of_the_unit_table_lie_in_their_district(region, districts):
    assert find_points_outside(districts, region.parties) == []


def test_point_of_the_development_zone_is_that_of_yizhuang_within_three_km(region):
    zone = region.parties.loc["bda"]
    flat = gpd.GeoSeries(
        [shapely.Point(zone["lon"], zone["lat"]), shapely.Point(116.506, 39.795)], crs="EPSG:4326"
    ).to_crs("+proj=laea +lat_0=40 +lon_0=116.5")
    assert flat[0].distance(flat[1]) < 3000


def test_every_unit_code_is_used_by_a_spelling_or_has_a_polygon(region, districts):
    used = {*region.unit_names["unit_code"], *districts["unit_code"]}
    assert (len(region.units), sorted(set(region.units["unit_code"]) - used)) == (32, [])


def test_groups_of_the_plan_hold_all_districts_and_the_seven(region):
    names = region.unit_names.groupby("spelling")["unit_code"].agg(set)
    sizes = {spelling: len(codes) for spelling, codes in names.items() if len(codes) > 1}
    assert sizes == {"各区政府": 16, "相关区政府": 16, "生态涵养区": 7}
