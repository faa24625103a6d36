"""The legend of a slide's map, in the free corners beside the outlines or below them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import shapely
from pptx.enum.shapes import MSO_SHAPE

from components.documents.powerpoint.parts import (
    QUIET,
    Box,
    Span,
    Type,
    add_freeform,
    add_shape,
    add_text,
    count_lines,
    group_since,
    hatch,
    measure_height,
    outline,
    paint,
)
from components.documents.powerpoint.places import add_badge, add_tint, read_dash
from components.documents.scene import Block, Scene, list_blocks
from components.map.picture import (
    BadgeRow,
    FillRow,
    Legend,
    PathRow,
    Row,
    TintRow,
)
from components.texts import Texts
from components.theme import (
    LIGHT,
    MAP_LIGHT,
)

SMALL, LARGE = (12, 10.5, 11), (14, 11, 13)
"""Points of titles, notes and rows: with the places' sections, and without."""
SWATCH_IN, INDENT_IN = 0.26, 0.36
MIN_WIDTH_IN = 1.35
AIR_IN, LINE_AIR_IN = 0.13, 0.015
SPARE_IN = 0.1
"""Of the air beside a line, what a font wider than measured may take."""


@dataclass(frozen=True)
class Line:
    """One entry: a title, a note, or a row with its swatch; `starts` a block."""

    spans: list[Span]
    row: Row | None = None
    starts: bool = False

    @property
    def text(self) -> str:
        return "".join(text for text, _ in self.spans)

    def measure(self, width: float) -> float:
        room = width - (INDENT_IN if self.row else 0)
        return measure_height(self.text, self.spans[0][1], room) + LINE_AIR_IN


@dataclass(frozen=True)
class Slot:
    """Room for a part of the legend; `find_width(top, bottom)` is what is free between them."""

    left: float
    top: float
    bottom: float
    find_width: Callable[[float, float], float]


def make_column(box: Box) -> Slot:
    return Slot(box.left, box.top, box.bottom, lambda top, bottom: box.width)


def find_corners(scene: Scene, left: float, top: float, right: float, bottom: float) -> list[Slot]:
    """The free corners of the map: at the top left, then at the bottom right."""
    land = shapely.union_all(list(scene.districts.values()))
    west, north, east, south = land.bounds

    def cut(upper: float, lower: float) -> tuple[float, float] | None:
        part = land.intersection(shapely.box(left - 9, upper, right + 9, lower))
        return None if part.is_empty else (part.bounds[0], part.bounds[2])

    def find_left(upper: float, lower: float) -> float:
        edges = cut(upper, lower)
        return (edges[0] if edges else (west + east) / 2) - AIR_IN - left

    corner_top = bottom - (south - north) / 3
    edges = cut(corner_top, bottom)
    corner_left = (edges[1] if edges else west) + AIR_IN
    corner = Box(corner_left, corner_top, right - corner_left, bottom - corner_top)
    return [Slot(left, top, (north + south) / 2, find_left), make_column(corner)]


def add_legend(shapes: Any, legend: Legend, slots: Sequence[Slot], t: Texts) -> None:
    """The lines from slot to slot; a block stays whole where a slot has room for it."""
    blocks = list_blocks(legend)
    if not blocks:
        return
    sizes = SMALL if legend.sections else LARGE
    count, tops = len(shapes), [slot.top for slot in slots]
    for block in blocks:
        lines = _list_lines(block, sizes)
        parts = [lines] if _find_slot(lines, slots, tops) is not None else [[x] for x in lines]
        for part in parts:
            number = _find_slot(part, slots, tops)
            if number is None:
                number = len(slots) - 1
            for line in part:
                tops[number] = _add_line(shapes, line, slots[number], tops[number])
    group_since(shapes, count, t("file.legend_group"))


def _list_lines(block: Block, sizes: tuple[float, float, float]) -> list[Line]:
    title, note, row = sizes
    quiet, text, count = Type(note, color=QUIET), Type(row), Type(row, color=QUIET)
    lines = [
        Line([(block.title, Type(title, bold=True))], starts=True),
        Line([(block.head, quiet)]),
        *(Line([(r.text, text), (f"   {r.count}", count)], r) for r in block.rows),
        Line([(block.note, quiet)]),
    ]
    return [line for line in lines if line.text]


def _find_slot(part: Sequence[Line], slots: Sequence[Slot], tops: Sequence[float]) -> int | None:
    """The first slot that holds all of `part`."""
    for number, slot in enumerate(slots):
        top = tops[number] + (AIR_IN if part[0].starts and tops[number] > slot.top else 0)
        for line in part:
            width, height = _fit(line, slot, top)
            top += height
            if width < MIN_WIDTH_IN or top > slot.bottom:
                break
        else:
            return number
    return None


def _fit(line: Line, slot: Slot, top: float) -> tuple[float, float]:
    """Width and height of a line at `top`; where it wraps, less may be free further down."""
    height = line.measure(9)
    for _ in range(3):
        width = slot.find_width(top, top + height)
        height = line.measure(max(width, MIN_WIDTH_IN))
    return slot.find_width(top, top + height), height


def _add_line(shapes: Any, line: Line, slot: Slot, top: float) -> float:
    """Draw a line; the top of the next one."""
    top += AIR_IN if line.starts and top > slot.top else 0
    width, height = _fit(line, slot, top)
    indent = INDENT_IN if line.row else 0
    room = max(width, MIN_WIDTH_IN) - indent
    single = line.measure(9)
    # A row too long for one line breaks before its count.
    breaks = line.row and height > single and count_lines(*line.spans[0], room) == 1
    lines = [[span] for span in line.spans] if breaks else [line.spans]
    add_text(shapes, Box(slot.left + indent, top, room + SPARE_IN, height), lines, line.text)
    if line.row:
        add_swatch(shapes, line.row, slot.left, top + single / 2, line.text)
    return top + height


def add_swatch(shapes: Any, row: Row, left: float, middle: float, name: str) -> None:
    """What a legend row shows: a fill, a badge, a line, an area or a tint."""
    box = Box(left, middle - 0.075, SWATCH_IN, 0.15)
    area = shapely.box(box.left, box.top, box.right, box.bottom)
    match row:
        case BadgeRow():
            add_badge(shapes, row.symbol, left + SWATCH_IN / 2, middle, name)
        case PathRow(kind="line"):
            _add_stroke(shapes, [(box.left, middle), (box.right, middle)], row, name)
        case PathRow():
            _add_stroke(shapes, list(area.exterior.coords), row, name)
        case TintRow():
            ground = _add_ground(shapes, box, MAP_LIGHT["zero"], name)
            outline(ground, LIGHT["outline"], 0.75)
            add_tint(shapes, area, int(row.style), name)
        case FillRow():
            fill = _add_ground(shapes, box, MAP_LIGHT[row.fill], name)
            if row.kind == "open":
                hatch(fill)
            outline(fill, None if row.kind == "class" else LIGHT["outline"], 0.75)


def _add_stroke(shapes: Any, points: list[tuple[float, float]], row: PathRow, name: str) -> None:
    is_area, color = row.kind == "area", MAP_LIGHT[f"stroke-{row.tone}"]
    shape = add_freeform(shapes, [points], name, closed=is_area)
    paint(shape, color if is_area else None, 0.25)
    outline(shape, color, 2 if row.tone == "plan" else 1.2, read_dash(row.dash))


def _add_ground(shapes: Any, box: Box, fill: str, name: str) -> Any:
    shape = add_shape(shapes, MSO_SHAPE.RECTANGLE, box, name)
    paint(shape, fill)
    return shape
