"""Models and what is computed from them, once per process.

Everything here is shared by all sessions: never change what you are given.
"""

from __future__ import annotations

from threading import Lock

import pandas as pd

from components.session.remember import remember
from geo.model import Model
from geo.plan.count import count_load
from geo.plan.ledger import build_search_index
from geo.together import SEPARATOR, join_models
from store.shelf import State, find_state, load_plan

_loading = Lock()


def get_model(plans: str) -> Model:
    """The model of `CODE` or `CODE@2`, or one of several of a region, joined by commas; raises
    `DataError`. What was published or settled since is read anew."""
    models = tuple(_get_single(plan) for plan in plans.split(SEPARATOR))
    return _join(models) if len(models) > 1 else models[0]


@remember
def _join(models: tuple[Model, ...]) -> Model:
    """Models are told apart by identity, so what changed in one of them makes another one."""
    return join_models(models)


def _get_single(plan: str) -> Model:
    state = find_state(plan)
    with _loading:
        return _load_model(plan, state)


@remember
def _load_model(plan: str, state: State) -> Model:
    return load_plan(plan, state)


@remember
def get_load(model: Model, metric: str, bases: tuple[str, ...]) -> pd.DataFrame:
    """Task load of every party, see `geo.plan.count.count_load`."""
    return count_load(model.joined, metric, bases, model.codes)


@remember
def get_search_index(model: Model) -> pd.DataFrame:
    """What the ledger searches, see `geo.plan.ledger.build_search_index`."""
    return build_search_index(model.plan.measures)
