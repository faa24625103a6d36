"""The ledger's tables as HTML: measures, departments, targets, open questions."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any
from urllib.parse import urlencode

import pandas as pd

from components.compare_html import ROLE_FILLS, name_weight
from components.names import (
    list_cell_units,
    list_chapters,
    list_deadlines,
    list_tasks,
    name_party,
    name_resolution,
)
from components.svg_map import draw_svg_map
from components.texts import Texts
from components.wording import write_wording
from geo.duties import COUNTED_BASES
from geo.ledger import cross_departments
from geo.load import list_open_measures
from geo.model import Model

MAP_WIDTH_PX = 170
COLUMNS = ("measure", "task", "text", "deadline", "lead", "main", "support", "districts")


def write_measures(model: Model, measure_ids: Sequence[str], t: Texts) -> str:
    """The plan's table: sortable, each row opens to the wording and a small map."""
    heads = "".join(
        f"<th scope='col' aria-sort='none'><button type='button'>{escape(t(f'ledger.{name}'))}"
        f"<span aria-hidden='true'></span></button></th>"
        for name in COLUMNS
    )
    rows = model.plan.measures.set_index("measure_id").loc[list(measure_ids)]
    order = {measure_id: i for i, measure_id in enumerate(model.plan.measures["measure_id"])}
    tasks, deadlines = list_tasks(model, t), list_deadlines(model, t)
    body = "".join(
        _write_measure(model, str(measure_id), row, order[measure_id], tasks, deadlines, t)
        for measure_id, row in rows.iterrows()
    )
    return (
        f"<div class='matrix-frame' tabindex='0' role='region' "
        f"aria-label='{escape(t('ledger.caption'))}'>"
        f"<table class='matrix ledger sortable'><caption class='visually-hidden'>"
        f"{escape(t('ledger.caption'))}</caption><thead><tr>{heads}</tr></thead>"
        f"<tbody>{body}</tbody></table></div>"
    )


def _write_measure(
    model: Model,
    measure_id: str,
    measure: pd.Series,
    position: int,
    tasks: dict[int, str],
    deadlines: dict[str, str],
    t: Texts,
) -> str:
    cells = {
        role: t("list.comma").join(list_cell_units(model, measure[role], t))
        for role in ("lead", "main", "support")
    }
    if measure["shared_cell"]:
        cells["main"] = t("ledger.same_cell")
    reached = model.duties[
        (model.duties["measure_id"] == measure_id) & model.duties["unit_code"].isin(model.codes)
    ]
    counted = reached[reached["basis"].isin(COUNTED_BASES)]
    still_open = len(reached) - len(counted)
    count = str(len(counted)) + (f"+{still_open}" if still_open else "")
    title = t.pick(measure["label"], measure["label_en"])
    return (
        f"<tr data-measure='{escape(measure_id)}'>"
        f"<th scope='row' data-sort='{position:04d}'><b>{escape(measure_id)}</b></th>"
        f"<td data-sort='{measure['task_no']:04d}'>{measure['task_no']} "
        f"{escape(tasks[measure['task_no']])}</td>"
        f"<td class='wide'><details><summary>{escape(title)}</summary>"
        f"{_write_reach(model, title, reached, t)}</details>"
        f"{write_wording(measure, t)}</td>"
        f"<td>{escape(deadlines[measure['deadline']])}</td>"
        f"<td>{escape(cells['lead'])}</td><td>{escape(cells['main'])}</td>"
        f"<td>{escape(cells['support'] or t('panel.no_units'))}</td>"
        f"<td data-sort='{len(counted):04d}'>{count}</td></tr>"
    )


def _write_reach(model: Model, title: str, reached: pd.DataFrame, t: Texts) -> str:
    """Whom a measure reaches, by basis in words and on a small map."""
    fills: dict[str, str] = {}
    by_basis: dict[str, list[str]] = {}
    for duty in reached.to_dict("records"):
        by_basis.setdefault(duty["basis"], []).append(
            name_party(model, duty["unit_code"], t, short=True)
        )
        if duty["basis"] in COUNTED_BASES:
            fills[duty["unit_code"]] = ROLE_FILLS[name_weight(duty)]
    still_open = set(reached.loc[reached["basis"] == "relevant", "unit_code"])
    alt = t("ledger.reach_alt", name=title)
    image = draw_svg_map(model, fills, title=alt, width=MAP_WIDTH_PX, hatched=still_open)
    lines = [
        f"<li><b>{escape(t(f'basis.{basis}'))}</b> {escape(t('list.comma').join(names))}</li>"
        for basis, names in by_basis.items()
    ] or [f"<li>{escape(t('ledger.reaches_none'))}</li>"]
    return f"<div class='reach'>{image}<ul>{''.join(lines)}</ul></div>"


def _link(params: dict[str, str], t: Texts) -> str:
    if t.lang != "zh":
        params = {**params, "lang": t.lang}
    return escape("ledger?" + urlencode(params))


