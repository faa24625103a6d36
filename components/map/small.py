"""Small maps as SVG: locators, side by side, one per measure. All in one frame and scale."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import geopandas as gpd
import numpy as np
import shapely
from markupsafe import Markup

from components.html.template import draw
from components.session.link import Shape
from components.session.remember import remember
from components.theme import MAP_DARK, MAP_LIGHT, SEQUENTIAL
from geo.model import Model
from geo.region.boundaries import project_equal_area, simplify_coverage
from geo.region.tiles import outline_tiles

UNNAMED_FILL = "unnamed"
UNQUOTED = " =:/,();-'"
"""What an address of an image may hold besides letters and digits, within double quotes."""
MAX_BORDERED = 400
"""More districts than these are drawn without the borders between them."""
SKETCH_WIDTH_PX = 100
"""From here on a small map is drawn from the region's sketch; below, half a pixel is enough."""


@dataclass(frozen=True)
class Look:
    """What districts drawn alike have in common."""

    fill: str
    border: str
    border_width: int


def draw_svg_map(
    model: Model,
    fills: Mapping[str, str],
    *,
    title: str,
    width: int,
    hatched: Collection[str] = (),
    outlined: Collection[str] = (),
    shape: Shape = "map",
) -> Markup:
    """An `<img>` of the region, `width` px wide, with `title` as its text alternative.

    An image, since `st.html` removes inline SVG.

    `fills`: colour by name and `unit_code`; districts without one are grey. `hatched` ones show the
    plan's open question, `outlined` ones the selection. `shape`: see `Picture`.
    """
    sketch = _sketch(model, width, shape)
    west, south, east, north = sketch.total_bounds
    scale = width / (east - west)
    height = round((north - south) * scale)
    alike: dict[Look, list[str]] = {}
    for code in sketch.index:
        fill = "url(#hatch)" if code in hatched else _paint(fills.get(code, UNNAMED_FILL))
        border = _paint("edge" if code in hatched else "border")
        alike.setdefault(Look(fill, border, 7), []).append(code)
    # Of very many, the borders between those drawn alike would be all that is seen.
    is_united = len(sketch) > MAX_BORDERED
    groups = [(look, _unite(sketch[codes], is_united)) for look, codes in alike.items()]
    chosen = sketch[[code for code in outlined if code in sketch.index]]
    groups.append((Look("none", _paint("selection"), 18), list(chosen)))
    drawn = [
        (look, [_write_path(shape, west, north, scale) for shape in shapes])
        for look, shapes in groups
    ]
    hatch = _paint("hatch"), _paint("zero")
    svg = draw("map/small.svg", width=width, height=height, groups=drawn, hatch=hatch)
    source = "data:image/svg+xml," + quote(svg, safe=UNQUOTED)
    return draw("map/small.image", source=source, title=title, width=width, height=height)


def _unite(shapes: gpd.GeoSeries, is_united: bool) -> list[shapely.Geometry]:
    """Each of `shapes`, or their union; their borders match."""
    return [shapely.coverage_union_all(shapes.to_numpy())] if is_united else list(shapes)


@remember
def _sketch(model: Model, width: int, shape: Shape) -> gpd.GeoSeries:
    """Outlines as fine as a picture `width` px wide shows them."""
    if shape == "tiles":
        return outline_tiles(model.region.tiles)
    if width >= SKETCH_WIDTH_PX and len(model.codes) <= MAX_BORDERED:
        return model.region.sketch
    west, _, east, _ = project_equal_area(model.region.districts).total_bounds
    return simplify_coverage(model.region.districts, (east - west) / width / 2)


def _paint(name: str) -> str:
    """In an image of its own, which knows the page's colour scheme and none of its properties."""
    return f"light-dark({MAP_LIGHT[name]}, {MAP_DARK[name]})"


def _write_path(shape: shapely.Geometry, west: float, north: float, scale: float) -> str:
    """In tenths of a pixel, each point from the one before: half as long as in pixels."""
    rings = [ring for part in shapely.get_parts(shape) for ring in (part.exterior, *part.interiors)]
    commands = []
    for ring in rings:
        places = (shapely.get_coordinates(ring) - (west, north)) * (10 * scale, -10 * scale)
        first, *steps = np.diff(np.rint(places).astype(int), axis=0, prepend=[[0, 0]]).tolist()
        moved = [f"{x} {y}" for x, y in steps[:-1] if x or y]
        commands.append(f"M{first[0]} {first[1]}l{' '.join(moved)}z".replace(" -", "-"))
    return "".join(commands)


ROLE_FILLS = {"lead_main": SEQUENTIAL[5], "main": SEQUENTIAL[3], "support": SEQUENTIAL[1]}


def name_weight(duty: Mapping[str, Any]) -> str:
    """The weightiest role of a duty, for shading: `lead_main`, `main` or `support`."""
    if duty["lead"]:
        return "lead_main"
    return "main" if duty["main"] else "support"
