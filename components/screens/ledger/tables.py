"""The ledger's tables as HTML: measures, departments, targets, open questions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from markupsafe import Markup, escape

from components.html.duties import write_cell, write_doubts
from components.html.links import write_address, write_link, write_measure_link, write_tagged
from components.html.measures import write_measure
from components.html.table import write_row_table, write_table
from components.html.template import draw
from components.html.wording import write_label, write_wording
from components.map.small import ROLE_FILLS, draw_svg_map, name_weight
from components.words.bases import name_basis
from components.words.duties import name_resolution
from components.words.duty_states import Told
from components.words.plan import (
    head_role,
    list_chapters,
    list_deadlines,
    list_single,
    name_plan,
    name_task,
)
from components.words.several import count_by_plan, is_several
from components.words.targets import list_target_places
from components.words.units import join_alike, join_parties, name_party, name_unit
from components.words.words import Words
from geo.plan.count import list_open_measures
from geo.plan.duties import OPEN_BASIS, split_open
from geo.plan.ledger import cross_departments
from geo.plan.plan import ROLES, print_target
from geo.together import split_id

MAP_WIDTH_PX = 170
COLUMNS = ("measure", "task", "text", "deadline", "lead", "main", "support", "districts")


@dataclass(frozen=True)
class MeasureRow:
    """A row of the plan's table. What ends in `order` is a number that sorts as a text does."""

    number: str
    link: Markup
    order: str
    task: str
    task_order: str
    label: Markup
    reach: Markup
    wording: Markup
    deadline: str
    cells: list[Markup]
    """The units of the roles, in their order."""
    count: str
    count_order: str
    state: str | None
    """What was reported on it; None without a month."""


def write_measures(
    words: Words,
    measure_ids: Sequence[str],
    still_open: Sequence[str] = (),
    told: Mapping[str, Told] | None = None,
) -> Markup:
    """The plan's table: sortable, each row opens to the wording and a small map.

    `still_open`: measures found beside `measure_ids` that are open for a party asked for; they
    stand below a line of their own. `told`: what was reported on each, where a month was opened.
    """
    t = words.t
    heads = [head_role(words, name) if name in ROLES else t(f"ledger.{name}") for name in COLUMNS]
    return draw(
        "screens/ledger/tables.measures",
        caption=t("ledger.caption"),
        columns=[*heads, *([] if told is None else [t("duty_state.column")])],
        settled=_group_rows(words, measure_ids, told),
        still_open=_list_rows(words, still_open, told),
        band=t("ledger.open_band", n=len(still_open)),
        doubts=write_doubts(words, [*measure_ids, *still_open]),
    )


def _group_rows(
    words: Words, measure_ids: Sequence[str], told: Mapping[str, Told] | None
) -> list[tuple[str, list[MeasureRow]]]:
    """The rows of each plan below a band that names it; one plan alone has none."""
    if not is_several(words):
        return [("", _list_rows(words, measure_ids, told))]
    groups = [
        (each, [m for m in measure_ids if split_id(words.model, m)[0] is each.model])
        for each in list_single(words)
    ]
    return [
        (words.t("several.band", plan=name_plan(each), n=len(ids)), _list_rows(words, ids, told))
        for each, ids in groups
        if ids
    ]


def _list_rows(
    words: Words, measure_ids: Sequence[str], told: Mapping[str, Told] | None
) -> list[MeasureRow]:
    rows = words.model.plan.measures.set_index("measure_id").loc[list(measure_ids)]
    order = {measure_id: i for i, measure_id in enumerate(words.model.plan.measures["measure_id"])}
    return [
        _describe_measure(words, str(measure_id), row, order[measure_id], told)
        for measure_id, row in rows.iterrows()
    ]


def _describe_measure(
    words: Words,
    measure_id: str,
    measure: pd.Series,
    position: int,
    told: Mapping[str, Told] | None,
) -> MeasureRow:
    model, t = words.model, words.t
    reached = model.duties[
        (model.duties["measure_id"] == measure_id) & model.duties["unit_code"].isin(model.codes)
    ]
    counted, still_open = split_open(reached)
    count = str(len(counted))
    if not still_open.empty:
        count = t("ledger.count_open", n=count, open=len(still_open))
    return MeasureRow(
        number=measure_id,
        link=write_measure_link(measure_id, words),
        order=_pad(position),
        task=name_task(words, measure["task_no"]),
        task_order=_pad(measure["task_no"]),
        label=write_label(measure, t),
        reach=_write_reach(words, t.pick(measure["label"], measure["label_en"]), reached),
        wording=write_wording(measure, t),
        deadline=list_deadlines(words)[measure["deadline"]],
        cells=_list_cells(words, measure_id, measure),
        count=count,
        count_order=_pad(len(counted)),
        state=None if told is None else told[measure_id].said if measure_id in told else "",
    )


def _pad(number: int) -> str:
    return f"{number:04d}"


def _list_cells(words: Words, measure_id: str, measure: pd.Series) -> list[Markup]:
    """The unit cell of each role; a merged one is told once, a doubtful one has a dagger."""
    cells = {role: write_cell(words, measure[role]) for role in ROLES}
    if measure["shared_cell"]:
        cells["main"] = escape(words.t("ledger.same_cell"))
    if measure_id in words.model.plan.doubtful:
        doubtful = escape(words.t("role.doubtful"))
        return [doubtful.format(roles=cell) for cell in cells.values()]
    return list(cells.values())


