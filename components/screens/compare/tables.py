"""The comparison as HTML: the matrix, the table of all parties, the maps by measure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any
from urllib.parse import urlencode

import pandas as pd

from components.html.duties import mark_roles, write_doubts
from components.html.wording import write_wording
from components.map.small import EMPTY_FILL, ROLE_FILLS, draw_svg_map, name_weight
from components.texts import Texts
from components.words.comparison import name_kind
from components.words.duties import name_basis, name_roles
from components.words.plan import list_chapters, list_deadlines, list_labels
from components.words.units import name_party
from geo.model import Model
from geo.plan.compare import Cell, Row, select_rows
from geo.plan.duties import OPEN_BASIS, split_open

MEASURE_MAP_WIDTH_PX = 190


def write_matrix(model: Model, rows: Sequence[Row], codes: Sequence[str], t: Texts) -> str:
    """A row per measure grouped by chapter, a column per party; header and first column stay.

    What is open for all parties stands last, below a band of its own.
    """
    names = [name_party(model, code, t) for code in codes]
    columns = [t("compare.column_measure"), t("compare.column_deadline"), *names]
    columns.append(t("compare.column_difference"))
    head = "".join(f"<th scope='col'>{escape(column)}</th>" for column in columns)
    caption = t("compare.matrix_caption", names=t("list.comma").join(names))
    measures = model.plan.measures.set_index("measure_id")
    chapters = list_chapters(model, t)
    body, band = [], ""
    open_rows = select_rows(rows, "open")
    for row in [*(row for row in rows if row.kind != "open"), *open_rows]:
        measure = measures.loc[row.measure_id]
        title = chapters[measure["chapter_no"]]
        if row.kind == "open":
            title = t("compare.open_band", n=len(open_rows))
        if title != band:
            band = title
            body.append(
                f"<tr class='chapter'><th scope='colgroup' colspan='{len(columns)}'>"
                f"{escape(title)}</th></tr>"
            )
        body.append(_write_row(model, row, codes, measure, t))
    return (
        f"<div class='matrix-frame' tabindex='0' role='region' aria-label='{escape(caption)}'>"
        f"<table class='matrix'><caption class='visually-hidden'>{escape(caption)}</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{''.join(body)}</tbody></table></div>"
        f"{write_doubts(model, [row.measure_id for row in rows], t)}"
    )


def _write_row(model: Model, row: Row, codes: Sequence[str], measure: pd.Series, t: Texts) -> str:
    label = t.pick(measure["label"], measure["label_en"])
    deadline = list_deadlines(model, t)[measure["deadline"]]
    is_different = row.kind not in ("shared", "open")
    cells = "".join(
        _write_cell(row.cells.get(code), t, is_different=is_different) for code in codes
    )
    return (
        f"<tr data-measure='{escape(row.measure_id)}' data-kind='{escape(row.kind)}'>"
        f"<th scope='row'><details><summary><b>{escape(row.measure_id)}</b> {escape(label)}"
        f"</summary>{write_wording(measure, t)}</details></th>"
        f"<td>{escape(deadline)}</td>{cells}"
        f"<td class='difference'>{escape(name_kind(model, row, t))}</td></tr>"
    )


def _write_cell(cell: Cell | None, t: Texts, *, is_different: bool) -> str:
    marked = " class='differs'" if is_different else ""
    if cell is None:
        words = escape(t("compare.none_words"))
        return (
            f"<td{marked}><span aria-hidden='true'>{escape(t('compare.none'))}</span>"
            f"<span class='visually-hidden'>{words}</span></td>"
        )
    duty = cell.describe()
    css = " class='is-open'" if cell.is_open else marked
    return (
        f"<td{css}><span class='role'><i aria-hidden='true'>{mark_roles(duty)}</i>"
        f"{escape(name_roles(duty, t))}</span> "
        f"<span class='quiet'>{escape(name_basis(duty, t))}</span></td>"
    )


def write_heat_table(model: Model, t: Texts) -> str:
    """Every party and every measure on one sheet; a mark and a shade per duty."""
    grid = _list_duties(model)
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
        f"{write_doubts(model, model.plan.doubtful, t)}"
    )


def _list_duties(model: Model) -> dict[tuple[str, str], dict[str, Any]]:
    duties = model.duties[model.duties["unit_code"].isin(model.codes)]
    return {(d["unit_code"], d["measure_id"]): d for d in duties.to_dict("records")}


def _write_heat_cell(duty: Mapping[str, Any] | None, t: Texts) -> str:
    if duty is None:
        return f"<td><span class='visually-hidden'>{escape(t('compare.none_words'))}</span></td>"
    css = "is-open" if duty["basis"] == OPEN_BASIS else f"weight-{name_weight(duty)}"
    words = f"{name_roles(duty, t)} {name_basis(duty, t)}"
    mark = t("role.doubtful", roles=mark_roles(duty)) if duty["is_doubtful"] else mark_roles(duty)
    return (
        f"<td class='{css}' title='{escape(words)}'><i aria-hidden='true'>{mark}</i>"
        f"<span class='visually-hidden'>{escape(words)}</span></td>"
    )


def write_measure_maps(model: Model, t: Texts) -> str:
    """A small map for each measure that reaches a party, in the party's counted role."""
    labels = list_labels(model, t)
    duties = model.duties[model.duties["unit_code"].isin(model.codes)]
    maps = []
    for measure_id, reached in duties.groupby("measure_id", sort=False):
        counted, still_open = split_open(reached)
        fills = {d["unit_code"]: ROLE_FILLS[name_weight(d)] for d in counted.to_dict("records")}
        heading = f"{measure_id} {labels[str(measure_id)]}"
        if measure_id in model.plan.doubtful:
            heading = t("role.doubtful", roles=heading)
        svg = draw_svg_map(
            model,
            fills,
            title=heading,
            width=MEASURE_MAP_WIDTH_PX,
            hatched=set(still_open["unit_code"]),
        )
        maps.append(
            f"<figure data-measure='{escape(str(measure_id))}'>"
            f"<figcaption>{escape(heading)}</figcaption>{svg}</figure>"
        )
    return (
        f"{write_weight_legend(t)}<div class='measure-maps'>{''.join(maps)}</div>"
        f"{write_doubts(model, model.plan.doubtful, t)}"
    )


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
