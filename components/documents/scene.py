"""A picture laid out in a frame, for SVG and PowerPoint: where everything of it lies.

Each then finds room for its labels, badges and legend by itself: the SVG must name every district
and has an enlargement for it, while a slide's shapes are moved by hand and its legend stands in the
map's free corners. Their texts are measured apart too, each for the fonts it names.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import geopandas as gpd
import pandas as pd
import shapely

from components.map.picture import Legend, Path, Picture, Place, Point, Row, Tint, Value
from components.words.units import name_on_map
from components.words.words import Words
from geo.region.tiles import outline_tiles

AnyPlace = TypeVar("AnyPlace", bound=Place)


@dataclass(frozen=True)
class Frame:
    """Metres in the projection `crs`, or sides of a tile where there is none, to pixels or inches;
    `box` (left, top, right, bottom) is filled."""

    crs: Any | None
    west: float
    north: float
    scale: float
    box: tuple[float, float, float, float]

    @classmethod
    def fit(cls, crs: Any, bounds: Sequence[float], box: tuple[float, ...]) -> Frame:
        """`bounds` (west, south, east, north) as large as `box` allows, centred."""
        west, south, east, north = bounds
        left, top, right, bottom = box
        scale = min((right - left) / (east - west), (bottom - top) / (north - south))
        wide = (right - left - (east - west) * scale) / 2
        high = (bottom - top - (north - south) * scale) / 2
        corner = west - (left + wide) / scale, north + (top + high) / scale
        return cls(crs, *corner, scale, (left, top, right, bottom))

    def draw(self, shape: shapely.Geometry) -> shapely.Geometry:
        """A shape given in metres or sides."""
        return shapely.transform(
            shape, lambda xy: (xy - (self.west, self.north)) * (self.scale, -self.scale)
        )

    def locate(self, shapes: Sequence[shapely.Geometry]) -> list[shapely.Geometry]:
        """Shapes given in longitude and latitude; among tiles, in sides."""
        if self.crs is None:
            return [self.draw(shape) for shape in shapes]
        projected = gpd.GeoSeries(list(shapes), crs="EPSG:4326").to_crs(self.crs)
        return [self.draw(shape) for shape in projected]


def list_rings(shape: shapely.Geometry) -> list[list[tuple[float, float]]]:
    """Every ring of a shape's polygons, holes too."""
    polygons = [part for part in shapely.get_parts(shape) if part.geom_type == "Polygon"]
    return [list(r.coords) for part in polygons for r in (part.exterior, *part.interiors)]


@dataclass(frozen=True)
class Spot:
    """A district that wants a label: where it is, how much `room` it has and what of it is seen."""

    code: str
    name: str
    value: Value
    at: shapely.Point
    room: float
    shape: shapely.Geometry


@dataclass(frozen=True)
class Located(Generic[AnyPlace]):
    """A place in the frame: a path, the point of a badge, the districts under a tint.

    `ring`: how far it may lie from its point.
    """

    place: AnyPlace
    shape: shapely.Geometry
    ring: float = 0


@dataclass(frozen=True)
class Scene:
    """A picture in `frame`: districts by code, what is to be written on them, places by form."""

    picture: Picture
    frame: Frame
    districts: Mapping[str, shapely.Geometry]
    spots: Sequence[Spot]
    tints: Sequence[Located[Tint]]
    paths: Sequence[Located[Path]]
    points: Sequence[Located[Point]]


def lay_out(
    words: Words, picture: Picture, frame: Frame, outlines: gpd.GeoSeries, labels: pd.DataFrame
) -> Scene:
    """`outlines`: the districts' in metres; `labels`: see `geo.region.boundaries.place_labels`."""
    districts = {
        str(code): frame.draw(shape) for code, shape in outlines.items() if not shape.is_empty
    }
    return Scene(
        picture,
        frame,
        districts,
        _locate_spots(words, picture, frame, districts, labels),
        _locate_tints(picture, districts),
        _locate_paths(picture, frame),
        _locate_points(picture, frame),
    )


def lay_out_tiles(words: Words, picture: Picture, box: tuple[float, ...]) -> Scene:
    """A picture of equal tiles, as large as `box` allows."""
    tiles = words.model.region.tiles
    outlines = outline_tiles(tiles)
    middles = {"lon": outlines.centroid.x, "lat": outlines.centroid.y, "room_m": 0.5}
    labels = pd.DataFrame(middles, index=tiles.index)
    frame = Frame.fit(None, outlines.total_bounds, box)
    return lay_out(words, picture, frame, outlines, labels)


def _locate_spots(
    words: Words,
    picture: Picture,
    frame: Frame,
    districts: Mapping[str, shapely.Geometry],
    labels: pd.DataFrame,
) -> list[Spot]:
    window = shapely.box(*frame.box)
    points = frame.locate(gpd.points_from_xy(labels["lon"], labels["lat"]))
    return [
        Spot(
            code,
            name_on_map(words, code),
            picture.values[code],
            point,
            room * frame.scale,
            shapely.intersection(districts[code], window),
        )
        for code, point, room in zip(labels.index, points, labels["room_m"], strict=True)
    ]


def _locate_tints(
    picture: Picture, districts: Mapping[str, shapely.Geometry]
) -> list[Located[Tint]]:
    tints = [place for place in picture.places if isinstance(place, Tint)]
    covered = [[districts[code] for code in tint.codes if code in districts] for tint in tints]
    return [
        Located(tint, shapely.multipolygons(shapely.get_parts(shapes)))
        for tint, shapes in zip(tints, covered, strict=True)
    ]


def _locate_paths(picture: Picture, frame: Frame) -> list[Located[Path]]:
    paths = [place for place in picture.places if isinstance(place, Path)]
    shapes = frame.locate([shapely.geometry.shape(place.shape) for place in paths])
    return [Located(place, shape) for place, shape in zip(paths, shapes, strict=True)]


def _locate_points(picture: Picture, frame: Frame) -> list[Located[Point]]:
    points = [place for place in picture.places if isinstance(place, Point)]
    spots = frame.locate([shapely.Point(place.at) for place in points])
    return [
        Located(place, spot, place.ring_m * frame.scale)
        for place, spot in zip(points, spots, strict=True)
    ]


@dataclass(frozen=True)
class Block:
    """A part of the legend as it is read: `head` above its rows, `note` below them."""

    title: str
    head: str
    rows: Sequence[Row]
    note: str


def list_blocks(legend: Legend) -> list[Block]:
    """The districts' own and those of the places, as far as they have rows."""
    blocks = [
        Block(legend.title, legend.note, legend.rows, legend.extra),
        *(Block(part.title, "", part.rows, part.note) for part in legend.sections),
    ]
    return [block for block in blocks if block.rows]
