"""Any map as a picture for a slide: SVG drawn from the data, 1920 by 1080."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import product

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from components.documents.picture.letters import (
    FONTS,
    Frame,
    clean,
    measure_text,
    wrap_text,
    write_path,
    write_text,
)
from components.documents.picture.parts import (
    PATTERNS,
    draw_districts,
    draw_focus,
    draw_legend,
    draw_places,
)
from components.documents.plain_text import clean_text
from components.map.picture import Legend, Picture, Value
from components.texts import HTML_LANG, Texts
from components.theme import LIGHT
from components.words.source import write_date
from components.words.units import name_on_map
from geo.model import Model
from geo.region.boundaries import simplify_coverage

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in pixels."""
WIDTH, HEIGHT, MARGIN = 1920, 1080, 72
TITLE_SIZE, SOURCE_SIZE = 44, 18
MAX_SOURCE_LINES = 4
TOLERANCE_M, INSET_TOLERANCE_M = 200, 30
LEGEND_SIZES = (22, 20, 18, 16, 14, 12)
INSET_SHARES = (0.92, 0.82, 0.72, 0.62, 0.52, 0.42)
"""How much of the room beside the map the enlargement takes."""
CAPTION, LEGEND_GAP = 32, 36
NAME_SIZE, VALUE_SIZE = 22, 26
LABEL_HEIGHT = 56
LABEL_GAP = 4
STEPS = 81
"""Places tried in a row, closer to each other near the middle."""


@dataclass(frozen=True)
class Spot:
    """A district that wants a label: where it is, its `room` and what of it is visible.

    `must`: drawn in any case, over its border where it has to.
    """

    code: str
    name: str
    value: Value
    at: tuple[float, float]
    room: float
    shape: shapely.Geometry
    must: bool = False

    @property
    def width(self) -> float:
        wanted = measure_text(self.name, NAME_SIZE), measure_text(self.value.label, VALUE_SIZE)
        return max(wanted) + 2 * LABEL_GAP


def place_labels(
    spots: Sequence[Spot], within: Box, avoid: Sequence[shapely.Geometry]
) -> dict[str, Box]:
    """The box of every label that has a place, by code; no two of them meet.

    Labels keep inside their district and clear of `avoid` where there is room, else off the map.
    """
    boxes: dict[str, Box] = {}
    kept, region = shapely.STRtree(list(avoid)), shapely.union_all([spot.shape for spot in spots])
    shapely.prepare(region)
    for spot in sorted(spots, key=lambda spot: not spot.must):
        others = shapely.union_all([shapely.box(*box) for box in boxes.values()])
        box = _choose_box(spot, shapely.box(*within), others, kept, region)
        if box:
            boxes[spot.code] = box
    return boxes


def _choose_box(
    spot: Spot,
    within: shapely.Geometry,
    taken: shapely.Geometry,
    kept: shapely.STRtree,
    region: shapely.Geometry,
) -> Box | None:
    """The nearest free box; one that must be drawn may lie anywhere `within`."""
    west, north, east, south = within.bounds
    reach = max(east - west, south - north) if spot.must else 2 * spot.room
    steps = reach * np.linspace(-1, 1, STEPS) * np.abs(np.linspace(-1, 1, STEPS)) ** 0.5
    dx, dy = (grid.ravel() for grid in np.meshgrid(steps, steps))
    nearest = np.argsort(np.hypot(dx, dy), kind="stable")
    x, y = spot.at[0] + dx[nearest], spot.at[1] + dy[nearest]
    wide, high = spot.width / 2, LABEL_HEIGHT / 2
    boxes = shapely.box(x - wide, y - high, x + wide, y + high)
    boxes = boxes[shapely.covers(within, boxes) & ~shapely.intersects(taken, boxes)]
    shapely.prepare(spot.shape)
    clear = np.full(len(boxes), True)
    clear[kept.query(boxes, predicate="intersects")[0]] = False
    inside = shapely.covers(spot.shape, boxes)
    wishes = [clear & inside]
    if spot.must:
        over = shapely.covers(spot.shape, shapely.centroid(boxes))
        off = ~shapely.intersects(region, boxes)
        wishes += [clear & over, clear & off, over, np.full(len(boxes), True)]
    found = next((wish for wish in wishes if wish.any()), None)
    return None if found is None else tuple(shapely.bounds(boxes[np.argmax(found)]).tolist())


