"""The one place that caches: the model of each plan, once per process, shared and read-only."""

from __future__ import annotations

import gc

import pandas as pd
import streamlit as st

from geo.ledger import build_search_index
from geo.load import count_load
from geo.model import Model, load_model
from geo.resolutions import find_resolutions


def get_model(plan: str) -> Model:
    """The joined model; raises `DataError`. Changed resolutions are read anew."""
    path = find_resolutions(plan)
    stamp = path.stat().st_mtime_ns if path.exists() else 0
    return _load_model(plan, stamp)


@st.cache_resource(show_spinner=False, max_entries=8)
def _load_model(plan: str, resolved_at: int) -> Model:
    # An error is not cached, so that a mended file is read again.
    model = load_model(plan)
    # Streamlit collects garbage after every run; what lives as long as the process is taken out
    # of its sight. Measured on a prototype: a click from 120 ms of CPU to 18.
    gc.collect()
    gc.freeze()
    return model


def get_load(plan: str, metric: str, bases: tuple[str, ...]) -> pd.DataFrame:
    """Task load of every party, see `geo.load.count_load`."""
    return _count_load(get_model(plan), metric, bases)


@st.cache_resource(show_spinner=False, max_entries=256, hash_funcs={Model: id})
def _count_load(model: Model, metric: str, bases: tuple[str, ...]) -> pd.DataFrame:
    return count_load(model.joined, metric, bases, model.codes, model.ongoing)


@st.cache_resource(show_spinner=False, max_entries=8, hash_funcs={Model: id})
def get_search_index(model: Model) -> pd.DataFrame:
    """What the ledger searches, see `geo.ledger.build_search_index`."""
    return build_search_index(model.plan.measures)
