"""The parts of a picture: districts, places as on the screen, and the legend.

Lengths are pixels of the picture; `map/assets/{places,boxes}.js` draw the same on screen.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely

from components.documents.picture.letters import (
    clean,
    measure_text,
    wrap_text,
    write_path,
    write_text,
)
from components.documents.plain_text import clean_text
from components.documents.scene import Scene, list_blocks
from components.map.picture import (
    BadgeRow,
    FillRow,
    Legend,
    PathRow,
    Place,
    Row,
    Symbol,
    TintRow,
)
from components.theme import (
    LIGHT,
    MAP_LIGHT,
    PAPER,
    PLACE_TONES,
)

TINT_LINE = f'stroke="{MAP_LIGHT["tint-line"]}" stroke-width="1.8"/>'
PATTERNS = (
    '<pattern id="hatch" width="12" height="12" patternUnits="userSpaceOnUse">'
    f'<rect width="12" height="12" fill="{MAP_LIGHT["zero"]}"/>'
    f'<path d="M-3 3L3 -3M0 12L12 0M9 15L15 9" stroke="{MAP_LIGHT["hatch"]}" stroke-width="1.6"/>'
    "</pattern>"
    '<pattern id="tint-0" width="14" height="14" patternUnits="userSpaceOnUse">'
    f'<circle cx="5" cy="5" r="1.9" fill="{MAP_LIGHT["tint"]}"/></pattern>'
    '<pattern id="tint-1" width="18" height="18" patternUnits="userSpaceOnUse">'
    f'<path d="M-3 3L3 -3M0 18L18 0M15 21L21 15" {TINT_LINE}</pattern>'
    '<pattern id="tint-2" width="18" height="18" patternUnits="userSpaceOnUse">'
    f'<path d="M3 3L11 11" {TINT_LINE}</pattern>'
)
BADGE = 28
SWATCH = (40, 24)
FULL_SIZE = 22
"""The letters beside a swatch that is not made smaller."""
MAX_COLUMN, COLUMN_GAP = 400, 56


def draw_districts(scene: Scene, prefix: str) -> str:
    """Each district, and the region's outline."""
    parts, values, shapes = [], scene.picture.values, scene.districts
    for code in sorted(shapes, key=lambda code: not values[code].hatched):
        value = values[code]
        edge = MAP_LIGHT["edge" if value.border else "border"]
        fill = MAP_LIGHT[value.fill]
        if value.hatched:
            fill, edge = "url(#hatch)", LIGHT["muted"]
        parts.append(
            f'<path class="{prefix}district-{clean(code)}" d="{write_path(shapes[code])}" '
            f'fill="{fill}" stroke="{edge}" stroke-width="2" stroke-linejoin="round">'
            f"<title>{clean(value.alt)}</title></path>"
        )
    return "".join(parts) + _outline(
        [shapely.union_all(list(shapes.values()))], MAP_LIGHT["edge"], 2.5
    )


def draw_focus(scene: Scene) -> str:
    """The districts spoken of, outlined; the white halo keeps the line clear of the fills."""
    chosen = [scene.districts[code] for code in scene.picture.focus if code in scene.districts]
    return _outline(chosen, PAPER, 11) + _outline(chosen, MAP_LIGHT["selection"], 6)


def _outline(shapes: Sequence[shapely.Geometry], color: str, width: float) -> str:
    look = f'fill="none" stroke="{color}" stroke-linejoin="round"'
    return "".join(f'<path d="{write_path(s)}" {look} stroke-width="{width}"/>' for s in shapes)


