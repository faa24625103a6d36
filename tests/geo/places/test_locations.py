"""Shares of lines and areas on three squares, counted by hand; locations that cannot be true."""

import geopandas as gpd
import pytest
import shapely
from hypothesis import assume, example, given
from hypothesis import strategies as st

from geo.places.locations import (
    OUTSIDE,
    draw_uncertainty,
    find_location_problems,
    round_shares,
    share_out,
)
from geo.region.boundaries import project_equal_area
from tests.geo import tiny

JIA, YI, BING = tiny.EDGES
NORTH, SOUTH = 40.1, 40.0
SQUARES = gpd.GeoDataFrame(
    {"unit_code": list(tiny.EDGES)},
    geometry=[shapely.box(west, SOUTH, east, NORTH) for west, east in tiny.EDGES.values()],
    crs="EPSG:4326",
)
BELT = shapely.box(116.01, 40.02, 116.29, 40.04)


def lay(shape, *codes, precision="place"):
    places = {"site_id": ["x"], "district_codes": [codes], "precision": [precision]}
    return gpd.GeoDataFrame(places, geometry=[shape], crs="EPSG:4326")


def share(shape, *codes, precision="place"):
    """`unit_code: share` of one shape over the squares."""
    parts = share_out(lay(shape, *codes, precision=precision), SQUARES, "site_id")
    return dict(zip(parts["unit_code"], parts["share"], strict=True))


def run_line(*lon, lat=40.05):
    return shapely.LineString([(x, lat) for x in lon])


@pytest.mark.parametrize(
    ("shape", "codes", "expected"),
    [
        (run_line(116.02, 116.08), [JIA], {JIA: 1}),
        (run_line(115.95, 116.15), [JIA, YI], {JIA: 1 / 2, YI: 1 / 4, OUTSIDE: 1 / 4}),
        (run_line(116.05, 116.35), [YI], {YI: 1 / 3, JIA: 1 / 6, BING: 1 / 3, OUTSIDE: 1 / 6}),
        (run_line(115.8, 115.9), [JIA], {JIA: 0, OUTSIDE: 1}),
        (shapely.box(116.05, 40.02, 116.25, 40.04), [YI], {YI: 1 / 2, JIA: 1 / 4, BING: 1 / 4}),
        (shapely.box(116.2, 40.05, 116.4, 40.09), [BING], {BING: 1 / 2, OUTSIDE: 1 / 2}),
        (BELT, [BING, YI, JIA], {BING: 9 / 28, YI: 10 / 28, JIA: 9 / 28}),
        (
            shapely.MultiLineString([run_line(116.01, 116.09), run_line(116.21, 116.29)]),
            [JIA],
            {JIA: 1 / 2, BING: 1 / 2},
        ),
        (
            shapely.MultiPolygon(
                [shapely.box(w, 40.02, w + 0.05, 40.04) for w in (116.02, 116.22)]
            ),
            [JIA, BING],
            {JIA: 1 / 2, BING: 1 / 2},
        ),
    ],
)
def test_shares_are_those_counted_by_hand(shape, codes, expected):
    assert share(shape, *codes) == pytest.approx(expected, abs=1e-4)


def test_named_districts_come_first_and_in_the_order_named():
    line = run_line(115.95, 116.35)
    parts = share_out(lay(line, BING, YI), SQUARES, "site_id")
    found = list(zip(parts["unit_code"], parts["is_named"], strict=True))
    assert found == [(BING, True), (YI, True), (JIA, False), (OUTSIDE, False)]


def test_part_of_a_line_has_its_length_and_no_area():
    parts = share_out(lay(run_line(115.95, 116.15), JIA, YI), SQUARES, "site_id")
    # 0.1° of longitude at 40.05° N is 8.532 km on WGS84.
    assert parts["length_km"].tolist() == pytest.approx([8.532, 4.266, 4.266], rel=1e-3)
    assert parts["area_km2"].isna().tolist() == [True] * 3


