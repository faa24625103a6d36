"""Promises of the region's two registers of protected areas: ours, and the official counts."""

import csv
import re
from collections import Counter

import geopandas as gpd
import pytest

from geo.model import load_model
from geo.packages.package import DATA_DIR

FOLDER = DATA_DIR / "regions" / "beijing"
CATEGORIES = {
    "nature_reserve": 19,
    "scenic_area": 5,
    "forest_park": 22,
    "geopark": 5,
    "wetland_park": 8,
}
# As published for the end of 2019: national, municipal, district, total.
OFFICIAL = {
    "nature_reserve": (2, 12, 7, 21),
    "scenic_area": (3, 8, 0, 11),
    "forest_park": (15, 16, 0, 31),
    "geopark": (5, 1, 0, 6),
    "wetland_park": (2, 8, 0, 10),
}
# District: official at the end of 2019, and in our register.
DISTRICTS = {
    "110101": (0, 0),
    "110102": (0, 0),
    "110105": (0, 0),
    "110106": (1, 1),
    "110107": (0, 1),
    "110108": (3, 3),
    "110109": (12, 8),
    "110111": (13, 11),
    "110112": (0, 0),
    "110113": (2, 2),
    "110114": (5, 3),
    "110115": (3, 2),
    "110116": (9, 7),
    "110117": (6, 5),
    "110118": (10, 7),
    "110119": (15, 12),
}
NATIONAL_RESERVES = ["nr_baihuashan", "nr_songshan"]


def read_rows(name):
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture(scope="module")
def rows():
    """The register as plain text, not through the model."""
    return read_rows("protected_areas")


@pytest.fixture(scope="module")
def model():
    return load_model("ecology-2025")


@pytest.fixture(scope="module")
def protected(model):
    return model.region.protected


def test_register_holds_59_areas_with_codes_and_names_of_their_own(rows):
    counts = [len({row[key] for row in rows}) for key in ("area_id", "name", "name_en")]
    assert (len(rows), counts) == (59, [59, 59, 59])


def test_register_is_counted_by_category(rows):
    assert Counter(row["category"] for row in rows) == CATEGORIES


def test_code_of_an_area_begins_with_that_of_its_category(rows):
    prefixes = {(row["category"], row["area_id"].split("_")[0]) for row in rows}
    assert prefixes == {
        ("nature_reserve", "nr"),
        ("scenic_area", "sa"),
        ("forest_park", "fp"),
        ("geopark", "gp"),
        ("wetland_park", "wp"),
    }


def test_official_counts_by_category_and_level_are_the_published_ones():
    found = {
        row["category"]: tuple(
            int(row[key]) for key in ("national", "municipal", "district", "total_2019")
        )
        for row in read_rows("protected_area_categories")
    }
    assert (found, sum(total for *_, total in found.values())) == (OFFICIAL, 79)


def test_official_counts_by_district_are_the_published_ones():
    found = {row["unit_code"]: int(row["count_2019"]) for row in read_rows("protected_area_counts")}
    listed = {code: official for code, (official, _) in DISTRICTS.items() if official}
    assert (len(found), found, sum(found.values())) == (11, listed, 79)


def test_districts_that_are_not_listed_have_none(protected):
    assert protected.counts.to_dict() == {code: n for code, (n, _) in DISTRICTS.items()}


def test_register_is_counted_by_district(rows):
    found = Counter(code for row in rows for code in row["district_codes"].split(";"))
    assert found == {code: listed for code, (_, listed) in DISTRICTS.items() if listed}


def test_two_areas_lie_in_more_than_one_district(rows):
    wide = [(row["area_id"], row["district_codes"]) for row in rows if ";" in row["district_codes"]]
    assert wide == [
        ("fp_xishan", "110108;110107;110109"),
        ("sa_badaling_shisanling", "110119;110114"),
    ]


def test_no_level_stands_without_a_source(rows):
    contrary = [
        row["area_id"] for row in rows if (row["level"] != "") != (row["level_basis"] == "sourced")
    ]
    bases = Counter(row["level_basis"] for row in rows)
    assert (contrary, bases) == ([], {"sourced": 54, "unsourced": 5})


def test_every_area_names_at_least_one_source(rows):
    silent = [
        row["area_id"] for row in rows if not re.search(r"https?://|检索", row["source_facts"])
    ]
    assert silent == []


@pytest.mark.parametrize("column", ["source_note", "coord_note"])
def test_notes_stand_in_both_languages_or_in_none(rows, column):
    lonely = [row["area_id"] for row in rows if bool(row[column]) != bool(row[f"{column}_en"])]
    noted = [row for row in rows if row[column]]
    assert (len(noted) > 5, lonely) == (True, [])


def test_national_nature_reserves_are_the_two_the_plan_points_to(rows, model):
    found = sorted(
        row["area_id"]
        for row in rows
        if row["category"] == "nature_reserve" and row["level"] == "national"
    )
    assert model.region.protected.strictest == "nature_reserve"
    linked = sorted(model.plan.area_links["area_id"])
    assert (found, linked) == (NATIONAL_RESERVES, NATIONAL_RESERVES)


def test_yeyahu_wetland_park_is_listed_though_the_official_count_seems_not_to(rows):
    (yeyahu,) = [row for row in rows if row["area_id"] == "wp_yeyahu"]
    found = (yeyahu["level"], yeyahu["district_codes"], "79" in yeyahu["source_note"])
    assert found == ("national", "110119", True)


def test_points_lie_in_a_district_of_theirs_by_plain_containment(protected, model):
    areas = protected.areas[protected.areas.geometry.notna()]
    joined = gpd.sjoin(areas, model.region.districts[["unit_code", "geometry"]], how="left")
    strangers = [
        area_id
        for area_id, codes, code in zip(
            joined["area_id"], joined["district_codes"], joined["unit_code"], strict=True
        )
        if code not in codes
    ]
    assert (len(joined) == len(areas), strangers) == (True, [])


def test_points_say_how_they_are_known(protected):
    areas = protected.areas
    has_point = areas.geometry.notna()
    told = (areas["coord_basis"] != "") & (areas["precision"] != "")
    assert areas.loc[has_point != told, "area_id"].tolist() == []
    assert int(has_point.sum()) == 57


def test_our_register_exceeds_the_official_one_only_in_shijingshan(rows, protected):
    listed = Counter(code for row in rows for code in row["district_codes"].split(";"))
    more = [code for code, official in protected.counts.items() if listed[code] > official]
    assert more == ["110107"]
