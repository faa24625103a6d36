"""The ledger's tables as HTML: measures, departments, targets, open questions."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any
from urllib.parse import urlencode

import pandas as pd

from components.html.duties import write_cell, write_doubts
from components.html.wording import write_label, write_wording
from components.map.small import ROLE_FILLS, draw_svg_map, name_weight
from components.texts import Texts
from components.words.duties import name_basis, name_resolution
from components.words.plan import list_chapters, list_deadlines, list_tasks
from components.words.units import name_party
from geo.model import Model
from geo.plan.duties import OPEN_BASIS, split_open
from geo.plan.ledger import cross_departments
from geo.plan.load import list_open_measures
from geo.plan.plan import ROLES, print_target

MAP_WIDTH_PX = 170
COLUMNS = ("measure", "task", "text", "deadline", "lead", "main", "support", "districts")


def write_measures(
    model: Model, measure_ids: Sequence[str], t: Texts, still_open: Sequence[str] = ()
) -> str:
    """The plan's table: sortable, each row opens to the wording and a small map.

    `still_open`: measures found beside `measure_ids` that are open for a party asked for; they
    stand below a line of their own.
    """
    heads = "".join(
        f"<th scope='col' aria-sort='none'><button type='button'>{escape(t(f'ledger.{name}'))}"
        f"<span aria-hidden='true'></span></button></th>"
        for name in COLUMNS
    )
    body = f"<tbody>{_write_rows(model, measure_ids, t)}</tbody>"
    if still_open:
        band = escape(t("ledger.open_band", n=len(still_open)))
        body += (
            f"<tbody class='still-open'><tr class='chapter'><th scope='colgroup' "
            f"colspan='{len(COLUMNS)}'>{band}</th></tr>{_write_rows(model, still_open, t)}</tbody>"
        )
    return (
        f"<div class='matrix-frame' tabindex='0' role='region' "
        f"aria-label='{escape(t('ledger.caption'))}'>"
        f"<table class='matrix ledger sortable'><caption class='visually-hidden'>"
        f"{escape(t('ledger.caption'))}</caption><thead><tr>{heads}</tr></thead>"
        f"{body}</table></div>"
        f"{write_doubts(model, [*measure_ids, *still_open], t)}"
    )


def _write_rows(model: Model, measure_ids: Sequence[str], t: Texts) -> str:
    rows = model.plan.measures.set_index("measure_id").loc[list(measure_ids)]
    order = {measure_id: i for i, measure_id in enumerate(model.plan.measures["measure_id"])}
    tasks, deadlines = list_tasks(model, t), list_deadlines(model, t)
    return "".join(
        _write_measure(model, str(measure_id), row, order[measure_id], tasks, deadlines, t)
        for measure_id, row in rows.iterrows()
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
    cells: dict[str, str] = {role: write_cell(model, measure[role], t) for role in ROLES}
    if measure["shared_cell"]:
        cells["main"] = escape(t("ledger.same_cell"))
    if measure_id in model.plan.doubtful:
        cells = {role: t("role.doubtful", roles=cell) for role, cell in cells.items()}
    reached = model.duties[
        (model.duties["measure_id"] == measure_id) & model.duties["unit_code"].isin(model.codes)
    ]
    counted, still_open = split_open(reached)
    count = str(len(counted))
    if not still_open.empty:
        count = t("ledger.count_open", n=count, open=len(still_open))
    title = t.pick(measure["label"], measure["label_en"])
    return (
        f"<tr data-measure='{escape(measure_id)}'>"
        f"<th scope='row' data-sort='{position:04d}'><b>{escape(measure_id)}</b></th>"
        f"<td data-sort='{measure['task_no']:04d}'>{measure['task_no']} "
        f"{escape(tasks[measure['task_no']])}</td>"
        f"<td class='wide'><details><summary>{write_label(measure, t)}</summary>"
        f"{_write_reach(model, title, reached, t)}</details>"
        f"{write_wording(measure, t)}</td>"
        f"<td>{escape(deadlines[measure['deadline']])}</td>"
        f"<td>{cells['lead']}</td><td>{cells['main']}</td><td>{cells['support']}</td>"
        f"<td data-sort='{len(counted):04d}'>{escape(count)}</td></tr>"
    )


def _write_reach(model: Model, title: str, reached: pd.DataFrame, t: Texts) -> str:
    """Whom a measure reaches, by basis in words and on a small map."""
    by_basis: dict[str, list[str]] = {}
    for duty in reached.to_dict("records"):
        by_basis.setdefault(name_basis(duty, t), []).append(
            name_party(model, duty["unit_code"], t, short=True)
        )
    counted, open_duties = split_open(reached)
    fills = {d["unit_code"]: ROLE_FILLS[name_weight(d)] for d in counted.to_dict("records")}
    still_open = set(open_duties["unit_code"])
    alt = t("ledger.reach_alt", name=title)
    image = draw_svg_map(model, fills, title=alt, width=MAP_WIDTH_PX, hatched=still_open)
    lines = [
        f"<li><b>{escape(basis)}</b> {escape(t('list.comma').join(names))}</li>"
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
    crossed["is_open"] = crossed["basis"] == OPEN_BASIS
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
        f"<td>{_write_target(target, t)}</td>"
        f"<td lang='zh-CN'>{escape(target.phrase)}</td>"
        f"<td>{escape(_name_place(model, target.phrase, t))}</td></tr>"
        for target in model.plan.targets.itertuples(index=False)
    )
    return f"<table class='plain'><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _write_target(target: Any, t: Texts) -> str:
    """The figure as printed, with the words that make it approximate and the span it is for."""
    figure, span = print_target(target.phrase, target.quantity, target.unit)
    said = f" {escape(t('ledger.span', span=span))}" if span else ""
    return f"<b>{escape(figure)}</b>{said}"


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
    _, still_open = split_open(duties)
    if not still_open.empty:
        lines.append(t("ledger.still_open", n=len(still_open)))
    facts = "".join(f"<p class='facts'>{escape(line)}</p>" for line in lines if line)
    chapters = list_chapters(model, t, short=True)
    return (
        f"<article class='duty' data-measure='{escape(measure_id)}'>"
        f"<div class='duty-no'>{escape(measure_id)}</div><div class='duty-body'>"
        f"{write_label(measure, t)} "
        f"<span class='quiet'>{escape(chapters[measure['chapter_no']])}</span>"
        f"{write_wording(measure, t)}{facts}</div></article>"
    )
