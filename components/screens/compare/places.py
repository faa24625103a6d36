"""Places of the compared parties side by side."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

from components.session.remember import remember
from components.texts import Texts
from components.words.places import (
    list_layers,
    list_plan_sites,
    name_official,
    name_place,
)
from components.words.units import name_party
from geo.model import Model
from geo.places.locations import select_in_district
from geo.places.protected import LEVELS, RESERVE, count_registers


@remember
def write_place_comparison(model: Model, codes: tuple[str, ...], t: Texts) -> str:
    """Parties side by side: every number opens the names behind it."""
    head = "".join(f"<th scope='col'>{escape(name_party(model, c, t))}</th>" for c in codes)
    sites: list[tuple[str, Callable[[str], str]]] = [
        (t("protected.row_sites"), lambda code: _write_names(list_plan_sites(model, code)[0], t)),
        (t("protected.row_works"), lambda code: _write_names(list_plan_sites(model, code)[1], t)),
    ]
    areas: list[tuple[str, Callable[[str], str]]] = [
        (
            name_official(model, t, "protected.row_official"),
            lambda code: str(count_registers(model.region.protected, code)["official"]),
        ),
        (t("protected.row_listed"), lambda code: _write_names(_list_areas(model, code, False), t)),
        (t("protected.row_national"), lambda code: _write_names(_list_areas(model, code, True), t)),
    ]
    layers = list_layers(model)
    rows = [*(sites if "sites" in layers else []), *(areas if "areas" in layers else [])]
    body = "".join(
        f"<tr><th scope='row'>{escape(label)}</th>"
        + "".join(f"<td>{write(code)}</td>" for code in codes)
        + "</tr>"
        for label, write in rows
    )
    return (
        f"<h3>{escape(t('place.section_title'))}</h3>"
        f"<p class='quiet'>{escape(t('place.section_help'))}</p>"
        f"<div class='scroll'><table class='plain place-rows'>"
        f"<thead><tr><th scope='col'></th>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _list_areas(model: Model, code: str, national_reserves: bool) -> list[dict[str, Any]]:
    areas = select_in_district(model.region.protected.areas, code).to_dict("records")
    if not national_reserves:
        return areas
    return [a for a in areas if a["category"] == RESERVE and a["level"] == LEVELS[0]]


def _write_names(places: list[dict[str, Any]], t: Texts) -> str:
    if not places:
        return "0"
    items = "".join(f"<li>{escape(name_place(place, t))}</li>" for place in places)
    return f"<details><summary><b>{len(places)}</b></summary><ul>{items}</ul></details>"
