"""Small maps read again: which fill each party has."""

from __future__ import annotations

from urllib.parse import unquote
from xml.etree import ElementTree as ET

from components.theme import MAP_LIGHT


def list_fills(source: str) -> list[str]:
    """The fill of each district of a small map, which is an address that holds an SVG."""
    svg = ET.fromstring(unquote(source.partition(",")[2]))
    groups = svg.iter("{http://www.w3.org/2000/svg}g")
    return [group.get("fill", "") for group in groups for _ in group]


def count_fills(fills: list[str], name: str) -> int:
    return sum(fill.startswith(f"light-dark({MAP_LIGHT[name]},") for fill in fills)
