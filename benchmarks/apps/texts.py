"""The map and the panel text of the product, for the rivals: equal shapes, equal words."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from components.html.duties import write_chapter_bar, write_duties
from components.html.heads import write_party_head
from components.map.districts import get_load_picture
from components.session.link import View
from components.texts import Texts
from components.theme import MAP_LIGHT
from components.words.sentence import write_sentence
from components.words.words import Words
from geo.model import Model, load_model

PLAN = "ecology-2025"


@cache
def get_model() -> Model:
    return load_model(PLAN)


def read_districts() -> dict[str, Any]:
    """GeoJSON of the districts with their code, name, value and fill."""
    model, t = get_model(), Texts("zh")
    values = get_load_picture(Words(model, t), "all", View().bases).values
    frame = model.region.districts[["unit_code", "name", "geometry"]]
    districts = json.loads(frame.to_json(drop_id=True))
    for feature in districts["features"]:
        value = values[feature["properties"]["unit_code"]]
        feature["properties"] |= {"fill": MAP_LIGHT[value.fill], "label": value.label}
    return districts


def write_panel(code: str) -> str:
    """The wording of the product's panel for one district, as one piece of HTML."""
    model, t = get_model(), Texts("zh")
    words = Words(model, t)
    duties = model.duties[model.duties["unit_code"] == code]
    sentence = write_sentence(words, code)
    return (
        write_party_head(words, code, sentence)
        + f"<p>{sentence}</p>"
        + write_chapter_bar(words, code)
        + write_duties(words, duties)
    )
