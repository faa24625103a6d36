"""Names and values on a picture's map: in the district, else over its border or off the map."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

import numpy as np
import numpy.typing as npt
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
NAME_HEIGHT, LABEL_HEIGHT = 30, 56
"""Of a name alone, and of one with its value."""
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
        is_must = spot.code in must
        reach = max(within[2] - within[0], within[3] - within[1]) if is_must else 2 * spot.room
        free = _list_free_boxes(spot, reach, within, list(boxes.values()))
        wishes = _list_wishes(spot, free, kept, region, is_must=is_must)
        found = next((wish for wish in wishes if wish.size), None)
        if found is not None:
            left, top, right, bottom = free[found[0]].tolist()
            boxes[spot.code] = (left, top, right, bottom)
    return boxes


def _list_free_boxes(
    spot: Spot, reach: float, within: Box, taken: Sequence[Box]
) -> npt.NDArray[np.float64]:
    """Where the label could stand, the nearest first, as rows of left, top, right, bottom."""
    steps = reach * np.linspace(-1, 1, STEPS) * np.abs(np.linspace(-1, 1, STEPS)) ** 0.5
    dx, dy = (grid.ravel() for grid in np.meshgrid(steps, steps))
    nearest = np.argsort(np.hypot(dx, dy), kind="stable")
    x, y = spot.at.x + dx[nearest], spot.at.y + dy[nearest]
    wide, high = (side / 2 for side in _measure_label(spot))
    boxes = np.column_stack([x - wide, y - high, x + wide, y + high])
    is_free = _lie_in(boxes, within)
    for left, top, right, bottom in taken:
        is_free &= (
            (boxes[:, 0] > right)
            | (boxes[:, 2] < left)
            | (boxes[:, 1] > bottom)
            | (boxes[:, 3] < top)
        )
    return boxes[is_free]


def _lie_in(boxes: npt.NDArray[np.float64], bounds: Sequence[float]) -> npt.NDArray[np.bool_]:
    left, top, right, bottom = bounds
    return np.all(boxes * (1, 1, -1, -1) >= (left, top, -right, -bottom), axis=1)


def _list_wishes(
    spot: Spot,
    free: npt.NDArray[np.float64],
    kept: shapely.STRtree,
    region: shapely.Geometry,
    *,
    is_must: bool,
) -> Iterator[npt.NDArray[np.intp]]:
    """Rows of `free` by what they fulfil, the better wish first; a label that must be drawn may lie
    anywhere. Few wishes are ever asked for, and shapes are slow: none is looked at before."""

    def keep_clear(rows: npt.NDArray[np.intp]) -> npt.NDArray[np.intp]:
        met, _ = kept.query(shapely.box(*free[rows].T), predicate="intersects")
        return np.delete(rows, met)

    shapely.prepare(spot.shape)
    near = np.flatnonzero(_lie_in(free, spot.shape.bounds))
    yield keep_clear(near[shapely.covers(spot.shape, shapely.box(*free[near].T))])
    if is_must:
        x, y = free[:, [0, 2]].mean(axis=1), free[:, [1, 3]].mean(axis=1)
        over = np.flatnonzero(shapely.intersects_xy(spot.shape, x, y))
        yield keep_clear(over)
        yield keep_clear(np.flatnonzero(~shapely.intersects(region, shapely.box(*free.T))))
        yield over
        yield np.arange(len(free))


def _measure_label(spot: Spot) -> tuple[float, float]:
    """Width and height."""
    wanted = measure_text(spot.name, NAME_SIZE), measure_text(spot.value.label, VALUE_SIZE)
    return max(wanted) + 2 * LABEL_GAP, LABEL_HEIGHT if spot.value.label else NAME_HEIGHT


def draw_label(spot: Spot, box: Box, *, halo: bool) -> str:
    """Name over value; a leader to the district where the label stands outside of it."""
    x, parts = (box[0] + box[2]) / 2, []
    is_outside = not shapely.intersects(spot.shape, shapely.Point(x, (box[1] + box[3]) / 2))
    if is_outside:
        to = shapely.shortest_line(shapely.box(*box), spot.at)
        parts.append(f'<path d="{write_path(to)}" stroke="{LIGHT["ink"]}" stroke-width="1.5"/>')
    fill = MAP_LIGHT[spot.value.fill]
    ink = choose_ink(fill)
    lines: list[tuple[str, float, float, dict[str, str]]] = [
        (spot.name, box[1] + 23, NAME_SIZE, {})
    ]
    if spot.value.label:
        lines.append((spot.value.label, box[1] + 49, VALUE_SIZE, {"font_weight": "700"}))
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
