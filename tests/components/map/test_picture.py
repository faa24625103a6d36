"""What the map's script gets of a picture."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from components.map.areas import draw_areas
from components.map.measures import get_measure_picture
from components.map.picture import Picture, write_json
from components.map.sites import draw_sites
from components.map.views import draw_map
from components.session.link import View
from components.texts import Texts
from components.words.words import Words
from geo.model import Model

ZH = Texts("zh")
WORDS = {"key", "kind", "text", "count", "names"}
ROWS = {
    "class": {"fill", "codes"},
    "badge": {"symbol"},
    "line": {"tone", "dash"},
    "area": {"tone", "dash"},
    "tint": {"style"},
}
PLACED = {"id", "css", "tone", "rank", "card", "form"}
FORMS = {
    "point": {"at", "ring_m", "symbol"},
    "line": {"shape", "dash"},
    "area": {"shape", "dash"},
    "tint": {"codes", "pattern"},
}
"""What `map/assets/{boxes,places}.js` read, by kind and form."""


def send(picture: Picture) -> dict[str, Any]:
    return json.loads(write_json(picture.describe()))


def list_rows(sent: dict[str, Any]) -> Iterator[dict[str, Any]]:
    legend = sent["legend"]
    for section in (legend, *legend["sections"]):
        yield from section["rows"]


def test_rows_and_places_are_sent_as_the_script_reads_them(model: Model) -> None:
    sent = send(draw_map(Words(model, ZH), View(layers=("sites", "areas"))))
    rows = {row["kind"]: set(row) for row in list_rows(sent)}
    assert {kind: rows[kind] for kind in ROWS} == {k: WORDS | own for k, own in ROWS.items()}
    places = {place["form"]: set(place) for place in sent["places"]}
    assert places == {form: PLACED | own for form, own in FORMS.items()}


def test_values_say_of_lines_only_those_that_are_drawn(model: Model) -> None:
    words = Words(model, ZH)
    drawn = draw_map(words, View()), *(get_measure_picture(words, m) for m in ("9.5", "10"))
    sent = [set(value) for picture in drawn for value in send(picture)["values"].values()]
    always = {"label", "fill", "hatched", "alt"}
    assert all(always <= keys for keys in sent)
    assert {tuple(keys - always) for keys in sent} == {(), ("edged",), ("border",)}


def test_only_rows_that_light_up_districts_send_them(model: Model) -> None:
    words = Words(model, ZH)
    assert all(row["codes"] for row in list_rows(send(draw_map(words, View()))))
    for draw in (draw_sites, draw_areas):
        assert not any("codes" in row for row in list_rows(send(draw(words, View()))))


def test_the_selected_place_comes_with_its_doubt_and_the_district_is_outlined(
    model: Model,
) -> None:
    words = Words(model, ZH)
    site = next(site for site in model.sites.to_dict("records") if site["precision"] == "rough")
    drawn = draw_map(words, View(layers=("sites",), place=site["site_id"]))
    assert (drawn.place, bool(drawn.doubt)) == (site["site_id"], True)
    hidden = draw_map(words, View(place=site["site_id"], district="110118"))
    assert (hidden.place, hidden.doubt, hidden.focus) == (None, None, ("110118",))