def _write_reach(words: Words, title: str, reached: pd.DataFrame) -> Markup:
    """Whom a measure reaches, by basis in words and on a small map."""
    t = words.t
    bases = {duty["unit_code"]: name_basis(duty, t) for duty in reached.to_dict("records")}
    counted, open_duties = split_open(reached)
    fills = {d["unit_code"]: ROLE_FILLS[name_weight(d)] for d in counted.to_dict("records")}
    still_open = set(open_duties["unit_code"])
    alt = t("ledger.reach_alt", name=title)
    return draw(
        "screens/ledger/tables.reach",
        image=draw_svg_map(words.model, fills, title=alt, width=MAP_WIDTH_PX, hatched=still_open),
        lines=list(join_alike(words, bases).items()),
        nobody=t("ledger.reaches_none"),
    )


def _write_link(params: dict[str, str], text: str, words: Words) -> Markup:
    """A text that leads to the ledger filtered by `params`."""
    return write_link(write_address("ledger", params, words), text)


def write_department_matrix(words: Words, role: str) -> Markup:
    """Department × party: the number of measures the department holds and that reach the party.

    Each count leads to its measures in the ledger. Open ones stand behind a plus sign.
    """
    model, t = words.model, words.t
    units = model.region.units.set_index("unit_code")
    crossed = cross_departments(model.duties, model.region.units, model.codes, role)
    crossed["is_open"] = crossed["basis"] == OPEN_BASIS
    counts = crossed.groupby(["unit_code", "party"])["is_open"].agg(["size", "sum"])
    links = {
        (code, party): _write_crossing(words, code, party, role, size, still_open)
        for (code, party), size, still_open in counts.itertuples()
    }
    holders = set(crossed["unit_code"])
    rows = [
        (
            t.pick(unit["name"], unit["name_en"]),
            [links.get((code, party), "") for party in model.codes],
        )
        for code, unit in units[units["kind"].isin(["department", "committee"])].iterrows()
        if code in holders
    ]
    parties = [name_party(words, code, short=True) for code in model.codes]
    caption = t("ledger.matrix_caption", role=t(f"role.{role}"))
    table = write_row_table([t("ledger.department"), *parties], rows, caption, css="heat")
    return draw("screens/ledger/tables.heat", table=table)


def _write_crossing(
    words: Words, code: str, party: str, role: str, size: int, still_open: int
) -> Markup:
    shown = str(size - still_open) + (f"+{still_open}" if still_open else "")
    return _write_link({"unit": f"{code},{party}", "role": f"{role},any"}, shown, words)


def write_department_list(words: Words, counts: pd.DataFrame) -> Markup:
    """Every department and committee with what it leads, is main for, supports."""
    t = words.t
    held_ids = words.model.duties.groupby("unit_code")["measure_id"].apply(list).to_dict()
    rows = [
        (
            _write_department(words, str(code), held_ids.get(code, [])),
            [
                _write_link({"unit": str(code), "role": role}, str(n), words) if n else "0"
                for role, n in held[list(ROLES)].items()
            ],
        )
        for code, held in counts.iterrows()
    ]
    return write_row_table([t("ledger.department"), *(t(f"role.{r}") for r in ROLES)], rows)


def _write_department(words: Words, code: str, held: Sequence[str]) -> Markup:
    """Its name, and where several plans are shown in how many measures of each it is."""
    plans = count_by_plan(words, held)
    return draw("screens/ledger/tables.department", name=name_unit(words, code), plans=plans)


def write_targets(words: Words) -> Markup:
    """Every figure of the plan, with the words that hold it and the district it is given to."""
    columns = [words.t(f"ledger.{name}") for name in ("measure", "figure", "phrase", "place")]
    targets = words.model.plan.targets.itertuples(index=False)
    rows = [
        (*_describe_target(target, words), place)
        for target, place in zip(targets, list_target_places(words), strict=True)
    ]
    return write_table(columns, rows)


def _describe_target(target: Any, words: Words) -> tuple[Markup, Markup, Markup]:
    """`target`: a row of `targets.csv`. The figure keeps the words that make it approximate."""
    t = words.t
    figure, span = print_target(target.phrase, target.quantity, target.unit)
    span = t("ledger.span", span=span) if span else ""
    return (
        write_tagged(words, target.measure_id),
        draw("screens/ledger/tables.figure", figure=figure, span=span),
        draw("screens/ledger/tables.phrase", words=target.phrase),
    )


def write_open_questions(words: Words) -> Markup:
    """The measures that say 相关区, with the wording, whom it names, and what an office settled."""
    model = words.model
    measures = model.plan.measures.set_index("measure_id")
    chapters = list_chapters(words, short=True)
    articles = []
    for measure_id in list_open_measures(model.duties, model.plan.measures):
        measure = measures.loc[measure_id]
        facts = _list_answers(words, measure_id)
        chapter = chapters[measure["chapter_no"]]
        articles.append(write_measure(measure_id, measure, facts, words, chapter))
    return draw("html/measures.measures", articles=articles)


def _list_answers(words: Words, measure_id: str) -> list[str]:
    duties = words.model.duties[words.model.duties["measure_id"] == measure_id]
    lines = []
    for basis, key in (("mentioned", "open_mentioned"), ("resolved", "open_resolved")):
        codes = duties.loc[duties["basis"] == basis, "unit_code"]
        if len(codes):
            names = join_parties(words, codes, short=True)
            lines.append(words.t(f"city.{key}", names=names))
    lines.append(name_resolution(words, measure_id))
    _, still_open = split_open(duties)
    if not still_open.empty:
        lines.append(words.t("ledger.still_open", n=len(still_open)))
    return [line for line in lines if line]