def write_department_matrix(model: Model, role: str, t: Texts) -> str:
    """Department × party: the number of measures the department holds and that reach the party.

    Each count leads to its measures in the ledger. Open ones stand behind a plus sign.
    """
    units = model.region.units.set_index("unit_code")
    crossed = cross_departments(model.duties, model.region.units, model.codes, role)
    crossed["is_open"] = crossed["basis"] == "relevant"
    counts = crossed.groupby(["unit_code", "party"])["is_open"].agg(["size", "sum"])
    holders = [
        code
        for code in units.index[units["kind"].isin(["department", "committee"])]
        if code in set(crossed["unit_code"])
    ]
    head = "".join(
        f"<th scope='col'>{escape(name_party(model, code, t, short=True))}</th>"
        for code in model.codes
    )
    body = []
    for code in holders:
        name = t.pick(units.at[code, "name"], units.at[code, "name_en"])
        cells = []
        for party in model.codes:
            if (code, party) not in counts.index:
                cells.append("<td></td>")
                continue
            size, still_open = (int(n) for n in counts.loc[(code, party)])
            shown = str(size - still_open) + (f"+{still_open}" if still_open else "")
            href = _link({"unit": f"{code},{party}", "role": f"{role},any"}, t)
            cells.append(f"<td><a href='{href}' target='_self'>{shown}</a></td>")
        body.append(f"<tr><th scope='row'>{escape(name)}</th>{''.join(cells)}</tr>")
    caption = t("ledger.matrix_caption", role=t(f"role.{role}"))
    return (
        f"<div class='matrix-frame heat-frame'><table class='heat'><caption>{escape(caption)}"
        f"</caption><thead><tr><th scope='col'>{escape(t('ledger.department'))}</th>{head}</tr>"
        f"</thead><tbody>{''.join(body)}</tbody></table></div>"
    )


def write_department_list(model: Model, counts: pd.DataFrame, t: Texts) -> str:
    """Every department and committee with what it leads, is main for, supports."""
    units = model.region.units.set_index("unit_code")
    rows = []
    for code, held in counts.iterrows():
        name = t.pick(units.at[code, "name"], units.at[code, "name_en"])
        cells = "".join(
            f"<td><a href='{_link({'unit': str(code), 'role': role}, t)}' target='_self'>"
            f"{held[role]}</a></td>"
            if held[role]
            else "<td>0</td>"
            for role in ("lead", "main", "support")
        )
        rows.append(f"<tr><th scope='row'>{escape(name)}</th>{cells}</tr>")
    heads = [t("ledger.department"), *(t(f"role.{r}") for r in ("lead", "main", "support"))]
    head = "".join(f"<th scope='col'>{escape(h)}</th>" for h in heads)
    return (
        f"<table class='plain'><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
    )


def write_targets(model: Model, t: Texts) -> str:
    """Every figure of the plan, with the words that hold it and the district it is given to."""
    heads = [t(f"ledger.{name}") for name in ("measure", "figure", "phrase", "place")]
    head = "".join(f"<th scope='col'>{escape(h)}</th>" for h in heads)
    rows = "".join(
        f"<tr><td>{escape(target.measure_id)}</td>"
        f"<td><b>{target.quantity:g}</b> {escape(target.unit)}</td>"
        f"<td lang='zh-CN'>{escape(target.phrase)}</td>"
        f"<td>{escape(_name_place(model, target.phrase, t))}</td></tr>"
        for target in model.plan.targets.itertuples(index=False)
    )
    return f"<table class='plain'><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _name_place(model: Model, phrase: str, t: Texts) -> str:
    """The districts the phrase names, or that it gives the figure to none."""
    names = [
        name_party(model, code, t, short=True)
        for code, party in model.region.parties.iterrows()
        if party["short_name"] in phrase
    ]
    return t("list.comma").join(names) or t("ledger.no_place")


def write_open_questions(model: Model, t: Texts) -> str:
    """The measures that say 相关区, with the wording, whom it names, and what an office settled."""
    measures = model.plan.measures.set_index("measure_id")
    return "".join(
        _write_question(model, measure_id, measures.loc[measure_id].to_dict(), t)
        for measure_id in list_open_measures(model.duties, model.plan.measures)
    )


def _write_question(model: Model, measure_id: str, measure: dict[Any, Any], t: Texts) -> str:
    duties = model.duties[model.duties["measure_id"] == measure_id]
    lines = []
    for basis, key in (("mentioned", "open_mentioned"), ("resolved", "open_resolved")):
        codes = duties.loc[duties["basis"] == basis, "unit_code"]
        if len(codes):
            names = t("list.comma").join(name_party(model, c, t, short=True) for c in codes)
            lines.append(t(f"city.{key}", names=names))
    lines += [name_resolution(model, measure_id, t)]
    still_open = int((duties["basis"] == "relevant").sum())
    if still_open:
        lines.append(t("ledger.still_open", n=still_open))
    facts = "".join(f"<p class='facts'>{escape(line)}</p>" for line in lines if line)
    title = t.pick(measure["label"], measure["label_en"])
    chapters = list_chapters(model, t, short=True)
    return (
        f"<article class='duty' data-measure='{escape(measure_id)}'>"
        f"<div class='duty-no'>{escape(measure_id)}</div><div class='duty-body'>"
        f"<strong>{escape(title)}</strong> "
        f"<span class='quiet'>{escape(chapters[measure['chapter_no']])}</span>"
        f"{write_wording(measure, t)}{facts}</div></article>"
    )