def draw_label(spot: Spot, box: Box, *, halo: bool) -> str:
    """Name over value; a leader to the district where the label stands outside of it."""
    x, parts = (box[0] + box[2]) / 2, []
    is_outside = not shapely.intersects(spot.shape, shapely.Point(x, (box[1] + box[3]) / 2))
    if is_outside:
        to = shapely.shortest_line(shapely.box(*box), shapely.Point(spot.at))
        parts.append(f'<path d="{write_path(to)}" stroke="{LIGHT["ink"]}" stroke-width="1.5"/>')
    fill, ink = clean(spot.value.fill), spot.value.ink
    lines: tuple[tuple[str, float, float, dict[str, str]], ...] = (
        (spot.name, box[1] + 23, NAME_SIZE, {}),
        (spot.value.label, box[1] + 49, VALUE_SIZE, {"font_weight": "700"}),
    )
    if spot.value.hatched or is_outside:
        parts.append(f'<rect {_place(box)} rx="4" fill="{fill}"/>')
    elif halo or not shapely.covers(spot.shape, shapely.box(*box)):
        # A second text below the first: `paint-order` is unknown to some office programs.
        edge = {"stroke": spot.value.fill, "stroke_width": "7", "stroke_linejoin": "round"}
        hidden = {"class": "halo", "aria_hidden": "true", "text_anchor": "middle"}
        for text, y, size, weight in lines:
            parts.append(
                write_text(x, y, text, size, fill=spot.value.fill, **edge, **hidden, **weight)
            )
    for text, y, size, weight in lines:
        parts.append(write_text(x, y, text, size, fill=ink, text_anchor="middle", **weight))
    return f'<g class="label-{clean(spot.code)}">{"".join(parts)}</g>'


def write_picture_svg(
    model: Model, picture: Picture, title: str, source: str, t: Texts, today: datetime.date
) -> bytes:
    """The map with title, legend, source (its lines stay lines) and date; nothing from outside.

    Every district has its label on the map or in the enlargement.
    """
    heading = wrap_text(title, WIDTH - 2 * MARGIN, TITLE_SIZE)[:2]
    footer, bottom = _draw_footer(source, t, today)
    top = MARGIN + 60 * len(heading)
    box = (MARGIN, top, MARGIN + bottom - top, bottom)
    headings = [
        write_text(MARGIN, MARGIN + 30 + 58 * row, line, TITLE_SIZE, font_weight="700")
        for row, line in enumerate(heading)
    ]
    maps = _draw_maps(model, picture, box, (box[2] + 64, top, WIDTH - MARGIN, bottom), t)
    values = [picture.values[code].alt for code in model.region.districts["unit_code"]]
    names = [place.card.name for place in picture.places]
    described = t("file.semicolon").join([*values, *names])
    page = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'width="{WIDTH}" height="{HEIGHT}" lang="{HTML_LANG[t.lang]}" role="img" '
        f'aria-labelledby="title desc" font-family="{FONTS}" fill="{LIGHT["ink"]}">'
        f'<title id="title">{clean(title)}</title><desc id="desc">{clean(described)}</desc>'
        f'<defs>{PATTERNS}</defs><rect width="{WIDTH}" height="{HEIGHT}" fill="{LIGHT["page"]}"/>'
        f"{''.join(headings)}{maps}{footer}</svg>"
    )
    return page.encode("utf-8")


def _draw_footer(source: str, t: Texts, today: datetime.date) -> tuple[str, float]:
    """Source and date, and where the room above them ends."""
    date = clean_text(t("file.memo_fact", label=t("file.head_date"), value=write_date(today, t)))
    room = WIDTH - 2 * MARGIN - measure_text(date, SOURCE_SIZE) - 40
    lines = [part for line in source.splitlines() for part in wrap_text(line, room, SOURCE_SIZE)]
    first = HEIGHT - 36 - 27 * (len(lines[:MAX_SOURCE_LINES]) - 1)
    muted = {"fill": LIGHT["muted"]}
    drawn = [
        write_text(MARGIN, first + 27 * row, line, SOURCE_SIZE, **muted)
        for row, line in enumerate(lines[:MAX_SOURCE_LINES])
    ]
    drawn.append(write_text(WIDTH - MARGIN, first, date, SOURCE_SIZE, **muted, text_anchor="end"))
    rule = f'<path d="M{MARGIN} {first - 34}H{WIDTH - MARGIN}" stroke="{LIGHT["line"]}"/>'
    return rule + "".join(drawn), first - 54


