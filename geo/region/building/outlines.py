"""Outlines made a coverage: overlaps and slivers mended, and what the source draws apart named."""

from __future__ import annotations

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import shapely

from geo.packages.problems import raise_if_any
from geo.region.boundaries import (
    find_coverage_problems,
    find_overlapping,
    project_equal_area,
)

SLIVER_DEG = 0.0005
"""Widths below this (about 50 m) are flaws of the drawing: no gap between counties is so narrow."""


@dataclass(frozen=True)
class Outlines:
    """`mended`: m² that moved, by the code of each county whose outline was changed. `as_drawn`:
    codes and places of gaps that the source itself has, see `find_coverage_problems`."""

    districts: gpd.GeoDataFrame
    mended: dict[str, int]
    as_drawn: list[str]


def mend_outlines(districts: gpd.GeoDataFrame, file: str) -> Outlines:
    """`districts` (`unit_code, geometry`) as a coverage; raises `DataError` where it cannot be
    made one."""
    shapes = districts.geometry.to_numpy()
    whole = shapely.make_valid(shapes, method="structure", keep_collapsed=False)
    if not shapely.coverage_is_valid(whole) or _has_slivers(whole):
        whole = shapely.coverage_clean(whole, gap_width=SLIVER_DEG)
    is_changed = ~shapely.equals(shapes, whole)
    mended = districts.set_geometry(np.where(is_changed, whole, shapes))
    problems = find_coverage_problems(mended, file)
    # What overlaps even now is no gap, and nobody has drawn it so.
    broken = set(mended.loc[find_overlapping(mended), "unit_code"])
    raise_if_any(problem for problem in problems if problem.value in broken)
    as_drawn = sorted(problem.value or problem.details["where"] for problem in problems)
    return Outlines(mended, _measure_changes(districts, mended, is_changed), as_drawn)


def _has_slivers(shapes: np.ndarray) -> bool:
    """Whether between the shapes lie holes too narrow for another county."""
    rings = [r for part in shapely.get_parts(shapely.union_all(shapes)) for r in part.interiors]
    return any(
        shapely.maximum_inscribed_circle(shapely.Polygon(ring)).length < SLIVER_DEG
        for ring in rings
    )


def _measure_changes(
    before: gpd.GeoDataFrame, after: gpd.GeoDataFrame, is_changed: np.ndarray
) -> dict[str, int]:
    old = project_equal_area(before)[is_changed]
    new = after[is_changed].to_crs(old.crs)
    moved = shapely.area(
        shapely.symmetric_difference(
            shapely.make_valid(old.geometry.to_numpy()), new.geometry.to_numpy()
        )
    )
    return {code: round(area) for code, area in zip(old["unit_code"], moved, strict=True)}
