"""Names and values on a picture's map: in the district, else over its border or off the map."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
import shapely

from components.documents.picture.letters import (
    Box,
    clean,
    measure_text,
    write_box,
    write_path,
    write_text,
)
from components.documents.scene import Spot
from components.theme import LIGHT, MAP_LIGHT, choose_ink

NAME_SIZE, VALUE_SIZE = 22, 26
LABEL_HEIGHT = 56
LABEL_GAP = 4
STEPS = 81
"""Places tried in a row, closer to each other near the middle."""


def place_labels(
    spots: Sequence[Spot], must: Collection[str], within: Box, avoid: Sequence[shapely.Geometry]
) -> dict[str, Box]:
    """The box of every label that has a place, by code; no two of them meet.

    Labels keep inside their district and clear of `avoid` where there is room, else off the map;
    those that `must` be drawn may lie over a border.
    """
    boxes: dict[str, Box] = {}
    kept, region = shapely.STRtree(list(avoid)), shapely.union_all([spot.shape for spot in spots])
    shapely.prepare(region)
    for spot in sorted(spots, key=lambda spot: spot.code not in must):
        others = shapely.union_all([shapely.box(*box) for box in boxes.values()])
        is_must = spot.code in must
        box = _choose_box(spot, shapely.box(*within), others, kept, region, is_must=is_must)
        if box:
            boxes[spot.code] = box
    return boxes


def _choose_box(
    spot: Spot,
    within: shapely.Geometry,
    taken: shapely.Geometry,
    kept: shapely.STRtree,
    region: shapely.Geometry,
    *,
    is_must: bool,
) -> Box | None:
    """The nearest free box; one that must be drawn may lie anywhere `within`."""
    west, north, east, south = within.bounds
    reach = max(east - west, south - north) if is_must else 2 * spot.room
    steps = reach * np.linspace(-1, 1, STEPS) * np.abs(np.linspace(-1, 1, STEPS)) ** 0.5
    dx, dy = (grid.ravel() for grid in np.meshgrid(steps, steps))
    nearest = np.argsort(np.hypot(dx, dy), kind="stable")
    x, y = spot.at.x + dx[nearest], spot.at.y + dy[nearest]
    wide, high = _measure_label(spot) / 2, LABEL_HEIGHT / 2
    boxes = shapely.box(x - wide, y - high, x + wide, y + high)
    boxes = boxes[shapely.covers(within, boxes) & ~shapely.intersects(taken, boxes)]
    shapely.prepare(spot.shape)
    clear = np.full(len(boxes), True)
    clear[kept.query(boxes, predicate="intersects")[0]] = False
    inside = shapely.covers(spot.shape, boxes)
    wishes = [clear & inside]
    if is_must:
        over = shapely.covers(spot.shape, shapely.centroid(boxes))
        off = ~shapely.intersects(region, boxes)
        wishes += [clear & over, clear & off, over, np.full(len(boxes), True)]
    found = next((wish for wish in wishes if wish.any()), None)
    return None if found is None else tuple(shapely.bounds(boxes[np.argmax(found)]).tolist())


def _measure_label(spot: Spot) -> float:
    wanted = measure_text(spot.name, NAME_SIZE), measure_text(spot.value.label, VALUE_SIZE)
    return max(wanted) + 2 * LABEL_GAP


def draw_label(spot: Spot, box: Box, *, halo: bool) -> str:
    """Name over value; a leader to the district where the label stands outside of it."""
    x, parts = (box[0] + box[2]) / 2, []
    is_outside = not shapely.intersects(spot.shape, shapely.Point(x, (box[1] + box[3]) / 2))
    if is_outside:
        to = shapely.shortest_line(shapely.box(*box), spot.at)
        parts.append(f'<path d="{write_path(to)}" stroke="{LIGHT["ink"]}" stroke-width="1.5"/>')
    fill = MAP_LIGHT[spot.value.fill]
    ink = choose_ink(fill)
    lines: tuple[tuple[str, float, float, dict[str, str]], ...] = (
        (spot.name, box[1] + 23, NAME_SIZE, {}),
        (spot.value.label, box[1] + 49, VALUE_SIZE, {"font_weight": "700"}),
    )
    if spot.value.hatched or is_outside:
        parts.append(f'<rect {write_box(box)} rx="4" fill="{fill}"/>')
    elif halo or not shapely.covers(spot.shape, shapely.box(*box)):
        # A second text below the first: `paint-order` is unknown to some office programs.
        edge = {"stroke": fill, "stroke_width": "7", "stroke_linejoin": "round"}
        hidden = {"class": "halo", "aria_hidden": "true", "text_anchor": "middle"}
        for text, y, size, weight in lines:
            parts.append(write_text(x, y, text, size, fill=fill, **edge, **hidden, **weight))
    for text, y, size, weight in lines:
        parts.append(write_text(x, y, text, size, fill=ink, text_anchor="middle", **weight))
    return f'<g class="label-{clean(spot.code)}">{"".join(parts)}</g>'
