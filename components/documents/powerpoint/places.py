"""Sites and protected areas over a slide's map, drawn as `map/assets/places.js` draws them.

What is sure has a full line; what is not is dashed, with a ring as wide as the doubt.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import shapely
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from shapely import affinity

from components.documents.powerpoint.parts import (
    Box,
    Type,
    add_freeform,
    add_shape,
    fill_text,
    outline,
    paint,
    set_name,
)
from components.documents.scene import Located, Scene, list_rings
from components.map.picture import Path, Point, Symbol
from components.theme import MAP_LIGHT, PLACE_TONES

TINTS = (("tint", 0, (0.1, 5.4)), ("tint-line", 45, ()), ("tint-line", -45, (4, 3)))
"""Ink, angle and dashes of the patterns over whole districts."""
TINT_STEP_IN = 0.085
BADGE_IN, GLYPH_PT = 0.21, 9
DOUBT_DASH, BADGE_DASH = (3, 3), (2, 1.6)
FINENESS_IN, CLEARANCE_IN = 0.005, 0.02


def add_places(shapes: Any, scene: Scene) -> list[shapely.Geometry]:
    """Draw the places; what labels keep clear of."""
    for tint in scene.tints:
        name, area = tint.place.card.name, shapely.union_all(shapely.get_parts(tint.shape))
        set_name(add_tint(shapes, area, tint.place.pattern, name), name)
    for path in scene.paths:
        _add_path(shapes, path.shape, path.place)
    kept_clear = [path.shape.buffer(CLEARANCE_IN) for path in scene.paths]
    return [*kept_clear, *_add_points(shapes, scene.points)]


def add_tint(shapes: Any, area: shapely.Geometry, pattern: int, name: str) -> Any:
    """Lines over `area` as one shape without a ground, so that the districts show through.

    Not a pattern fill: its ground hides what is below it.
    """
    ink, angle, dash = TINTS[pattern]
    west, south, east, north = area.bounds
    middle = ((west + east) / 2, (south + north) / 2)
    reach = max(east - west, north - south) * 0.75
    count = int(reach / TINT_STEP_IN)
    rows = [middle[1] + i * TINT_STEP_IN for i in range(-count, count + 1)]
    across = [((middle[0] - reach, y), (middle[0] + reach, y)) for y in rows]
    lines = affinity.rotate(shapely.MultiLineString(across), angle, origin=middle)
    parts = shapely.get_parts(lines.intersection(area))
    contours = [list(part.coords) for part in parts if part.geom_type == "LineString"]
    shape = add_freeform(shapes, contours, name, closed=False)
    paint(shape, None)
    outline(shape, MAP_LIGHT[ink], 1.6 if angle == 0 else 0.9, dash)
    return shape


def _add_path(shapes: Any, shape: shapely.Geometry, place: Path) -> None:
    """A line or an area of the plan, thicker where the plan itself names it."""
    color, is_plan = MAP_LIGHT[f"stroke-{place.tone}"], place.tone == "plan"
    fine, is_area = shapely.simplify(shape, FINENESS_IN), place.form == "area"
    parts = shapely.get_parts(fine)
    contours = list_rings(fine) if is_area else [list(part.coords) for part in parts]
    drawn = add_freeform(shapes, contours, place.card.name, closed=is_area)
    paint(drawn, color if is_area else None, 0.25)
    outline(drawn, color, 2.4 if is_plan else 1.5, read_dash(place.dash))


def read_dash(text: str) -> tuple[float, ...]:
    """The dashes of a line on the screen's map, in its pixels, in points."""
    return tuple(float(part) * 0.75 for part in text.split())


def _add_points(shapes: Any, points: Sequence[Located[Point]]) -> list[shapely.Geometry]:
    """Rings below, badges above; those at one point stand side by side."""
    stacks = defaultdict(list)
    for point in points:
        if point.ring:
            _add_ring(shapes, point.shape, point.ring, point.place.card.name)
        stacks[point.place.at].append(point)
    placed = [
        (point.place, point.shape.x + (i - (len(stack) - 1) / 2) * BADGE_IN * 1.1, point.shape.y)
        for stack in stacks.values()
        for i, point in enumerate(stack)
    ]
    boxes = []
    for place, x, y in sorted(placed, key=lambda entry: entry[0].rank):
        add_badge(shapes, place.symbol, x, y, place.card.name)
        half = BADGE_IN / 2 + CLEARANCE_IN
        boxes.append(shapely.box(x - half, y - half, x + half, y + half))
    return boxes


def _add_ring(shapes: Any, spot: shapely.Point, radius: float, name: str) -> None:
    box = Box(spot.x - radius, spot.y - radius, 2 * radius, 2 * radius)
    ring = add_shape(shapes, MSO_SHAPE.OVAL, box, name)
    paint(ring, MAP_LIGHT["doubt"], 0.06)
    outline(ring, MAP_LIGHT["doubt"], 1, DOUBT_DASH)


def add_badge(shapes: Any, symbol: Symbol, x: float, y: float, name: str) -> Any:
    """A square or a disc with its letter."""
    form = MSO_SHAPE.OVAL if symbol.shape == "circle" else MSO_SHAPE.RECTANGLE
    box = Box(x - BADGE_IN / 2, y - BADGE_IN / 2, BADGE_IN, BADGE_IN)
    fill, ink = PLACE_TONES[symbol.tone]
    badge = add_shape(shapes, form, box, name)
    paint(badge, fill)
    outline(badge, ink, 1.1 if symbol.dashed else 0.9, BADGE_DASH if symbol.dashed else ())
    if symbol.glyph:
        line = [(symbol.glyph, Type(GLYPH_PT, bold=True, color=ink))]
        fill_text(badge.text_frame, [line], PP_ALIGN.CENTER, MSO_ANCHOR.MIDDLE, wraps=False)
    return badge
