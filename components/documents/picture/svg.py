"""Any map as a picture for a slide: SVG drawn from the data, 1920 by 1080."""

from __future__ import annotations

from itertools import product

import geopandas as gpd
import shapely

from components.documents.picture.labels import draw_label, place_labels
from components.documents.picture.letters import (
    FONTS,
    Box,
    clean,
    measure_text,
    wrap_text,
    write_box,
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
from components.documents.scene import Frame, Scene, lay_out, lay_out_tiles
from components.map.picture import Legend, Picture
from components.texts import HTML_LANG
from components.theme import LIGHT
from components.words.source import Origin
from components.words.words import Words
from geo.region.boundaries import simplify_coverage

WIDTH, HEIGHT, MARGIN = 1920, 1080, 72
TITLE_SIZE, SOURCE_SIZE = 44, 18
MAX_SOURCE_LINES = 4
TOLERANCE_M, INSET_TOLERANCE_M = 200, 30
LEGEND_SIZES = (22, 20, 18, 16, 14, 12)
INSET_SHARES = (0.92, 0.82, 0.72, 0.62, 0.52, 0.42)
"""How much of the room beside the map the enlargement takes."""
CAPTION, LEGEND_GAP = 32, 36


def write_picture_svg(origin: Origin, picture: Picture, title: str, source: str) -> bytes:
    """The map with title, legend, source (its lines stay lines) and date; nothing from outside.

    Every district has its label on the map or in the enlargement.
    """
    words = origin.words
    t = words.t
    heading = wrap_text(title, WIDTH - 2 * MARGIN, TITLE_SIZE)[:2]
    footer, bottom = _draw_footer(source, origin)
    top = MARGIN + 60 * len(heading)
    box = (MARGIN, top, MARGIN + bottom - top, bottom)
    headings = [
        write_text(MARGIN, MARGIN + 30 + 58 * row, line, TITLE_SIZE, font_weight="700")
        for row, line in enumerate(heading)
    ]
    maps = _draw_maps(words, picture, box, (box[2] + 64, top, WIDTH - MARGIN, bottom))
    values = [value.alt for value in picture.values.values()]
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


def _draw_footer(source: str, origin: Origin) -> tuple[str, float]:
    """Source and date, and where the room above them ends."""
    t = origin.words.t
    date = clean_text(t("file.memo_fact", label=t("file.head_date"), value=origin.date))
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


def _draw_maps(words: Words, picture: Picture, box: Box, side: Box) -> str:
    """The region in `box`; in `side` the enlargement, and the legend below it."""
    if picture.shape == "tiles":
        main, _ = _draw_map(lay_out_tiles(words, picture, box), set(picture.values))
        return main + _move(_fit_legend(picture.legend, side, 0)[0], side[0], side[1])
    model = words.model
    districts, inset, labels = model.region.districts, model.region.inset, model.region.labels
    outlines = simplify_coverage(districts, TOLERANCE_M)
    frame, codes = Frame.fit(outlines.crs, outlines.total_bounds, box), set(outlines.index)
    scene = lay_out(words, picture, frame, outlines, labels)
    if inset is None:
        main, _ = _draw_map(scene, codes)
        return main + _move(_fit_legend(picture.legend, side, 0)[0], side[0], side[1])
    corners = gpd.GeoSeries([shapely.box(*inset.bounds)], crs=districts.crs).to_crs(outlines.crs)
    west, south, east, north = corners.total_bounds
    legend, width = _fit_legend(picture.legend, side, (north - south) / (east - west))
    top = side[1] + CAPTION
    bottom = top + width * (north - south) / (east - west)
    window = (side[0], top, side[0] + width, bottom)
    near = Frame.fit(outlines.crs, corners.total_bounds, window)
    fine = simplify_coverage(districts, INSET_TOLERANCE_M).intersection(corners.buffer(900).iloc[0])
    enlargement = lay_out(words, picture, near, fine, inset.labels)
    enlarged, done = _draw_map(enlargement, set(inset.codes), "inset-")
    edge = shapely.box(*frame.draw(corners.iloc[0]).bounds)
    main, _ = _draw_map(scene, codes - done, edge=edge)
    caption = write_text(side[0], side[1] + 20, words.t("map.inset"), 20, fill=LIGHT["muted"])
    line = f'fill="none" stroke="{LIGHT["muted"]}" stroke-width="1.8"'
    return (
        f'{main}<path d="{write_path(edge)}" {line}/>{caption}'
        f'<clipPath id="window"><rect {write_box(window)} rx="8"/></clipPath>'
        f'<g clip-path="url(#window)">{enlarged}</g><rect {write_box(window)} rx="8" {line}/>'
        f"{_move(legend, side[0], bottom + LEGEND_GAP)}"
    )


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
    scene: Scene, wanted: set[str], prefix: str = "", edge: shapely.Geometry | None = None
) -> tuple[str, set[str]]:
    """The map, and the districts that have a label on it, among them all `wanted`.

    Labels keep clear of `edge`, what is enlarged elsewhere.
    """
    under, badges, avoid = draw_places(scene)
    avoid += [edge] if edge else []
    must: set[str] = set()
    boxes = place_labels(scene.spots, must, scene.frame.box, avoid)
    while missing := wanted - boxes.keys() - must:
        must |= missing
        boxes = place_labels(scene.spots, must, scene.frame.box, avoid)
    placed = [(spot, boxes[spot.code]) for spot in scene.spots if spot.code in boxes]
    drawn = [draw_label(spot, box, halo=bool(scene.picture.places)) for spot, box in placed]
    base, focus = draw_districts(scene, prefix), draw_focus(scene)
    return f"<g>{base}{under}{focus}{''.join(drawn)}{badges}</g>", set(boxes)
