"""Names and values on a slide's map: in the district, or beside the region with a line to it."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import shapely
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN

from components.documents.powerpoint.frame import Frame
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
from components.map.picture import Picture, Tint, Value
from components.texts import Texts
from components.theme import LIGHT, SELECTION
from components.words.units import name_on_map
from geo.model import Model

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


def add_labels(
    shapes: Any,
    frame: Frame,
    model: Model,
    picture: Picture,
    badges: Sequence[shapely.Geometry],
    t: Texts,
) -> None:
    """Focus first, then the districts with the most room; those without stand beside the region.

    `badges`: what else is drawn on the map, which labels keep clear of.
    """
    spots = model.region.labels
    centres = dict(
        zip(spots.index, frame.project(shapely.points(spots[["lon", "lat"]])), strict=True)
    )
    by_room = spots["room_m"].sort_values(ascending=False).index
    covered = shapely.union_all(list(badges))
    shapely.prepare(covered)
    taken: list[shapely.Geometry] = []
    crowded: dict[str, str] = {}
    for code in sorted(by_room, key=lambda code: code not in picture.focus):
        name = name_on_map(model, code, t)
        layouts = _lay_out(name, picture.values[code])
        found = _find_place(frame.outlines[code], centres[code], layouts, taken, covered)
        if found:
            _add_label(shapes, *found, picture, code, name)
            taken.append(_to_shape(found[1]))
        else:
            crowded[code] = name
    for code in [code for code in crowded if code in picture.focus]:
        name = crowded.pop(code)
        taken.append(_add_callout(shapes, frame, centres[code], name, picture, code, taken))
    if len(crowded) <= MAX_ASIDE:
        _add_asides(shapes, frame, centres, crowded, picture, [*taken, *badges])


def _add_label(shapes: Any, label: Label, box: Box, picture: Picture, code: str, name: str) -> None:
    """A label, on a veil of its district's colour where a pattern runs below it."""
    align, middle = PP_ALIGN.CENTER, MSO_ANCHOR.MIDDLE
    shape = add_text(shapes, box, label.lines, name, align, middle, wraps=False)
    value = picture.values[code]
    tinted = [place.codes for place in picture.places if isinstance(place, Tint)]
    if value.hatched or any(code in codes for codes in tinted):
        paint(shape, value.fill, VEIL)


def _lay_out(name: str, value: Value) -> list[Label]:
    """The label in two lines, then in one, for districts that are long and low."""
    ink = LIGHT["ink"] if value.hatched else value.ink
    first, second = Type(NAME_PT, color=ink), Type(VALUE_PT, bold=True, color=ink)
    spans = [(name, first), (value.label, second)]
    widths = [measure_width(text, kind) + 0.04 for text, kind in spans]
    high, low = LEADING * (NAME_PT + VALUE_PT) / 72, LEADING * VALUE_PT / 72
    beside = [(f"{name} ", first), (value.label, second)]
    return [
        Label([[span] for span in spans], max(widths), high),
        Label([beside], sum(widths) + 0.06, low),
    ]


def _find_place(
    district: shapely.Geometry,
    centre: shapely.Point,
    layouts: Sequence[Label],
    taken: Sequence[shapely.Geometry],
    badges: shapely.Geometry,
) -> tuple[Label, Box] | None:
    """The first place inside the district that is clear of everything.

    Where badges leave none, the one that they cover least, if they only touch the label's edge.
    """
    shapely.prepare(district)
    best, least = None, MAX_COVER
    for label in layouts:
        for box in _list_boxes(centre, label):
            if not district.covers(_to_shape(box, LABEL_AIR_IN)) or _meets(box, taken):
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
    shapes: Any,
    frame: Frame,
    centre: shapely.Point,
    name: str,
    picture: Picture,
    code: str,
    taken: Sequence[shapely.Geometry],
) -> shapely.Geometry:
    """A tag beside a district too small for its label, and a line to it."""
    label = _lay_out_tag(name, picture.values[code])
    focus = shapely.union_all([frame.outlines[other] for other in picture.focus])
    boxes = _list_around(centre, label, CALLOUT_REACH_IN, CALLOUT_ANGLES)
    box = next((b for b in boxes if not _meets(b, [*taken, focus])), boxes[0])
    end = (box.left + box.width / 2, box.top + box.height / 2)
    _add_tag(shapes, label, box, [(centre.x, centre.y), end], name, SELECTION)
    return _to_shape(box)


def _add_asides(
    shapes: Any,
    frame: Frame,
    centres: Mapping[str, shapely.Point],
    names: Mapping[str, str],
    picture: Picture,
    taken: Sequence[shapely.Geometry],
) -> None:
    """Tags in the white around the region, each with a line that crosses no other tag or line.

    The district with the fewest places left chooses first.
    """
    region = shapely.union_all(list(frame.outlines.values()))
    shapely.prepare(region)
    west, north, east, south = region.bounds
    room = shapely.box(west, north + ASIDE_TOP * (south - north), east, south)
    white = [(code, _lay_out_tag(name, picture.values[code]), name) for code, name in names.items()]
    free = {
        code: [
            (label, box, shapely.shortest_line(centres[code], _to_shape(box)), name)
            for box in _list_around(centres[code], label, ASIDE_REACH_IN, ASIDE_ANGLES)
            if room.covers(_to_shape(box)) and not region.intersects(_to_shape(box))
        ]
        for code, label, name in white
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


def _lay_out_tag(name: str, value: Value) -> Label:
    """Name and value beside each other, with air around them."""
    label = _lay_out(name, replace(value, ink=LIGHT["ink"]))[1]
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
