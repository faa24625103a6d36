"""The part of a memo on a party's restoration sites and protected areas."""

from __future__ import annotations

from typing import Any

from docx.document import Document

from components.documents.place_rows import list_held, select_places
from components.documents.word.parts import (
    NOTE,
    add_heading,
    add_row,
    add_table,
    add_text,
)
from components.words.places import (
    count_plan_sites,
    list_categories,
    list_layers,
    name_level,
    name_place,
    name_precision,
)
from components.words.units import name_party
from components.words.words import Words
from geo.places.protected import count_registers
from geo.places.sites import ROLE_OF_PLAN

SITE_WIDTHS_CM = (5.6, 1.4, 4.0, 4.6)
AREA_WIDTHS_CM = (6.1, 2.5, 2.4, 4.6)


def add_places(document: Document, words: Words, code: str) -> None:
    """Both counts in a sentence, the plan's sites, and the areas of our list."""
    model, t = words.model, words.t
    name = name_party(words, code)
    sites = [site for site in select_places(model.sites, [code]) if site["role"] == ROLE_OF_PLAN]
    areas = select_places(model.region.protected.areas, [code])
    add_heading(document, t("place.section_title"), "Heading 2")
    add_text(document, t.pick("", " ").join(_describe_places(words, code, name)))
    if sites:
        _add_note(document, t("file.places_note"))
        _add_sites(document, words, sites, code)
    if areas:
        _add_note(document, t("file.areas_note", n=len(areas)))
        _add_areas(document, words, areas)


def _describe_places(words: Words, code: str, name: str) -> list[str]:
    """What plan and registers say of a party; what there are no data of is said, not counted."""
    model, t = words.model, words.t
    layers = list_layers(model)
    places, works = count_plan_sites(model, code)
    sites = t("restoration.no_sites")
    if "sites" in layers:
        sites = t("file.places_of_plan", name=name, places=places, works=works)
    if "areas" not in layers:
        return [sites, t("protected.no_registers")]
    if code not in model.region.protected.counts:
        return [t("file.places_no_district", name=name)]
    counts = count_registers(model.region.protected, code)
    year = model.region.protected.year
    return [sites, t("file.places_registers", name=name, year=year, **counts)]


def _add_note(document: Document, text: str) -> None:
    """A line above a table, kept with it."""
    note = add_text(document, text, NOTE)
    note.paragraph_format.keep_with_next = True


def _add_sites(document: Document, words: Words, sites: list[dict[str, Any]], code: str) -> None:
    t = words.t
    heads = [
        t("place.sites"),
        t("file.head_measure_id"),
        t("file.head_roles"),
        t("file.head_precision"),
    ]
    table = add_table(document, heads, SITE_WIDTHS_CM)
    for site in sites:
        held = list_held(words, site, code)
        measures = "\n".join(measure for measure, _ in held)
        roles = "\n".join(said for _, said in held)
        values = (name_place(site, t), measures, roles, name_precision(site, t))
        add_row(table, values, SITE_WIDTHS_CM, (1, 2, 3))


def _add_areas(document: Document, words: Words, areas: list[dict[str, Any]]) -> None:
    t = words.t
    heads = [t("place.areas"), t("place.category"), t("place.level"), t("file.head_precision")]
    table = add_table(document, heads, AREA_WIDTHS_CM)
    categories = list_categories(words)
    for area in areas:
        values = (
            name_place(area, t),
            categories[area["category"]],
            name_level(area, t),
            name_precision(area, t),
        )
        add_row(table, values, AREA_WIDTHS_CM, (1, 2, 3))
