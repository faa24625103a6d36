"""Shapes over the meridian of 180° as GeoJSON wants them: cut there, nothing lost or moved."""

from __future__ import annotations

import json

import geopandas as gpd
import numpy as np
import shapely
from hypothesis import given
from hypothesis import strategies as st

from components.documents.geodata.layers import cut_at_half_turn, write_collection

WIDTHS = st.integers(1, 40)


@given(west=st.integers(-220, 180), width=WIDTHS, south=st.integers(-80, 70))
def test_a_cut_keeps_the_area_and_stays_within_half_a_turn(
    west: int, width: int, south: int
) -> None:
    shape = shapely.box(west, south, west + width, south + 10)
    (cut,) = cut_at_half_turn(np.array([shape]))
    assert shapely.area(cut) == shapely.area(shape)
    left, _, right, _ = cut.bounds
    assert -180 <= left <= right <= 180
    for point in shapely.get_coordinates(shape):
        turned = [shapely.Point(point[0] + turn, point[1]) for turn in (-360, 0, 360)]
        assert shapely.intersects(cut, turned).any()


def test_what_lies_within_is_left_as_it_is() -> None:
    shapes = np.array([shapely.box(100, 0, 110, 10), None])
    assert cut_at_half_turn(shapes) is shapes


def test_the_frame_of_what_crosses_has_its_west_in_the_east() -> None:
    layer = gpd.GeoDataFrame(
        {"code": ["a", "b"]},
        geometry=[shapely.box(176, -18, 179, -16), shapely.box(179, -18, 183, -16)],
        crs=4326,
    )
    collection = json.loads(write_collection(layer, "code", []))
    assert collection["bbox"] == [176, -18, -177, -16]
    crossing = collection["features"][1]
    assert crossing["bbox"] == [179, -18, -177, -16]
    assert crossing["geometry"]["type"] == "MultiPolygon"
