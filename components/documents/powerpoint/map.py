"""The map of a slide as shapes that can be edited: districts, places, labels."""

from __future__ import annotations

from typing import Any

from components.documents.powerpoint.labels import add_labels
from components.documents.powerpoint.parts import (
    add_freeform,
    group_since,
    hatch,
    outline,
    paint,
    set_name,
)
from components.documents.powerpoint.places import add_places
from components.documents.scene import Scene, list_rings
from components.map.picture import Picture, Value
from components.theme import MAP_LIGHT
from components.words.units import name_party
from components.words.words import Words

BORDER_PT, FOCUS_PT, SMALL_FOCUS_PT = 1, 3, 1.75
SMALL_IN2 = 0.2
"""Districts that a thick line would hide."""


def add_map(shapes: Any, scene: Scene, words: Words, title: str) -> Any:
    """One group of everything on the map, with the districts' values as its alternative text."""
    t = words.t
    count, values = len(shapes), [value.alt for value in scene.picture.values.values()]
    for code in _order_districts(scene.picture):
        _add_district(shapes, scene, words, code)
    add_labels(shapes, scene, add_places(shapes, scene))
    alt = t("file.map_alt", title=title, values=t("file.semicolon").join(values))
    return group_since(shapes, count, t("file.map_group"), alt)


def _order_districts(picture: Picture) -> list[str]:
    """Those with a line of their own last, so that their neighbours do not cover it."""

    def rank(code: str) -> int:
        return 2 if code in picture.focus else int(has_border(picture.values[code]))

    return sorted(picture.values, key=rank)


def has_border(value: Value) -> bool:
    """Whether a district would be lost on the white page without a grey line."""
    return value.border or value.hatched or value.fill == "zero"


def _add_district(shapes: Any, scene: Scene, words: Words, code: str) -> None:
    value, name = scene.picture.values[code], f"{name_party(words, code)} {code}"
    district = scene.districts[code]
    shape = add_freeform(shapes, list_rings(district), name, closed=True)
    set_name(shape, name, value.alt)
    if value.hatched:
        hatch(shape)
    else:
        paint(shape, MAP_LIGHT[value.fill])
    if code in scene.picture.focus:
        is_small = district.area < SMALL_IN2
        outline(shape, MAP_LIGHT["selection"], SMALL_FOCUS_PT if is_small else FOCUS_PT)
    else:
        outline(shape, MAP_LIGHT["edge" if has_border(value) else "border"], BORDER_PT)
