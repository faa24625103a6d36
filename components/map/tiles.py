"""Equal tiles: the other shape of the map, which every party has, a zone without a polygon too."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from components.map.picture import Picture
from components.session.link import Shape, list_shapes
from components.words.units import name_on_map
from components.words.words import Words
from geo.model import Model


def list_drawn(model: Model, shape: Shape) -> list[str]:
    """Codes of the parties that a map of this shape draws."""
    return model.codes if shape == "tiles" else model.region.districts["unit_code"].tolist()


def build_tiles(words: Words) -> list[dict[str, Any]]:
    """What the map's script needs of the tiles once, see `assets/tiles.js`; empty where there are
    too many of them."""
    if "tiles" not in list_shapes(words.model):
        return []
    return [
        {"code": code, "name": name_on_map(words, str(code)), "col": int(col), "row": int(row)}
        for code, col, row in words.model.region.tiles.itertuples()
    ]


def note_tiles(words: Words, picture: Picture) -> Picture:
    """`picture` as tiles, with a word on what their places and sizes do not say.

    No outline of the region holds the white ones, so they have a line each.
    """
    notes = [note for note in (picture.legend.extra, words.t("legend.note_tiles")) if note]
    legend = replace(picture.legend, extra=words.t.pick("", " ").join(notes))
    values = {
        code: replace(value, border=value.border or value.fill == "zero")
        for code, value in picture.values.items()
    }
    return replace(picture, shape="tiles", values=values, legend=legend)
