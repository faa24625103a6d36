"""Names and values on a slide's map: in the district, or beside the region with a line to it."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import shapely
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN

from components.documents.powerpoint.parts import (
    LEADING,
    Box,
    Span,
    Type,
    add_freeform,
    add_shape,
    add_text,
    fill_text,
    measure_width,
    outline,
    paint,
)
from components.documents.scene import Scene, Spot
from components.theme import LIGHT, MAP_LIGHT, choose_ink

NAME_PT, VALUE_PT = 11, 12
VEIL = 0.8
LABEL_AIR_IN = 0.02
"""What of a label's box is air around its letters and may leave the district."""
MAX_COVER = 0.05
STEPS_IN = (0, -0.1, 0.1, -0.2, 0.2, -0.35, 0.35, -0.5, 0.5)
SHIFTS = sorted(itertools.product(STEPS_IN, STEPS_IN), key=lambda s: math.hypot(s[0], 1.2 * s[1]))
CALLOUT_REACH_IN = (0.6, 0.8, 1.0, 1.3, 1.6, 2.0)
CALLOUT_ANGLES = (0, 30, -30, 60, -60, 180, 150, -150, 90, -90)
CALLOUT_AIR_IN = 0.07
ASIDE_REACH_IN = (0.8, 1.0, 1.2, 1.4, 1.6, 1.8, 2.0, 2.3, 2.6, 3.0)
ASIDE_ANGLES = range(0, 360, 10)
ASIDE_TOP = 0.45
"""Above this share of the map's height the legend may stand."""
MAX_ASIDE = 6
"""More lines than these would be a tangle; the districts then go without a label."""


@dataclass(frozen=True)
class Label:
    """A label's lines and the size of their box, in inches."""

    lines: list[list[Span]]
    width: float
    height: float


def add_labels(shapes: Any, scene: Scene, badges: Sequence[shapely.Geometry]) -> None:
    """Focus first, then the districts with the most room; those without stand beside the region.

    `badges`: what else is drawn on the map, which labels keep clear of.
    """
    focus = scene.picture.focus
    covered = shapely.union_all(list(badges))
    shapely.prepare(covered)
    taken: list[shapely.Geometry] = []
    crowded: list[Spot] = []
    for spot in sorted(scene.spots, key=lambda spot: (spot.code not in focus, -spot.room)):
        found = _find_place(spot, taken, covered)
        if found:
            _add_label(shapes, *found, scene, spot)
            taken.append(_to_shape(found[1]))
        else:
            crowded.append(spot)
    for spot in crowded:
        if spot.code in focus:
            taken.append(_add_callout(shapes, scene, spot, taken))
    aside = [spot for spot in crowded if spot.code not in focus]
    if len(aside) <= MAX_ASIDE:
        _add_asides(shapes, scene, aside, [*taken, *badges])


def _add_label(shapes: Any, label: Label, box: Box, scene: Scene, spot: Spot) -> None:
    """A label, on a veil of its district's colour where a pattern runs below it."""
    align, middle = PP_ALIGN.CENTER, MSO_ANCHOR.MIDDLE
    shape = add_text(shapes, box, label.lines, spot.name, align, middle, wraps=False)
    is_tinted = any(spot.code in tint.place.codes for tint in scene.tints)
    if spot.value.hatched or is_tinted:
        paint(shape, MAP_LIGHT[spot.value.fill], VEIL)


def _lay_out(spot: Spot, ink: str) -> list[Label]:
    """The label in two lines, then in one, for districts that are long and low; without a value
    the name alone."""
    first, second = Type(NAME_PT, color=ink), Type(VALUE_PT, bold=True, color=ink)
    if not spot.value.label:
        return [
            Label(
                [[(spot.name, first)]],
                measure_width(spot.name, first) + 0.04,
                LEADING * NAME_PT / 72,
            )
        ]
    spans = [(spot.name, first), (spot.value.label, second)]
    widths = [measure_width(text, kind) + 0.04 for text, kind in spans]
    high, low = LEADING * (NAME_PT + VALUE_PT) / 72, LEADING * VALUE_PT / 72
    beside = [(f"{spot.name} ", first), (spot.value.label, second)]
    return [
        Label([[span] for span in spans], max(widths), high),
        Label([beside], sum(widths) + 0.06, low),
    ]


def _find_place(
    spot: Spot, taken: Sequence[shapely.Geometry], badges: shapely.Geometry
) -> tuple[Label, Box] | None:
    """The first place inside the district that is clear of everything.

    Where badges leave none, the one that they cover least, if they only touch the label's edge.
    """
    shapely.prepare(spot.shape)
    ink = choose_ink(MAP_LIGHT["zero" if spot.value.hatched else spot.value.fill])
    best, least = None, MAX_COVER
    for label in _lay_out(spot, ink):
        for box in _list_boxes(spot.at, label):
            if not spot.shape.covers(_to_shape(box, LABEL_AIR_IN)) or _meets(box, taken):
                continue
            shape = _to_shape(box)
            if not badges.intersects(shape):
                return label, box
            cover = shape.intersection(badges).area / shape.area
            if cover < least:
                best, least = (label, box), cover
    return best


