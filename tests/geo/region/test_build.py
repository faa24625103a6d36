"""Regions of real places, built here: read as the shipped one is, and nothing in them a guess."""

import csv
import io
import json

import geopandas as gpd
import pandas as pd
import pytest

from geo.intake.known import gather_names
from geo.intake.names import cut_cell
from geo.model import load_region
from geo.packages.package import hash_bytes
from geo.packages.problems import DataError
from geo.region.build import build_region, find_place, find_places, list_mended, list_places
from geo.region.building.names import name_counties

JINHUA, DONGGUAN, HAINAN, ANSHAN, ALTAY = "330700", "441900", "460000", "210300", "654300"
REGIONS = (JINHUA, DONGGUAN, HAINAN, ANSHAN, ALTAY)
SIZES = {JINHUA: 9, DONGGUAN: 1, HAINAN: 26, ANSHAN: 7, ALTAY: 7}


@pytest.fixture(scope="module")
def built():
    return {code: build_region(code) for code in REGIONS}


@pytest.fixture(scope="module")
def regions(built, tmp_path_factory):
    data_dir = tmp_path_factory.mktemp("data")
    for code, files in built.items():
        folder = data_dir / "regions" / code
        folder.mkdir(parents=True)
        for name, data in files.items():
            (folder / name).write_bytes(data)
    return {code: load_region(code, data_dir) for code in built}


@pytest.fixture(scope="module")
def jinhua(regions):
    return gather_names(regions[JINHUA].units, regions[JINHUA].unit_names)


def read_csv(data):
    return list(csv.DictReader(io.StringIO(data.decode())))


def cut(text, known):
    return [(name.printed, name.basis) for name in cut_cell(text, known).names]


@pytest.mark.parametrize("code", REGIONS)
def test_a_region_is_read_like_the_shipped_one(regions, code):
    region = regions[code]
    assert (len(region.districts), len(region.units)) == (SIZES[code], SIZES[code])
    assert {*region.neighbours} == {*region.labels.index} == {*region.tiles.index}
    assert (region.zones.empty, region.protected.areas.empty) == (True, True)
    assert (region.area_km2 > 0).all()


@pytest.mark.parametrize("code", REGIONS)
def test_labels_lie_in_their_districts_and_tiles_on_places_of_their_own(regions, code):
    region = regions[code]
    shapes = region.districts.set_index("unit_code").geometry
    points = region.labels.loc[shapes.index]
    labels = gpd.GeoSeries(gpd.points_from_xy(points["lon"], points["lat"]), shapes.index, 4326)
    assert shapes.covers(labels).all()
    assert not region.tiles.duplicated(["col", "row"]).any()


@pytest.mark.parametrize("code", REGIONS)
def test_building_again_gives_the_same_bytes(built, code):
    assert build_region(code) == built[code]


def test_the_descriptor_says_whose_and_what(built):
    files = built[JINHUA]
    descriptor = json.loads(files["datapackage.json"])
    assert (descriptor["name"], descriptor["place"], descriptor["place_en"]) == (
        *("region-330700", "金华市"),
        "Jinhua City",
    )
    sizes = {r["path"]: (r["hash"], r["bytes"]) for r in descriptor["resources"]}
    assert sizes == {
        name: (hash_bytes(data), len(data))
        for name, data in files.items()
        if name != "datapackage.json"
    }
    assert all(r["sources"] and r["licenses"] for r in descriptor["resources"])
    assert "{" not in "".join(t for t in _list_texts(descriptor))
    rows = {r["name"]: r.get("rows", r.get("features")) for r in descriptor["resources"]}
    assert rows == {
        "districts": 9,
        "units": 9,
        "unit_names": len(read_csv(files["unit_names.csv"])),
    }


def _list_texts(part):
    if isinstance(part, str):
        yield part
    for inner in (
        part.values() if isinstance(part, dict) else part if isinstance(part, list) else []
    ):
        yield from _list_texts(inner)


def test_english_names_say_that_they_are_pinyin(built):
    rows = read_csv(built[JINHUA]["units.csv"])
    assert {row["name_en_source"] for row in rows} == {"pinyin"}
    assert [row["name_en"] for row in rows][:2] == ["Wucheng District", "Jindong District"]


