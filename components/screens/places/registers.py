"""Protected areas as tables: two registers side by side, duties against areas."""

from __future__ import annotations

from dataclasses import dataclass

import geopandas as gpd
from markupsafe import Markup

from components.html.links import write_tagged
from components.html.places import write_reach
from components.html.table import write_table
from components.html.template import draw, join
from components.html.wording import write_label, write_wording
from components.session.link import UNSOURCED
from components.words.places import list_categories, name_official, read_level
from components.words.units import name_party
from components.words.words import Words
from geo.places.locations import select_in_district
from geo.places.protected import LEVELS, count_areas

NOT_HELD = Markup("—")


@dataclass(frozen=True)
class DistrictRow:
    """A district: how each measure names it, and how many areas each register counts."""

    name: str
    duties: list[Markup]
    counts: list[int]


def write_category_table(words: Words) -> Markup:
    """Each category in both registers; never subtracted."""
    t = words.t
    protected = words.model.region.protected
    listed = protected.areas["category"].value_counts()
    rows = [
        (t.pick(row.name, row.name_en), row.total, int(listed.get(row.category, 0)))
        for row in protected.categories.itertuples(index=False)
    ]
    rows.append((t("protected.total"), sum(r[1] for r in rows), sum(r[2] for r in rows)))
    columns = [t("protected.by_category"), name_official(words), t("protected.listed")]
    return Markup("<div class='scroll totals'>{}</div>").format(write_table(columns, rows))


def write_level_table(words: Words, areas: gpd.GeoDataFrame) -> Markup:
    """Areas of our register by category and level."""
    t = words.t
    levels = [*LEVELS, UNSOURCED]
    records = areas.to_dict("records")
    rows = []
    for category, name in list_categories(words).items():
        found = [read_level(area) for area in records if area["category"] == category]
        if found:
            rows.append((name, *(found.count(level) or "" for level in levels), len(found)))
    columns = [
        t("protected.by_level"),
        *(t(f"place.level_{level}") for level in levels),
        t("protected.total"),
    ]
    return draw("html/places.scroll", table=write_table(columns, rows))


def write_duty_cards(words: Words, code: str) -> Markup:
    """The measures about protected areas, and whether and how each names the district."""
    model, t = words.model, words.t
    measures = model.plan.measures.set_index("measure_id")
    duties = model.duties[model.duties["unit_code"] == code].to_dict("records")
    held = {duty["measure_id"]: write_reach(duty, t) for duty in duties}
    not_held = draw("html/places.not_reached", words=t("protected.not_held"))
    cards = [
        draw(
            "screens/places/registers.duty_card",
            number=write_tagged(words, measure_id),
            label=write_label(measures.loc[measure_id], t),
            held=held.get(measure_id, not_held),
            wording=write_wording(measures.loc[measure_id], t),
        )
        for measure_id in model.plan.meta["protected_measures"]
    ]
    return join(cards)


def write_register_table(words: Words) -> Markup:
    """Every district: the duties that name it; where there are registers, both, and our list by
    category."""
    model, t = words.model, words.t
    protected = model.region.protected
    measures = list(model.plan.meta["protected_measures"])
    codes = model.region.districts["unit_code"].tolist()
    by_category = count_areas(protected.areas, "category", codes)
    categories = list_categories(words)
    duties = model.duties[model.duties["measure_id"].isin(measures)]
    held = {(d["unit_code"], d["measure_id"]): write_reach(d, t) for d in duties.to_dict("records")}
    rows = [
        DistrictRow(
            name_party(words, code),
            [held.get((code, measure_id), NOT_HELD) for measure_id in measures],
            [
                int(protected.counts[code]),
                len(select_in_district(protected.areas, code)),
                *(int(by_category.at[code, c]) if c in by_category else 0 for c in categories),
            ]
            if protected.year
            else [],
        )
        for code in codes
    ]
    counted = [name_official(words), t("protected.listed"), *categories.values()]
    counted = counted if protected.year else []
    return draw(
        "screens/places/registers.by_district",
        title=t("protected.by_district"),
        explanation=t("protected.not_summed"),
        columns=[t("column.unit"), *(write_tagged(words, m) for m in measures), *counted],
        rows=rows,
    )
