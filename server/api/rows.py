"""The rows of each resource, from the product's own builders; nothing is counted here."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import asdict

import geopandas as gpd
import pandas as pd

from components.documents.excel.ledger import list_measure_rows
from components.documents.geodata.districts import write_geojson
from components.documents.geodata.places import (
    tabulate_areas,
    tabulate_sites,
    write_area_geojson,
    write_site_geojson,
)
from components.map.areas import filter_areas
from components.map.sites import select_sites
from components.screens.ledger.link import parse_filter
from components.session.link import View
from components.session.models import get_load, get_model, get_search_index
from components.session.progress import find_progress
from components.words.changes import compare_units, list_units, look_between
from components.words.source import Origin
from components.words.words import Words
from geo.plan.count import count_load
from geo.plan.duties import list_duty_roles
from geo.plan.ledger import filter_measures, split_found
from geo.region.units import TERRITORIAL_KINDS
from server.api.asked import Asked
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
from server.readiness import check_database
from store.shelf import list_metas


def list_plan_rows(_: Asked) -> pd.DataFrame:
    """Every plan that can be read."""
    metas = list(list_metas().values())
    return pd.DataFrame(metas, columns=list(PLANS.columns), dtype=str)


def list_unit_rows(asked: Asked) -> pd.DataFrame:
    """Every unit with its load, see `count_load`."""
    units, view = asked.model.region.units, asked.view
    codes = units["unit_code"].tolist()
    load = count_load(asked.model.joined, view.metric, view.bases, codes)
    return units.merge(load.reset_index(), on="unit_code", validate="1:1")[list(UNITS.columns)]


def write_units(asked: Asked) -> bytes:
    """The districts with the same counts, as the map gives them away."""
    load = get_load(asked.model, asked.view.metric, asked.view.bases)
    return write_geojson(_build_origin(asked), load, asked.view)


def find_measures(asked: Asked) -> pd.DataFrame:
    """The rows of the ledger's file, filtered as its link says; `is_counted` is false where the
    plan leaves open whether the unit asked for holds it."""
    model, (wanted, _) = asked.model, parse_filter(asked.params, asked.model)
    found = filter_measures(model.plan.measures, model.duties, get_search_index(model), wanted)
    settled, still_open = split_found(found, model.duties, wanted)
    rows = list_measure_rows(asked.words, settled, still_open)
    return rows.assign(is_counted=~rows["measure_id"].isin(still_open))


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
    codes = [asked.view.district] if asked.view.district else list(list_units(between))
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
    return tabulate_sites(asked.words, _list_sites(asked)).drop(columns="geometry")


def write_sites(asked: Asked) -> bytes:
    return write_site_geojson(_build_origin(asked), _list_sites(asked))


def list_area_rows(asked: Asked) -> pd.DataFrame:
    return tabulate_areas(_list_areas(asked)).drop(columns="geometry")


def write_areas(asked: Asked) -> bytes:
    return write_area_geojson(_build_origin(asked), _list_areas(asked))


def list_progress_rows(asked: Asked) -> pd.DataFrame:
    """Of the month now asked for a row per unit that has lines; none without a
    month. Raises `DataError` where the database cannot be asked."""
    check_database()  # a page is what it is without; a program would take it for nothing reported
    progress, rows = find_progress(asked.model), []
    if progress:
        from store.progress.states import count_states, group_by_unit

        for plan, period in progress.periods.items():
            of_plan = [s for (m, _), s in progress.states.items() if progress.plans[m] == plan]
            for code, states in group_by_unit(of_plan).items():
                counts = asdict(count_states(states))
                named = {"plan_code": plan, "period": period.code, "unit_code": code}
                if asked.view.district in (None, code):
                    rows.append({**named, **counts, **counts["stages"]})
    return pd.DataFrame(rows, columns=list(PROGRESS.columns))


def _build_origin(asked: Asked) -> Origin:
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