def _list_boxes(centre: shapely.Point, label: Label) -> Iterator[Box]:
    for across, down in SHIFTS:
        x, y = centre.x + across, centre.y + down
        yield Box(x - label.width / 2, y - label.height / 2, label.width, label.height)


def _meets(box: Box, others: Sequence[shapely.Geometry]) -> bool:
    shape = _to_shape(box)
    return any(shape.intersects(other) for other in others)


def _to_shape(box: Box, air: float = 0) -> shapely.Polygon:
    return shapely.box(box.left + air, box.top + air, box.right - air, box.bottom - air)


def _add_callout(
    shapes: Any, scene: Scene, spot: Spot, taken: Sequence[shapely.Geometry]
) -> shapely.Geometry:
    """A tag beside a district too small for its label, and a line to it."""
    label = _lay_out_tag(spot)
    focus = shapely.union_all([scene.districts[other] for other in scene.picture.focus])
    boxes = _list_around(spot.at, label, CALLOUT_REACH_IN, CALLOUT_ANGLES)
    box = next((b for b in boxes if not _meets(b, [*taken, focus])), boxes[0])
    end = (box.left + box.width / 2, box.top + box.height / 2)
    _add_tag(shapes, label, box, [(spot.at.x, spot.at.y), end], spot.name, MAP_LIGHT["selection"])
    return _to_shape(box)


def _add_asides(
    shapes: Any, scene: Scene, spots: Sequence[Spot], taken: Sequence[shapely.Geometry]
) -> None:
    """Tags in the white around the region, each with a line that crosses no other tag or line.

    The district with the fewest places left chooses first.
    """
    region = shapely.union_all(list(scene.districts.values()))
    shapely.prepare(region)
    west, north, east, south = region.bounds
    room = shapely.box(west, north + ASIDE_TOP * (south - north), east, south)
    free = {
        spot.code: [
            (label, box, shapely.shortest_line(spot.at, _to_shape(box)), spot.name)
            for box in _list_around(spot.at, label, ASIDE_REACH_IN, ASIDE_ANGLES)
            if room.covers(_to_shape(box)) and not region.intersects(_to_shape(box))
        ]
        for spot, label in ((spot, _lay_out_tag(spot)) for spot in spots)
    }
    blocked = list(taken)
    while free:
        free = {
            code: [a for a in asides if not _meets_any(_to_shape(a[1]), a[2], blocked)]
            for code, asides in free.items()
        }
        code = min(free, key=lambda code: len(free[code]))
        for label, box, line, name in free.pop(code)[:1]:
            points = [(float(x), float(y)) for x, y in shapely.get_coordinates(line)]
            _add_tag(shapes, label, box, points, name, LIGHT["outline"])
            blocked += [_to_shape(box), line]


def _meets_any(
    shape: shapely.Geometry, line: shapely.Geometry, others: Sequence[shapely.Geometry]
) -> bool:
    return any(shape.intersects(other) or line.intersects(other) for other in others)


def _lay_out_tag(spot: Spot) -> Label:
    """Name and value beside each other, with air around them."""
    label = _lay_out(spot, LIGHT["ink"])[-1]
    air = 2 * CALLOUT_AIR_IN
    return Label(label.lines, label.width + air, label.height + air)


def _list_around(
    centre: shapely.Point, label: Label, reaches: Iterable[float], angles: Iterable[int]
) -> list[Box]:
    return [
        Box(
            centre.x + reach * math.cos(math.radians(angle)) - label.width / 2,
            centre.y + reach * math.sin(math.radians(angle)) - label.height / 2,
            label.width,
            label.height,
        )
        for reach in reaches
        for angle in angles
    ]


def _add_tag(
    shapes: Any,
    label: Label,
    box: Box,
    points: Sequence[tuple[float, float]],
    name: str,
    colour: str,
) -> None:
    """A tag, and the line from its district to it."""
    line = add_freeform(shapes, [points], name, closed=False)
    paint(line, None)
    outline(line, LIGHT["ink"], 1)
    tag = add_shape(shapes, MSO_SHAPE.RECTANGLE, box, name)
    paint(tag, LIGHT["card"])
    outline(tag, colour, 1.5)
    fill_text(tag.text_frame, label.lines, PP_ALIGN.CENTER, MSO_ANCHOR.MIDDLE)
