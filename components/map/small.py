"""Small maps as SVG: locators, side by side, one per measure. All in one frame and scale."""

from __future__ import annotations

import base64
from collections.abc import Collection, Mapping
from typing import Any

import shapely
from markupsafe import Markup

from components.theme import SELECTION, SEQUENTIAL
from geo.model import Model

HATCH = (
    '<pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)"><rect width="6" height="6" fill="#FFFFFF"/>'
    '<line x1="0" y1="0" x2="0" y2="6" stroke="#7C9A8E" stroke-width="2"/></pattern>'
)


EMPTY_FILL = "#E9EEEC"


def draw_svg_map(
    model: Model,
    fills: Mapping[str, str],
    *,
    title: str,
    width: int,
    hatched: Collection[str] = (),
    outlined: Collection[str] = (),
) -> Markup:
    """An `<img>` of the region, `width` px wide, with `title` as its text alternative.

    An image, since `st.html` removes inline SVG.

    `fills`: colour by `unit_code`; districts without one are grey. `hatched` ones show the plan's
    open question, `outlined` ones the selection.
    """
    west, south, east, north = model.region.sketch.total_bounds
    scale = width / (east - west)
    height = round((north - south) * scale)
    paths = []
    for code, shape in model.region.sketch.items():
        path = _write_path(shape, west, north, scale)
        fill = "url(#hatch)" if code in hatched else fills.get(code, EMPTY_FILL)
        stroke = "#7D928B" if code in hatched else "#FFFFFF"
        paths.append(f'<path d="{path}" fill="{fill}" stroke="{stroke}" stroke-width=".7"/>')
    for code in outlined:
        if code in model.region.sketch.index:
            path = _write_path(model.region.sketch[code], west, north, scale)
            paths.append(f'<path d="{path}" fill="none" stroke="{SELECTION}" stroke-width="1.8"/>')
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-1 -1 {width + 2} {height + 2}" '
        f'width="{width}" height="{height}"><defs>{HATCH}</defs>{"".join(paths)}</svg>'
    )
    source = "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()
    image = Markup('<img src="{}" alt="{}" width="{}" height="{}">')
    return image.format(source, title, width, height)


def _write_path(shape: shapely.Geometry, west: float, north: float, scale: float) -> str:
    rings = [ring for part in shapely.get_parts(shape) for ring in (part.exterior, *part.interiors)]
    commands = []
    for ring in rings:
        points = (f"{(x - west) * scale:.1f} {(north - y) * scale:.1f}" for x, y in ring.coords)
        commands.append("M" + "L".join(points) + "Z")
    return "".join(commands)


ROLE_FILLS = {"lead_main": SEQUENTIAL[5], "main": SEQUENTIAL[3], "support": SEQUENTIAL[1]}


def name_weight(duty: Mapping[str, Any]) -> str:
    """The weightiest role of a duty, for shading: `lead_main`, `main` or `support`."""
    if duty["lead"]:
        return "lead_main"
    return "main" if duty["main"] else "support"