def draw_places(scene: Scene) -> tuple[str, str, list[shapely.Geometry]]:
    """What lies under the labels, the badges over them, and what labels should keep clear of."""
    under, taken = [], [path.shape for path in scene.paths]
    for tint in scene.tints:
        fill = f'fill="url(#tint-{tint.place.pattern})"'
        under.append(_name(tint.place, f'<path d="{write_path(tint.shape)}" {fill}/>'))
    for path in scene.paths:
        look = write_stroke(path.place.form, path.place.tone, path.place.dash)
        under.append(_name(path.place, f'<path d="{write_path(path.shape)}" {look}/>'))
    points = sorted(scene.points, key=lambda point: point.place.rank)
    badges = []
    for point, aside in zip(points, _spread([point.shape for point in points]), strict=True):
        if point.ring:
            under.append(_draw_ring(point.shape, point.ring))
        if shapely.intersects(shapely.box(*scene.frame.box), aside):
            leader = write_path(shapely.LineString([point.shape, aside]))
            line = f'<path d="{leader}" stroke="{LIGHT["ink"]}" stroke-width="1.5"/>'
            badge = draw_badge(point.place.symbol, aside.x, aside.y)
            badges.append(_name(point.place, line + badge))
            taken.append(aside.buffer(BADGE / 2 + 3))
    return "".join(under), "".join(badges), taken


def _draw_ring(at: shapely.Point, radius: float) -> str:
    circle = f'cx="{at.x:.1f}" cy="{at.y:.1f}" r="{radius:.1f}"'
    ink = MAP_LIGHT["doubt"]
    ring = f'fill="{ink}" fill-opacity=".06" stroke="{ink}" stroke-width="2"'
    return f'<circle {circle} {ring} stroke-dasharray="6 6"/>'


def _spread(spots: Sequence[shapely.Point]) -> list[shapely.Point]:
    """Badges pushed apart until they can be told apart; those at one point side by side."""
    at = shapely.get_coordinates(spots) + np.arange(len(spots))[:, None] * (1e-3, 0)
    for _ in range(80):
        gaps = at[:, None] - at[None]
        far = np.hypot(gaps[..., 0], gaps[..., 1]) + np.diag(np.full(len(at), np.inf))
        push = np.clip(BADGE + 3 - far, 0, None) / 2
        at = at + (gaps / far[..., None] * push[..., None]).sum(axis=1)
    return list(shapely.points(at))


def _name(place: Place, drawing: str) -> str:
    title = f"<title>{clean(place.card.name)}</title>"
    return f'<g class="{clean(place.css)}">{title}{drawing}</g>'


def write_stroke(form: str, tone: str, dash: str) -> str:
    """Colour, width and dashes of a line or an area."""
    color, width = MAP_LIGHT[f"stroke-{tone}"], 4.5 if tone == "plan" else 3
    longer = " ".join(f"{float(part) * 1.4:g}" for part in dash.split())
    cap = "round" if dash.startswith("1 ") else "butt"
    fill = f'fill="{color}" fill-opacity=".25"' if form == "area" else 'fill="none"'
    dashes = f' stroke-dasharray="{longer}"' if dash else ""
    return f'{fill} stroke="{color}" stroke-width="{width}" stroke-linecap="{cap}"{dashes}'


def draw_badge(symbol: Symbol, x: float, y: float) -> str:
    """Squares are sites, circles protected areas; the letter says the kind, the fill the tone."""
    fill, ink = PLACE_TONES[symbol.tone]
    edge = ink if fill == PAPER else LIGHT["ink"]
    dash = 'stroke-dasharray="4 3" stroke-width="2"' if symbol.dashed else 'stroke-width="1.5"'
    drawing = ""
    outer, inner = f'fill="{PAPER}" stroke="{edge}" {dash}', f'fill="{fill}"'
    for size, look in ((BADGE, outer), (BADGE - 5, inner)):
        corner = size / 2 if symbol.shape == "circle" else 4
        place = f'x="{x - size / 2:.1f}" y="{y - size / 2:.1f}" width="{size}" height="{size}"'
        drawing += f'<rect {place} rx="{corner:g}" {look}/>'
    letter = {"fill": ink, "text_anchor": "middle", "font_weight": "700"}
    return drawing + write_text(x, y + 6, symbol.glyph, 17, **letter)


Item = tuple[float, str, bool]
"""Height, drawing (nothing: the gap between two sections), and whether it heads what follows."""


