"""Whether boundaries that call themselves WGS84 are, told by the known outlines of the same places.

Maps that are published in China are drawn in GCJ-02: WGS84 moved by some 300 to 700 m, otherwise at
every place. The formula is not official; it became public in 2013 and gives the shift within a few
metres. PROJ does not have it.
"""

from __future__ import annotations

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import shapely

from geo.packages.problems import DataError, Problem
from geo.region.boundaries import project_equal_area
from geo.region.building.source import list_counties, read_outlines

SEMI_MAJOR_M, ECCENTRICITY_2 = 6_378_245.0, 0.006_693_421_622_965_943
"""Of the ellipsoid of Krassowsky, which the formula uses."""
WEST, EAST, SOUTH, NORTH = 72.004, 137.8347, 0.8293, 55.8271
"""Outside of these nothing is moved."""
ROUNDS = 5
SAME_M = 300
"""Median distance up to which two outlines are of one place: surveys differ by up to 200 m."""
SHARES = np.arange(-5, 16) / 10
MOST_CERTAIN = 0.65
"""Of the way, on a scale on which two surveys in one datum lie within 0.2 of each other."""
MAX_POINTS = 2_000


@dataclass(frozen=True)
class Offset:
    """How an outline lies to the known one. `metres`: the median distance between them as the file
    says it; `undone_m`: the same when it is taken as GCJ-02; `share`: how much of the way from
    GCJ-02 back to WGS84 brings it nearest, 0 where it is WGS84 and 1 where it is GCJ-02."""

    metres: float
    undone_m: float
    share: float

    @property
    def is_known(self) -> bool:
        """Whether it is the same outline at all."""
        return min(self.metres, self.undone_m) < SAME_M

    @property
    def is_gcj02(self) -> bool:
        return self.is_known and self.share > MOST_CERTAIN

    @property
    def is_wgs84(self) -> bool:
        return self.is_known and self.share < 1 - MOST_CERTAIN


def settle_datum(
    outlines: gpd.GeoDataFrame, file: str, stated: str
) -> tuple[gpd.GeoDataFrame, Offset | None]:
    """`outlines` (`unit_code, geometry`) in WGS84, and how they lay to the known ones.

    `stated`: `wgs84` or `gcj02` where a person says it, else "". Raises `DataError` where they lie
    as GCJ-02 does and nobody says which it is, and where they are said to be GCJ-02 and are not.
    """
    offset = measure_offset(outlines)
    if offset and offset.is_gcj02 and not stated:
        details = {"metres": f"{offset.metres:.0f}", "left": f"{offset.undone_m:.0f}"}
        raise DataError([Problem("shifted_datum", file, details=details)])
    if stated != "gcj02":
        return outlines, offset
    if offset and offset.is_wgs84:
        details = {"metres": f"{offset.metres:.0f}", "left": f"{offset.undone_m:.0f}"}
        raise DataError([Problem("unshifted_datum", file, details=details)])
    return outlines.set_geometry(undo_gcj02(outlines.geometry)), offset


def measure_offset(outlines: gpd.GeoDataFrame) -> Offset | None:
    """None where no county is known there."""
    borders, known = _match(outlines)
    if known.empty:
        return None
    projected = project_equal_area(known)
    lines = shapely.union_all(shapely.boundary(projected.geometry.to_numpy()))
    shapely.prepare(lines)

    def project(points: np.ndarray) -> np.ndarray:
        placed = gpd.GeoSeries(shapely.points(points), crs=outlines.crs).to_crs(projected.crs)
        return shapely.get_coordinates(placed.to_numpy())

    given = _thin_out(borders)
    here, there = project(given), project(_undo(given))
    medians = [
        float(np.median(shapely.distance(shapely.points(here + share * (there - here)), lines)))
        for share in SHARES
    ]
    at = [*SHARES]
    best = at[int(np.argmin(medians))]
    return Offset(medians[at.index(0)], medians[at.index(1)], float(best))


def _match(outlines: gpd.GeoDataFrame) -> tuple[gpd.GeoSeries, gpd.GeoDataFrame]:
    """The borders of what is drawn, and the known counties that these must follow: those of the
    same codes, or whose townships they are by their codes; else those that lie there."""
    counties = {county.code for county in list_counties()}
    keys = outlines["unit_code"].str[:6]
    is_known = keys.isin(counties)
    if is_known.any():
        drawn = outlines[is_known].geometry.to_numpy()
        groups = [drawn[keys[is_known] == key] for key in keys[is_known].unique()]
        known = read_outlines([*keys[is_known].unique()])
    else:
        groups = [outlines.geometry.to_numpy()]
        everywhere = read_outlines([county.code for county in list_counties()])
        around = shapely.box(*outlines.total_bounds)
        known = everywhere[everywhere.intersects(around)].reset_index(drop=True)
    borders = [shapely.boundary(shapely.union_all(group)) for group in groups]
    return gpd.GeoSeries(borders, crs=outlines.crs), known


def _thin_out(borders: gpd.GeoSeries) -> np.ndarray:
    """Points of the borders, evenly apart, as many as tell a median."""
    lines = shapely.union_all(borders.to_numpy())
    points = shapely.get_coordinates(shapely.segmentize(lines, lines.length / MAX_POINTS))
    return points[:: len(points) // MAX_POINTS + 1]


def undo_gcj02(shapes: gpd.GeoSeries) -> gpd.GeoSeries:
    """Shapes in GCJ-02, in WGS84."""
    return gpd.GeoSeries(shapely.transform(shapes.to_numpy(), _undo), shapes.index, crs=shapes.crs)


def _undo(points: np.ndarray) -> np.ndarray:
    """Found by coming nearer, to less than a millimetre."""
    found = points
    for _ in range(ROUNDS):
        found = points - (apply_gcj02(found) - found)
    return found


def apply_gcj02(points: np.ndarray) -> np.ndarray:
    """Longitudes and latitudes of WGS84 as GCJ-02 has them."""
    lon, lat = points[:, 0], points[:, 1]
    x, y = lon - 105, lat - 35
    waves = (np.sin(6 * x * np.pi) + np.sin(2 * x * np.pi)) * 20
    east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * np.sqrt(np.abs(x))
    east += (waves + _wave(x, 20, 1, 40, 3) + _wave(x, 150, 12, 300, 30)) * 2 / 3
    north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * np.sqrt(np.abs(x))
    north += (waves + _wave(y, 20, 1, 40, 3) + _wave(y, 160, 12, 320, 30)) * 2 / 3
    angle = np.radians(lat)
    flat = 1 - ECCENTRICITY_2 * np.sin(angle) ** 2
    along = np.degrees(east / (SEMI_MAJOR_M / np.sqrt(flat) * np.cos(angle)))
    across = np.degrees(north / (SEMI_MAJOR_M * (1 - ECCENTRICITY_2) / flat**1.5))
    is_moved = (lon > WEST) & (lon < EAST) & (lat > SOUTH) & (lat < NORTH)
    return points + np.where(is_moved[:, None], np.column_stack([along, across]), 0)


def _wave(at: np.ndarray, high: float, long: float, higher: float, longer: float) -> np.ndarray:
    wave: np.ndarray = high * np.sin(at / long * np.pi) + higher * np.sin(at / longer * np.pi)
    return wave
