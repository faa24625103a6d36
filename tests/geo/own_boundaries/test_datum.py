"""Boundaries that are moved as GCJ-02 are found out; those of another survey are not."""

import geopandas as gpd
import numpy as np
import pytest
import shapely

from geo.own_boundaries.datum import apply_gcj02, measure_offset, settle_datum, undo_gcj02
from geo.packages.problems import DataError
from geo.region.building.source import SECOND, list_counties, read_outlines
from tests.geo.own_boundaries.drawn import lay_three

JINHUA, KUNYU = "330700", "659009"
FILE = "a.geojson"


def survey(city, prefix=""):
    """A city's counties as a second survey has them."""
    codes = [county.code for county in list_counties() if county.city.code == city]
    outlines = read_outlines(codes, SECOND)
    return outlines.assign(unit_code=prefix + outlines["unit_code"])


def move(outlines):
    shapes = shapely.transform(outlines.geometry.to_numpy(), apply_gcj02)
    return outlines.set_geometry(gpd.GeoSeries(shapes, crs=outlines.crs))


def test_the_formula_moves_the_capital_s_gate_as_is_published():
    (moved,) = apply_gcj02(np.array([[116.3975, 39.9087]]))
    assert moved == pytest.approx([116.40374, 39.91010], abs=2e-5)


def test_what_is_moved_comes_back_and_nothing_moves_abroad():
    there = survey(JINHUA)
    back = undo_gcj02(move(there).geometry)
    assert shapely.equals_exact(back.to_numpy(), there.geometry.to_numpy(), 1e-8).all()
    paris = np.array([[2.35, 48.86]])
    assert (apply_gcj02(paris) == paris).all()


@pytest.mark.parametrize("prefix", ["", "own_"])
def test_by_their_codes_or_their_place_both_datums_are_told_apart(prefix):
    honest, moved = survey(JINHUA, prefix), move(survey(JINHUA, prefix))
    here, there = measure_offset(honest), measure_offset(moved)
    assert (here.is_wgs84, here.is_gcj02, there.is_wgs84, there.is_gcj02) == (
        *(True, False),
        *(False, True),
    )
    assert (here.metres < 200 < there.metres, there.undone_m) == (
        True,
        pytest.approx(here.metres, abs=15),
    )


def test_townships_are_compared_with_their_county():
    county = read_outlines(["330702"], SECOND)
    west, south, east, north = county.total_bounds
    middle = (west + east) / 2
    halves = [shapely.box(west, south, middle, north), shapely.box(middle, south, east, north)]
    parts = shapely.intersection(county.geometry.to_numpy()[0], halves)
    towns = gpd.GeoDataFrame(
        {"unit_code": ["330702001", "330702002"]}, geometry=[*parts], crs=county.crs
    )
    assert (measure_offset(towns).is_wgs84, measure_offset(move(towns)).is_gcj02) == (True, True)


def test_gcj02_is_named_until_a_person_says_which_it_is():
    moved = move(survey(JINHUA))
    with pytest.raises(DataError) as error:
        settle_datum(moved, FILE, "")
    (problem,) = error.value.problems
    assert (problem.rule, "GCJ-02" in problem.why("zh"), "--datum gcj02" in problem.fix("en")) == (
        *("shifted_datum", True),
        True,
    )
    assert settle_datum(moved, FILE, "wgs84")[0] is moved
    undone, _ = settle_datum(moved, FILE, "gcj02")
    assert measure_offset(undone).is_wgs84


def test_what_is_no_gcj02_is_not_converted():
    honest = survey(JINHUA)
    assert settle_datum(honest, FILE, "")[0] is honest
    with pytest.raises(DataError) as error:
        settle_datum(honest, FILE, "gcj02")
    assert [(p.rule, "WGS84" in p.fix("zh")) for p in error.value.problems] == [
        ("unshifted_datum", True)
    ]


def test_where_nothing_is_known_nothing_is_said():
    squares = lay_three().assign(unit_code=["a", "b", "c"])
    assert (measure_offset(squares), settle_datum(squares, FILE, "")[1]) == (None, None)


def test_codes_that_are_drawn_elsewhere_say_nothing_of_the_datum():
    offset = measure_offset(lay_three().assign(unit_code=["330702", "330703", "330723"]))
    assert (offset.is_known, offset.is_gcj02, offset.is_wgs84) == (False, False, False)