def test_part_of_an_area_has_its_area_and_no_length():
    parts = share_out(lay(shapely.box(116.15, 40.02, 116.25, 40.04), YI, BING), SQUARES, "site_id")
    # 0.05° by 0.02° at 40.03° N are 4.267 km by 2.221 km.
    assert parts["area_km2"].tolist() == pytest.approx([9.477] * 2, rel=1e-3)
    assert parts["length_km"].isna().tolist() == [True] * 2


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        ([JIA], {JIA: 1}),
        ([YI], {YI: 1}),
        ([JIA, YI], {JIA: 1, YI: 0}),
        ([YI, JIA], {YI: 1, JIA: 0}),
        ([BING], {BING: 0, JIA: 1}),
    ],
)
def test_border_that_a_line_follows_counts_once_for_a_named_district_first(codes, expected):
    border = shapely.LineString([(116.1, SOUTH), (116.1, NORTH)])
    assert share(border, *codes) == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize(
    "shape",
    [
        run_line(116.05, 116.15, 116.05),
        shapely.MultiLineString([run_line(116.05, 116.15), run_line(116.05, 116.15)]),
        shapely.MultiLineString([run_line(116.05, 116.1, 116.15), run_line(116.05, 116.1)]),
    ],
)
def test_stretch_that_a_line_passes_twice_counts_once(shape):
    assert share(shape, JIA, YI) == pytest.approx({JIA: 1 / 2, YI: 1 / 2}, abs=1e-4)


@pytest.mark.parametrize(
    ("shape", "precision"),
    [
        (shapely.Point(116.05, 40.05), "exact"),
        (shapely.Point(116.05, 40.05), "rough"),
        (shapely.Point(116.05, 40.05), "symbolic"),
        (run_line(116.02, 116.28), "symbolic"),
        (BELT, "symbolic"),
        (None, "symbolic"),
    ],
)
def test_points_and_symbols_have_a_row_for_each_named_district_and_no_share(shape, precision):
    parts = share_out(lay(shape, JIA, BING, precision=precision), SQUARES, "site_id")
    blank = parts[["length_km", "area_km2", "share"]].isna()
    found = (parts["unit_code"].tolist(), parts["is_named"].tolist(), blank.to_numpy().all())
    assert found == ([JIA, BING], [True, True], True)


# Whole hundredths, so that lines run along borders, meet corners and come back on themselves.
spots = st.tuples(
    st.integers(11590, 11640).map(lambda n: n / 100), st.integers(3995, 4015).map(lambda n: n / 100)
)
named = st.lists(st.sampled_from([JIA, YI, BING]), min_size=1, unique=True)


def find_faults(shape, codes):
    shares = share(shape, *codes)
    negative = [code for code, part in shares.items() if part < 0]
    return (sum(shares.values()) == pytest.approx(1, abs=1e-6), negative)


@given(st.lists(spots, min_size=2, max_size=8), named)
def test_shares_of_any_line_add_up_to_one_and_none_is_negative(points, codes):
    line = shapely.LineString(points)
    assume(line.is_valid)
    assert find_faults(line, codes) == (True, [])


# The area of the example is valid in degrees, and crosses itself once it is projected.
@given(st.lists(spots, min_size=3, max_size=8), named)
@example([(116.19, 40.0), (115.9, 39.95), (116.14, 39.95), (116.2, 40.01)], [JIA])
def test_shares_of_any_area_add_up_to_one_and_none_is_negative(points, codes):
    area = shapely.Polygon(points).buffer(0)
    assume(area.area > 0)
    assert find_faults(area, codes) == (True, [])


def find_rules(shape, *codes, precision="place"):
    places = lay(shape, *codes, precision=precision)
    problems = find_location_problems(places, SQUARES, "sites.geojson", "site_id")
    return [(p.rule, p.value, p.details.get("code") or p.details.get("names")) for p in problems]


@pytest.mark.parametrize(
    ("lon", "codes", "expected"),
    [
        (116.05, [JIA], []),
        (116.05, [BING, JIA], []),
        (116.1, [JIA], []),
        (116.1, [YI], []),
        (116.15, [JIA], [("outside_named", "x", JIA)]),
        (116.15, [JIA, BING], [("outside_named", "x", f"{JIA}, {BING}")]),
        (115.9, [JIA], [("outside_named", "x", JIA)]),
    ],
)
@pytest.mark.parametrize("precision", ["exact", "rough", "symbolic"])
def test_point_must_lie_in_a_district_it_names(lon, codes, expected, precision):
    assert find_rules(shapely.Point(lon, 40.05), *codes, precision=precision) == expected


@pytest.mark.parametrize(
    ("shape", "codes", "expected"),
    [
        (run_line(116.05, 116.15), [JIA, YI], []),
        (run_line(115.9, 116.05), [JIA], []),
        (run_line(116.05, 116.15), [JIA, YI, BING], [("misses_named", "x", BING)]),
        (run_line(115.8, 115.9), [JIA], [("misses_named", "x", JIA)]),
        (shapely.box(116.05, 40.02, 116.06, 40.04), [JIA, YI], [("misses_named", "x", YI)]),
        (shapely.LineString([(116.1, 40.02), (116.1, 40.08)]), [JIA], []),
        (shapely.LineString([(116.1, 40.02), (116.1, 40.08)]), [JIA, YI], []),
    ],
)
def test_line_or_area_must_meet_every_district_it_names(shape, codes, expected):
    assert find_rules(shape, *codes) == expected


