"""The picture that every map shows, as one value: on the screen, in slides and in files.

The map's script gets it as JSON, see `write_json`; what belongs to JSON alone is spelt here.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from components.session.link import Shape

Geometry = dict[str, Any]
"""As GeoJSON, in longitude and latitude: the script takes it as it is."""


@dataclass(frozen=True, kw_only=True)
class Look:
    """How a district is drawn: its value on its colour, `fill`, by its name in `theme.MAP_LIGHT`.

    `hatched`: the plan leaves it open. `border`: a grey line, without which it would be lost.
    `edged`: the wording alone names it.
    """

    label: str
    fill: str
    hatched: bool
    border: bool = False
    edged: bool = False


@dataclass(frozen=True, kw_only=True)
class Value(Look):
    """A district's look, and the same in words."""

    alt: str


@dataclass(frozen=True)
class Card:
    """What is said of a district or a place while the pointer is down."""

    name: str
    zone: str
    lines: list[str]


@dataclass(frozen=True)
class Symbol:
    """A badge: squares are sites, circles protected areas; the letter says the kind."""

    shape: Literal["square", "circle"]
    glyph: str
    tone: str
    dashed: bool


@dataclass(frozen=True, kw_only=True)
class _Placed:
    """What all places have; `css`: the class of what is drawn, `rank`: the higher covers."""

    id: str
    css: str
    tone: str
    rank: int
    card: Card


@dataclass(frozen=True, kw_only=True)
class Tint(_Placed):
    """A work over whole districts: a pattern, by its number."""

    codes: Sequence[str]
    pattern: int
    form: Literal["tint"] = "tint"


@dataclass(frozen=True, kw_only=True)
class Path(_Placed):
    """A line or an area; `dash` as SVG has it."""

    form: Literal["line", "area"]
    shape: Geometry
    dash: str


@dataclass(frozen=True, kw_only=True)
class Point(_Placed):
    """A badge at a longitude and latitude, and a ring as wide as the doubt, if there is any."""

    at: tuple[float, float]
    ring_m: int
    symbol: Symbol
    form: Literal["point"] = "point"


Place = Tint | Path | Point


@dataclass(frozen=True, kw_only=True)
class _Row:
    """What all rows of the legend have; `names`: whom `count` counts."""

    key: str
    text: str
    count: str
    names: str


FillKind = Literal["class", "zero", "open", "none"]


@dataclass(frozen=True, kw_only=True)
class FillRow(_Row):
    """Districts drawn alike; `codes`: those that stand out while the row is pointed at."""

    kind: FillKind
    fill: str
    codes: Sequence[str] = ()


@dataclass(frozen=True, kw_only=True)
class BadgeRow(_Row):
    symbol: Symbol
    kind: Literal["badge"] = "badge"


@dataclass(frozen=True, kw_only=True)
class PathRow(_Row):
    kind: Literal["line", "area"]
    tone: str
    dash: str


@dataclass(frozen=True, kw_only=True)
class TintRow(_Row):
    """`style`: the number of the pattern."""

    style: str
    kind: Literal["tint"] = "tint"


Row = FillRow | BadgeRow | PathRow | TintRow


@dataclass(frozen=True)
class Section:
    """Rows under a title."""

    title: str
    note: str
    rows: Sequence[Row]


@dataclass(frozen=True)
class Legend(Section):
    """The districts' section with its two notes, and one for each layer of places."""

    extra: str = ""
    sections: Sequence[Section] = ()


@dataclass(frozen=True)
class Picture:
    """A map: `values` by district, what they mean, and the places drawn over them.

    `shape`: the districts by their boundaries, or every party as an equal tile, without places.

    `key` is equal for pictures that differ in focus only. `focus`: districts outlined, to which the
    map glides; all where empty. `place`: the one selected; `doubt`: where it may lie.
    """

    key: str
    values: Mapping[str, Value]
    legend: Legend
    places: Sequence[Place] = ()
    place: str | None = None
    doubt: Geometry | None = None
    focus: tuple[str, ...] = ()
    shape: Shape = "map"

    def outline(self, district: str | None) -> Picture:
        """The same with `district` outlined, if it is on the map."""
        focus = (district,) if district and district in self.values else ()
        return replace(self, focus=focus)

    def describe(self) -> dict[str, Any]:
        """What `districtMap.update` draws of it."""
        names = ("shape", "values", "legend", "places", "place", "doubt")
        return {name: getattr(self, name) for name in names}


UNSAID = {"border": False, "edged": False, "codes": ()}
"""What the script takes for granted."""


def write_json(value: object) -> str:
    """JSON of a value that may hold parts of pictures, by their fields."""
    return json.dumps(value, ensure_ascii=False, default=_describe)


def _describe(part: object) -> dict[str, Any]:
    # Not `asdict`, which would copy thousands of districts on every run.
    return {name: said for name, said in vars(part).items() if UNSAID.get(name) != said}
