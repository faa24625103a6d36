"""Places of the compared parties side by side."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from markupsafe import Markup

from components.html.table import write_row_table
from components.html.template import draw
from components.session.remember import remember
from components.texts import Texts
from components.words.places import (
    list_categories,
    list_layers,
    list_plan_sites,
    name_official,
    name_place,
)
from components.words.units import name_party
from components.words.words import Words
from geo.model import Model
from geo.places.locations import select_in_district
from geo.places.protected import LEVELS, count_registers


@remember
def write_place_comparison(words: Words, codes: tuple[str, ...]) -> Markup:
    """Parties side by side: every number opens the names behind it."""
    model, t = words.model, words.t
    sites: list[tuple[str, Callable[[str], object]]] = [
        (t("protected.row_sites"), lambda code: _write_names(list_plan_sites(model, code)[0], t)),
        (t("protected.row_works"), lambda code: _write_names(list_plan_sites(model, code)[1], t)),
    ]
    areas: list[tuple[str, Callable[[str], object]]] = [
        (
            name_official(words, "protected.row_official"),
            lambda code: count_registers(model.region.protected, code)["official"],
        ),
        (t("protected.row_listed"), lambda code: _write_names(_list_areas(model, code, False), t)),
    ]
    strictest = model.region.protected.strictest
    if strictest:
        label = t("protected.row_national", category=list_categories(words)[strictest])
        areas.append((label, lambda code: _write_names(_list_areas(model, code, True), t)))
    layers = list_layers(model)
    rows = [*(sites if "sites" in layers else []), *(areas if "areas" in layers else [])]
    table = write_row_table(
        ["", *(name_party(words, code) for code in codes)],
        [(label, [write(code) for code in codes]) for label, write in rows],
        css="plain place-rows",
    )
    return draw("screens/compare/places.comparison", t=t, table=table)


def _list_areas(model: Model, code: str, only_strictest: bool) -> list[dict[str, Any]]:
    """All areas of a party, or those of the strictest category and the highest level."""
    protected = model.region.protected
    areas = select_in_district(protected.areas, code).to_dict("records")
    if not only_strictest:
        return areas
    return [a for a in areas if (a["category"], a["level"]) == (protected.strictest, LEVELS[0])]


def _write_names(places: list[dict[str, Any]], t: Texts) -> Markup:
    """How many, which opens to their names."""
    if not places:
        return Markup("0")
    return draw("screens/compare/places.names", names=[name_place(place, t) for place in places])