def test_neighbours_are_those_of_the_map(regions):
    assert regions[JINHUA].neighbours["330702"] == ["330703", "330723", "330781"]
    assert regions[DONGGUAN].neighbours == {DONGGUAN: []}


def test_what_was_mended_and_what_is_as_drawn_stays_named(built):
    assert list_mended(built[JINHUA]) == ({}, [])
    assert [*list_mended(built[ANSHAN])[0]] == ["210311"]
    # 北屯市 lies inside of the prefecture and is none of its counties.
    assert "87.5271, 47.4162" in list_mended(built[ALTAY])[1]


@pytest.mark.parametrize(
    "text",
    [
        "各县（市、区）政府",
        "各县(市、区)",
        "各县、市、区人民政府",
        "各县（市）区政府",
        "各区（县、市）委、政府",
    ],
)
def test_everyone_is_meant_where_every_level_is_named(jinhua, text):
    assert cut(text, jinhua) == [(text, "all")]


@pytest.mark.parametrize("text", ["各区政府", "各区县", "各县政府", "各镇（街道）"])
def test_who_is_meant_is_asked_where_a_level_is_left_out(jinhua, text):
    assert cut(text, jinhua) == [(text, "unknown")]


@pytest.mark.parametrize("text", ["有关县（市、区）政府", "相关区政府"])
def test_relevant_counties_are_left_open(jinhua, text):
    assert cut(text, jinhua) == [(text, "relevant")]


@pytest.mark.parametrize(
    "text",
    ["婺城区政府、金东区政府", "婺城、金东区政府", "婺城区\n金东区", "金华市婺城区人民政府，金东"],
)
def test_counties_are_known_by_each_of_their_names(jinhua, text):
    assert [basis for _, basis in cut(text, jinhua)] == ["named", "named"]


def test_a_name_of_elsewhere_is_unknown(jinhua):
    assert cut("秀英区政府", jinhua) == [("秀英区政府", "unknown")]


def test_an_autonomous_county_is_known_by_its_short_forms_too():
    files = build_region("331100")
    units = _read_frame(files["units.csv"])
    known = gather_names(units, _read_frame(files["unit_names.csv"]))
    assert cut("景宁县、景宁自治县政府", known) == [
        ("景宁县", "named"),
        ("景宁自治县政府", "named"),
    ]


def test_banners_and_committees_have_their_own_wordings():
    for code, text in (("150700", "各旗市区政府"), ("500000", "各区县（自治县）政府")):
        files = build_region(code)
        units = _read_frame(files["units.csv"])
        known = gather_names(units, _read_frame(files["unit_names.csv"]))
        assert cut(text, known) == [(text, "all")]


def _read_frame(data):
    return pd.read_csv(io.BytesIO(data), dtype=str, keep_default_na=False)


@pytest.mark.parametrize(
    ("code", "rule"),
    [("330702", "county_code"), ("999999", "no_such_place"), ("", "no_such_place")],
)
def test_a_code_of_no_region_is_refused_by_name(code, rule):
    with pytest.raises(DataError) as error:
        build_region(code)
    (problem,) = error.value.problems
    assert (problem.rule, problem.value) == (rule, code)
    assert all(problem.why(lang) and problem.fix(lang) for lang in ("zh", "en"))


def test_a_county_s_code_is_answered_with_its_city_s():
    with pytest.raises(DataError) as error:
        build_region("330702")
    assert error.value.problems[0].fix("zh") == "改为 330700。"


def test_places_are_found_by_their_name_and_by_their_counties():
    assert [*find_places("金华")] == ["330700"]
    assert [*find_places("义乌")] == ["100000", "330000", "330700"]
    assert [*find_places("重庆")] == ["500000"]
    assert find_places("无此地") == {}


def test_every_county_is_in_its_city_its_province_and_the_country():
    places = list_places()
    provinces = [len(c) for code, (_, c) in places.items() if code[2:] == "0000"]
    assert (len(places), sum(provinces), len(places["100000"][1])) == (403, 2 * 2891, 2891)


def test_of_the_country_every_county_has_a_name_of_its_own():
    _, counties = find_place("100000")
    named = name_counties(counties)
    for names in ([n.name for n in named], [n.short for n in named]):
        assert len({*names}) == 2891
    spellings = [spelling for n in named for spelling in n.spellings]
    assert len({*spellings}) == len(spellings)
