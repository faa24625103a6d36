"""Protected areas as tables: two registers side by side, duties against areas."""

from __future__ import annotations

from html import escape

import geopandas as gpd

from components.html.places import write_reach
from components.html.table import write_table
from components.html.wording import write_label, write_wording
from components.session.link import UNSOURCED
from components.texts import Texts
from components.words.places import list_categories, name_official, read_level
from components.words.units import name_party
from geo.model import Model
from geo.places.locations import select_in_district
from geo.places.protected import LEVELS, count_areas


def write_category_table(model: Model, t: Texts) -> str:
    """Each category in both registers; never subtracted."""
    protected = model.region.protected
    listed = protected.areas["category"].value_counts()
    rows = [
        (t.pick(row.name, row.name_en), row.total, int(listed.get(row.category, 0)))
        for row in protected.categories.itertuples(index=False)
    ]
    rows.append((t("protected.total"), sum(r[1] for r in rows), sum(r[2] for r in rows)))
    columns = [t("protected.by_category"), name_official(model, t), t("protected.listed")]
    return f"<div class='scroll totals'>{write_table(columns, rows)}</div>"


def write_level_table(model: Model, areas: gpd.GeoDataFrame, t: Texts) -> str:
    """Areas of our register by category and level."""
    levels = [*LEVELS, UNSOURCED]
    records = areas.to_dict("records")
    rows = []
    for category, name in list_categories(model, t).items():
        found = [read_level(area) for area in records if area["category"] == category]
        if found:
            rows.append((name, *(found.count(level) or "" for level in levels), len(found)))
    columns = [
        t("protected.by_level"),
        *(t(f"place.level_{level}") for level in levels),
        t("protected.total"),
    ]
    return f"<div class='scroll'>{write_table(columns, rows)}</div>"


def write_duty_cards(model: Model, code: str, t: Texts) -> str:
    """The measures about protected areas, and whether and how each names the district."""
    measures = model.plan.measures.set_index("measure_id")
    duties = model.duties[model.duties["unit_code"] == code].set_index("measure_id")
    items = []
    for measure_id in model.plan.meta["protected_measures"]:
        measure = measures.loc[measure_id]
        held = dict(duties.loc[measure_id]) if measure_id in duties.index else None
        words = (
            write_reach(held, t)
            if held
            else f"<span class='quiet'>{escape(t('protected.not_held'))}</span>"
        )
        items.append(
            f"<details class='duty-card'><summary><b>{escape(measure_id)}</b> "
            f"{write_label(measure, t)} {words}</summary>{write_wording(measure, t)}"
            "</details>"
        )
    return "".join(items)


def write_register_table(model: Model, t: Texts) -> str:
    """Every district: the duties that name it, both registers, our list by category."""
    protected = model.region.protected
    measures = list(model.plan.meta["protected_measures"])
    codes = model.region.districts["unit_code"].tolist()
    by_category = count_areas(protected.areas, "category", codes)
    categories = list_categories(model, t)
    duties = model.duties[model.duties["measure_id"].isin(measures)]
    held = {(d["unit_code"], d["measure_id"]): d for d in duties.to_dict("records")}
    head = "".join(
        f"<th scope='col'>{escape(column)}</th>"
        for column in (
            t("column.unit"),
            *measures,
            name_official(model, t),
            t("protected.listed"),
            *categories.values(),
        )
    )
    body = []
    for code in codes:
        roles = "".join(
            f"<td>{write_reach(held[code, m], t) if (code, m) in held else '—'}</td>"
            for m in measures
        )
        numbers = [
            int(protected.counts[code]),
            len(select_in_district(protected.areas, code)),
            *(int(by_category.at[code, c]) if c in by_category else 0 for c in categories),
        ]
        cells = "".join(f"<td class='number'>{number or '0'}</td>" for number in numbers)
        name = escape(name_party(model, code, t))
        body.append(f"<tr><th scope='row'>{name}</th>{roles}{cells}</tr>")
    title = escape(t("protected.by_district"))
    return (
        f"<h3>{title}</h3><p class='quiet'>{escape(t('protected.not_summed'))}</p>"
        f"<div class='matrix-frame' tabindex='0' role='region' aria-label='{title}'>"
        f"<table class='matrix registers'><caption class='visually-hidden'>{title}</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{''.join(body)}</tbody></table></div>"
    )
