"""Equal tiles: every party of a region as a square of one size, in rough geography.

Where the small are as large as the big, and a party without a polygon has its place too. The
positions are the region's own (`tiles.csv`), else laid by `lay_tiles`.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence

import geopandas as gpd
import pandas as pd
import shapely

from geo.packages.package import Package
from geo.packages.problems import Problem, raise_if_any

TILE_GAP = 0.03
"""Between two tiles, in their sides; the same in the map's script."""
MAX_ASPECT = 4
"""How many times wider than high, or higher than wide, the tiles may lie where districts do."""


def read_tiles(package: Package, parties: Sequence[str]) -> pd.DataFrame | None:
    """`col, row` by `unit_code`, both from 0, from the west and from the north; None where the
    region lists no file. Raises `DataError` where not every one of `parties` has a place of its
    own."""
    if not package.has("tiles"):
        return None
    tiles = package.read_table("tiles")
    raise_if_any(find_tile_problems(tiles, parties, package.label("tiles"), package.label("units")))
    places = tiles.set_index("unit_code")[["col", "row"]]
    return places - places.min()


def find_tile_problems(
    tiles: pd.DataFrame, parties: Sequence[str], file: str, units_file: str
) -> list[Problem]:
    """Codes that are no party's, parties without a tile, places far off and places given twice."""
    unknown = [
        Problem("unknown_code", file, row, "unit_code", code, {"where": "units.csv"})
        for row, code in tiles["unit_code"].items()
        if code not in set(parties)
    ]
    missing = [
        Problem("unused_code", units_file, None, "unit_code", code, {"where": file})
        for code in parties
        if code not in set(tiles["unit_code"])
    ]
    most = len(parties) - 1
    outside = [
        Problem("tile_outside", file, row, column, str(value), {"most": str(most)})
        for column in ("col", "row")
        for row, value in tiles[column].items()
        if not 0 <= value <= most
    ]
    first: dict[tuple[int, int], str] = {}
    taken = []
    for number, code, col, row in tiles[["unit_code", "col", "row"]].itertuples():
        other = first.setdefault((col, row), code)
        if other != code:
            details = {"other": other}
            taken.append(Problem("tile_taken", file, number, "col", f"{col}, {row}", details))
    return unknown + missing + outside + taken


def lay_tiles(points: pd.DataFrame) -> pd.DataFrame:
    """`col, row` by `unit_code`, as `read_tiles` gives them, from `points` (`lon, lat` in degrees).

    No two on one place. Nobody in a lower row lies north of anybody in a higher one, nor, within
    a row, east of anybody further to the right. Who has no point comes in the south-east corner.
    """
    known = points.dropna().sort_index()
    if known.empty:
        known = points.fillna(0.0)
    lengthen = math.cos(math.radians(known["lat"].mean()))
    wide = (known["lon"].max() - known["lon"].min()) * lengthen
    high = known["lat"].max() - known["lat"].min()
    columns = _count_columns(len(points), wide, high)
    rows = math.ceil(len(points) / columns)
    corner = {"lon": known["lon"].max(), "lat": known["lat"].min()}
    placed = points.fillna(corner).assign(nowhere=points.isna().any(axis=1), code=points.index)
    by_north = placed.sort_values(["lat", "nowhere", "lon", "code"], ascending=[False, *[True] * 3])
    ideal_rows = _scale(-by_north["lat"], rows)
    laid: dict[str, tuple[int, int]] = {}
    row_of = _share_out(ideal_rows, rows, most=columns, least=1)
    for row, members in by_north.assign(row=row_of).groupby("row"):
        by_west = members.sort_values(["lon", "nowhere", "code"])
        ideal = _scale(by_west["lon"], columns, (known["lon"].min(), known["lon"].max()))
        cols = _share_out(ideal, columns, most=1, least=0)
        laid |= {code: (col, row) for code, col in zip(by_west.index, cols, strict=True)}
    tiles = pd.DataFrame.from_dict(laid, orient="index", columns=["col", "row"])
    return tiles.loc[points.index].rename_axis(index="unit_code")


def outline_tiles(tiles: pd.DataFrame) -> gpd.GeoSeries:
    """The square of each party by `unit_code`, in sides of a tile, `TILE_GAP` between two; north is
    up."""
    west, north, half = tiles["col"].to_numpy(), -tiles["row"].to_numpy(), TILE_GAP / 2
    squares = shapely.box(west + half, north - 1 + half, west + 1 - half, north - half)
    return gpd.GeoSeries(squares, index=tiles.index)


def _count_columns(count: int, wide: float, high: float) -> int:
    """So many that a grid of `count` tiles is about as much wider than high as the region."""
    if wide and high:
        aspect = min(max(wide / high, 1 / MAX_ASPECT), MAX_ASPECT)
    else:
        aspect = MAX_ASPECT if wide else 1 / MAX_ASPECT if high else 1
    return min(max(round(math.sqrt(count * aspect)), 1), count)


def _scale(values: pd.Series, slots: int, ends: tuple[float, float] | None = None) -> list[float]:
    """Where in the slots 0 to `slots - 1` values between `ends` would lie, by default their own."""
    low, high = ends or (values.min(), values.max())
    if high == low:
        return [(slots - 1) / 2] * len(values)
    return [(value - low) / (high - low) * (slots - 1) for value in values]


def _share_out(ideal: Sequence[float], slots: int, *, most: int, least: int) -> list[int]:
    """The slot of each of `ideal`, which rises, so that slots rise too and the sum of squared
    differences is as small as can be; each slot holds `least` to `most` of them."""
    count = len(ideal)
    costs = [
        list(itertools.accumulate(((at - slot) ** 2 for at in ideal), initial=0.0))
        for slot in range(slots)
    ]
    # By slot and number of those placed up to it: the least cost, and how many came before it.
    best: list[dict[int, tuple[float, int]]] = [{0: (0.0, 0)}]
    for slot in range(slots):
        after: dict[int, tuple[float, int]] = {}
        for before, (cost, _) in best[-1].items():
            for end in range(before + least, min(before + most, count) + 1):
                total = cost + costs[slot][end] - costs[slot][before]
                if end not in after or total < after[end][0]:
                    after[end] = (total, before)
        best.append(after)
    slot_of: list[int] = []
    end = count
    for slot in reversed(range(slots)):
        before = best[slot + 1][end][1]
        slot_of = [slot] * (end - before) + slot_of
        end = before
    return slot_of
