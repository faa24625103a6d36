"""Names and values on a slide's map, where they fit; a district in focus always has its label."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
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
from components.map.picture import Picture
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
    """Focus first, then the districts with the most room; a label in another's way is left out.

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
    crowded: list[tuple[str, str]] = []
    for code in sorted(by_room, key=lambda code: code not in picture.focus):
        name = name_on_map(model, code, t)
        layouts = _lay_out(name, picture.values[code])
        found = _find_place(frame.outlines[code], centres[code], layouts, taken, covered)
        if found:
            _add_label(shapes, *found, picture, code, name)
            taken.append(_to_shape(found[1]))
        elif code in picture.focus:
            crowded.append((code, name))
    for code, name in crowded:
        taken.append(_add_callout(shapes, frame, centres[code], name, picture, code, taken))


def _add_label(shapes: Any, label: Label, box: Box, picture: Picture, code: str, name: str) -> None:
    """A label, on a veil of its district's colour where a pattern runs below it."""
    align, middle = PP_ALIGN.CENTER, MSO_ANCHOR.MIDDLE
    shape = add_text(shapes, box, label.lines, name, align, middle, wraps=False)
    value = picture.values[code]
    tinted = [place["codes"] for place in picture.places if place["form"] == "tint"]
    if value["hatched"] or any(code in codes for codes in tinted):
        paint(shape, value["fill"], VEIL)


def _lay_out(name: str, value: dict[str, Any]) -> list[Label]:
    """The label in two lines, then in one, for districts that are long and low."""
    ink = LIGHT["ink"] if value["hatched"] else value["ink"]
    first, second = Type(NAME_PT, color=ink), Type(VALUE_PT, bold=True, color=ink)
    spans = [(name, first), (value["label"], second)]
    widths = [measure_width(text, kind) + 0.04 for text, kind in spans]
    high, low = LEADING * (NAME_PT + VALUE_PT) / 72, LEADING * VALUE_PT / 72
    beside = [(f"{name} ", first), (value["label"], second)]
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
    value = {**picture.values[code], "ink": LIGHT["ink"]}
    label = _lay_out(name, value)[1]
    width, height = label.width + 2 * CALLOUT_AIR_IN, label.height + 2 * CALLOUT_AIR_IN
    focus = shapely.union_all([frame.outlines[other] for other in picture.focus])
    boxes = [
        Box(
            centre.x + reach * math.cos(math.radians(angle)) - width / 2,
            centre.y + reach * math.sin(math.radians(angle)) - height / 2,
            width,
            height,
        )
        for reach in CALLOUT_REACH_IN
        for angle in CALLOUT_ANGLES
    ]
    box = next((b for b in boxes if not _meets(b, [*taken, focus])), boxes[0])
    end = (box.left + width / 2, box.top + height / 2)
    line = add_freeform(shapes, [[(centre.x, centre.y), end]], name, closed=False)
    paint(line, None)
    outline(line, LIGHT["ink"], 1)
    tag = add_shape(shapes, MSO_SHAPE.RECTANGLE, box, name)
    paint(tag, LIGHT["card"])
    outline(tag, SELECTION, 1.5)
    fill_text(tag.text_frame, label.lines, PP_ALIGN.CENTER, MSO_ANCHOR.MIDDLE)
    return _to_shape(box)
