"""A slide as a value: screen, PowerPoint, single file and picture all draw this one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Fact:
    """A figure and what it counts."""

    value: str
    label: str


@dataclass(frozen=True)
class Picture:
    """A map: `values` (label, fill, ink, hatched, alt by district), `legend`, `places`.

    See `build_map_view`. `focus`: districts outlined, to which the map glides; all where empty.
    `key` is equal for pictures that differ in focus only.
    """

    key: str
    values: dict[str, dict[str, Any]]
    legend: dict[str, Any]
    places: list[dict[str, Any]] = field(default_factory=list)
    focus: tuple[str, ...] = ()

    @classmethod
    def from_view(cls, key: str, shown: dict[str, Any], district: str | None = None) -> Picture:
        """The map that `districtMap.update` would draw; `district` is outlined."""
        focus = (district,) if district and district in shown["values"] else ()
        return cls(key, shown["values"], shown["legend"], shown["places"], focus)


@dataclass(frozen=True)
class Table:
    """A small native table: column names, rows of a name and integers."""

    columns: list[str]
    rows: list[tuple[str, ...]]


@dataclass(frozen=True)
class Slide:
    """One slide: at most three `facts`; `notes` are the lines behind its numbers."""

    code: str
    title: str
    subtitle: str
    facts: tuple[Fact, ...]
    picture: Picture
    source: str
    notes: tuple[str, ...]
    table: Table | None = None
