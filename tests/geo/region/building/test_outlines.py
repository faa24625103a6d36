"""Outlines become a coverage; what was changed, and what is left as it is drawn, has a name."""

import geopandas as gpd
import pytest
import shapely

from geo.packages.problems import DataError
from geo.region.boundaries import find_coverage_problems
from geo.region.building import outlines
from geo.region.building.outlines import mend_outlines
from geo.region.building.source import read_outlines

FILE = "x/districts.geojson"
WEST = shapely.box(116, 40, 116.1, 40.1)


def lay(*shapes):
    codes = [f"{number}" for number, _ in enumerate(shapes)]
    return gpd.GeoDataFrame({"unit_code": codes}, geometry=list(shapes), crs="EPSG:4326")


def test_a_coverage_stays_as_it_is():
    drawn = lay(WEST, shapely.box(116.1, 40, 116.2, 40.1))
    mended = mend_outlines(drawn, FILE)
    assert (mended.mended, mended.as_drawn) == ({}, [])
    assert mended.districts.geometry.geom_equals_exact(drawn.geometry, 0).all()


@pytest.mark.parametrize("edge", [116.0998, 116.1])
def test_an_overlap_is_mended_and_named(edge):
    outer = shapely.box(edge, 40, 116.2, 40.1)
    drawn = lay(WEST, outer) if edge < 116.1 else lay(WEST.buffer(0), outer.buffer(0.0002))
    mended = mend_outlines(drawn, FILE)
    assert find_coverage_problems(mended.districts, FILE) == []
    assert (len(mended.mended) > 0, mended.as_drawn) == (True, [])
    assert all(0 < area < 1e6 for area in mended.mended.values())


def test_a_sliver_is_filled_and_a_wide_hole_left():
    sliver = shapely.box(116.0999, 40.04, 116.1001, 40.06)
    hole = shapely.box(116.08, 40.02, 116.12, 40.03)
    pierced = [
        shape.difference(shapely.union(sliver, hole))
        for shape in (WEST, shapely.box(116.1, 40, 116.2, 40.1))
    ]
    mended = mend_outlines(lay(*pierced), FILE)
    assert (len(mended.mended), mended.as_drawn) == (1, ["116.1000, 40.0250"])
    assert find_coverage_problems(mended.districts, FILE, mended.as_drawn) == []


def test_a_ring_that_crosses_itself_is_mended():
    bow_tie = shapely.Polygon([(116, 40), (116.1, 40.1), (116.1, 40), (116, 40.1)])
    mended = mend_outlines(lay(bow_tie), FILE)
    assert (mended.districts.is_valid.all(), [*mended.mended]) == (True, ["0"])


def test_what_cannot_be_mended_is_refused(monkeypatch):
    monkeypatch.setattr(outlines.shapely, "coverage_clean", lambda shapes, **_: shapes)
    drawn = lay(WEST, shapely.box(116.05, 40, 116.2, 40.1))
    with pytest.raises(DataError) as error:
        mend_outlines(drawn, FILE)
    assert {p.rule for p in error.value.problems} == {"overlap_or_mismatch"}


def test_a_real_city_with_an_overlap_is_mended():
    """铁东区 and 千山区 of 鞍山 overlap in the source, and leave a sliver of 5 m."""
    codes = [f"2103{number}" for number in ("02", "03", "04", "11", "21", "23", "81")]
    mended = mend_outlines(read_outlines(codes), FILE)
    assert ([*mended.mended], mended.as_drawn) == (["210311"], [])