def _draw_maps(model: Model, picture: Picture, box: Box, side: Box, t: Texts) -> str:
    """The region in `box`; in `side` the enlargement, and the legend below it."""
    districts, inset, labels = model.region.districts, model.region.inset, model.region.labels
    outlines = simplify_coverage(districts, TOLERANCE_M)
    frame, codes = Frame.fit(outlines.crs, outlines.total_bounds, box), set(outlines.index)
    if inset is None:
        main, _ = _draw_map(model, picture, frame, outlines, labels, codes, t)
        return main + _move(_fit_legend(picture.legend, side, 0)[0], side[0], side[1])
    corners = gpd.GeoSeries([shapely.box(*inset.bounds)], crs=districts.crs).to_crs(outlines.crs)
    west, south, east, north = corners.total_bounds
    legend, width = _fit_legend(picture.legend, side, (north - south) / (east - west))
    top = side[1] + CAPTION
    bottom = top + width * (north - south) / (east - west)
    window = (side[0], top, side[0] + width, bottom)
    near, wanted = Frame.fit(outlines.crs, corners.total_bounds, window), set(inset.codes)
    fine = simplify_coverage(districts, INSET_TOLERANCE_M).intersection(corners.buffer(900).iloc[0])
    enlarged, done = _draw_map(model, picture, near, fine, inset.labels, wanted, t, "inset-")
    edge = shapely.box(*frame.draw(corners.iloc[0]).bounds)
    main, _ = _draw_map(model, picture, frame, outlines, labels, codes - done, t, edge=edge)
    caption = write_text(side[0], side[1] + 20, t("map.inset"), 20, fill=LIGHT["muted"])
    line = f'fill="none" stroke="{LIGHT["muted"]}" stroke-width="1.8"'
    return (
        f'{main}<path d="{write_path(edge)}" {line}/>{caption}'
        f'<clipPath id="window"><rect {_place(window)} rx="8"/></clipPath>'
        f'<g clip-path="url(#window)">{enlarged}</g><rect {_place(window)} rx="8" {line}/>'
        f"{_move(legend, side[0], bottom + LEGEND_GAP)}"
    )


def _place(box: Box) -> str:
    left, top, right, bottom = box
    return f'x="{left:.1f}" y="{top:.1f}" width="{right - left:.1f}" height="{bottom - top:.1f}"'


def _move(drawing: str, x: float, y: float) -> str:
    return f'<g transform="translate({x:.1f} {y:.1f})">{drawing}</g>'


def _fit_legend(legend: Legend, side: Box, aspect: float) -> tuple[str, float]:
    """The legend, and the width of the enlargement above it, `aspect` times as high as wide.

    Of all that fit, the one with large letters, a large enlargement and whole sections.
    """
    width, height = side[2] - side[0], side[3] - side[1]
    found: list[tuple[float, str, float]] = []
    for size, share, count in product(LEGEND_SIZES, INSET_SHARES, (1, 2, 3)):
        above = share * width * aspect + CAPTION + LEGEND_GAP if aspect else 0
        drawn = draw_legend(legend, width, height - above, size, count)
        if drawn is not None:
            cost = 2 * (LEGEND_SIZES[0] - size) + 10 * (1 - share) + count / 2 + 1.5 * drawn[1]
            found.append((cost, drawn[0], share * width))
    return min(found)[1:]


def _draw_map(
    model: Model,
    picture: Picture,
    frame: Frame,
    outlines: gpd.GeoSeries,
    labels: pd.DataFrame,
    wanted: set[str],
    t: Texts,
    prefix: str = "",
    edge: shapely.Geometry | None = None,
) -> tuple[str, set[str]]:
    """The map in `frame`, and the districts that have a label on it, among them all `wanted`.

    Labels keep clear of `edge`, what is enlarged elsewhere.
    """
    shapes = {code: frame.draw(shape) for code, shape in outlines.items() if not shape.is_empty}
    under, badges, avoid = draw_places(picture.places, frame, shapes)
    avoid += [edge] if edge else []
    points = frame.locate(gpd.points_from_xy(labels["lon"], labels["lat"]))
    spots = [
        Spot(
            code,
            name_on_map(model, code, t),
            picture.values[code],
            point.coords[0],
            room * frame.scale,
            shapely.intersection(shapes[code], shapely.box(*frame.box)),
        )
        for code, point, room in zip(labels.index, points, labels["room_m"], strict=True)
    ]
    boxes = place_labels(spots, frame.box, avoid)
    while missing := wanted - boxes.keys() - {spot.code for spot in spots if spot.must}:
        spots = [replace(spot, must=spot.must or spot.code in missing) for spot in spots]
        boxes = place_labels(spots, frame.box, avoid)
    placed = [(spot, boxes[spot.code]) for spot in spots if spot.code in boxes]
    drawn = [draw_label(spot, box, halo=bool(picture.places)) for spot, box in placed]
    base, focus = draw_districts(picture, shapes, prefix), draw_focus(picture, shapes)
    return f"<g>{base}{under}{focus}{''.join(drawn)}{badges}</g>", set(boxes)
