"""Where everything of a picture lies, before it is written as SVG or as shapes."""

from __future__ import annotations

import pytest
import shapely

from components.documents.scene import (
    Block,
    Frame,
    Scene,
    lay_out,
    lay_out_tiles,
    list_blocks,
)
from components.map.picture import Legend, Section
from components.map.views import draw_map
from components.session.link import View
from components.slides.build import build_slide
from components.texts import Texts
from components.words.words import Words
from geo.model import Model
from geo.region.boundaries import simplify_coverage

ZH = Texts("zh")
BOX = (10.0, 20.0, 110.0, 220.0)


def build(model: Model, code: str) -> Scene:
    words = Words(model, ZH)
    outlines = simplify_coverage(model.region.districts, 300)
    frame = Frame.fit(outlines.crs, outlines.total_bounds, BOX)
    return lay_out(words, build_slide(words, code).picture, frame, outlines, model.region.labels)


def test_the_region_fills_its_box_in_the_middle(model: Model) -> None:
    scene = build(model, "plan")
    west, north, east, south = shapely.union_all(list(scene.districts.values())).bounds
    assert (west, east) == pytest.approx((10, 110))
    assert north - 20 == pytest.approx(220 - south)
    assert north > 20


def test_every_district_is_named_where_it_lies(model: Model) -> None:
    scene = build(model, "plan")
    assert {spot.code for spot in scene.spots} == scene.districts.keys()
    for spot in scene.spots:
        assert scene.districts[spot.code].contains(spot.at)
        assert spot.at.distance(spot.shape.boundary) == pytest.approx(spot.room, rel=0.2)
        assert spot.value is scene.picture.values[spot.code]


def test_tiles_are_of_one_size_and_stand_as_the_region_says(model: Model) -> None:
    words = Words(model, ZH)
    scene = lay_out_tiles(words, draw_map(words, View(shape="tiles")), BOX)
    places = model.region.tiles
    assert list(scene.districts) == model.codes
    side = scene.frame.scale
    sizes = {round(shape.area / side**2, 6) for shape in scene.districts.values()}
    assert sizes == {0.97**2}
    for code, spot in zip(model.codes, scene.spots, strict=True):
        col, row = places.loc[code]
        shape = scene.districts[code]
        assert shape.centroid.equals_exact(spot.at, 1e-6)
        assert round((spot.at.x - scene.spots[0].at.x) / side) == col - places.iloc[0]["col"]
        assert round((spot.at.y - scene.spots[0].at.y) / side) == row - places.iloc[0]["row"]
        assert shapely.box(*BOX).buffer(1e-6).covers(shape)


def test_places_are_told_apart_by_form_and_lie_on_the_land(model: Model) -> None:
    scene = build(model, "sites")
    located = [*scene.tints, *scene.paths, *scene.points]
    assert sorted(one.place.id for one in located) == sorted(p.id for p in scene.picture.places)
    assert all((scene.tints, scene.paths, scene.points))
    land = shapely.union_all(list(scene.districts.values())).buffer(2)
    assert all(land.intersects(one.shape) for one in located)
    for point in scene.points:
        assert point.ring == pytest.approx(point.place.ring_m * scene.frame.scale)


def test_a_tint_covers_its_districts(model: Model) -> None:
    scene = build(model, "sites")
    for tint in scene.tints:
        areas = [scene.districts[code].area for code in tint.place.codes]
        assert tint.shape.area == pytest.approx(sum(areas))


def test_the_legend_is_read_from_above_and_what_has_no_row_is_left_out(model: Model) -> None:
    rows = build_slide(Words(model, ZH), "plan").picture.legend.rows
    legend = Legend("a", "b", rows, "c", [Section("d", "e", rows), Section("f", "g", ())])
    assert list_blocks(legend) == [Block("a", "b", rows, "c"), Block("d", "", rows, "e")]
    assert list_blocks(Legend("", "", ())) == []
