"""What each page shows, as rows: from its own parameters, by what its screen and files are made
of."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

import pandas as pd

from components.documents.change_rows import COLUMNS as OF_CHANGES
from components.documents.change_rows import head_column, list_change_rows
from components.documents.duty_csv import write_csv
from components.documents.excel.ledger import list_measure_rows, write_ledger_csv
from components.documents.rows import list_duty_rows
from components.screens.compare.compare import SHEETS
from components.screens.ledger.found import find_measures
from components.screens.ledger.link import MAX_QUERY
from components.screens.progress.desk import list_units, pick_states
from components.screens.progress.link import CHOICES
from components.session.link import CHANGES, REPORTED
from components.session.models import get_model
from components.session.plans import is_readable
from components.slides.build import build_slides
from components.slides.run import parse_run
from components.words.changes import count_changes, look_between
from components.words.changes import list_units as list_units_between
from components.words.source import list_provenance
from components.words.words import Words
from geo.model import Model
from server.api.asked import Asked, build_missing, build_unknown_value
from server.api.resources import PROGRESS
from server.api.rows import (
    build_origin,
    count_lines,
    find_duties,
    list_area_rows,
    list_plan_rows,
    list_site_rows,
    list_unit_rows,
    load_desks,
    mark_counted,
)
from server.problems import refuse
from store.progress.commands import STATUS_COLUMNS, list_cells

OF_LINES = STATUS_COLUMNS[:-2]
"""Of a line without who reported: names leave the product by its files, where that is noted."""


@dataclass(frozen=True)
class Shown:
    """`rows`: by column; `write`: the file that the page itself offers of them, where it does;
    `heads`: of columns that are headed in words; `models`: of which plans, where not of those that
    the link names in `plan`."""

    rows: pd.DataFrame
    write: Callable[[], bytes] | None = None
    heads: Mapping[str, str] = field(default_factory=dict)
    models: Sequence[Model] | None = None


def show_map(asked: Asked) -> Shown:
    """What the map says of every party: its duties by the link's metric and bases, what changed for
    it, or what it reported; of a measure who holds it."""
    view, codes = asked.view, asked.model.codes
    if view.measure:
        return Shown(find_duties(asked))
    if view.metric == CHANGES:
        return Shown(_count_changes(asked))
    if view.metric == REPORTED:
        return Shown(_count_reported(asked))
    rows = list_unit_rows(asked).set_index("unit_code", drop=False).loc[codes]
    return Shown(rows.reset_index(drop=True))


def _count_changes(asked: Asked) -> pd.DataFrame:
    """By party as `count_changes`; what the plan leaves open behind, as `…_open`."""
    assert asked.view.against
    between = look_between(Words(get_model(asked.view.against), asked.words.t), asked.words)
    counted, still_open = count_changes(between)
    rows = counted.join(still_open.add_suffix("_open"))
    return rows.loc[[code for code in rows.index if code in asked.model.codes]].reset_index()


def _count_reported(asked: Asked) -> pd.DataFrame:
    progress = asked.progress
    assert progress
    rows = [
        count_lines(progress.of_unit(code, plan).values(), plan, period.code, code)
        for plan, period in progress.periods.items()
        for code in asked.model.codes
    ]
    return pd.DataFrame(rows, columns=list(PROGRESS.columns))


def show_district(asked: Asked) -> Shown:
    """Its duties."""
    assert asked.view.district
    return _list_duties(asked, [asked.view.district])


def show_compare(asked: Asked) -> Shown:
    """The duties of the parties compared, or of all where the page shows all."""
    view = asked.view
    if view.show in SHEETS:
        return _list_duties(asked, asked.model.codes)
    if len(view.compare) < 2:
        refuse([build_missing("compare")])
    return _list_duties(asked, list(view.compare))


def _list_duties(asked: Asked, codes: list[str]) -> Shown:
    rows = list_duty_rows(asked.words, codes)
    return Shown(rows, partial(write_csv, build_origin(asked), codes))


def show_ledger(asked: Asked) -> Shown:
    """The measures found."""
    here = find_measures(asked.words, asked.params, asked.progress)
    rows = list_measure_rows(asked.words, here.settled, here.still_open, here.told)
    told = here.settled, here.still_open, here.told
    rows = mark_counted(rows, here.still_open)
    return Shown(rows, partial(write_ledger_csv, build_origin(asked), *told))


def show_present(asked: Asked) -> Shown:
    """The slides of the run, each with the lines behind its numbers."""
    run, _ = parse_run(asked.params, asked.model)
    rows = [
        {"slide": s.code, "title": s.title, "subtitle": s.subtitle, "notes": "\n".join(s.notes)}
        for s in build_slides(asked.words, run)
    ]
    return Shown(pd.DataFrame(rows, columns=["slide", "title", "subtitle", "notes"]))


def show_progress(asked: Asked) -> Shown:
    """The lines behind the board's numbers, of the link's unit and stage, as `geo progress status`
    prints them."""
    stage, line = asked.params.get("stage", ""), asked.params.get("line", "")
    if stage not in ("", *CHOICES):
        refuse([build_unknown_value("stage", stage[:MAX_QUERY])])
    rows = [
        (desk.words.model.reference, desk.month.code, *list_cells(state)[: len(OF_LINES)])
        for desk in load_desks(asked)
        for code, states in list_units(desk).items()
        for state in pick_states(states, stage)
        if desk.link.unit in ("", code) and line in ("", state.line.key)
    ]
    if line and not rows:
        refuse([build_unknown_value("line", line[:MAX_QUERY])])
    return Shown(pd.DataFrame(rows, columns=["plan_code", "period", *OF_LINES], dtype=str))


def show_plans(asked: Asked) -> Shown:
    """The shelf, or what changed between the two plans of the link."""
    params = asked.params
    if not {"from", "to"} & {*params}:
        return Shown(list_plan_rows(asked), models=())
    pair = [params.get("from", ""), params.get("to", "")]
    refuse(build_missing(n) for n, p in zip(("from", "to"), pair, strict=True) if not p)
    known = zip(("from", "to"), pair, strict=True)
    refuse(build_unknown_value(n, p[:MAX_QUERY]) for n, p in known if not is_readable(p))
    before, after = (Words(get_model(plan), asked.words.t) for plan in pair)
    between, unit = look_between(before, after), params.get("unit", "")
    codes = [code for code in list_units_between(between) if unit in ("", code)]
    if not codes:
        refuse([build_unknown_value("unit", unit[:MAX_QUERY])])
    heads = {name: head_column(name, between.t) for name in OF_CHANGES}
    models = [words.model for words in between.sides]
    return Shown(list_change_rows(between, codes), heads=heads, models=models)


def show_sources(asked: Asked) -> Shown:
    """Where the figures come from and how they are counted, as every file says it of itself."""
    return Shown(pd.DataFrame(list_provenance(build_origin(asked)), columns=["label", "value"]))


SHOWN: dict[str, Callable[[Asked], Shown]] = {
    "map": show_map,
    "district": show_district,
    "compare": show_compare,
    "restoration": lambda asked: Shown(list_site_rows(asked)),
    "protected": lambda asked: Shown(list_area_rows(asked)),
    "ledger": show_ledger,
    "present": show_present,
    "progress": show_progress,
    "plans": show_plans,
    "sources": show_sources,
}
