"""Equal tiles: a region's own places are checked; those laid after its map keep its geography."""

import itertools
import json
import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.build.register import register_files
from geo.model import load_region
from geo.region.tiles import lay_tiles
from tests.geo import tiny

TILES, UNITS = "beijing/tiles.csv", "beijing/units.csv"
degrees = st.floats(-60, 60).map(lambda value: round(value, 3))
places = st.lists(st.tuples(degrees, degrees), min_size=1, max_size=100)


def list_points(pairs):
    codes = [f"u{number:03}" for number in range(len(pairs))]
    return pd.DataFrame(pairs, columns=["lon", "lat"], index=codes, dtype=float)


def list_places(tiles):
    return list(zip(tiles["col"], tiles["row"], strict=True))


@given(places)
def test_every_party_has_a_tile_of_its_own_wherever_it_lies(pairs):
    points = list_points(pairs)
    tiles = lay_tiles(points)
    assert tiles.index.tolist() == points.index.tolist()
    assert len(set(list_places(tiles))) == len(points)
    assert tiles.to_numpy().min() >= 0


@given(places)
def test_north_stays_north_and_in_a_row_west_stays_west(pairs):
    points = list_points(pairs)
    together = points.join(lay_tiles(points))
    turned = [
        (a.Index, b.Index)
        for a, b in itertools.permutations(together.itertuples(), 2)
        if (a.row < b.row and a.lat < b.lat) or (a.row == b.row and a.col < b.col and a.lon > b.lon)
    ]
    assert turned == []


@given(places, st.randoms(use_true_random=False))
def test_the_order_in_which_parties_are_told_moves_nobody(pairs, random):
    points = list_points(pairs)
    codes = points.index.tolist()
    random.shuffle(codes)
    tiles = lay_tiles(points)
    pd.testing.assert_frame_equal(lay_tiles(points.loc[codes]).loc[tiles.index], tiles)


@pytest.mark.parametrize(
    ("count", "size"), [(1, (1, 1)), (2, (2, 1)), (17, (5, 4)), (100, (10, 10))]
)
def test_there_are_as_many_columns_and_rows_as_the_region_is_wide_and_high(count, size):
    side = math.ceil(math.sqrt(count))
    pairs = [(n % side * 0.1, n // side * 0.1) for n in range(count)]
    tiles = lay_tiles(list_points(pairs))
    assert (tiles["col"].max() + 1, tiles["row"].max() + 1) == size


def test_districts_in_a_row_stay_in_a_row():
    assert list_places(lay_tiles(list_points([(3, 40), (1, 40), (2, 40)]))) == [
        *((2, 0), (0, 0), (1, 0))
    ]


def test_who_has_no_point_comes_in_the_south_eastern_corner():
    nowhere = (float("nan"), float("nan"))
    tiles = lay_tiles(list_points([nowhere, (1, 1), (2, 1), (1, 2), (2, 2)]))
    assert tiles.loc["u000"].tolist() == tiles.sort_values(["row", "col"]).iloc[-1].tolist()
    assert len(set(list_places(lay_tiles(list_points([nowhere] * 3))))) == 3


@pytest.mark.parametrize(
    ("column", "value", "expected"),
    [
        ("col", "1.5", ("type", TILES, 3, "col", "1.5")),
        ("row", "-1", ("tile_outside", TILES, 3, "row", "-1")),
        ("col", "17", ("tile_outside", TILES, 3, "col", "17")),
        ("row", "", ("required", TILES, 3, "row", "")),
        ("col", "１", ("type", TILES, 3, "col", "１")),
        ("col", "1", ("tile_taken", TILES, 3, "col", "1, 0")),
        ("unit_code", "water", ("unknown_code", TILES, 3, "unit_code", "water")),
    ],
)
def test_a_wrong_place_is_named(real_copy, column, value, expected):
    real_copy.replace_cell(TILES, 3, column, value)
    assert expected in real_copy.describe_problems()


def test_a_party_without_a_tile_is_named(real_copy):
    real_copy.replace(TILES, "bda,3,3\n", "")
    real_copy.register()
    assert real_copy.describe_problems() == [("unused_code", UNITS, None, "unit_code", "bda")]


def test_a_taken_place_is_told_in_both_languages(real_copy):
    real_copy.replace_cell(TILES, 3, "col", "1")
    (taken,) = (p for p in real_copy.find_problems() if p.rule == "tile_taken")
    assert [lang for lang in ("zh", "en") if "110119" not in taken.why(lang)] == []


def test_a_region_without_the_file_lays_its_tiles_after_its_map(tiny_data):
    path = tiny_data.path("three-squares/datapackage.json")
    descriptor = json.loads(path.read_text(encoding="utf-8"))
    descriptor["resources"] = [r for r in descriptor["resources"] if r["name"] != "tiles"]
    path.write_text(json.dumps(descriptor), encoding="utf-8")
    register_files(path)
    tiles = load_region(tiny.REGION, tiny_data.data_dir).tiles
    assert tiles.index.tolist() == ["100001", "100002", "100003", "zone"]
    assert list_places(tiles) == [(0, 0), (2, 0), (3, 0), (1, 0)]
