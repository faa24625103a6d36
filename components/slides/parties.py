"""Slides of one party and of two to four side by side."""

from __future__ import annotations

import pandas as pd

from components.map.views import draw_load, write_source_line
from components.slides.highlight import draw_party
from components.slides.run import split_comparison
from components.slides.slide import Fact, Slide, Table
from components.words.bases import name_basis
from components.words.comparison import build_comparison, name_cell, write_comparison_counts
from components.words.duties import list_doubts, name_roles
from components.words.places import count_plan_sites, list_layers
from components.words.plan import list_labels
from components.words.several import number_measure
from components.words.units import has_boundary, list_zones, name_party
from components.words.wording import list_wordings
from components.words.words import Words
from geo.places.protected import count_registers
from geo.plan.count import HEADLINES
from geo.plan.duties import split_open


def build_party_slide(words: Words, code: str) -> Slide:
    model, t = words.model, words.t
    counts = model.summary.loc[code].to_dict()
    facts = (
        Fact(
            str(counts["total"]),
            t(
                "present.party_total",
                main=counts["main"],
                both=counts["lead_and_main"],
                support=counts["support"],
            ),
        ),
        Fact(str(counts["relevant"]), t("present.open")),
        *_list_place_facts(words, code),
    )
    zones = list_zones(words)
    subtitle = t("panel.no_polygon", name=name_party(words, code, short=True))
    if has_boundary(words, code):
        subtitle = t("panel.area", area=f"{model.region.area_km2[code]:,.0f}")
    if code in zones:
        subtitle = t("present.party_subtitle", zone=zones[code], area=subtitle)
    labels = list_labels(words)
    wordings = list_wordings(words)
    counted, still_open = split_open(model.duties[model.duties["unit_code"] == code])
    duties = pd.concat([counted, still_open])
    lines = [
        t(
            "present.duty_line",
            id=number_measure(words, duty["measure_id"]),
            label=labels[duty["measure_id"]],
            roles=name_roles(duty, t),
            basis=name_basis(duty, t),
            text=wordings[duty["measure_id"]],
        )
        for duty in duties.to_dict("records")
    ]
    doubts = list_doubts(words, set(duties["measure_id"]))
    notes = (*lines, *doubts, t("panel.ours_help"))
    source, name = write_source_line(words), name_party(words, code)
    return Slide(code, name, subtitle, facts, draw_party(words, code), source, notes)


def _list_place_facts(words: Words, code: str) -> list[Fact]:
    """Places of the plan and of the registers, of those there are data of."""
    model, t = words.model, words.t
    layers, registers = list_layers(model), count_registers(model.region.protected, code)
    if "sites" not in layers:
        if "areas" not in layers:
            return []
        return [Fact(str(registers["listed"]), t("present.party_areas", **registers))]
    label = t("present.party_places")
    if "areas" in layers:
        label += t("file.semicolon") + t("present.party_registers", **registers)
    return [Fact(str(sum(count_plan_sites(model, code))), label)]


def build_comparison_slide(words: Words, code: str) -> Slide:
    model, t = words.model, words.t
    codes = tuple(split_comparison(code, model))
    comparison = build_comparison(model, codes)
    facts = (
        Fact(str(len(comparison.settled) - len(comparison.unlike)), t("present.shared")),
        Fact(str(len(comparison.unlike)), t("present.different")),
        Fact(str(len(comparison.still_open)), t("present.apart")),
    )
    columns = [t("column.unit"), *(t(f"panel.{name}") for name in HEADLINES)]
    rows = [
        (name_party(words, c), *(str(n) for n in model.summary.loc[c, list(HEADLINES)]))
        for c in codes
    ]
    labels = list_labels(words)
    rows_told = [*comparison.unlike, *comparison.still_open]
    lines = [
        t(
            "present.difference_line",
            id=number_measure(words, row.measure_id),
            label=labels[row.measure_id],
            held=t("list.comma").join(
                t(
                    "present.held",
                    name=name_party(words, c, short=True),
                    held=name_cell(row.cells.get(c), t),
                )
                for c in codes
            ),
        )
        for row in rows_told
    ]
    told = [row.measure_id for row in rows_told]
    counts = write_comparison_counts(words, comparison)
    notes = (counts, *lines, *list_doubts(words, told), t("panel.ours_help"))
    focus = tuple(c for c in codes if has_boundary(words, c))
    title = t("present.compare_title", names=t("list.comma").join(row[0] for row in rows))
    return Slide(
        code,
        title,
        t("present.compare_subtitle"),
        facts,
        draw_load(words, "all", focus),
        write_source_line(words),
        notes,
        Table(columns, rows),
    )
