"""The comparison as HTML: the matrix, the table of all parties, the maps by task."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from urllib.parse import urlencode

import pandas as pd

from components.names import (
    list_chapters,
    list_deadlines,
    list_tasks,
    name_party,
    name_roles,
)
from components.panel_html import mark_roles
from components.svg_map import EMPTY_FILL, draw_svg_map
from components.texts import Texts
from components.theme import SEQUENTIAL
from geo.compare import Cell, Row
from geo.duties import COUNTED_BASES
from geo.model import Model
from geo.plan import ROLES

TASK_MAP_WIDTH_PX = 190
ROLE_FILLS = {"lead_main": SEQUENTIAL[5], "main": SEQUENTIAL[3], "support": SEQUENTIAL[1]}


def write_matrix(model: Model, rows: Sequence[Row], codes: Sequence[str], t: Texts) -> str:
    """A row per measure grouped by chapter, a column per party; header and first column stay."""
    names = [name_party(model, code, t) for code in codes]
    columns = [t("compare.column_measure"), t("compare.column_deadline"), *names]
    columns.append(t("compare.column_difference"))
    head = "".join(f"<th scope='col'>{escape(column)}</th>" for column in columns)
    caption = t("compare.matrix_caption", names=t("list.comma").join(names))
    measures = model.plan.measures.set_index("measure_id")
    chapters, deadlines = list_chapters(model, t), list_deadlines(model, t)
    body, chapter = [], 0
    for row in rows:
        measure = measures.loc[row.measure_id]
        if measure["chapter_no"] != chapter:
            chapter = measure["chapter_no"]
            body.append(
                f"<tr class='chapter'><th scope='colgroup' colspan='{len(columns)}'>"
                f"{escape(chapters[chapter])}</th></tr>"
            )
        body.append(_write_row(row, codes, measure, deadlines[measure["deadline"]], t))
    return (
        f"<div class='matrix-frame' tabindex='0' role='region' aria-label='{escape(caption)}'>"
        f"<table class='matrix'><caption class='visually-hidden'>{escape(caption)}</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{''.join(body)}</tbody></table></div>"
    )


def _write_row(row: Row, codes: Sequence[str], measure: pd.Series, deadline: str, t: Texts) -> str:
    label = t.pick(measure["label"], measure["label_en"])
    cells = "".join(
        _write_cell(row.cells.get(code), t, is_different=bool(row.differences)) for code in codes
    )
    differences = t("list.comma").join(t(f"compare.{name}") for name in row.differences)
    return (
        f"<tr data-measure='{escape(row.measure_id)}'>"
        f"<th scope='row'><details><summary><b>{escape(row.measure_id)}</b> {escape(label)}"
        f"</summary><p lang='zh-CN'>{escape(measure['text'])}</p></details></th>"
        f"<td>{escape(deadline)}</td>{cells}<td class='difference'>{escape(differences)}</td></tr>"
    )


def _write_cell(cell: Cell | None, t: Texts, *, is_different: bool) -> str:
    marked = " class='differs'" if is_different else ""
    if cell is None:
        words = escape(t("compare.none_words"))
        return (
            f"<td{marked}><span aria-hidden='true'>{escape(t('compare.none'))}</span>"
            f"<span class='visually-hidden'>{words}</span></td>"
        )
    duty = {role: role in cell.roles for role in ROLES}
    is_open = cell.basis == "relevant"
    basis = t("basis.open" if is_open else f"basis.{cell.basis}")
    css = " class='is-open'" if is_open else marked
    return (
        f"<td{css}><span class='role'><i aria-hidden='true'>{mark_roles(duty)}</i>"
        f"{escape(name_roles(dict(duty), t))}</span> "
        f"<span class='quiet'>{escape(basis)}</span></td>"
    )


def write_heat_table(model: Model, t: Texts) -> str:
    """Every party and every measure on one sheet; a mark and a shade per duty."""
    grid = _list_strongest(model)
    links = {
        code: "district?"
        + urlencode({"district": code, **({} if t.lang == "zh" else {"lang": t.lang})})
        for code in model.codes
    }
    head = "".join(
        f"<th scope='col'><a href='{links[code]}' target='_self'>"
        f"{escape(name_party(model, code, t, short=True))}</a></th>"
        for code in model.codes
    )
    chapters, body, chapter = list_chapters(model, t, short=True), [], 0
    for measure in model.plan.measures.to_dict("records"):
        if measure["chapter_no"] != chapter:
            chapter = measure["chapter_no"]
            body.append(
                f"<tr class='chapter'><th colspan='{len(model.codes) + 1}' scope='colgroup'>"
                f"{escape(chapters[chapter])}</th></tr>"
            )
        label = t.pick(measure["label"], measure["label_en"])
        cells = "".join(
            _write_heat_cell(grid.get((code, measure["measure_id"])), t) for code in model.codes
        )
        body.append(
            f"<tr><th scope='row'><b>{escape(measure['measure_id'])}</b> {escape(label)}</th>"
            f"{cells}</tr>"
        )
    return (
        f"<div class='matrix-frame heat-frame'><table class='heat'>"
        f"<caption class='visually-hidden'>{escape(t('compare.heat_title'))}</caption>"
        f"<thead><tr><th scope='col'>{escape(t('compare.column_measure'))}</th>{head}</tr></thead>"
        f"<tbody>{''.join(body)}</tbody></table></div>"
    )


def _list_strongest(model: Model) -> dict[tuple[str, str], dict[str, object]]:
    duties = model.duties[model.duties["unit_code"].isin(model.codes)]
    return {(d["unit_code"], d["measure_id"]): d for d in duties.to_dict("records")}


def name_weight(duty: dict[str, object]) -> str:
    """The weightiest role of a duty, for shading: `lead_main`, `main` or `support`."""
    if duty["lead"]:
        return "lead_main"
    return "main" if duty["main"] else "support"


def _write_heat_cell(duty: dict[str, object] | None, t: Texts) -> str:
    if duty is None:
        return f"<td><span class='visually-hidden'>{escape(t('compare.none_words'))}</span></td>"
    css = "is-open" if duty["basis"] == "relevant" else f"weight-{name_weight(duty)}"
    basis = t(f"basis.{duty['basis']}")
    words = f"{name_roles(duty, t)} {basis}"
    return (
        f"<td class='{css}' title='{escape(words)}'><i aria-hidden='true'>{mark_roles(duty)}</i>"
        f"<span class='visually-hidden'>{escape(words)}</span></td>"
    )


def write_task_maps(model: Model, t: Texts) -> str:
    """A small map per task: where it lands, in the weightiest counted role."""
    tasks = list_tasks(model, t)
    task_of = model.plan.measures.set_index("measure_id")["task_no"]
    duties = model.duties[model.duties["unit_code"].isin(model.codes)]
    maps = []
    for number, title in tasks.items():
        of_task = duties[duties["measure_id"].map(task_of) == number]
        counted = of_task[of_task["basis"].isin(COUNTED_BASES)]
        weights: dict[str, str] = {}
        for duty in counted.to_dict("records"):
            weight = name_weight(duty)
            held = weights.get(duty["unit_code"], weight)
            weights[duty["unit_code"]] = min(weight, held, key=list(ROLE_FILLS).index)
        still_open = set(of_task["unit_code"]) - set(weights)
        fills = {code: ROLE_FILLS[weight] for code, weight in weights.items()}
        heading = f"{number} {title}"
        svg = draw_svg_map(model, fills, title=heading, width=TASK_MAP_WIDTH_PX, hatched=still_open)
        maps.append(f"<figure><figcaption>{escape(heading)}</figcaption>{svg}</figure>")
    return f"<div class='task-maps'>{''.join(maps)}</div>{write_weight_legend(t)}"


def write_weight_legend(t: Texts) -> str:
    items = []
    for weight, fill in ROLE_FILLS.items():
        words = escape(t(f"compare.legend_{weight}"))
        items.append(f"<span><i class='swatch' style='background:{fill}'></i>{words}</span>")
    items.append(
        f"<span><i class='swatch is-open'></i>{escape(t('compare.legend_open'))}</span>"
        f"<span><i class='swatch' style='background:{EMPTY_FILL}'></i>"
        f"{escape(t('compare.legend_none'))}</span>"
    )
    return f"<p class='quiet weight-legend'>{''.join(items)}</p>"
