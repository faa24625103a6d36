"""The source is read apart without the library that wrote it."""

from collections import Counter

import pytest

from geo.region.building.source import BOUNDARIES, SECOND, list_counties, read_outlines


def test_the_country_is_whole():
    counties = list_counties()
    sizes = (len({c.province for c in counties}), len({c.city for c in counties}), len(counties))
    assert sizes == (34, 375, 2891)
    assert max(Counter(c.code for c in counties).values()) == 1


def test_a_county_knows_its_city_and_province():
    (yiwu,) = [county for county in list_counties() if county.code == "330782"]
    assert (yiwu.name, tuple(yiwu.city), tuple(yiwu.province)) == (
        *("义乌市", ("330700", "金华市", "金华")),
        ("330000", "浙江省", "浙江"),
    )


def test_outlines_stand_in_the_order_asked_for_and_those_unknown_are_left_out():
    outlines = read_outlines(["330783", "000000", "330782"])
    assert (outlines["unit_code"].tolist(), outlines.crs.to_epsg()) == (["330783", "330782"], 4326)
    # Yiwu lies around 120.1° E, 29.3° N.
    assert outlines.geometry[1].buffer(0.1).intersects(outlines.geometry[0])
    west, south, east, north = outlines.geometry[1].bounds
    assert (119.5 < west < east < 120.5, 29 < south < north < 29.6) == (True, True)


@pytest.mark.parametrize("source", [BOUNDARIES, SECOND])
def test_every_outline_is_valid_and_of_polygons(source):
    outlines = read_outlines([county.code for county in list_counties(source)], source)
    assert outlines.loc[~outlines.is_valid, "unit_code"].tolist() == []
    assert {*outlines.geom_type} == {"Polygon", "MultiPolygon"}


def test_both_sets_of_the_country_lie_on_the_same_datum():
    """As the descriptor of every region says; GCJ-02 would be about 540 m off."""
    codes = [county.code for county in list_counties()]
    first, second = (
        read_outlines(codes, source).set_index("unit_code").to_crs("EPSG:6933").centroid
        for source in (BOUNDARIES, SECOND)
    )
    shared = first.index.intersection(second.index)
    offset = first[shared].distance(second[shared])
    assert (len(shared), 80 < offset.median() < 120) == (2843, True)
    east, north = (first[shared].x - second[shared].x), (first[shared].y - second[shared].y)
    assert (abs(east.median()) < 10, abs(north.median()) < 10) == (True, True)
