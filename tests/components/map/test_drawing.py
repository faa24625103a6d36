"""The folium map as a value: what it would draw, and that it asks no other host."""

import re
from dataclasses import replace

import pytest
import shapely

from components.map.drawing import build_district_map, build_setup
from components.map.frame import ASSETS, write_drawing
from components.texts import Texts
from components.words.words import Words
from geo.model import Model


def test_every_district_has_its_class(model: Model) -> None:
    script = build_district_map(Words(model, Texts("zh"))).get_root().render()
    assert [c for c in model.region.districts["unit_code"] if f"district-{c}" not in script] == []


def test_the_map_brings_everything_along(model: Model) -> None:
    script = write_drawing(build_district_map(Words(model, Texts("zh"))), ":root {}")
    assert [
        name for name in ASSETS.glob("*.js") if name.read_text(encoding="utf-8") not in script
    ] == []
    assert "Leaflet 1.9.3" in script
    # What is fetched is asked for by `ahead.js` alone; folium's own links are all gone.
    assert re.findall(r"<script|<link|@import", script) == []


def test_the_same_map_every_time(model: Model) -> None:
    """A different script would make Streamlit mount the map anew and lose the reader's view."""
    first, second = (
        write_drawing(build_district_map(Words(model, Texts("zh"))), ":root {}") for _ in range(2)
    )
    assert first == second


def test_very_many_districts_are_drawn_on_a_canvas(
    model: Model, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = Words(model, Texts("zh"))
    assert build_district_map(words).options["prefer_canvas"] is False
    monkeypatch.setattr("components.map.drawing.MAX_SVG_DISTRICTS", 15)
    assert build_district_map(words).options["prefer_canvas"] is True
    # Short: no class of its own for each shape, and no digit that a screen could not show.
    script = write_drawing(build_district_map(words), ":root {}")
    drawn = script.partition("function drawDistrictMap")[2].partition("districtMap.start(map_div")[
        0
    ]
    shapes = drawn.partition('"features": [')[2]
    assert "district-" not in drawn
    assert re.findall(r"\d\.\d{6}", shapes) == []


def test_rivers_and_lakes_lie_below_and_a_plan_without_any_has_none(model: Model) -> None:
    words = Words(model, Texts("zh"))
    shapes = [shapely.geometry.shape(shape) for shape in build_setup(words)["ground"]]
    region = shapely.union_all(model.region.districts.geometry).buffer(1e-3)
    assert [shapely.get_dimensions(shape) for shape in shapes].count(2) == 1
    assert (len(shapes), [s for s in shapes if not region.contains(s)]) == (7, [])
    bare = replace(model, sites=model.sites.iloc[:0])
    assert build_setup(Words(bare, Texts("zh")))["ground"] == []