# 1 km is 0.01172° of longitude here.
@pytest.mark.parametrize(
    ("precision", "reach_km", "is_accepted"),
    [
        *[("exact", 0.09, True), ("exact", 0.12, False)],
        *[("place", 2.9, True), ("place", 3.1, False)],
        *[("rough", 8, True), ("symbolic", 0.01, False)],
    ],
)
def test_line_may_reach_into_another_district_no_farther_than_its_precision(
    precision, reach_km, is_accepted
):
    line = run_line(116.05, 116.1 + reach_km * 0.01172)
    area = line.buffer(0.001, cap_style="flat")
    expected = [] if is_accepted else [("strays", "x", YI)]
    found = [find_rules(shape, JIA, precision=precision) for shape in (line, area)]
    assert found == [expected, expected]


def test_stray_is_explained_with_district_and_limit():
    places = lay(run_line(116.05, 116.15), JIA)
    (problem,) = find_location_problems(places, SQUARES, "sites.geojson", "site_id")
    assert (problem.why().count(YI), problem.why().count("3 km")) == (1, 1)


def test_rough_line_that_reaches_over_a_whole_district_is_found_in_the_next():
    assert find_rules(run_line(116.05, 116.25), JIA, precision="rough") == [("strays", "x", BING)]


def test_place_without_a_shape_or_a_known_district_is_left_to_other_checks():
    found = [find_rules(None, JIA), find_rules(run_line(116, 116.3), "999999")]
    assert found == [[], []]


@pytest.mark.parametrize(("precision", "reach_km"), [("exact", 0.1), ("place", 3), ("rough", 10)])
def test_uncertainty_of_a_point_is_a_disc_as_wide_as_its_precision(precision, reach_km):
    point = shapely.Point(116.15, 40.05)
    disc = draw_uncertainty(lay(point, YI, precision=precision))
    flat = project_equal_area(gpd.GeoDataFrame(geometry=disc, crs=disc.crs))
    west, south, east, north = (bound / 1000 for bound in flat.total_bounds)
    assert disc.crs.to_epsg() == 4326
    assert [east - west, north - south] == pytest.approx([2 * reach_km] * 2, rel=0.02)
    assert disc.iloc[0].contains(point)


def test_uncertainty_of_a_line_widens_it_on_both_sides():
    line = run_line(116.05, 116.25)
    band = draw_uncertainty(lay(line, JIA, YI, BING))
    _, south, _, north = project_equal_area(gpd.GeoDataFrame(geometry=band)).total_bounds / 1000
    assert (north - south, band.iloc[0].contains(line)) == (pytest.approx(6, rel=0.02), True)


@pytest.mark.parametrize("shape", [None, shapely.Point(116.15, 40.05), BELT])
def test_symbol_has_no_uncertainty_to_draw(shape):
    assert draw_uncertainty(lay(shape, YI, precision="symbolic")).isna().tolist() == [True]


def test_symbol_among_others_is_left_out_and_the_rows_keep_their_index():
    rows = [lay(None, YI, precision="symbolic"), lay(shapely.Point(116.15, 40.05), YI)]
    drawn = draw_uncertainty(gpd.pd.concat(rows, keys=[7, 9]).droplevel(1))
    assert drawn.isna().to_dict() == {7: True, 9: False}


def test_nothing_to_draw_draws_nothing():
    assert len(draw_uncertainty(lay(None, YI)[:0])) == 0


@pytest.mark.parametrize(
    ("shares", "expected"),
    [
        ([1], [100]),
        ([1 / 3, 1 / 3, 1 / 3], [34, 33, 33]),
        ([0.5, 0.25, 0.25], [50, 25, 25]),
        ([0.997, 0.003], [100, 0]),
        ([0.005, 0.995], [1, 99]),
        ([0.29, 0.71], [29, 71]),
        ([], []),
    ],
)
def test_rounded_shares_are_those_of_the_largest_remainders(shares, expected):
    assert round_shares(shares) == expected


@given(st.lists(st.integers(1, 10**6), min_size=1, max_size=17))
def test_rounded_shares_add_up_to_100_and_differ_by_less_than_one(parts):
    shares = [part / sum(parts) for part in parts]
    rounded = round_shares(shares)
    far = [r for r, s in zip(rounded, shares, strict=True) if abs(r - 100 * s) >= 1]
    assert (sum(rounded), far) == (100, [])
