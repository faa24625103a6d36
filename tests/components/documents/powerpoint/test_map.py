"""The map of a presentation opened again: shapes, fills, legend, labels, places."""

from __future__ import annotations

import re
from typing import Any

import shapely
from pptx.enum.shapes import MSO_SHAPE_TYPE

from components.documents.plain_text import clean_text
from components.map.picture import Path, Point
from components.slides.slide import Slide
from components.theme import LIGHT, MAP_LIGHT
from components.words.units import name_party
from components.words.words import Words
from geo.model import Model
from tests.decks import (
    EMU,
    ZH,
    find_districts,
    find_group,
    list_edges,
    read_area,
)


def test_map_is_one_freeform_per_district(
    model: Model, slides: list[Slide], pages: list[Any]
) -> None:
    codes = set(model.region.districts["unit_code"])
    for page, slide in zip(pages, slides, strict=True):
        group = find_group(page, ZH("file.map_group"))
        (frame,) = group._element.xpath("./p:grpSpPr/a:xfrm")
        assert min(frame.ext.cx, frame.ext.cy, frame.chExt.cx, frame.chExt.cy) > 4 * EMU
        districts = find_districts(page, model)
        assert set(districts) == codes
        for code, shape in districts.items():
            assert min(shape.width, shape.height) > 0
            value = slide.picture.values[code]
            if value.hatched:
                assert shape._element.spPr.xpath("./a:pattFill")
            else:
                assert f"#{shape.fill.fore_color.rgb}" == MAP_LIGHT[value.fill]
            is_marked = f"#{shape.line.color.rgb}" == MAP_LIGHT["selection"]
            assert is_marked == (code in slide.picture.focus)
    hatched = [slide for slide in slides if any(v.hatched for v in slide.picture.values.values())]
    assert [slide.code for slide in hatched] == ["ch2", "water.summary"]


def test_map_is_equal_area(model: Model, pages: list[Any]) -> None:
    """Multi-part districts and holes too; boundaries differ by 2 % from the published figures."""
    areas = {code: read_area(shape).area for code, shape in find_districts(pages[0], model).items()}
    factor = sum(areas.values()) / model.region.area_km2.sum()
    off = {c: abs(a / factor / model.region.area_km2[c] - 1) for c, a in areas.items()}
    assert {code: value for code, value in off.items() if value > 0.05} == {}


def test_legend_stands_beside_the_land_and_nothing_leaves_the_page(
    model: Model, slides: list[Slide], pages: list[Any]
) -> None:
    for page, slide in zip(pages, slides, strict=True):
        land = [read_area(shape) for shape in find_districts(page, model).values()]
        rows = [
            *slide.picture.legend.rows,
            *(row for section in slide.picture.legend.sections for row in section.rows),
        ]
        if not rows:  # the one colour is told by the slide's words
            assert ZH("file.legend_group") not in [shape.name for shape in page.shapes]
            continue
        legend = find_group(page, ZH("file.legend_group"))
        texts = [
            shape.text_frame.text.replace("\n", "")
            for shape in legend.shapes
            if shape.has_text_frame
        ]
        assert [r for r in rows if f"{r.text}   {r.count}" not in texts] == []
        for shape in legend.shapes:
            box = shapely.box(*list_edges(shape))
            assert [part for part in land if part.intersects(box)] == []
        for shape in page.shapes:
            left, top, right, bottom = list_edges(shape)
            assert min(left, top) >= 0
            assert right <= 13.334 * EMU
            assert bottom <= 7.5 * EMU


def test_districts_in_focus_have_their_label(
    model: Model, slides: list[Slide], pages: list[Any]
) -> None:
    for page, slide in zip(pages, slides, strict=True):
        texts = {
            re.sub(r"\s", "", shape.text_frame.text)
            for shape in find_group(page, ZH("file.map_group")).shapes
            if shape.has_text_frame
        }
        for code in slide.picture.focus:
            name = name_party(Words(model, ZH), code, short=True)
            assert f"{name}{slide.picture.values[code].label}" in texts


def test_small_districts_are_named_beside_the_region(model: Model, pages: list[Any]) -> None:
    """On every map their tags lie in the white, clear of districts and of each other."""
    named = 0
    for page in pages:
        region = shapely.union_all([read_area(s) for s in find_districts(page, model).values()])
        group = find_group(page, ZH("file.map_group"))
        tags = [s for s in group.shapes if is_tag(s) and len(s.text_frame.text) > 1]
        boxes = [shapely.box(*list_edges(tag)) for tag in tags]
        assert [box for box in boxes if box.intersects(region)] == []
        assert [(a, b) for i, a in enumerate(boxes) for b in boxes[:i] if a.intersects(b)] == []
        named += len(tags)
    assert named > len(pages)


def is_tag(shape: Any) -> bool:
    """A rectangle with the grey line of those beside the region."""
    is_box = shape.shape_type == MSO_SHAPE_TYPE.AUTO_SHAPE
    return is_box and f"#{shape.line.color.rgb}" == LIGHT["outline"].upper()


def test_places_carry_their_names_and_doubt_is_dashed(
    slides: list[Slide], pages: list[Any]
) -> None:
    for page, slide in zip(pages, slides, strict=True):
        shapes = list(find_group(page, ZH("file.map_group")).shapes)
        for place in slide.picture.places:
            own = [s for s in shapes if s.name == clean_text(place.card.name)]
            assert own, place.id
            is_dashed = [bool(s._element.spPr.xpath("./a:ln/a:custDash")) for s in own]
            if isinstance(place, Point):
                assert len(own) >= 1 + bool(place.ring_m)
                assert any(is_dashed) == (place.symbol.dashed or place.ring_m > 0)
            elif isinstance(place, Path):
                assert is_dashed == [bool(place.dash)]
