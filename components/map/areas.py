"""The map of `/protected`: districts by their duties, areas as badges."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import geopandas as gpd

from components.map.cards import Cards
from components.map.layers import list_area_legend
from components.map.picture import Card, FillRow, Legend, Picture, Value
from components.map.places import build_area_layer, draw_doubt
from components.session.link import UNSOURCED, View
from components.texts import Texts
from components.theme import SEQUENTIAL
from components.words.several import number_measure, number_task, tag_measure
from components.words.units import list_zones, name_party
from components.words.words import Words
from geo.model import Model
from geo.places.locations import select_in_district
from geo.places.protected import count_registers
from geo.plan.duties import split_open

FILLS = SEQUENTIAL[:3]
"""By the number of duties, light enough for badges to stand out."""


def filter_areas(model: Model, view: View) -> gpd.GeoDataFrame:
    areas = model.region.protected.areas
    if view.category:
        areas = areas[areas["category"] == view.category]
    if view.level:
        wanted = "" if view.level == UNSOURCED else view.level
        areas = areas[areas["level"] == wanted]
    return areas


def list_duty_measures(model: Model, view: View) -> list[str]:
    """The measures that colour the map: the chosen one, or all that are about protected areas."""
    measures = list(model.plan.meta["protected_measures"])
    return [measure for measure in measures if measure == view.measure] or measures


def count_duties(model: Model, measures: Sequence[str]) -> dict[str, int]:
    """How many of `measures` reach each district; what the plan leaves open is not counted."""
    duties = model.duties[model.duties["measure_id"].isin(measures)]
    counts = split_open(duties)[0]["unit_code"].value_counts()
    return {code: int(counts.get(code, 0)) for code in model.region.districts["unit_code"]}


def draw_areas(words: Words, view: View) -> Picture:
    """The districts by their protected-area duties, and the areas with a label point."""
    model, t = words.model, words.t
    areas, measures = filter_areas(model, view), list_duty_measures(model, view)
    duties, fills = count_duties(model, measures), list(FILLS[-len(measures) :])

    def find_fill(count: int) -> str:
        """Of more measures than shades, several numbers share one."""
        return fills[-(-count * len(fills) // len(measures)) - 1] if count else "zero"

    values: dict[str, Value] = {}
    has_registers = bool(model.region.protected.year)
    members: dict[int, list[str]] = {}
    for code, count in duties.items():
        listed = len(select_in_district(areas, code))
        fill = find_fill(count)
        members.setdefault(count, []).append(name_party(words, code, short=True))
        values[code] = Value(
            label=t("protected.value", areas=listed) if has_registers else "",
            fill=fill,
            hatched=False,
            border=True,
            alt=t(
                "protected.value_alt" if has_registers else "protected.value_alt_duties",
                name=name_party(words, code),
                duties=count,
                areas=listed,
            ),
        )
    legend = Legend(
        t("protected.duty"),
        _explain_fill(words, measures),
        _list_duty_rows(members, find_fill, len(measures), t),
        sections=list_area_legend(words, areas) if len(areas) else (),
    )
    places, doubt = build_area_layer(words, areas), draw_doubt(model, view.place)
    return Picture("areas", values, legend, places, view.place, doubt).outline(view.district)


def _explain_fill(words: Words, measures: Sequence[str]) -> str:
    if len(measures) == 1:
        return words.t("protected.legend_note_one", measure=number_measure(words, measures[0]))
    return words.t("protected.legend_note_all", task=name_tasks(words), n=len(measures))


def name_tasks(words: Words) -> str:
    """The numbers of the tasks that the measures about protected areas belong to, each after its
    plan where several are shown."""
    plan = words.model.plan
    found = [
        (tag_measure(words, m)[0], number_task(words, plan.find_measure(m)["task_no"]))
        for m in plan.meta["protected_measures"]
    ]
    return ", ".join(" ".join(filter(None, each)) for each in dict.fromkeys(found))


def _list_duty_rows(
    members: dict[int, list[str]], find_fill: Callable[[int], str], most: int, t: Texts
) -> list[FillRow]:
    rows = []
    for count in sorted(members, reverse=True):
        text = t("protected.legend_duties", n=count)
        if most == 1:
            text = t("protected.legend_held") if count else t("protected.legend_not_held")
        rows.append(
            FillRow(
                key=f"duties{count}",
                kind="class" if count else "zero",
                fill=find_fill(count),
                text=text,
                count=t("legend.districts", n=len(members[count])),
                names=t("list.comma").join(members[count]),
            )
        )
    return rows


def build_area_cards(words: Words) -> Cards:
    """What a district's card says of its protected areas and duties."""
    model = words.model
    duties = count_duties(model, model.plan.meta["protected_measures"])
    protected = model.region.protected
    registers = {code: count_registers(protected, code) for code in duties}
    zones = list_zones(words)
    key = "protected.card_line" if protected.year else "protected.card_duties"
    return {
        code: Card(
            name_party(words, code),
            zones.get(code, ""),
            [words.t(key, duties=duties[code], **registers[code])],
        )
        for code in model.region.districts["unit_code"]
    }
