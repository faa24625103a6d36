"""The rows of each resource, from the product's own builders; nothing is counted here."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from dataclasses import asdict, replace

import geopandas as gpd
import pandas as pd

from components.documents.excel.ledger import list_measure_rows
from components.documents.geodata.districts import write_geojson
from components.documents.geodata.places import AREAS as OF_AREAS
from components.documents.geodata.places import SITES as OF_SITES
from components.documents.geodata.places import (
    tabulate_places,
    write_area_geojson,
    write_site_geojson,
)
from components.map.areas import filter_areas
from components.map.sites import select_sites
from components.screens.ledger import found
from components.screens.ledger.link import MAX_QUERY
from components.screens.progress.desk import Desk, list_units, load_desk
from components.screens.progress.link import read_link
from components.session.link import REPORTED, View
from components.session.models import get_load, get_model
from components.session.remember import remember
from components.words.changes import compare_units, look_between
from components.words.changes import list_units as list_units_between
from components.words.plan import list_single
from components.words.source import Origin
from components.words.words import Words
from geo.plan.count import count_load
from geo.plan.duties import list_duty_roles
from geo.region.units import TERRITORIAL_KINDS
from server.api.asked import Asked, build_unknown_value, require_progress
from server.api.resources import (
    AREAS,
    CHANGES,
    DUTIES,
    MEASURES,
    PLANS,
    PROGRESS,
    SITES,
    UNITS,
)
from server.problems import refuse
from store.database import read
from store.progress.periods import list_periods
from store.progress.states import State, count_states
from store.shelf import list_metas


def list_plan_rows(_: Asked) -> pd.DataFrame:
    """Every plan that can be read."""
    metas = list(list_metas().values())
    return pd.DataFrame(metas, columns=list(PLANS.columns), dtype=str)


def list_unit_rows(asked: Asked) -> pd.DataFrame:
    """Every unit with its load, see `count_load`."""
    _require_counting(asked)
    units, view = asked.model.region.units, asked.view
    codes = units["unit_code"].tolist()
    load = count_load(asked.model.joined, view.metric, view.bases, codes)
    return units.merge(load.reset_index(), on="unit_code", validate="1:1")[list(UNITS.columns)]


def write_units(asked: Asked) -> bytes:
    """The districts with the same counts, as the map gives them away."""
    _require_counting(asked)
    load = get_load(asked.model, asked.view.metric, asked.view.bases)
    return write_geojson(build_origin(asked), load, asked.view)


def _require_counting(asked: Asked) -> None:
    """What was reported is no duty; it is in a resource of its own."""
    if asked.view.metric == REPORTED:
        refuse([build_unknown_value("metric", REPORTED)])


def find_measures(asked: Asked) -> pd.DataFrame:
    """The rows of the ledger's file, filtered as its link says; `is_counted` is false where the
    plan leaves open whether the unit asked for holds it."""
    here = found.find_measures(asked.words, asked.params, asked.progress)
    rows = list_measure_rows(asked.words, here.settled, here.still_open)
    return mark_counted(rows, here.still_open)


def mark_counted(rows: pd.DataFrame, still_open: Iterable[str]) -> pd.DataFrame:
    """With `is_counted` as what it is, instead of in words."""
    return rows.assign(is_counted=~rows["measure_id"].isin([*still_open]))


def find_duties(asked: Asked) -> pd.DataFrame:
    """The rows of `geo duties`; without `basis` also those that the plan leaves open."""
    view, model = asked.view, asked.model
    duties = model.duties
    if "basis" in asked.params:
        duties = duties[duties["basis"].isin(view.bases)]
    if view.measure:
        duties = duties[duties["measure_id"] == view.measure]
    if view.district:
        duties = duties[duties["unit_code"] == view.district]
    return list_duty_roles(duties, model.region.units, TERRITORIAL_KINDS)


def find_changes(asked: Asked) -> pd.DataFrame:
    """The rows of `geo changes`, from the plan `against` to the plan asked for."""
    assert asked.view.against
    before = Words(get_model(asked.view.against), asked.words.t)
    between = look_between(before, asked.words)
    codes = [asked.view.district] if asked.view.district else list(list_units_between(between))
    changes = compare_units(between)
    return changes.loc[changes["unit_code"].isin(codes), list(CHANGES.columns)]


def _select_here(places: gpd.GeoDataFrame, key: str, view: View) -> gpd.GeoDataFrame:
    """Those of `places` in the district asked for, and the one whose id is asked for."""
    if view.district:
        places = places[[view.district in codes for codes in places["district_codes"]]]
    return places[places[key] == view.place] if view.place else places


def _list_sites(asked: Asked) -> gpd.GeoDataFrame:
    return _select_here(select_sites(asked.model, asked.view), "site_id", asked.view)


def _list_areas(asked: Asked) -> gpd.GeoDataFrame:
    return _select_here(filter_areas(asked.model, asked.view), "area_id", asked.view)


def list_site_rows(asked: Asked) -> pd.DataFrame:
    rows = _tabulate(asked.words, OF_SITES)
    return rows[rows["site_id"].isin(_list_sites(asked)["site_id"])]


@remember
def _tabulate(words: Words, kind: str) -> pd.DataFrame:
    return tabulate_places(words, kind).drop(columns="geometry")


def write_sites(asked: Asked) -> bytes:
    return write_site_geojson(build_origin(asked), _list_sites(asked))


def list_area_rows(asked: Asked) -> pd.DataFrame:
    rows = _tabulate(asked.words, OF_AREAS)
    return rows[rows["area_id"].isin(_list_areas(asked)["area_id"])]


def write_areas(asked: Asked) -> bytes:
    return write_area_geojson(build_origin(asked), _list_areas(asked))


def list_progress_rows(asked: Asked) -> pd.DataFrame:
    """As the board of the month counts: a row per unit that is to report or to answer."""
    rows = [
        count_lines(states, desk.words.model.reference, desk.month.code, code)
        for desk in load_desks(asked)
        for code, states in list_units(desk).items()
        if desk.link.unit in ("", code)
    ]
    return pd.DataFrame(rows, columns=list(PROGRESS.columns))


def count_lines(states: Iterable[State], plan: str, period: str, code: str) -> dict[str, object]:
    counts = asdict(count_states(states))
    named = {"plan_code": plan, "period": period, "unit_code": code}
    return {**named, **counts, **counts["stages"]}


def load_desks(asked: Asked) -> list[Desk]:
    """Of every plan that has the month asked for, or any where none is asked for: then its last
    one. Raises `Refused` where none has it, or none has lines of the unit asked for."""
    require_progress(sees_progress=asked.sees_progress)
    link, desks, singles = read_link(asked.params), [], list_single(asked.words)
    with read() as connection:
        opened = (
            [
                [period.code for period in list_periods(connection, words.model.plan.code)]
                for words in singles
            ]
            if connection
            else []
        )
    for words, codes in zip(singles, opened, strict=False):
        if codes and link.period in ("", *codes):
            desks.append(load_desk(words, replace(link, step="", at="")))
    if link.period and not desks:
        refuse([build_unknown_value("period", link.period[:MAX_QUERY])])
    if link.unit and not any(link.unit in list_units(desk) for desk in desks):
        refuse([build_unknown_value("unit", link.unit[:MAX_QUERY])])
    return desks


def build_origin(asked: Asked) -> Origin:
    return Origin(asked.words, datetime.date.today(), asked.view.bases)


ROWS: dict[str, Callable[[Asked], pd.DataFrame]] = {
    PLANS.name: list_plan_rows,
    UNITS.name: list_unit_rows,
    MEASURES.name: find_measures,
    DUTIES.name: find_duties,
    CHANGES.name: find_changes,
    SITES.name: list_site_rows,
    AREAS.name: list_area_rows,
    PROGRESS.name: list_progress_rows,
}
COLLECTIONS = {UNITS.name: write_units, SITES.name: write_sites, AREAS.name: write_areas}
