"""Where a slide's map stands: the districts' outlines and every other shape, in inches."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import shapely

from components.documents.powerpoint.parts import Box
from geo.model import Model
from geo.region.boundaries import simplify_coverage

TOLERANCE_M = 300
"""A third of a point on a slide's map."""


@dataclass(frozen=True)
class Frame:
    """Where a map stands: `outlines` by district and `project`ed shapes, in inches on the slide."""

    box: Box
    outlines: dict[str, shapely.Geometry]
    scale: float
    west: float
    north: float
    crs: Any

    def project(self, shapes: Iterable[shapely.Geometry]) -> list[shapely.Geometry]:
        """WGS84 shapes, in the districts' equal-area projection."""
        projected = gpd.GeoSeries(list(shapes), crs="EPSG:4326").to_crs(self.crs)
        return [to_slide(shape, self.box, self.scale, self.west, self.north) for shape in projected]


def draw_outlines(model: Model) -> gpd.GeoSeries:
    """Outlines in metres, fine enough for a slide and small enough for a file."""
    return simplify_coverage(model.region.districts, TOLERANCE_M)


def fit_frame(outlines: gpd.GeoSeries, box: Box) -> Frame:
    """The largest map that fits into `box`, in its middle."""
    west, south, east, north = outlines.total_bounds
    scale = min(box.width / (east - west), box.height / (north - south))
    width, height = (east - west) * scale, (north - south) * scale
    left, top = box.left + (box.width - width) / 2, box.top + (box.height - height) / 2
    inner = Box(left, top, width, height)
    placed = {
        str(code): to_slide(shape, inner, scale, west, north) for code, shape in outlines.items()
    }
    return Frame(inner, placed, scale, west, north, outlines.crs)


def to_slide(
    shape: shapely.Geometry, box: Box, scale: float, west: float, north: float
) -> shapely.Geometry:
    """Metres to inches, north up."""

    def move(points: Any) -> Any:
        points[:, 0] = box.left + (points[:, 0] - west) * scale
        points[:, 1] = box.top + (north - points[:, 1]) * scale
        return points

    return shapely.transform(shape, move)


def list_rings(shape: shapely.Geometry) -> list[list[tuple[float, float]]]:
    """Every ring of a shape's polygons, holes too."""
    polygons = [part for part in shapely.get_parts(shape) if part.geom_type == "Polygon"]
    return [list(r.coords) for part in polygons for r in (part.exterior, *part.interiors)]