def draw_legend(
    legend: Legend, width: float, height: float, size: float, count: int
) -> tuple[str, int] | None:
    """The legend in letters of `size` and `count` columns, and how many sections they part.

    None where it does not fit.
    """
    column = min((width - (count - 1) * COLUMN_GAP) / count, MAX_COLUMN)
    columns = _fill_columns(_list_items(legend, column, size), count, height)
    if columns is None:
        return None
    parts = []
    for number, items in enumerate(columns):
        y, x = 0.0, number * (column + COLUMN_GAP)
        for high, drawing, _ in items:
            parts.append(f'<g transform="translate({x:.1f} {y:.1f})">{drawing}</g>')
            y += high
    return "".join(parts), sum(not items[0][2] for items in columns[1:])


def _fill_columns(items: list[Item], count: int, height: float) -> list[list[Item]] | None:
    """The items in `count` columns of about one height; a heading never ends a column."""
    limit = sum(item[0] for item in items) / count
    while limit <= height:
        columns: list[list[Item]] = [[]]
        for number, item in enumerate(items):
            needed = item[0] + (items[number + 1][0] if item[2] else 0)
            if columns[-1] and sum(other[0] for other in columns[-1]) + needed > limit:
                columns.append([])
            columns[-1] += [item] if columns[-1] or item[1] else []
        if len(columns) <= count:
            return columns
        limit += 4
    return None


def _list_items(legend: Legend, width: float, size: float) -> list[Item]:
    items: list[Item] = []
    muted = {"fill": LIGHT["muted"]}
    for block in list_blocks(legend):
        lines = [
            _write_lines(block.title, width, size + 2, 0, font_weight="700"),
            _write_lines(block.head, width, size - 2, 0, **muted),
            *(_draw_row(row, width, size) for row in block.rows),
            _write_lines(block.note, width, size - 2, 8, **muted),
        ]
        items += [(size, "", False)] if items else []
        items += [item for item in lines if item[1]]
    return items


def _write_lines(text: str, width: float, size: float, gap: float, **look: str) -> Item:
    lines = wrap_text(text, width, size)
    drawn = [
        write_text(0, gap + size * (1.1 + 1.35 * row), line, size, **look)
        for row, line in enumerate(lines)
    ]
    return gap + size * (1.35 * len(lines) + 0.35), "".join(drawn), "font_weight" in look


def _draw_row(row: Row, width: float, size: float) -> Item:
    """Swatch, text, and at the right how many."""
    count, left = clean_text(row.count), (SWATCH[0] + 14) * size / FULL_SIZE
    lines = wrap_text(row.text, width - left - measure_text(count, size) - 14, size)
    height, high = max(1.65 * size, size * (1.25 * len(lines) + 0.45)), size * 1.25
    first = height / 2 + size * 0.36 - high * (len(lines) - 1) / 2
    texts = [write_text(left, first + high * n, line, size) for n, line in enumerate(lines)]
    end = {"fill": LIGHT["muted"], "text_anchor": "end"}
    texts.append(write_text(width, first, count, size, **end))
    small = size / FULL_SIZE
    swatch = f'<g transform="scale({small:.3f})">{_draw_swatch(row, height / 2 / small)}</g>'
    return height, swatch + "".join(texts), False


def _draw_swatch(row: Row, y: float) -> str:
    """What a legend row explains, `SWATCH` large, its middle at `y`."""
    wide, high = SWATCH
    place = f'x="1" y="{y - high / 2:.1f}" width="{wide - 2}" height="{high}"'
    match row:
        case BadgeRow():
            return draw_badge(row.symbol, wide / 2, y)
        case PathRow(kind="line"):
            return f'<path d="M0 {y:.1f}H{wide}" {write_stroke(row.kind, row.tone, row.dash)}/>'
        case PathRow():
            return f"<rect {place} {write_stroke(row.kind, row.tone, row.dash)}/>"
        case TintRow():
            fill = f"url(#tint-{row.style})"
        case FillRow():
            fill = "url(#hatch)" if row.kind == "open" else MAP_LIGHT[row.fill]
    edge = f'rx="4" stroke="{LIGHT["outline"]}" stroke-width="1.2"'
    return f'<rect {place} fill="{fill}" {edge}/>'
